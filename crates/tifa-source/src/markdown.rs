//! Markdown, embedded HTML and shortcodes included, to a flow of blocks.
//!
//! Parsed by `pulldown-cmark` (CommonMark with tables). Where CommonMark and the way Chinese text is set disagree, the
//! text wins: lines indented by four spaces are paragraphs, not code; a rule drawn under a paragraph is a rule, not a
//! heading; emphasis that CommonMark does not see beside Chinese punctuation leaves no asterisks behind.

use crate::flow::{Context, Flow, ends_sentence};
use crate::html::Walk;
use crate::script::is_wide;
use memchr::memmem;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// A line underlined with dashes is a heading when it is at most this many characters long; longer, it is a paragraph
/// with a rule below that the author forgot to set apart.
const LONGEST_UNDERLINED: usize = 60;

/// A shortcode or template tag is at most this many bytes long: addresses in it may be.
const LONGEST_SHORTCODE: usize = 4000;

/// Openings and closings of shortcodes (Hugo) and template tags (Liquid).
const SHORTCODES: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}")];

/// Puts the bytes `range` of `flow`'s source, which is Markdown, into the flow.
pub fn walk<'a>(flow: &mut Flow<'a>, range: Range<usize>) {
    let shortcodes = shortcodes(flow.source(), range.clone());
    let mut driver = Driver { flow, walk: Walk::default(), shortcodes, soft: Soft::Join, depth: 0 };
    driver.parse(range);
}

/// What a line break inside a paragraph means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Soft {
    /// The paragraph is wrapped: nothing.
    Join,
    /// Each line is a paragraph of its own when it ends as one.
    Split,
}

struct Driver<'f, 'a> {
    flow: &'f mut Flow<'a>,
    walk: Walk,
    shortcodes: Vec<Range<usize>>,
    soft: Soft,
    depth: u8,
}

impl Driver<'_, '_> {
    /// Parses the bytes `range`.
    fn parse(&mut self, range: Range<usize>) {
        let source = self.flow.source();
        let Some(part) = source.get(range.clone()) else { return };
        let offset = range.start;
        let mut html: Option<Range<usize>> = None;
        let mut code = Code::None;
        let mut alt: Option<Range<usize>> = None;
        for (event, local) in Parser::new_ext(part, Options::ENABLE_TABLES).into_offset_iter() {
            let at = local.start + offset..local.end + offset;
            match event {
                Event::Html(_) => match &mut html {
                    Some(h) if h.end == at.start => h.end = at.end,
                    _ => {
                        self.html(html.replace(at));
                    }
                },
                Event::End(TagEnd::HtmlBlock) => self.html(html.take()),
                Event::Start(Tag::Image { .. }) => alt = Some(at.end..at.start),
                Event::End(TagEnd::Image) => {
                    if let Some(alt) = alt.take().filter(|r| r.start < r.end) {
                        crate::html::walk::alternative(self.flow, alt);
                    }
                }
                Event::Text(_) | Event::Code(_) | Event::SoftBreak if alt.is_some() => {
                    if let Some(alt) = &mut alt {
                        *alt = alt.start.min(at.start)..alt.end.max(at.end);
                    }
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.flow.end_paragraph();
                    code =
                        if matches!(kind, CodeBlockKind::Indented) { Code::Indented } else { Code::Fenced };
                }
                Event::End(TagEnd::CodeBlock) => {
                    self.flow.end_paragraph();
                    code = Code::None;
                }
                Event::Text(_) if code == Code::Indented => self.indented(at),
                Event::Text(_) if code == Code::Fenced => {
                    self.lines(at);
                }
                Event::Text(text) => self.text(&text, at),
                Event::Start(tag) => self.start(tag, at),
                Event::End(tag) => self.end(tag, at),
                other => self.inline(other, at),
            }
        }
        self.html(html);
        self.flow.end_paragraph();
    }

    fn start(&mut self, tag: Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.flow.end_paragraph();
                self.soft = soft(&self.flow.source()[at]);
            }
            Tag::Heading { level, .. } => {
                self.soft = Soft::Join;
                if is_heading(&self.flow.source()[at]) {
                    self.flow.open(Context::Heading(depth(level)));
                } else {
                    self.flow.end_paragraph();
                }
            }
            Tag::BlockQuote(_) => self.flow.open(Context::Quote),
            Tag::Item => {
                self.soft = Soft::Join;
                self.flow.open(Context::Item);
            }
            Tag::TableHead | Tag::TableRow => self.flow.open(Context::Row),
            Tag::Strong => self.flow.strong(true),
            Tag::Link { dest_url, .. } => self.flow.open_link(Some(dest_url.into_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, at: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.flow.end_paragraph(),
            TagEnd::Heading(_) if is_heading(&self.flow.source()[at.clone()]) => {
                self.flow.close(|c| matches!(c, Context::Heading(_)));
            }
            TagEnd::Heading(_) if self.flow.source()[at.clone()].trim_start().starts_with('#') => {
                self.flow.end_paragraph();
            }
            TagEnd::Heading(_) => self.flow.rule(),
            TagEnd::BlockQuote(_) => self.flow.close(|c| c == Context::Quote),
            TagEnd::Item => self.flow.close(|c| c == Context::Item),
            TagEnd::TableHead | TagEnd::TableRow => self.flow.close(|c| c == Context::Row),
            TagEnd::TableCell => self.flow.end_cell(at.end.saturating_sub(1).max(at.start)..at.end),
            TagEnd::Strong => self.flow.strong(false),
            TagEnd::Link => self.flow.close_link(),
            _ => {}
        }
    }

    fn inline(&mut self, event: Event<'_>, at: Range<usize>) {
        match event {
            Event::InlineHtml(_) => self.html(Some(at)),
            Event::Code(text) => match self.flow.source()[at.clone()].find(&*text) {
                Some(i) => self.flow.text(at.start + i..at.start + i + text.len()),
                None => self.flow.replaced(at, &text),
            },
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => self.flow.line_break(at),
            Event::Rule => self.flow.rule(),
            _ => {}
        }
    }

    fn soft_break(&mut self, at: Range<usize>) {
        match self.soft {
            Soft::Split => self.flow.line_break(at),
            Soft::Join => self.flow.space(at),
        }
    }

    /// Text, which is verbatim but for entities, without the shortcodes in it.
    fn text(&mut self, text: &str, at: Range<usize>) {
        let source = self.flow.source();
        if source.get(at.clone()) != Some(text) {
            if !self.in_shortcode(at.start) {
                self.flow.replaced(at, text);
            }
            return;
        }
        let mut from = at.start;
        let first = self.shortcodes.partition_point(|s| s.end <= at.start);
        for i in first..self.shortcodes.len() {
            let code = self.shortcodes[i].clone();
            if code.start >= at.end {
                break;
            }
            if code.start > from {
                self.flow.text(from..code.start);
            }
            from = code.end.min(at.end).max(from);
        }
        if from < at.end {
            self.flow.text(from..at.end);
        }
    }

    fn in_shortcode(&self, at: usize) -> bool {
        let i = self.shortcodes.partition_point(|s| s.end <= at);
        self.shortcodes.get(i).is_some_and(|s| s.start <= at)
    }

    fn html(&mut self, range: Option<Range<usize>>) {
        if let Some(range) = range.filter(|r| !self.in_shortcode(r.start)) {
            self.walk.walk(self.flow, range, &|_| true);
        }
    }

    /// Lines that CommonMark takes for code because they are indented: each is a paragraph of Markdown.
    fn indented(&mut self, at: Range<usize>) {
        let source = self.flow.source();
        let Some(text) = source.get(at.clone()) else { return };
        let mut start = at.start;
        for line in text.split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            let (from, to) = (start + indent, start + line.trim_end().len());
            start += line.len();
            if from < to && self.depth == 0 {
                self.depth += 1;
                self.parse(from..to);
                self.depth -= 1;
            } else if from < to {
                self.flow.text(from..to);
                self.flow.end_paragraph();
            }
        }
    }

    /// Lines of a fenced block: each is a paragraph.
    fn lines(&mut self, at: Range<usize>) {
        let source = self.flow.source();
        let Some(text) = source.get(at.clone()) else { return };
        let mut start = at.start;
        for line in text.split_inclusive('\n') {
            self.flow.text(start..start + line.trim_end().len());
            self.flow.end_paragraph();
            start += line.len();
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    None,
    Indented,
    Fenced,
}

fn depth(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// Whether what CommonMark calls a heading is one. One marked by `#` is; one underlined must be a line of a heading's
/// length that is no sentence.
fn is_heading(source: &str) -> bool {
    let source = source.trim_start();
    if source.starts_with('#') {
        // A paragraph marked as a heading for its looks: long, and it ends as a sentence.
        let text = source.trim_end();
        return !(text.ends_with('。') && text.chars().count() > LONGEST_UNDERLINED);
    }
    let lines = source.trim_end();
    let text = lines.rfind('\n').map_or(lines, |i| &lines[..i]).trim_end();
    // The target of a link is not read by anyone: `[text](address)`.
    let shown = match (text.strip_prefix('['), text.rfind("](")) {
        (Some(_), Some(end)) => &text[1..end],
        _ => text,
    };
    !shown.contains('\n')
        && shown.chars().count() <= LONGEST_UNDERLINED
        && !shown.ends_with(['。', '；', '，', '：', '、'])
}

/// What line breaks inside the paragraph `source` mean. Lines of about one width are wrapped; lines of different
/// widths, in Chinese, that end as sentences do, are paragraphs that the author did not set apart.
fn soft(source: &str) -> Soft {
    let source = source.trim_end();
    if !source.contains('\n') {
        return Soft::Join;
    }
    let lines: Vec<&str> = source.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let Some((_, whole)) = lines.split_last() else { return Soft::Join };
    let width = |l: &str| -> usize { l.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum() };
    let widest = lines.iter().map(|l| width(l)).max().unwrap_or(0);
    let full = whole.iter().filter(|l| width(l) + 8 >= widest).count();
    let ended = whole.iter().filter(|l| ends_sentence(l) && l.chars().any(is_wide)).count();
    if full * 4 >= whole.len() * 3 && ended * 2 <= whole.len() {
        Soft::Join
    } else if ended * 3 >= whole.len() * 2 {
        Soft::Split
    } else {
        Soft::Join
    }
}

/// Where shortcodes and template tags stand in the bytes `range` of `source`, in order.
fn shortcodes(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let Some(text) = source.get(range.clone()) else { return Vec::new() };
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(i) = memchr::memchr(b'{', &bytes[at..]) {
        let start = at + i;
        let Some((open, close)) =
            SHORTCODES.into_iter().find(|(o, _)| bytes[start..].starts_with(o.as_bytes()))
        else {
            at = start + 1;
            continue;
        };
        let body = start + open.len();
        let window = &bytes[body..bytes.len().min(body + LONGEST_SHORTCODE)];
        match memmem::find(window, close.as_bytes()) {
            // A tag stands on one line; an unclosed one must not swallow the paragraph after it.
            Some(len) if !window[..len].contains(&b'\n') => {
                at = body + len + close.len();
                found.push(range.start + start..range.start + at);
            }
            _ => at = body,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;
    use proptest::prelude::*;

    /// Blocks as lines: `h2 `, `p `, `c `, `l `, `q `, `r ` and the text, line breaks shown as `⏎`.
    fn shown(source: &str) -> String {
        let mut flow = Flow::new(source);
        walk(&mut flow, 0..source.len());
        let (pieces, _) = flow.finish();
        let line = |p: crate::flow::Piece| {
            let kind = match p.block.kind {
                BlockKind::Heading(n) => format!("h{n}"),
                BlockKind::Paragraph => "p".into(),
                BlockKind::Caption => "c".into(),
                BlockKind::ListItem => "l".into(),
                BlockKind::Quote => "q".into(),
                BlockKind::TableRow => "r".into(),
                other => format!("{other:?}"),
            };
            format!("{kind} {}", p.block.text.replace('\n', "⏎").replace('\t', "⇥"))
        };
        pieces.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn check(source: &str, expect: &str) {
        assert_eq!(shown(source), expect, "{source}");
    }

    #[test]
    fn structure() {
        check("# 題\n\n甲。\n\n## 節\n\n- 一\n- 二\n\n> 引\n", "h1 題\np 甲。\nh2 節\nl 一\nl 二\nq 引");
        check("| 甲 | 乙 |\n| --- | --- |\n| **一** | 二 |", "r 甲⇥乙\nr 一⇥二");
        check("甲 [乙](https://a.example/x) 丙", "p 甲 乙 丙");
        check("甲&amp;乙 \\* 丙", "p 甲&乙 * 丙");
        check("`甲` 乙", "p 甲 乙");
        check("[題](https://a.example/1)\n------\n\n甲", "h2 題\np 甲");
    }

    #[test]
    fn chinese_pitfalls() {
        let long = "雙方在會議廳舉行了會談。".repeat(6);
        check(&format!("#### {long}\n\n乙"), &format!("p {long}\np 乙"));
        check("    雙方會談。\n\n    會談**順利**。", "p 雙方會談。\np 會談順利。");
        check("　　雙方會談。\n　　會談順利。", "p 雙方會談。\np 會談順利。");
        check("雙方會\n談順利\n。", "p 雙方會談順利。");
        check("**「甲」**乙", "p 「甲」乙");
        check("雙方發表了聯合聲明，說明會談順利。\n---\n\n乙", "p 雙方發表了聯合聲明，說明會談順利。\np 乙");
        check("●會談現場。  \n記者攝", "p ●會談現場。\np 記者攝");
        check("甲  \n乙", "p 甲⏎乙");
        check("3~5年，4~6年", "p 3~5年，4~6年");
        check("The two\nsides met", "p The two sides met");
    }

    #[test]
    fn bold_lines() {
        check("**會談情況一覽**", "h2 會談情況一覽");
        check("## 節\n\n**會談情況**\n\n**再談**", "h2 節\nh3 會談情況\nh3 再談");
        check("**問：何時會談？**", "p 問：何時會談？");
        check("**雙方同意再談。**", "p 雙方同意再談。");
        check("**答：** 下周。", "p 答： 下周。");
    }

    #[test]
    fn shortcodes_and_comments_are_dropped() {
        check("甲\n\n{{< video src=\"https://v.example/a_b_c\" >}}\n\n乙", "p 甲\np 乙");
        check("甲{% include a.html %}乙{{ page.title }}丙", "p 甲乙丙");
        check("{{<video src=\"x\">}}\n\n乙", "p 乙");
        check("甲<!-- 註 -->乙\n\n<!--1-->\n丙", "p 甲乙\np 丙");
        check("甲 {{< 未完\n\n乙", "p 甲 {{< 未完\np 乙");
    }

    #[test]
    fn embedded_html() {
        check(
            "<figure>\n<img src=\"a.jpg\" alt=\"\">\n<figcaption>會談現場</figcaption>\n</figure>\n\n甲",
            "c 會談現場\np 甲",
        );
        check(
            "<div><p>甲。</p><section id=\"ad\"><div></div></section><p>乙<br>丙。<br>丁</p></div>",
            "p 甲。\np 乙⏎丙。\np 丁",
        );
        check("<p><strong>小題</strong><br></p><p>甲</p>", "h2 小題\np 甲");
        check("<p>甲&nbsp;&lt;乙</p>", "p 甲\u{a0}<乙");
        check("<script>\nvar a = '甲';\n</script>\n\n乙", "p 乙");
        check(
            "<img alt=\"兩國部長在會議廳門前握手，隨後舉行會談\" src=\"a\"><figcaption>兩國部長在會議廳門前握手，隨後舉行會談</figcaption>",
            "c 兩國部長在會議廳門前握手，隨後舉行會談",
        );
        check("![專欄 | 某人](a.jpg)\n\n甲", "p 甲");
        check("<ul><li>一<li>二</ul>三", "l 一\nl 二\np 三");
        check("<table><tr><td>甲</td><td><p>乙</p></td></tr></table>", "r 甲⇥乙");
    }

    #[test]
    fn rules_are_counted_between_blocks() {
        let source = "甲\n\n---\n\n乙\n\n***\n";
        let mut flow = Flow::new(source);
        walk(&mut flow, 0..source.len());
        assert_eq!(flow.finish().1, vec![1, 2]);
    }

    proptest! {
        #[test]
        fn every_block_maps_home(source in "(\\*\\*|甲|。|\n|\n\n| |    |<p>|</p>|<br>|&amp;|#|- |\\[|\\]\\(x\\)|---|\\{\\{<|>\\}\\}|<li>|<tr>|<td>|<h2>|\\||>|1\\. |`|!\\[){0,40}") {
            let mut flow = Flow::new(&source);
            walk(&mut flow, 0..source.len());
            for piece in flow.finish().0 {
                let block = piece.block;
                prop_assert_eq!(block.map.text_len(), block.text.len());
                for (text, bytes) in block.map.runs() {
                    prop_assert!(source.get(bytes.range()).is_some());
                    prop_assert!(block.text.get(text.range()).is_some());
                    if text.len() == bytes.len() && text.len() > 5 {
                        // A line break that is a space is one byte for one byte.
                        let plain = |s: &str| s.replace(['\n', '\t', '|'], " ");
                        prop_assert_eq!(plain(text.of(&block.text)), plain(bytes.of(&source)));
                    }
                }
            }
        }

        #[test]
        fn no_panic(source in "\\PC{0,200}") {
            let _ = shown(&source);
        }
    }
}
