//! In whose mouth the words at a place stand, and how.

use crate::corpus::{Corpus, Head};
use crate::text::{Text, Voice, parts};
use jiff::civil::Date;
use serde::Serialize;
use tifa_record::{Force, Mode};
use tifa_text::ByteRange;
use tifa_text::quotation::quotations;

/// How words stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Context {
    /// As a speaker's own words: inside quotation marks, or in a turn of a transcript.
    Direct,
    /// Inside quotation marks, of nobody the text names.
    Unattributed,
    /// As what a speaker denies.
    Denied,
    /// As a question, which the words alone do not show.
    Asked,
    /// As what somebody else said, in a speaker's words.
    Nested,
    /// As a speaker's words in paraphrase.
    Indirect,
    /// Over the words of several speakers.
    Several,
    /// In the outlet's own words.
    Narrated,
}

impl Context {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Unattributed => "unattributed",
            Self::Denied => "denied",
            Self::Asked => "asked",
            Self::Nested => "nested",
            Self::Indirect => "indirect",
            Self::Several => "several",
            Self::Narrated => "narrated",
        }
    }
}

/// Whose words stand at a place.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub context: Context,
    /// Who speaks: of nested speech the inner speaker.
    pub speaker: Option<String>,
    /// Whether that is the speaker asked for; `true` when none was asked for and anybody speaks.
    pub own: bool,
    /// Whether it was said in the days asked for; `None` when the text does not tell and they may be.
    pub in_days: Option<bool>,
    /// The voice's index.
    pub voice: Option<usize>,
}

/// Share of a place's characters that may lie outside a voice or its quotation marks: alignment of a changed quotation
/// may be off by a character at its ends.
const STRAY: usize = 10;

/// What a place is asked for.
pub(super) struct Asked<'a> {
    pub speaker: Option<&'a str>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    /// Whether the quotation itself ends as a question.
    pub question: bool,
}

impl Asked<'_> {
    /// Whether something said between `said.0` and `said.1` lies in the days asked for; `None` when it has no date.
    fn days(&self, said: Option<(Date, Date)>) -> Option<bool> {
        if self.from.is_none() && self.to.is_none() {
            return Some(true);
        }
        said.map(|(first, last)| {
            self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
        })
    }
}

/// In whose mouth the folded bytes `range` of `text` stand.
pub(super) fn standing<C: Corpus>(
    corpus: &C,
    text: &Text,
    head: &Head,
    range: ByteRange,
    asked: &Asked<'_>,
) -> Standing {
    let here = |v: &&Voice| v.range.overlaps(range);
    let first = text.voices.iter().position(|v| here(&v));
    let voices: Vec<(usize, &Voice)> =
        text.voices.iter().enumerate().skip(first.unwrap_or(0)).take_while(|(_, v)| here(v)).collect();
    let published = head.day.map(|d| (d, d));
    let outside = uncovered(text, range, voices.iter().map(|v| v.1.range));
    let total = uncovered(text, range, std::iter::empty());
    let mostly = |uncovered: usize| uncovered * STRAY <= total;
    let main = voices.iter().max_by_key(|(i, v)| (shared(v.range, range), std::cmp::Reverse(*i)));
    let Some(&(index, voice)) = main.filter(|_| outside * 2 <= total) else {
        let context = if in_marks(text, range) { Context::Unattributed } else { Context::Narrated };
        let own = asked.speaker.is_none();
        return Standing { context, speaker: None, own, in_days: asked.days(published), voice: None };
    };
    let in_days = asked.days(voice.said.or(published));
    // A draft may give words to two speakers at once; they are whoever's of the two they are.
    let means = |names: &str, v: &Voice| names.split('+').any(|name| corpus.is_speaker(name, text, v));
    let is_own = |v: &Voice| asked.speaker.is_none_or(|names| means(names, v));
    let nested = voice.nested.iter().rev().find(|n| n.0.contains(range));
    if let Some((_, speaker, force)) = nested {
        let inner = Voice { speaker: speaker.clone(), ..voice.clone() };
        // Somebody's words as another reports them are a report of them, whatever marks they stand in.
        let reported = asked.speaker.is_some() && *force != Force::Denied && is_own(&inner);
        let context = if reported { Context::Indirect } else { Context::Nested };
        let own = reported || is_own(voice);
        return Standing { context, speaker: Some(speaker.clone()), own, in_days, voice: Some(index) };
    }
    let quoted = voices.iter().flat_map(|(_, v)| {
        let whole = (v.mode == Mode::Direct).then_some(v.content);
        v.quotes.iter().copied().chain(whole)
    });
    let direct = mostly(uncovered(text, range, quoted)) || in_marks(text, range);
    let others = voices.iter().filter(|(_, v)| v.key != voice.key && !mostly(shared(v.range, range) / 3));
    let context = if others.count() > 0 {
        Context::Several
    } else if voice.force == Force::Denied {
        Context::Denied
    } else if voice.force == Force::Asked && !asked.question && (!direct || ends_in_question(text, range)) {
        Context::Asked
    } else if direct {
        Context::Direct
    } else {
        Context::Indirect
    };
    let speaker = Some(voice.speaker.clone());
    Standing { context, speaker, own: is_own(voice), in_days, voice: Some(index) }
}

fn shared(a: ByteRange, b: ByteRange) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start)) as usize
}

/// How many characters of `range` lie in none of `covers`; barriers and ends of blocks do not count.
fn uncovered(text: &Text, range: ByteRange, covers: impl Iterator<Item = ByteRange>) -> usize {
    let covers: Vec<ByteRange> = covers.collect();
    let lies_out = |at: usize| {
        let at = range.start + at as u32;
        !covers.iter().any(|c| c.start <= at && at < c.end)
    };
    let characters = range.of(&text.letters.folded).char_indices();
    characters.filter(|&(at, c)| !parts(c) && lies_out(at)).count()
}

/// Whether the place lies inside quotation marks as printed.
fn in_marks(text: &Text, range: ByteRange) -> bool {
    let printed = text.printed(range);
    !printed.is_empty()
        && printed.into_iter().all(|(block, printed)| {
            let all = quotations(&text.blocks()[block].text);
            all.iter().any(|q| q.closed && q.inner.contains(printed))
        })
}

/// Whether the sentence that the place ends in is a question.
fn ends_in_question(text: &Text, range: ByteRange) -> bool {
    let rest = text.letters.folded.get(range.end as usize..).unwrap_or_default();
    rest.chars().find(|&c| parts(c)) == Some('?')
}
