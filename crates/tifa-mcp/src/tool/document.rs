//! A document, a window of its text at a time.

use super::Tool;
use crate::place::Place;
use crate::record::Record;
use crate::refusal::Refusal;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tifa_archive::{Archive, FullDocument};
use tifa_export::name::permalink;
use tifa_export::source::Source;
use tifa_export::text::{DocumentText, Spot};
use tifa_text::ByteRange;

/// Documents.
pub struct Document;

/// Which document, and which part of it.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Asked {
    /// A permalink (/document/ID/START-END), the document's id or a unique beginning of it, or the name of its file.
    document: String,
    /// First character of the window, counted from 0; when nothing is said the window begins a little before the words that
    /// the permalink names, else at the beginning.
    start: Option<usize>,
    /// Characters of the window; 4000 when nothing is said.
    #[schemars(range(min = 1, max = 12000))]
    characters: Option<usize>,
}

/// A window of a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Window {
    /// The document: title, outlet, day, address, file, SHA-256 (`original`).
    #[schemars(with = "serde_json::Map<String, Value>")]
    source: Source,
    /// The words that the permalink names, as printed, layout undone.
    quotation: Option<Record>,
    /// The text in the window as printed, a line for each paragraph, layout undone.
    text: String,
    /// First character of the window.
    start: usize,
    /// One past its last character.
    end: usize,
    /// Characters of the whole text.
    characters: usize,
    /// Statements that stand in the window: speaker, mode, first character and one past the last, permalink.
    said: Vec<Record>,
    /// Ids of documents with the same body text.
    witnesses: Vec<String>,
    /// `start` of the next window; null at the end.
    next: Option<usize>,
}

/// Characters before the words of a permalink.
const LEAD: usize = 200;

/// Characters of a window when nothing is said.
const CHARACTERS: usize = 4000;

impl Tool for Document {
    const NAME: &'static str = "document";
    const TITLE: &'static str = "Read a document";
    const ABOUT: &'static str = "The text of a document as printed, a window at a time, with who says what in it, its source and \
        the SHA-256 of its file. A permalink opens at its words and gives exactly these as `quotation`.";
    type Asked = Asked;
    type Answer = Window;

    fn answer(archive: &Archive, asked: Asked) -> Result<(Window, String), Refusal> {
        let place = Place::read(&asked.document);
        if place.document.is_empty() {
            return Err(Refusal::argument("document", "give an id, the name of a file, or a permalink"));
        }
        let document = archive.document(&place.document)?;
        let all = DocumentText::of(&document.document);
        let characters = all.as_str().chars().count();
        let quoted = place.bytes.map(|bytes| quoted(&document, &all, bytes)).transpose()?;
        let lead = quoted.as_ref().map_or(0, |(_, spot)| spot.start.saturating_sub(LEAD));
        let start = asked.start.unwrap_or(lead);
        if start > characters {
            return Err(Refusal::argument("start", format!("the text has {characters} characters")));
        }
        let end = start.saturating_add(asked.characters.unwrap_or(CHARACTERS)).min(characters);
        let window = Window {
            source: Source::from(&document.row),
            quotation: quoted.map(|(record, _)| record),
            text: all.as_str().chars().skip(start).take(end - start).collect(),
            said: said(&document, &all, start, end)?,
            witnesses: document.witnesses.iter().map(|w| w.document.clone()).collect(),
            next: (end < characters).then_some(end),
            start,
            end,
            characters,
        };
        let text = told(&window);
        Ok((window, text))
    }
}

/// The words at some bytes of the original, and where they stand in the text.
fn quoted(document: &FullDocument, all: &DocumentText, bytes: ByteRange) -> Result<(Record, Spot), Refusal> {
    let mut words: Vec<&str> = Vec::new();
    let mut first: Option<Spot> = None;
    for (i, block) in document.document.blocks.iter().enumerate() {
        let Some(range) = block.map.text(bytes) else { continue };
        words.push(range.of(&block.text));
        first = first.or(all.place(i, range));
    }
    let nothing = || {
        let size = format!("no characters of the document stand in bytes {}–{}", bytes.start, bytes.end);
        Refusal::argument("document", size + "; take a permalink as an answer gave it")
    };
    let spot = first.ok_or_else(nothing)?;
    let speaker = document.saying(bytes);
    let record = json!({
        "text": words.join("\n"),
        "document": document.row.document,
        "start": bytes.start,
        "end": bytes.end,
        "speaker": speaker.map(|s| s.speaker.as_str()),
        "mode": speaker.map(|s| s.mode),
    });
    Ok((Record::of(&record)?, spot))
}

/// The statements that stand in a window.
fn said(
    document: &FullDocument,
    all: &DocumentText,
    start: usize,
    end: usize,
) -> Result<Vec<Record>, Refusal> {
    let mut out = Vec::new();
    for s in &document.statements {
        let (block, range) = s.place;
        let Some(spot) = all.place(block as usize, range) else { continue };
        if spot.start < end && start < spot.end {
            out.push(Record(json!({
                "speaker": s.speaker,
                "mode": s.mode,
                "first_character": spot.start,
                "end_character": spot.end,
                "permalink": permalink(&s.document, s.start, s.end),
            })));
        }
    }
    Ok(out)
}

fn told(window: &Window) -> String {
    let mut text = Text::new(std::slice::from_ref(&window.source));
    text.sources();
    if let Some(quotation) = &window.quotation {
        text.line("\nThe words of the permalink:");
        text.records(std::slice::from_ref(quotation), 1);
    }
    text.line(format!("\nCharacters {} to {} of {}:\n", window.start, window.end, window.characters));
    text.line(&window.text);
    if !window.said.is_empty() {
        text.line("Statements in these characters:");
        for s in &window.said {
            let number = |name: &str| s.0[name].as_u64().unwrap_or_default();
            let (from, to) = (number("first_character"), number("end_character"));
            text.line(format!(
                "- {} ({}), characters {from} to {to}, {}",
                s.text("speaker"),
                s.text("mode"),
                s.text("permalink")
            ));
        }
    }
    if !window.witnesses.is_empty() {
        text.line(format!("The same body text stands in: {}", window.witnesses.join(", ")));
    }
    if let Some(next) = window.next {
        text.line(format!("\nThere is more: ask again with start {next}."));
    }
    text.finish()
}

/// The whole text of a document, or the words at a place in it.
///
/// # Errors
/// What the archive says.
pub fn whole(archive: &Archive, place: &Place) -> Result<String, Refusal> {
    let document = archive.document(&place.document)?;
    let all = DocumentText::of(&document.document);
    match place.bytes {
        None => Ok(all.as_str().to_owned()),
        Some(bytes) => Ok(quoted(&document, &all, bytes)?.0.text("text").to_owned()),
    }
}
