//! People: names found in the document by where they stand, and one person for all forms of a name.
//!
//! No list decides who is a person. A place where a name may start (behind a title, a mark, a preposition) and the run of
//! characters there give readings (see [`crate::shape`]); what stands on the left, the characters, and what stands on the
//! right are added up in tenths of log-odds, and the evidence of all places of the document decides. That the register has a
//! name (魏鳳和, whose last character is a word) counts as evidence like any other.

mod places;

use crate::lexicon::{Class, Kind, Token, lexicon, pair};
use crate::page::{Page, PageKind};
use crate::script::is_han;
use crate::shape::{Reading, all_sound, is_surname, readings, register_row};
use places::{addressed, right, starts};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tifa_text::{ByteRange, Characters};

pub(crate) use crate::label::label_name;
pub(crate) use crate::shape::looks_like_name;

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
    index: FxHashMap<[char; 2], Vec<u32>>,
    /// First characters: most places of a text need no look-up.
    firsts: Characters,
}

/// Evidence for one candidate.
#[derive(Debug, Default)]
struct Votes<'a> {
    /// The most that one place says.
    best: i32,
    /// Places that say enough.
    good: i32,
    display: &'a str,
}

impl Votes<'_> {
    /// What all places say together: places of one document repeat each other, so that further ones count little.
    fn total(&self) -> i32 {
        self.best + REPEATED * (self.good - 1).clamp(0, 3)
    }
}

/// Evidence that makes a name, in tenths of log-odds.
const ENOUGH: i32 = 30;
/// Evidence of one place that is worth counting.
const FAIR: i32 = 12;
/// What each further place adds.
const REPEATED: i32 = 5;

/// The candidates of a document, in the order in which they were met.
#[derive(Default)]
struct Candidates<'a> {
    all: Vec<(&'a str, Votes<'a>)>,
    by_form: FxHashMap<&'a str, usize>,
}

impl<'a> Candidates<'a> {
    fn of(&mut self, form: &'a str) -> &mut Votes<'a> {
        let next = self.all.len();
        let at = *self.by_form.entry(form).or_insert(next);
        if at == next {
            self.all.push((form, Votes::default()));
        }
        &mut self.all[at].1
    }

    /// Those that make names, ordered by form. Of two that differ by one character at an end (王毅/王毅時,
    /// 習近平/應習近平) the one with more votes stays.
    fn settled(&self) -> Vec<(&'a str, &Votes<'a>)> {
        let mut dropped = vec![false; self.all.len()];
        for (i, &(long, ref v)) in self.all.iter().enumerate() {
            let inner_end = long.char_indices().next_back().map_or(0, |(i, _)| i);
            let inner_start = long.chars().next().map_or(0, char::len_utf8);
            for short in [&long[..inner_end], &long[inner_start..]] {
                let Some(&j) = self.by_form.get(short) else { continue };
                let s = &self.all[j].1;
                let foreign = || all_sound(short) && !all_sound(long);
                let stays = s.good > v.good || s.good == v.good && (s.best > v.best || foreign());
                dropped[if stays { i } else { j }] = true;
            }
        }
        let names = self.all.iter().zip(dropped).filter(|((_, v), dropped)| !dropped && v.total() >= ENOUGH);
        let mut names: Vec<(&str, &Votes<'_>)> = names.map(|((form, v), _)| (*form, v)).collect();
        names.sort_unstable_by_key(|(form, _)| *form);
        names
    }
}

impl People {
    /// Reads the names of a document's pages and puts them among their words.
    pub(crate) fn name<'a>(pages: impl Iterator<Item = Page<'a>>) -> (Vec<Page<'a>>, Self) {
        let mut pages: Vec<Page<'a>> = pages.collect();
        let people = Self::collect(&pages);
        pages.iter_mut().for_each(|page| people.mark(page));
        (pages, people)
    }

    /// Reads the names of all pages.
    fn collect(pages: &[Page<'_>]) -> Self {
        let mut found = Candidates::default();
        let mut labels: Vec<(String, String)> = Vec::new();
        let mut read: Vec<Reading> = Vec::new();
        for page in pages {
            for at in starts(page) {
                readings(page, at.byte, at.after_title, &mut read);
                let best = read
                    .iter()
                    .map(|r| (at.points + r.points + right(page, at.byte + r.len, at.byte == 0), r.len))
                    .max();
                let best = best.max(addressed(page, &at));
                let Some((points, len)) = best.filter(|b| b.0 >= FAIR) else { continue };
                let v = found.of(&page.level[at.byte..at.byte + len]);
                if v.display.is_empty() {
                    v.display = &page.text[at.byte..at.byte + len];
                }
                v.best = v.best.max(points);
                v.good += 1;
            }
            if let PageKind::Turn(label) = &page.kind {
                let name = label_name(label);
                labels.push((crate::script::level(&name), name));
            }
        }
        for (level, name) in &labels {
            let v = found.of(level);
            v.display = name;
            v.best = v.best.max(ENOUGH);
            v.good += 1;
        }
        let mut people = Self::default();
        for (level, v) in found.settled() {
            let least = if level.is_ascii() { 2 } else { 6 };
            if (least..=60).contains(&level.len()) {
                people.add(level, v.display);
            }
        }
        people.surnames();
        people.join();
        people.chain(pages);
        people
    }

    /// Adds the last words of names in Latin letters: Christopher Balding is called Balding afterwards.
    fn surnames(&mut self) {
        let last = |name: &Name| {
            let (_, level) = name.level.rsplit_once(' ').filter(|_| name.level.is_ascii())?;
            let (_, display) = name.display.rsplit_once(' ')?;
            (level.len() > 3).then(|| (level.to_owned(), display.to_owned()))
        };
        let found: BTreeMap<String, String> = self.names.iter().filter_map(last).collect();
        for (level, display) in found {
            if self.names.iter().all(|n| n.level != level) {
                self.add(&level, &display);
            }
        }
    }

    fn add(&mut self, level: &str, display: &str) {
        self.names.push(Name { level: level.to_owned(), display: display.to_owned(), person: 0 });
    }

    /// Takes the names that stand in a row with a known one: 甲、乙和丙.
    fn chain(&mut self, pages: &[Page<'_>]) {
        static JOINS: LazyLock<Characters> = LazyLock::new(|| "、和及与".chars().collect());
        if self.names.is_empty() {
            return;
        }
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        let mut read: Vec<Reading> = Vec::new();
        for page in pages {
            let mut at = 0;
            while let Some((i, c)) = JOINS.next(&page.level, at) {
                at = i + c.len_utf8();
                let known = self.ends_before(&page.level, i);
                if !known || !page.may_open_name(at) {
                    continue;
                }
                readings(page, at, false, &mut read);
                let best = read
                    .iter()
                    .filter(|r| r.len >= 9 && page.is_boundary(at + r.len, 3))
                    .max_by_key(|r| (r.points, r.len));
                if let Some(r) = best
                    && r.points >= -15
                    && self.at(&page.level, at).is_none()
                {
                    let range = at..at + r.len;
                    found
                        .entry(page.level[range.clone()].to_owned())
                        .or_insert_with(|| page.text[range].to_owned());
                }
            }
        }
        if found.is_empty() {
            return;
        }
        self.names.extend(found.into_iter().map(|(level, display)| Name { level, display, person: 0 }));
        self.index.clear();
        self.firsts = Characters::default();
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
        // Married women of Hong Kong and most Japanese are called by the first two of four characters: 林鄭, 安倍; others
        // by what stands behind the last dot.
        let mut parts: Vec<Name> = Vec::new();
        for n in &self.names {
            let range = match n.level.rfind(|c| lexicon().is(c, Kind::Dot)) {
                Some(dot) => {
                    let from = dot + n.level[dot..].chars().next().map_or(1, char::len_utf8);
                    if n.level.len() - from < 6 { continue } else { from..n.level.len() }
                }
                None if n.level.len() == 12 && n.level.chars().all(is_han) => {
                    let long = n.level.get(..6).is_some_and(|two| lexicon().is_long_surname(two));
                    let double = n.level.chars().take(2).all(is_surname) && !all_sound(&n.level);
                    if long || double { 0..6 } else { continue }
                }
                None => continue,
            };
            parts.push(Name {
                level: n.level[range.clone()].to_owned(),
                display: n.display[range].to_owned(),
                person: 0,
            });
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
                    .chain(wife(own, &forward))
                    .min_by_key(|&j| (usize::MAX - self.names[j as usize].level.len(), j))
                    .unwrap_or(i as u32)
            })
            .collect();
        // 特朗普 and 川普, 楊潔篪 and 楊潔箎: one of the register, by the name that its row has first.
        let mut bearers: BTreeMap<usize, (usize, u32)> = BTreeMap::new();
        let row = |names: &[Name], p: u32| register_row(&names[p as usize].level);
        for &p in &persons {
            if let Some((row, place)) = row(&self.names, p) {
                let bearer = bearers.entry(row).or_insert((place, p));
                *bearer = (*bearer).min((place, p));
            }
        }
        for (i, &p) in persons.iter().enumerate() {
            let bearer = row(&self.names, p).and_then(|(row, _)| bearers.get(&row));
            self.names[i].person = bearer.map_or(p, |b| b.1);
        }
        for (i, n) in self.names.iter().enumerate() {
            let mut chars = n.level.chars();
            if let (Some(a), Some(b)) = (chars.next(), chars.next()) {
                self.index.entry([a, b]).or_default().push(i as u32);
                self.firsts.add(a);
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
        let key = pair(rest).filter(|key| self.firsts.has(key[0]))?;
        let list = self.index.get(&key)?;
        list.iter()
            .map(|&i| (i, &self.names[i as usize].level))
            .find(|(_, n)| rest.starts_with(n.as_str()) && (!n.is_ascii() || stands_alone(text, at, n.len())))
            .map(|(i, n)| (i, n.len()))
    }

    /// Puts the names of the document among the words of a page.
    fn mark(&self, page: &mut Page<'_>) {
        if self.names.is_empty() {
            return;
        }
        let old = std::mem::take(&mut page.tokens);
        let mut out: Vec<Token> = Vec::with_capacity(old.len() + 8);
        let mut next = old.iter().copied().peekable();
        let mut at = 0;
        // Where the next name may begin.
        let mut open = self.firsts.next(&page.level, 0).map_or(usize::MAX, |f| f.0);
        loop {
            // A word that began inside a name; what the name leaves of it may be a word too (堅稱 leaves 稱).
            while let Some(t) = next.next_if(|t| (t.range.start as usize) < at) {
                let end = t.range.end as usize;
                if end > at {
                    let rest = lexicon().tokens(&page.level[at..end], page.is_headline());
                    if let [w] = rest[..]
                        && w.range.len() == end - at
                    {
                        out.push(Token { range: ByteRange::new(at, end), ..w });
                        at = end;
                    }
                }
            }
            if open < at {
                open = self.firsts.next(&page.level, at).map_or(usize::MAX, |f| f.0);
            }
            let word = next.peek().copied();
            at = open.min(word.map_or(usize::MAX, |w| w.range.start as usize));
            if at == usize::MAX {
                break;
            }
            let found = if open == at { self.at(&page.level, at) } else { None };
            let word = word.filter(|w| w.range.start as usize == at);
            match (found, word) {
                (Some((name, len)), w) if w.is_none_or(|w| w.range.len() <= len) => {
                    out.push(Token { range: ByteRange::new(at, at + len), class: Class::Name, name });
                    at += len;
                }
                (_, Some(w)) => {
                    next.next();
                    out.push(w);
                    at = w.range.end as usize;
                }
                // No name after all.
                _ => at += page.level[at..].chars().next().map_or(1, char::len_utf8),
            }
        }
        page.set_tokens(out);
    }
}

/// The one longer name with the surname of 陳太, as Hong Kong calls married women.
fn wife(own: &str, names: &BTreeMap<&str, u32>) -> Option<u32> {
    let surname = own.strip_suffix('太').filter(|s| s.chars().count() == 1)?;
    let mut bearers = names.range(surname..).take_while(|(n, _)| n.starts_with(surname));
    let mut long = bearers.by_ref().filter(|(n, _)| n.len() > own.len());
    let (_, &only) = long.next()?;
    long.next().is_none().then_some(only)
}

/// Whether no Latin letter or figure touches a Latin name.
fn stands_alone(text: &str, at: usize, len: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
        && !text[at + len..].starts_with(|c: char| c.is_ascii_alphanumeric())
}
