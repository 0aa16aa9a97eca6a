//! A segment of the index, made by sorting.
//!
//! tantivy's own writer looks every token up in a hash table of all terms so far and appends to a list of that term's:
//! places of memory far apart, for every character of a text. Here the tokens of a segment are sorted by term and place
//! and then written in the order of its files, which takes a fifth of the time. The files are tantivy's own, written
//! through its serializers.

use super::Fields;
use crate::bigram::pairs;
use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::SegmentComponent;
use tantivy::postings::{FieldSerializer, InvertedIndexSerializer};
use tantivy::store::StoreWriter;
use tantivy::{Segment, SegmentMeta, TantivyDocument};

/// Bits of a sorted token that say where it stands, in characters of all texts of the segment; those above say which
/// character is its second.
const PLACE_BITS: u32 = 43;
const PLACE: u64 = (1 << PLACE_BITS) - 1;

/// Documents gathered for a segment.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// The row of each.
    rows: Vec<u64>,
    /// Where the text of each ends, in bytes.
    ends: Vec<usize>,
    text: String,
}

impl Texts {
    /// Adds a document; rows ascend.
    pub fn push(&mut self, row: u64, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.rows.push(row);
    }

    /// Bytes of text.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes the documents of about the last `1/parts` of the text out.
    pub fn split_off(&mut self, parts: usize) -> Self {
        let keep = self.text.len() - self.text.len() / parts.max(1);
        let at = self.ends.partition_point(|&end| end <= keep);
        let from = at.checked_sub(1).map_or(0, |i| self.ends[i]);
        let ends = self.ends.split_off(at).into_iter().map(|end| end - from).collect();
        Self { rows: self.rows.split_off(at), ends, text: self.text.split_off(from) }
    }

    fn documents(&self) -> impl Iterator<Item = &str> {
        let mut from = 0;
        self.ends.iter().map(move |&end| &self.text[std::mem::replace(&mut from, end)..end])
    }
}

/// Writes the files of `segment`.
pub(super) fn write(segment: Segment, fields: Fields, texts: &Texts) -> tantivy::Result<SegmentMeta> {
    let documents = u32::try_from(texts.rows.len())
        .map_err(|_| tantivy::TantivyError::InvalidArgument("too many documents for a segment".to_owned()))?;
    let (schema, settings) = (segment.schema(), segment.index().settings().clone());
    let mut norms = FieldNormsWriter::for_schema(&schema);
    let mut fast = FastFieldsWriter::from_schema_and_tokenizer_manager(
        &schema,
        segment.index().fast_field_tokenizer().clone(),
    )?;
    let store = segment.open_write(SegmentComponent::Store)?;
    let mut store =
        StoreWriter::new(store, settings.docstore_compression, settings.docstore_blocksize, false)?;
    for (document, &row) in (0..).zip(&texts.rows) {
        let mut values = TantivyDocument::default();
        values.add_u64(fields.row, row);
        norms.record(document, fields.row, 1);
        fast.add_document(&values)?;
        store.store(&values, &schema)?;
    }
    store.close()?;
    let mut file = segment.open_write(SegmentComponent::FastFields)?;
    fast.serialize(&mut file, None)?;
    file.terminate()?;
    norms.fill_up_to_max_doc(documents);
    let file = segment.open_write(SegmentComponent::FieldNorms)?;
    norms.serialize(FieldNormsSerializer::from_write(file)?, None)?;

    let tokens = Tokens::sorted(texts);
    let mut inverted = InvertedIndexSerializer::open(&segment)?;
    let mut rows = inverted.new_field(fields.row, u64::from(documents), None)?;
    for (document, row) in (0..).zip(&texts.rows) {
        rows.new_term(&row.to_be_bytes(), 1, false)?;
        rows.write_doc(document, 1, &[]);
        rows.close_term()?;
    }
    rows.close()?;
    let mut terms = inverted.new_field(fields.text, tokens.tokens.len() as u64, None)?;
    tokens.write(&mut terms)?;
    terms.close()?;
    inverted.close()?;
    Ok(segment.with_max_doc(documents).meta().clone())
}

/// The tokens of all texts, in the order of the term dictionary and of their places.
struct Tokens {
    /// First characters, ascending, and where the tokens that begin with each end.
    firsts: Vec<(char, usize)>,
    /// The second character plus one, 0 for a token of one character; below it the place.
    tokens: Vec<u64>,
    /// Where each document begins, and where the last one ends, in characters.
    starts: Vec<u64>,
}

impl Tokens {
    fn sorted(texts: &Texts) -> Self {
        // By the first character: all are counted, then each is put behind those of smaller ones.
        let mut slots = vec![0usize; char::MAX as usize + 1];
        let mut starts = vec![0];
        let mut characters = 0;
        for text in texts.documents() {
            pairs(text).for_each(|(_, first, _)| slots[first as usize] += 1);
            characters += text.chars().count() as u64;
            starts.push(characters);
        }
        let (mut firsts, mut total) = (Vec::new(), 0);
        for (code, slot) in (0..).zip(&mut slots) {
            let count = std::mem::replace(slot, total);
            total += count;
            firsts.extend(char::from_u32(code).filter(|_| count > 0).map(|first| (first, total)));
        }
        let mut tokens = vec![0; total];
        for (text, start) in texts.documents().zip(&starts) {
            for (place, first, second) in pairs(text) {
                let second = second.map_or(0, |c| u64::from(c) + 1);
                let slot = &mut slots[first as usize];
                tokens[*slot] = second << PLACE_BITS | (start + place as u64);
                *slot += 1;
            }
        }
        let mut from = 0;
        for &(_, end) in &firsts {
            tokens[std::mem::replace(&mut from, end)..end].sort_unstable();
        }
        Self { firsts, tokens, starts }
    }

    fn write(&self, terms: &mut FieldSerializer<'_>) -> std::io::Result<()> {
        let (mut term, mut from) = (String::new(), 0);
        for &(first, end) in &self.firsts {
            let tokens = &self.tokens[std::mem::replace(&mut from, end)..end];
            for same in tokens.chunk_by(|a, b| a >> PLACE_BITS == b >> PLACE_BITS) {
                term.clear();
                term.push(first);
                term.extend((same[0] >> PLACE_BITS).checked_sub(1).and_then(|c| char::from_u32(c as u32)));
                // The number of documents would count for ranking by length, which the field does without.
                terms.new_term(term.as_bytes(), 0, true)?;
                self.write_places(same, terms);
                terms.close_term()?;
            }
        }
        Ok(())
    }

    /// Writes where one token stands, document by document.
    fn write_places(&self, mut rest: &[u64], terms: &mut FieldSerializer<'_>) {
        let mut steps = Vec::new();
        let mut document = 0;
        while let Some(token) = rest.first() {
            let place = token & PLACE;
            document += self.starts[document..].partition_point(|&start| start <= place) - 1;
            let (start, end) = (self.starts[document], self.starts[document + 1]);
            let mut before = start;
            steps.clear();
            steps.extend(
                rest.iter()
                    .map(|token| token & PLACE)
                    .take_while(|&place| place < end)
                    .map(|place| (place - std::mem::replace(&mut before, place)) as u32),
            );
            terms.write_doc(document as u32, steps.len() as u32, &steps);
            rest = &rest[steps.len()..];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{IndexReading, IndexWriting, open};
    use std::path::Path;
    use tantivy::IndexWriter;
    use tantivy::postings::Postings;
    use tantivy::schema::IndexRecordOption;
    use tantivy::{DocSet, TERMINATED};

    /// Every token with the rows and positions it has, segment by segment.
    fn dump(dir: &Path) -> Vec<String> {
        let reading = IndexReading::open(dir).unwrap().unwrap();
        let mut out = Vec::new();
        for segment in reading.searcher().segment_readers() {
            let rows = segment.fast_fields().u64("row").unwrap();
            let inverted = segment.inverted_index(reading.fields.text).unwrap();
            let mut terms = inverted.terms().stream().unwrap();
            while terms.advance() {
                let option = IndexRecordOption::WithFreqsAndPositions;
                let mut postings = inverted.read_postings_from_terminfo(terms.value(), option).unwrap();
                let mut positions = Vec::new();
                while postings.doc() != TERMINATED {
                    postings.positions(&mut positions);
                    let term = String::from_utf8_lossy(terms.key());
                    out.push(format!("{term} {:?} {positions:?}", rows.first(postings.doc())));
                    postings.advance();
                }
            }
            assert_eq!(inverted.total_num_tokens(), out.len() as u64 + repeated(&out));
        }
        out.sort();
        out
    }

    /// Occurrences beyond the first of each line of a dump.
    fn repeated(dump: &[String]) -> u64 {
        dump.iter().map(|line| line.matches(", ").count() as u64).sum()
    }

    #[test]
    fn holds_what_tantivys_own_writer_would_write() {
        let many = "山河湖海".repeat(300);
        let texts =
            ["山河。湖海\u{1e}", "", "山", "a山a山\u{1e}𠮷\u{0}𠮷", "河湖。。河湖河湖河", &many, "山河"];
        let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut writing = IndexWriting::open(ours.path(), 2).unwrap();
        let (index, fields) = open(theirs.path()).unwrap();
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        for (row, text) in (7..).zip(texts) {
            writing.add(row, text).unwrap();
            let mut document = TantivyDocument::default();
            document.add_u64(fields.row, row);
            document.add_text(fields.text, text);
            writer.add_document(document).unwrap();
        }
        writing.commit(20).unwrap();
        writing.close().unwrap();
        writer.commit().unwrap();
        assert_eq!(dump(ours.path()), dump(theirs.path()));
        assert_eq!(
            IndexReading::open(ours.path()).unwrap().unwrap().rows().unwrap(),
            [7, 8, 9, 10, 11, 12, 13]
        );
    }

    #[test]
    fn texts_are_divided_between_documents() {
        let mut texts = Texts::default();
        for (row, text) in (1..).zip(["山河", "湖", "海湖山河"]) {
            texts.push(row, text);
        }
        let last = texts.split_off(2);
        assert_eq!((texts.rows.as_slice(), last.rows.as_slice()), (&[1, 2][..], &[3][..]));
        assert_eq!(texts.documents().collect::<Vec<_>>(), ["山河", "湖"]);
        assert_eq!(last.documents().collect::<Vec<_>>(), ["海湖山河"]);
        assert!(!texts.split_off(1).is_empty() && texts.is_empty());
    }
}
