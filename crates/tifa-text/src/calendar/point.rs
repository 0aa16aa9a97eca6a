//! What a calendar expression says, before it is laid on a calendar.

use crate::range::ByteRange;

/// Which year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearOf {
    /// 2020年.
    Said(i16),
    /// 去年: so many years after the text's.
    Shift(i8),
    /// 同年: so many years after the one told of.
    Told(i8),
    /// Not said.
    Open,
}

/// Which month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MonthOf {
    /// 7月.
    Said(i8),
    /// 上月: so many months after the text's.
    Shift(i8),
    /// 同月: the one told of.
    Told,
    /// Not said.
    Open,
}

/// One end of an expression, or all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// 7月9日, 上月9日, 24日.
    Day {
        /// Its year.
        year: YearOf,
        /// Its month.
        month: MonthOf,
        /// Day of the month, 1–31.
        day: i8,
    },
    /// 今年5月, 上月底: a month, or some days of it.
    Month {
        /// Its year.
        year: YearOf,
        /// The month.
        month: MonthOf,
        /// First and last day, when it is a part; a last day past the end of the month is its end.
        days: Option<(i8, i8)>,
    },
    /// 2014年, 去年底: a year, or some months of it.
    Year {
        /// The year.
        year: YearOf,
        /// First and last month, when it is a part; those over 12 are of the next year.
        months: Option<(i8, i8)>,
    },
    /// 90年代: first and last year.
    Years(i16, i16),
    /// 周四, 上周五, 周末: first and last day of the week, Monday is 1; the week by the text's, when it is said.
    Weekday {
        /// Weeks after the text's.
        week: Option<i8>,
        /// First and last day.
        days: (i8, i8),
    },
    /// 本周: so many weeks after the text's, Monday to Sunday.
    Week(i8),
    /// 昨日: so many days after the text's.
    Shift(i16),
    /// 翌日: so many days after the one told of.
    Told(i16),
    /// Cannot be laid on a calendar.
    Unsettled(Open),
}

/// Why an expression stays open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// It leans on the day of the text, and that is not known.
    Undated,
    /// It leans on something told before, and nothing was.
    Untold,
    /// No calendar has it (2月30日), or it ends before it begins.
    Impossible,
    /// A financial or school year, which begins in another month here and there.
    Fiscal,
    /// A day of the lunar calendar.
    OtherCalendar,
}

impl Open {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Undated => "undated",
            Self::Untold => "untold",
            Self::Impossible => "impossible",
            Self::Fiscal => "fiscal",
            Self::OtherCalendar => "other_calendar",
        }
    }
}

/// A calendar expression where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expression {
    /// Bytes of the text.
    pub range: ByteRange,
    /// What it says, or its first end.
    pub first: Point,
    /// Its last end, when it is a range (3月5日至7日).
    pub last: Option<Point>,
}

impl Point {
    /// How much it says of a day by itself: of two that name the same day (周四（7月9日）) the greater counts.
    pub(super) fn weight(self) -> u8 {
        match self {
            Self::Unsettled(_) => 0,
            Self::Told(_) => 1,
            Self::Weekday { week: None, .. } => 2,
            Self::Weekday { .. } | Self::Shift(_) => 3,
            Self::Day { year: YearOf::Open, month: MonthOf::Open, .. } => 4,
            Self::Day { month: MonthOf::Open, .. } => 5,
            Self::Day { year: YearOf::Open, .. } => 6,
            Self::Day { .. } => 7,
            _ => 0,
        }
    }

    /// Whether it names one day.
    pub(super) fn is_day(self) -> bool {
        matches!(self, Self::Day { .. } | Self::Weekday { .. } | Self::Shift(_) | Self::Told(_))
    }
}
