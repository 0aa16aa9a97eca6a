//! Who issued the documents that a text names by a noun alone: 聲明又指, 該文稱, 受訪者表示.

use crate::lexicon::rows;
use crate::script::level;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// From a levelled noun to its family.
static FAMILIES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../../tables/documents.tsv"))
        .flat_map(|(nouns, family)| nouns.split(' ').map(move |n| (level(n), family)))
        .collect()
});

/// The family of a document by the longest listed noun that ends `levelled`: 該聲明 is a 聲明.
pub(crate) fn family(levelled: &str) -> Option<&'static str> {
    // 發表聲明稱: a verb of saying may stand behind it.
    let noun =
        levelled.trim_end_matches(['》', '〉']).trim_end_matches("表示").trim_end_matches(['称', '说', '指']);
    let noun = if noun.is_empty() { levelled } else { noun };
    noun.char_indices().find_map(|(i, _)| FAMILIES.get(&noun[i..]).copied())
}

/// Those who answer a survey speak in it.
const SURVEY: &str = "survey";

/// Whether `levelled` names papers of a case, which speak for themselves.
pub(crate) fn is_charge(levelled: &str) -> bool {
    family(levelled) == Some("charge")
}

/// Who issued the last document of each family.
#[derive(Debug, Default)]
pub(crate) struct Issuers(BTreeMap<&'static str, u32>);

impl Issuers {
    /// Takes note that `voice` issued a document that `levelled` names.
    pub(crate) fn note(&mut self, levelled: &str, voice: u32) {
        if let Some(f) = family(levelled) {
            self.0.insert(f, voice);
        }
    }

    /// Who issued the document that `levelled` names.
    pub(crate) fn of(&self, levelled: &str) -> Option<u32> {
        self.0.get(family(levelled)?).copied()
    }

    /// Who made the last survey.
    pub(crate) fn pollster(&self) -> Option<u32> {
        self.0.get(SURVEY).copied()
    }
}
