//! A speaker that is asked for.

use super::{By, Evidence, Register, parts};
use std::collections::BTreeSet;
use tifa_text::fold;

/// A speaker that is asked for: by any of his names, or by a part of one.
///
/// A whole name of somebody in the register asks for that person, under whatever name he is printed and also where only
/// his office is. Anything else is a part of a name: it finds the names that contain it, and the people one of whose
/// names does.
#[derive(Debug, Clone)]
pub struct Query<'a> {
    register: &'a Register,
    folded: String,
    /// Names the register uses for those who are asked for.
    people: BTreeSet<&'a str>,
    /// Whether the whole of a name was given.
    whole: bool,
    /// Folded Chinese names of those who are asked for, where the whole of one was given: 特朗普政府 is found by 川普 as
    /// it is by 特朗普.
    forms: Vec<String>,
}

impl<'a> Query<'a> {
    pub(super) fn new(register: &'a Register, wanted: &str) -> Self {
        let folded = fold(wanted).text;
        let whole = register.names.contains_key(&folded);
        let mut people = BTreeSet::new();
        let mut add = |bearers: &[(usize, bool)]| {
            people.extend(
                bearers.iter().filter_map(|(i, _)| register.entries.get(*i)).map(|e| e.name.as_str()),
            );
        };
        if whole {
            register.names.get(&folded).into_iter().for_each(|bearers| add(bearers));
        } else if folded.chars().count() > 1 {
            register.names.iter().filter(|(n, _)| n.contains(&folded)).for_each(|(_, bearers)| add(bearers));
        }
        let his = |e: &&super::Entry| whole && people.contains(e.name.as_str());
        let aliases = |e: &'a super::Entry| e.aliases.iter().map(|a| (a.form.as_str(), a.shared));
        let names = register.entries.iter().filter(his).flat_map(|e| {
            let own = register.names.get(&fold(&e.name).text).is_some_and(|b| matches!(b[..], [(_, true)]));
            aliases(e).chain([(e.name.as_str(), !own)])
        });
        let forms = names.filter(|(form, shared)| !shared && form.chars().all(|c| !c.is_ascii()));
        let forms = forms.map(|(form, _)| fold(form).text).filter(|form| form.chars().count() > 1).collect();
        Self { register, folded, people, whole, forms }
    }

    /// Whether nothing is left of it after folding.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// Whether the words printed as a speaker are his, alone or together with others.
    pub fn matches(&self, printed: &str, evidence: Evidence<'_>) -> bool {
        parts(printed).any(|part| self.matches_one(part, evidence))
    }

    /// Whether a folded name contains the one asked for, or another of the same person.
    fn is_in(&self, folded: &str) -> bool {
        if !self.whole {
            return folded.contains(&self.folded);
        }
        let mut forms = self.forms.iter().chain([&self.folded]);
        forms.any(|form| {
            folded.match_indices(form.as_str()).any(|(at, _)| !self.is_another(folded, at, form.len()))
        })
    }

    /// Whether `len` bytes at `at` are a part of the name of somebody else or of a state: 羅斯 in 俄羅斯.
    fn is_another(&self, folded: &str, at: usize, len: usize) -> bool {
        let starts = folded[..at].char_indices().map(|(i, _)| i).chain([at]);
        let ends = folded[at + len..].char_indices().map(|(i, c)| at + len + i + c.len_utf8());
        let ends: Vec<usize> = [at + len].into_iter().chain(ends).collect();
        let names = starts.flat_map(|start| ends.iter().map(move |&end| &folded[start..end]));
        names.filter(|name| name.len() > len && name.len() <= super::LONGEST).any(|name| {
            let bearers = self.register.names.get(name).map_or(&[][..], Vec::as_slice);
            let mut entries = bearers.iter().filter_map(|(i, _)| self.register.entries.get(*i));
            self.register.states.contains_key(name) || entries.any(|e| !self.people.contains(e.name.as_str()))
        })
    }

    fn matches_one(&self, printed: &str, evidence: Evidence<'_>) -> bool {
        let contains = self.is_in(&fold(printed).text);
        match self.register.identify(printed, evidence) {
            Some(found) if self.people.contains(found.entry.name.as_str()) => true,
            // Somebody else's name that happens to contain the one asked for.
            Some(found) => contains && !(self.whole && found.by == By::Name),
            None => contains,
        }
    }

    /// Whether the answer for `printed` may be yes under some evidence. What this denies, [`Query::matches`] denies.
    pub fn may_match(&self, printed: &str) -> bool {
        parts(printed).any(|part| {
            if self.register.is_settled(part) {
                return self.matches_one(part, Evidence::on(None));
            }
            let folded = fold(part).text;
            self.is_in(&folded)
                || !self.people.is_empty()
                    && (self.register.offices_in(&folded)
                        || self.register.bearers_in(&folded).any(|name| self.people.contains(name)))
        })
    }

    /// Whether the answer for `printed` is the same under all evidence.
    pub fn is_settled(&self, printed: &str) -> bool {
        parts(printed).all(|part| self.register.is_settled(part))
    }
}

impl Register {
    /// For each of those who speak as `printed` the keys that [`Register::key`] may give him on some day.
    pub fn keys(&self, printed: &str) -> Vec<Vec<String>> {
        let of = |part: &str| {
            let mut keys = vec![self.key(part, Evidence::default())];
            let folded = fold(part).text;
            if !self.names.contains_key(&folded) {
                keys.extend(self.bearers_in(&folded).map(Self::key_of));
            }
            keys
        };
        parts(printed).map(of).collect()
    }

    /// Whether a folded text is an office and nothing else.
    fn offices_in(&self, folded: &str) -> bool {
        folded.len() <= super::LONGEST && self.office(folded).is_some()
    }

    /// The names of those whom a folded text may name on some day.
    fn bearers_in(&self, folded: &str) -> impl Iterator<Item = &str> {
        let cuts = folded.char_indices().map(|(at, _)| at).filter(|_| folded.len() <= super::LONGEST);
        let halves = cuts.flat_map(move |at| [&folded[at..], &folded[..at]]);
        let bearers = halves.filter_map(|half| self.names.get(half)).flatten();
        bearers.filter_map(|(i, _)| self.entries.get(*i)).map(|e| e.name.as_str())
    }

    /// Whether `printed` means the same on every day.
    fn is_settled(&self, printed: &str) -> bool {
        let folded = fold(printed).text;
        match self.names.get(&folded).map(Vec::as_slice) {
            Some([(_, alone)]) => *alone,
            Some(_) => false,
            None => !self.offices_in(&folded) && !self.bearers_in(&folded).any(|_| true),
        }
    }
}
