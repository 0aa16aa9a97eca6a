//! Word documents through the built program: as a clipping and as a draft whose quotations are looked up.

use serde_json::Value;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Output};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const BODY: &str = "word/document.xml";

/// A Word document with these paragraphs, packed as a word processor does.
fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let paragraph = |text: &&str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
    let body: String = paragraphs.iter().map(paragraph).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (part, text) in [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (BODY, format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>")),
    ] {
        writer.start_file(part, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn tifa(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tifa"));
    command.args(arguments).current_dir(dir).env("TIFA_ARCHIVE", "archive").output().unwrap()
}

fn jsonl(output: &Output) -> Vec<Value> {
    let lines = std::str::from_utf8(&output.stdout).unwrap().lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_clipping_in_word_is_read_cited_and_found_whole() {
    let dir = tempfile::tempdir().unwrap();
    let bytes = docx(&[
        "渡輪將復航",
        "北岸外交部長林渡表示，兩岸渡輪將於三月一日復航。他說：「渡輪不是籌碼，是兩岸人家的門檻。」",
    ]);
    fs::write(dir.path().join("ferry.docx"), &bytes).unwrap();
    assert_eq!(tifa(dir.path(), &["add", "ferry.docx"]).status.code(), Some(0));
    let said = jsonl(&tifa(dir.path(), &["statements", "--format", "jsonl"]));
    assert_eq!(said.len(), 2, "{said:#?}");
    // Spans are bytes of the part that holds the text.
    let mut part = Vec::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(BODY).unwrap().read_to_end(&mut part).unwrap();
    for statement in &said {
        let at = |name: &str| usize::try_from(statement[name].as_u64().unwrap()).unwrap();
        assert_eq!(&part[at("start")..at("end")], statement["text"].as_str().unwrap().as_bytes());
    }
    let checked = tifa(dir.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn the_quotations_of_a_draft_in_word_are_looked_up() {
    let dir = tempfile::tempdir().unwrap();
    let clipping = "北岸外交部长林渡表示：“渡轮不是筹码，是两岸人家的门槛。”\n";
    fs::write(dir.path().join("ferry.txt"), clipping).unwrap();
    assert_eq!(tifa(dir.path(), &["add", "ferry.txt"]).status.code(), Some(0));
    let draft = docx(&[
        "引語核對",
        "林渡曾說：「渡輪不是籌碼，是兩岸人家的門檻。」",
        "林渡又說：「渡輪就是籌碼，是兩岸人家的門檻。」",
        "他還說：「橋梁要在雪季之前合龍，不得延誤。」",
        "沒有收尾的引號：「渡輪",
    ]);
    fs::write(dir.path().join("draft.docx"), draft).unwrap();
    let output = tifa(dir.path(), &["verify", "--file", "draft.docx", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(1), "one quotation does not hold");
    let verdicts: Vec<(u64, String)> = jsonl(&output)
        .iter()
        .map(|v| (v["line"].as_u64().unwrap(), v["verdict"].as_str().unwrap().to_owned()))
        .collect();
    // A Word document has no lines; its paragraphs are counted.
    let expect = [(2, "folded"), (3, "variant"), (4, "absent")];
    assert_eq!(verdicts, expect.map(|(line, verdict)| (line, verdict.to_owned())));
    // What is no Word document is said to be none.
    fs::write(dir.path().join("broken.docx"), b"PK\x03\x04 and then nothing").unwrap();
    let output = tifa(dir.path(), &["verify", "--file", "broken.docx"]);
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        told.contains("broken.docx") && told.contains("a draft is Markdown, text, HTML or DOCX"),
        "{told}"
    );
}
