//! From tags and text to the flow of blocks.

use super::entity::{self, Piece};
use super::scan::{Scanner, Tag, Token};
use crate::document::BlockKind;
use crate::draft::Draft;
use crate::flow::{Context, Flow};
use crate::script::is_wide;
use crate::table::rows;
use std::ops::Range;

/// Roles of elements.
const ELEMENTS: &str = include_str!("../../tables/elements.tsv");

/// Alternative text of a picture is a caption only when it is prose: at least this many Chinese characters.
const SHORTEST_PROSE: usize = 10;

/// In how many blocks before a picture its alternative text is looked for, and in how many bytes after it.
const BEFORE: usize = 20;
const AFTER: usize = 2000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Block,
    Skip,
    Inline,
}

/// The state of a walk: it outlives one fragment, since Markdown cuts HTML into fragments at blank lines.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    /// The element being skipped and how deep it is nested in itself.
    skipped: Option<(String, u32)>,
    /// Names of elements to skip that were found unclosed: skipping them would lose the rest.
    unclosed: Vec<String>,
}

impl Walk {
    /// Walks the bytes `range` of the flow's source. `keep` says of a run of text, by its first byte, whether it is
    /// the document's.
    pub fn walk(&mut self, flow: &mut Flow<'_>, range: Range<usize>, keep: &dyn Fn(usize) -> bool) {
        let source = flow.source();
        let limit = range.end;
        for token in Scanner::new(source, range) {
            match token {
                Token::Tag(tag) => self.tag(flow, &tag, limit, keep),
                Token::Text(text) if self.skipped.is_none() && keep(text.start) => prose(flow, text),
                Token::Text(_) | Token::Raw(_) | Token::Comment(_) => {}
            }
        }
    }

    fn tag(&mut self, flow: &mut Flow<'_>, tag: &Tag, limit: usize, keep: &dyn Fn(usize) -> bool) {
        let source = flow.source();
        let written = &source[tag.name.clone()];
        if let Some((name, depth)) = &mut self.skipped {
            if !name.eq_ignore_ascii_case(written) {
                return;
            }
            *depth = if tag.end { *depth - 1 } else { *depth + 1 };
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        let lower;
        let name = if written.bytes().any(|b| b.is_ascii_uppercase()) {
            lower = written.to_ascii_lowercase();
            lower.as_str()
        } else {
            written
        };
        match role(name) {
            Role::Skip if tag.end || source[tag.range.clone()].ends_with("/>") => {}
            Role::Skip => self.skip(source, name, tag.range.end, limit),
            Role::Block => block(flow, name, tag),
            Role::Inline => inline(flow, name, tag, keep),
        }
    }

    /// Skips the element `name` whose start tag ends at `from`, if it is closed somewhere.
    fn skip(&mut self, source: &str, name: &str, from: usize, limit: usize) {
        if self.unclosed.iter().any(|n| n == name) {
            return;
        }
        let closed = Scanner::new(source, from..limit)
            .any(|t| matches!(&t, Token::Tag(t) if t.end && t.is(source, name)));
        if closed {
            self.skipped = Some((name.to_owned(), 1));
        } else {
            self.unclosed.push(name.to_owned());
        }
    }
}

/// Text with entities, white space collapsed as a browser does.
fn prose(flow: &mut Flow<'_>, range: Range<usize>) {
    let source = flow.source();
    for piece in entity::pieces(source, range) {
        match piece {
            Piece::Reference(at, text) => flow.replaced(at, &text),
            Piece::Verbatim(range) => {
                let mut at = range.start;
                while at < range.end {
                    let rest = &source.as_bytes()[at..range.end];
                    let white = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
                    if white > 0 {
                        flow.space(at..at + white);
                        at += white;
                        continue;
                    }
                    let len = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
                    flow.text(at..at + len);
                    at += len;
                }
            }
        }
    }
}

fn block(flow: &mut Flow<'_>, name: &str, tag: &Tag) {
    let context = match name.as_bytes() {
        [b'h', n @ b'1'..=b'6'] => Some(Context::Heading(n - b'0')),
        b"blockquote" => Some(Context::Quote),
        b"li" | b"dd" | b"dt" => Some(Context::Item),
        b"figcaption" | b"caption" => Some(Context::Caption),
        b"tr" => Some(Context::Row),
        b"figure" => Some(Context::Figure),
        _ => None,
    };
    match context {
        Some(Context::Heading(_)) if tag.end => flow.close(|c| matches!(c, Context::Heading(_))),
        Some(context) if tag.end => flow.close(|c| c == context),
        Some(context) => {
            // `li` and `tr` are often left open; a heading never holds another.
            match context {
                Context::Heading(_) => flow.close(|c| matches!(c, Context::Heading(_))),
                Context::Quote | Context::Figure => {}
                same => flow.close(|c| c == same),
            }
            flow.open(context);
        }
        None => {
            flow.end_paragraph();
            match name {
                "hr" => flow.rule(),
                "ul" | "ol" | "dl" if tag.end => flow.close(|c| c == Context::Item),
                "table" => flow.close(|c| c == Context::Row),
                _ => {}
            }
        }
    }
}

fn inline(flow: &mut Flow<'_>, name: &str, tag: &Tag, keep: &dyn Fn(usize) -> bool) {
    let source = flow.source();
    match name {
        "br" => flow.line_break(tag.range.clone()),
        "td" | "th" if tag.end => flow.end_cell(tag.range.clone()),
        "b" | "strong" => flow.strong(!tag.end),
        "a" if tag.end => flow.close_link(),
        "a" => flow.open_link(tag.attribute(source, "href").map(|r| entity::decode(&source[r]).into_owned())),
        "img" if keep(tag.range.start) => {
            if let Some(alt) = tag.attribute(source, "alt") {
                alternative(flow, alt);
            }
        }
        _ => {}
    }
}

/// The alternative text of a picture, in the bytes `range`, as a caption when it is prose and not said already.
pub fn alternative(flow: &mut Flow<'_>, range: Range<usize>) {
    let source = flow.source();
    let Some(text) = source.get(range.clone()) else { return };
    if !is_prose(text) {
        return;
    }
    let rest = &source[range.end..];
    let near = rest.char_indices().map(|(i, _)| i).find(|i| *i >= text.len() + AFTER).unwrap_or(rest.len());
    // The figcaption that says the same stands next to the picture.
    let letters = |s: &str| entity::decode(s).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let said = letters(text);
    if letters(&rest[..near]).contains(&said)
        || flow.pieces().iter().rev().take(BEFORE).any(|p| letters(&p.block.text).contains(&said))
    {
        return;
    }
    let mut draft = Draft::default();
    for piece in entity::pieces(source, range) {
        match piece {
            Piece::Verbatim(r) => draft.verbatim(source, r),
            Piece::Reference(r, t) => draft.replaced(r, &t),
        }
    }
    flow.aside(draft, BlockKind::Caption);
}

/// Whether the alternative text of a picture says something: Chinese, of some length, punctuated.
fn is_prose(text: &str) -> bool {
    text.contains(['，', '。', '、', '（', '：', '；'])
        && text.chars().filter(|c| is_wide(*c)).count() >= SHORTEST_PROSE
}

fn role(name: &str) -> Role {
    static TABLE: std::sync::OnceLock<Vec<(&'static str, Role)>> = std::sync::OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let role = |r| if r == "block" { Role::Block } else { Role::Skip };
        let mut table: Vec<_> = rows::<2>(ELEMENTS).map(|[name, r]| (name, role(r))).collect();
        table.sort_unstable_by_key(|(name, _)| *name);
        table
    });
    table.binary_search_by_key(&name, |(n, _)| n).map_or(Role::Inline, |i| table[i].1)
}
