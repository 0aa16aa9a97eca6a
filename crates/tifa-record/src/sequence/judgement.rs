//! Whether a sentence without a cue goes on with the speaker at hand, or the narrator is back.
//!
//! A linear model says so ([`crate::weights`], `models/continuation.tsv`); this module finds what it sees: where the
//! sentence stands, who is named in and behind it, how long the cue has been ago, and the signs of `tables/signs.tsv`. Words
//! count by their classes, so that a few hundred examples are enough.

use super::content::marker;
use super::continuation::opens_with_date;
use super::{Sequence, Site};
use crate::clause::{Mention, MentionKind};
use crate::genre::Genre;
use crate::lexicon::{Class, Token, lexicon};
use crate::quoted::{class_name, count_name, holds_speech, letters, tail};
use crate::source::Heard;
use crate::statement::Place;
use crate::voice::VoiceKind;
use crate::weights::{Names, Score, Sink, Weights};
use std::sync::LazyLock;
use tifa_text::ByteRange;

static MODEL: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../../models/continuation.tsv")).unwrap_or_default());

/// Tells of a sentence with these features whether it goes on with the speaker at hand, whose name it is given.
pub(crate) type Teacher<'t> = &'t dyn Fn(Place, &str, Vec<String>) -> bool;

/// Bytes from its start within which a sign that must open a sentence stands.
const OPENING: u32 = 13;

impl Sequence<'_, '_> {
    /// Whether the sentence goes on with `voice`.
    pub(super) fn goes_on(&self, site: &Site<'_, '_>, heard: &Heard, voice: u32) -> bool {
        if let Some(teacher) = self.teacher {
            let mut names = Names::default();
            self.features(site, heard, voice, &mut names);
            let name = &self.cast.voice(voice).name;
            return teacher(Place { block: site.page.block, range: site.range }, name, names.0);
        }
        let mut score = Score::new(&MODEL);
        score.add(&["bias"]);
        self.features(site, heard, voice, &mut score);
        score.sum > 0.0 || self.speaks_of_us(site, voice) || self.speaks_of_another(site, heard, voice)
    }

    /// Whether a sentence right behind a person's words is about somebody with his title behind the name: so speakers name
    /// a head of state (某某主席), and reporters put it before.
    fn speaks_of_another(&self, site: &Site<'_, '_>, heard: &Heard, voice: u32) -> bool {
        let respected = |m: &Mention| {
            matches!(m.kind, MentionKind::Person(_))
                && m.title.is_some_and(|t| t.start >= m.shown.end)
                && !self.cast.is_same(site.page, m, voice)
        };
        site.current == Some(voice)
            && !site.first
            && heard.hits.is_empty()
            && self.cast.voice(voice).kind == VoiceKind::Person
            && heard.subject.as_ref().is_some_and(respected)
    }

    /// Whether a sentence right behind a person's words opens with 我們: the texts to learn from have too few to weigh it
    /// against the columnists' 我.
    fn speaks_of_us(&self, site: &Site<'_, '_>, voice: u32) -> bool {
        let first = site.page.tokens_in(site.range).first();
        let us = |t: &Token| {
            t.class == Class::First && t.range.start == site.range.start && t.range.len() > '我'.len_utf8()
        };
        site.current == Some(voice)
            && self.cast.voice(voice).kind == VoiceKind::Person
            && first.is_some_and(us)
    }

    /// Gives what the model sees of a sentence.
    fn features(&self, site: &Site<'_, '_>, heard: &Heard, voice: u32, sink: &mut impl Sink) {
        self.setting(site, heard, voice, sink);
        self.named(site, heard, voice, sink);
        let Site { page, range, .. } = *site;
        let text = range.of(&page.level);
        sink.add(&["ends=", tail(text.trim_end(), 1)]);
        sink.add(&["size=", size(letters(text))]);
        if opens_with_date(text) {
            sink.add(&["date led"]);
        }
        if marker(text).is_some() {
            sink.add(&["marker"]);
        }
        self.shape(site, text, sink);
        let quotes = page.quotes_in(range);
        sink.add(&[match quotes.iter().any(|q| holds_speech(page, q.outer)) {
            true => "speech",
            false if quotes.is_empty() => "no quotation",
            false => "term",
        }]);
        for (at, sign) in lexicon().signs(text) {
            let at = ByteRange { start: range.start + at as u32, end: range.start + at as u32 + 1 };
            if page.quotes_in(at).is_empty() && (!sign.opens || at.start < range.start + OPENING) {
                sink.add(&["sign=", sign.class]);
            }
        }
        if let Some(t) = page.tokens_in(range).first().filter(|t| t.range.start <= range.start + 3)
            && let Some(name) = class_name(t.class)
        {
            sink.add(&["first=", name]);
        }
    }

    /// How long sentence and paragraph are, how far in they stand, and what the sentence shares with the title.
    fn shape(&self, site: &Site<'_, '_>, text: &str, sink: &mut impl Sink) {
        let few = |n: usize, most: usize| few(n.min(most) as u32);
        sink.add(&["nth=", few(site.k, 4)]);
        sink.add(&["paragraph=", few(site.page.text.len() / 180, 6)]);
        sink.add(&["quarter=", few(site.index * 4 / self.pages.len().max(1), 3)]);
        sink.add(&["commas=", few(text.matches('，').count(), 5)]);
        if text.bytes().any(|b| b.is_ascii_digit()) {
            sink.add(&["digits"]);
        }
        let shared = self.title_pairs.shared_with(text).count_ones() as usize * 10;
        let shared = shared / letters(text).max(1);
        sink.add(&["of the title=", few(shared, 3)]);
    }

    /// Where the sentence stands, and what is before and behind it.
    fn setting(&self, site: &Site<'_, '_>, heard: &Heard, voice: u32, sink: &mut impl Sink) {
        let Site { page, first, current, next, .. } = *site;
        let resumes = if self.paragraph.is_some() { "resumes" } else { "returns" };
        let place = match (current, first) {
            (None, _) => resumes,
            (_, true) => "opens",
            (_, false) => "inside",
        };
        sink.add(&["place=", place]);
        if current.is_none() {
            let gap = few(self.last.map_or(0, |(_, n)| n));
            sink.add(&["gap=", gap]);
            sink.add(&[resumes, if first { "&first" } else { "&inside" }]);
        }
        let mine = self.shares.get(&voice).copied().unwrap_or(0);
        let all: u32 = self.shares.values().sum();
        let share = match mine * 4 / all.max(1) {
            _ if mine < 3 => "few",
            0 => "0",
            1 => "1",
            2 => "2",
            _ => "3",
        };
        sink.add(&["share=", share]);
        sink.add(&["share=", share, "&", place]);
        let kind = match self.cast.voice(voice).kind {
            VoiceKind::Person => "person",
            VoiceKind::Body => "body",
            VoiceKind::Outlet => "outlet",
            VoiceKind::Side => "side",
            VoiceKind::Both => "both",
            VoiceKind::Group => "group",
        };
        sink.add(&["voice=", kind]);
        sink.add(&["voice=", kind, "&", place]);
        if self.genre == Genre::Column {
            sink.add(&["column"]);
            sink.add(&["column&", place]);
        }
        if self.title == Some(voice) {
            sink.add(&["in the title"]);
        }
        let ahead = match next {
            None => "nobody",
            Some((p, m)) => {
                // 甲說…。乙趕到。他指出…: 他 is 乙.
                let other = heard.subject.is_some_and(|s| {
                    matches!(s.kind, MentionKind::Person(_)) && !self.cast.is_same(page, &s, voice)
                });
                let same = self.cast.is_same(&self.pages[p], &m, voice);
                match (same && !(other && m.kind == MentionKind::Pronoun), p == site.index) {
                    (true, true) => "same here",
                    (true, false) => "same below",
                    (false, true) => "other here",
                    (false, false) => "other below",
                }
            }
        };
        sink.add(&["ahead=", ahead]);
        sink.add(&["ahead=", ahead, "&", place]);
        if let Some(r) = self.running {
            let since = few(r.since);
            sink.add(&["since=", since]);
            sink.add(&["since=", since, "&", place]);
            sink.add(&["paragraphs=", few(r.paragraphs), "&", place]);
            if r.quoted {
                sink.add(&["after a quotation"]);
                sink.add(&["after a quotation&", place]);
            }
        }
    }

    /// Who is named in the sentence, and what it says of them.
    fn named(&self, site: &Site<'_, '_>, heard: &Heard, voice: u32, sink: &mut impl Sink) {
        let page = site.page;
        // A name with its title behind it (某某主席) is how speakers name others, and nobody names himself.
        let bare = |m: &Mention| m.title.is_none_or(|t| t.start < m.shown.start);
        let person = |m: &&Mention| matches!(m.kind, MentionKind::Person(_));
        sink.add(&[
            "subject=",
            match &heard.subject {
                None => "nobody",
                Some(s) if !person(&s) => mention(s.kind),
                Some(s) if self.cast.is_same(page, s, voice) => "himself",
                Some(s) if bare(s) => "another",
                Some(_) => "another with title",
            },
        ]);
        if heard.mentions.iter().filter(person).any(|m| bare(m) && self.cast.is_same(page, m, voice)) {
            sink.add(&["own name"]);
        }
        sink.add(&["people=", count_name(heard.mentions.iter().filter(person).count().min(3))]);
        if heard.defines {
            sink.add(&["defines"]);
        }
        for h in &heard.hits {
            let class = class_name(h.class).unwrap_or("other");
            sink.add(&["cue=", class]);
            sink.add(&["cue=", class, "&", h.source.map_or("nobody", |s| mention(s.kind))]);
        }
    }
}

/// The kind of a mention as a name.
fn mention(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Person(_) => "person",
        MentionKind::Role(_) => "role",
        MentionKind::Body => "body",
        MentionKind::Outlet => "outlet",
        MentionKind::Press => "press",
        MentionKind::Place => "place",
        MentionKind::Side => "side",
        MentionKind::Both => "both",
        MentionKind::Group => "group",
        MentionKind::Pronoun => "pronoun",
        MentionKind::First => "first",
        MentionKind::ThisPress => "this press",
        MentionKind::ThisBody => "this body",
        MentionKind::ThisRole => "this role",
        MentionKind::Paper => "paper",
        MentionKind::Fact => "fact",
        MentionKind::Unknown => "unknown",
        MentionKind::Surname(_) => "surname",
    }
}

/// A number of characters in classes, as a name.
fn size(characters: usize) -> &'static str {
    match characters {
        0..=5 => "0",
        6..=11 => "6",
        12..=19 => "12",
        20..=34 => "20",
        35..=59 => "35",
        60..=99 => "60",
        _ => "100",
    }
}

/// A count in classes, as a name.
fn few(n: u32) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3",
        5..=8 => "5",
        _ => "9",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_weights_can_be_read() {
        let weights = Weights::parse(include_str!("../../models/continuation.tsv"));
        assert!(weights.is_ok_and(|w| w.len() > 50));
    }
}
