//! Cues of a sentence and the mentions that may be their sources.
//!
//! A sentence is read clause by clause. The subject of a clause is its first noun phrase that no preposition takes and
//! that no 的 turns into a modifier; a clause without one goes on with the subject of the clause before it.

use crate::clause::{Item, Mention, MentionKind, items, mention};
use crate::lexicon::{Class, Token};
use crate::page::Page;
use tifa_text::ByteRange;

/// A cue and its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// Where the cue stands; for a headline's or a label's colon, the colon.
    pub(crate) cue: ByteRange,
    pub(crate) class: Class,
    /// The subject; `None` when no clause of the sentence names one.
    pub(crate) source: Option<Mention>,
    /// Further parties of a joint subject: 甲、乙表示.
    pub(crate) parties: Vec<Mention>,
    /// Whether the subject stands in the cue's own clause.
    pub(crate) own: bool,
}

/// What a sentence says about who speaks.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    pub(crate) hits: Vec<Hit>,
    /// The subject of the first clause that has one.
    pub(crate) subject: Option<Mention>,
    /// Outlets and documents the words came through.
    pub(crate) via: Vec<Mention>,
    /// The outlet that quotes (引述), when one does.
    pub(crate) relay: Option<Mention>,
    /// All mentions, for the focus of pronouns.
    pub(crate) mentions: Vec<Mention>,
    /// Whether a cue was denied (並未表示).
    pub(crate) denied: bool,
    /// Whether the outlet's source is counted instead of named (引述一名官員).
    pub(crate) unnamed: bool,
    /// Whether a clause says what its subject is (甲是…): the narrator introduces him.
    pub(crate) defines: bool,
    /// Quotations that stand at the top level of the sentence.
    pub(crate) quotes: Vec<(ByteRange, bool)>,
    /// An occasion named in the sentence.
    pub(crate) occasion: Option<ByteRange>,
}

/// How much of a clause's left edge hides its mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mask {
    None,
    /// An adjunct up to a closer or the end of the clause; hits so far when it began.
    Long(usize),
    /// The next noun phrase.
    Next,
    /// A channel: 據…
    Channel,
}

/// The state of reading one sentence.
struct Reader<'p, 'a> {
    page: &'p Page<'a>,
    heard: Heard,
    subject: Option<Mention>,
    parties: Vec<Mention>,
    /// The subject of an earlier clause.
    carried: Option<Mention>,
    carried_parties: Vec<Mention>,
    owner: Option<Mention>,
    mask: Mask,
    /// A verb without a subject came first: nouns are objects until the clause ends.
    object: bool,
    /// A cue was read in this clause: what follows is content.
    content: bool,
    relay: bool,
    passive: bool,
    denied: bool,
    /// The item before was the subject.
    fresh: bool,
    /// 和 or 、 after the subject.
    joining: bool,
    /// Nothing but unknown text since the subject.
    loose: bool,
    /// Unknown text that opens the clause: somebody the tables do not know, when a cue follows.
    unknown: Option<ByteRange>,
    /// The last person of the clause who stands where a subject does, whatever came before.
    actor: Option<Mention>,
    /// Whether anything but links, adverbs and times has been read in the clause.
    begun: bool,
}

/// Reads one sentence.
pub(crate) fn hear(page: &Page<'_>, sentence: ByteRange) -> Heard {
    let list = items(page, sentence);
    let mut r = Reader {
        page,
        heard: Heard::default(),
        subject: None,
        parties: Vec::new(),
        carried: None,
        carried_parties: Vec::new(),
        owner: None,
        mask: Mask::None,
        object: false,
        content: false,
        relay: false,
        passive: false,
        denied: false,
        fresh: false,
        joining: false,
        loose: false,
        unknown: None,
        actor: None,
        begun: false,
    };
    let mut i = 0;
    while i < list.len() {
        if let Some((m, next)) = mention(page, &list, i) {
            r.mention(m, &list, next);
            i = next;
            continue;
        }
        match list[i] {
            Item::Word(t) => r.word(t, &list, i),
            Item::Break(_) => r.end_clause(),
            Item::Colon(at) => r.colon(at, matches!(list.get(i + 1), Some(Item::Quote { .. }))),
            Item::Pause => r.joining = r.fresh,
            Item::Quote { outer, closed } => {
                r.heard.quotes.push((outer, closed));
                r.fresh = false;
                r.quoted_name(outer, closed, &list, i + 1);
            }
            Item::Gap(g) => r.gap(g, list.get(i + 1)),
            Item::Book { .. } | Item::Date => r.fresh = false,
        }
        i += 1;
    }
    r.heard
}

/// A source that only its place before a cue makes one.
fn unknown(range: ByteRange) -> Mention {
    Mention { kind: MentionKind::Unknown, range, shown: range, title: None, body: None, counted: false }
}

/// Whether what follows a noun phrase makes it a subject: a cue, an adverb, a time, a preposition.
fn acts(list: &[Item], next: usize) -> bool {
    match list.get(next) {
        Some(Item::Word(t)) => {
            t.class.is_cue()
                || matches!(
                    t.class,
                    Class::Adverb
                        | Class::Time
                        | Class::PrepLong
                        | Class::PrepShort
                        | Class::Occasion
                        | Class::Link
                        | Class::Verb
                )
        }
        Some(Item::Date | Item::Colon(_)) => true,
        _ => false,
    }
}

impl Reader<'_, '_> {
    fn end_clause(&mut self) {
        if self.subject.is_some() {
            self.carried = self.subject.take();
            self.carried_parties = std::mem::take(&mut self.parties);
        }
        self.parties.clear();
        self.owner = None;
        self.mask = Mask::None;
        self.object = false;
        self.content = false;
        self.passive = false;
        self.denied = false;
        self.fresh = false;
        self.joining = false;
        self.loose = false;
        self.unknown = None;
        self.actor = None;
        self.begun = false;
    }

    fn mention(&mut self, m: Mention, list: &[Item], next: usize) {
        self.heard.mentions.push(m);
        self.begun = true;
        self.heard.unnamed |= self.relay && m.counted;
        let acts = acts(list, next);
        let next = list.get(next);
        let joining = std::mem::take(&mut self.joining);
        let passive = std::mem::take(&mut self.passive);
        let before_of = matches!(next, Some(Item::Word(t)) if t.class == Class::Of);
        if joining
            && self.parties.is_empty()
            && self.subject.is_some_and(|s| matches!(s.kind, MentionKind::Role(_)))
            && matches!(m.kind, MentionKind::Person(_) | MentionKind::Role(_))
        {
            // 某黨主席、總統某某: two offices of one person.
            self.subject = Some(m);
            self.fresh = true;
            return;
        }
        if joining && !before_of && self.mask == Mask::None {
            self.parties.push(m);
            self.fresh = true;
            return;
        }
        self.fresh = false;
        if acts
            && !self.content
            && !passive
            && self.mask == Mask::None
            && matches!(m.kind, MentionKind::Person(_))
        {
            self.actor = Some(m);
        }
        match self.mask {
            Mask::Next => {
                if !before_of {
                    self.mask = Mask::None;
                }
                return;
            }
            Mask::Channel => {
                self.heard.via.push(m);
                return;
            }
            Mask::Long(_) => return,
            Mask::None => {}
        }
        if self.content && !self.relay || self.object || passive {
            return;
        }
        if before_of {
            self.owner = Some(m);
            return;
        }
        // 新疆某地政府發言人某某: the first part of a long phrase that unknown words tear was no subject.
        let torn = self.loose
            && acts
            && self.subject.is_some_and(|s| {
                matches!(
                    s.kind,
                    MentionKind::Place
                        | MentionKind::Body
                        | MentionKind::Press
                        | MentionKind::Group
                        | MentionKind::Role(_)
                )
            });
        if self.subject.is_none() || self.relay || torn {
            self.loose = true;
            self.subject = Some(m);
            self.fresh = true;
            if self.heard.subject.is_none() {
                self.heard.subject = Some(m);
            }
        }
    }

    /// A short quotation where a subject stands is a name: 「五眼聯盟」發表聲明.
    fn quoted_name(&mut self, outer: ByteRange, closed: bool, list: &[Item], next: usize) {
        let begun = std::mem::replace(&mut self.begun, true);
        let Some(inner) = crate::quoted::inside(self.page, outer) else { return };
        let short = inner.len() <= 30 && !inner.of(&self.page.level).contains(['，', '。', '！', '？']);
        if !begun && closed && short && inner.len() >= 6 && acts(list, next) {
            let kind = MentionKind::Body;
            self.subject =
                Some(Mention { kind, range: outer, shown: inner, title: None, body: None, counted: false });
        }
    }

    /// Unknown text: a single character right before a cue may be the surname of someone named before.
    fn gap(&mut self, g: ByteRange, next: Option<&Item>) {
        self.fresh = false;
        let begun = std::mem::replace(&mut self.begun, true);
        if !begun && (6..=30).contains(&g.len()) {
            self.unknown = Some(g);
        }
        let cue = matches!(next, Some(Item::Word(t)) if t.class.is_cue());
        if cue
            && g.len() == 3
            && self.subject.is_none()
            && self.mask == Mask::None
            && !self.content
            && let Some(c) = g.of(&self.page.level).chars().next()
        {
            self.subject = Some(Mention {
                kind: MentionKind::Surname(c),
                range: g,
                shown: g,
                title: None,
                body: None,
                counted: false,
            });
        }
    }

    fn word(&mut self, t: Token, list: &[Item], i: usize) {
        let fresh = std::mem::take(&mut self.fresh);
        self.loose &= t.class == Class::Occasion;
        self.begun |= !matches!(t.class, Class::Link | Class::Adverb | Class::Time);
        if !matches!(t.class, Class::Link | Class::Adverb | Class::Time) && !t.class.is_cue() {
            self.unknown = None;
        }
        let next = list.get(i + 1);
        if t.class == Class::Occasion && self.heard.occasion.is_none() {
            self.heard.occasion = Some(t.range);
        }
        match t.class {
            c if c.is_cue() => self.cue(t, list, i),
            Class::PrepLong => {
                if !self.content {
                    self.mask = Mask::Long(self.heard.hits.len());
                }
            }
            Class::According => self.mask = Mask::Channel,
            Class::PrepShort => {
                let joins = fresh
                    && matches!(t.range.of(&self.page.level), "和" | "与" | "及" | "以及" | "同" | "跟");
                if joins {
                    self.joining = true;
                } else if self.unknown.is_some()
                    && matches!(t.range.of(&self.page.level), "及" | "与" | "和" | "暨")
                {
                    // Part of a name nobody knows: 政制及內地事務局.
                } else if self.mask == Mask::None && !self.content {
                    self.mask = Mask::Next;
                }
            }
            Class::Closer => {
                if let Mask::Long(hits) = self.mask {
                    // Cues inside an adjunct (在回答…問題時) report nothing.
                    if !self.content || self.heard.hits.len() > hits {
                        self.heard.hits.truncate(hits);
                        self.content = false;
                    }
                    self.mask = Mask::None;
                }
            }
            Class::Passive => self.passive = true,
            Class::Negation => self.denied = true,
            Class::Of => {
                if fresh {
                    self.owner = self.subject.take();
                } else if matches!(self.mask, Mask::None | Mask::Long(_))
                    && !self.content
                    && let Some((m, after)) = mention(self.page, list, i + 1)
                    && matches!(
                        m.kind,
                        MentionKind::Person(_)
                            | MentionKind::Role(_)
                            | MentionKind::Body
                            | MentionKind::Group
                    )
                    && (acts(list, after) || matches!(list.get(after), Some(Item::Break(_))))
                {
                    // A relative clause before its noun: 率團訪問的外交部副部長某某表示.
                    self.subject = None;
                    self.mask = Mask::None;
                    self.object = false;
                }
            }
            Class::Verb => {
                if fresh && matches!(t.range.of(&self.page.level), "是" | "系" | "任" | "出任" | "担任")
                {
                    self.heard.defines = true;
                }
                if self.subject.is_none() && self.mask == Mask::None {
                    self.object = true;
                }
                self.passive = false;
                self.denied = false;
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

    fn colon(&mut self, at: u32, quoted: bool) {
        let mark = self.page.level[at as usize..].chars().next().map_or(1, char::len_utf8) as u32;
        let headline = self.page.is_headline();
        if !self.content
            && (headline || self.heard.hits.is_empty())
            && let Some(source) = self.subject
            && (quoted || self.mask == Mask::None)
            && !self.object
            && (headline || quoted || at.saturating_sub(source.range.end) <= 12)
        {
            self.heard.hits.push(Hit {
                cue: ByteRange { start: at, end: at + mark },
                class: Class::Say,
                source: Some(source),
                parties: std::mem::take(&mut self.parties),
                own: true,
            });
            self.subject = Some(source);
        }
        self.end_clause();
    }

    fn cue(&mut self, t: Token, list: &[Item], i: usize) {
        let next = list.get(i + 1);
        let next_class = match next {
            Some(Item::Word(n)) => Some(n.class),
            _ => None,
        };
        let after_of = i > 0 && matches!(list[i - 1], Item::Word(p) if p.class == Class::Of);
        let before_of = next_class == Some(Class::Of);
        let passive = std::mem::take(&mut self.passive);
        let denied = std::mem::take(&mut self.denied);
        if denied {
            self.heard.denied = true;
            self.object |= self.subject.is_none();
            return;
        }
        if t.class == Class::Topic && self.subject.is_none() {
            // 談及中俄關係，…: what is talked of is no subject.
            self.mask = Mask::Long(self.heard.hits.len());
            return;
        }
        if t.class == Class::Report {
            if self.mask == Mask::Channel {
                // 據新華社報道，…
                self.mask = Mask::None;
                return;
            }
            let alone = self.subject.is_none() || after_of;
            if alone && !self.content {
                // 報道指, 美聯社的報道稱: the report is the subject of the next cue.
                let owner = self.owner.take();
                let shown = owner.map_or(t.range, |o| o.shown);
                let kind = owner.map_or(MentionKind::ThisPress, |o| o.kind);
                self.subject =
                    Some(Mention { kind, range: t.range, shown, title: None, body: None, counted: false });
                self.heard.subject = self.heard.subject.or(self.subject);
                if next_class.is_none_or(|c| !c.is_cue()) && t.range.len() == 6 {
                    return;
                }
                if t.range.len() == 6 {
                    return;
                }
            } else if next_class.is_some_and(Class::is_cue) || before_of {
                return;
            }
        }
        if matches!(self.mask, Mask::Channel) {
            return;
        }
        if passive || before_of {
            return;
        }
        let counted = self.page.level[..t.range.start as usize]
            .chars()
            .next_back()
            .is_some_and(|c| matches!(c, '个' | '项' | '点' | '这' | '该' | '种'));
        if counted && matches!(t.class, Class::Act | Class::Stance | Class::Mild) {
            // 這個要求, 三點建議: a noun.
            return;
        }
        if after_of && !matches!(t.class, Class::Say | Class::Relay) {
            return;
        }
        if t.class == Class::Relay {
            let outlet = self.subject.take().or(self.carried);
            if let Some(o) = outlet {
                self.heard.via.push(o);
            }
            self.heard.relay = outlet.or(self.heard.relay);
            self.relay = true;
            self.mask = Mask::None;
            self.object = false;
            return;
        }
        if let Mask::Long(hits) = self.mask
            && self.subject.is_none()
            && self.carried.is_none()
            && hits == self.heard.hits.len()
            && matches!(t.class, Class::Act | Class::Ask | Class::Mild)
        {
            return;
        }
        if self.content {
            // A second cue in one clause replaces a first one that stands right before it: 批評說, 回應稱.
            if let Some(last) = self.heard.hits.last_mut()
                && t.range.start.saturating_sub(last.cue.end) <= 18
                && matches!(t.class, Class::Say | Class::Write | Class::Stance)
                && !matches!(last.class, Class::Say)
            {
                last.cue = t.range;
                last.class = t.class;
            }
            return;
        }
        let own = self.subject.is_some() || self.actor.is_some();
        let subject = match (self.subject, self.actor) {
            (Some(s), Some(a)) if !matches!(s.kind, MentionKind::Person(_) | MentionKind::Outlet) => Some(a),
            (None, Some(a)) => Some(a),
            (s, _) => s,
        };
        if subject != self.subject {
            self.parties.clear();
            self.subject = subject;
        }
        let (source, parties) = match subject {
            Some(s) => (Some(s), self.parties.clone()),
            None => match self.unknown.filter(|_| self.mask == Mask::None && !self.object) {
                Some(g) if matches!(t.class, Class::Say | Class::Write) => (Some(unknown(g)), Vec::new()),
                _ => (self.carried.or(self.heard.relay), self.carried_parties.clone()),
            },
        };
        self.heard.hits.push(Hit { cue: t.range, class: t.class, source, parties, own });
        self.content = true;
        self.relay = false;
    }
}
