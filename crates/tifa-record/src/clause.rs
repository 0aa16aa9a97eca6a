//! A sentence as items, and noun phrases among them.
//!
//! The engine does not parse Chinese. It reads a sentence as a row of items (words of the tables, marks, stretches of
//! unknown text), gathers neighbouring nouns into mentions, and leaves the rest to [`crate::source`].

mod gathered;
mod items;

use crate::lexicon::{Class, Token};
use crate::page::Page;
use gathered::Phrase;
use items::is_latin_name;
pub(crate) use items::items;
use tifa_text::ByteRange;

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
