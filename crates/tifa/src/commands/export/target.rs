//! Where an export goes and in which form.

use crate::output::{Pending, stdout};
use crate::report::{Failure, Message, writing};
use clap::{Args, ValueEnum};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DataFormat {
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values with a header (RFC 4180)
    Csv,
    /// Apache Parquet, typed
    Parquet,
    /// TEI P5
    Tei,
    /// W3C Web Annotation, one page a document and line
    W3c,
    /// CSL-JSON
    Csl,
    /// BibTeX
    Bibtex,
}

impl DataFormat {
    /// As written on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Tei => "tei",
            Self::W3c => "w3c",
            Self::Csl => "csl",
            Self::Bibtex => "bibtex",
        }
    }

    /// A command that does write this form.
    fn home(self) -> &'static str {
        match self {
            Self::Jsonl | Self::Csv | Self::Parquet => "tifa export statements",
            Self::Tei => "tifa export documents",
            Self::W3c => "tifa export statements",
            Self::Csl | Self::Bibtex => "tifa export sources",
        }
    }
}

/// Form and file of an export.
#[derive(Debug, Args)]
pub struct Target {
    /// Form
    #[arg(long, value_name = "FORM", value_enum)]
    format: Option<DataFormat>,
    /// Write to FILE, which appears when it is complete; - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Target {
    /// The form asked for, which must be one of `forms`; the first of them when none was.
    ///
    /// # Errors
    /// A message that says which forms `what` has, and what writes the one asked for.
    pub fn must_be(&self, what: &str, forms: &[DataFormat]) -> Result<DataFormat, Failure> {
        let default = forms.first().copied().unwrap_or(DataFormat::Jsonl);
        let format = self.format.unwrap_or(default);
        if forms.contains(&format) {
            return Ok(format);
        }
        let names: Vec<&str> = forms.iter().map(|f| f.name()).collect();
        let (name, home) = (format.name(), format.home());
        Err(Message::new(format!("{what} are not written as {name}"))
            .hint(format!("{what} are written as {}", names.join(", ")))
            .hint(format!("{home} --format {name} writes this form"))
            .into())
    }

    /// The file, unless it is standard output.
    pub fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// Hands over where text goes: a file that appears when `write` has succeeded, or standard output.
    ///
    /// # Errors
    /// What `write` gives, or that the file cannot be written.
    pub fn write<T>(&self, write: impl FnOnce(&mut dyn Write) -> Result<T, Failure>) -> Result<T, Failure> {
        match self.file() {
            None => {
                let mut out = stdout();
                let done = write(&mut *out)?;
                out.flush()?;
                Ok(done)
            }
            Some(path) => to_file(path, |out| write(out)),
        }
    }

    /// As [`Target::write`], for bytes that are no text: a terminal is refused.
    ///
    /// # Errors
    /// Also when standard output is a terminal.
    pub fn write_binary<T>(
        &self,
        what: &str,
        write: impl FnOnce(Box<dyn Write + Send + '_>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        match self.file() {
            None if io::stdout().is_terminal() => Err(Message::new(format!("{what} is not for a terminal"))
                .hint("-o FILE writes it to a file")
                .hint("or send it on to a program: … | program")
                .into()),
            None => write(Box::new(BufWriter::with_capacity(1 << 16, io::stdout()))),
            Some(path) => to_file(path, |out| write(Box::new(out))),
        }
    }
}

/// A file that appears under its name when `write` has succeeded.
///
/// # Errors
/// What `write` gives, or that the file cannot be written.
pub fn to_file<T>(path: &Path, write: impl FnOnce(&mut Pending) -> Result<T, Failure>) -> Result<T, Failure> {
    let mut pending = Pending::create(path).map_err(writing(path))?;
    let done = write(&mut pending)?;
    pending.finish().map_err(writing(path))?;
    Ok(done)
}
