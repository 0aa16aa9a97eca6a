//! One file in, documents out.

use crate::arrange::{Hints, arrange};
use crate::document::{Block, Document};
use crate::draft::Draft;
use crate::flow::Flow;
use crate::format::{self, Format};
use crate::html::Walk;
use crate::metadata::{Evidence, Metadata};
use crate::{csv, dating, docx, fields, json, outlets, page, plain, post, script};
use jiff::civil::Date;
use tifa_text::{ByteRange, Decoded, SourceMap, decode};

/// A file to read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Path as shown to people, `/` between parts; its last part may carry a date, its extension a format.
    pub name: &'a str,
    /// The bytes of the file.
    pub bytes: &'a [u8],
    /// The bytes of a JSON file of the same name beside it, if there is one.
    pub sidecar: Option<&'a [u8]>,
    /// Day of publication the user gave, which outranks what the file says.
    pub date: Option<Date>,
    /// Outlet the user gave, which outranks what the file says.
    pub outlet: Option<&'a str>,
}

/// Something wrong in a file that did not stop it from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the original, when there is one place.
    pub at: Option<ByteRange>,
    /// What, for a person.
    pub message: String,
}

/// What a file gave.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its format.
    pub format: Format,
    /// WHATWG name of its encoding.
    pub encoding: &'static str,
    /// Its documents, in order.
    pub documents: Vec<Document>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

/// Why a file gives no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It has no bytes, or nothing but white space.
    Empty,
    /// It is not text: what it looks like instead.
    Binary(&'static str),
    /// A format that is known but not read yet.
    Unsupported(&'static str),
    /// Text in which no document was found: why.
    NoDocument(String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::Binary(what) => write!(f, "not text: {what}"),
            Self::Unsupported(what) => write!(f, "{what} is not read yet; the original was left where it is"),
            Self::NoDocument(why) => f.write_str(why),
        }
    }
}

/// A document as its format gives it: blocks with maps to the decoded text, not yet arranged.
#[derive(Debug, Clone, Default)]
pub struct Raw {
    /// Blocks in the order of the file.
    pub blocks: Vec<Block>,
    /// What the format's own fields say.
    pub metadata: Metadata,
    /// Before which blocks a thematic break stands.
    pub rules: Vec<usize>,
}

/// What a format module makes of a text.
#[derive(Debug, Clone, Default)]
pub struct Parsed {
    /// Documents in order.
    pub documents: Vec<Raw>,
    /// What was wrong; places are in the decoded text.
    pub problems: Vec<Problem>,
}

/// The encoding of a Word document: spans are bytes of that part of it, unpacked.
const DOCX: &str = "UTF-8 in word/document.xml";

/// The text that spans of a file's documents point into, in UTF-8; `encoding` is that of its [`Reading`]. `None` when the
/// bytes are no such file.
pub fn spanned(bytes: Vec<u8>, encoding: &str) -> Option<Vec<u8>> {
    match encoding {
        "UTF-8" => Some(bytes),
        DOCX => Some(docx::unpack(&bytes).ok()??.into_bytes()),
        other => Some(decode(&bytes, Some(other)).text.into_bytes()),
    }
}

/// Reads a file.
///
/// # Errors
/// [`Refusal`] when the file gives no document. Everything less is a [`Problem`] in the reading.
pub fn read(input: &Input<'_>) -> Result<Reading, Refusal> {
    let unpacked = docx::unpack(input.bytes)?;
    let is_docx = unpacked.is_some();
    let decoded = match unpacked {
        Some(text) => Decoded { text, encoding: DOCX, map: None, problems: Vec::new() },
        None => {
            format::refuse(input.bytes)?;
            decode(input.bytes, format::declared(input.bytes).as_deref())
        }
    };
    let text = decoded.text.as_str();
    if text.chars().all(crate::draft::is_blank) {
        return Err(Refusal::Empty);
    }
    if let Some(kind) = format::other_markup(text).filter(|_| !is_docx) {
        return Err(Refusal::Unsupported(kind));
    }
    let format = if is_docx { Format::Docx } else { format::sniff(input.name, text) };
    let sidecar = input.sidecar.and_then(json::sidecar);
    let Parsed { documents: raws, mut problems } = match format {
        Format::Markdown => post::documents(text),
        Format::Text => one(plain::blocks(text)),
        Format::Html => page::documents(text, sidecar.clone()),
        Format::JsonLines => json::lines(text),
        Format::Json => json::records(text).map_err(Refusal::NoDocument)?,
        Format::Csv => csv::documents(text),
        Format::Docx => docx::blocks(text),
    };
    let mut documents = Vec::with_capacity(raws.len());
    for mut raw in raws {
        if let Some(known) = &sidecar {
            fields::complete(&mut raw.metadata, known.clone());
        }
        finish(raw, format, input, &mut documents);
    }
    if documents.is_empty() {
        let why = problems.first().map_or("no text in the file".to_owned(), |p| p.message.clone());
        return Err(Refusal::NoDocument(why));
    }
    if let Some(map) = &decoded.map {
        documents.iter_mut().for_each(|d| to_original(d, map));
        for problem in &mut problems {
            problem.at = problem.at.and_then(|at| map.source(at));
        }
    }
    problems.extend(decoded.problems.into_iter().map(|message| Problem { at: None, message }));
    Ok(Reading { format, encoding: decoded.encoding, documents, problems })
}

/// Arranges a raw document into the documents it holds and completes their metadata.
fn finish(raw: Raw, format: Format, input: &Input<'_>, documents: &mut Vec<Document>) {
    let Raw { blocks, mut metadata, rules } = raw;
    let own = |name: &Option<String>| name.as_deref().is_some_and(outlets::is_outlet);
    if metadata.outlet.is_none() && (own(&metadata.author) || own(&metadata.category)) {
        // An outlet stands where the author or the section should: posts made from a feed.
        let from_author = own(&metadata.author);
        metadata.outlet = if from_author { metadata.author.take() } else { metadata.category.clone() };
        metadata.outlet_evidence = Some(match format {
            Format::Markdown => Evidence::FrontMatter,
            Format::Html => Evidence::Markup,
            _ => Evidence::Field,
        });
    }
    metadata.language = language(&blocks, metadata.title.as_deref());
    for article in arrange(blocks, &metadata, format, &Hints { rules }) {
        let (blocks, mut metadata) = (article.blocks, article.metadata);
        metadata.date = dating::date(&blocks, input.name, &metadata, input.date);
        metadata.event_day = metadata.event_day.take().or_else(|| dating::event_day(&blocks));
        let found = match input.outlet {
            Some(given) => Some((given.to_owned(), Evidence::Given)),
            None => outlets::outlet(&blocks, input.name, &metadata),
        };
        (metadata.outlet, metadata.outlet_evidence) = found.unzip();
        let ordinal = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        documents.push(Document { ordinal, metadata, blocks });
    }
}

/// So many bytes of a document are enough to tell its language and script.
const SAMPLE: usize = 1500;

/// The language of a document, from its head.
fn language(blocks: &[Block], title: Option<&str>) -> Option<String> {
    let mut sample = String::with_capacity(4096);
    for text in title.into_iter().chain(blocks.iter().map(|b| b.text.as_str())) {
        sample.push_str(text);
        if sample.len() > SAMPLE {
            break;
        }
    }
    script::language(&sample).map(str::to_owned)
}

/// Moves the maps and spans of a document from the decoded text to the bytes of the original.
fn to_original(document: &mut Document, map: &SourceMap) {
    for block in &mut document.blocks {
        block.map = block.map.through(map);
    }
    let metadata = &mut document.metadata;
    metadata.title_span = metadata.title_span.and_then(|s| map.source(s));
    if let Some(date) = &mut metadata.date {
        date.span = date.span.and_then(|s| map.source(s));
    }
}

fn one(blocks: Vec<Block>) -> Parsed {
    let raw = Raw { blocks, ..Raw::default() };
    Parsed { documents: vec![raw], problems: Vec::new() }
}

/// The blocks of a record's text: HTML when it is, plain text otherwise.
pub(crate) fn body(draft: &Draft) -> Vec<Block> {
    let text = draft.text();
    let markup = ["</p>", "<br", "</div>", "<p>"]
        .iter()
        .any(|t| memchr::memmem::find(text.as_bytes(), t.as_bytes()).is_some());
    let mut blocks = if markup {
        let mut flow = Flow::new(text);
        Walk::default().walk(&mut flow, 0..text.len(), &|_| true);
        flow.finish().0.into_iter().map(|p| p.block).collect()
    } else {
        plain::blocks(text)
    };
    for block in &mut blocks {
        block.map = block.map.through(draft.map());
    }
    blocks
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::document::BlockKind;
    use proptest::prelude::*;

    /// A reading as text: `[title | day | outlet | address]` and the blocks of each document, then the problems.
    pub(crate) fn outline(name: &str, text: &str) -> String {
        let input = Input { name, bytes: text.as_bytes(), sidecar: None, date: None, outlet: None };
        let reading = match read(&input) {
            Ok(reading) => reading,
            Err(refusal) => return refusal.to_string(),
        };
        let mut lines = Vec::new();
        for document in &reading.documents {
            let m = &document.metadata;
            let or = |s: Option<String>| s.unwrap_or_else(|| "-".to_owned());
            lines.push(format!(
                "[{} | {} | {} | {}]",
                or(m.title.clone()),
                or(m.date.map(|d| d.day.to_string())),
                or(m.outlet.clone()),
                or(m.url.as_ref().map(|u| u.unwrapped.clone())),
            ));
            lines.extend(document.blocks.iter().map(line));
        }
        lines.extend(reading.problems.iter().map(|p| format!("! {}", p.message)));
        lines.join("\n")
    }

    fn line(block: &Block) -> String {
        let kind = match &block.kind {
            BlockKind::Title => "T".to_owned(),
            BlockKind::Heading(n) => format!("h{n}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Turn { speaker, .. } => format!("t({speaker})"),
            BlockKind::Caption => "c".to_owned(),
            BlockKind::ListItem => "l".to_owned(),
            BlockKind::Quote => "q".to_owned(),
            BlockKind::TableRow => "r".to_owned(),
            BlockKind::Boilerplate => "b".to_owned(),
        };
        format!("{kind} {}", block.text)
    }

    #[test]
    fn metadata_outranks_and_completes() {
        let read = |sidecar: Option<&[u8]>, outlet| {
            let bytes =
                "<html><head><title>雙方會談</title></head><body><p>會談順利。</p></body></html>".as_bytes();
            super::read(&Input { name: "a.html", bytes, sidecar, date: None, outlet })
                .unwrap()
                .documents
                .remove(0)
        };
        let sidecar =
            "{\"url\":\"https://n.example/1\",\"title\":\"雙方…\",\"source\":\"山海日報\"}".as_bytes();
        let metadata = read(Some(sidecar), None).metadata;
        assert_eq!(metadata.outlet_evidence, Some(Evidence::Sidecar));
        assert_eq!(metadata.title.as_deref(), Some("雙方會談"));
        assert_eq!(read(Some(sidecar), Some("甲報")).metadata.outlet.as_deref(), Some("甲報"));
    }

    #[test]
    fn spans_are_bytes_of_the_file() {
        let text = "\u{feff}---\ntitle: 甲乙\ndate: 2031-05-06\n---\n\n雙方**會談**&amp;磋商。\n";
        let input = Input { name: "a.md", bytes: text.as_bytes(), sidecar: None, date: None, outlet: None };
        let reading = read(&input).unwrap();
        let document = &reading.documents[0];
        assert_eq!(document.metadata.title_span.unwrap().of(text), "甲乙");
        assert_eq!(document.metadata.date.unwrap().span.unwrap().of(text), "2031-05-06");
        let block = &document.blocks[0];
        assert_eq!(block.text, "雙方會談&磋商。");
        assert_eq!(block.spans(ByteRange::new(6, 13))[0].of(text), "會談**&amp;");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_panic_on_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in "a\\.(md|txt|html|json|jsonl|csv)") {
            let _ = read(&Input { name: &name, bytes: &bytes, sidecar: Some(&bytes), date: None, outlet: None });
        }

        #[test]
        fn no_panic_on_text(
            text in "(# |\n|\n\n|甲乙丙丁戊己庚辛，|。|<p>|</p>|<html>|---|title: |\\{\"|\":|,|\"|\\}|●|記者：|    |\\[a\\]\\(http://b.c\\)|2031年5月6日|&nbsp;){0,40}",
            name in "a\\.(md|txt|html|json|jsonl|csv)",
        ) {
            let input = Input { name: &name, bytes: text.as_bytes(), sidecar: None, date: None, outlet: None };
            if let Ok(reading) = read(&input) {
                for document in reading.documents {
                    for block in document.blocks {
                        prop_assert_eq!(block.map.text_len(), block.text.len());
                        for (_, source) in block.map.runs() {
                            prop_assert!(text.get(source.range()).is_some());
                        }
                    }
                }
            }
        }
    }
}
