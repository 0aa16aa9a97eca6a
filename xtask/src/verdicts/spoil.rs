//! The ways in which a quotation is spoiled.

use super::pool::{CLAUSE, Pool, Said, length, letters};
use crate::random::Random;
use std::collections::{BTreeMap, BTreeSet};
use tifa_record::{Force, Mode};
use tifa_text::{ByteRange, fold, is_han};
use tifa_wording::verify::Verdict;
use tifa_wording::{Corpus, Text, Voice};

/// A quotation as somebody might give it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// The words.
    pub quote: String,
    /// To whom they are given.
    pub speaker: String,
}

/// A way to spoil, and the verdict its cases must have.
pub struct Kind {
    /// Its name.
    pub name: &'static str,
    /// The verdict.
    pub must: Verdict,
    spoil: fn(&Pool, &Tables, &mut Random) -> Option<Case>,
}

/// All of them.
pub const KINDS: [Kind; 12] = [
    Kind { name: "unchanged", must: Verdict::Verbatim, spoil: unchanged },
    Kind { name: "script", must: Verdict::Folded, spoil: script },
    Kind { name: "wrap", must: Verdict::Folded, spoil: wrap },
    Kind { name: "punctuation", must: Verdict::Folded, spoil: punctuation },
    Kind { name: "one character", must: Verdict::Variant, spoil: |p, t, r| changed(p, t, r, 1) },
    Kind {
        name: "two or three characters",
        must: Verdict::Variant,
        spoil: |p, t, r| {
            let count = 2 + r.below(2);
            changed(p, t, r, count)
        },
    },
    Kind { name: "clause dropped", must: Verdict::Variant, spoil: dropped },
    Kind { name: "halves joined", must: Verdict::Spliced, spoil: joined },
    Kind { name: "speaker swapped", must: Verdict::OtherSpeaker, spoil: swapped },
    Kind { name: "direct of indirect", must: Verdict::IndirectOnly, spoil: of_indirect },
    Kind { name: "denied or asked", must: Verdict::OutOfContext, spoil: denied },
    Kind { name: "invented", must: Verdict::Absent, spoil: invented },
];

/// Tries for one case before a kind is given up.
const TRIES: usize = 400;

impl Kind {
    /// Up to `count` different cases.
    pub fn draw(&self, pool: &Pool, count: usize, random: &mut Random) -> Vec<Case> {
        let tables = Tables::new(pool);
        let mut known = BTreeSet::new();
        let mut out = Vec::new();
        if pool.direct.is_empty() || pool.indirect.is_empty() {
            return out;
        }
        for _ in 0..count * TRIES {
            if out.len() == count {
                break;
            }
            if let Some(case) = (self.spoil)(pool, &tables, random).filter(|c| known.insert(c.clone())) {
                out.push(case);
            }
        }
        out
    }
}

/// What spoiling needs to know of the texts.
struct Tables {
    /// For a character another one with the same fold.
    other_script: BTreeMap<char, char>,
    /// Chinese characters, as often as they stand in quotations.
    characters: Vec<char>,
}

impl Tables {
    fn new(pool: &Pool) -> Self {
        let mut forms: BTreeMap<String, BTreeSet<char>> = BTreeMap::new();
        let all = pool.texts.iter().flat_map(|t| t.printed.chars()).filter(|&c| is_han(c));
        for c in all.collect::<BTreeSet<char>>() {
            let base = fold(c.encode_utf8(&mut [0; 4])).text;
            let forms = forms.entry(base.clone()).or_default();
            forms.extend(base.chars().chain([c]));
        }
        let mut other_script = BTreeMap::new();
        for forms in forms.into_values().filter(|f| f.len() == 2) {
            let forms: Vec<char> = forms.into_iter().collect();
            other_script.insert(forms[0], forms[1]);
            other_script.insert(forms[1], forms[0]);
        }
        let characters = pool.direct.iter().flat_map(|s| s.words.chars()).filter(|&c| is_han(c)).collect();
        Self { other_script, characters }
    }
}

/// A direct quotation that its speaker asserts.
fn direct<'p>(pool: &'p Pool, random: &mut Random) -> Option<&'p Said> {
    Some(random.pick(&pool.direct)).filter(|s| s.force == Force::Asserted)
}

fn case(quote: String, said: &Said) -> Option<Case> {
    Some(Case { quote, speaker: said.speaker.clone() })
}

fn unchanged(pool: &Pool, _: &Tables, random: &mut Random) -> Option<Case> {
    let said = direct(pool, random)?;
    case(said.words.clone(), said)
}

/// The words with another print but the same letters, which no text prints so.
fn reprinted(pool: &Pool, said: &Said, quote: String) -> Option<Case> {
    let same = letters(&quote) == letters(&said.words);
    let printed = pool.texts.iter().any(|t| t.printed.contains(&quote));
    if same && !printed { case(quote, said) } else { None }
}

fn script(pool: &Pool, tables: &Tables, random: &mut Random) -> Option<Case> {
    let said = direct(pool, random)?;
    let other = |c: char| tables.other_script.get(&c).copied().unwrap_or(c);
    reprinted(pool, said, said.words.chars().map(other).collect())
}

fn wrap(pool: &Pool, _: &Tables, random: &mut Random) -> Option<Case> {
    let said = direct(pool, random)?;
    let width = 8 + random.below(8);
    let mut quote = String::new();
    for (i, c) in said.words.chars().enumerate() {
        if i > 0 && i % width == 0 {
            quote.push('\n');
        }
        quote.push(c);
    }
    reprinted(pool, said, quote)
}

fn punctuation(pool: &Pool, _: &Tables, random: &mut Random) -> Option<Case> {
    let said = direct(pool, random)?;
    let mark = *random.pick(&["、", "；", " ", "", "——"]);
    reprinted(pool, said, said.words.replace(['，', ',', '。'], mark))
}

/// Words that stand nowhere.
fn new_words(pool: &Pool, quote: String, said: &Said) -> Option<Case> {
    if pool.stands(&quote).is_empty() { case(quote, said) } else { None }
}

fn changed(pool: &Pool, tables: &Tables, random: &mut Random, count: usize) -> Option<Case> {
    let said = direct(pool, random)?;
    let mut quote: Vec<char> = said.words.chars().collect();
    // One in five is the most a variant may have changed.
    if length(&said.words) < 5 * count {
        return None;
    }
    let places: Vec<usize> = (0..quote.len()).filter(|&i| is_han(quote[i])).collect();
    let mut touched = BTreeSet::new();
    while touched.len() < count.min(places.len()) {
        touched.insert(*random.pick(&places));
    }
    for at in touched {
        let new = *random.pick(&tables.characters);
        if letters(&new.to_string()) == letters(&quote[at].to_string()) {
            return None;
        }
        quote[at] = new;
    }
    new_words(pool, quote.into_iter().collect(), said)
}

fn dropped(pool: &Pool, _: &Tables, random: &mut Random) -> Option<Case> {
    let said = direct(pool, random)?;
    let clauses: Vec<&str> = said.words.split_inclusive(CLAUSE).collect();
    if clauses.len() < 3 {
        return None;
    }
    let at = 1 + random.below(clauses.len() - 2);
    let kept: String = clauses.iter().enumerate().filter(|c| c.0 != at).map(|c| *c.1).collect();
    // As many as half of what stays may be left out; more is a splice.
    if length(clauses[at]) * 2 > length(&kept) {
        return None;
    }
    new_words(pool, kept, said)
}

fn joined(pool: &Pool, _: &Tables, random: &mut Random) -> Option<Case> {
    let a = direct(pool, random)?;
    let others: Vec<&Said> = pool
        .direct
        .iter()
        .filter(|b| b.text == a.text && b.key == a.key && b.at != a.at && b.force == Force::Asserted)
        .collect();
    if others.is_empty() {
        return None;
    }
    let b = *random.pick(&others);
    let (first, second) = (half(&a.words, true)?, half(&b.words, false)?);
    let (la, lb) = (length(&first), length(&second));
    // With much more of one than of the other it is a variant of the one.
    if la < 8 || lb < 8 || la * 10 < lb * 6 || lb * 10 < la * 6 {
        return None;
    }
    // They must stand apart, or what is between them is left out and nothing else.
    let apart = (la + lb) * 4;
    let (firsts, seconds) = (pool.stands(&first), pool.stands(&second));
    let near = firsts.iter().any(|(text, r)| {
        let near = |s: ByteRange| {
            (s.start as usize) < r.end as usize + apart && (r.start as usize) < s.end as usize + apart
        };
        seconds.iter().any(|(other, s)| text.number == other.number && near(*s))
    });
    if near { None } else { new_words(pool, format!("{first}，{second}"), a) }
}

/// The clauses of the first or the second half.
fn half(words: &str, first: bool) -> Option<String> {
    let clauses: Vec<&str> = words.split_inclusive(CLAUSE).collect();
    let middle = clauses.len().div_ceil(2);
    let half = if first { clauses[..middle].concat() } else { clauses[clauses.len() - middle..].concat() };
    let half = half.trim_end_matches(CLAUSE).to_owned();
    (!half.is_empty()).then_some(half)
}

/// The voices that have a part in a place.
fn voices(text: &Text, range: ByteRange) -> impl Iterator<Item = &Voice> {
    text.voices.iter().filter(move |v| v.range.overlaps(range))
}

fn swapped(pool: &Pool, _: &Tables, random: &mut Random) -> Option<Case> {
    let said = direct(pool, random)?;
    let names: Vec<&String> = pool.speakers.iter().filter(|(k, _)| **k != said.key).map(|(_, n)| n).collect();
    let name = (*random.pick(&names)).clone();
    let his = pool.stands(&said.words).into_iter().any(|(text, range)| {
        voices(text, range).any(|v| {
            let inner = v.nested.iter().map(|n| Voice { speaker: n.1.clone(), ..v.clone() });
            let mut all = std::iter::once(v.clone()).chain(inner);
            all.any(|v| name.split('+').any(|n| pool.corpus.is_speaker(n, text, &v)))
        })
    });
    let known = his || pool.is_like_his(&name, &said.words, false);
    (!known).then(|| Case { quote: said.words.clone(), speaker: name })
}

fn of_indirect(pool: &Pool, _: &Tables, random: &mut Random) -> Option<Case> {
    let said = random.pick(&pool.indirect);
    if said.force != Force::Asserted {
        return None;
    }
    let otherwise = pool.stands(&said.words).into_iter().any(|(text, range)| {
        voices(text, range).any(|v| {
            v.mode != Mode::Indirect
                || v.force != Force::Asserted
                || v.key != said.key
                || !v.nested.is_empty()
        })
    });
    if otherwise || pool.is_like_his(&said.speaker, &said.words, true) {
        return None;
    }
    case(said.words.clone(), said)
}

fn denied(pool: &Pool, _: &Tables, random: &mut Random) -> Option<Case> {
    let of = if random.below(2) == 0 { &pool.indirect } else { &pool.direct };
    let said = random.pick(of);
    if said.force == Force::Asserted {
        return None;
    }
    // Asked in direct speech: whole questions only, without their mark, which alone would show them as such.
    let question = |text: &Text, range: ByteRange| {
        let rest = &text.letters.folded[range.end as usize..];
        rest.starts_with('?')
    };
    let all = pool.stands(&said.words);
    let out = |(text, range): &(&Text, ByteRange)| {
        let mut here = voices(text, *range);
        here.all(|v| match v.force {
            Force::Asserted => false,
            Force::Denied => true,
            Force::Asked => v.mode == Mode::Indirect || question(text, *range),
        })
    };
    let only = !all.is_empty() && all.iter().all(out);
    if !only || said.words.contains(['？', '?']) {
        return None;
    }
    case(said.words.clone(), said)
}

fn invented(pool: &Pool, _: &Tables, random: &mut Random) -> Option<Case> {
    let speaker = direct(pool, random)?;
    let (mut quote, goal) = (String::new(), 14 + random.below(20));
    let mut last = None;
    while length(&quote) < goal {
        let from = random.pick(&pool.direct);
        let words: Vec<char> = from.words.chars().filter(|&c| is_han(c)).collect();
        let size = 2 + random.below(3);
        if last == Some(from.text) || words.len() < size {
            continue;
        }
        last = Some(from.text);
        let at = random.below(words.len() - size + 1);
        quote.extend(&words[at..at + size]);
    }
    new_words(pool, quote, speaker)
}
