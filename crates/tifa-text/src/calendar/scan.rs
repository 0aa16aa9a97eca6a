//! Finding calendar expressions: one pass over the characters.

use super::numeral::{self, Numeral};
use super::point::{Expression, MonthOf, Open, Point, YearOf};
use super::words::{Sense, Words, words};
use super::{REPUBLIC, YEARS, blank, follows, separated};
use crate::range::ByteRange;

/// The calendar expressions of `text` in order: days, weeks, months, years, parts and ranges of them, said outright or by
/// the day of the text. Spans of time (三年來), clock times and vague words (近日) are none, nor are those in titles of
/// works (《…》).
pub fn expressions(text: &str) -> Vec<Expression> {
    let scan = Scan { text, words: words() };
    let mut out = Vec::new();
    let mut from = 0;
    while let Some((at, c)) = scan.words.opens().next(text, from) {
        from = if c == '《' {
            work_end(text, at).unwrap_or(at + c.len_utf8())
        } else if let Some((found, end)) = scan.expression(at) {
            out.push(found);
            end
        } else if let Some(n) = numeral::at(text, at).filter(|n| !n.is_first) {
            n.end
        } else {
            at + c.len_utf8()
        };
    }
    out
}

/// Bytes a title in 《》 may have.
const LONGEST_TITLE: usize = 240;

/// Where the title of a work that opens at byte `at` ends.
fn work_end(text: &str, at: usize) -> Option<usize> {
    let end = text[at..].char_indices().find(|&(i, c)| c == '》' || i > LONGEST_TITLE)?;
    (end.1 == '》').then_some(at + end.0 + '》'.len_utf8())
}

/// What stands behind a numeral in an expression: its unit, a separator, or what joins it to the next numeral. Four
/// digits may be a year before anything.
const UNITS: [char; 24] = [
    '年', '月', '日', '號', '号', '世', '至', '到', '-', '－', '–', '—', '~', '～', '─', '、', '和', '及',
    '與', '与', '/', '／', '.', '．',
];

/// A point and where it ends.
type Found = Option<(Point, usize)>;

struct Scan<'t> {
    text: &'t str,
    words: &'static Words,
}

impl Scan<'_> {
    /// The expression that opens at byte `start`, and where to go on.
    fn expression(&self, start: usize) -> Option<(Expression, usize)> {
        let (mut first, mut end) = self.point(start, true)?;
        let mut last = None;
        (first, end) = self.apposed(first, end);
        if let Some((second, after)) = self.to(end).and_then(|next| self.range_end(first, next)) {
            let (second, after) = self.apposed(second, after);
            last = Some(second);
            end = after;
        }
        Some((Expression { range: ByteRange::new(start, end), first, last }, end))
    }

    fn rest(&self, at: usize) -> &str {
        &self.text[at..]
    }

    fn before(&self, at: usize) -> &str {
        &self.text[..at]
    }

    /// Behind 至, 到 or a dash.
    fn to(&self, at: usize) -> Option<usize> {
        let at = blank(self.text, at);
        let c = self.rest(at).chars().next()?;
        matches!(c, '至' | '到' | '-' | '－' | '–' | '—' | '~' | '～' | '─').then(|| at + c.len_utf8())
    }

    /// The second end of a range.
    fn range_end(&self, first: Point, at: usize) -> Found {
        let (second, end) = self.point(blank(self.text, at), false)?;
        let fits = match (first, second) {
            (Point::Unsettled(_), _) | (_, Point::Unsettled(_)) => false,
            // 7月9日到今年: the greater part behind 到 is no end of it, save behind its like.
            (Point::Year { .. } | Point::Years(..), Point::Day { year: YearOf::Open, .. }) => false,
            (Point::Weekday { .. }, Point::Day { .. } | Point::Month { .. }) => false,
            _ => true,
        };
        fits.then_some((second, end))
    }

    /// Another name of the same day behind it, in brackets or without: 周二（29日）, 7月8日周三.
    fn apposed(&self, point: Point, end: usize) -> (Point, usize) {
        if !point.is_day() {
            return (point, end);
        }
        let at = blank(self.text, end);
        if let Some(open) = self.rest(at).chars().next().filter(|c| matches!(c, '(' | '（')) {
            let inside = at + open.len_utf8();
            if let Some((other, mut after)) = self.point(inside, false).filter(|p| p.0.is_day()) {
                let mut best = heavier(point, other);
                if let Some(comma) =
                    self.rest(after).chars().next().filter(|c| matches!(c, '，' | ',' | ' ' | '、'))
                    && let Some((third, next)) = self.point(blank(self.text, after + comma.len_utf8()), false)
                    && third.is_day()
                {
                    best = heavier(best, third);
                    after = next;
                }
                if let Some(close) = self.rest(after).chars().next().filter(|c| matches!(c, ')' | '）')) {
                    return (best, after + close.len_utf8());
                }
            }
            return (point, end);
        }
        if let Some((other, after)) = self.point(at, false)
            && other.is_day()
            && std::mem::discriminant(&other) != std::mem::discriminant(&point)
            && (matches!(other, Point::Day { .. })
                || matches!((point, other), (_, Point::Weekday { week: None, .. })))
        {
            return (heavier(point, other), after);
        }
        (point, end)
    }

    /// The point that opens at byte `at`. `alone` says whether it opens an expression: what stands before it counts then.
    fn point(&self, at: usize, alone: bool) -> Found {
        if let Some((sense, length)) = self.words.at(self.rest(at), Sense::opens) {
            let found = self.word(sense, at, at + length, alone);
            if found.is_some() {
                return found;
            }
        }
        self.number(at, alone)
    }

    fn word(&self, sense: Sense, at: usize, end: usize, alone: bool) -> Found {
        let g = &self.words.guards;
        match sense {
            Sense::Day(shift) => {
                let nowadays = g.today_before.ends(self.before(at)) || g.today_after.opens(self.rest(end));
                // 目前天氣: the character belongs to the word before it.
                let cut = self.before(at).ends_with('目') && self.rest(at).starts_with('前');
                (!(alone && (nowadays || cut))).then_some((Point::Shift(shift), end))
            }
            Sense::Told(shift) => {
                // 等同日美同盟: the character belongs to the word before it.
                let cut = self.before(at).ends_with('等') && self.rest(at).starts_with('同');
                let ordinal = alone && self.before(at).ends_with(['每', '改']);
                (!ordinal && !cut).then_some((Point::Told(shift), end))
            }
            Sense::Lone(shift) => self.lone(shift, at, end).or_else(|| self.bracketed(end)),
            Sense::Bracketed => self.bracketed(end),
            Sense::Year(shift) => Some(self.in_year(YearOf::Shift(shift), end)),
            Sense::ToldYear(shift) => Some(self.in_year(YearOf::Told(shift), end)),
            Sense::Month(shift) => Some(self.in_month(YearOf::Open, MonthOf::Shift(shift), end)),
            Sense::ToldMonth => Some(self.in_month(YearOf::Open, MonthOf::Told, end)),
            Sense::Week(week) => {
                if let Some((days, after)) = self.weekday(end, true) {
                    return Some((Point::Weekday { week: Some(week), days }, after));
                }
                (!g.not_week.opens(self.rest(end))).then_some((Point::Week(week), end))
            }
            Sense::Weekday => {
                if alone && g.recurring.ends(self.before(at)) {
                    return None;
                }
                self.weekday(end, false).map(|(days, after)| (Point::Weekday { week: None, days }, after))
            }
            Sense::YearPart(a, b) => {
                let inner = alone && g.inner_before.ends(self.before(at));
                let barred = inner || g.not_end.opens(self.rest(end));
                (!barred).then_some((Point::Year { year: YearOf::Open, months: Some((a, b)) }, end))
            }
            Sense::MonthPart(a, b) => {
                let inner = alone && g.inner_before.ends(self.before(at));
                let barred = inner || g.not_end.opens(self.rest(end));
                let days = Some((a, b));
                (!barred)
                    .then_some((Point::Month { year: YearOf::Open, month: MonthOf::Shift(0), days }, end))
            }
            Sense::Century(first) => {
                let decade = numeral::at(self.text, blank(self.text, end))
                    .and_then(|n| Some((i16::try_from(n.value).ok()?, self.decade_end(n)?)));
                match decade {
                    Some((n, after)) if (0..=90).contains(&n) && n % 10 == 0 => {
                        Some((Point::Years(first + n, first + n + 9), after))
                    }
                    Some(_) => None,
                    None => Some((Point::Years(first + 1, first + 100), end)),
                }
            }
            Sense::Lunar => {
                let n = numeral::at(self.text, end)?;
                let after = follows(self.text, n.end, &["年", "月"])?;
                let day = numeral::at(self.text, after).map_or(after, |d| d.end);
                let day = follows(self.text, day, &["日"]).unwrap_or(day);
                Some((Point::Unsettled(Open::OtherCalendar), day))
            }
            Sense::Festive => Some((Point::Unsettled(Open::OtherCalendar), end)),
            Sense::Feast(month, day) => {
                let barred = alone && g.recurring.ends(self.before(at));
                let month = MonthOf::Said(month);
                (!barred).then_some((Point::Day { year: YearOf::Open, month, day }, end))
            }
            Sense::YearEnd(..) | Sense::MonthEnd(..) | Sense::Ahead | Sense::Halt | Sense::Until => None,
        }
    }

    /// 今舉行, 今（22）日, 昨(21)晚.
    fn lone(&self, shift: i16, at: usize, end: usize) -> Found {
        let g = &self.words.guards;
        if g.lone_before.ends(self.before(at)) {
            return None;
        }
        if let Some(open) = self.rest(end).chars().next().filter(|c| matches!(c, '(' | '（')) {
            let n = numeral::at(self.text, end + open.len_utf8())?;
            let said = follows(self.text, n.end, &["日"]);
            let close =
                self.rest(said.unwrap_or(n.end)).chars().next().filter(|c| matches!(c, ')' | '）'))?;
            let after = said.unwrap_or(n.end) + close.len_utf8();
            let behind = self.words_of_day(after);
            if !n.counts() || !(1..=31).contains(&n.value) || (said.is_none() && behind.is_none()) {
                return None;
            }
            let day = i8::try_from(n.value).ok()?;
            return Some((
                Point::Day { year: YearOf::Open, month: MonthOf::Open, day },
                behind.unwrap_or(after),
            ));
        }
        let fits = shift == -1 || shift == 0;
        (fits && g.lone_after.opens(self.rest(end))).then_some((Point::Shift(shift), end))
    }

    /// 本（10）月17日, 上（2031）年: the number in brackets is the month or year.
    fn bracketed(&self, end: usize) -> Found {
        let open = self.rest(end).chars().next().filter(|c| matches!(c, '(' | '（'))?;
        let n = numeral::at(self.text, end + open.len_utf8())?;
        let close = self.rest(n.end).chars().next().filter(|c| matches!(c, ')' | '）'))?;
        let unit = n.end + close.len_utf8();
        if let Some(after) = follows(self.text, unit, &["月"]) {
            let month = i8::try_from(n.value).ok().filter(|m| (1..=12).contains(m))?;
            return Some(self.in_month(YearOf::Open, MonthOf::Said(month), after));
        }
        let after = follows(self.text, unit, &["年"])?;
        let year = match n.digits {
            4 if YEARS.contains(&n.value) => n.value,
            2 | 3 if (50..=200).contains(&n.value) => n.value + REPUBLIC,
            _ => return None,
        };
        Some(self.in_year(YearOf::Said(i16::try_from(year).ok()?), after))
    }

    /// Behind 日, 天, 晚, 早 that close 今（22）日.
    fn words_of_day(&self, at: usize) -> Option<usize> {
        follows(self.text, at, &["日", "天", "晚", "早", "晨", "午", "夜"])
    }

    /// 一 … 日, 末 behind 周, or behind 上周 and then 星期 as well.
    fn weekday(&self, at: usize, in_week: bool) -> Option<((i8, i8), usize)> {
        let at = if in_week {
            match self.words.at(self.rest(at), |s| s == Sense::Weekday) {
                Some((_, length)) => at + length,
                None => at,
            }
        } else {
            at
        };
        let c = self.rest(at).chars().next()?;
        let day = match c {
            '一' => 1,
            '二' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '日' | '天' => 7,
            '末' => return Some(((6, 7), at + c.len_utf8())),
            _ => return None,
        };
        let end = at + c.len_utf8();
        // 周三十, 一周五天.
        let goes_on = self.rest(end).chars().next().is_some_and(|c| {
            matches!(
                c,
                '十' | '百' | '千' | '萬' | '万' | '天' | '個' | '个' | '次' | '歲' | '岁' | '年' | '刊'
            )
        });
        (!goes_on).then_some(((day, day), end))
    }

    /// What stands behind a year: a month and day, a part of it, or nothing.
    fn in_year(&self, year: YearOf, end: usize) -> (Point, usize) {
        let at = blank(self.text, end);
        if let Some(n) = numeral::at(self.text, at)
            && let Some(found) = self.month(year, n)
        {
            return found;
        }
        if let Some((Sense::Feast(month, day), length)) =
            self.words.at(self.rest(at), |s| matches!(s, Sense::Feast(..)))
        {
            return (Point::Day { year, month: MonthOf::Said(month), day }, at + length);
        }
        if let Some((Sense::YearPart(a, b) | Sense::YearEnd(a, b), length)) =
            self.words.at(self.rest(at), |s| matches!(s, Sense::YearPart(..) | Sense::YearEnd(..)))
            && !self.words.guards.not_end.opens(self.rest(at + length))
        {
            return (Point::Year { year, months: Some((a, b)) }, at + length);
        }
        (Point::Year { year, months: None }, end)
    }

    /// A month by number behind a year, with its day.
    fn month(&self, year: YearOf, n: Numeral) -> Option<(Point, usize)> {
        let Some(after) = follows(self.text, n.end, &["月"]) else {
            // 3至5月: the first month has no 月 of its own.
            let joined = n.counts() && (1..=12).contains(&n.value) && self.shares_month(n.end);
            let month = MonthOf::Said(i8::try_from(n.value).ok().filter(|_| joined)?);
            return Some((Point::Month { year, month, days: None }, n.end));
        };
        if !n.counts() || !(1..=12).contains(&n.value) || self.words.guards.not_month.opens(self.rest(after))
        {
            return None;
        }
        let month = MonthOf::Said(i8::try_from(n.value).ok()?);
        Some(self.in_month(year, month, after))
    }

    /// What stands behind a month: a day, a part of it, or nothing.
    fn in_month(&self, year: YearOf, month: MonthOf, end: usize) -> (Point, usize) {
        let at = blank(self.text, end);
        if let Some(n) = numeral::at(self.text, at).filter(|n| n.counts() && (1..=31).contains(&n.value)) {
            let day = i8::try_from(n.value).unwrap_or(1);
            if let Some(after) = follows(self.text, n.end, &["日", "號", "号"]) {
                return (Point::Day { year, month, day }, after);
            }
            // 3月5至7日: the first day has no 日 of its own.
            if self.shares_day(n.end) {
                return (Point::Day { year, month, day }, n.end);
            }
        }
        if let Some((Sense::MonthEnd(a, b), length)) =
            self.words.at(self.rest(at), |s| matches!(s, Sense::MonthEnd(..)))
            && !self.words.guards.not_end.opens(self.rest(at + length))
        {
            return (Point::Month { year, month, days: Some((a, b)) }, at + length);
        }
        let end = follows(self.text, end, &["份"]).unwrap_or(end);
        (Point::Month { year, month, days: None }, end)
    }

    /// Whether a day's number at the end of which `at` stands is joined to another that has 日: 26至28日, 26、27日.
    fn shares_day(&self, at: usize) -> bool {
        let and = ['、', '和', '及', '與', '与'].into_iter().find(|&c| self.rest(at).starts_with(c));
        self.to(at).or(and.map(|c| at + c.len_utf8())).is_some_and(|next| {
            numeral::at(self.text, next).is_some_and(|n| {
                n.counts()
                    && (1..=31).contains(&n.value)
                    && follows(self.text, n.end, &["日"])
                        .is_some_and(|a| !self.words.guards.count_after.opens(self.rest(a)))
            })
        })
    }

    /// Behind 年代, when a numeral stands before it.
    fn decade_end(&self, n: Numeral) -> Option<usize> {
        follows(self.text, n.end, &["年代"])
    }

    /// A point that opens with a numeral, or with 民國.
    fn number(&self, at: usize, alone: bool) -> Found {
        if let Some(word) = ["民國", "民国"].iter().find(|w| self.rest(at).starts_with(**w)) {
            let n = numeral::at(self.text, blank(self.text, at + word.len()))?;
            let counts = n.counts() || n.digits == 3 || n.is_first;
            let after =
                follows(self.text, n.end, &["年"]).filter(|_| counts && (1..=200).contains(&n.value))?;
            return Some(self.in_year(YearOf::Said(i16::try_from(n.value + REPUBLIC).ok()?), after));
        }
        let n = numeral::at(self.text, at).filter(|n| !n.is_first)?;
        let glued = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '$' | '_' | '=' | '%');
        if alone && n.is_arabic && self.before(at).ends_with(glued) {
            return None;
        }
        // Most numerals count something else: what follows tells before everything is tried.
        let next = self.rest(blank(self.text, n.end)).chars().next()?;
        if n.digits != 4 && !UNITS.contains(&next) {
            return None;
        }
        if let Some(day) = separated(self.text, n) {
            let (y, m, d) = (day.year?, day.month?, day.day?);
            let point = Point::Day { year: YearOf::Said(y), month: MonthOf::Said(m), day: d };
            return Some((point, day.range.end as usize));
        }
        if let Some(found) = self.century(n).or_else(|| self.numbered_year(n)) {
            return Some(found);
        }
        if let Some(found) = self.month(YearOf::Open, n) {
            // 近3月 is a span of time, 近3月5日 is none.
            let spans = matches!(found.0, Point::Month { .. })
                && (self.is_count(at, alone) || alone && self.words.guards.recurring.ends(self.before(at)));
            return (!spans).then_some(found);
        }
        self.numbered_day(n, alone)
    }

    /// Whether a month's number at the end of which `at` stands is joined to another that has 月.
    fn shares_month(&self, at: usize) -> bool {
        self.to(at).is_some_and(|next| {
            numeral::at(self.text, next).is_some_and(|n| {
                n.counts()
                    && (1..=12).contains(&n.value)
                    && follows(self.text, n.end, &["月"])
                        .is_some_and(|a| !self.words.guards.not_month.opens(self.rest(a)))
            })
        })
    }

    /// 16世紀: its years, or those of a decade of it.
    fn century(&self, n: Numeral) -> Found {
        let after = follows(self.text, n.end, &["世紀", "世纪"])?;
        let first = i16::try_from(n.value).ok().filter(|n| (1..=22).contains(n))? * 100 - 100;
        self.word(Sense::Century(first), n.start, after, false)
    }

    /// 2020年…, 03年…, 90年代, 1979-1989年, 2019/20年度.
    fn numbered_year(&self, n: Numeral) -> Found {
        if let Some(after) = self.decade_end(n) {
            let value = i16::try_from(n.value).ok()?;
            let from = match (n.digits, n.value) {
                (4, _) if YEARS.contains(&n.value) && n.value.is_multiple_of(10) => value,
                (0 | 2, 30..=90) if n.value.is_multiple_of(10) => 1900 + value,
                _ => return None,
            };
            return Some((Point::Years(from, from + 9), after));
        }
        if n.digits == 4 && YEARS.contains(&n.value) {
            let value = i16::try_from(n.value).ok()?;
            let Some(after) = follows(self.text, n.end, &["年"]) else { return self.joined_year(n, value) };
            if let Some(end) = follows(self.text, after, &["度"]) {
                return Some((Point::Year { year: YearOf::Said(value), months: None }, end));
            }
            if self.words.guards.not_year.opens(self.rest(after)) {
                return None;
            }
            return Some(self.in_year(YearOf::Said(value), after));
        }
        // Two digits are a year when they begin with 0 or a month follows; 97年 alone is as often a span of time.
        let after = follows(self.text, n.end, &["年"]).filter(|_| n.digits == 2)?;
        let value = i16::try_from(n.value).ok()?;
        let value = if n.value < 50 { 2000 + value } else { 1900 + value };
        let (point, end) = self.in_year(YearOf::Said(value), after);
        let plain = matches!(point, Point::Year { .. });
        let barred = self.words.guards.not_year.opens(self.rest(after)) || !n.is_arabic;
        let leads = self.rest(n.start).starts_with(['0', '０']);
        (!plain || leads && !barred).then_some((point, end))
    }

    /// The first year of 1979-1989年 and 1979至89年, or all of 2019/20年度, which is no year of the calendar.
    fn joined_year(&self, n: Numeral, value: i16) -> Found {
        let mark = self.rest(n.end).chars().next()?;
        let second = numeral::at(self.text, n.end + mark.len_utf8())?;
        let year = follows(self.text, second.end, &["年"])?;
        if (mark == '/' || second.digits == 2) && self.rest(year).starts_with(['度', '財', '财'])
            || mark == '/' && second.digits == 2
        {
            let end = follows(self.text, year, &["度"]).unwrap_or(year);
            return Some((Point::Unsettled(Open::Fiscal), end));
        }
        let range = self.to(n.end).is_some() && second.digits == 4 && YEARS.contains(&second.value);
        range.then_some((Point::Year { year: YearOf::Said(value), months: None }, n.end))
    }

    /// Whether what stands before byte `at` makes a number the length of a span.
    fn is_count(&self, at: usize, alone: bool) -> bool {
        alone && self.words.guards.count_before.ends(self.before(at))
    }

    /// 21號 with a time or a day of the week behind it; by itself it is as often the number of a thing.
    fn spoken_day(&self, n: Numeral) -> Option<usize> {
        let after = follows(self.text, n.end, &["號", "号"]).filter(|_| n.is_arabic)?;
        let time = follows(self.text, after, &["上午", "下午", "中午", "凌晨", "早上", "晚上"]).is_some()
            || self.words.at(self.rest(after), |s| s == Sense::Weekday).is_some();
        time.then_some(after)
    }

    /// 24日, and the first of 26至28日.
    fn numbered_day(&self, n: Numeral, alone: bool) -> Found {
        if !n.counts() || !(1..=31).contains(&n.value) || self.is_count(n.start, alone) {
            return None;
        }
        let day = i8::try_from(n.value).ok()?;
        let point = Point::Day { year: YearOf::Open, month: MonthOf::Open, day };
        let plain = n.is_arabic || (n.digits == 0 && n.value > 10);
        let g = &self.words.guards;
        let Some(after) = follows(self.text, n.end, &["日"]).or_else(|| self.spoken_day(n)) else {
            return (alone && plain && self.shares_day(n.end)).then_some((point, n.end));
        };
        let rest = self.rest(after);
        let barred = g.not_day.opens(rest) || g.count_after.opens(rest);
        (!barred && (plain || !alone)).then_some((point, after))
    }
}

/// Of two names of one day the one that says more.
fn heavier(a: Point, b: Point) -> Point {
    if b.weight() > a.weight() { b } else { a }
}
