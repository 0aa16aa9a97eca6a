//! What differs between two stretches of printed text, character by character, blind to what the fold makes equal.
//!
//! The differences are found over folded characters with the algorithm of Myers (An O(ND) Difference Algorithm and Its
//! Variations, Algorithmica 1, 1986), and shown as printed: punctuation and layout that the fold drops go with the
//! characters before them. A single common character between two changes is part of one change, because nobody reads
//! a difference that way. Long texts are compared by sentences first, so the time stays bounded.

use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::ops::Range;
use tifa_text::fold::is_barrier;
use tifa_text::{ByteRange, Folded, fold};

/// What became of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Edit {
    /// The same characters once folded; as printed they may differ in script, width, wrap or punctuation.
    Same,
    /// Other characters stand in their place.
    Replaced,
    /// Only the second text has them.
    Added,
    /// Only the first text has them.
    Dropped,
}

/// A piece of two texts side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What became of it.
    pub edit: Edit,
    /// As the first text prints it; empty when added.
    pub a: String,
    /// As the second text prints it; empty when dropped.
    pub b: String,
}

/// Pairs of characters beyond which characters are not compared one by one.
const COMPARED: usize = 16_000_000;

/// What differs between the printed texts `a` and `b`. The pieces put together are the two texts, whole.
pub fn diff(a: &str, b: &str) -> Vec<Piece> {
    let (a, b) = (Side::new(a), Side::new(b));
    let mut steps = Vec::new();
    compare(&a.characters, &b.characters, (0, 0), &mut steps);
    let steps = joined(steps);
    let last = steps.len().saturating_sub(1);
    let piece = |(i, step): (usize, Step)| Piece {
        edit: step.edit,
        a: a.printed(step.a, i == 0, i == last).to_owned(),
        b: b.printed(step.b, i == 0, i == last).to_owned(),
    };
    if steps.is_empty() && !(a.text.is_empty() && b.text.is_empty()) {
        // Nothing but what the fold drops.
        return vec![Piece { edit: Edit::Same, a: a.text.to_owned(), b: b.text.to_owned() }];
    }
    steps.into_iter().enumerate().map(piece).collect()
}

/// A printed text, its folded characters, and where each was printed.
struct Side<'a> {
    text: &'a str,
    folded: Folded,
    characters: Vec<char>,
    /// The folded byte each character starts at, and the end.
    starts: Vec<usize>,
}

impl<'a> Side<'a> {
    fn new(text: &'a str) -> Self {
        let folded = fold(text);
        let characters = folded.text.chars().collect();
        let starts = folded.text.char_indices().map(|c| c.0).chain([folded.text.len()]).collect();
        Self { text, folded, characters, starts }
    }

    /// What was printed for the characters `range`, with what the fold dropped after them; before them too when they
    /// are the first of all.
    fn printed(&self, range: Range<usize>, first: bool, last: bool) -> &'a str {
        if range.is_empty() {
            return if self.characters.is_empty() && first { self.text } else { "" };
        }
        let start = if first || range.start == 0 { 0 } else { self.printed_at(range.start) };
        let end = if last || range.end == self.characters.len() {
            self.text.len()
        } else {
            self.printed_at(range.end)
        };
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where the character `at` was printed.
    fn printed_at(&self, at: usize) -> usize {
        let range = ByteRange::new(self.starts[at], self.starts[at + 1]);
        self.folded.source(range).map_or(self.text.len(), |r| r.start as usize)
    }
}

/// One piece as ranges of characters.
#[derive(Debug, Clone)]
struct Step {
    edit: Edit,
    a: Range<usize>,
    b: Range<usize>,
}

/// Compares the characters; `at` is where they stand in the whole.
fn compare(a: &[char], b: &[char], at: (usize, usize), out: &mut Vec<Step>) {
    if a.len().saturating_mul(b.len()) <= COMPARED {
        push_steps(a, b, &mut |edit, ra, rb| {
            out.push(Step { edit, a: at.0 + ra.start..at.0 + ra.end, b: at.1 + rb.start..at.1 + rb.end });
        });
        return;
    }
    let (sentences_a, sentences_b) = (sentences(a), sentences(b));
    if sentences_a.len() < 2 && sentences_b.len() < 2 {
        out.push(Step { edit: Edit::Replaced, a: at.0..at.0 + a.len(), b: at.1..at.1 + b.len() });
        return;
    }
    let (slices_a, slices_b): (Vec<&[char]>, Vec<&[char]>) = (
        sentences_a.iter().map(|r| &a[r.clone()]).collect(),
        sentences_b.iter().map(|r| &b[r.clone()]).collect(),
    );
    let whole = |of: &[Range<usize>], r: Range<usize>, len: usize| {
        let start = of.get(r.start).map_or(len, |s| s.start);
        start..(r.end.checked_sub(1).filter(|_| !r.is_empty()).map_or(start, |last| of[last].end))
    };
    push_steps(&slices_a, &slices_b, &mut |edit, ra, rb| {
        let (ra, rb) = (whole(&sentences_a, ra, a.len()), whole(&sentences_b, rb, b.len()));
        let here = (at.0 + ra.start, at.1 + rb.start);
        if edit == Edit::Replaced && ra.len() * rb.len() <= COMPARED {
            compare(&a[ra], &b[rb], here, out);
        } else {
            out.push(Step { edit, a: here.0..here.0 + ra.len(), b: here.1..here.1 + rb.len() });
        }
    });
}

/// Gives the steps from one sequence to another.
fn push_steps<T: Ord + std::hash::Hash>(
    a: &[T],
    b: &[T],
    each: &mut dyn FnMut(Edit, Range<usize>, Range<usize>),
) {
    for op in capture_diff_slices(Algorithm::Myers, a, b) {
        let edit = match op.tag() {
            DiffTag::Equal => Edit::Same,
            DiffTag::Replace => Edit::Replaced,
            DiffTag::Insert => Edit::Added,
            DiffTag::Delete => Edit::Dropped,
        };
        each(edit, op.old_range(), op.new_range());
    }
}

/// Stretches of characters that end with a barrier.
fn sentences(characters: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for part in characters.split_inclusive(|&c| is_barrier(c)) {
        out.push(start..start + part.len());
        start += part.len();
    }
    out
}

/// Joins steps of one kind that touch, and changes that nothing, or one common character, stands between.
fn joined(steps: Vec<Step>) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::with_capacity(steps.len());
    let mut steps = steps.into_iter().peekable();
    while let Some(mut step) = steps.next() {
        while let Some(next) = steps.next_if(|n| step.edit == Edit::Same && n.edit == Edit::Same) {
            (step.a.end, step.b.end) = (next.a.end, next.b.end);
        }
        let slight = step.edit == Edit::Same && step.a.len() == 1 && steps.peek().is_some();
        match out.last_mut() {
            Some(before) if before.edit != Edit::Same && (slight || step.edit != Edit::Same) => {
                before.a.end = step.a.end;
                before.b.end = step.b.end;
                before.edit = match (before.a.is_empty(), before.b.is_empty()) {
                    (true, _) => Edit::Added,
                    (_, true) => Edit::Dropped,
                    _ => Edit::Replaced,
                };
            }
            _ => out.push(step),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pieces as `同|a>b|+b|-a`.
    fn check(a: &str, b: &str, expect: &str) {
        let shown: Vec<String> = diff(a, b)
            .into_iter()
            .map(|p| match p.edit {
                Edit::Same if p.a == p.b => p.a,
                Edit::Same => format!("{}={}", p.a, p.b),
                Edit::Replaced => format!("{}>{}", p.a, p.b),
                Edit::Added => format!("+{}", p.b),
                Edit::Dropped => format!("-{}", p.a),
            })
            .collect();
        assert_eq!(shown.join("|"), expect, "{a} / {b}");
    }

    #[test]
    fn names_what_changed() {
        check("", "", "");
        check("山河湖海", "山河湖海", "山河湖海");
        check("山河湖海", "山川湖海", "山|河>川|湖海");
        check("山河湖海", "山河海", "山河|-湖|海");
        check("山河海", "山河湖海", "山河|+湖|海");
        check("甲乙丙丁戊", "甲子丙丑戊", "甲|乙丙丁>子丙丑|戊");
        check("山河", "日月", "山河>日月");
    }

    #[test]
    fn is_blind_to_what_the_fold_makes_equal() {
        check("脱钩，断链", "脫鈎斷鏈", "脱钩，断链=脫鈎斷鏈");
        check("「脱\n钩」。", "脱钩。", "「脱\n钩」。=脱钩。");
        check("，", "、", "，=、");
        check("山，河，湖", "山河海", "山，河，=山河|湖>海");
        check("「山河湖」", "山河", "「山河=山河|-湖」");
    }

    #[test]
    fn long_texts_are_compared_by_sentences() {
        let sentence = |i: usize, tail: &str| format!("第{i}句{}{tail}。", "山河湖海日月星辰".repeat(20));
        let a: String = (0..60).map(|i| sentence(i, "甲")).collect();
        let b: String = (0..60).map(|i| sentence(i, if i == 30 { "乙" } else { "甲" })).collect();
        let changed: Vec<Piece> = diff(&a, &b).into_iter().filter(|p| p.edit != Edit::Same).collect();
        assert_eq!(changed, [Piece { edit: Edit::Replaced, a: "甲".into(), b: "乙".into() }]);
    }

    proptest! {
        #[test]
        fn pieces_make_up_both_texts(a in "[山河脱脫，。 a]{0,24}", b in "[山河脱脫，。 a]{0,24}") {
            let pieces = diff(&a, &b);
            prop_assert_eq!(pieces.iter().map(|p| p.a.as_str()).collect::<String>(), a);
            prop_assert_eq!(pieces.iter().map(|p| p.b.as_str()).collect::<String>(), b);
            for p in &pieces {
                if p.edit == Edit::Same {
                    prop_assert_eq!(fold(&p.a).text, fold(&p.b).text);
                }
            }
        }
    }
}
