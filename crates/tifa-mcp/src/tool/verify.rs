//! Whether words stand in the archive, and in whose mouth.

use super::Tool;
use crate::conditions::{days, words};
use crate::record::{Record, sources};
use crate::refusal::Refusal;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tifa_archive::{Archive, Filter};
use tifa_export::source::Source;
use tifa_wording::draft::verdicts;
use tifa_wording::verify::{Error, Question, Verified};

/// Verdicts on quotations.
pub struct Verify;

/// Quotations of a draft that are looked up at once.
const MOST: usize = 30;

/// What is asked of a text.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Asked {
    /// A quotation, in either script; or a draft with quotations in quotation marks: then each of them is looked up, up to 30.
    text: String,
    /// Who is said to have said it: any of his names. Quotations of a draft have the speaker that the draft names.
    speaker: Option<String>,
    /// First day on which it may have been said: 2020, 2020-07 or 2020-07-09.
    from: Option<String>,
    /// Last day, written likewise.
    to: Option<String>,
    /// Passages shown for each quotation; 4 when nothing is said.
    #[schemars(range(min = 1, max = 20))]
    passages: Option<usize>,
}

/// Verdicts on a text.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Answer {
    /// A verdict for each quotation, in the order of the text. `verdict` is verbatim, folded, out-of-context, variant,
    /// indirect-only, spliced, other-speaker or absent; it rests on the first `grounds` passages of `evidence`, the others
    /// are merely near.
    verdicts: Vec<Record>,
    /// Quotations that were not looked up.
    left_out: usize,
    /// The documents of the evidence, with title, outlet, day, address and SHA-256 (`original`).
    #[schemars(with = "Vec<serde_json::Map<String, Value>>")]
    sources: Vec<Source>,
}

impl Tool for Verify {
    const NAME: &'static str = "verify";
    const TITLE: &'static str = "Verify quotations";
    const ABOUT: &'static str = "Whether a quotation, or every quotation of a draft, stands in the archive, by whom and in these \
        words: a verdict with the passages it rests on, by rules alone. Ask it before you attribute words to anybody. `absent` \
        says that the words are not in this archive, not that they were never said.";
    type Asked = Asked;
    type Answer = Answer;

    fn answer(archive: &Archive, asked: Asked) -> Result<(Answer, String), Refusal> {
        let question = Question {
            quote: &asked.text,
            speaker: words(asked.speaker.as_deref()),
            from: days("from", asked.from.as_deref())?.map(|d| d.from),
            to: days("to", asked.to.as_deref())?.map(|d| d.to),
            shown: asked.passages.unwrap_or(4),
        };
        let texts = archive.texts(&Filter::default())?;
        let found = verdicts(&texts, &question, MOST).map_err(|error| match error {
            Error::Corpus(error) => error.into(),
            why => Refusal::argument("text", why),
        })?;
        let records = found.all.iter().map(Record::of).collect::<Result<Vec<_>, _>>()?;
        let sources = sources(archive, &records)?;
        let mut text = Text::new(&sources);
        for (verified, record) in found.all.iter().zip(&records) {
            told(&mut text, verified, record);
        }
        if found.left_out > 0 {
            text.line(format!(
                "{} quotations were not looked up: give them in another call.",
                found.left_out
            ));
        }
        text.sources();
        let text = text.finish();
        Ok((Answer { verdicts: records, left_out: found.left_out, sources }, text))
    }
}

fn told(text: &mut Text<'_>, verified: &Verified, record: &Record) {
    let speaker = verified.speaker.as_ref().map_or(String::new(), |s| format!(" ({s})"));
    text.line(format!("「{}」{speaker}", verified.quote));
    text.line(format!("verdict: {}: {}", verified.verdict.name(), verified.verdict.meaning()));
    if verified.diff.iter().any(|p| p.a != p.b) {
        text.line(format!("printed → quoted: {}", crate::text::difference(&record.0["diff"])));
    }
    let evidence = record.0["evidence"].as_array().cloned().unwrap_or_default();
    let evidence: Vec<Record> = evidence.into_iter().map(Record).collect();
    let (grounds, near) = evidence.split_at(verified.grounds.min(evidence.len()));
    if !grounds.is_empty() {
        text.line("It rests on:");
        text.records(grounds, 1);
    }
    if !near.is_empty() {
        text.line("\nMerely near:");
        text.records(near, grounds.len() + 1);
    }
    text.line("");
}
