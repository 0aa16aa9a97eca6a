//! `tifa add`: files and folders into the archive.

use crate::commands::Context;
use crate::flags::{parse_day, parse_size};
use crate::progress::{Progress, added, counts};
use crate::report::{End, Failure, Message, from_archive};
use clap::Args;
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use tifa_archive::{AddOptions, Archive, Summary};

/// Read files and folders into the archive
///
/// Every file is kept as it is, byte for byte, and ends as read, as a duplicate, as already known or as refused with
/// a reason. Adding again adds only what is new; an add that was stopped goes on where it stopped.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Add {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How they are read
    #[command(flatten)]
    pub reading: ReadingFlags,
}

const EXAMPLES: &str = "\
Examples:
  tifa add clippings                         everything below a folder
  tifa add interview.txt --date 2021-01-03 --outlet 河谷日報
                                             for a file that does not say when and where it was published
  tifa add clippings --threads 1 --max-size 200M";

/// Flags of reading, shared with `brief`.
#[derive(Debug, Args)]
pub struct ReadingFlags {
    /// Day of publication of every file added, before what the files say
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub date: Option<Date>,
    /// Outlet of every file added, before what the files say
    #[arg(long, value_name = "NAME", id = "add_outlet")]
    pub outlet: Option<String>,
    /// Threads; all cores when not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Refuse larger files; 32M when not given
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    pub max_size: Option<u64>,
    /// Show every problem, not the first twenty
    #[arg(long, short)]
    pub verbose: bool,
}

impl ReadingFlags {
    /// As the archive takes them.
    pub fn options(&self) -> AddOptions {
        AddOptions {
            date: self.date,
            outlet: self.outlet.clone(),
            threads: self.threads.map(usize::from),
            max_bytes: self.max_size,
        }
    }

    /// Adds `paths`, showing how it goes.
    ///
    /// # Errors
    /// Paths of which none is there, and what stops the archive. One missing among others is a refusal.
    pub fn add(&self, paths: &[PathBuf], archive: &Archive, context: &Context) -> Result<Summary, Failure> {
        some_exist(paths)?;
        let progress = Progress::new(self.verbose);
        let summary = archive.add(paths, &self.options(), &progress);
        progress.finish();
        let summary = summary.map_err(from_archive(&context.archive))?;
        context.note(&counts(&summary));
        Ok(summary)
    }
}

impl Add {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        some_exist(&self.paths)?; // Before an archive is made for a mistyped path.
        let archive = context.open_or_create()?;
        let summary = self.reading.add(&self.paths, &archive, context)?;
        context.note(&added(&summary));
        let useful = summary.files > summary.refused;
        Ok(if useful { End::Done } else { End::Nothing })
    }
}

/// Makes sure that at least one of `paths` is there. The archive reports the others and goes on.
///
/// # Errors
/// A message that names the first.
fn some_exist(paths: &[PathBuf]) -> Result<(), Failure> {
    match paths.first() {
        Some(first) if paths.iter().all(|p| p.metadata().is_err()) => exists(first),
        _ => Ok(()),
    }
}

/// Makes sure that `path` is there.
///
/// # Errors
/// A message that names it.
pub fn exists(path: &Path) -> Result<(), Failure> {
    match path.metadata() {
        Ok(_) => Ok(()),
        Err(error) => {
            let message = Message::new(format!("{}: cannot be read", path.display())).because(error);
            Err(message.hint("see that the path is right; nothing was added").into())
        }
    }
}
