//! What stands on the command line, and the values that flags take.

use crate::commands::Command;
use clap::{Args, Parser, ValueEnum};
use jiff::civil::Date;
use std::ffi::OsString;
use std::path::PathBuf;
use tifa_archive::Filter;
use tifa_record::{Genre, Mode};
use tifa_text::calendar::{Days, Unwritten};

/// Who said what, in which words, and where it stands.
///
/// tifa reads press clippings and transcripts in Chinese, in either script, and keeps a record of who said what, in
/// which exact words, with the bytes of the file that each finding stands in. It works offline and changes no file.
#[derive(Debug, Parser)]
#[command(name = "tifa", version, max_term_width = 100, after_long_help = EXAMPLES)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  tifa brief demo/clippings              add a folder, print its record, write an HTML briefing
  tifa search 三份清单                   every place it stands, in either script
  tifa statements --speaker 外交部       what was said, by whom
  tifa export statements -o record.jsonl

Exit status: 0 found or done, 1 nothing found or damage found, 2 wrong use or an error.";

/// Flags of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// The archive's folder
    #[arg(long, global = true, value_name = "DIR", env = "TIFA_ARCHIVE", default_value = ARCHIVE)]
    #[arg(help_heading = "Global options")]
    archive: OsString,
    /// Colours; auto follows the terminal, NO_COLOR and CLICOLOR
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Colour::Auto)]
    #[arg(help_heading = "Global options")]
    pub color: Colour,
}

/// The archive's folder when none is named.
const ARCHIVE: &str = "./tifa-archive";

impl Global {
    /// The archive's folder. An empty name, which is what an unset variable often becomes in scripts, is no name.
    pub fn archive(&self) -> PathBuf {
        if self.archive.as_os_str().is_empty() {
            PathBuf::from(ARCHIVE)
        } else {
            PathBuf::from(&self.archive)
        }
    }
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless the environment says no.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Forms of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Columns for reading
    Table,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header (RFC 4180)
    Csv,
}

/// How a listing is written.
#[derive(Debug, Clone, Copy, Args)]
pub struct Form {
    /// Form of the listing
    #[arg(long, value_name = "FORM", value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Cut no column to the width of the terminal
    #[arg(long)]
    pub wide: bool,
}

impl Form {
    /// How many records are listed at most when `--limit` was `given`, `None` for all: in a table `table` when it was not,
    /// in the other forms all; 0 is all too.
    pub fn limit(self, given: Option<usize>, table: usize) -> Option<usize> {
        match (given, self.format) {
            (Some(0), _) | (None, Format::Jsonl | Format::Csv) => None,
            (Some(n), _) => Some(n),
            (None, Format::Table) => Some(table),
        }
    }
}

/// Flags that narrow a listing; every one given must hold.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters")]
pub struct Filters {
    /// Speaker: any of his names (川普 finds 特朗普) or a part of one, in either script
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// To whom the words were said, found like a speaker
    #[arg(long, value_name = "NAME")]
    pub addressee: Option<String>,
    /// Occasion; a part of its name, its kind or its venue is enough, in either script
    #[arg(long, value_name = "TEXT")]
    pub occasion: Option<String>,
    /// Outlet of the document; a part is enough, in either script
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    /// From this day on: 2020, 2020-07 or 2020-07-09; of statements the day of the saying where the text tells it
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    pub from: Option<Period>,
    /// Up to and with this day: 2020 is its last day, 2020-07 its last day
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    pub to: Option<Period>,
    /// How the words are reported
    #[arg(long, value_enum)]
    pub mode: Option<ModeFlag>,
    /// What kind of text the document is: news and the like, a column or editorial, or turns of several speakers
    #[arg(long, value_enum)]
    pub genre: Option<GenreFlag>,
    /// Only files whose name in the archive is PATH or lies below it (may be given again)
    #[arg(long, value_name = "PATH")]
    pub under: Vec<String>,
    /// One document, by its id or the start of it
    #[arg(long, value_name = "DOC")]
    pub document: Option<String>,
    /// Count boilerplate too: subscription notes, page headers
    #[arg(long)]
    pub boilerplate: bool,
}

impl Filters {
    /// As the archive takes it.
    pub fn filter(&self) -> Filter {
        let under = |path: &String| path.trim_start_matches("./").trim_end_matches('/').to_owned();
        Filter {
            speaker: self.speaker.clone(),
            addressee: self.addressee.clone(),
            occasion: self.occasion.clone(),
            outlet: self.outlet.clone(),
            from: self.from.map(|p| p.first),
            to: self.to.map(|p| p.last),
            mode: self.mode.map(ModeFlag::mode),
            genre: self.genre.map(GenreFlag::genre),
            under: self.under.iter().map(under).collect(),
            document: self.document.clone(),
            boilerplate: self.boilerplate,
        }
    }

    /// The flags with their values, as they could be typed, to say how something was chosen.
    pub fn typed(&self) -> Vec<String> {
        let filter = self.filter();
        let mode = filter.mode.map(|m| m.name().to_owned());
        let genre = filter.genre.map(|g| g.name().to_owned());
        let (from, to) = (filter.from.map(|d| d.to_string()), filter.to.map(|d| d.to_string()));
        let one = [
            ("--speaker", filter.speaker),
            ("--addressee", filter.addressee),
            ("--occasion", filter.occasion),
            ("--outlet", filter.outlet),
            ("--from", from),
            ("--to", to),
            ("--mode", mode),
            ("--genre", genre),
            ("--document", filter.document),
        ];
        let one = one.into_iter().filter_map(|(flag, value)| Some(format!("{flag} {}", value?)));
        let under = filter.under.into_iter().map(|path| format!("--under {path}"));
        let boilerplate = filter.boilerplate.then(|| "--boilerplate".to_owned());
        one.chain(under).chain(boilerplate).collect()
    }

    /// The flags that narrow, as they could be typed, to say what might be left out when nothing was found.
    pub fn given(&self) -> Vec<&'static str> {
        let flags = [
            (self.speaker.is_some(), "--speaker"),
            (self.addressee.is_some(), "--addressee"),
            (self.occasion.is_some(), "--occasion"),
            (self.outlet.is_some(), "--outlet"),
            (self.from.is_some(), "--from"),
            (self.to.is_some(), "--to"),
            (self.mode.is_some(), "--mode"),
            (self.genre.is_some(), "--genre"),
            (!self.under.is_empty(), "--under"),
            (self.document.is_some(), "--document"),
        ];
        flags.into_iter().filter(|f| f.0).map(|f| f.1).collect()
    }
}

/// [`Mode`] on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ModeFlag {
    /// In quotation marks or in a transcript
    Direct,
    /// Paraphrased
    Indirect,
    /// A paraphrase with quoted words in it
    Mixed,
}

impl ModeFlag {
    fn mode(self) -> Mode {
        match self {
            Self::Direct => Mode::Direct,
            Self::Indirect => Mode::Indirect,
            Self::Mixed => Mode::Mixed,
        }
    }
}

/// [`Genre`] on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GenreFlag {
    /// News, statements, and all that is not known to be something else
    Report,
    /// A column, an editorial, a letter of a reader
    Column,
    /// Turns of several speakers
    Transcript,
}

impl GenreFlag {
    fn genre(self) -> Genre {
        match self {
            Self::Report => Genre::Report,
            Self::Column => Genre::Column,
            Self::Transcript => Genre::Transcript,
        }
    }
}

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// Reads `2020`, `2020-07` or `2020-07-09`.
///
/// # Errors
/// A sentence for a person, when it is none of them or no such day exists.
pub fn parse_period(text: &str) -> Result<Period, String> {
    let days: Days = text.parse().map_err(|why: Unwritten| why.to_string())?;
    Ok(Period { first: days.from, last: days.to })
}

/// Reads one whole day, `2020-07-09`.
///
/// # Errors
/// A sentence for a person.
pub fn parse_day(text: &str) -> Result<Date, String> {
    let period = parse_period(text).map_err(|_| "a day is written 2020-07-09".to_owned())?;
    if period.first == period.last { Ok(period.first) } else { Err("a day is written 2020-07-09".to_owned()) }
}

/// Reads a number of bytes: `500000`, `64M`, `1G` (K, M and G are powers of 1,024).
///
/// # Errors
/// A sentence for a person.
pub fn parse_size(text: &str) -> Result<u64, String> {
    let text = text.trim().to_ascii_uppercase();
    let text = text.strip_suffix("IB").or_else(|| text.strip_suffix('B')).unwrap_or(&text);
    let (digits, unit) = match text.char_indices().last() {
        Some((at, 'K')) => (&text[..at], 1 << 10),
        Some((at, 'M')) => (&text[..at], 1 << 20),
        Some((at, 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1u64),
    };
    let number: Option<u64> = digits.trim().parse().ok();
    number
        .and_then(|n| n.checked_mul(unit))
        .filter(|&n| n > 0)
        .ok_or_else(|| "a size is written 500000, 64M or 1G".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_holds() {
        Cli::command().debug_assert();
    }

    #[test]
    fn one_day() {
        assert!(parse_day("2020-07-09").is_ok());
        assert!(parse_day("2020-07").is_err());
    }

    #[test]
    fn sizes() {
        let check = |text: &str, expect: Option<u64>| assert_eq!(parse_size(text).ok(), expect, "{text}");
        check("500", Some(500));
        check("2k", Some(2048));
        check("64M", Some(64 << 20));
        check("64 MiB", Some(64 << 20));
        check("1GB", Some(1 << 30));
        check("0", None);
        check("M", None);
        check("-1", None);
        check("1億", None);
        check("99999999999G", None);
    }
}
