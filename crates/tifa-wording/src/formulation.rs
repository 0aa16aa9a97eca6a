//! The watch-list: formulations that are followed by name.

use crate::trace::Phrase;
use std::collections::BTreeMap;
use tifa_record::register::Fault;

/// The list that comes with tifa.
const SHIPPED: &str = include_str!("../tables/formulations.tsv");

/// Name of the user's table in the archive's lexicon.
pub const FILE: &str = "formulations.tsv";

/// The comment a new table of the user's begins with.
pub const HEADER: &str = "\
# Your own formulations, which `tifa trace --all` follows beside those that come with tifa; one of the same name replaces it.\n\
# Columns, with a tab between them: name, other wordings, note. Wordings are written in either script and stand between\n\
# bars: 合作共赢 | 互利共赢. A row whose note is only - takes a formulation off the list.\n\
# name\tother wordings\tnote\n";

/// A formulation that is followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formulation {
    /// Its name, which is its first wording.
    pub name: String,
    /// All wordings that count, ready to be traced; the name first.
    pub wordings: Vec<Phrase>,
    /// Where it comes from, or why it is followed.
    pub note: String,
}

/// The formulations that come with tifa, with those of the user's table `text` laid over them, by name; and the rows of
/// that table that cannot be used. `file` is what the table is called in faults.
pub fn formulations(file: &str, text: &str) -> (Vec<Formulation>, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut all = BTreeMap::new();
    read(FILE, SHIPPED, &mut all, &mut faults);
    debug_assert_eq!(faults, [], "the shipped table has no faults");
    read(file, text, &mut all, &mut faults);
    (all.into_values().collect(), faults)
}

/// Reads a table into `all`, by the folded name.
fn read(file: &str, text: &str, all: &mut BTreeMap<String, Formulation>, faults: &mut Vec<Fault>) {
    for (line, row) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if row.trim().is_empty() || row.starts_with('#') {
            continue;
        }
        let mut fault = |cause: String| faults.push(Fault { file: file.to_owned(), line, cause });
        let columns: Vec<&str> = row.split('\t').map(str::trim).collect();
        let &[name, others, note] = columns.as_slice() else {
            let n = columns.len();
            fault(format!(
                "{n} columns; a row has three with a tab between them: name, other wordings, note"
            ));
            continue;
        };
        let mut wordings: Vec<Phrase> = Vec::new();
        let written = [name].into_iter().chain(others.split('|').map(str::trim).filter(|o| !o.is_empty()));
        for wording in written {
            match Phrase::new(wording) {
                Ok(phrase) if wordings.iter().any(|w| w.folded == phrase.folded) => {}
                Ok(phrase) => wordings.push(phrase),
                Err(_) => fault(format!("{wording:?} has fewer than two characters to look for")),
            }
        }
        let Some(first) = wordings.first() else { continue };
        let key = first.folded.clone();
        if note == "-" {
            all.remove(&key);
        } else {
            let formulation = Formulation { name: first.printed.clone(), wordings, note: note.to_owned() };
            all.insert(key, formulation);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_is_sound() {
        let (all, faults) = formulations("mine.tsv", "");
        assert_eq!(faults, []);
        assert!(all.len() > 50 && all.iter().all(|f| !f.note.is_empty()));
        let rows: Vec<&str> = SHIPPED.lines().filter(|l| !l.starts_with('#')).collect();
        assert!(rows.is_sorted(), "the table is sorted by name");
        assert_eq!(rows.len(), all.len(), "a formulation stands twice");
    }

    #[test]
    fn the_users_rows_extend_replace_and_remove() {
        let check = |text: &str, name: &str, expect: &str| {
            let (all, faults) = formulations("mine.tsv", text);
            let found = all.iter().find(|f| f.name == name);
            let wordings = |f: &Formulation| {
                f.wordings.iter().map(|w| w.printed.clone()).collect::<Vec<_>>().join(" | ")
            };
            let mut shown = found.map(wordings).unwrap_or_default();
            for fault in faults {
                shown.push_str(&format!(" ! {fault}"));
            }
            assert_eq!(shown, expect, "{text:?}");
        };
        check("山海之約\t山海約定\t海港報", "山海之約", "山海之約 | 山海約定");
        check("新冷戰\t\t-", "新冷戰", "");
        check("新冷战\t冷战2.0\t又來", "新冷战", "新冷战 | 冷战2.0");
        check(
            "山海之約",
            "山海之約",
            " ! mine.tsv:1: 1 columns; a row has three with a tab between them: name, other wordings, note",
        );
        check(
            "山\t山海之約\t短",
            "山海之約",
            "山海之約 ! mine.tsv:1: \"山\" has fewer than two characters to look for",
        );
    }
}
