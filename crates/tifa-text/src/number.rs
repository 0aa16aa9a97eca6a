//! Numbers in running Chinese text, of either script.
//!
//! [`numbers`] goes from one character that opens a number to the next, passes over words that hold a numeral and no number
//! (一直, 統一, 四川: `tables/numeral_words.tsv`), and reads what stands there: numerals and digits with their units, then what
//! makes a share or a range of them.

mod decimal;
mod digits;
mod fraction;
mod numeral;
mod scan;
mod share;
mod span;
mod table;
#[cfg(test)]
mod tests;

pub use decimal::{Decimal, NotDecimal};
pub(crate) use table::arabic_digit;
#[cfg(test)]
pub(crate) use table::row_digit;

use crate::range::ByteRange;

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// 1,234.5.
    Digits,
    /// 一百二十, 二十幾萬.
    Numerals,
    /// 4萬5千, 1.2萬億.
    Mixed,
    /// 二〇二〇: digit by digit.
    Row,
    /// 百, 千, 百萬: a unit with no digit before it.
    Bare,
    /// 半.
    Half,
    /// 三分之一, 1/3, 千分之二.
    Fraction,
    /// 百分之三十, 30%: its value is in hundredths, 30.
    Percent,
    /// 三成半: its value is in hundredths, 35.
    Tenths,
    /// 七五折: its value is in hundredths, 75.
    Discount,
    /// 兩打: its value is 24.
    Dozens,
}

impl Form {
    /// Whether the value is in hundredths of something.
    pub fn is_share(self) -> bool {
        matches!(self, Self::Percent | Self::Tenths | Self::Discount)
    }
}

/// How exact a number says that it is, by what is printed inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exactness {
    /// Nothing says otherwise.
    Exact,
    /// 120多億, 十餘, 數十, 幾百: more than the value.
    Over,
    /// 十來個: about the value.
    Around,
    /// 三四十, 3至5: from the value to the upper one.
    Range,
}

/// A number where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Its bytes: with 多 and 幾, %, 成 and 百分之, without measure word and currency.
    pub range: ByteRange,
    /// Its value, the least when it is vague; of 數十 and 幾百 one unit, 10 and 100. A fraction without end (1/3) is cut at 18 places
    /// behind the point. `None` when it is written right and is beyond what a [`Decimal`] holds: there is no wrong value.
    pub value: Option<Decimal>,
    /// The upper value of a range as printed, which may lie below the other one; `None` beyond what a [`Decimal`] holds.
    pub upper: Option<Decimal>,
    /// How exact it is.
    pub exactness: Exactness,
    /// How it is written.
    pub form: Form,
    /// The measure word that is printed inside it: 個 in 一個半, 年 in 三年半.
    pub inside: Option<ByteRange>,
    /// Whether its digits are grouped as no number is: 1,23,45.
    pub misgrouped: bool,
}

/// The numbers of `text`, in order; they do not overlap.
///
/// Rows of digits that are codes are none: 2020-07-09, 12:30, F-16, G20, 10.0.0.1. Whether a number counts anything, dates
/// something, or is an ordinal is not asked.
pub fn numbers(text: &str) -> Vec<Number> {
    let table = table::table();
    let mut out = Vec::new();
    let mut from = 0;
    while let Some((at, c)) = table.opens.next(text, from) {
        if let Some(end) = table.word_over(text, from, at, c) {
            from = end;
            continue;
        }
        from = match scan::at(text, at, table) {
            scan::Found::Number(number, end) => {
                out.push(number);
                end
            }
            scan::Found::Passed(end) => end,
        };
    }
    out
}
