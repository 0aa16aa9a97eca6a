//! The commented tables this crate reads: one row a line, cells set apart by tabs, `#` opens a comment line.

/// The rows of a table, each with at least `N` cells; missing cells at the end are empty.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|line| {
        let mut cells = [""; N];
        for (cell, text) in cells.iter_mut().zip(line.split('\t')) {
            *cell = text.trim();
        }
        cells
    })
}
