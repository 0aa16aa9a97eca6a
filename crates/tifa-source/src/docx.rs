//! Word documents (DOCX, ECMA-376): the paragraphs of `word/document.xml`.
//!
//! The decoded text of such a file is that part, unpacked; spans are bytes of it. Deleted text of tracked changes, field
//! codes, footnotes and headers are left out.

use crate::document::BlockKind;
use crate::draft::Draft;
use crate::html::entity::{Piece, pieces};
use crate::html::scan::Tag;
use crate::html::{Scanner, Token};
use crate::reading::{Parsed, Raw, Refusal};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The part that holds the text.
const BODY: &str = "word/document.xml";

/// The most bytes that part may have unpacked; a small file can be made to unpack to anything.
const LARGEST: u64 = 256 << 20;

/// The body of a Word document, unpacked; `None` when the bytes are none.
///
/// # Errors
/// When they are one but damaged, encrypted or far too large.
pub fn unpack(bytes: &[u8]) -> Result<Option<String>, Refusal> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(None) };
    if archive.index_for_name(BODY).is_none() {
        return Ok(None);
    }
    let damaged = |why: String| Refusal::NoDocument(format!("its text cannot be unpacked: {why}"));
    let part = archive.by_name(BODY).map_err(|e| damaged(e.to_string()))?;
    let mut text = Vec::new();
    part.take(LARGEST + 1).read_to_end(&mut text).map_err(|e| damaged(e.to_string()))?;
    if text.len() as u64 > LARGEST {
        return Err(damaged("it has more than 256 MiB".to_owned()));
    }
    String::from_utf8(text).map(Some).map_err(|_| damaged("it is not UTF-8".to_owned()))
}

/// The paragraphs of a body.
pub fn blocks(xml: &str) -> Parsed {
    let mut raw = Raw::default();
    let mut draft = Draft::default();
    let mut kind = BlockKind::Paragraph;
    let (mut is_text, mut fallback) = (false, 0usize);
    for token in Scanner::new(xml, 0..xml.len()) {
        match token {
            Token::Tag(tag) if tag.is(xml, "mc:fallback") => {
                // The same again for programs that do not know the first form.
                fallback = if tag.end {
                    fallback.saturating_sub(1)
                } else {
                    fallback + usize::from(!empty(xml, &tag))
                };
            }
            Token::Tag(_) if fallback > 0 => {}
            Token::Tag(tag) if tag.is(xml, "w:t") => is_text = !tag.end && !empty(xml, &tag),
            Token::Tag(tag) if tag.is(xml, "w:p") || tag.is(xml, "w:br") || tag.is(xml, "w:cr") => {
                raw.blocks.extend(draft.finish(kind.clone()));
                if tag.is(xml, "w:p") {
                    kind = BlockKind::Paragraph;
                }
            }
            Token::Tag(tag) if tag.is(xml, "w:tab") => draft.replaced(tag.range, "\t"),
            Token::Tag(tag) if tag.is(xml, "w:pstyle") => {
                let style = tag.attribute(xml, "w:val").map_or("", |v| &xml[v]);
                kind = styled(style);
            }
            Token::Text(range) if is_text && fallback == 0 => {
                for piece in pieces(xml, range) {
                    match piece {
                        Piece::Verbatim(range) => draft.verbatim(xml, range),
                        Piece::Reference(range, text) => draft.replaced(range, &text),
                    }
                }
            }
            _ => {}
        }
    }
    raw.blocks.extend(draft.finish(kind));
    let documents = if raw.blocks.is_empty() { Vec::new() } else { vec![raw] };
    Parsed { documents, problems: Vec::new() }
}

/// Whether a tag closes itself.
fn empty(xml: &str, tag: &Tag) -> bool {
    xml[tag.range.clone()].ends_with("/>")
}

/// What a paragraph of a built-in style is.
fn styled(style: &str) -> BlockKind {
    let level = style.strip_prefix("Heading").and_then(|n| n.parse().ok()).filter(|n| (1..=9).contains(n));
    match (style, level) {
        ("Title", _) => BlockKind::Heading(1),
        (_, Some(level)) => BlockKind::Heading(level),
        ("Caption", _) => BlockKind::Caption,
        ("Quote" | "IntenseQuote", _) => BlockKind::Quote,
        ("ListParagraph", _) => BlockKind::ListItem,
        _ => BlockKind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Input, read};
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// A Word document with this body.
    fn docx(body: &str) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file(BODY, SimpleFileOptions::default()).unwrap();
        let xml = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
        writer.write_all(xml.as_bytes()).unwrap();
        writer.finish().unwrap().into_inner()
    }

    fn check(body: &str, expect: &[&str]) {
        let shown: Vec<String> = blocks(body)
            .documents
            .into_iter()
            .flat_map(|d| d.blocks)
            .map(|b| format!("{}{}", if b.kind == BlockKind::Paragraph { "" } else { "#" }, b.text))
            .collect();
        assert_eq!(shown, expect, "{body}");
    }

    #[test]
    fn paragraphs() {
        check(
            "<w:p><w:r><w:t>港口</w:t></w:r><w:r><w:t xml:space=\"preserve\">重開</w:t></w:r></w:p>",
            &["港口重開"],
        );
        check("<w:p><w:r><w:t>港口</w:t><w:br/><w:t>重開</w:t></w:r></w:p><w:p/>", &["港口", "重開"]);
        check(
            "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>港口</w:t></w:r></w:p>",
            &["#港口"],
        );
        check("<w:p><w:r><w:t>A &amp; B</w:t></w:r></w:p>", &["A & B"]);
        check("", &[]);
        check("<w:p><w:t>港口", &["港口"]);
    }

    #[test]
    fn what_is_not_the_text() {
        check(
            "<w:p><w:del><w:r><w:delText>明日</w:delText></w:r></w:del><w:r><w:t>港口</w:t></w:r></w:p>",
            &["港口"],
        );
        check("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>港口</w:t></w:r></w:p>", &["港口"]);
        check(
            "<mc:Fallback><w:p><w:r><w:t>港口</w:t></w:r></w:p></mc:Fallback><w:p><w:r><w:t>燈塔</w:t></w:r></w:p>",
            &["燈塔"],
        );
    }

    #[test]
    fn a_file() {
        let bytes = docx("<w:p><w:r><w:t>外長林海生表示，港口將在明日重開。</w:t></w:r></w:p>");
        let input = Input { name: "a.docx", bytes: &bytes, sidecar: None, date: None, outlet: None };
        let reading = read(&input).unwrap();
        assert_eq!(reading.format, Format::Docx);
        let block = &reading.documents[0].blocks[0];
        assert_eq!(block.text, "外長林海生表示，港口將在明日重開。");
        let xml = unpack(&bytes).unwrap().unwrap();
        let span = block.spans(tifa_text::ByteRange::new(0, block.text.len()))[0];
        assert_eq!(span.of(&xml), block.text);
    }

    #[test]
    fn damaged_files() {
        let bytes = docx("<w:p><w:r><w:t>港口</w:t></w:r></w:p>");
        for end in 0..bytes.len() {
            let _ = unpack(&bytes[..end]);
        }
        for at in 0..bytes.len() {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x55;
            let _ = unpack(&bytes);
        }
    }
}
