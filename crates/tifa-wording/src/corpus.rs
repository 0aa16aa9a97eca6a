//! What wording asks of whoever keeps the texts.

use crate::text::{Letters, Text, Voice};
use jiff::civil::Date;
use std::sync::Arc;

/// What is known of a text without reading it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Id of the document.
    pub document: String,
    /// Name of its file.
    pub source: String,
    /// Day of publication.
    pub day: Option<Date>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Identity of the body; documents that share it are witnesses of one text.
    pub witness: String,
}

/// A collection of texts, numbered by day, file and place in the file; undated ones last.
///
/// A corpus does not change while it is asked, and many threads may ask it. It may be narrowed: then
/// [`Corpus::numbers`] has fewer numbers, but a text keeps its own.
pub trait Corpus: Sync {
    /// Why a text could not be read.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The numbers of the texts that count, ascending.
    fn numbers(&self) -> &[u32];

    /// The days of publication of the texts that count and have one, in order.
    ///
    /// # Errors
    /// As [`Corpus::head`].
    fn days(&self) -> Result<Vec<Date>, Self::Error>;

    /// What is known of text `number`.
    ///
    /// # Errors
    /// What storage says; also for a number that no text has.
    fn head(&self, number: u32) -> Result<Arc<Head>, Self::Error>;

    /// Text `number` with its statements.
    ///
    /// # Errors
    /// As [`Corpus::head`].
    fn text(&self, number: u32) -> Result<Arc<Text>, Self::Error>;

    /// The folded characters of text `number` alone, which is quicker.
    ///
    /// # Errors
    /// As [`Corpus::head`].
    fn letters(&self, number: u32) -> Result<Arc<Letters>, Self::Error>;

    /// In how many texts two adjacent characters of folded text stand; an estimate from above, for choosing the rarest.
    ///
    /// # Errors
    /// What the index says.
    fn spread(&self, pair: [char; 2]) -> Result<u64, Self::Error>;

    /// Calls `each` with the numbers of the texts in which two adjacent characters of folded text stand, and where: the
    /// positions of the first, in **characters** of [`Letters::folded`], ascending. Texts come in no particular order,
    /// and only those that count. Neither character may be a barrier or the end of a block.
    ///
    /// # Errors
    /// What the index says.
    fn places(&self, pair: [char; 2], each: &mut dyn FnMut(u32, &[u32])) -> Result<(), Self::Error>;

    /// Whether `asked`, any name a person would use for a speaker, in either script, means the speaker of `voice`.
    fn is_speaker(&self, asked: &str, text: &Text, voice: &Voice) -> bool;
}
