//! Where an export goes and in which form.

use crate::commands::Context;
use crate::output::Pending;
use crate::report::{Failure, Message, from_archive, writing};
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use tifa_export::whole::{Error, Form, Out};

/// Reads the name of a form, and lists the forms in the help.
pub fn form() -> impl TypedValueParser<Value = Form> {
    let value = |form: Form| PossibleValue::new(form.name()).help(described(form));
    let named = |name: String| Form::named(&name).ok_or("there is no such form");
    PossibleValuesParser::new(Form::ALL.map(value)).try_map(named)
}

fn described(form: Form) -> &'static str {
    match form {
        Form::Jsonl => "One JSON object a line",
        Form::Csv => "Comma-separated values with a header (RFC 4180)",
        Form::Parquet => "Apache Parquet, typed",
        Form::Tei => "TEI P5",
        Form::W3c => "W3C Web Annotation, one page a document and line",
        Form::Csl => "CSL-JSON",
        Form::Bibtex => "BibTeX",
    }
}

/// A command that does write a form.
fn home(form: Form) -> &'static str {
    match form {
        Form::Jsonl | Form::Csv | Form::Parquet | Form::W3c => "tifa export statements",
        Form::Tei => "tifa export documents",
        Form::Csl | Form::Bibtex => "tifa export sources",
    }
}

/// Form and file of an export.
#[derive(Debug, Args)]
pub struct Target {
    /// Form
    #[arg(long, value_name = "FORM", value_parser = form())]
    format: Option<Form>,
    /// Write to FILE, which appears when it is complete; - for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Target {
    /// The form asked for, which must be one of `forms`; the first of them when none was.
    ///
    /// # Errors
    /// A message that says which forms `what` has, and what writes the one asked for.
    pub fn must_be(&self, what: &str, forms: &[Form]) -> Result<Form, Failure> {
        let default = forms.first().copied().unwrap_or(Form::Jsonl);
        let format = self.format.unwrap_or(default);
        if forms.contains(&format) {
            return Ok(format);
        }
        let names: Vec<&str> = forms.iter().map(|f| f.name()).collect();
        let (name, home) = (format.name(), home(format));
        Err(Message::new(format!("{what} are not written as {name}"))
            .hint(format!("{what} are written as {}", names.join(", ")))
            .hint(format!("{home} --format {name} writes this form"))
            .into())
    }

    /// The file, unless it is standard output.
    pub fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// Hands over where the export goes: a file that appears when `write` has succeeded, or standard output. A terminal is
    /// refused for what is no text.
    ///
    /// # Errors
    /// What `write` gives, or that the file cannot be written.
    pub fn write(
        &self,
        form: Form,
        write: impl FnOnce(Out<'_>) -> Result<u64, Failure>,
    ) -> Result<u64, Failure> {
        match self.file() {
            None if form == Form::Parquet && io::stdout().is_terminal() => {
                Err(Message::new("Parquet is not for a terminal")
                    .hint("-o FILE writes it to a file")
                    .hint("or send it on to a program: … | program")
                    .into())
            }
            None => {
                let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
                let done = write(&mut out)?;
                out.flush()?;
                Ok(done)
            }
            Some(path) => to_file(path, |out| write(out)),
        }
    }
}

/// The failure of an export of the archive in `context`.
pub fn failed(context: &Context) -> impl Fn(Error) -> Failure + '_ {
    |error| match error {
        Error::Io(error) => error.into(),
        Error::Archive(error) => from_archive(&context.archive)(error),
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
