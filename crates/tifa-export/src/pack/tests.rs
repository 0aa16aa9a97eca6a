use super::*;
use crate::examples::{bare, cited, clipping, full, statement};
use crate::text::DocumentText;
use std::convert::Infallible;
use std::io::Read;
use tifa_record::Mode;

const TEXT: [&str; 1] = ["林岸表示，<渡口>不關。"];

fn bytes() -> Vec<u8> {
    TEXT[0].as_bytes().to_vec()
}

/// A document whose original is the text.
fn document() -> DocumentRow {
    DocumentRow { original: bag::hex(&Sha256::digest(bytes())), ..clipping() }
}

fn findings() -> Vec<Finding> {
    let said = statement(&TEXT, "林岸", Mode::Indirect, "<渡口>不關");
    vec![Finding::statement(&DocumentText::of(&full(&TEXT, Vec::new()).document), &said)]
}

fn packed(documents: &[DocumentRow], findings: &[Finding]) -> Result<(Vec<u8>, Packed), Error<Infallible>> {
    packed_in(Language::English, documents, findings)
}

fn packed_in(
    language: Language,
    documents: &[DocumentRow],
    findings: &[Finding],
) -> Result<(Vec<u8>, Packed), Error<Infallible>> {
    let pack = Pack {
        name: "渡口/1",
        title: "渡口",
        chosen: "--query 渡口\n--from 2031",
        made: Date::constant(2031, 8, 1),
        language,
        findings,
        documents,
    };
    let mut out = Vec::new();
    let packed = write(&mut out, &pack, &mut |_| Ok(bytes()))?;
    Ok((out, packed))
}

fn files(zip: Vec<u8>) -> BTreeMap<String, String> {
    let mut zip = zip::ZipArchive::new(io::Cursor::new(zip)).unwrap();
    let mut files = BTreeMap::new();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(file.name().unwrap().into_owned(), text);
    }
    files
}

#[test]
fn a_bag() {
    let hash = document().original;
    let (zip, packed) = packed(&[bare(), document()], &findings()).unwrap();
    let files = files(zip);
    let original = format!("渡口-1/data/originals/{hash}.md");
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "渡口-1/bag-info.txt",
            "渡口-1/bagit.txt",
            "渡口-1/data/findings.csv",
            "渡口-1/data/findings.jsonl",
            "渡口-1/data/index.html",
            &original,
            "渡口-1/data/sources.bib",
            "渡口-1/data/sources.csl.json",
            "渡口-1/manifest-sha256.txt",
            "渡口-1/tagmanifest-sha256.txt",
        ]
    );
    assert_eq!(files[&original], TEXT[0]);
    let info = &files["渡口-1/bag-info.txt"];
    assert!(info.contains("Bagging-Date: 2031-08-01\n"), "{info}");
    assert!(info.contains("Internal-Sender-Description: --query 渡口 --from 2031\n"), "{info}");
    assert!(info.contains(&format!("Payload-Oxum: {}.6\n", packed.bytes)), "{info}");
    for (manifest, of) in [("manifest", "data/"), ("tagmanifest", "")] {
        let lines = &files[&format!("渡口-1/{manifest}-sha256.txt")];
        for line in lines.lines() {
            let (hash, path) = line.split_once("  ").unwrap();
            assert!(path.starts_with(of));
            assert_eq!(hash, bag::hex(&Sha256::digest(&files[&format!("渡口-1/{path}")])), "{path}");
        }
        assert_eq!(lines.lines().count(), if manifest == "manifest" { 6 } else { 3 });
    }
}

#[test]
fn the_page_marks_the_words_and_says_where_they_are() {
    let (zip, _) = packed(&[document()], &findings()).unwrap();
    let page = &files(zip)["渡口-1/data/index.html"];
    let at = cited(&TEXT, "<渡口>不關");
    for part in [
        "<span class=\"around\">林岸表示，</span><mark>&lt;渡口&gt;不關</mark><span class=\"around\">。</span>",
        "<span class=\"speaker\" lang=\"zh\">林岸</span> <span class=\"kind\">statement · indirect</span>",
        "<article class=\"source\" id=\"tifa-00aa11bb22cc33dd\">",
        "rel=\"noreferrer nofollow\">web.archive.org</a>",
        &format!(
            "tail -c +{} originals/{}.md | head -c {}",
            at.start + 1,
            document().original,
            at.end - at.start
        ),
        "default-src 'none'",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("<script"));
}

#[test]
fn the_page_speaks_chinese() {
    let check = |language, parts: [&str; 2]| {
        let (zip, _) = packed_in(language, &[document()], &findings()).unwrap();
        let page = &files(zip)["渡口-1/data/index.html"];
        for part in parts {
            assert!(page.contains(part), "{part}\n{page}");
        }
    };
    check(Language::Traditional, ["<html lang=\"zh-Hant\">", "發言 · 間接引語"]);
    check(Language::Simplified, ["<html lang=\"zh-Hans\">", "发言 · 间接引语"]);
}

#[test]
fn the_same_findings_are_the_same_bytes() {
    let once = packed(&[document()], &findings()).unwrap().0;
    assert_eq!(once, packed(&[document(), bare()], &findings()).unwrap().0);
}

#[test]
fn what_cannot_be_proved_is_not_packed() {
    let error = packed(&[], &findings()).unwrap_err();
    assert!(matches!(error, Error::NoDocument { .. }), "{error}");
    let error = packed(&[clipping()], &findings()).unwrap_err();
    assert!(matches!(error, Error::Altered { .. }), "{error}");
}

#[test]
fn names_of_folders_and_files() {
    let check = |name: &str, expect: &str| assert_eq!(folder(name), expect);
    check("脫鉤", "脫鉤");
    check("../a b", "a-b");
    check("", "evidence");
    let path = |source: &str| finding::path(&DocumentRow { source: source.into(), ..bare() });
    assert_eq!(path("a/b.TXT"), "originals/9f01.txt");
    assert_eq!(path("a/b.t t"), "originals/9f01");
    assert_eq!(path("a.b/c"), "originals/9f01");
}
