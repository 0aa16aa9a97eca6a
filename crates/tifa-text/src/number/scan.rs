//! The number at a place: its sign, and what makes a share, a fraction or a range of it.

use super::digits::{self, char_at, char_before};
use super::numeral::{self, Numeral, Pair, Tail, behind_space};
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
struct Value {
    start: usize,
    end: usize,
    pair: Pair,
    exactness: Exactness,
    form: Form,
    inside: Option<ByteRange>,
    misgrouped: bool,
    /// Power of ten of its last unit, which a range before it may share.
    scale: u8,
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
    let word = table.opens_with(&text[at..], Role::Word);
    if let Some(len) = word {
        // 十分之一: a fraction opens like a word.
        match fraction(text, at, table) {
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
fn unsigned(text: &str, at: usize, table: &Table) -> Option<Value> {
    if let Some(value) = fraction(text, at, table) {
        return Some(value);
    }
    let c = char_at(text, at)?;
    match table.sign(c) {
        Some(Sign::Half) => return half(text, at, table),
        Some(Sign::Group(power)) => return bare_group(text, at, power, table),
        _ => {}
    }
    let mut value = plain(numeral::read(text, at, table)?, at);
    if value.form == Form::Digits && char_before(text, at) == Some('.') {
        value = leading_point(text, at).unwrap_or(value);
    }
    Some(measured(text, value, table).unwrap_or(value))
}

/// A number as its numerals have it.
fn plain(read: Numeral, start: usize) -> Value {
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

/// 近萬: 萬 alone behind a word that bounds it.
fn bare_group(text: &str, at: usize, power: u8, table: &Table) -> Option<Value> {
    let end = at + char_at(text, at)?.len_utf8();
    let bounded = table.ends_with(&text[..at], Role::Bare);
    let goes_on = char_at(text, end).and_then(|c| table.sign(c));
    if !bounded || matches!(goes_on, Some(Sign::Group(_))) {
        return None;
    }
    Some(Value {
        start: at,
        end,
        pair: Pair::of(Decimal::from(1).checked_shift(power)),
        exactness: Exactness::Exact,
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

/// The share that a number is with what stands behind it: 30%, 三成半, 七折.
fn share(text: &str, value: Value, table: &Table) -> Option<Value> {
    let at = behind_space(text, value.end);
    let sign = char_at(text, at)?;
    let end = at + sign.len_utf8();
    let make = |pair: Pair, end: usize, form: Form| Some(Value { pair, end, form, scale: 0, ..value });
    match sign {
        '%' | '％' | '﹪' => make(value.pair, end, Form::Percent),
        '‰' => make(value.pair.map(|d| d.checked_div(Decimal::from(1000))), end, Form::Fraction),
        '成' | '折' if table.opens_with(&text[at..], Role::Become).is_none() => {
            let low = value.pair.low?;
            let ten = Decimal::from(10);
            let discount = sign == '折';
            // 十折 is no discount, 十成 is all.
            let fits = if discount { low < Decimal::from(100) && low != ten } else { low <= ten };
            if !fits || matches!(value.form, Form::Bare | Form::Mixed) {
                return None;
            }
            // 七折 and 七五折 are both of a hundred.
            let wide = discount && low >= ten;
            let pair = if value.form == Form::Half && discount {
                value.pair.map(|d| d.checked_shift(2))
            } else {
                value.pair.map(|d| d.checked_shift(if wide { 0 } else { 1 }))
            };
            let form = if discount { Form::Discount } else { Form::Tenths };
            let (more, end) = if discount { (None, end) } else { odd_tenths(text, end, table) };
            let pair = pair.map(|d| more.map_or(Some(d), |m| d.checked_add(m)));
            make(pair, end, form)
        }
        _ => None,
    }
}

/// What stands behind 成: 半 or a digit, in hundredths, and the byte behind it.
fn odd_tenths(text: &str, end: usize, table: &Table) -> (Option<Decimal>, usize) {
    let at = behind_space(text, end);
    let Some(c) = char_at(text, at) else { return (None, end) };
    let behind = at + c.len_utf8();
    let last = char_at(text, behind).is_none_or(|c| table.sign(c).is_none());
    match table.sign(c) {
        Some(Sign::Half) if table.opens_with(&text[at..], Role::Word).is_none() => {
            (Some(Decimal::from(5)), behind)
        }
        // 七成六, but not 三成一些.
        Some(Sign::Digit(d @ 2..)) if last && table.opens_with(&text[at..], Role::Word).is_none() => {
            let counted = char_at(text, behind).is_some_and(crate::is_han);
            if counted { (None, end) } else { (Some(Decimal::from(u32::from(d))), behind) }
        }
        _ => (None, end),
    }
}

/// A fraction at byte `at`: 三分之一, 百分之三十, 一又三分之二, 1/3, 1 1/3.
fn fraction(text: &str, at: usize, table: &Table) -> Option<Value> {
    let first = bare_or(text, at, table)?;
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
fn bare_or(text: &str, at: usize, table: &Table) -> Option<Numeral> {
    let c = char_at(text, at)?;
    if let Some(Sign::Group(power)) = table.sign(c) {
        let mut end = at + c.len_utf8();
        let mut value = Decimal::from(1).checked_shift(power);
        while let Some(c) = char_at(text, end)
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

/// 三、四艘, 兩、三百: two digits of which one follows the other in counting, and no list of more.
fn neighbours(text: &str, first: Value, table: &Table) -> Option<Value> {
    let digit = |at: usize| match char_at(text, at).and_then(|c| table.sign(c)) {
        Some(Sign::Digit(d) | Sign::Count(d)) if d > 0 => Some(d),
        _ => None,
    };
    let low = digit(first.start)?;
    let alone = first.form == Form::Numerals && text[first.start..first.end].chars().count() == 1;
    let listed = matches!(char_before(text, first.start), Some('、' | '第'));
    let at = first.end + '、'.len_utf8();
    if !alone || listed || digit(at)? != low + 1 || table.opens_with(&text[at..], Role::Word).is_some() {
        return None;
    }
    let second = unsigned(text, at, table)?;
    let led = char_at(text, at)?.len_utf8();
    // 三、四百, but not 三、四百五十.
    let round = second.pair.high == Decimal::from(u32::from(low) + 1).checked_shift(second.scale);
    let counts = char_at(text, second.end).is_some_and(crate::is_han);
    if !round || !counts || second.exactness != Exactness::Exact || second.inside.is_some() {
        return None;
    }
    let least =
        first.pair.low.and_then(|v| v.checked_shift(if second.end > at + led { second.scale } else { 0 }));
    Some(Value {
        start: first.start,
        pair: Pair { low: least, high: second.pair.high },
        exactness: Exactness::Range,
        ..second
    })
}

/// The range that a number opens: 三至五, 3-5, 3～5萬, 5%至10%.
fn range(text: &str, first: Value, table: &Table) -> Option<Value> {
    if first.exactness != Exactness::Exact || first.inside.is_some() || first.form == Form::Half {
        return None;
    }
    let mut at = behind_space(text, first.end);
    let mark = char_at(text, at)?;
    let spoken = match mark {
        '至' | '到' => true,
        '-' | '–' | '—' | '─' | '－' | '~' | '～' | '〜' => false,
        '、' => return neighbours(text, first, table),
        _ => return None,
    };
    at += mark.len_utf8();
    if matches!(mark, '—' | '─') && char_at(text, at) == Some(mark) {
        at += mark.len_utf8();
    }
    at = behind_space(text, at);
    let c = char_at(text, at)?;
    let opens =
        arabic_digit(c).is_some() || table.sign(c).is_some_and(|s| !matches!(s, Sign::Half | Sign::Few));
    if !opens || (table.opens_with(&text[at..], Role::Word).is_some() && spoken) {
        return None;
    }
    let second = unsigned(text, at, table)?;
    let dash_between_numerals =
        !spoken && first.form != Form::Digits && second.form != Form::Digits && first.form != second.form;
    // 百分之五至十: the second is of a hundred too.
    let said =
        first.form == Form::Percent && char_before(text, first.end).is_some_and(|c| !"%％﹪".contains(c));
    let second =
        if said && !second.form.is_share() { Value { form: Form::Percent, ..second } } else { second };
    let shares = second.form.is_share() || !first.form.is_share();
    let exact = second.exactness == Exactness::Exact && second.inside.is_none() && second.form != Form::Half;
    if dash_between_numerals || !shares || !exact || (first.form.is_share() && first.form != second.form) {
        return None;
    }
    let low = match (first.pair.low, second.pair.high) {
        // 3～5萬: the unit is of both, when the first has none and is no more than what stands before it.
        (Some(low), Some(high)) if second.scale > first.scale && second.form != Form::Bare => {
            let lifted = low.checked_shift(second.scale);
            lifted.filter(|&l| l <= high).or(Some(low))
        }
        (Some(low), _) if second.form == Form::Tenths && !first.form.is_share() => low.checked_shift(1),
        (low, _) => low,
    };
    Some(Value {
        start: first.start,
        pair: Pair { low, high: second.pair.high },
        exactness: Exactness::Range,
        misgrouped: first.misgrouped || second.misgrouped,
        ..second
    })
}
