//! A formulation through time: where it stands, who says it, where it first and last stood, and in which variants.

use crate::corpus::{Corpus, Head};
use crate::exact::{places, ranges};
use crate::text::{Passage, Text, Voice};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tifa_record::{Mode, OccasionKind};
use tifa_text::{ByteRange, fold};

mod tally;
mod variant;

pub use tally::{Month, Tally};
pub use variant::{Change, Variant, VariantGroup};

/// How the words stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// As somebody's own words: in quotation marks of speech, or in a transcript's turn.
    Direct,
    /// As reported in other words than the speaker's, as far as the marks tell.
    Reported,
    /// In the narrator's own text: mentioned, not said by anybody.
    Mentioned,
}

impl Standing {
    /// As written in listings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Reported => "reported",
            Self::Mentioned => "mentioned",
        }
    }
}

/// A place where a formulation stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attestation {
    /// The words.
    #[serde(flatten)]
    pub passage: Passage,
    /// What stands before in the same block, layout undone.
    pub before: String,
    /// What stands after.
    pub after: String,
    /// Who says it, as printed.
    pub speaker: Option<String>,
    /// How it stands there.
    pub standing: Standing,
    /// Occasion as named.
    pub occasion: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// First day of the saying, when the text tells it.
    pub said: Option<Date>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Title of the document.
    pub title: Option<String>,
    /// How it differs from the phrase asked for; none when it does not, once folded.
    pub variant: Option<Variant>,
    /// Number of the text.
    #[serde(skip)]
    pub number: u32,
    /// Identity of the text; documents that share it are witnesses of one text.
    #[serde(skip)]
    pub witness: String,
    /// Its folded bytes.
    #[serde(skip)]
    pub range: ByteRange,
    /// Whom the speaker's name means.
    #[serde(skip)]
    pub key: Option<String>,
    /// Kind of the occasion.
    #[serde(skip)]
    pub kind: Option<OccasionKind>,
}

/// A formulation through time.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// Where it stands, by day of publication, file and place; undated documents last.
    pub attestations: Vec<Attestation>,
    /// Where variants of it stand, in the same order.
    pub variants: Vec<Attestation>,
}

/// How a formulation is traced.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Characters of context on each side.
    pub context: usize,
    /// Characters that a variant may have added, dropped or (counted twice) replaced; `None` for a fifth of the phrase's
    /// characters; 0 for no variants but reordered members.
    pub edits: Option<usize>,
    /// Whether variants are looked for at all.
    pub variants: bool,
    /// Whether only voices that count are attested: the corpus is narrowed to a speaker or a mode.
    pub narrow: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { context: 40, edits: None, variants: true, narrow: false }
    }
}

/// Why a phrase cannot be traced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untraceable {
    /// Nothing is left of it after folding.
    Empty,
    /// One character is no formulation.
    Single,
}

/// A phrase ready to be traced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// As asked for.
    pub printed: String,
    /// Folded.
    pub folded: String,
    /// Its folded characters.
    pub characters: Vec<char>,
}

impl Phrase {
    /// A phrase as somebody writes it.
    ///
    /// # Errors
    /// When nothing, or one character, is left of it after folding.
    pub fn new(printed: &str) -> Result<Self, Untraceable> {
        let folded = fold(printed).text;
        let folded = folded.trim_matches(crate::text::parts).trim().to_owned();
        let characters: Vec<char> = folded.chars().collect();
        match characters.len() {
            0 => Err(Untraceable::Empty),
            1 => Err(Untraceable::Single),
            _ => Ok(Self { printed: printed.trim().to_owned(), folded, characters }),
        }
    }
}

/// Traces `phrase` through `corpus`.
///
/// # Errors
/// What the corpus says.
pub fn trace<C: Corpus>(corpus: &C, phrase: &Phrase, options: &Options) -> Result<Trace, C::Error> {
    let mut found = places(corpus, &phrase.characters)?.unwrap_or_default();
    found.retain(|number, _| corpus.numbers().binary_search(number).is_ok());
    let mut out = Trace::default();
    let mut taken: BTreeMap<u32, Vec<ByteRange>> = BTreeMap::new();
    for (&number, positions) in &found {
        let text = corpus.text(number)?;
        let standing = ranges(&text.letters, positions, &phrase.folded);
        if standing.is_empty() {
            continue;
        }
        let head = corpus.head(number)?;
        let attested = standing.iter().filter_map(|&range| attest(&text, &head, range, options));
        out.attestations.extend(attested);
        taken.insert(number, standing);
    }
    if options.variants {
        let near = variant::places(corpus, phrase, options.edits)?;
        let mut found = Vec::new();
        // One variant stands in many places.
        let mut known: BTreeMap<String, Option<Variant>> = BTreeMap::new();
        for (number, ranges) in near {
            let text = corpus.text(number)?;
            let head = corpus.head(number)?;
            let exact = taken.get(&number).map_or(&[][..], Vec::as_slice);
            for range in ranges {
                let overlaps = exact.iter().any(|e| e.overlaps(range));
                let Some(mut near) = attest(&text, &head, range, options).filter(|_| !overlaps) else {
                    continue;
                };
                let words = &near.passage.text;
                near.variant = match known.get(words) {
                    Some(variant) => variant.clone(),
                    None => known.entry(words.clone()).or_insert(variant::of(phrase, words)).clone(),
                };
                if near.variant.is_some() {
                    found.push((near, variant::ends(&text, range)));
                }
            }
        }
        out.variants = variant::standing_alone(found);
    }
    Ok(out)
}

/// The attestation at `range`; `None` where it is not asked for.
fn attest(text: &Text, head: &Arc<Head>, range: ByteRange, options: &Options) -> Option<Attestation> {
    let part = text.letters.part_at(range.start)?;
    if text.letters.parts[part].aside {
        return None;
    }
    let voice = text.voice_at(range).filter(|v| v.range.overlaps(range));
    if options.narrow && !voice.is_some_and(|v| v.counts) {
        return None;
    }
    let passage = text.cite(head, range)?;
    let (before, after) = surroundings(text, range, options.context);
    Some(Attestation {
        passage,
        before,
        after,
        speaker: voice.map(|v| v.speaker.clone()),
        standing: voice.map_or(Standing::Mentioned, |v| standing(v, range)),
        occasion: voice.and_then(|v| v.occasion.clone()),
        date: head.day,
        said: voice.and_then(|v| v.said).map(|s| s.0),
        outlet: head.outlet.clone(),
        title: head.title.clone(),
        variant: None,
        number: text.number,
        witness: head.witness.clone(),
        range,
        key: voice.map(|v| v.key.clone()),
        kind: voice.and_then(|v| v.kind),
    })
}

/// How words at `range` stand in a statement.
pub(crate) fn standing(voice: &Voice, range: ByteRange) -> Standing {
    let quoted = voice.quotes.iter().any(|q| q.contains(range));
    // A statement that is direct as a whole and has no quotation marks is a turn of a transcript.
    let turn = voice.mode == Mode::Direct && voice.quotes.is_empty();
    if quoted || turn { Standing::Direct } else { Standing::Reported }
}

/// Printed text around `range` in the blocks it begins and ends in, `context` characters on each side.
fn surroundings(text: &Text, range: ByteRange, context: usize) -> (String, String) {
    let printed = text.printed(range);
    let (Some(first), Some(last)) = (printed.first(), printed.last()) else { return Default::default() };
    let of = |block: usize| text.blocks()[block].text.as_str();
    let before = &of(first.0)[..first.1.start as usize];
    let after = &of(last.0)[last.1.end as usize..];
    let skipped = before.chars().count().saturating_sub(context);
    (before.chars().skip(skipped).collect(), after.chars().take(context).collect())
}

impl Trace {
    /// Counts by speaker, most first; what the narrator says is nobody's.
    pub fn speakers(&self) -> Vec<Tally> {
        tally::tally(self.attestations.iter().filter_map(|a| Some((a.key.clone()?, a.speaker.clone()?, a))))
    }

    /// Counts by outlet, most first.
    pub fn outlets(&self) -> Vec<Tally> {
        let outlets = self.attestations.iter().filter_map(|a| Some((a.outlet.clone()?, a)));
        tally::tally(outlets.map(|(outlet, a)| (outlet.clone(), outlet, a)))
    }

    /// Every month from the first attestation to the last, with the share of documents that have the phrase; `all` has
    /// the number of documents of each month.
    pub fn months(&self, all: &BTreeMap<(i16, i8), u32>) -> Vec<Month> {
        tally::months(&self.attestations, all)
    }

    /// Variants put together by their folded words, most first.
    pub fn variant_groups(&self) -> Vec<VariantGroup> {
        variant::groups(&self.variants)
    }

    /// Number of texts that have the phrase itself.
    pub fn documents(&self) -> usize {
        let mut numbers: Vec<u32> = self.attestations.iter().map(|a| a.number).collect();
        numbers.dedup();
        numbers.len()
    }

    /// Number of different bodies of text among these: reprints of one text are one.
    pub fn texts(&self) -> usize {
        self.attestations.iter().map(|a| a.witness.as_str()).collect::<BTreeSet<_>>().len()
    }
}

/// Documents of each month in a corpus, undated ones left out: the exposure that counts are a share of.
///
/// # Errors
/// What the corpus says.
pub fn exposure<C: Corpus>(corpus: &C) -> Result<BTreeMap<(i16, i8), u32>, C::Error> {
    let mut out = BTreeMap::new();
    for day in corpus.days()? {
        *out.entry((day.year(), day.month())).or_default() += 1;
    }
    Ok(out)
}

#[cfg(test)]
pub(crate) mod tests;
