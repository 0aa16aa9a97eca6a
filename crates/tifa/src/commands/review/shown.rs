//! An entry as a person sees it who is to decide.

use crate::commands::Context;
use crate::listing::{day, marked, place};
use crate::output::styles;
use crate::report::{Failure, from_archive};
use std::io::Write;
use tifa_archive::Archive;
use tifa_archive::docket::DocketRow;
use tifa_text::ByteRange;

/// Characters of a sentence shown before and behind an entry.
const AROUND: usize = 120;

/// Writes an entry: where it stands, its sentence with the entry marked, its fields, and what was said of it before.
pub(super) fn entry(
    out: &mut dyn Write,
    archive: &Archive,
    row: &DocketRow,
    (number, of): (usize, usize),
    context: &Context,
) -> Result<(), Failure> {
    let head = format!(
        "{} {number} of {of}, support {}: {} {} {}",
        row.kind.name(),
        row.confidence.name(),
        day(row.published),
        row.source,
        place(&row.document, row.start)
    );
    writeln!(out, "\n{}", context.out.paint(styles::FAINT, &head))?;
    let full = archive.document(&row.document).map_err(from_archive(&context.archive))?;
    let span = ByteRange { start: row.start, end: row.end };
    let found = full.document.blocks.iter().find_map(|b| Some((b, b.map.text(span)?)));
    let (before, after) = found.map_or(("", ""), |(block, at)| {
        let (before, rest) = block.text.split_at(at.start as usize);
        let after = rest.get(at.len()..).unwrap_or_default();
        (last_characters(before), first_characters(after))
    });
    let found = context.out.paint(styles::FOUND, &marked(&row.text, context.out.colour));
    writeln!(out, "{before}{found}{after}")?;
    let fields = serde_json::to_value(&row.detail).unwrap_or_default();
    for (name, value) in fields.as_object().into_iter().flatten() {
        writeln!(out, "  {} {}", context.out.paint(styles::FAINT, &format!("{name}:")), plain(value))?;
    }
    if let Some(standing) = &row.decision {
        let said = standing.verdict.iter().chain(standing.corrected.values()).chain(&standing.notes);
        for said in said {
            writeln!(out, "  {} {}: {}", context.out.paint(styles::SPEAKER, &said.by), said.at, said.value)?;
        }
    }
    Ok(())
}

/// A field's value for reading: citations by their words, lists with marks between.
fn plain(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => "—".to_owned(),
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(all) => all.iter().map(plain).collect::<Vec<_>>().join(" | "),
        serde_json::Value::Object(fields) => match (fields.get("text"), fields.get("from"), fields.get("to"))
        {
            (Some(text), ..) => plain(text),
            (_, Some(from), Some(to)) => format!("{}/{}", plain(from), plain(to)),
            _ => value.to_string(),
        },
        other => other.to_string(),
    }
}

fn last_characters(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(i, _)| i);
    &text[start..]
}

fn first_characters(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(i, _)| i);
    &text[..end]
}

/// `n` of the rows, spread over all of them: those whose place hashes lowest, so that they are the same ones in every run.
pub(super) fn spread(mut rows: Vec<DocketRow>, n: usize) -> Vec<DocketRow> {
    rows.sort_by_cached_key(|r| {
        let name = format!("{} {} {} {}", r.kind.name(), r.document, r.start, r.end);
        // FNV-1a: small, and the same on every machine.
        name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
    });
    rows.truncate(n);
    rows.sort_by(|a, b| (&a.source, a.start, a.end, a.kind).cmp(&(&b.source, b.start, b.end, b.kind)));
    rows
}
