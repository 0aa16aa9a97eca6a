//! One function for each parser: any bytes in, no panic, and what comes out holds together.
//!
//! The fuzz targets and the property run of `cargo xtask fuzz` share this file.

use tifa_docket::docket;
use tifa_record::{Context, Place, read as read_statements, record};
use tifa_source::{Document, Input, read, spanned};
use tifa_text::calendar::Reader;
use tifa_text::number::numbers as read_numbers;
use tifa_text::{ByteRange, decode as decode_bytes, fold as fold_text, quotations, sentences};

/// A body, by the name of its target.
pub type Body = fn(&[u8]);

/// Every body, by name.
pub const BODIES: [(&str, Body); 15] = [
    ("decode", decode),
    ("fold", fold),
    ("sentences_quotations", sentences_quotations),
    ("calendar", calendar),
    ("numbers", numbers),
    ("markdown", markdown),
    ("html", html),
    ("front_matter", front_matter),
    ("json_lines", json_lines),
    ("csv", csv),
    ("docx", docx),
    ("plain", plain),
    ("transcript", transcript),
    ("record", record_statements),
    ("docket", docket_entries),
];

/// Bytes to text, with and without a declared encoding.
pub fn decode(bytes: &[u8]) {
    for declared in [None, Some("big5"), Some("gb18030"), Some("utf-16le"), Some("no such charset")] {
        let decoded = decode_bytes(bytes, declared);
        if let Some(map) = &decoded.map {
            assert_eq!(map.text_len(), decoded.text.len());
            for (_, source) in map.runs() {
                assert!(source.end as usize <= bytes.len(), "a run maps behind the end of the file");
            }
        }
    }
}

/// The fold: idempotent, never longer, and every range of it leads back.
pub fn fold(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let folded = fold_text(&text);
    assert!(folded.text.len() <= text.len());
    assert_eq!(fold_text(&folded.text).text, folded.text, "folding again changes the text");
    let mut last = 0;
    for (at, c) in folded.text.char_indices() {
        let Some(source) = folded.source(ByteRange::new(at, at + c.len_utf8())) else {
            panic!("{c:?} at {at} leads nowhere");
        };
        assert!(text.get(source.range()).is_some_and(|s| !s.is_empty()), "{c:?} at {at} cuts characters");
        assert!(source.start >= last, "the way back goes backwards");
        last = source.start;
    }
}

/// Sentences and quotation pairs: ranges in order that cut the text at characters.
pub fn sentences_quotations(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut end = 0;
    for sentence in sentences(&text) {
        assert!(text.get(sentence.range()).is_some(), "a sentence cuts a character");
        assert!(sentence.start >= end, "sentences overlap");
        end = sentence.end;
    }
    let mut start = 0;
    for quotation in quotations(&text) {
        assert!(text.get(quotation.outer.range()).is_some() && text.get(quotation.inner.range()).is_some());
        assert!(quotation.outer.contains(quotation.inner));
        assert!(quotation.outer.start >= start, "quotations out of order");
        start = quotation.outer.start;
    }
}

/// Calendar expressions: ranges in order that cut the text at characters, days in order, the same every time.
pub fn calendar(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for anchor in ["", "2031-04-09", "-009999-01-01", "9999-12-31"] {
        let read = || {
            let mut reader = Reader::new(anchor.parse().ok());
            text.split('\n').map(|paragraph| reader.paragraph(paragraph)).collect::<Vec<_>>()
        };
        let found = read();
        assert_eq!(found, read(), "the same text, other days");
        for (paragraph, found) in text.split('\n').zip(&found) {
            let mut end = 0;
            for dated in found {
                let range = dated.expression.range;
                assert!(
                    paragraph.get(range.range()).is_some_and(|t| !t.is_empty()),
                    "{range:?} cuts nothing"
                );
                assert!(range.start >= end, "expressions overlap");
                assert!(
                    dated.days.is_err() || dated.days.is_ok_and(|d| d.from <= d.to),
                    "days run backwards"
                );
                end = range.end;
            }
        }
    }
}

/// Numbers: in order, none empty, the same again; a range has both bounds or says that one does not fit.
pub fn numbers(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let found = read_numbers(&text);
    assert_eq!(found, read_numbers(&text), "the same text, other numbers");
    let mut end = 0;
    for number in &found {
        let range = number.range;
        assert!(text.get(range.range()).is_some_and(|t| !t.is_empty()), "{range:?} cuts nothing");
        assert!(range.start >= end, "numbers overlap");
        assert!(number.inside.is_none_or(|inside| range.contains(inside)), "a measure lies outside");
        end = range.end;
    }
}

/// A Markdown file.
pub fn markdown(bytes: &[u8]) {
    documents("clipping.md", bytes, None);
}

/// An HTML page; what follows the first zero byte is the file of metadata beside it.
pub fn html(bytes: &[u8]) {
    match bytes.iter().position(|&b| b == 0) {
        Some(at) => documents("page.html", &bytes[..at], Some(&bytes[at + 1..])),
        None => documents("page.html", bytes, None),
    };
}

/// Front matter, YAML and TOML, between its fences.
pub fn front_matter(bytes: &[u8]) {
    for fence in ["---", "+++"] {
        let file =
            [fence.as_bytes(), b"\n", bytes, b"\n", fence.as_bytes(), "\n\n正文。\n".as_bytes()].concat();
        documents("2031-04-05-post.md", &file, None);
    }
}

/// JSON Lines, and the same bytes as one JSON file.
pub fn json_lines(bytes: &[u8]) {
    documents("records.jsonl", bytes, None);
    documents("records.json", bytes, None);
}

/// A table with a header.
pub fn csv(bytes: &[u8]) {
    documents("table.csv", bytes, None);
}

/// A Word document: the bytes as the file, and as the part of it that holds the text.
pub fn docx(bytes: &[u8]) {
    documents("draft.docx", bytes, None);
    documents("draft.docx", &packed("word/document.xml", bytes), None);
}

/// A ZIP archive that holds `bytes` under `name`, as they are.
pub fn packed(name: &str, bytes: &[u8]) -> Vec<u8> {
    let sum = bytes.iter().fold(!0u32, |sum, &b| {
        (0..8).fold(sum ^ u32::from(b), |s, _| if s & 1 > 0 { s >> 1 ^ 0xEDB8_8320 } else { s >> 1 })
    });
    let long = |n: usize| u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes();
    let short = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes();
    // Version, flags, method (stored), time and day, sum, both sizes, length of the name, no more fields.
    let about = [
        &[10, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
        &(!sum).to_le_bytes(),
        &long(bytes.len()),
        &long(bytes.len()),
        &short(name.len()),
        &[0, 0],
    ]
    .concat();
    let file = [b"PK\x03\x04", about.as_slice(), name.as_bytes(), bytes].concat();
    let entry = [b"PK\x01\x02", &[10, 0][..], &about, &[0; 14], name.as_bytes()].concat();
    let (size, at) = (long(entry.len()), long(file.len()));
    let end = [b"PK\x05\x06", &[0, 0, 0, 0, 1, 0, 1, 0][..], &size, &at, &[0, 0]].concat();
    [file, entry, end].concat()
}

/// Plain text: hard wraps, spreads, headlines at the end.
pub fn plain(bytes: &[u8]) {
    documents("20310405.txt", bytes, None);
}

/// A transcript: the bytes behind two turns.
pub fn transcript(bytes: &[u8]) {
    let opening = "记者：请问部长如何看待这次会谈？\n\n林远山：谢谢你的提问。\n\n".as_bytes();
    documents("qa.txt", &[opening, bytes].concat(), None);
}

/// Entries of the docket: places that cut their blocks at characters and lead back, the same every time.
pub fn docket_entries(bytes: &[u8]) {
    for document in documents("20310405.md", bytes, None) {
        let context = Context::of(&document.metadata);
        let found = || docket(&read_statements(&document.blocks, &context), &context);
        let entries = found();
        assert_eq!(entries, found(), "the same blocks, other entries");
        let cite = |place: Place| {
            let block = &document.blocks[place.block as usize];
            let text = block.text.get(place.range.range());
            assert!(
                text.is_some_and(|t| !t.is_empty()),
                "an entry is empty or cuts a character: {:?} of {:?}",
                place.range,
                block.text
            );
            assert!(block.hull(place.range).is_some(), "an entry leads nowhere");
            Some(place)
        };
        assert_eq!(entries.cite(&cite), entries);
    }
}

/// Statements: places that cut their blocks at characters, the same every time.
pub fn record_statements(bytes: &[u8]) {
    for document in documents("20310405.md", bytes, None) {
        let context = Context::of(&document.metadata);
        let findings = record(&document.blocks, &context);
        assert_eq!(findings, record(&document.blocks, &context), "the same blocks, other statements");
        for pair in findings.statements.windows(2) {
            let (a, b) = (pair[0].place, pair[1].place);
            assert!(
                a.block < b.block || a.block == b.block && a.range.end <= b.range.start,
                "statements overlap or are out of order: {a:?} {b:?}"
            );
        }
        for statement in &findings.statements {
            let block = &document.blocks[statement.place.block as usize];
            let cuts = |range: ByteRange| block.text.get(range.range()).is_some_and(|t| !t.is_empty());
            assert!(
                cuts(statement.place.range),
                "a statement is empty or cuts a character: {:?} of {:?}",
                statement.place.range,
                block.text
            );
            for &quote in &statement.quotes {
                assert!(
                    cuts(quote),
                    "a quotation is empty or cuts a character: {quote:?} of {:?}",
                    block.text
                );
            }
            for place in [statement.source, statement.cue].into_iter().flatten() {
                let text = &document.blocks[place.block as usize].text;
                assert!(
                    text.get(place.range.range()).is_some_and(|t| !t.is_empty()),
                    "a source or cue is empty or cuts a character: {place:?} of {text:?}"
                );
            }
            assert!(!block.spans(statement.place.range).is_empty(), "a statement leads nowhere");
            let held = statement.held.is_none_or(|i| findings.occasions.get(i as usize).is_some());
            assert!(held, "a statement was made at an occasion that is not there");
        }
        let dates = findings.dates.iter().map(|d| d.place);
        let occasions = findings.occasions.iter().flat_map(|o| [Some(o.place), o.dated]).flatten();
        let references = findings.references.iter().flat_map(|r| [r.place, r.clause]);
        for place in dates.chain(occasions).chain(references) {
            let text = &document.blocks[place.block as usize].text;
            assert!(
                text.get(place.range.range()).is_some_and(|t| !t.is_empty()),
                "a date, occasion or reference is empty or cuts a character: {place:?} of {text:?}"
            );
        }
    }
}

/// Reads a file and checks that every block leads back into it.
fn documents(name: &str, bytes: &[u8], sidecar: Option<&[u8]>) -> Vec<Document> {
    let Ok(reading) = read(&Input { name, bytes, sidecar, date: None, outlet: None }) else {
        return Vec::new();
    };
    // Offsets are into the text of the file, which is not always the file.
    let end = spanned(bytes.to_vec(), reading.encoding).map_or(0, |text| text.len());
    for (ordinal, document) in reading.documents.iter().enumerate() {
        assert_eq!(document.ordinal as usize, ordinal);
        for block in &document.blocks {
            assert_eq!(
                block.text.len(),
                block.map.text_len(),
                "text and map differ in length: {:?}",
                block.text
            );
            for (text, source) in block.map.runs() {
                assert!(block.text.get(text.range()).is_some(), "a run cuts a character of {:?}", block.text);
                assert!(source.end as usize <= end, "a run leads behind the end of the file");
            }
            for &seam in &block.seams {
                assert!(block.text.is_char_boundary(seam as usize), "a seam cuts a character");
            }
        }
    }
    reading.documents
}
