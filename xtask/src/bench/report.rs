//! The table: on the terminal and as docs/benchmarks.md.

use super::texts::Texts;
use super::{Options, machine};
use std::time::Duration;

/// One line of the table.
#[derive(Debug)]
struct Row {
    work: String,
    measured: String,
    floor: String,
    ratio: String,
    reach: String,
    met: Option<bool>,
}

/// What was measured.
#[derive(Debug)]
pub struct Report {
    corpus: String,
    command: String,
    rows: Vec<Row>,
}

impl Report {
    /// An empty report on `texts`.
    pub fn new(texts: &Texts, threads: usize, options: &Options) -> Self {
        let corpus = format!(
            "{} files of {} MB holding {} documents, {} MB of text, {} MB folded; {threads} threads; medians of {} runs, \
             each run of a work beside one of its floor",
            texts.files.len(),
            megabytes(texts.file_bytes()),
            texts.documents.len(),
            megabytes(texts.text_bytes()),
            megabytes(texts.folded_bytes()),
            options.runs
        );
        let grown = if options.grown { " --grown" } else { "" };
        let command =
            format!("cargo xtask bench --runs {} --phrases {}{grown} --write", options.runs, options.phrases);
        Self { corpus, command, rows: Vec::new() }
    }

    /// Adds a line with a floor; `met` says whether the goal `reach` is met.
    pub fn row(
        &mut self,
        work: &str,
        measured: String,
        floor: String,
        ratio: String,
        reach: &str,
        met: Option<bool>,
    ) {
        self.rows.push(Row { work: work.to_owned(), measured, floor, ratio, reach: reach.to_owned(), met });
    }

    /// Adds a line without floor or goal.
    pub fn plain(&mut self, work: &str, measured: String) {
        self.row(work, measured, "—".into(), "—".into(), "—", None);
    }

    /// The table, as Markdown.
    pub fn table(&self) -> String {
        let mut text =
            "| work | measured | floor | ratio | to reach | reached |\n|---|---|---|---|---|---|\n"
                .to_owned();
        for r in &self.rows {
            let met = match r.met {
                Some(true) => "yes",
                Some(false) => "no",
                None => "—",
            };
            text.push_str(&format!(
                "| {} | {} | {} | {} | {} | {met} |\n",
                r.work, r.measured, r.floor, r.ratio, r.reach
            ));
        }
        text
    }

    /// The page.
    pub fn page(&self) -> String {
        format!(
            "# Benchmarks\n\nWritten by `{}`; do not edit.\n\nMachine: {}.\n\nCorpus: {}.\n\n{}\n\
             The floor of adding is tantivy with the archive's tokenizer over text that was read and folded before the \
             clock started, positions and commit included, nothing stored. Add includes reading, folding, attribution, \
             catalogue, originals and index. MB are 10⁶ bytes.\n",
            self.command,
            machine::describe(),
            self.corpus,
            self.table()
        )
    }
}

/// Megabytes, one decimal below ten.
pub fn megabytes(bytes: usize) -> String {
    let mb = bytes as f64 / 1e6;
    if mb < 10.0 { format!("{mb:.1}") } else { format!("{mb:.0}") }
}

/// Milliseconds, two decimals.
pub fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}
