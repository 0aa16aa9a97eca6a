//! Fractions: 三分之一, 百分之三十, 一又三分之二, 1/3.

use super::digits::char_at;
use super::numeral::{self, Numeral, Pair, Tail, behind_space};
use super::scan::{Value, plain};
use super::table::{Role, Sign, Table, arabic_digit};
use super::{Decimal, Form};

/// The fraction at byte `at`, the numerals of which have been read: 三分之一, 百分之三十, 一又三分之二, 1/3, 1 1/3.
pub(super) fn fraction(text: &str, at: usize, first: Numeral, table: &Table) -> Option<Value> {
    if first.has_digits
        && !first.has_numerals
        && let Some(value) = slashed(text, at, first, table)
    {
        return Some(value);
    }
    let behind = behind_space(text, first.end);
    let rest = text.get(behind..)?;
    if let Some(tail) = rest.strip_prefix('又') {
        let start = behind_space(text, text.len() - tail.len());
        let part = match (bare_or(text, start, table)?, char_at(text, start)?) {
            (n, c) if arabic_digit(c).is_some() => {
                slashed(text, start, n, table).or_else(|| divided(text, start, n, table))
            }
            (n, _) => divided(text, start, n, table),
        }?;
        let low = first.value.low.and_then(|w| w.checked_add(part.pair.low?));
        return Some(Value { start: at, pair: Pair::of(low), ..part });
    }
    divided(text, at, first, table)
}

/// The numerals at byte `at`; 萬 alone counts, for it may divide.
pub(super) fn bare_or(text: &str, at: usize, table: &Table) -> Option<Numeral> {
    let c = char_at(text, at)?;
    if let Some(Sign::Group(power)) = table.sign(c) {
        let mut end = at + c.len_utf8();
        let mut value = Decimal::from(1).checked_shift(power);
        // 萬萬分之七; longer rows divide nothing.
        if let Some(c) = char_at(text, end)
            && let Some(Sign::Group(more)) = table.sign(c)
        {
            value = value.and_then(|v| v.checked_shift(more));
            end += c.len_utf8();
        }
        return Some(Numeral {
            end,
            value: Pair::of(value),
            has_numerals: true,
            is_bare: true,
            ..Numeral::NONE
        });
    }
    numeral::read(text, at, table)
}

/// 三分之一 with its denominator read.
fn divided(text: &str, start: usize, under: Numeral, table: &Table) -> Option<Value> {
    let mut at = behind_space(text, under.end);
    at += text.get(at..)?.strip_prefix('分').map(|_| '分'.len_utf8())?;
    at = behind_space(text, at);
    match text.get(at..)?.strip_prefix('之') {
        Some(_) => at += '之'.len_utf8(),
        None => return short_fraction(text, start, under, at, table),
    }
    at = behind_space(text, at);
    // 負三分之負一.
    let minus = char_at(text, at).filter(|&c| table.sign(c) == Some(Sign::Minus));
    let from = at + minus.map_or(0, char::len_utf8);
    let over = match char_at(text, from).and_then(|c| table.sign(c)) {
        Some(Sign::Half) => return None,
        _ => numeral::read_expected(text, from, table)?,
    };
    let value = plain(over, start);
    let sign = |d: Decimal| if minus.is_some() { d.checked_neg() } else { Some(d) };
    let hundred = under.is_bare && under.value.low == Some(Decimal::from(100));
    let (pair, form) = if hundred {
        (over.value.map(sign), Form::Percent)
    } else {
        let divide = |d: Decimal| d.checked_div(under.value.low?).and_then(sign);
        (over.value.map(divide), Form::Fraction)
    };
    Some(Value { pair, form, scale: 0, ..value })
}

/// 三分二, as it is said in Hong Kong, with the numerator at byte `at`: both of one digit, and it is less than one.
fn short_fraction(text: &str, start: usize, under: Numeral, at: usize, table: &Table) -> Option<Value> {
    if table.opens_with(text.get(at..)?, Role::Word).is_some() {
        return None;
    }
    let over = numeral::read(text, at, table)?;
    let digit = |n: Numeral, from: usize| !n.has_unit && text[from..n.end].chars().count() == 1;
    // 3分2秒 is a time, 三分一致 none.
    let timed = text[over.end..].starts_with(['秒', '鐘', '钟', '/', '.']);
    let whole = |n: Numeral| n.value.low.filter(|&v| v > Decimal::ZERO);
    let (over_value, under_value) = (whole(over)?, whole(under)?);
    let fits = digit(over, at)
        && digit(under, start)
        && over_value < under_value
        && over.has_digits == under.has_digits;
    let pair = Pair::of(over_value.checked_div(under_value));
    (fits && !timed).then(|| Value { pair, form: Form::Fraction, scale: 0, ..plain(over, start) })
}

/// 1/3, 1 1/3, with the first row of digits read.
fn slashed(text: &str, start: usize, first: Numeral, table: &Table) -> Option<Value> {
    let is_slash = |at: usize| char_at(text, at).filter(|c| matches!(c, '/' | '／'));
    let (whole, over) = match is_slash(first.end) {
        Some(_) => (None, first),
        None => {
            let at = behind_space(text, first.end);
            let second = numeral::read(text, at, table)
                .filter(|n| at > first.end && n.has_digits && !n.has_numerals && is_slash(n.end).is_some())?;
            (first.value.low, second)
        }
    };
    let slash = is_slash(over.end)?;
    let under = numeral::read(text, over.end + slash.len_utf8(), table)
        .filter(|n| n.has_digits && !n.has_numerals && n.tail == Tail::Exact)?;
    let divide = |d: Decimal| {
        let part = d.checked_div(under.value.low?)?;
        whole.map_or(Some(part), |w| w.checked_add(part))
    };
    let pair = over.value.map(divide);
    Some(Value { end: under.end, pair, form: Form::Fraction, scale: 0, ..plain(over, start) })
}
