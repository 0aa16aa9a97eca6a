//! A block's text cut where statements, quotations and cues begin and end.

use tifa_archive::{Cited, FullDocument, StatementRow};
use tifa_source::Block;
use tifa_text::ByteRange;

/// A run of a block's text of which the same holds throughout.
#[derive(Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// The text.
    pub text: &'a str,
    /// Its bytes in the block.
    pub range: ByteRange,
    /// The statement it belongs to, by index in the document: the shortest one, where they lie in one another.
    pub statement: Option<usize>,
    /// Statements whose first byte is this run's first, by index.
    pub begins: Vec<usize>,
    /// Whether it is quoted speech.
    pub quoted: bool,
    /// Whether it is a cue.
    pub cue: bool,
    /// Whether the printed paragraph was interrupted before it.
    pub seam: bool,
}

/// The statements of `document` that stand in its block `index`.
pub fn statements_of(document: &FullDocument, index: usize) -> Vec<(usize, &StatementRow)> {
    document.statements.iter().enumerate().filter(|(_, s)| s.place.0 as usize == index).collect()
}

/// Where a cited span stands in the block's text.
pub fn within(block: &Block, cited: &Cited) -> Option<ByteRange> {
    block.map.text(ByteRange { start: cited.start, end: cited.end })
}

/// The runs of `block`, which holds `statements`; together they are its text.
pub fn runs<'a>(block: &'a Block, statements: &[(usize, &StatementRow)]) -> Vec<Run<'a>> {
    let text = block.text.as_str();
    let places: Vec<(usize, ByteRange)> = statements.iter().map(|(i, s)| (*i, s.place.1)).collect();
    let cited = |all: Vec<&Cited>| all.into_iter().filter_map(|c| within(block, c)).collect::<Vec<_>>();
    let quotes = cited(statements.iter().flat_map(|(_, s)| &s.quotes).collect());
    let cues = cited(statements.iter().filter_map(|(_, s)| s.cue.as_ref()).collect());
    let mut cuts: Vec<u32> = vec![0, u32::try_from(text.len()).unwrap_or(u32::MAX)];
    for range in places.iter().map(|p| &p.1).chain(&quotes).chain(&cues) {
        cuts.extend([range.start, range.end]);
    }
    cuts.extend(&block.seams);
    cuts.retain(|&cut| text.is_char_boundary(cut as usize));
    cuts.sort_unstable();
    cuts.dedup();
    let run = |range: ByteRange| {
        let covering = places.iter().filter(|(_, place)| place.contains(range));
        Run {
            text: range.of(text),
            range,
            statement: covering.min_by_key(|(i, place)| (place.len(), *i)).map(|p| p.0),
            begins: places.iter().filter(|(_, p)| p.start == range.start).map(|p| p.0).collect(),
            quoted: quotes.iter().any(|q| q.contains(range)),
            cue: cues.iter().any(|c| c.contains(range)),
            seam: block.seams.contains(&range.start),
        }
    };
    cuts.windows(2).map(|w| run(ByteRange { start: w[0], end: w[1] })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::tests::statement;
    use tifa_record::Mode;
    use tifa_source::BlockKind;
    use tifa_text::SourceMap;

    /// Statements as `^` lines: characters of `text` under carets.
    fn check(text: &str, statements: &[(&str, &str)], seams: &[u32], expect: &[&str]) {
        let mut block =
            Block::new(BlockKind::Paragraph, text.to_owned(), SourceMap::verbatim(100, text.len()));
        block.seams = seams.to_vec();
        let find = |part: &str| {
            let at = text.find(part).unwrap();
            ByteRange::new(at, at + part.len())
        };
        let rows: Vec<StatementRow> = statements
            .iter()
            .map(|(content, quote)| {
                let place = find(content);
                let quotes = if quote.is_empty() { Vec::new() } else { vec![find(quote)] };
                let cite =
                    |r: ByteRange| Cited { start: r.start + 100, end: r.end + 100, text: String::new() };
                StatementRow {
                    start: place.start + 100,
                    end: place.end + 100,
                    text: (*content).to_owned(),
                    mode: Mode::Mixed,
                    quotes: quotes.into_iter().map(cite).collect(),
                    place: (0, place),
                    ..statement("", "", None)
                }
            })
            .collect();
        let refs: Vec<(usize, &StatementRow)> = rows.iter().enumerate().collect();
        let show = |r: &Run<'_>| {
            let of = r.statement.map_or("-".to_owned(), |s| s.to_string());
            let quoted = if r.quoted { "q" } else { "" };
            let seam = if r.seam { "|" } else { "" };
            format!("{seam}{of}{quoted} {}", r.text)
        };
        let found: Vec<String> = runs(&block, &refs).iter().map(show).collect();
        assert_eq!(found, expect);
        assert_eq!(runs(&block, &refs).iter().map(|r| r.text).collect::<String>(), text);
    }

    #[test]
    fn cut_at_every_border() {
        check("他說好。", &[], &[], &["- 他說好。"]);
        check("他說好。", &[("好", "")], &[], &["- 他說", "0 好", "- 。"]);
        check(
            "他說要「再談」。",
            &[("要「再談」", "再談")],
            &[],
            &["- 他說", "0 要「", "0q 再談", "0 」", "- 。"],
        );
        check("甲乙丙丁", &[("甲乙丙", ""), ("乙", "")], &[], &["0 甲", "1 乙", "0 丙", "- 丁"]);
        check("甲乙丙丁", &[("乙丙", "")], &[6], &["- 甲", "0 乙", "|0 丙", "- 丁"]);
    }
}
