//! `tifa verify`: whether a quotation stands, by whom, in these words.

mod draft;
mod rows;

use crate::commands::{Context, EMPTY};
use crate::flags::{Form, Format, Period, parse_period};
use crate::listing::{Listing, marked};
use crate::output::{Look, stdout, styles};
use crate::report::{End, Failure, Message, from_archive};
use clap::Args;
use rows::Row;
use std::io::{self, Write};
use std::path::PathBuf;
use tifa_archive::{Error as ArchiveError, Filter};
use tifa_wording::Corpus;
use tifa_wording::diff::{Edit, Piece};
use tifa_wording::verify::{Error, Question, Verdict, Verified, verify};

/// Tell whether a quotation stands, by whom, in these words
///
/// The verdict follows from this archive alone:
///
///   verbatim        the speaker's own words, as printed
///   folded          the same words in other script, wrap or punctuation
///   out-of-context  the words, but inside a denial, a question or another's speech
///   variant         nearly these words; what differs is shown
///   indirect-only   reported, but nowhere inside quotation marks or in a transcript
///   spliced         pieces of one document run together
///   other-speaker   the words stand, but not as this speaker's
///   absent          nothing of the kind stands in this archive, or in these days
///
/// The passages it rests on follow, or those that are nearest, each with how the words stand there and how alike they
/// are (1.00: the same once script and punctuation are aside). With --file every quotation of a draft is looked up, with
/// the speaker the draft gives it.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment, after_long_help = EXAMPLES)]
pub struct Verify {
    /// The words, in either script, with or without quotation marks
    #[arg(required_unless_present = "file", conflicts_with = "file")]
    quote: Option<String>,
    /// Look up every quotation of a draft: Markdown, text, HTML or DOCX
    #[arg(long, value_name = "DRAFT")]
    file: Option<PathBuf>,
    /// Who is said to have said it: any of his names, in either script
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Said on this day or later: 2020, 2020-07 or 2020-07-09
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    from: Option<Period>,
    /// Said on this day or before
    #[arg(long, value_name = "DAY", value_parser = parse_period)]
    to: Option<Period>,
    /// Show at most N passages of a quotation
    #[arg(long, value_name = "N", default_value_t = 5)]
    limit: usize,
    /// Form
    #[command(flatten)]
    form: Form,
}

const EXAMPLES: &str = "\
Examples:
  tifa verify 合则两利，斗则俱伤
  tifa verify 合则两利，斗则俱伤 --speaker 阮宗泽 --from 2020 --to 2020
  tifa verify --file draft.md
  tifa verify --file draft.docx --format jsonl > verdicts.jsonl

Exit status: 0 when every quotation is verbatim or folded, 1 when one is not, 2 wrong use or an error.";

impl Verify {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        if let Some(path) = &self.file {
            return draft::run(self, path, context);
        }
        let quote = self.quote.as_deref().unwrap_or_default();
        let archive = context.open_with_names()?;
        let texts = archive.texts(&Filter::default()).map_err(from_archive(&context.archive))?;
        let question = self.question(quote, self.speaker.as_deref());
        let found = verify(&texts, &question).map_err(|e| unverifiable(quote, e, context))?;
        let mut out = stdout();
        match self.form.format {
            Format::Jsonl => line(&mut *out, &found)?,
            Format::Csv => self.listing(&mut *out, &found, context)?,
            Format::Table => {
                head(&mut *out, &found, context.out)?;
                self.listing(&mut *out, &found, context)?;
            }
        }
        out.flush()?;
        if texts.numbers().is_empty() {
            context.hint(EMPTY);
        } else if found.evidence.is_empty() {
            context.note("nothing in this archive is near");
        } else if found.verdict == Verdict::Absent {
            context.note("absent from this archive; the nearest passages are shown");
        }
        Ok(if found.verdict.holds() { End::Done } else { End::Nothing })
    }

    fn question<'q>(&self, quote: &'q str, speaker: Option<&'q str>) -> Question<'q> {
        Question {
            quote,
            speaker,
            from: self.from.map(|p| p.first),
            to: self.to.map(|p| p.last),
            shown: self.limit,
        }
    }

    fn listing(&self, out: &mut dyn Write, found: &Verified, context: &Context) -> io::Result<()> {
        let mut listing = Listing::of::<Row<'_>>(out, self.form, context.out);
        for row in rows::rows(found) {
            listing.push(&row)?;
        }
        listing.finish::<Row<'_>>()?;
        Ok(())
    }
}

/// Why there is no verdict on `quote`.
fn unverifiable(quote: &str, error: Error<ArchiveError>, context: &Context) -> Failure {
    match error {
        Error::Corpus(error) => from_archive(&context.archive)(error),
        why => Message::new(format!("{:?} cannot be verified", short(quote)))
            .because(why)
            .hint("a quotation needs two letters, digits or Chinese characters at least")
            .into(),
    }
}

/// A quotation short enough for a message.
fn short(quote: &str) -> String {
    let mut all = quote.chars();
    let start: String = all.by_ref().take(40).collect();
    if all.next().is_some() { start + "…" } else { start }
}

/// One object on one line.
fn line(out: &mut dyn Write, found: &impl serde::Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, found)?;
    out.write_all(b"\n")
}

/// The verdict, what it means here, and what differs.
fn head(out: &mut dyn Write, found: &Verified, look: Look) -> io::Result<()> {
    let name = look.paint(styles::HEADING, found.verdict.name());
    writeln!(out, "{name}  {}", look.paint(styles::FAINT, found.verdict.meaning()))?;
    if found.diff.iter().any(|p| p.a != p.b) {
        writeln!(out, "printed  {}", one_side(&found.diff, look, |p| &p.a))?;
        writeln!(out, "quoted   {}", one_side(&found.diff, look, |p| &p.b))?;
    }
    writeln!(out)
}

/// One side of a difference, what is not on the other side marked.
fn one_side(diff: &[Piece], look: Look, side: fn(&Piece) -> &String) -> String {
    let shown = |p: &Piece| {
        let text = side(p).replace('\n', " ");
        match p.edit {
            Edit::Same => text,
            _ if text.is_empty() => String::new(),
            _ => marked(&look.paint(styles::FOUND, &text), look.colour),
        }
    };
    diff.iter().map(shown).collect()
}
