//! Findings as rows with spans of the original.

use crate::catalogue::read::{Body, Listed};
use crate::rows::{Cited, Filter, NestedRow, StatementRow};
use std::collections::HashSet;
use tifa_record::{Nested, Place, Statement};
use tifa_source::Block;
use tifa_text::ByteRange;

/// Which statements count.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// Names of speakers, when a speaker is asked for.
    pub speakers: Option<HashSet<String>>,
    pub mode: Option<tifa_record::Mode>,
    pub boilerplate: bool,
}

impl Wanted {
    pub fn new(filter: &Filter, speakers: Option<HashSet<String>>) -> Self {
        Self { speakers, mode: filter.mode, boilerplate: filter.boilerplate }
    }

    /// Whether speaker and mode of a statement are those asked for.
    pub fn lets_through(&self, s: &Statement) -> bool {
        self.mode.is_none_or(|m| m == s.mode)
            && self.speakers.as_ref().is_none_or(|names| names.contains(&s.speaker))
    }

    /// Whether some statements are not wanted.
    pub fn is_narrow(&self) -> bool {
        self.speakers.is_some() || self.mode.is_some()
    }
}

/// The statements of a document that count, in reading order. One that crosses a seam gives a row for each side.
pub(crate) fn statements(listed: &Listed, body: &Body, wanted: &Wanted) -> Vec<StatementRow> {
    let mut out = Vec::new();
    for s in &body.findings.statements {
        let at = s.place.block as usize;
        let Some(block) = body.blocks.get(at) else { continue };
        let counts = wanted.boilerplate || !body.aside.get(at).copied().unwrap_or(false);
        if counts && wanted.lets_through(s) {
            out.extend(pieces(block, s.place.range).filter_map(|piece| row(listed, body, s, block, piece)));
        }
    }
    out
}

/// `range` cut at the block's seams.
fn pieces(block: &Block, range: ByteRange) -> impl Iterator<Item = ByteRange> {
    let mut cuts = vec![range.start];
    cuts.extend(block.seams.iter().copied().filter(|&s| s > range.start && s < range.end));
    cuts.push(range.end);
    (1..cuts.len()).map(move |i| ByteRange { start: cuts[i - 1], end: cuts[i] })
}

fn row(listed: &Listed, body: &Body, s: &Statement, block: &Block, piece: ByteRange) -> Option<StatementRow> {
    let content = cited(block, piece)?;
    let metadata = &listed.row.metadata;
    let quotes = s.quotes.iter().filter_map(|&q| cited(block, inside(q, piece)?));
    Some(StatementRow {
        source: listed.row.source.clone(),
        document: listed.row.document.clone(),
        start: content.start,
        end: content.end,
        text: content.text,
        speaker: s.speaker.clone(),
        mode: s.mode,
        cue: s.cue.and_then(|place| cited_place(body, place)),
        named_as: s.source.and_then(|place| cited_place(body, place)),
        content: inside(s.content, piece).and_then(|r| cited(block, r)),
        addressee: s.addressee.clone(),
        force: s.force,
        nested: s.nested.iter().filter_map(|n| nested(body, n, piece)).collect(),
        quotes: quotes.collect(),
        date: metadata.date.map(|d| d.day),
        occasion: s.occasion.clone(),
        chain: s.chain.clone(),
        extractor: tifa_record::EXTRACTOR.to_owned(),
        version: listed.version,
        outlet: metadata.outlet.clone(),
        title: metadata.title.clone(),
        place: (s.place.block, piece),
    })
}

/// The part of `range` that lies in `piece`.
fn inside(range: ByteRange, piece: ByteRange) -> Option<ByteRange> {
    let part = ByteRange { start: range.start.max(piece.start), end: range.end.min(piece.end) };
    (part.start < part.end).then_some(part)
}

/// Speech inside speech, as far as its content lies in `piece`.
fn nested(body: &Body, n: &Nested, piece: ByteRange) -> Option<NestedRow> {
    let block = body.blocks.get(n.place.block as usize)?;
    let content = cited(block, inside(n.place.range, piece)?)?;
    Some(NestedRow {
        start: content.start,
        end: content.end,
        text: content.text,
        speaker: n.speaker.clone(),
        cue: cited_place(body, n.cue),
        force: n.force,
        nested: n.nested.iter().filter_map(|n| nested(body, n, piece)).collect(),
    })
}

fn cited_place(body: &Body, place: Place) -> Option<Cited> {
    cited(body.blocks.get(place.block as usize)?, place.range)
}

/// Bytes of a block's text as a citation; `None` when they are not characters of it.
pub(crate) fn cited(block: &Block, range: ByteRange) -> Option<Cited> {
    let text = block.text.get(range.start as usize..range.end as usize)?;
    let span = block.map.source(range)?;
    Some(Cited { start: span.start, end: span.end, text: text.to_owned() })
}
