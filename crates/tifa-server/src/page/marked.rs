//! A block's text cut where anything marked in it begins or ends.

use tifa_source::Block;
use tifa_text::ByteRange;

/// A run of text with the marks that lie on all of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Run<'t, M> {
    /// The text.
    pub text: &'t str,
    /// Its first byte in the block.
    pub start: u32,
    /// Marks that cover it, in the order given.
    pub marks: Vec<M>,
    /// Whether the printed paragraph was interrupted before it.
    pub seam: bool,
}

/// The runs of `block`, on which `marks` lie; together they are its text. Marks may overlap in any way.
pub fn runs<'t, M: Copy>(block: &'t Block, marks: &[(ByteRange, M)]) -> Vec<Run<'t, M>> {
    let text = block.text.as_str();
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut cuts: Vec<u32> = vec![0, end];
    cuts.extend(marks.iter().flat_map(|(range, _)| [range.start, range.end]));
    cuts.extend(&block.seams);
    cuts.retain(|&cut| text.is_char_boundary(cut as usize));
    cuts.sort_unstable();
    cuts.dedup();
    let run = |w: &[u32]| {
        let range = ByteRange { start: w[0], end: w[1] };
        Run {
            text: range.of(text),
            start: range.start,
            marks: marks.iter().filter(|(r, _)| r.contains(range)).map(|m| m.1).collect(),
            seam: block.seams.contains(&range.start),
        }
    };
    cuts.windows(2).map(run).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tifa_source::BlockKind;
    use tifa_text::SourceMap;

    fn block(text: &str) -> Block {
        Block::new(BlockKind::Paragraph, text.to_owned(), SourceMap::verbatim(0, text.len()))
    }

    fn check(text: &str, marks: &[(&str, char)], expect: &str) {
        let block = block(text);
        let place = |part: &str| {
            let at = text.find(part).unwrap();
            ByteRange::new(at, at + part.len())
        };
        let marks: Vec<_> = marks.iter().map(|(part, name)| (place(part), *name)).collect();
        let shown = |r: &Run<'_, char>| format!("{}:{}", r.marks.iter().collect::<String>(), r.text);
        let found: Vec<String> = runs(&block, &marks).iter().map(shown).collect();
        assert_eq!(found.join(" "), expect);
    }

    #[test]
    fn cuts_at_every_border() {
        check("港口重開", &[], ":港口重開");
        check("港口重開", &[("口重", 'a')], ":港 a:口重 :開");
        check("港口重開", &[("港口重", 'a'), ("口重開", 'b')], "a:港 ab:口重 b:開");
        check("", &[], "");
    }

    proptest! {
        #[test]
        fn runs_are_the_text(text in "[a山。]{0,20}", marks in prop::collection::vec((0u32..70, 0u32..70), 0..5)) {
            let block = block(&text);
            let marks: Vec<_> = marks.iter().map(|&(a, b)| (ByteRange { start: a.min(b), end: a.max(b) }, ())).collect();
            let all: String = runs(&block, &marks).iter().map(|r| r.text).collect();
            prop_assert_eq!(all, text);
        }
    }
}
