//! Two texts beside each other on a terminal.

use crate::layout::{plain, width, wrap};
use crate::output::Look;
use anstyle::Style;
use std::io::{self, Write};

/// Columns of the sign between the texts, with a space on each side.
const MIDDLE: usize = 3;

/// Text in runs of one style each.
#[derive(Debug, Clone, Default)]
pub struct Styled {
    text: String,
    /// Where each run ends, and its style.
    runs: Vec<(usize, Style)>,
}

impl Styled {
    /// Adds a run; control characters become spaces.
    pub fn push(&mut self, text: &str, style: Style) {
        self.text.push_str(&plain(text));
        self.runs.push((self.text.len(), style));
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The lines of at most `columns`: painted, and how wide each is.
    fn lines(&self, columns: usize, look: Look) -> Vec<(String, usize)> {
        if self.is_empty() {
            return Vec::new();
        }
        let line = |range: std::ops::Range<usize>| {
            let mut painted = String::new();
            let mut start = range.start;
            for &(end, style) in &self.runs {
                let end = end.min(range.end);
                if end > start {
                    painted.push_str(&look.paint(style, &self.text[start..end]));
                    start = end;
                }
            }
            (painted, width(&self.text[range]))
        };
        wrap(&self.text, columns).into_iter().map(line).collect()
    }
}

/// Writes `left` and `right` beside each other with `sign` between their first lines.
///
/// # Errors
/// When `out` cannot be written.
pub fn beside(
    out: &mut dyn Write,
    look: Look,
    left: &Styled,
    (sign, style): (&str, Style),
    right: &Styled,
) -> io::Result<()> {
    let columns = look.columns.saturating_sub(MIDDLE) / 2;
    let (left, right) = (left.lines(columns, look), right.lines(columns, look));
    for i in 0..left.len().max(right.len()).max(1) {
        let (painted, wide) = left.get(i).map_or(("", 0), |l| (l.0.as_str(), l.1));
        let pad = " ".repeat(columns.saturating_sub(wide));
        let sign = if i == 0 { look.paint(style, sign) } else { " ".to_owned() };
        let other = right.get(i).map_or("", |l| l.0.as_str());
        let line = format!("{painted}{pad} {sign} {other}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::styles;

    #[test]
    fn chinese_is_aligned() {
        let look = Look { colour: false, columns: 23 };
        let styled = |text: &str| {
            let mut out = Styled::default();
            out.push(text, styles::NONE);
            out
        };
        let check = |left: &str, right: &str, expect: &str| {
            let mut out = Vec::new();
            beside(&mut out, look, &styled(left), ("≠", styles::NONE), &styled(right)).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expect, "{left} / {right}");
        };
        check("河谷", "河谷兩岸", "河谷       ≠ 河谷兩岸\n");
        check("河谷兩岸開通", "abc", "河谷兩岸開 ≠ abc\n通\n");
        check("", "河谷", "           ≠ 河谷\n");
        check("河谷", "", "河谷       ≠\n");
    }
}
