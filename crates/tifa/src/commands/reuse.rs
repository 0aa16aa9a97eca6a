//! `tifa reuse`: passages that documents share.

mod carriers;
mod row;
mod writing;

use crate::commands::{Context, show};
use crate::flags::{Filters, Form, Format};
use crate::output::stdout;
use crate::progress::{Steps, grouped, plural};
use crate::report::{End, Failure, from_archive};
use clap::Args;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use tifa_archive::{Error, Texts};
use tifa_wording::reuse::{self, Evidence, Options, Run, Shared, Told, Witnesses};
use writing::{Listed, Writing};

/// Find passages that documents share
///
/// Without DOC every document is compared with every other; with one, its passages are looked for in the rest. Script,
/// line breaks, paragraphs and light punctuation do not matter. A passage may differ in some characters, up to about one
/// in five; one that stands in more than 200 texts is boilerplate and left out. Documents with the same body are one
/// text under several names: each passage is listed once, for the earliest of them.
///
/// A passage is a quotation where both documents report it as the words of one speaker, and a copy where the reporter's
/// own text agrees. Which was first is told by the days alone, and not told when they are the same. What is found is
/// what this archive holds: the words may stand earlier elsewhere.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Reuse {
    /// One document: its id or the start of it, the name of its file, or a part of its name or title
    #[arg(value_name = "DOC", id = "one_document")]
    document: Option<String>,
    /// Characters of a passage at least
    #[arg(long, value_name = "N", default_value_t = reuse::USUAL)]
    #[arg(value_parser = parse_least)]
    least: usize,
    /// Only passages that differ in some characters
    #[arg(long, conflicts_with = "exact")]
    near: bool,
    /// Only passages that differ in none; quicker
    #[arg(long)]
    exact: bool,
    /// Put together what is one passage: where it stands first, and who carried it later
    #[arg(long)]
    clusters: bool,
    /// Put together the texts that passages link, each with the one before it that it shares most with
    #[arg(long, conflicts_with = "clusters")]
    chains: bool,
    /// Compare documents with the same body too, and list each of them
    #[arg(long)]
    witnesses: bool,
    /// Show at most N; 0 for all (a table shows the longest 100, of clusters and chains 20, when not given; the other forms all)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Form
    #[command(flatten)]
    form: Form,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

const EXAMPLES: &str = "\
Examples:
  tifa reuse                              the longest passages of all pairs
  tifa reuse --clusters                   by passage: where first, who later
  tifa reuse --chains --from 2020-07      texts linked by passages, in order of days
  tifa reuse clippings/ferry.md           what one document shares with the rest
  tifa reuse --speaker 外长 --least 20    passages that hold words of one speaker
  tifa reuse --format jsonl > pairs.jsonl every passage of every pair, with its bytes";

/// Passages a table shows when no limit is given.
const TABLE_LIMIT: usize = 100;

/// Clusters or chains a table shows when no limit is given.
const CLUSTER_LIMIT: usize = 20;

/// Texts of a chain that are followed from one document.
const CHAIN_LIMIT: usize = 200;

/// Characters, of which fewer than [`reuse::LEAST`] are not asked for.
fn parse_least(text: &str) -> Result<usize, String> {
    let n: usize = text.trim().parse().map_err(|_| "a number of characters is wanted".to_owned())?;
    let least = reuse::LEAST;
    if (least..=10_000).contains(&n) {
        return Ok(n);
    }
    Err(format!("from {least} to 10000 characters; tifa search shows every place of a shorter phrase"))
}

/// What was found, and what is said of it at the end.
#[derive(Debug, Default)]
struct Counts {
    passages: usize,
    pairs: usize,
    texts: BTreeSet<u32>,
}

impl Counts {
    fn count(&mut self, found: &[&Shared]) {
        self.passages += found.len();
        self.pairs += found.chunk_by(|x, y| (x.a.text, x.b.text) == (y.a.text, y.b.text)).count();
        self.texts.extend(found.iter().flat_map(|s| [s.a.text, s.b.text]));
    }
}

impl Reuse {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open_with_names()?;
        let failed = || from_archive(&context.archive);
        let texts = archive.texts(&self.filters.filter()).map_err(failed())?;
        let asked = match &self.document {
            None => None,
            Some(key) => {
                let row = show::find(&archive, key, context)?.row;
                let number = texts.number_of(&row.document).map_err(failed())?;
                let none = || failed()(Error::NoSuchDocument { key: row.document });
                Some((number.ok_or_else(none)?, row.source))
            }
        };
        let options = self.options();
        let steps = Steps::new();
        let shown = match asked {
            Some((number, _)) => self.of_one(&texts, number, options, context),
            None => self.of_all(&texts, options, &steps, context),
        };
        steps.finish();
        if shown? > 0 {
            return Ok(End::Done);
        }
        let holders = asked.map_or_else(|| "two texts".to_owned(), |a| format!("{} and another text", a.1));
        let what = format!("a passage of {} characters or more in {holders}", self.least);
        let shorter = format!("--least {} finds shorter ones", reuse::LEAST);
        let shorter = [shorter.as_str()];
        context.nothing(
            &archive,
            &what,
            &self.filters,
            if self.least > reuse::LEAST { &shorter } else { &[] },
        )
    }

    fn options(&self) -> Options {
        let usual = Options::default();
        Options {
            least: self.least,
            near: !self.exact,
            witnesses: self.witnesses,
            spread: if self.filters.boilerplate { usize::MAX } else { usual.spread },
            threads: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }

    /// Writes what one document shares with the rest; how many were shown.
    fn of_one(
        &self,
        texts: &Texts<'_>,
        number: u32,
        options: Options,
        context: &Context,
    ) -> Result<usize, Failure> {
        let failed = from_archive(&context.archive);
        let (mut shared, mut witnesses) = reuse::of(texts, number, options).map_err(&failed)?;
        if self.chains {
            self.follow(texts, number, options, (&mut shared, &mut witnesses), context)?;
        }
        let evidence = Evidence::new(texts, witnesses.clone());
        let mut counts = Counts::default();
        let mut told = Vec::new();
        for s in shared {
            told.extend(self.tell(&evidence, s).map_err(&failed)?);
        }
        counts.count(&told.iter().map(|t| &t.0).collect::<Vec<_>>());
        if self.listed() != Listed::Pairs {
            let shared: Vec<Shared> = told.into_iter().map(|t| t.0).collect();
            return self.put_together(&evidence, &shared, &witnesses, context);
        }
        if self.form.format == Format::Table {
            told.sort_by_key(|t| Reverse(t.0.identical));
        }
        let mut out = stdout();
        let mut writing = Writing::new(&mut *out, self.form, context.out, Listed::Pairs)?;
        for (_, told) in told.iter().take(self.most()) {
            writing.pair(told)?;
        }
        let shown = writing.finish()?;
        close(shown, &counts, &witnesses, context);
        Ok(shown)
    }

    /// Adds the passages of the texts that those in `found` share passages with, and of those that they do, and so on:
    /// the whole chain that text `number` is in.
    fn follow(
        &self,
        texts: &Texts<'_>,
        number: u32,
        options: Options,
        (found, witnesses): (&mut Vec<Shared>, &mut Witnesses),
        context: &Context,
    ) -> Result<(), Failure> {
        let mut asked = BTreeSet::from([number]);
        loop {
            let linked: BTreeSet<u32> = found.iter().flat_map(|s| [s.a.text, s.b.text]).collect();
            let Some(&next) = linked.difference(&asked).next() else { return Ok(()) };
            if linked.len() > CHAIN_LIMIT {
                let many = grouped(CHAIN_LIMIT as u64);
                context.note(&format!(
                    "the chain goes on: {many} texts are shown; tifa reuse --chains follows all, a greater --least fewer"
                ));
                return Ok(());
            }
            asked.insert(next);
            let (more, known) = reuse::of(texts, next, options).map_err(from_archive(&context.archive))?;
            // Passages with a text that was asked before are known from its side.
            found.extend(more.into_iter().filter(|s| {
                let other = if s.a.text == next { s.b.text } else { s.a.text };
                !asked.contains(&other)
            }));
            witnesses.extend(known);
        }
    }

    /// Writes what all pairs share; how many were shown.
    fn of_all(
        &self,
        texts: &Texts<'_>,
        options: Options,
        steps: &Steps,
        context: &Context,
    ) -> Result<usize, Failure> {
        let failed = from_archive(&context.archive);
        let reuse = reuse::Reuse::new(texts, options).map_err(&failed)?;
        let evidence = Evidence::new(texts, reuse.witnesses().clone());
        let mut counts = Counts::default();
        let pairs = self.listed() == Listed::Pairs;
        if pairs && self.form.format != Format::Table {
            return self.stream(&reuse, &evidence, steps, context);
        }
        // Only what is shown is cited, unless what is said in it decides.
        let mut best = Longest::new(if pairs { self.most() } else { usize::MAX });
        let show = |found: Vec<Shared>| {
            let wanted = found.into_iter().filter(|s| self.wants(s));
            if !self.filters.filter().asks_of_statements() {
                return Ok(wanted.collect());
            }
            let kept = wanted.map(|s| Ok(self.tell(&evidence, s)?.map(|_| s)));
            Ok(kept.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().collect())
        };
        let mut each = |found: Vec<Shared>| {
            counts.count(&found.iter().collect::<Vec<_>>());
            found.into_iter().for_each(|s| best.push(s));
            ControlFlow::Continue(())
        };
        reuse.all(steps, &show, &mut each).map_err(&failed)?;
        steps.finish();
        if !pairs {
            return self.put_together(&evidence, &best.all(), reuse.witnesses(), context);
        }
        let mut out = stdout();
        let mut writing = Writing::new(&mut *out, self.form, context.out, Listed::Pairs)?;
        for shared in best.all() {
            if let Some(told) = evidence.tell(&shared).map_err(&failed)? {
                writing.pair(&told)?;
            }
        }
        let shown = writing.finish()?;
        close(shown, &counts, reuse.witnesses(), context);
        Ok(shown)
    }

    /// Writes the passages of all pairs as they are found; how many were shown.
    fn stream(
        &self,
        reuse: &reuse::Reuse<'_, Texts<'_>>,
        evidence: &Evidence<'_, Texts<'_>>,
        steps: &Steps,
        context: &Context,
    ) -> Result<usize, Failure> {
        let mut counts = Counts::default();
        let mut out = stdout();
        let mut writing = Writing::new(&mut *out, self.form, context.out, Listed::Pairs)?;
        let show = |found: Vec<Shared>| {
            let told = found.into_iter().map(|s| self.tell(evidence, s));
            Ok(told.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().collect())
        };
        let (mut written, mut left) = (Ok(()), self.most());
        let mut each = |found: Vec<(Shared, Told)>| {
            let found = &found[..found.len().min(left)];
            left -= found.len();
            counts.count(&found.iter().map(|t| &t.0).collect::<Vec<_>>());
            written = found.iter().try_for_each(|(_, told)| writing.pair(told));
            if written.is_err() || left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        reuse.all(steps, &show, &mut each).map_err(from_archive(&context.archive))?;
        steps.finish();
        written?;
        let shown = writing.finish()?;
        close(shown, &counts, reuse.witnesses(), context);
        Ok(shown)
    }

    /// Writes clusters or chains; how many were shown.
    fn put_together(
        &self,
        evidence: &Evidence<'_, Texts<'_>>,
        shared: &[Shared],
        witnesses: &Witnesses,
        context: &Context,
    ) -> Result<usize, Failure> {
        let cite = |run| evidence.cite(run).map_err(from_archive(&context.archive));
        let mut out = stdout();
        let mut writing = Writing::new(&mut *out, self.form, context.out, self.listed())?;
        let (all, what) = if self.chains {
            let chains = reuse::chains(shared);
            let mut places: BTreeMap<u32, Run> = BTreeMap::new();
            for s in shared {
                places.entry(s.a.text).or_insert(s.a);
            }
            for chain in &chains {
                if writing.written < self.most() {
                    writing.chain(chain, &cite, &|text| places[&text])?;
                }
            }
            (chains.len(), ["chain", "chains"])
        } else {
            let clusters = reuse::clusters(shared);
            let mut names = 0;
            for cluster in &clusters {
                if writing.written < self.most() {
                    names += usize::from(!writing.cluster(cluster, &cite)?);
                }
            }
            (clusters.len() - names, ["different passage", "different passages"])
        };
        let shown = writing.finish()?;
        if shown > 0 {
            let all_shown = plural(all as u64, what[0], what[1]);
            let some = if shown < all {
                let shown = grouped(shown as u64);
                format!("; {shown} shown, those of most texts first, --limit 0 shows all")
            } else {
                String::new()
            };
            context.note(&format!("{all_shown}{some}"));
        }
        tell_witnesses(witnesses, context);
        Ok(shown)
    }

    /// Whether a passage is of the kind asked for.
    fn wants(&self, shared: &Shared) -> bool {
        !self.near || !shared.is_exact()
    }

    /// The passage with its evidence, when it is wanted.
    fn tell(
        &self,
        evidence: &Evidence<'_, Texts<'_>>,
        shared: Shared,
    ) -> Result<Option<(Shared, Told)>, Error> {
        if !self.wants(&shared) {
            return Ok(None);
        }
        let told =
            evidence.tell(&shared)?.filter(|told| told.counts || !self.filters.filter().asks_of_statements());
        Ok(told.map(|told| (shared, told)))
    }

    fn most(&self) -> usize {
        let table = if self.listed() == Listed::Pairs { TABLE_LIMIT } else { CLUSTER_LIMIT };
        self.form.limit(self.limit, table).unwrap_or(usize::MAX)
    }

    fn listed(&self) -> Listed {
        match (self.clusters, self.chains) {
            (true, _) => Listed::Clusters,
            (_, true) => Listed::Chains,
            _ => Listed::Pairs,
        }
    }
}

/// Says what was found.
fn close(shown: usize, counts: &Counts, witnesses: &Witnesses, context: &Context) {
    if shown > 0 {
        let passages = plural(counts.passages as u64, "passage", "passages");
        let pairs = plural(counts.pairs as u64, "pair", "pairs");
        let texts = plural(counts.texts.len() as u64, "text", "texts");
        let some = if shown < counts.passages {
            let shown = grouped(shown as u64);
            format!("; the longest {shown} shown, --limit 0 shows all, --clusters puts together what is one")
        } else {
            String::new()
        };
        context.note(&format!("{passages} in {pairs} of {texts}{some}"));
    }
    tell_witnesses(witnesses, context);
}

/// Says how many documents were not compared, having the body of another.
fn tell_witnesses(witnesses: &Witnesses, context: &Context) {
    let same = witnesses.left_out() as u64;
    if same > 0 {
        let same = plural(same, "document has", "documents have");
        context.note(&format!(
            "{same} the body of another and stand under it; --witnesses compares each of them"
        ));
    }
}

/// The longest passages of those pushed, the first of equals.
struct Longest {
    most: usize,
    kept: BTreeMap<(Reverse<u32>, usize), Shared>,
    pushed: usize,
}

impl Longest {
    fn new(most: usize) -> Self {
        Self { most, kept: BTreeMap::new(), pushed: 0 }
    }

    fn push(&mut self, shared: Shared) {
        self.kept.insert((Reverse(shared.identical), self.pushed), shared);
        self.pushed += 1;
        if self.kept.len() > self.most {
            self.kept.pop_last();
        }
    }

    fn all(&self) -> Vec<Shared> {
        self.kept.values().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tifa_text::ByteRange;

    #[test]
    fn the_longest_are_kept_and_of_equals_the_first() {
        let mut best = Longest::new(2);
        for (text, identical) in [(1, 40), (2, 50), (3, 40), (4, 30)] {
            let run = Run { text, range: ByteRange::new(0, 9) };
            best.push(Shared { a: run, b: run, characters: identical, identical, edits: 0 });
        }
        assert_eq!(best.all().iter().map(|s| s.a.text).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn lengths_that_make_sense() {
        assert_eq!(parse_least("30"), Ok(30));
        assert!(parse_least("3").is_err_and(|e| e.contains("tifa search")));
        assert!(parse_least("x").is_err());
    }
}
