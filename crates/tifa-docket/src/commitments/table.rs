//! The table of commitments: what a word does where somebody undertakes something.

use crate::table::{Table, rows};
use std::sync::LazyLock;
use tifa_record::level;
use tifa_text::Forms;

/// What a word of the table does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// 願: an offer.
    Offer,
    /// 期待同: an offer, as a wish.
    Wish,
    /// 歡迎: an offer when the other side is asked in.
    Welcome,
    /// 邀請: an offer of a visit.
    Invite,
    /// 將: a future that may foretell.
    May,
    /// 將繼續: a future that undertakes.
    Will,
    /// 承諾: a promise.
    Vow,
    /// 致力於: an aim.
    Aim,
    /// 計劃: an intention.
    Plan,
    /// 宣布: an undertaking when a deed follows.
    Announce,
    /// 支持: a position.
    Stand,
    /// 支持: a position when a word of will stands before it.
    Back,
    /// 相信: what follows is thought to be so.
    Belief,
    /// 敦促: a demand.
    Demand,
    /// 促: a demand, in headlines.
    Press,
    /// 希望: a demand when the other side follows.
    Ask,
    /// 應: what ought to be done.
    Duty,
    /// 同意: settled by both.
    Accord,
    /// 重申: settled in the words of both.
    Avow,
    /// 簽署: signed by both.
    Sign,
    /// 協議: what is signed.
    Paper,
    /// 暫停: a deed.
    Deed,
    /// 訪華: what one is invited to.
    Visit,
    /// 並未: takes back the cue behind it.
    Not,
    /// 導致: behind a future, foretells.
    Forecast,
    /// 舉行: behind a future, an event.
    Occur,
    /// 各國: somebody who is asked.
    Other,
    /// 中: a state by one character.
    Letter,
    /// 能夠: behind a wish and a noun phrase.
    Able,
    /// 地方: looks like a side and is none.
    NoSide,
    /// 如果: opens a condition.
    If,
    /// 基礎上: closes a condition.
    Ground,
    /// 但是: ends an undertaking.
    Turn,
    /// 堅定: stands between a subject and its cue.
    Manner,
    /// 教授: speaks for no side.
    Observer,
    /// 國務委員: an office of China.
    Home,
    /// Only looks like a word of another class.
    Skip,
}

const NAMES: [(&str, Word); 37] = [
    ("offer", Word::Offer),
    ("wish", Word::Wish),
    ("welcome", Word::Welcome),
    ("invite", Word::Invite),
    ("may", Word::May),
    ("will", Word::Will),
    ("vow", Word::Vow),
    ("aim", Word::Aim),
    ("plan", Word::Plan),
    ("announce", Word::Announce),
    ("stand", Word::Stand),
    ("back", Word::Back),
    ("belief", Word::Belief),
    ("demand", Word::Demand),
    ("press", Word::Press),
    ("ask", Word::Ask),
    ("duty", Word::Duty),
    ("accord", Word::Accord),
    ("avow", Word::Avow),
    ("sign", Word::Sign),
    ("occur", Word::Occur),
    ("other", Word::Other),
    ("letter", Word::Letter),
    ("noside", Word::NoSide),
    ("able", Word::Able),
    ("paper", Word::Paper),
    ("deed", Word::Deed),
    ("visit", Word::Visit),
    ("not", Word::Not),
    ("forecast", Word::Forecast),
    ("if", Word::If),
    ("ground", Word::Ground),
    ("turn", Word::Turn),
    ("manner", Word::Manner),
    ("observer", Word::Observer),
    ("home", Word::Home),
    ("skip", Word::Skip),
];

impl Word {
    /// Whether a commitment may begin with it.
    pub(super) fn is_cue(self) -> bool {
        matches!(
            self,
            Self::Offer
                | Self::Wish
                | Self::Welcome
                | Self::Invite
                | Self::May
                | Self::Will
                | Self::Vow
                | Self::Aim
                | Self::Plan
                | Self::Announce
                | Self::Stand
                | Self::Back
                | Self::Demand
                | Self::Press
                | Self::Ask
                | Self::Duty
                | Self::Accord
                | Self::Avow
                | Self::Sign
        )
    }
}

const CUES: &str = include_str!("../../tables/commitments.tsv");

/// What the name of a class begins with that gives bodies a state: its last character.
const SEAT: &str = "seat-";

/// The character of the state whose body the levelled `word` is, where its name has none (白宮: 美).
pub(super) fn seat(word: &str) -> Option<char> {
    static SEATS: LazyLock<Forms<char>> = LazyLock::new(|| {
        let mut seats = Forms::default();
        for (forms, name) in rows(CUES) {
            let Some(state) = name.strip_prefix(SEAT).and_then(|s| level(s).chars().next()) else { continue };
            forms.split(' ').filter(|f| !f.is_empty()).for_each(|f| seats.add(level(f), state));
        }
        seats
    });
    SEATS.at(word).find(|&(_, len)| len == word.len()).map(|(&state, _)| state)
}

fn class(name: &str) -> Option<Word> {
    NAMES.iter().find(|(n, _)| *n == name).map(|&(_, word)| word)
}

/// Classes of words that say something at another place than the cues do: a form may be a cue and one of these.
fn is_beside(word: Word) -> bool {
    use Word::{
        Able, Deed, Forecast, Home, Letter, Manner, NoSide, Not, Observer, Occur, Other, Turn, Visit,
    };
    matches!(
        word,
        Able | Deed
            | Visit
            | Forecast
            | Not
            | Manner
            | Observer
            | Home
            | Occur
            | Other
            | Letter
            | NoSide
            | Turn
    )
}

/// The cues, and what stands beside them and is no form of another class.
pub(super) fn cues() -> &'static Table<Word> {
    static TABLE: LazyLock<Table<Word>> =
        LazyLock::new(|| Table::read(CUES, |name| class(name).filter(|&w| !is_beside(w))));
    &TABLE
}

/// The words of one of the classes that are looked for at a place of their own.
fn beside(word: Word) -> &'static Forms<()> {
    static TABLES: LazyLock<Vec<Forms<()>>> = LazyLock::new(|| {
        let mut tables: Vec<Forms<()>> = NAMES.iter().map(|_| Forms::default()).collect();
        for (forms, name) in rows(CUES) {
            let Some(word) = class(name).filter(|&w| is_beside(w)) else { continue };
            let Some(table) = tables.get_mut(word as usize) else { continue };
            forms.split(' ').filter(|f| !f.is_empty()).for_each(|f| table.add(level(f), ()));
        }
        tables
    });
    static NONE: LazyLock<Forms<()>> = LazyLock::new(Forms::default);
    TABLES.get(word as usize).unwrap_or(&NONE)
}

/// Whether a word of `word`'s class stands in a levelled text.
pub(super) fn has(word: Word, text: &str) -> bool {
    beside(word).stand_in(text)
}

/// Whether a word of `word`'s class opens the levelled `rest`.
pub(super) fn opens(word: Word, rest: &str) -> bool {
    opened(word, rest).is_some()
}

/// Bytes of the longest word of `word`'s class that opens the levelled `rest`.
pub(super) fn opened(word: Word, rest: &str) -> Option<usize> {
    beside(word).at(rest).next().map(|(_, len)| len)
}

/// Bytes of the longest word of `word`'s class that ends the levelled `before`.
pub(super) fn closes(word: Word, before: &str) -> Option<usize> {
    let forms = beside(word);
    let ends = |at: usize| forms.at(&before[at..]).any(|(_, len)| len == before.len() - at);
    let starts = before.char_indices().rev().take(LONGEST).map(|(at, _)| at);
    starts.filter(|&at| ends(at)).last().map(|at| before.len() - at)
}

/// Characters a word before a cue may have.
const LONGEST: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_known_class() {
        for (forms, name) in rows(CUES) {
            assert!(class(name).is_some() || name.starts_with(SEAT), "{forms}: {name}");
        }
    }

    #[test]
    fn nouns_are_no_cues() {
        for text in ["意願", "機會", "的承諾。", "將軍", "應邀"] {
            let text = level(text);
            assert!(cues().find(&text).all(|h| !h.class.is_cue()), "{text}");
        }
        assert!(opens(Word::Deed, &level("暫停出口")));
        assert_eq!(seat(&level("白宮")), Some('美'));
        assert_eq!(closes(Word::Manner, &level("中方堅定")), Some(6));
    }
}
