//! The tables of numerals and of the words around them, read once.

use crate::characters::Characters;
use crate::forms::Forms;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a character does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A digit of any writing.
    Digit(u8),
    /// 兩: a digit that stands in no row.
    Count(u8),
    /// 陸: a digit that is a word of its own as well.
    Formal(u8),
    /// 十, 百, 千, as a power of ten.
    Unit(u8),
    /// 拾.
    FormalUnit(u8),
    /// 萬 and above, as a power of ten.
    Group(u8),
    /// 廿: how many tens.
    Tens(u8),
    /// 幾.
    Few,
    /// 多.
    More,
    /// 來.
    Odd,
    /// 半.
    Half,
    /// 點.
    Point,
    /// 負.
    Minus,
}

/// What a word around a numeral does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Holds no number.
    Word,
    /// 千瓦: a measure word that begins like a unit of numerals.
    Measure,
    /// May stand between a number and 半.
    Inside,
    /// Makes a number of 萬 alone.
    Bare,
    /// Opens with 成 or 折 and is no share.
    Become,
    /// Opens with 打 and is no dozen.
    Strike,
}

/// Both tables.
#[derive(Debug)]
pub(super) struct Table {
    signs: FxHashMap<char, Sign>,
    forms: Forms<Role>,
    /// The characters that open a number.
    pub(super) opens: Characters,
}

/// The tables.
pub(super) fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        Table::read(include_str!("../../tables/numerals.tsv"), include_str!("../../tables/numeral_words.tsv"))
    });
    &TABLE
}

/// The value of a Chinese digit that may stand in a row: 〇 to 九, with the unmistakable ones of cheques.
#[cfg(test)]
pub(crate) fn row_digit(c: char) -> Option<u32> {
    match table().signs.get(&c) {
        Some(&Sign::Digit(d)) => Some(d.into()),
        _ => None,
    }
}

/// The value of a digit 0 to 9, half or full width.
pub(crate) fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

impl Table {
    /// Reads the tables; a test holds that every row says something.
    fn read(numerals: &str, words: &str) -> Self {
        let mut signs = FxHashMap::default();
        let mut opens: Characters = ('0'..='9').chain('０'..='９').collect();
        for [characters, class, value, _] in rows(numerals) {
            let Some(sign) = sign(class, value) else { continue };
            let alone = !matches!(sign, Sign::More | Sign::Odd | Sign::Point);
            for c in characters.chars().filter(|&c| c != ' ') {
                signs.insert(c, sign);
                if alone {
                    opens.add(c);
                }
            }
        }
        let mut forms = Forms::default();
        for [all, class, _] in rows(words) {
            let Some(role) = role(class) else { continue };
            all.split(' ').for_each(|form| forms.add(form.to_owned(), role));
        }
        Self { signs, forms, opens }
    }

    /// What `c` does in a number.
    pub(super) fn sign(&self, c: char) -> Option<Sign> {
        self.signs.get(&c).copied()
    }

    /// Bytes of the longest word with `role` that opens `rest`.
    pub(super) fn opens_with(&self, rest: &str, role: Role) -> Option<usize> {
        self.forms.at(rest).find(|(r, _)| **r == role).map(|(_, len)| len)
    }

    /// The end of a word that begins at byte `from` of `text` or behind it and runs over byte `at`, where `c` stands:
    /// 統一 over 一, 人數 over 數.
    pub(super) fn word_over(&self, text: &str, from: usize, at: usize, c: char) -> Option<usize> {
        if c.is_ascii() {
            return None;
        }
        let starts = text[from..at].char_indices().rev().take(LEAD).map(|(i, _)| from + i);
        let over = |start: usize| self.opens_with(&text[start..], Role::Word).map(|len| start + len);
        starts.filter_map(over).filter(|&end| end > at).last()
    }

    /// Whether `before` ends with a word of `role`.
    pub(super) fn ends_with(&self, before: &str, role: Role) -> bool {
        let starts = before.char_indices().rev().take(LONGEST).map(|(i, _)| i);
        starts
            .into_iter()
            .any(|i| self.forms.at(&before[i..]).any(|(&r, len)| r == role && i + len == before.len()))
    }
}

/// Characters of a word that bounds 萬 alone, at most.
const LONGEST: usize = 2;

/// Characters of a word in front of its first numeral, at most; a test holds the table to it.
const LEAD: usize = 3;

/// The columns of every row.
fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).filter_map(|line| {
        let mut columns = line.split('\t');
        let mut row = [""; N];
        for slot in &mut row {
            *slot = columns.next()?;
        }
        Some(row)
    })
}

fn sign(class: &str, value: &str) -> Option<Sign> {
    let value = value.parse().ok()?;
    Some(match class {
        "digit" => Sign::Digit(value),
        "count" => Sign::Count(value),
        "formal" => Sign::Formal(value),
        "unit" => Sign::Unit(value),
        "formalunit" => Sign::FormalUnit(value),
        "group" => Sign::Group(value),
        "tens" => Sign::Tens(value),
        "few" => Sign::Few,
        "more" => Sign::More,
        "odd" => Sign::Odd,
        "half" => Sign::Half,
        "point" => Sign::Point,
        "minus" => Sign::Minus,
        _ => return None,
    })
}

fn role(class: &str) -> Option<Role> {
    Some(match class {
        "word" => Role::Word,
        "measure" => Role::Measure,
        "inside" => Role::Inside,
        "bare" => Role::Bare,
        "become" => Role::Become,
        "strike" => Role::Strike,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let lines = |table: &'static str| table.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        for line in lines(include_str!("../../tables/numerals.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 4 && sign(columns[1], columns[2]).is_some(), "{line}");
            assert!(columns[0].split(' ').all(|c| c.chars().count() == 1), "{line}");
        }
        for line in lines(include_str!("../../tables/numeral_words.tsv")) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 3 && role(columns[1]).is_some(), "{line}");
            for word in columns[0].split(' ').filter(|_| columns[1] == "word") {
                let numeral = word.chars().position(|c| table().opens.has(c));
                assert!(numeral.is_none_or(|at| at <= LEAD), "{word}");
            }
        }
    }
}
