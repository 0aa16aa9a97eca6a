//! Places that a person lists: lines as listings print them, or their JSON Lines.

use crate::commands::Context;
use crate::report::{Failure, Message, from_archive};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;
use tifa_archive::docket::{DocketRow, Kind};
use tifa_archive::{Archive, Filter, FullDocument};
use tifa_export::pack::Finding;
use tifa_export::text::DocumentText;
use tifa_text::ByteRange;

/// A place somebody asks for.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Place {
    document: String,
    start: u32,
    end: Option<u32>,
    kind: Option<String>,
}

/// The findings at the places in `file`, in its order.
///
/// # Errors
/// When it cannot be read, a line is no place, or nothing begins there.
pub(super) fn findings(file: &Path, archive: &Archive, context: &Context) -> Result<Vec<Finding>, Failure> {
    let text = read(file)?;
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    let mut findings = Vec::new();
    for (n, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |why: &str| {
            Message::new(format!("{}:{n}: {line:?}: {why}", file.display()))
                .hint("a place is written 3f2a90b1:1204, document and first byte, as listings print it")
                .hint("3f2a90b1:1204-1310 takes any words; figure 3f2a90b1:1204 says which kind of entry")
        };
        let place = parse(line).ok_or_else(|| wrong("is no place"))?;
        if !known.contains_key(&place.document) {
            known.insert(place.document.clone(), Known::new(archive, &place.document, context)?);
        }
        let found = known.get(&place.document).map(|k| k.at(&place)).unwrap_or_default();
        if found.is_empty() {
            return Err(wrong("nothing that tifa found begins there").into());
        }
        findings.extend(found);
    }
    Ok(findings)
}

fn read(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if file.as_os_str() == "-" {
        io::stdin().lock().read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|mut f| f.read_to_string(&mut text))
    };
    read.map_err(|e| Message::new(format!("{} cannot be read", file.display())).because(e))?;
    Ok(text)
}

/// Reads a line: JSON with `document` and `start`, or `[kind] document:start[-end]` at the end of a line.
fn parse(line: &str) -> Option<Place> {
    if line.starts_with('{') {
        return serde_json::from_str(line).ok();
    }
    let mut words = line.split_whitespace().rev();
    let (document, bytes) = words.next()?.split_once(':')?;
    if document.is_empty() || !document.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let (start, end) = match bytes.split_once('-') {
        Some((start, end)) => (start, Some(end.parse().ok()?)),
        None => (bytes, None),
    };
    let kind = words.next().filter(|word| Kind::named(word).is_some()).map(str::to_owned);
    Some(Place { document: document.to_owned(), start: start.parse().ok()?, end, kind })
}

/// A document with what was found in it.
struct Known {
    document: FullDocument,
    text: DocumentText,
    entries: Vec<DocketRow>,
}

impl Known {
    fn new(archive: &Archive, key: &str, context: &Context) -> Result<Self, Failure> {
        let failed = from_archive(&context.archive);
        let document = archive.document(key).map_err(&failed)?;
        let text = DocumentText::of(&document.document);
        let id = document.row.document.clone();
        let filter = Filter { document: Some(id), boilerplate: true, ..Filter::default() };
        let entries = archive.docket(&filter, &Kind::ALL).map_err(&failed)?;
        Ok(Self { document, text, entries })
    }

    /// What stands at `place`: entries of the kind it names; else the statements there, else the entries, else the bare
    /// words when it says where they end.
    fn at(&self, place: &Place) -> Vec<Finding> {
        let here = |start: u32, end: u32| start == place.start && place.end.is_none_or(|e| e == end);
        let entries = |kind: Option<&str>| -> Vec<Finding> {
            let of = |row: &&DocketRow| here(row.start, row.end) && kind.is_none_or(|k| row.kind.name() == k);
            let entry = |row| Finding::entry(&self.document.document, &self.text, row);
            self.entries.iter().filter(of).map(entry).collect()
        };
        if let Some(kind) = place.kind.as_deref().filter(|k| Kind::named(k).is_some()) {
            return entries(Some(kind));
        }
        let statements = self.document.statements.iter().filter(|s| here(s.start, s.end));
        let found: Vec<Finding> = statements.map(|s| Finding::statement(&self.text, s)).collect();
        if !found.is_empty() {
            return found;
        }
        let found = entries(None);
        match place.end {
            Some(end) if found.is_empty() && place.start < end => {
                let source = ByteRange { start: place.start, end };
                Finding::bytes(&self.document, &self.text, source).into_iter().collect()
            }
            _ => found,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_lines() {
        let check = |line: &str, expect: Option<(&str, u32, Option<u32>, Option<&str>)>| {
            let found = parse(line);
            let found = found.as_ref().map(|p| (p.document.as_str(), p.start, p.end, p.kind.as_deref()));
            assert_eq!(found, expect, "{line}");
        };
        check("3f2a90b1:1204", Some(("3f2a90b1", 1204, None, None)));
        check("3f2a90b1:1204-1310", Some(("3f2a90b1", 1204, Some(1310), None)));
        check("figure 3f2a90b1:7", Some(("3f2a90b1", 7, None, Some("figure"))));
        check("2031-02-03  河谷日報  林渡  渡輪  3f2a90b1:7", Some(("3f2a90b1", 7, None, None)));
        check(r#"{"document":"3f","start":1,"end":4,"text":"甲"}"#, Some(("3f", 1, Some(4), None)));
        check("渡口", None);
        check("渡口:3", None);
        check("3f2a90b1:", None);
        check("3f2a90b1:3-x", None);
        check(r#"{"document":"3f"}"#, None);
    }
}
