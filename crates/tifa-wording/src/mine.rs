//! Formulations that nobody listed: what recurs and holds together like a phrase.
//!
//! ```text
//! texts ─stream─▶ runs of symbols ─repeats─▶ maximal repeats ─measure─▶ candidates, ranked
//!       ─look─▶ names and days left out, printed forms ─cluster─▶ formulations with their variants
//! ```
//!
//! No list of words decides. A repeat counts when it is closed on both sides: no one character nearly always stands
//! before or after it (`mine/repeats.rs`, `mine/measure.rs`), and it does not begin or end with a word that belongs to the
//! sentence around it (`tables/edges.tsv`). Candidates are ranked by spread, cohesion and freedom, as `mine/measure.rs`
//! defines them, or, where one side is set against another, by log-likelihood (`mine/contrast.rs`). What consists of
//! names, titles, days and figures is left out, as the document itself names them.
//!
//! Time and memory are linear in the text, about 25 bytes a character; looking at the best candidates reads each text
//! at most once more. The result does not depend on the number of threads.

mod cluster;
mod contrast;
mod look;
mod measure;
mod repeats;
mod stream;
#[cfg(test)]
mod tests;
mod work;

use crate::corpus::Corpus;
use crate::text::Passage;
use cluster::{Cluster, clusters};
pub use contrast::{Contrast, Direction, LEAST, LEAST_ALONE, Share};
use jiff::civil::Date;
use look::{Seen, look};
use measure::{Candidate, Measure, score};
use repeats::Suffixes;
use serde::Serialize;
use stream::Stream;
use work::each;

/// Places of a repeat whose measuring is one piece of work.
const MEASURED_TOGETHER: usize = 2048;

/// Candidates whose cohesion is measured, the best by what they could reach at most, and how many are one piece of work.
const COHESIVE: usize = 60_000;
const COHESIVE_TOGETHER: usize = 256;

/// Candidates that are looked at for each formulation wanted, and the least and most of them.
const LOOKED_AT: usize = 6;
const LOOKED_AT_LEAST: usize = 600;
const LOOKED_AT_MOST: usize = 12_000;

/// Cohesion below which words stand together by chance, whatever their number.
const COHERENT: f64 = 0.15;

/// Share of its places that are a whole sentence or line, open a paragraph or stand in a heading, from which on a
/// candidate is a byline, the name of a series or other furniture of a page.
const APART: f64 = 0.5;

/// What is mined.
#[derive(Debug)]
pub struct Side<'c, C> {
    corpus: &'c C,
    voices: bool,
    except: Option<&'c C>,
}

impl<C> Clone for Side<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C> Copy for Side<'_, C> {}

impl<'c, C: Corpus> Side<'c, C> {
    /// The documents' own prose: all but boilerplate and captions.
    pub fn prose(corpus: &'c C) -> Self {
        Self { corpus, voices: false, except: None }
    }

    /// The content of the statements that count ([`Voice::counts`](crate::Voice::counts)).
    pub fn voices(corpus: &'c C) -> Self {
        Self { corpus, voices: true, except: None }
    }

    /// What is in `all` and not in `self`: the other documents, or everybody else's statements.
    pub fn rest(self, all: &'c C) -> Self {
        Self { corpus: all, voices: self.voices, except: Some(self.corpus) }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Characters of the shortest formulation, once folded.
    pub shortest: u32,
    /// Characters of the longest.
    pub longest: u32,
    /// Texts in which it must stand; on one side at least when two are set against each other.
    pub documents: u32,
    /// Formulations wanted.
    pub limit: usize,
    /// Threads.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { shortest: 4, longest: 40, documents: 2, limit: 100, threads: 1 }
    }
}

/// What two sides are set against each other for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// What one of them says more.
    Key,
    /// What only one of them says.
    Change,
}

/// What is being done, for a person who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Texts are read.
    Reading,
    /// Repeats are found.
    Repeats,
    /// Repeats are measured.
    Measuring,
    /// The best candidates are looked at in their texts.
    Looking,
}

/// Hears how far a stage is, and of how many steps. Called on any thread.
pub type Tell<'a> = dyn Fn(Stage, usize, usize) + Sync + 'a;

/// Why nothing could be mined.
#[derive(Debug)]
pub enum Error<E> {
    /// What the corpus says.
    Corpus(E),
    /// There is more text than can be mined at once: 2³¹ characters.
    TooLong,
    /// The suffixes could not be sorted: there is no memory for it.
    Memory,
}

impl<E: std::fmt::Display> std::fmt::Display for Error<E> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Corpus(error) => error.fmt(f),
            Self::TooLong => {
                f.write_str("there is more text than can be mined at once (2,147,483,647 characters)")
            }
            Self::Memory => f.write_str("there is not enough memory to sort the text"),
        }
    }
}

impl<E: std::error::Error + 'static> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Corpus(error) => Some(error),
            Self::TooLong | Self::Memory => None,
        }
    }
}

/// A variant of a formulation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Member {
    /// Its most frequent printed form.
    pub text: String,
    /// Places.
    pub count: u32,
    /// Texts.
    pub documents: u32,
}

/// A formulation. Witnesses of one text count once.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Formulation {
    /// Its most frequent printed form.
    pub text: String,
    /// Folded, by which it was found.
    pub folded: String,
    /// Its variants: contained in it, containing it, or a character or two apart. Their places are not in the counts.
    pub members: Vec<Member>,
    /// Places.
    pub count: u32,
    /// Texts that have it.
    pub documents: u32,
    /// Days on which they were published.
    pub days: u32,
    /// Day of its first attestation in what was mined; `None` when that text has no date.
    pub first: Option<Date>,
    /// Day of the last.
    pub last: Option<Date>,
    /// How much it is a phrase: spread, cohesion and freedom in one figure. It ranks what is mined of one side.
    pub score: f64,
    /// Least normalised pointwise mutual information over its cuts in two.
    pub cohesion: f64,
    /// Entropy of the characters before it, in bits.
    pub left: f64,
    /// Entropy of the characters after it, in bits.
    pub right: f64,
    /// Its first place.
    pub place: Passage,
    /// How the two sides differ, when there are two.
    #[serde(flatten)]
    pub contrast: Option<Contrast>,
}

/// How much there is of a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Texts, witnesses of one as one.
    pub texts: usize,
    /// Their folded characters that were mined.
    pub characters: u64,
}

/// What was mined, and what was found in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mined {
    /// The formulations, the best first.
    pub formulations: Vec<Formulation>,
    /// The side asked for, and the one it is set against; that is empty when there is none.
    pub sizes: [Size; 2],
}

/// The formulations of `side`.
///
/// # Errors
/// What the corpus says, and when the text is too much.
pub fn mine<C: Corpus>(
    side: Side<'_, C>,
    options: &Options,
    tell: &Tell<'_>,
) -> Result<Mined, Error<C::Error>> {
    formulations(&[side], None, options, tell)
}

/// The formulations that `here` says more than `there`, or less, or that only one of them says.
///
/// # Errors
/// As [`mine`].
pub fn contrast<C: Corpus>(
    here: Side<'_, C>,
    there: Side<'_, C>,
    want: Want,
    options: &Options,
    tell: &Tell<'_>,
) -> Result<Mined, Error<C::Error>> {
    formulations(&[here, there], Some(want), options, tell)
}

fn formulations<C: Corpus>(
    sides: &[Side<'_, C>],
    want: Option<Want>,
    options: &Options,
    tell: &Tell<'_>,
) -> Result<Mined, Error<C::Error>> {
    let stream = Stream::read(sides, options.threads, tell)?;
    let sizes = stream.sizes;
    tell(Stage::Repeats, 0, 1);
    let suffixes = Suffixes::new(&stream.symbols, stream.alphabet_len()).map_err(|_| Error::Memory)?;
    let mut candidates = candidates(&stream, &suffixes, want, options, tell);
    candidates.truncate((options.limit.saturating_mul(LOOKED_AT)).clamp(LOOKED_AT_LEAST, LOOKED_AT_MOST));
    let seen = look(sides, &stream, &suffixes, &candidates, options.threads, tell)?;
    let all = candidates.into_iter().zip(seen);
    let good: Vec<(Candidate, Seen)> =
        all.filter(|(_, seen)| !seen.left_out && seen.place.is_some()).collect();
    let formulation = |cluster: &Cluster| {
        let (head, seen) = &good[cluster.head];
        let member = |&i: &usize| Member {
            text: good[i].1.printed.clone(),
            count: good[i].0.counts.iter().sum(),
            documents: good[i].0.documents.iter().sum(),
        };
        let day = |source: u32| stream.sources[source as usize].head.day;
        Some(Formulation {
            text: seen.printed.clone(),
            folded: head.text.clone(),
            members: cluster.members.iter().map(member).collect(),
            count: head.counts.iter().sum(),
            documents: head.documents.iter().sum(),
            days: head.days,
            first: day(head.first.1),
            last: head.last.and_then(|(_, source)| day(source)),
            score: rounded(head.score),
            cohesion: rounded(head.cohesion),
            left: rounded(head.freedom[0]),
            right: rounded(head.freedom[1]),
            place: seen.place.clone()?,
            contrast: want.map(|_| contrast_of(head, sizes)),
        })
    };
    let formulations = clusters(&good, options.limit).iter().filter_map(formulation).collect();
    Ok(Mined { formulations, sizes })
}

/// The repeats that may be formulations, with their scores.
fn candidates(
    stream: &Stream,
    suffixes: &Suffixes,
    want: Option<Want>,
    options: &Options,
    tell: &Tell<'_>,
) -> Vec<Candidate> {
    let repeats = suffixes.repeats(options.shortest.max(2), options.longest, options.documents.max(2));
    let pieces: Vec<_> = repeats.chunks(MEASURED_TOGETHER).collect();
    let told = |n: usize| tell(Stage::Measuring, n, pieces.len());
    let mut found: Vec<Candidate> = each(options.threads, pieces.len(), &told, |i| {
        let mut measure = Measure::new(stream, suffixes);
        let piece = pieces[i].iter().filter_map(|&r| measure.candidate(r, options.documents));
        piece.filter(|c| c.apart < APART).collect::<Vec<_>>()
    })
    .into_iter()
    .flatten()
    .collect();
    let rank_of = |c: &Candidate| match want {
        None => c.score,
        Some(_) => contrast_of(c, stream.sizes).log_likelihood,
    };
    if let Some(want) = want {
        found.retain(|c| is_key(&contrast_of(c, stream.sizes), want));
    }
    // What cohesion can give is 1 at most, so the best by that bound hold the best.
    for candidate in &mut found {
        candidate.score = score(candidate, 1.0);
        candidate.rank = rank_of(candidate);
    }
    rank(&mut found);
    found.truncate(COHESIVE);
    let pieces: Vec<_> = found.chunks(COHESIVE_TOGETHER).collect();
    let cohesions = each(options.threads, pieces.len(), &|_| {}, |i| {
        let mut measure = Measure::new(stream, suffixes);
        let cohesion = |c| if measure.cuts_a_word(c) { 0.0 } else { measure.cohesion(c) };
        pieces[i].iter().map(cohesion).collect::<Vec<f64>>()
    });
    for (candidate, cohesion) in found.iter_mut().zip(cohesions.into_iter().flatten()) {
        candidate.cohesion = cohesion;
        candidate.score = score(candidate, cohesion);
        candidate.rank = rank_of(candidate);
    }
    found.retain(|c| c.cohesion >= COHERENT);
    rank(&mut found);
    found
}

fn is_key(contrast: &Contrast, want: Want) -> bool {
    let one = contrast.here.count == 0 || contrast.there.count == 0;
    match want {
        Want::Key => contrast.log_likelihood >= LEAST,
        Want::Change => one && contrast.log_likelihood >= LEAST_ALONE,
    }
}

/// To four decimals, which are the same on every machine.
fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn rank(candidates: &mut [Candidate]) {
    let better = |a: &Candidate, b: &Candidate| {
        b.rank.total_cmp(&a.rank).then(b.score.total_cmp(&a.score)).then_with(|| a.text.cmp(&b.text))
    };
    candidates.sort_by(better);
}

fn contrast_of(candidate: &Candidate, sizes: [Size; 2]) -> Contrast {
    let share = |side: usize| Share {
        count: candidate.counts[side],
        uses: candidate.uses[side],
        documents: candidate.documents[side],
        of_documents: sizes[side].texts,
        of_characters: sizes[side].characters,
    };
    Contrast::new(share(0), share(1))
}
