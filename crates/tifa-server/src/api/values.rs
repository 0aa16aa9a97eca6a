//! The words that some parameters may hold. Only described here: they are read as pages read them.

use utoipa::ToSchema;

/// Modes of a statement.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code)]
pub enum Modes {
    Direct,
    Indirect,
    Mixed,
}

/// Genres of a document.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code)]
pub enum Genres {
    Report,
    Column,
    Transcript,
}

/// Orders of a concordance.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code)]
pub enum Orders {
    Oldest,
    Newest,
}

/// Forms of an export.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code)]
pub enum Forms {
    Jsonl,
    Csv,
    Parquet,
    W3c,
    Tei,
    Csl,
    Bibtex,
}

/// Languages of the page in an evidence pack.
#[derive(Debug, ToSchema)]
#[allow(dead_code)]
pub enum Languages {
    #[schema(rename = "en")]
    English,
    #[schema(rename = "zh-Hant")]
    Traditional,
    #[schema(rename = "zh-Hans")]
    Simplified,
}
