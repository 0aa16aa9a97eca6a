//! Calendar days in Chinese text: 2020年7月9日, 二〇二〇年七月九日, 7月9日, 24日.

use crate::range::ByteRange;

/// A calendar expression as it stands, resolved as far as it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayExpression {
    /// Where it stands.
    pub range: ByteRange,
    /// Year, when it is said.
    pub year: Option<i16>,
    /// Month, when it is said.
    pub month: Option<i8>,
    /// Day of the month, when it is said.
    pub day: Option<i8>,
}

/// The calendar expressions of `text`, in order.
pub fn day_expressions(text: &str) -> Vec<DayExpression> {
    let _ = text;
    Vec::new()
}
