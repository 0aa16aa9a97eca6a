//! Shares: 30%, 三成半, 七五折.

use super::digits::char_at;
use super::numeral::{Pair, behind_space};
use super::scan::Value;
use super::table::{Role, Sign, Table};
use super::{Decimal, Form};

/// The share that a number is with what stands behind it: 30%, 三成半, 七折.
pub(super) fn share(text: &str, value: Value, table: &Table) -> Option<Value> {
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
