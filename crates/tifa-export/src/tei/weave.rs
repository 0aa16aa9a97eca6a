//! Spans over a text as elements that nest.
//!
//! Where one span lies inside another, so do their elements. Where two cross, the one that begins later is cut where the
//! earlier one ends, and its pieces point at each other (`next`, `prev`): fragmentation and reconstitution, as chapter 20 of
//! the TEI Guidelines has it. The alternative, stand-off spans, would keep a crossing statement whole but take its words out of
//! every tool that reads elements; crossings are few, and a reader of the text should find all of a statement marked.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// What happens at a point of the text, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// A piece of a span begins: which span, and which of its pieces from 0.
    Open { span: usize, piece: usize },
    /// Bytes of the text.
    Text(Range<usize>),
    /// The innermost open element ends; its span.
    Close { span: usize },
}

/// The steps through `text`, and how many pieces each span is in. `spans` have bytes of the text; of two over the same bytes
/// the one listed first is outside. No element holds bytes of `gaps`, which are in order (the tabs between cells). Spans that
/// are empty or cut a character are left out: they have no pieces.
pub(super) fn weave(text: &str, spans: &[Range<usize>], gaps: &[Range<usize>]) -> (Vec<Step>, Vec<usize>) {
    let mut pieces = vec![0; spans.len()];
    let mut steps = Vec::new();
    // By start, the longer first, in the order given: an element outside another comes before it.
    let mut waiting: BTreeSet<(usize, Reverse<usize>, usize)> = BTreeSet::new();
    for (i, span) in
        spans.iter().enumerate().filter(|(_, s)| s.start < s.end && text.get((*s).clone()).is_some())
    {
        let mut from = span.start;
        for gap in gaps.iter().filter(|g| g.start < span.end && g.end > span.start) {
            if from < gap.start {
                waiting.insert((from, Reverse(gap.start), i));
            }
            from = gap.end;
        }
        if from < span.end {
            waiting.insert((from, Reverse(span.end), i));
        }
    }
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let mut go_to = |to: usize, steps: &mut Vec<Step>| {
        if at < to {
            steps.push(Step::Text(at..to));
            at = to;
        }
    };
    while let Some((start, Reverse(end), span)) = waiting.pop_first() {
        while let Some(&(until, inner)) = open.last().filter(|o| o.0 <= start) {
            go_to(until, &mut steps);
            steps.push(Step::Close { span: inner });
            open.pop();
        }
        let end = match open.last() {
            Some(&(until, _)) if until < end => {
                waiting.insert((until, Reverse(end), span));
                until
            }
            _ => end,
        };
        go_to(start, &mut steps);
        steps.push(Step::Open { span, piece: pieces[span] });
        pieces[span] += 1;
        open.push((end, span));
    }
    while let Some((until, span)) = open.pop() {
        go_to(until, &mut steps);
        steps.push(Step::Close { span });
    }
    go_to(text.len(), &mut steps);
    (steps, pieces)
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one span is what is meant")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, spans: &[Range<usize>], gaps: &[Range<usize>]) -> String {
        let (steps, _) = weave(text, spans, gaps);
        let show = |step: &Step| match step {
            Step::Open { span, piece } => format!("<{span}.{piece}>"),
            Step::Text(range) => text[range.clone()].to_owned(),
            Step::Close { span } => format!("</{span}>"),
        };
        steps.iter().map(show).collect()
    }

    #[test]
    fn spans_nest_or_are_cut() {
        let check = |spans: &[Range<usize>], expect: &str| assert_eq!(shown("abcdef", spans, &[]), expect);
        check(&[], "abcdef");
        check(&[1..3], "a<0.0>bc</0>def");
        check(&[1..3, 3..5], "a<0.0>bc</0><1.0>de</1>f");
        check(&[2..3, 1..5], "a<1.0>b<0.0>c</0>de</1>f");
        check(&[1..3, 1..3], "a<0.0><1.0>bc</1></0>def");
        check(&[1..4, 3..6], "a<0.0>bc<1.0>d</1></0><1.1>ef</1>");
        check(&[0..3, 1..5, 2..6], "<0.0>a<1.0>b<2.0>c</2></1></0><2.1><1.1>de</1>f</2>");
        check(&[2..2, 4..9], "abcdef");
    }

    #[test]
    fn gaps_are_outside() {
        assert_eq!(shown("ab|cd", &[1..5], &[2..3]), "a<0.0>b</0>|<0.1>cd</0>");
        assert_eq!(shown("ab|cd", &[2..5, 2..3], &[2..3]), "ab|<0.0>cd</0>");
        assert_eq!(shown("渡口", &[1..3, 0..3], &[]), "<1.0>渡</1>口");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_all_nests(spans in prop::collection::vec((0usize..12, 0usize..12), 0..8)) {
            let text = "abcdefghijkl";
            let spans: Vec<Range<usize>> = spans.into_iter().map(|(a, b)| a.min(b)..a.max(b)).collect();
            let (steps, pieces) = weave(text, &spans, &[]);
            let (mut read, mut open, mut covered) = (String::new(), Vec::new(), vec![Vec::new(); spans.len()]);
            for step in steps {
                match step {
                    Step::Open { span, .. } => open.push(span),
                    Step::Close { span } => prop_assert_eq!(open.pop(), Some(span)),
                    Step::Text(range) => {
                        open.iter().for_each(|&s| covered[s].extend(range.clone()));
                        read.push_str(&text[range]);
                    }
                }
            }
            prop_assert!(open.is_empty());
            prop_assert_eq!(read, text);
            for (i, span) in spans.iter().enumerate() {
                prop_assert_eq!(&covered[i], &span.clone().collect::<Vec<_>>());
                prop_assert_eq!(pieces[i] == 0, span.is_empty());
            }
        }
    }
}
