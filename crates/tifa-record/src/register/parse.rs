//! The tables of the register, read.

use super::{Alias, Entry, Kind, Origin, Period, Register, Tenure};
use std::collections::BTreeMap;
use std::fmt;
use tifa_text::fold;

const PEOPLE: &str = include_str!("../../tables/people.tsv");
const ORGANISATIONS: &str = include_str!("../../tables/organisations.tsv");
const STATES: &str = include_str!("../../tables/states.tsv");
const OFFICE_FORMS: &str = include_str!("../../tables/office_forms.tsv");
const OFFICES: &str = include_str!("../../tables/offices.tsv");

/// A table that a user may extend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// People: name, aliases, reason.
    People,
    /// Bodies: the same columns.
    Organisations,
    /// Offices: office, state or body, person, first day, last day, source of the fact.
    Offices,
}

impl Table {
    /// Those a user may extend, in the order they are read.
    pub const ALL: [Table; 3] = [Table::People, Table::Organisations, Table::Offices];

    /// Name of its file.
    pub fn file(self) -> &'static str {
        match self {
            Self::People => "people.tsv",
            Self::Organisations => "organisations.tsv",
            Self::Offices => "offices.tsv",
        }
    }

    /// The comment a new file of it begins with: what its columns are.
    pub fn header(self) -> &'static str {
        match self {
            Self::People => {
                "# Your own people. They extend the register that comes with tifa; a person of the same name replaces its row.\n\
                 # Columns, with a tab between them: name, other names, why you know. Names are written in either script and\n\
                 # stand between bars: 布林肯 | 布林根 | Antony Blinken. A name that others bear too begins with a question mark\n\
                 # (?布什): it counts only where the document prints it with an office that exactly one of its bearers held\n\
                 # on that day, as offices.tsv has it.\n\
                 # No document needs to be read again after a change here.\n\
                 # name\tother names\treason\n"
            }
            Self::Organisations => {
                "# Your own bodies: ministries, outlets, organisations. Columns as in people.tsv.\n\
                 # name\tother names\treason\n"
            }
            Self::Offices => {
                "# Who held which office when. Your rows outrank those that come with tifa on the days they cover.\n\
                 # Columns, with a tab between them: office, state or body, person, first day, last day, source of the fact.\n\
                 # A day is written 2013-03-16, 2013-03 or 2013; an empty one is open; 2025-06+ says at least until then.\n\
                 # The person is a name that the people's tables know, or - when nobody is to be named for these days.\n\
                 # office\tof\tperson\tfrom\tto\tsource\n"
            }
        }
    }
}

/// A table of the user's.
#[derive(Debug, Clone, Copy)]
pub struct UserTable<'a> {
    /// Which.
    pub table: Table,
    /// Name of its file, for messages.
    pub file: &'a str,
    /// What stands in it.
    pub text: &'a str,
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Why.
    pub cause: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.cause)
    }
}

/// A register being put together.
#[derive(Default)]
struct Building {
    entries: BTreeMap<String, Entry>,
    /// From a folded name to the folded names of its bearers, and whether it is theirs alone.
    names: BTreeMap<String, Vec<(String, bool)>>,
    register: Register,
    faults: Vec<Fault>,
}

/// The shipped tables with those of the user's. Faults of the shipped tables come first; a test keeps them away.
pub(super) fn build(tables: &[UserTable<'_>]) -> (Register, Vec<Fault>) {
    let mut building = Building::default();
    building.read("states.tsv", STATES, Building::state);
    building.read("office_forms.tsv", OFFICE_FORMS, Building::office_form);
    building.read("organisations.tsv", ORGANISATIONS, |b, columns, _| {
        b.entry(columns, Kind::Body, Origin::Shipped)
    });
    building.read("people.tsv", PEOPLE, |b, columns, _| b.entry(columns, Kind::Person, Origin::Shipped));
    for table in tables.iter().filter(|t| t.table != Table::Offices) {
        let kind = if table.table == Table::People { Kind::Person } else { Kind::Body };
        building.read(table.file, table.text, |b, columns, line| {
            b.entry(columns, kind, Origin::Lexicon(table.file.to_owned(), line))
        });
    }
    building.read("offices.tsv", OFFICES, |b, columns, _| b.tenure(columns, Origin::Shipped));
    for table in tables.iter().filter(|t| t.table == Table::Offices) {
        building.read(table.file, table.text, |b, columns, line| {
            b.tenure(columns, Origin::Lexicon(table.file.to_owned(), line))
        });
    }
    building.finish()
}

impl Building {
    /// Gives each row of `text` to `each`, with its line, and keeps what is wrong with it.
    fn read(
        &mut self,
        file: &str,
        text: &str,
        mut each: impl FnMut(&mut Self, &[&str], usize) -> Result<(), String>,
    ) {
        for (line, row) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            if row.trim().is_empty() || row.starts_with('#') {
                continue;
            }
            let columns: Vec<&str> = row.split('\t').map(str::trim).collect();
            if let Err(cause) = each(self, &columns, line) {
                self.faults.push(Fault { file: file.to_owned(), line, cause });
            }
        }
    }

    /// `name, forms, reason`.
    fn state(&mut self, columns: &[&str], _line: usize) -> Result<(), String> {
        let [name, forms, reason] = three(columns)?;
        given(reason)?;
        for form in std::iter::once(name).chain(bars(forms)) {
            if self.register.states.insert(folded(form)?, name.to_owned()).is_some() {
                return Err(format!("{form} is another state's form already"));
            }
        }
        Ok(())
    }

    /// `office, forms, whose when nothing is said, reason`.
    fn office_form(&mut self, columns: &[&str], _line: usize) -> Result<(), String> {
        let [name, forms, of, reason] = *columns else { return Err(wrong(4, columns.len())) };
        given(reason)?;
        let of = (!of.is_empty()).then(|| of.to_owned());
        for form in bars(forms) {
            if self.register.offices.insert(folded(form)?, (name.to_owned(), of.clone())).is_some() {
                return Err(format!("{form} is another office's form already"));
            }
        }
        Ok(())
    }

    /// `name, aliases, reason`; a name that begins with `~` is an organ that every state has.
    fn entry(&mut self, columns: &[&str], kind: Kind, origin: Origin) -> Result<(), String> {
        let [name, aliases, reason] = three(columns)?;
        given(reason)?;
        if let Some(organ) = name.strip_prefix('~') {
            self.register.organs.push(folded(organ)?);
            return Ok(());
        }
        let (name, shared) = name.strip_prefix('?').map_or((name, false), |n| (n, true));
        let key = folded(name)?;
        let mut aliases: Vec<Alias> = bars(aliases).map(alias).collect();
        let mut forms = vec![(key.clone(), !shared)];
        for alias in &aliases {
            forms.push((folded(&alias.form)?, !alias.shared));
        }
        let mut seen = std::collections::BTreeSet::new();
        if let Some((form, _)) = forms.iter().find(|(form, _)| !seen.insert(form)) {
            return Err(format!("{form} stands twice in the row (scripts, dots and spaces do not matter)"));
        }
        let own = origin != Origin::Shipped;
        if let Some(old) = self.entries.get(&key) {
            if old.origin == Origin::Shipped && own {
                self.forget(&key);
            } else {
                return Err(format!("{name} has a row already"));
            }
        }
        let taken = |(form, alone): &&(String, bool)| {
            let shipped = |key: &String| self.entries.get(key).is_some_and(|e| e.origin == Origin::Shipped);
            let others = self.names.get(form).map_or(&[][..], Vec::as_slice);
            others.iter().any(|(other, theirs)| (*alone || *theirs) && !(own && shipped(other)))
        };
        if let Some((form, _)) = forms.iter().find(taken) {
            return Err(format!(
                "{form} is somebody else's name; begin it with ? in both rows when both bear it"
            ));
        }
        for (form, alone) in forms {
            let bearers = self.names.entry(form).or_default();
            if own && alone {
                bearers.clear();
            }
            bearers.push((key.clone(), alone));
        }
        aliases.sort_by(|a, b| a.form.cmp(&b.form));
        let entry = Entry { kind, name: name.to_owned(), aliases, reason: reason.to_owned(), origin };
        self.entries.insert(key, entry);
        Ok(())
    }

    /// Takes a shipped row back.
    fn forget(&mut self, key: &str) {
        self.entries.remove(key);
        for bearers in self.names.values_mut() {
            bearers.retain(|(bearer, _)| bearer != key);
        }
        self.names.retain(|_, bearers| !bearers.is_empty());
    }

    /// `office, of, person, from, to, source`.
    fn tenure(&mut self, columns: &[&str], origin: Origin) -> Result<(), String> {
        let [office, of, person, from, to, reason] = *columns else { return Err(wrong(6, columns.len())) };
        given(reason)?;
        let period = Period::parse(from, to)?;
        let person = match person {
            "-" => None,
            name => {
                let found = match self.names.get(&folded(name)?).map(Vec::as_slice) {
                    Some([(one, _)]) => self.entries.get(one),
                    _ => self.entries.get(&folded(name)?),
                };
                let unknown = || format!("{name} is no name in people.tsv");
                Some(found.ok_or_else(unknown)?.name.clone())
            }
        };
        let office = self.register.offices.get(&folded(office)?).map_or(office, |(name, _)| name).to_owned();
        let of = match self.register.states.get(&folded(of)?) {
            Some(state) => state.clone(),
            None => match self.names.get(&folded(of)?).map(Vec::as_slice) {
                Some([(body, _)]) => self.entries.get(body).map_or(of, |e| e.name.as_str()).to_owned(),
                _ if origin == Origin::Shipped => return Err(format!("{of} is no state and no body")),
                _ => of.to_owned(),
            },
        };
        if origin != Origin::Shipped {
            // What a user's row names can be asked for, be it in the shipped tables or not.
            self.register.offices.entry(folded(&office)?).or_insert((office.clone(), None));
            if !self.names.contains_key(&folded(&of)?) {
                self.register.states.entry(folded(&of)?).or_insert(of.clone());
            }
        }
        if let Some(person) = &person {
            self.register.served.entry(folded(person)?).or_default().push((office.clone(), period));
        }
        let key = (folded(&office)?, folded(&of)?);
        let tenure = Tenure { office, of, person, period, reason: reason.to_owned(), origin };
        self.register.tenures.entry(key).or_default().push(tenure);
        Ok(())
    }

    fn finish(self) -> (Register, Vec<Fault>) {
        let mut register = self.register;
        let mut entries: Vec<(String, Entry)> = self.entries.into_iter().collect();
        entries.sort_by(|a, b| a.1.name.cmp(&b.1.name));
        let place: BTreeMap<&str, usize> = entries.iter().map(|(key, _)| key.as_str()).zip(0..).collect();
        register.names = self
            .names
            .iter()
            .map(|(form, bearers)| {
                let bearers =
                    bearers.iter().filter_map(|(key, alone)| Some((*place.get(key.as_str())?, *alone)));
                (form.clone(), bearers.collect::<Vec<_>>())
            })
            .filter(|(_, bearers)| !bearers.is_empty())
            .collect();
        register.entries = entries.into_iter().map(|(_, entry)| entry).collect();
        (register, self.faults)
    }
}

fn three<'a>(columns: &[&'a str]) -> Result<[&'a str; 3], String> {
    <[&str; 3]>::try_from(columns).map_err(|_| wrong(3, columns.len()))
}

fn wrong(wanted: usize, found: usize) -> String {
    format!("a row has {wanted} columns with a tab between them, this one has {found}")
}

fn given(reason: &str) -> Result<(), String> {
    if reason.is_empty() { Err("the last column, which says why, is empty".to_owned()) } else { Ok(()) }
}

/// The forms between bars.
fn bars(forms: &str) -> impl Iterator<Item = &str> {
    forms.split('|').map(str::trim).filter(|form| !form.is_empty())
}

fn alias(form: &str) -> Alias {
    let (form, shared) = form.strip_prefix('?').map_or((form, false), |f| (f, true));
    Alias { form: form.to_owned(), shared }
}

fn folded(form: &str) -> Result<String, String> {
    let folded = fold(form).text;
    if folded.is_empty() { Err(format!("{form:?} is no name")) } else { Ok(folded) }
}
