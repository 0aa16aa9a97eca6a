//! How an import is seen: a line on a terminal while it runs, every refusal and problem, the counts at its end.

use crate::layout::{cut_start, plain};
use crate::output::tell;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tifa_archive::{Outcome, Summary, Watch};
use tifa_wording::reuse::Stage;

/// Problems shown before the rest is only counted.
const SHOWN: u64 = 20;

/// Sees an import on standard error.
pub struct Progress {
    bar: ProgressBar,
    verbose: bool,
    files: AtomicU64,
    done: AtomicU64,
    problems: AtomicU64,
    phase: Mutex<String>,
}

impl Progress {
    /// A watch that draws on a terminal and keeps quiet elsewhere; a `verbose` one shows every problem.
    pub fn new(verbose: bool) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8))
        } else {
            ProgressBar::hidden()
        };
        bar.set_style(waiting());
        bar.set_message("looking for files");
        bar.enable_steady_tick(Duration::from_millis(250));
        Self {
            bar,
            verbose,
            files: AtomicU64::new(0),
            done: AtomicU64::new(0),
            problems: AtomicU64::new(0),
            phase: Mutex::new(String::new()),
        }
    }

    /// Ends the line and tells how many problems were not shown.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
        let problems = self.problems.load(Ordering::Relaxed);
        if problems > SHOWN && !self.verbose {
            let more = problems - SHOWN;
            tell(&format!(
                "{problems} problems in files that were read; {more} not shown (--verbose shows all)"
            ));
        }
    }

    fn say(&self, line: &str) {
        self.bar.suspend(|| tell(line));
    }
}

/// Sees a long question about many texts: a line on a terminal, nothing elsewhere.
pub struct Steps {
    bar: ProgressBar,
}

impl Steps {
    /// A watch that has seen nothing.
    pub fn new() -> Self {
        let bar = if std::io::stderr().is_terminal() {
            ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8))
        } else {
            ProgressBar::hidden()
        };
        bar.set_style(
            ProgressStyle::with_template("{msg} {bar:24} {pos}/{len}")
                .unwrap_or_else(|_| ProgressStyle::default_bar())
                .progress_chars("━╸─"),
        );
        Self { bar }
    }

    /// Step `done` of `of` of the stage called `name` is reached.
    pub fn at(&self, name: &'static str, done: usize, of: usize) {
        self.bar.set_length(of as u64);
        self.bar.set_message(name);
        self.bar.set_position(done as u64);
    }

    /// Ends the line.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl tifa_wording::reuse::Watch for Steps {
    fn stage(&self, stage: Stage, done: usize, of: usize) {
        let name = match stage {
            Stage::Reading => "reading texts",
            Stage::Comparing => "comparing texts",
        };
        self.at(name, done, of);
    }
}

fn reading() -> ProgressStyle {
    let template = "{prefix} {bar:24} {msg} · {decimal_bytes}/{decimal_total_bytes} · {decimal_bytes_per_sec} · {eta} left";
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .progress_chars("━╸─")
}

fn waiting() -> ProgressStyle {
    ProgressStyle::with_template("{spinner} {msg} {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_spinner())
}

impl Watch for Progress {
    fn found(&self, files: u64, bytes: u64) {
        self.files.store(files, Ordering::Relaxed);
        self.bar.set_style(reading());
        self.bar.set_prefix("reading");
        self.bar.set_length(bytes);
        self.bar.set_message(format!("0/{files} files"));
    }

    fn file(&self, name: &str, bytes: u64, outcome: &Outcome) {
        self.bar.inc(bytes);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.set_message(format!("{done}/{} files", self.files.load(Ordering::Relaxed)));
        let name = plain(name);
        match outcome {
            Outcome::Refused(reason) => self.say(&format!("{name}: {}", plain(reason))),
            Outcome::Read { problems, .. } => {
                for problem in problems {
                    let seen = self.problems.fetch_add(1, Ordering::Relaxed);
                    if self.verbose || seen < SHOWN {
                        self.say(&format!("{name}: {}", plain(problem)));
                    }
                }
            }
            Outcome::Sidecar | Outcome::Duplicate | Outcome::Known => {}
        }
    }

    fn phase(&self, name: &str) {
        let mut phase = self.phase.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if *phase != name {
            name.clone_into(&mut phase);
            self.bar.set_style(waiting());
            self.bar.set_message(cut_start(name, 60));
        }
    }
}

/// The counts of an import in a line whose parts add up to its whole.
pub fn counts(summary: &Summary) -> String {
    format!(
        "{} = {} read + {} metadata + {} duplicate + {} already known + {} refused",
        plural(summary.files, "file", "files"),
        grouped(summary.read),
        grouped(summary.sidecars),
        grouped(summary.duplicates),
        grouped(summary.known),
        grouped(summary.refused),
    )
}

/// What an import added, in a line.
pub fn added(summary: &Summary) -> String {
    format!(
        "added {}, {}, {}",
        plural(summary.documents, "document", "documents"),
        plural(summary.statements, "statement", "statements"),
        megabytes(summary.bytes),
    )
}

/// A number and its noun.
pub fn plural(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// Digits in groups of three.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Bytes for a person.
pub fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_people() {
        let check = |n: u64, expect: &str| assert_eq!(grouped(n), expect);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(1_234_567, "1,234,567");
        assert_eq!(plural(1, "file", "files"), "1 file");
        assert_eq!(plural(2, "file", "files"), "2 files");
        assert_eq!(megabytes(236_000_000), "236.0 MB");
        assert_eq!(megabytes(12), "12 bytes");
    }

    #[test]
    fn counts_name_every_part() {
        let summary = Summary {
            files: 7,
            read: 3,
            sidecars: 1,
            duplicates: 1,
            known: 1,
            refused: 1,
            ..Summary::default()
        };
        assert_eq!(
            counts(&summary),
            "7 files = 3 read + 1 metadata + 1 duplicate + 1 already known + 1 refused"
        );
    }
}
