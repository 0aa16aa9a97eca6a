//! Days as somebody types them to ask for them.

use super::Days;
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// Why what was typed means no days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unwritten {
    /// It has another form.
    Form,
    /// The calendar has no such day or month.
    NoSuchDay,
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "a day is written 2020, 2020-07 or 2020-07-09",
            Self::NoSuchDay => "there is no such day",
        })
    }
}

impl std::error::Error for Unwritten {}

/// Reads `2020`, `2020-07` or `2020-07-09`: a year and a month mean all their days.
impl FromStr for Days {
    type Err = Unwritten;

    fn from_str(text: &str) -> Result<Self, Unwritten> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let shape: Vec<usize> = parts.iter().map(|p| p.len()).collect();
        if !matches!(shape.as_slice(), [4] | [4, 2] | [4, 2, 2]) {
            return Err(Unwritten::Form);
        }
        let number = |part: &&str| -> Option<i16> {
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
        };
        let numbers: Option<Vec<i16>> = parts.iter().map(number).collect();
        let numbers = numbers.ok_or(Unwritten::Form)?;
        let day = |month: i16, day: i16| {
            let (month, day) = (i8::try_from(month).unwrap_or(0), i8::try_from(day).unwrap_or(0));
            Date::new(numbers[0], month, day).map_err(|_| Unwritten::NoSuchDay)
        };
        Ok(match numbers.as_slice() {
            [_, month, on] => Days::one(day(*month, *on)?),
            [_, month] => Days { from: day(*month, 1)?, to: day(*month, 1)?.last_of_month() },
            _ => Days { from: day(1, 1)?, to: day(12, 31)? },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_and_days() {
        let check = |text: &str, expect: Option<(&str, &str)>| {
            let found = text.parse::<Days>().ok().map(|d| (d.from.to_string(), d.to.to_string()));
            assert_eq!(found, expect.map(|(a, b)| (a.to_owned(), b.to_owned())), "{text}");
        };
        check("2020", Some(("2020-01-01", "2020-12-31")));
        check("2020-02", Some(("2020-02-01", "2020-02-29")));
        check("2021-02", Some(("2021-02-01", "2021-02-28")));
        check(" 2020-07-09 ", Some(("2020-07-09", "2020-07-09")));
        check("2020-7-9", None);
        check("2020-13", None);
        check("2021-02-29", None);
        check("20-07", None);
        check("+020", None);
        check("-020", None);
        check("", None);
        check("昨天", None);
    }
}
