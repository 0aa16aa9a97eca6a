//! The table of calendar words.

use crate::fold::fold;
use rustc_hash::FxHashMap;
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
    Year(i8),
    ToldYear(i8),
    Month(i8),
    ToldMonth,
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
    Ahead,
    Halt,
    /// 前, 起 right behind a day.
    Until,
}

/// Words that keep a number or a word from being a day.
#[derive(Debug, Default)]
pub(super) struct Guards {
    pub(super) count_after: Vec<String>,
    pub(super) count_before: Vec<String>,
    pub(super) not_day: Vec<String>,
    pub(super) not_month: Vec<String>,
    pub(super) not_year: Vec<String>,
    pub(super) not_week: Vec<String>,
    pub(super) recurring: Vec<String>,
    pub(super) inner_before: Vec<String>,
    pub(super) not_end: Vec<String>,
    pub(super) today_before: Vec<String>,
    pub(super) today_after: Vec<String>,
    pub(super) lone_before: Vec<String>,
    pub(super) lone_after: Vec<String>,
}

/// The table.
#[derive(Debug)]
pub(super) struct Words {
    /// Words by their first character, longest first.
    by_first: FxHashMap<char, Vec<(String, Sense)>>,
    /// One bit for each character of the basic plane that opens a word or a numeral.
    opens: Vec<u64>,
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
        let mut by_first: FxHashMap<char, Vec<(String, Sense)>> = FxHashMap::default();
        let mut opens = vec![0u64; 1024];
        let mut guards = Guards::default();
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
            if let Some(list) = guards.list(class) {
                list.extend(all);
                continue;
            }
            let Some(sense) = sense(class, value) else { continue };
            for form in all {
                let Some(first) = form.chars().next() else { continue };
                open(&mut opens, first);
                let entry = by_first.entry(first).or_default();
                entry.push((form, sense));
                // Stable: of two rows with the same form the first counts.
                entry.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
            }
        }
        for c in ('0'..='9').chain('０'..='９').chain("〇○零一二三四五六七八九十廿卅民".chars())
        {
            open(&mut opens, c);
        }
        Self { by_first, opens, guards }
    }

    /// Whether a calendar expression may open with `c`.
    pub(super) fn opens(&self, c: char) -> bool {
        let code = c as usize;
        self.opens.get(code >> 6).is_some_and(|bits| bits >> (code & 63) & 1 == 1)
    }

    /// The longest word at the head of `rest` that `wanted` accepts, with its length in bytes.
    pub(super) fn at(&self, rest: &str, wanted: impl Fn(Sense) -> bool) -> Option<(Sense, usize)> {
        let first = rest.chars().next().filter(|&c| self.opens(c))?;
        let found =
            self.by_first.get(&first)?.iter().find(|(w, s)| wanted(*s) && rest.starts_with(w.as_str()))?;
        Some((found.1, found.0.len()))
    }
}

impl Guards {
    fn list(&mut self, class: &str) -> Option<&mut Vec<String>> {
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

/// Whether `text` opens with one of `list`.
pub(super) fn opens_with(text: &str, list: &[String]) -> bool {
    list.iter().any(|w| text.starts_with(w.as_str()))
}

/// Whether `text` ends with one of `list`.
pub(super) fn ends_with(text: &str, list: &[String]) -> bool {
    list.iter().any(|w| text.ends_with(w.as_str()))
}

fn open(bits: &mut [u64], c: char) {
    let code = c as usize;
    if let Some(word) = bits.get_mut(code >> 6) {
        *word |= 1 << (code & 63);
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
            let known =
                Guards::default().list(columns[0]).is_some() || sense(columns[0], columns[1]).is_some();
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
