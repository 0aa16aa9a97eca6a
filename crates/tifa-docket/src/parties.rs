//! The parties that a text names: states, groups of states, sides.

use crate::table::{bars, columns};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tifa_record::level;
use tifa_record::register::Register;
use tifa_text::Words;

/// A naming of one party or of several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Naming {
    /// First byte.
    pub(crate) start: usize,
    /// Byte behind the last.
    pub(crate) end: usize,
    /// Names of the parties, as the tables have them.
    pub(crate) parties: Vec<&'static str>,
    /// Whether it is 中方: a side that acts, and no part of a name.
    pub(crate) side: bool,
}

impl Naming {
    /// Whether it names two or more: 中美, 兩韓, or a group.
    pub(crate) fn is_joint(&self) -> bool {
        self.parties.len() > 1
    }
}

/// What a form is.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// A whole name: index of the party.
    Whole(u32),
    /// A form of one character.
    Short(u32),
    /// Part of another word.
    Skip,
}

/// The table of parties.
#[derive(Debug)]
pub(crate) struct Parties {
    names: Vec<String>,
    words: Words,
    forms: Vec<Form>,
    /// Forms of one character, of which a row of such forms holds one.
    core: Vec<char>,
    /// Names of parties that have several states as members.
    groups: Vec<String>,
}

/// The table, read on first use.
pub(crate) fn parties() -> &'static Parties {
    static PARTIES: LazyLock<Parties> = LazyLock::new(Parties::read);
    &PARTIES
}

/// Both sides of what is named by one word.
const PAIRS: [(&str, [&str; 2]); 3] =
    [("港澳", ["香港", "澳门"]), ("两岸", ["中国大陆", "台湾"]), ("两韩", ["朝鲜", "韩国"])];

impl Parties {
    fn read() -> Self {
        let mut names: Vec<String> = Vec::new();
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        let mut all: BTreeMap<String, Form> = BTreeMap::new();
        let mut core = Vec::new();
        let mut index = |name: &str| {
            *known.entry(name.to_owned()).or_insert_with(|| {
                names.push(name.to_owned());
                u32::try_from(names.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let mut add = |form: &str, party: u32| {
            let form = level(form);
            let short = form.chars().count() == 1;
            all.entry(form).or_insert(if short { Form::Short(party) } else { Form::Whole(party) });
        };
        for (form, name) in Register::shipped().states() {
            add(form, index(&level(name)));
        }
        let (mut skips, mut groups) = (Vec::new(), Vec::new());
        for row in columns(include_str!("../tables/parties.tsv")) {
            let (Some(&name), Some(&others)) = (row.first(), row.get(1)) else { continue };
            match name {
                "@" => groups.extend(bars(others).map(level)),
                "+" => core.extend(bars(others).filter_map(|f| level(f).chars().next())),
                "-" => skips.extend(bars(others).map(level)),
                _ => {
                    let short_only = name.strip_prefix('=');
                    let party = index(&level(short_only.unwrap_or(name)));
                    add(short_only.unwrap_or(name), party);
                    bars(others).for_each(|form| add(form, party));
                }
            }
        }
        for skip in skips {
            all.insert(skip, Form::Skip);
        }
        let (keys, forms): (Vec<String>, Vec<Form>) = all.into_iter().unzip();
        Self { words: Words::new(keys.into_iter().zip(0..)), names, forms, core, groups }
    }

    /// Whether a party is a group of states.
    pub(crate) fn is_group(&self, party: &str) -> bool {
        self.groups.iter().any(|g| g == party)
    }

    fn name(&self, party: u32) -> &str {
        self.names.get(party as usize).map_or("", String::as_str)
    }

    /// The parties of a name that stands for two sides, else the one.
    fn expand(&'static self, party: u32) -> Vec<&'static str> {
        let name = self.name(party);
        PAIRS.iter().find(|(n, _)| *n == name).map_or_else(|| vec![name], |(_, both)| both.to_vec())
    }

    /// The parties named in a levelled text, in order: whole names, rows of one-character forms (中美), sides (俄方).
    pub(crate) fn find(&'static self, text: &str) -> Vec<Naming> {
        let mut out: Vec<Naming> = Vec::new();
        let mut row: Vec<(usize, usize, u32)> = Vec::new();
        for (start, end, i) in self.words.find(text) {
            let form = self.forms.get(i as usize).copied().unwrap_or(Form::Skip);
            if row.last().is_some_and(|r| r.1 != start) || !matches!(form, Form::Short(_)) {
                self.close(text, &mut row, &mut out);
            }
            match form {
                Form::Short(party) => row.push((start, end, party)),
                Form::Whole(party) => {
                    out.push(Naming { start, end, parties: self.expand(party), side: false })
                }
                Form::Skip => {}
            }
        }
        self.close(text, &mut row, &mut out);
        out
    }

    /// Takes a row of one-character forms as what it names.
    fn close(&'static self, text: &str, row: &mut Vec<(usize, usize, u32)>, out: &mut Vec<Naming>) {
        let (Some(&(start, ..)), Some(&(last, end, _))) = (row.first(), row.last()) else { return };
        let side = text.get(end..).is_some_and(|rest| rest.starts_with('方'));
        let core = text.get(start..end).is_some_and(|t| t.chars().any(|c| self.core.contains(&c)));
        if row.len() > 1 && core {
            let mut parties: Vec<&'static str> = row.iter().map(|r| self.name(r.2)).collect();
            let mut seen = Vec::new();
            parties.retain(|p| {
                !seen.contains(p) && {
                    seen.push(p);
                    true
                }
            });
            out.push(Naming { start, end, parties, side: false });
        } else if side && core {
            // One character outside the core may stand for anybody: 塔方 is whoever the text has called 塔 before.
            let party = row.last().map_or("", |r| self.name(r.2));
            out.push(Naming { start: last, end: end + '方'.len_utf8(), parties: vec![party], side: true });
        }
        row.clear();
    }
}

/// All parties of several namings, each once.
pub(crate) fn all(namings: &[Naming]) -> Vec<&'static str> {
    let mut out = Vec::new();
    for party in namings.iter().flat_map(|n| &n.parties) {
        if !out.contains(party) {
            out.push(*party);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_are_found() {
        for (text, expect) in [
            ("中美海洋事務磋商", &["中国+美国"][..]),
            ("中方願同俄方", &["中国", "俄罗斯"]),
            ("貝寧和中國", &["贝宁", "中国"]),
            ("其中美國", &["美国"]),
            ("以加強對話", &[]),
            ("港澳規則", &["香港+澳门"]),
            ("兩岸", &["中国大陆+台湾"]),
            ("第二屆中國－中亞峰會", &["中国", "中亚"]),
            ("非法入境", &[]),
            ("中日韓自貿協定", &["中国+日本+韩国"]),
            ("G20峰會", &["二十国集团"]),
        ] {
            let found: Vec<String> =
                parties().find(&level(text)).iter().map(|n| n.parties.join("+")).collect();
            assert_eq!(found, expect, "{text}");
        }
    }

    #[test]
    fn every_row_says_something() {
        for row in columns(include_str!("../tables/parties.tsv")) {
            assert_eq!(row.len(), 3, "{row:?}");
        }
    }
}
