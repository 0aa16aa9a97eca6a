//! From a mention to a speaker: pronouns, roles, short names, documents.

mod documents;
mod resolve;
mod short;

use crate::clause::{Mention, MentionKind};
use crate::lexicon::{Class, lexicon};
use crate::page::Page;
use crate::people::{People, label_name};
use crate::script::{level, level_char};
use documents::Issuers;
pub(crate) use documents::{family, is_charge};
pub(crate) use short::{ShortForms, quoted_body};
use std::collections::BTreeMap;
use tifa_text::ByteRange;

/// What kind of speaker a voice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum VoiceKind {
    Person,
    Body,
    Outlet,
    Side,
    Both,
    Group,
}

/// A speaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Voice {
    pub(crate) name: String,
    pub(crate) kind: VoiceKind,
}

/// What the reader of a document remembers of who was named.
pub(crate) struct Cast<'d> {
    people: &'d People,
    voices: Vec<Voice>,
    by_name: BTreeMap<String, u32>,
    /// The voices of people, by their names' index.
    persons: BTreeMap<u32, u32>,
    /// Levelled body names, longest form first met.
    bodies: BTreeMap<String, u32>,
    /// Who last held a title, by the levelled title.
    holders: BTreeMap<String, Holder>,
    /// The first person named with a title.
    first_holders: BTreeMap<String, u32>,
    /// Whom pronouns and roles would stand for now.
    pub(crate) focus: Focus,
    /// The surname a single character stands for.
    surnames: BTreeMap<char, u32>,
    /// The body that 該會 of the sentence being read stands for: the last one named before it.
    this_body: Option<u32>,
    /// Full forms of the bodies' short ones.
    shorts: ShortForms,
    /// Who issued the last document of each kind.
    pub(crate) issuers: Issuers,
    traditional: bool,
}

/// Who was last spoken of, by kind: what the next 他, 該會 or 發言人 stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Focus {
    pub(crate) person: Option<u32>,
    body: Option<u32>,
    pub(crate) outlet: Option<u32>,
    /// The outlet that last spoke or relayed.
    pub(crate) spoke: Option<u32>,
    /// The body that last spoke: whom a spokesman without a name speaks for.
    pub(crate) spokes: Option<u32>,
    /// Who last issued a document.
    pub(crate) issuer: Option<u32>,
    role: Option<u32>,
    several: Option<u32>,
}

/// A voice and the body it speaks for.
#[derive(Debug, Clone)]
struct Holder {
    voice: u32,
    body: Option<String>,
}

impl<'d> Cast<'d> {
    /// A cast that knows the names of the document and nobody yet.
    pub(crate) fn new(people: &'d People, shorts: ShortForms, traditional: bool) -> Self {
        Self {
            people,
            voices: Vec::new(),
            by_name: BTreeMap::new(),
            persons: BTreeMap::new(),
            bodies: BTreeMap::new(),
            holders: BTreeMap::new(),
            first_holders: BTreeMap::new(),
            focus: Focus::default(),
            surnames: BTreeMap::new(),
            this_body: None,
            shorts,
            issuers: Issuers::default(),
            traditional,
        }
    }

    /// The voice of an id.
    pub(crate) fn voice(&self, id: u32) -> &Voice {
        &self.voices[id as usize]
    }

    /// The id of a speaker by name.
    pub(crate) fn intern(&mut self, name: &str, kind: VoiceKind) -> u32 {
        if let Some(&id) = self.by_name.get(name) {
            return id;
        }
        let id = self.voices.len() as u32;
        self.voices.push(Voice { name: name.to_owned(), kind });
        self.by_name.insert(name.to_owned(), id);
        id
    }

    /// The voice of a transcript's label. Questions without a name are a reporter's; answers without a name are the
    /// spokesperson's whom the text introduced, if it did.
    pub(crate) fn turn(&mut self, label: &str) -> u32 {
        let lex = lexicon();
        let bare = level(label.trim());
        if lex.asks.contains(&bare) {
            let name = if self.traditional { "記者" } else { "记者" };
            return self.intern(name, VoiceKind::Group);
        }
        if lex.answers.contains(&bare)
            && let Some(holder) = lex.presides.iter().find_map(|title| self.holders.get(title))
        {
            return holder.voice;
        }
        self.intern(&label_name(label), VoiceKind::Person)
    }

    /// The voice of both parties.
    pub(crate) fn both(&mut self) -> u32 {
        let name = if self.traditional { "雙方" } else { "双方" };
        self.intern(name, VoiceKind::Both)
    }

    /// Several voices as one: 甲+乙.
    pub(crate) fn joint(&mut self, ids: &[u32]) -> u32 {
        let mut names: Vec<&str> = Vec::new();
        for &id in ids {
            let name = self.voices[id as usize].name.as_str();
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let name = names.join("+");
        let id = self.intern(&name, VoiceKind::Group);
        self.focus.several = Some(id);
        id
    }

    /// Takes note of the mentions of a sentence in their order.
    pub(crate) fn note_all(&mut self, page: &Page<'_>, mentions: &[Mention]) {
        self.this_body = None;
        for m in mentions {
            if m.kind == MentionKind::ThisBody {
                self.this_body = self.this_body.or(self.focus.body);
            }
            self.note(page, m);
        }
    }

    /// Takes note of a mention, so that pronouns and roles after it can be resolved.
    pub(crate) fn note(&mut self, page: &Page<'_>, m: &Mention) {
        match m.kind {
            MentionKind::Person(name) => {
                let id = self.person_voice(name);
                if let Some(t) = m.title {
                    let holder = Holder { voice: id, body: m.body.map(|b| b.of(&page.level).to_owned()) };
                    let title = t.of(&page.level);
                    match self.holders.get_mut(title) {
                        Some(known) => *known = holder,
                        None => {
                            self.holders.insert(title.to_owned(), holder);
                        }
                    }
                    if !self.first_holders.contains_key(title) {
                        self.first_holders.insert(title.to_owned(), id);
                    }
                }
                if let Some(c) = self.voices[id as usize].name.chars().next().map(level_char) {
                    self.surnames.insert(c, id);
                }
            }
            MentionKind::Outlet => self.focus.outlet = Some(self.outlet_voice(page, m.shown)),
            MentionKind::Body if !m.counted && page.word_at(m.shown.start as usize) != Some(Class::Tail) => {
                self.focus.body = Some(self.body_voice(page, m.shown, VoiceKind::Body))
            }
            _ => {}
        }
    }

    /// Who issued the document that a voice is but the word for (報告, 聲明), when the text says so later.
    pub(crate) fn issuer_of_voice(&self, id: u32) -> Option<u32> {
        let voice = self.voice(id);
        let issuer = (voice.kind == VoiceKind::Group).then(|| self.issuers.of(&level(&voice.name)))??;
        (issuer != id && self.voice(issuer).kind != VoiceKind::Group).then_some(issuer)
    }

    /// The person who last held a title.
    pub(crate) fn holder(&self, title: &str) -> Option<u32> {
        let voice = self.holders.get(title)?.voice;
        (self.voices[voice as usize].kind == VoiceKind::Person).then_some(voice)
    }

    /// The first person the document names with a title.
    pub(crate) fn first_holder(&self, title: &str) -> Option<u32> {
        self.first_holders.get(title).copied()
    }

    /// The voice of a person.
    fn person_voice(&mut self, name: u32) -> u32 {
        let person = self.people.person(name);
        if let Some(&id) = self.persons.get(&person) {
            return id;
        }
        let people = self.people;
        let id = self.intern(people.display(person), VoiceKind::Person);
        self.persons.insert(person, id);
        id
    }

    fn outlet_voice(&mut self, page: &Page<'_>, shown: ByteRange) -> u32 {
        let form = shown.of(&page.level);
        if let Some(id) = self.in_full(form, VoiceKind::Outlet) {
            return id;
        }
        let full = lexicon().full_name(form).map(level);
        let key = full.clone().unwrap_or_else(|| form.to_owned());
        if let Some(&id) = self.bodies.get(&key) {
            return id;
        }
        let name = match (&full, lexicon().full_name(form)) {
            (Some(f), Some(alias)) => {
                if self.traditional {
                    alias.to_owned()
                } else {
                    f.clone()
                }
            }
            _ => shown.of(page.text).to_owned(),
        };
        let id = self.intern(&name, VoiceKind::Outlet);
        self.bodies.insert(key, id);
        id
    }

    /// The voice of the full form of a short one, where the document gives it.
    fn in_full(&mut self, form: &str, kind: VoiceKind) -> Option<u32> {
        let (full, printed) = self.shorts.full(form)?;
        let (full, printed) = (full.to_owned(), printed.to_owned());
        let id = match self.bodies.get(&full) {
            Some(&id) => id,
            None => self.intern(&printed, kind),
        };
        self.bodies.insert(full, id);
        self.bodies.insert(form.to_owned(), id);
        Some(id)
    }

    /// The body that `shown` names: a form met before that ends so, or itself.
    fn body_voice(&mut self, page: &Page<'_>, shown: ByteRange, kind: VoiceKind) -> u32 {
        let form = shown.of(&page.level);
        if let Some(&id) = self.bodies.get(form) {
            return id;
        }
        if let Some(id) = self.in_full(form, kind) {
            return id;
        }
        // 公署, 該會: the last part alone stands for the body named in full before.
        let tail = page.word_at(shown.start as usize) == Some(Class::Tail);
        let known = if tail { Some(self.bodies.iter()) } else { None };
        let full = known
            .into_iter()
            .flatten()
            .filter(|(known, _)| known.ends_with(form))
            .max_by_key(|(k, _)| k.len());
        if let Some(id) = full.map(|(_, &id)| id) {
            self.bodies.insert(form.to_owned(), id);
            return id;
        }
        let id = self.intern(shown.of(page.text), kind);
        self.bodies.insert(form.to_owned(), id);
        id
    }

    /// Whether a mention plainly stands for `voice`, without taking note of it.
    pub(crate) fn is_same(&self, page: &Page<'_>, m: &Mention, voice: u32) -> bool {
        let v = &self.voices[voice as usize];
        match m.kind {
            MentionKind::Person(name) => self.people.display(self.people.person(name)) == v.name,
            MentionKind::Pronoun => v.kind == VoiceKind::Person,
            MentionKind::Surname(c) => self.surnames.get(&c) == Some(&voice),
            MentionKind::First | MentionKind::Side => true,
            MentionKind::ThisPress => v.kind == VoiceKind::Outlet,
            MentionKind::ThisBody => v.kind == VoiceKind::Body,
            MentionKind::ThisRole => matches!(v.kind, VoiceKind::Person | VoiceKind::Body),
            MentionKind::Role(title) => {
                self.holders.get(title.of(&page.level)).is_some_and(|h| h.voice == voice)
            }
            MentionKind::Both => v.kind == VoiceKind::Both,
            _ => self.bodies.get(m.shown.of(&page.level)) == Some(&voice),
        }
    }
}
