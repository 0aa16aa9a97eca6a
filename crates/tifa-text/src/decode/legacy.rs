//! Files in one encoding that is not UTF-8, perhaps with stray lines of UTF-8.

use super::evidence::{Look, SAMPLE};
use super::{Decoded, name, widest};
use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030};

/// Score from which a reading passes for Chinese.
const CHINESE: f64 = 0.2;

/// The encoding of bytes that are not UTF-8: the declared one when its reading holds, else the one that looks best.
pub(super) fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    // Lines that are UTF-8 say nothing about the others.
    let mut sample: Vec<u8> = Vec::new();
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        if sample.len() < SAMPLE && std::str::from_utf8(line).is_err() {
            sample.extend_from_slice(&line[..line.len().min(SAMPLE)]);
        }
    }
    let sample = sample.as_slice();
    let score = |e: &'static Encoding| Look::of(&e.decode_without_bom_handling(sample).0).score();
    let (gb, big5) = (score(GB18030), score(BIG5));
    let chinese = if gb >= big5 { (GB18030, gb) } else { (BIG5, big5) };
    if let Some(declared) = declared.filter(|&d| d != encoding_rs::UTF_8 && d.is_ascii_compatible()) {
        let own = score(declared);
        // Single-byte charsets read anything, and much of Big5 is also valid GB18030: so a declaration yields to a
        // reading that is plainly Chinese where its own is not.
        let clean = !declared.decode_without_bom_handling(sample).1;
        if (clean || own >= CHINESE) && (own >= chinese.1 / 2.0 || chinese.1 < CHINESE) {
            return declared;
        }
    }
    if chinese.1 >= CHINESE {
        return chinese.0;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = widest(detector.guess(None, chardetng::Utf8Detection::Deny));
    // A few Chinese characters, too few to look frequent: the better Chinese reading, when it is clean.
    let (text, errors) = chinese.0.decode_without_bom_handling(sample);
    let han = text.chars().filter(|&c| crate::is_han(c)).count();
    let foreign = text.chars().filter(|c| !c.is_ascii()).count();
    if !errors && chinese.1 >= 0.0 && guess.is_single_byte() && han * 10 >= foreign * 9 && chinese.1 > 0.05 {
        return chinese.0;
    }
    guess
}

/// Decodes `bytes` after a mark of `mark` bytes. Lines that are plainly UTF-8 are read as UTF-8.
pub(super) fn decode(
    bytes: &[u8],
    mark: usize,
    encoding: &'static Encoding,
    mut problems: Vec<String>,
) -> Decoded {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut bad = Bad::default();
    if !encoding.is_ascii_compatible() {
        decode_run(encoding, &bytes[mark..], mark, &mut text, &mut bad);
    } else {
        // Runs of lines of one encoding are decoded at once.
        let (mut run, mut at, mut number) = (0, 0, 0);
        let (mut stray, mut first) = (0usize, 0usize);
        for line in bytes.split_inclusive(|&b| b == b'\n') {
            number += 1;
            if let Some(utf8) = stray_utf8(line, encoding) {
                decode_run(encoding, &bytes[run..at], run, &mut text, &mut bad);
                text.push_str(utf8);
                run = at + line.len();
                first = if stray == 0 { number } else { first };
                stray += 1;
            }
            at += line.len();
        }
        decode_run(encoding, &bytes[run..], run, &mut text, &mut bad);
        if stray > 0 {
            problems.push(format!(
                "mixed encodings: {stray} of {number} lines are UTF-8 in a file of {}, the first is line {first}",
                name(encoding)
            ));
        }
    }
    bad.report(name(encoding), &mut problems);
    Decoded { text, encoding: name(encoding), map: None, problems }
}

/// The line as UTF-8, when it is valid and reads better so than in `encoding`.
fn stray_utf8<'a>(line: &'a [u8], encoding: &'static Encoding) -> Option<&'a str> {
    // Chinese in UTF-8 has leads of three bytes; most lines of another encoding fail here at once.
    if !line.iter().any(|b| (0xe0..0xf0).contains(b)) {
        return None;
    }
    let utf8 = std::str::from_utf8(line).ok()?;
    let (other, _) = encoding.decode_without_bom_handling(line);
    (Look::of(utf8).score() > Look::of(&other).score()).then_some(utf8)
}

/// Bytes that could not be read.
#[derive(Debug, Default)]
pub(super) struct Bad {
    /// Places where something was replaced.
    pub(super) count: usize,
    /// Offset of the first in the file.
    pub(super) first: usize,
}

impl Bad {
    /// Notes one place at byte `at`.
    pub(super) fn note(&mut self, at: usize) {
        if self.count == 0 {
            self.first = at;
        }
        self.count += 1;
    }

    /// Tells a person, if there was any.
    pub(super) fn report(&self, encoding: &str, problems: &mut Vec<String>) {
        let places = if self.count == 1 { "1 place".to_owned() } else { format!("{} places", self.count) };
        if self.count > 0 {
            problems.push(format!(
                "bytes that are not {encoding} in {places}, the first at byte {}; each stands as U+FFFD",
                self.first
            ));
        }
    }
}

/// Decodes `bytes`, which stand at `offset` in the file, onto `text`.
fn decode_run(encoding: &'static Encoding, bytes: &[u8], offset: usize, text: &mut String, bad: &mut Bad) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut read = 0;
    loop {
        let rest = &bytes[read..];
        let need = decoder.max_utf8_buffer_length_without_replacement(rest.len());
        text.reserve(need.unwrap_or(rest.len()).max(16));
        let (result, used) = decoder.decode_to_string_without_replacement(rest, text, true);
        read += used;
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                bad.note(offset + read.saturating_sub(usize::from(length) + usize::from(after)));
                text.push('\u{fffd}');
            }
        }
    }
}
