//! Quotation pairs: 「」『』“”‘’﹁﹂﹃﹄ and straight double quotes, nested, unbalanced, across line breaks.
//!
//! Printed and converted text loses marks. Three rules keep the damage local: an opening mark that stands again while
//! its own kind is still open ends the open one, unclosed, with the last sentence before it or, where none ends, there; a closing mark whose opening stands further out closes
//! everything between; a closing mark without an opening is ignored.

use crate::characters::ideographs;
use crate::range::ByteRange;

/// One quotation-marked span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: ByteRange,
    /// Without its marks.
    pub inner: ByteRange,
    /// 0 for an outermost quotation.
    pub depth: u8,
    /// Whether a closing mark was found. An unclosed quotation runs to where the quotation around it closes, to the next
    /// opening mark of its own kind, or to the end of the text.
    ///
    /// By the convention of newspapers a quotation of several paragraphs opens again in each and closes only in the
    /// last; then every paragraph but the last ends in a quotation that is not closed and reaches the end of its text.
    /// [`carried_over`] tells which ones.
    pub closed: bool,
}

/// The kinds of marks; a closing mark closes only its own kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Corner,
    WhiteCorner,
    Double,
    Single,
    Straight,
}

/// What a mark does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open(Kind),
    Close(Kind),
}

/// A quotation that is still open.
struct Open {
    kind: Kind,
    /// Its place in the list of quotations.
    index: usize,
}

/// The quotations of `text`, ordered by start.
pub fn quotations(text: &str) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for (at, len, mark) in marks(text) {
        match mark {
            Mark::Open(kind) => {
                // The same mark again: the open one has lost its end, unless another kind was opened since, as in
                // 「甲『乙「丙」』」, which some papers print.
                if let Some(o) = open.last().filter(|o| o.kind == kind) {
                    let end = sentence_end(text, out[o.index].inner.start as usize, at);
                    close_from(&mut out, &mut open, |n| n - 1, end, 0);
                }
                let depth = u8::try_from(open.len()).unwrap_or(u8::MAX);
                open.push(Open { kind, index: out.len() });
                let outer = ByteRange::new(at, text.len());
                out.push(Quotation {
                    outer,
                    inner: ByteRange::new(at + len, text.len()),
                    depth,
                    closed: false,
                });
            }
            Mark::Close(kind) => {
                if let Some(level) = open.iter().rposition(|o| o.kind == kind) {
                    close_from(&mut out, &mut open, |_| level + 1, at, 0);
                    close_from(&mut out, &mut open, |_| level, at, len);
                }
            }
        }
    }
    out
}

/// Where the last sentence between two bytes ends; the later of them where none does.
fn sentence_end(text: &str, from: usize, to: usize) -> usize {
    let end = text[from..to].char_indices().rfind(|(_, c)| matches!(c, '。' | '！' | '？'));
    end.map_or(to, |(at, c)| from + at + c.len_utf8())
}

/// Ends every open quotation from level `from(open.len())` on at byte `at`, with a closing mark of `mark` bytes or, for
/// 0, without one.
fn close_from(
    out: &mut [Quotation],
    open: &mut Vec<Open>,
    from: impl Fn(usize) -> usize,
    at: usize,
    mark: usize,
) {
    let level = from(open.len());
    for o in open.drain(level..) {
        let q = &mut out[o.index];
        q.outer = ByteRange::new(q.outer.start as usize, at + mark);
        q.inner = ByteRange::new(q.inner.start as usize, at);
        q.closed = mark > 0;
    }
}

/// For the texts of successive paragraphs: for each whether its last outermost quotation goes on in the next one, which
/// opens again with the same mark.
pub fn carried_over(paragraphs: &[&str]) -> Vec<bool> {
    let opening =
        |text: &str| text.trim_start().chars().next().filter(|&c| matches!(mark_of(c), Some(Mark::Open(_))));
    let mut out = vec![false; paragraphs.len()];
    for (i, pair) in paragraphs.windows(2).enumerate() {
        let end = pair[0].len();
        let last = quotations(pair[0])
            .into_iter()
            .find(|q| q.depth == 0 && !q.closed && q.outer.end as usize == end);
        let mark = last.and_then(|q| q.outer.of(pair[0]).chars().next());
        out[i] = mark.is_some() && mark == opening(pair[1]);
    }
    out
}

/// The quotation marks of `text` with their place and length in bytes.
fn marks(text: &str) -> Vec<(usize, usize, Mark)> {
    let mut out = Vec::new();
    let mut straight: Vec<usize> = Vec::new();
    let mut singles = 0usize;
    let mut next = 0;
    loop {
        let at = next + ideographs(&text.as_bytes()[next..]);
        let Some(c) = text[at..].chars().next() else { break };
        let len = c.len_utf8();
        next = at + len;
        match c {
            '"' => straight.push(at),
            '\n' => flush_straight(&mut out, &mut straight),
            '’' | '‘' if inside_word(text[..at].chars().next_back(), text[next..].chars().next()) => {}
            // An apostrophe at the end of a Latin word (workers’) closes nothing when nothing is open.
            '’' if singles == 0 => {}
            c => {
                if let Some(mark) = mark_of(c) {
                    match mark {
                        Mark::Open(Kind::Single) => singles += 1,
                        Mark::Close(Kind::Single) => singles -= 1,
                        _ => {}
                    }
                    out.push((at, len, mark));
                }
            }
        }
    }
    flush_straight(&mut out, &mut straight);
    out.sort_by_key(|m| m.0);
    out
}

/// Straight quotes of one line pair off when their number is even; an odd number says nothing and they are left alone.
fn flush_straight(out: &mut Vec<(usize, usize, Mark)>, straight: &mut Vec<usize>) {
    if straight.len().is_multiple_of(2) {
        for pair in straight.chunks_exact(2) {
            out.push((pair[0], 1, Mark::Open(Kind::Straight)));
            out.push((pair[1], 1, Mark::Close(Kind::Straight)));
        }
    }
    straight.clear();
}

fn mark_of(c: char) -> Option<Mark> {
    use Kind::{Corner, Double, Single, WhiteCorner};
    Some(match c {
        '「' | '﹁' | '｢' => Mark::Open(Corner),
        '」' | '﹂' | '｣' => Mark::Close(Corner),
        '『' | '﹃' => Mark::Open(WhiteCorner),
        '』' | '﹄' => Mark::Close(WhiteCorner),
        '“' => Mark::Open(Double),
        '”' => Mark::Close(Double),
        '‘' => Mark::Open(Single),
        '’' => Mark::Close(Single),
        _ => return None,
    })
}

/// Whether a single mark between these two characters is an apostrophe: don’t, Xi’an.
fn inside_word(before: Option<char>, after: Option<char>) -> bool {
    let latin = |c: char| c.is_alphanumeric() && !crate::is_han(c);
    before.is_some_and(latin) && after.is_some_and(latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `expect`: each quotation as `depth:inner`, with `~` when it is not closed.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = quotations(text)
            .iter()
            .map(|q| format!("{}{}:{}", if q.closed { "" } else { "~" }, q.depth, q.inner.of(text)))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn pairs_and_nesting() {
        check("他說「好」，又說“行”。", &["0:好", "0:行"]);
        check("「他說『走』了」", &["0:他說『走』了", "1:走"]);
        check("“甲‘乙’丙”", &["0:甲‘乙’丙", "1:乙"]);
        check("﹁甲﹃乙﹄﹂", &["0:甲﹃乙﹄", "1:乙"]);
        check("「一。二。」三", &["0:一。二。"]);
        check("「上\n下」", &["0:上\n下"]);
    }

    #[test]
    fn apostrophes_are_not_marks() {
        check("Xi’an 的 workers’ union 說 don’t", &[]);
        check("‘It’s late’", &["0:It’s late"]);
    }

    #[test]
    fn straight_quotes_pair_in_a_line() {
        check("他說\"好\"和\"行\"", &["0:好", "0:行"]);
        check("高 5\" 的牌子\n寫着\"停\"", &["0:停"]);
    }

    #[test]
    fn a_missing_mark_stays_local() {
        check("他說「甲。\n又說「乙」。完", &["~0:甲。", "0:乙"]);
        check("他說「甲，又說「乙」。完", &["~0:甲，又說", "0:乙"]);
        check("「甲『乙」丙", &["0:甲『乙", "~1:乙"]);
        check("甲」乙「丙」", &["0:丙"]);
        check("「甲", &["~0:甲"]);
        check("「甲”乙」", &["0:甲”乙"]);
    }

    #[test]
    fn quotations_over_paragraphs() {
        assert_eq!(carried_over(&["「甲。", "「乙。", "「丙。」", "「丁。"]), [true, true, false, false]);
        assert_eq!(carried_over(&["「甲。", "乙"]), [false, false]);
    }

    proptest::proptest! {
        #[test]
        fn ranges_are_sound(text in "[「」『』“”‘’\"a甲。\n]{0,30}|\\PC{0,30}") {
            let mut last = 0;
            for q in quotations(&text) {
                assert!(q.outer.start >= last && q.outer.contains(q.inner));
                assert!(text.get(q.inner.range()).is_some() && text.get(q.outer.range()).is_some());
                last = q.outer.start;
            }
        }
    }
}
