//! Whose words they are when several could own them: a speaker who tells of others, two speakers in one sentence, an
//! outlet and its sources.

use super::content::has_content;
use super::rules::is_single;
use super::{Sequence, Site};
use crate::clause::{Mention, MentionKind};
use crate::lexicon::Class;
use crate::page::Page;
use crate::script::word_characters;
use crate::source::{Heard, Hit, phrases};
use crate::voice::VoiceKind;
use tifa_text::ByteRange;

impl Sequence<'_, '_> {
    /// Whether the source of a sentence's hit `i` is one whom the running speaker tells of: inside a person's words others
    /// are quoted, respected (某某主席) or generalised (有人說). `same_next`: whether the next cue is his again.
    pub(super) fn is_nested(&self, site: &Site<'_, '_>, heard: &Heard, i: usize, same_next: bool) -> bool {
        let Site { page, range, current, .. } = *site;
        let h = &heard.hits[i];
        let Some(s) = h.source else { return false };
        let running = current.is_some_and(|c| self.cast.voice(c).kind == VoiceKind::Person);
        // 外交部表示，…: whoever heads a sentence and says something is a new speaker.
        let says = i == 0 && h.own && h.class == Class::Say && h.source == heard.subject;
        match s.kind {
            // 正如某某所說
            _ if running && h.cue.of(&page.level).starts_with('所') => true,
            MentionKind::First | MentionKind::Side => true,
            // 雙方都承諾: whoever speaks tells what both did.
            MentionKind::Both => running && h.class != Class::Joint,
            MentionKind::Group => {
                // 有人則指, 但有人指: somebody else.
                let next = page.level.get(s.range.end as usize..).unwrap_or_default();
                let against =
                    i == 0 && h.class == Class::Say && range.of(&page.level).starts_with(['但', '不']);
                running && s.counted && !next.starts_with('则') && !against
            }
            MentionKind::Place | MentionKind::Body | MentionKind::Press => {
                // 在北京，外交部回應稱…: whoever answers somewhere else is a new speaker.
                let between =
                    ByteRange { start: s.range.end.min(h.cue.start), end: h.cue.end }.of(&page.level);
                let answers = h.class == Class::Say
                    && h.own
                    && (h.cue.of(&page.level).starts_with(['回', '答'])
                        || between.starts_with(['也', '亦', '则']));
                running && same_next && !answers && !(says && s.kind != MentionKind::Place)
            }
            MentionKind::Person(_) => running && s.title.is_some_and(|t| t.start >= s.shown.end) && same_next,
            _ => false,
        }
    }

    /// Another who speaks later in the sentence and says more of it: 甲要求道歉；乙說，…。
    pub(super) fn louder(
        &mut self,
        page: &Page<'_>,
        range: ByteRange,
        heard: &Heard,
        i: usize,
        voice: u32,
    ) -> Option<(u32, Hit)> {
        let h = &heard.hits[i];
        let (k, n) = heard.hits[i + 1..].iter().enumerate().find(|(_, n)| {
            n.own
                && matches!(n.class, Class::Say | Class::Write)
                && n.source.is_some_and(|s| s.kind != MentionKind::Pronoun && Some(s) != h.source)
        })?;
        let start = n.source.map_or(n.cue.start, |s| s.range.start.min(n.cue.start));
        let apart =
            page.level[..start as usize].trim_end_matches(['但', '而', '另', '外', '，']).ends_with('；');
        let own = ByteRange { start: h.cue.end, end: start.max(h.cue.end) };
        let later = ByteRange { start: n.cue.end, end: range.end };
        let louder = apart && word_characters(later.of(&page.level)) > word_characters(own.of(&page.level));
        let end = heard.hits.get(i + k + 2).map(|n| n.cue.start);
        if !louder || !has_content(page, ByteRange { start, ..range }, n, end) {
            return None;
        }
        let other = self.voice_of(page, n, Some(voice), heard.subject)?;
        Some((other, n.clone()))
    }

    /// The person who quotes another in a sentence, and his voice: 他引述某某說.
    pub(super) fn quoter(
        &mut self,
        page: &Page<'_>,
        heard: &Heard,
        current: Option<u32>,
    ) -> Option<(Mention, u32)> {
        let person = |m: &Mention| {
            matches!(m.kind, MentionKind::Person(_) | MentionKind::Pronoun | MentionKind::Surname(_))
        };
        let m = heard.relay.filter(person)?;
        Some((m, self.cast.resolve(page, &m, current)?))
    }

    /// Whether a source that an outlet relays has no name: 消息人士, 網絡專家.
    pub(super) fn is_anonymous(&self, page: &Page<'_>, s: Mention) -> bool {
        match s.kind {
            MentionKind::Group => {
                let shown = s.shown.of(&page.level);
                s.body.is_none() || phrases().veils.iter().any(|w| shown.ends_with(w.as_str()))
            }
            MentionKind::ThisRole => true,
            MentionKind::Role(t) => {
                s.body.is_none() && s.shown != t && self.cast.holder(t.of(&page.level)).is_none()
            }
            _ => false,
        }
    }

    /// Whether all that an outlet tells of its source is where he works: 某報引述白宮現任與前任官員消息指.
    pub(super) fn is_veiled(&self, page: &Page<'_>, relay: &Mention, h: &Hit) -> bool {
        let outlet = matches!(relay.kind, MentionKind::Outlet | MentionKind::Press | MentionKind::ThisPress);
        let body = h.source.filter(|s| matches!(s.kind, MentionKind::Body | MentionKind::Place));
        let Some(s) = body.filter(|_| outlet) else { return false };
        let between = ByteRange { start: s.range.end, end: h.cue.start.max(s.range.end) }.of(&page.level);
        !between.contains('，') && phrases().veils.iter().any(|w| between.contains(w.as_str()))
    }

    /// Whose claim a hit's content is, when a channel, an outlet or both parties outweigh its own source.
    pub(super) fn outweighed(
        &mut self,
        page: &Page<'_>,
        range: ByteRange,
        heard: &Heard,
        i: usize,
        current: Option<u32>,
    ) -> Option<(u32, Hit)> {
        let h = &heard.hits[i];
        let source = h.source?;
        // 據某報報道，某國要求…: what a state or a body does is the outlet's news.
        if matches!(h.class, Class::Act | Class::Mild | Class::Stance)
            && matches!(source.kind, MentionKind::Place | MentionKind::Body)
            && heard.relay.is_none()
            && let Some(m) = heard.via.first()
            && matches!(m.kind, MentionKind::Outlet | MentionKind::Press)
        {
            return Some((self.cast.resolve(page, m, None)?, h.clone()));
        }
        // 消息人士又指: an outlet that is telling goes on.
        if heard.relay.is_none()
            && phrases().anonymous.contains(source.shown.of(&page.level))
            && let Some(outlet) = current.or(self.paragraph)
            && self.cast.voice(outlet).kind == VoiceKind::Outlet
        {
            return Some((outlet, h.clone()));
        }
        // 部長某某表示，雙方同意…: what both agreed is both's.
        let joint = heard.hits[i + 1..].iter().find(|n| {
            (n.class == Class::Joint || n.cue.of(&page.level) == "同意")
                && (n.own && n.source.is_some_and(|s| s.kind == MentionKind::Both)
                    || n.cue.of(&page.level).starts_with("双方"))
        })?;
        (h.class != Class::Joint && has_content(page, range, joint, None))
            .then(|| (self.cast.both(), joint.clone()))
    }

    /// The one person whom the sentence names before a pronoun, at the end of a clause: 受訪的是某某，他稱.
    pub(super) fn only_person(&self, page: &Page<'_>, pronoun: Mention) -> Option<Mention> {
        let person =
            |m: &&Mention| matches!(m.kind, MentionKind::Person(_)) && m.range.end < pronoun.range.start;
        let mut people = self.mentions.iter().filter(person);
        let only = people.next().copied()?;
        let behind = page.level[only.range.end as usize..].trim_start();
        (is_single(pronoun.shown.of(&page.level))
            && people.next().is_none()
            && (behind.starts_with(['，', '（', '(']) || self.cast.focus.person.is_none()))
        .then_some(only)
    }
}

/// The one person a sentence names whose subject is none: 在車站，家住市郊的某先生….
pub(super) fn sole_person(heard: &Heard) -> Option<&Mention> {
    let person = |m: &&Mention| matches!(m.kind, MentionKind::Person(_));
    let mut people = heard.mentions.iter().filter(person);
    let only = people.next()?;
    let subject = heard.subject.as_ref().is_some_and(|s| person(&s) || s.kind == MentionKind::Pronoun);
    (people.next().is_none() && !subject).then_some(only)
}
