//! `tifa export pack`: chosen findings with their originals, for others to verify.

use super::docket::kind;
use super::places;
use super::target::to_file;
use crate::commands::Context;
use crate::flags::{Filters, parse_day};
use crate::progress::plural;
use crate::report::{End, Failure, Message, from_archive};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use tifa_archive::Archive;
use tifa_archive::docket::Kind;
use tifa_export::pack::{Error, Finding, Language, Pack, Packed};
use tifa_export::whole::{self, Choice, MOST, Out};

/// Write a zip of chosen findings with their originals, which a stranger can verify without tifa
///
/// The zip is a BagIt bag (RFC 8493): sha256sum or bagit checks that nothing was changed. data/originals has the files, each
/// named by its SHA-256; data/index.html shows every finding with its exact words, speaker, day, source and bytes, and how to
/// look them up by hand; findings.jsonl, findings.csv, sources.bib and sources.csl.json have the same for machines.
///
/// Chosen are the places where --query stands; or the statements (with --kind, docket entries) that the filters leave; or
/// what --places lists: one place a line as listings print them (3f2a90b1:1204, or 3f2a90b1:1204-1310 for any words), or
/// the JSON Lines of a listing.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct PackOut {
    /// The zip, which appears when it is complete; - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Places where these words stand, in either script
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["kind", "places"])]
    query: Option<String>,
    /// Docket entries of this kind, in place of statements (may be given again)
    #[arg(long, value_name = "KIND", value_parser = kind, conflicts_with = "places")]
    kind: Vec<Kind>,
    /// Only statements or entries in whose words this stands, in either script
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["query", "places"])]
    about: Option<String>,
    /// Places, one a line; - for standard input
    #[arg(long, value_name = "FILE")]
    places: Option<PathBuf>,
    /// What the pack is of, for its page; the words, names or the file's name when not given
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Day of packing, which the bag names; today when not given. With it the same choice gives the same bytes
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    date: Option<Date>,
    /// Language of the page; the clippings stay as printed
    #[arg(long, value_name = "LANGUAGE", value_enum, default_value_t = PageLanguage::En)]
    language: PageLanguage,
    /// Filters
    #[command(flatten)]
    filters: Filters,
}

/// [`Language`] on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PageLanguage {
    /// English
    En,
    /// Chinese, Traditional
    #[value(name = "zh-Hant")]
    Hant,
    /// Chinese, Simplified
    #[value(name = "zh-Hans")]
    Hans,
}

impl PageLanguage {
    fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Hant => Language::Traditional,
            Self::Hans => Language::Simplified,
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  tifa export pack --query 脱钩 -o 脱钩.zip
  tifa export pack --speaker 王毅 --about 对话 --from 2020-07 -o dialogue.zip
  tifa export pack --kind claim --outlet 日報 -o claims.zip
  tifa search 三份清单 --format jsonl | grep 外长 | tifa export pack --places - -o lists.zip
  echo 3f2a90b1:1204 | tifa export pack --places - -o one.zip";

impl PackOut {
    pub(super) fn run(&self, context: &Context) -> Result<End, Failure> {
        let file = self.output.as_deref().filter(|path| path.as_os_str() != "-");
        if file.is_none() && io::stdout().is_terminal() {
            return Err(Message::new("a zip is not for a terminal")
                .hint("-o FILE writes it to a file")
                .into());
        }
        let chosen = self.typed();
        if chosen.is_empty() {
            return Err(Message::new("nothing was chosen: a pack is of some findings, not of an archive")
                .hint("--query WORDS packs the places where they stand; --speaker NAME what somebody said")
                .hint("--places FILE packs what it lists; tifa export pack --help has examples")
                .into());
        }
        let archive = context.open_with_names()?;
        let findings = self.findings(&archive, context)?;
        if findings.is_empty() {
            return context.nothing(&archive, "findings", &self.filters, &[]);
        }
        if findings.len() > MOST {
            return Err(Message::new(format!(
                "{} findings are more than a pack takes, which is {MOST}",
                findings.len()
            ))
            .hint("narrow them with --speaker, --outlet, --from, --to or --about")
            .hint("for everything there is tifa export tables DIR")
            .into());
        }
        let name = file.and_then(|path| path.file_stem()).map(|stem| stem.to_string_lossy().into_owned());
        let title = self.title.clone().or_else(|| self.subject()).or_else(|| name.clone());
        let title = title.unwrap_or_else(|| "findings".to_owned());
        let pack = Pack {
            name: name.as_deref().unwrap_or(&title),
            title: &title,
            chosen: &chosen.join(" "),
            made: self.date.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date()),
            language: self.language.language(),
            findings: &findings,
            documents: &[],
        };
        let packed = match file {
            Some(path) => to_file(path, |out| packed(out, &pack, &archive, context))?,
            None => {
                let mut out = BufWriter::new(io::stdout());
                let done = packed(&mut out, &pack, &archive, context)?;
                out.flush()?;
                done
            }
        };
        let findings = plural(packed.findings as u64, "finding", "findings");
        let originals = plural(packed.originals as u64, "original", "originals");
        context.note(&format!("{findings} with {originals}"));
        Ok(End::Done)
    }

    /// How the findings are chosen, as it could be typed.
    fn typed(&self) -> Vec<String> {
        let flag = |name: &str, value: &Option<String>| value.as_ref().map(|v| format!("--{name} {v}"));
        let mut typed: Vec<String> = flag("query", &self.query).into_iter().collect();
        typed.extend(self.kind.iter().map(|kind| format!("--kind {}", kind.name())));
        typed.extend(flag("about", &self.about));
        typed.extend(self.places.as_ref().map(|file| format!("--places {}", file.display())));
        typed.extend(self.filters.typed());
        typed
    }

    /// What the pack is of, when the choice says it.
    fn subject(&self) -> Option<String> {
        let parts =
            [&self.query, &self.filters.speaker, &self.about, &self.filters.occasion, &self.filters.outlet];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    fn findings(&self, archive: &Archive, context: &Context) -> Result<Vec<Finding>, Failure> {
        if let Some(list) = &self.places {
            return places::findings(list, archive, context);
        }
        let about = self.about.clone();
        let choice = match &self.query {
            Some(query) => Choice::Query(query.clone()),
            None if !self.kind.is_empty() => Choice::Entries { kinds: self.kind.clone(), about },
            None => Choice::Statements { about },
        };
        choice.findings(archive, &self.filters.filter()).map_err(from_archive(&context.archive))
    }
}

fn packed(out: Out<'_>, pack: &Pack<'_>, archive: &Archive, context: &Context) -> Result<Packed, Failure> {
    whole::pack(archive, pack, out).map_err(|error| match error {
        Error::Io(error) => error.into(),
        Error::Original(error) => from_archive(&context.archive)(error),
        other => Message::new(other.to_string()).hint("tifa check looks for damage").into(),
    })
}
