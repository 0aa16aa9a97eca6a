//! Bytes to text: byte order marks, declared and detected encodings, and the way back to bytes.
//!
//! The order of belief: a byte order mark; UTF-16 that shows by its zero bytes; bytes that are valid UTF-8, whatever was
//! declared; the declared charset, when what it gives looks like text; else GB18030 or Big5, whichever looks more like
//! Chinese; else what the detector of browsers says. Nothing fails: what cannot be read becomes U+FFFD, and
//! [`Decoded::problems`] says where.

mod evidence;
mod legacy;
mod lines;

#[cfg(test)]
mod tests;

use crate::map::SourceMap;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// WHATWG name of the encoding, such as `UTF-8`, `GB18030` (also for GB2312 and GBK, which it contains), `Big5` (with
    /// HKSCS), `UTF-16LE`.
    pub encoding: &'static str,
    /// From the text to bytes of the file, when the file is UTF-8 and the two differ (a byte order mark, replaced
    /// bytes, lines in another encoding). `None`: offsets into the text are offsets into the file, or the file is in
    /// another encoding and offsets are into the decoded text.
    pub map: Option<SourceMap>,
    /// What was wrong, for a person: replaced bytes with their place, a declaration that does not hold.
    pub problems: Vec<String>,
}

/// Decodes `bytes`; `declared` is a charset label from markup or metadata, if any.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let mut problems = Vec::new();
    let label = declared.map(str::trim).filter(|l| !l.is_empty());
    let named = label.and_then(|l| Encoding::for_label(l.as_bytes())).map(widest);
    if let (Some(label), None) = (label, named) {
        problems.push(format!("the declared charset {label:?} is not known; the encoding was detected"));
    }
    let (encoding, mark) = recognised(bytes);
    if encoding.is_some_and(|e| e != UTF_8) {
        let encoding = encoding.unwrap_or(UTF_16LE);
        contradicts(label, named, encoding, &mut problems);
        return legacy::decode(bytes, mark, encoding, problems);
    }
    if let Ok(text) = simdutf8::basic::from_utf8(&bytes[mark..]) {
        if !text.is_ascii() {
            contradicts(label, named, UTF_8, &mut problems);
        }
        let map = (mark > 0).then(|| SourceMap::verbatim(mark, text.len()));
        return Decoded { text: text.to_owned(), encoding: name(UTF_8), map, problems };
    }
    if encoding == Some(UTF_8) || lines::mostly_utf8(bytes) {
        contradicts(label, named, UTF_8, &mut problems);
        return lines::decode_utf8(bytes, mark, problems);
    }
    let encoding = legacy::choose(bytes, named);
    contradicts(label, named, encoding, &mut problems);
    legacy::decode(bytes, 0, encoding, problems)
}

/// What a byte order mark or the zero bytes of UTF-16 tell, and the length of the mark.
fn recognised(bytes: &[u8]) -> (Option<&'static Encoding>, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (Some(encoding), mark);
    }
    // Plain UTF-8 has no zero bytes; pairs of its letters may look like Chinese in UTF-16.
    let sample = &bytes[..bytes.len().min(8192)];
    let plain = std::str::from_utf8(sample).is_ok_and(|text| !text.contains('\0'));
    if plain {
        return (None, 0);
    }
    let encoding = evidence::utf16(bytes).map(|little| if little { UTF_16LE } else { UTF_16BE });
    (encoding, 0)
}

/// Whether the head of a file is UTF-16, with a byte order mark or by evidence.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    recognised(bytes).0.is_some_and(|e| e != UTF_8)
}

/// GBK as GB18030, which contains it.
fn widest(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == encoding_rs::GBK { encoding_rs::GB18030 } else { encoding }
}

/// The name a person knows: WHATWG's, but GB18030 in capitals like its kin.
fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == encoding_rs::GB18030 { "GB18030" } else { encoding.name() }
}

/// Notes a declaration that names another encoding than the one used.
fn contradicts(
    label: Option<&str>,
    named: Option<&'static Encoding>,
    used: &'static Encoding,
    problems: &mut Vec<String>,
) {
    // A label such as utf-16 does not tell the byte order.
    let sixteen = |e: &Encoding| e == UTF_16LE || e == UTF_16BE;
    if let (Some(label), Some(named)) = (label, named)
        && named != used
        && !(sixteen(named) && sixteen(used))
    {
        problems.push(format!(
            "declared as {label}, but the bytes are {}; read as {}",
            used.name(),
            used.name()
        ));
    }
}
