//! W3C Web Annotation: findings as annotations on the document they stand in.
//!
//! One `AnnotationPage` a document. Each annotation has the finding's words as a `TextQuoteSelector` with what stands round
//! them, and their place as a `TextPositionSelector`, in Unicode code points as the recommendation counts them. The text in
//! which they count is that of [`DocumentText`]: it stands in the page as `tifa:text`, so that `text[start:end] == exact` can be
//! tried at once. Where the original is UTF-8 a `DataPositionSelector` gives the bytes of the file; in another encoding
//! tifa's offsets count the decoded text, for which the recommendation has no selector, and the record alone has them.
//!
//! The source is the original by its hash (see [`name::original`]), which no server can take away. Bodies name speaker, mode
//! and kind for readers that know no more than the recommendation; the whole record stands in `tifa:record`.

use crate::jsonl::word;
use crate::name;
use crate::tables::sort_of;
use crate::text::{DocumentText, Spot};
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, Write};
use tifa_archive::docket::DocketRow;
use tifa_archive::{FullDocument, StatementRow};
use tifa_text::ByteRange;

/// Characters of context on each side of a quotation.
const CONTEXT: usize = 32;

/// A finding of one document.
#[derive(Debug, Clone, Copy)]
pub enum Finding<'a> {
    /// A statement.
    Statement(&'a StatementRow),
    /// An entry of the docket.
    Entry(&'a DocketRow),
}

/// Writes the page of one document as a line. Findings that do not stand in it are left out; a page may be empty.
///
/// # Errors
/// When `out` cannot be written.
pub fn page(out: &mut dyn Write, document: &FullDocument, findings: &[Finding<'_>]) -> io::Result<()> {
    let text = DocumentText::of(&document.document);
    let items: Vec<Value> = findings.iter().filter_map(|f| annotation(document, &text, *f)).collect();
    let row = &document.row;
    let page = json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {
            "tifa": "urn:x-tifa:",
            "tifa:record": { "@type": "@json" },
        }],
        "id": name::uuid(&["page", &row.document]),
        "type": "AnnotationPage",
        "label": crate::source::title(row),
        "tifa:document": row.document,
        "tifa:file": row.source,
        "tifa:sha256": row.original,
        "tifa:encoding": row.encoding,
        "tifa:text": text.as_str(),
        "items": items,
    });
    crate::jsonl::record(out, &page)
}

/// What all findings say of themselves.
struct Told<'a> {
    kind: &'static str,
    spot: Option<Spot>,
    start: u32,
    end: u32,
    extractor: (&'a str, u32),
    bodies: Vec<Value>,
    record: Value,
}

fn annotation(document: &FullDocument, text: &DocumentText, finding: Finding<'_>) -> Option<Value> {
    let told = match finding {
        Finding::Statement(row) => statement(text, row),
        Finding::Entry(row) => entry(document, text, row),
    };
    let spot = told.spot?;
    let row = &document.row;
    let (start, end) = (told.start.to_string(), told.end.to_string());
    let mut selectors = vec![
        json!({
            "type": "TextQuoteSelector",
            "exact": text.exact(spot),
            "prefix": text.before(spot, CONTEXT),
            "suffix": text.after(spot, CONTEXT),
        }),
        json!({ "type": "TextPositionSelector", "start": spot.start, "end": spot.end }),
    ];
    if row.encoding.eq_ignore_ascii_case("utf-8") {
        selectors.push(json!({ "type": "DataPositionSelector", "start": told.start, "end": told.end }));
    }
    let mut source = json!({ "id": name::original(&row.original), "type": "Text" });
    if let Some(language) = &row.metadata.language {
        source["language"] = json!(language);
    }
    if let Some(address) = crate::source::address(row) {
        source["via"] = json!(address);
    }
    let (extractor, version) = told.extractor;
    Some(json!({
        "id": name::uuid(&["annotation", told.kind, &row.document, &start, &end, &told.record.to_string()]),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {
            "id": format!("urn:x-tifa:{extractor}:{version}"),
            "type": "Software",
            "name": format!("{extractor} {version}"),
        },
        "body": told.bodies,
        "target": { "source": source, "selector": selectors },
        "tifa:record": told.record,
    }))
}

fn record<T: Serialize>(row: &T) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}

fn tag(value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": value })
}

fn speaker(name: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": name })
}

fn statement<'a>(text: &DocumentText, row: &'a StatementRow) -> Told<'a> {
    let (block, range) = row.place;
    Told {
        kind: "statement",
        spot: text.place(block as usize, range),
        start: row.start,
        end: row.end,
        extractor: (&row.extractor, row.version),
        bodies: vec![speaker(&row.speaker), tag("statement"), tag(row.mode.name()), tag(row.force.name())],
        record: record(row),
    }
}

fn entry<'a>(document: &FullDocument, text: &DocumentText, row: &'a DocketRow) -> Told<'a> {
    let source = ByteRange { start: row.start, end: row.end };
    let mut bodies: Vec<Value> = row.detail.speakers().into_iter().map(speaker).collect();
    bodies.push(tag(row.kind.name()));
    let sort = sort_of(&row.detail);
    bodies.extend((!sort.is_empty()).then(|| tag(&sort)));
    bodies.push(tag(&format!("confidence:{}", word(&row.confidence))));
    Told {
        kind: row.kind.name(),
        spot: text.find(&document.document, source, &row.text),
        start: row.start,
        end: row.end,
        extractor: (row.extractor, row.version),
        bodies,
        record: record(row),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{clipping, full, statement};
    use tifa_archive::DocumentRow;
    use tifa_record::Mode;

    fn page_of(encoding: &str) -> Value {
        let text = ["渡口", "林岸說𠀀不關。"];
        let said = statement(&text, "林岸", Mode::Indirect, "𠀀不關");
        let mut document = full(&text, Vec::new());
        document.row = DocumentRow { encoding: encoding.into(), ..clipping() };
        let mut out = Vec::new();
        page(&mut out, &document, &[Finding::Statement(&said)]).unwrap();
        assert_eq!(out.iter().filter(|&&b| b == b'\n').count(), 1, "one line");
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn selectors_count_characters_and_bytes() {
        let page = page_of("UTF-8");
        assert_eq!(page["tifa:text"], "渡口\n林岸說𠀀不關。\n");
        assert_eq!(
            page["items"][0]["target"]["selector"],
            json!([
                { "type": "TextQuoteSelector", "exact": "𠀀不關", "prefix": "渡口\n林岸說", "suffix": "。\n" },
                { "type": "TextPositionSelector", "start": 6, "end": 9 },
                { "type": "DataPositionSelector", "start": 16, "end": 26 },
            ])
        );
        let values: Vec<&Value> =
            page["items"][0]["body"].as_array().unwrap().iter().map(|body| &body["value"]).collect();
        assert_eq!(values, ["林岸", "statement", "indirect", "asserted"]);
        assert_eq!(page["items"][0]["tifa:record"]["speaker"], "林岸");
    }

    #[test]
    fn bytes_of_decoded_text_are_no_bytes_of_the_file() {
        let page = page_of("GB18030");
        assert_eq!(page["items"][0]["target"]["selector"].as_array().unwrap().len(), 2);
    }
}
