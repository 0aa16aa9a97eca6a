//! The table of marks and counts.

use std::sync::LazyLock;
use tifa_record::level;
use tifa_text::{Forms, Words};

/// Marks of one manner: the items of a list are marked in one manner throughout, but for those in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// 首先, 其次, 第三, 其四.
    Word,
    /// 一是, 二要.
    Step,
    /// 一、.
    Plain,
    /// （一）, (1).
    Bracket,
    /// 1., 1).
    Figure,
    /// ①.
    Circle,
    /// 甲、.
    Stem,
    /// 一個是 … 另一個是.
    Other,
    /// 必須 …；必須 ….
    Modal,
}

/// Which item of its list a mark opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    /// 第三: of this number.
    Of(u8),
    /// 其次: the one after the last.
    Next,
    /// 最後: the one after the last, when there are two.
    Last,
}

/// What a word of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Opens an item.
    Mark(Manner, Rank),
    /// 第N, 其N: opens one, when it is set off behind.
    Ordinal(u8),
    /// A number of this value with a measure word. The flag: it ends with the colon that announces.
    Count(u8, bool),
}

/// What stands around marks and counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What points are called.
    Noun,
    /// A measure word that needs no noun.
    Alone,
    /// Counted things that are no points.
    NoPoint,
    /// What is announced follows.
    Lead,
    /// Sets an ordinal off.
    Behind,
    /// Measure word behind an ordinal.
    Measure,
    /// Belongs to the clause, not to the first item.
    Before,
    /// Makes a count point back.
    Back,
    /// Leads over to a table of contents.
    Contents,
}

/// The table.
pub(super) struct Table {
    words: Words,
    rows: Vec<Word>,
    roles: Forms<Role>,
    ends: Vec<(String, Role)>,
}

/// The table, read once.
pub(super) fn table() -> &'static Table {
    static TABLE: LazyLock<Table> =
        LazyLock::new(|| Table::read(include_str!("../../tables/enumerations.tsv")));
    &TABLE
}

/// The greatest number of items that marks and counts are known for.
const MOST: u8 = 30;

impl Table {
    fn read(table: &str) -> Self {
        let mut words: Vec<(String, u32)> = Vec::new();
        let (mut rows, mut roles, mut ends) = (Vec::new(), Forms::default(), Vec::new());
        let mut add = |form: &str, word: Word| {
            let at = rows.iter().position(|&r| r == word).unwrap_or_else(|| {
                rows.push(word);
                rows.len() - 1
            });
            words.extend(u32::try_from(at).map(|at| (level(form), at)));
        };
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut columns = line.split('\t');
            let (Some(forms), Some(class)) = (columns.next(), columns.next()) else { continue };
            for (form, nth) in forms.split(' ').filter(|f| !f.is_empty()).zip(1u8..) {
                if let Some(role) = role_of(class) {
                    let form = level(form);
                    if matches!(role, Role::Before | Role::Back | Role::Alone | Role::Contents) {
                        ends.push((form, role));
                    } else {
                        roles.add(form, role);
                    }
                    continue;
                }
                for (form, n) in spelled(form, class) {
                    let rank = if n == 0 { Rank::Of(nth) } else { Rank::Of(n) };
                    let word = match class {
                        "first" => Word::Mark(Manner::Word, Rank::Of(1)),
                        "next" => Word::Mark(Manner::Word, Rank::Next),
                        "last" => Word::Mark(Manner::Word, Rank::Last),
                        "ordinal" => Word::Ordinal(n),
                        "step" => Word::Mark(Manner::Step, rank),
                        "plain" => Word::Mark(Manner::Plain, rank),
                        "bracket" => Word::Mark(Manner::Bracket, rank),
                        "figure" => Word::Mark(Manner::Figure, rank),
                        "circle" => Word::Mark(Manner::Circle, rank),
                        "stem" => Word::Mark(Manner::Stem, rank),
                        "one" => Word::Mark(Manner::Other, Rank::Of(1)),
                        "modal" => Word::Mark(Manner::Modal, Rank::Of(1)),
                        "other" => Word::Mark(Manner::Other, Rank::Next),
                        "count" => Word::Count(n, form.ends_with('：')),
                        _ => continue,
                    };
                    add(&form, word);
                }
            }
        }
        // 二個 of 兩 is 兩個; a form that two rows have keeps the first.
        words.reverse();
        Self { words: Words::new(words), rows, roles, ends }
    }

    /// The words of the table in a levelled text: first byte, byte behind the last, word.
    pub(super) fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize, Word)> + 't {
        let known = |(start, end, at): (usize, usize, u32)| Some((start, end, *self.rows.get(at as usize)?));
        self.words.find(text).filter_map(known)
    }

    /// Length of the longest form with `role` that opens `rest`, in bytes.
    pub(super) fn opens(&self, rest: &str, role: Role) -> Option<usize> {
        self.roles.at(rest).find(|(r, _)| **r == role).map(|(_, len)| len)
    }

    /// Length of the longest form with `role` that ends `text`, in bytes.
    pub(super) fn ends(&self, text: &str, role: Role) -> Option<usize> {
        let fits = self.ends.iter().filter(|(form, r)| *r == role && text.ends_with(form.as_str()));
        fits.map(|(form, _)| form.len()).max()
    }
}

/// A form with its numeral spelled out, and the number; 0 for a form without one.
fn spelled(form: &str, class: &str) -> Vec<(String, u8)> {
    let (sign, chinese, figures) = match class {
        "first" | "next" | "last" | "circle" | "stem" | "one" | "other" | "modal" => {
            return vec![(form.to_owned(), 0)];
        }
        "count" => ('N', true, true),
        _ if form.contains('1') => ('1', false, true),
        _ => ('一', true, false),
    };
    let mut out = Vec::new();
    for n in 1..=MOST {
        let mut spell = |numeral: &str| out.push((form.replacen(sign, numeral, 1), n));
        if chinese {
            spell(&in_chinese(n));
            if n == 2 && class == "count" {
                spell("两");
            }
        }
        if figures {
            spell(&n.to_string());
            let wide: String = n.to_string().chars().filter_map(full_width).collect();
            spell(&wide);
        }
    }
    out
}

/// 12 gives 十二; numbers below 100.
fn in_chinese(n: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (usize::from(n / 10 % 10), usize::from(n % 10));
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        _ => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

fn full_width(c: char) -> Option<char> {
    char::from_u32(u32::from(c) - u32::from('0') + u32::from('０'))
}

fn role_of(class: &str) -> Option<Role> {
    Some(match class {
        "noun" => Role::Noun,
        "alone" => Role::Alone,
        "none" => Role::NoPoint,
        "lead" => Role::Lead,
        "behind" => Role::Behind,
        "measure" => Role::Measure,
        "before" => Role::Before,
        "back" => Role::Back,
        "contents" => Role::Contents,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        const MARKS: [&str; 13] = [
            "first", "next", "last", "ordinal", "step", "plain", "bracket", "figure", "circle", "stem",
            "one", "other", "modal",
        ];
        for line in include_str!("../../tables/enumerations.tsv").lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 3, "{line}");
            let class = columns[1];
            assert!(class == "count" || MARKS.contains(&class) || role_of(class).is_some(), "{line}");
        }
    }

    #[test]
    fn numerals_are_spelled_out() {
        let found = |text| table().find(text).map(|(s, e, w)| (&text[s..e], w)).collect::<Vec<_>>();
        assert_eq!(found("十二、"), [("十二、", Word::Mark(Manner::Plain, Rank::Of(12)))]);
        assert_eq!(found("（２）"), [("（２）", Word::Mark(Manner::Bracket, Rank::Of(2)))]);
        assert_eq!(found("两点"), [("两点", Word::Count(2, false))]);
        assert_eq!(found("②"), [("②", Word::Mark(Manner::Circle, Rank::Of(2)))]);
        assert_eq!(found("第二十一"), [("第二十一", Word::Ordinal(21))]);
    }
}
