//! A corpus in memory: for tests, for drafts, and for whoever has texts and no archive.

use crate::corpus::{Corpus, Head};
use crate::text::{Letters, Text, Voice};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tifa_record::register::{Evidence, Register};
use tifa_record::{Context, Findings, record};
use tifa_source::Block;

/// A text before it is given to a corpus.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What is known of it.
    pub head: Head,
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Which of them are boilerplate, as far as it reaches.
    pub aside: Vec<bool>,
}

/// A corpus in memory, with names joined by the shipped register.
#[derive(Debug, Default)]
pub struct Memory {
    heads: Vec<Arc<Head>>,
    texts: Vec<Arc<Text>>,
    numbers: Vec<u32>,
    /// For each pair of characters text and position.
    pairs: FxHashMap<[char; 2], Vec<(u32, u32)>>,
}

/// No text has this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchText(pub u32);

impl std::fmt::Display for NoSuchText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "there is no text {}", self.0)
    }
}

impl std::error::Error for NoSuchText {}

impl Memory {
    /// A corpus of `entries`, each read for statements.
    pub fn new(entries: Vec<Entry>) -> Self {
        let read = |e: &Entry| {
            let context = Context {
                date: e.head.day,
                outlet: e.head.outlet.clone(),
                title: e.head.title.clone(),
                section: None,
            };
            record(&e.blocks, &context)
        };
        Self::with_findings(entries.into_iter().map(|e| (read(&e), e)).map(|(f, e)| (e, f)).collect())
    }

    /// A corpus of `entries` with their findings.
    pub fn with_findings(mut entries: Vec<(Entry, Findings)>) -> Self {
        entries.sort_by(|(a, _), (b, _)| {
            let key = |h: &Head| (h.day.is_none(), h.day, h.source.clone(), h.document.clone());
            key(&a.head).cmp(&key(&b.head))
        });
        let mut out = Self::default();
        for (number, (entry, findings)) in (0..).zip(entries) {
            let register = Register::shipped();
            let published = entry.head.day;
            let text = Text::new(number, entry.blocks, &entry.aside, &findings, &|s, letters| {
                let has = |phrase: &str| letters.folded.contains(phrase);
                let day = s.said.map(|said| said.days.from).or(published);
                (register.key(&s.speaker, Evidence { day, document: Some(&has) }), true)
            });
            let mut before = None;
            for (at, c) in (0u32..).zip(text.letters.folded.chars()) {
                let parts = crate::text::parts(c);
                if let Some(b) = before.filter(|_| !parts) {
                    out.pairs.entry([b, c]).or_default().push((number, at - 1));
                }
                before = (!parts).then_some(c);
            }
            out.heads.push(Arc::new(entry.head));
            out.texts.push(Arc::new(text));
            out.numbers.push(number);
        }
        out
    }
}

impl Corpus for Memory {
    type Error = NoSuchText;

    fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    fn days(&self) -> Result<Vec<Date>, NoSuchText> {
        Ok(self.heads.iter().filter_map(|h| h.day).collect())
    }

    fn head(&self, number: u32) -> Result<Arc<Head>, NoSuchText> {
        self.heads.get(number as usize).cloned().ok_or(NoSuchText(number))
    }

    fn text(&self, number: u32) -> Result<Arc<Text>, NoSuchText> {
        self.texts.get(number as usize).cloned().ok_or(NoSuchText(number))
    }

    fn letters(&self, number: u32) -> Result<Arc<Letters>, NoSuchText> {
        self.texts.get(number as usize).map(|t| Arc::new(t.letters.clone())).ok_or(NoSuchText(number))
    }

    fn spread(&self, pair: [char; 2]) -> Result<u64, NoSuchText> {
        Ok(self.pairs.get(&pair).map_or(0, |places| places.len() as u64))
    }

    fn places(&self, pair: [char; 2], each: &mut dyn FnMut(u32, &[u32])) -> Result<(), NoSuchText> {
        for run in self.pairs.get(&pair).into_iter().flat_map(|p| p.chunk_by(|a, b| a.0 == b.0)) {
            let positions: Vec<u32> = run.iter().map(|p| p.1).collect();
            each(run[0].0, &positions);
        }
        Ok(())
    }

    fn is_speaker(&self, asked: &str, text: &Text, voice: &Voice) -> bool {
        let has = |phrase: &str| text.letters.folded.contains(phrase);
        let day = voice.said.map(|s| s.0).or_else(|| self.heads.get(text.number as usize)?.day);
        Register::shipped().query(asked).matches(&voice.speaker, Evidence { day, document: Some(&has) })
    }
}
