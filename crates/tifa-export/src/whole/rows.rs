//! Rows as exports take them: one after the other, never all at once.

use super::Error;
use std::io;
use std::ops::ControlFlow;
use tifa_archive::docket::{DocketRow, Kind};
use tifa_archive::{Archive, Filter, StatementRow};
use tifa_text::fold;

/// Takes a row.
pub type Push<'a, R> = dyn FnMut(&R) -> io::Result<()> + 'a;

/// Takes a document's id and its statements.
pub type EachDocument<'a> = dyn FnMut(&str, &[StatementRow]) -> Result<(), Error> + 'a;

/// Whether `text` has the folded words `about`, when there are any.
pub fn has(text: &str, about: Option<&str>) -> bool {
    about.is_none_or(|words| fold(text).text.contains(words))
}

/// Calls `push` with the statements that have the folded words `about`, by source and start, and counts them.
///
/// # Errors
/// What the archive says, or `push`.
pub fn statements(
    archive: &Archive,
    filter: &Filter,
    about: Option<&str>,
    push: &mut Push<'_, StatementRow>,
) -> Result<u64, Error> {
    let (mut count, mut told) = (0, Ok(()));
    archive.statements(filter, &mut |row| {
        if has(&row.text, about) {
            count += 1;
            told = push(&row);
        }
        if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    told?;
    Ok(count)
}

/// Calls `each` with the statements of one document after the other, and counts them.
///
/// # Errors
/// What the archive says, or `each`.
pub fn by_document(
    archive: &Archive,
    filter: &Filter,
    about: Option<&str>,
    each: &mut EachDocument<'_>,
) -> Result<u64, Error> {
    // Statements come by file, and documents of one file may lie inside one another.
    let mut file: Vec<StatementRow> = Vec::new();
    let mut told: Result<(), Error> = Ok(());
    let mut give = |file: &mut Vec<StatementRow>| -> Result<(), Error> {
        file.sort_by(|a, b| (&a.document, a.start, a.end).cmp(&(&b.document, b.start, b.end)));
        for rows in file.chunk_by(|a, b| a.document == b.document) {
            each(&rows[0].document, rows)?;
        }
        file.clear();
        Ok(())
    };
    let count = statements(archive, filter, about, &mut |row| {
        if told.is_ok() && file.last().is_some_and(|last| last.source != row.source) {
            told = give(&mut file);
        }
        file.push(row.clone());
        // What went wrong is told below; there is no use in going on.
        if told.is_ok() { Ok(()) } else { Err(io::ErrorKind::Interrupted.into()) }
    });
    told?;
    let count = count?;
    give(&mut file)?;
    Ok(count)
}

/// Calls `push` with the entries of one kind that are wanted, by day of publication, and counts them.
///
/// # Errors
/// What the archive says, or `push`.
pub fn entries(
    archive: &Archive,
    filter: &Filter,
    kind: Kind,
    wanted: &dyn Fn(&DocketRow) -> bool,
    push: &mut Push<'_, DocketRow>,
) -> Result<u64, Error> {
    let (mut count, mut told) = (0, Ok(()));
    let mut take = |row: &DocketRow| {
        if wanted(row) {
            count += 1;
            told = push(row);
        }
        if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    if kind == Kind::Reference {
        // These are led to what they mean, which asks for all of them.
        let _ = archive.docket(filter, &[kind])?.iter().try_for_each(&mut take);
    } else {
        archive.each_entry(filter, kind, &mut |row| take(&row))?;
    }
    told?;
    Ok(count)
}
