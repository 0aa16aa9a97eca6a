//! Some of the texts of an archive, and some with other letters: what growth and changed texts are measured on.

use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;
use tifa_archive::{Error, Texts};
use tifa_wording::{Corpus, Head, Letters, Text, Voice};

/// Some of the texts of an archive.
pub struct Part<'c, 'a> {
    texts: &'c Texts<'a>,
    numbers: Vec<u32>,
    /// Letters in place of those of their text.
    pub letters: HashMap<u32, Arc<Letters>>,
}

impl<'c, 'a> Part<'c, 'a> {
    /// Every so many of `numbers`, from the first on.
    pub fn every(step: usize, numbers: &[u32], texts: &'c Texts<'a>) -> Self {
        Self { texts, numbers: numbers.iter().copied().step_by(step).collect(), letters: HashMap::new() }
    }
}

impl Corpus for Part<'_, '_> {
    type Error = Error;

    fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    fn days(&self) -> Result<Vec<Date>, Error> {
        self.texts.days()
    }

    fn head(&self, number: u32) -> Result<Arc<Head>, Error> {
        self.texts.head(number)
    }

    fn text(&self, number: u32) -> Result<Arc<Text>, Error> {
        self.texts.text(number)
    }

    fn letters(&self, number: u32) -> Result<Arc<Letters>, Error> {
        self.letters.get(&number).map_or_else(|| self.texts.letters(number), |l| Ok(Arc::clone(l)))
    }

    fn spread(&self, pair: [char; 2]) -> Result<u64, Error> {
        self.texts.spread(pair)
    }

    fn places(&self, pair: [char; 2], each: &mut dyn FnMut(u32, &[u32])) -> Result<(), Error> {
        self.texts.places(pair, each)
    }

    fn is_speaker(&self, asked: &str, text: &Text, voice: &Voice) -> bool {
        self.texts.is_speaker(asked, text, voice)
    }
}
