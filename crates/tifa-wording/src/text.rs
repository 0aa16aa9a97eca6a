//! A text as its wording is compared: folded, with the way home and with who says which part of it.

use crate::corpus::Head;
use jiff::civil::Date;
use serde::Serialize;
use tifa_record::{Findings, Force, Mode, Nested, OccasionKind, Statement};
use tifa_source::{Block, BlockKind};
use tifa_text::fold::is_barrier;
use tifa_text::{ByteRange, Folded, fold};

/// Stands after the folded text of each block. No folded text contains it.
pub const BLOCK_END: char = '\u{1e}';

/// Whether `c`, a sentence end or the end of a block, parts what stands on its two sides: no phrase and no pair of the
/// index crosses it.
pub fn parts(c: char) -> bool {
    c == BLOCK_END || is_barrier(c)
}

/// The folded characters of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letters {
    /// The folded text of each block, closed by [`BLOCK_END`].
    pub folded: String,
    /// Its blocks, in order.
    pub parts: Vec<Part>,
}

/// One block of folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its bytes of [`Letters::folded`], without the [`BLOCK_END`].
    pub range: ByteRange,
    /// Whether it is not the document's own prose: boilerplate, known as such or because it recurs; captions.
    pub aside: bool,
    /// Whether it is a title or a heading.
    pub heading: bool,
}

impl Letters {
    /// Folds `blocks`; `aside` says of each whether it is boilerplate, as far as it reaches.
    pub fn new<'a>(blocks: impl IntoIterator<Item = &'a Block>, aside: &[bool]) -> Self {
        let mut out = Self::default();
        let mut folder = tifa_text::Folder::new();
        let mut text = String::new();
        for (i, block) in blocks.into_iter().enumerate() {
            folder.fold_text(&block.text, &mut text);
            out.push(&text, block, aside.get(i).copied().unwrap_or(false));
        }
        out
    }

    fn push(&mut self, folded: &str, block: &Block, aside: bool) {
        let start = self.folded.len();
        self.folded.push_str(folded);
        self.parts.push(Part {
            range: ByteRange::new(start, self.folded.len()),
            aside: aside || matches!(block.kind, BlockKind::Boilerplate | BlockKind::Caption),
            heading: matches!(block.kind, BlockKind::Title | BlockKind::Heading(_)),
        });
        self.folded.push(BLOCK_END);
    }

    /// The index of the block that the folded byte `at` stands in; its end belongs to it.
    pub fn part_at(&self, at: u32) -> Option<usize> {
        let next = self.parts.partition_point(|p| p.range.start <= at);
        next.checked_sub(1).filter(|&i| at <= self.parts[i].range.end)
    }
}

/// A statement in folded text. All ranges are bytes of [`Letters::folded`].
#[derive(Debug, Clone, PartialEq)]
pub struct Voice {
    /// The sentences that carry the content.
    pub range: ByteRange,
    /// The content without the clause of source and cue.
    pub content: ByteRange,
    /// Quotations of speech.
    pub quotes: Vec<ByteRange>,
    /// Who, as printed: the fullest name in the document.
    pub speaker: String,
    /// Whom that means, as far as the register knows: equal for two voices when one person speaks.
    pub key: String,
    /// How.
    pub mode: Mode,
    /// Asserted, denied or asked.
    pub force: Force,
    /// Speech inside speech, outermost first: its content, speaker and force.
    pub nested: Vec<(ByteRange, String, Force)>,
    /// To whom, as printed.
    pub addressee: Option<String>,
    /// The occasion as named.
    pub occasion: Option<String>,
    /// The kind of the occasion.
    pub kind: Option<OccasionKind>,
    /// The first and last day of the saying, where the text tells them.
    pub said: Option<(Date, Date)>,
    /// Outlets through which the words came, outermost first.
    pub chain: Vec<String>,
    /// Whether the question that narrowed the corpus lets it through.
    pub counts: bool,
}

/// A text with its statements.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its number in the corpus.
    pub number: u32,
    /// Its folded characters.
    pub letters: Letters,
    /// Its statements, in reading order. They do not overlap.
    pub voices: Vec<Voice>,
    blocks: Vec<Block>,
    folds: Vec<Folded>,
}

/// Characters of an original, cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Name of the file.
    pub source: String,
    /// Document id.
    pub document: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Those characters, layout undone; a line break between two blocks.
    pub text: String,
}

impl Text {
    /// Makes a text of `blocks`, of which `aside` are boilerplate, and what was found in them. `who` gives the key of a
    /// statement's speaker, and whether the statement counts.
    pub fn new(
        number: u32,
        blocks: Vec<Block>,
        aside: &[bool],
        findings: &Findings,
        who: &dyn Fn(&Statement, &Letters) -> (String, bool),
    ) -> Self {
        let mut letters = Letters::default();
        let mut folds = Vec::with_capacity(blocks.len());
        for (i, block) in blocks.iter().enumerate() {
            let folded = fold(&block.text);
            letters.push(&folded.text, block, aside.get(i).copied().unwrap_or(false));
            folds.push(folded);
        }
        let mut text = Self { number, letters, voices: Vec::new(), blocks, folds };
        let voices = findings.statements.iter().filter_map(|s| text.voice(s, findings, who));
        text.voices = voices.collect();
        text
    }

    fn voice(
        &self,
        s: &Statement,
        findings: &Findings,
        who: &dyn Fn(&Statement, &Letters) -> (String, bool),
    ) -> Option<Voice> {
        let block = s.place.block as usize;
        let range = self.folded(block, s.place.range)?;
        let held = s.held.and_then(|i| findings.occasions.get(i as usize));
        let mut nested = Vec::new();
        self.nested(&s.nested, &mut nested);
        let (key, counts) = who(s, &self.letters);
        Some(Voice {
            range,
            content: self.folded(block, s.content).unwrap_or(range),
            quotes: s.quotes.iter().filter_map(|&q| self.folded(block, q)).collect(),
            speaker: s.speaker.clone(),
            key,
            mode: s.mode,
            force: s.force,
            nested,
            addressee: s.addressee.clone(),
            occasion: s.occasion.clone(),
            kind: held.map(|o| o.kind),
            said: s.said.map(|said| (said.days.from, said.days.to)),
            chain: s.chain.clone(),
            counts,
        })
    }

    fn nested(&self, from: &[Nested], to: &mut Vec<(ByteRange, String, Force)>) {
        for n in from {
            if let Some(range) = self.folded(n.place.block as usize, n.place.range) {
                to.push((range, n.speaker.clone(), n.force));
            }
            self.nested(&n.nested, to);
        }
    }

    /// The folded bytes that `range` of the text of block `block` made; `None` when nothing of it was kept.
    pub fn folded(&self, block: usize, range: ByteRange) -> Option<ByteRange> {
        let start = self.letters.parts.get(block)?.range.start;
        self.folds.get(block)?.folded(range).map(|r| r.shifted(start as usize))
    }

    /// The blocks, as they were read.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Whose words stand at the folded bytes `range`: the voice that holds all of it, else the one that holds most.
    pub fn voice_at(&self, range: ByteRange) -> Option<&Voice> {
        let shared = |v: &Voice| v.range.end.min(range.end).saturating_sub(v.range.start.max(range.start));
        let most = self.voices.iter().rev().max_by_key(|v| shared(v))?;
        (shared(most) > 0).then_some(most)
    }

    /// The folded bytes `range` as printed: for each block it touches the index of the block and bytes of its text.
    pub fn printed(&self, range: ByteRange) -> Vec<(usize, ByteRange)> {
        let first = self.letters.parts.partition_point(|p| p.range.end <= range.start);
        let touched = self.letters.parts[first..].iter().take_while(|p| p.range.start < range.end);
        let piece = |(i, part): (usize, &Part)| {
            let start = range.start.max(part.range.start) - part.range.start;
            let end = range.end.min(part.range.end) - part.range.start;
            Some((i, self.folds[i].source(ByteRange { start, end })?))
        };
        touched.enumerate().map(|(i, part)| (first + i, part)).filter_map(piece).collect()
    }

    /// The folded bytes `range` as a citation of the original. `None` when it is empty or cuts a character.
    pub fn cite(&self, head: &Head, range: ByteRange) -> Option<Passage> {
        let mut text = String::new();
        let mut span: Option<ByteRange> = None;
        for (i, printed) in self.printed(range) {
            let block = &self.blocks[i];
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(block.text.get(printed.range())?);
            let here = block.hull(printed)?;
            span = Some(span.map_or(here, |s| s.hull(here)));
        }
        let span = span?;
        Some(Passage {
            source: head.source.clone(),
            document: head.document.clone(),
            start: span.start,
            end: span.end,
            text,
        })
    }
}
