//! What is known of a document beside its blocks.

use jiff::civil::Date;
use tifa_source::Metadata;

/// What a reader of the text knows beforehand: when, by whom and under which title it was published.
///
/// The default knows nothing: 周四 then stays open, and 本報 is nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// Day of publication.
    pub date: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The section it stood in, which tells columns from news.
    pub section: Option<String>,
    /// Its title, which is read for names when no block holds one: a table has its titles in a column of their own.
    pub title: Option<String>,
}

impl Context {
    /// What a document's metadata says.
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            date: metadata.date.map(|d| d.day),
            outlet: metadata.outlet.clone(),
            section: metadata.category.clone(),
            title: metadata.title.clone(),
        }
    }
}
