//! The reference files of known encoding, whose names begin with it. Skipped where they are not at hand.

use std::path::PathBuf;
use tifa_text::decode;

#[test]
fn every_reference_file_is_read_in_its_encoding() {
    let root = std::env::var_os("TIFA_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let Ok(entries) = std::fs::read_dir(root.join("reference/encodings")) else {
        eprintln!("skipped: no reference encodings under {} (set TIFA_SHARED)", root.display());
        return;
    };
    let mut wrong = Vec::new();
    for path in entries.filter_map(|e| Some(e.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let wanted = match name.split('-').next() {
            Some("big5") => "Big5",
            Some("gb2312" | "gbk" | "gb18030") => "GB18030",
            Some("utf8") => "UTF-8",
            _ => continue,
        };
        let decoded = decode(&std::fs::read(&path).unwrap_or_default(), None);
        eprintln!("{name}: {} {:?}", decoded.encoding, decoded.problems);
        if decoded.encoding != wanted {
            wrong.push(format!("{name}: {}", decoded.encoding));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}
