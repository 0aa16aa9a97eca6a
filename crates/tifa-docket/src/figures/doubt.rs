//! Prints that cannot be right. They are flagged and stay as they are.

use super::counts::Counted;
use super::table::{Measure, Role, table};
use crate::entry::{Bound, Doubt};
use tifa_record::Page;

/// What makes a figure doubtful, if anything does.
pub(super) fn doubt(page: &Page<'_>, c: &Counted) -> Option<Doubt> {
    if c.misgrouped {
        return Some(Doubt::Grouping);
    }
    if c.bound == Bound::Range && c.upper.is_some_and(|upper| upper < c.value) {
        return Some(Doubt::Backwards);
    }
    two_measures(page, c).then_some(Doubt::TwoMeasures)
}

/// Whether another classifier of things follows the classifier of things: 多隻雙口罩.
fn two_measures(page: &Page<'_>, c: &Counted) -> bool {
    let table = table();
    let text = page.level.as_str();
    let Some(rest) = text.get(c.measure.end as usize..) else { return false };
    let first = table.measure(c.measure.of(text)).map(|(m, _)| m);
    let Some((Measure::Piece, len)) = table.measure(rest) else { return false };
    // What follows is counted: a noun, no mark. 隻雙 before 邊 is a word of its own.
    let noun = rest[len..].starts_with(tifa_text::is_han) && table.role(rest, Role::Noun).is_none();
    first == Some(Measure::Piece) && noun && rest[..len].chars().count() == 1
}
