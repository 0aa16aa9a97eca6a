//! How much a repeat is a phrase: where it stands, what stands beside it, how it holds together.
//!
//! *Freedom* on a side is the entropy of the characters beside it, in bits (branching entropy: Jin & Tanaka-Ishii,
//! Unsupervised Segmentation of Chinese Text by Use of Branching Entropy, COLING/ACL 2006): a fragment is always gone
//! on with in the same way. *Cohesion* is the least normalised pointwise mutual information over all cuts in two (Bouma,
//! Normalized (Pointwise) Mutual Information in Collocation Extraction, GSCL 2009): words that merely met fall apart at
//! one of them. *Spread* is the geometric mean of uses, texts and days, so that neither one long text nor one report that
//! everybody reprinted on one day outweighs what is said again and again.

use crate::edges::is_cut;
use crate::mine::repeats::{Repeat, Suffixes};
use crate::mine::stream::{END, Owner, Stream};

/// Share of its places in which the same character stands before or after a repeat, from which on it is a fragment of
/// the longer one.
const BOUND: f64 = 0.7;

/// Share of its places in which a Latin letter or digit at an edge goes on outside, from which on a word or number is
/// cut.
const CUT_WORD: f64 = 0.25;

/// Share of its places in which the character at an edge belongs to the one outside, from which on a word is cut.
const CUT: f64 = 0.5;

/// Places that a pair of characters must have elsewhere to be a bond of its own.
const ELSEWHERE: u32 = 3;

/// One in so many places: a character that stands beside a repeat less often is not asked about.
const RARE: u32 = 25;

/// A repeat that may be a formulation.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Where it stands.
    pub repeat: Repeat,
    /// Its characters, folded.
    pub text: String,
    /// Places on each side.
    pub counts: [u32; 2],
    /// Texts on each side.
    pub documents: [u32; 2],
    /// Places on each side in runs that did not stand there before.
    pub uses: [u32; 2],
    /// Days.
    pub days: u32,
    /// Its first place: order of the source, source and symbol.
    pub first: (u32, u32, u32),
    /// Order of the last source with a date, and that source.
    pub last: Option<(u32, u32)>,
    /// Freedom on the left and the right, in bits.
    pub freedom: [f64; 2],
    /// Share of its places that are a whole run, open a paragraph or stand in a heading.
    pub apart: f64,
    /// Cohesion; 0 until it is measured.
    pub cohesion: f64,
    /// How much it is a phrase.
    pub score: f64,
    /// By which it is ranked.
    pub rank: f64,
}

/// Counts without clearing: a slot is good for one round.
#[derive(Debug)]
struct Marks {
    round: u32,
    marks: Vec<u32>,
}

impl Marks {
    fn new(slots: usize) -> Self {
        Self { round: 0, marks: vec![0; slots] }
    }

    /// Whether this is the first time in the round.
    fn first(&mut self, slot: usize) -> bool {
        std::mem::replace(&mut self.marks[slot], self.round) != self.round
    }
}

/// Measures repeats, one after the other, with the working memory for it.
pub struct Measure<'s> {
    stream: &'s Stream,
    suffixes: &'s Suffixes,
    sources: Marks,
    days: Marks,
    beside: Vec<u32>,
    touched: Vec<u16>,
}

impl<'s> Measure<'s> {
    /// For the repeats of `stream`.
    pub fn new(stream: &'s Stream, suffixes: &'s Suffixes) -> Self {
        Self {
            stream,
            suffixes,
            sources: Marks::new(stream.sources.len()),
            days: Marks::new(stream.days),
            beside: vec![0; stream.alphabet_len()],
            touched: Vec::new(),
        }
    }

    /// Measures `repeat`; `None` when it is a fragment, or stands in fewer than `documents` texts of either side.
    pub fn candidate(&mut self, repeat: Repeat, documents: u32) -> Option<Candidate> {
        let (stream, suffixes) = (self.stream, self.suffixes);
        let length = repeat.length as usize;
        let places = suffixes.places(repeat);
        let at = places.clone().next()?;
        let before = places.clone().map(|at| stream.before(at));
        let after = places.clone().map(|at| stream.symbols[at + length]);
        let characters = stream.characters(at, length);
        let left = self.freedom(before, word(characters[0]))?;
        let right = self.freedom(after, word(characters[length - 1]))?;
        let text: String = characters.iter().collect();
        if is_cut(&text) || !is_chinese(&characters) {
            return None;
        }
        self.sources.round += 1;
        self.days.round += 1;
        let (mut counts, mut found, mut uses) = ([0; 2], [0; 2], [0; 2]);
        let (mut days, mut apart) = (0, 0u32);
        let (mut first, mut last) = ((u32::MAX, 0, 0), None);
        for at in places {
            let Owner { source, heading, opens, copy } = stream.owner(at);
            let of = &stream.sources[source];
            let side = of.side;
            counts[side] += 1;
            found[side] += u32::from(self.sources.first(source));
            days += u32::from(self.days.first(of.day as usize));
            uses[side] += u32::from(!copy);
            let open = opens && stream.before(at) == END;
            apart += u32::from(heading || open || stream.is_run(at, length));
            first = first.min((of.order, source as u32, at as u32));
            last = last.max(of.head.day.map(|_| (of.order, source as u32)));
        }
        let count = f64::from(repeat.last - repeat.first);
        let candidate = Candidate {
            repeat,
            text,
            counts,
            documents: found,
            uses,
            days,
            first,
            last,
            freedom: [left, right],
            apart: f64::from(apart) / count,
            cohesion: 0.0,
            score: 0.0,
            rank: 0.0,
        };
        let again = uses[0].max(uses[1]) >= 2;
        (again && found[0].max(found[1]) >= documents).then_some(candidate)
    }

    /// Counts the symbols beside a repeat but for the ends of runs, and says how many all are.
    fn tally(&mut self, beside: impl Iterator<Item = u16>) -> u32 {
        let mut total = 0;
        for symbol in beside {
            total += 1;
            if symbol == END {
                continue;
            }
            let count = &mut self.beside[usize::from(symbol)];
            if *count == 0 {
                self.touched.push(symbol);
            }
            *count += 1;
        }
        total
    }

    /// The entropy of the symbols beside a repeat, in bits; the end of a run is another one each time. `None` when one
    /// symbol has more than the share a free phrase leaves it, or when a `word` of letters or digits is cut.
    fn freedom(&mut self, beside: impl Iterator<Item = u16>, word: bool) -> Option<f64> {
        let total = self.tally(beside);
        let mut on = 0;
        let (mut sum, mut most) = (0.0, 0);
        // In the order of symbols, so that rounding does not depend on the order of places.
        self.touched.sort_unstable();
        for symbol in self.touched.drain(..) {
            let count = std::mem::take(&mut self.beside[usize::from(symbol)]);
            most = most.max(count);
            sum += f64::from(count) * f64::from(count).log2();
            if word && self.stream.is_word(symbol) {
                on += count;
            }
        }
        let n = f64::from(total);
        let free = f64::from(most) <= n * BOUND;
        let whole = f64::from(on) <= n * CUT_WORD;
        (free && whole).then(|| n.log2() - sum / n)
    }

    /// Whether a character at an edge of `candidate` is, in at least [`CUT`] of its places, bound more tightly to the one
    /// outside than to the one inside, by normalised pointwise mutual information: then a word is cut there (修|訂).
    pub fn cuts_a_word(&mut self, candidate: &Candidate) -> bool {
        let (stream, suffixes, repeat) = (self.stream, self.suffixes, candidate.repeat);
        let length = repeat.length as usize;
        let Some(at) = suffixes.places(repeat).next() else { return false };
        let symbols = &stream.symbols[at..at + length];
        let (head, tail) = ([symbols[0], symbols[1]], [symbols[length - 2], symbols[length - 1]]);
        let after = suffixes.places(repeat).map(|at| stream.symbols[at + length]);
        let before = suffixes.places(repeat).map(|at| stream.before(at));
        self.outweighs(after, tail, |next| [tail[1], next])
            || self.outweighs(before, head, |previous| [previous, head[0]])
    }

    fn outweighs(
        &mut self,
        beside: impl Iterator<Item = u16>,
        inside: [u16; 2],
        pair: impl Fn(u16) -> [u16; 2],
    ) -> bool {
        let total = self.tally(beside);
        let inside = self.binding(inside, 0).max(0.0);
        let mut cut = 0;
        let touched = std::mem::take(&mut self.touched);
        for &symbol in &touched {
            let count = std::mem::take(&mut self.beside[usize::from(symbol)]);
            // What stands beside it once in a while cannot make up half of its places.
            if count * RARE >= total && self.binding(pair(symbol), count) > inside {
                cut += count;
            }
        }
        self.touched = touched;
        self.touched.clear();
        f64::from(cut) >= f64::from(total) * CUT
    }

    /// The normalised pointwise mutual information of two adjacent symbols, discounted where it rests on few places
    /// (Pantel & Lin, Discovering Word Senses from Text, KDD 2002). A pair that hardly stands anywhere but at the `here`
    /// places that are asked about says nothing of them: it binds not at all.
    fn binding(&self, pair: [u16; 2], here: u32) -> f64 {
        let count = |part: &[u16]| self.suffixes.count(&self.stream.symbols, part) as f64;
        let (total, both) = (self.stream.symbols.len() as f64, count(&pair));
        if both < f64::from(here + ELSEWHERE) {
            return -1.0;
        }
        let (a, b) = (count(&pair[..1]), count(&pair[1..]));
        let discount = both / (both + 1.0) * a.min(b) / (a.min(b) + 1.0);
        (both * total / (a * b)).ln() / -(both / total).ln() * discount
    }

    /// The least normalised pointwise mutual information over the cuts of `candidate` in two, from -1 to 1.
    pub fn cohesion(&self, candidate: &Candidate) -> f64 {
        let Repeat { first, last, length } = candidate.repeat;
        let at = self.suffixes.places(candidate.repeat).next().unwrap_or(0);
        let symbols = &self.stream.symbols[at..at + length as usize];
        let total = self.stream.symbols.len() as f64;
        let share = |part: &[u16]| self.suffixes.count(&self.stream.symbols, part) as f64 / total;
        let whole = f64::from(last - first) / total;
        let cut = |i: usize| {
            let (a, b) = symbols.split_at(i);
            (whole / (share(a) * share(b))).ln() / -whole.ln()
        };
        (1..symbols.len()).map(cut).fold(1.0, f64::min)
    }
}

/// The score of a candidate whose cohesion is `cohesion`: the logarithm of its spread, times cohesion, times the
/// logarithm of its lesser freedom. All three must be there; none makes up for another.
pub fn score(candidate: &Candidate, cohesion: f64) -> f64 {
    let documents = f64::from(candidate.documents[0] + candidate.documents[1]);
    let uses = f64::from(candidate.uses[0] + candidate.uses[1]);
    let spread = (uses * documents * f64::from(candidate.days)).cbrt();
    let freedom = candidate.freedom[0].min(candidate.freedom[1]);
    (1.0 + spread).log2() * cohesion.max(0.0) * (1.0 + freedom).log2()
}

/// A letter or digit that is written together with its neighbours.
fn word(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Whether at least half of the characters are ideographs, and no sign stands at an edge.
fn is_chinese(characters: &[char]) -> bool {
    let edges = [characters[0], characters[characters.len() - 1]];
    let ideographs =
        characters.iter().filter(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'));
    edges.iter().all(|c| c.is_alphanumeric()) && 2 * ideographs.count() >= characters.len()
}
