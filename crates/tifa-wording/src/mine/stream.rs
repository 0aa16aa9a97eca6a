//! The text that is mined, as one row of numbers: a symbol for each folded character, 0 between two runs.
//!
//! A *run* is what stands between two barriers or ends of blocks. No formulation crosses its ends.

use crate::corpus::{Corpus, Head};
use crate::mine::work::each;
use crate::mine::{Error, Side, Size, Stage, Tell};
use crate::text::{BLOCK_END, parts};
use rustc_hash::{FxHashSet, FxHasher};
use std::collections::BTreeMap;
use std::hash::Hasher;
use std::sync::Arc;
use tifa_text::ByteRange;

/// Between two runs.
pub const END: u16 = 0;

/// Characters from which on a run that stood before is a copy: shorter ones are alike by chance or habit.
const COPIED: usize = 12;

/// Said of the symbols of a run: that it is of a title or heading, that it opens a paragraph, that it stood before on its
/// side. The rest is the place of its text.
const HEADING: u32 = 4;
const OPENS: u32 = 2;
const COPY: u32 = 1;
const SOURCE: u32 = 3;

/// A text that is mined.
#[derive(Debug)]
pub struct Source {
    /// Its number in its corpus.
    pub number: u32,
    /// 0 for the side that was asked for, 1 for the one it is set against.
    pub side: usize,
    /// What is known of it.
    pub head: Arc<Head>,
    /// Its day among the days of the stream; an undated text is a day of its own.
    pub day: u32,
    /// Its place in the order of days over all sides; undated texts are last.
    pub order: u32,
}

#[derive(Debug, Clone, Copy)]
struct Run {
    /// Its first symbol.
    start: u32,
    /// Its first byte in the letters of its text.
    byte: u32,
}

/// Texts as symbols.
#[derive(Debug, Default)]
pub struct Stream {
    /// Runs, each closed by [`END`].
    pub symbols: Vec<u16>,
    /// For each symbol the place of its text in [`Stream::sources`], shifted by [`SOURCE`], and what is said of its run.
    owners: Vec<u32>,
    runs: Vec<Run>,
    /// The texts, side by side, each side in the order of its corpus.
    pub sources: Vec<Source>,
    /// Days, those of undated texts included.
    pub days: usize,
    /// The character of each symbol.
    letters: Vec<char>,
    /// How much there is of each side.
    pub sizes: [Size; 2],
}

/// What a symbol belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Owner {
    /// The place of its text in [`Stream::sources`].
    pub source: usize,
    /// Whether its run is of a title or heading.
    pub heading: bool,
    /// Whether its run opens a paragraph.
    pub opens: bool,
    /// Whether its run stood before on its side.
    pub copy: bool,
}

/// The runs of one text.
struct Piece {
    head: Arc<Head>,
    letters: String,
    /// First byte in the text's letters, bytes in `letters`, and [`HEADING`] and [`OPENS`] where they are true.
    runs: Vec<(u32, std::ops::Range<usize>, u32)>,
}

impl Piece {
    fn push(&mut self, folded: &str, range: ByteRange, mut about: u32) {
        let Some(text) = folded.get(range.range()) else { return };
        let mut at = range.start as usize;
        for run in text.split_inclusive(parts) {
            let bare = run.trim_end_matches(parts);
            if !bare.is_empty() {
                let start = self.letters.len();
                self.letters.push_str(bare);
                self.runs.push((at as u32, start..self.letters.len(), about));
                about &= !OPENS;
            }
            at += run.len();
        }
    }
}

impl Stream {
    /// Reads what is mined of `sides`. Of the witnesses of one text the earliest counts.
    ///
    /// # Errors
    /// What a corpus says.
    pub fn read<C: Corpus>(
        sides: &[Side<'_, C>],
        threads: usize,
        tell: &Tell<'_>,
    ) -> Result<Self, Error<C::Error>> {
        let total = sides.iter().map(|s| s.corpus.numbers().len()).sum();
        let mut pieces = Vec::new();
        for (i, side) in sides.iter().enumerate() {
            let done = pieces.len();
            let numbers = side.corpus.numbers();
            let told = |n: usize| tell(Stage::Reading, done + n, total);
            let read = each(threads, numbers.len(), &told, |n| piece(side, numbers[n]));
            for (&number, read) in numbers.iter().zip(read) {
                pieces.push((i, number, read.map_err(Error::Corpus)?));
            }
        }
        let mut stream = Self::default();
        stream.alphabet(pieces.iter().map(|(_, _, piece)| piece.letters.as_str()));
        let codes = stream.codes();
        let mut witnesses = [FxHashSet::default(), FxHashSet::default()];
        let mut days = BTreeMap::new();
        let mut stood = FxHashSet::default();
        for (side, number, piece) in pieces {
            if piece.runs.is_empty() || !witnesses[side].insert(piece.head.witness.clone()) {
                continue;
            }
            let next = u32::try_from(days.len()).unwrap_or(u32::MAX);
            let key = piece.head.day.map_or_else(|| Err(piece.head.document.clone()), Ok);
            let day = *days.entry(key).or_insert(next);
            let owner = u32::try_from(stream.sources.len()).map_err(|_| Error::TooLong)? << SOURCE;
            stream.sizes[side].texts += 1;
            stream.sources.push(Source { number, side, head: piece.head, day, order: 0 });
            for (byte, range, about) in piece.runs {
                let run = &piece.letters[range];
                let start = stream.symbols.len();
                stream.symbols.extend(run.chars().map(|c| code(&codes, c)));
                let characters = stream.symbols.len() - start;
                stream.sizes[side].characters += characters as u64;
                let copy = characters >= COPIED && !stood.insert((side, hash(run)));
                stream.symbols.push(END);
                let owner = owner | about | if copy { COPY } else { 0 };
                stream.owners.resize(stream.symbols.len(), owner);
                stream.runs.push(Run { start: start as u32, byte });
            }
            // Positions are 31 bits wide in the suffix array.
            i32::try_from(stream.symbols.len()).map_err(|_| Error::TooLong)?;
        }
        stream.days = days.len();
        stream.order();
        Ok(stream)
    }

    fn order(&mut self) {
        let mut order: Vec<usize> = (0..self.sources.len()).collect();
        // Stable, so the texts of a day stay in the order of their corpus.
        order.sort_by_key(|&i| (self.sources[i].head.day.is_none(), self.sources[i].head.day));
        for (place, i) in (0..).zip(order) {
            self.sources[i].order = place;
        }
    }

    fn alphabet<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        let mut seen = vec![false; 0x11_0000];
        for c in texts.flat_map(str::chars) {
            seen[c as usize] = true;
        }
        let used = (0u32..).zip(seen).filter_map(|(c, seen)| char::from_u32(c).filter(|_| seen));
        // No archive has more characters than there are symbols; were there more, the last rare ones would be one.
        self.letters = std::iter::once(BLOCK_END).chain(used).take(usize::from(u16::MAX) + 1).collect();
    }

    fn codes(&self) -> Vec<u16> {
        let most = self.letters.iter().map(|&c| c as usize).max().unwrap_or(0);
        let mut codes = vec![END; most + 1];
        for (code, &c) in self.letters.iter().enumerate().skip(1) {
            codes[c as usize] = code as u16;
        }
        codes
    }

    /// How many symbols there are, [`END`] included.
    pub fn alphabet_len(&self) -> usize {
        self.letters.len()
    }

    /// What symbol `at` belongs to.
    pub fn owner(&self, at: usize) -> Owner {
        let owner = self.owners[at];
        let is = |what: u32| owner & what > 0;
        Owner { source: (owner >> SOURCE) as usize, heading: is(HEADING), opens: is(OPENS), copy: is(COPY) }
    }

    /// The characters of `length` symbols from `at` on.
    pub fn characters(&self, at: usize, length: usize) -> Vec<char> {
        self.symbols[at..at + length].iter().map(|&s| self.letters[usize::from(s)]).collect()
    }

    /// Whether `symbol` is a letter or digit of the kind that is written together with its neighbours.
    pub fn is_word(&self, symbol: u16) -> bool {
        self.letters[usize::from(symbol)].is_ascii_alphanumeric()
    }

    /// The symbol before `at`, [`END`] at the beginning of a run.
    pub fn before(&self, at: usize) -> u16 {
        at.checked_sub(1).map_or(END, |b| self.symbols[b])
    }

    /// The bytes of the letters of their text that the `length` symbols from `at` on are.
    pub fn bytes(&self, at: usize, length: usize) -> ByteRange {
        let run = self.runs.partition_point(|r| r.start as usize <= at).saturating_sub(1);
        let Run { start, byte } = self.runs[run];
        let size = |from: usize, to: usize| -> usize {
            self.symbols[from..to].iter().map(|&s| self.letters[usize::from(s)].len_utf8()).sum()
        };
        let first = byte as usize + size(start as usize, at);
        ByteRange::new(first, first + size(at, at + length))
    }

    /// Whether the `length` symbols from `at` on are a whole run.
    pub fn is_run(&self, at: usize, length: usize) -> bool {
        self.before(at) == END && self.symbols[at + length] == END
    }
}

fn code(codes: &[u16], c: char) -> u16 {
    codes.get(c as usize).copied().unwrap_or(u16::MAX)
}

fn hash(run: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(run.as_bytes());
    hasher.finish()
}

/// What is mined of text `number`: the words of those who count when voices are asked for, else the document's own
/// prose.
fn piece<C: Corpus>(side: &Side<'_, C>, number: u32) -> Result<Piece, C::Error> {
    let head = side.corpus.head(number)?;
    let mut piece = Piece { head, letters: String::new(), runs: Vec::new() };
    let asked = side.except.filter(|asked| asked.numbers().binary_search(&number).is_ok());
    if side.voices {
        let text = asked.unwrap_or(side.corpus).text(number)?;
        for voice in text.voices.iter().filter(|v| v.counts == asked.is_none()) {
            piece.push(&text.letters.folded, voice.content, 0);
        }
    } else if asked.is_none() {
        let letters = side.corpus.letters(number)?;
        for part in letters.parts.iter().filter(|p| !p.aside) {
            piece.push(&letters.folded, part.range, OPENS | if part.heading { HEADING } else { 0 });
        }
    }
    Ok(piece)
}
