//! Which format a file is in: by its content, with the extension as one piece of evidence among others.

use crate::csv;
use crate::frontmatter::front_matter;
use crate::html::{Scanner, Token};
use crate::reading::Refusal;
use memchr::memmem;
use serde::{Deserialize, Serialize};

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
        }
    }
}

/// Formats known by their first bytes that are not read: what they are, and whether they hold text (and may be read one
/// day) or are something else.
const MAGIC: [(&[u8], &str, bool); 20] = [
    (b"%PDF-", "PDF", true),
    (b"{\\rtf", "RTF", true),
    (b"WARC/", "WARC", true),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC or XLS", true),
    (b"\x1f\x8b", "gzip", true),
    (b"BZh", "bzip2", true),
    (b"\xfd7zXZ\0", "xz", true),
    (b"\x28\xb5\x2f\xfd", "Zstandard", true),
    (b"7z\xbc\xaf\x27\x1c", "7z", true),
    (b"Rar!\x1a\x07", "RAR", true),
    (b"SQLite format 3\0", "SQLite", false),
    (b"\x89PNG\r\n", "a PNG picture", false),
    (b"\xff\xd8\xff", "a JPEG picture", false),
    (b"GIF8", "a GIF picture", false),
    (b"II*\0", "a TIFF picture", false),
    (b"MM\0*", "a TIFF picture", false),
    (b"ID3", "an MP3 recording", false),
    (b"OggS", "an Ogg recording", false),
    (b"\x7fELF", "a program", false),
    (b"MZ\x90\0", "a program", false),
];

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
    if bytes.len() > 12 && &bytes[4..8] == b"ftyp" {
        return Err(Refusal::Binary("a film"));
    }
    if bytes.starts_with(b"RIFF") && bytes.len() > 12 {
        return Err(Refusal::Binary("a picture or recording"));
    }
    match MAGIC.iter().find(|(magic, _, _)| bytes.starts_with(magic)) {
        Some((_, name, true)) => Err(Refusal::Unsupported(name)),
        Some((_, name, false)) => Err(Refusal::Binary(name)),
        None if is_binary(bytes) => Err(Refusal::Binary("bytes that are no characters")),
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

/// Whether bytes are no text in any encoding: zero bytes outside UTF-16, or many control characters.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    if memchr::memchr(0, head).is_some() {
        let marked = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
        // UTF-16 of anything but Latin text has zero bytes only beside ASCII: line breaks, figures, markup.
        let pairs = head.chunks_exact(2).filter(|p| p[0] == 0 && p[1] == 0).count();
        let sided = head.chunks_exact(2).filter(|p| (p[0] == 0) != (p[1] == 0)).count();
        let latin = sided * 4 >= head.len() / 2 * 3;
        return pairs > 0 || !(marked || latin);
    }
    let controls =
        head.iter().filter(|b| **b < 0x20 && !matches!(b, b'\n' | b'\r' | b'\t' | 0xc | 0x1b)).count();
    controls * 10 > head.len()
}

/// The charset a page or feed declares for itself in its first bytes (`<meta charset=…>`, `<?xml … encoding=…?>`).
pub fn declared_charset(bytes: &[u8]) -> Option<&str> {
    let head = &bytes[..bytes.len().min(4096)];
    for (markup, name) in [(&b"<?xml"[..], &b"encoding"[..]), (b"<meta", b"charset"), (b"<META", b"charset")]
    {
        let Some(start) = memmem::find(head, markup) else { continue };
        for i in memmem::find_iter(&head[start..], name) {
            let rest = &head[start + i + name.len()..];
            let rest = rest.trim_ascii_start().strip_prefix(b"=").unwrap_or_default().trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let label = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
            let len = rest.iter().take_while(|b| label(b)).count();
            if let (true, Ok(label)) = (len > 2, std::str::from_utf8(&rest[..len])) {
                return Some(label);
            }
        }
    }
    None
}

/// What an XML file is that is no page: a feed, or XML of another kind. `None` for everything else.
pub fn other_markup(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let (feeds, mut head) = (["rss", "feed", "rdf:rdf"], text.len().min(4096));
    while !text.is_char_boundary(head) {
        head -= 1;
    }
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
    let mut end = body.len().min(2048);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let head = body[..end].to_ascii_lowercase();
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
