//! The tables of what all texts of a corpus have in common.

use super::characters::Characters;
use super::grams::{Gram, Hashes};
use super::pair::{Hit, Seed};
use super::shelf::Shelf;
use super::table::{Met, Place, SHARES, Table, Verdict, share, spread};
use super::twice::Twice;
use super::work::{Stage, Watch, in_order, workers};
use super::{NEAR_SPREAD, Options};
use crate::corpus::Corpus;
use std::ops::ControlFlow;
use std::sync::Mutex;

/// Characters of a short gram, with which changed passages are found. Of sixty characters six of which are changed,
/// some eight in a row are untouched, wherever the changes are; names and set phrases are mostly shorter.
pub(super) const SHORT: usize = 8;

/// Places in one text from which a gram is looked at more closely, because pairs of places multiply.
const REPEATED: usize = 8;

/// Places in one text that are kept of a gram that was looked at more closely, and of a short one.
const KEPT: usize = 4;

/// Texts whose grams are held before they are put in order, in one round: more are read in several rounds, so that
/// memory holds.
const ROUND: usize = 16_384;

/// The lengths of grams by which runs of `least` characters are found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lengths {
    /// A gram and a window of them are `least` characters together.
    long: Gram,
    window: usize,
    /// A whole run.
    whole: Gram,
    short: Gram,
}

impl Lengths {
    /// For runs of `least` characters.
    pub fn new(least: usize) -> Self {
        let long = (least * 2 / 3).max(1);
        Self {
            long: Gram::new(long),
            window: least + 1 - long,
            whole: Gram::new(least),
            short: Gram::new(SHORT),
        }
    }
}

/// What all texts have in common.
#[derive(Debug)]
pub(super) struct Fingerprints {
    /// The lengths of the grams.
    pub lengths: Lengths,
    /// Long grams. One that stands in too many texts, or too often in one, has no places; `runs` has instead those of
    /// the runs that hold it.
    long: Table,
    runs: Table,
    short: Option<Table>,
}

/// What was met of each share.
type Shares = Vec<Vec<Met>>;

impl Fingerprints {
    /// Reads all texts on the shelf.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn new<C: Corpus>(
        shelf: &Shelf<'_, C>,
        options: &Options,
        watch: &dyn Watch,
    ) -> Result<Self, C::Error> {
        let lengths = Lengths::new(options.least);
        let texts = shelf.numbers.len();
        let rounds = texts.div_ceil(ROUND).clamp(1, SHARES);
        let passes = rounds + usize::from(options.near);
        let done = |pass: usize, text: usize| {
            watch.stage(Stage::Reading, pass * texts + text + 1, passes * texts);
        };
        let twice = options.near.then(|| Twice::new(texts));
        if let Some(twice) = &twice {
            workers(texts, options.threads, |next| {
                let mut hashes = Hashes::default();
                while let Some(text) = next() {
                    let characters = shelf.characters(text)?;
                    hashes.fill(&characters.chars);
                    for stretch in characters.stretches() {
                        hashes.each(lengths.short, stretch, |key, _| twice.note(key));
                    }
                    done(0, text);
                }
                Ok(())
            })?;
        }
        let (mut long, mut short) = (Vec::with_capacity(SHARES), Vec::new());
        let mut repeated: Vec<Met> = Vec::new();
        for round in 0..rounds {
            let wanted = SHARES * round / rounds..SHARES * (round + 1) / rounds;
            let (long_met, short_met): (Vec<Shares>, Vec<Shares>) =
                workers(texts, options.threads, |next| {
                    let mut hashes = Hashes::default();
                    let mut met = (vec![Vec::new(); SHARES], vec![Vec::new(); SHARES]);
                    while let Some(text) = next() {
                        let characters = shelf.characters(text)?;
                        hashes.fill(&characters.chars);
                        let place = |at: usize| Place { text: text as u32, at: at as u32 };
                        for stretch in characters.stretches() {
                            hashes.winnowed(lengths.long, lengths.window, stretch.clone(), |key, at| {
                                if wanted.contains(&share(key)) {
                                    met.0[share(key)].push((key, place(at)));
                                }
                            });
                            if let Some(twice) = &twice {
                                hashes.each(lengths.short, stretch, |key, at| {
                                    if wanted.contains(&share(key)) && twice.has(key) {
                                        met.1[share(key)].push((key, place(at)));
                                    }
                                });
                            }
                        }
                        done(passes - rounds + round, text);
                    }
                    Ok(met)
                })?
                .into_iter()
                .unzip();
            let judge = |group: &[Met]| match spread(group) {
                (0 | 1, _) => Verdict::Forget,
                (n, most) if n > options.spread || most > REPEATED => Verdict::Refine,
                _ => Verdict::Keep(REPEATED),
            };
            for (table, refined) in tables(long_met, wanted.clone(), options.threads, &judge) {
                long.push(table);
                repeated.extend(refined);
            }
            let judge = |group: &[Met]| match spread(group).0 {
                2..=NEAR_SPREAD => Verdict::Keep(KEPT),
                _ => Verdict::Forget,
            };
            short.extend(tables(short_met, wanted, options.threads, &judge).into_iter().map(|t| t.0));
        }
        Ok(Self {
            lengths,
            long: Table::joined(long),
            runs: runs(shelf, &lengths, &mut repeated, options)?,
            short: options.near.then(|| Table::joined(short)),
        })
    }

    /// The grams that the text with index `text` has in common with earlier ones, in order.
    pub fn hits(&self, text: usize, characters: &Characters, hashes: &mut Hashes) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        hashes.fill(&characters.chars);
        let mut push = |places: &[Place], at: usize, kind: Seed| {
            let earlier = places.iter().take_while(|p| (p.text as usize) < text);
            hits.extend(earlier.map(|p| Hit {
                other: p.text,
                diagonal: at as i64 - i64::from(p.at),
                at: at as u32,
                kind,
            }));
        };
        let mut refined = Vec::new();
        for stretch in characters.stretches() {
            hashes.winnowed(self.lengths.long, self.lengths.window, stretch.clone(), |key, at| {
                match self.long.find(key) {
                    Some([]) => refined.push(at),
                    Some(places) => push(places, at, Seed::Taken),
                    None => {}
                }
            });
            let mut starts: Vec<usize> =
                refined.drain(..).flat_map(|at| self.lengths.around(at, &stretch)).collect();
            starts.sort_unstable();
            starts.dedup();
            for at in starts {
                push(self.runs.find(hashes.key(self.lengths.whole, at)).unwrap_or_default(), at, Seed::Sure);
            }
            if let Some(short) = &self.short {
                let mut before: &[Place] = &[];
                hashes.each(self.lengths.short, stretch, |key, at| {
                    let places = short.find(key).unwrap_or_default();
                    let earlier = &places[..places.partition_point(|p| (p.text as usize) < text)];
                    beginning(before, earlier, |place| push(&[place], at, Seed::Sure));
                    before = earlier;
                });
            }
        }
        hits.sort_unstable();
        hits
    }
}

impl Lengths {
    /// Whether the long gram at `at` is taken of a text wherever the `run` of it stands: it is the least of some window
    /// inside the run.
    pub fn sound(&self, hashes: &Hashes, at: usize, run: &std::ops::Range<usize>) -> bool {
        let own = hashes.key(self.long, at);
        let grams = run.start..(run.end + 1).saturating_sub(self.long.length);
        let before = grams.start.max((at + 1).saturating_sub(self.window))..at;
        let after = at + 1..grams.end.min(at + self.window);
        let before = before.rev().take_while(|&g| hashes.key(self.long, g) >= own).count();
        let after = after.take_while(|&g| hashes.key(self.long, g) > own).count();
        before + 1 + after >= self.window
    }

    /// Where the runs in `stretch` begin that hold the long gram at `at`.
    fn around(&self, at: usize, stretch: &std::ops::Range<usize>) -> std::ops::RangeInclusive<usize> {
        let first = (at + 1).saturating_sub(self.window).max(stretch.start);
        // A run as long as the stretch exists, or no gram of it would have been taken.
        first..=at.min(stretch.end - self.whole.length)
    }
}

/// Gives those of `places` where a common run begins: in the other text too, the gram `before` does not stand one
/// character before. Both are in order.
fn beginning(before: &[Place], places: &[Place], mut each: impl FnMut(Place)) {
    let mut before = before.iter().map(|p| Place { at: p.at + 1, ..*p }).peekable();
    for &place in places {
        while before.next_if(|b| *b < place).is_some() {}
        if before.peek() != Some(&place) {
            each(place);
        }
    }
}

/// The tables of the shares `wanted` of what all workers met, with the places that are to be refined.
fn tables(
    mut met: Vec<Shares>,
    wanted: std::ops::Range<usize>,
    threads: usize,
    judge: &(dyn Fn(&[Met]) -> Verdict + Sync),
) -> Vec<(Table, Vec<Met>)> {
    let shares: Vec<Mutex<Vec<Vec<Met>>>> = wanted
        .clone()
        .map(|s| Mutex::new(met.iter_mut().map(|worker| std::mem::take(&mut worker[s])).collect()))
        .collect();
    drop(met);
    let mut out = Vec::with_capacity(shares.len());
    let made = in_order(
        shares.len(),
        threads,
        |(), at| {
            let taken =
                std::mem::take(&mut *shares[at].lock().unwrap_or_else(std::sync::PoisonError::into_inner));
            let mut all = taken.concat();
            drop(taken);
            all.sort_unstable();
            let mut refined = Vec::new();
            let table = Table::new(&all, judge, &mut |group| refined.extend_from_slice(group));
            Ok::<_, std::convert::Infallible>((table, refined))
        },
        &mut |made| {
            out.push(made);
            ControlFlow::Continue(())
        },
    );
    match made {
        Ok(()) => out,
        Err(never) => match never {},
    }
}

/// The whole runs round long grams that stand in too many places, without those that stand in too many texts.
fn runs<C: Corpus>(
    shelf: &Shelf<'_, C>,
    lengths: &Lengths,
    repeated: &mut [Met],
    options: &Options,
) -> Result<Table, C::Error> {
    repeated.sort_unstable_by_key(|m| m.1);
    let mut hashes = Hashes::default();
    let mut met: Vec<Met> = Vec::new();
    for places in repeated.chunk_by(|a, b| a.1.text == b.1.text) {
        let text = places[0].1.text;
        let characters = shelf.characters(text as usize)?;
        hashes.fill(&characters.chars);
        let mut next = 0;
        for (_, place) in places {
            let at = place.at as usize;
            for start in lengths.around(at, &characters.stretch(at)) {
                if start >= next {
                    met.push((hashes.key(lengths.whole, start), Place { text, at: start as u32 }));
                    next = start + 1;
                }
            }
        }
    }
    met.sort_unstable();
    let judge = |group: &[Met]| match spread(group).0 {
        n if n >= 2 && n <= options.spread => Verdict::Keep(KEPT),
        _ => Verdict::Forget,
    };
    Ok(Table::new(&met, judge, &mut |_| {}).indexed())
}
