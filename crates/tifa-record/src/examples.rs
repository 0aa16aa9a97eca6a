//! What training needs: the features that the models see, by name.

use crate::context::Context;
use crate::genre::Genre;
use crate::page::Page;
use crate::people::People;
use crate::quoted::{Quotes, features, kinds};
use crate::sequence::Sequence;
use crate::statement::{Place, is_traditional};
use crate::weights::Names;
use std::cell::RefCell;
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

/// The sentences without a cue for which a speaker is at hand, in the reading in which `told` says of each of them
/// whether it goes on with him, whom it is given by name; what it does not know is the narrator's. So the model learns from what stands around a
/// sentence in a right reading, and not from its own mistakes.
pub fn sentences(
    blocks: &[Block],
    context: &Context,
    told: impl Fn(Place, &str) -> Option<bool>,
) -> Vec<(Example, bool)> {
    let (mut pages, people) = People::name(Page::all(blocks));
    let speech = kinds(&pages);
    for (page, speech) in pages.iter_mut().zip(speech) {
        page.speech = speech;
    }
    let seen = RefCell::new(Vec::new());
    let asked = |place: Place, voice: &str, features: Vec<String>| {
        let label = told(place, voice);
        seen.borrow_mut().extend(label.map(|l| (Example { place, features }, l)));
        label.unwrap_or(false)
    };
    let _ = Sequence::read(&pages, &people, is_traditional(&pages), Genre::of(context), Some(&asked));
    seen.into_inner()
}
