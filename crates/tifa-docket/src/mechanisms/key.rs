//! What is left of a mechanism's name without parties, rounds and marks: by it namings of one thing are told.

use super::table::{Head, Kind, Part, tables};
use crate::parties::parties;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tifa_record::level;

use crate::table::{bars, columns};

/// A name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// What it is about and which it is, without parties, rounds and marks; empty for a bare head.
    pub(crate) topic: String,
    /// Its last word, without 機制 and the like behind a word of talk.
    pub(crate) head: String,
    /// What kind of thing it is.
    pub(crate) kind: Kind,
    /// Whether it is a whole name of the table.
    pub(crate) whole: bool,
    /// Parties the name names, ordered.
    pub(crate) parties: Vec<String>,
}

/// Names of mechanisms that are one, from the folded other name to the name shown.
#[derive(Debug, Clone, Default)]
pub struct Names {
    shown: BTreeMap<String, String>,
}

static SHIPPED: LazyLock<Names> =
    LazyLock::new(|| Names::default().with(include_str!("../../tables/mechanism_names.tsv")));

impl Names {
    /// The names that come with tifa.
    pub fn shipped() -> &'static Names {
        &SHIPPED
    }

    /// These names with those of `table`: rows of `name, other names, reason`, the other names between bars, in either
    /// script. What `table` says of a name replaces what was said of it.
    #[must_use]
    pub fn with(&self, table: &str) -> Names {
        let mut names = self.clone();
        for row in columns(table) {
            let (Some(&name), Some(&others)) = (row.first(), row.get(1)) else { continue };
            for form in std::iter::once(name).chain(bars(others)) {
                names.shown.insert(bare(form), name.to_owned());
            }
        }
        names
    }

    /// The name that is shown for `name`: itself, when no table has it.
    pub fn shown<'n>(&'n self, name: &'n str) -> &'n str {
        self.shown.get(&bare(name)).map_or(name, String::as_str)
    }

    /// Whether a name tells no more than what kind of thing it is (談判, 中美磋商), so that only the topics of its sentence
    /// tell which.
    pub fn is_bare(&self, name: &str) -> bool {
        let key = self.key(name);
        !key.whole && key.topic.is_empty()
    }

    /// Whether a mechanism called `name` may be one that `asked` asks for: its head and topic fit, whatever its parties.
    /// Namings of one mechanism share both, so what does not fit can be left out before they are put together.
    pub fn may_answer(&self, asked: &str, name: &str) -> bool {
        let (asked, key) = (self.key(asked), self.key(name));
        if asked.whole {
            return key.whole && key.head == asked.head;
        }
        if asked.head.is_empty() {
            return key.topic.contains(asked.topic.as_str());
        }
        (asked.topic.is_empty() || key.topic == asked.topic) && key.may_be(&asked)
    }

    /// Takes a name apart.
    pub(crate) fn key(&self, name: &str) -> Key {
        let text = bare(self.shown(name));
        let (mut kind, mut whole) = (Kind::Paper, false);
        let (mut head, mut head_end) = (text.len(), text.len());
        let mut talk: Option<(usize, usize)> = None;
        for hit in tables().heads.find(&text) {
            let (start, end) = (hit.range.start as usize, hit.range.end as usize);
            match hit.class {
                Head::Last(k) => {
                    if head_end == start && talk.is_some() && k == Kind::Standing {
                        // 磋商機制 is the talk.
                        head_end = end;
                        continue;
                    }
                    if head_end != start {
                        head = start;
                    }
                    (head_end, kind, whole) = (end, k, false);
                    talk = (k == Kind::Talks).then_some((start, end));
                }
                Head::Whole(k) => {
                    (head, head_end, kind, whole, talk) = (start, end, k, true, None);
                }
                Head::Tail if head_end == start => head_end = end,
                Head::Tail | Head::Skip => {}
            }
        }
        if head_end != text.len() {
            (head, talk) = (text.len(), None);
        }
        let (start, end) = talk.unwrap_or((head, text.len()));
        let (topic, last) = (text.get(..start).unwrap_or_default(), text.get(start..end).unwrap_or_default());
        let namings = parties().find(topic);
        let mut left = String::new();
        let mut at = 0;
        let mut between: Vec<String> = Vec::new();
        for n in &namings {
            left.push_str(topic.get(at..n.start).unwrap_or_default());
            at = n.end;
            between.extend(n.parties.iter().map(|p| (*p).to_owned()));
        }
        left.push_str(topic.get(at..).unwrap_or_default());
        between.sort_unstable();
        between.dedup();
        Key { topic: which(&left, !namings.is_empty()), head: last.to_owned(), kind, whole, parties: between }
    }
}

/// A name levelled, without marks and blanks.
fn bare(name: &str) -> String {
    level(name).chars().filter(|c| c.is_alphanumeric() || *c == '+').collect()
}

/// What tells which one, of what stands before a head: no rounds, no 兩國, no joiners at the ends.
fn which(topic: &str, joined: bool) -> String {
    let mut out = String::new();
    let mut at = 0;
    for hit in tables().parts.find(topic) {
        let (start, end) = (hit.range.start as usize, hit.range.end as usize);
        if matches!(hit.class, Part::Round | Part::Both) {
            out.push_str(topic.get(at..start).unwrap_or_default());
            at = end;
        }
    }
    out.push_str(topic.get(at..).unwrap_or_default());
    let counted = out.strip_prefix('第').unwrap_or(&out);
    let rest = counted.trim_start_matches(|c: char| "一二三四五六七八九十百零〇两0123456789".contains(c));
    let round = rest.strip_prefix(['轮', '届', '次']).filter(|_| rest.len() < counted.len());
    let left = round.unwrap_or(&out);
    // What is left of 中國和東盟的… when the parties are gone.
    let left = if joined { left.trim_start_matches(['和', '与', '及']) } else { left };
    let left = left.strip_suffix("领域").unwrap_or(left);
    left.trim_start_matches('的').trim_end_matches('的').to_owned()
}

impl Key {
    /// Whether only a head is left: it may be anything.
    pub(crate) fn is_bare(&self) -> bool {
        self.topic.is_empty() && self.parties.is_empty()
    }

    /// Whether two kinds of things may be one: a dialogue and its mechanism are, a paper and a meeting are not.
    pub(crate) fn may_be(&self, other: &Key) -> bool {
        let family = |k: Kind| match k {
            Kind::Talks | Kind::Standing | Kind::Line => 0,
            Kind::Meeting => 1,
            Kind::Forum => 2,
            Kind::Paper => 3,
            Kind::Flow => 4,
            Kind::Year => 5,
            Kind::Ongoing => 6,
        };
        family(self.kind) == family(other.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        for (name, topic, head, parties) in [
            ("中美海洋事務磋商", "海洋事务", "磋商", "中国+美国"),
            ("海洋事务磋商", "海洋事务", "磋商", ""),
            ("第二輪海洋事務磋商機制", "海洋事务", "磋商", ""),
            ("第二届中国－中亚峰会", "", "峰会", "中亚+中国"),
            ("「一帶一路」倡議", "", "一带一路", ""),
            ("談判", "", "谈判", ""),
            ("中日高級別人文交流磋商機制", "高级别人文交流", "磋商", "中国+日本"),
        ] {
            let key = Names::shipped().key(name);
            assert_eq!(
                (key.topic.as_str(), key.head.as_str(), key.parties.join("+").as_str()),
                (topic, head, parties),
                "{name}"
            );
        }
    }

    #[test]
    fn a_users_names_count() {
        let names = Names::shipped().with("中日海空聯絡機制\t海空聯絡熱線 | 中日熱線\tmine\n");
        assert_eq!(names.shown("中日热线"), "中日海空聯絡機制");
        assert_eq!(names.shown("別的"), "別的");
    }
}
