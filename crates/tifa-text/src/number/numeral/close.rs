//! The end of a number: what waits there, and decimals behind 點.

use super::{Pair, Reading, Tail, behind_space};
use crate::number::decimal::Decimal;
use crate::number::digits::char_at;
use crate::number::table::Sign;

impl Reading<'_> {
    /// Adds what waits at the end, where that is how numbers are said, and decimals behind 點.
    pub(super) fn close(&mut self, at: usize) {
        let Some(atom) = self.pending.take() else {
            return self.point(at);
        };
        // 三萬五萬: what stood before its own unit is not of this number.
        let next = char_at(self.text, behind_space(self.text, at)).and_then(|c| self.table.sign(c));
        let torn = matches!(next, Some(Sign::Unit(_) | Sign::FormalUnit(_) | Sign::Group(_)));
        if torn && self.state.has_unit {
            return;
        }
        if !self.state.has_unit {
            // 几 alone counts nothing.
            if atom.few || (atom.formal && !self.expected && !self.opens_point(at)) {
                return;
            }
            self.section = atom.value;
            self.state.is_row = !atom.arabic && atom.count > 1;
            self.state.has_digits = atom.arabic;
            self.state.has_numerals = !atom.arabic;
            self.mark(at);
            return self.point(at);
        }
        if self.state.tail != Tail::Exact {
            return;
        }
        let last = self.unit.or_else(|| self.groups.last().map(|g| g.0));
        let Some(last) = last else { return };
        let added = if atom.few {
            (last == 1 || self.zero).then_some(Pair::ZERO)
        } else if atom.arabic {
            // 3萬4000, 1千零20; but 100萬3名 ends at 萬.
            let ceiling = Decimal::from(1).checked_shift(last);
            let fits = atom.value.high.zip(ceiling).is_some_and(|(v, c)| v < c);
            (fits && (self.zero || atom.count > 1)).then_some(atom.value)
        } else if self.arabic_unit || atom.count > 1 {
            None
        } else if self.zero || last == 1 {
            Some(atom.value)
        } else {
            // 兩千四百五, 一萬三: of the next lower unit.
            Some(atom.value.shift(last - 1))
        };
        let Some(added) = added else { return };
        self.state.has_digits |= atom.arabic;
        if atom.few {
            self.state.tail = Tail::Over;
        }
        self.section = self.section.plus(added);
        self.mark(at);
        self.point(at);
    }

    /// Whether 點 and a digit stand at byte `at`.
    fn opens_point(&self, at: usize) -> bool {
        self.behind_point(at).is_some()
    }

    /// The digits behind a 點 that stands at byte `at`: byte behind them, and they.
    fn behind_point(&self, at: usize) -> Option<(usize, String)> {
        let point = behind_space(self.text, at);
        let c = char_at(self.text, point).filter(|&c| self.table.sign(c) == Some(Sign::Point))?;
        let start = behind_space(self.text, point + c.len_utf8());
        let mut end = start;
        let mut digits = String::from("0.");
        for (i, c) in self.text[start..].char_indices() {
            let Some(Sign::Digit(d) | Sign::Formal(d)) = self.table.sign(c) else { break };
            digits.push(char::from(b'0' + d));
            end = start + i + c.len_utf8();
        }
        // 三點五十分 is a time.
        (digits.len() > 2 && !self.opens_unit(end)).then_some((end, digits))
    }

    /// Decimals behind 點, and the groups that count all of it: 三點五億.
    fn point(&mut self, at: usize) {
        let clean = self.state.end == at && !self.state.has_digits && self.state.tail == Tail::Exact;
        let Some((end, digits)) = self.behind_point(at).filter(|_| clean && !self.state.is_row) else {
            return;
        };
        self.state.value = self.state.value.plus(Pair::of(Decimal::of_digits(&digits)));
        self.state.end = end;
        self.state.is_bare = false;
        loop {
            let next = behind_space(self.text, self.state.end);
            let Some(c) = char_at(self.text, next) else { return };
            let Some(Sign::Group(power)) = self.table.sign(c) else { return };
            self.state.value = self.state.value.shift(power);
            self.state.scale = self.state.scale.saturating_add(power);
            self.state.has_unit = true;
            self.state.end = next + c.len_utf8();
        }
    }
}
