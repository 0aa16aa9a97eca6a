//! The number at a place: its sign, and what makes a share, a fraction or a range of it.

use super::digits::{self, char_at, char_before};
use super::fraction::{bare_or, fraction};
use super::numeral::{Numeral, Pair, Tail, behind_space};
use super::share::share;
use super::span::range;
use super::table::{Role, Sign, Table, arabic_digit};
use super::{Decimal, Exactness, Form, Number};
use crate::range::ByteRange;

/// What stands at a place.
pub(super) enum Found {
    /// A number, and the byte where reading goes on.
    Number(Number, usize),
    /// None, and the byte where reading goes on.
    Passed(usize),
}

/// A number without its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) pair: Pair,
    pub(super) exactness: Exactness,
    pub(super) form: Form,
    pub(super) inside: Option<ByteRange>,
    pub(super) misgrouped: bool,
    /// Power of ten of its last unit, which a range before it may share.
    pub(super) scale: u8,
}

/// What stands at byte `at`, where a character starts that opens numbers or words.
pub(super) fn at(text: &str, at: usize, table: &Table) -> Found {
    let Some(c) = char_at(text, at) else { return Found::Passed(text.len()) };
    let next = at + c.len_utf8();
    if arabic_digit(c).is_some()
        && let Some(end) = digits::code(text, at)
    {
        return Found::Passed(end);
    }
    let word =
        table.opens_with(&text[at..], Role::Word).or_else(|| table.opens_with(&text[at..], Role::Measure));
    if let Some(len) = word {
        // 十分之一: a fraction opens like a word.
        let first = table.sign(c).and_then(|_| bare_or(text, at, table));
        match first.and_then(|first| fraction(text, at, first, table)) {
            Some(value) => return found(text, value, table),
            None => return Found::Passed(at + len),
        }
    }
    match table.sign(c) {
        Some(Sign::Minus) => match unsigned(text, behind_space(text, next), table) {
            Some(value) => found(text, negative(value, at), table),
            None => Found::Passed(next),
        },
        _ => match unsigned(text, at, table) {
            Some(mut value) => {
                if let Some(start) = minus_before(text, at, value.form) {
                    value = negative(value, start);
                }
                found(text, value, table)
            }
            None => Found::Passed(next),
        },
    }
}

/// The number that is found: with the range that it opens, if it does.
fn found(text: &str, value: Value, table: &Table) -> Found {
    let value = range(text, value, table).unwrap_or(value);
    let ranged = value.exactness == Exactness::Range;
    let number = Number {
        range: ByteRange::new(value.start, value.end),
        value: value.pair.low,
        upper: if ranged { value.pair.high } else { None },
        exactness: value.exactness,
        form: value.form,
        inside: value.inside,
        misgrouped: value.misgrouped,
    };
    Found::Number(number, value.end)
}

fn negative(value: Value, start: usize) -> Value {
    Value { start, pair: value.pair.map(Decimal::checked_neg), ..value }
}

/// Where the minus starts that stands before the number at byte `at`, when one does. Between two words it is a hyphen;
/// behind a Chinese character it counts in front of a share only.
fn minus_before(text: &str, at: usize, form: Form) -> Option<usize> {
    let sign = char_before(text, at).filter(|c| matches!(c, '-' | '−' | '－'))?;
    let start = at - sign.len_utf8();
    let fits = match char_before(text, start) {
        None => true,
        Some(c) if c.is_alphabetic() => form == Form::Percent && crate::is_han(c),
        Some(c) => !c.is_alphanumeric() && !"-−－)）]".contains(c),
    };
    fits.then_some(start)
}

/// The number without sign at byte `at`, or none.
pub(super) fn unsigned(text: &str, at: usize, table: &Table) -> Option<Value> {
    let sign = table.sign(char_at(text, at)?);
    if sign == Some(Sign::Half) {
        return half(text, at, table);
    }
    let first = bare_or(text, at, table)?;
    if let Some(value) = fraction(text, at, first, table) {
        return Some(value);
    }
    if let Some(Sign::Group(power)) = sign {
        return bare_group(text, at, power, table);
    }
    let mut value = plain(first, at);
    if value.form == Form::Digits && char_before(text, at) == Some('.') {
        value = leading_point(text, at).unwrap_or(value);
    }
    Some(measured(text, value, table).unwrap_or(value))
}

/// A number as its numerals have it.
pub(super) fn plain(read: Numeral, start: usize) -> Value {
    let form = match read {
        Numeral { has_digits: true, has_numerals: false, .. } => Form::Digits,
        Numeral { has_digits: true, .. } => Form::Mixed,
        Numeral { is_row: true, .. } => Form::Row,
        Numeral { is_bare: true, .. } => Form::Bare,
        _ => Form::Numerals,
    };
    let exactness = match read.tail {
        Tail::Exact if read.value.low != read.value.high => Exactness::Range,
        Tail::Exact => Exactness::Exact,
        Tail::Over => Exactness::Over,
        Tail::Around => Exactness::Around,
    };
    Value {
        start,
        end: read.end,
        pair: read.value,
        exactness,
        form,
        inside: None,
        misgrouped: read.misgrouped,
        scale: read.scale,
    }
}

/// .5 with nothing before the point.
fn leading_point(text: &str, at: usize) -> Option<Value> {
    let before = char_before(text, at - 1);
    let open = before.is_none_or(|c| c.is_whitespace() || matches!(c, '-' | '(' | '（'));
    let digits = digits::read(text, at).filter(|_| open)?;
    let value = Decimal::of_digits(&format!(".{}", text.get(at..digits.end)?));
    let start = at - 1;
    let start = if before == Some('-') { start - 1 } else { start };
    let pair = Pair::of(if start + 1 < at { value.and_then(Decimal::checked_neg) } else { value });
    Some(Value {
        start,
        end: digits.end,
        pair,
        exactness: Exactness::Exact,
        form: Form::Digits,
        inside: None,
        misgrouped: false,
        scale: 0,
    })
}

/// 半: one half; 半百, 半成.
fn half(text: &str, at: usize, table: &Table) -> Option<Value> {
    let end = at + char_at(text, at)?.len_utf8();
    let one_half = Pair::of(Some(Decimal::new(5, 1)));
    let mut value = Value {
        start: at,
        end,
        pair: one_half,
        exactness: Exactness::Exact,
        form: Form::Half,
        inside: None,
        misgrouped: false,
        scale: 0,
    };
    if let Some(Sign::Unit(power @ 2..)) = char_at(text, end).and_then(|c| table.sign(c)) {
        value.pair = one_half.map(|d| d.checked_shift(power));
        value.end = end + char_at(text, end)?.len_utf8();
    }
    Some(share(text, value, table).unwrap_or(value))
}

/// 近萬, 萬餘: 萬 alone behind a word that bounds it, or in front of one.
fn bare_group(text: &str, at: usize, power: u8, table: &Table) -> Option<Value> {
    let end = at + char_at(text, at)?.len_utf8();
    let next = char_at(text, end);
    let over = next.filter(|&c| table.sign(c) == Some(Sign::More));
    let bounded = over.is_some() || table.ends_with(&text[..at], Role::Bare);
    if !bounded || matches!(next.and_then(|c| table.sign(c)), Some(Sign::Group(_))) {
        return None;
    }
    Some(Value {
        start: at,
        end: end + over.map_or(0, char::len_utf8),
        pair: Pair::of(Decimal::from(1).checked_shift(power)),
        exactness: if over.is_some() { Exactness::Over } else { Exactness::Exact },
        form: Form::Bare,
        inside: None,
        misgrouped: false,
        scale: power,
    })
}

/// What stands behind a number and is part of it: %, 成, 折, 打, 半.
fn measured(text: &str, value: Value, table: &Table) -> Option<Value> {
    if let Some(value) = share(text, value, table) {
        return Some(value);
    }
    let rest = &text[value.end..];
    let next = char_at(text, value.end)?;
    let value_of = |pair: Pair, end: usize, form: Form| Value { pair, end, form, scale: 0, ..value };
    let add_half = |v: Value| v.pair.map(|d| d.checked_add(Decimal::new(5, 1)));
    if next == '打' && table.opens_with(rest, Role::Strike).is_none() && value.form != Form::Row {
        let dozens = value.pair.map(|d| d.checked_mul(Decimal::from(12)));
        return Some(value_of(dozens, value.end + next.len_utf8(), Form::Dozens));
    }
    let is_half = |at: usize| {
        let opens = char_at(text, at).is_some_and(|c| table.sign(c) == Some(Sign::Half));
        opens && table.opens_with(&text[at..], Role::Word).is_none()
    };
    if is_half(value.end) && &text[value.start..value.end] == "一" {
        // 一半.
        let pair = Pair::of(Some(Decimal::new(5, 1)));
        return Some(value_of(pair, value.end + '半'.len_utf8(), Form::Half));
    }
    let len = table.opens_with(rest, Role::Inside)?;
    let behind = value.end + len;
    if !is_half(behind) || value.exactness != Exactness::Exact {
        return None;
    }
    let inside = Some(ByteRange::new(value.end, behind));
    Some(Value { inside, ..value_of(add_half(value), behind + '半'.len_utf8(), value.form) })
}
