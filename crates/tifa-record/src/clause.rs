//! A sentence as items, and noun phrases among them.
//!
//! The engine does not parse Chinese. It reads a sentence as a row of items (words of the tables, marks, stretches of
//! unknown text), gathers neighbouring nouns into mentions, and leaves the rest to [`crate::source`].

use crate::lexicon::{Class, Token, lexicon};
use crate::page::Page;
use crate::script::{is_latin, is_word};
use tifa_text::ByteRange;
use tifa_text::characters::ideographs;

/// One thing in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    /// A word of the tables or a name.
    Word(Token),
    /// 《…》, with what stands inside.
    Book { outer: ByteRange, outlet: bool },
    /// A quotation: index into the page's quotations, and the part of it inside the sentence.
    Quote { outer: ByteRange, closed: bool },
    /// ，；。！？ and spaces of headlines.
    Break(u32),
    /// ：
    Colon(u32),
    /// 、
    Pause,
    /// A day or hour in figures.
    Date,
    /// Unknown text.
    Gap(ByteRange),
}

/// What a noun phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MentionKind {
    /// A person by name.
    Person(u32),
    /// A person by office or occupation: the range of the title.
    Role(ByteRange),
    /// An organisation.
    Body,
    /// A news outlet by name.
    Outlet,
    /// Outlets as a group.
    Press,
    /// A state.
    Place,
    /// 中方.
    Side,
    /// 雙方.
    Both,
    /// People by kind.
    Group,
    /// 他.
    Pronoun,
    /// 我們.
    First,
    /// 該報.
    ThisPress,
    /// 該組織.
    ThisBody,
    /// 該發言人.
    ThisRole,
    /// A document.
    Paper,
    /// Facts, which speak for nobody.
    Fact,
    /// Unknown text that opens a clause and stands before a cue.
    Unknown,
    /// A surname alone before a cue: 彭形容.
    Surname(char),
}

/// A noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) kind: MentionKind,
    /// All of it, titles included.
    pub(crate) range: ByteRange,
    /// What to show: the name, or the phrase without quantity.
    pub(crate) shown: ByteRange,
    /// A title before or after a name.
    pub(crate) title: Option<ByteRange>,
    /// The organisation or state named in it before the head.
    pub(crate) body: Option<ByteRange>,
    /// Whether a quantity opens it (一名, 有).
    pub(crate) counted: bool,
}

/// The items of `sentence`.
pub(crate) fn items(page: &Page<'_>, sentence: ByteRange) -> Vec<Item> {
    let mut quotes = page.quotes_in(sentence).iter().peekable();
    let tokens = page.tokens_in(sentence);
    let mut out = Vec::with_capacity(tokens.len() * 2 + 4);
    let mut tokens = tokens.iter().peekable();
    let headline = page.is_headline();
    let mut at = sentence.start;
    while at < sentence.end {
        while quotes.next_if(|q| q.outer.end <= at).is_some() {}
        while tokens.next_if(|t| t.range.start < at).is_some() {}
        if let Some(q) = quotes.peek().filter(|q| q.outer.start <= at) {
            let outer = ByteRange { start: at, end: q.outer.end.min(sentence.end) };
            out.push(Item::Quote { outer, closed: q.closed && q.outer.end <= sentence.end });
            at = outer.end.max(at + 1);
            continue;
        }
        if let Some(t) = tokens.peek().filter(|t| t.range.start == at && t.range.end <= sentence.end) {
            let t = **t;
            at = t.range.end;
            if t.class == Class::Office && stands_for(page, &out, t, tokens.clone().nth(1)) {
                out.push(Item::Word(Token { class: Class::Verb, ..t }));
                continue;
            }
            match out.last_mut() {
                // A word that only looks like a cue is unknown text.
                Some(Item::Gap(g)) if t.class == Class::Plain && g.end == t.range.start => g.end = at,
                _ if t.class == Class::Plain => out.push(Item::Gap(t.range)),
                _ => out.push(Item::Word(t)),
            }
            continue;
        }
        let rest = &page.level[at as usize..sentence.end as usize];
        let Some(c) = rest.chars().next() else { break };
        let here = at;
        at += c.len_utf8() as u32;
        match c {
            '，' | '；' | '。' | '！' | '？' | '!' | '?' | ';' => out.push(Item::Break(here)),
            ',' if !digit_before(page, here) => out.push(Item::Break(here)),
            '\u{3000}' | ' ' if headline => out.push(Item::Break(here)),
            '】' => out.push(Item::Break(here)),
            '：' | '︰' | '﹕' => out.push(Item::Colon(here)),
            ':' if !digit_before(page, here) => out.push(Item::Colon(here)),
            '、' => out.push(Item::Pause),
            '（' | '(' => at = closing(rest, here, sentence.end, c),
            '《' | '〈' => {
                let end = closing(rest, here, sentence.end, c);
                let inner = ByteRange { start: here + 3, end: end.max(here + 6) - 3 };
                let outlet =
                    page.tokens_in(ByteRange { start: inner.start, end: inner.end }).iter().any(|t| {
                        t.class == Class::Outlet && inner.len() <= 48
                            || t.class == Class::Press && t.range.end == inner.end
                    }) || lexicon().full_name(inner.of(&page.level)).is_some();
                out.push(Item::Book { outer: ByteRange { start: here, end }, outlet });
                at = end;
            }
            c if c.is_ascii_digit() => {
                let len = rest.find(|c: char| !(c.is_ascii_digit() || "年月日号时点分半至.-".contains(c)));
                let date = &rest[..len.unwrap_or(rest.len())];
                at = here + date.len() as u32;
                while tokens.next_if(|t| t.range.start < at).is_some() {}
                if date.ends_with(|c| "年月日号时点分半".contains(c)) {
                    out.push(Item::Date);
                } else {
                    out.push(Item::Gap(ByteRange { start: here, end: at }));
                }
            }
            c if c.is_ascii_alphabetic() => {
                let end = here + latin_run(&page.text[here as usize..sentence.end as usize]);
                let end = tokens.peek().map_or(end, |t| end.min(t.range.start.max(at)));
                at = end.max(at);
                match out.last_mut() {
                    Some(Item::Gap(g)) if g.end == here => g.end = at,
                    _ => out.push(Item::Gap(ByteRange { start: here, end: at })),
                }
            }
            '电' | '讯' if dated(&out) && here.saturating_sub(sentence.start) < DATELINE => {
                // 新華社北京十日電（記者某某）: the dateline ends here, what follows has its own subject.
                let bracket = page.level[at as usize..].chars().next();
                if let Some(c @ ('（' | '(')) = bracket {
                    at = closing(&page.level[at as usize..sentence.end as usize], at, sentence.end, c);
                }
                out.clear();
            }
            c if is_word(c) => {
                // Ideographs up to the next word or quotation go with it.
                let word = tokens.peek().map_or(sentence.end, |t| t.range.start);
                let quote = quotes.peek().map_or(sentence.end, |q| q.outer.start);
                let end = word.min(quote).min(sentence.end).max(at);
                at += plain(&page.level[at as usize..end as usize]);
                match out.last_mut() {
                    Some(Item::Gap(g)) if g.end == here => g.end = at,
                    _ => out.push(Item::Gap(ByteRange { start: here, end: at })),
                }
            }
            _ => {}
        }
    }
    out
}

/// Bytes of the ideographs that open `text`, up to one that may end a dateline.
fn plain(text: &str) -> u32 {
    let run = &text[..ideographs(text.as_bytes())];
    run.find(['电', '讯']).unwrap_or(run.len()) as u32
}

/// Whether 代表 is the verb: behind a name, a mark or an adverb, with a party right behind it (某某代表政府致辭).
fn stands_for(page: &Page<'_>, before: &[Item], t: Token, next: Option<&Token>) -> bool {
    t.range.of(&page.level) == "代表"
        && match before.last() {
            None | Some(Item::Break(_)) => true,
            Some(Item::Word(w)) => matches!(w.class, Class::Name | Class::Adverb | Class::Time),
            _ => false,
        }
        && next.is_some_and(|n| {
            n.range.start == t.range.end
                && matches!(
                    n.class,
                    Class::Body | Class::Place | Class::Side | Class::Group | Class::Tail | Class::Plain
                )
        })
}

/// Longest dateline, in bytes.
const DATELINE: u32 = 90;

/// Whether the items so far are those of a dateline: an outlet first, a day last.
fn dated(items: &[Item]) -> bool {
    matches!(items.last(), Some(Item::Date))
        && items.len() <= 5
        && !items.iter().any(|i| matches!(i, Item::Break(_) | Item::Colon(_) | Item::Quote { .. }))
}

/// Bytes of the Latin words that open `text`: one word, or several in capitals with single spaces between (Hong Kong
/// Watch).
fn latin_run(text: &str) -> u32 {
    let mut end = 0;
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let len = rest
            .find(|c: char| !(is_latin(c) || c.is_ascii_digit() || matches!(c, '.' | '-' | '\'' | '&')))
            .unwrap_or(rest.len());
        if len == 0 || end > 0 && !rest.starts_with(|c: char| c.is_ascii_uppercase()) {
            return end as u32;
        }
        end = at + len;
        if !text[end..].starts_with(' ') {
            return end as u32;
        }
        at = end + 1;
    }
}

/// Whether a gap is a name in Latin letters: Axios, Hong Kong Watch.
fn is_latin_name(page: &Page<'_>, g: ByteRange) -> bool {
    let text = g.of(page.text);
    // EU, FB: two letters are a name in capitals.
    (text.len() >= 3 || text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()))
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text
            .chars()
            .all(|c| is_latin(c) || c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '\'' | '&'))
}

/// The body whose name a conjunction or a verb tears, that starts at item `i`, and the item after it: 工業和信息化部,
/// 河流保護協會.
fn torn_body(page: &Page<'_>, items: &[Item], i: usize) -> Option<(ByteRange, usize)> {
    let Some(Item::Gap(g)) = items.get(i) else { return None };
    if !(6..=GAP).contains(&g.len()) {
        return None;
    }
    let mut joined = false;
    let mut parts = 0;
    for (j, item) in items.iter().enumerate().skip(i + 1).take(5) {
        match item {
            Item::Word(t) if t.class == Class::Tail && parts > 0 => {
                let fits = joined || t.range.len() >= 6;
                return fits.then_some((ByteRange { start: g.start, end: t.range.end }, j + 1));
            }
            Item::Word(t)
                if !joined
                    && parts == 0
                    && t.range.len() == 3
                    && matches!(t.range.of(&page.level), "和" | "及" | "与" | "暨") =>
            {
                joined = true;
            }
            Item::Gap(part) if part.len() <= 18 => parts += 1,
            Item::Word(t) if matches!(t.class, Class::Verb | Class::Place) && t.range.len() == 6 => {
                parts += 1;
            }
            _ => return None,
        }
    }
    None
}

/// Whether a figure stands right before byte `at`.
fn digit_before(page: &Page<'_>, at: u32) -> bool {
    page.level[..at as usize].chars().next_back().is_some_and(|c| c.is_ascii_digit())
}

/// Where the bracket that opens `rest` closes, or where the sentence ends; a bracket that runs on too long is a slip.
fn closing(rest: &str, start: u32, end: u32, open: char) -> u32 {
    let close = match open {
        '（' => ['）', ')'],
        '(' => [')', '）'],
        '《' => ['》', '》'],
        _ => ['〉', '〉'],
    };
    match rest.char_indices().take(200).find(|(_, c)| close.contains(c)) {
        Some((i, c)) => start + (i + c.len_utf8()) as u32,
        None => (start + open.len_utf8() as u32).min(end),
    }
}

/// Longest stretch of unknown text inside a noun phrase, in bytes: eight characters.
const GAP: usize = 24;

/// The mention that starts at item `i`, and the item after it.
pub(crate) fn mention(page: &Page<'_>, items: &[Item], i: usize) -> Option<(Mention, usize)> {
    // 18.某某: the number of an item is no part of a name.
    let numbered = |g: &ByteRange| g.of(&page.level).starts_with(|c: char| c.is_ascii_digit());
    let start = match items.get(i)? {
        Item::Gap(g) if numbered(g) => return None,
        Item::Word(t) if t.class.is_nominal() || is_platform(page, items, i) => t.range.start,
        Item::Book { outer, .. } => outer.start,
        Item::Gap(g) if torn_body(page, items, i).is_some() => g.start,
        Item::Gap(g) if is_latin_name(page, *g) => g.start,
        // 北島外交部: a state nobody listed.
        Item::Gap(g)
            if (6..=12).contains(&g.len())
                && g.of(&page.level).ends_with(['国', '岛', '州', '省', '市', '邦'])
                && matches!(items.get(i + 1), Some(Item::Word(t)) if t.class == Class::Body) =>
        {
            g.start
        }
        Item::Gap(g) if (6..=GAP).contains(&g.len()) => {
            // Unknown text opens a phrase when a generic last part follows: 柏曼法律事務所, 國際危機組織.
            match items.get(i + 1)? {
                Item::Word(t) if is_tail(t.class) => g.start,
                _ => return None,
            }
        }
        _ => return None,
    };
    let mut phrase = Phrase {
        page,
        start,
        head: None,
        title: None,
        behind: None,
        body: None,
        within: None,
        counted: false,
        first: None,
    };
    let mut j = i;
    while let Some(&item) = items.get(j) {
        let next = items.get(j + 1);
        match item {
            Item::Word(t) if j == i && is_platform(page, items, i) => {
                phrase.push(Token { class: Class::Body, ..t });
            }
            // 歐洲議會香港時間今晨: a place behind a body begins something else.
            Item::Word(t)
                if t.class == Class::Place
                    && phrase.head.is_some_and(|h| matches!(h.class, Class::Body | Class::Tail))
                    && !matches!(next, Some(Item::Word(n)) if n.class.is_nominal()) =>
            {
                break;
            }
            Item::Word(t) if t.class.is_nominal() && phrase.takes(t) => phrase.push(t),
            Item::Book { outer, outlet }
                if phrase.head.is_none_or(|h| matches!(h.class, Class::Place | Class::Press)) =>
            {
                // 《某某》雜誌
                let press = matches!(next, Some(Item::Word(t)) if t.class == Class::Press);
                // 雜誌《某某》
                let outlet = outlet || press || phrase.head.is_some_and(|h| h.class == Class::Press);
                phrase.push(Token {
                    range: outer,
                    class: if outlet { Class::Outlet } else { Class::Paper },
                    name: 0,
                });
            }
            Item::Gap(g) if phrase.head.is_none_or(|h| h.class != Class::Name) && is_latin_name(page, g) => {
                // 新聞網站Axios
                let press = phrase.head.is_some_and(|h| h.class == Class::Press);
                let class = if press { Class::Outlet } else { Class::Body };
                phrase.push(Token { range: g, class, name: 0 });
            }
            Item::Gap(_)
                if phrase.head.is_none_or(|h| {
                    matches!(h.class, Class::Place | Class::Body | Class::Quantity | Class::Group)
                }) && torn_body(page, items, j).is_some() =>
            {
                let (range, next) = torn_body(page, items, j)?;
                phrase.push(Token { range, class: Class::Tail, name: 0 });
                j = next;
                continue;
            }
            Item::Gap(_) if j == i => {}
            Item::Gap(g) if g.len() <= GAP => {
                let open = phrase.head.is_none_or(|h| {
                    matches!(
                        h.class,
                        Class::Place
                            | Class::Body
                            | Class::Tail
                            | Class::Outlet
                            | Class::Press
                            | Class::Quantity
                            | Class::Office
                            | Class::Role
                            | Class::Group
                    )
                });
                let closes = matches!(next, Some(Item::Word(t)) if matches!(
                    t.class,
                    Class::Tail | Class::Press | Class::Group | Class::Office | Class::Role | Class::Body
                ));
                if !(open && closes) {
                    break;
                }
            }
            _ => break,
        }
        j += 1;
    }
    Some((phrase.finish()?, j))
}

/// Whether item `i` is a platform (Twitter) before the word that makes it a body: 公司.
fn is_platform(page: &Page<'_>, items: &[Item], i: usize) -> bool {
    let Some(Item::Word(t)) = items.get(i) else { return false };
    t.class == Class::Occasion
        && t.range.of(&page.level).is_ascii()
        && matches!(items.get(i + 1), Some(Item::Word(n)) if matches!(n.class, Class::Tail | Class::Body) && n.range.start == t.range.end)
}

/// Whether unknown text may stand before a word as part of the same name.
fn is_tail(class: Class) -> bool {
    matches!(class, Class::Tail | Class::Press | Class::Group | Class::Role | Class::Office | Class::Courtesy)
}

/// A noun phrase being gathered.
struct Phrase<'p, 'a> {
    page: &'p Page<'a>,
    start: u32,
    head: Option<Token>,
    title: Option<ByteRange>,
    /// The last title behind a name.
    behind: Option<ByteRange>,
    body: Option<ByteRange>,
    /// Class of the word before the quantity.
    within: Option<Class>,
    counted: bool,
    /// Where the phrase begins after a quantity.
    first: Option<u32>,
}

impl Phrase<'_, '_> {
    /// Whether the phrase goes on with `t`.
    fn takes(&self, t: Token) -> bool {
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

    fn push(&mut self, t: Token) {
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

    fn finish(self) -> Option<Mention> {
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
