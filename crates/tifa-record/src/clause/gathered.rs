//! A noun phrase while it is gathered from neighbouring words.

use super::{Mention, MentionKind};
use crate::lexicon::{Class, Token};
use crate::page::Page;
use tifa_text::ByteRange;

/// A noun phrase being gathered.
pub(super) struct Phrase<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) start: u32,
    pub(super) head: Option<Token>,
    pub(super) title: Option<ByteRange>,
    /// The last title behind a name.
    pub(super) behind: Option<ByteRange>,
    pub(super) body: Option<ByteRange>,
    /// Class of the word before the quantity.
    pub(super) within: Option<Class>,
    pub(super) counted: bool,
    /// Where the phrase begins after a quantity.
    pub(super) first: Option<u32>,
}

impl Phrase<'_, '_> {
    /// Whether the phrase goes on with `t`.
    pub(super) fn takes(&self, t: Token) -> bool {
        let Some(head) = self.head else { return true };
        match head.class {
            Class::Name => {
                // 某國外交部長某某, where no table knows the state and it is written like a foreign name: a name right
                // behind the title is the one that bears it.
                let bearer = t.class == Class::Name
                    && self.behind.is_some_and(|o| o.start == head.range.end && o.end == t.range.start);
                // 某某大學, 某某政府: named for somebody.
                let named_for = t.range.start == head.range.end
                    && (t.class == Class::Tail && t.range.len() >= 6
                        || t.class == Class::Body && t.range.of(&self.page.level) == "政府");
                t.class.is_title() || t.class == Class::Courtesy || bearer || named_for
            }
            // 西方傳媒, 中方官員
            Class::Side => {
                matches!(t.class, Class::Press | Class::Group | Class::Office | Class::Role)
            }
            Class::Courtesy
            | Class::Both
            | Class::Pronoun
            | Class::First
            | Class::ThisPress
            | Class::ThisBody
            | Class::ThisRole
            | Class::Fact
            | Class::Paper => false,
            Class::Outlet | Class::Press if t.class == Class::Place => false,
            _ => !matches!(t.class, Class::Pronoun | Class::First | Class::Side | Class::Fact),
        }
    }

    pub(super) fn push(&mut self, t: Token) {
        if let Some(head) = self.head {
            if t.class == Class::Paper
                && matches!(
                    head.class,
                    Class::Body | Class::Tail | Class::Outlet | Class::Press | Class::Place
                )
            {
                // 《環球時報》社評: the outlet stays the head.
                return;
            }
            match head.class {
                Class::Office | Class::Role => self.title = Some(head.range),
                Class::Name => self.body = Some(head.range),
                Class::Body
                | Class::Tail
                | Class::Outlet
                | Class::Press
                | Class::Place
                | Class::Side
                | Class::Group => {
                    let from = self.first.unwrap_or(self.start);
                    self.body = Some(ByteRange { start: from, end: head.range.end });
                }
                _ => {}
            }
        }
        match t.class {
            Class::Quantity => {
                self.counted = true;
                self.within = self.head.map(|h| h.class);
            }
            c if c.is_title() && self.head.is_some_and(|h| h.class == Class::Name) => {
                // 習近平主席: the name stays the head.
                self.title = self.title.or(Some(t.range));
                self.behind = Some(t.range);
                return;
            }
            Class::Courtesy if self.head.is_some_and(|h| h.class == Class::Name) => return,
            _ => {
                // 一名官員; a body before the quantity (外交部一名官員) is part of who it is.
                let body = self.within.is_some_and(|c| matches!(c, Class::Body | Class::Tail));
                if self.first.is_none()
                    && self.counted
                    && !body
                    && let Some(h) = self.head.filter(|h| h.class == Class::Quantity)
                {
                    self.first = Some(h.range.end);
                }
            }
        }
        self.head = Some(t);
    }

    pub(super) fn finish(self) -> Option<Mention> {
        let head = self.head?;
        if head.class == Class::Tail && head.range.start == self.start && head.range.len() == 3 {
            return None;
        }
        let counted =
            self.counted || head.class == Class::Group && head.range.of(&self.page.level).starts_with('有');
        let range = ByteRange { start: self.start, end: head.range.end.max(self.title.map_or(0, |t| t.end)) };
        let phrase =
            ByteRange { start: self.first.unwrap_or(self.start).min(head.range.start), end: head.range.end };
        let (kind, shown) = match head.class {
            Class::Name => (MentionKind::Person(head.name), head.range),
            Class::Office | Class::Role => (MentionKind::Role(head.range), phrase),
            Class::Courtesy => (MentionKind::Group, phrase),
            Class::Body | Class::Tail => (MentionKind::Body, phrase),
            Class::Outlet => (MentionKind::Outlet, self.outlet(head.range)),
            Class::Press => (MentionKind::Press, self.outlet(phrase)),
            Class::Place | Class::Abbr => (MentionKind::Place, phrase),
            // 伊朗官方
            Class::Side if self.body.is_some() => (MentionKind::Side, phrase),
            Class::Side => (MentionKind::Side, head.range),
            Class::Both => (MentionKind::Both, head.range),
            Class::Group => (MentionKind::Group, phrase),
            Class::Pronoun => (MentionKind::Pronoun, head.range),
            Class::First => (MentionKind::First, head.range),
            Class::ThisPress => (MentionKind::ThisPress, head.range),
            Class::ThisBody => (MentionKind::ThisBody, head.range),
            Class::ThisRole => (MentionKind::ThisRole, head.range),
            Class::Paper => (MentionKind::Paper, head.range),
            Class::Fact => (MentionKind::Fact, head.range),
            _ => return None,
        };
        Some(Mention { kind, range, shown, title: self.title, body: self.body, counted })
    }

    /// The name of an outlet without the marks of a title.
    fn outlet(&self, range: ByteRange) -> ByteRange {
        let text = range.of(&self.page.level);
        match (text.find(['《', '〈']), text.find(['》', '〉'])) {
            (Some(a), Some(b)) if a + 3 < b => {
                let inner = &text[a + 3..b];
                let lead = inner.len() - inner.trim_start().len();
                let start = range.start + (a + 3 + lead) as u32;
                ByteRange { start, end: start + inner.trim().len() as u32 }
            }
            _ => range,
        }
    }
}
