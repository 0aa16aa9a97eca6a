//! The user's own tables, in the archive's folder `lexicon`.
//!
//! They are read when a name is asked about, never when a document is, so a change of them counts at once and no
//! document needs to be read again.

use crate::error::Error;
use std::path::Path;
use tifa_record::register::{Fault, Register, Table, UserTable};

/// The register as the user's tables in `dir` extend it, and what is wrong with them. `None` when there are none, or
/// none with a row.
pub(crate) fn read(dir: &Path) -> (Option<Register>, Vec<Fault>) {
    let mut texts: Vec<(Table, String, String)> = Vec::new();
    let mut faults = Vec::new();
    for table in Table::ALL {
        let file = format!("lexicon/{}", table.file());
        match std::fs::read(dir.join(table.file())) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => texts.push((table, file, text)),
                Err(error) => {
                    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                    let line = 1 + good.iter().filter(|&&b| b == b'\n').count();
                    faults.push(Fault {
                        file,
                        line,
                        cause: "this is not UTF-8; the whole file is left out".to_owned(),
                    });
                }
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => faults.push(Fault { file, line: 1, cause: format!("it cannot be read: {error}") }),
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

/// Puts tables without rows, which say what their columns are, into `dir` where there are none.
pub(crate) fn begin(dir: &Path) -> Result<(), Error> {
    for table in Table::ALL {
        let path = dir.join(table.file());
        if !path.exists() {
            std::fs::write(&path, table.header()).map_err(|e| Error::io(&path, e))?;
        }
    }
    Ok(())
}
