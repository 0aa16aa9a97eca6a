//! Numerals as dates use them: 9, 09, ２０２０, 二〇二〇, 十七, 二十三, 廿四.

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
    let arabic = arabic_digit(first).is_some();
    let belongs = |c: char| {
        if arabic { arabic_digit(c).is_some() } else { begins(c) && arabic_digit(c).is_none() && c != '元' }
    };
    let len = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
    let word = &rest[..len];
    if word.is_empty() || word.chars().count() > 9 {
        return None;
    }
    let digit = |c| if arabic { arabic_digit(c) } else { chinese_digit(c) };
    let by_digit: Option<Vec<u32>> = word.chars().map(digit).collect();
    let (value, digits) = match by_digit {
        Some(digits) => (digits.iter().fold(0, |n, d| n * 10 + d), digits.len()),
        None => (tens(word)?, 0),
    };
    Some(Numeral { start, end: start + len, value, digits, is_arabic: arabic, is_first: false })
}

fn begins(c: char) -> bool {
    arabic_digit(c).is_some() || chinese_digit(c).is_some() || matches!(c, '十' | '廿' | '卅' | '百' | '元')
}

fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => None,
    }
}

fn chinese_digit(c: char) -> Option<u32> {
    let digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if matches!(c, '〇' | '○') {
        return Some(0);
    }
    let value = digits.iter().position(|&d| d == c)?;
    u32::try_from(value).ok()
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
