//! What narrows a listing.

use crate::refusal::Refusal;
use schemars::JsonSchema;
use serde::Deserialize;
use tifa_archive::Filter;
use tifa_record::{Genre, Mode};
use tifa_text::calendar::Days;

/// Conditions on documents and statements; every one given must hold.
#[derive(Debug, Default, Deserialize, JsonSchema)]
pub struct Conditions {
    /// Speaker: any of his names (川普 finds 特朗普) or a part of one, in either script.
    speaker: Option<String>,
    /// To whom the words were said, found like a speaker.
    addressee: Option<String>,
    /// Occasion: a part of its name, kind or venue, in either script.
    occasion: Option<String>,
    /// Outlet of the document: a part of its name, in either script.
    outlet: Option<String>,
    /// First day: 2020, 2020-07 or 2020-07-09. Of statements the day of the saying where the text tells it, else of
    /// publication. Documents without a day are left out when days are asked for.
    from: Option<String>,
    /// Last day, written likewise; a month or a year counts to its end.
    to: Option<String>,
    /// How the words are reported: direct (in quotation marks or in a transcript), indirect (paraphrased) or mixed.
    #[schemars(extend("enum" = ["direct", "indirect", "mixed"]))]
    mode: Option<String>,
    /// What kind of text the document is: report, column (opinion) or transcript (turns of several speakers).
    #[schemars(extend("enum" = ["report", "column", "transcript"]))]
    genre: Option<String>,
    /// Only files whose name in the archive is this path or lies below it.
    under: Option<String>,
    /// Only the document with this id, or a unique beginning of it.
    document: Option<String>,
}

impl Conditions {
    /// As the archive takes them.
    ///
    /// # Errors
    /// The argument that cannot be used.
    pub fn filter(&self) -> Result<Filter, Refusal> {
        let some = |text: &Option<String>| words(text.as_deref()).map(str::to_owned);
        let mode = |name| {
            let bad = || Refusal::argument("mode", "a mode is direct, indirect or mixed");
            Mode::named(name).ok_or_else(bad)
        };
        let mode = words(self.mode.as_deref()).map(mode).transpose()?;
        let genre = |name| {
            let bad = || Refusal::argument("genre", "a genre is report, column or transcript");
            Genre::named(name).ok_or_else(bad)
        };
        let genre = words(self.genre.as_deref()).map(genre).transpose()?;
        Ok(Filter {
            speaker: some(&self.speaker),
            addressee: some(&self.addressee),
            occasion: some(&self.occasion),
            outlet: some(&self.outlet),
            from: days("from", self.from.as_deref())?.map(|d| d.from),
            to: days("to", self.to.as_deref())?.map(|d| d.to),
            mode,
            genre,
            under: some(&self.under).into_iter().collect(),
            document: some(&self.document),
            boilerplate: false,
        })
    }
}

/// The words that were given; none when there is nothing but white space.
pub fn words(given: Option<&str>) -> Option<&str> {
    given.map(str::trim).filter(|text| !text.is_empty())
}

/// The days that the argument `name` means.
///
/// # Errors
/// What is wrong with it.
pub fn days(name: &'static str, given: Option<&str>) -> Result<Option<Days>, Refusal> {
    let read = |text: &str| text.parse().map_err(|why| Refusal::argument(name, format!("{text:?}: {why}")));
    words(given).map(read).transpose()
}
