//! Docket entries on small invented texts, with text and expectation side by side.

mod answers;
mod claims;
mod commitments;
mod enumerations;
mod figures;
mod follow;
mod history;
mod lists;
mod mechanisms;
mod seeds;
mod series;

use tifa_docket::{Entries, docket};
use tifa_record::{Context, read};
use tifa_source::{Block, BlockKind};
use tifa_text::SourceMap;

/// Blocks of a text: one a line. `# ` opens the title, `## ` a heading, `> ` a quoted block, `- ` an item of a list,
/// `! ` a caption, `@label ` a turn of a transcript; anything else is a paragraph.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    for line in text.trim().lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (kind, body) = match line.split_once(' ') {
            Some(("#", rest)) => (BlockKind::Title, rest),
            Some(("##", rest)) => (BlockKind::Heading(2), rest),
            Some((">", rest)) => (BlockKind::Quote, rest),
            Some(("-", rest)) => (BlockKind::ListItem, rest),
            Some(("!", rest)) => (BlockKind::Caption, rest),
            Some((label, rest)) if label.starts_with('@') => {
                (BlockKind::Turn { speaker: label[1..].to_owned(), continued: false }, rest)
            }
            _ => (BlockKind::Paragraph, line),
        };
        out.push(Block::new(kind, body.to_owned(), SourceMap::verbatim(0, body.len())));
    }
    out
}

/// The entries of blocks, published on `date` (2021-07-09), or on no known day.
pub fn entries(blocks: &[Block], date: Option<&str>) -> Entries {
    let context = Context { date: date.and_then(|d| d.parse().ok()), ..Context::default() };
    docket(&read(blocks, &context), &context)
}
