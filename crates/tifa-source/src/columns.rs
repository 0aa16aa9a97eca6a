//! Captions, and paragraphs that columns and pictures cut in two.

use crate::document::{Block, BlockKind};
use crate::table::rows;
use crate::transcript::label;
use crate::wrap::{Ending, ending, has_comma, is_han, is_white, opens_enumeration, opens_item};
use std::sync::LazyLock;
use tifa_text::SourceMap;

/// Most blocks of other matter (captions, page heads) between two halves of a paragraph.
const BETWEEN: usize = 4;

/// Longest caption, in characters.
const CAPTION: usize = 160;

/// Longest credit under a caption, in characters.
const CREDIT: usize = 16;

/// Shortest first half of a cut paragraph, in bytes: a short unpunctuated block is a heading or a line of verse.
const HALF: usize = 36;

/// The forms of the caption table by kind.
struct Forms {
    opens: Vec<&'static str>,
    ends: Vec<&'static str>,
    byline: Vec<&'static str>,
    credit: Vec<&'static str>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let of = |kind: &str| {
        rows::<2>(include_str!("../tables/captions.tsv"))
            .filter(|[k, _]| *k == kind)
            .map(|[_, f]| f)
            .collect()
    };
    Forms { opens: of("opens"), ends: of("ends"), byline: of("byline"), credit: of("credit") }
});

/// Marks paragraphs that are captions or credits of pictures. A sign (●) opens a caption only on a printed page
/// (`print`); on the web, and where several stand one after another, it opens an item of a list.
pub(crate) fn mark_captions(blocks: &mut [Block], print: bool) {
    let signed: Vec<bool> = blocks.iter().map(|b| b.text.starts_with(opens_item)).collect();
    let mut under = false;
    for (at, block) in blocks.iter_mut().enumerate() {
        let beside = (at > 0 && signed[at - 1]) || signed.get(at + 1).is_some_and(|&s| s);
        let credit = under && is_credit(&block.text);
        if block.kind == BlockKind::Paragraph && (credit || is_caption(block, !print || beside)) {
            block.kind = BlockKind::Caption;
        }
        under = block.kind == BlockKind::Caption;
    }
}

/// Whether a line directly under a caption says whose picture it is: 本報記者攝, 某社圖片.
fn is_credit(text: &str) -> bool {
    let text = text.trim_matches(is_white);
    text.chars().count() <= CREDIT && FORMS.credit.iter().any(|f| text.ends_with(f))
}

/// Whether a block reads like the text under a picture. In a `list`, a sign says nothing.
fn is_caption(block: &Block, list: bool) -> bool {
    let text = block.text.trim_matches(is_white);
    if text.len() > CAPTION * 3 || text.chars().count() > CAPTION {
        return false;
    }
    let sign = text.starts_with(['●', '▲', '▼', '◆', '■', '►', '▶']);
    if sign && !list && !is_byline(text) && text.matches(opens_item).count() == 1 {
        return true;
    }
    let forms = &*FORMS;
    let credited = text.len() <= 360 && forms.ends.iter().any(|f| text.ends_with(f));
    credited || (text.len() <= 360 && forms.opens.iter().any(|f| text.starts_with(f)))
}

/// Whether a block is the reporter's own line: ●某報記者 某某 某地報道.
pub(crate) fn is_byline(text: &str) -> bool {
    let text = text.trim_matches(is_white);
    text.len() <= 120
        && !text.contains(['，', '。', ','])
        && (text.contains("記者") || text.contains("记者") || text.contains("特派員"))
        && FORMS.byline.iter().any(|f| text.ends_with(f))
}

/// Joins paragraphs that stop in the middle of a sentence with the paragraph that goes on, over captions and page
/// heads. Those stay blocks of their own and follow the paragraph; the place where they stood becomes a seam.
pub(crate) fn mend(blocks: Vec<Block>) -> Vec<Block> {
    let mut blocks: Vec<Option<Block>> = blocks.into_iter().map(Some).collect();
    let mut out = Vec::with_capacity(blocks.len());
    for at in 0..blocks.len() {
        let Some(mut block) = blocks[at].take() else { continue };
        let mut from = at + 1;
        let mut between = Vec::new();
        while is_cut(&block) {
            let Some(next) = continuation(&block, &blocks, from) else { break };
            let passed = blocks[from..next].iter_mut().filter_map(Option::take);
            let before = between.len();
            between.extend(passed);
            let Some(rest) = blocks[next].take() else { break };
            append(&mut block, rest, between.len() > before);
            from = next + 1;
        }
        out.push(block);
        out.append(&mut between);
    }
    out
}

/// Whether a paragraph stops inside a sentence.
fn is_cut(block: &Block) -> bool {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Turn { .. }) || block.text.len() < HALF {
        return false;
    }
    let text = block.text.as_str();
    match ending(text) {
        Ending::Comma => text.ends_with(['，', '、']),
        Ending::Cut => {
            let last = text.chars().next_back().unwrap_or(' ');
            is_han(last)
                && (has_comma(text) || !block.seams.is_empty())
                && !is_byline(text)
                && !ends_signed(text)
        }
        _ => false,
    }
}

/// Whether the text after its last full stop is a signature or a credit, not the first half of a sentence.
fn ends_signed(text: &str) -> bool {
    let tail = text.rfind(['。', '！', '？', '」', '”', '）', ')']).map_or(text, |at| {
        let end = at + text[at..].chars().next().map_or(0, char::len_utf8);
        &text[end..]
    });
    let tail = tail.trim_matches(is_white);
    tail.contains(['\n', '／', '/', '|']) || FORMS.ends.iter().any(|f| tail.ends_with(f))
}

/// The index of the block that goes on with `block`, looking from `from` over captions and page heads.
fn continuation(block: &Block, blocks: &[Option<Block>], from: usize) -> Option<usize> {
    let skipped = |b: &Block| matches!(b.kind, BlockKind::Caption | BlockKind::Boilerplate);
    let next = (from..blocks.len().min(from + BETWEEN + 1))
        .find(|&i| blocks[i].as_ref().is_some_and(|b| !skipped(b)))?;
    let candidate = blocks[next].as_ref()?;
    let same = match (&block.kind, &candidate.kind) {
        (BlockKind::Paragraph, BlockKind::Paragraph) => true,
        (BlockKind::Turn { speaker: a, .. }, BlockKind::Turn { speaker: b, continued: true }) => a == b,
        _ => false,
    };
    let text = candidate.text.as_str();
    let first = text.chars().next()?;
    let opens = opens_item(first)
        || opens_enumeration(text)
        || label(text).is_some()
        || crate::outlets::dateline(text).is_some()
        || is_byline(text)
        || matches!(
            first,
            '【' | '（'
                | '・'
                | '·'
                | '•'
                | '〔'
                | '('
                | '['
                | '─'
                | '—'
                | '「'
                | '『'
                | '“'
                | '"'
                | '*'
                | '#'
                | '-'
        );
    let ends = !matches!(ending(text), Ending::Cut) || is_cut(candidate);
    (same && !opens && ends && !first.is_ascii_alphabetic()).then_some(next)
}

/// Appends the second half of a paragraph, with a seam where other matter stood between.
fn append(block: &mut Block, rest: Block, seam: bool) {
    let base = u32::try_from(block.text.len()).unwrap_or(u32::MAX);
    if seam {
        block.seams.push(base);
    }
    block.seams.extend(rest.seams.iter().map(|s| s + base));
    block.text.push_str(&rest.text);
    let map: &mut SourceMap = &mut block.map;
    map.append(&rest.map);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks from texts that stand one after another in a source, `|` between them.
    fn blocks(texts: &[&str]) -> Vec<Block> {
        let mut at = 0;
        texts
            .iter()
            .map(|t| {
                let block =
                    Block::new(BlockKind::Paragraph, (*t).to_owned(), SourceMap::verbatim(at, t.len()));
                at += t.len() + 2;
                block
            })
            .collect()
    }

    fn check(texts: &[&str], expect: &[&str]) {
        let mut made = blocks(texts);
        mark_captions(&mut made, true);
        let got: Vec<String> = mend(made)
            .iter()
            .map(|b| {
                let mut text = b.text.clone();
                for &seam in b.seams.iter().rev() {
                    text.insert(seam as usize, '|');
                }
                if b.kind == BlockKind::Caption { format!("[{text}]") } else { text }
            })
            .collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn a_picture_in_a_paragraph() {
        check(
            &["兩國商定明年春天在海城舉行會談，屆時將有", "●海城港口一景。", "三百人出席開幕禮。", "完。"],
            &["兩國商定明年春天在海城舉行會談，屆時將有|三百人出席開幕禮。", "[●海城港口一景。]", "完。"],
        );
    }

    #[test]
    fn a_column_break() {
        check(
            &["兩國商定明年春天在海城舉行會談，", "並發表聲明。"],
            &["兩國商定明年春天在海城舉行會談，並發表聲明。"],
        );
    }

    #[test]
    fn whole_paragraphs_and_headings_stay() {
        check(&["兩國商定明年春天再談。", "會後記者提問。"], &["兩國商定明年春天再談。", "會後記者提問。"]);
        check(&["會談的背景與前景", "兩國商定再談。"], &["會談的背景與前景", "兩國商定再談。"]);
        check(&["●海報記者 某甲 海城報道", "完。"], &["●海報記者 某甲 海城報道", "完。"]);
    }
}
