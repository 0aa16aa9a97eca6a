//! Whose words they are when no subject stands before a cue: a document that is spread or printed, a channel, the owner of
//! a noun.

use super::{Mask, Reader, phrases, unknown};
use crate::clause::{Mention, MentionKind};
use crate::lexicon::{Class, Kind, Token, lexicon};
use crate::script::is_han;
use crate::shape::{is_side, looks_like_name};
use tifa_text::ByteRange;

impl Reader<'_, '_> {
    /// The source of a cue whose clause has no subject, with the further parties of a joint one.
    pub(super) fn origin(&self, t: Token) -> (Option<Mention>, Vec<Mention>) {
        let alone = |m: Mention| (Some(m), Vec::new());
        let text = |g: ByteRange| g.of(&self.page.level);
        // A name in Latin letters acts, too; unknown Chinese words may be anything before such a verb.
        let acts = |g: &ByteRange| {
            text(*g).is_ascii() || matches!(t.class, Class::Say | Class::Write) && may_name(text(*g))
        };
        if let Some(g) = self.unknown.filter(|_| !self.object).filter(acts) {
            let kind = if is_side(text(g)) { MentionKind::Side } else { MentionKind::Unknown };
            return alone(Mention { kind, ..unknown(g) });
        }
        if matches!(self.mask, Mask::Long(_)) && self.carried.is_none() {
            if t.class == Class::Say
                && let Some(paper) = self.chapter()
            {
                return alone(paper);
            }
            if t.class == Class::Write {
                let last = self.heard.mentions.last().filter(|m| matches!(m.kind, MentionKind::Person(_)));
                return (last.copied(), Vec::new());
            }
        }
        if !self.object && self.reported(t) {
            // 這篇由五名記者署名的報道指出: the report that the text is about.
            let range = ByteRange { start: t.range.start - 6, end: t.range.start };
            return alone(Mention { kind: MentionKind::ThisPress, ..unknown(range) });
        }
        if let Some(owner) = self.owned(t) {
            return alone(owner);
        }
        if let Some(relay) = self.heard.relay.filter(|_| self.relay) {
            // 某報引述某館的回應，指…; 某報引述「一名知情者」稱: whoever has no name but in quotation marks is the outlet's.
            let named = self.heard.mentions.iter().rfind(|m| {
                m.range.start >= relay.range.end
                    && matches!(m.kind, MentionKind::Person(_) | MentionKind::Body)
                    && !m.counted
            });
            return alone(named.copied().unwrap_or(relay));
        }
        let source = self.spread().or(self.carried).or(self.heard.relay).or_else(|| self.channel());
        (source, self.carried_parties.clone())
    }

    /// 網上流傳一篇文章，指…: where it is found says nothing, the document does.
    fn spread(&self) -> Option<Mention> {
        if let Some(paper) = self.printed() {
            return Some(paper);
        }
        let place = self.carried.filter(|c| c.kind == MentionKind::Place)?;
        let last = self.heard.mentions.last().filter(|m| m.kind == MentionKind::Paper)?;
        let between = ByteRange { start: place.range.end, end: last.range.start.max(place.range.end) };
        let spread = phrases().spread.iter().any(|v| between.of(&self.page.level).contains(v.as_str()));
        let ends = self.page.level[last.range.end as usize..].starts_with('，');
        (spread && ends).then_some(*last)
    }

    /// 某報刊發某社的長文，指責…: another's document that an outlet prints.
    fn printed(&self) -> Option<Mention> {
        let outlet = self.carried.filter(|c| matches!(c.kind, MentionKind::Outlet | MentionKind::Press))?;
        let paper = self.heard.mentions.iter().rfind(|m| m.kind == MentionKind::Paper && m.body.is_some())?;
        let between = ByteRange { start: outlet.range.end, end: paper.range.start.max(outlet.range.end) };
        let clause = between.of(&self.page.level);
        phrases().issue.iter().any(|w| clause.contains(w.as_str())).then_some(*paper)
    }

    /// 據某某發表的聲明，指…: whoever the channel names.
    fn channel(&self) -> Option<Mention> {
        let paper = self.heard.via.iter().any(|m| m.kind == MentionKind::Paper);
        let person = |m: &&Mention| matches!(m.kind, MentionKind::Person(_));
        self.heard.via.iter().find(person).filter(|_| paper).copied()
    }

    /// 某局的決定稱: the owner of a noun of two or three characters that stands right before a cue.
    fn owned(&self, t: Token) -> Option<Mention> {
        let o = self.owner.filter(|o| {
            matches!(
                o.kind,
                MentionKind::Person(_) | MentionKind::Body | MentionKind::Place | MentionKind::Role(_)
            )
        })?;
        let between = ByteRange { start: o.range.end, end: t.range.start.max(o.range.end) };
        let noun = between.of(&self.page.level).strip_prefix('的')?.trim();
        ((2..=3).contains(&noun.chars().count()) && noun.chars().all(is_han) && t.class == Class::Say)
            .then_some(o)
    }

    /// Whether 正如 opens the clause of 所言, with somebody between them: 正如某某所言，….
    pub(super) fn likened(&self, t: Token, next: Option<Class>) -> bool {
        let before = &self.page.level[..t.range.start as usize];
        let clause = before.rsplit(['，', '。', '；', '：', '！', '？', '—']).next().unwrap_or_default();
        let like = phrases().likenings.iter().any(|w| clause.starts_with(w.as_str()));
        like && self.subject.is_some() && next != Some(Class::Of)
    }

    /// Whether 報道 stands right before a cue.
    fn reported(&self, t: Token) -> bool {
        let before = &self.page.level[..t.range.start as usize];
        before.ends_with("报道") || before.ends_with("报导")
    }

    /// 至於報告有關某國的一章指出: the document that opens the clause, a part of which speaks.
    fn chapter(&self) -> Option<Mention> {
        let m = self.heard.mentions.iter().rfind(|m| m.kind == MentionKind::Paper)?;
        let behind = &self.page.level[m.range.end as usize..];
        ["有关", "关于", "的", "内"].iter().any(|w| behind.starts_with(w)).then_some(*m)
    }
}

/// Whether unknown text may name somebody: it is written like a name, or has no particle or pronoun in it.
fn may_name(text: &str) -> bool {
    // 第二: a number is nobody.
    looks_like_name(text) || !text.starts_with('第') && !text.chars().any(|c| lexicon().is(c, Kind::Stop))
}
