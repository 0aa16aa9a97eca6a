//! Passages that texts share, exact and changed, across scripts and layouts.
//!
//! *Exact* passages are runs of folded characters that two texts have in common. Sampled fingerprints with a guarantee
//! find every one of at least [`Options::least`] characters (`grams.rs`); a run that stands in more than
//! [`Options::spread`] texts is boilerplate. *Near* passages are found from short grams that stand in few texts, and
//! are followed in both directions over changed characters (`extension.rs`). Runs cross the ends of sentences and of
//! blocks, since a copy may be set otherwise.
//!
//! All pairs are found in two passes over the texts: the first gathers the grams that stand in more than one text, the
//! second takes each text in turn and compares it with those before it. What is held is the grams in common, a bounded
//! share of the texts, and nothing of what was found.
//!
//! Documents of one body ([`Head::witness`]) are one text, whose earliest document stands for it.

mod chains;
mod characters;
mod clusters;
mod evidence;
mod extension;
mod fingerprints;
mod grams;
mod one;
mod pair;
mod sets;
mod shelf;
mod table;
#[cfg(test)]
mod tests;
mod twice;
mod work;

pub use chains::{Chain, Link, chains};
pub use clusters::{Carrier, Cluster, clusters};
pub use evidence::{Evidence, Kind, Side, Told};
pub use one::of;
pub use work::{Stage, Watch};

use crate::corpus::{Corpus, Head};
use extension::Extension;
use fingerprints::Fingerprints;
use grams::Hashes;
use pair::{Match, passages};
use rustc_hash::FxHashMap;
use shelf::Shelf;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use tifa_text::ByteRange;

/// The fewest characters that [`Options::least`] may ask for: shorter runs are words and set phrases, which a
/// concordance shows better.
pub const LEAST: usize = 12;

/// Characters of a passage when not said otherwise: two sentences hardly agree in so many by chance.
pub const USUAL: usize = 30;

/// Texts beyond which a run is boilerplate when not said otherwise.
pub const SPREAD: usize = 200;

/// Texts beyond which a short gram tells nothing: a name, an office, a date line. A changed passage is found by the
/// grams in it that are rarer.
const NEAR_SPREAD: usize = 60;

/// What to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Characters of a passage at least, in the longer of both; [`LEAST`] or more.
    pub least: usize,
    /// Whether passages may differ in some characters.
    pub near: bool,
    /// Whether documents of one body are compared as if they were several texts.
    pub witnesses: bool,
    /// Texts beyond which a run is boilerplate.
    pub spread: usize,
    /// Threads that work.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { least: USUAL, near: true, witnesses: false, spread: SPREAD, threads: 1 }
    }
}

impl Options {
    /// With `least` in bounds.
    fn bounded(mut self) -> Self {
        self.least = self.least.max(LEAST);
        self
    }
}

/// A place of a shared passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// Number of the text.
    pub text: u32,
    /// Bytes of [`crate::Letters::folded`]. Blocks that are aside may stand inside.
    pub range: ByteRange,
}

/// A passage that two texts share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shared {
    /// Where it stands in the text with the smaller number, which is not the later one.
    pub a: Run,
    /// Where it stands in the other.
    pub b: Run,
    /// Characters of it, folded; of the longer of the two.
    pub characters: u32,
    /// Characters that are the same in both.
    pub identical: u32,
    /// Characters replaced, added or dropped between the two.
    pub edits: u32,
}

impl Shared {
    /// Whether no character differs.
    pub fn is_exact(&self) -> bool {
        self.edits == 0
    }

    /// One less the edits for each character: 1 for an exact passage, never below 0.8.
    pub fn similarity(&self) -> f64 {
        1.0 - f64::from(self.edits) / f64::from(self.characters.max(1))
    }

    fn new(
        numbers: (u32, u32),
        characters: (&characters::Characters, &characters::Characters),
        m: Match,
    ) -> Self {
        let longer = m.a.len().max(m.b.len());
        Self {
            characters: longer as u32,
            identical: m.reach.identical() as u32,
            edits: m.reach.edits as u32,
            a: Run { text: numbers.0, range: characters.0.bytes(m.a) },
            b: Run { text: numbers.1, range: characters.1.bytes(m.b) },
        }
    }
}

/// Which texts have several documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Witnesses(BTreeMap<u32, Vec<u32>>);

impl Witnesses {
    /// The other documents that are text `number`, ascending.
    pub fn of(&self, number: u32) -> &[u32] {
        self.0.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Takes in what is known of other texts.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// How many documents are left out because they are a text that another document stands for.
    pub fn left_out(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}

/// The texts of a corpus, to be compared all with all.
pub struct Reuse<'c, C: Corpus> {
    shelf: Shelf<'c, C>,
    witnesses: Witnesses,
    options: Options,
}

/// Working memory of a thread.
#[derive(Default)]
struct Memory {
    hashes: Hashes,
    extension: Extension,
}

impl<'c, C: Corpus> Reuse<'c, C> {
    /// Makes the texts of `corpus` ready: tells which documents are one text.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn new(corpus: &'c C, options: Options) -> Result<Self, C::Error> {
        let options = options.bounded();
        let numbers = corpus.numbers();
        let mut bodies: Vec<String> = Vec::with_capacity(numbers.len());
        if !options.witnesses {
            work::in_order(
                numbers.len(),
                options.threads,
                |(), at| corpus.head(numbers[at]).map(|head: Arc<Head>| head.witness.clone()),
                &mut |witness| {
                    bodies.push(witness);
                    ControlFlow::Continue(())
                },
            )?;
        }
        let mut first: FxHashMap<&str, u32> = FxHashMap::default();
        let (mut texts, mut witnesses) = (Vec::new(), Witnesses::default());
        for (at, &number) in numbers.iter().enumerate() {
            match bodies.get(at).map(|body| *first.entry(body).or_insert(number)) {
                Some(stands) if stands != number => witnesses.0.entry(stands).or_default().push(number),
                _ => texts.push(number),
            }
        }
        Ok(Self { shelf: Shelf::new(corpus, texts), witnesses, options })
    }

    /// The numbers of the texts that are compared, ascending.
    pub fn texts(&self) -> &[u32] {
        &self.shelf.numbers
    }

    /// Which texts have several documents.
    pub fn witnesses(&self) -> &Witnesses {
        &self.witnesses
    }

    /// Finds the passages of all pairs. Those of one text with the texts before it come together: the threads hand them
    /// to `show`, and what it makes of them is given to `each`, by the number of the later text, until it breaks. Within
    /// a text they come by the number of the earlier and by place.
    ///
    /// # Errors
    /// What the corpus and `show` say.
    pub fn all<T: Send>(
        &self,
        watch: &dyn Watch,
        show: &(dyn Fn(Vec<Shared>) -> Result<T, C::Error> + Sync),
        each: &mut dyn FnMut(T) -> ControlFlow<()>,
    ) -> Result<(), C::Error> {
        let prints = Fingerprints::new(&self.shelf, &self.options, watch)?;
        let texts = self.shelf.numbers.len();
        let work = |memory: &mut Memory, text: usize| {
            let found = show(self.before(&prints, text, memory)?)?;
            watch.stage(Stage::Comparing, text + 1, texts);
            Ok(found)
        };
        work::in_order(texts, self.options.threads, work, each)
    }

    /// The passages that the text with index `text` shares with those before it.
    fn before(
        &self,
        prints: &Fingerprints,
        text: usize,
        memory: &mut Memory,
    ) -> Result<Vec<Shared>, C::Error> {
        let own = self.shelf.characters(text)?;
        let hits = prints.hits(text, &own, &mut memory.hashes);
        let mut out = Vec::new();
        for hits in hits.chunk_by(|x, y| x.other == y.other) {
            let index = hits[0].other as usize;
            let other = self.shelf.characters(index)?;
            let (least, near) = (self.options.least, self.options.near);
            let sound = |at: usize, run: &_| prints.lengths.sound(&memory.hashes, at, run);
            let found = passages(&other, &own, hits, least, near, &sound, &mut memory.extension);
            let numbers = (self.shelf.numbers[index], self.shelf.numbers[text]);
            out.extend(found.into_iter().map(|m| Shared::new(numbers, (&other, &own), m)));
        }
        Ok(out)
    }
}

impl<C: Corpus> std::fmt::Debug for Reuse<'_, C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reuse").field("texts", &self.shelf.numbers.len()).finish_non_exhaustive()
    }
}
