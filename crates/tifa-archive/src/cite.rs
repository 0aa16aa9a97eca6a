//! Findings as rows with spans of the original.

use crate::catalogue::read::{Body, Listed};
use crate::rows::{Cited, NestedRow, Person, Saying, StatementRow};
use crate::wanted::{Scene, Wanted};
use tifa_record::register::Register;
use tifa_record::{Nested, Place, Statement};
use tifa_source::Block;
use tifa_text::ByteRange;

/// The statements of a document that count, in reading order. One that crosses a seam gives a row for each side.
/// `register` says whom the printed speakers mean.
pub(crate) fn statements(
    listed: &Listed,
    body: &Body,
    wanted: &Wanted<'_>,
    register: &Register,
) -> Vec<StatementRow> {
    let mut out = Vec::new();
    let scene = Scene::new(body, listed.row.metadata.date.map(|d| d.day));
    for s in &body.findings.statements {
        let at = s.place.block as usize;
        let Some(block) = body.blocks.get(at) else { continue };
        let counts = wanted.boilerplate || !body.aside.get(at).copied().unwrap_or(false);
        if counts && wanted.lets_through(s, &scene) {
            let person = scene.with(s, |evidence| register.identify(&s.speaker, evidence));
            let person = person.map(|found| Person { name: found.entry.name.clone(), by: found.by });
            let rows = pieces(block, s.place.range).filter_map(|piece| row(listed, body, s, block, piece));
            out.extend(rows.map(|row| StatementRow { person: person.clone(), ..row }));
        }
    }
    out
}

/// The statements of a document outside boilerplate that are `wanted`, in reading order, each with its words and their place.
/// One that crosses a seam is given for each side.
pub(crate) fn words(
    body: &Body,
    wanted: impl Fn(&Statement) -> bool,
) -> impl Iterator<Item = (&Statement, Cited)> {
    let aside = |s: &Statement| body.aside.get(s.place.block as usize).copied().unwrap_or(false);
    let counts = body.findings.statements.iter().filter(move |s| !aside(s) && wanted(s));
    counts.flat_map(|s| {
        let block = body.blocks.get(s.place.block as usize).into_iter();
        let pieces = block.flat_map(|block| pieces(block, s.place.range).map(move |piece| (block, piece)));
        pieces.filter_map(move |(block, piece)| Some((s, cited(block, piece)?)))
    })
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
        person: None,
        mode: s.mode,
        cue: s.cue.and_then(|place| cited_place(body, place)),
        named_as: s.source.and_then(|place| cited_place(body, place)),
        content: inside(s.content, piece).and_then(|r| cited(block, r)),
        addressee: s.addressee.clone(),
        force: s.force,
        nested: s.nested.iter().filter_map(|n| nested(body, n, piece)).collect(),
        quotes: quotes.collect(),
        date: metadata.date.map(|d| d.day),
        said: s.said.map(|said| Saying { from: said.days.from, to: said.days.to }),
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

/// A place of a document as a citation.
pub(crate) fn cited_place(body: &Body, place: Place) -> Option<Cited> {
    cited(body.blocks.get(place.block as usize)?, place.range)
}

/// Bytes of a block's text as a citation; `None` when they are not characters of it.
pub(crate) fn cited(block: &Block, range: ByteRange) -> Option<Cited> {
    let text = block.text.get(range.start as usize..range.end as usize)?;
    let span = block.map.source(range)?;
    Some(Cited { start: span.start, end: span.end, text: text.to_owned() })
}
