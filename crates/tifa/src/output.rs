//! Standard output and files: colour or none, width, buffering.

use crate::flags::Colour;
use anstyle::Style;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Columns when the output is no terminal and `COLUMNS` is not set.
const FALLBACK_COLUMNS: usize = 100;

/// Styles of everything that is coloured on a terminal.
pub mod styles {
    use anstyle::{AnsiColor, Style};

    /// A column's name, a heading.
    pub const HEADING: Style = Style::new().bold();
    /// What a search found.
    pub const FOUND: Style = AnsiColor::Yellow.on_default().bold();
    /// A speaker.
    pub const SPEAKER: Style = AnsiColor::Cyan.on_default();
    /// Words in quotation marks.
    pub const QUOTED: Style = AnsiColor::Green.on_default();
    /// What matters less.
    pub const FAINT: Style = Style::new().dimmed();
    /// The word "error".
    pub const ERROR: Style = AnsiColor::Red.on_default().bold();
    /// The word "hint".
    pub const HINT: Style = AnsiColor::Blue.on_default().bold();
    /// Nothing.
    pub const NONE: Style = Style::new();
}

/// How a terminal, or what stands in its place, is written to.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether escape sequences may be written.
    pub colour: bool,
    /// Columns of a line.
    pub columns: usize,
}

impl Look {
    /// How standard output looks.
    pub fn stdout(colour: Colour) -> Self {
        let stdout = io::stdout();
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
        };
        Self { colour, columns: columns(stdout.is_terminal()) }
    }

    /// How standard error looks.
    pub fn stderr(colour: Colour) -> Self {
        let stderr = io::stderr();
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => anstream::AutoStream::choice(&stderr) != anstream::ColorChoice::Never,
        };
        Self { colour, columns: columns(stderr.is_terminal()) }
    }

    /// `text` in `style`, or bare when there is no colour.
    pub fn paint(self, style: Style, text: &str) -> String {
        if !self.colour || text.is_empty() || style == Style::new() {
            text.to_owned()
        } else {
            format!("{style}{text}{style:#}")
        }
    }
}

fn columns(terminal: bool) -> usize {
    let set = std::env::var("COLUMNS").ok().and_then(|c| c.trim().parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let columns = if terminal { seen().or(set) } else { set };
    columns.filter(|&c| c >= 20).unwrap_or(FALLBACK_COLUMNS)
}

/// Standard output, buffered.
pub fn stdout() -> Box<dyn Write> {
    let stdout = io::stdout();
    if stdout.is_terminal() {
        // On a terminal the stream translates escape sequences where the console needs it.
        Box::new(BufWriter::new(anstream::AutoStream::always(stdout.lock())))
    } else {
        Box::new(BufWriter::with_capacity(1 << 16, stdout.lock()))
    }
}

/// A line for a person on standard error. A closed standard error is no reason to stop.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A file that appears under its name only when it is complete.
pub struct Pending {
    path: PathBuf,
    part: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Pending {
    /// Starts a file that will be `path`.
    ///
    /// # Errors
    /// When the file beside it that holds the unfinished text cannot be made.
    pub fn create(path: &Path) -> io::Result<Self> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let part = path.with_file_name(name);
        let file = BufWriter::with_capacity(1 << 16, File::create(&part)?);
        Ok(Self { path: path.to_owned(), part, file: Some(file) })
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When the rest of it cannot be written or it cannot be renamed.
    pub fn finish(mut self) -> io::Result<()> {
        if let Some(file) = self.file.take() {
            file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        }
        std::fs::rename(&self.part, &self.path)
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(bytes.len()), |f| f.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = std::fs::remove_file(&self.part);
        }
    }
}
