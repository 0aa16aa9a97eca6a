//! Which format a file is in: by its content, with the extension as one piece of evidence among others.

use crate::csv;
use crate::frontmatter::front_matter;
use crate::html::{Scanner, Token};
use crate::reading::Refusal;
use memchr::memmem;
use serde::{Deserialize, Serialize};
use tifa_text::{declared_charset, looks_binary};

/// Formats tifa tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Markdown, with or without front matter.
    Markdown,
    /// Plain text.
    Text,
    /// An HTML page.
    Html,
    /// JSON Lines, one record a line.
    JsonLines,
    /// One JSON object or array of records.
    Json,
    /// Comma-separated values with a header.
    Csv,
    /// A Word document.
    Docx,
}

impl Format {
    /// The name shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown",
            Self::Text => "text",
            Self::Html => "HTML",
            Self::JsonLines => "JSON Lines",
            Self::Json => "JSON",
            Self::Csv => "CSV",
            Self::Docx => "DOCX",
        }
    }
}

/// Formats that hold text but are not read, by their first bytes.
const UNREAD: [(&[u8], &str); 11] = [
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"WARC/", "WARC"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC or XLS"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"PAR1", "Parquet"),
];

/// Share of control characters above which bytes are no text, as one in so many.
const CONTROLS: usize = 10;

/// Refuses bytes that are no text: nothing, an archive, a picture, a program.
///
/// # Errors
/// The refusal.
pub fn refuse(bytes: &[u8]) -> Result<(), Refusal> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(Refusal::Unsupported("a file of more than 4 GiB"));
    }
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace()).ok_or(Refusal::Empty)?;
    if bytes[start..].starts_with(b"%PDF-") {
        return Err(Refusal::Unsupported("PDF"));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Refusal::Unsupported(zip(bytes)));
    }
    if let Some((_, name)) = UNREAD.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Refusal::Unsupported(name));
    }
    match looks_binary(bytes) {
        Some(what) => Err(Refusal::Binary(what)),
        None if is_noise(bytes) => Err(Refusal::Binary("bytes that are no characters")),
        None => Ok(()),
    }
}

/// What a ZIP file holds, by the names of its first parts.
fn zip(bytes: &[u8]) -> &'static str {
    let head = &bytes[..bytes.len().min(8192)];
    let has = |name: &str| memmem::find(head, name.as_bytes()).is_some();
    match () {
        () if has("word/") => "DOCX",
        () if has("xl/") => "XLSX",
        () if has("ppt/") => "PPTX",
        () if has("application/epub+zip") => "EPUB",
        () if has("opendocument") => "ODT",
        () => "ZIP",
    }
}

/// Whether bytes without a zero among them are no text in any encoding: many are control characters.
fn is_noise(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let controls = |b: &u8| *b != 0 && *b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0xc | 0x1b);
    !head.contains(&0) && head.iter().filter(|b| controls(b)).count() * CONTROLS > head.len()
}

/// The charset a page or feed declares for itself. Other text declares none.
pub fn declared(bytes: &[u8]) -> Option<String> {
    let markup =
        bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().first() == Some(&b'<');
    markup.then(|| declared_charset(bytes)).flatten()
}

/// What an XML file is that is no page: a feed, or XML of another kind. `None` for everything else.
pub fn other_markup(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let (feeds, head) = (["rss", "feed", "rdf:rdf"], text.floor_char_boundary(4096));
    let root = Scanner::new(text, 0..head).find_map(|t| match t {
        Token::Tag(tag) => Some(text[tag.name].to_ascii_lowercase()),
        _ => None,
    });
    match root.as_deref() {
        Some(root) if text.starts_with('<') && feeds.contains(&root) => Some("a feed (RSS or Atom)"),
        Some(root) if text.starts_with("<?xml") && !matches!(root, "html" | "head" | "body") => Some("XML"),
        _ => None,
    }
}

/// The format of `text`, which stands in a file called `name`.
pub fn sniff(name: &str, text: &str) -> Format {
    let text = text.trim_start_matches('\u{feff}');
    let extension =
        name.rsplit('/').next().and_then(|n| n.rsplit_once('.')).map(|(_, e)| e.to_ascii_lowercase());
    let extension = extension.as_deref().unwrap_or_default();
    let body = text.trim_start();
    match body.as_bytes().first() {
        Some(b'{') if !body.starts_with("{{") && !body.starts_with("{%") => {
            if let Some(format) = json(extension, body) {
                return format;
            }
        }
        Some(b'[') if matches!(body.as_bytes().get(1..).and_then(next_mark), Some(b'{' | b']')) => {
            return Format::Json;
        }
        Some(b'<') if is_page(extension, body) => return Format::Html,
        _ => {}
    }
    if matches!(extension, "csv" | "tsv") && csv::is_table(text, true) {
        return Format::Csv;
    }
    if front_matter(text).is_some() || is_markdown(text) {
        return Format::Markdown;
    }
    if csv::is_table(text, false) { Format::Csv } else { Format::Text }
}

fn next_mark(bytes: &[u8]) -> Option<u8> {
    bytes.iter().copied().find(|b| !b.is_ascii_whitespace())
}

/// JSON Lines when more than one line is an object of its own.
fn json(extension: &str, body: &str) -> Option<Format> {
    let object = |l: &str| l.starts_with('{') && l.trim_end().ends_with('}');
    let mut lines = body.lines().filter(|l| !l.trim().is_empty());
    let first = lines.next().is_some_and(object);
    let more = lines.next().is_some_and(|l| l.trim_start().starts_with('{'));
    if first && (more || matches!(extension, "jsonl" | "ndjson")) || matches!(extension, "jsonl" | "ndjson") {
        return Some(Format::JsonLines);
    }
    let named = extension == "json";
    (named || next_mark(&body.as_bytes()[1..]).is_some_and(|b| matches!(b, b'"' | b'}')))
        .then_some(Format::Json)
}

/// Whether text that begins with `<` is a page: it says so, or its extension does and it has tags.
fn is_page(extension: &str, body: &str) -> bool {
    let head = body[..body.floor_char_boundary(2048)].to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<title"].iter().any(|t| head.contains(t))
        || (matches!(extension, "html" | "htm" | "xhtml" | "shtml") && head.contains("</"))
        || head.starts_with("<p>")
        || head.starts_with("<div")
}

/// Whether text shows signs of Markdown that plain text has no use for.
fn is_markdown(text: &str) -> bool {
    let mut links = 0;
    for (i, line) in text.lines().enumerate() {
        // A sign at the head of a long file settles it; a mark deep in a transcript of a hundred thousand lines does not.
        if i > 2000 {
            break;
        }
        let line = line.trim_end();
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') && line.len() > hashes + 1;
        let shortcode = line.trim_start().starts_with("{{<") || line.trim_start().starts_with("{%");
        let table = line.starts_with('|') && line.contains("---") && line.ends_with('|');
        let bold = line.len() > 4 && line.starts_with("**") && line.ends_with("**");
        if heading || shortcode || table || bold || line.starts_with("<figure") || line.starts_with("![") {
            return true;
        }
        links += memmem::find_iter(line.as_bytes(), b"](http").count();
        if links >= 2 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        for (name, text, expect) in [
            ("a.txt", "---\ntitle: 甲\n---\n文", Format::Markdown),
            ("a.txt", "\n\n# 甲\n\n文", Format::Markdown),
            ("a.md", "雙方會談。\n", Format::Text),
            ("a.txt", "{{< video src=\"x\" >}}\n文", Format::Markdown),
            ("a.txt", "<!DOCTYPE html><html></html>", Format::Html),
            ("a", "\u{feff}<html><body>", Format::Html),
            ("a.txt", "{\"a\":1}\n{\"a\":2}\n", Format::JsonLines),
            ("a.json", "{\n \"a\": 1}", Format::Json),
            ("a.json", "[{\"a\":1}]", Format::Json),
            ("a.csv", "\"\",\"x\"\n\"1\",\"文\"\n", Format::Csv),
            ("a.txt", "title,date,body\n甲,2031-05-06,文\n", Format::Csv),
            ("a.txt", "[甲] 說了，又說。", Format::Text),
            ("a.txt", "#話題 不是標題", Format::Text),
        ] {
            assert_eq!(sniff(name, text), expect, "{name} {text}");
        }
    }

    #[test]
    fn feeds_are_no_pages() {
        assert!(other_markup("<?xml version=\"1.0\"?><rss><channel><title>甲</title>").is_some());
        assert!(other_markup("<feed xmlns=\"a\">").is_some());
        assert_eq!(other_markup("<?xml version=\"1.0\"?>\n<!DOCTYPE html><html>"), None);
        assert_eq!(other_markup("文 <rss>"), None);
    }

    #[test]
    fn refusals() {
        assert_eq!(refuse(b""), Err(Refusal::Empty));
        assert_eq!(refuse(b" \n\t"), Err(Refusal::Empty));
        assert_eq!(refuse(b"%PDF-1.7\n\0"), Err(Refusal::Unsupported("PDF")));
        assert_eq!(refuse(b"PK\x03\x04....word/document.xml"), Err(Refusal::Unsupported("DOCX")));
        assert!(matches!(refuse(b"\x89PNG\r\n\x1a\n"), Err(Refusal::Binary(_))));
        assert!(matches!(refuse(&[0; 64]), Err(Refusal::Binary(_))));
        assert_eq!(refuse("文".as_bytes()), Ok(()));
        assert_eq!(refuse(b"\xff\xfe\x2d\x4e\x0a\x00"), Ok(()));
    }
}
