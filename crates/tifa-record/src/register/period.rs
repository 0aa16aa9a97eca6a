//! When somebody held an office, as far as it is known.

use jiff::civil::Date;
use std::fmt;

/// First and last day of something, each known to a day, a month or a year, or open.
///
/// A day counts as inside only when it is so whatever the missing part is: of `2013-03` to `2018` the tables are sure
/// from the last of March 2013 to the first of January 2018.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Period {
    from: Option<Edge>,
    to: Option<Edge>,
}

/// One end of a [`Period`]: the first and the last day it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    first: Date,
    last: Date,
    /// Written with `+`: not an end, but how far the knowledge goes.
    at_least: bool,
}

impl Period {
    /// Reads the two ends as the tables write them: `2013-03-16`, `2013-03`, `2013`, empty for open; the last one with
    /// `+` when all that is known is that it lasted at least so long.
    ///
    /// # Errors
    /// A sentence for a person.
    pub fn parse(from: &str, to: &str) -> Result<Self, String> {
        let period = Self { from: Edge::parse(from)?, to: Edge::parse(to)? };
        if period.from.is_some_and(|e| e.at_least) {
            return Err(format!("{from:?}: only the last day takes a +"));
        }
        match (period.from, period.to) {
            (Some(from), Some(to)) if from.first > to.last => {
                Err(format!("the last day {} is before the first", to.first))
            }
            _ => Ok(period),
        }
    }

    /// Whether `day` is certainly inside.
    pub fn surely_has(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from.last <= day)
            && self.to.is_none_or(|to| day <= if to.at_least { to.last } else { to.first })
    }
}

impl Edge {
    fn parse(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let (digits, at_least) = text.strip_suffix('+').map_or((text, false), |t| (t, true));
        let parts: Vec<Option<i16>> = digits.split('-').map(|p| p.parse().ok()).collect();
        let shape: Vec<usize> = digits.split('-').map(str::len).collect();
        let small = |n: i16| i8::try_from(n).unwrap_or(0);
        let day = match (shape.as_slice(), parts.as_slice()) {
            ([4], [Some(y)]) => Date::new(*y, 1, 1).map(|d| (d, d.last_of_year())),
            ([4, 2], [Some(y), Some(m)]) => Date::new(*y, small(*m), 1).map(|d| (d, d.last_of_month())),
            ([4, 2, 2], [Some(y), Some(m), Some(d)]) => Date::new(*y, small(*m), small(*d)).map(|d| (d, d)),
            _ => return Err(format!("{text:?}: a day is written 2013-03-16, 2013-03 or 2013")),
        };
        let (first, last) = day.map_err(|_| format!("{text:?}: there is no such day"))?;
        Ok(Some(Self { first, last, at_least }))
    }
}

impl fmt::Display for Edge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plus = if self.at_least { "+" } else { "" };
        if self.first == self.last {
            write!(f, "{}{plus}", self.first)
        } else if self.first.month() == self.last.month() {
            write!(f, "{:04}-{:02}{plus}", self.first.year(), self.first.month())
        } else {
            write!(f, "{:04}{plus}", self.first.year())
        }
    }
}

impl fmt::Display for Period {
    /// As the tables write it, `2013-03-16–2018`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        f.write_str("–")?;
        self.to.map_or(Ok(()), |to| write!(f, "{to}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sure_days_are_inside() {
        let check = |from: &str, to: &str, inside: &[&str], outside: &[&str]| {
            let period = Period::parse(from, to).unwrap();
            for day in inside {
                assert!(period.surely_has(day.parse().unwrap()), "{period} has {day}");
            }
            for day in outside {
                assert!(!period.surely_has(day.parse().unwrap()), "{period} has no {day}");
            }
        };
        check("2031-03-16", "2033-01-02", &["2031-03-16", "2033-01-02"], &["2031-03-15", "2033-01-03"]);
        check("2031-03", "2033", &["2031-03-31", "2033-01-01"], &["2031-03-30", "2033-01-02"]);
        check("2031", "2033-05+", &["2031-12-31", "2033-05-31"], &["2031-06-01", "2033-06-01"]);
        check("", "2033-05-01", &["1999-01-01"], &["2033-05-02"]);
        check("2031-01-01", "", &["2099-01-01"], &["2030-12-31"]);
    }

    #[test]
    fn what_is_no_period() {
        let check = |from: &str, to: &str, expect: &str| {
            let error = Period::parse(from, to).unwrap_err();
            assert!(error.contains(expect), "{error}");
        };
        check("2031-3", "", "written");
        check("2031-02-30", "", "no such day");
        check("2031", "2030", "before the first");
        check("2031+", "", "only the last");
        check("昨天", "", "written");
    }

    #[test]
    fn written_as_read() {
        for (from, to) in [("2031-03-16", "2033-05"), ("2031", ""), ("", "2033-05+")] {
            assert_eq!(Period::parse(from, to).unwrap().to_string(), format!("{from}–{to}"));
        }
    }
}
