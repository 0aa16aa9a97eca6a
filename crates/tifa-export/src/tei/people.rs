//! Those who speak or are spoken to in a document.

use crate::xml;
use std::collections::BTreeMap;
use std::io::{self, Write};
use tifa_archive::{FullDocument, NestedRow};
use tifa_source::BlockKind;

/// Names as printed, in the order in which they come, with the register's name where it has one.
pub(super) struct People {
    id: String,
    names: Vec<(String, Option<String>)>,
    places: BTreeMap<String, usize>,
}

impl People {
    /// Those of `document`, whose id in the file is `id`.
    pub fn of(document: &FullDocument, id: &str) -> Self {
        let mut people = Self { id: id.to_owned(), names: Vec::new(), places: BTreeMap::new() };
        for statement in &document.statements {
            people.add(&statement.speaker, statement.person.as_ref().map(|p| p.name.as_str()));
            if let Some(addressee) = &statement.addressee {
                people.add(addressee, None);
            }
            people.add_nested(&statement.nested);
        }
        for block in &document.document.blocks {
            if let BlockKind::Turn { speaker, .. } = &block.kind {
                people.add(speaker, None);
            }
        }
        people
    }

    fn add(&mut self, name: &str, registered: Option<&str>) {
        let at = *self.places.entry(name.to_owned()).or_insert(self.names.len());
        if at == self.names.len() {
            self.names.push((name.to_owned(), None));
        }
        // One printed name may be two people's on two days; then neither is named.
        match (&mut self.names[at].1, registered) {
            (known @ None, Some(name)) => *known = Some(name.to_owned()),
            (Some(known), Some(name)) if known != name => known.clear(),
            _ => {}
        }
    }

    fn add_nested(&mut self, nested: &[NestedRow]) {
        for row in nested {
            self.add(&row.speaker, None);
            self.add_nested(&row.nested);
        }
    }

    /// A pointer to the one printed so.
    pub fn pointer(&self, name: &str) -> Option<String> {
        self.places.get(name).map(|at| format!("#{}.s{}", self.id, at + 1))
    }

    /// Writes the list; nothing when nobody speaks.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.names.is_empty() {
            return Ok(());
        }
        out.write_all(b"<particDesc><listPerson>\n")?;
        for (n, (name, registered)) in (1..).zip(&self.names) {
            let id = &self.id;
            write!(out, "<person xml:id=\"{id}.s{n}\"><name type=\"printed\">{}</name>", xml::text(name))?;
            if let Some(registered) = registered.as_ref().filter(|r| !r.is_empty()) {
                write!(out, "<persName type=\"register\">{}</persName>", xml::text(registered))?;
            }
            out.write_all(b"</person>\n")?;
        }
        out.write_all(b"</listPerson></particDesc>\n")
    }
}
