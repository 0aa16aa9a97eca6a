//! The table of what is done with words, `tables/acts.tsv`.

use crate::lexicon::rows;
use crate::script::level;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tifa_text::Forms;

/// What a word of the table does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum Act {
    Denies = 1,
    Rebuts = 1 << 1,
    Questions = 1 << 2,
    Tells = 1 << 3,
    Urges = 1 << 4,
    Toward = 1 << 5,
    Facing = 1 << 6,
    Meets = 1 << 7,
    With = 1 << 8,
    Talks = 1 << 9,
    Hears = 1 << 10,
    Interview = 1 << 11,
    Turns = 1 << 12,
    Own = 1 << 13,
    Plainly = 1 << 14,
    Wishes = 1 << 15,
    Apart = 1 << 16,
    Declares = 1 << 17,
}

const ACTS: [(&str, Act); 18] = [
    ("denies", Act::Denies),
    ("rebuts", Act::Rebuts),
    ("questions", Act::Questions),
    ("tells", Act::Tells),
    ("urges", Act::Urges),
    ("toward", Act::Toward),
    ("facing", Act::Facing),
    ("meets", Act::Meets),
    ("with", Act::With),
    ("talks", Act::Talks),
    ("hears", Act::Hears),
    ("interview", Act::Interview),
    ("turns", Act::Turns),
    ("own", Act::Own),
    ("plainly", Act::Plainly),
    ("wishes", Act::Wishes),
    ("apart", Act::Apart),
    ("declares", Act::Declares),
];

/// Levelled forms and the acts they stand for, as bits.
static TABLE: LazyLock<Forms<u32>> = LazyLock::new(|| {
    let mut all: BTreeMap<String, u32> = BTreeMap::new();
    for (forms, class) in rows(include_str!("../tables/acts.tsv")) {
        let Some((_, act)) = ACTS.iter().find(|(name, _)| *name == class) else { continue };
        for form in forms.split(' ').filter(|f| !f.is_empty()) {
            *all.entry(level(form)).or_insert(0) |= *act as u32;
        }
    }
    let mut table = Forms::default();
    all.into_iter().for_each(|(form, bits)| table.add(form, bits));
    table
});

/// Everything that a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Acts(u32);

impl Acts {
    /// What the levelled `word` does.
    pub(crate) fn of(word: &str) -> Self {
        Self(TABLE.at(word).find(|&(_, len)| len == word.len()).map_or(0, |(&bits, _)| bits))
    }

    /// Whether nothing.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `act` is among it.
    pub(crate) fn has(self, act: Act) -> bool {
        self.0 & act as u32 != 0
    }
}

impl Act {
    /// Whether the levelled `word` does this.
    pub(crate) fn is(self, word: &str) -> bool {
        Acts::of(word).has(self)
    }

    /// Whether a word that does this stands in the levelled `text`.
    pub(crate) fn stands_in(self, text: &str) -> bool {
        let mut from = 0;
        while let Some((at, c)) = TABLE.opens().next(text, from) {
            if self.begins(&text[at..]).is_some() {
                return true;
            }
            from = at + c.len_utf8();
        }
        false
    }

    /// The longest word that does this and begins `text`.
    pub(crate) fn begins(self, text: &str) -> Option<&str> {
        let (_, len) = TABLE.at(text).find(|&(&bits, _)| bits & self as u32 != 0)?;
        text.get(..len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class() {
        for (forms, class) in rows(include_str!("../tables/acts.tsv")) {
            assert!(ACTS.iter().any(|(name, _)| *name == class), "{forms}: {class}");
        }
        assert!(Act::Denies.is("否认") && !Act::Denies.is("表示"));
        assert!(Act::Tells.is("回复") && Act::Hears.is("回复"));
        assert_eq!(Act::Interview.begins("联合采访时"), Some("联合采访"));
    }
}
