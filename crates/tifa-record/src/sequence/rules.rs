//! The speaker that rules would choose for a sentence with a cue.

use super::content::{enumerates, has_content, marker};
use super::{Sequence, Site};
use crate::acts::Act;
use crate::clause::{Mention, MentionKind};
use crate::genre::Genre;
use crate::lexicon::Class;
use crate::page::Page;
use crate::script::is_han;
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
        let quoter = self.quoter(page, heard, current);
        for (i, h) in heard.hits.iter().enumerate() {
            if h.class == Class::Emote || h.class == Class::Head {
                continue;
            }
            // In a column, what groups and bodies want or fear is the writer's matter. Items of an announced list go on with
            // who announced it, whatever bodies do in them.
            let wishes = !matches!(h.class, Class::Say | Class::Write | Class::Report | Class::Topic);
            if self.genre == Genre::Column && wishes && h.source.is_none_or(|s| is_collective(s.kind))
                || listed && h.class != Class::Say && h.source.is_some_and(|s| acts_alone(s.kind))
            {
                continue;
            }
            if matches!(h.source.map(|s| s.kind), Some(MentionKind::Fact)) {
                return None;
            }
            if h.source.is_some_and(|s| {
                // 協議第十九條指出
                let named = s.shown.of(&page.level).trim_end_matches('第');
                matches!(s.kind, MentionKind::Paper | MentionKind::Unknown)
                    && phrases().laws.iter().any(|l| named.ends_with(l.as_str()))
            }) {
                continue;
            }
            if h.source.is_none()
                && !h.cue.of(&page.level).starts_with("双方")
                && (current.is_none() || first && (h.class != Class::Say || h.cue.start > range.start + 12))
            {
                continue;
            }
            // 有指…: nobody in particular.
            if h.source.is_none() && page.level[..h.cue.start as usize].ends_with('有') {
                continue;
            }
            if is_event(page, h) || self.is_asked(page, range, h) {
                continue;
            }
            let inner = self.is_nested(site, heard, i, same_next)
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
                Class::Report
                    if !matches!(kind, VoiceKind::Outlet | VoiceKind::Group)
                        && h.source.is_none_or(|s| s.kind != MentionKind::Outlet) =>
                {
                    continue;
                }
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
            if self.is_answered(page, range, heard, i) {
                continue;
            }
            // 文章指，某某稱…: a document tells what others say and is no channel.
            let outlet = kind == VoiceKind::Outlet && h.source.is_none_or(|s| s.kind != MentionKind::Paper)
                || h.source.is_some_and(|s| matches!(s.kind, MentionKind::Outlet | MentionKind::Press));
            let relayed = heard.hits[i + 1..].iter().any(|n| {
                (n.own
                    || n.source
                        .is_some_and(|s| Some(s) != h.source && matches!(s.kind, MentionKind::Person(_))))
                    && (matches!(n.class, Class::Say | Class::Stance | Class::Write | Class::Joint)
                        || matches!(n.class, Class::Act | Class::Mild)
                            && n.source.is_some_and(|s| {
                                matches!(s.kind, MentionKind::Person(_))
                                    || s.kind == MentionKind::Body && Act::Declares.is(n.cue.of(&page.level))
                            }))
                    && n.source.is_some_and(|s| {
                        !s.counted
                            && match s.kind {
                                MentionKind::Person(_)
                                | MentionKind::Pronoun
                                | MentionKind::Body
                                | MentionKind::Surname(_) => true,
                                MentionKind::Role(t) => {
                                    s.body.is_some() || self.cast.holder(t.of(&page.level)).is_some()
                                }
                                // 某使館的文章稱, 報道指公開信表示
                                MentionKind::Paper => {
                                    s.body.is_some()
                                        || self.cast.issuers.of(s.shown.of(&page.level)).is_some()
                                }
                                // 中央社報道，某報說
                                MentionKind::Outlet | MentionKind::Press => h.source != Some(s) && n.own,
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
            // Whoever quotes another speaks himself.
            if let Some((m, voice)) = quoter
                && h.source.is_some_and(|s| s != m)
                && m.range.end <= h.cue.start
            {
                return Some((voice, h.clone()));
            }
            if let Some(other) = self.outweighed(page, range, heard, i, current) {
                return Some(other);
            }
            // Sources an outlet does not name are its own claim.
            if let Some(relay) = heard.relay
                && (heard.unnamed
                    || self.is_veiled(page, &relay, h)
                    || h.source.is_some_and(|s| s.counted || self.is_anonymous(page, s)))
                && h.source.is_some_and(|s| {
                    matches!(s.kind, MentionKind::Group | MentionKind::Role(_) | MentionKind::ThisRole)
                        || self.is_veiled(page, &relay, h)
                })
                && let Some(outlet) = self.cast.resolve(page, &relay, None)
            {
                // 他又說: whom the outlet quotes, still without a name.
                self.cast.focus.person = Some(outlet);
                return Some((outlet, h.clone()));
            }
            if let Some(louder) = self.louder(page, range, heard, i, voice) {
                return Some(louder);
            }
            return Some((voice, h.clone()));
        }
        // 據某報道，…: the channel's own claim, when nobody else speaks.
        if fallback.is_none()
            && !listed
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

    /// Whether the narrator asks, with what somebody is said to have said: 政府不是聲稱…嗎？
    fn is_asked(&self, page: &Page<'_>, range: ByteRange, h: &Hit) -> bool {
        let text = range.of(&page.level).trim_end();
        let last = range.start + (text.len() as u32).saturating_sub(1);
        // A question inside quotation marks is not the narrator's.
        let quoted = !page.quotes_in(ByteRange { start: last, end: last + 1 }).is_empty();
        let asks = text.ends_with(['？', '?']) && !quoted;
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

    /// Whether a hit is but a question whose answer the sentence gives: 有記者問到…，他則說….
    fn is_answered(&self, page: &Page<'_>, range: ByteRange, heard: &Heard, i: usize) -> bool {
        let h = &heard.hits[i];
        let asks = matches!(h.class, Class::Ask | Class::Topic);
        let question = h.class == Class::Ask || h.cue.of(&page.level).contains('问');
        let answers = |n: &Hit| {
            n.source.is_some_and(|s| {
                Some(s) != h.source
                    && matches!(
                        s.kind,
                        MentionKind::Person(_) | MentionKind::Pronoun | MentionKind::Surname(_)
                    )
            }) && (matches!(n.class, Class::Say | Class::Write)
                || question && matches!(n.class, Class::Stance | Class::Act | Class::Mild))
                && has_content(page, range, n, None)
        };
        // 談到某事，某某說: what is talked of, and not 他談到，…
        let named = question || !page.level[h.cue.end as usize..].starts_with(['，', '：']);
        asks && named && heard.hits[i + 1..].iter().any(answers)
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
            && is_single(source.shown.of(&page.level))
            && let Some(s) = subject
            && s.range.end <= source.range.start
        {
            if matches!(s.kind, MentionKind::Person(_)) {
                // 某某昨日抵達，他表示: the pronoun is the sentence's own subject.
                source = s;
            } else if s.kind == MentionKind::Body && s.shown.of(&page.level).is_ascii() {
                // A name in Latin letters that no title tells to be a person's.
                source = Mention { kind: MentionKind::Unknown, ..s };
            }
        }
        if let MentionKind::Role(title) = source.kind
            && source.body.is_none()
            && title.of(&page.level).contains("发言")
            && let Some(s) = subject
            && s.kind == MentionKind::Body
            && s.range.end <= source.range.start
        {
            // 某館首度回應，發言人說: its own.
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

/// Whether a pronoun stands for one person.
pub(super) fn is_single(pronoun: &str) -> bool {
    matches!(pronoun, "他" | "她")
}

/// Whether a mention stands for many: a state, a body, a group, whoever holds an office.
fn is_collective(kind: MentionKind) -> bool {
    acts_alone(kind) || matches!(kind, MentionKind::Side | MentionKind::Role(_))
}

/// Whether a mention is of a kind that acts in a speaker's telling without being quoted there.
fn acts_alone(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Body | MentionKind::Place | MentionKind::Press | MentionKind::Group)
}

/// Whether a state does what its verb says: with a verb behind it (某國宣布制裁…) an announcement is the act itself, with a
/// clause (某國宣布，…) it is words.
fn is_event(page: &Page<'_>, h: &Hit) -> bool {
    let behind = page.level[h.cue.end as usize..].trim_start().chars().next();
    h.source.is_some_and(|s| s.kind == MentionKind::Place)
        && Act::Declares.is(h.cue.of(&page.level))
        && behind.is_some_and(is_han)
}
