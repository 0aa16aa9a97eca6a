//! An open archive folder.

use crate::error::Error;
use crate::rows::*;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// An open archive folder.
#[derive(Debug)]
pub struct Archive;

impl Archive {
    /// Opens the archive in `dir`, which must be one.
    ///
    /// # Errors
    /// [`Error::NotAnArchive`], [`Error::NewerVersion`], or what the disk says.
    pub fn open(dir: &Path) -> Result<Archive, Error> {
        let _ = dir;
        Ok(Archive)
    }

    /// Opens the archive in `dir`, or makes one there when the folder is missing or empty.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn open_or_create(dir: &Path) -> Result<Archive, Error> {
        let _ = dir;
        Ok(Archive)
    }

    /// Adds files and folders. Takes the writer lock.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::Full`] and what the disk says. A file that cannot be read is no error: it is refused.
    pub fn add(
        &self,
        roots: &[PathBuf],
        options: &AddOptions,
        watch: &dyn Watch,
    ) -> Result<Summary, Error> {
        let _ = (roots, options, watch);
        Ok(Summary::default())
    }

    /// The documents `filter` lets through, by day, source and ordinal; undated documents last.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn documents(&self, filter: &Filter) -> Result<Vec<DocumentRow>, Error> {
        let _ = filter;
        Ok(Vec::new())
    }

    /// One document: `key` is its id or a unique prefix of it, or the name of its source or the last part of that
    /// name, with `#ordinal` when the file holds several.
    ///
    /// # Errors
    /// [`Error::NoSuchDocument`], [`Error::Ambiguous`].
    pub fn document(&self, key: &str) -> Result<FullDocument, Error> {
        Err(Error::NoSuchDocument { key: key.to_owned() })
    }

    /// Calls `each` with the statements `filter` lets through, by source and start, until it breaks.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn statements(
        &self,
        filter: &Filter,
        each: &mut dyn FnMut(StatementRow) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        let _ = (filter, each);
        Ok(())
    }

    /// Every place where `query` stands, whatever its script, width, wrap or light punctuation.
    ///
    /// # Errors
    /// [`Error::BadQuery`] when nothing of the query is left after folding.
    pub fn search(
        &self,
        query: &str,
        filter: &Filter,
        options: &SearchOptions,
    ) -> Result<Concordance, Error> {
        let _ = (query, filter, options);
        Ok(Concordance::default())
    }

    /// The archive in numbers.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn status(&self) -> Result<Status, Error> {
        Err(Error::corrupt("status", "not there yet"))
    }

    /// Looks for damage: hashes of originals, maps of documents against them, index against catalogue, catalogue.
    ///
    /// # Errors
    /// When the check itself cannot go on; what it finds is no error.
    pub fn check(&self, watch: &dyn Watch) -> Result<Vec<Damage>, Error> {
        let _ = watch;
        Ok(Vec::new())
    }

    /// Makes everything derived (documents, findings, index) again from the originals. Takes the writer lock.
    /// Of `options` only the number of threads counts: days and outlets given before stay.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub fn rebuild(&self, options: &AddOptions, watch: &dyn Watch) -> Result<Summary, Error> {
        let _ = (options, watch);
        Ok(Summary::default())
    }
}
