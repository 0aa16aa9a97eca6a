//! The verdict on a quotation: whether these words stand in the corpus, in whose mouth, and how.
//!
//! A verdict follows from places alone. First the places where the words themselves stand, punctuation and script
//! aside; then the places most like them; then the texts of which they could be put together. Each place is asked in
//! whose mouth the words stand there, and the place that speaks most for the quotation decides ([`Verdict`] has the
//! order). No model is asked, and the same corpus and the same question give the same verdict.

mod printed;
mod splice;
mod standing;
#[cfg(test)]
mod tests;

use crate::corpus::{Corpus, Head};
use crate::diff::{Piece, diff};
use crate::seek::{Bare, Near, each_within, nearest};
use crate::text::{Passage, Text};
use jiff::civil::Date;
use printed::Quote;
use serde::Serialize;
pub use standing::Context;
use standing::{Asked, Standing, standing};
use std::sync::Arc;
use tifa_record::Mode;
use tifa_text::ByteRange;

/// Normalised Indel similarity from which words are a variant of others. One character changed in five, one added in
/// three or as many left out as half of what stays give just 0.8; of quotations drawn from different documents the
/// nearest place reaches 0.6 at most once they have a dozen characters.
pub const VARIANT: f64 = 0.8;

/// Similarity from which a place is shown as near.
pub const SHOWN: f64 = 0.3;

/// Characters of the shortest quotation that may be a variant. Of four characters each has neighbours by chance.
pub const SHORTEST_VARIANT: usize = 5;

/// Places of the words themselves that are looked at when no speaker is asked for. Words that stand more often are a
/// set phrase or a line that recurs on every page; what they are shows in the first of them.
const COMMON: usize = 300;

/// Places near the quotation whose speaker is looked at. One statement may stand in many reports, and the speaker asked
/// for may be behind them.
const NEAR: usize = 16;

/// What a quotation is, from evidence alone. Listed by precedence, but for two rules: words that stand exactly in
/// another's mouth or in paraphrase weigh more than words like them, and a [`Variant`](Self::Variant) from the speaker
/// asked for more than the words themselves from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The printed characters stand so, as the speaker's own words; layout undone, punctuation around them aside.
    Verbatim,
    /// They do once script, width, wrap and punctuation are aside. So does a quotation that marks with …… what it leaves
    /// out, when its parts stand in this order in the words of one speaker.
    Folded,
    /// The words stand exactly, but inside a denial, as a question that the quotation does not show, or as what the
    /// speaker says that others said.
    OutOfContext,
    /// Words like them stand so ([`VARIANT`]).
    Variant,
    /// The words are reported, but nowhere inside quotation marks or in a turn of a transcript. Without a speaker asked
    /// for, the outlet's own words count as reported too.
    IndirectOnly,
    /// Pieces of one text that stand apart there are run together.
    Spliced,
    /// The words stand, but not as words of the speaker asked for: another says them, or nobody does. When days are
    /// asked for, another's words may be without a date.
    OtherSpeaker,
    /// Nothing of the kind stands in this corpus, or not in the days asked for.
    Absent,
}

impl Verdict {
    /// All, in order.
    pub const ALL: [Self; 8] = [
        Self::Verbatim,
        Self::Folded,
        Self::OutOfContext,
        Self::Variant,
        Self::IndirectOnly,
        Self::Spliced,
        Self::OtherSpeaker,
        Self::Absent,
    ];

    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Folded => "folded",
            Self::OutOfContext => "out-of-context",
            Self::Variant => "variant",
            Self::IndirectOnly => "indirect-only",
            Self::Spliced => "spliced",
            Self::OtherSpeaker => "other-speaker",
            Self::Absent => "absent",
        }
    }

    /// In a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Verbatim => "the words stand as printed",
            Self::Folded => "the words stand in other script, wrap or punctuation",
            Self::OutOfContext => "the words stand inside a denial, a question or another's speech",
            Self::Variant => "nearly these words stand",
            Self::IndirectOnly => "the words are reported, nowhere as direct speech",
            Self::Spliced => "pieces that stand apart are run together",
            Self::OtherSpeaker => "the words stand, but not as this speaker's",
            Self::Absent => "nothing of the kind stands in this archive",
        }
    }

    /// Whether the words are the speaker's, characters aside that the fold makes equal.
    pub fn holds(self) -> bool {
        matches!(self, Self::Verbatim | Self::Folded)
    }
}

/// What is asked of a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Question<'a> {
    /// The words, with or without quotation marks.
    pub quote: &'a str,
    /// Who is said to have said them: any name.
    pub speaker: Option<&'a str>,
    /// First day on which they may have been said.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Passages to show at most.
    pub shown: usize,
}

/// A passage that a verdict rests on, or that is nearest.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// Where it stands.
    #[serde(flatten)]
    pub passage: Passage,
    /// Who speaks there, as printed.
    pub speaker: Option<String>,
    /// Day of the saying where the text tells it, else of publication.
    pub date: Option<Date>,
    /// How the statement reports its words.
    pub mode: Option<Mode>,
    /// How these words stand.
    pub context: Context,
    /// The occasion as named.
    pub occasion: Option<String>,
    /// Outlet of the document.
    pub outlet: Option<String>,
    /// Normalised Indel similarity with the quotation, or with the part of it.
    pub similarity: f64,
    /// The part of the quotation that stands here, when it is put together of several.
    pub part: Option<String>,
}

/// A quotation with its verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verified {
    /// The quotation as given.
    pub quote: String,
    /// The speaker asked for.
    pub speaker: Option<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// From the first passage (`a`) to the quotation (`b`); empty for `verbatim`, `spliced` and `absent`.
    pub diff: Vec<Piece>,
    /// The passages: those that the verdict rests on first.
    pub evidence: Vec<Evidence>,
    /// How many of them the verdict rests on; the others are merely near.
    pub grounds: usize,
}

/// Why there is no verdict.
#[derive(Debug)]
pub enum Error<E> {
    /// Nothing is left of the quotation without punctuation, white space and invisible characters.
    Blank,
    /// A single character.
    Short,
    /// The corpus failed.
    Corpus(E),
}

impl<E: std::fmt::Display> std::fmt::Display for Error<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Blank => f.write_str("it has no letter, digit or Chinese character"),
            Self::Short => f.write_str("a single character is no quotation"),
            Self::Corpus(e) => e.fmt(f),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {}

/// A place with what it says for the quotation; smaller is more.
#[derive(Debug, Clone)]
struct Place {
    verdict: Verdict,
    /// Among places of one verdict.
    order: u8,
    near: Near,
    evidence: Evidence,
}

impl Place {
    /// What decides first; ties by similarity, then by text and place.
    fn rank(&self) -> (u8, std::cmp::Reverse<u64>, u32, u32) {
        let similarity = std::cmp::Reverse(self.near.similarity.to_bits());
        (self.order, similarity, self.near.text, self.near.range.start)
    }
}

/// The verdict on a quotation.
///
/// # Errors
/// When the quotation is empty but for punctuation, or a single character; and what the corpus says.
pub fn verify<C: Corpus>(corpus: &C, question: &Question<'_>) -> Result<Verified, Error<C::Error>> {
    let quote = Quote::new(question.quote);
    match quote.letters.characters.len() {
        0 => return Err(Error::Blank),
        1 => return Err(Error::Short),
        _ => {}
    }
    let mut judge = Judge::new(corpus, question, &quote);
    judge.verdict().map_err(Error::Corpus)
}

/// A question being answered.
struct Judge<'q, C: Corpus> {
    corpus: &'q C,
    question: &'q Question<'q>,
    quote: &'q Quote<'q>,
    asked: Asked<'q>,
    /// The last text read.
    last: Option<(u32, Arc<Head>, Arc<Text>)>,
}

impl<'q, C: Corpus> Judge<'q, C> {
    fn new(corpus: &'q C, question: &'q Question<'q>, quote: &'q Quote<'q>) -> Self {
        let asked = Asked {
            speaker: question.speaker,
            from: question.from,
            to: question.to,
            question: quote.folded.ends_with('?'),
        };
        Self { corpus, question, quote, asked, last: None }
    }

    fn verdict(&mut self) -> Result<Verified, C::Error> {
        let mut places = self.exact()?;
        let held = |places: &[Place]| places.first().is_some_and(|p| p.verdict.holds());
        if held(&places) {
            return Ok(self.verified(places));
        }
        let near = nearest(self.corpus, &self.quote.folded, NEAR, SHOWN)?;
        for near in near {
            // What is merely near is shown and decides nothing; a variant of the speaker's is not outdone by another.
            let decided = places.iter().any(|p| p.order <= VARIED);
            if places.len() >= self.question.shown && (decided || near.similarity < VARIANT) {
                break;
            }
            if places.iter().any(|p| p.near.text == near.text && p.near.range.overlaps(near.range)) {
                continue;
            }
            places.extend(self.place(near, false)?);
        }
        places.sort_by_key(Place::rank);
        // What only shares words: as many as are shown.
        let first = places.first().map_or(Verdict::Absent, |p| p.verdict);
        if !matches!(first, Verdict::OutOfContext | Verdict::Variant) || self.quote.has_gaps() {
            let spliced = self.spliced()?;
            let order = spliced.as_ref().map_or(u8::MAX, |s| s.order);
            if let Some(spliced) = spliced.filter(|_| places.first().is_none_or(|p| order < p.order)) {
                return Ok(self.of_pieces(spliced, places));
            }
        }
        Ok(self.verified(places))
    }

    /// Places where the words themselves stand, the best first. Reading stops when enough speak for the quotation.
    fn exact(&mut self) -> Result<Vec<Place>, C::Error> {
        let (corpus, folded) = (self.corpus, &self.quote.folded);
        let mut places: Vec<Place> = Vec::new();
        let mut failed = None;
        let (mut verbatim, mut read) = (0, 0);
        each_within(corpus, folded, 0, &mut |near| match self.place(near, true) {
            Ok(place) => {
                verbatim += usize::from(place.as_ref().is_some_and(|p| p.verdict == Verdict::Verbatim));
                places.extend(place);
                if places.len() >= 4 * KEPT {
                    places.sort_by_key(Place::rank);
                    places.truncate(KEPT);
                }
                read += 1;
                let common = self.asked.speaker.is_none() && read >= COMMON;
                verbatim < self.question.shown.max(1) && !common
            }
            Err(error) => {
                failed = Some(error);
                false
            }
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        places.sort_by_key(Place::rank);
        Ok(places)
    }

    /// Reads text `number`, unless it was the last one read.
    fn read(&mut self, number: u32) -> Result<(&Head, &Text), C::Error> {
        if self.last.as_ref().is_none_or(|l| l.0 != number) {
            self.last = Some((number, self.corpus.head(number)?, self.corpus.text(number)?));
        }
        let (_, head, text) = self.last.as_ref().expect("it was just read");
        Ok((head, text))
    }

    /// What a place says for the quotation; `None` for one that cannot be cited.
    fn place(&mut self, mut near: Near, exact: bool) -> Result<Option<Place>, C::Error> {
        let corpus = self.corpus;
        self.read(near.text)?;
        let (_, head, text) = self.last.as_ref().expect("it was just read");
        let like = self.quote.letters.characters.len() >= SHORTEST_VARIANT && near.similarity >= VARIANT;
        if !exact {
            near.range = printed::whole_words(text, near.range, self.quote);
        }
        let stands = standing(corpus, text, head, near.range, &self.asked);
        let Some(evidence) = evidence(text, head, near.range, near.similarity, &stands, None) else {
            return Ok(None);
        };
        let verbatim = exact && self.quote.is_printed(&evidence.passage.text);
        let (verdict, order) = judged(&stands, self.asked.speaker.is_some(), exact, like, verbatim);
        Ok(Some(Place { verdict, order, near, evidence }))
    }

    fn verified(&self, places: Vec<Place>) -> Verified {
        let verdict = places.first().map_or(Verdict::Absent, |p| p.verdict);
        let order = places.first().map_or(u8::MAX, |p| p.order);
        // Verbatim and folded places speak for one another.
        let ground = |p: &Place| {
            verdict != Verdict::Absent && (p.order == order || verdict.holds() && p.verdict.holds())
        };
        let shown = self.question.shown;
        let grounds = places.iter().filter(|p| ground(p)).take(shown).count();
        let diff = match (verdict, places.first()) {
            (Verdict::Verbatim | Verdict::Absent, _) | (_, None) => Vec::new(),
            (_, Some(p)) => self.quote.differences(&p.evidence.passage.text),
        };
        let evidence = places.into_iter().take(shown).map(|p| p.evidence).collect();
        self.answer(verdict, diff, evidence, grounds)
    }

    fn answer(
        &self,
        verdict: Verdict,
        diff: Vec<Piece>,
        evidence: Vec<Evidence>,
        grounds: usize,
    ) -> Verified {
        Verified {
            quote: self.question.quote.to_owned(),
            speaker: self.question.speaker.map(str::to_owned),
            verdict,
            diff,
            evidence,
            grounds,
        }
    }
}

/// The order of a variant in the speaker's own words.
const VARIED: u8 = 3;

/// Exact places kept while reading; more are not shown.
const KEPT: usize = 64;

/// The verdict that a place alone would give, and its order among all places.
fn judged(stands: &Standing, asked: bool, exact: bool, like: bool, verbatim: bool) -> (Verdict, u8) {
    use Context::*;
    // What has no date is nobody's words of these days for certain, but may well be another's.
    let dated = stands.in_days == Some(true);
    if stands.in_days == Some(false) || !dated && (stands.own || !asked) || !(exact || like) {
        return (Verdict::Absent, 20);
    }
    let context = match stands.context {
        // Without a speaker asked for, it is enough that somebody is quoted.
        Unattributed if !asked => Direct,
        context => context,
    };
    match (stands.own, exact, context) {
        (true, true, Direct) if verbatim => (Verdict::Verbatim, 0),
        (true, true, Direct) => (Verdict::Folded, 1),
        (true, true, Denied | Asked | Nested) => (Verdict::OutOfContext, 2),
        (true, false, Direct) => (Verdict::Variant, VARIED),
        (true, true, Indirect) => (Verdict::IndirectOnly, 4),
        (true, true, Narrated | Several | Unattributed) if !asked => (Verdict::IndirectOnly, 5),
        (_, true, Direct) => (Verdict::OtherSpeaker, 7),
        (_, true, _) => (Verdict::OtherSpeaker, 8),
        (true, false, Denied | Asked | Nested) => (Verdict::OutOfContext, 9),
        (true, false, Indirect) => (Verdict::IndirectOnly, 10),
        (true, false, _) if !asked => (Verdict::IndirectOnly, 11),
        (_, false, _) => (Verdict::OtherSpeaker, 12),
    }
}

/// The orders of a splice of the speaker's direct words, and of any other.
const SPLICED: (u8, u8) = (6, 13);

/// A passage as evidence; `None` when nothing was printed there.
fn evidence(
    text: &Text,
    head: &Head,
    range: ByteRange,
    similarity: f64,
    stands: &Standing,
    part: Option<String>,
) -> Option<Evidence> {
    let voice = stands.voice.map(|v| &text.voices[v]);
    Some(Evidence {
        passage: text.cite(head, range)?,
        speaker: stands.speaker.clone(),
        date: voice.and_then(|v| v.said).map(|s| s.0).or(head.day),
        mode: voice.map(|v| v.mode),
        context: stands.context,
        occasion: voice.and_then(|v| v.occasion.clone()),
        outlet: head.outlet.clone(),
        similarity,
        part,
    })
}
