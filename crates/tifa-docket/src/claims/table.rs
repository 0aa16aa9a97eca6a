//! The table of claims: what a word does where a claim is told and answered.

use crate::table::{Hit, Table};
use std::sync::LazyLock;

/// What a word of the table does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// 有人說: a claim of others follows.
    Hearsay,
    /// 說法: stands for a claim.
    Label,
    /// 這種說法: points at a claim just told.
    That,
    /// 不符合事實: says that it is not so.
    Deny,
    /// 否認: the claim follows.
    Disown,
    /// 駁斥: the claim follows with its label.
    Rebut,
    /// 所謂: the words of another follow.
    SoCalled,
    /// 但: opens the answer.
    But,
    /// 並不意味: an answer that contradicts.
    Counter,
    /// 聲稱: a claim follows.
    Assert,
    /// 指責: something against another follows.
    Accuse,
    /// 強調: the answer follows.
    Answer,
    /// 毫無理據: the sentence answers another.
    Against,
    /// 謊言: opens a claim in a list of pairs.
    Lie,
    /// 事實: opens the answer in a list of pairs.
    Fact,
    /// 主辦方: counts its own crowd.
    Organiser,
    /// 警方: counts the crowd against it.
    CounterCount,
    /// 被問到: what follows was put to somebody.
    Question,
    /// 指: a claim follows, with its label behind it.
    Speak,
    /// 妄稱: what others say, told as false.
    Slur,
    /// 說成: others are said to make something out to be what it is not.
    Portray,
    /// 威脅論: a claim by its catchword.
    Thesis,
    /// 不過: sets another's words against what was told.
    Yet,
    /// 並未: says that it is not so.
    Gainsay,
    /// 這是: points at a claim just told, or at anything else.
    Generic,
    /// 指摘: accuses, without saying that it is wrong.
    Charge,
    /// 抹黑: calls a claim false, unless it has an object of its own.
    Smear,
    /// 說法: a longer word in which a verb of claiming seems to stand.
    Inside,
    /// 從未: before a verb of denying or accusing, which then does nothing.
    Negation,
    /// 會否: asks.
    Ask,
    /// 是: makes a proposition of a noun phrase.
    Predicate,
    /// 若: opens a condition.
    If,
    /// 而: opens a clause.
    Link,
    /// Only looks like a word of another class.
    Skip,
}

const NAMES: [(&str, Word); 34] = [
    ("hearsay", Word::Hearsay),
    ("label", Word::Label),
    ("that", Word::That),
    ("deny", Word::Deny),
    ("disown", Word::Disown),
    ("rebut", Word::Rebut),
    ("socalled", Word::SoCalled),
    ("but", Word::But),
    ("counter", Word::Counter),
    ("assert", Word::Assert),
    ("accuse", Word::Accuse),
    ("answer", Word::Answer),
    ("against", Word::Against),
    ("lie", Word::Lie),
    ("fact", Word::Fact),
    ("organiser", Word::Organiser),
    ("counter-count", Word::CounterCount),
    ("question", Word::Question),
    ("speak", Word::Speak),
    ("slur", Word::Slur),
    ("portray", Word::Portray),
    ("thesis", Word::Thesis),
    ("yet", Word::Yet),
    ("gainsay", Word::Gainsay),
    ("generic", Word::Generic),
    ("charge", Word::Charge),
    ("smear", Word::Smear),
    ("inside", Word::Inside),
    ("negation", Word::Negation),
    ("ask", Word::Ask),
    ("predicate", Word::Predicate),
    ("if", Word::If),
    ("link", Word::Link),
    ("skip", Word::Skip),
];

const CLAIMS: &str = include_str!("../../tables/claims.tsv");

fn class(name: &str) -> Option<Word> {
    NAMES.iter().find(|(n, _)| *n == name).map(|&(_, word)| word)
}

/// Whether a claim is looked for from this word.
fn begins(word: Word) -> bool {
    use Word::{
        Accuse, Against, Charge, Disown, Generic, Hearsay, Label, Organiser, Portray, Question, Rebut, Skip,
        Slur, SoCalled, That, Thesis, Yet,
    };
    matches!(
        word,
        Hearsay
            | Label
            | That
            | Disown
            | Rebut
            | SoCalled
            | Against
            | Organiser
            | Question
            | Skip
            | Accuse
            | Charge
            | Generic
            | Slur
            | Thesis
            | Portray
            | Yet
    )
}

/// The words from which a claim is looked for.
pub(super) fn heads() -> &'static Table<Word> {
    static TABLE: LazyLock<Table<Word>> =
        LazyLock::new(|| Table::read(CLAIMS, |name| class(name).filter(|&w| begins(w))));
    &TABLE
}

/// The words of one class in a levelled text. A word is not cut out of a longer one: 說 does not stand in 說法.
pub(super) fn each(word: Word, text: &str) -> impl Iterator<Item = Hit<Word>> + '_ {
    words(word).find(text).filter(move |h| h.class == word)
}

/// The words of one class, with the longer words that hold one of them.
fn words(word: Word) -> &'static Table<Word> {
    static TABLES: LazyLock<Vec<(Word, Table<Word>)>> = LazyLock::new(|| {
        let all = NAMES.iter().map(|&(_, w)| w);
        all.map(|w| {
            let inside =
                matches!(w, Word::Assert | Word::Answer | Word::Speak | Word::Accuse | Word::Negation);
            let wanted =
                |c: Word| c == w || inside && c == Word::Inside || w == Word::Disown && c == Word::Skip;
            (w, Table::read(CLAIMS, |name| class(name).filter(|&c| wanted(c))))
        })
        .collect()
    });
    TABLES.iter().find(|(w, _)| *w == word).map_or_else(heads, |(_, table)| table)
}

/// First and last byte of the first word of `word`'s class in a levelled text.
pub(super) fn first(word: Word, text: &str) -> Option<(usize, usize)> {
    each(word, text).next().map(|h| (h.range.start as usize, h.range.end as usize))
}

/// Whether a word of `word`'s class opens a levelled text.
pub(super) fn opens(word: Word, text: &str) -> bool {
    let window = text.char_indices().nth(8).map_or(text, |(at, _)| &text[..at]);
    first(word, window).is_some_and(|(start, _)| start == 0)
}

/// Whether a word of `word`'s class stands in a levelled text.
pub(super) fn has(word: Word, text: &str) -> bool {
    words(word).has(text, word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::rows;

    #[test]
    fn every_row_has_a_known_class() {
        for (forms, name) in rows(CLAIMS) {
            assert!(class(name).is_some(), "{forms}: {name}");
        }
    }
}
