//! The fold: one function that makes script, width, case, wrap and light punctuation not matter.
//!
//! Indexing, queries, reuse and comparison all call it, so they cannot disagree. It replaces each character by its
//! Simplified base form (OpenCC's single-character tables for mainland, Taiwan and Hong Kong usage, and
//! `tables/variants.tsv`), full width by half width, upper by lower case. It drops invisible characters and light
//! punctuation, and white space unless that stands between two Latin words or numbers, where one space remains. Sentence
//! ends stay, as [barriers](is_barrier). It is idempotent, and never longer in bytes than its source.
//!
//! The table is one 16-bit entry for each character of the basic plane, made by `build.rs`; characters beyond the plane
//! stay as they are.

use crate::range::{ByteRange, narrow};

#[cfg(test)]
mod tests;

/// Version of what the fold does. Whoever stores folded text or hashes of it stores this beside it, and makes them anew
/// when it differs.
pub const FOLD_VERSION: u32 = 1;

/// Entries of the table that are no character. The same numbers stand in `build.rs`.
const DROP: u16 = 0;
const SPACE: u16 = 1;
// 2 is light punctuation.
const COMMA: u16 = 3;

/// What each character of the basic plane folds to.
static TABLE: [u16; 0x1_0000] = {
    let bytes = include_bytes!(concat!(env!("OUT_DIR"), "/fold.bin"));
    let mut table = [0; 0x1_0000];
    let mut at = 0;
    while at < table.len() {
        table[at] = u16::from_le_bytes([bytes[2 * at], bytes[2 * at + 1]]);
        at += 1;
    }
    table
};

/// A folded text and the way back.
///
/// The way back is a list of the places where the distance between a folded character and its source changes, so it is
/// short where the text has little punctuation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// (folded, source) byte offsets where runs start in which both advance alike; both ascend.
    runs: Vec<(u32, u32)>,
    /// (folded offset, bytes of source) of characters whose source has another length; each starts a run.
    uneven: Vec<(u32, u32)>,
}

impl Folded {
    /// The bytes of the unfolded text that made the folded bytes `range`: from the first byte of its first character to
    /// the last byte of its last. What was dropped between them lies inside, what was dropped around them does not.
    ///
    /// `None` when the range is empty, outside the text, or cuts a character.
    pub fn source(&self, range: ByteRange) -> Option<ByteRange> {
        if self.text.get(range.range())?.is_empty() {
            return None;
        }
        let first = self.run_at(range.start);
        let last = self.run_at(range.end - 1);
        let start = first.1 + (range.start - first.0);
        let end = match self.uneven.binary_search_by_key(&last.0, |u| u.0) {
            Ok(at) => last.1 + self.uneven[at].1,
            Err(_) => last.1 + (range.end - last.0),
        };
        Some(ByteRange { start, end })
    }

    /// The folded bytes that the source bytes `range` made: those of every kept character that starts inside it.
    /// `None` when nothing of it was kept.
    pub fn folded(&self, range: ByteRange) -> Option<ByteRange> {
        let (start, end) = (self.folded_at(range.start), self.folded_at(range.end));
        (start < end).then_some(ByteRange { start, end })
    }

    /// The folded offset of the first kept character that starts at or after the source byte `at`.
    fn folded_at(&self, at: u32) -> u32 {
        let next = self.runs.partition_point(|r| r.1 < at);
        let limit = self.runs.get(next).map_or(narrow(self.text.len()), |r| r.0);
        match next.checked_sub(1).map(|i| self.runs[i]) {
            Some(run) => limit.min(self.boundary(run.0 + (at - run.1))),
            None => limit.min(self.runs.first().map_or(0, |r| r.0)),
        }
    }

    /// The first character boundary of the folded text at or after `at`.
    fn boundary(&self, at: u32) -> u32 {
        let at = at as usize;
        let more = (at..self.text.len()).find(|&i| self.text.is_char_boundary(i));
        narrow(more.unwrap_or(self.text.len()))
    }

    fn run_at(&self, at: u32) -> (u32, u32) {
        let next = self.runs.partition_point(|r| r.0 <= at);
        self.runs[next.saturating_sub(1)]
    }
}

/// Folds `text`, with the way back.
pub fn fold(text: &str) -> Folded {
    let mut folder = Folder::new();
    let mut out = Folded::default();
    folder.fold(text, &mut out);
    out
}

/// Folds `text` into `out`, replacing what stood there. The same text as [`fold`] gives, without the way back; for
/// indexing and hashing.
pub fn fold_into(text: &str, out: &mut String) {
    Folder::new().fold_text(text, out);
}

/// Whether a character of folded text is a barrier that no phrase crosses (a sentence end).
pub fn is_barrier(c: char) -> bool {
    matches!(c, '。' | '!' | '?')
}

/// The fold with its working memory, for folding many texts.
#[derive(Debug, Default)]
pub struct Folder {
    buffer: Vec<u8>,
}

impl Folder {
    /// A folder that has no memory yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Folds `text` into `out`, replacing what stood there and using its memory again.
    pub fn fold(&mut self, text: &str, out: &mut Folded) {
        out.runs.clear();
        out.uneven.clear();
        let len = Pass::<true>::run(text, &mut self.buffer, &mut out.runs, &mut out.uneven);
        self.finish(len, &mut out.text);
    }

    /// As [`fold_into`].
    pub fn fold_text(&mut self, text: &str, out: &mut String) {
        let len = Pass::<false>::run(text, &mut self.buffer, &mut Vec::new(), &mut Vec::new());
        self.finish(len, out);
    }

    fn finish(&self, len: usize, out: &mut String) {
        out.clear();
        out.push_str(
            simdutf8::basic::from_utf8(&self.buffer[..len])
                .expect("characters are copied and replaced whole"),
        );
    }
}

/// The code point of the character of three bytes that `bytes` starts with.
#[inline(always)]
fn three_byte_unit(bytes: &[u8]) -> Option<usize> {
    match bytes {
        &[a @ 0xe0..=0xef, b, c, ..] => {
            Some(usize::from(a & 0x0f) << 12 | usize::from(b & 0x3f) << 6 | usize::from(c & 0x3f))
        }
        _ => None,
    }
}

/// What the last kept character was, as far as white space after it is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Other,
    Letter,
    Digit,
}

/// The kinds of the ASCII characters.
static ASCII_KINDS: [Kept; 128] = {
    let mut kinds = [Kept::Other; 128];
    let mut at = 0;
    while at < kinds.len() {
        let byte = at as u8;
        if byte.is_ascii_digit() {
            kinds[at] = Kept::Digit;
        } else if byte.is_ascii_alphabetic() {
            kinds[at] = Kept::Letter;
        }
        at += 1;
    }
    kinds
};

/// What was dropped since the last kept character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    /// Light punctuation, which keeps numbers apart but joins words (Covid-19).
    Light,
    Space,
}

/// One run of the fold over a text; `MAP` says whether the way back is wanted.
struct Pass<'a, const MAP: bool> {
    source: &'a [u8],
    out: &'a mut [u8],
    runs: &'a mut Vec<(u32, u32)>,
    uneven: &'a mut Vec<(u32, u32)>,
    /// Bytes written.
    to: usize,
    /// Source offset minus folded offset in the present run.
    shift: usize,
    kept: Kept,
    gap: Gap,
    /// Where the last letter or digit ended in the source.
    kept_end: usize,
}

impl<'a, const MAP: bool> Pass<'a, MAP> {
    /// Folds `text` into `buffer` and returns how many bytes it made.
    fn run(
        text: &'a str,
        buffer: &'a mut Vec<u8>,
        runs: &'a mut Vec<(u32, u32)>,
        uneven: &'a mut Vec<(u32, u32)>,
    ) -> usize {
        // Nothing folds to more bytes than it has. The buffer is never made shorter, so it is cleared once only.
        if buffer.len() < text.len() {
            buffer.resize(text.len(), 0);
        }
        let mut pass = Self {
            source: text.as_bytes(),
            out: buffer,
            runs,
            uneven,
            to: 0,
            shift: usize::MAX,
            kept: Kept::Other,
            gap: Gap::None,
            kept_end: 0,
        };
        pass.all();
        pass.to
    }

    fn all(&mut self) {
        let source = self.source;
        let mut at = 0;
        while at < source.len() {
            let byte = source[at];
            if byte < 0x80 {
                at = self.ascii(at);
            } else if (0xe0..0xf0).contains(&byte) {
                at = self.ideographs(at);
                let Some(unit) = source.get(at..).and_then(three_byte_unit) else { continue };
                // The run ended at a character of three bytes that is no ideograph.
                self.one(TABLE[unit], at, 3);
                at += 3;
            } else if byte < 0xe0 {
                let Some(&[a, b]) = source[at..].first_chunk::<2>() else { break };
                let unit = usize::from(a & 0x1f) << 6 | usize::from(b & 0x3f);
                self.one(TABLE[unit], at, 2);
                at += 2;
            } else {
                let Some(&four) = source[at..].first_chunk::<4>() else { break };
                self.four(four, at);
                at += 4;
            }
        }
    }

    /// Keeps the characters of three bytes from `at` on that are no Latin letters and not dropped: nearly all of a
    /// Chinese text. Returns where it stopped. The state lives in registers here; that is what makes it fast.
    #[inline]
    fn ideographs(&mut self, mut at: usize) -> usize {
        let (source, start) = (self.source, at);
        let (mut to, mut shift) = (self.to, self.shift);
        let out = &mut *self.out;
        while let Some(unit) = source.get(at..).and_then(three_byte_unit) {
            let entry = TABLE[unit];
            if entry < 0x2000 {
                break;
            }
            if MAP && at.wrapping_sub(to) != shift {
                shift = at - to;
                self.runs.push((narrow(to), narrow(at)));
            }
            let Some(place) = out.get_mut(to..to + 3) else { break };
            place[0] = 0xe0 | (entry >> 12) as u8;
            place[1] = 0x80 | (entry >> 6 & 0x3f) as u8;
            place[2] = 0x80 | (entry & 0x3f) as u8;
            to += 3;
            at += 3;
        }
        if at > start {
            self.kept = Kept::Other;
            self.gap = Gap::None;
        }
        (self.to, self.shift) = (to, shift);
        at
    }

    /// Folds the ASCII characters from `at` on; returns where it stopped.
    #[inline]
    fn ascii(&mut self, mut at: usize) -> usize {
        let source = self.source;
        while let Some(&byte) = source.get(at).filter(|b| b.is_ascii()) {
            match TABLE[usize::from(byte)] {
                mark @ ..=COMMA => self.drop(mark, at + 1),
                unit => {
                    let kind = ASCII_KINDS[usize::from(byte)];
                    if self.gap != Gap::None {
                        self.space_before(kind, at);
                    }
                    self.mark(at);
                    self.out[self.to] = unit as u8;
                    self.to += 1;
                    self.kept = kind;
                    self.kept_end = at + 1;
                    self.gap = Gap::None;
                }
            }
            at += 1;
        }
        at
    }

    /// Any other character of the basic plane, of `len` source bytes at `at`.
    #[inline]
    fn one(&mut self, entry: u16, at: usize, len: usize) {
        if entry <= COMMA { self.drop(entry, at + len) } else { self.keep(entry, at, len) }
    }

    /// Notes what is dropped; `next` is where it ends.
    #[inline]
    fn drop(&mut self, entry: u16, next: usize) {
        match entry {
            DROP => {}
            SPACE => self.gap = Gap::Space,
            COMMA if self.is_thousands_comma(next) => {}
            _ => self.gap = self.gap.max(Gap::Light),
        }
    }

    /// Keeps a character that may be a letter or a digit, after the space that is due before it.
    fn keep(&mut self, unit: u16, at: usize, len: usize) {
        let Some(c) = char::from_u32(u32::from(unit)) else { return };
        let kind = match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => ASCII_KINDS[usize::from(byte)],
            _ if c.is_alphanumeric() => Kept::Letter,
            _ => Kept::Other,
        };
        self.space_before(kind, at);
        self.put(c.encode_utf8(&mut [0; 4]).as_bytes(), at, len);
        self.kept = kind;
        self.kept_end = at + len;
        self.gap = Gap::None;
    }

    /// Writes the space that keeps a character of kind `kind` at `at` from the one before it, if one is due.
    #[inline]
    fn space_before(&mut self, kind: Kept, at: usize) {
        let apart = match self.gap {
            Gap::None => false,
            Gap::Light => kind == Kept::Digit && self.kept == Kept::Digit,
            Gap::Space => kind != Kept::Other && self.kept != Kept::Other,
        };
        if apart {
            self.put(b" ", self.kept_end, at - self.kept_end);
        }
    }

    /// A character beyond the basic plane: kept as it is, but for tags and variation selectors.
    fn four(&mut self, bytes: [u8; 4], at: usize) {
        // U+E0000 to U+E0FFF are F3 A0 80 80 to F3 A0 BF BF.
        if bytes[0] == 0xf3 && bytes[1] == 0xa0 {
            return;
        }
        self.put(&bytes, at, 4);
        self.kept = Kept::Other;
        self.gap = Gap::None;
    }

    /// Writes `bytes`, made by the `len` source bytes at `at`.
    fn put(&mut self, bytes: &[u8], at: usize, len: usize) {
        if MAP && bytes.len() != len {
            self.runs.push((narrow(self.to), narrow(at)));
            self.uneven.push((narrow(self.to), narrow(len)));
            self.shift = usize::MAX;
        } else {
            self.mark(at);
        }
        self.out[self.to..self.to + bytes.len()].copy_from_slice(bytes);
        self.to += bytes.len();
    }

    /// Notes a new run when the character at `at` does not go on with the last.
    #[inline(always)]
    fn mark(&mut self, at: usize) {
        if MAP && at - self.to != self.shift {
            self.shift = at - self.to;
            self.runs.push((narrow(self.to), narrow(at)));
        }
    }

    /// Whether the comma that ends at `next` stands between a digit and exactly three more: 2,200 is 2200, while 1,2 are
    /// two numbers.
    fn is_thousands_comma(&self, next: usize) -> bool {
        if self.kept != Kept::Digit || self.gap != Gap::None {
            return false;
        }
        let rest = std::str::from_utf8(&self.source[next..(next + 13).min(self.source.len())]);
        // A cut last character is no digit or comes after the fourth.
        let rest = rest.or_else(|e| std::str::from_utf8(&self.source[next..next + e.valid_up_to()]));
        let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        rest.is_ok_and(|rest| rest.chars().take(4).take_while(|&c| digit(c)).count() == 3)
    }
}

/// The Simplified base form of one character of the basic plane; any other character as it is.
pub(crate) fn base(c: char) -> char {
    let entry = TABLE.get(c as usize).copied().filter(|&e| e > COMMA);
    entry.and_then(|e| char::from_u32(u32::from(e))).unwrap_or(c)
}
