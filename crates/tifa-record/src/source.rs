//! Cues of a sentence and the mentions that may be their sources.
//!
//! A sentence is read clause by clause. The subject of a clause is its first noun phrase that no preposition takes and
//! that no 的 turns into a modifier; a clause without one goes on with the subject of the clause before it.

mod cue;
mod origin;
mod phrases;
mod subject;
mod word;

use crate::clause::{Item, Mention, MentionKind, items, mention};
use crate::lexicon::{Class, Kind, lexicon};
use crate::page::Page;
use crate::script::is_han;
use crate::shape::looks_like_name;
pub(crate) use phrases::phrases;
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
    /// The next noun phrase, behind 和 or 與: a further part of a long name, perhaps.
    Join,
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
    /// Adjuncts that opened inside content: their closers close nothing else.
    inner: u32,
    /// 被 and a noun: the verb that follows is the noun's, and background.
    agent: bool,
    /// 被問及: what follows in the clause is a question put to the subject.
    asked: bool,
    /// The last cue of the clause was an outlet's: whoever speaks in its content may be the source.
    relaying: bool,
    /// Who acts in the content of an outlet's cue.
    second: Option<Mention>,
    /// The subject only modifies a noun nobody knows (甲被捕的原因), and does not speak in the next clause.
    modifier: bool,
    /// Cues read before this clause.
    before: usize,
    /// The item before closed an adjunct of time.
    moment: bool,
    /// 並, 又 at the head of a clause: its subject is that of the clause before.
    going_on: bool,
    /// Whether the passive is 獲.
    gives: bool,
    /// 獲 and a noun: whoever answers.
    giver: Option<Mention>,
    /// Whom somebody asked: 向某某查詢.
    toward: Option<Mention>,
    /// Whether the noun phrase that follows is asked.
    asking: bool,
    /// Where a name begins whose first part nobody knows (政制及…局).
    prefix: Option<u32>,
    /// Where the clause's first mention begins, when nothing but links stands before it.
    opening: Option<u32>,
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
        inner: 0,
        agent: false,
        asked: false,
        relaying: false,
        second: None,
        modifier: false,
        before: 0,
        moment: false,
        prefix: None,
        opening: None,
        going_on: false,
        gives: false,
        giver: None,
        toward: None,
        asking: false,
    };
    let mut i = 0;
    while i < list.len() {
        if let Some((m, next)) = mention(page, &list, i) {
            r.moment = false;
            r.mention(m, &list, next);
            i = next;
            continue;
        }
        if !matches!(list[i], Item::Break(_)) {
            r.moment = false;
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
                // 某某當日表示
                || t.class == Class::Closer && t.range.len() > 3
        }
        Some(Item::Date | Item::Colon(_)) => true,
        // 某某致辭時表示
        Some(Item::Gap(_)) => {
            matches!(list.get(next + 1), Some(Item::Word(t)) if t.class == Class::Closer && t.range.len() == 3)
        }
        _ => false,
    }
}

impl Reader<'_, '_> {
    fn end_clause(&mut self) {
        if self.moment && self.inner == 0 {
            // 批評對方…時，: a clause that only tells when. Whoever is named in its middle is no subject.
            if self.carried.is_some() && self.subject.is_some_and(|s| Some(s.range.start) != self.opening) {
                self.subject = None;
            }
            let from = self.before.min(self.heard.hits.len());
            if self.heard.hits[from..].iter().all(|h| h.class != Class::Say) {
                self.heard.hits.truncate(from);
            }
        }
        let silent = self.before == self.heard.hits.len();
        if self.modifier && silent {
            self.subject = None;
            self.carried = None;
            self.carried_parties.clear();
        }
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
        self.inner = 0;
        self.agent = false;
        self.asked = false;
        self.relaying = false;
        self.second = None;
        self.modifier = false;
        self.before = self.heard.hits.len();
        self.moment = false;
        self.prefix = None;
        self.opening = None;
        self.going_on = false;
        self.giver = None;
        self.asking = false;
    }

    /// A short quotation where a subject stands is a name: 「五眼聯盟」發表聲明.
    fn quoted_name(&mut self, outer: ByteRange, closed: bool, list: &[Item], next: usize) {
        let begun = std::mem::replace(&mut self.begun, true);
        let Some(inner) = crate::quoted::inside(self.page, outer) else { return };
        let of = matches!(list.get(next), Some(Item::Word(t)) if t.class == Class::Of);
        let short = inner.len() <= 30 && !inner.of(&self.page.level).contains(['，', '。', '！', '？']);
        if !begun && closed && short && inner.len() >= 6 && (of || acts(list, next)) {
            let kind = MentionKind::Body;
            self.subject =
                Some(Mention { kind, range: outer, shown: inner, title: None, body: None, counted: false });
            self.heard.subject = self.heard.subject.or(self.subject.filter(|_| !of));
            self.fresh = of;
        }
    }

    /// Unknown text: a single character right before a cue may be the surname of someone named before.
    fn gap(&mut self, g: ByteRange, next: Option<&Item>) {
        self.fresh = false;
        let begun = std::mem::replace(&mut self.begun, true);
        if self.going_on && !begun && self.carried.is_some() {
            // 並舉出美國的例子: a verb nobody listed, whose nouns are objects.
            self.object = true;
        }
        let text = g.of(&self.page.level);
        // 為甚麼說, 都會說: a word of the tables is nobody.
        let listed = self.page.tokens_in(g).first().is_some_and(|t| t.range == g);
        if !begun
            && !listed
            && (6..=30).contains(&g.len())
            && (text.is_ascii() || text.chars().all(|c| !c.is_ascii_digit()))
            && !(text.ends_with(['日', '月', '年'])
                || text.starts_with(|c| "一二三四五六七八九十".contains(c)))
        {
            self.unknown = Some(g);
        }
        let cue = matches!(next, Some(Item::Word(t)) if t.class.is_cue());
        if self.mask == Mask::Channel && cue && (6..=15).contains(&g.len()) {
            let report = matches!(next, Some(Item::Word(t)) if t.class == Class::Report);
            let kind = if report { MentionKind::Press } else { MentionKind::Unknown };
            self.heard.via.push(Mention { kind, ..unknown(g) });
        }
        if let Some(s) = self.subject.filter(|s| {
            matches!(s.kind, MentionKind::Place | MentionKind::Body)
                && s.range.end == g.start
                && !self.content
        }) && phrases().nounends.iter().any(|e| text.ends_with(e.as_str()))
        {
            // 加沙地帶衛生部門: a state and a part of it that nobody listed.
            let to = |r: ByteRange| ByteRange { start: r.start, end: g.end };
            self.subject =
                Some(Mention { kind: MentionKind::Body, range: to(s.range), shown: to(s.shown), ..s });
            self.fresh = true;
            return;
        }
        if self.relay && cue && is_named(g.of(&self.page.level)) {
            // 引述某某指: a name nobody has given in full.
            self.subject = Some(unknown(g));
            return;
        }
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
}

/// Whether unknown text is nothing but Chinese characters in the shape of a name.
fn is_named(text: &str) -> bool {
    text.chars().all(|c| is_han(c) || lexicon().is(c, Kind::Dot)) && looks_like_name(text)
}
