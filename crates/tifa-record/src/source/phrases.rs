//! Short lists of words that the reader of clauses asks for by their text.

use crate::script::level;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The levelled forms of one class of the table of phrases.
fn forms(class: &str) -> BTreeSet<String> {
    include_str!("../../tables/phrases.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .filter(|(_, rest)| rest.split('\t').next() == Some(class))
        .flat_map(|(forms, _)| forms.split(' ').map(level))
        .collect()
}

/// Words of the table of phrases that matter to the reader.
pub(crate) struct Phrases {
    /// Verbs that also end the names of projects and bodies.
    pub(super) nameparts: BTreeSet<String>,
    /// Closers of time: a clause that ends with one is an adjunct.
    pub(super) moments: BTreeSet<String>,
    /// Verbs whose object is a topic.
    pub(super) topical: BTreeSet<String>,
    /// Last parts of the names of bodies that stand behind a state.
    pub(super) nounends: BTreeSet<String>,
    /// Verbs that take a word of saying as their object.
    pub(super) takers: BTreeSet<String>,
    /// Feelings that are shown without words.
    pub(super) feelings: BTreeSet<String>,
    /// Verbs of guessing.
    pub(super) conjecture: BTreeSet<String>,
    /// Words that make a clause a question.
    pub(super) questions: BTreeSet<String>,
    /// Laws and agreements: what they demand is no speech.
    pub(crate) laws: BTreeSet<String>,
    /// Verbs of issuing a document.
    pub(crate) issue: BTreeSet<String>,
    /// Verbs of turning up.
    pub(super) spread: BTreeSet<String>,
    /// Words for sources of whom no more is told than where they work.
    pub(crate) veils: BTreeSet<String>,
    /// Words before whoever is said to have said so.
    pub(super) likenings: BTreeSet<String>,
    /// Adjectives of documents.
    pub(super) grand: BTreeSet<String>,
    /// Verbs that give a name.
    pub(super) called: BTreeSet<String>,
    /// Sources who are not named on purpose.
    pub(crate) anonymous: BTreeSet<String>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases {
    nameparts: forms("namepart"),
    moments: forms("moment"),
    topical: forms("topical"),
    nounends: forms("nounend"),
    takers: forms("taker"),
    feelings: forms("feeling"),
    conjecture: forms("conjecture"),
    questions: forms("question"),
    laws: forms("law"),
    issue: forms("issue"),
    spread: forms("spread"),
    veils: forms("veil"),
    likenings: forms("likening"),
    grand: forms("grand"),
    called: forms("called"),
    anonymous: forms("anonymous"),
});

/// The lists, read on first use.
pub(crate) fn phrases() -> &'static Phrases {
    &PHRASES
}
