//! Laying calendar expressions on the calendar.
//!
//! News leaves out what its reader knows: the year of 7月9日, the month of 24日, the week of 周四. What is left open is
//! taken from what was just read, else from the day of the text; and a report looks back unless its clause looks ahead.

use super::point::{Expression, MonthOf, Open, Point, YearOf};
use super::scan::expressions;
use super::words::{Sense, words};
use crate::range::ByteRange;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// Days from first to last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Days {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Days {
    /// One day.
    pub fn one(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// The day, when it is one.
    pub fn day(self) -> Option<Date> {
        (self.from == self.to).then_some(self.from)
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A calendar expression with the days it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// What it says, and where.
    pub expression: Expression,
    /// The days, or why it stays open.
    pub days: Result<Days, Open>,
    /// Whether its clause speaks of what is to come: 將於周四.
    pub ahead: bool,
}

/// Reads the paragraphs of one document in order and lays their expressions on the calendar.
///
/// ```
/// use tifa_text::calendar::Reader;
/// let mut reader = Reader::new(Some(jiff::civil::date(2031, 4, 9)));
/// let days = reader.paragraph("林遠山周二（8日）抵達，上月底曾通話。");
/// let days: Vec<String> = days.iter().filter_map(|d| d.days.ok()).map(|d| format!("{}/{}", d.from, d.to)).collect();
/// assert_eq!(days, ["2031-04-08/2031-04-08", "2031-03-21/2031-03-31"]);
/// ```
#[derive(Debug, Clone)]
pub struct Reader {
    /// Day of the text.
    anchor: Option<Date>,
    /// Year of the text, when that is all that is known of its day.
    year: Option<i16>,
    /// Year and month named last in this paragraph, and where: what 5月 and 8日 behind them belong to.
    named: Option<Named>,
    /// The day told of last, by itself or by the day of the text.
    told: Option<Date>,
    /// The same, of this paragraph alone.
    here: Option<Date>,
}

#[derive(Debug, Clone, Copy)]
struct Named {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    /// Whether the year was said, here or before, and not taken from the day of the text.
    is_said: bool,
    /// Byte behind it.
    end: usize,
}

/// How far a clause looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outlook {
    Ahead,
    Back,
    Plain,
}

/// Bytes over which a year or month stays in mind.
const IN_MIND: usize = 300;

/// Behind a year that something is measured from.
const SINCE: [&str; 5] = ["以來", "以来", "至今", "迄今", "以降"];

/// Bytes behind a month without a day in which a bare day belongs to it.
const BESIDE: usize = 45;

/// Days ahead that a day of the month may lie without a word for it: 28日 in a text of the 26th.
const SOON: i32 = 7;

impl Reader {
    /// For a document of the day `anchor`.
    pub fn new(anchor: Option<Date>) -> Self {
        Self { anchor, year: None, named: None, told: None, here: None }
    }

    /// For a document of which only the year is known: 今年 and 去年 are laid, 周四 and 24日 stay open.
    pub fn of_year(year: i16) -> Self {
        Self { year: Some(year), ..Self::new(None) }
    }

    /// The expressions of the next paragraph, in order.
    pub fn paragraph(&mut self, text: &str) -> Vec<Dated> {
        (self.named, self.here) = (None, None);
        expressions(text).into_iter().filter_map(|e| self.lay(text, e)).collect()
    }

    /// Lays one expression; `None` for one that means no days after all (當年 when no year was told).
    fn lay(&mut self, text: &str, expression: Expression) -> Option<Dated> {
        let outlook = outlook(text, expression.range);
        let at = expression.range.start as usize;
        // What was named is in mind for the sentence and the next.
        let stops =
            self.named.and_then(|n| text.get(n.end..at)).map_or(0, |between| between.matches('。').count());
        if stops > 1 {
            self.named = None;
        }
        if self.is_idle(expression.first, at, stops) {
            return None;
        }
        let mut days = self.days(expression.first, outlook, at);
        if let (Some(last), Ok(first)) = (expression.last, days) {
            days = self.up_to(first, last, outlook, at);
        }
        // 自1938年以來最大的升幅: what follows is told of another year.
        let rest = &text[expression.range.end as usize..];
        let is_measure =
            matches!(expression.first, Point::Year { .. }) && SINCE.iter().any(|w| rest.starts_with(w));
        if !is_measure {
            self.remember(&expression, days);
        }
        Some(Dated { expression, days, ahead: outlook == Outlook::Ahead })
    }

    /// Whether it is a vague word here: 當年 and 同月 without a year told.
    fn is_idle(&self, point: Point, at: usize, stops: usize) -> bool {
        match point {
            Point::Year { year: YearOf::Told(0), .. } => stops > 0 || self.in_mind(at).is_none(),
            Point::Year { year: YearOf::Told(_), .. } => self.in_mind(at).is_none(),
            Point::Month { year: YearOf::Told(_), .. } | Point::Month { month: MonthOf::Told, .. } => {
                self.in_mind(at).is_none() && self.told.is_none()
            }
            _ => false,
        }
    }

    fn in_mind(&self, at: usize) -> Option<Named> {
        self.named.filter(|n| at.saturating_sub(n.end) <= IN_MIND)
    }

    fn anchor(&self) -> Result<Date, Open> {
        self.anchor.ok_or(Open::Undated)
    }

    fn days(&self, point: Point, outlook: Outlook, at: usize) -> Result<Days, Open> {
        match point {
            Point::Unsettled(why) => Err(why),
            Point::Shift(by) => shift(self.anchor()?, i64::from(by)).map(Days::one),
            Point::Told(by) => {
                let day = self.here.or(self.told).or(self.anchor).ok_or(Open::Untold)?;
                shift(day, i64::from(by)).map(Days::one)
            }
            Point::Week(by) => week(self.anchor()?, by, (1, 7)),
            Point::Weekday { week: Some(by), days } => week(self.anchor()?, by, days),
            Point::Weekday { week: None, days } => {
                let anchor = self.anchor()?;
                let this = week(anchor, 0, days)?;
                match outlook {
                    Outlook::Ahead if this.to < anchor => week(anchor, 1, days),
                    Outlook::Back | Outlook::Plain if this.from > anchor => week(anchor, -1, days),
                    _ => Ok(this),
                }
            }
            Point::Years(from, to) => Ok(Days { from: first_of(from, 1)?, to: last_of(to, 12)? }),
            Point::Year { year, months } => {
                let (a, b) = months.unwrap_or((1, 12));
                let mut year = match year {
                    YearOf::Open => self.anchor()?.year(),
                    _ => self.year(year, at)?,
                };
                // Bare 年底 in January is that of the year before, unless it is still to come.
                let early = self.anchor.is_some_and(|d| d.month() <= 2);
                if months.is_some() && matches!(point, Point::Year { year: YearOf::Open, .. }) {
                    year -= i16::from(early && a >= 7 && outlook != Outlook::Ahead);
                }
                span(year, a, b)
            }
            Point::Month { year, month, days } => {
                let (year, month) = self.month(year, month, outlook, at)?;
                let (from, to) = (first_of(year, month)?, last_of(year, month)?);
                match days {
                    None => Ok(Days { from, to }),
                    Some((a, b)) => {
                        let to = if b > to.day() { to } else { day(year, month, b)? };
                        Ok(Days { from: day(year, month, a)?, to })
                    }
                }
            }
            Point::Day { year: YearOf::Open, month: MonthOf::Open, day: d } => self.bare_day(d, at),
            Point::Day { year: YearOf::Open, month: MonthOf::Said(m), day: d } => {
                self.yearless(m, Some(d), outlook, at)
            }
            Point::Day { year, month, day: d } => {
                let (year, month) = self.month(year, month, outlook, at)?;
                day(year, month, d).map(Days::one)
            }
        }
    }

    /// A year that is said somehow.
    fn year(&self, year: YearOf, at: usize) -> Result<i16, Open> {
        match year {
            YearOf::Said(year) => Ok(year),
            YearOf::Shift(by) => {
                let year = self.anchor.map(Date::year).or(self.year).ok_or(Open::Undated)?;
                Ok(year.saturating_add(i16::from(by)))
            }
            YearOf::Told(by) => {
                let named = self.in_mind(at).map(|n| n.year);
                let told = named.or(self.told.map(Date::year)).ok_or(Open::Untold)?;
                Ok(told.saturating_add(i16::from(by)))
            }
            YearOf::Open => self.in_mind(at).map_or_else(|| Ok(self.anchor()?.year()), |n| Ok(n.year)),
        }
    }

    /// Year and month.
    fn month(&self, year: YearOf, month: MonthOf, outlook: Outlook, at: usize) -> Result<(i16, i8), Open> {
        match (year, month) {
            (YearOf::Open, MonthOf::Said(m)) => {
                let days = self.yearless(m, None, outlook, at)?;
                Ok((days.from.year(), m))
            }
            (_, MonthOf::Said(m)) => Ok((self.year(year, at)?, m)),
            (_, MonthOf::Shift(by)) => {
                let anchor = self.anchor()?;
                let months = i32::from(anchor.year()) * 12 + i32::from(anchor.month()) - 1 + i32::from(by);
                let month = i8::try_from(months.rem_euclid(12)).map_err(|_| Open::Impossible)? + 1;
                let year = i16::try_from(months.div_euclid(12)).map_err(|_| Open::Impossible)?;
                Ok((year, month))
            }
            (_, MonthOf::Told | MonthOf::Open) => {
                let named = self.in_mind(at).and_then(|n| Some((n.year, n.month?)));
                named.or(self.told.map(|d| (d.year(), d.month()))).ok_or(Open::Untold)
            }
        }
    }

    /// A month, or a day in it, without a year: the year just named, else the text's own, turned at New Year towards
    /// where the clause looks.
    fn yearless(&self, month: i8, d: Option<i8>, outlook: Outlook, at: usize) -> Result<Days, Open> {
        let in_year = |year| match d {
            Some(d) => day(year, month, d).map(Days::one),
            None => span(year, month, month),
        };
        if let Some(named) = self.in_mind(at).filter(|n| n.is_said)
            && (named.month.is_none_or(|m| month >= m) || Some(named.year) != self.anchor.map(Date::year))
        {
            let wraps = named.month.is_some_and(|m| month < m);
            let found = in_year(named.year + i16::from(wraps));
            // 去年加徵，若在3月1日前不改變: what lies ahead does not lie behind the text's day, when that is near.
            let ahead = |d: Date| {
                let next = in_year(d.year()).ok().filter(|n| n.from >= d)?;
                (outlook == Outlook::Ahead && found.is_ok_and(|f| f.to < d) && named.year + 1 == d.year())
                    .then_some(next)
            };
            return self.anchor.and_then(ahead).map_or(found, Ok);
        }
        let anchor = self.anchor()?;
        let year = anchor.year();
        let this = in_year(year);
        let far = i32::from(month) - i32::from(anchor.month());
        match outlook {
            Outlook::Ahead if far <= -3 => in_year(year + 1),
            Outlook::Ahead => this,
            _ if far >= 7 => in_year(year - 1),
            Outlook::Back if this.is_ok_and(|t| t.from > anchor) && far > 0 => in_year(year - 1),
            // 2月29日 belongs to the last year that has it.
            _ => this.or_else(|why| (1..=4).find_map(|back| in_year(year - back).ok()).ok_or(why)),
        }
    }

    /// A day of the month alone: of the month just named, else the latest that is not after the text's day by more than
    /// [`SOON`].
    fn bare_day(&self, d: i8, at: usize) -> Result<Days, Open> {
        if let Some(named) = self.in_mind(at)
            && let Some(month) = named.month
            && (named.day.is_some_and(|before| before <= d)
                || named.day.is_none() && at - named.end <= BESIDE)
            && let Ok(found) = day(named.year, month, d)
        {
            return Ok(Days::one(found));
        }
        let anchor = self.anchor()?;
        let soon = shift(anchor, i64::from(SOON))?;
        let months = i32::from(anchor.year()) * 12 + i32::from(anchor.month()) - 1;
        (0..=3)
            .filter_map(|back| {
                let months = months + 1 - back;
                let month = i8::try_from(months.rem_euclid(12)).ok()? + 1;
                day(i16::try_from(months.div_euclid(12)).ok()?, month, d).ok()
            })
            .find(|found| *found <= soon)
            .map(Days::one)
            .ok_or(Open::Impossible)
    }

    /// From `first` up to the point `last`, which takes what it leaves open from there.
    fn up_to(&self, first: Days, last: Point, outlook: Outlook, at: usize) -> Result<Days, Open> {
        let from = first.from;
        let end = match last {
            Point::Day { year: YearOf::Open, month: MonthOf::Open, day: d } => {
                Days::one(day(from.year(), from.month(), d)?)
            }
            Point::Day { year: YearOf::Open, month: MonthOf::Said(m), day: d } => {
                Days::one(day(from.year() + i16::from(m < from.month()), m, d)?)
            }
            Point::Month { year: YearOf::Open, month: MonthOf::Said(m), days } => {
                let year = from.year() + i16::from(m < from.month());
                let to = last_of(year, m)?;
                Days::one(days.map_or(Ok(to), |(_, b)| if b > to.day() { Ok(to) } else { day(year, m, b) })?)
            }
            Point::Year { year: YearOf::Open, months: Some((a, b)) } => {
                span(from.year() + i16::from(b < from.month()), a, b)?
            }
            Point::Weekday { week: None, days: (_, b) } => {
                let end = week(from, 0, (b, b))?;
                if end.to < from { week(from, 1, (b, b))? } else { end }
            }
            _ => self.days(last, outlook, at)?,
        };
        if end.to < from { Err(Open::Impossible) } else { Ok(Days { from, to: end.to }) }
    }

    /// Keeps in mind what the next expression may lean on.
    fn remember(&mut self, expression: &Expression, days: Result<Days, Open>) {
        let Ok(days) = days else { return };
        let end = expression.range.end as usize;
        let before = self.named;
        let point = expression.last.unwrap_or(expression.first);
        let open = matches!(
            expression.first,
            Point::Day { year: YearOf::Open, .. }
                | Point::Month { year: YearOf::Open, .. }
                | Point::Year { year: YearOf::Open, .. }
        );
        let said = |year: i16, month, day| {
            let is_said = !open || before.is_some_and(|b| b.is_said && b.year.abs_diff(year) <= 1);
            Some(Named { year, month, day, is_said, end })
        };
        let at = days.to;
        match point {
            Point::Day { .. } => self.named = said(at.year(), Some(at.month()), Some(at.day())),
            Point::Month { .. } => self.named = said(at.year(), Some(at.month()), None),
            Point::Year { .. } => self.named = said(days.from.year(), None, None),
            Point::Years(..) => {}
            // Such a word brings the reader back to the day of the text.
            Point::Weekday { .. } | Point::Week(_) | Point::Shift(_) => self.named = None,
            Point::Told(_) | Point::Unsettled(_) => {}
        }
        if let Some(day) = days.day() {
            self.here = Some(day);
            // 昨日 in somebody's words is his own; 周四 and 9日 are the report's.
            if !matches!(expression.first, Point::Shift(_) | Point::Told(_)) {
                self.told = Some(day);
            }
        }
    }
}

/// How far the clause around `range` looks: the last such word before it, else the first behind it.
fn outlook(text: &str, range: ByteRange) -> Outlook {
    let words = words();
    let sense_at = |rest| words.at(rest, |s| matches!(s, Sense::Ahead | Sense::Halt)).map(|w| w.0);
    let until = words.at(&text[range.end as usize..], |s| s == Sense::Until);
    if until.is_some() {
        return Outlook::Ahead;
    }
    let before = &text[..range.start as usize];
    let clause = before.char_indices().rev().take(20).take_while(|&(_, c)| !ends_clause(c));
    if clause.map(|(at, _)| at).find_map(|at| sense_at(&before[at..])) == Some(Sense::Ahead) {
        return Outlook::Ahead;
    }
    let after = &text[range.end as usize..];
    let clause = after.char_indices().take(30).take_while(|&(_, c)| !ends_clause(c));
    match clause.map(|(at, _)| at).find_map(|at| sense_at(&after[at..])) {
        Some(Sense::Ahead) => Outlook::Ahead,
        Some(_) => Outlook::Back,
        None => Outlook::Plain,
    }
}

fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '「' | '」' | '“' | '”' | ',' | ';' | ':' | '\n')
}

fn day(year: i16, month: i8, day: i8) -> Result<Date, Open> {
    Date::new(year, month, day).map_err(|_| Open::Impossible)
}

fn first_of(year: i16, month: i8) -> Result<Date, Open> {
    day(year, month, 1)
}

fn last_of(year: i16, month: i8) -> Result<Date, Open> {
    Ok(first_of(year, month)?.last_of_month())
}

/// From month `a` to month `b`; those over 12 are of the next year.
fn span(year: i16, a: i8, b: i8) -> Result<Days, Open> {
    let of = |m: i8| (year.saturating_add(i16::from((m - 1) / 12)), (m - 1) % 12 + 1);
    let ((y1, m1), (y2, m2)) = (of(a), of(b));
    Ok(Days { from: first_of(y1, m1)?, to: last_of(y2, m2)? })
}

fn shift(day: Date, by: i64) -> Result<Date, Open> {
    day.checked_add(by.days()).map_err(|_| Open::Impossible)
}

/// Days of the week so many weeks after that of `day`; Monday is 1.
fn week(day: Date, by: i8, days: (i8, i8)) -> Result<Days, Open> {
    let since_monday = i64::from(day.weekday().since(Weekday::Monday));
    let monday = i64::from(by) * 7 - since_monday - 1;
    Ok(Days { from: shift(day, monday + i64::from(days.0))?, to: shift(day, monday + i64::from(days.1))? })
}
