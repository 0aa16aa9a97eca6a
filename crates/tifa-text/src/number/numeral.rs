//! Numbers written in numerals, or in numerals and digits: 四百五十, 4萬5千, 1.2萬億, 二十幾萬.
//!
//! A number is a row of digits, units (十, 百, 千) and groups (萬, 億). Units fall within a group and groups within the number,
//! but for 億 behind 萬, which multiplies all before it (四千萬億). What breaks that order ends the number at the last place
//! where it was whole. 三四十 is carried as two values, the least and the largest.

mod close;

use super::decimal::Decimal;
use super::digits::{self, char_at};
use super::table::{Role, Sign, Table, arabic_digit};

/// What a number says of its own exactness.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    Exact,
    Over,
    Around,
}

/// Least and largest value; none when it does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) low: Option<Decimal>,
    pub(super) high: Option<Decimal>,
}

impl Pair {
    pub(super) const ZERO: Self = Self { low: Some(Decimal::ZERO), high: Some(Decimal::ZERO) };

    pub(super) fn of(value: Option<Decimal>) -> Self {
        Self { low: value, high: value }
    }

    /// Both changed by `f`.
    pub(super) fn map(self, f: impl Fn(Decimal) -> Option<Decimal>) -> Self {
        Self { low: self.low.and_then(&f), high: self.high.and_then(&f) }
    }

    fn plus(self, other: Self) -> Self {
        let add = |a: Option<Decimal>, b: Option<Decimal>| a?.checked_add(b?);
        Self { low: add(self.low, other.low), high: add(self.high, other.high) }
    }

    fn shift(self, power: u8) -> Self {
        self.map(|d| d.checked_shift(power))
    }
}

/// A number as far as its numerals go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Byte behind it.
    pub(super) end: usize,
    pub(super) value: Pair,
    pub(super) tail: Tail,
    /// Digits 0 to 9 are in it.
    pub(super) has_digits: bool,
    /// Numerals are in it.
    pub(super) has_numerals: bool,
    /// A unit or group is in it.
    pub(super) has_unit: bool,
    /// Two digits or more, digit by digit, with no unit.
    pub(super) is_row: bool,
    /// A unit without a digit before it: 百, 千.
    pub(super) is_bare: bool,
    /// Its last unit or group, and what stands in front of that, for ranges that share it (3～5萬).
    pub(super) scale: u8,
    /// Its digits are grouped as no number is.
    pub(super) misgrouped: bool,
}

impl Numeral {
    /// Nothing read.
    pub(super) const NONE: Self = Self {
        end: 0,
        value: Pair::ZERO,
        tail: Tail::Exact,
        has_digits: false,
        has_numerals: false,
        has_unit: false,
        is_row: false,
        is_bare: false,
        scale: 0,
        misgrouped: false,
    };
}

/// What waits for its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Atom {
    value: Pair,
    /// Digits it has.
    count: usize,
    arabic: bool,
    formal: bool,
    few: bool,
}

/// A number while it is read.
struct Reading<'t> {
    text: &'t str,
    table: &'t Table,
    /// Groups that are closed, the least last: power of ten and value.
    groups: Vec<(u8, Pair)>,
    /// What stands behind the last group.
    section: Pair,
    /// The last unit behind the last group.
    unit: Option<u8>,
    pending: Option<Atom>,
    zero: bool,
    /// Whether the last unit or group had digits 0 to 9 in front.
    arabic_unit: bool,
    /// The power of ten of the group that was the last sign: one as great may follow at once (萬億).
    at_group: Option<u8>,
    /// A number must stand here.
    expected: bool,
    state: Numeral,
}

/// Byte behind white space at byte `at`: some files have it inside numbers.
pub(super) fn behind_space(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    text.len() - rest.trim_start_matches([' ', '\u{3000}', '\u{a0}']).len()
}

/// The number at byte `start`, which has no sign before it and is no fraction.
pub(super) fn read(text: &str, start: usize, table: &Table) -> Option<Numeral> {
    read_as(text, start, table, false)
}

/// The number at byte `start`, where one must stand: 陸 alone is one there.
pub(super) fn read_expected(text: &str, start: usize, table: &Table) -> Option<Numeral> {
    read_as(text, start, table, true)
}

fn read_as(text: &str, start: usize, table: &Table, expected: bool) -> Option<Numeral> {
    let state = Numeral { end: start, ..Numeral::NONE };
    let mut reading = Reading {
        text,
        table,
        groups: Vec::new(),
        section: Pair::ZERO,
        unit: None,
        pending: None,
        zero: false,
        arabic_unit: false,
        at_group: None,
        expected,
        state,
    };
    let mut at = start;
    while let Some(next) = reading.step(at, at == start) {
        at = next;
    }
    reading.close(at);
    let whole = reading.state;
    (whole.end > start).then_some(whole)
}

impl Reading<'_> {
    /// Takes the sign at byte `at`, with white space before it: the byte behind, or none when the number does not go on.
    fn step(&mut self, at: usize, first: bool) -> Option<usize> {
        let start = behind_space(self.text, at);
        let spaced = start > at;
        let c = char_at(self.text, start)?;
        if arabic_digit(c).is_some() {
            if self.pending.is_some() || spaced && !self.state.has_unit {
                return None;
            }
            return self.digits(start);
        }
        let next = start + c.len_utf8();
        let sign = self.table.sign(c)?;
        // 五百一直: a word begins. Units are sooner the number's own (五千里) than a word's.
        let unit = matches!(sign, Sign::Unit(_) | Sign::FormalUnit(_) | Sign::Group(_));
        if !first && !unit && self.table.opens_with(&self.text[start..], Role::Word).is_some() {
            return None;
        }
        // 三百千瓦: the 千 is the measure word's.
        if !first && unit && self.table.opens_with(&self.text[start..], Role::Measure).is_some() {
            return None;
        }
        match sign {
            Sign::Digit(_) | Sign::Count(_) | Sign::Formal(_) => {
                if self.pending.is_some() || spaced && !self.has_any() {
                    return None;
                }
                Some(self.row(start))
            }
            Sign::Few => {
                let behind = char_at(self.text, next).and_then(|c| self.table.sign(c));
                let counts = matches!(behind, Some(Sign::Unit(_) | Sign::Group(_))) || c == '几' || c == '幾';
                let fits = self.pending.is_none() && counts && (self.unit == Some(1) || self.zero || first);
                if !fits {
                    return None;
                }
                let value = if first { Pair::of(Some(1.into())) } else { Pair::ZERO };
                self.pending = Some(Atom { value, count: 1, arabic: false, formal: false, few: true });
                Some(next)
            }
            Sign::Tens(tens) => {
                if self.pending.is_some() || self.unit == Some(1) {
                    return None;
                }
                self.unit_of(1, Pair::of(Some(u32::from(tens).into())), next)
            }
            Sign::Unit(power) => self.unit(power, next, first, false),
            Sign::FormalUnit(power) => self.unit(power, next, first, true),
            Sign::Group(power) => self.group(power, next),
            Sign::More => self.more(next, Tail::Over),
            Sign::Odd if self.unit.is_some_and(|u| u <= 2) && self.pending.is_none() => {
                // 十來個, but 幾百來自 is 百 and 來自.
                self.table.opens_with(&self.text[next..], Role::Inside)?;
                self.more(next, Tail::Around)
            }
            Sign::Odd | Sign::Half | Sign::Point | Sign::Minus => None,
        }
    }

    /// Whether anything has been read.
    fn has_any(&self) -> bool {
        self.state.has_unit || self.pending.is_some()
    }

    /// A number in digits.
    fn digits(&mut self, start: usize) -> Option<usize> {
        let digits = digits::read(self.text, start)?;
        self.state.misgrouped |= digits.misgrouped;
        let value = Pair::of(digits.value);
        self.pending = Some(Atom { value, count: digits.count, arabic: true, formal: false, few: false });
        self.at_group = None;
        Some(digits.end)
    }

    /// Numerals in a row: one digit, two of which the second follows the first in counting, or a row.
    fn row(&mut self, start: usize) -> usize {
        let mut end = start;
        let (mut count, mut first, mut last) = (0usize, 0u8, 0u8);
        let (mut counted, mut formal) = (false, false);
        let mut value = Some(0i128);
        for (i, c) in self.text[start..].char_indices() {
            let (digit, counts, is_formal) = match self.table.sign(c) {
                Some(Sign::Digit(d)) => (d, false, false),
                Some(Sign::Count(d)) => (d, true, false),
                Some(Sign::Formal(d)) => (d, false, true),
                _ => break,
            };
            // 兩 opens no row but 兩三, and ends none but 一兩; the common characters of cheques stand alone.
            let follows = count == 1 && digit == last.saturating_add(1);
            let goes_on = i == 0 || !is_formal && !formal && (!counts && !counted || follows);
            // A word that begins inside ends the number before it.
            if !goes_on || i > 0 && self.table.opens_with(&self.text[start + i..], Role::Word).is_some() {
                break;
            }
            if i == 0 {
                (first, counted, formal) = (digit, counts, is_formal);
            }
            value = value.and_then(|v| v.checked_mul(10)?.checked_add(digit.into()));
            (count, last) = (count + 1, digit);
            end = start + i + c.len_utf8();
        }
        // 一百零五: nought fills a place and is no digit.
        if first == 0 && (self.state.has_unit || count == 1 && self.opens_unit(end)) {
            self.zero = true;
            (count, first) = match count {
                1 => return end,
                2 => (1, last),
                n => (n - 1, 0),
            };
        }
        let pair = count == 2 && first > 0 && last == first + 1;
        let value = if pair {
            Pair { low: Some(u32::from(first).into()), high: Some(u32::from(last).into()) }
        } else {
            Pair::of(value.map(|v| Decimal::new(v, 0)))
        };
        let count = if pair { 1 } else { count };
        self.pending = Some(Atom { value, count, arabic: false, formal, few: false });
        self.at_group = None;
        end
    }

    /// Whether a unit stands at byte `at`, behind white space or not.
    fn opens_unit(&self, at: usize) -> bool {
        let c = char_at(self.text, behind_space(self.text, at));
        matches!(c.and_then(|c| self.table.sign(c)), Some(Sign::Unit(_) | Sign::FormalUnit(_)))
    }

    fn unit(&mut self, power: u8, next: usize, first: bool, formal: bool) -> Option<usize> {
        if self.unit.is_some_and(|u| u <= power) {
            return None;
        }
        let value = match self.pending.take() {
            Some(atom) if atom.arabic || atom.count == 1 => {
                self.state.has_digits |= atom.arabic;
                self.arabic_unit = atom.arabic;
                if atom.few {
                    self.state.tail = Tail::Over;
                }
                atom.value
            }
            Some(atom) => {
                self.pending = Some(atom);
                return None;
            }
            // 十 needs no digit before it; 百 and 千 need none when nothing stands before them.
            None if first || self.zero => {
                self.state.is_bare = first && power > 1;
                if formal && !self.goes_on_behind(next) {
                    return None;
                }
                Pair::of(Some(1.into()))
            }
            None => return None,
        };
        self.unit_of(power, value, next)
    }

    /// Whether a digit or a group stands at byte `at`: 拾 alone is a verb.
    fn goes_on_behind(&self, at: usize) -> bool {
        let sign = char_at(self.text, at).and_then(|c| self.table.sign(c));
        matches!(sign, Some(Sign::Digit(_) | Sign::Formal(_) | Sign::Group(_)))
    }

    fn unit_of(&mut self, power: u8, value: Pair, next: usize) -> Option<usize> {
        self.section = self.section.plus(value.shift(power));
        self.unit = Some(power);
        (self.zero, self.at_group) = (false, None);
        self.state.has_unit = true;
        self.state.has_numerals = true;
        self.state.scale = power;
        self.mark(next);
        Some(next)
    }

    fn group(&mut self, power: u8, next: usize) -> Option<usize> {
        let atom = self.pending;
        if atom.is_some_and(|a| !a.arabic && a.count > 1) {
            return None;
        }
        let bare = atom.is_none() && self.section == Pair::ZERO;
        if bare && self.at_group.is_none_or(|last| last > power) {
            return None;
        }
        // 四千萬億: all of lesser groups is counted in the greater one. Lesser groups follow greater ones, else the number
        // has ended before what was last read.
        let keep = if bare {
            self.groups.len().saturating_sub(1)
        } else {
            self.groups.partition_point(|g| g.0 >= power)
        };
        if !bare && self.groups.get(..keep).and_then(<[_]>::last).is_some_and(|g| g.0 <= power) {
            return None;
        }
        if let Some(atom) = self.pending.take() {
            if atom.few {
                self.state.tail = Tail::Over;
            }
            self.section = self.section.plus(atom.value);
            self.state.has_digits |= atom.arabic;
            self.arabic_unit = atom.arabic;
        }
        let mut value = self.section;
        let mut above = 0;
        for (lesser, v) in self.groups.drain(keep..) {
            value = value.plus(v);
            above = if bare { lesser } else { 0 };
        }
        self.groups.push((power.saturating_add(above), value.shift(power)));
        (self.section, self.unit, self.zero, self.at_group) = (Pair::ZERO, None, false, Some(power));
        self.state.has_unit = true;
        self.state.has_numerals = true;
        self.state.scale = self.groups.last().map_or(power, |g| g.0);
        self.mark(next);
        Some(next)
    }

    fn more(&mut self, next: usize, tail: Tail) -> Option<usize> {
        if self.state.tail == Tail::Around
            || self.zero
            || (self.state.tail == Tail::Over && self.pending.is_some())
        {
            return None;
        }
        if let Some(atom) = self.pending {
            // 120多; 三多 is no number.
            let ten = Decimal::from(10);
            if !atom.arabic || atom.value.low.is_some_and(|v| v < ten) {
                return None;
            }
            self.pending = None;
            self.state.has_digits = true;
            self.arabic_unit = true;
            self.section = self.section.plus(atom.value);
        } else if !self.state.has_unit {
            return None;
        }
        self.state.tail = tail;
        self.mark(next);
        Some(next)
    }

    /// All that has been read is a number that ends at byte `end`.
    fn mark(&mut self, end: usize) {
        self.state.end = end;
        self.state.value = self.groups.iter().fold(self.section, |sum, g| sum.plus(g.1));
    }
}
