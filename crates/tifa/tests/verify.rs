//! Verdicts on quotations of the real texts, where they are at hand; their words are read, not repeated here.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of real texts.
fn shared() -> Option<PathBuf> {
    let dir = std::env::var_os("TIFA_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    dir.join("corpus/seeds").is_dir().then(|| dir.join("corpus/seeds"))
}

/// An archive of five clippings.
struct Seeds {
    dir: tempfile::TempDir,
}

impl Seeds {
    /// `None` where there are no clippings.
    fn added() -> Option<Self> {
        let Some(folder) = shared() else {
            eprintln!("skipped: no real texts (TIFA_SHARED)");
            return None;
        };
        let seeds = Self { dir: tempfile::tempdir().unwrap() };
        assert_eq!(seeds.run(&["add", &folder.to_string_lossy()]).0, Some(0));
        Some(seeds)
    }

    fn run(&self, arguments: &[&str]) -> (Option<i32>, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_tifa"))
            .args(arguments)
            .env("TIFA_ARCHIVE", self.dir.path())
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    }

    fn verify(&self, arguments: &[&str]) -> Value {
        let (status, out) = self.run(&[&["verify", "--format", "jsonl"], arguments].concat());
        let found: Value = serde_json::from_str(&out).unwrap();
        let holds = matches!(found["verdict"].as_str(), Some("verbatim" | "folded"));
        assert_eq!(status, Some(if holds { 0 } else { 1 }), "{found:#}");
        found
    }

    /// What the speaker says in direct speech in files whose name holds `file`, cut to 40 characters of whole clauses.
    fn said(&self, speaker: &str, file: &str) -> Vec<String> {
        let (_, out) =
            self.run(&["statements", "--speaker", speaker, "--mode", "direct", "--format", "jsonl"]);
        let rows = out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        rows.filter(|r| r["source"].as_str().unwrap().contains(file))
            .filter_map(|r| {
                let text = r["text"].as_str().unwrap().to_owned();
                let from = text.find(['：', '。']).map_or(0, |at| at + '。'.len_utf8());
                let words: String = text[from..].chars().take(40).collect();
                let end = words.rfind(['，', '。'])?;
                Some(words[..end].to_owned()).filter(|w| w.chars().count() >= 20 && !w.contains('“'))
            })
            .collect()
    }
}

/// Some Traditional characters for Simplified ones.
fn traditional(words: &str) -> String {
    let pairs = "国國个個这這们們对對会會开開为為发發关關经經济濟应應当當来來时時战戰长長东東过過说說实實";
    let pairs: Vec<char> = pairs.chars().collect();
    let other = |c: char| pairs.chunks(2).find(|p| p[0] == c).map_or(c, |p| p[1]);
    words.chars().map(other).collect()
}

#[test]
fn whose_words_a_set_phrase_is() {
    let Some(seeds) = Seeds::added() else { return };
    let phrase = "合则两利，斗则俱伤";
    let found = seeds.verify(&[phrase, "--speaker", "王毅"]);
    assert_eq!(found["verdict"], "verbatim");
    assert!(found["evidence"][0]["source"].as_str().unwrap().contains("003"), "{found:#}");
    let found = seeds.verify(&[phrase, "--speaker", "阮宗澤", "--from", "2020", "--to", "2020"]);
    assert_eq!(found["verdict"], "other-speaker");
    assert_eq!(found["evidence"][0]["speaker"], "王毅");
    let found = seeds.verify(&[phrase, "--speaker", "阮宗澤"]);
    assert!(found["evidence"][0]["source"].as_str().unwrap().contains("002"), "{found:#}");
}

#[test]
fn a_quotation_and_what_may_become_of_it() {
    let Some(seeds) = Seeds::added() else { return };
    let said = seeds.said("王毅", "003");
    assert!(said.len() > 4, "{said:?}");
    let words = said.iter().find(|w| traditional(w) != **w).unwrap();
    assert_eq!(seeds.verify(&[words])["verdict"], "verbatim", "{words}");
    assert_eq!(seeds.verify(&[&traditional(words)])["verdict"], "folded");

    let mut changed: Vec<char> = words.chars().collect();
    let (at, new) = (changed.len() / 2, '牛');
    let old = std::mem::replace(&mut changed[at], new);
    let found = seeds.verify(&[&changed.iter().collect::<String>()]);
    assert_eq!(found["verdict"], "variant");
    let pieces = found["diff"].as_array().unwrap();
    let differs: Vec<_> = pieces.iter().filter(|p| p["edit"] != "same").collect();
    assert_eq!(differs.len(), 1, "{found:#}");
    assert_eq!((&differs[0]["a"], &differs[0]["b"]), (&old.to_string().into(), &new.to_string().into()));

    let half = |words: &str, first: bool| -> String {
        let all: Vec<char> = words.chars().collect();
        let (start, end) = all.split_at(all.len() / 2);
        if first { start } else { end }.iter().collect()
    };
    let spliced = half(&said[0], true) + &half(&said[said.len() / 2], false);
    assert_eq!(seeds.verify(&[&spliced])["verdict"], "spliced", "{spliced}");
}

#[test]
fn an_invented_sentence_is_absent_and_the_nearest_is_shown() {
    let Some(seeds) = Seeds::added() else { return };
    let found = seeds.verify(&["合作的铁路要在三个月内通到山顶的清单"]);
    assert_eq!(found["verdict"], "absent");
    assert!(!found["evidence"].as_array().unwrap().is_empty());
}
