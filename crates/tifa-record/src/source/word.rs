//! What a word of the tables does to the reading of its clause.

use super::{Mask, Reader, acts, is_named, phrases, unknown};
use crate::clause::{Item, Mention, MentionKind, mention};
use crate::lexicon::{Class, Token};
use crate::voice::is_charge;
use tifa_text::ByteRange;

impl Reader<'_, '_> {
    /// Takes a word.
    pub(super) fn word(&mut self, t: Token, list: &[Item], i: usize) {
        let fresh = std::mem::take(&mut self.fresh);
        // 某國前部長某某: one phrase.
        // …國際政治系教授某某: a department and its title.
        let department = t.range.of(&self.page.level) == "系"
            && matches!(list.get(i + 1), Some(Item::Word(n)) if n.class.is_title());
        self.loose &= department
            || t.class == Class::Occasion
            || matches!(t.range.of(&self.page.level), "前" | "会" | "共同");
        let opens = !self.begun;
        self.begun |= !matches!(t.class, Class::Link | Class::Adverb | Class::Time);
        let next = list.get(i + 1);
        let named = self.unknown;
        if !matches!(t.class, Class::Link | Class::Adverb | Class::Time | Class::PrepLong | Class::Closer)
            && !t.class.is_cue()
        {
            self.unknown = None;
        }
        let text = t.range.of(&self.page.level);
        self.going_on |= opens && matches!(text, "并" | "又" | "还" | "并且" | "更" | "再" | "同时");
        if t.class == Class::Occasion && opens && text.is_ascii() {
            // Facebook宣布: a platform that acts.
            self.unknown = Some(t.range);
        }
        if t.class == Class::Occasion && self.heard.occasion.is_none() {
            self.heard.occasion = Some(t.range);
        }
        match t.class {
            c if c.is_cue() => self.cue(t, list, i),
            Class::PrepLong => {
                if !self.content {
                    self.mask = Mask::Long(self.heard.hits.len());
                } else if matches!(self.mask, Mask::Long(_)) {
                    self.inner += 1;
                }
            }
            Class::According => self.mask = Mask::Channel,
            Class::PrepShort => {
                let joining = matches!(text, "和" | "与" | "及" | "以及" | "同" | "跟" | "暨");
                // 三人與某某討論: with whom, and not who else.
                let plural = self.subject.is_some_and(|s| {
                    s.kind == MentionKind::Pronoun && s.shown.of(&self.page.level).ends_with('人')
                });
                if fresh && joining && !plural {
                    self.joining = true;
                } else if let Some(name) = named.filter(|n| joining && n.end == t.range.start) {
                    // Part of a name nobody knows: 政制及內地事務局.
                    self.prefix = Some(name.start);
                } else if self.mask == Mask::None && !self.content {
                    self.asking = text == "向";
                    self.mask = if joining { Mask::Join } else { Mask::Next };
                }
            }
            Class::Closer => {
                self.moment = phrases().moments.contains(text);
                self.asked &= !self.moment;
                if self.inner > 0 {
                    self.inner -= 1;
                } else if let Mask::Long(hits) = self.mask {
                    // Cues inside an adjunct (在回答…問題時) report nothing.
                    if !self.content || self.heard.hits.len() > hits {
                        self.heard.hits.truncate(hits);
                        self.content = false;
                    }
                    self.mask = Mask::None;
                }
            }
            Class::Passive => {
                self.passive = true;
                self.gives = text == "获";
            }
            Class::Negation => self.denied = true,
            Class::Of => {
                // 獲某國庇護的某某宣布: whoever gives speaks in nothing behind 的.
                self.agent &= !self.gives;
                self.passive &= !self.gives;
                if self.content
                    && !fresh
                    && self.heard.hits.len() > self.before
                    && let Some((m, after)) = mention(self.page, list, i + 1)
                    && m.counted
                    && matches!(list.get(after), Some(Item::Word(w)) if w.class == Class::Say)
                {
                    // 控告政府的一間事務所表示: a relative clause before whoever speaks.
                    self.heard.hits.truncate(self.before);
                    self.content = false;
                    self.subject = None;
                    self.mask = Mask::None;
                    self.object = false;
                } else if let Some(m) = self.called(list, i) {
                    // 一個叫某某的科學家說
                    self.subject = Some(m);
                    self.heard.subject = self.heard.subject.or(self.subject);
                    self.mask = Mask::None;
                    self.object = false;
                } else if fresh {
                    self.owner = self.subject.take();
                } else if (matches!(self.mask, Mask::None | Mask::Long(_))
                    || self.mask == Mask::Next && self.subject.is_none() && self.carried.is_none())
                    && !self.content
                    && let Some((m, after)) = mention(self.page, list, i + 1)
                    && (matches!(
                        m.kind,
                        MentionKind::Person(_)
                            | MentionKind::Role(_)
                            | MentionKind::Body
                            | MentionKind::Outlet
                            | MentionKind::Press
                            | MentionKind::Group
                    ) || is_charge(m.shown.of(&self.page.level)))
                    && (acts(list, after) || matches!(list.get(after), Some(Item::Break(_))))
                {
                    // A relative clause before its noun: 率團訪問的外交部副部長某某表示.
                    self.subject = None;
                    self.mask = Mask::None;
                    self.object = false;
                } else if matches!(self.mask, Mask::None | Mask::Long(_))
                    && !self.content
                    && let Some(Item::Gap(g)) = next
                    && is_named(g.of(&self.page.level))
                    && match list.get(i + 2) {
                        Some(Item::Break(_)) => g.len() > 6,
                        Some(Item::Word(_)) => acts(list, i + 2),
                        _ => false,
                    }
                {
                    // 曾任顧問的某某則形容: a name nobody listed.
                    self.subject = Some(unknown(*g));
                    self.mask = Mask::None;
                    self.object = false;
                } else if self.mask == Mask::None
                    && !self.content
                    && self.subject.is_some_and(|s| {
                        !matches!(s.kind, MentionKind::Person(_)) || self.heard.mentions.last() == Some(&s)
                    })
                    && matches!(next, Some(Item::Gap(_)))
                {
                    self.modifier = true;
                }
            }
            Class::Verb
                if named.is_some_and(|n| n.end == t.range.start)
                    && phrases().nameparts.contains(text)
                    && matches!(next, Some(Item::Word(n)) if n.class.is_cue()
                        || matches!(n.class, Class::Adverb | Class::PrepLong)) =>
            {
                // 某某計劃稱: part of a name nobody knows.
                self.unknown = named.map(|n| ByteRange { start: n.start, end: t.range.end });
            }
            // 加油站, 設備: one character of a word nobody listed.
            Class::Verb
                if text.chars().count() == 1
                    && !matches!(text, "是" | "系" | "让" | "令" | "赴" | "抵" | "率" | "获" | "乃")
                    && i > 0
                    && matches!(list[i - 1], Item::Gap(g) if g.end == t.range.start) => {}
            Class::Verb
                if matches!(text, "访问" | "采访" | "专访")
                    && self.subject.is_some_and(|s| {
                        matches!(s.kind, MentionKind::Outlet | MentionKind::Press | MentionKind::ThisPress)
                    }) =>
            {
                self.relay = true;
                self.heard.via.extend(self.subject);
                self.subject = None;
            }
            Class::Verb => {
                if matches!(text, "令" | "使" | "让" | "使得" | "导致") && !self.content {
                    self.object = true;
                    self.content = true;
                }
                if fresh && matches!(text, "是" | "系" | "任" | "出任" | "担任") {
                    self.heard.defines = true;
                }
                if self.subject.is_none() && self.mask == Mask::None {
                    self.object = true;
                }
                self.passive = false;
                self.agent = false;
                self.denied = false;
            }
            // 通知明確，…
            Class::Adverb
                if text == "明确" && fresh && matches!(next, Some(Item::Break(_) | Item::Colon(_))) =>
            {
                self.cue(Token { class: Class::Say, ..t }, list, i);
            }
            Class::Adverb | Class::Time => {}
            Class::Quantity => self.heard.unnamed |= self.relay,
            _ => {
                if !matches!(next, Some(Item::Word(n)) if n.class.is_cue()) {
                    self.denied = false;
                }
            }
        }
    }

    /// Whoever is called by the name before 的 (item `i`), where somebody by office or kind stands behind it.
    fn called(&self, list: &[Item], i: usize) -> Option<Mention> {
        let verb = i.checked_sub(2).and_then(|k| list.get(k));
        let called = match verb {
            Some(Item::Word(v)) => phrases().called.contains(v.range.of(&self.page.level)),
            Some(Item::Gap(g)) => {
                phrases().called.iter().any(|w| w.len() > 3 && g.of(&self.page.level).ends_with(w.as_str()))
            }
            _ => false,
        };
        if !called || self.content {
            return None;
        }
        let (role, _) = mention(self.page, list, i + 1)?;
        let name = match list[i - 1] {
            Item::Gap(g) if is_named(g.of(&self.page.level)) => unknown(g),
            Item::Word(t) if t.class == Class::Name => {
                Mention { kind: MentionKind::Person(t.name), ..unknown(t.range) }
            }
            // 筆名「某某」的網民
            Item::Quote { outer, closed: true } => {
                Mention { shown: crate::quoted::inside(self.page, outer)?, ..unknown(outer) }
            }
            _ => return None,
        };
        matches!(role.kind, MentionKind::Role(_) | MentionKind::Group).then_some(name)
    }
}
