//! Ranges: 三至五, 3～5萬, 三、四艘.

use super::digits::{char_at, char_before};
use super::numeral::{Pair, behind_space};
use super::scan::{Value, unsigned};
use super::table::{Role, Sign, Table, arabic_digit};
use super::{Decimal, Exactness, Form};

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
pub(super) fn range(text: &str, first: Value, table: &Table) -> Option<Value> {
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
