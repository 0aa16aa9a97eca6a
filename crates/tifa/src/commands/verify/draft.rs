//! Every quotation of a draft.

use super::{Verify, line as write_line, unverifiable};
use crate::commands::Context;
use crate::flags::Format;
use crate::listing::{Field, Listing, Record, day, or_empty, place};
use crate::output::{stdout, styles};
use crate::progress::plural;
use crate::report::{End, Failure, Message, from_archive};
use crate::table::{Cell, Column, Fit};
use serde::Serialize;
use std::io::Write;
use std::path::Path;
use tifa_archive::Filter;
use tifa_source::{Format as SourceFormat, Input, read, spanned};
use tifa_wording::draft::{Drafted, drafted};
use tifa_wording::verify::{Error, Verdict, Verified, verify};

/// A quotation of a draft with its verdict.
#[derive(Debug, Serialize)]
struct Checked {
    /// Name of the draft.
    file: String,
    /// Its line, from 1; of a draft without lines (DOCX) its paragraph.
    line: usize,
    #[serde(flatten)]
    verified: Verified,
}

/// Looks up every quotation of the draft at `path`.
pub(super) fn run(asked: &Verify, path: &Path, context: &Context) -> Result<End, Failure> {
    let shown = path.display().to_string();
    let unread = |why: String| Message::new(format!("{shown} cannot be read")).because(why);
    let bytes = std::fs::read(path).map_err(|e| unread(e.to_string()))?;
    let name = path.file_name().map_or(shown.clone(), |n| n.to_string_lossy().into_owned());
    let input = Input { name: &name, bytes: &bytes, sidecar: None, date: None, outlet: None };
    let reading = read(&input)
        .map_err(|refusal| unread(refusal.to_string()).hint("a draft is Markdown, text, HTML or DOCX"))?;
    let text = spanned(bytes, reading.encoding).unwrap_or_default();
    let archive = context.open_with_names()?;
    let texts = archive.texts(&Filter::default()).map_err(from_archive(&context.archive))?;
    let line = |quotation: &Drafted| match reading.format {
        SourceFormat::Docx => quotation.block + 1,
        _ => line_of(&text, quotation.start),
    };
    let mut checked = Vec::new();
    let mut skipped = 0;
    for document in &reading.documents {
        for quotation in drafted(&document.blocks, document.metadata.date.as_ref().map(|d| d.day)) {
            let speaker = asked.speaker.as_deref().or(quotation.speaker.as_deref());
            let question = asked.question(&quotation.quote, speaker);
            let verified = match verify(&texts, &question) {
                Ok(verified) => verified,
                Err(Error::Blank | Error::Short) => {
                    skipped += 1;
                    continue;
                }
                Err(error) => return Err(unverifiable(&quotation.quote, error, context)),
            };
            checked.push(Checked { file: shown.clone(), line: line(&quotation), verified });
        }
    }
    let mut out = stdout();
    if asked.form.format == Format::Jsonl {
        for one in &checked {
            write_line(&mut *out, one)?;
        }
    } else {
        let mut listing = Listing::of::<Checked>(&mut *out, asked.form, context.out);
        for one in &checked {
            listing.push(one)?;
        }
        listing.finish::<Checked>()?;
    }
    out.flush()?;
    context.note(&summary(&checked, skipped));
    let holds = checked.iter().all(|c| c.verified.verdict.holds());
    Ok(if holds { End::Done } else { End::Nothing })
}

/// The line of the byte `at`, from 1.
fn line_of(bytes: &[u8], at: u32) -> usize {
    let before = &bytes[..bytes.len().min(at as usize)];
    1 + before.iter().filter(|&&b| b == b'\n').count()
}

/// How many quotations there are of each verdict.
fn summary(checked: &[Checked], skipped: usize) -> String {
    let of = |verdict: Verdict| checked.iter().filter(|c| c.verified.verdict == verdict).count();
    let counts = Verdict::ALL.into_iter().map(|v| (of(v), v)).filter(|c| c.0 > 0);
    let counts: Vec<String> = counts.map(|(n, v)| format!("{n} {}", v.name())).collect();
    let found = match checked.len() as u64 {
        0 => "no quotation of speech in the draft".to_owned(),
        n => format!("{}: {}", plural(n, "quotation", "quotations"), counts.join(", ")),
    };
    if skipped > 0 { format!("{found}; {skipped} of a single character left out") } else { found }
}

impl Record for Checked {
    const TABLE: &'static [Column] = &[
        Column { name: "line", fit: Fit::Number },
        Column { name: "verdict", fit: Fit::UpTo(14) },
        Column { name: "speaker", fit: Fit::UpTo(16) },
        Column { name: "quoted", fit: Fit::Rest },
        Column { name: "stands as", fit: Fit::Rest },
        Column { name: "by", fit: Fit::UpTo(16) },
        Column { name: "day", fit: Fit::UpTo(10) },
        Column { name: "place", fit: Fit::UpTo(19) },
    ];

    fn cells(&self, _colour: bool) -> Vec<Cell> {
        let v = &self.verified;
        let nearest = v.evidence.first();
        let verdict = if v.verdict.holds() { styles::NONE } else { styles::FOUND };
        vec![
            Cell::new(self.line.to_string()),
            Cell::styled(v.verdict.name(), verdict),
            Cell::styled(or_empty(&v.speaker), styles::SPEAKER),
            Cell::new(v.quote.replace('\n', " ")),
            Cell::new(nearest.map_or(String::new(), |e| e.passage.text.replace('\n', " "))),
            Cell::styled(nearest.map_or("", |e| or_empty(&e.speaker)), styles::SPEAKER),
            Cell::styled(nearest.map_or(String::new(), |e| day(e.date)), styles::FAINT),
            Cell::styled(
                nearest.map_or(String::new(), |e| place(&e.passage.document, e.passage.start)),
                styles::FAINT,
            ),
        ]
    }

    fn fields() -> Vec<Field<Self>> {
        vec![
            ("file", |c| c.file.clone()),
            ("line", |c| c.line.to_string()),
            ("quote", |c| c.verified.quote.clone()),
            ("asked_speaker", |c| or_empty(&c.verified.speaker).to_owned()),
            ("verdict", |c| c.verified.verdict.name().to_owned()),
            ("source", |c| first(c, |e| e.passage.source.clone())),
            ("document", |c| first(c, |e| e.passage.document.clone())),
            ("start", |c| first(c, |e| e.passage.start.to_string())),
            ("end", |c| first(c, |e| e.passage.end.to_string())),
            ("text", |c| first(c, |e| e.passage.text.clone())),
            ("speaker", |c| first(c, |e| or_empty(&e.speaker).to_owned())),
            ("date", |c| first(c, |e| day(e.date))),
            ("mode", |c| first(c, |e| e.mode.map_or("", |m| m.name()).to_owned())),
            ("context", |c| first(c, |e| e.context.name().to_owned())),
            ("occasion", |c| first(c, |e| or_empty(&e.occasion).to_owned())),
        ]
    }
}

/// Something of the first passage.
fn first(checked: &Checked, get: fn(&tifa_wording::verify::Evidence) -> String) -> String {
    checked.verified.evidence.first().map(get).unwrap_or_default()
}
