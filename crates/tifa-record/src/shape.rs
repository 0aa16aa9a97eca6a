//! Runs of characters that may be a name, and what their characters say for it.
//!
//! Points are tenths of log-odds. `tables/name_chars.tsv` gives them for each character at each place of a Chinese name and
//! for the characters that write foreign names by sound; a name's points are the sum of its characters' (a naive Bayes
//! reading of the run), held within bounds so that no shape alone makes a name of a common word.

use crate::lexicon::{Class, Kind, lexicon, pair, slot};
use crate::page::Page;
use crate::script::{is_han, is_latin, level};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Places of a character in a name, in the order of the table's columns.
const SURNAME: usize = 0;
const ONLY: usize = 1;
const FIRST: usize = 2;
const LAST: usize = 3;
const FOREIGN: usize = 4;

/// Points of a character that the table does not list.
const LEAST: i8 = -60;

static POINTS: LazyLock<Vec<[i8; 5]>> = LazyLock::new(|| {
    let mut all = vec![[LEAST; 5]; 0x5200];
    for line in include_str!("../tables/name_chars.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let Some(slot) = columns.next().and_then(|c| c.chars().next()).and_then(slot) else { continue };
        for (place, n) in columns.take(5).enumerate() {
            all[slot][place] = n.parse().unwrap_or(LEAST);
        }
    }
    all
});

/// What a name of the register says for itself.
const KNOWN: i32 = 45;
/// The same of a name of two characters.
const KNOWN_SHORT: i32 = 15;

/// A name of the register, levelled, with its row and its place in it.
type Registered = (String, (usize, usize));

/// The names of the register in Chinese characters, by their first two.
static REGISTER: LazyLock<FxHashMap<[char; 2], Vec<Registered>>> = LazyLock::new(|| {
    let mut all: FxHashMap<[char; 2], Vec<Registered>> = FxHashMap::default();
    let lines = include_str!("../tables/people.tsv").lines().filter(|l| !l.starts_with('#'));
    for (row, line) in lines.enumerate() {
        let names = line.split('\t').take(2).flat_map(|column| column.split(" | "));
        let names: Vec<String> = names.map(|name| level(name.trim_start_matches('?'))).collect();
        for (place, name) in names.iter().enumerate().filter(|(_, n)| n.chars().all(is_han)) {
            // 某某主席: a name and a title.
            let titled = names.iter().any(|n| n.len() < name.len() && name.starts_with(n.as_str()));
            if let Some(key) = pair(name).filter(|_| !titled) {
                all.entry(key).or_default().push((name.clone(), (row, place)));
            }
        }
    }
    all
});

/// Bytes of the longest name of the register that opens a levelled text.
fn known(text: &str) -> Option<usize> {
    let names = REGISTER.get(&pair(text)?)?;
    names.iter().filter(|(n, _)| text.starts_with(n.as_str())).map(|(n, _)| n.len()).max()
}

/// The row of the register that has a levelled name of three characters or more, and the name's place in it.
pub(crate) fn register_row(name: &str) -> Option<(usize, usize)> {
    let names = REGISTER.get(&pair(name)?).filter(|_| name.len() > 6)?;
    names.iter().find(|(n, _)| n == name).map(|(_, row)| *row)
}

/// Points of a levelled character at a place of a name.
fn points(c: char, place: usize) -> i32 {
    slot(c).map_or(i32::from(LEAST), |s| i32::from(POINTS[s][place]))
}

/// A run read as a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Bytes.
    pub(crate) len: usize,
    /// Tenths of log-odds.
    pub(crate) points: i32,
}

/// Longest run that is looked at, in characters.
const LONGEST: usize = 18;
/// Characters that are looked at in every run: one more than a name has that Latin letters in brackets explain.
const SHORT: usize = 8;
/// Most that the shape of a Chinese name says for it.
const CHINESE_CAP: i32 = 40;
/// Most that the sounds of a foreign name say for it: places are written with the same characters.
const FOREIGN_CAP: i32 = 20;
/// What a run between a title and the next word has at least, whatever its characters.
const TITLED: i32 = -15;

/// What a run that a name in Latin letters explains has at least.
const BRACKETED: i32 = -10;
/// What a surname and one or two characters between two borders have at least.
const FITTING: i32 = -5;
/// Surnames from so many points on are seldom anything else.
const SURE: i32 = -40;

/// What stands behind a foreign name that is a place's.
const PLACES: &str = "州省市县镇岛国城号族语邦河";

/// The Chinese characters and dots that open a text, with the byte each starts at: as many as were asked for so far.
struct Run<'t> {
    text: &'t str,
    chars: [char; LONGEST],
    starts: [u8; LONGEST + 1],
    len: usize,
}

impl<'t> Run<'t> {
    /// The run that opens `text`, of which nothing is read yet.
    fn new(text: &'t str) -> Self {
        Self { text, chars: ['\0'; LONGEST], starts: [0; LONGEST + 1], len: 0 }
    }

    /// Reads on up to `n` characters; whether there are so many.
    fn reach(&mut self, n: usize) -> bool {
        while self.len < n.min(LONGEST) {
            let at = self.at(self.len);
            let next = self.text[at..].chars().next();
            let Some(c) = next.filter(|&c| is_han(c) || lexicon().is(c, Kind::Dot)) else { break };
            self.chars[self.len] = c;
            self.len += 1;
            // At most 18 characters of four bytes.
            self.starts[self.len] = (at + c.len_utf8()) as u8;
        }
        self.len >= n
    }

    /// The byte where character `n` starts, or the run ends.
    fn at(&self, n: usize) -> usize {
        usize::from(self.starts[n])
    }
}

/// The readings of the run at byte `at` of a page as a name, into `out`.
pub(crate) fn readings(page: &Page<'_>, at: usize, after_title: bool, out: &mut Vec<Reading>) {
    out.clear();
    let Some(first) = page.level[at..].chars().next() else { return };
    if first.is_ascii_alphabetic() {
        out.extend(latin(&page.text[at..], after_title).map(|len| Reading { len, points: 10 }));
        return;
    }
    if !is_han(first) {
        return;
    }
    let mut run = Run::new(&page.level[at..]);
    run.reach(SHORT);
    chinese(page, at, &run, out);
    foreign(page, at, &mut run, after_title, out);
    if let Some(len) = known(&page.level[at..]) {
        let end = at + len;
        let short = len <= 6;
        // 他信 is a name and 他信 is not: a short one must stand between borders.
        if !short || page.word_at(at).is_none() && page.is_boundary(end, 2) {
            let points = if short { KNOWN_SHORT } else { KNOWN };
            out.push(Reading { len, points: points - page.torn(at, end) });
        }
    }
    // 域頓（Christian Whiton）: a name in Latin letters says that the run before it is one.
    if (2..SHORT).contains(&run.len)
        && page.torn(at, at + run.at(run.len)) == 0
        && latin_bracket(&page.text[at + run.at(run.len)..])
    {
        out.push(Reading { len: run.at(run.len), points: BRACKETED });
    }
    if after_title
        && let Some(n) = (2..=run.len.min(5)).find(|&n| page.is_boundary(at + run.at(n), n))
        && !lexicon().is_common(&page.level[at..at + run.at(n)])
        && may_be(&run.chars[..n])
        && !is_side(&page.level[at..at + run.at(n)])
        && !(1..n).any(|i| lexicon().is(run.chars[i], Kind::Stop) && (n == 2 || i + 1 == n))
    {
        out.push(Reading { len: run.at(n), points: TITLED });
    }
}

/// Whether a text is written like a side that no table lists: 維方.
pub(crate) fn is_side(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next().is_some_and(|c| c != '方' && !is_surname(c));
    first && chars.next() == Some('方') && chars.next().is_none()
}

/// Whether characters are not outright unlike a name.
fn may_be(chars: &[char]) -> bool {
    let sounds: i32 = chars.iter().map(|&c| points(c, FOREIGN)).sum();
    let surname = points(chars[0], SURNAME);
    chars.len() == 3 && given(&chars[1..]) > -30
        || surname > i32::from(LEAST) && (chars.len() > 3 || surname + given(&chars[1..]) > -90)
        || sounds > -15 * chars.len() as i32
}

/// Points of a given name of one or two characters.
fn given(chars: &[char]) -> i32 {
    match chars {
        [c] => points(*c, ONLY),
        [a, b] => points(*a, FIRST) + points(*b, LAST),
        _ => -30,
    }
}

/// Readings as surname and given name.
fn chinese(page: &Page<'_>, at: usize, run: &Run<'_>, out: &mut Vec<Reading>) {
    let lex = lexicon();
    let c = &run.chars[..run.len];
    let text = &page.level[at..];
    // 林鄭, 葉劉: two surnames stand for a married woman.
    let doubled = c.len() >= 2 && c[..2].iter().all(|&c| points(c, SURNAME) > SURE);
    let mut push = |n: usize, p: i32, sure: bool| {
        let torn = page.torn(at, at + run.at(n));
        let mut p = p.min(CHINESE_CAP) - torn;
        // 某某則相信: an adverb where a given name might end.
        if n >= 3
            && lex.is(c[n - 1], Kind::Stop)
            && page.word_at(at + run.at(n - 1)).is_some()
            && !text[run.at(n)..].starts_with(['（', '(', '、'])
        {
            p -= 60;
        }
        if sure && torn == 0 && !lex.is(c[n - 1], Kind::Stop) && page.is_boundary(at + run.at(n), n) {
            p = p.max(if n == 2 && !doubled { FITTING - 15 } else { FITTING });
        }
        if p > -75 {
            out.push(Reading { len: run.at(n), points: p });
        }
    };
    // 曾訪港: what is a word of its own at the start must say by its characters that it is a name.
    let word = page.word_at(at).is_some();
    let surname = points(c[0], SURNAME);
    let common = c.len() >= 2 && lex.begins_common(&text[..run.at(2)]);
    if surname > i32::from(LEAST) && !common {
        let second = c.get(1).map_or(i32::from(LEAST), |&c| points(c, SURNAME));
        for n in 2..=c.len().min(3) {
            push(n, surname + given(&c[1..n]), surname > SURE && !word);
        }
        // Married women keep both surnames: 林鄭月娥.
        if c.len() >= 4 && second > i32::from(LEAST) {
            push(
                4,
                surname + second.clamp(-20, 0) + given(&c[2..4]).min(20),
                surname > SURE && second > SURE,
            );
        }
    }
    for width in [2, 3] {
        if c.len() > width && lex.is_long_surname(&text[..run.at(width)]) {
            // Japanese given names use more characters than the table knows.
            for n in width + 1..=c.len().min(width + 3) {
                let rest = &c[width..n];
                let p = if rest.len() == 3 { -25 } else { given(rest).max(-20) };
                push(n, 15 + p, false);
            }
        }
    }
}

/// Readings as a foreign name written by sound.
fn foreign(page: &Page<'_>, at: usize, run: &mut Run<'_>, after_title: bool, out: &mut Vec<Reading>) {
    let lex = lexicon();
    let mut sum = 0;
    let mut dotted = false;
    let mut best = 0;
    for n in 1..=LONGEST {
        if !run.reach(n) {
            break;
        }
        let c = run.chars[n - 1];
        if lex.is(c, Kind::Dot) {
            if n == 1 || !run.reach(n + 1) {
                return;
            }
            dotted = true;
            continue;
        }
        if n > 1 && !lex.is(run.chars[n - 2], Kind::Dot) {
            let here = at + run.at(n - 1);
            if page.long_word_at(here) || lex.is(c, Kind::Stop) && page.word_at(here).is_some() {
                break;
            }
        }
        let p = points(c, FOREIGN);
        let after_dot = n > 1 && lex.is(run.chars[n - 2], Kind::Dot);
        sum += if after_dot { p.max(0) } else { p };
        if sum < -90 || dotted && !after_dot && p < -30 {
            break;
        }
        if n < 2 {
            continue;
        }
        if sum <= 0 || sum <= best && !page.is_boundary(at + run.at(n), n) {
            continue;
        }
        let level = &page.level[at..at + run.at(n)];
        best = best.max(sum);
        if !after_title && lex.is_whole_common(level) || lex.is_common(level) {
            continue;
        }
        let short = if n == 2 { 10 } else { 0 };
        let whole = if dotted { 25 } else { 0 };
        // Among readings of one run the fuller sum wins, by a little.
        let tie = sum.min(100) / 20;
        // What stands behind the best end of the run speaks against a longer reading, less so right before a cue.
        let cue = page.word_at(at + run.at(n)).is_some_and(Class::is_cue);
        let beyond = (best - sum) / if cue { 3 } else { 1 };
        // 密歇根州, 庫爾勒市: a place.
        let place = !after_title
            && (n > 2 && PLACES.contains(c)
                || page.word_at(at + run.at(n)).is_none()
                    && run.reach(n + 1)
                    && PLACES.contains(run.chars[n]));
        let against = beyond + if place { 40 } else { 0 };
        out.push(Reading {
            len: run.at(n),
            points: (sum - 30 - short).min(FOREIGN_CAP) + whole + tie - against,
        });
    }
}

/// Whether a bracket opens `text` and a name in Latin letters stands in it: 範亞倫（Aaron Friedberg）.
pub(crate) fn latin_bracket(text: &str) -> bool {
    let Some(inner) = text.strip_prefix(['（', '(']) else { return false };
    let inner = inner.trim_start();
    let end = inner.find(['）', ')', '，', ',']).unwrap_or(inner.len());
    let inner = inner[..end].trim_end();
    let mut count = 0;
    let named = inner.len() <= 60
        && inner.split_whitespace().all(|w| {
            count += 1;
            let mut rest = w.chars();
            rest.next().is_some_and(char::is_uppercase)
                && rest.any(|c| c.is_lowercase() || c == '.')
                && w.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\''))
                || count > 1 && w.len() <= 3 && w.is_ascii()
        });
    named && (1..=4).contains(&count) && !lexicon().latin_tails.iter().any(|t| inner.ends_with(t.as_str()))
}

/// The length of a name in Latin letters that opens `text`: two to four words in capitals, one after a title.
fn latin(text: &str, after_title: bool) -> Option<usize> {
    let mut words = 0;
    let mut end = 0;
    let mut at = 0;
    while words < 4 {
        let rest = &text[at..];
        let len = rest.find(|c: char| !(is_latin(c) || matches!(c, '.' | '-' | '\''))).unwrap_or(rest.len());
        let capitals = rest[..len].chars().all(|c| c.is_ascii_uppercase());
        if len < 2
            || !rest.starts_with(|c: char| c.is_ascii_uppercase())
            || capitals && !(after_title && words == 0)
        {
            break;
        }
        words += 1;
        end = at + len;
        if capitals || !text[end..].starts_with(' ') {
            break;
        }
        at = end + 1;
    }
    // The Daily Beast
    let institution =
        text.starts_with("The ") || lexicon().latin_tails.iter().any(|t| text[..end].ends_with(t.as_str()));
    (!institution && (words >= 2 || words == 1 && after_title)).then_some(end)
}

/// Whether a levelled phrase has the shape of a person's name.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let mut chars = ['\0'; 5];
    let mut n = 0;
    for c in text.chars() {
        if n == chars.len() {
            n += 1;
            break;
        }
        chars[n] = c;
        n += 1;
    }
    let sounds =
        || text.chars().map(|c| points(c, FOREIGN)).sum::<i32>() > 30 && !lexicon().is_whole_common(text);
    match n {
        2 | 3 => {
            let p = points(chars[0], SURNAME) + given(&chars[1..n]);
            !lexicon().begins_common(text) && p > -30 || n == 3 && sounds()
        }
        4 => text.get(..6).is_some_and(|two| lexicon().is_long_surname(two)) || sounds(),
        0 | 1 => false,
        _ => sounds(),
    }
}

/// Whether all characters may write a foreign name.
pub(crate) fn all_sound(level: &str) -> bool {
    level.chars().all(|c| lexicon().is(c, Kind::Dot) || points(c, FOREIGN) > -10)
}

/// Whether a character may open a name.
pub(crate) fn may_open(c: char) -> bool {
    points(c, SURNAME) > i32::from(LEAST) || points(c, FOREIGN) > 0
}

/// Whether a character writes foreign names more often than other words.
pub(crate) fn sounds_foreign(c: char) -> bool {
    points(c, FOREIGN) > 0
}

/// Whether a character is a surname at all.
pub(crate) fn may_be_surname(c: char) -> bool {
    points(c, SURNAME) > i32::from(LEAST)
}

/// Whether a character is a surname more often than not.
pub(crate) fn is_surname(c: char) -> bool {
    points(c, SURNAME) > -40
}
