//! The passages that one document shares with the rest of a corpus.

use super::characters::Characters;
use super::extension::Extension;
use super::fingerprints::SHORT;
use super::grams::{Gram, Hashes};
use super::pair::{Hit, Seed, passages};
use super::work::in_order;
use super::{Options, Shared, Witnesses};
use crate::corpus::Corpus;
use crate::text::{BLOCK_END, Letters, parts};
use rustc_hash::FxHashMap;
use std::ops::ControlFlow;

/// Characters of a unit at most; a passage of [`super::USUAL`] characters has three whole ones, wherever it begins.
const UNIT: usize = 7;

/// Units in a row of which a text must have [`NEEDED`] before it is read.
const IN_A_ROW: usize = 4;

/// See [`IN_A_ROW`]: one may be spoiled by a change.
const NEEDED: u32 = 3;

/// Candidates held before those that were met again are left out.
const HELD: usize = 1 << 20;

/// Places of one gram that are followed.
const PLACES: usize = 8;

/// The passages that document `number` shares with the texts of `corpus`, whether or not it is one of them, and which
/// of them have several documents. They come by the number of the other text and by place.
///
/// The index tells which texts have the rarest pairs of characters of several stretches in a row, and only those are
/// read; so this is quick, and because there is less to look at, it looks closer than [`super::Reuse::all`]: changed
/// passages are followed from short grams however many texts have them.
///
/// # Errors
/// What the corpus says.
pub fn of<C: Corpus>(
    corpus: &C,
    number: u32,
    options: Options,
) -> Result<(Vec<Shared>, Witnesses), C::Error> {
    let options = options.bounded();
    let letters = corpus.letters(number)?;
    let own = Characters::new(&letters);
    let own_body = corpus.head(number)?.witness.clone();
    let candidates = candidates(corpus, &letters, number, &options)?;
    let grams = Grams::new(&own, &options);

    let mut read: Vec<(u32, String)> = Vec::new();
    let mut found: Vec<Vec<Shared>> = Vec::new();
    let work = |memory: &mut (Hashes, Extension), at: usize| {
        let other = candidates[at];
        let body = corpus.head(other)?.witness.clone();
        if body == own_body && !options.witnesses {
            return Ok((other, body, Vec::new()));
        }
        let characters = Characters::new(&*corpus.letters(other)?);
        let hits = grams.hits(&characters, &mut memory.0, &options);
        let runs =
            passages(&own, &characters, &hits, options.least, options.near, &|_, _| true, &mut memory.1);
        let shared = runs.into_iter().map(|m| {
            let found = Shared::new((number, other), (&own, &characters), m);
            if number < other { found } else { Shared { a: found.b, b: found.a, ..found } }
        });
        Ok((other, body, shared.collect()))
    };
    in_order(candidates.len(), options.threads, work, &mut |(other, body, shared)| {
        read.push((other, body));
        found.push(shared);
        ControlFlow::Continue(())
    })?;

    let mut witnesses = Witnesses::default();
    let mut first: FxHashMap<&str, u32> = FxHashMap::default();
    if !options.witnesses {
        first.insert(&own_body, number);
        for (shared, (other, body)) in found.iter_mut().zip(&read) {
            let stands = *first.entry(body).or_insert(*other);
            if stands != *other {
                witnesses.0.entry(stands).or_default().push(*other);
                shared.clear();
            }
        }
    }
    let mut shared: Vec<Shared> = found.into_iter().flatten().collect();
    drop_boilerplate(&mut shared, number, &own, &options);
    let shares = |text: u32| text == number || shared.iter().any(|s| s.a.text == text || s.b.text == text);
    witnesses.0.retain(|&text, _| shares(text));
    Ok((shared, witnesses))
}

/// The texts that may share a passage with the one of `letters`, ascending.
fn candidates<C: Corpus>(
    corpus: &C,
    letters: &Letters,
    number: u32,
    options: &Options,
) -> Result<Vec<u32>, C::Error> {
    let unit = ((options.least + 1) / 4).min(UNIT);
    // Units are laid over what counts, but no pair is taken across the end of a block: the index has none.
    let mut chars: Vec<char> = Vec::new();
    for part in letters.parts.iter().filter(|p| !p.aside) {
        chars.extend(letters.folded.get(part.range.range()).unwrap_or_default().chars());
        chars.push(BLOCK_END);
    }
    let places: Vec<usize> = (0..chars.len()).filter(|&i| chars[i] != BLOCK_END).collect();
    let units: Vec<Unit> =
        places.chunks(unit).map(|unit| rarest(corpus, &chars, unit)).collect::<Result<_, _>>()?;
    // Of each text that has some unit: the last one, and a bit for it and each of those before it.
    let mut seen: FxHashMap<u32, (usize, u32)> = FxHashMap::default();
    let mut out = Vec::new();
    for (n, asked) in units.iter().enumerate() {
        // How many units a text must have of those up to this one, when the row ends so many units later. One without
        // a pair, nothing but sentence ends, cannot be asked for.
        let needed: Vec<(usize, u32)> = (0..IN_A_ROW)
            .map(|later| {
                let row = (n + later + 1).saturating_sub(IN_A_ROW)..(n + later + 1).min(units.len());
                let bare = units[row].iter().filter(|u| u.bare).count() as u32;
                (later, NEEDED.saturating_sub(bare))
            })
            .collect();
        for &(_, at) in &asked.pairs {
            corpus.places([chars[at], chars[at + 1]], &mut |text, _| {
                let (last, bits) = seen.entry(text).or_insert((n, 0));
                *bits = u32::try_from(n - *last).ok().and_then(|by| bits.checked_shl(by)).unwrap_or(0) | 1;
                *last = n;
                let has = |later: usize| (*bits & ((1 << (IN_A_ROW - later)) - 1)).count_ones();
                if text != number && needed.iter().any(|&(later, needed)| has(later) >= needed) {
                    out.push(text);
                }
            })?;
        }
        // Texts that are held twice are not let grow without bound.
        if out.len() > HELD {
            out.sort_unstable();
            out.dedup();
        }
    }
    out.sort_unstable();
    out.dedup();
    Ok(out)
}

/// A stretch of a document, and what is asked for of it.
struct Unit {
    /// In how many texts a pair stands, and where it begins.
    pairs: Vec<(u64, usize)>,
    /// Whether it holds no pair of its own, so that no text need have it.
    bare: bool,
}

/// The rarest pair of adjacent characters in `unit`, and the rarest apart from it: a text may have the end of a block in
/// the middle of one, hardly of both. Where sentence ends part all of them, the pair that reaches over its end.
fn rarest<C: Corpus>(corpus: &C, chars: &[char], unit: &[usize]) -> Result<Unit, C::Error> {
    let pairs_at = |all: &[usize]| -> Result<Vec<(u64, usize)>, C::Error> {
        let joined = |&&at: &&usize| !chars[at..at + 2].iter().any(|&c| parts(c));
        all.iter().filter(joined).map(|&at| Ok((corpus.spread([chars[at], chars[at + 1]])?, at))).collect()
    };
    let (inside, last) = unit.split_at(unit.len() - 1);
    let mut pairs = pairs_at(inside)?;
    let bare = pairs.is_empty();
    if bare {
        pairs = pairs_at(last)?;
    }
    pairs.sort_unstable();
    let first = pairs.first().copied();
    let apart = pairs.iter().find(|p| first.is_some_and(|f| p.1.abs_diff(f.1) > 1)).copied();
    Ok(Unit { pairs: first.into_iter().chain(apart).collect(), bare })
}

/// The grams of one text, by key.
struct Grams {
    whole: Gram,
    short: Gram,
    runs: FxHashMap<u64, Vec<u32>>,
    pieces: FxHashMap<u64, Vec<u32>>,
}

impl Grams {
    fn new(own: &Characters, options: &Options) -> Self {
        let mut hashes = Hashes::default();
        hashes.fill(&own.chars);
        let all = |gram: Gram| {
            let mut map: FxHashMap<u64, Vec<u32>> = FxHashMap::default();
            each_gram(own, &hashes, gram, |key, at| {
                let places = map.entry(key).or_default();
                if places.len() < PLACES {
                    places.push(at as u32);
                }
            });
            map
        };
        let (whole, short) = (Gram::new(options.least), Gram::new(SHORT));
        let pieces = if options.near { all(short) } else { FxHashMap::default() };
        Self { whole, short, runs: all(whole), pieces }
    }

    /// What it has in common with `other`, in order.
    fn hits(&self, other: &Characters, hashes: &mut Hashes, options: &Options) -> Vec<Hit> {
        hashes.fill(&other.chars);
        let mut hits = Vec::new();
        let mut look = |gram: Gram, in_own: &FxHashMap<u64, Vec<u32>>| {
            each_gram(other, hashes, gram, |key, at| {
                for &own in in_own.get(&key).into_iter().flatten() {
                    hits.push(Hit {
                        other: 0,
                        diagonal: at as i64 - i64::from(own),
                        at: at as u32,
                        kind: Seed::Sure,
                    });
                }
            });
        };
        look(self.whole, &self.runs);
        if options.near {
            look(self.short, &self.pieces);
        }
        hits.sort_unstable();
        hits
    }
}

fn each_gram(characters: &Characters, hashes: &Hashes, gram: Gram, mut each: impl FnMut(u64, usize)) {
    for stretch in characters.stretches() {
        hashes.each(gram, stretch, &mut each);
    }
}

/// Leaves out the passages whose every run of [`Options::least`] characters lies in passages with too many texts.
fn drop_boilerplate(shared: &mut Vec<Shared>, number: u32, own: &Characters, options: &Options) {
    if shared.len() <= options.spread {
        return;
    }
    let starts = own.starts();
    let side = |s: &Shared| if s.a.text == number { s.a } else { s.b };
    let runs = |s: &Shared| {
        let range = side(s).range;
        let at = |byte: u32| starts.partition_point(|&start| start < byte);
        let (first, end) = (at(range.start), at(range.end));
        first..(end + 1).saturating_sub(options.least).max(first + 1)
    };
    let mut texts = vec![0usize; starts.len() + 1];
    let mut last: Vec<u32> = vec![u32::MAX; starts.len() + 1];
    for s in shared.iter() {
        let other = if s.a.text == number { s.b.text } else { s.a.text };
        for at in runs(s) {
            if last[at] != other {
                last[at] = other;
                texts[at] += 1;
            }
        }
    }
    // The document itself is one of the texts that have the run.
    shared.retain(|s| runs(s).any(|at| texts[at] < options.spread));
}
