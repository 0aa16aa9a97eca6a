//! The sentences of a report.

use crate::corpus::Corpus;
use crate::text::parts;
use crate::text::{Passage, Text, Voice};
use jiff::civil::Date;
use tifa_text::{ByteRange, sentences};

/// What of a report is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// What somebody is reported to have said.
    Statements,
    /// The narrator's sentences and headings too.
    Whole,
}

/// A sentence of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Its folded characters.
    pub characters: Vec<char>,
    /// Where it stands.
    pub passage: Passage,
    /// Who says it, as printed.
    pub speaker: Option<String>,
    /// Whom that means.
    pub key: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
}

impl Unit {
    /// The sentences of text `number`.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn of_text<C: Corpus>(corpus: &C, number: u32, scope: Scope) -> Result<Vec<Self>, C::Error> {
        let mut out = Vec::new();
        Self::each(corpus, number, &mut |unit, voice| {
            if scope == Scope::Whole || voice.is_some() {
                out.push(unit);
            }
        })?;
        Ok(out)
    }

    /// The sentences of all statements of a corpus that count, in the order of its texts: those of an occasion, or of a
    /// speaker, when it is narrowed to one.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn counting<C: Corpus>(corpus: &C) -> Result<Vec<Self>, C::Error> {
        let mut out = Vec::new();
        for &number in corpus.numbers() {
            Self::each(corpus, number, &mut |unit, voice| {
                if voice.is_some_and(|v| v.counts) {
                    out.push(unit);
                }
            })?;
        }
        Ok(out)
    }

    /// Calls `each` with the sentences of a text and with whose they are.
    fn each<C: Corpus>(
        corpus: &C,
        number: u32,
        each: &mut dyn FnMut(Self, Option<&Voice>),
    ) -> Result<(), C::Error> {
        let head = corpus.head(number)?;
        let text = corpus.text(number)?;
        each_sentence(&text, &mut |range, voice| {
            let characters: Vec<char> = range.of(&text.letters.folded).chars().collect();
            if characters.iter().all(|&c| parts(c)) {
                return; // A sentence of marks alone says nothing.
            }
            let Some(passage) = text.cite(&head, range) else { return };
            let unit = Self {
                characters,
                passage,
                speaker: voice.map(|v| v.speaker.clone()),
                key: voice.map(|v| v.key.clone()),
                date: head.day,
            };
            each(unit, voice);
        });
        Ok(())
    }
}

/// Calls `each` with the folded bytes of every sentence of the document's own prose, and with whose it is. Of a
/// sentence of which a statement holds less than half, that half is the sentence.
fn each_sentence(text: &Text, each: &mut dyn FnMut(ByteRange, Option<&Voice>)) {
    for (i, block) in text.blocks().iter().enumerate() {
        if text.letters.parts.get(i).is_none_or(|p| p.aside) {
            continue;
        }
        for sentence in sentences(&block.text) {
            let Some(range) = text.folded(i, sentence) else { continue };
            let voice = text.voice_at(range);
            let own = voice.map(|v| ByteRange {
                start: v.range.start.max(range.start),
                end: v.range.end.min(range.end),
            });
            match own {
                Some(own) if own.len() * 2 < range.len() => {
                    if own.start > range.start {
                        each(ByteRange { start: range.start, end: own.start }, None);
                    }
                    each(own, voice);
                    if own.end < range.end {
                        each(ByteRange { start: own.end, end: range.end }, None);
                    }
                }
                _ => each(range, voice),
            }
        }
    }
}
