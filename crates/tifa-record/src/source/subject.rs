//! Which mention is the subject of its clause.

use super::{Mask, Reader, acts, phrases};
use crate::clause::{Item, Mention, MentionKind};
use crate::lexicon::Class;
use crate::voice::{family, quoted_body};
use tifa_text::ByteRange;

impl Reader<'_, '_> {
    /// Takes a mention: the subject, a party, somebody in an adjunct, an object.
    pub(super) fn mention(&mut self, m: Mention, list: &[Item], next: usize) {
        let m = self.whole(m, list, next);
        self.heard.mentions.push(m);
        if !self.begun {
            self.opening = Some(m.range.start);
        }
        self.begun = true;
        self.heard.unnamed |= self.relay && m.counted;
        let acts = acts(list, next);
        let next = list.get(next);
        if self.unknown.is_some()
            && !acts
            && self.carried.is_some()
            && self.subject.is_none()
            && !self.content
        {
            // 聯名去信局長某某，: a verb nobody listed and its object.
            self.object = true;
        }
        let joining = std::mem::take(&mut self.joining);
        let passive = std::mem::take(&mut self.passive);
        self.agent |= passive;
        if passive && self.gives {
            self.giver = Some(m);
        }
        if std::mem::take(&mut self.asking) {
            self.toward = Some(m);
        }
        let before_of = matches!(next, Some(Item::Word(t)) if t.class == Class::Of);
        if joining
            && self.parties.is_empty()
            && self.subject.is_some_and(|s| {
                matches!(s.kind, MentionKind::Role(_))
                    || s.kind == MentionKind::Group && s.shown.of(&self.page.level).ends_with("成员")
            })
            && matches!(m.kind, MentionKind::Person(_) | MentionKind::Role(_))
        {
            // 某黨主席、總統某某: two offices of one person.
            if self.heard.subject == self.subject {
                self.heard.subject = Some(m);
            }
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
        if self.relaying && acts && !passive && !before_of && is_party(m.kind) {
            self.second = Some(m);
        }
        match self.mask {
            Mask::Join if acts && !before_of && matches!(m.kind, MentionKind::Person(_)) && self.broken() => {
                // 某局民政及青年事務局局長某某表示: unknown words tore the name of his office.
                self.mask = Mask::None;
                self.subject = Some(m);
                self.parties.clear();
                self.heard.subject = self.heard.subject.filter(|s| s.range.end > m.range.start).or(Some(m));
                return;
            }
            Mask::Next | Mask::Join => {
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
        let bears =
            matches!(m.kind, MentionKind::Person(_)) && m.title.is_some_and(|t| t.start < m.shown.start);
        // 研究機構蘭德（RAND）研究員某某說: what was read as a name is where he works.
        let works = acts
            && bears
            && self.subject.is_some_and(|s| {
                s.title.is_none() && matches!(s.kind, MentionKind::Person(_)) && self.is_abbreviated(&s)
            });
        let torn = self.loose
            && (acts || bears)
            && (!matches!(m.kind, MentionKind::Paper | MentionKind::Fact | MentionKind::Place)
                // 一項美國最新民調顯示
                || m.kind == MentionKind::Paper
                    && matches!(next, Some(Item::Word(t)) if t.class.is_cue())
                    && self.subject.is_some_and(|s| s.kind == MentionKind::Place))
            && self.subject.is_some()
            && (self.broken() || works);
        // 引述某某消息指: his word, and not another's.
        let word = m.kind == MentionKind::Group
            && self.subject.is_some_and(|s| matches!(s.kind, MentionKind::Person(_)))
            && phrases().veils.contains(m.shown.of(&self.page.level));
        if self.subject.is_none() || self.relay && !word || torn {
            self.loose = true;
            let old = self.subject.replace(m);
            self.fresh = true;
            if self.heard.subject.is_none() || torn && self.heard.subject == old {
                self.heard.subject = Some(m);
            }
        }
    }

    /// Whether the subject so far may be the first part of a longer name: an office, or nothing at all.
    fn broken(&self) -> bool {
        self.subject.is_none_or(|s| {
            matches!(
                s.kind,
                MentionKind::Place
                    | MentionKind::Body
                    | MentionKind::Press
                    | MentionKind::Group
                    | MentionKind::Role(_)
            )
        })
    }

    /// Whether nothing but 的 and an adjective stands between somebody and his document: 某某的重要文章.
    fn owns(&self, owner: &Mention, paper: &Mention) -> bool {
        let between = ByteRange { start: owner.range.end, end: paper.range.start.max(owner.range.end) };
        let between = between.of(&self.page.level).trim().strip_prefix('的').map(str::trim);
        between.is_some_and(|adjective| adjective.is_empty() || phrases().grand.contains(adjective))
    }

    /// Whether a bracket with capitals stands right behind a mention: 蘭德（RAND）.
    fn is_abbreviated(&self, m: &Mention) -> bool {
        let behind = self.page.text[m.range.end as usize..].strip_prefix(['（', '(']);
        let inner = behind.and_then(|t| t.split_once(['）', ')'])).map_or("", |(inner, _)| inner);
        inner.len() > 1 && inner.chars().all(|c| c.is_ascii_uppercase())
    }

    /// Whether a preposition right before a mention makes it the one to whom something goes: 交給法院的文件.
    fn is_given(&self, m: &Mention) -> bool {
        let before = &self.page.level[..m.range.start as usize];
        before.ends_with(['给', '向', '致', '对', '予']) || {
            let clause = before.rsplit(['，', '。', '；']).next().unwrap_or_default();
            ["给", "向", "致"].iter().any(|w| clause.contains(w))
        }
    }

    /// Whether a title in book marks is followed by the verb of an outlet.
    fn reports(&self, m: Mention, list: &[Item], next: usize) -> bool {
        let text = m.range.of(&self.page.level);
        let behind = &self.page.level[m.range.end as usize..];
        // A headline's 《某報》：, but not 《某報告》：.
        let headed = self.page.is_headline()
            && matches!(list.get(next), Some(Item::Colon(_)))
            && family(text).is_none();
        text.starts_with('《')
            && text.ends_with('》')
            && text.len() > 9
            && (headed
                || ["的报道", "的报导", "所报道", "报道", "报导", "引述"]
                    .iter()
                    .any(|w| behind.starts_with(w))
                || matches!(list.get(next), Some(Item::Word(t)) if matches!(t.class, Class::Report | Class::Relay)))
    }

    /// A mention with the unknown first part of its name.
    fn whole(&mut self, mut m: Mention, list: &[Item], next: usize) -> Mention {
        if m.kind == MentionKind::Paper && self.reports(m, list, next) {
            // 《某刊》報道: a title that reports is an outlet nobody listed.
            m.kind = MentionKind::Outlet;
            m.shown = ByteRange { start: m.range.start + 3, end: m.range.end - 3 };
        }
        if m.kind == MentionKind::Group && m.shown.len() > 6 && m.shown.of(&self.page.level).starts_with('有')
        {
            // 有議員: the quantity is no part of who speaks.
            m.shown.start += 3;
        }
        if m.kind == MentionKind::Paper
            && m.body.is_none()
            && let Some(o) = self.owner.or(self.heard.mentions.last().copied()).filter(|o| !self.is_given(o))
            && self.owns(&o, &m)
            && (matches!(
                o.kind,
                MentionKind::Person(_) | MentionKind::Body | MentionKind::Outlet | MentionKind::Press
            ) || o.kind == MentionKind::Place
                && family(m.shown.of(&self.page.level)) == Some("statement"))
        {
            // 某會的聲明: whose it is.
            m.body = Some(o.shown);
        }
        if m.kind == MentionKind::Body
            && let Some(Item::Quote { outer, closed: true }) = list.get(next)
            && outer.start == m.range.end
            && let Some(inner) = crate::quoted::inside(self.page, *outer)
            && let Some(name) = quoted_body(self.page, inner)
        {
            // 美國智庫「某某委員會」: the quotation gives the name.
            m.range.end = outer.end;
            m.shown = name;
        }
        if let Some(start) = self.prefix.take()
            && matches!(m.kind, MentionKind::Body | MentionKind::Role(_))
        {
            m.range.start = start;
            m.shown.start = start;
            m.body = m.body.map(|b| ByteRange { start, end: b.end });
        }
        m
    }
}

/// Whether a mention may speak inside what an outlet reports.
fn is_party(kind: MentionKind) -> bool {
    matches!(
        kind,
        MentionKind::Person(_)
            | MentionKind::Role(_)
            | MentionKind::Body
            | MentionKind::Group
            | MentionKind::Both
            | MentionKind::Side
            | MentionKind::Place
            | MentionKind::Pronoun
            | MentionKind::Paper
    )
}
