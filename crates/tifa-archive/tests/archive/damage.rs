use super::*;

/// The path of the original of a source.
fn original(desk: &Desk, source: &str) -> PathBuf {
    let hash = desk.archive().document(source).unwrap().row.original;
    desk.folder().join("originals").join(&hash[..2]).join(hash)
}

fn flip(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn damaged_and_missing_originals() {
    let desk = busy_desk(4);
    desk.add();
    assert_eq!(desk.complaints(), [""; 0]);
    flip(&original(&desk, "0/0000.md"));
    std::fs::remove_file(original(&desk, "1/0001.md")).unwrap();
    let found = desk.complaints();
    assert!(
        found.iter().any(|d| d.contains("0000.md") && d.contains("not those that were added")),
        "{found:?}"
    );
    assert!(found.iter().any(|d| d.contains("0001.md") && d.contains("missing")), "{found:?}");
    // What is damaged is reported and what was read of it stays.
    let before = desk.export();
    let rebuilt = desk.archive().rebuild(&AddOptions::default(), &Log::default()).unwrap();
    assert_eq!((rebuilt.read, rebuilt.refused), (2, 2));
    assert_eq!(desk.export(), before);
    // Adding the files again mends it.
    desk.add();
    assert_eq!(desk.complaints(), [""; 0]);
}

#[test]
fn a_map_that_does_not_fit() {
    let desk = busy_desk(2);
    desk.add();
    // A catalogue whose blocks belong to another original.
    let catalogue = rusqlite::Connection::open(desk.folder().join("catalogue.db")).unwrap();
    let swap = "UPDATE bodies SET blocks = (SELECT blocks FROM bodies WHERE document = 1) WHERE document = 2";
    assert_eq!(catalogue.execute(swap, []).unwrap(), 1);
    drop(catalogue);
    let found = desk.complaints();
    assert!(found.iter().any(|d| d.contains("0001.md#0")), "{found:?}");
    desk.archive().rebuild(&AddOptions::default(), &Log::default()).unwrap();
    assert_eq!(desk.complaints(), [""; 0]);
}

#[test]
fn a_document_missing_from_the_index() {
    let desk = busy_desk(6);
    desk.add();
    let before = desk.export();
    let index = tantivy::Index::open_in_dir(desk.folder().join("index/0")).unwrap();
    let row = index.schema().get_field("row").unwrap();
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(1, 20_000_000).unwrap();
    writer.delete_term(tantivy::Term::from_field_u64(row, 3));
    let mut commit = writer.prepare_commit().unwrap();
    commit.set_payload("fold-1 6");
    commit.commit().unwrap();
    drop(writer);
    assert_eq!(desk.complaints().len(), 1);
    assert_eq!(desk.archive().status().unwrap().unindexed, 1);
    desk.archive().rebuild(&AddOptions::default(), &Log::default()).unwrap();
    assert_eq!(desk.complaints(), [""; 0]);
    assert_eq!(desk.export(), before);
}

#[test]
fn an_index_that_is_gone_or_broken() {
    let desk = busy_desk(6);
    desk.add();
    let before = desk.export();
    let index = desk.folder().join("index");
    std::fs::remove_dir_all(&index).unwrap();
    assert_eq!(desk.complaints().len(), 6);
    desk.add();
    assert_eq!(desk.complaints(), [""; 0]);
    std::fs::write(index.join("0/meta.json"), "{").unwrap();
    assert!(!desk.complaints().is_empty());
    desk.add();
    assert_eq!(desk.complaints(), [""; 0]);
    assert_eq!(desk.export(), before);
}

#[test]
fn a_catalogue_that_is_none() {
    let desk = busy_desk(2);
    desk.add();
    std::fs::write(desk.folder().join("catalogue.db"), "不是資料庫".repeat(500)).unwrap();
    let opened = Archive::open(&desk.folder());
    assert!(matches!(opened, Err(tifa_archive::Error::Corrupt { .. })), "{opened:?}");
}

#[test]
fn rebuilding_gives_the_same() {
    let desk = busy_desk(40);
    desk.add();
    let before = desk.export();
    let rebuilt = desk.archive().rebuild(&AddOptions::default(), &Log::default()).unwrap();
    assert_eq!((rebuilt.read, rebuilt.documents, rebuilt.refused), (40, 40, 0));
    assert_eq!(desk.export(), before);
    assert_eq!(desk.add().known, 41);
    assert_eq!(desk.export(), before);
    assert_eq!(desk.complaints(), [""; 0]);
}

#[test]
fn an_original_is_given_as_it_was_added_or_not_at_all() {
    let desk = busy_desk(2);
    desk.add();
    let archive = desk.archive();
    let row = archive.document("0/0000.md").unwrap().row;
    let added = std::fs::read(desk.press().join("0/0000.md")).unwrap();
    assert_eq!(archive.original(&row.original).unwrap(), added);
    assert!(matches!(archive.original("渡口"), Err(Error::Corrupt { .. })));
    assert!(matches!(archive.original(&"0".repeat(64)), Err(Error::Io { .. })));
    flip(&original(&desk, "0/0000.md"));
    assert!(matches!(archive.original(&row.original), Err(Error::Corrupt { .. })));
}
