//! The table of occasions.

use super::OccasionKind;
use crate::script::level;
use std::sync::LazyLock;
use tifa_text::{Characters, Forms};

/// What a word does in the naming of an occasion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// 記者會: names one by itself.
    Event,
    /// 兩會: its own name tells which.
    Named,
    /// 會談: bare, or with those who meet.
    Talk,
    /// 會議: only with something before it that tells which.
    Weak,
    /// 來電.
    Call,
    /// 演講.
    Speech,
    /// 會見 with an object.
    Meet,
    /// 接受 … 訪問.
    Accept,
    /// 對 … 說.
    Tell,
    /// 在專訪中說.
    Within,
    /// 電台節目.
    Show,
    /// 共同簽署.
    Sign,
    /// 訪問 with a place.
    Visit,
    /// 訪問 behind a verb of arriving.
    Trip,
    /// 抵達.
    Arrive,
    /// 示威.
    Protest,
    /// 聲明, 社評.
    Paper,
    /// 發表.
    Publish,
    /// Twitter.
    Platform,
    /// 發文.
    Post,
    /// 例行.
    Modifier,
    /// 河內, 上一輪: tells which.
    Mark,
    /// Part of another word.
    Skip,
    /// 將, 沒有.
    Unreal,
    /// 後, 期間.
    Real,
    /// 舉行.
    Hold,
    /// 宣布, behind one who does and a day.
    Announce,
    /// 隨後: between one who announces and the verb.
    Then,
    /// 機制: what stands before it is an arrangement.
    Standing,
    /// 會談後: of the day of what came before.
    Follow,
    /// 上次, 曾: background, of a day not told.
    Past,
}

/// A row's meaning.
pub(super) type Entry = (Role, Option<OccasionKind>);

/// The table.
#[derive(Debug)]
pub(super) struct Table {
    forms: Forms<Entry>,
    /// The characters that open a head or a word to be passed as a whole, and the mark of a title.
    heads: Characters,
}

/// The table, read once.
pub(super) fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("../../tables/occasions.tsv")));
    &TABLE
}

impl Table {
    /// Reads a table; a test holds that every row says something.
    fn read(table: &str) -> Self {
        let mut forms = Forms::default();
        let mut heads: Characters = ['《'].into_iter().collect();
        for (all, role, kind) in rows(table) {
            let Some(role) = role_of(role) else { continue };
            let kind = OccasionKind::parse(kind);
            for form in all.split(' ').map(level) {
                if kind.is_some() || role == Role::Skip {
                    form.chars().next().into_iter().for_each(|c| heads.add(c));
                }
                forms.add(form, (role, kind));
            }
        }
        Self { forms, heads }
    }

    /// The meanings of the longest form at the head of `rest` that names an occasion or is to be passed, in the order of the
    /// rows, each with its length in bytes. 會談後 tells when, and 會談 is the head in it.
    pub(super) fn at(&self, rest: &str) -> impl Iterator<Item = (Entry, usize)> {
        let mut longest = 0;
        let heads = self.forms.at(rest).filter(|((role, kind), _)| kind.is_some() || *role == Role::Skip);
        heads.map(|(&entry, len)| (entry, len)).take_while(move |&(_, len)| {
            longest = longest.max(len);
            len == longest
        })
    }

    /// The longest form with `role` at the head of `rest`.
    pub(super) fn role_at(&self, rest: &str, role: Role) -> Option<(Option<OccasionKind>, usize)> {
        self.forms.at(rest).find(|(e, _)| e.0 == role).map(|(e, len)| (e.1, len))
    }

    /// Length of the longest form with `role` that `before` ends with, in bytes.
    pub(super) fn role_before(&self, before: &str, role: Role) -> Option<usize> {
        let starts = before.char_indices().rev().take(LONGEST).map(|(i, _)| i);
        let fits =
            |&i: &usize| self.role_at(&before[i..], role).is_some_and(|(_, len)| i + len == before.len());
        starts.filter(fits).last().map(|i| before.len() - i)
    }

    /// The characters at which a naming may begin to be looked for.
    pub(super) fn heads(&self) -> &Characters {
        &self.heads
    }
}

/// Characters a modifier may have.
const LONGEST: usize = 6;

/// Forms, role and kind of every row.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?))
    })
}

fn role_of(name: &str) -> Option<Role> {
    Some(match name {
        "event" => Role::Event,
        "named" => Role::Named,
        "talk" => Role::Talk,
        "weak" => Role::Weak,
        "call" => Role::Call,
        "speech" => Role::Speech,
        "meet" => Role::Meet,
        "accept" => Role::Accept,
        "tell" => Role::Tell,
        "within" => Role::Within,
        "show" => Role::Show,
        "sign" => Role::Sign,
        "visit" => Role::Visit,
        "trip" => Role::Trip,
        "arrive" => Role::Arrive,
        "protest" => Role::Protest,
        "paper" => Role::Paper,
        "publish" => Role::Publish,
        "platform" => Role::Platform,
        "post" => Role::Post,
        "modifier" => Role::Modifier,
        "mark" => Role::Mark,
        "skip" => Role::Skip,
        "unreal" => Role::Unreal,
        "real" => Role::Real,
        "hold" => Role::Hold,
        "announce" => Role::Announce,
        "then" => Role::Then,
        "standing" => Role::Standing,
        "follow" => Role::Follow,
        "past" => Role::Past,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for line in include_str!("../../tables/occasions.tsv").lines().filter(|l| !l.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            assert_eq!(columns.len(), 4, "{line}");
            assert!(role_of(columns[1]).is_some(), "{line}");
            assert!(columns[2] == "-" || OccasionKind::parse(columns[2]).is_some(), "{line}");
        }
    }
}
