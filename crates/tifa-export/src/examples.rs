//! Invented rows for tests.

use jiff::civil::Date;
use tifa_archive::{Cited, DocumentRow, FullDocument, StatementRow};
use tifa_record::{Force, Genre, Mode};
use tifa_source::metadata::{Dated, Evidence, Metadata};
use tifa_source::{Block, BlockKind, Document};
use tifa_text::{ByteRange, SourceMap};

/// A clipping with everything known of it.
pub fn clipping() -> DocumentRow {
    DocumentRow {
        document: "00aa11bb22cc33dd".into(),
        source: "clips/ferry.md".into(),
        ordinal: 0,
        metadata: Metadata {
            title: Some("渡口 & 橋：{甲}_50%".into()),
            date: Some(Dated {
                day: Date::constant(2031, 7, 9),
                evidence: Evidence::FrontMatter,
                span: None,
            }),
            outlet: Some("河谷日報".into()),
            author: Some("本報記者 林岸".into()),
            url: Some(tifa_source::url::url("https://web.archive.org/web/20310713/https://n.example/渡口_1")),
            language: Some("zh-Hant".into()),
            ..Metadata::default()
        },
        original: "9f00".into(),
        encoding: "UTF-8".into(),
        text: "77".into(),
        statements: 0,
        characters: 0,
        genre: Genre::Report,
    }
}

/// A file of which nothing is known.
pub fn bare() -> DocumentRow {
    DocumentRow {
        document: "00aa11bb22cc33ee".into(),
        source: "clips/notes.txt".into(),
        metadata: Metadata::default(),
        original: "9f01".into(),
        ..clipping()
    }
}

/// A document whose paragraphs stand in its file one behind the other, a line feed after each.
pub fn document(paragraphs: &[&str]) -> Document {
    let mut at = 0;
    let mut blocks = Vec::new();
    for text in paragraphs {
        let map = SourceMap::verbatim(at, text.len());
        blocks.push(Block::new(BlockKind::Paragraph, (*text).to_owned(), map));
        at += text.len() + 1;
    }
    Document { ordinal: 0, metadata: clipping().metadata, blocks }
}

/// A document of these paragraphs with these statements in it.
pub fn full(paragraphs: &[&str], statements: Vec<StatementRow>) -> FullDocument {
    FullDocument { row: clipping(), document: document(paragraphs), statements, witnesses: Vec::new() }
}

/// What stands in these bytes of a file of these paragraphs, as [`document`] lays them out.
pub fn cited(paragraphs: &[&str], words: &str) -> Cited {
    let file = paragraphs.join("\n");
    let start = file.find(words).unwrap();
    let narrow = |at: usize| u32::try_from(at).unwrap();
    Cited { start: narrow(start), end: narrow(start + words.len()), text: words.to_owned() }
}

/// A statement of `speaker`: `words` as they stand in one of the paragraphs.
pub fn statement(paragraphs: &[&str], speaker: &str, mode: Mode, words: &str) -> StatementRow {
    let at = cited(paragraphs, words);
    let (block, range) = (0..)
        .zip(paragraphs)
        .find_map(|(i, text)| text.find(words).map(|at| (i, ByteRange::new(at, at + words.len()))))
        .unwrap();
    StatementRow {
        source: clipping().source,
        document: clipping().document,
        start: at.start,
        end: at.end,
        text: at.text,
        speaker: speaker.to_owned(),
        person: None,
        mode,
        cue: None,
        named_as: None,
        content: None,
        addressee: None,
        force: Force::Asserted,
        nested: Vec::new(),
        quotes: Vec::new(),
        date: Some(Date::constant(2031, 7, 9)),
        said: None,
        occasion: None,
        chain: Vec::new(),
        extractor: "tifa-record".into(),
        version: 7,
        outlet: clipping().metadata.outlet,
        title: clipping().metadata.title,
        place: (block, range),
    }
}
