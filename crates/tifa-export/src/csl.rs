//! CSL-JSON: sources for Zotero, Pandoc and every processor of the Citation Style Language.
//!
//! Schema: `csl-data.json` of CSL 1.0.2. Zotero reads `archive` and `archive_location` into its fields of these names, and
//! keeps `note` under *Extra*.

use crate::source;
use serde::Serialize;
use std::io::{self, Write};
use tifa_archive::DocumentRow;

/// A source as CSL has it.
#[derive(Debug, Serialize)]
struct Item<'a> {
    id: String,
    r#type: &'static str,
    title: &'a str,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive_location: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    note: String,
}

/// A name as printed: reporters and bureaux are not told apart, so it is taken whole.
#[derive(Debug, Serialize)]
struct Name<'a> {
    literal: &'a str,
}

#[derive(Debug, Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    date_parts: [[i16; 3]; 1],
}

fn item(row: &DocumentRow) -> Item<'_> {
    let metadata = &row.metadata;
    let archived = source::archived(row);
    let note: Vec<String> =
        source::note(row).iter().map(|(name, value)| format!("{name}: {value}")).collect();
    Item {
        id: source::key(row),
        r#type: source::kind(row),
        title: source::title(row),
        container_title: metadata.outlet.as_deref(),
        author: metadata.author.as_deref().map(|literal| Name { literal }).into_iter().collect(),
        issued: metadata.date.map(|dated| {
            let day = dated.day;
            Issued { date_parts: [[day.year(), day.month().into(), day.day().into()]] }
        }),
        url: source::address(row),
        archive: archived.map(source::archive_host),
        archive_location: archived,
        language: metadata.language.as_deref(),
        note: note.join("\n"),
    }
}

/// An array of sources being written.
pub struct Items<'a> {
    out: &'a mut dyn Write,
    first: bool,
}

impl<'a> Items<'a> {
    /// Begins the array.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(out: &'a mut dyn Write) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self { out, first: true })
    }

    /// Writes one source.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, row: &DocumentRow) -> io::Result<()> {
        self.out.write_all(if self.first { b"\n" } else { b",\n" })?;
        self.first = false;
        serde_json::to_writer(&mut *self.out, &item(row)).map_err(io::Error::from)
    }

    /// Ends the array.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<()> {
        self.out.write_all(b"\n]\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{bare, clipping};

    fn check(rows: &[DocumentRow], expect: &str) {
        let mut out = Vec::new();
        let mut items = Items::new(&mut out).unwrap();
        rows.iter().for_each(|row| items.push(row).unwrap());
        items.finish().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn sources() {
        check(&[], "[\n]\n");
        check(
            &[clipping(), bare()],
            concat!(
                "[\n",
                r#"{"id":"tifa-00aa11bb22cc33dd","type":"article-newspaper","title":"渡口 & 橋：{甲}_50%","#,
                r#""container-title":"河谷日報","author":[{"literal":"本報記者 林岸"}],"#,
                r#""issued":{"date-parts":[[2031,7,9]]},"URL":"https://n.example/渡口_1","#,
                r#""archive":"web.archive.org","#,
                r#""archive_location":"https://web.archive.org/web/20310713/https://n.example/渡口_1","#,
                r#""language":"zh-Hant","#,
                r#""note":"SHA-256: 9f00\ntifa: 00aa11bb22cc33dd\nfile: clips/ferry.md"},"#,
                "\n",
                r#"{"id":"tifa-00aa11bb22cc33ee","type":"document","title":"notes.txt","#,
                r#""note":"SHA-256: 9f01\ntifa: 00aa11bb22cc33ee\nfile: clips/notes.txt"}"#,
                "\n]\n"
            ),
        );
    }
}
