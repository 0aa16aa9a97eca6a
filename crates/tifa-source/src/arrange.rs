//! From the blocks a format gives to articles in reading order: what every format needs once its markup is gone.
//!
//! 1. boilerplate and captions are marked; lines that send the reader to another page are cut off;
//! 2. in files taken from print, paragraphs that columns and pictures cut in two are joined;
//! 3. turns of a transcript are marked;
//! 4. a spread is split into its articles;
//! 5. the title of each is found.
//!
//! No character is lost and none is doubled.

use crate::document::{Block, BlockKind};
use crate::format::Format;
use crate::metadata::Metadata;
use crate::{boilerplate, columns, spread, title, transcript};

/// One article of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its blocks in reading order.
    pub blocks: Vec<Block>,
    /// Its metadata, the title completed from the blocks where there was none.
    pub metadata: Metadata,
}

/// What a format knows of the layout beside the blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// Indexes of the blocks before which a thematic break stood, ascending.
    pub rules: Vec<usize>,
}

/// Arranges the blocks of a file into articles: at least one, with the blocks' characters all in them.
pub fn arrange(mut blocks: Vec<Block>, metadata: &Metadata, format: Format, hints: &Hints) -> Vec<Article> {
    boilerplate::mark(&mut blocks, &hints.rules);
    let print = from_print(metadata, format);
    columns::mark_captions(&mut blocks, print);
    let mut blocks = boilerplate::part_jump_lines(blocks);
    if print {
        blocks = columns::mend(blocks);
    }
    if !blocks.iter().any(|b| matches!(b.kind, BlockKind::Turn { .. })) {
        transcript::mark(&mut blocks, None);
    }
    let mut articles = spread::split(blocks, metadata, format);
    for article in &mut articles {
        title::settle(article, format);
    }
    articles
}

/// Whether a file may have been taken from a printed page, whose columns cut paragraphs in two. A page of the web or a
/// record has whole paragraphs; one that stops without a full stop was written so.
fn from_print(metadata: &Metadata, format: Format) -> bool {
    match format {
        Format::Text => true,
        Format::Markdown => metadata.url.is_none() && metadata.title.is_none(),
        Format::Html | Format::JsonLines | Format::Json | Format::Csv | Format::Docx => false,
    }
}
