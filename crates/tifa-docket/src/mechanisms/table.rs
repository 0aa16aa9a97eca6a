//! The tables of mechanisms, read once: heads of names, words of names, words of states.

use crate::table::Table;
use std::sync::LazyLock;

/// What kind of thing a head names, by what is done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// 峰會: those who lead meet, once a round.
    Meeting,
    /// 論壇: comes again, and is named.
    Forum,
    /// 磋商: talk; bare it may be anything.
    Talks,
    /// 機制: stands whether it is used or not.
    Standing,
    /// 熱線: a line.
    Line,
    /// 協定: a paper that parties sign or issue.
    Paper,
    /// 航班: traffic and exchange.
    Flow,
    /// 旅遊年: a year given to exchange.
    Year,
    /// 一帶一路: work in common that goes on.
    Ongoing,
}

/// What a word of the table of heads is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// The last word of a name.
    Last(Kind),
    /// A name that stands whole.
    Whole(Kind),
    /// Goes on behind another head.
    Tail,
    /// Holds a head and is none.
    Skip,
}

/// What a word before a head does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// 戰略, 軍控: tells which.
    Modifier,
    /// 合作: belongs to a name, and tells little.
    Weak,
    /// 河內: where it was made.
    Place,
    /// 副部級: who meets.
    Level,
    /// 首輪, 所有: which round, how many.
    Round,
    /// 和: inside a name.
    Joiner,
    /// Ends a name.
    Break,
    /// 雙方: the parties of the document.
    Both,
}

/// What a word round a name says of its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// 舉行.
    Hold,
    /// 出席.
    Attend,
    /// 閉幕.
    Close,
    /// 簽署.
    Conclude,
    /// 建立.
    Start,
    /// 重啟.
    Resume,
    /// 中斷.
    Suspend,
    /// 取消.
    Cancel,
    /// 退出.
    End,
    /// 利用, 遵守.
    Use,
    /// 推進.
    GoOn,
    /// 籌備.
    Prepare,
    /// 違反.
    Breach,
    /// 商討.
    Draft,
    /// 提議.
    Put,
    /// 通過: papers are passed, things are settled by talk.
    Pass,
    /// 赴: on the way.
    Go,
    /// 成果: what has been held bears fruit.
    Fruit,
    /// 周年: what is remembered.
    Memory,
    /// 將.
    Future,
    /// 曾.
    Past,
    /// 正在.
    Now,
    /// 同意.
    Agree,
    /// 願.
    Wish,
    /// 呼籲.
    Urge,
    /// 如果.
    If,
    /// 沒有.
    Not,
    /// 通過 (對話解決).
    Means,
    /// Holds another word and is none.
    Skip,
}

/// The tables.
#[derive(Debug)]
pub(crate) struct Tables {
    /// Words that names end with, and whole names.
    pub(crate) heads: Table<Head>,
    /// Words of names.
    pub(crate) parts: Table<Part>,
    /// Words of states.
    pub(crate) signs: Table<Sign>,
}

const HEADS: &str = include_str!("../../tables/mechanisms.tsv");
const PARTS: &str = include_str!("../../tables/mechanism_parts.tsv");
const SIGNS: &str = include_str!("../../tables/mechanism_states.tsv");

/// The tables, read on first use.
pub(crate) fn tables() -> &'static Tables {
    static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
        heads: Table::read(HEADS, head),
        parts: Table::read(PARTS, part),
        signs: Table::read(SIGNS, sign),
    });
    &TABLES
}

fn head(class: &str) -> Option<Head> {
    let kind = |name| {
        Some(match name {
            "meeting" => Kind::Meeting,
            "forum" => Kind::Forum,
            "talks" => Kind::Talks,
            "standing" => Kind::Standing,
            "line" => Kind::Line,
            "paper" => Kind::Paper,
            "flow" => Kind::Flow,
            "year" => Kind::Year,
            "ongoing" => Kind::Ongoing,
            _ => return None,
        })
    };
    match class {
        "skip" => Some(Head::Skip),
        "tail" => Some(Head::Tail),
        _ => match class.strip_prefix("whole-") {
            Some(name) => kind(name).map(Head::Whole),
            None => kind(class).map(Head::Last),
        },
    }
}

fn part(class: &str) -> Option<Part> {
    Some(match class {
        "modifier" => Part::Modifier,
        "weak" => Part::Weak,
        "place" => Part::Place,
        "level" => Part::Level,
        "ordinal" => Part::Round,
        "joiner" => Part::Joiner,
        "break" => Part::Break,
        "both" => Part::Both,
        _ => return None,
    })
}

fn sign(class: &str) -> Option<Sign> {
    Some(match class {
        "hold" => Sign::Hold,
        "attend" => Sign::Attend,
        "close" => Sign::Close,
        "conclude" => Sign::Conclude,
        "start" => Sign::Start,
        "resume" => Sign::Resume,
        "suspend" => Sign::Suspend,
        "cancel" => Sign::Cancel,
        "end" => Sign::End,
        "use" => Sign::Use,
        "goon" => Sign::GoOn,
        "prepare" => Sign::Prepare,
        "breach" => Sign::Breach,
        "draft" => Sign::Draft,
        "put" => Sign::Put,
        "pass" => Sign::Pass,
        "go" => Sign::Go,
        "fruit" => Sign::Fruit,
        "memory" => Sign::Memory,
        "future" => Sign::Future,
        "past" => Sign::Past,
        "now" => Sign::Now,
        "agree" => Sign::Agree,
        "wish" => Sign::Wish,
        "urge" => Sign::Urge,
        "if" => Sign::If,
        "not" => Sign::Not,
        "means" => Sign::Means,
        "skip" => Sign::Skip,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::columns;
    use std::collections::BTreeSet;
    use tifa_record::level;

    #[test]
    fn every_row_is_read_and_no_form_stands_twice() {
        type Parse = fn(&str) -> bool;
        let tables: [(&str, Parse); 3] =
            [(HEADS, |c| head(c).is_some()), (PARTS, |c| part(c).is_some()), (SIGNS, |c| sign(c).is_some())];
        for (table, read) in tables {
            let mut seen = BTreeSet::new();
            for row in columns(table) {
                assert!(row.len() == 3 && read(row[1]), "{row:?}");
                for form in row[0].split(' ') {
                    assert!(seen.insert(level(form)), "{form} stands twice");
                }
            }
        }
    }
}
