//! The tables of measure words, bounds, and words around numbers, read once.

use crate::entry::Bound;
use std::sync::LazyLock;
use tifa_record::level;
use tifa_text::Forms;

/// What stands behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    /// 年: a stretch of time.
    Time,
    /// 分鐘: a part of the one before it in a row.
    Clock,
    /// 公里.
    Unit,
    /// 美元.
    Currency,
    /// 次, 倍.
    Times,
    /// 隻: of things of one kind.
    Piece,
    /// 個: any other classifier.
    General,
    /// 縣市: counted without a classifier.
    Counted,
    /// 人.
    Person,
    /// 國.
    Party,
    /// 屆.
    Turn,
    /// 點.
    Point,
    /// 歲, 周年, 月: which, not how many.
    None,
}

/// What a word around a number does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A name holds the number.
    Name,
    /// The number tells which.
    Ordinal,
    /// Points follow.
    Announce,
    /// One of it is an article.
    Article,
    /// Two of it in time are the last few.
    Recent,
    /// May stand between a bound and the number.
    Filler,
    /// Opens like a classifier and is none.
    Noun,
    /// Ends what is counted.
    Stop,
    /// Ends like a bound and is none.
    Unbound,
    /// 兩位 in front of it means those that were named.
    Definite,
    /// Tells no quantity without its bearer.
    Attribute,
    /// Money in front of the number.
    Prefix,
}

/// How many roles there are.
const ROLES: usize = Role::Prefix as usize + 1;

/// All three tables.
#[derive(Debug, Default)]
pub(super) struct Table {
    measures: Forms<Measure>,
    before: Forms<Bound>,
    after: Forms<Bound>,
    /// By role: a small table is soon asked.
    words: [Forms<()>; ROLES],
}

/// The tables.
pub(super) fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(Table::read);
    &TABLE
}

const MEASURES: &str = include_str!("../../tables/measures.tsv");
const BOUNDS: &str = include_str!("../../tables/bounds.tsv");
const WORDS: &str = include_str!("../../tables/figure_words.tsv");

/// Characters of the longest word that is looked for backwards.
const LONGEST: usize = 6;

impl Table {
    fn read() -> Self {
        let mut table = Self::default();
        for [forms, class, _] in rows(MEASURES) {
            let Some(measure) = measure(class) else { continue };
            forms.split(' ').for_each(|f| table.measures.add(level(f), measure));
        }
        for [forms, class, place, _] in rows(BOUNDS) {
            let Some(bound) = bound(class) else { continue };
            let side = if place == "before" { &mut table.before } else { &mut table.after };
            forms.split(' ').for_each(|f| side.add(level(f), bound));
        }
        for [forms, class, _] in rows(WORDS) {
            let Some(role) = role(class) else { continue };
            forms.split(' ').for_each(|f| table.words[role as usize].add(level(f), ()));
        }
        table
    }

    /// The measure that opens `rest`, the longest that is one, and its bytes. A word that only opens like a classifier
    /// (發展, 人民) is none.
    pub(super) fn measure(&self, rest: &str) -> Option<(Measure, usize)> {
        let noun = self.role(rest, Role::Noun).unwrap_or(0);
        self.measures
            .at(rest)
            .map(|(&m, len)| (m, len))
            .find(|&(m, len)| len >= noun || m == Measure::General)
            .filter(|&(_, len)| {
                !rest[..len].is_ascii() || !rest[len..].starts_with(|c: char| c.is_ascii_alphanumeric())
            })
    }

    /// The bound that opens `rest`, and its bytes.
    pub(super) fn bound_after(&self, rest: &str) -> Option<(Bound, usize)> {
        self.after.at(rest).next().map(|(&b, len)| (b, len))
    }

    /// The bound or word of weight that stands in front of numbers (僅, 共) and opens `rest`, and its bytes.
    pub(super) fn bound_opening(&self, rest: &str) -> Option<(Bound, usize)> {
        self.before.at(rest).next().map(|(&b, len)| (b, len))
    }

    /// The longest bound that `before` ends with, and its bytes.
    pub(super) fn bound_before(&self, before: &str) -> Option<(Bound, usize)> {
        let found = longest_before(&self.before, before).map(|(&b, len)| (b, len))?;
        // 附近, 條約: the word ends like a bound.
        (self.role_before(before, Role::Unbound).unwrap_or(0) <= found.1).then_some(found)
    }

    /// Bytes of the longest word of `role` that opens `rest`.
    pub(super) fn role(&self, rest: &str, role: Role) -> Option<usize> {
        self.words[role as usize].at(rest).next().map(|(_, len)| len)
    }

    /// Bytes of the longest word of `role` that `before` ends with.
    pub(super) fn role_before(&self, before: &str, role: Role) -> Option<usize> {
        longest_before(&self.words[role as usize], before).map(|(_, len)| len)
    }

    /// Whether a name that holds byte `at` of `text` begins there or a few characters before.
    pub(super) fn in_name(&self, text: &str, at: usize) -> bool {
        let Some(before) = text.get(..at) else { return false };
        let starts = before.char_indices().rev().take(LONGEST).map(|(i, _)| i);
        std::iter::once(at)
            .chain(starts)
            .any(|i| self.role(&text[i..], Role::Name).is_some_and(|len| i + len > at))
    }
}

/// The longest form that `before` ends with, its meaning and its bytes.
fn longest_before<'f, T>(forms: &'f Forms<T>, before: &str) -> Option<(&'f T, usize)> {
    let starts = before.char_indices().rev().take(LONGEST).map(|(i, _)| i);
    starts.filter_map(|i| forms.at(&before[i..]).find(|&(_, len)| i + len == before.len())).last()
}

/// The columns of every row.
fn rows<const N: usize>(table: &str) -> impl Iterator<Item = [&str; N]> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).filter_map(|line| {
        let mut columns = line.split('\t');
        let mut row = [""; N];
        for slot in &mut row {
            *slot = columns.next()?;
        }
        Some(row)
    })
}

fn measure(class: &str) -> Option<Measure> {
    Some(match class {
        "time" => Measure::Time,
        "clock" => Measure::Clock,
        "unit" => Measure::Unit,
        "currency" => Measure::Currency,
        "times" => Measure::Times,
        "piece" => Measure::Piece,
        "general" => Measure::General,
        "counted" => Measure::Counted,
        "person" => Measure::Person,
        "party" => Measure::Party,
        "turn" => Measure::Turn,
        "point" => Measure::Point,
        "none" => Measure::None,
        _ => return None,
    })
}

fn bound(class: &str) -> Option<Bound> {
    Some(match class {
        "more" => Bound::MoreThan,
        "less" => Bound::LessThan,
        "about" => Bound::About,
        "exact" => Bound::Exact,
        _ => return None,
    })
}

fn role(class: &str) -> Option<Role> {
    Some(match class {
        "name" => Role::Name,
        "ordinal" => Role::Ordinal,
        "announce" => Role::Announce,
        "article" => Role::Article,
        "recent" => Role::Recent,
        "filler" => Role::Filler,
        "noun" => Role::Noun,
        "stop" => Role::Stop,
        "unbound" => Role::Unbound,
        "definite" => Role::Definite,
        "attribute" => Role::Attribute,
        "prefix" => Role::Prefix,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let lines = |table: &'static str| table.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        for line in lines(MEASURES) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 3 && measure(columns[1]).is_some(), "{line}");
        }
        for line in lines(BOUNDS) {
            let columns: Vec<&str> = line.split('\t').collect();
            let placed = ["before", "after"].contains(&columns[2]);
            assert!(columns.len() == 4 && bound(columns[1]).is_some() && placed, "{line}");
        }
        for line in lines(WORDS) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert!(columns.len() == 3 && role(columns[1]).is_some(), "{line}");
        }
    }
}
