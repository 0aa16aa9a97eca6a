//! Permalinks, read.

use tifa_text::ByteRange;

/// What a model names when it wants a document or a place in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Id of the document, a beginning of it, or the name of its file.
    pub document: String,
    /// Bytes of the original.
    pub bytes: Option<ByteRange>,
}

/// How addresses of documents begin: after a server's name, or in a resource's URI.
const BEGINNINGS: [&str; 2] = ["/document/", "tifa://document/"];

impl Place {
    /// Reads a permalink (`/document/ID/START-END`, with or without the server before it), the URI of a resource, or
    /// whatever else a document goes by.
    pub fn read(written: &str) -> Self {
        let written = written.trim();
        let address = written.split_once('#').map_or(written, |(address, _)| address);
        let path = match address.split_once("://") {
            Some(("http" | "https", rest)) => rest.find('/').map_or("", |slash| &rest[slash..]),
            _ => address,
        };
        let Some(rest) = BEGINNINGS.iter().find_map(|b| path.strip_prefix(b)) else {
            return Self { document: written.to_owned(), bytes: None };
        };
        let (document, span) = rest.split_once('/').unwrap_or((rest, ""));
        Self { document: document.to_owned(), bytes: bytes(span) }
    }
}

/// `START-END`.
fn bytes(span: &str) -> Option<ByteRange> {
    let (start, end) = span.split_once('-')?;
    let range = ByteRange { start: start.parse().ok()?, end: end.parse().ok()? };
    (range.start < range.end).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_as_they_are_written() {
        let check = |written: &str, document: &str, bytes: Option<(u32, u32)>| {
            let bytes = bytes.map(|(start, end)| ByteRange { start, end });
            assert_eq!(Place::read(written), Place { document: document.to_owned(), bytes }, "{written}");
        };
        check("/document/3f2a/12-40", "3f2a", Some((12, 40)));
        check(" http://127.0.0.1:7820/document/3f2a/12-40#here ", "3f2a", Some((12, 40)));
        check("tifa://document/3f2a/12-40", "3f2a", Some((12, 40)));
        check("tifa://document/3f2a", "3f2a", None);
        check("/document/3f2a/40-12", "3f2a", None);
        check("/document/3f2a/x-y", "3f2a", None);
        check("press/ferry.md#2", "press/ferry.md#2", None);
        check("3f2a", "3f2a", None);
        check("", "", None);
    }
}
