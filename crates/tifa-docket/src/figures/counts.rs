//! Whether a number counts anything, with what measure, and how it is bounded.

use super::table::{Measure, Role, Table, table};
use crate::entry::Bound;
use crate::parties::parties;
use tifa_record::{Class, Page};
use tifa_text::ByteRange;
use tifa_text::number::{Decimal, Exactness, Form, Number};

/// A number that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    /// The number as printed.
    pub(super) number: ByteRange,
    /// The measure word behind it, or the money in front; empty when there is none.
    pub(super) measure: ByteRange,
    /// Byte behind number, measure word and what bounds them.
    pub(super) end: u32,
    pub(super) value: Decimal,
    pub(super) upper: Option<Decimal>,
    pub(super) bound: Bound,
    /// The value is in hundredths.
    pub(super) share: bool,
    /// Digits grouped as no number is.
    pub(super) misgrouped: bool,
    /// Whether it is a figure by itself; else it may only be part of one (4分 in 4分12秒).
    pub(super) stands: bool,
}

/// What `number` counts on its page; none when it counts nothing.
pub(super) fn counted(page: &Page<'_>, number: &Number) -> Option<Counted> {
    let table = table();
    let text = page.level.as_str();
    let (start, end) = (number.range.start as usize, number.range.end as usize);
    let before = text.get(..start)?.trim_end_matches(' ');
    // Some files set white space between digits and Chinese characters.
    let spaced = end + text.get(end..)?.bytes().take_while(|&b| b == b' ').count();
    let binds = table.measure(&text[spaced..]).is_some() || table.bound_after(&text[spaced..]).is_some();
    let end = if binds { spaced } else { end };
    let rest = &text[end..];
    let value = number.value?;
    if is_mere_article(number, value, rest, table) {
        return None;
    }
    if table.in_name(text, start)
        || table.role_before(before, Role::Ordinal).is_some()
        || in_token(page, number.range)
    {
        return None;
    }
    if ordered(before) {
        return None;
    }
    let prefix = table.role_before(before, Role::Prefix);
    let bare_before = &before[..before.len() - prefix.unwrap_or(0)];
    let mut bound = inner(number).or_else(|| outer(bare_before, number, table));
    // 5億以上美元: what bounds may stand in front of the measure word.
    let mut at = end;
    if let Some((after, len)) = table.bound_after(rest).filter(|_| table.measure(rest).is_none()) {
        bound = bound.filter(|&b| b != Bound::Exact).or(Some(after));
        at += len;
    }
    let share = number.form.is_share();
    let measured = if share { None } else { table.measure(&text[at..]) };
    let (mut measure, mut kind) = match measured {
        Some((kind, len)) => (ByteRange::new(at, at + len), Some(kind)),
        None => (ByteRange::new(at, at), None),
    };
    // 三年半: the measure word stands inside.
    if let (Some(inside), None) = (number.inside, kind) {
        (measure, kind) = (inside, table.measure(inside.of(text)).map(|(m, _)| m));
    }
    at = at.max(measure.end as usize);
    let timely = matches!(kind, Some(Measure::Time | Measure::Clock | Measure::Unit | Measure::Currency));
    if let Some((after, len)) = table.bound_after(&text[at..]) {
        let more = text[at..].starts_with(['多', '余']);
        if !more || timely && !text[at + len..].starts_with(TORN) {
            bound = bound.filter(|&b| b != Bound::Exact).or(Some(after));
            at += len;
        }
    }
    let bound = bound.unwrap_or(Bound::Exact);
    let counted = Counted {
        number: number.range,
        measure,
        end: u32::try_from(at).ok()?,
        value,
        upper: number.upper,
        bound,
        share,
        misgrouped: number.misgrouped,
        stands: true,
    };
    let asked = Asked { page, number, table, before: bare_before, rest: &text[at..], bound, value };
    // Text in Latin letters goes on with words of its own: 900 million.
    let latin =
        kind.is_none() && text[at..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_alphabetic());
    if latin || slogan(page, &counted, kind) {
        return None;
    }
    if let Some(len) = prefix
        && kind != Some(Measure::Currency)
    {
        return Some(Counted { measure: ByteRange::new(before.len() - len, before.len()), ..counted });
    }
    let stands = match kind {
        None => share || asked.counts_bare(),
        Some(kind) => asked.counts(kind, measure.of(text)),
    };
    let clock = kind == Some(Measure::Clock);
    (stands || clock).then_some(Counted { stands, ..counted })
}

/// Whether the number is 一 or 兩 in front of nothing that is measured, which most numbers are: they are passed over at once.
fn is_mere_article(number: &Number, value: Decimal, rest: &str, table: &Table) -> bool {
    let plain =
        number.form == Form::Numerals && number.exactness == Exactness::Exact && number.inside.is_none();
    if !plain || value > Decimal::from(2) {
        return false;
    }
    match table.measure(rest) {
        None | Some((Measure::None | Measure::Party | Measure::Person | Measure::Point, _)) => {
            table.bound_after(rest).is_none()
        }
        Some((Measure::General | Measure::Piece | Measure::Counted, _)) => value == Decimal::from(1),
        _ => false,
    }
}

/// What goes on behind 多 in another word.
const TORN: [char; 8] = ['边', '方', '国', '元', '党', '数', '样', '家'];

/// What the number itself says of its exactness.
fn inner(number: &Number) -> Option<Bound> {
    match number.exactness {
        Exactness::Exact => None,
        Exactness::Over => Some(Bound::MoreThan),
        Exactness::Around => Some(Bound::About),
        Exactness::Range => Some(Bound::Range),
    }
}

/// What bounds the number from in front: 逾, 至少有, 超過了.
fn outer(before: &str, number: &Number, table: &Table) -> Option<Bound> {
    let direct = table.bound_before(before);
    if let Some((bound, len)) = direct.filter(|d| d.0 != Bound::Exact) {
        // 上百, 過萬, 破億; but 上一輪, 經歷過兩次.
        let round =
            matches!(number.form, Form::Bare) || number.value.is_some_and(|v| v >= Decimal::from(100));
        return (round || len > 3 || !before.ends_with(LARGE)).then_some(bound);
    }
    let filler = table.role_before(before, Role::Filler).or(direct.map(|d| d.1))?;
    let (bound, len) = table.bound_before(&before[..before.len() - filler])?;
    // A word of one character bounds what follows at once: 近, 過, 超.
    (bound != Bound::Exact && len > 3).then_some(bound)
}

/// Bounds of large numbers only: they are common words elsewhere.
const LARGE: [char; 3] = ['上', '过', '破'];

/// Whether the number goes on from an ordinal: 第一、二批.
fn ordered(before: &str) -> bool {
    let mut back = before.chars().rev().take(LIST);
    let first = back.find(|&c| !"一二三四五六七八九十百、和及至到0123456789 ".contains(c));
    first == Some('第') && !before.ends_with('第')
}

/// Characters of a row of ordinals that is looked back on.
const LIST: usize = 20;

/// Whether a name that the record knows holds the number: a body, an outlet, a person, an office.
fn in_token(page: &Page<'_>, range: ByteRange) -> bool {
    let before = ByteRange { start: range.start.saturating_sub(60), end: range.end };
    page.tokens_in(before).iter().any(|t| {
        let names = matches!(
            t.class,
            Class::Name
                | Class::Body
                | Class::Outlet
                | Class::Place
                | Class::Press
                | Class::Office
                | Class::Occasion
        );
        names && t.range.overlaps(range) && t.range.len() > range.len()
    })
}

/// Characters of a quotation that is a name sooner than speech.
const SHORT: usize = 10;

/// Whether the number stands in a title, or in a short quotation without a clause mark, which names something (「三農」).
fn slogan(page: &Page<'_>, counted: &Counted, kind: Option<Measure>) -> bool {
    let at = counted.number;
    let solid = counted.share || matches!(kind, Some(Measure::Currency | Measure::Unit));
    if !solid && in_short_quotation(&page.level, at) {
        return true;
    }
    let mut before = page.level[..at.start as usize].chars().rev().take(TITLE);
    before.find(|c| matches!(c, '《' | '》' | '〈' | '〉')).is_some_and(|c| matches!(c, '《' | '〈'))
}

/// Whether `at` stands in a quotation of few characters that has no mark of a clause.
fn in_short_quotation(text: &str, at: ByteRange) -> bool {
    let open = |c: char| matches!(c, '「' | '『' | '“' | '‘' | '"' | '﹁' | '﹃');
    let close = |c: char| matches!(c, '」' | '』' | '”' | '’' | '"' | '﹂' | '﹄');
    let clause = |c: char| matches!(c, '，' | '。' | '！' | '？' | '；' | '：');
    let before =
        text[..at.start as usize].chars().rev().take(SHORT).position(|c| open(c) || close(c) || clause(c));
    let behind = text[at.end as usize..].chars().take(SHORT).position(|c| open(c) || close(c) || clause(c));
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    let mark = |c: Option<char>, fits: &dyn Fn(char) -> bool| c.is_some_and(fits);
    let inside = before + behind + at.of(text).chars().count();
    inside <= SHORT
        && mark(text[..at.start as usize].chars().rev().nth(before), &open)
        && mark(text[at.end as usize..].chars().nth(behind), &close)
}

/// Characters of a title in 《》 that are looked back on.
const TITLE: usize = 30;

/// A number with all that decides whether it counts.
struct Asked<'a> {
    page: &'a Page<'a>,
    number: &'a Number,
    table: &'a Table,
    before: &'a str,
    rest: &'a str,
    bound: Bound,
    value: Decimal,
}

impl Asked<'_> {
    fn is(&self, value: u32) -> bool {
        self.value == Decimal::from(value) && self.bound == Bound::Exact
    }

    fn below(&self, value: u32) -> bool {
        self.value < Decimal::from(value)
    }

    fn in_digits(&self) -> bool {
        self.number.form == Form::Digits
    }

    /// Whether it counts with a measure word of this kind.
    fn counts(&self, kind: Measure, measure: &str) -> bool {
        let half = self.number.form == Form::Half;
        if self.number.form == Form::Row && kind != Measure::Unit && kind != Measure::Currency {
            return false;
        }
        match kind {
            Measure::None => false,
            Measure::Time => self.counts_time(measure),
            Measure::Clock => measure != "分" && !(measure == "秒" && half),
            Measure::Unit => !half || measure.len() > 3,
            Measure::Currency => !half,
            Measure::Times => !half && (!self.is(1) || measure == "倍"),
            Measure::Piece | Measure::General => {
                let aspects = measure == "方面" && self.below(21) && self.bound == Bound::Exact;
                !half && !aspects && !self.is_article() && !self.announces()
            }
            Measure::Counted => !half && !self.is_article() && !self.in_apposition(),
            Measure::Person => !(half || self.is(1) || self.is(2)),
            Measure::Party => {
                let large = self.in_digits() || !self.below(10) || self.bound != Bound::Exact;
                let these = self.bound == Bound::Exact && self.behind_name();
                !(half || these || self.below(3)) && large
            }
            Measure::Turn => self.is(2),
            Measure::Point => !half && !self.below(25) && !self.announces(),
        }
    }

    /// A stretch of time: no year of the calendar, and no 一 or 兩 that is an article (這一年, 這兩天).
    fn counts_time(&self, measure: &str) -> bool {
        let year = measure == "年"
            && !self.below(1000)
            && self.in_digits()
            && self.below(2200)
            && self.number.inside.is_none()
            && self.bound == Bound::Exact;
        let behind = |role: Role| self.table.role_before(self.before, role).is_some();
        let article = self.is(1) && behind(Role::Article) || self.is(2) && behind(Role::Recent);
        !year && !article && self.number.form != Form::Row
    }

    /// Whether a state or body is named right in front: 東盟十國 are the states that are of it.
    fn behind_name(&self) -> bool {
        let end = self.before.len();
        let near = self.before.char_indices().rev().take(NAMED).last().map_or(end, |(i, _)| i);
        let body = self.page.tokens_in(ByteRange::new(near, end)).iter().rev().any(|t| {
            let names = matches!(t.class, Class::Place | Class::Abbr | Class::Body | Class::Side);
            names && t.range.end as usize == end
        });
        let window = &self.before[near..];
        body || parties().find(window).last().is_some_and(|n| n.end == window.len())
    }

    /// 一名: one; 兩位領導人: those just named.
    fn is_article(&self) -> bool {
        let named = self.is(2) && self.table.role(self.rest, Role::Definite).is_some();
        let one = self.value == Decimal::from(1) && matches!(self.bound, Bound::Exact | Bound::About);
        !self.in_digits() && (one || named)
    }

    /// 福島五縣市: behind the name of what it is, a small number counts what is known.
    fn in_apposition(&self) -> bool {
        let led = self.table.bound_before(self.before).is_some()
            || self.table.role_before(self.before, Role::Filler).is_some()
            || !self.before.ends_with(|c: char| tifa_text::is_han(c));
        self.below(10) && self.bound == Bound::Exact && !led
    }

    /// Whether the points that it counts are then told: 三點建議.
    fn announces(&self) -> bool {
        if self.bound != Bound::Exact || !self.below(21) {
            return false;
        }
        let phrase = self.rest.trim_start_matches(['「', '“', '『', '‘']);
        if self.table.role(phrase, Role::Announce).is_some() {
            return true;
        }
        let cut = phrase.char_indices().nth(PHRASE).map_or(phrase.len(), |(i, _)| i);
        let mut starts = phrase[..cut].char_indices().take_while(|(_, c)| tifa_text::is_han(*c));
        starts.any(|(i, _)| {
            let len = self.table.role(&phrase[i..], Role::Announce);
            len.is_some_and(|len| len > 3 && !phrase[i + len..].starts_with(tifa_text::is_han))
        })
    }

    /// Whether it counts without a measure word: 14億中國人, 近百, 三分之一.
    fn counts_bare(&self) -> bool {
        let vague = self.bound != Bound::Exact;
        let behind = self.rest.chars().next();
        let noun = behind.is_some_and(tifa_text::is_han);
        let large = !self.below(1000);
        let people = noun && self.counts_people();
        match self.number.form {
            Form::Row | Form::Discount => false,
            Form::Digits | Form::Numerals if people => true,
            Form::Half => self.number.range.of(&self.page.level) != "半",
            Form::Fraction => !self.in_slashes() || noun,
            Form::Bare => (vague && noun) || large && self.value > Decimal::from(1000),
            Form::Dozens => true,
            Form::Percent | Form::Tenths => true,
            Form::Mixed => true,
            Form::Numerals => {
                let grouped = !self.below(10_000);
                grouped || (vague && !self.below(10) && self.number.exactness != Exactness::Exact && noun)
            }
            Form::Digits => {
                let grouped = self.number.range.of(&self.page.level).contains([',', '，']);
                grouped || (noun && vague && !self.below(10) && self.number.exactness != Exactness::Range)
            }
        }
    }

    /// 3議員被捕: a headline counts people without a measure word; two are those just named, and 2020 is a year.
    fn counts_people(&self) -> bool {
        let at = self.page.level.len() - self.rest.len();
        let class = self.page.word_at(at);
        let people = matches!(class, Some(Class::Role | Class::Group | Class::Office));
        people && !self.below(3) && self.below(1900) && self.number.exactness == Exactness::Exact
    }

    /// 1/3, which is a day in other places.
    fn in_slashes(&self) -> bool {
        self.number.range.of(&self.page.level).contains(['/', '／'])
    }
}

/// Characters of a name in front of a number that are looked back on.
const NAMED: usize = 10;

/// Characters of a phrase behind a classifier that may end in what announces points.
const PHRASE: usize = 10;
