//! Tables for a terminal: columns aligned by display width, no lines drawn.
//!
//! The first rows are held back to see how wide the columns must be; the rest is written as it comes, so a table of a
//! million rows takes the memory of one of five hundred.

use crate::layout::{cut_end, cut_start, plain, width};
use crate::output::{Look, styles};
use anstyle::Style;
use std::io::{self, Write};

/// Rows looked at before the widths are settled.
const HELD: usize = 500;

/// Columns between columns.
const GAP: usize = 2;

/// The least a stretching column gets, however narrow the terminal.
const LEAST: usize = 8;

/// How a column takes its width and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// As wide as its widest cell, up to this many terminal columns; cut at the end.
    UpTo(usize),
    /// Numbers: as wide as needed, aligned right.
    Number,
    /// A share of what the others leave; cut at the end.
    Rest,
    /// A share of what the others leave; aligned right and cut at the start, as the left half of a concordance is.
    RestFromRight,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// Its width.
    pub fit: Fit,
}

/// A cell: runs of text, each in one style.
#[derive(Debug, Clone, Default)]
pub struct Cell(Vec<(String, Style)>);

impl Cell {
    /// A cell of unstyled text.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self::styled(text, styles::NONE)
    }

    /// A cell in one style.
    pub fn styled(text: impl AsRef<str>, style: Style) -> Self {
        Self::default().and(text, style)
    }

    /// The cell with another run after it.
    pub fn and(mut self, text: impl AsRef<str>, style: Style) -> Self {
        self.0.push((plain(text.as_ref()), style));
        self
    }

    fn width(&self) -> usize {
        self.0.iter().map(|(text, _)| width(text)).sum()
    }

    /// The cell painted, cut to `columns`, and how many columns it takes then.
    fn fit(&self, columns: usize, from_right: bool, look: Look) -> (String, usize) {
        let mut out = String::new();
        let mut left = columns;
        if from_right {
            let whole: String = self.0.iter().map(|(text, _)| text.as_str()).collect();
            let cut = cut_start(&whole, columns);
            let style = self.0.first().map_or(styles::NONE, |run| run.1);
            return (look.paint(style, &cut), width(&cut));
        }
        for (i, (text, style)) in self.0.iter().enumerate() {
            let after: usize = self.0[i + 1..].iter().map(|(text, _)| width(text)).sum();
            // The … of a cut that falls on the seam between two runs belongs to the run before it.
            let room =
                if width(text) + after > left && width(text) == left { left.saturating_sub(1) } else { left };
            let cut = cut_end(text, room);
            out.push_str(&look.paint(*style, &cut));
            left -= width(&cut);
            if cut.len() < text.len() || cut.ends_with('…') && !text.ends_with('…') {
                break;
            }
        }
        (out, columns - left)
    }
}

/// A table being written.
pub struct Table {
    columns: &'static [Column],
    look: Look,
    wide: bool,
    held: Vec<Vec<Cell>>,
    widths: Option<Vec<usize>>,
}

impl Table {
    /// A table with `columns`; a `wide` one cuts nothing.
    pub fn new(columns: &'static [Column], look: Look, wide: bool) -> Self {
        Self { columns, look, wide, held: Vec::new(), widths: None }
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn push(&mut self, out: &mut dyn Write, row: Vec<Cell>) -> io::Result<()> {
        debug_assert_eq!(row.len(), self.columns.len());
        if let Some(widths) = &self.widths {
            return self.line(out, &row, widths);
        }
        self.held.push(row);
        if self.held.len() >= HELD { self.settle(out) } else { Ok(()) }
    }

    /// Writes what was held back.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.widths.is_none() && !self.held.is_empty() { self.settle(out) } else { Ok(()) }
    }

    fn settle(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let widths = self.measure();
        let header: Vec<Cell> = self.columns.iter().map(|c| Cell::styled(c.name, styles::HEADING)).collect();
        self.line(out, &header, &widths)?;
        for row in std::mem::take(&mut self.held) {
            self.line(out, &row, &widths)?;
        }
        self.widths = Some(widths);
        Ok(())
    }

    /// Width of each column, from the held rows and the width of the terminal.
    fn measure(&self) -> Vec<usize> {
        let widest = |i: usize| {
            let cells = self.held.iter().map(|row| row[i].width()).max().unwrap_or(0);
            cells.max(width(self.columns[i].name))
        };
        let mut widths: Vec<usize> = (0..self.columns.len()).map(widest).collect();
        if self.wide {
            return widths;
        }
        let mut fixed = GAP * self.columns.len().saturating_sub(1);
        for (i, column) in self.columns.iter().enumerate() {
            match column.fit {
                Fit::UpTo(most) => widths[i] = widths[i].min(most.max(width(column.name))),
                Fit::Number => {}
                Fit::Rest | Fit::RestFromRight => continue,
            }
            fixed += widths[i];
        }
        let stretching = |c: &Column| matches!(c.fit, Fit::Rest | Fit::RestFromRight);
        let mut shares = self.columns.iter().filter(|c| stretching(c)).count();
        let mut room = self.look.columns.saturating_sub(fixed);
        for (i, _) in self.columns.iter().enumerate().filter(|(_, c)| stretching(c)) {
            let share = (room / shares.max(1)).max(LEAST);
            widths[i] = widths[i].min(share);
            room = room.saturating_sub(widths[i]);
            shares -= 1;
        }
        widths
    }

    fn line(&self, out: &mut dyn Write, row: &[Cell], widths: &[usize]) -> io::Result<()> {
        let mut line = String::new();
        let mut owed = 0; // Padding is written only when something follows it: no line ends in spaces.
        for (i, (cell, &columns)) in row.iter().zip(widths).enumerate() {
            let fit = self.columns[i].fit;
            let right = matches!(fit, Fit::Number | Fit::RestFromRight);
            let room = if self.wide && !right { cell.width().max(columns) } else { columns };
            let (text, used) = cell.fit(room, fit == Fit::RestFromRight, self.look);
            let pad = columns.saturating_sub(used);
            if used > 0 {
                line.extend(std::iter::repeat_n(' ', owed + if right { pad } else { 0 }));
                line.push_str(&text);
                owed = if right { 0 } else { pad };
            } else {
                owed += pad;
            }
            owed += GAP;
        }
        writeln!(out, "{line}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "n", fit: Fit::Number },
        Column { name: "before", fit: Fit::RestFromRight },
        Column { name: "found", fit: Fit::Rest },
    ];

    fn check(columns: usize, colour: bool, rows: &[[&str; 4]], expect: &str) {
        let mut out = Vec::new();
        let mut table = Table::new(COLUMNS, Look { colour, columns }, false);
        for [day, n, before, found] in rows {
            let found = found.split_once('|').map_or(Cell::new(found), |(hit, rest)| {
                Cell::styled(hit, styles::HEADING).and(rest, styles::NONE)
            });
            table.push(&mut out, vec![Cell::new(day), Cell::new(n), Cell::new(before), found]).unwrap();
        }
        table.finish(&mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn aligned_by_display_width() {
        check(
            60,
            false,
            &[["2031-05-02", "7", "兩岸", "合作"], ["", "12", "河谷兩岸", "對話，再對話"]],
            "\
day          n    before  found
2031-05-02   7      兩岸  合作
            12  河谷兩岸  對話，再對話
",
        );
    }

    #[test]
    fn cut_where_it_does_not_fit() {
        check(
            36,
            false,
            &[["2031-05-02", "7", "河谷兩岸的渡口", "航線|開通以後再說"]],
            "\
day         n     before  found
2031-05-02  7  …岸的渡口  航線開通…
",
        );
    }

    #[test]
    fn colour_takes_no_width() {
        check(
            36,
            true,
            &[["", "1", "", "合|作"]],
            "\u{1b}[1mday\u{1b}[0m  \u{1b}[1mn\u{1b}[0m  \u{1b}[1mbefore\u{1b}[0m  \u{1b}[1mfound\u{1b}[0m\n\
             \u{20}    1          \u{1b}[1m合\u{1b}[0m作\n",
        );
    }

    #[test]
    fn nothing_gives_nothing() {
        check(60, false, &[], "");
    }
}
