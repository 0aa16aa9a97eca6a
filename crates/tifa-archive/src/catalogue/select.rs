//! Filters as conditions on the catalogue.

use crate::error::Error;
use crate::rows::Filter;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::collections::BTreeSet;
use tifa_record::register::{Query, Register};
use tifa_text::fold;

/// A condition on `documents d JOIN originals o`, with its values.
#[derive(Debug, Default)]
pub(crate) struct Condition {
    clauses: Vec<String>,
    pub values: Vec<Value>,
    /// The name a file goes by when it is asked for by name: the smallest that was asked for, not the smallest it has.
    shown: Option<(String, Vec<Value>)>,
}

/// The condition on the names `s.name` of being one of `names` or lying below it, with its values.
fn under(names: &[String]) -> (String, Vec<Value>) {
    let clause = vec!["s.name = ? OR (s.name >= ? AND s.name < ?)"; names.len()].join(" OR ");
    // Names below `a/b` stand between `a/b/` and `a/b0`: the character after `/` is `0`.
    let values = names.iter().flat_map(|name| {
        let name = name.trim_end_matches('/');
        [name.to_owned(), format!("{name}/"), format!("{name}0")].map(Value::from)
    });
    (clause, values.collect())
}

impl Condition {
    /// The condition of `filter`. Speaker and mode ask for documents in which such a statement may stand.
    pub fn new(connection: &Connection, filter: &Filter, register: &Register) -> Result<Self, Error> {
        let mut all = Self::without_days(connection, filter, register)?;
        if let Some(day) = filter.from {
            all.clause("d.day >= ?", [Value::from(day.to_string())]);
        }
        if let Some(day) = filter.to {
            all.clause("d.day <= ?", [Value::from(day.to_string())]);
        }
        Ok(all)
    }

    /// The condition on documents that may have a statement of `filter`. Its days are those of the saying, which comes
    /// before publication, be it by years.
    pub fn of_statements(
        connection: &Connection,
        filter: &Filter,
        register: &Register,
    ) -> Result<Self, Error> {
        let mut all = Self::without_days(connection, filter, register)?;
        if let Some(day) = filter.from {
            all.clause("(d.day >= ? OR d.day IS NULL)", [Value::from(day.to_string())]);
        }
        Ok(all)
    }

    /// The condition of `filter` but for its days.
    fn without_days(connection: &Connection, filter: &Filter, register: &Register) -> Result<Self, Error> {
        let mut all = Self::default();
        if let Some(outlet) = &filter.outlet {
            let wanted = fold(outlet).text;
            let mut query = connection.prepare_cached("SELECT DISTINCT outlet FROM documents")?;
            let mut rows = query.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                if let Some(name) = row.get::<_, Option<String>>(0)?
                    && fold(&name).text.contains(&wanted)
                {
                    found.push(Value::from(name));
                }
            }
            all.any("d.outlet", found);
        }
        if let Some(genre) = filter.genre {
            all.clause("d.genre = ?", [Value::from(genre.name().to_owned())]);
        }
        if !filter.under.is_empty() {
            let (clause, values) = under(&filter.under);
            all.clause(
                &format!("o.id IN (SELECT s.original FROM sources s WHERE s.describes = 0 AND ({clause}))"),
                values.clone(),
            );
            all.shown = Some((
                format!(
                    "(SELECT MIN(s.name) FROM sources s WHERE s.original = o.id AND s.describes = 0 AND ({clause}))"
                ),
                values,
            ));
        }
        if let Some(prefix) = &filter.document {
            let prefix = prefix.to_ascii_lowercase();
            // Ids are hexadecimal, so `g` closes the range of what begins with the prefix.
            all.clause(
                "d.id >= ? AND d.id < ?",
                [Value::from(prefix.clone()), Value::from(format!("{prefix}g"))],
            );
        }
        if let Some(speaker) = &filter.speaker {
            // As digits in the statement: there may be more of them than SQLite takes values.
            let found: Vec<String> = speakers(connection, &register.query(speaker))?
                .into_iter()
                .map(|(id, _)| id.to_string())
                .collect();
            let mut voice = Self::default();
            voice.clause(&format!("v.speaker IN ({})", found.join(", ")), []);
            if let Some(mode) = filter.mode {
                voice.clause("v.mode = ?", [Value::from(mode.name().to_owned())]);
            }
            let clause = format!("d.row IN (SELECT v.document FROM voices v WHERE {})", voice.sql());
            all.clause(&clause, voice.values);
        } else if let Some(mode) = filter.mode {
            let clause = "EXISTS (SELECT 1 FROM voices v WHERE v.document = d.row AND v.mode = ?)";
            all.clause(clause, [Value::from(mode.name().to_owned())]);
        }
        Ok(all)
    }

    /// Documents with the body text `text`.
    pub fn text(text: &str) -> Self {
        let mut all = Self::default();
        all.clause("d.text = ?", [Value::from(text.to_owned())]);
        all
    }

    /// Documents of files called `name`, or whose name ends in `/name`; the extension may be left out.
    pub fn named(connection: &Connection, name: &str, ordinal: Option<u32>) -> Result<Self, Error> {
        let mut query = connection.prepare_cached(
            "SELECT original, name FROM sources WHERE describes = 0 ORDER BY name, original",
        )?;
        let mut rows = query.query([])?;
        let mut found: Vec<(i64, String)> = Vec::new();
        while let Some(row) = rows.next()? {
            let source = row.get_ref(1)?.as_str().unwrap_or_default();
            if is_named(source, name) {
                found.push((row.get(0)?, source.to_owned()));
            }
        }
        // A whole name outranks the end of another's.
        if found.iter().any(|f| f.1 == name) {
            found.retain(|f| f.1 == name);
        }
        let mut all = Self::default();
        let originals: BTreeSet<i64> = found.iter().map(|f| f.0).collect();
        all.any("d.original", originals.into_iter().map(Value::from).collect());
        // A file is listed under the name it was asked for by.
        let names: Vec<Value> = found.into_iter().map(|f| Value::from(f.1)).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let clause = format!(
            "(SELECT MIN(s.name) FROM sources s WHERE s.original = o.id AND s.describes = 0 AND s.name IN ({marks}))"
        );
        all.shown = Some((clause, names));
        if let Some(ordinal) = ordinal {
            all.clause("d.ordinal = ?", [Value::from(i64::from(ordinal))]);
        }
        Ok(all)
    }

    /// The name a document's file is listed under, as an expression with its values.
    pub fn source(&self) -> (&str, &[Value]) {
        self.shown.as_ref().map_or(("o.source", &[]), |(sql, values)| (sql.as_str(), values.as_slice()))
    }

    /// Whether it says under which of their names files are listed.
    pub fn renames(&self) -> bool {
        self.shown.is_some()
    }

    /// Whether every document fulfils it.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// The condition after `WHERE`.
    pub fn sql(&self) -> String {
        if self.clauses.is_empty() { "1".to_owned() } else { self.clauses.join(" AND ") }
    }

    fn clause(&mut self, clause: &str, values: impl IntoIterator<Item = Value>) {
        self.clauses.push(clause.to_owned());
        self.values.extend(values);
    }

    fn any(&mut self, column: &str, values: Vec<Value>) {
        let marks = vec!["?"; values.len()].join(", ");
        self.clause(&format!("{column} IN ({marks})"), values);
    }
}

/// Whether `name` is `source` or the last parts of it, with or without the extension.
fn is_named(source: &str, name: &str) -> bool {
    let ends = |source: &str| {
        source.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    let stem =
        source.rsplit_once('.').filter(|(_, extension)| !extension.contains('/')).map(|(stem, _)| stem);
    !name.is_empty() && (ends(source) || stem.is_some_and(ends))
}

/// The names of speakers that may mean the one who is asked for, as (id, name).
pub(crate) fn speakers(connection: &Connection, wanted: &Query<'_>) -> Result<Vec<(i64, String)>, Error> {
    let mut query = connection.prepare_cached("SELECT id, name FROM speakers ORDER BY id")?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if row.get_ref(1)?.as_str().is_ok_and(|name| wanted.may_match(name)) {
            found.push((row.get(0)?, row.get(1)?));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files() {
        for (source, name, expect) in [
            ("press/a/001.md", "press/a/001.md", true),
            ("press/a/001.md", "001.md", true),
            ("press/a/001.md", "a/001.md", true),
            ("press/a/001.md", "001", true),
            ("press/a/001.md", "01.md", false),
            ("press/a/001.md", "", false),
            ("press/a.b/001", "a", false),
        ] {
            assert_eq!(is_named(source, name), expect, "{source} {name}");
        }
    }
}
