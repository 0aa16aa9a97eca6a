//! From a source to the speaker it stands for.

use super::{Cast, Holder, VoiceKind, is_charge};
use crate::clause::{Mention, MentionKind};
use crate::lexicon::Class;
use crate::page::Page;
use crate::people::looks_like_name;
use tifa_text::ByteRange;

impl Cast<'_> {
    /// The speaker a source mention stands for; `current` is who speaks in the sentence before. `None` when the mention
    /// speaks for nobody.
    pub(crate) fn resolve(&mut self, page: &Page<'_>, m: &Mention, current: Option<u32>) -> Option<u32> {
        let id = match m.kind {
            MentionKind::Person(name) => {
                let id = self.person_voice(name);
                self.focus.person = Some(id);
                self.focus.role = Some(id);
                id
            }
            MentionKind::Role(title) => self.role_voice(page, m, title),
            MentionKind::Body => {
                let form = m.shown.of(&page.level);
                let alone = page.word_at(m.shown.start as usize) == Some(Class::Tail);
                if alone && m.counted {
                    // 多間航空公司
                    return Some(self.body_voice(page, m.shown, VoiceKind::Group));
                }
                if alone && !self.bodies.keys().any(|k| k.len() > form.len() && k.ends_with(form)) {
                    // 機構, 團隊: the last part of a name that was never given.
                    return None;
                }
                let id = self.body_voice(page, m.shown, VoiceKind::Body);
                self.focus.body = Some(id);
                id
            }
            MentionKind::Place => self.body_voice(page, m.shown, VoiceKind::Body),
            MentionKind::Outlet => {
                let id = self.outlet_voice(page, m.shown);
                self.focus.outlet = Some(id);
                id
            }
            MentionKind::Press => {
                let id = self.outlet_voice(page, m.shown);
                self.focus.outlet = Some(id);
                id
            }
            MentionKind::Side => self.body_voice(page, m.shown, VoiceKind::Side),
            MentionKind::Both => {
                let id = self.both();
                self.focus.several = Some(id);
                id
            }
            MentionKind::Unknown
                if looks_like_name(m.shown.of(&page.level)) || is_latin(m.shown.of(&page.level)) =>
            {
                let id = self.intern(m.shown.of(page.text), VoiceKind::Person);
                self.focus.person = Some(id);
                id
            }
            MentionKind::Group
                if m.shown.of(&page.level).contains("受访") && self.issuers.pollster().is_some() =>
            {
                self.issuers.pollster()?
            }
            MentionKind::Group | MentionKind::Unknown => {
                let id = self.body_voice(page, m.shown, VoiceKind::Group);
                self.focus.several = Some(id);
                if m.counted && m.kind == MentionKind::Group {
                    // 一名官員; next he is 該官員.
                    self.focus.role = Some(id);
                }
                id
            }
            MentionKind::Pronoun => {
                let word = m.shown.of(&page.level);
                match word {
                    "他们" | "她们" => self.focus.several.or(current).or(self.focus.person)?,
                    // 三人: those of as many who spoke together.
                    _ if word.ends_with('人') && word != "本人" => {
                        let together = |&id: &u32| {
                            let names = self.voices[id as usize].name.split('+').count();
                            NUMBERS.chars().position(|n| word.starts_with(n)) == Some(names)
                        };
                        match self.focus.several.filter(together) {
                            Some(id) => id,
                            None => self.body_voice(page, m.shown, VoiceKind::Group),
                        }
                    }
                    "它" | "它们" | "其" => current.or(self.focus.body)?,
                    _ => {
                        let human = |&c: &u32| {
                            matches!(self.voices[c as usize].kind, VoiceKind::Person | VoiceKind::Group)
                        };
                        self.focus.person.or(current.filter(human))?
                    }
                }
            }
            MentionKind::First => current?,
            MentionKind::ThisPress => self.focus.spoke.or(self.focus.outlet).or(current)?,
            MentionKind::ThisBody => self.this_body.or(self.focus.body).or(current)?,
            MentionKind::ThisRole => self.focus.role.or(self.focus.person).or(self.focus.body).or(current)?,
            MentionKind::Paper => match m.body {
                Some(b) => match page.tokens_in(b).first() {
                    Some(t) if t.class == Class::Name && t.range == b => self.person_voice(t.name),
                    _ => self.body_voice(page, b, VoiceKind::Body),
                },
                None if self.issuers.of(m.shown.of(&page.level)).is_some() => {
                    self.issuers.of(m.shown.of(&page.level))?
                }
                None => {
                    let word = m.shown.of(&page.level);
                    let printed =
                        ["社论", "社评", "文章", "评论", "该文", "长文"].iter().any(|w| word.contains(w));
                    if is_charge(word) {
                        self.body_voice(page, m.shown, VoiceKind::Group)
                    } else if printed && let Some(outlet) = self.focus.spoke.or(self.focus.outlet) {
                        outlet
                    } else {
                        match self.focus.issuer.or(current).or(self.focus.spokes) {
                            Some(id) => id,
                            None => self.body_voice(page, m.shown, VoiceKind::Group),
                        }
                    }
                }
            },
            MentionKind::Surname(c) => *self.surnames.get(&c)?,
            MentionKind::Fact => return None,
        };
        Some(id)
    }

    /// An office without a name: who holds it here, else the body it belongs to, else the phrase.
    fn role_voice(&mut self, page: &Page<'_>, m: &Mention, title: ByteRange) -> u32 {
        let word = title.of(&page.level);
        let body = m.body.map(|b| b.of(&page.level).to_owned());
        let spokes = word.contains("发言") || word.contains("负责") || word.contains("新闻秘书");
        // 發言人強調: of the body that spoke last, unless the text has named him.
        let nameless = |h: &Holder| {
            spokes
                && body.is_none()
                && self.focus.spokes.is_some()
                && self.voices[h.voice as usize].kind != VoiceKind::Person
        };
        if !m.counted
            && let Some(h) = self.holders.get(word).filter(|h| !nameless(h))
            && body.as_ref().is_none_or(|b| {
                h.body.as_ref().is_some_and(|hb| hb.ends_with(b.as_str()) || b.ends_with(hb.as_str()))
            })
        {
            let id = h.voice;
            self.focus.role = Some(id);
            if self.voices[id as usize].kind == VoiceKind::Person {
                self.focus.person = Some(id);
            }
            return id;
        }
        let id = match m.body {
            Some(b) if spokes => {
                let id = self.body_voice(page, b, VoiceKind::Body);
                self.focus.body = Some(id);
                id
            }
            None if spokes && self.focus.spokes.is_some() => self.focus.spokes.unwrap_or_default(),
            _ => self.body_voice(page, m.shown, VoiceKind::Group),
        };
        self.holders.insert(word.to_owned(), Holder { voice: id, body });
        self.focus.role = Some(id);
        id
    }
}

/// Numbers of people, in the order of their values.
const NUMBERS: &str = "〇一二三四五六七八九十";

/// Whether a text is two words or more in Latin letters.
fn is_latin(levelled: &str) -> bool {
    levelled.contains(' ') && levelled.chars().all(|c| c.is_ascii_alphabetic() || " .-'".contains(c))
}
