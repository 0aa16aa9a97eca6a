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

use crate::name;
use crate::tables::sort_of;
use crate::text::{DocumentText, Spot};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
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
    // Findings of one kind, place and speaker are told apart by their order.
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut items = Vec::new();
    for finding in findings {
        if let Some((name, mut item)) = annotation(document, &text, *finding) {
            let times = names.entry(name.clone()).or_default();
            item["id"] = json!(name::uuid(&["annotation", &name, &times.to_string()]));
            *times += 1;
            items.push(item);
        }
    }
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
    speakers: Vec<&'a str>,
    spot: Option<Spot>,
    start: u32,
    end: u32,
    extractor: (&'a str, u32),
    tags: Vec<String>,
    record: Value,
}

/// An annotation whose `id` is still to be given, and what to make it of: what does not change when a newer extractor finds
/// the same again.
fn annotation(document: &FullDocument, text: &DocumentText, finding: Finding<'_>) -> Option<(String, Value)> {
    let told = match finding {
        Finding::Statement(row) => statement(text, row),
        Finding::Entry(row) => entry(document, text, row),
    };
    let spot = told.spot?;
    let row = &document.row;
    let place = name::place(&row.document, told.start, told.end);
    let name = format!("{} {place} {}", told.kind, told.speakers.join(" "));
    let speakers = told.speakers.iter().map(|name| body("identifying", name));
    let bodies: Vec<Value> = speakers.chain(told.tags.iter().map(|tag| body("tagging", tag))).collect();
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
    let annotation = json!({
        "id": null,
        "type": "Annotation",
        "motivation": "describing",
        "generator": {
            "id": format!("urn:x-tifa:{extractor}:{version}"),
            "type": "Software",
            "name": format!("{extractor} {version}"),
        },
        "body": bodies,
        "target": { "source": source, "selector": selectors },
        "tifa:record": told.record,
    });
    Some((name, annotation))
}

fn record<T: Serialize>(row: &T) -> Value {
    serde_json::to_value(row).unwrap_or_default()
}

fn body(purpose: &str, value: &str) -> Value {
    json!({ "type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value })
}

fn statement<'a>(text: &DocumentText, row: &'a StatementRow) -> Told<'a> {
    let (block, range) = row.place;
    Told {
        kind: "statement",
        spot: text.place(block as usize, range),
        start: row.start,
        end: row.end,
        extractor: (&row.extractor, row.version),
        speakers: vec![&row.speaker],
        tags: ["statement", row.mode.name(), row.force.name()].map(str::to_owned).into(),
        record: record(row),
    }
}

fn entry<'a>(document: &FullDocument, text: &DocumentText, row: &'a DocketRow) -> Told<'a> {
    let source = ByteRange { start: row.start, end: row.end };
    let mut tags = vec![row.kind.name().to_owned(), sort_of(&row.detail).into_owned()];
    tags.retain(|tag| !tag.is_empty());
    tags.push(format!("confidence:{}", row.confidence.name()));
    Told {
        kind: row.kind.name(),
        spot: text.find(&document.document, source, &row.text),
        start: row.start,
        end: row.end,
        extractor: (row.extractor, row.version),
        speakers: row.detail.speakers(),
        tags,
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
    fn two_findings_of_one_place_have_two_names() {
        let text = ["渡口"];
        let mut said = statement(&text, "林岸", Mode::Direct, "渡口");
        let document = full(&text, Vec::new());
        let ids = |findings: &[Finding<'_>]| -> Vec<String> {
            let mut out = Vec::new();
            page(&mut out, &document, findings).unwrap();
            let page: Value = serde_json::from_slice(&out).unwrap();
            page["items"].as_array().unwrap().iter().map(|item| item["id"].to_string()).collect()
        };
        let two = ids(&[Finding::Statement(&said), Finding::Statement(&said)]);
        assert_ne!(two[0], two[1]);
        // A newer extractor that finds the same gives it the same name.
        said.version += 1;
        assert_eq!(ids(&[Finding::Statement(&said)])[0], two[0]);
    }

    #[test]
    fn bytes_of_decoded_text_are_no_bytes_of_the_file() {
        let page = page_of("GB18030");
        assert_eq!(page["items"][0]["target"]["selector"].as_array().unwrap().len(), 2);
    }
}
