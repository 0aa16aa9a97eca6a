//! Passages of all pairs against a plain pass of hashed grams over the same text, and against all pairs that have a
//! gram in common.

use super::Options;
use super::part::Part;
use super::programs::peak_memory;
use super::report::{Report, milliseconds};
use super::stages::median;
use crate::random::Random;
use crate::{Result, place};
use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::hint::black_box;
use std::ops::{ControlFlow, Range};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tifa_archive::{Archive, Filter, Texts};
use tifa_wording::reuse::{self, Reuse, SPREAD, Shared, USUAL};
use tifa_wording::{Corpus, Letters};

/// Shares of the texts on which growth is shown.
const SHARES: [usize; 4] = [8, 4, 2, 1];

/// Passages of real texts that are changed and looked for.
const CHANGED: usize = 1000;

/// Documents for which passages are looked for alone.
const ALONE: usize = 100;

/// Pairs of texts.
type Pairs = BTreeSet<(u32, u32)>;

/// Measures all of it.
pub fn run(path: &Path, threads: usize, options: &Options, report: &mut Report) -> Result<()> {
    let archive = Archive::open(path)?;
    let texts = archive.texts(&Filter::default())?;
    let wanted = |near: bool| reuse::Options { near, threads, ..reuse::Options::default() };
    let distinct = Reuse::new(&texts, wanted(false))?.texts().to_vec();
    let prose: Vec<Vec<char>> =
        distinct.iter().map(|&n| Ok(prose(&*texts.letters(n)?))).collect::<Result<_>>()?;
    let characters: usize = prose.iter().map(Vec::len).sum();

    let (mut floors, mut exacts, mut nears) = (Vec::new(), Vec::new(), Vec::new());
    let (mut exact, mut near) = (Vec::new(), Vec::new());
    for _ in 0..options.runs {
        floors.push(timed(|| black_box(floor(&prose))).0);
        let (time, found) = timed(|| all(&texts, wanted(false)));
        exacts.push(time);
        exact = found?;
        let (time, found) = timed(|| all(&texts, wanted(true)));
        nears.push(time);
        near = found?;
    }
    let (expected, found) = (oracle(&distinct, &prose), pairs(&exact));
    let both = expected.intersection(&found).count();
    let share = |n: usize, of: usize| format!("{:.4}", n as f64 / of.max(1) as f64);
    let ratio = median(&exacts).as_secs_f64() / median(&floors).as_secs_f64().max(1e-9);
    report.row(
        &format!("passages of all pairs, exact: {} texts, {threads} threads", distinct.len()),
        format!("{:.2} s, {} passages in {} pairs", median(&exacts).as_secs_f64(), exact.len(), found.len()),
        format!(
            "hashed 30-grams of {:.1} million characters, 1 thread: {:.2} s",
            characters as f64 / 1e6,
            median(&floors).as_secs_f64()
        ),
        format!("{ratio:.2} ×"),
        "≤ 3 ×",
        Some(ratio <= 3.0),
    );
    report.row(
        "pairs with a common run of 30 characters that stands in 200 texts at most",
        format!("recall {}, precision {}", share(both, expected.len()), share(both, found.len())),
        format!("every 30-gram inverted: {} pairs", expected.len()),
        "—".into(),
        "recall 1",
        Some(both == expected.len()),
    );
    let time = median(&nears);
    let with_near = pairs(&near);
    report.row(
        &format!("passages of all pairs, near ones too, {threads} threads"),
        format!("{:.2} s, {} passages in {} pairs", time.as_secs_f64(), near.len(), with_near.len()),
        format!("exact alone: {:.2} s", median(&exacts).as_secs_f64()),
        format!("{:.1} ×", time.as_secs_f64() / median(&exacts).as_secs_f64().max(1e-9)),
        "< 20 s",
        Some(time < Duration::from_secs(20) && with_near.is_superset(&expected)),
    );
    let (found, cases) = changed(&texts, &distinct, &prose, threads, options.seed)?;
    report.row(
        "passages of 60 to 300 characters with a tenth of them changed, put into other texts",
        format!("{found} of {cases} found"),
        "—".into(),
        share(found, cases),
        "≥ 0.95",
        Some(found * 100 >= cases * 95),
    );
    grow(&texts, &distinct, threads, report)?;
    alone(&texts, &distinct, wanted(true), report)?;
    peak_memory(
        "reuse",
        Command::new(place::program("release"))
            .arg("--archive")
            .arg(path)
            .args(["reuse", "--format", "jsonl"]),
        "passim on Spark, the same texts: 10–12 GiB, 801–1,128 s, 96 % of the pairs",
        report,
    )
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let made = work();
    (start.elapsed(), made)
}

/// The characters of a text that count, found again by the rule as it is documented.
fn prose(letters: &Letters) -> Vec<char> {
    let last = letters.parts.len().saturating_sub(1);
    let counts = letters.parts.iter().enumerate().filter(|(i, p)| !(p.aside || *i == last && p.heading));
    counts.flat_map(|(_, p)| letters.folded[p.range.range()].chars()).collect()
}

/// A hasher of what is a hash.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&b| self.0 = self.0 << 8 | u64::from(b));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// Gives the hash of each run of [`USUAL`] characters.
fn grams(chars: &[char], mut each: impl FnMut(u64)) {
    const BASE: u64 = 0x5851_F42D_4C95_7F2D;
    let out = (0..USUAL).fold(1u64, |p, _| p.wrapping_mul(BASE));
    let mut hash = 0u64;
    for (i, &c) in chars.iter().enumerate() {
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)) + 1);
        if let Some(old) = i.checked_sub(USUAL) {
            hash = hash.wrapping_sub(out.wrapping_mul(u64::from(u32::from(chars[old])) + 1));
        }
        if i + 1 >= USUAL {
            each((hash ^ hash >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(31));
        }
    }
}

/// The floor: every gram into one table, and how many were there from another text.
fn floor(prose: &[Vec<char>]) -> usize {
    let mut first: HashMap<u64, u32, BuildHasherDefault<Same>> = HashMap::default();
    let mut shared = 0;
    for (text, chars) in (0u32..).zip(prose) {
        grams(chars, |key| shared += usize::from(*first.entry(key).or_insert(text) != text));
    }
    shared
}

/// Every pair of texts with a gram in common that stands in [`SPREAD`] texts at most.
fn oracle(numbers: &[u32], prose: &[Vec<char>]) -> Pairs {
    let mut all: Vec<(u64, u32)> = Vec::new();
    for (&number, chars) in numbers.iter().zip(prose) {
        grams(chars, |key| all.push((key, number)));
    }
    all.sort_unstable();
    all.dedup();
    let mut pairs = Pairs::new();
    for texts in all.chunk_by(|a, b| a.0 == b.0).filter(|texts| texts.len() <= SPREAD) {
        for (i, a) in texts.iter().enumerate() {
            pairs.extend(texts[i + 1..].iter().map(|b| (a.1, b.1)));
        }
    }
    pairs
}

fn all<C: Corpus>(corpus: &C, options: reuse::Options) -> std::result::Result<Vec<Shared>, C::Error> {
    let mut out = Vec::new();
    let mut each = |found: Vec<Shared>| {
        out.extend(found);
        ControlFlow::Continue(())
    };
    Reuse::new(corpus, options)?.all(&(), &Ok, &mut each)?;
    Ok(out)
}

fn pairs(shared: &[Shared]) -> Pairs {
    shared.iter().map(|s| (s.a.text, s.b.text)).collect()
}

/// Changes passages of texts and puts them into others that come after; how many are found, of how many.
fn changed(
    texts: &Texts<'_>,
    numbers: &[u32],
    prose: &[Vec<char>],
    threads: usize,
    seed: u64,
) -> Result<(usize, usize)> {
    let mut random = Random::new(seed);
    let mut part = Part::every(1, numbers, texts);
    let mut cases: Vec<(u32, u32, Range<usize>)> = Vec::new();
    let half = numbers.len() / 2;
    for _ in 0..20 * CHANGED {
        if cases.len() == CHANGED || half == 0 {
            break;
        }
        let (from, to) = (random.below(half), half + random.below(numbers.len() - half));
        let length = 60 + random.below(241);
        let letters = texts.letters(numbers[to])?;
        let Some(block) = letters.parts.iter().find(|p| !p.aside && !p.heading && p.range.range().len() > 90)
        else {
            continue;
        };
        if prose[from].len() < length || part.letters.contains_key(&numbers[to]) {
            continue;
        }
        let at = random.below(prose[from].len() - length + 1);
        let mut passage = prose[from][at..at + length].to_vec();
        for _ in 0..length / 10 {
            let new = *random.pick(&prose[to]);
            let place = random.below(passage.len());
            match random.below(3) {
                0 => passage[place] = new,
                1 => passage.insert(place, new),
                _ => drop(passage.remove(place)),
            }
        }
        let passage: String = passage.into_iter().collect();
        let start = block.range.start as usize;
        let mut longer = Letters::clone(&letters);
        longer.folded.insert_str(start, &passage);
        let by = u32::try_from(passage.len())?;
        for p in &mut longer.parts {
            p.range.end += if p.range.start as usize >= start { by } else { 0 };
            p.range.start += if p.range.start as usize > start { by } else { 0 };
        }
        cases.push((numbers[from], numbers[to], start..start + passage.len()));
        part.letters.insert(numbers[to], Arc::new(longer));
    }
    let found = all(&part, reuse::Options { threads, ..reuse::Options::default() })?;
    let is_found = |(from, to, place): &&(u32, u32, Range<usize>)| {
        found.iter().filter(|s| s.a.text == *from && s.b.text == *to).any(|s| {
            let both = place
                .end
                .min(s.b.range.end as usize)
                .saturating_sub(place.start.max(s.b.range.start as usize));
            both * 2 >= place.len()
        })
    };
    Ok((cases.iter().filter(is_found).count(), cases.len()))
}

/// Time on the first texts by day, as an archive grows. What there is to find grows faster than the text: of twice as
/// many texts there are four times as many pairs. So the time is shown for each passage too.
fn grow(texts: &Texts<'_>, numbers: &[u32], threads: usize, report: &mut Report) -> Result<()> {
    let (mut times, mut passages, mut characters) = (Vec::new(), Vec::new(), Vec::new());
    for share in SHARES {
        let numbers = &numbers[..numbers.len() / share];
        let letters =
            numbers.iter().map(|&n| texts.letters(n)).collect::<std::result::Result<Vec<_>, _>>()?;
        characters.push(letters.iter().map(|l| prose(l).len()).sum::<usize>());
        let part = Part::every(1, numbers, texts);
        let (mut runs, mut found) = (Vec::new(), 0);
        for _ in 0..3 {
            let (time, all) = timed(|| all(&part, reuse::Options { threads, ..reuse::Options::default() }));
            found = all?.len();
            runs.push(time);
        }
        times.push(median(&runs));
        passages.push(found);
    }
    let shown: Vec<String> = times
        .iter()
        .zip(&passages)
        .map(|(t, n)| format!("{:.2} s and {n} passages", t.as_secs_f64()))
        .collect();
    let growth = times[3].as_secs_f64() / times[0].as_secs_f64().max(1e-9);
    let per = |of: &[usize]| growth * of[0] as f64 / of[3].max(1) as f64;
    let (a_character, a_passage) = (per(&characters), per(&passages));
    report.row(
        "the same on the first ⅛, ¼, ½ and all of the texts, by day",
        shown.join(", "),
        "—".into(),
        format!(
            "{growth:.1} × the time: {a_character:.2} × as long a character, {a_passage:.2} × as long a passage"
        ),
        "≤ 1.25 × as long a character or a passage",
        Some(a_character.min(a_passage) <= 1.25),
    );
    Ok(())
}

/// Passages of one document.
fn alone(texts: &Texts<'_>, numbers: &[u32], options: reuse::Options, report: &mut Report) -> Result<()> {
    let mut times = Vec::new();
    for &number in numbers.iter().step_by((numbers.len() / ALONE).max(1)) {
        let (time, found) = timed(|| reuse::of(texts, number, options));
        found?;
        times.push(time);
    }
    let [half, most] = [0.5, 0.99].map(|q| milliseconds(super::stages::percentile(&times, q)));
    report.plain("passages of one document", format!("p50 {half}, p99 {most}"));
    Ok(())
}
