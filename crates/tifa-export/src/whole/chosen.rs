//! Findings chosen for a pack.

use super::rows::{by_document, has};
use super::{Error, Out};
use crate::pack::{self, Finding, Pack, Packed};
use crate::text::DocumentText;
use tifa_archive::docket::Kind;
use tifa_archive::{Archive, DocumentRow, Filter, SearchOptions};
use tifa_text::fold;

/// Findings of a pack at most: it is for people.
pub const MOST: usize = 5_000;

/// Characters of context beside words that were searched for.
const CONTEXT: usize = 80;

/// How findings are chosen, besides by a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The places where these words stand.
    Query(String),
    /// Entries of these kinds in whose words `about` stands.
    Entries {
        /// The kinds.
        kinds: Vec<Kind>,
        /// Words, in either script.
        about: Option<String>,
    },
    /// Statements in whose words `about` stands.
    Statements {
        /// Words, in either script.
        about: Option<String>,
    },
}

impl Choice {
    /// The findings, in the order in which they are shown; of more than [`MOST`] some that are more.
    ///
    /// # Errors
    /// What the archive says.
    pub fn findings(&self, archive: &Archive, filter: &Filter) -> Result<Vec<Finding>, tifa_archive::Error> {
        match self {
            Self::Query(query) => {
                let options =
                    SearchOptions { context: CONTEXT, limit: Some(MOST + 1), ..SearchOptions::default() };
                Ok(archive.search(query, filter, &options)?.hits.iter().map(Finding::place).collect())
            }
            Self::Entries { kinds, about } => {
                let about = about.as_ref().map(|text| fold(text).text);
                let mut rows = archive.docket(filter, kinds)?;
                rows.retain(|row| !row.is_rejected() && has(&row.text, about.as_deref()));
                let mut findings = Vec::new();
                for rows in rows.chunk_by(|a, b| a.document == b.document) {
                    let document = archive.document(&rows[0].document)?.document;
                    let text = DocumentText::of(&document);
                    findings.extend(rows.iter().map(|row| Finding::entry(&document, &text, row)));
                    if findings.len() > MOST {
                        break;
                    }
                }
                Ok(findings)
            }
            Self::Statements { about } => {
                let about = about.as_ref().map(|text| fold(text).text);
                let mut findings = Vec::new();
                let read = by_document(archive, filter, about.as_deref(), &mut |document, rows| {
                    if findings.len() <= MOST {
                        let text = DocumentText::of(&archive.document(document)?.document);
                        findings.extend(rows.iter().map(|row| Finding::statement(&text, row)));
                    }
                    Ok(())
                });
                match read {
                    Err(Error::Archive(error)) => Err(error),
                    // Nothing is written here.
                    Err(Error::Io(_)) | Ok(_) => Ok(findings),
                }
            }
        }
    }
}

/// Writes a pack of findings in `archive`, whose documents are fetched; those of `pack` are passed over.
///
/// # Errors
/// See [`pack::Error`].
pub fn pack(
    archive: &Archive,
    pack: &Pack<'_>,
    out: Out<'_>,
) -> Result<Packed, pack::Error<tifa_archive::Error>> {
    let mut ids: Vec<&str> = pack.findings.iter().map(|f| f.document.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let documents: Result<Vec<DocumentRow>, _> = ids.iter().map(|id| Ok(archive.document(id)?.row)).collect();
    let documents = documents.map_err(pack::Error::Original)?;
    let pack = Pack { documents: &documents, ..*pack };
    pack::write(out, &pack, &mut |row| archive.original(&row.original))
}
