//! The user's own tables, in the archive's folder `lexicon`.
//!
//! They are read when a name is asked about, never when a document is, so a change of them counts at once and no
//! document needs to be read again.

use crate::error::Error;
use crate::originals::hex;
use sha2::{Digest, Sha256};
use std::path::Path;
use tifa_docket::MechanismNames;
use tifa_docket::topics::Topics;
use tifa_record::register::{Fault, Register, Table, UserTable};
use tifa_wording::formulation::{self, Formulation};

/// The register as the user's tables in `dir` extend it, and what is wrong with them. `None` when there are none, or
/// none with a row.
pub(crate) fn read(dir: &Path) -> (Option<Register>, Vec<Fault>) {
    let mut texts: Vec<(Table, String, String)> = Vec::new();
    let mut faults = Vec::new();
    for table in Table::ALL {
        let file = format!("lexicon/{}", table.file());
        match self::table(&dir.join(table.file()), &file) {
            Ok(Some(text)) => texts.push((table, file, text)),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    let has_rows = |text: &str| text.lines().any(|l| !l.trim().is_empty() && !l.starts_with('#'));
    if !texts.iter().any(|(_, _, text)| has_rows(text)) {
        return (None, faults);
    }
    let tables: Vec<UserTable<'_>> =
        texts.iter().map(|(table, file, text)| UserTable { table: *table, file, text }).collect();
    let (register, more) = Register::extended(&tables);
    faults.extend(more);
    (Some(register), faults)
}

/// The formulations that are followed: those that come with tifa, as the user's table in `dir` extends them, and what is
/// wrong with that table.
pub(crate) fn formulations(dir: &Path) -> (Vec<Formulation>, Vec<Fault>) {
    let file = format!("lexicon/{}", formulation::FILE);
    let (text, mut faults) = match table(&dir.join(formulation::FILE), &file) {
        Ok(text) => (text.unwrap_or_default(), Vec::new()),
        Err(fault) => (String::new(), vec![fault]),
    };
    let (list, more) = formulation::formulations(&file, &text);
    faults.extend(more);
    (list, faults)
}

/// Names under which mechanisms are one, in the user's folder.
pub(crate) const MECHANISMS: (&str, &str) = (
    "mechanism_names.tsv",
    "# Names under which one mechanism goes, beside those that come with tifa.\n\
     # Columns, with a tab between them: the name to show, its other names with | between them, reason.\n",
);

/// Topics, in the user's folder.
pub(crate) const TOPICS: (&str, &str) = (
    "topics.tsv",
    "# Topics beside those that come with tifa.\n\
     # Columns, with a tab between them: words with spaces between them, the topic, reason.\n",
);

/// The mechanisms' names and the topics that come with tifa, as the user's tables in `dir` extend them, and what is wrong
/// with those.
pub(crate) fn docket(dir: &Path) -> (MechanismNames, Topics, Vec<Fault>) {
    let mut faults = Vec::new();
    let mut text = |(file, _): (&str, &str)| match table(&dir.join(file), &format!("lexicon/{file}")) {
        Ok(text) => text.unwrap_or_default(),
        Err(fault) => {
            faults.push(fault);
            String::new()
        }
    };
    let (names, topics) = (text(MECHANISMS), text(TOPICS));
    (MechanismNames::shipped().with(&names), Topics::shipped().with(&topics), faults)
}

/// A hash of all tables in `dir`.
pub(crate) fn hash(dir: &Path) -> String {
    let mut names: Vec<_> =
        std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path()).collect();
    names.sort();
    let mut sha = Sha256::new();
    for name in names.iter().filter(|n| n.extension().is_some_and(|e| e == "tsv")) {
        let text = std::fs::read(name).unwrap_or_default();
        sha.update(name.file_name().unwrap_or_default().as_encoded_bytes());
        sha.update((text.len() as u64).to_le_bytes());
        sha.update(text);
    }
    hex(&sha.finalize()[..8])
}

/// The text of a table; `None` when there is none.
fn table(path: &Path, file: &str) -> Result<Option<String>, Fault> {
    let fault = |line, cause| Fault { file: file.to_owned(), line, cause };
    match std::fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|error| {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + good.iter().filter(|&&b| b == b'\n').count();
            fault(line, "this is not UTF-8; the whole file is left out".to_owned())
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault(1, format!("it cannot be read: {error}"))),
    }
}

/// Puts tables without rows, which say what their columns are, into `dir` where there are none.
pub(crate) fn begin(dir: &Path) -> Result<(), Error> {
    let tables = Table::ALL.iter().map(|table| (table.file(), table.header()));
    let others = [(formulation::FILE, formulation::HEADER), MECHANISMS, TOPICS];
    for (file, header) in tables.chain(others) {
        let path = dir.join(file);
        if !path.exists() {
            std::fs::write(&path, header).map_err(|e| Error::io(&path, e))?;
        }
    }
    Ok(())
}
