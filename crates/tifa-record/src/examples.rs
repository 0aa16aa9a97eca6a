//! What training needs: the features that the models see, by name.

use crate::page::Page;
use crate::people::People;
use crate::quoted::{Quotes, features};
use crate::statement::Place;
use crate::weights::Names;
use tifa_source::Block;

/// One thing a model decides on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Where it stands.
    pub place: Place,
    /// The names of its features.
    pub features: Vec<String>,
}

/// The outermost quotations of a document, with their marks, and their features.
pub fn quotations(blocks: &[Block]) -> Vec<Example> {
    let (pages, _) = People::name(Page::all(blocks));
    let quotes = Quotes::collect(&pages);
    let mut out = Vec::new();
    for page in &pages {
        for (i, q) in page.quotes.iter().enumerate() {
            let mut names = Names::default();
            features(&quotes, page, i, &mut names);
            out.push(Example { place: Place { block: page.block, range: q.outer }, features: names.0 });
        }
    }
    out
}
