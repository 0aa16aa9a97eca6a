//! The register: who is meant by a printed name, across documents.
//!
//! A document names a person in its own script and by its own transliteration (布林肯, 布林根), and sometimes by an office
//! alone (美國國務卿). The register is a set of tables that say which names are one person's and who held which office
//! when. It is asked when a question is answered, never when a document is read: findings keep the name as printed, so
//! a better table needs no document to be read again.
//!
//! Whoever stands in no table is still somebody: a name of his own, folded, which [`Register::key`] gives.
//!
//! Forms are compared by [`tifa_text::fold`], so one spelling serves both scripts.

mod parse;
mod period;
mod query;
#[cfg(test)]
mod tests;

pub use parse::{Fault, Table, UserTable};
pub use period::Period;
pub use query::Query;

use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;
use tifa_text::fold;

/// What an [`Entry`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A person, who can hold an office.
    Person,
    /// An organ, an outlet, an organisation.
    Body,
}

/// A person or a body with all its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which of the two.
    pub kind: Kind,
    /// The name the register uses.
    pub name: String,
    /// Other names, as the table has them.
    pub aliases: Vec<Alias>,
    /// Who it is, and why the table may say so.
    pub reason: String,
    /// Where the row stands.
    pub origin: Origin,
}

/// A name of an [`Entry`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// As written in the table.
    pub form: String,
    /// Whether others bear it too, so that the name alone does not tell (`?布什` in the table).
    pub shared: bool,
}

/// Where a row of the register stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In the tables that come with tifa.
    Shipped,
    /// In a table of the user's: name of the file and line, counted from 1.
    Lexicon(String, usize),
}

/// An office held: who was what, of which state or body, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenure {
    /// The office, by its usual name (外交部長).
    pub office: String,
    /// State or body.
    pub of: String,
    /// Who; `None` says that nobody is to be named for these days.
    pub person: Option<String>,
    /// When.
    pub period: Period,
    /// Source of the fact.
    pub reason: String,
    /// Where the row stands.
    pub origin: Origin,
}

/// What is known of the place where a name is printed.
#[derive(Clone, Copy, Default)]
pub struct Evidence<'a> {
    /// The day of the saying, else of publication.
    pub day: Option<Date>,
    /// Tells whether the document contains a folded phrase; `None` when it is not at hand.
    pub document: Option<&'a dyn Fn(&str) -> bool>,
}

impl Evidence<'_> {
    /// Of the day alone.
    pub fn on(day: Option<Date>) -> Self {
        Self { day, document: None }
    }
}

impl fmt::Debug for Evidence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Evidence").field("day", &self.day).finish_non_exhaustive()
    }
}

/// How the register knew somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// By a name.
    Name,
    /// By an office on a day.
    Office,
}

impl By {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Office => "office",
        }
    }
}

/// Whom a printed name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity<'a> {
    /// The person or body.
    pub entry: &'a Entry,
    /// How it is known.
    pub by: By,
}

/// Between the names of several who speak together (習近平+普京), as `tifa-record` writes them.
pub const TOGETHER: char = '+';

/// The tables, ready to be asked. Names are looked up folded.
#[derive(Debug, Clone, Default)]
pub struct Register {
    entries: Vec<Entry>,
    /// From a folded name to its bearers, and whether the name alone tells.
    names: BTreeMap<String, Vec<(usize, bool)>>,
    /// From a folded form of a state to its name.
    states: BTreeMap<String, String>,
    /// Folded organs that every state has (外交部).
    organs: Vec<String>,
    /// From a folded form of an office to its name, and whose it is when nothing is said.
    offices: BTreeMap<String, (String, Option<String>)>,
    /// From folded office and folded owner to those who held it. The user's rows come first.
    tenures: BTreeMap<(String, String), Vec<Tenure>>,
    /// From the folded name of a person to his offices and their periods.
    served: BTreeMap<String, Vec<(String, Period)>>,
}

static SHIPPED: LazyLock<Register> = LazyLock::new(|| parse::build(&[]).0);

/// Words before an office that leave it with its holder of the day. 時任 and 前 do not: they name an earlier holder.
const INCUMBENT: [&str; 2] = ["现任", "本届"];

/// Longest name that is looked at, in bytes once folded. A longer one is a sentence that was taken for a name.
const LONGEST: usize = 120;

impl Register {
    /// The tables that come with tifa.
    pub fn shipped() -> &'static Register {
        &SHIPPED
    }

    /// The tables that come with tifa, extended and overridden by `tables`. A row that cannot be used is left out and
    /// told; the others count.
    ///
    /// A person or body of the same name replaces the shipped one; a name given to one of the user's people is taken
    /// from the others; an office of the user's outranks the shipped rows on its days.
    pub fn extended(tables: &[UserTable<'_>]) -> (Register, Vec<Fault>) {
        parse::build(tables)
    }

    /// All people and bodies, by name.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The offices that `person` held, earliest first.
    pub fn offices_of(&self, person: &str) -> Vec<&Tenure> {
        let key = fold(person).text;
        let all = self.tenures.values().flatten();
        let mut held: Vec<&Tenure> =
            all.filter(|t| t.person.as_ref().is_some_and(|p| fold(p).text == key)).collect();
        held.sort_by(|a, b| a.period.cmp(&b.period).then_with(|| a.office.cmp(&b.office)));
        held
    }

    /// The offices of the one whom the tables call exactly `name` (that of an [`Entry`]), in no order. Unlike
    /// [`Register::offices_of`] it compares the names as they stand, which is a hundred times as fast.
    pub fn tenures_of(&self, name: &str) -> impl Iterator<Item = &Tenure> {
        self.tenures.values().flatten().filter(move |t| t.person.as_deref() == Some(name))
    }

    /// Whom `printed` means: by a name of his, or by an office that one person held on the day. `None` for a name in no
    /// table, for a shared one that nothing settles, and for several who speak together.
    ///
    /// A shared name (羅斯) is settled where the document prints it with an office (商務部長羅斯) that exactly one of its
    /// bearers held on that day. Two people of one name are never joined by the name alone.
    pub fn identify(&self, printed: &str, evidence: Evidence<'_>) -> Option<Identity<'_>> {
        let folded = fold(printed).text;
        if folded.is_empty() || folded.len() > LONGEST || printed.contains(TOGETHER) {
            return None;
        }
        let by_name = |entry| Identity { entry, by: By::Name };
        if self.names.contains_key(&folded) {
            return self.bearer(&folded, evidence).map(by_name);
        }
        if let Some(entry) = self.titled(&folded, evidence) {
            return Some(by_name(entry));
        }
        let (office, of) = self.office(&folded)?;
        self.holder(&office, of.as_deref()?, evidence.day?).map(|entry| Identity { entry, by: By::Office })
    }

    /// Who held `office` of the state or body `of` on `day`, when the tables name exactly one. Both may be written in
    /// any of their forms (外長, 美). For 該國外長 the caller knows the state.
    pub fn holder(&self, office: &str, of: &str, day: Date) -> Option<&Entry> {
        let office = fold(office).text;
        let office = self.offices.get(&office).map_or(office, |(name, _)| fold(name).text);
        let owner = self.owner(&fold(of).text);
        let rows = self.tenures.get(&(office, fold(&owner).text))?;
        let on_day = |own: bool| {
            rows.iter()
                .filter(move |t| (t.origin != Origin::Shipped) == own && t.period.surely_has(day))
                .map(|t| t.person.as_deref())
                .collect::<std::collections::BTreeSet<_>>()
        };
        let mut holders = on_day(true);
        if holders.is_empty() {
            holders = on_day(false);
        }
        let mut holders = holders.into_iter();
        match (holders.next(), holders.next()) {
            (Some(Some(person)), None) => self.entry(person),
            _ => None,
        }
    }

    /// A key that is the same for all names of one person or body, and for a name in no table the name folded. Names of
    /// an office on a day have their own key: who held it is knowledge about the name, not the name.
    pub fn key(&self, printed: &str, evidence: Evidence<'_>) -> String {
        if printed.contains(TOGETHER) {
            let mut keys: Vec<String> = parts(printed).map(|part| self.key(part, evidence)).collect();
            keys.sort_unstable();
            keys.dedup();
            return keys.join("+");
        }
        if let Some(Identity { entry, by: By::Name }) = self.identify(printed, evidence) {
            return Self::key_of(&entry.name);
        }
        let folded = fold(printed).text;
        if folded.is_empty() {
            return printed.to_owned();
        }
        self.organ(&folded).unwrap_or(folded)
    }

    /// The key of the person or body that the register calls `name`.
    pub fn key_of(name: &str) -> String {
        // A name in brackets is no folded name, so nobody unlisted can have this key.
        format!("[{name}]")
    }

    /// Whether `printed` is a form of a state's name, or of a region's that the table has with the states.
    pub fn is_state(&self, printed: &str) -> bool {
        self.states.contains_key(&fold(printed).text)
    }

    /// The forms of the names of states, and of the regions that the table has with them, folded, each with the name the
    /// table uses; ordered by form.
    pub fn states(&self) -> impl Iterator<Item = (&str, &str)> {
        self.states.iter().map(|(form, name)| (form.as_str(), name.as_str()))
    }

    /// What is asked for when a speaker is asked for by `wanted`.
    pub fn query(&self, wanted: &str) -> Query<'_> {
        Query::new(self, wanted)
    }

    /// The entry called `name` by the register.
    fn entry(&self, name: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|e| e.name.as_str().cmp(name)).ok()?;
        self.entries.get(at)
    }

    /// The one bearer of a folded name: the only one, or of those who share it the only one whose office of that day the
    /// document prints beside the name.
    fn bearer(&self, folded: &str, evidence: Evidence<'_>) -> Option<&Entry> {
        let bearers = self.names.get(folded)?;
        if let [(only, true)] = bearers.as_slice() {
            return self.entries.get(*only);
        }
        let printed = |form: &str| {
            evidence
                .document
                .is_some_and(|has| has(&format!("{form}{folded}")) || has(&format!("{folded}{form}")))
        };
        self.in_office(bearers, evidence.day?, &printed)
    }

    /// The only one of `bearers` who on `day` held an office with a form that fulfils `printed`.
    fn in_office(
        &self,
        bearers: &[(usize, bool)],
        day: Date,
        printed: &dyn Fn(&str) -> bool,
    ) -> Option<&Entry> {
        let held =
            |office: &str| self.offices.iter().any(|(form, (name, _))| name == office && printed(form));
        let mut found = bearers.iter().filter_map(|(i, _)| self.entries.get(*i)).filter(|e| {
            let served = self.served.get(&fold(&e.name).text).map_or(&[][..], Vec::as_slice);
            served.iter().any(|(office, period)| period.surely_has(day) && held(office))
        });
        match (found.next(), found.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        }
    }

    /// The person whose name stands with an office before or behind it (美國國務卿布林肯, 普京總統). For a shared name that
    /// office must be one he held on that day.
    fn titled(&self, folded: &str, evidence: Evidence<'_>) -> Option<&Entry> {
        let find = |name: &str, title: &str| {
            let bearers = self.names.get(name)?;
            let title = title.strip_prefix('前').unwrap_or(title);
            let (office, _) = self.office(title)?;
            let entry = match bearers.as_slice() {
                [(only, true)] => self.entries.get(*only),
                _ => self.in_office(bearers, evidence.day?, &|form| {
                    self.offices.get(form).is_some_and(|(name, _)| *name == office)
                }),
            };
            entry.filter(|e| e.kind == Kind::Person)
        };
        let cuts = folded.char_indices().map(|(at, _)| folded.split_at(at)).skip(1);
        let before = cuts.clone().find_map(|(title, name)| find(name, title));
        before.or_else(|| cuts.clone().find_map(|(name, title)| find(name, title)))
    }

    /// Office and owner that a folded text names in full; no owner when none is named and none goes without saying.
    fn office(&self, folded: &str) -> Option<(String, Option<String>)> {
        let bare = |text: &str| INCUMBENT.iter().find(|w| text.starts_with(**w)).map_or(0, |w| w.len());
        let folded = &folded[bare(folded)..];
        if let Some((office, of)) = self.offices.get(folded) {
            return Some((office.clone(), of.clone()));
        }
        for (at, _) in folded.char_indices().skip(1) {
            let (owner, rest) = folded.split_at(at);
            let rest = &rest[bare(rest)..];
            if let Some((office, _)) = self.offices.get(rest)
                && self.owns(owner)
            {
                return Some((office.clone(), Some(self.owner(owner))));
            }
        }
        None
    }

    /// Whether a folded text names a state, or a body in a way that alone tells.
    fn owns(&self, folded: &str) -> bool {
        self.states.contains_key(folded)
            || matches!(self.names.get(folded).map(Vec::as_slice), Some([(_, true)]))
    }

    /// State or body by its name, whatever form of it was written; the form itself when it is in no table.
    fn owner(&self, folded: &str) -> String {
        if let Some(state) = self.states.get(folded) {
            return state.clone();
        }
        self.bearer(folded, Evidence::default()).map_or_else(|| folded.to_owned(), |e| e.name.clone())
    }

    /// The key of a state's organ, whatever form of the state was written: 俄外交部 and 俄羅斯外交部 are one.
    fn organ(&self, folded: &str) -> Option<String> {
        let cut = self.organs.iter().filter_map(|o| folded.strip_suffix(o.as_str())).map(str::len).min()?;
        let (state, organ) = folded.split_at(cut);
        Some(format!("{}{organ}", fold(self.states.get(state)?).text))
    }
}

/// The names of those who speak together, as printed; a single name is its own only part.
pub fn parts(printed: &str) -> impl Iterator<Item = &str> {
    printed.split(TOGETHER).filter(|part| !part.is_empty())
}
