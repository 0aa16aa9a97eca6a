//! Metadata and where it was found.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tifa_text::ByteRange;

/// Where a piece of metadata was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Given by the user on the command line.
    Given,
    /// Front matter of the file.
    FrontMatter,
    /// `meta` elements or other markup of a page.
    Markup,
    /// A JSON file of the same name beside the file.
    Sidecar,
    /// A field of the record (JSON Lines, CSV).
    Field,
    /// A dateline: 新华社北京7月9日电.
    Dateline,
    /// The address of the page.
    Address,
    /// The name of the file.
    FileName,
    /// The running text.
    Body,
}

/// A day of publication and its evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dated {
    /// The day.
    pub day: Date,
    /// What says so.
    pub evidence: Evidence,
    /// Where it says so, in bytes of the original, when the file itself says so.
    pub span: Option<ByteRange>,
}

/// An address as found and as meant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Url {
    /// As it stands in the file.
    pub original: String,
    /// Without a web archive's prefix, with percent-encoding undone as often as it was done.
    pub unwrapped: String,
}

/// What is known of a document beside its text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Metadata {
    /// Title, in the document's own words.
    pub title: Option<String>,
    /// Where the title stands in the original.
    pub title_span: Option<ByteRange>,
    /// Day of publication.
    pub date: Option<Dated>,
    /// Days the text itself names for the event it reports, when they differ from the day of publication or stand in
    /// its place: year, month and day as far as said (24日 gives only the day).
    pub event_day: Option<String>,
    /// Newspaper, agency, ministry, programme.
    pub outlet: Option<String>,
    /// What says which outlet it is.
    pub outlet_evidence: Option<Evidence>,
    /// Reporter or author as named.
    pub author: Option<String>,
    /// Section or category.
    pub category: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Address.
    pub url: Option<Url>,
    /// BCP 47 language and script of the text: `zh-Hans`, `zh-Hant`, `en`.
    pub language: Option<String>,
}
