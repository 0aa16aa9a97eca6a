//! Files that are UTF-8 but for some bytes or some lines.

use super::evidence::Look;
use super::legacy::Bad;
use super::{Decoded, name};
use crate::map::SourceMap;
use crate::range::ByteRange;
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8};

/// Whether bytes that are not valid UTF-8 are UTF-8 all the same: most lines beyond ASCII are valid, or most characters.
pub(super) fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    let (mut characters, mut errors) = (0usize, 0usize);
    for line in bytes.split_inclusive(|&b| b == b'\n').filter(|line| !line.is_ascii()) {
        let (good, bad) = characters_and_errors(line);
        characters += good;
        errors += bad;
        if bad == 0 { valid += line.len() } else { invalid += line.len() }
    }
    // A sequence cut off by the end of the file is no evidence against.
    let cut = bytes.utf8_chunks().last().is_some_and(|c| is_cut(c.invalid()));
    let errors = errors - usize::from(cut);
    characters > 0 && (characters >= 5 * errors || valid > invalid)
}

/// Whether `invalid`, which ends a text, is the beginning of a character.
fn is_cut(invalid: &[u8]) -> bool {
    std::str::from_utf8(invalid).is_err_and(|e| e.error_len().is_none())
}

/// Characters beyond ASCII of a line read as UTF-8, and places where it is not UTF-8.
fn characters_and_errors(line: &[u8]) -> (usize, usize) {
    let mut counts = (0, 0);
    for chunk in line.utf8_chunks() {
        counts.0 += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        counts.1 += usize::from(!chunk.invalid().is_empty());
    }
    counts
}

/// Decodes a file of UTF-8 after a mark of `mark` bytes: invalid lines that read well in GB18030 or Big5 are read so,
/// other invalid bytes become U+FFFD. The map leads to the bytes of the file.
pub(super) fn decode_utf8(bytes: &[u8], mark: usize, mut problems: Vec<String>) -> Decoded {
    let mut out =
        Out { text: String::with_capacity(bytes.len()), map: SourceMap::default(), bad: Bad::default() };
    let mut strays: Vec<(&'static Encoding, usize, usize)> = Vec::new();
    let (mut at, mut number) = (mark, 0);
    for line in bytes[mark..].split_inclusive(|&b| b == b'\n') {
        number += 1;
        match std::str::from_utf8(line) {
            Ok(text) => out.verbatim(text, at),
            Err(_) => match stray(line) {
                Some(encoding) => {
                    out.stray(line, at, encoding);
                    match strays.iter_mut().find(|s| s.0 == encoding) {
                        Some(s) => s.1 += 1,
                        None => strays.push((encoding, 1, number)),
                    }
                }
                None => out.replacing(line, at),
            },
        }
        at += line.len();
    }
    for (encoding, count, first) in strays {
        problems.push(format!(
            "mixed encodings: {count} of {number} lines are {} in a file of UTF-8, the first is line {first}",
            name(encoding)
        ));
    }
    out.bad.report(name(UTF_8), &mut problems);
    Decoded { text: out.text, encoding: name(UTF_8), map: Some(out.map), problems }
}

/// The encoding in which a line that is not UTF-8 reads cleanly and as Chinese, if any.
fn stray(line: &[u8]) -> Option<&'static Encoding> {
    let (characters, errors) = characters_and_errors(line);
    if characters >= 2 * errors {
        return None;
    }
    let score = |encoding: &'static Encoding| {
        let (text, errors) = encoding.decode_without_bom_handling(line);
        if errors { -1.0 } else { Look::of(&text).score() }
    };
    let (gb, big5) = (score(GB18030), score(BIG5));
    let best = if gb >= big5 { (GB18030, gb) } else { (BIG5, big5) };
    (best.1 > 0.1).then_some(best.0)
}

/// The text being made.
struct Out {
    text: String,
    map: SourceMap,
    bad: Bad,
}

impl Out {
    fn verbatim(&mut self, text: &str, at: usize) {
        self.text.push_str(text);
        self.map.push_verbatim(at, text.len());
    }

    fn replaced(&mut self, text: &str, at: usize, len: usize) {
        self.text.push_str(text);
        self.map.push_replaced(ByteRange::new(at, at + len), text.len());
    }

    /// A line of UTF-8 with invalid bytes in it.
    fn replacing(&mut self, line: &[u8], mut at: usize) {
        for chunk in line.utf8_chunks() {
            self.verbatim(chunk.valid(), at);
            at += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                self.bad.note(at);
                self.replaced("\u{fffd}", at, chunk.invalid().len());
                at += chunk.invalid().len();
            }
        }
    }

    /// A line in another encoding, character by character, so that each maps to its own bytes.
    fn stray(&mut self, line: &[u8], start: usize, encoding: &'static Encoding) {
        let mut at = 0;
        while at < line.len() {
            let ascii = line[at..].iter().take_while(|b| b.is_ascii()).count();
            if ascii > 0 {
                let run = &line[at..at + ascii];
                self.verbatim(&String::from_utf8_lossy(run), start + at);
                at += ascii;
                continue;
            }
            // Two bytes, or in GB18030 four when the second is a digit.
            let four = encoding == GB18030 && line.get(at + 1).is_some_and(u8::is_ascii_digit);
            let len = if four { 4 } else { 2 }.min(line.len() - at);
            let (text, _) = encoding.decode_without_bom_handling(&line[at..at + len]);
            self.replaced(&text, start + at, len);
            at += len;
        }
    }
}
