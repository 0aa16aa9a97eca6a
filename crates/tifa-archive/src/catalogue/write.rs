//! What the writer puts into the catalogue.

use super::{FOLD, GENERATION, get, set};
use crate::error::Error;
use crate::originals::Hash;
use crate::prepared::{Given, Prepared};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;
use tifa_text::fold;
use tifa_text::fold::FOLD_VERSION;

/// An original as the catalogue is told of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NewOriginal<'a> {
    pub hash: &'a Hash,
    pub bytes: u64,
    pub encoding: &'a str,
    pub format: &'a str,
    pub name: &'a str,
}

/// The one connection that writes.
#[derive(Debug)]
pub(crate) struct CatalogueWriter {
    connection: Connection,
    /// Ids of speakers met in this run.
    speakers: HashMap<String, i64>,
    open: bool,
}

impl CatalogueWriter {
    pub fn new(connection: Connection) -> Self {
        Self { connection, speakers: HashMap::new(), open: false }
    }

    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Begins a batch unless one is open.
    pub fn begin(&mut self) -> Result<(), Error> {
        if !self.open {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.open = true;
        }
        Ok(())
    }

    /// Commits the open batch as a new generation.
    pub fn commit(&mut self) -> Result<(), Error> {
        if self.open {
            let generation = get(&self.connection, GENERATION)?;
            set(&self.connection, GENERATION, generation + 1)?;
            self.connection.execute_batch("COMMIT")?;
            self.open = false;
        }
        Ok(())
    }

    /// Puts an original and one of its names in; its documents follow with [`Self::replace_documents`].
    pub fn put_original(
        &mut self,
        original: &NewOriginal<'_>,
        sidecar: Option<&Hash>,
        given: &Given,
    ) -> Result<i64, Error> {
        self.begin()?;
        self.connection
            .prepare_cached(
                "INSERT INTO originals(hash, bytes, encoding, format, source) VALUES(?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT(hash) DO UPDATE SET encoding = ?3, format = ?4,
                   source = iif(format = 'sidecar', ?5, min(source, ?5))",
            )?
            .execute(params![
                original.hash.0,
                original.bytes,
                original.encoding,
                original.format,
                original.name
            ])?;
        let id = self.original(original.hash)?;
        self.put_source(id, original.name, false, sidecar, given)?;
        Ok(id)
    }

    /// Puts an original in that is metadata of another, under the name it has as such.
    pub fn put_sidecar(&mut self, hash: &Hash, bytes: u64, name: &str) -> Result<(), Error> {
        self.begin()?;
        self.connection
            .prepare_cached(
                "INSERT INTO originals(hash, bytes, encoding, format, source)
                 VALUES(?1, ?2, 'UTF-8', 'sidecar', ?3)
                 ON CONFLICT(hash) DO UPDATE SET source = iif(format = 'sidecar', min(source, ?3), source)",
            )?
            .execute(params![hash.0, bytes, name])?;
        let id = self.original(hash)?;
        self.put_source(id, name, true, None, &Given::default())
    }

    fn original(&self, hash: &Hash) -> Result<i64, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT id FROM originals WHERE hash = ?1")?
            .query_row([hash.0], |r| r.get(0))?)
    }

    /// Another name of an original that is there already.
    pub fn put_name(
        &mut self,
        hash: &Hash,
        name: &str,
        sidecar: Option<&Hash>,
        given: &Given,
    ) -> Result<(), Error> {
        self.begin()?;
        let id = self.original(hash)?;
        self.put_source(id, name, false, sidecar, given)
    }

    fn put_source(
        &self,
        id: i64,
        name: &str,
        describes: bool,
        sidecar: Option<&Hash>,
        given: &Given,
    ) -> Result<(), Error> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO sources(name, original, describes, sidecar, given_day, given_outlet)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                name,
                id,
                describes,
                sidecar.map(|h| h.0),
                given.date.map(|d| d.to_string()),
                given.outlet
            ])?;
        self.connection.prepare_cached("DELETE FROM refusals WHERE name = ?1")?.execute([name])?;
        Ok(())
    }

    /// A file that was not read, and why.
    pub fn put_refusal(&mut self, name: &str, hash: Option<&Hash>, reason: &str) -> Result<(), Error> {
        let known = self
            .connection
            .prepare_cached("SELECT 1 FROM refusals WHERE name = ?1 AND hash IS ?2 AND reason = ?3")?
            .exists(params![name, hash.map(|h| h.0), reason])?;
        if known {
            return Ok(());
        }
        self.begin()?;
        self.connection
            .prepare_cached("INSERT OR REPLACE INTO refusals(name, hash, reason) VALUES(?1, ?2, ?3)")?
            .execute(params![name, hash.map(|h| h.0), reason])?;
        Ok(())
    }

    /// Puts the documents of an original in, in place of those it had. Gives the row of each.
    pub fn replace_documents(&mut self, original: i64, documents: &[Prepared]) -> Result<Vec<u64>, Error> {
        self.begin()?;
        let old: Vec<i64> = self
            .connection
            .prepare_cached("SELECT row FROM documents WHERE original = ?1")?
            .query_map([original], |r| r.get(0))?
            .collect::<Result<_, _>>()?;
        for row in old {
            for table in [
                "DELETE FROM bodies WHERE document = ?1",
                "DELETE FROM voices WHERE document = ?1",
                "DELETE FROM marks WHERE document = ?1",
                "DELETE FROM docket WHERE document = ?1",
                "DELETE FROM documents WHERE row = ?1",
            ] {
                self.connection.prepare_cached(table)?.execute([row])?;
            }
        }
        documents.iter().map(|d| self.put_document(original, d)).collect()
    }

    fn put_document(&mut self, original: i64, d: &Prepared) -> Result<u64, Error> {
        let row = self
            .connection
            .prepare_cached(
                "INSERT INTO documents(id, original, ordinal, day, outlet, text, statements, characters, version,
                   metadata, profile, genre) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .insert(params![
                d.id,
                original,
                d.ordinal,
                d.day.map(|day| day.to_string()),
                d.outlet,
                d.text,
                d.statements,
                d.characters,
                d.version,
                d.metadata,
                d.profile,
                d.genre.name()
            ])?;
        self.connection
            .prepare_cached("INSERT INTO bodies(document, blocks, findings) VALUES(?1, ?2, ?3)")?
            .execute(params![row, d.blocks, d.findings])?;
        for packed in &d.docket {
            self.connection
                .prepare_cached(
                    "INSERT INTO docket(kind, document, version, entries) VALUES(?1, ?2, ?3, ?4)",
                )?
                .execute(params![packed.kind.name(), row, packed.version, packed.blob])?;
        }
        for (speaker, mode, statements) in &d.voices {
            let speaker = self.speaker(speaker)?;
            self.connection
                .prepare_cached(
                    "INSERT INTO voices(document, speaker, mode, statements) VALUES(?1, ?2, ?3, ?4)",
                )?
                .execute(params![row, speaker, mode.name(), statements])?;
        }
        u64::try_from(row).map_err(|_| Error::corrupt("catalogue", "a document's row is negative"))
    }

    /// Forgets speakers that no document has any more, and folds the others' names again.
    pub fn refold_speakers(&mut self) -> Result<(), Error> {
        self.begin()?;
        self.speakers.clear();
        self.connection.execute("DELETE FROM speakers WHERE id NOT IN (SELECT speaker FROM voices)", [])?;
        let mut query = self.connection.prepare("SELECT id, name FROM speakers ORDER BY id")?;
        let names: Vec<(i64, String)> =
            query.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
        let mut update = self.connection.prepare("UPDATE speakers SET folded = ?2 WHERE id = ?1")?;
        for (id, name) in names {
            update.execute(params![id, fold(&name).text])?;
        }
        set(&self.connection, FOLD, i64::from(FOLD_VERSION))
    }

    fn speaker(&mut self, name: &str) -> Result<i64, Error> {
        if let Some(&id) = self.speakers.get(name) {
            return Ok(id);
        }
        let known = self
            .connection
            .prepare_cached("SELECT id FROM speakers WHERE name = ?1")?
            .query_row([name], |r| r.get(0))
            .optional()?;
        let id = match known {
            Some(id) => id,
            None => self
                .connection
                .prepare_cached("INSERT INTO speakers(name, folded) VALUES(?1, ?2)")?
                .insert(params![name, fold(name).text])?,
        };
        self.speakers.insert(name.to_owned(), id);
        Ok(id)
    }
}
