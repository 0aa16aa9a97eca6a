//! Blocks made ready to be read: levelled text, sentences, quotations, words.

use crate::lexicon::{Class, Kind, Token, lexicon};
use crate::script::{is_han, level};
use crate::shape;
use tifa_source::{Block, BlockKind};
use tifa_text::{ByteRange, Quotation};

/// What a page is to the reader of statements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageKind {
    /// The document's title.
    Title,
    /// A heading inside it.
    Heading,
    /// Running text.
    Body,
    /// An item of a list: it goes on with what announced it.
    Item,
    /// A quoted block.
    Quote,
    /// A paragraph of a transcript, with the label of who speaks.
    Turn(String),
    /// A caption: read for names, and for what it quotes.
    Caption,
}

/// Bytes a heading has at least that is a paragraph in the place of one.
const PROSE: usize = 150;

/// Whether a heading is a paragraph, set large: it is long and holds whole sentences.
fn is_prose(text: &str) -> bool {
    text.len() >= PROSE && text.contains('。')
}

/// One block made ready to be read. All ranges are bytes of its text.
#[derive(Debug)]
pub struct Page<'a> {
    /// Index of the block in the document.
    pub block: u32,
    /// What it is.
    pub kind: PageKind,
    /// Its text, as printed.
    pub text: &'a str,
    /// The text in simplified characters, half width and without variants: same offsets. Tables are matched against this.
    pub level: String,
    /// Its sentences, in order, with the marks that end them.
    pub sentences: Vec<ByteRange>,
    /// Outermost quotations.
    pub quotes: Vec<Quotation>,
    /// For each of them whether it is speech; empty until that has been decided.
    pub speech: Vec<bool>,
    /// The words that the tables know, and the names found, in order; they do not overlap.
    pub tokens: Vec<Token>,
    /// Class and bytes of the word that starts at each byte.
    starts: Vec<Option<(Class, u8)>>,
}

impl<'a> Page<'a> {
    /// The page of a block; `None` for matter that is not the document's own.
    pub(crate) fn new(index: usize, block: &'a Block) -> Option<Self> {
        let kind = match &block.kind {
            BlockKind::Title => PageKind::Title,
            BlockKind::Heading(_) if is_prose(&block.text) => PageKind::Body,
            BlockKind::Heading(_) => PageKind::Heading,
            BlockKind::Paragraph => PageKind::Body,
            BlockKind::ListItem => PageKind::Item,
            BlockKind::Quote => PageKind::Quote,
            BlockKind::Turn { speaker, .. } => PageKind::Turn(speaker.clone()),
            BlockKind::Caption => PageKind::Caption,
            BlockKind::TableRow | BlockKind::Boilerplate => return None,
        };
        Self::of(index, kind, &block.text)
    }

    /// The page of a text that stands at `index`.
    pub(crate) fn of(index: usize, kind: PageKind, text: &'a str) -> Option<Self> {
        let level = level(text);
        let headline = matches!(kind, PageKind::Title | PageKind::Heading);
        let tokens = lexicon().tokens(&level, headline);
        let mut page = Self {
            block: u32::try_from(index).ok()?,
            kind,
            text,
            level,
            sentences: tifa_text::sentences(text),
            quotes: tifa_text::quotations(text).into_iter().filter(|q| q.depth == 0).collect(),
            speech: Vec::new(),
            tokens: Vec::new(),
            starts: Vec::new(),
        };
        page.set_tokens(tokens);
        Some(page)
    }

    /// The pages of a document's blocks.
    pub(crate) fn all(blocks: &'a [Block]) -> impl Iterator<Item = Self> {
        blocks.iter().enumerate().filter_map(|(i, b)| Self::new(i, b))
    }

    /// Replaces the words, when names have been found.
    pub(crate) fn set_tokens(&mut self, tokens: Vec<Token>) {
        self.starts.resize(self.level.len() + 1, None);
        for t in &self.tokens {
            self.starts[t.range.start as usize] = None;
        }
        for t in &tokens {
            self.starts[t.range.start as usize] = Some((t.class, t.range.len().min(255) as u8));
        }
        self.tokens = tokens;
    }

    /// Whether it is a title or a heading.
    pub fn is_headline(&self) -> bool {
        matches!(self.kind, PageKind::Title | PageKind::Heading)
    }

    /// Class of the word that starts at byte `at`.
    pub fn word_at(&self, at: usize) -> Option<Class> {
        self.starts.get(at).copied().flatten().map(|(class, _)| class)
    }

    /// Whether a word of two characters or more starts at byte `at`.
    pub(crate) fn long_word_at(&self, at: usize) -> bool {
        self.starts.get(at).copied().flatten().is_some_and(|(_, len)| len > 3)
    }

    /// Whether a name may start at byte `at`: no word starts there, or only one of a character that opens names too.
    pub(crate) fn may_open_name(&self, at: usize) -> bool {
        match self.starts.get(at).copied().flatten() {
            None => true,
            Some((_, len)) if len > 3 => false,
            Some(_) => self.level[at..].chars().next().is_some_and(shape::may_open),
        }
    }

    /// Whether a name may end at byte `at`, `length` characters after it began: the text ends, punctuation stands there,
    /// or a word starts. Words of one character that also occur in names (中, 時, 肯) are no boundary, and right after the
    /// surname only a cue is.
    pub(crate) fn is_boundary(&self, at: usize, length: usize) -> bool {
        match self.level.get(at..).and_then(|rest| rest.chars().next()) {
            None => true,
            Some(c) if !is_han(c) => !lexicon().is(c, Kind::Dot),
            Some(c) => match self.starts.get(at).copied().flatten() {
                None => false,
                Some((_, len)) if len > 3 => true,
                Some((Class::Closer, _)) => lexicon().is(c, Kind::Stop),
                Some(_) if shape::sounds_foreign(c) && !lexicon().is(c, Kind::Stop) => false,
                Some((class, _)) => length > 1 || class == Class::Say,
            },
        }
    }

    /// Whether a cue of two characters begins one character before byte `at` and its second alone is one too (堅稱, 直指).
    pub(crate) fn inside_cue(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(3) else { return false };
        matches!(self.starts.get(before).copied().flatten(), Some((class, 6)) if class.is_cue())
            && self.level.get(at..).is_some_and(|rest| rest.starts_with(['称', '说', '指']))
    }

    /// Points against a name from `start` to `end`: a longer word begins inside it, or even runs over its end.
    pub(crate) fn torn(&self, start: usize, end: usize) -> i32 {
        let mut against = 0;
        for (i, slot) in self.starts[start..end].iter().enumerate().skip(3) {
            if let Some((_, len)) = slot
                && *len > 3
            {
                let over = start + i + usize::from(*len) > end;
                let cue = over && self.inside_cue(end);
                against = against.max(if over && !cue { 40 } else { 15 });
            }
        }
        against
    }

    /// The words that start inside `range`.
    pub fn tokens_in(&self, range: ByteRange) -> &[Token] {
        let from = self.tokens.partition_point(|t| t.range.start < range.start);
        let to = self.tokens.partition_point(|t| t.range.start < range.end);
        &self.tokens[from..to.max(from)]
    }

    /// The sentence in which byte `at` stands.
    pub fn sentence_at(&self, at: u32) -> Option<ByteRange> {
        let found = self.sentences.get(self.sentences.partition_point(|s| s.end <= at))?;
        (found.start <= at).then_some(*found)
    }

    /// The quotations that overlap `range`.
    pub fn quotes_in(&self, range: ByteRange) -> &[Quotation] {
        let from = self.quotes.partition_point(|q| q.outer.end <= range.start);
        let to = self.quotes.partition_point(|q| q.outer.start < range.end);
        &self.quotes[from..to.max(from)]
    }
}
