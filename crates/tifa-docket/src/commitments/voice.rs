//! For whom a speaker speaks.

use super::table::{Word, cues, has, opened, seat};
use crate::matter::Matter;
use std::collections::BTreeMap;
use tifa_record::register::{Evidence, Register};
use tifa_record::{Class, Page, Token, level};

/// A speaker of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Voice {
    /// As the statements have him.
    pub(super) name: String,
    /// The side he speaks for, as printed (中方), when he holds an office of it.
    pub(super) side: Option<String>,
    /// First character of that side's names (中方, 中國), levelled.
    pub(super) letter: Option<char>,
    /// Whether he speaks for no side: a scholar, an outlet, sources.
    pub(super) observer: bool,
    /// Whether it is the voice of two sides together.
    pub(super) joint: bool,
}

impl Voice {
    /// A speaker of whom nothing is known.
    fn nobody(name: &str) -> Self {
        Self { name: name.to_owned(), side: None, letter: None, observer: false, joint: false }
    }
}

/// The speakers of a document and the sides they speak for, each looked up once.
#[derive(Debug, Default)]
pub(super) struct Voices {
    known: Vec<Voice>,
    /// First characters of sides, with what the document calls them.
    sides: Vec<(char, String)>,
}

impl Voices {
    /// The speaker called `name`, as a number for [`Self::get`].
    pub(super) fn find(&mut self, matter: &Matter<'_>, name: &str) -> usize {
        if let Some(known) = self.known.iter().position(|v| v.name == name) {
            return known;
        }
        let mut voice = look_up(matter, name);
        voice.side = voice.letter.map(|letter| self.side(matter, letter));
        self.known.push(voice);
        self.known.len() - 1
    }

    /// What the document calls the side whose names begin with `letter`.
    fn side(&mut self, matter: &Matter<'_>, letter: char) -> String {
        if let Some((_, name)) = self.sides.iter().find(|s| s.0 == letter) {
            return name.clone();
        }
        let name = side(matter, letter);
        self.sides.push((letter, name.clone()));
        name
    }

    /// The speaker of a number.
    pub(super) fn get(&self, number: usize) -> Option<&Voice> {
        self.known.get(number)
    }
}

/// Mentions of a name that are looked at for its titles: a headline has the name alone.
const MENTIONS: usize = 12;

/// Characters before a name in which its titles stand, and behind it in which a trade may.
const TITLES: usize = 30;

/// The first character of a word of a page.
fn first(page: &Page<'_>, word: &Token) -> Option<char> {
    page.level.get(word.range.start as usize..)?.chars().next()
}

/// What the document tells of the speaker called `name`, but for what his side is called.
fn look_up(matter: &Matter<'_>, name: &str) -> Voice {
    let levelled = level(name);
    let Some(opening) = levelled.chars().next() else { return Voice::nobody(name) };
    let mut voice = Voice { name: name.to_owned(), side: None, letter: None, observer: false, joint: false };
    voice.joint = name.contains(tifa_record::register::TOGETHER);
    let mut named = 0;
    for page in matter.pages {
        for (i, t) in page.tokens.iter().enumerate() {
            // Part of a name may stand for it; other words begin as it does.
            if t.class != Class::Name && first(page, t) != Some(opening) {
                continue;
            }
            let word = t.range.of(&page.level);
            let is_he = word == levelled || t.class == Class::Name && levelled.contains(word);
            let begins = !is_he && levelled.starts_with(word) && t.class != Class::Name;
            if !is_he && !begins {
                continue;
            }
            match t.class {
                Class::Both if is_he || begins => voice.joint = true,
                Class::Side => voice.letter = word.chars().next(),
                Class::Body | Class::Tail if seat(word).is_some() => voice.letter = seat(word),
                Class::Place | Class::Body if voice.letter.is_none() => voice.letter = word.chars().next(),
                Class::Outlet | Class::Press | Class::Group | Class::Paper | Class::Fact => {
                    voice.observer = true
                }
                Class::Name if named < MENTIONS && voice.letter.is_none() => {
                    named += 1;
                    titles(page, i, &mut voice);
                }
                _ => {}
            }
        }
        if named == MENTIONS || named > 0 && voice.letter.is_some() {
            break;
        }
    }
    if named == 0 && has(Word::Observer, &levelled) {
        voice.observer = true;
    }
    if voice.letter.is_none() && !voice.observer {
        voice.letter = from_words(matter, name).or_else(|| in_office(matter, name));
    }
    voice
}

/// Reads the titles before the name that is token `at` of the page.
fn titles(page: &Page<'_>, at: usize, voice: &mut Voice) {
    let name = page.tokens[at].range;
    let before = &page.level[..name.start as usize];
    let from = before.char_indices().rev().nth(TITLES - 1).map_or(0, |(i, _)| i);
    let stop = |c: char| "，。；：！？「」\n".contains(c);
    let start = before[from..]
        .char_indices()
        .rev()
        .find(|&(_, c)| stop(c))
        .map_or(from, |(i, c)| from + i + c.len_utf8());
    let title = &before[start..];
    let mut left = name.start;
    let mut office = false;
    for t in page.tokens[..at].iter().rev().take_while(|t| t.range.start as usize >= start) {
        // Titles are nouns in a row; a gap of a few characters may be part of one.
        if left - t.range.end > 12 {
            break;
        }
        match t.class {
            Class::Place | Class::Abbr | Class::Side if office => {
                voice.letter = t.range.of(&page.level).chars().next();
                break;
            }
            // 白宮發言人: the state is in the body.
            Class::Body | Class::Tail if seat(t.range.of(&page.level)).is_some() => {
                voice.letter = seat(t.range.of(&page.level));
                break;
            }
            Class::Office | Class::Body | Class::Tail | Class::Role => office = true,
            Class::Link | Class::Courtesy => {}
            _ => break,
        }
        left = t.range.start;
    }
    if voice.letter.is_none() && has(Word::Home, title) {
        voice.letter = Some('中');
    }
    let run = before
        .get(left.saturating_sub(12) as usize..)
        .map_or(title, |run| if run.len() < title.len() { run } else { title });
    voice.observer |= has(Word::Observer, run);
    if voice.observer {
        voice.letter = None;
    }
}

/// The side of which the speaker says what it is willing to do or will, more often than of any other.
fn from_words(matter: &Matter<'_>, name: &str) -> Option<char> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for s in matter.findings.statements.iter().filter(|s| s.speaker == name) {
        let Some(page) = matter.pages.iter().find(|p| p.block == s.place.block) else { continue };
        for t in page.tokens_in(s.place.range).iter().filter(|t| t.class == Class::Side) {
            // A side behind a verb is its object: 感謝某方支持….
            let front = page.level.get(..t.range.start as usize).unwrap_or_default();
            if !front.is_empty() && !front.ends_with(['，', '。', '；', '：', '「', '“', '\n']) {
                continue;
            }
            let behind = page.level.get(t.range.end as usize..).unwrap_or_default();
            let behind = &behind[opened(Word::Manner, behind).unwrap_or(0)..];
            let window = behind.char_indices().nth(8).map_or(behind, |(at, _)| &behind[..at]);
            let cue = cues().find(window).next().filter(|h| h.range.start == 0);
            if cue.is_some_and(|h| matches!(h.class, Word::Offer | Word::Will | Word::Stand | Word::Back))
                && let Some(letter) = t.range.of(&page.level).chars().next()
            {
                *counts.entry(letter).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|&(letter, n)| (n, std::cmp::Reverse(letter))).map(|(letter, _)| letter)
}

/// The state whose offices the register has for the speaker, when all of them are of one.
fn in_office(matter: &Matter<'_>, name: &str) -> Option<char> {
    let register = Register::shipped();
    let person = register.identify(name, Evidence::on(matter.date))?.entry.name.as_str();
    let mut states =
        register.tenures_of(person).filter(|t| register.is_state(&t.of)).map(|t| level(&t.of).chars().next());
    let first = states.next()??;
    states.all(|s| s == Some(first)).then_some(first)
}

/// A side as the document prints it: 中方 if it does, else the state that begins so, else the letter with 方.
fn side(matter: &Matter<'_>, letter: char) -> String {
    let mut state = None;
    for page in matter.pages {
        for t in page.tokens.iter().filter(|t| matches!(t.class, Class::Side | Class::Place)) {
            if first(page, t) == Some(letter) {
                match t.class {
                    Class::Side => return t.range.of(page.text).to_owned(),
                    _ if state.is_none() => state = Some(t.range.of(page.text).to_owned()),
                    _ => {}
                }
            }
        }
    }
    state.unwrap_or_else(|| format!("{letter}方"))
}
