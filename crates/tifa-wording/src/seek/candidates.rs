//! Where a phrase could be, by its pairs of characters alone.

use super::bare::Bare;
use crate::corpus::Corpus;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::ops::Range;

/// Pairs that are always looked up, however common: the rarest. With a few characters changed most of them stay.
const LEAD: usize = 8;

/// Texts in which further pairs may stand, summed. They only add votes where a rarer pair stands, so they cost time and
/// lose nothing when left out.
const BUDGET: u64 = 6_000;

/// Pairs that vote at most: as many as a word has bits.
const VOTERS: usize = 64;

/// Stretches of a phrase that send one pair each when it is put together of pieces.
const STRETCHES: usize = 12;

/// Pairs of a long phrase whose rarity is asked.
const ASKED: usize = 512;

/// Texts and bands of diagonals that have votes.
#[derive(Debug)]
pub struct Candidates {
    /// Characters of the phrase.
    len: usize,
    /// Pairs that voted, and pairs that stand nowhere.
    voters: usize,
    absent: usize,
    /// Diagonals in a band.
    width: i64,
    /// By text and band; each band begins where the last one's middle was.
    bands: Vec<Candidate>,
}

/// A band of diagonals of one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Number of the text.
    pub text: u32,
    /// The band.
    pub band: i64,
    /// Different pairs of the phrase that stand on its diagonals.
    pub votes: usize,
}

/// A pair of the phrase: characters, offset, in how many texts.
type Pair = ([char; 2], usize, u64);

impl Candidates {
    /// Candidates for whatever is like the phrase.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn of_rare_pairs<C: Corpus>(corpus: &C, phrase: &Bare) -> Result<Self, C::Error> {
        let len = phrase.characters.len();
        let mut pairs = pairs(corpus, phrase)?;
        pairs.sort_by_key(|p| (p.2, p.1));
        let absent = pairs.iter().take_while(|p| p.2 == 0).count();
        let mut ballot = Ballot::new(len * 3 / 5 + 8);
        let mut spent = 0;
        for (i, pair) in pairs[absent..].iter().take(VOTERS).enumerate() {
            spent += pair.2;
            if i >= LEAD && spent > BUDGET {
                break;
            }
            ballot.vote(corpus, pair, i < LEAD)?;
        }
        Ok(ballot.count(len, absent, 1))
    }

    /// Candidates for the phrase with at most `edits` edits, and the edits for which they are complete; `None` when the
    /// phrase has no pair.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn within<C: Corpus>(
        corpus: &C,
        phrase: &Bare,
        edits: usize,
    ) -> Result<Option<(Self, usize)>, C::Error> {
        let len = phrase.characters.len();
        let mut pairs = pairs(corpus, phrase)?;
        let most = disjoint(&pairs);
        if most == 0 {
            return Ok(None);
        }
        // One of these pairs is untouched by any `edits` edits, and by one sentence end that the phrase has not.
        let edits = edits.min(most - 1).min(VOTERS / 2);
        let lead = rarest_disjoint(&pairs, (edits + 2).min(most));
        // Between two characters of the phrase a text may have as many barriers as half of it has characters.
        let mut ballot = Ballot::new(2 * edits + len / 2 + 4);
        for &i in &lead {
            ballot.vote(corpus, &pairs[i], true)?;
        }
        let mut voters = lead.len();
        let mut at = 0..;
        pairs.retain(|_| at.next().is_some_and(|i: usize| !lead.contains(&i)));
        pairs.sort_by_key(|p| (p.2, p.1));
        let mut spent = 0;
        for pair in pairs {
            spent += pair.2;
            if voters == VOTERS || spent > BUDGET {
                break;
            }
            voters += 1;
            ballot.vote(corpus, &pair, false)?;
        }
        // An edit touches two pairs at most, a sentence end one.
        let least = voters.saturating_sub(2 * edits + 1).max(1);
        Ok(Some((ballot.count(len, 0, least), edits)))
    }

    /// The greatest similarity a window with this many votes can have: a character of the phrase that the window lacks
    /// takes two pairs away, and a character it has more takes one. An end of a sentence or a block takes one pair and
    /// makes nothing less like.
    pub fn bound(&self, votes: usize) -> f64 {
        let missing = (self.voters + self.absent).saturating_sub(votes + 1) as f64;
        let len = self.len as f64;
        ((2.0 * len - missing) / (2.0 * len - missing / 2.0)).max(0.0)
    }

    /// The most voted first; of equals the first text, the first band.
    pub fn by_votes(&self) -> Vec<Candidate> {
        let mut bands = self.bands.clone();
        bands.sort_by_key(|c| (Reverse(c.votes), c.text, c.band));
        bands
    }

    /// Texts, ascending, with their bands, ascending.
    pub fn by_text(&self) -> impl Iterator<Item = (u32, Vec<i64>)> + '_ {
        self.bands
            .chunk_by(|a, b| a.text == b.text)
            .map(|run| (run[0].text, run.iter().map(|c| c.band).collect()))
    }

    /// The diagonals of a band: positions in the text where the phrase would begin.
    pub fn diagonals(&self, band: i64) -> Range<i64> {
        band * self.width..(band + 2) * self.width
    }
}

/// The texts that may hold pieces of the phrase: those in which at least half of the pairs stand that are asked for, of
/// each stretch of the phrase the rarest; those with most of them first, of equals the first text.
///
/// # Errors
/// What the corpus says.
pub fn texts_of_pieces<C: Corpus>(corpus: &C, phrase: &Bare) -> Result<Vec<u32>, C::Error> {
    let pairs = pairs(corpus, phrase)?;
    let mut votes: FxHashMap<u32, usize> = FxHashMap::default();
    let stretches = pairs.chunks(pairs.len().div_ceil(STRETCHES).max(1));
    let half = stretches.len().div_ceil(2);
    for stretch in stretches {
        if let Some(pair) = stretch.iter().filter(|p| p.2 > 0).min_by_key(|p| p.2) {
            corpus.places(pair.0, &mut |text, _| *votes.entry(text).or_default() += 1)?;
        }
    }
    let mut texts: Vec<(Reverse<usize>, u32)> =
        votes.into_iter().filter(|v| v.1 >= half).map(|(text, n)| (Reverse(n), text)).collect();
    texts.sort_unstable();
    Ok(texts.into_iter().map(|t| t.1).collect())
}

/// The votes being cast.
struct Ballot {
    width: i64,
    voters: usize,
    texts: FxHashSet<u32>,
    /// Packed, so that sorting them is cheap: there may be a hundred thousand.
    votes: Vec<Vote>,
}

/// Text, band and voter in one word: 32, 26 and 6 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Vote(u64);

/// Bits of a voter.
const VOTER: u32 = VOTERS.ilog2();

/// Added to a band, which may begin before the text does, so that it is none below zero.
const BEFORE: i64 = 1 << 16;

impl Vote {
    /// A band beyond 26 bits, which no text of 4 GiB has, is the last one.
    fn new(text: u32, band: i64, voter: u32) -> Self {
        let band = (band + BEFORE).clamp(0, (1 << 26) - 1) as u64;
        Self(u64::from(text) << 32 | band << VOTER | u64::from(voter))
    }

    fn text(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn band(self) -> i64 {
        (self.0 as u32 >> VOTER) as i64 - BEFORE
    }
}

impl Ballot {
    fn new(width: usize) -> Self {
        Self { width: width as i64, voters: 0, texts: FxHashSet::default(), votes: Vec::new() }
    }

    /// Lets a pair vote; a pair that does not lead votes only in texts that have a vote.
    fn vote<C: Corpus>(&mut self, corpus: &C, pair: &Pair, leads: bool) -> Result<(), C::Error> {
        let voter = self.voters as u32;
        self.voters += 1;
        corpus.places(pair.0, &mut |text, positions| {
            if leads {
                self.texts.insert(text);
            } else if !self.texts.contains(&text) {
                return;
            }
            let mut last = None;
            for &position in positions {
                let band = (i64::from(position) - pair.1 as i64).div_euclid(self.width);
                if last != Some(band) {
                    self.votes.push(Vote::new(text, band, voter));
                    self.votes.push(Vote::new(text, band - 1, voter));
                }
                last = Some(band);
            }
        })
    }

    /// The bands with at least `least` votes.
    fn count(mut self, len: usize, absent: usize, least: usize) -> Candidates {
        self.votes.sort_unstable();
        self.votes.dedup();
        let mut bands = Vec::new();
        for run in self.votes.chunk_by(|a, b| a.0 >> VOTER == b.0 >> VOTER) {
            if run.len() >= least {
                bands.push(Candidate { text: run[0].text(), band: run[0].band(), votes: run.len() });
            }
        }
        Candidates { len, voters: self.voters, absent, width: self.width, bands }
    }
}

/// The pairs of a phrase, in order: all of them, or as many as [`ASKED`] at even distances.
fn pairs<C: Corpus>(corpus: &C, phrase: &Bare) -> Result<Vec<Pair>, C::Error> {
    let joined: Vec<usize> = (1..phrase.characters.len()).filter(|&i| phrase.joined(i)).collect();
    let step = joined.len().div_ceil(ASKED).max(1);
    let mut spreads: FxHashMap<[char; 2], u64> = FxHashMap::default();
    let mut out = Vec::with_capacity(joined.len().min(ASKED));
    for i in joined.into_iter().step_by(step) {
        let pair = [phrase.characters[i - 1], phrase.characters[i]];
        let spread = match spreads.get(&pair) {
            Some(&spread) => spread,
            None => *spreads.entry(pair).or_insert(corpus.spread(pair)?),
        };
        out.push((pair, i - 1, spread));
    }
    Ok(out)
}

/// How many of the pairs share no character.
fn disjoint(pairs: &[Pair]) -> usize {
    let mut free = 0;
    pairs
        .iter()
        .filter(|p| {
            p.1 >= free && {
                free = p.1 + 2;
                true
            }
        })
        .count()
}

/// Indices of `count` pairs that share no character and stand in the fewest texts together. There are as many.
fn rarest_disjoint(pairs: &[Pair], count: usize) -> Vec<usize> {
    // least[n][i]: the smallest sum of n pairs among the first i.
    let mut least = vec![vec![u64::MAX; pairs.len() + 1]; count + 1];
    least[0].fill(0);
    let before = |i: usize| if i > 0 && pairs[i - 1].1 + 1 == pairs[i].1 { i - 1 } else { i };
    for n in 1..=count {
        for i in 0..pairs.len() {
            let with = least[n - 1][before(i)].saturating_add(pairs[i].2);
            least[n][i + 1] = least[n][i].min(with);
        }
    }
    let (mut out, mut i, mut n) = (Vec::new(), pairs.len(), count);
    while n > 0 && i > 0 {
        if least[n][i] == least[n][i - 1] {
            i -= 1;
        } else {
            out.push(i - 1);
            i = before(i - 1);
            n -= 1;
        }
    }
    out.reverse();
    out
}
