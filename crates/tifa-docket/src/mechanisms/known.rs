//! Mechanisms whose parties are known whatever stands around their name.

use crate::parties::{all, parties};
use crate::table::{bars, columns};
use std::sync::LazyLock;
use tifa_record::level;
use tifa_text::Words;

/// Who the parties of a known mechanism are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// Their names.
    pub(super) parties: Vec<&'static str>,
    /// Whether a text may name others.
    pub(super) open: bool,
}

struct Table {
    words: Words,
    known: Vec<Known>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (mut words, mut known) = (Vec::new(), Vec::new());
    for row in columns(include_str!("../../tables/mechanism_parties.tsv")) {
        let [forms, named, which, ..] = row.as_slice() else { continue };
        words.extend(bars(forms).map(|form| (level(form), known.len() as u32)));
        let named = bars(named).flat_map(|name| all(&parties().find(&level(name))));
        known.push(Known { parties: named.collect(), open: *which == "open" });
    }
    Table { words: Words::new(words), known }
});

/// What is known of the mechanism with the levelled `name`; marks in it do not matter.
pub(super) fn known(name: &str) -> Option<&'static Known> {
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let (_, _, i) = TABLE.words.find(&bare).next()?;
    TABLE.known.get(i as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_script_do_not_matter() {
        let check = |name: &str, expect: Option<(&[&str], bool)>| {
            let found = known(&level(name)).map(|k| (k.parties.as_slice(), k.open));
            assert_eq!(found, expect, "{name}");
        };
        check("共建“一带一路”倡议", Some((&["中国"], true)));
        check("《台灣關係法》", Some((&["美国", "台湾"], false)));
        check("中美海洋事務磋商", None);
    }

    #[test]
    fn every_row_names_parties() {
        for row in columns(include_str!("../../tables/mechanism_parties.tsv")) {
            let [_, named, which, reason] = row.as_slice() else { panic!("{row:?}") };
            for name in bars(named) {
                assert_eq!(all(&parties().find(&level(name))), [name], "{row:?}");
            }
            assert!(matches!(*which, "open" | "closed") && !reason.is_empty(), "{row:?}");
        }
    }
}
