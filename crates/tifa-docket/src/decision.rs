//! What people say of entries: decisions, the log they make, and how an entry stands by it.
//!
//! A decision is never changed and never removed; it is undone by another one. So the log of one person and that of another
//! can be put together by taking all of both, and whoever puts them together sees where they differ.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a decision is about: an entry, held by its document, its range and its words, so that it can be found again when
/// the extractor or the file has changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// Kind of entry.
    pub kind: String,
    /// Document id.
    pub document: String,
    /// Name of its file.
    pub source: String,
    /// Identity of its body text, which other files may share.
    pub body: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words.
    pub text: String,
    /// Of the entries of this kind with these words in the document, which: from 0.
    pub nth: u32,
}

/// What is said of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// It is right.
    Confirm,
    /// It is no such entry.
    Reject,
    /// One of its fields should read otherwise.
    Correct {
        /// Name of the field, as in the export.
        field: String,
        /// What it should say.
        value: String,
    },
    /// It is one with another entry: of one mechanism, of one series.
    Merge {
        /// The other.
        with: Anchor,
    },
    /// It is not one with those it was joined to.
    Split,
    /// A remark.
    Note {
        /// The remark.
        note: String,
    },
    /// An earlier decision does not count any more.
    Undo {
        /// Its id.
        decision: String,
    },
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its id: the same decision has the same one in every archive.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
    /// About what.
    pub entry: Anchor,
    /// What is said of it.
    #[serde(flatten)]
    pub action: Action,
    /// Name and version of the extractor whose entry it was.
    pub extractor: String,
    /// Its version.
    pub version: u32,
}

/// What several people say differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// What they differ in: `verdict`, or the name of a field.
    pub on: String,
    /// Who says what, in the order of time.
    pub said: Vec<Said>,
}

/// What one person says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What: `confirmed`, `rejected`, or a value.
    pub value: String,
}

/// How an entry stands by the decisions about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Standing {
    /// `confirmed` or `rejected`, by the last who said so.
    pub verdict: Option<Said>,
    /// Corrected fields, with the last value said of each.
    pub corrected: BTreeMap<String, Said>,
    /// Remarks, in the order of time.
    pub notes: Vec<Said>,
    /// Entries it is one with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Anchor>,
    /// Whether it stands apart from those it was joined to.
    pub split: bool,
    /// Where people differ. The last one counts until they agree.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
}

impl Standing {
    /// Whether it was rejected.
    pub fn is_rejected(&self) -> bool {
        self.verdict.as_ref().is_some_and(|v| v.value == REJECTED)
    }

    /// Whether somebody has confirmed, corrected or rejected it.
    pub fn is_decided(&self) -> bool {
        self.verdict.is_some() || !self.corrected.is_empty()
    }
}

const CONFIRMED: &str = "confirmed";
const REJECTED: &str = "rejected";

/// How an entry stands by `decisions`, all of them about it. Those in `undone` do not count; the order does not matter.
pub fn standing<'d>(
    decisions: impl IntoIterator<Item = &'d Decision>,
    undone: &BTreeSet<String>,
) -> Standing {
    let mut counted: Vec<&Decision> = decisions.into_iter().filter(|d| !undone.contains(&d.id)).collect();
    counted.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    counted.dedup_by(|a, b| a.id == b.id);
    let mut standing = Standing::default();
    let mut verdicts: Vec<Said> = Vec::new();
    let mut fields: BTreeMap<String, Vec<Said>> = BTreeMap::new();
    for decision in counted {
        let said = |value: &str| Said { by: decision.by.clone(), at: decision.at, value: value.to_owned() };
        match &decision.action {
            Action::Confirm => verdicts.push(said(CONFIRMED)),
            Action::Reject => verdicts.push(said(REJECTED)),
            Action::Correct { field, value } => {
                fields.entry(field.clone()).or_default().push(said(value));
                // Whoever corrects a field says that the entry is one.
                verdicts.push(said(CONFIRMED));
            }
            Action::Note { note } => standing.notes.push(said(note)),
            Action::Merge { with } => {
                standing.split = false;
                if !standing.merged.contains(with) {
                    standing.merged.push(with.clone());
                }
            }
            Action::Split => {
                standing.merged.clear();
                standing.split = true;
            }
            Action::Undo { .. } => {}
        }
    }
    standing.conflicts.extend(conflict("verdict", &verdicts));
    standing.verdict = verdicts.pop();
    for (field, mut said) in fields {
        standing.conflicts.extend(conflict(&field, &said));
        if let Some(last) = said.pop() {
            standing.corrected.insert(field, last);
        }
    }
    standing
}

/// Where the last words of each person differ.
fn conflict(on: &str, said: &[Said]) -> Option<Conflict> {
    let mut last: Vec<&Said> = Vec::new();
    for s in said {
        last.retain(|l| l.by != s.by);
        last.push(s);
    }
    let first = last.first()?;
    let differs = last.iter().any(|s| s.value != first.value);
    differs.then(|| Conflict { on: on.to_owned(), said: last.into_iter().cloned().collect() })
}

/// The ids of the decisions that are undone: by a decision that is not itself undone.
pub fn undone<'d>(log: impl IntoIterator<Item = &'d Decision>) -> BTreeSet<String> {
    let mut undoing: Vec<(&Decision, &String)> = log
        .into_iter()
        .filter_map(|d| match &d.action {
            Action::Undo { decision } => Some((d, decision)),
            _ => None,
        })
        .collect();
    // An undoing is undone only by a later one, so the latest is settled first.
    undoing.sort_by(|(a, _), (b, _)| (b.at, &b.id).cmp(&(a.at, &a.id)));
    let mut out = BTreeSet::new();
    for (by, decision) in undoing {
        if !out.contains(&by.id) {
            out.insert(decision.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decisions in words: `ann confirm`, `ben state=held`, `ann undo 0`, numbered in the order of time.
    fn log(lines: &[&str]) -> Vec<Decision> {
        let anchor = Anchor {
            kind: "mechanism".to_owned(),
            document: "0123456789abcdef".to_owned(),
            source: "a.md".to_owned(),
            body: "b".to_owned(),
            start: 3,
            end: 9,
            text: "磋商".to_owned(),
            nth: 0,
        };
        let parse = |(i, line): (usize, &&str)| {
            let (by, what) = line.split_once(' ').unwrap();
            let action = match what.split_once([' ', '=']) {
                None if what == "confirm" => Action::Confirm,
                None if what == "split" => Action::Split,
                None if what == "merge" => Action::Merge { with: anchor.clone() },
                None => Action::Reject,
                Some(("undo", n)) => Action::Undo { decision: n.to_owned() },
                Some(("note", note)) => Action::Note { note: note.to_owned() },
                Some((field, value)) => Action::Correct { field: field.to_owned(), value: value.to_owned() },
            };
            let at = Timestamp::from_second(i as i64).unwrap();
            let (id, by, extractor) = (i.to_string(), by.to_owned(), String::new());
            Decision { id, at, by, entry: anchor.clone(), action, extractor, version: 1 }
        };
        lines.iter().enumerate().map(parse).collect()
    }

    /// Verdict, corrections and conflicts in one line.
    fn check(lines: &[&str], expect: &str) {
        let log = log(lines);
        let undone = undone(&log);
        let s = standing(&log, &undone);
        let mut shown = s.verdict.as_ref().map_or("open".to_owned(), |v| v.value.clone());
        s.corrected.iter().for_each(|(f, v)| shown += &format!(" {f}={}", v.value));
        s.notes.iter().for_each(|n| shown += &format!(" note:{}", n.value));
        s.conflicts.iter().for_each(|c| {
            let said: Vec<String> = c.said.iter().map(|s| format!("{}:{}", s.by, s.value)).collect();
            shown += &format!(" [{} {}]", c.on, said.join(" "));
        });
        shown += if s.merged.is_empty() { "" } else { " merged" };
        shown += if s.split { " split" } else { "" };
        assert_eq!(shown, expect, "{lines:?}");
        let mut backwards = log;
        backwards.reverse();
        assert_eq!(standing(&backwards, &undone), s, "the order of the log does not matter");
    }

    #[test]
    fn the_last_word_counts_and_differences_are_shown() {
        check(&[], "open");
        check(&["ann confirm"], "confirmed");
        check(&["ann confirm", "ann reject"], "rejected");
        check(&["ann confirm", "ben reject"], "rejected [verdict ann:confirmed ben:rejected]");
        check(&["ann confirm", "ben reject", "ben confirm"], "confirmed");
        check(&["ann state=held", "ann note 見另稿"], "confirmed state=held note:見另稿");
        check(&["ann state=held", "ben state=agreed"], "confirmed state=agreed [state ann:held ben:agreed]");
        check(&["ann merge"], "open merged");
        check(&["ann merge", "ben split"], "open split");
    }

    #[test]
    fn what_is_undone_does_not_count_and_can_be_done_again() {
        check(&["ann reject", "ben undo 0"], "open");
        check(&["ann reject", "ben undo 0", "ann undo 1"], "rejected");
        check(&["ann reject", "ben undo 7"], "rejected");
    }
}
