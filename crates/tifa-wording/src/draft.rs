//! The quotations of a draft, each with the speaker the draft gives it, and the verdicts on them.

use crate::corpus::Corpus;
use crate::verify::{Error, Question, Verified, verify};
use jiff::civil::Date;
use tifa_record::{Context, record};
use tifa_source::{Block, BlockKind, Input, read};
use tifa_text::quotation::quotations;
use tifa_text::{ByteRange, fold, is_han};

/// Chinese characters from which words in quotation marks are a quotation although the draft names nobody for them: terms
/// and titles in marks are shorter.
const UNATTRIBUTED: usize = 8;

/// A quotation in a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    /// The words, without their marks.
    pub quote: String,
    /// Who says them in the draft: the fullest name it prints. `None` when it names nobody.
    pub speaker: Option<String>,
    /// Index of the block.
    pub block: usize,
    /// Bytes of the block's text.
    pub range: ByteRange,
    /// The block's bytes of the original, or of its decoded text.
    pub start: u32,
}

/// The quotations of speech in `blocks`, in order: those of statements, with their speakers, and long ones outside any
/// statement, without. `date` is the day the draft was written, if known.
pub fn drafted(blocks: &[Block], date: Option<Date>) -> Vec<Drafted> {
    let findings = record(blocks, &Context { date, ..Context::default() });
    let mut out: Vec<Drafted> = Vec::new();
    let mut push = |block: usize, range: ByteRange, speaker: Option<&str>| {
        let Some(text) = blocks[block].text.get(range.range()) else { return };
        if fold(text).text.is_empty() {
            return;
        }
        let start = blocks[block].map.source(range).map_or(0, |r| r.start);
        out.push(Drafted {
            quote: text.to_owned(),
            speaker: speaker.map(str::to_owned),
            block,
            range,
            start,
        });
    };
    let mut covered: Vec<Vec<ByteRange>> = vec![Vec::new(); blocks.len()];
    for statement in &findings.statements {
        let block = statement.place.block as usize;
        for &quote in &statement.quotes {
            covered[block].push(quote);
            push(block, quote, Some(&statement.speaker));
        }
    }
    for (block, covered) in blocks.iter().zip(covered).enumerate().map(|(i, (b, c))| ((i, b), c)) {
        let (index, block) = block;
        if block.kind == BlockKind::Boilerplate {
            continue;
        }
        for q in quotations(&block.text) {
            let long = q.inner.of(&block.text).chars().filter(|&c| is_han(c)).count() >= UNATTRIBUTED;
            if q.depth == 0 && q.closed && long && !covered.iter().any(|c| c.overlaps(q.inner)) {
                push(index, q.inner, None);
            }
        }
    }
    out.sort_by_key(|d| (d.block, d.range.start));
    out
}

/// The verdicts on a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdicts {
    /// Verdicts in the order of the text.
    pub all: Vec<Verified>,
    /// Quotations that were not looked up: those beyond the number asked for, and single characters.
    pub left_out: usize,
}

/// Looks up every quotation of the text `question.quote`, `most` of them; a text without one is taken for a quotation
/// itself. Without a speaker asked for, a quotation has the one whom the draft names.
///
/// # Errors
/// What the corpus says; for a text that is one quotation also why it is none.
pub fn verdicts<C: Corpus>(
    corpus: &C,
    question: &Question<'_>,
    most: usize,
) -> Result<Verdicts, Error<C::Error>> {
    let text = question.quote;
    let input = Input { name: "draft.md", bytes: text.as_bytes(), sidecar: None, date: None, outlet: None };
    let documents = read(&input).map(|reading| reading.documents).unwrap_or_default();
    let mut quotations: Vec<(String, Option<String>)> = Vec::new();
    for document in &documents {
        quotations.extend(drafted(&document.blocks, None).into_iter().map(|q| (q.quote, q.speaker)));
    }
    if quotations.is_empty() {
        quotations.push((text.trim().to_owned(), None));
    }
    let mut found = Verdicts { all: Vec::new(), left_out: quotations.len().saturating_sub(most) };
    for (quote, named) in quotations.iter().take(most) {
        let speaker = question.speaker.or(named.as_deref());
        match verify(corpus, &Question { quote, speaker, ..*question }) {
            Ok(verified) => found.all.push(verified),
            Err(Error::Blank | Error::Short) if quotations.len() > 1 => found.left_out += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tifa_text::SourceMap;

    /// Quotations as `speaker:words`, paragraphs divided by `/`.
    fn check(draft: &str, expect: &str) {
        let block = |t: &str| Block::new(BlockKind::Paragraph, t.to_owned(), SourceMap::verbatim(0, t.len()));
        let blocks: Vec<Block> = draft.split('/').map(block).collect();
        let shown: Vec<String> = drafted(&blocks, None)
            .iter()
            .map(|d| format!("{}:{}", d.speaker.as_deref().unwrap_or("?"), d.quote))
            .collect();
        assert_eq!(shown.join("|"), expect, "{draft}");
    }

    #[test]
    fn quotations_with_their_speakers() {
        check("外长林海生表示：「港口将在明日重开。」", "林海生:港口将在明日重开。");
        check("没有人说话。", "");
        check("", "");
    }

    #[test]
    fn long_quotations_of_nobody() {
        check("横幅写着“港口明日重开渔船出海”。", "?:港口明日重开渔船出海");
        check("所谓“新港口”并不存在。", "");
    }

    #[test]
    fn unbalanced_marks() {
        check("「「」』”“", "");
        check("外长林海生表示：「港口将在明日重开。", "林海生:港口将在明日重开。");
        check("港口将在明日重开」，外长林海生表示。", "");
    }
}
