//! Which format a file is in.

use serde::{Deserialize, Serialize};

/// Formats tifa tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Markdown, with or without front matter.
    Markdown,
    /// Plain text.
    Text,
    /// An HTML page.
    Html,
    /// JSON Lines, one record a line.
    JsonLines,
    /// One JSON object or array of records.
    Json,
    /// Comma-separated values with a header.
    Csv,
}

impl Format {
    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Text => "text",
            Self::Html => "HTML",
            Self::JsonLines => "JSON Lines",
            Self::Json => "JSON",
            Self::Csv => "CSV",
        }
    }
}
