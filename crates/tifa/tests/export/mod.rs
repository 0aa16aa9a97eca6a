//! Exports through the built program: forms, what makes no sense, the evidence pack.

use super::{Desk, cut, err};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::process::{Output, Stdio};

/// Runs a command with `input` typed in.
fn typed(desk: &Desk, args: &[&str], input: &str) -> Output {
    let mut command = desk.command(args);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// The files of a pack, by the path in its folder.
fn files(desk: &Desk, name: &str) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(fs::File::open(desk.path(name)).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for i in 0..zip.len() {
        let mut file = zip.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let path = file.name().unwrap().into_owned();
        files.insert(path.split_once('/').unwrap().1.to_owned(), bytes);
    }
    files
}

fn findings(desk: &Desk, name: &str) -> Vec<serde_json::Value> {
    let files = files(desk, name);
    let text = String::from_utf8(files["data/findings.jsonl"].clone()).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_form_is_written() {
    let desk = Desk::added();
    let check = |args: &[&str], part: &str| {
        let args = [&["export"], args].concat();
        let out = desk.out(&args, 0);
        assert!(out.contains(part), "{args:?}: no {part:?} in\n{out}");
        assert_eq!(out, desk.out(&args, 0), "{args:?}: the same bytes");
    };
    check(&["statements", "--format", "csv"], "source,document,start,end,text,speaker");
    check(&["statements", "--format", "w3c"], "\"type\":\"TextPositionSelector\"");
    check(&["statements", "--about", "脱钩"], "脫鈎");
    check(&["docket", "--format", "w3c"], "\"type\":\"AnnotationPage\"");
    check(&["docket", "--kind", "dates", "--format", "csv"], "from,to,open,published");
    check(&["documents"], "\"original\":");
    check(&["documents", "--format", "csv"], "sha256,encoding");
    check(&["documents", "--format", "tei"], "<teiCorpus");
    check(&["documents", "--format", "tei", "--under", "press/2031-02-03-ferry.md"], "<TEI xmlns=");
    check(&["sources"], "\"type\":");
    check(&["sources", "--format", "bibtex"], "title = {{河谷兩岸商定復航}}");
    let parquet = desk.run(&["export", "statements", "--format", "parquet"]);
    assert!(parquet.stdout.starts_with(b"PAR1") && parquet.stdout.ends_with(b"PAR1"));
}

#[test]
fn what_makes_no_sense_says_what_does() {
    let desk = Desk::added();
    let check = |args: &[&str], parts: &[&str]| {
        let output = desk.run(&[&["export"], args].concat());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        for part in parts {
            assert!(err(&output).contains(part), "{args:?}: no {part:?} in\n{}", err(&output));
        }
    };
    check(&["statements", "--format", "bibtex"], &["not written as bibtex", "tifa export sources"]);
    check(&["sources", "--format", "parquet"], &["written as csl, bibtex"]);
    check(&["documents", "--format", "w3c"], &["tifa export statements --format w3c"]);
    check(&["docket", "--format", "csv"], &["of one kind", "--kind", "tifa export tables"]);
    check(&["docket", "--kind", "ferry"], &["there are date, occasion"]);
    check(&["tables", "out", "--format", "tei"], &["parquet, csv, jsonl"]);
    check(&["pack", "-o", "p.zip"], &["nothing was chosen", "--query"]);
    check(&["pack", "--places", "none.txt", "-o", "p.zip"], &["none.txt cannot be read"]);
    assert!(!desk.path("p.zip").exists());
}

#[test]
fn tables_are_a_folder() {
    let desk = Desk::added();
    desk.out(&["export", "tables", "set", "--format", "jsonl"], 0);
    assert_eq!(
        fs::read_to_string(desk.path("set/statements.jsonl")).unwrap(),
        desk.out(&["export", "statements"], 0)
    );
    desk.out(&["export", "tables", "set"], 0);
    let names = fs::read_dir(desk.path("set")).unwrap().count();
    assert_eq!(names, 2 * 11, "documents, statements and nine kinds, in two forms");
}

#[test]
fn a_pack_of_what_was_searched_for() {
    let desk = Desk::added();
    let pack = |name: &str| {
        desk.out(&["export", "pack", "--query", "脱钩", "--date", "2031-08-01", "-o", name], 0);
        fs::read(desk.path(name)).unwrap()
    };
    assert_eq!(pack("脱钩.zip"), pack("脱钩.zip"), "the same bytes");
    let files = files(&desk, "脱钩.zip");
    let found = findings(&desk, "脱钩.zip");
    assert_eq!(found.len(), 2);
    for finding in &found {
        let original = &files[finding["original"].as_str().unwrap()];
        assert_eq!(original, &fs::read(desk.path(finding["source"].as_str().unwrap())).unwrap());
        assert_eq!(cut(&desk, finding).replace('\n', ""), finding["text"].as_str().unwrap());
    }
    let page = String::from_utf8_lossy(&files["data/index.html"]);
    assert!(page.contains("<mark>脫鈎</mark>") && page.contains("<mark>脱钩</mark>"), "{page}");
}

#[test]
fn a_pack_of_places() {
    let desk = Desk::added();
    let statements = desk.jsonl(&["export", "statements"]);
    let first = &statements[0];
    let (document, start) = (first["document"].as_str().unwrap(), first["start"].as_u64().unwrap());
    let pack = |input: &str| typed(&desk, &["export", "pack", "--places", "-", "-o", "p.zip"], input);
    let check = |input: &str, kind: &str, text: &str| {
        let output = pack(input);
        assert_eq!(output.status.code(), Some(0), "{input}: {}", err(&output));
        let found = findings(&desk, "p.zip");
        assert_eq!(
            (found[0]["kind"].as_str(), found[0]["text"].as_str()),
            (Some(kind), Some(text)),
            "{input}"
        );
    };
    let text = first["text"].as_str().unwrap();
    check(&format!("# the first\n\n{}:{start}\n", &document[..8]), "statement", text);
    check(&format!("2031-02-03  林渡  {document}:{start}"), "statement", text);
    check(&first.to_string(), "statement", text);
    let words: String = text.chars().take(2).collect();
    check(&format!("{document}:{start}-{}", start + 6), "place", &words);
    let hits = desk.out(&["search", "脱钩", "--format", "jsonl"], 0);
    check(&hits, "place", "脫鈎");
    let output = pack(&format!("{document}:{}", start + 1));
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("nothing that tifa found begins there"), "{}", err(&output));
}
