//! Comma-separated values: one document a row (RFC 4180, with byte maps; `;` and tab as separators too).

use crate::document::BlockKind;
use crate::draft::Draft;
use crate::fields::{self, Field, Meaning};
use crate::metadata::{Evidence, Metadata};
use crate::reading::{Parsed, Problem, Raw, body};
use memchr::{memchr, memchr3};
use std::ops::Range;
use tifa_text::ByteRange;

/// A cell: where its content stands, quotes not included, and whether `""` stands for `"` in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    content: Range<usize>,
    quoted: bool,
}

/// A record and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Record {
    cells: Vec<Cell>,
    range: Range<usize>,
    /// Whether a quotation mark in it is misplaced or never closed.
    unclosed: bool,
}

/// Whether `text` is a table of documents by its header: columns that are known fields, or, when the file's name says
/// that it is a table, any row of columns.
pub fn is_table(text: &str, named: bool) -> bool {
    let Some(separator) = separator(text) else { return false };
    let mut records = Records { text, at: 0, separator };
    let (Some(header), second) = (records.next(), records.next()) else { return false };
    let known = header.cells.iter().filter(|c| fields::meaning(&text[c.content.clone()]).is_some()).count();
    let even = second.is_some_and(|s| s.cells.len() == header.cells.len());
    header.cells.len() >= 2
        && if named { known > 0 || even } else { known >= 2 && known * 2 > header.cells.len() && even }
}

/// The documents of the table `text`, one a row.
pub fn documents(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let Some(separator) = separator(text) else { return parsed };
    let mut records = Records { text, at: 0, separator };
    let Some(header) = records.next() else { return parsed };
    let names: Vec<String> = header.cells.iter().map(|c| cell(text, c).text().trim().to_owned()).collect();
    for (i, record) in records.enumerate() {
        let at = Some(ByteRange::from(record.range.clone()));
        if record.cells.iter().all(|c| text[c.content.clone()].trim().is_empty()) {
            continue;
        }
        if record.unclosed {
            let message = format!(
                "row {}: a quotation mark is misplaced or not closed; the text was read as it stands",
                i + 1
            );
            parsed.problems.push(Problem { at, message });
        }
        if record.cells.len() != names.len() {
            let (found, due) = (record.cells.len(), names.len());
            let message = format!("row {}: {found} columns where the header has {due}", i + 1);
            parsed.problems.push(Problem { at, message });
        }
        match row(text, &names, &record) {
            Some(raw) => parsed.documents.push(raw),
            None => {
                parsed.problems.push(Problem { at, message: format!("row {}: no text in any column", i + 1) })
            }
        }
    }
    parsed
}

/// One row as a document. Its text is the column that is named for it, else the longest cell that is no other field;
/// cells beyond the header are text too, so that a ragged row loses nothing.
fn row(text: &str, names: &[String], record: &Record) -> Option<Raw> {
    let mut known = Vec::new();
    let mut free: Vec<&Cell> = Vec::new();
    let mut named: Option<(usize, &Cell)> = None;
    for (i, c) in record.cells.iter().enumerate() {
        match names.get(i).and_then(|n| fields::meaning(n)) {
            Some((Meaning::Body | Meaning::Html, rank)) if named.is_none_or(|(r, _)| rank < r) => {
                named = Some((rank, c));
            }
            Some((Meaning::Body | Meaning::Html, _)) => {}
            Some(_) => {
                let draft = cell(text, c);
                let trimmed = draft.text().trim();
                let start = c.content.start + draft.text().find(trimmed).unwrap_or(0);
                let verbatim = text.get(start..start + trimmed.len()) == Some(trimmed) && !trimmed.is_empty();
                let span = verbatim.then(|| ByteRange::new(start, start + trimmed.len()));
                known.push(Field::one(names[i].clone(), trimmed.to_owned(), span));
            }
            None => free.push(c),
        }
    }
    let main = match named {
        Some((_, c)) => c,
        None => free.iter().copied().max_by_key(|c| c.content.len())?,
    };
    let metadata: Metadata = fields::metadata(&known, Evidence::Field);
    let mut blocks = body(&cell(text, main));
    for extra in record.cells.iter().skip(names.len()).filter(|c| *c != main) {
        blocks.extend(cell(text, extra).finish(BlockKind::Paragraph));
    }
    (!blocks.is_empty()).then_some(Raw { blocks, metadata, rules: Vec::new() })
}

/// The text of a cell, doubled quotation marks undone.
fn cell(text: &str, cell: &Cell) -> Draft {
    let mut draft = Draft::default();
    let mut at = cell.content.start;
    while cell.quoted
        && let Some(i) = memchr(b'"', &text.as_bytes()[at..cell.content.end])
    {
        draft.verbatim(text, at..at + i + 1);
        // The second of a doubled mark is skipped.
        at = (at + i + 2).min(cell.content.end);
    }
    draft.verbatim(text, at..cell.content.end);
    draft
}

/// The separator of the first line.
fn separator(text: &str) -> Option<u8> {
    let line = text.lines().next()?;
    [b',', b'\t', b';']
        .into_iter()
        .filter(|s| line.as_bytes().contains(s))
        .max_by_key(|s| (line.bytes().filter(|b| b == s).count(), *s == b','))
}

struct Records<'a> {
    text: &'a str,
    at: usize,
    separator: u8,
}

impl Records<'_> {
    /// The cell that begins at `at`: the cell and where its separator, line end or the end of the text stands; `false`
    /// when its quotation marks are not in order.
    fn cell(&self, at: usize) -> (Cell, usize, bool) {
        let bytes = self.text.as_bytes();
        if bytes.get(at) == Some(&b'"') {
            let mut end = at + 1;
            while let Some(i) = memchr(b'"', &bytes[end..]) {
                end += i;
                if bytes.get(end + 1) != Some(&b'"') {
                    let stop = self.plain_end(end + 1);
                    // `"甲"乙`: what follows the mark up to the separator belongs to the cell all the same.
                    let trailing = !self.text[end + 1..stop].trim().is_empty();
                    let content = if trailing { at..stop } else { at + 1..end };
                    return (Cell { content, quoted: !trailing }, stop, !trailing);
                }
                end += 2;
            }
            let stop = self.plain_end(at + 1);
            return (Cell { content: at + 1..stop, quoted: false }, stop, false);
        }
        let stop = self.plain_end(at);
        (Cell { content: at..stop, quoted: false }, stop, true)
    }

    fn plain_end(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        memchr3(self.separator, b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |i| at + i)
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(|b| matches!(b, b'\n' | b'\r')) {
            self.at += 1;
        }
        if self.at >= bytes.len() {
            return None;
        }
        let start = self.at;
        let mut record = Record { cells: Vec::new(), range: start..start, unclosed: false };
        loop {
            let (cell, end, closed) = self.cell(self.at);
            record.cells.push(cell);
            record.unclosed |= !closed;
            self.at = end;
            if bytes.get(end) == Some(&self.separator) {
                self.at += 1;
                continue;
            }
            record.range.end = end;
            return Some(record);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::tests::outline;
    use proptest::prelude::*;

    #[test]
    fn rows() {
        assert_eq!(
            outline(
                "a.csv",
                "title,date,body\n甲,2031-05-06,\"一，\"\"二\"\"。\n三。\"\n乙,2031-05-07,四。\n"
            ),
            "[甲 | 2031-05-06 | - | -]\np 一，\"二\"。\np 三。\n[乙 | 2031-05-07 | - | -]\np 四。"
        );
        assert_eq!(
            outline("a.csv", "\"\",\"x\"\n\"1\",\"一。\"\n\"2\",\"二。\"\n").matches("\np ").count(),
            2
        );
    }

    #[test]
    fn damage_is_named_and_nothing_is_lost() {
        let shown = outline("a.csv", "title,body\n甲,一。,二。\n乙,\"三。\n丙,四。\n");
        for part in [
            "p 一。",
            "p 二。",
            "p 三。",
            "p 四。",
            "! row 1: 3 columns where the header has 2",
            "! row 2: a quotation",
        ] {
            assert!(shown.contains(part), "{part} in\n{shown}");
        }
    }

    #[test]
    fn prose_is_no_table() {
        assert!(!is_table("雙方會談, 順利。\n乙, 丙。\n", false));
        assert!(is_table("標題\t日期\t正文\n甲\t2031-05-06\t文\n", false));
    }

    proptest! {
        #[test]
        fn cells_are_bytes_of_the_file(text in "(\"|,|\n|甲|\r\n|title|body|x){0,40}") {
            let _ = is_table(&text, true);
            let separator = b',';
            let mut last = 0;
            for record in (Records { text: &text, at: 0, separator }) {
                prop_assert!(record.range.start >= last && record.range.end <= text.len());
                last = record.range.end;
                for c in &record.cells {
                    let draft = cell(&text, c);
                    prop_assert!(draft.text().len() <= c.content.len());
                }
            }
            let _ = documents(&text);
        }
    }
}
