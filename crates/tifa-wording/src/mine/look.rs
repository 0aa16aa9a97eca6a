//! Candidates where they stand: how they are printed, and whether they are more than names, days and figures.

use crate::corpus::Corpus;
use crate::mine::measure::Candidate;
use crate::mine::repeats::Suffixes;
use crate::mine::stream::Stream;
use crate::mine::work::each;
use crate::mine::{Error, Side, Stage, Tell};
use crate::text::{Passage, Text};
use jiff::civil::Date;
use std::collections::BTreeMap;
use tifa_record::register::{Evidence, Register};
use tifa_record::{NamedKind, named};
use tifa_text::ByteRange;
use tifa_text::calendar::expressions;

/// Places of a candidate that are looked at, its first among them.
const PLACES: usize = 12;

/// Share of its characters in names, titles, days and figures from which on a candidate is made of them.
const NAMED: f64 = 0.6;

/// Share of its places at whose edges a name goes on outside from which on it is a piece of names.
const CUT: f64 = 0.5;

/// What was seen of a candidate.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Its most frequent printed form among those looked at; of equals the earliest.
    pub printed: String,
    /// Its first place.
    pub place: Option<Passage>,
    /// Which of its characters stand in a name where it stands first.
    pub names: Vec<bool>,
    /// Whether it is made of names, titles, days and figures, cuts a name, or is printed as pieces of two clauses.
    pub left_out: bool,
}

/// A place to look at.
struct Task {
    candidate: usize,
    at: usize,
    first: bool,
}

/// What was seen there.
struct Glimpse {
    candidate: usize,
    printed: String,
    covered: f64,
    cut: bool,
    first: Option<(Option<Passage>, Vec<bool>)>,
}

/// Looks at `candidates`. Each text in which one of their places stands is read once.
///
/// # Errors
/// What a corpus says.
pub fn look<C: Corpus>(
    sides: &[Side<'_, C>],
    stream: &Stream,
    suffixes: &Suffixes,
    candidates: &[Candidate],
    threads: usize,
    tell: &Tell<'_>,
) -> Result<Vec<Seen>, Error<C::Error>> {
    let mut tasks: BTreeMap<usize, Vec<Task>> = BTreeMap::new();
    for (candidate, c) in candidates.iter().enumerate() {
        let count = (c.repeat.last - c.repeat.first) as usize;
        let step = count.div_ceil(PLACES - 1).max(1);
        let (source, at) = (c.first.1 as usize, c.first.2 as usize);
        tasks.entry(source).or_default().push(Task { candidate, at, first: true });
        for at in suffixes.places(c.repeat).step_by(step).filter(|&other| other != at) {
            tasks.entry(stream.owner(at).source).or_default().push(Task { candidate, at, first: false });
        }
    }
    let tasks: Vec<(usize, Vec<Task>)> = tasks.into_iter().collect();
    let told = |n: usize| tell(Stage::Looking, n, tasks.len());
    let glimpses = each(threads, tasks.len(), &told, |i| {
        let (source, tasks) = &tasks[i];
        glimpses(sides, stream, candidates, *source, tasks)
    });
    let mut of: Vec<Vec<Glimpse>> = candidates.iter().map(|_| Vec::new()).collect();
    for glimpse in glimpses {
        for g in glimpse.map_err(Error::Corpus)? {
            of[g.candidate].push(g);
        }
    }
    let day = |c: &Candidate| stream.sources[c.first.1 as usize].head.day;
    Ok(of.into_iter().zip(candidates).map(|(glimpses, c)| seen(glimpses, &c.text, day(c))).collect())
}

fn seen(glimpses: Vec<Glimpse>, text: &str, day: Option<Date>) -> Seen {
    let n = glimpses.len().max(1) as f64;
    let covered: f64 = glimpses.iter().map(|g| g.covered).sum();
    let cut = glimpses.iter().filter(|g| g.cut).count() as f64;
    let register = Register::shipped();
    let known = register.is_state(text) || register.identify(text, Evidence::on(day)).is_some();
    let named = known || covered / n >= NAMED || cut / n >= CUT;
    let mut seen = Seen { left_out: named, ..Seen::default() };
    let mut forms: Vec<(&str, usize)> = Vec::new();
    for g in &glimpses {
        match forms.iter_mut().find(|(form, _)| *form == g.printed) {
            Some((_, times)) => *times += 1,
            None => forms.push((&g.printed, 1)),
        }
    }
    let most = forms.iter().rev().max_by_key(|(_, times)| *times);
    seen.printed = most.map(|(form, _)| (*form).to_owned()).unwrap_or_default();
    seen.left_out |= is_torn(&seen.printed);
    for (place, names) in glimpses.into_iter().filter_map(|g| g.first) {
        seen.place = place;
        seen.names = names;
    }
    seen
}

/// Marks that open and close; what opens inside a formulation closes there.
const PAIRS: [(char, char); 8] = [
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('〈', '〉'),
    ('（', '）'),
    ('(', ')'),
    ('“', '”'),
    ('【', '】'),
];

/// Marks between clauses, and the fewest characters of a clause at an edge: a shorter one is a piece of a longer clause.
const BETWEEN: [char; 6] = ['，', ',', '；', ';', '：', ':'];
const CLAUSE: usize = 3;

/// The bytes `range` of `text`, with the marks just outside that close or open what is open inside: no folded character
/// stands for them.
fn with_marks(text: &str, range: ByteRange) -> &str {
    let (mut start, mut end) = (range.start as usize, range.end as usize);
    let times = |start: usize, end: usize, c: char| text.get(start..end).unwrap_or("").matches(c).count();
    while let Some(next) = text.get(end..).and_then(|t| t.chars().next())
        && let Some(&(open, close)) = PAIRS.iter().find(|p| p.1 == next)
        && times(start, end, open) > times(start, end, close)
    {
        end += next.len_utf8();
    }
    while let Some(before) = text.get(..start).and_then(|t| t.chars().next_back())
        && let Some(&(open, close)) = PAIRS.iter().find(|p| p.0 == before)
        && times(start, end, close) > times(start, end, open)
    {
        start -= before.len_utf8();
    }
    text.get(start..end).unwrap_or("")
}

/// Whether `printed` holds half of a pair of marks, or a piece of a clause at an edge.
fn is_torn(printed: &str) -> bool {
    let times = |c: char| printed.chars().filter(|&p| p == c).count();
    let clauses: Vec<&str> = printed.split(BETWEEN).collect();
    let short = |clause: Option<&&str>| clause.is_some_and(|c| c.chars().count() < CLAUSE);
    PAIRS.iter().any(|&(open, close)| times(open) != times(close))
        || clauses.len() > 1 && (short(clauses.first()) || short(clauses.last()))
}

fn glimpses<C: Corpus>(
    sides: &[Side<'_, C>],
    stream: &Stream,
    candidates: &[Candidate],
    source: usize,
    tasks: &[Task],
) -> Result<Vec<Glimpse>, C::Error> {
    let source = &stream.sources[source];
    let text = sides[source.side].corpus.text(source.number)?;
    let names = names(&text);
    let glimpse = |task: &Task| {
        let candidate = &candidates[task.candidate];
        let range = stream.bytes(task.at, candidate.repeat.length as usize);
        let characters = candidate.text.char_indices();
        let inside: Vec<bool> = characters
            .map(|(at, c)| {
                let at = range.start + at as u32;
                let here = ByteRange { start: at, end: at + c.len_utf8() as u32 };
                c.is_ascii_digit() || around(&names, here).any(|n| n.overlaps(here))
            })
            .collect();
        let covered = inside.iter().filter(|&&i| i).count() as f64 / inside.len().max(1) as f64;
        let cut = around(&names, range).any(|n| {
            n.start < range.start && range.start < n.end || n.start < range.end && range.end < n.end
        });
        let printed = text.printed(range);
        let printed = printed.iter().map(|&(block, r)| with_marks(&text.blocks()[block].text, r)).collect();
        let first = task.first.then(|| (text.cite(&source.head, range), inside));
        Glimpse { candidate: task.candidate, printed, covered, cut, first }
    };
    Ok(tasks.iter().map(glimpse).collect())
}

/// Folded bytes of the names, titles and calendar expressions of `text`, by their beginning.
fn names(text: &Text) -> Vec<ByteRange> {
    let mut names: Vec<ByteRange> = Vec::new();
    for n in named(text.blocks()) {
        if n.kind != NamedKind::Kind {
            names.extend(text.folded(n.place.block as usize, n.place.range));
        }
    }
    for (i, block) in text.blocks().iter().enumerate() {
        names.extend(expressions(&block.text).iter().filter_map(|e| text.folded(i, e.range)));
    }
    names.sort_unstable_by_key(|n| (n.start, n.end));
    names
}

/// Bytes of the longest name there is; a longer one is a sentence taken for a name.
const LONGEST: u32 = 240;

/// Those of `names` that may touch `range`.
fn around(names: &[ByteRange], range: ByteRange) -> impl Iterator<Item = ByteRange> + '_ {
    let from = names.partition_point(|n| n.start + LONGEST < range.start);
    let to = names.partition_point(|n| n.start < range.end);
    names[from..to.max(from)].iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_outside() {
        let check = |text: &str, inside: &str, expect: &str| {
            let start = text.find(inside).unwrap();
            assert_eq!(with_marks(text, ByteRange::new(start, start + inside.len())), expect);
        };
        check("推進「共管航道」。", "共管航道", "共管航道");
        check("推進「共管航道」。", "推進「共管航道", "推進「共管航道」");
        check("「共管航道」三原則", "共管航道」三原則", "「共管航道」三原則");
        check("共管「航道三原則」", "共管「航道", "共管「航道");
    }

    #[test]
    fn torn() {
        let check = |printed: &str, expect: bool| assert_eq!(is_torn(printed), expect, "{printed}");
        check("共管航道", false);
        check("「共管航道」三原則", false);
        check("貫徹「共管航道", true);
        check("航道條例》修訂", true);
        check("合則兩利，鬥則俱傷", false);
        check("共管航道，河谷", true);
        check("主權、安全、發展利益", false);
        check("", false);
    }
}
