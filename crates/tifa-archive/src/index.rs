//! The index: where which pairs of characters stand. Rebuildable, never the only copy of anything.

mod pairs;
mod segment;

use crate::bigram::{self, Bigrams, Needle};
use crate::error::Error;
use segment::Texts;
use std::path::Path;
use std::thread::JoinHandle;
use tantivy::directory::MmapDirectory;
use tantivy::indexer::LogMergePolicy;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{
    DocSet, Index, IndexReader, IndexWriter, ReloadPolicy, Searcher, SegmentMeta, SegmentReader, TERMINATED,
    Term,
};
use tifa_text::fold::FOLD_VERSION;

/// Bytes of text of a segment; its tokens take three times as much while it is written.
const SEGMENT: usize = 32 << 20;
/// What was gathered last is divided among the threads when each has so many bytes to do.
const SHARE: usize = 1 << 20;
/// What tantivy wants for an indexing thread at least, in bytes.
const ARENA: usize = 15_000_000;
/// Segments of similar size that are merged into one: half a gigabyte of text, when they are full. A merge writes all of
/// it again, so fewer would make a large import dearer by the megabyte than a small one.
const MERGE_AT: usize = 16;

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let text = TextFieldIndexing::default()
        .set_tokenizer(bigram::NAME)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(false);
    let fields = Fields {
        row: builder.add_u64_field("row", FAST | INDEXED),
        text: builder.add_text_field("text", TextOptions::default().set_indexing_options(text)),
    };
    (builder.build(), fields)
}

/// The fold that made the text, in the note that goes with each commit.
fn fold_name() -> String {
    format!("fold-{FOLD_VERSION}")
}

#[derive(Debug, Clone, Copy)]
struct Fields {
    /// Row of the document in the catalogue.
    row: Field,
    /// Its folded blocks.
    text: Field,
}

/// Opens the index in `dir`, or makes one there.
fn open(dir: &Path) -> Result<(Index, Fields), Error> {
    std::fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
    let (schema, fields) = schema();
    let directory = MmapDirectory::open(dir).map_err(tantivy::TantivyError::from)?;
    let index = Index::open_or_create(directory, schema)?;
    index.tokenizers().register(bigram::NAME, TextAnalyzer::from(Bigrams));
    Ok((index, fields))
}

/// The writing side. Documents are gathered, and another thread writes them as a segment while more come.
pub(crate) struct IndexWriting {
    index: Index,
    fields: Fields,
    threads: usize,
    gathered: Texts,
    /// The segment in work.
    building: Option<JoinHandle<tantivy::Result<SegmentMeta>>>,
    /// Takes segments in, merges and commits them; there once a segment is.
    writer: Option<IndexWriter>,
}

impl IndexWriting {
    pub fn open(dir: &Path, threads: usize) -> Result<Self, Error> {
        let (index, fields) = open(dir)?;
        Ok(Self { index, fields, threads, gathered: Texts::default(), building: None, writer: None })
    }

    /// The last row that was in the catalogue when the index was committed; 0 for a new index, `None` for one that was
    /// made with another fold.
    pub fn committed(&self) -> Result<Option<u64>, Error> {
        let Some(payload) = self.index.load_metas()?.payload else { return Ok(Some(0)) };
        let parts = payload.split_once(' ');
        Ok(parts.filter(|p| p.0 == fold_name()).and_then(|p| p.1.parse().ok()))
    }

    /// Adds a document's folded blocks. Rows must ascend.
    pub fn add(&mut self, row: u64, folded: &str) -> Result<(), Error> {
        self.gathered.push(row, folded);
        if self.gathered.len() >= SEGMENT {
            self.finish_segment()?;
            let texts = std::mem::take(&mut self.gathered);
            self.building = Some(self.build(texts)?);
        }
        Ok(())
    }

    /// Makes everything added so far visible; `last` is the last row of the catalogue.
    pub fn commit(&mut self, last: u64) -> Result<(), Error> {
        let mut building = Vec::new();
        for parts in (1..=self.threads.min(self.gathered.len() / SHARE).max(1)).rev() {
            let texts = self.gathered.split_off(parts);
            if !texts.is_empty() {
                building.push(self.build(texts)?);
            }
        }
        self.finish_segment()?;
        for segment in building {
            self.take_in(segment)?;
        }
        if let Some(writer) = &mut self.writer {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&format!("{} {last}", fold_name()));
            commit.commit()?;
        }
        Ok(())
    }

    /// Ends the writing side, and with it merges that are under way.
    pub fn close(self) -> Result<(), Error> {
        if let Some(writer) = self.writer {
            writer.wait_merging_threads()?;
        }
        Ok(())
    }

    /// Begins to write a segment on a thread of its own.
    fn build(&mut self, texts: Texts) -> Result<JoinHandle<tantivy::Result<SegmentMeta>>, Error> {
        if self.writer.is_none() {
            // Its own indexing thread gets no document, so it gets the least memory that is allowed.
            let writer = self.index.writer_with_num_threads(1, ARENA)?;
            let mut policy = LogMergePolicy::default();
            policy.set_min_num_segments(MERGE_AT);
            writer.set_merge_policy(Box::new(policy));
            self.writer = Some(writer);
        }
        let (segment, fields) = (self.index.new_segment(), self.fields);
        std::thread::Builder::new()
            .name("segment".to_owned())
            .spawn(move || segment::write(segment, fields, &texts))
            .map_err(|e| tantivy::TantivyError::from(e).into())
    }

    /// Waits for the segment in work.
    fn finish_segment(&mut self) -> Result<(), Error> {
        self.building.take().map_or(Ok(()), |segment| self.take_in(segment))
    }

    fn take_in(&self, segment: JoinHandle<tantivy::Result<SegmentMeta>>) -> Result<(), Error> {
        let segment = segment.join().map_err(|_| Error::corrupt("index", "writing a segment failed"))??;
        if let Some(writer) = &self.writer {
            writer.add_segment(segment)?;
        }
        Ok(())
    }
}

/// The reading side.
pub(crate) struct IndexReading {
    index: Index,
    reader: IndexReader,
    fields: Fields,
}

/// What one document has of a needle.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found<'a> {
    /// Row of the document.
    pub row: u64,
    /// Positions of the first character of each occurrence, ascending, in characters of the folded text; overlapping
    /// ones too. Empty when positions were not asked for.
    pub positions: &'a [u32],
    /// Number of occurrences.
    pub count: u32,
}

impl IndexReading {
    /// Opens the index in `dir`; `None` when there is none yet.
    pub fn open(dir: &Path) -> Result<Option<Self>, Error> {
        if !dir.join("meta.json").exists() {
            return Ok(None);
        }
        let (index, fields) = open(dir)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Some(Self { index, reader, fields }))
    }

    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// Names of files whose checksum does not hold.
    pub fn damaged_files(&self) -> Result<Vec<String>, Error> {
        let mut damaged: Vec<String> =
            self.index.validate_checksum()?.iter().map(|p| p.display().to_string()).collect();
        damaged.sort();
        Ok(damaged)
    }

    /// Rows of all documents in the index, ascending.
    pub fn rows(&self) -> Result<Vec<u64>, Error> {
        let mut rows = Vec::new();
        for segment in self.searcher().segment_readers() {
            let column = segment.fast_fields().u64("row")?;
            rows.extend(segment.doc_ids_alive().filter_map(|doc| column.first(doc)));
        }
        rows.sort_unstable();
        Ok(rows)
    }

    /// Calls `each` with every document that has `needle`. Positions are read for rows for which `placed` says so, and
    /// wherever they must be to tell.
    pub fn find(
        &self,
        searcher: &Searcher,
        needle: &Needle,
        placed: &dyn Fn(u64) -> bool,
        each: &mut dyn FnMut(Found<'_>),
    ) -> Result<(), Error> {
        for segment in searcher.segment_readers() {
            if needle.prefix {
                self.find_prefix(segment, needle, each)?;
            } else {
                self.find_phrase(segment, needle, placed, each)?;
            }
        }
        Ok(())
    }

    fn find_phrase(
        &self,
        segment: &SegmentReader,
        needle: &Needle,
        placed: &dyn Fn(u64) -> bool,
        each: &mut dyn FnMut(Found<'_>),
    ) -> Result<(), Error> {
        let io = |e| Error::Index(Box::new(tantivy::TantivyError::from(e)));
        let inverted = segment.inverted_index(self.fields.text)?;
        let mut lists: Vec<(u32, SegmentPostings)> = Vec::new();
        for (offset, token) in &needle.tokens {
            let term = Term::from_field_text(self.fields.text, token);
            match inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions).map_err(io)? {
                Some(postings) => lists.push((*offset, postings)),
                None => return Ok(()),
            }
        }
        // The rarest pair leads.
        lists.sort_by_key(|(_, p)| p.doc_freq());
        let rows = segment.fast_fields().u64("row")?;
        // The same character twice (哈哈) overlaps with itself, so its occurrences must be told apart by place.
        let alone = lists.len() == 1;
        let overlaps = needle.text.chars().collect::<Vec<_>>().windows(2).all(|w| w[0] == w[1]);
        let (mut starts, mut others) = (Vec::new(), Vec::new());
        let Some(((lead_offset, lead), rest)) = lists.split_first_mut() else { return Ok(()) };
        let mut doc = lead.doc();
        'documents: while doc != TERMINATED {
            for (_, list) in rest.iter_mut() {
                let at = if list.doc() < doc { list.seek(doc) } else { list.doc() };
                if at != doc {
                    doc = if at == TERMINATED { TERMINATED } else { lead.seek(at) };
                    continue 'documents;
                }
            }
            if segment.is_deleted(doc) {
                doc = lead.advance();
                continue;
            }
            let Some(row) = rows.first(doc) else {
                doc = lead.advance();
                continue;
            };
            if alone && !overlaps && !placed(row) {
                each(Found { row, positions: &[], count: lead.term_freq() });
                doc = lead.advance();
                continue;
            }
            // Positions moved so that all tokens of one occurrence agree; the largest offset keeps them above zero.
            let shift = needle.tokens.iter().map(|t| t.0).max().unwrap_or(0);
            lead.positions_with_offset(shift - *lead_offset, &mut starts);
            for (offset, list) in rest.iter_mut() {
                if starts.is_empty() {
                    break;
                }
                list.positions_with_offset(shift - *offset, &mut others);
                retain_common(&mut starts, &others);
            }
            starts.iter_mut().for_each(|p| *p = p.saturating_sub(shift));
            if !starts.is_empty() {
                each(Found { row, positions: &starts, count: starts.len() as u32 });
            }
            doc = lead.advance();
        }
        Ok(())
    }

    /// Documents with a token that begins with the one character of `needle`.
    fn find_prefix(
        &self,
        segment: &SegmentReader,
        needle: &Needle,
        each: &mut dyn FnMut(Found<'_>),
    ) -> Result<(), Error> {
        let io = |e| Error::Index(Box::new(tantivy::TantivyError::from(e)));
        let Some((_, first)) = needle.tokens.first() else { return Ok(()) };
        let inverted = segment.inverted_index(self.fields.text)?;
        // No UTF-8 text contains the byte 255, so it closes the range of what begins with the character.
        let mut beyond = first.as_bytes().to_vec();
        beyond.push(0xff);
        let mut terms =
            inverted.terms().range().ge(first.as_bytes()).lt(&beyond).into_stream().map_err(io)?;
        let mut places: Vec<Vec<u32>> = Vec::new();
        let mut found: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
        let mut buffer = Vec::new();
        while terms.advance() {
            let mut postings = inverted
                .read_postings_from_terminfo(terms.value(), IndexRecordOption::WithFreqsAndPositions)
                .map_err(io)?;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                postings.positions(&mut buffer);
                let slot = *found.entry(doc).or_insert_with(|| {
                    places.push(Vec::new());
                    places.len() - 1
                });
                places[slot].extend_from_slice(&buffer);
                doc = postings.advance();
            }
        }
        let rows = segment.fast_fields().u64("row")?;
        for (doc, slot) in found {
            if segment.is_deleted(doc) {
                continue;
            }
            let positions = &mut places[slot];
            positions.sort_unstable();
            if let Some(row) = rows.first(doc) {
                each(Found { row, positions, count: positions.len() as u32 });
            }
        }
        Ok(())
    }
}

/// Keeps of `left` what is in `right` too; both ascend.
fn retain_common(left: &mut Vec<u32>, right: &[u32]) {
    let mut at = 0;
    left.retain(|&p| {
        while at < right.len() && right[at] < p {
            at += 1;
        }
        at < right.len() && right[at] == p
    });
}

impl std::fmt::Debug for IndexReading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("IndexReading").finish_non_exhaustive()
    }
}
