//! One file in, documents out.

use crate::document::Document;
use crate::format::Format;
use jiff::civil::Date;
use tifa_text::ByteRange;

/// A file to read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Path as shown to people, `/` between parts; its last part may carry a date, its extension a format.
    pub name: &'a str,
    /// The bytes of the file.
    pub bytes: &'a [u8],
    /// The bytes of a JSON file of the same name beside it, if there is one.
    pub sidecar: Option<&'a [u8]>,
    /// Day of publication the user gave, which outranks what the file says.
    pub date: Option<Date>,
    /// Outlet the user gave, which outranks what the file says.
    pub outlet: Option<&'a str>,
}

/// Something wrong in a file that did not stop it from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the original, when there is one place.
    pub at: Option<ByteRange>,
    /// What, for a person.
    pub message: String,
}

/// What a file gave.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Its format.
    pub format: Format,
    /// WHATWG name of its encoding.
    pub encoding: &'static str,
    /// Its documents, in order.
    pub documents: Vec<Document>,
    /// What was wrong.
    pub problems: Vec<Problem>,
}

/// Why a file gives no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It has no bytes, or nothing but white space.
    Empty,
    /// It is not text: what it looks like instead.
    Binary(&'static str),
    /// A format that is known but not read yet.
    Unsupported(&'static str),
    /// Text in which no document was found: why.
    NoDocument(String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::Binary(what) => write!(f, "not text: {what}"),
            Self::Unsupported(what) => write!(f, "{what} is not read yet; the original was left where it is"),
            Self::NoDocument(why) => f.write_str(why),
        }
    }
}

/// Reads a file.
///
/// # Errors
/// [`Refusal`] when the file gives no document. Everything less is a [`Problem`] in the reading.
pub fn read(input: &Input<'_>) -> Result<Reading, Refusal> {
    let _ = input;
    Err(Refusal::Empty)
}
