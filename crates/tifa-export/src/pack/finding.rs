//! A finding as a pack shows it.

use crate::columns::{Column, Value};
use crate::text::{DocumentText, Spot};
use crate::{name, source};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::value::RawValue;
use tifa_archive::docket::DocketRow;
use tifa_archive::{DocumentRow, FullDocument, Hit, StatementRow};
use tifa_source::Document;
use tifa_text::ByteRange;

/// Characters kept on each side of the words; more there is cut, and the page says so.
pub(super) const CONTEXT: usize = 80;

/// A finding with what stands round it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// `statement`, `place` for words that were searched for, or the kind of a docket entry.
    pub kind: String,
    /// Document id.
    pub document: String,
    /// First byte in the original, or in its decoded text where that is not UTF-8.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words, as printed, layout undone.
    pub text: String,
    /// What stands before.
    pub before: String,
    /// What stands behind.
    pub after: String,
    /// Whose words they are, as printed.
    pub speaker: Option<String>,
    /// How they are reported.
    pub mode: Option<&'static str>,
    /// Day of the saying, where the text tells it.
    pub said: Option<Date>,
    /// The record as the export of its kind has it.
    #[serde(skip)]
    pub record: Option<Box<str>>,
}

impl Finding {
    /// A statement of the document whose text is `text`.
    pub fn statement(text: &DocumentText, row: &StatementRow) -> Self {
        let spot = text.place(row.place.0 as usize, row.place.1);
        let (before, after) = context(text, spot);
        Self {
            kind: "statement".into(),
            document: row.document.clone(),
            start: row.start,
            end: row.end,
            text: row.text.clone(),
            before,
            after,
            speaker: Some(row.speaker.clone()),
            mode: Some(row.mode.name()),
            said: row.said.map(|said| said.from),
            record: record(row),
        }
    }

    /// An entry of the docket that stands in `document`, whose text is `text`.
    pub fn entry(document: &Document, text: &DocumentText, row: &DocketRow) -> Self {
        let source = ByteRange { start: row.start, end: row.end };
        let (before, after) = context(text, text.find(document, source, &row.text));
        Self {
            kind: row.kind.name().into(),
            document: row.document.to_string(),
            start: row.start,
            end: row.end,
            text: row.text.clone(),
            before,
            after,
            speaker: row.detail.speakers().first().map(|s| (*s).to_owned()),
            mode: None,
            said: None,
            record: record(row),
        }
    }

    /// Bytes of the original of `document`, whose text is `text`; `None` when no words of it were made of them.
    pub fn bytes(document: &FullDocument, text: &DocumentText, source: ByteRange) -> Option<Self> {
        let (block, words) = document.document.blocks.iter().enumerate().find_map(|(i, block)| {
            let range = block.map.text(source)?;
            (!range.of(&block.text).is_empty()).then_some((i, range))
        })?;
        let spot = text.place(block, words)?;
        let (before, after) = context(text, Some(spot));
        let within = |s: &&StatementRow| s.place.0 as usize == block && s.place.1.contains(words);
        Some(Self {
            kind: "place".into(),
            document: document.row.document.clone(),
            start: source.start,
            end: source.end,
            text: text.exact(spot).to_owned(),
            before,
            after,
            speaker: document.statements.iter().find(within).map(|s| s.speaker.clone()),
            mode: None,
            said: None,
            record: None,
        })
    }

    /// Words that were searched for.
    pub fn place(hit: &Hit) -> Self {
        Self {
            kind: "place".into(),
            document: hit.document.clone(),
            start: hit.start,
            end: hit.end,
            text: hit.text.clone(),
            before: hit.before.clone(),
            after: hit.after.clone(),
            speaker: hit.speaker.clone(),
            mode: None,
            said: None,
            record: None,
        }
    }
}

fn context(text: &DocumentText, spot: Option<Spot>) -> (String, String) {
    match spot {
        Some(spot) => (
            text.before(spot, CONTEXT).trim_start_matches('\n').to_owned(),
            text.after(spot, CONTEXT).trim_end_matches('\n').to_owned(),
        ),
        None => Default::default(),
    }
}

fn record<T: Serialize>(row: &T) -> Option<Box<str>> {
    serde_json::to_string(row).ok().map(String::into_boxed_str)
}

/// Where the original of a document stands in `data`: by its hash, with the ending of its name so that programs know it.
pub(super) fn path(row: &DocumentRow) -> String {
    let name = row.source.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let plain = |e: &String| (1..=5).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_alphanumeric());
    match ending.filter(plain) {
        Some(ending) => format!("originals/{}.{ending}", row.original),
        None => format!("originals/{}", row.original),
    }
}

/// A finding with its number and its document.
pub(super) struct Shown<'a> {
    pub n: usize,
    pub finding: &'a Finding,
    pub document: &'a DocumentRow,
}

/// A line of `findings.jsonl`.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    n: usize,
    place: String,
    #[serde(flatten)]
    finding: &'a Finding,
    date: Option<Date>,
    outlet: Option<&'a str>,
    title: &'a str,
    source: &'a str,
    original: String,
    sha256: &'a str,
    encoding: &'a str,
    cite: String,
    record: Option<&'a RawValue>,
}

impl Shown<'_> {
    pub fn record(&self) -> Line<'_> {
        let (finding, document) = (self.finding, self.document);
        Line {
            n: self.n,
            place: name::place(&finding.document, finding.start, finding.end),
            finding,
            date: document.metadata.date.map(|d| d.day),
            outlet: document.metadata.outlet.as_deref(),
            title: source::title(document),
            source: &document.source,
            original: format!("data/{}", path(document)),
            sha256: &document.original,
            encoding: &document.encoding,
            cite: source::key(document),
            record: finding.record.as_deref().and_then(|r| serde_json::from_str(r).ok()),
        }
    }

    /// Whether the bytes count the decoded text and not the file.
    pub fn decoded(&self) -> bool {
        !self.document.encoding.eq_ignore_ascii_case("utf-8")
    }
}

/// Columns of `findings.csv`.
pub(super) fn columns<'a>() -> Vec<Column<Shown<'a>>> {
    use Value::*;
    vec![
        Column::new("n", Whole(|s: &Shown<'a>| i64::try_from(s.n).unwrap_or(i64::MAX))),
        Column::new("kind", Text(|s| s.finding.kind.as_str().into())),
        Column::new("text", Text(|s| s.finding.text.as_str().into())),
        Column::new("speaker", MaybeText(|s| s.finding.speaker.as_deref().map(Into::into))),
        Column::new("mode", MaybeText(|s| s.finding.mode.map(Into::into))),
        Column::new("said", Day(|s: &Shown<'a>| s.finding.said)),
        Column::new("date", Day(|s: &Shown<'a>| s.document.metadata.date.map(|d| d.day))),
        Column::new("outlet", MaybeText(|s| s.document.metadata.outlet.as_deref().map(Into::into))),
        Column::new("title", Text(|s| source::title(s.document).into())),
        Column::new("before", Text(|s| s.finding.before.as_str().into())),
        Column::new("after", Text(|s| s.finding.after.as_str().into())),
        Column::new("source", Text(|s| s.document.source.as_str().into())),
        Column::new("original", Text(|s| format!("data/{}", path(s.document)).into())),
        Column::new("sha256", Text(|s| s.document.original.as_str().into())),
        Column::new("encoding", Text(|s| s.document.encoding.as_str().into())),
        Column::new("document", Text(|s| s.finding.document.as_str().into())),
        Column::new("start", Whole(|s: &Shown<'a>| s.finding.start.into())),
        Column::new("end", Whole(|s: &Shown<'a>| s.finding.end.into())),
    ]
}
