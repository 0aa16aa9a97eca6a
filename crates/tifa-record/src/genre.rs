//! Whether a text is a report, a transcript, or a column, in which the writer speaks for himself.

use crate::context::Context;
use crate::lexicon::rows;
use crate::script::level;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tifa_source::{Block, BlockKind};

/// Words of sections, levelled, by what they hold.
static COLUMNS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    rows(include_str!("../tables/sections.tsv"))
        .filter(|(_, kind)| *kind == "column")
        .flat_map(|(names, _)| names.split(' ').map(level))
        .collect()
});

/// What kind of text a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Genre {
    /// News and all that is not known to be something else.
    #[default]
    Report,
    /// A column, an editorial, a letter of a reader: what no other is said to say is the writer's.
    Column,
    /// Turns of several speakers, each behind a name.
    Transcript,
}

/// Turns that make a transcript: one may be a caption or a line of a play on words.
const TURNS: usize = 2;

impl Genre {
    /// Every genre.
    pub const ALL: [Self; 3] = [Self::Report, Self::Column, Self::Transcript];

    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Column => "column",
            Self::Transcript => "transcript",
        }
    }

    /// The genre of this name, as [`Genre::name`] writes it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|genre| genre.name() == name)
    }

    /// The genre of a document: a transcript by its turns, else what section and title tell.
    pub fn of_document(context: &Context, blocks: &[Block]) -> Self {
        let turns = blocks.iter().filter(|b| matches!(b.kind, BlockKind::Turn { .. }));
        if turns.count() >= TURNS { Self::Transcript } else { Self::of(context) }
    }

    /// The genre that the section of a document tells, or the label in front of its title (社評：…, 【短評】…).
    pub(crate) fn of(context: &Context) -> Self {
        let label = context.title.as_deref().and_then(label);
        let named = |name: &str| {
            let name = level(name);
            COLUMNS.iter().any(|c| name.to_lowercase().contains(c.as_str()))
        };
        let column = context.section.as_deref().is_some_and(named) || label.is_some_and(named);
        if column { Self::Column } else { Self::Report }
    }
}

/// Characters a label in front of a title has at most.
const LABEL: usize = 8;

/// The label in front of a title: in brackets, or before a colon or a bar.
fn label(title: &str) -> Option<&str> {
    let title = title.trim();
    let label = match title.strip_prefix('【') {
        Some(rest) => rest.split_once('】')?.0,
        None => title.split_once(['：', ':', '｜', '|', '丨'])?.0,
    };
    (label.chars().count() <= LABEL).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_and_label_tell_columns() {
        let of = |section: Option<&str>, title: &str| {
            let section = section.map(str::to_owned);
            Genre::of(&Context { section, title: Some(title.to_owned()), ..Context::default() })
        };
        assert_eq!(of(Some("社評"), "渡輪"), Genre::Column);
        assert_eq!(of(Some("Opinion"), "渡輪"), Genre::Column);
        assert_eq!(of(Some("港聞"), "渡輪"), Genre::Report);
        assert_eq!(of(None, "【短评】渡轮应当复航"), Genre::Column);
        assert_eq!(of(None, "社論：渡輪應當復航"), Genre::Column);
        assert_eq!(of(None, "總理方卓就專欄道歉：渡輪不會停航"), Genre::Report);
    }
}
