//! Files that are no text, told by their first bytes.

/// First bytes, and what they begin. More specific entries stand first.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or an Office document (DOCX, XLSX, ODT, EPUB)"),
    (b"PK\x05\x06", "an empty ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS, PPT)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"BM", "a BMP image"),
    (b"\0\0\x01\0", "an icon"),
    (b"\x7fELF", "an ELF program"),
    (b"MZ\x90\0", "a Windows program"),
    (b"\0asm", "WebAssembly"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "Parquet"),
    (b"ID3", "MP3 audio"),
    (b"OggS", "Ogg audio or video"),
    (b"fLaC", "FLAC audio"),
    (b"\x1a\x45\xdf\xa3", "Matroska or WebM video"),
    (b"wOFF", "a web font"),
    (b"wOF2", "a web font"),
];

/// What a file is when it is no text, by its first bytes or because it holds zero bytes and is not UTF-16. `None` for
/// text, and for an empty file. The answer completes "the file is …".
///
/// The head of the file is enough, 8 KiB or more.
pub fn looks_binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some(found) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        // Two letters alone may begin a text; a bitmap's header has zero bytes in it.
        if found.0 != b"BM" || bytes.get(6..10) == Some(&[0; 4]) {
            return Some(found.1);
        }
    }
    if bytes.starts_with(b"RIFF") {
        match bytes.get(8..12) {
            Some(b"WEBP") => return Some("a WebP image"),
            Some(b"WAVE") => return Some("WAV audio"),
            Some(b"AVI ") => return Some("AVI video"),
            _ => {}
        }
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("MP4 video or audio, or a HEIF image");
    }
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let zeros = memchr::memchr_iter(0, head).count();
    if zeros == 0 || crate::decode::is_utf16(head) {
        return None;
    }
    // A stray zero byte in a text is damage, not another kind of file.
    (zeros * 50 > head.len() || zeros > 16).then_some("binary data (it holds NUL bytes)")
}

#[cfg(test)]
mod tests {
    use super::looks_binary;

    #[track_caller]
    fn check(bytes: &[u8], expect: Option<&str>) {
        let found = looks_binary(bytes);
        assert_eq!(found.is_some(), expect.is_some(), "{found:?}");
        assert!(found.unwrap_or_default().contains(expect.unwrap_or_default()), "{found:?}");
    }

    #[test]
    fn by_magic() {
        check(b"%PDF-1.7\n", Some("PDF"));
        check(b"PK\x03\x04\x14\0", Some("DOCX"));
        check(b"\x89PNG\r\n\x1a\n\0\0", Some("PNG"));
        check(b"\xff\xd8\xff\xe0", Some("JPEG"));
        check(b"\x7fELF\x02", Some("ELF"));
        check(b"\x1f\x8b\x08", Some("gzip"));
        check(b"SQLite format 3\0", Some("SQLite"));
        check(b"RIFF\x10\0\0\0WEBPVP8 ", Some("WebP"));
        check(&[0, 159, 3, 0, 0, 7, 0, 1, 200, 0], Some("NUL"));
    }

    #[test]
    fn text_is_text() {
        check(b"", None);
        check("會談".as_bytes(), None);
        check(b"BMW and others", None);
        check(b"one stray \0 in a line of text that is otherwise whole and long enough to be taken for a text at all", None);
        let utf16: Vec<u8> = "\u{feff}會談 talks".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf16, None);
        check(&utf16[2..], None);
        let gbk = encoding_rs::GB18030.encode("双方举行会谈").0.into_owned();
        check(&gbk, None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80)) {
            let _ = looks_binary(&bytes);
        }
    }
}
