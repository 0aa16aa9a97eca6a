//! Cues and colons: when they report something, and whose words they open.

use super::{Hit, Mask, Reader, is_named, phrases, unknown};
use crate::clause::{Item, Mention, MentionKind};
use crate::lexicon::{Class, Token};
use tifa_text::ByteRange;

/// Whether a cue begins with the noun for a document that speaks.
fn own_noun(cue: &str) -> bool {
    cue.len() > 6 && ["声明", "报告", "通报", "贴文", "帖文"].iter().any(|n| cue.starts_with(n))
}

impl Reader<'_, '_> {
    pub(super) fn colon(&mut self, at: u32, quoted: bool) {
        let mark = self.page.level[at as usize..].chars().next().map_or(1, char::len_utf8) as u32;
        let headline = self.page.is_headline();
        if self
            .subject
            .is_some_and(|s| s.range.of(&self.page.level).ends_with("消息") && !quoted && !headline)
        {
            // 某某網消息：, 最新消息：, a dateline.
            self.subject = None;
            self.heard.subject = None;
            self.end_clause();
            return;
        }
        if !self.content
            && (headline || self.heard.hits.is_empty() || quoted && self.before == self.heard.hits.len())
            && let Some(source) = self.subject
            && (quoted || self.mask == Mask::None)
            && (!self.object || quoted)
            && (headline && source.kind != MentionKind::Place
                || quoted && !headline
                || at.saturating_sub(source.range.end) <= 12)
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

    pub(super) fn cue(&mut self, t: Token, list: &[Item], i: usize) {
        let next = list.get(i + 1);
        let opens = i == 0 || matches!(list[i - 1], Item::Break(_));
        let next_class = match next {
            Some(Item::Word(n)) => Some(n.class),
            _ => None,
        };
        if opens
            && self.subject.is_none()
            && !self.content
            && matches!(t.range.of(&self.page.level), "分析" | "评论")
            && matches!(next, Some(Item::Word(n)) if n.range.start == t.range.end
                && matches!(n.class, Class::Say | Class::Stance))
        {
            // 分析認為: those who judge.
            let (range, kind) = (t.range, MentionKind::Group);
            self.subject =
                Some(Mention { kind, range, shown: range, title: None, body: None, counted: false });
            return;
        }
        let after_of = i > 0 && matches!(list[i - 1], Item::Word(p) if p.class == Class::Of);
        let before_of = next_class == Some(Class::Of);
        let passive = std::mem::take(&mut self.passive);
        let denied = std::mem::take(&mut self.denied);
        if denied {
            self.heard.denied = true;
            self.object |= self.subject.is_none();
            return;
        }
        let text = t.range.of(&self.page.level);
        if text.starts_with('所') && !self.likened(t, next_class) {
            return;
        }
        if self.asked && !text.starts_with(['回', '答']) {
            return;
        }
        self.asked = false;
        if t.class == Class::Topic && text.starts_with('被') {
            // 甲被問及…: the words are the asker's.
            self.asked = true;
            return;
        }
        if self.subject.is_none()
            && !self.object
            && !self.content
            && let Some(g) = self.unknown
            && g.end == t.range.start
            && matches!(t.class, Class::Stance | Class::Act | Class::Topic)
            && is_named(g.of(&self.page.level))
        {
            // 何某分析，…: written like a name, and right before the cue.
            self.subject = self.unknown.map(unknown);
        }
        if self.is_noun(t, list, i) {
            return;
        }
        if after_of
            && self.subject.is_none()
            && !self.content
            && t.class == Class::Say
            && t.range.len() >= 9
            && let Some(owner) = self.owner.take()
        {
            // 某局的通報指: the noun in the cue is its owner's.
            self.subject = Some(owner);
            self.heard.subject = self.heard.subject.or(self.subject);
        }
        let also = i > 0
            && (opens || matches!(list[i - 1], Item::Word(w) if w.class == Class::Adverb))
            && self.carried.is_some_and(|c| matches!(c.kind, MentionKind::Person(_)));
        if t.class == Class::Topic && self.subject.is_none() && !also {
            // 談及中俄關係，…: what is talked of is no subject.
            self.mask = Mask::Long(self.heard.hits.len());
            return;
        }
        if t.class == Class::Report {
            if let Some(s) = self.subject.as_mut().filter(|s| s.kind == MentionKind::Body) {
                // Axios報道: a body that reports is an outlet nobody listed.
                s.kind = MentionKind::Outlet;
            }
            if self.mask == Mask::Channel {
                // 據新華社報道，…
                if let Some(m) = self.heard.via.last_mut().filter(|m| m.kind == MentionKind::Body) {
                    m.kind = MentionKind::Outlet;
                }
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
            let outlet = |m: &Mention| matches!(m.kind, MentionKind::Outlet | MentionKind::Press);
            if t.class == Class::Relay && self.heard.via.last().is_some_and(outlet) {
                // 據某報引述某某指: the channel relays somebody.
                self.heard.relay = self.heard.via.last().copied();
                self.relay = true;
                self.mask = Mask::None;
                return;
            }
            self.according(t);
            return;
        }
        let agent = std::mem::take(&mut self.agent);
        if (passive || agent) && self.gives && text.contains(['回', '答']) {
            // 獲發言人回覆指…; 向某局查詢，獲回覆…: whoever was asked answers.
            self.subject = self.giver.or(self.toward).or(self.subject);
        } else if passive || before_of || agent {
            return;
        }
        if t.class == Class::Joint
            && text == "联合声明"
            && !matches!(list.get(i + 1), Some(Item::Break(_) | Item::Colon(_)))
            && next_class.is_none_or(|c| !c.is_cue())
        {
            // 聯合聲明出爐: a noun.
            self.object |= self.subject.is_none();
            return;
        }
        if t.class == Class::Ask && !self.is_question(t, list, i) {
            self.object |= self.subject.is_none();
            return;
        }
        if matches!(text, "宣布" | "公布" | "发布")
            && matches!(list.get(i + 2), Some(Item::Word(w)) if w.class == Class::Of)
        {
            return;
        }
        if self.is_topical(t, list, i) {
            if let Some(g) = self.unknown.filter(|g| g.of(&self.page.level).is_ascii())
                && self.subject.is_none()
                && !self.content
            {
                // Facebook回覆查詢時說
                self.subject = Some(unknown(g));
            }
            self.object |= self.subject.is_none();
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
            && self.unknown.is_none()
            && hits == self.heard.hits.len()
            && matches!(t.class, Class::Act | Class::Ask | Class::Mild)
        {
            return;
        }
        if self.content
            && self.relaying
            && let Some(m) = self.second.take()
            && matches!(t.class, Class::Say | Class::Write | Class::Joint)
        {
            // 某報稱某某說: whoever speaks in what an outlet reports.
            let (source, parties) = (Some(m), Vec::new());
            self.heard.hits.push(Hit { cue: t.range, class: t.class, source, parties, own: true });
            self.relaying = false;
            return;
        }
        if self.content {
            // A second cue in one clause replaces a first one that stands right before it: 批評說, 回應稱.
            if let Some(last) = self.heard.hits.last_mut()
                && t.range.start.saturating_sub(last.cue.end) <= if t.class == Class::Stance { 0 } else { 18 }
                && matches!(t.class, Class::Say | Class::Write | Class::Stance)
                && !matches!(last.class, Class::Say)
            {
                last.cue = t.range;
                last.class = t.class;
            }
            return;
        }
        let own = self.subject.is_some() || self.actor.is_some();
        if !own && phrases().conjecture.contains(text) {
            // 估計約有…: the narrator's guess.
            return;
        }
        let subject = match (self.subject, self.actor) {
            (Some(s), Some(a)) if !matches!(s.kind, MentionKind::Person(_) | MentionKind::Outlet) => Some(a),
            (None, Some(a)) => Some(a),
            (s, _) => s,
        };
        if subject != self.subject {
            self.parties.clear();
            self.subject = subject;
        }
        if self.parties.len() >= 2
            && let Some(owner) = self.owner.filter(|o| o.kind == MentionKind::Body)
        {
            // 「某某聯盟」的甲、乙、丙三國外長: members who speak for the whole.
            self.subject = Some(owner);
            self.parties.clear();
        }
        let judges = text.len() > 6 && text.starts_with("分析");
        if (own_noun(text) || judges)
            && self.subject.is_none()
            && self.unknown.is_none()
            && !self.object
            && opens
        {
            // 聲明表示, 分析指: the document, or those who judge, are part of the cue.
            let range = ByteRange { start: t.range.start, end: t.range.start + 6 };
            self.subject = Some(Mention {
                kind: if judges { MentionKind::Group } else { MentionKind::Paper },
                range,
                shown: range,
                title: None,
                body: None,
                counted: false,
            });
        }
        let (source, parties) = match self.subject {
            Some(s) => (Some(s), self.parties.clone()),
            None => self.origin(t),
        };
        self.heard.hits.push(Hit { cue: t.range, class: t.class, source, parties, own });
        self.content = true;
        self.relay = false;
        self.relaying = source.is_some_and(|s| {
            matches!(s.kind, MentionKind::Outlet | MentionKind::Press | MentionKind::ThisPress)
        });
        self.second = None;
    }

    /// 據某某透露: a channel that is no outlet is the source.
    fn according(&mut self, t: Token) {
        let speaks = |m: &Mention| {
            matches!(
                m.kind,
                MentionKind::Person(_)
                    | MentionKind::Role(_)
                    | MentionKind::Group
                    | MentionKind::Body
                    | MentionKind::Side
                    | MentionKind::Unknown
            )
        };
        if let Some(m) = self.heard.via.pop_if(|m| speaks(m)) {
            let (cue, class) = (t.range, t.class);
            self.heard.hits.push(Hit { cue, class, source: Some(m), parties: Vec::new(), own: true });
            self.subject = Some(m);
            self.heard.subject = self.heard.subject.or(self.subject);
            self.content = true;
            self.mask = Mask::None;
        }
    }

    /// Whether a verb of asking opens a question: what follows is a clause of its own, or asks.
    fn is_question(&self, t: Token, list: &[Item], i: usize) -> bool {
        if matches!(list.get(i + 1), Some(Item::Break(_) | Item::Colon(_) | Item::Quote { .. })) {
            return true;
        }
        let rest = &self.page.level[t.range.end as usize..];
        let end = rest.find('。').unwrap_or(rest.len());
        phrases().questions.iter().any(|q| rest[..end].contains(q.as_str()))
    }

    /// Whether a verb only names what its subject spoke about: 回應事件, 介紹有關情況, 公布名單.
    fn is_topical(&self, t: Token, list: &[Item], i: usize) -> bool {
        let text = t.range.of(&self.page.level);
        if text.ends_with("表示") {
            // 對此表示不滿。
            let rest = &self.page.level[t.range.end as usize..];
            let end = rest.find(['，', '。', '；', '：', '「', '“', ',', ':']).unwrap_or(rest.len());
            let object = &rest[..end];
            return end <= 24
                && phrases()
                    .feelings
                    .iter()
                    .any(|f| object.ends_with(f.as_str()) || object.starts_with(f.as_str()));
        }
        let clause = match list.get(i + 1) {
            None | Some(Item::Break(_) | Item::Colon(_) | Item::Quote { .. }) => true,
            // 發布通知，要求…: what it says follows.
            Some(Item::Word(n)) if n.class == Class::Paper => matches!(list.get(i + 2), Some(Item::Break(_))),
            Some(Item::Word(n)) => n.class.is_cue(),
            _ => false,
        };
        phrases().topical.contains(text) && !clause
    }

    /// Whether a word that is a verb and a noun is a noun here.
    fn is_noun(&self, t: Token, list: &[Item], i: usize) -> bool {
        let nominal = matches!(t.class, Class::Act | Class::Stance | Class::Mild | Class::Ask);
        let last = matches!(list.get(i + 1), None | Some(Item::Break(_)));
        if last && (nominal || t.range.of(&self.page.level) == "介绍") {
            let before = &self.page.level[..t.range.start as usize];
            let clause = before.rsplit(['，', '。', '；', '：', '！', '？']).next().unwrap_or_default();
            if phrases().takers.iter().any(|v| clause.contains(v.as_str())) {
                // 聽取情況介紹，
                return true;
            }
        }
        if (nominal || t.class == Class::Head) && self.page.is_headline() && list.get(i + 1).is_none() {
            // 某某低調回應; 上調預期
            return true;
        }
        if !nominal {
            return false;
        }
        let of = |k: usize| matches!(list.get(k), Some(Item::Word(w)) if w.class == Class::Of);
        let ends = match list.get(i + 1) {
            None | Some(Item::Break(_) | Item::Pause) => true,
            Some(Item::Word(n)) => matches!(n.class, Class::Emote | Class::Verb | Class::Closer),
            _ => false,
        };
        // 她的謀殺指控，
        let possessed = i > 1 && of(i - 2) && matches!(list[i - 1], Item::Gap(g) if g.len() <= 12);
        // 應美國要求，
        let bound = self.subject.is_some_and(|s| {
            self.page.level[..s.range.start as usize].ends_with('应') && s.range.end == t.range.start
        });
        // 反映意見及憂慮，
        let second = i > 0
            && match list[i - 1] {
                Item::Pause => true,
                Item::Word(w) => {
                    w.class == Class::PrepShort
                        && matches!(w.range.of(&self.page.level), "及" | "和" | "与" | "以及")
                }
                _ => false,
            };
        // 應大會要求，
        let asked = i > 0 && matches!(list[i - 1], Item::Gap(g) if g.of(&self.page.level).starts_with('应'));
        ends && (possessed || bound || asked || second)
    }
}
