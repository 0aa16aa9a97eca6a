//! Tables of words with a class each: forms, class, reason.

use tifa_record::{Page, level};
use tifa_text::{ByteRange, Words};

/// A table, ready to be looked for in levelled text.
#[derive(Debug)]
pub(crate) struct Table<C> {
    words: Words,
    classes: Vec<C>,
}

/// A word of a table where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit<C> {
    /// Bytes of the text.
    pub(crate) range: ByteRange,
    /// What it is.
    pub(crate) class: C,
}

impl<C: Copy + PartialEq> Table<C> {
    /// Reads a table. Forms are levelled, so a table may be written in either script. A row of a class that `class` does
    /// not know is left out; a test holds that there is none.
    pub(crate) fn read(table: &str, class: impl Fn(&str) -> Option<C>) -> Self {
        let mut classes = Vec::new();
        let mut words: Vec<(String, u32)> = Vec::new();
        for (forms, name) in rows(table) {
            let Some(class) = class(name) else { continue };
            let value = classes.len() as u32;
            classes.push(class);
            words.extend(forms.split(' ').filter(|f| !f.is_empty()).map(|f| (level(f), value)));
        }
        Self { words: Words::new(words), classes }
    }

    /// The words of the table in a levelled text, leftmost first, the longest of those that begin at one place, none
    /// overlapping.
    pub(crate) fn find<'t>(&'t self, levelled: &'t str) -> impl Iterator<Item = Hit<C>> + 't {
        self.words.find(levelled).filter_map(|(start, end, value)| {
            let class = self.classes.get(value as usize).copied()?;
            Some(Hit { range: ByteRange::new(start, end), class })
        })
    }

    /// Whether a word of `class` stands in a levelled text.
    pub(crate) fn has(&self, levelled: &str, class: C) -> bool {
        self.find(levelled).any(|hit| hit.class == class)
    }
}

/// The sentences of a page that have hits, in order, each with its index and its hits; what stands in no sentence is left
/// out.
pub(crate) fn by_sentence<'h, C>(
    page: &'h Page<'_>,
    hits: &'h [Hit<C>],
) -> impl Iterator<Item = (usize, ByteRange, &'h [Hit<C>])> + 'h {
    let mut rest = hits;
    std::iter::from_fn(move || {
        while let Some(first) = rest.first() {
            let at = page.sentences.partition_point(|s| s.end <= first.range.start);
            let Some(&sentence) = page.sentences.get(at).filter(|s| s.start <= first.range.start) else {
                rest = &rest[1..];
                continue;
            };
            let (here, behind) = rest.split_at(rest.partition_point(|h| h.range.start < sentence.end).max(1));
            rest = behind;
            return Some((at, sentence, here));
        }
        None
    })
}

/// Forms and class of every row of a table.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?))
    })
}

/// The columns of every row of a table.
pub(crate) fn columns(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .trim_start_matches('\u{feff}')
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
        .map(|l| l.split('\t').map(str::trim).collect())
}

/// The forms of a column that stand between bars.
pub(crate) fn bars(column: &str) -> impl Iterator<Item = &str> {
    column.split('|').map(str::trim).filter(|f| !f.is_empty())
}
