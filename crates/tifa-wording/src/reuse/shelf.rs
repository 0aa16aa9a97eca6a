//! The characters of texts, kept at hand as far as there is room.

use super::characters::Characters;
use crate::corpus::Corpus;
use crate::kept::Kept;
use std::sync::Arc;

/// Characters of texts kept at hand: 128 MiB of them.
const ROOM: usize = 32 << 20;

/// The characters of the texts that are compared.
pub(super) struct Shelf<'c, C: Corpus> {
    corpus: &'c C,
    /// The number of each text by its index.
    pub numbers: Vec<u32>,
    kept: Kept<Characters>,
}

impl<'c, C: Corpus> Shelf<'c, C> {
    /// An empty shelf for the texts `numbers`.
    pub fn new(corpus: &'c C, numbers: Vec<u32>) -> Self {
        Self { corpus, numbers, kept: Kept::new(ROOM) }
    }

    /// The characters of the text with index `text`.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn characters(&self, text: usize) -> Result<Arc<Characters>, C::Error> {
        let number = self.numbers[text];
        self.kept.get(number, || {
            let characters = Characters::new(&*self.corpus.letters(number)?);
            let size = characters.chars.len();
            Ok((characters, size))
        })
    }
}
