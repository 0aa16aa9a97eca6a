//! `tifa status`: the archive in numbers.

use crate::commands::Context;
use crate::flags::{Form, Format};
use crate::layout::{plain, width};
use crate::output::Look;
use crate::output::{stdout, styles};
use crate::progress::{grouped, megabytes};
use crate::report::{End, Failure, from_archive};
use clap::Args;
use std::io::{self, Write};
use tifa_archive::Status;
use tifa_export::csv;

/// Show the archive in numbers
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct StatusCommand {
    /// Form
    #[command(flatten)]
    form: Form,
}

const EXAMPLES: &str = "\
Examples:
  tifa status
  tifa status --format jsonl";

/// Outlets named in the table.
const OUTLETS: usize = 20;

impl StatusCommand {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        let archive = context.open()?;
        let status = archive.status().map_err(from_archive(&context.archive))?;
        let mut out = stdout();
        match self.form.format {
            Format::Jsonl => {
                serde_json::to_writer(&mut *out, &status).map_err(io::Error::from)?;
                out.write_all(b"\n")?;
            }
            Format::Csv => {
                csv::record(&mut *out, &["name", "value"])?;
                for (name, value) in rows(&status, u64::to_string, usize::MAX) {
                    csv::record(&mut *out, &[name, value])?;
                }
            }
            Format::Table => {
                let archive = context.archive.display().to_string();
                let mut all = vec![("archive".to_owned(), archive)];
                all.extend(rows(&status, |n| grouped(*n), OUTLETS));
                table(&mut *out, &all, context.out)?;
            }
        }
        out.flush()?;
        Ok(End::Done)
    }
}

fn rows(status: &Status, number: impl Fn(&u64) -> String, outlets: usize) -> Vec<(String, String)> {
    let row = |name: &str, value: String| (name.to_owned(), value);
    let mut rows = vec![
        row("format", status.format.to_string()),
        row("originals", number(&status.originals)),
        row("original bytes", number(&status.original_bytes)),
        row("documents", number(&status.documents)),
        row("texts", number(&status.texts)),
        row("statements", number(&status.statements)),
        row("speakers", number(&status.speakers)),
    ];
    if let Some((first, last)) = status.days {
        rows.push(row("first day", first.to_string()));
        rows.push(row("last day", last.to_string()));
    }
    rows.push(row("without a day", number(&status.undated)));
    rows.push(row("not yet indexed", number(&status.unindexed)));
    rows.push(row("read by older rules", number(&status.stale)));
    for (reason, count) in &status.refused {
        rows.push((format!("refused: {reason}"), number(count)));
    }
    for (outlet, count) in status.outlets.iter().take(outlets) {
        rows.push((format!("outlet: {outlet}"), number(count)));
    }
    if status.outlets.len() > outlets {
        rows.push(row("further outlets", number(&((status.outlets.len() - outlets) as u64))));
    }
    rows
}

fn table(out: &mut dyn Write, rows: &[(String, String)], look: Look) -> io::Result<()> {
    let rows: Vec<(String, String)> = rows.iter().map(|(n, v)| (plain(n), plain(v))).collect();
    let widest = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    for (name, value) in &rows {
        let pad = " ".repeat(widest - width(name));
        let bytes = (name == "original bytes").then(|| value.replace(',', "").parse().ok()).flatten();
        let bytes = bytes.map(|b| format!(" ({})", megabytes(b))).unwrap_or_default();
        writeln!(out, "{}{pad}  {value}{bytes}", look.paint(styles::HEADING, name))?;
    }
    Ok(())
}
