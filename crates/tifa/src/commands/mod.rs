//! The commands, one file each.

mod add;
mod brief;
mod check;
mod compare;
mod docket;
mod export;
mod import;
mod mcp;
mod mine;
mod occasions;
mod rebuild;
mod reuse;
mod review;
mod search;
mod serve;
mod show;
mod statements;
mod status;
mod trace;
mod verify;

use crate::flags::{Filters, Global};
use crate::output::{Look, styles, tell};
use crate::progress::plural;
use crate::report::{End, Failure, from_archive};
use clap::Subcommand;
use std::path::PathBuf;
use tifa_archive::{Archive, Status};

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[allow(missing_docs)]
    Brief(brief::Brief),
    #[allow(missing_docs)]
    Add(add::Add),
    #[allow(missing_docs)]
    Search(search::Search),
    #[allow(missing_docs)]
    Statements(statements::Statements),
    #[allow(missing_docs)]
    Occasions(occasions::Occasions),
    #[allow(missing_docs)]
    Trace(trace::Trace),
    #[allow(missing_docs)]
    Verify(verify::Verify),
    #[allow(missing_docs)]
    Compare(compare::Compare),
    #[allow(missing_docs)]
    Mine(mine::Mine),
    #[allow(missing_docs)]
    Docket(docket::Docket),
    #[allow(missing_docs)]
    Show(show::Show),
    #[allow(missing_docs)]
    Reuse(reuse::Reuse),
    #[allow(missing_docs)]
    Review(review::Review),
    #[allow(missing_docs)]
    Export(export::Export),
    #[allow(missing_docs)]
    Import(import::Import),
    #[allow(missing_docs)]
    Serve(serve::Serve),
    #[allow(missing_docs)]
    Mcp(mcp::Mcp),
    #[allow(missing_docs)]
    Check(check::Check),
    #[allow(missing_docs)]
    Rebuild(rebuild::Rebuild),
    #[allow(missing_docs)]
    Status(status::StatusCommand),
}

/// What a command works with.
#[derive(Debug)]
pub struct Context {
    /// The archive's folder, as the user named it.
    pub archive: PathBuf,
    /// Standard output.
    pub out: Look,
    /// Standard error.
    pub err: Look,
}

impl Context {
    /// From the global flags.
    pub fn new(global: &Global) -> Self {
        Self { archive: global.archive(), out: Look::stdout(global.color), err: Look::stderr(global.color) }
    }

    /// The archive, which must be there.
    fn open(&self) -> Result<Archive, Failure> {
        Archive::open(&self.archive).map_err(from_archive(&self.archive))
    }

    /// The archive, for a command that joins names: what is wrong in the user's tables is told.
    fn open_with_names(&self) -> Result<Archive, Failure> {
        let archive = self.open()?;
        self.tell_faults(&archive);
        Ok(archive)
    }

    /// Tells every row of the user's tables that cannot be used.
    fn tell_faults(&self, archive: &Archive) {
        for fault in archive.lexicon_faults() {
            tell(&format!("{} {fault}", self.err.paint(styles::HINT, "left out:")));
        }
    }

    /// The archive, made when it is not there.
    fn open_or_create(&self) -> Result<Archive, Failure> {
        Archive::open_or_create(&self.archive).map_err(from_archive(&self.archive))
    }

    /// A line about the result, on standard error.
    fn note(&self, line: &str) {
        tell(&self.err.paint(styles::FAINT, line));
    }

    /// What could be tried, under a line about the result.
    fn hint(&self, hint: &str) {
        tell(&format!("  {} {hint}", self.err.paint(styles::HINT, "hint:")));
    }

    /// Says that nothing was found, and what could be tried; `hints` are the command's own.
    fn nothing(
        &self,
        archive: &Archive,
        what: &str,
        filters: &Filters,
        hints: &[&str],
    ) -> Result<End, Failure> {
        let status = archive.status().map_err(from_archive(&self.archive))?;
        tell(&format!("{what}: absent from this archive"));
        if status.documents == 0 {
            self.hint(EMPTY);
            return Ok(End::Nothing);
        }
        let given = filters.given();
        if !given.is_empty() {
            self.hint(&format!("try without {}", given.join(", ")));
        }
        if let Some(undated) =
            undated(&status).filter(|_| given.iter().any(|f| ["--from", "--to"].contains(f)))
        {
            self.hint(&format!("{undated}, which --from and --to leave out"));
        }
        hints.iter().for_each(|hint| self.hint(hint));
        Ok(End::Nothing)
    }
}

/// What to do when there is nothing in the archive at all.
const EMPTY: &str = "the archive is empty: tifa add PATH reads the files below PATH into it";

/// How many documents have no day, when there are such.
fn undated(status: &Status) -> Option<String> {
    (status.undated > 0).then(|| plural(status.undated, "document has no day", "documents have no day"))
}

/// Runs `command`.
///
/// # Errors
/// What stopped it.
pub fn run(command: &Command, context: &Context) -> Result<End, Failure> {
    match command {
        Command::Brief(c) => c.run(context),
        Command::Add(c) => c.run(context),
        Command::Search(c) => c.run(context),
        Command::Statements(c) => c.run(context),
        Command::Occasions(c) => c.run(context),
        Command::Trace(c) => c.run(context),
        Command::Verify(c) => c.run(context),
        Command::Compare(c) => c.run(context),
        Command::Mine(c) => c.run(context),
        Command::Docket(c) => c.run(context),
        Command::Show(c) => c.run(context),
        Command::Reuse(c) => c.run(context),
        Command::Review(c) => c.run(context),
        Command::Export(c) => c.run(context),
        Command::Import(c) => c.run(context),
        Command::Serve(c) => c.run(context),
        Command::Mcp(c) => c.run(context),
        Command::Check(c) => c.run(context),
        Command::Rebuild(c) => c.run(context),
        Command::Status(c) => c.run(context),
    }
}
