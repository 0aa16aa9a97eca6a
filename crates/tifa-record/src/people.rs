//! People: names found in the document by where they stand, and one person for all forms of a name.
//!
//! No list of people is used. A candidate is a run of characters that is shaped like a name (a surname and one or two
//! more, or characters that write foreign names) and ends where a word or a mark begins. It becomes a name when its
//! neighbours say so, once strongly (a title before, a cue behind) or twice weakly.

use crate::lexicon::{Class, Kind, Token, lexicon, pair};
use crate::page::{Page, PageKind};
use crate::script::is_han;
use std::collections::{BTreeMap, HashMap};
use tifa_text::ByteRange;

/// A name as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    /// Levelled form.
    pub(crate) level: String,
    /// As first written.
    pub(crate) display: String,
    /// The name this one is a part of, or itself.
    pub(crate) person: u32,
}

/// The people of a document.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub(crate) names: Vec<Name>,
    /// From the first two characters to the names that start so, longest first. Looked up, never iterated.
    index: HashMap<[char; 2], Vec<u32>>,
    /// A bit for each value of the last eight bits of a first character: most places of a text need no look-up.
    firsts: [u64; 4],
}

/// Evidence for one candidate.
#[derive(Debug, Default)]
struct Votes {
    best: i32,
    good: u32,
    /// Whether a title stood before it once.
    titled: bool,
    /// Whether it begins with a surname that is no common word.
    surnamed: bool,
    display: String,
}

impl Votes {
    /// Whether the evidence makes a name of so many characters. Two characters are easily a common word, so that they
    /// need more.
    fn is_name(&self, characters: usize) -> bool {
        match characters {
            2 => {
                self.best > STRONG
                    || self.best == STRONG && (self.good >= 2 || self.titled || self.surnamed)
                    || self.good >= 4
            }
            _ => self.best >= STRONG || self.good >= 2,
        }
    }
}

/// Settles candidates that differ by one character at an end: 王毅/王毅時, 習近平/應習近平. The one with more votes stays.
fn settle(votes: &mut BTreeMap<String, Votes>) {
    let mut drop: Vec<String> = Vec::new();
    for (long, v) in votes.iter() {
        let inner_end = long.char_indices().next_back().map_or(0, |(i, _)| i);
        let inner_start = long.chars().next().map_or(0, char::len_utf8);
        for short in [&long[..inner_end], &long[inner_start..]] {
            let Some(s) = votes.get(short) else { continue };
            let foreign = all_sound(short) && !all_sound(long);
            if s.good > v.good || s.good == v.good && (s.best > v.best || foreign) {
                drop.push(long.clone());
            } else {
                drop.push(short.to_owned());
            }
        }
    }
    for d in drop {
        votes.remove(&d);
    }
}

/// Evidence that one place must give to make a name.
const STRONG: i32 = 3;
/// Evidence that two places must give.
const FAIR: i32 = 2;

impl People {
    /// Reads the names of all pages.
    pub(crate) fn collect(pages: &[Page<'_>]) -> Self {
        let mut votes: BTreeMap<String, Votes> = BTreeMap::new();
        for page in pages {
            for at in starts(page) {
                let Some((len, shape)) = candidate(page, at.byte, at.after_title) else { continue };
                if lexicon().is_common(&page.level[at.byte..at.byte + len]) {
                    continue;
                }
                let score = at.score + right_score(page, at.byte + len, at.byte == 0) + shape;
                if score < FAIR {
                    continue;
                }
                let v = votes.entry(page.level[at.byte..at.byte + len].to_owned()).or_default();
                if v.display.is_empty() {
                    v.display = page.text[at.byte..at.byte + len].to_owned();
                }
                v.best = v.best.max(score);
                v.good += 1;
                v.titled |= at.after_title;
                v.surnamed |= begins_with_surname(&page.level[at.byte..]);
            }
            if let PageKind::Turn(label) = &page.kind {
                let name = label_name(label);
                let v = votes.entry(crate::script::level(&name)).or_default();
                v.display = name;
                v.best = STRONG + 1;
                v.good += 1;
            }
        }
        settle(&mut votes);
        let mut people = Self::default();
        for (level, v) in &votes {
            let characters = level.chars().count();
            if v.is_name(characters) && (2..=20).contains(&characters) {
                people.names.push(Name { level: level.clone(), display: v.display.clone(), person: 0 });
            }
        }
        people.join();
        people.chain(pages);
        people
    }

    /// Takes the names that stand in a row with a known one: 甲、乙和丙.
    fn chain(&mut self, pages: &[Page<'_>]) {
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        for page in pages {
            for (i, c) in page.level.char_indices().filter(|(_, c)| matches!(c, '、' | '和' | '及' | '与'))
            {
                let at = i + c.len_utf8();
                let known = self.ends_before(&page.level, i);
                if !known || !page.may_open_name(at) {
                    continue;
                }
                if let Some((len, shape)) = candidate(page, at, false)
                    && shape >= -1
                    && page.is_boundary(at + len, 3)
                    && page.level[at..at + len].chars().count() >= 3
                    && self.at(&page.level, at).is_none()
                    && !lexicon().is_common(&page.level[at..at + len])
                {
                    found
                        .entry(page.level[at..at + len].to_owned())
                        .or_insert_with(|| page.text[at..at + len].to_owned());
                }
            }
        }
        if found.is_empty() {
            return;
        }
        self.names.extend(found.into_iter().map(|(level, display)| Name { level, display, person: 0 }));
        self.index.clear();
        self.firsts = [0; 4];
        self.join();
    }

    /// Whether a known name ends right before byte `end`.
    fn ends_before(&self, text: &str, end: usize) -> bool {
        (2..=5).any(|n| {
            text[..end]
                .char_indices()
                .nth_back(n - 1)
                .is_some_and(|(start, _)| self.at(text, start).is_some_and(|(_, len)| start + len == end))
        })
    }

    /// Joins the parts of a name to the fullest form and builds the index.
    fn join(&mut self) {
        // Married women of Hong Kong and most Japanese are called by the first two of four characters: 林鄭, 安倍.
        let mut parts: Vec<Name> = Vec::new();
        for n in &self.names {
            let chars: Vec<char> = n.level.chars().collect();
            if chars.len() == 4 && chars.iter().all(|&c| is_han(c)) && !all_sound(&n.level) {
                let cut = n.level.char_indices().nth(2).map_or(0, |(i, _)| i);
                parts.push(Name {
                    level: n.level[..cut].to_owned(),
                    display: n.display[..cut].to_owned(),
                    person: 0,
                });
            }
        }
        for p in parts {
            if !self.names.iter().any(|n| n.level == p.level) {
                self.names.push(p);
            }
        }
        // A name that begins or ends a longer one is the same person; the longest stands for all.
        let forward: BTreeMap<&str, u32> =
            self.names.iter().enumerate().map(|(i, n)| (n.level.as_str(), i as u32)).collect();
        let backward: BTreeMap<String, u32> =
            self.names.iter().enumerate().map(|(i, n)| (n.level.chars().rev().collect(), i as u32)).collect();
        let persons: Vec<u32> = (0..self.names.len())
            .map(|i| {
                let own = self.names[i].level.as_str();
                let mirrored: String = own.chars().rev().collect();
                let begins = forward.range(own..).take_while(|(n, _)| n.starts_with(own)).map(|(_, &j)| j);
                let ends = backward
                    .range(mirrored.clone()..)
                    .take_while(|(n, _)| n.starts_with(&mirrored))
                    .map(|(_, &j)| j);
                begins
                    .chain(ends)
                    .min_by_key(|&j| (usize::MAX - self.names[j as usize].level.len(), j))
                    .unwrap_or(i as u32)
            })
            .collect();
        for (i, &p) in persons.iter().enumerate() {
            self.names[i].person = p;
        }
        for (i, n) in self.names.iter().enumerate() {
            let mut chars = n.level.chars();
            if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
                self.index.entry([a, b]).or_default().push(i as u32);
                let (word, bit) = first_bit(a);
                self.firsts[word] |= bit;
            }
        }
        for i in 0..self.names.len() {
            let mut chars = self.names[i].level.chars();
            if let (Some(a), Some(b)) = (chars.next(), chars.next())
                && let Some(list) = self.index.get_mut(&[a, b])
            {
                list.sort_by_key(|&j| (usize::MAX - self.names[j as usize].level.len(), j));
            }
        }
    }

    /// The fullest form of a name.
    pub(crate) fn person(&self, name: u32) -> u32 {
        self.names.get(name as usize).map_or(name, |n| n.person)
    }

    /// The name as first written.
    pub(crate) fn display(&self, name: u32) -> &str {
        self.names.get(name as usize).map_or("", |n| n.display.as_str())
    }

    /// The longest known name that starts at byte `at` of a levelled text.
    fn at(&self, text: &str, at: usize) -> Option<(u32, usize)> {
        let rest = &text[at..];
        let (word, bit) = first_bit(rest.chars().next()?);
        if self.firsts[word] & bit == 0 {
            return None;
        }
        let key = pair(rest)?;
        let list = self.index.get(&key)?;
        list.iter()
            .map(|&i| (i, &self.names[i as usize].level))
            .find(|(_, n)| rest.starts_with(n.as_str()))
            .map(|(i, n)| (i, n.len()))
    }

    /// Puts the names of the document among the words of a page.
    pub(crate) fn mark(&self, page: &mut Page<'_>) {
        if self.names.is_empty() {
            return;
        }
        let old = std::mem::take(&mut page.tokens);
        let mut out: Vec<Token> = Vec::with_capacity(old.len() + 8);
        let mut next = old.iter().copied().peekable();
        let mut at = 0;
        while at < page.level.len() {
            while let Some(t) = next.peek().copied().filter(|t| (t.range.start as usize) < at) {
                // A word that began before a name and was kept already, or began inside one.
                let _ = t;
                next.next();
            }
            let found = self.at(&page.level, at);
            let word = next.peek().copied().filter(|t| t.range.start as usize == at);
            match (found, word) {
                (Some((name, len)), w) if w.is_none_or(|w| w.range.len() <= len) => {
                    out.push(Token { range: ByteRange::new(at, at + len), class: Class::Name, name });
                    at += len;
                }
                (_, Some(w)) => {
                    out.push(w);
                    at = w.range.end as usize;
                }
                _ => at += page.level[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        page.set_tokens(out);
    }
}

/// Word and bit of a character in a set of 256.
fn first_bit(c: char) -> (usize, u64) {
    let low = u32::from(c) as usize & 0xFF;
    (low >> 6, 1 << (low & 63))
}

/// A place where a name may start.
struct Start {
    byte: usize,
    score: i32,
    after_title: bool,
}

/// Places of a page where a name may start, with what the left neighbour says.
fn starts(page: &Page<'_>) -> Vec<Start> {
    let mut out = Vec::new();
    let mut seen = 0;
    let mut push = |byte: usize, score: i32, after_title: bool| {
        if page.may_open_name(byte) {
            out.push(Start { byte, score, after_title });
        }
    };
    let mut mark = true;
    for (at, c) in page.level.char_indices() {
        if mark && (is_han(c) || c.is_ascii_alphabetic()) {
            push(at, 1, false);
        }
        mark = !is_han(c) && !c.is_alphanumeric();
    }
    for t in &page.tokens {
        let end = t.range.end as usize;
        if end <= seen {
            continue;
        }
        seen = end;
        match t.class {
            Class::Office | Class::Role => push(end, 2, true),
            Class::Body | Class::Tail | Class::Place | Class::Outlet | Class::Press | Class::Group => {
                push(end, 1, false);
            }
            Class::Link | Class::Time | Class::PrepShort | Class::PrepLong | Class::Of | Class::According => {
                push(end, 0, false);
            }
            c if c.is_cue() => push(end, 0, false),
            _ => {}
        }
    }
    out.sort_by_key(|s| (s.byte, -s.score));
    out.dedup_by_key(|s| s.byte);
    out
}

/// What the right neighbour says of a candidate.
fn right_score(page: &Page<'_>, end: usize, opens: bool) -> i32 {
    match page.word_at(end) {
        Some(Class::Courtesy | Class::Office | Class::Role) => return 2,
        Some(Class::Plain) | None => {}
        Some(c) if c.is_cue() => return 2,
        Some(
            Class::Adverb | Class::Time | Class::Verb | Class::PrepLong | Class::PrepShort | Class::Closer,
        ) => {
            return 1;
        }
        Some(_) => return 0,
    }
    match page.level[end..].chars().next() {
        Some('（' | '(') => 1,
        Some('：' | ':') if opens || page.is_headline() => 2,
        Some('：' | ':') => 1,
        Some('、' | '》') => 0,
        _ => 0,
    }
}

/// Whether all characters may write a foreign name.
fn all_sound(level: &str) -> bool {
    level.chars().all(|c| lexicon().is(c, Kind::Sound) || lexicon().is(c, Kind::Dot))
}

/// The candidate at byte `at`: its length in bytes and what its shape says (−1 doubtful, 0 plain, 1 telling).
fn candidate(page: &Page<'_>, at: usize, after_title: bool) -> Option<(usize, i32)> {
    let lex = lexicon();
    let rest = page.level.get(at..)?;
    let chars: Vec<(usize, char)> = rest.char_indices().take(16).collect();
    let end_of = |n: usize| chars.get(n).map_or(rest.len().min(at_end(&chars)), |&(i, _)| i);
    let first = chars.first()?.1;
    if first.is_ascii_alphabetic() {
        return latin(&page.text[at..], after_title).map(|len| (len, 0));
    }
    if !is_han(first) {
        return None;
    }
    // Distance in characters to the first place where a name may end, and the run of sounds.
    let edge = (1..chars.len()).find(|&n| page.is_boundary(at + end_of(n), n)).unwrap_or(chars.len());
    let sounds = chars[..edge.min(chars.len())]
        .iter()
        .take_while(|&&(_, c)| lex.is(c, Kind::Sound) || lex.is(c, Kind::Dot))
        .count();
    // After a dot the name runs on to where a word begins: 谢尔盖·某某.
    if chars[..sounds].iter().skip(1).any(|&(_, c)| lex.is(c, Kind::Dot)) {
        let end = chars[..edge.min(chars.len())]
            .iter()
            .take_while(|&&(_, c)| is_han(c) && !lex.is(c, Kind::Stop) || lex.is(c, Kind::Dot))
            .count();
        let trailing = chars[..end].iter().rev().take_while(|&&(_, c)| lex.is(c, Kind::Dot)).count();
        return (end - trailing >= 3).then(|| (end_of(end - trailing), 1));
    }
    let stop = (2..edge).find(|&n| lex.is(chars[n].1, Kind::Stop)).unwrap_or(edge);
    let compound = chars.get(1).is_some_and(|&(_, second)| lex.is_compound_surname([first, second]));
    let surname = compound || lex.is(first, Kind::Surname);
    let weak = !surname && lex.is(first, Kind::Weak) || lex.is(first, Kind::Weak) && !compound;
    let dotted = chars[..sounds].iter().any(|&(_, c)| lex.is(c, Kind::Dot));
    if sounds >= 3 && (sounds == edge || sounds >= stop.min(edge) || dotted || !surname) {
        return Some((end_of(sounds), i32::from(sounds >= 3)));
    }
    if after_title && (2..=4).contains(&stop) {
        return Some((end_of(stop), if surname && stop <= 3 { 1 } else { 0 }));
    }
    if sounds == 2 && edge == 2 && !surname {
        return Some((end_of(2), -1));
    }
    if !surname && !weak {
        return (after_title && sounds >= 2).then(|| (end_of(sounds), 0));
    }
    let doubled = chars.get(1).is_some_and(|&(_, c)| lex.is(c, Kind::Surname));
    let n = match stop {
        2 | 3 => stop,
        4 if compound || doubled => 4,
        n if n > 3 => 3 + usize::from(compound),
        _ => return None,
    };
    let doubt =
        if weak { -1 } else { 0 } - i32::from(n != edge && n != stop) + 2 * i32::from(after_title && !weak);
    Some((end_of(n), doubt.min(1)))
}

/// The length of a name in Latin letters that opens `text`: two to four words in capitals, one after a title.
fn latin(text: &str, after_title: bool) -> Option<usize> {
    let mut words = 0;
    let mut end = 0;
    let mut at = 0;
    while words < 4 {
        let rest = &text[at..];
        let len = rest
            .find(|c: char| !(c.is_ascii_alphabetic() || matches!(c, '.' | '-' | '\'')))
            .unwrap_or(rest.len());
        if len < 2
            || !rest.starts_with(|c: char| c.is_ascii_uppercase())
            || rest[..len].chars().all(|c| c.is_ascii_uppercase())
        {
            break;
        }
        words += 1;
        end = at + len;
        if !text[end..].starts_with(' ') {
            break;
        }
        at = end + 1;
    }
    (words >= 2 || words == 1 && after_title).then_some(end)
}

/// Whether a levelled text begins with a surname that is not a common word too.
fn begins_with_surname(text: &str) -> bool {
    let lex = lexicon();
    text.chars().next().is_some_and(|c| lex.is(c, Kind::Surname) && !lex.is(c, Kind::Weak))
        || pair(text).is_some_and(|two| lex.is_compound_surname(two))
}

/// Whether a levelled phrase has the shape of a person's name.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let characters = text.chars().count();
    (2..=4).contains(&characters) && begins_with_surname(text) || characters >= 3 && all_sound(text)
}

/// Bytes of all characters taken.
fn at_end(chars: &[(usize, char)]) -> usize {
    chars.last().map_or(0, |&(i, c)| i + c.len_utf8())
}

/// The name in the label of a turn: without titles when a name is left, else the label. 黃毓民議員 gives 黃毓民,
/// 新华社记者 stays.
pub(crate) fn label_name(label: &str) -> String {
    let label = label.trim().trim_matches(|c| matches!(c, '《' | '》' | '：' | ':'));
    let bare: String = label.split(['（', '(']).next().unwrap_or(label).trim().replace(['《', '》'], "");
    let level = crate::script::level(&bare);
    let titles: Vec<Token> = lexicon()
        .tokens(&level, false)
        .into_iter()
        .filter(|t| t.class.is_title() || t.class == Class::Courtesy)
        .collect();
    let lex = lexicon();
    let named = |s: &str| {
        let chars: Vec<char> = s.chars().collect();
        (2..=4).contains(&chars.len())
            && chars.iter().all(|&c| is_han(c))
            && (lex.is(chars[0], Kind::Surname)
                || lex.is(chars[0], Kind::Weak)
                || lex.is_compound_surname([chars[0], chars[1]]))
            || chars.len() >= 3 && all_sound(s)
    };
    if let Some(t) = titles.last()
        && t.range.end as usize == level.len()
        && named(&level[..t.range.start as usize])
    {
        return bare[..t.range.start as usize].to_owned();
    }
    if let Some(t) = titles.iter().rev().find(|t| named(&level[t.range.end as usize..])) {
        return bare[t.range.end as usize..].to_owned();
    }
    bare
}
