//! Numerals as dates use them: 9, 09, ２０２０, 二〇二〇, 十七, 二十三, 廿四.

use crate::number::arabic_digit;

/// A numeral in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Byte where it starts.
    pub(super) start: usize,
    /// Byte after it.
    pub(super) end: usize,
    pub(super) value: u32,
    /// Digits, when it is written digit by digit; 0 for 二十三.
    pub(super) digits: usize,
    /// Written in 0–9, half or full width.
    pub(super) is_arabic: bool,
    /// 元, the first year of an era.
    pub(super) is_first: bool,
}

impl Numeral {
    /// Whether it may count months or days: one or two digits, or a Chinese numeral with 十.
    pub(super) fn counts(&self) -> bool {
        self.digits <= 2 && !self.is_first
    }
}

/// The first numeral at or after byte `from`.
pub(super) fn next(text: &str, from: usize) -> Option<Numeral> {
    let mut inside = false;
    let starts = text[from..].char_indices().filter(move |&(_, c)| {
        // Not in the middle of a number too long to be part of a date.
        let first = begins(c) && !inside;
        inside = begins(c) && c != '元';
        first
    });
    starts.map(|(offset, _)| from + offset).find_map(|start| at(text, start))
}

/// The numeral that starts at byte `start`.
pub(super) fn at(text: &str, start: usize) -> Option<Numeral> {
    let rest = text.get(start..)?;
    let first = rest.chars().next()?;
    if first == '元' {
        return Some(Numeral {
            start,
            end: start + 3,
            value: 1,
            digits: 0,
            is_arabic: false,
            is_first: true,
        });
    }
    let is_arabic = arabic_digit(first).is_some();
    let (mut len, mut count, mut value, mut by_digit) = (0, 0, 0, true);
    for c in rest.chars() {
        let digit = if is_arabic { arabic_digit(c) } else { chinese_digit(c) };
        if digit.is_none() && (is_arabic || !counts_tens(c)) {
            break;
        }
        if count == LONGEST {
            return None;
        }
        by_digit &= digit.is_some();
        value = value * 10 + digit.unwrap_or(0);
        len += c.len_utf8();
        count += 1;
    }
    let (value, digits) = match (count, by_digit) {
        (0, _) => return None,
        (_, true) => (value, count),
        (_, false) => (tens(&rest[..len])?, 0),
    };
    Some(Numeral { start, end: start + len, value, digits, is_arabic, is_first: false })
}

/// Characters of the longest numeral: longer ones are no part of a date, and would not fit.
const LONGEST: usize = 9;

fn counts_tens(c: char) -> bool {
    matches!(c, '十' | '廿' | '卅' | '百')
}

fn begins(c: char) -> bool {
    arabic_digit(c).is_some() || chinese_digit(c).is_some() || counts_tens(c) || c == '元'
}

/// The digits of dates: those of `tables/numerals.tsv` but for 兩 and the digits of cheques, which no date is written with. It
/// is asked at every character of a text, so it is a `match`; a test holds it to the table.
fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '○' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// 十, 十七, 二十, 二十三, 廿四, 卅一, 一百零九: what months, days and the Republic's years need.
fn tens(word: &str) -> Option<u32> {
    let (mut total, mut pending) = (0, None);
    for c in word.chars() {
        match c {
            '百' => total += pending.take()? * 100,
            '十' => total += pending.take().unwrap_or(1) * 10,
            '廿' | '卅' if pending.is_none() && total % 100 == 0 => {
                total += if c == '廿' { 20 } else { 30 }
            }
            '零' | '〇' | '○' if pending.is_none() => {}
            c if pending.is_none() => pending = Some(chinese_digit(c)?),
            _ => return None,
        }
    }
    Some(total + pending.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::chinese_digit;
    use crate::number::row_digit;

    #[test]
    fn the_digits_of_dates_are_those_of_numbers() {
        let known = (0..0x1_0000).filter_map(char::from_u32).filter_map(|c| Some((c, chinese_digit(c)?)));
        let mut count = 0;
        for (c, digit) in known {
            assert_eq!(row_digit(c), Some(digit), "{c}");
            count += 1;
        }
        assert_eq!(count, 12);
    }
}
