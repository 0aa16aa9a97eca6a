//! Files of many articles: a news programme's day, a digest.
//!
//! A file is one when it shows it: three headings of one level or more, each with a text of its own, and either each
//! closed by a line that links to its own source, or most of them announced by a list below a heading with a day in it.
//! A list alone is not enough: a long article may open with its contents.

use crate::document::{Block, BlockKind};
use crate::fields;
use crate::flow::Piece;
use crate::metadata::{Dated, Evidence, Metadata};
use crate::reading::Raw;
use crate::url;
use jiff::civil::Date;
use std::ops::Range;
use tifa_text::{ByteRange, fold};

/// So many articles make a bulletin.
const FEWEST: usize = 3;

/// The documents of a bulletin, or `None` when the file is none. `rules` are the places of thematic breaks; `shared` is
/// what the front matter says of all of them.
pub fn split(pieces: &[Piece], rules: &[usize], shared: &Metadata) -> Option<Vec<Raw>> {
    let (level, sections) = sections(pieces, shared.title.is_none())?;
    let preamble = &pieces[..sections.first()?.start];
    let mut common = Metadata { title: None, title_span: None, url: None, ..shared.clone() };
    if let Some(heading) = above(preamble, level) {
        programme(&heading.block, &mut common);
    }
    let mut documents = Vec::new();
    let mut apart = Vec::new();
    if preamble.iter().any(|p| !is_heading(p)) {
        documents.push(summary(preamble, &common));
    } else {
        apart = preamble.iter().map(|p| boilerplate(&p.block)).collect();
    }
    for section in sections {
        let mut document = article(pieces, section, rules, &common);
        document.blocks.splice(0..0, apart.drain(..));
        documents.push(document);
    }
    Some(documents)
}

/// The first heading of the file that ranks above its articles'.
fn above(preamble: &[Piece], level: u8) -> Option<&Piece> {
    preamble.iter().find(|p| matches!(p.block.kind, BlockKind::Heading(n) if n < level))
}

/// The level of the articles' headings and where each article stands, its heading first. `untitled` says that no front
/// matter names the whole.
fn sections(pieces: &[Piece], untitled: bool) -> Option<(u8, Vec<Range<usize>>)> {
    for level in 1..=6 {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut open: Option<usize> = None;
        for (i, piece) in pieces.iter().enumerate() {
            let BlockKind::Heading(n) = piece.block.kind else { continue };
            if n <= level {
                found.extend(open.take().map(|start| start..i));
            }
            if n == level {
                open = Some(i);
            }
        }
        found.extend(open.map(|start| start..pieces.len()));
        let told =
            |s: &&Range<usize>| pieces[s.start + 1..s.end].iter().any(|p| !is_heading(p) && p.link.is_none());
        if found.iter().filter(told).count() < FEWEST {
            continue;
        }
        let dated =
            || above(&pieces[..found[0].start], level).is_some_and(|p| day_in(&p.block.text).is_some());
        if linked(pieces, &found) || (untitled && dated() && announced(pieces, &found)) {
            return Some((level, found));
        }
    }
    None
}

/// Whether four in five articles are closed by a link to a source of their own.
fn linked(pieces: &[Piece], sections: &[Range<usize>]) -> bool {
    let mut addresses: Vec<&str> =
        sections.iter().filter_map(|s| source_link(pieces, s)).map(|(_, a)| a).collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses.len() >= FEWEST && addresses.len() * 5 >= sections.len() * 4
}

/// Whether three in five headings stand in the list before the first of them.
fn announced(pieces: &[Piece], sections: &[Range<usize>]) -> bool {
    let Some(first) = sections.first() else { return false };
    let items = pieces[..first.start].iter().filter(|p| !is_heading(p));
    let mut list: Vec<String> = items.map(|p| letters(without_number(&p.block.text))).collect();
    list.sort_unstable();
    let known =
        sections.iter().filter(|s| list.binary_search(&letters(&pieces[s.start].block.text)).is_ok()).count();
    known >= FEWEST && known * 5 >= sections.len() * 3
}

/// The folded letters and figures: what two printings of one headline share.
fn letters(text: &str) -> String {
    fold(text).text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The last piece of the article that is nothing but a link, and its address.
fn source_link<'p>(pieces: &'p [Piece], section: &Range<usize>) -> Option<(usize, &'p str)> {
    section.clone().skip(1).rev().find_map(|i| {
        let address = pieces[i].link.as_deref().filter(|a| url::is_address(a))?;
        Some((i, address))
    })
}

/// The list that opens a bulletin.
fn summary(pieces: &[Piece], common: &Metadata) -> Raw {
    let mut metadata = common.clone();
    let opens = |i: usize| is_heading(&pieces[i]) && pieces.get(i + 1).is_some_and(|p| !is_heading(p));
    let title = (0..pieces.len()).find(|i| opens(*i));
    let last = pieces.iter().rposition(|p| !is_heading(p)).unwrap_or(0);
    let mut blocks = Vec::with_capacity(pieces.len());
    for (i, piece) in pieces.iter().enumerate() {
        let mut block = piece.block.clone();
        if Some(i) == title {
            metadata.title = Some(block.text.clone());
            metadata.title_span = whole(&block);
            block.kind = BlockKind::Title;
        } else if i > last {
            // Headings under which nothing stands but the articles, which are documents of their own.
            block = boilerplate(&block);
        } else if block.kind == BlockKind::Paragraph && is_item(&block.text) {
            block.kind = BlockKind::ListItem;
        }
        blocks.push(block);
    }
    Raw { blocks, metadata, rules: Vec::new() }
}

/// One article.
fn article(pieces: &[Piece], section: Range<usize>, rules: &[usize], common: &Metadata) -> Raw {
    let link = source_link(pieces, &section);
    let mut metadata = common.clone();
    metadata.url = link.map(|(_, address)| url::url(address));
    // What stands below the source, or below a rule at the very end, is the file's and not the article's.
    let rule = rules.iter().copied().find(|r| *r > section.start + 1 && *r < section.end);
    let tail = match (link, rule) {
        (Some((i, _)), _) => i,
        (None, Some(rule)) if section.end == pieces.len() => rule,
        _ => section.end,
    };
    let mut blocks = Vec::with_capacity(section.len());
    for i in section.clone() {
        let mut block = pieces[i].block.clone();
        if i == section.start {
            metadata.title = Some(block.text.clone());
            metadata.title_span = whole(&block);
            block.kind = BlockKind::Title;
        } else if i >= tail {
            block = boilerplate(&block);
        }
        blocks.push(block);
    }
    Raw { blocks, metadata, rules: Vec::new() }
}

/// What the heading of the bulletin says of all its articles: `《山海新闻》 (20310506)`.
fn programme(heading: &Block, common: &mut Metadata) {
    let text = &heading.text;
    if let (Some(open), Some(close)) = (text.find('《'), text.find('》'))
        && open < close
        && common.outlet.is_none()
    {
        common.outlet = Some(text[open + '《'.len_utf8()..close].to_owned());
        common.outlet_evidence = Some(Evidence::Body);
    }
    if common.date.is_none()
        && let Some((day, range)) = day_in(text)
    {
        common.date = Some(Dated { day, evidence: Evidence::Body, span: heading.map.source(range) });
    }
}

/// The first day written in figures in `text`.
fn day_in(text: &str) -> Option<(Date, ByteRange)> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '-' | '/' | '.');
    let mut at = 0;
    for run in text.split_inclusive(|c| !part(c)) {
        let figures = run.trim_end_matches(|c| !part(c));
        if let Some(day) = fields::day(figures) {
            return Some((day, ByteRange::new(at, at + figures.len())));
        }
        at += run.len();
    }
    None
}

/// Whether a paragraph is an item of a list by its number.
fn is_item(text: &str) -> bool {
    without_number(text).len() < text.len()
}

/// An item of a list without its number: `3.`, `（2）`, `十、`.
fn without_number(text: &str) -> &str {
    let inner = text.strip_prefix(['（', '(']).unwrap_or(text);
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    match rest.strip_prefix(['.', '．', '、', '）', ')']) {
        Some(item) if rest.len() < inner.len() => item,
        _ => text,
    }
}

fn is_heading(piece: &Piece) -> bool {
    matches!(piece.block.kind, BlockKind::Heading(_) | BlockKind::Title)
}

fn boilerplate(block: &Block) -> Block {
    Block { kind: BlockKind::Boilerplate, ..block.clone() }
}

fn whole(block: &Block) -> Option<ByteRange> {
    block.map.source(ByteRange::new(0, block.text.len()))
}

#[cfg(test)]
mod tests {
    use crate::reading::tests::outline;

    #[test]
    fn a_day_of_a_programme() {
        let text = "# 《山海新闻》 (20310506)\n\n## 摘要\n\n1.甲会谈；\n\n（1）乙磋商；\n\n## 详细\n\n\
            ### 甲会谈\n\n<p>甲文。</p>\n\n[原文](https://n.example/1)\n\n\
            ### 乙磋商\n\n<p><strong>小题</strong></p><p>乙文。</p>\n\n[原文](https://n.example/2)\n\n\
            ### 丙签字\n\n丙文。\n\n[原文](https://n.example/3)\n\n---\n\n(更新)\n";
        assert_eq!(
            outline("day.md", text),
            "[摘要 | 2031-05-06 | 山海新闻 | -]\nh1 《山海新闻》 (20310506)\nT 摘要\nl 1.甲会谈；\nl （1）乙磋商；\nb 详细\n\
             [甲会谈 | 2031-05-06 | 山海新闻 | https://n.example/1]\nT 甲会谈\np 甲文。\nb 原文\n\
             [乙磋商 | 2031-05-06 | 山海新闻 | https://n.example/2]\nT 乙磋商\nh4 小题\np 乙文。\nb 原文\n\
             [丙签字 | 2031-05-06 | 山海新闻 | https://n.example/3]\nT 丙签字\np 丙文。\nb 原文\nb (更新)"
        );
    }

    #[test]
    fn headings_announced_by_a_list() {
        let text = "# 晨报（2031年5月6日）\n\n- 甲会谈\n- 乙磋商\n- 丙签字\n\n## 甲会谈\n\n甲文。\n\n## 乙磋商\n\n乙文。\n\n## 丙签字\n\n丙文。\n";
        let shown = outline("a.md", text);
        assert_eq!(shown.matches('[').count(), 4, "{shown}");
    }

    #[test]
    fn an_article_with_its_contents_is_one() {
        let text = "# 題\n\n- 一\n- 二\n- 三\n\n## 一\n\n甲文。\n\n## 二\n\n乙文。\n\n## 三\n\n丙文。\n";
        assert_eq!(outline("a.md", text).matches('[').count(), 1);
    }

    #[test]
    fn an_article_with_subheads_is_one() {
        let text =
            "# 題\n\n## 一\n\n甲文。\n\n## 二\n\n乙文。\n\n## 三\n\n丙文。\n\n[相關](https://n.example/1)\n";
        let shown = outline("a.md", text);
        assert_eq!(shown.matches('[').count(), 1, "{shown}");
    }
}
