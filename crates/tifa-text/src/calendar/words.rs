//! The table of calendar words.

use crate::characters::Characters;
use crate::fold::fold;
use crate::forms::Forms;
use std::sync::LazyLock;

/// What a word of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// A day so many days after that of the text.
    Day(i16),
    /// A day so many days after the one told of last.
    Told(i16),
    /// A bare 今 or 昨.
    Lone(i16),
    /// 本, 上 before a number in brackets.
    Bracketed,
    /// A year so many years after that of the text.
    Year(i8),
    /// The same, after the one told of last.
    ToldYear(i8),
    /// A month so many months after that of the text.
    Month(i8),
    /// The month told of last.
    ToldMonth,
    /// A week so many weeks after that of the text.
    Week(i8),
    /// 周, 星期: a day of the week follows.
    Weekday,
    /// First and last month.
    YearPart(i8, i8),
    /// The same, behind a year only.
    YearEnd(i8, i8),
    /// First and last day.
    MonthPart(i8, i8),
    /// The same, behind a month only.
    MonthEnd(i8, i8),
    /// First year of a century.
    Century(i16),
    /// Another calendar's month or year follows.
    Lunar,
    /// A day of another calendar.
    Festive,
    /// A feast of the Gregorian calendar: month and day.
    Feast(i8, i8),
    /// 將: the clause speaks of what is to come.
    Ahead,
    /// 表示, 了: it speaks of what has been.
    Halt,
    /// 前, 起 right behind a day.
    Until,
}

/// Words that keep a number or a word from being a day.
#[derive(Debug, Default)]
pub(super) struct Guards {
    pub(super) count_after: Guard,
    pub(super) count_before: Guard,
    pub(super) not_day: Guard,
    pub(super) not_month: Guard,
    pub(super) not_year: Guard,
    pub(super) not_week: Guard,
    pub(super) recurring: Guard,
    pub(super) inner_before: Guard,
    pub(super) not_end: Guard,
    pub(super) today_before: Guard,
    pub(super) today_after: Guard,
    pub(super) lone_before: Guard,
    pub(super) lone_after: Guard,
}

/// The words of one class of guards.
#[derive(Debug, Default)]
pub(super) struct Guard {
    forms: Vec<String>,
    /// First characters.
    first: Characters,
    /// Last characters.
    last: Characters,
}

impl Guard {
    fn add(&mut self, form: String) {
        form.chars().next().into_iter().for_each(|c| self.first.add(c));
        form.chars().next_back().into_iter().for_each(|c| self.last.add(c));
        self.forms.push(form);
    }

    /// Whether `text` opens with one of the words.
    pub(super) fn opens(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.first.has(c))
            && self.forms.iter().any(|w| text.starts_with(w.as_str()))
    }

    /// Whether `text` ends with one of the words.
    pub(super) fn ends(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.last.has(c))
            && self.forms.iter().any(|w| text.ends_with(w.as_str()))
    }
}

/// The table.
#[derive(Debug, Default)]
pub(super) struct Words {
    forms: Forms<Sense>,
    /// The characters that open an expression, by its words or by numerals, and the mark of a title.
    opens: Characters,
    pub(super) guards: Guards,
}

/// The table, read once.
pub(super) fn words() -> &'static Words {
    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("../../tables/calendar.tsv")));
    &WORDS
}

impl Words {
    /// Reads a table; rows that say nothing are passed over, and a test holds that there is none.
    fn read(table: &str) -> Self {
        let numerals = ('0'..='9').chain('０'..='９').chain("〇○零一二三四五六七八九十廿卅民".chars());
        let mut words = Self { opens: numerals.chain(['《']).collect(), ..Self::default() };
        for line in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let mut columns = line.split('\t');
            let (Some(class), Some(value), Some(forms)) = (columns.next(), columns.next(), columns.next())
            else {
                continue;
            };
            let mut all: Vec<String> = Vec::new();
            for form in forms.split(' ') {
                let simplified = fold(form).text;
                // The fold drops the marks that some guards are made of.
                if simplified != form && !simplified.is_empty() {
                    all.push(simplified);
                }
                all.push(form.to_owned());
            }
            if let Some(guard) = words.guards.of(class) {
                all.into_iter().for_each(|form| guard.add(form));
                continue;
            }
            let Some(sense) = sense(class, value) else { continue };
            for form in all {
                if sense.opens() {
                    form.chars().next().into_iter().for_each(|c| words.opens.add(c));
                }
                words.forms.add(form, sense);
            }
        }
        words
    }

    /// The characters at which an expression may open, or a title of a work, in which none is.
    pub(super) fn opens(&self) -> &Characters {
        &self.opens
    }

    /// The longest word at the head of `rest` that `wanted` accepts, with its length in bytes. Of two rows with the same
    /// form the first counts.
    pub(super) fn at(&self, rest: &str, wanted: impl Fn(Sense) -> bool) -> Option<(Sense, usize)> {
        self.forms.at(rest).map(|(&sense, len)| (sense, len)).find(|&(sense, _)| wanted(sense))
    }
}

impl Sense {
    /// Whether such a word may open an expression.
    pub(super) fn opens(self) -> bool {
        !matches!(self, Self::YearEnd(..) | Self::MonthEnd(..) | Self::Ahead | Self::Halt | Self::Until)
    }
}

impl Guards {
    /// The guards of a class.
    fn of(&mut self, class: &str) -> Option<&mut Guard> {
        Some(match class {
            "count-after" => &mut self.count_after,
            "count-before" => &mut self.count_before,
            "not-day" => &mut self.not_day,
            "not-month" => &mut self.not_month,
            "not-year" => &mut self.not_year,
            "not-week" => &mut self.not_week,
            "recurring" => &mut self.recurring,
            "inner-before" => &mut self.inner_before,
            "not-end" => &mut self.not_end,
            "today-before" => &mut self.today_before,
            "today-after" => &mut self.today_after,
            "lone-before" => &mut self.lone_before,
            "lone-after" => &mut self.lone_after,
            _ => return None,
        })
    }
}

fn sense(class: &str, value: &str) -> Option<Sense> {
    let pair = || {
        let (a, b) = value.split_once('-')?;
        Some((a.parse().ok()?, b.parse().ok()?))
    };
    Some(match class {
        "day" => Sense::Day(value.parse().ok()?),
        "told" => Sense::Told(value.parse().ok()?),
        "lone" => Sense::Lone(value.parse().ok()?),
        "bracketed" => Sense::Bracketed,
        "year" => Sense::Year(value.parse().ok()?),
        "toldyear" => Sense::ToldYear(value.parse().ok()?),
        "month" => Sense::Month(value.parse().ok()?),
        "toldmonth" => Sense::ToldMonth,
        "week" => Sense::Week(value.parse().ok()?),
        "weekday" => Sense::Weekday,
        "yearpart" => pair().map(|(a, b)| Sense::YearPart(a, b))?,
        "yearend" => pair().map(|(a, b)| Sense::YearEnd(a, b))?,
        "monthpart" => pair().map(|(a, b)| Sense::MonthPart(a, b))?,
        "monthend" => pair().map(|(a, b)| Sense::MonthEnd(a, b))?,
        "century" => Sense::Century(value.parse().ok()?),
        "lunar" => Sense::Lunar,
        "festive" => Sense::Festive,
        "feast" => pair().map(|(m, d)| Sense::Feast(m, d))?,
        "ahead" => Sense::Ahead,
        "halt" => Sense::Halt,
        "until" => Sense::Until,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for line in include_str!("../../tables/calendar.tsv").lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 4, "{line}");
            assert!(columns.iter().all(|c| !c.trim().is_empty()), "{line}");
            let known = Guards::default().of(columns[0]).is_some() || sense(columns[0], columns[1]).is_some();
            assert!(known, "{line}");
        }
    }

    #[test]
    fn the_longest_word_counts_in_either_script() {
        let at = |text| words().at(text, |_| true);
        assert_eq!(at("上上週的"), Some((Sense::Week(-2), 9)));
        assert_eq!(at("这个月"), Some((Sense::Month(0), 9)));
        assert_eq!(at("他"), None);
    }
}
