//! The speaker that rules would choose for a sentence with a cue.

use super::content::{enumerates, has_content, marker};
use super::{Sequence, Site};
use crate::acts::Act;
use crate::clause::{Mention, MentionKind};
use crate::genre::Genre;
use crate::lexicon::Class;
use crate::page::Page;
use crate::script::{is_han, word_characters};
use crate::source::phrases;
use crate::source::{Heard, Hit};
use crate::voice::VoiceKind;
use tifa_text::ByteRange;

impl Sequence<'_, '_> {
    /// The hit whose content the sentence carries, with its voice.
    pub(super) fn pick(&mut self, site: &Site<'_, '_>, heard: &Heard) -> Option<(u32, Hit)> {
        let Site { page, range, current, first, next, .. } = *site;
        let same_next =
            current.is_some_and(|c| next.is_some_and(|(p, m)| self.cast.is_same(&self.pages[p], &m, c)));
        let item = marker(range.of(&page.level)).is_some();
        let listed =
            self.list.is_some() && if first { item || self.left > 0 } else { item || self.list == current };
        let mut fallback: Option<(u32, Hit)> = None;
        for (i, h) in heard.hits.iter().enumerate() {
            if h.class == Class::Emote || h.class == Class::Head {
                continue;
            }
            // In a column, what groups and bodies want or fear is the writer's matter.
            if self.genre == Genre::Column
                && !matches!(h.class, Class::Say | Class::Write | Class::Report | Class::Topic)
                && h.source.is_none_or(|s| {
                    matches!(
                        s.kind,
                        MentionKind::Body
                            | MentionKind::Place
                            | MentionKind::Press
                            | MentionKind::Group
                            | MentionKind::Side
                            | MentionKind::Role(_)
                    )
                })
            {
                continue;
            }
            // Items of an announced list go on with who announced it, whatever bodies do in them.
            if listed
                && h.class != Class::Say
                && h.source.is_some_and(|s| {
                    matches!(
                        s.kind,
                        MentionKind::Body | MentionKind::Place | MentionKind::Press | MentionKind::Group
                    )
                })
            {
                continue;
            }
            if matches!(h.source.map(|s| s.kind), Some(MentionKind::Fact)) {
                return None;
            }
            if h.source.is_some_and(|s| {
                s.kind == MentionKind::Paper
                    && phrases().laws.iter().any(|l| s.shown.of(&page.level).ends_with(l.as_str()))
            }) {
                continue;
            }
            if h.source.is_none()
                && !h.cue.of(&page.level).starts_with("双方")
                && (current.is_none() || first && (h.class != Class::Say || h.cue.start > range.start + 12))
            {
                continue;
            }
            if is_event(page, h) || self.is_asked(page, range, h) {
                continue;
            }
            // Inside a person's words others are quoted, respected (某某主席) or generalised (有人說).
            let running = current.is_some_and(|c| self.cast.voice(c).kind == VoiceKind::Person);
            let nested = h.source.is_some_and(|s| match s.kind {
                MentionKind::Side | MentionKind::First => true,
                // 雙方都承諾: whoever speaks tells what both did.
                MentionKind::Both => running && h.class != Class::Joint,
                // 有人則指: somebody else.
                MentionKind::Group => {
                    let next = page.level.get(s.range.end as usize..).unwrap_or_default();
                    running && s.counted && !next.starts_with('则')
                }
                MentionKind::Place | MentionKind::Body | MentionKind::Press => {
                    // 在北京，外交部回應稱…: whoever answers somewhere else is a new speaker.
                    let between =
                        ByteRange { start: s.range.end.min(h.cue.start), end: h.cue.end }.of(&page.level);
                    let answers = h.class == Class::Say
                        && h.own
                        && (h.cue.of(&page.level).starts_with(['回', '答'])
                            || between.starts_with(['也', '亦', '则']));
                    running && same_next && !answers
                }
                MentionKind::Person(_) => {
                    running && s.title.is_some_and(|t| t.start >= s.shown.end) && same_next
                }
                _ => false,
            });
            let inner = nested
                && current.is_some_and(|c| {
                    matches!(self.cast.voice(c).kind, VoiceKind::Person | VoiceKind::Body | VoiceKind::Side)
                })
                && !first;
            let voice = if inner {
                current
            } else if h.class == Class::Joint && h.source.is_none_or(|s| s.kind == MentionKind::Both) {
                Some(self.cast.both())
            } else {
                self.voice_of(page, h, current, heard.subject)
            };
            let Some(voice) = voice else { continue };
            let kind = self.cast.voice(voice).kind;
            match h.class {
                Class::Mild if current != Some(voice) && !enumerates(page, range, h) => continue,
                Class::Stance
                    if current != Some(voice)
                        && !(i == 0
                            && h.source == heard.subject
                            && h.source.is_some_and(|s| s.kind == MentionKind::Body))
                        && h.source.is_some_and(|s| {
                            matches!(s.kind, MentionKind::Body | MentionKind::Place | MentionKind::ThisPress)
                        }) =>
                {
                    continue;
                }
                Class::Show
                    if !h.source.is_some_and(|s| {
                        matches!(s.kind, MentionKind::Paper | MentionKind::ThisPress)
                            || s.kind == MentionKind::Body && h.own
                    }) =>
                {
                    continue;
                }
                Class::Report if !matches!(kind, VoiceKind::Outlet | VoiceKind::Group) => continue,
                _ => {}
            }
            let next = heard.hits.get(i + 1).map(|n| n.cue.start);
            // A column is reported words where they take half of the sentence, and no less.
            let said = range.end.saturating_sub(h.cue.end) as usize;
            if self.genre == Genre::Column && said * 2 < range.len() {
                continue;
            }
            if !has_content(page, range, h, next) {
                continue;
            }
            // 美國突然要求…，某某說…: a person's words outweigh the act of a body that introduces them.
            let faint = h.source.is_some_and(|s| {
                s.kind == MentionKind::Place
                    || s.kind == MentionKind::Side && h.class != Class::Say
                    || s.kind == MentionKind::Group
                    || h.class == Class::Ask
                    || s.kind == MentionKind::Body && h.class != Class::Say
            });
            if faint
                && heard.hits[i + 1..].iter().any(|n| {
                    n.own
                        && matches!(n.class, Class::Say | Class::Stance | Class::Write)
                        && n.source.is_some_and(|s| matches!(s.kind, MentionKind::Person(_)))
                        && has_content(page, range, n, None)
                })
            {
                continue;
            }
            let outlet = kind == VoiceKind::Outlet;
            let relayed = heard.hits[i + 1..].iter().any(|n| {
                (n.own
                    || n.source
                        .is_some_and(|s| Some(s) != h.source && matches!(s.kind, MentionKind::Person(_))))
                    && matches!(n.class, Class::Say | Class::Stance | Class::Write | Class::Joint)
                    && n.source.is_some_and(|s| {
                        !s.counted
                            && match s.kind {
                                MentionKind::Person(_) | MentionKind::Body | MentionKind::Surname(_) => true,
                                MentionKind::Role(t) => {
                                    s.body.is_some() || self.cast.holder(t.of(&page.level)).is_some()
                                }
                                // 某使館的文章稱
                                MentionKind::Paper => s.body.is_some(),
                                // 美國官員, but not 消息人士.
                                MentionKind::Group => {
                                    s.body.is_some() && !s.shown.of(&page.level).ends_with("人士")
                                }
                                _ => false,
                            }
                    })
            });
            if outlet && matches!(h.class, Class::Report | Class::Say | Class::Topic) && relayed {
                fallback = fallback.or(Some((voice, h.clone())));
                continue;
            }
            if let Some(other) = self.outweighed(page, range, heard, i, current) {
                return Some(other);
            }
            // Sources an outlet does not name are its own claim.
            if let Some(relay) = heard.relay
                && (heard.unnamed || h.source.is_some_and(|s| s.counted || self.is_anonymous(page, s)))
                && h.source.is_some_and(|s| matches!(s.kind, MentionKind::Group | MentionKind::Role(_)))
                && let Some(outlet) = self.cast.resolve(page, &relay, None)
            {
                return Some((outlet, h.clone()));
            }
            if let Some(louder) = self.louder(page, range, heard, i, voice) {
                return Some(louder);
            }
            return Some((voice, h.clone()));
        }
        // 據某報道，…: the channel's own claim, when nobody else speaks.
        if fallback.is_none()
            && let Some(m) = heard.via.first()
            && m.range.end + 18 < range.end
            && let Some(voice) = self.chain_voice(page, m)
        {
            let hit =
                Hit { cue: m.range, class: Class::Report, source: Some(*m), parties: Vec::new(), own: true };
            return Some((voice, hit));
        }
        fallback
    }

    /// Another who speaks later in the sentence and says more of it: 甲要求道歉；乙說，…。
    fn louder(
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

    /// Whether a source that an outlet relays has no name: 消息人士, 網絡專家.
    fn is_anonymous(&self, page: &Page<'_>, s: Mention) -> bool {
        match s.kind {
            MentionKind::Group => s.body.is_none(),
            MentionKind::Role(t) => {
                s.body.is_none() && s.shown != t && self.cast.holder(t.of(&page.level)).is_none()
            }
            _ => false,
        }
    }

    /// Whether the narrator asks, with what somebody is said to have said: 政府不是聲稱…嗎？
    fn is_asked(&self, page: &Page<'_>, range: ByteRange, h: &Hit) -> bool {
        let asks = range.of(&page.level).trim_end().ends_with(['？', '?']);
        let apart = h.source.is_some_and(|s| {
            matches!(
                s.kind,
                MentionKind::Role(_)
                    | MentionKind::Group
                    | MentionKind::Body
                    | MentionKind::Place
                    | MentionKind::Press
            )
        });
        asks && apart && !matches!(h.class, Class::Topic | Class::Ask)
    }

    /// Whose claim a hit's content is, when a channel, an outlet or both parties outweigh its own source.
    fn outweighed(
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
        if phrases().anonymous.contains(source.shown.of(&page.level))
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

    /// The voice of a hit: its source, all parties of a joint one, or who speaks already.
    pub(super) fn voice_of(
        &mut self,
        page: &Page<'_>,
        h: &Hit,
        current: Option<u32>,
        subject: Option<Mention>,
    ) -> Option<u32> {
        let Some(mut source) = h.source else { return current };
        if source.kind == MentionKind::Pronoun
            && let Some(s) = subject
            && matches!(s.kind, MentionKind::Person(_))
            && s.range.end <= source.range.start
        {
            // 某某昨日抵達，他表示: the pronoun is the sentence's own subject.
            source = s;
        }
        if source.kind == MentionKind::Pronoun
            && let Some(only) = self.only_person(page, source)
        {
            source = only;
        }
        let main = self.cast.resolve(page, &source, current)?;
        if h.parties.is_empty() {
            return Some(main);
        }
        let mut ids = vec![main];
        for p in &h.parties {
            ids.extend(self.cast.resolve(page, p, current));
        }
        Some(self.cast.joint(&ids))
    }

    /// The one person whom the sentence names before a pronoun, at the end of a clause: 受訪的是某某，他稱.
    fn only_person(&self, page: &Page<'_>, pronoun: Mention) -> Option<Mention> {
        let person =
            |m: &&Mention| matches!(m.kind, MentionKind::Person(_)) && m.range.end < pronoun.range.start;
        let mut people = self.mentions.iter().filter(person);
        let only = people.next().copied()?;
        let behind = page.level[only.range.end as usize..].trim_start();
        let single = matches!(pronoun.shown.of(&page.level), "他" | "她");
        (single && people.next().is_none() && behind.starts_with(['，', '（', '('])).then_some(only)
    }

    /// The outlet or body of a channel.
    pub(super) fn chain_voice(&mut self, page: &Page<'_>, m: &Mention) -> Option<u32> {
        match m.kind {
            MentionKind::Outlet | MentionKind::Press | MentionKind::Body | MentionKind::ThisPress => {
                self.cast.resolve(page, m, None)
            }
            _ => None,
        }
    }
}

/// Whether a state does what its verb says: with a verb behind it (某國宣布制裁…) an announcement is the act itself, with a
/// clause (某國宣布，…) it is words.
fn is_event(page: &Page<'_>, h: &Hit) -> bool {
    let behind = page.level[h.cue.end as usize..].trim_start().chars().next();
    h.source.is_some_and(|s| s.kind == MentionKind::Place)
        && Act::Declares.is(h.cue.of(&page.level))
        && behind.is_some_and(is_han)
}
