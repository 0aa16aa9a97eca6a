//! Titles and headings: whose words they report, often by an office or a body that only the text below names.

use super::{Line, Sequence};
use crate::clause::MentionKind;
use crate::genre::Genre;
use crate::lexicon::Class;
use crate::page::PageKind;
use crate::script::is_han;
use crate::source::hear;
use crate::voice::VoiceKind;
use std::collections::BTreeMap;
use tifa_text::ByteRange;

/// Pairs of characters that a headline must share with the words of the one who speaks in it, at least.
const SHARED: u32 = 3;
/// The same as a share of the headline's pairs: one of so many.
const PART: u32 = 5;

impl Sequence<'_, '_> {
    /// Reads a title or a heading.
    pub(super) fn headline(&mut self, index: usize) {
        let page = &self.pages[index];
        let Some((first, last)) = page.sentences.first().zip(page.sentences.last()) else { return };
        let range = first.hull(*last);
        let heard = hear(page, range);
        for m in &heard.mentions {
            self.cast.note(page, m);
        }
        if !self.announced {
            self.left = 0;
        }
        // 某某談…(摘要): what follows is his words.
        self.open_section(index, range, &heard);
        let current = self.running.map(|r| r.voice);
        let colon = heard.hits.iter().find(|h| h.cue.of(page.text).starts_with(['：', ':']));
        let spoken = heard.hits.iter().find(|h| {
            h.source.is_some() && !matches!(h.class, Class::Emote | Class::Mild | Class::Show | Class::Joint)
        });
        // 甲強烈譴責…　乙：…: the first unless the second says more.
        let share = |h: &crate::source::Hit| {
            let later = heard
                .hits
                .iter()
                .filter(|n| n.cue.start > h.cue.start && n.source != h.source)
                .filter_map(|n| n.source)
                .map(|s| s.range.start);
            let end = later.filter(|&s| s > h.cue.end).min().unwrap_or(range.end);
            end.saturating_sub(h.cue.end)
        };
        let hit = match (colon, spoken) {
            (Some(c), Some(s))
                if s.class != Class::Report
                    && s.cue.start < c.cue.start
                    && s.source != c.source
                    && share(s) > share(c) =>
            {
                Some(s)
            }
            (c, s) => c.or(s),
        };
        if let Some((h, voice)) = hit.and_then(|h| Some((h, self.voice_of(page, h, current, None)?))) {
            if let Some(MentionKind::Role(title)) = h.source.map(|s| s.kind) {
                self.offices.push((self.lines.len(), title.of(&page.level).to_owned()));
            }
            if page.kind == PageKind::Title {
                self.title = Some(voice);
            }
            let verdict = self.verdict(page, range, voice, Some(h), &heard);
            self.lines.push(Line { page: index, range, verdict: Some(verdict) });
            return;
        }
        if self.genre != Genre::Column
            && heard.hits.iter().any(|h| {
                h.source.is_none()
                    && matches!(h.class, Class::Say | Class::Stance | Class::Act | Class::Head)
                    && h.cue.start < range.start + 7
            })
        {
            self.pending.push(self.lines.len());
        }
        self.lines.push(Line { page: index, range, verdict: None });
    }

    /// Gives headlines of an office, a body or a group (學者：…, 外交部：…) to the one below who says what they say.
    pub(super) fn settle_headlines(&mut self) {
        for (at, title) in std::mem::take(&mut self.offices) {
            if let (Some(voice), Some(v)) = (self.cast.first_holder(&title), self.lines[at].verdict.as_mut())
            {
                v.voice = voice;
            }
        }
        for at in 0..self.lines.len() {
            let Line { page, range, verdict: Some(v) } = &self.lines[at] else { continue };
            let page = &self.pages[*page];
            if !page.is_headline() || self.cast.voice(v.voice).kind == VoiceKind::Person {
                continue;
            }
            let from = v.cue.map_or(range.start, |c| if c.end < range.end { c.end } else { range.start });
            let pairs = Pairs::of(ByteRange { start: from, end: range.end }.of(&page.level));
            if let Some(voice) = self.speaks_below(at, &pairs, v.voice)
                && let Some(v) = self.lines[at].verdict.as_mut()
            {
                v.voice = voice;
            }
        }
    }

    /// Who below a headline says what it says, when somebody does so more than `printed`, whom it names.
    fn speaks_below(&self, at: usize, pairs: &Pairs, printed: u32) -> Option<u32> {
        let kind = &self.pages[self.lines[at].page].kind;
        let below = self.lines[at + 1..].iter().take_while(|l| match &self.pages[l.page].kind {
            PageKind::Title => false,
            PageKind::Heading => *kind == PageKind::Title,
            _ => true,
        });
        let mut shared: BTreeMap<u32, u128> = BTreeMap::new();
        for line in below {
            let page = &self.pages[line.page];
            if let Some(v) = line.verdict.as_ref().filter(|_| !page.is_headline()) {
                *shared.entry(v.voice).or_default() |= pairs.shared_with(line.range.of(&page.level));
            }
        }
        let own = shared.get(&printed).map_or(0, |s| s.count_ones());
        let (&voice, most) = shared
            .iter()
            .map(|(voice, s)| (voice, s.count_ones()))
            .max_by_key(|&(voice, n)| (n, std::cmp::Reverse(*voice)))?;
        let enough = most >= SHARED && most * PART >= pairs.len() && most > 2 * own;
        (enough && self.cast.voice(voice).kind != VoiceKind::Outlet).then_some(voice)
    }
}

/// The pairs of neighbouring Chinese characters of a text, at most 128.
pub(super) struct Pairs(Vec<[char; 2]>);

impl Pairs {
    pub(super) fn of(text: &str) -> Self {
        let mut pairs: Vec<[char; 2]> = each(text).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs.truncate(128);
        Self(pairs)
    }

    fn len(&self) -> u32 {
        self.0.len() as u32
    }

    /// Which of them stand in another text, a bit each.
    pub(super) fn shared_with(&self, text: &str) -> u128 {
        each(text).filter_map(|p| self.0.binary_search(&p).ok()).fold(0, |set, i| set | 1 << i)
    }
}

/// Neighbouring Chinese characters.
fn each(text: &str) -> impl Iterator<Item = [char; 2]> {
    text.chars().zip(text.chars().skip(1)).filter(|&(a, b)| is_han(a) && is_han(b)).map(|(a, b)| [a, b])
}
