//! What is not the document's own: subscription notes, share buttons, author's notes, lists of other articles.
//!
//! The patterns stand in `tables/boilerplate.tsv`. They speak of whole, short blocks; most count only among the last
//! blocks of a document, where such matter stands. An author's note or a list of other articles runs to the end.

use crate::document::{Block, BlockKind};
use crate::table::rows;
use crate::wrap::{Ending, ending, is_white};
use std::sync::LazyLock;
use tifa_text::ByteRange;

/// How many blocks at the end of a document count as its tail, at most half of it aside.
const TAIL: usize = 14;

/// Most blocks an author's note or a list of other articles has.
const RUN: usize = 12;

/// Longest block any pattern looks at, in bytes.
const LONGEST: usize = 900;

/// Where a pattern counts, and what it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Any,
    Tail,
    Note,
    Who,
    List,
}

/// How a pattern is compared with a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    Is,
    Starts,
    Ends,
    Has,
}

/// A row of the table.
struct Pattern {
    test: Test,
    text: &'static str,
    most: usize,
    scope: Scope,
}

static PATTERNS: LazyLock<Vec<Pattern>> = LazyLock::new(|| {
    rows::<4>(include_str!("../tables/boilerplate.tsv"))
        .filter_map(|[test, text, most, scope]| {
            let test = match test {
                "is" => Test::Is,
                "starts" => Test::Starts,
                "ends" => Test::Ends,
                "has" => Test::Has,
                _ => return None,
            };
            let scope = match scope {
                "any" => Scope::Any,
                "tail" => Scope::Tail,
                "note" => Scope::Note,
                "who" => Scope::Who,
                "list" => Scope::List,
                _ => return None,
            };
            Some(Pattern { test, text, most: most.parse().ok()?, scope })
        })
        .collect()
});

/// Marks boilerplate. `rules` are the indexes of blocks before which a thematic break stood: what stands with a
/// boilerplate block between two breaks near the end, or between the last break and the end, is boilerplate too.
pub(crate) fn mark(blocks: &mut [Block], rules: &[usize]) {
    let tail = blocks.len().saturating_sub(TAIL).max(blocks.len() / 3);
    let mut run: Option<Scope> = None;
    let mut left = 0;
    for at in 0..blocks.len() {
        if at > tail && rules.binary_search(&at).is_ok() {
            run = None;
        }
        let opened = scope_of(&blocks[at], at >= tail);
        match opened {
            Some(Scope::Note | Scope::List) if blocks.len() - at <= RUN => (run, left) = (opened, RUN),
            Some(Scope::Who) => {
                (run, left) = (Some(Scope::Note), usize::from(blocks[at].text.chars().count() <= 6))
            }
            Some(Scope::Any | Scope::Tail) => {}
            _ if continues(run, &blocks[at], left) => left -= 1,
            _ => {
                run = None;
                continue;
            }
        }
        blocks[at].kind = BlockKind::Boilerplate;
    }
}

/// Whether a block belongs to the run of boilerplate before it.
fn continues(run: Option<Scope>, block: &Block, left: usize) -> bool {
    if left == 0 || !may_be(block) {
        return false;
    }
    match run {
        Some(Scope::Note) => true,
        // A list of other articles: their titles, no sentences.
        Some(Scope::List) => {
            block.kind == BlockKind::ListItem
                || (ending(&block.text) != Ending::Final && block.text.chars().count() <= 50)
        }
        _ => false,
    }
}

/// Whether a block of this kind may be boilerplate at all.
fn may_be(block: &Block) -> bool {
    !matches!(
        block.kind,
        BlockKind::Title | BlockKind::Caption | BlockKind::TableRow | BlockKind::Turn { .. }
    )
}

/// What pattern a block matches, as where it counts.
fn scope_of(block: &Block, in_tail: bool) -> Option<Scope> {
    if block.text.len() > LONGEST || !may_be(block) {
        return None;
    }
    let text = block.text.trim_matches(is_white);
    let characters = if in_tail { text.chars().count() } else { 0 };
    PATTERNS
        .iter()
        .find(|p| {
            (in_tail || (p.scope == Scope::Any && text.len() <= p.most * 3))
                && characters <= p.most
                && match p.test {
                    Test::Is => text.eq_ignore_ascii_case(p.text),
                    Test::Starts => text.starts_with(p.text),
                    Test::Ends => text.ends_with(p.text),
                    Test::Has => text.contains(p.text),
                }
        })
        .map(|p| p.scope)
}

/// Cuts lines that send the reader to another page, （下转A03版）, off the paragraph they stand in.
pub(crate) fn part_jump_lines(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        let text = block.text.trim_end_matches(is_white);
        let jump = (text.ends_with(['）', ')', '】', ']', '版']))
            .then(|| text.rfind(['（', '(', '【', '[']))
            .flatten()
            .filter(|&at| is_jump(&text[at..]) && block.is_body());
        let Some(at) = jump else {
            out.push(block);
            continue;
        };
        let head = text[..at].trim_end_matches(is_white).len();
        if head > 0 {
            out.push(part(&block, 0, head, block.kind.clone()));
        }
        out.push(part(&block, at, block.text.len(), BlockKind::Boilerplate));
    }
    out
}

/// The bytes `from..to` of a block as a block.
fn part(block: &Block, from: usize, to: usize, kind: BlockKind) -> Block {
    let range = ByteRange::new(from, to);
    let mut out = Block::new(kind, block.text[from..to].to_owned(), block.map.slice(range));
    out.seams =
        block.seams.iter().filter(|&&s| s > range.start && s < range.end).map(|s| s - range.start).collect();
    out
}

/// Whether bracketed text points to another page: 下转A03版, 上接第一版, 轉入A2.
fn is_jump(text: &str) -> bool {
    let inner = text.trim_matches(|c: char| {
        matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']') || is_white(c)
    });
    let opens = ["下转", "下轉", "上接", "转A", "轉A", "转第", "轉第", "紧接", "緊接"];
    inner.chars().count() <= 12 && opens.iter().any(|o| inner.starts_with(o))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tifa_text::SourceMap;

    fn paragraph(text: &str) -> Block {
        Block::new(BlockKind::Paragraph, text.to_owned(), SourceMap::verbatim(0, text.len()))
    }

    /// Each block, `x` for boilerplate and `.` for the document's own.
    fn check(texts: &[&str], rules: &[usize], expect: &str) {
        let mut blocks: Vec<Block> = texts.iter().map(|t| paragraph(t)).collect();
        mark(&mut blocks, rules);
        let got: String =
            blocks.iter().map(|b| if b.kind == BlockKind::Boilerplate { 'x' } else { '.' }).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn the_table_is_whole() {
        let table = include_str!("../tables/boilerplate.tsv");
        assert_eq!(PATTERNS.len(), rows::<4>(table).count());
    }

    #[test]
    fn tails() {
        check(&["會談舉行。", "雙方握手。", "請成為月費訂戶。"], &[2], "..x");
        check(
            &["會談舉行。", "雙方握手。", "博客 | 某甲", "【某甲隨筆】退休教師。", "著有遊記。"],
            &[2],
            "..xxx",
        );
        check(&["會談舉行。", "雙方握手。", "作者簡介：", "某甲，退休教師。", "註：見前文。"], &[], "..xx.");
        check(&["會談舉行。", "雙方握手。", "相關新聞", "去年的會談", "前年的會談"], &[], "..xxx");
        check(&["會談舉行。", "雙方握手。", "相關新聞", "他說，會談還會再舉行。"], &[], "..x.");
    }

    #[test]
    fn articles_about_such_matter_stay() {
        check(&["版權所有的爭議引起討論。", "會談舉行。", "雙方就著作權交換意見。"], &[], "...");
    }

    #[test]
    fn jump_lines() {
        let got = part_jump_lines(vec![paragraph("會談結束。 （下转B02版）"), paragraph("完（笑）")]);
        let texts: Vec<_> = got.iter().map(|b| (b.text.as_str(), b.kind == BlockKind::Boilerplate)).collect();
        assert_eq!(texts, vec![("會談結束。", false), ("（下转B02版）", true), ("完（笑）", false)]);
    }
}
