//! The axis of days that drawings share.

use jiff::civil::Date;

/// Days laid on a width.
#[derive(Debug, Clone, Copy)]
pub struct Axis {
    first: Date,
    /// Days from the first to the last.
    days: f64,
    left: f64,
    width: f64,
}

/// Room that a mark's label needs.
const LABEL: f64 = 84.0;

impl Axis {
    /// From `first` to `last`, drawn from `left` over `width`.
    pub fn new(first: Date, last: Date, left: f64, width: f64) -> Self {
        Self { first, days: f64::from(between(first, last)), left, width }
    }

    /// Where a day stands. A single day stands in the middle.
    pub fn x(&self, day: Date) -> f64 {
        if self.days <= 0.0 {
            return self.left + self.width / 2.0;
        }
        self.left + self.width * f64::from(between(self.first, day)) / self.days
    }

    /// Days to be marked, each with its label: years, months, or the first and the last day.
    pub fn marks(&self, last: Date) -> Vec<(Date, String)> {
        let span = months(last) - months(self.first);
        if span < 2 {
            let mut ends = vec![(self.first, self.first.to_string())];
            if last != self.first {
                ends.push((last, last.to_string()));
            }
            return ends;
        }
        let most = ((self.width / LABEL) as i32).max(1);
        let steps = [1, 2, 3, 6, 12, 24, 60, 120];
        let step = steps.into_iter().find(|step| span / step <= most).unwrap_or(240);
        let from = months_up(self.first, step);
        (from..=months(last))
            .step_by(usize::try_from(step).unwrap_or(1))
            .filter_map(|m| mark(m, step))
            .collect()
    }
}

fn between(first: Date, day: Date) -> i32 {
    first.until(day).map_or(0, |span| span.get_days())
}

/// Months since the year 0.
fn months(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

/// The first month that begins on or after `day` and is a multiple of `step`.
fn months_up(day: Date, step: i32) -> i32 {
    let month = months(day) + i32::from(day.day() > 1);
    (month + step - 1) / step * step
}

fn mark(month: i32, step: i32) -> Option<(Date, String)> {
    let year = i16::try_from(month / 12).ok()?;
    let day = Date::new(year, i8::try_from(month % 12 + 1).ok()?, 1).ok()?;
    let label = if step >= 12 { year.to_string() } else { format!("{year}-{:02}", day.month()) };
    Some((day, label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_few_and_inside() {
        let check = |first: &str, last: &str, expect: &str| {
            let (first, last): (Date, Date) = (first.parse().unwrap(), last.parse().unwrap());
            let axis = Axis::new(first, last, 0.0, 800.0);
            let marks = axis.marks(last);
            let labels: Vec<&str> = marks.iter().map(|m| m.1.as_str()).collect();
            assert_eq!(labels.join(" "), expect);
            assert!(marks.iter().all(|m| (0.0..=800.0).contains(&axis.x(m.0))), "{marks:?}");
        };
        check("2031-05-01", "2031-05-01", "2031-05-01");
        check("2031-05-01", "2031-05-09", "2031-05-01 2031-05-09");
        check("2031-05-10", "2031-09-01", "2031-06 2031-07 2031-08 2031-09");
        check("2031-03-12", "2034-01-17", "2031-07 2032-01 2032-07 2033-01 2033-07 2034-01");
        check("2010-03-12", "2024-01-17", "2012 2014 2016 2018 2020 2022 2024");
    }
}
