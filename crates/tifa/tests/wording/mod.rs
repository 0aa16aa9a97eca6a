//! Wording through the built program: tracing, comparing, and in the modules below what is mined, shared or odd.

mod mine;
mod odd;
mod reuse;

use super::{Desk, cut, err, unwrapped};

/// A second report of the ferry, in the other script, with a sentence changed, one cut and one added.
const REPRINT: &str = "---\ntitle: 渡轮将复航\ndate: 2031-02-05\n---\n\n\
    北岸外交部长林渡二月三日在河谷论坛上表示，两岸渡轮将于三月五日复航。他说：「渡轮不是筹码，是两岸人家的门槛。」\n\n\
    林渡还说，票价由两岸商会另行议定，学生与长者减半。\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("press/2031-02-05-reprint.md", REPRINT.as_bytes());
    assert_eq!(desk.run(&["add", "press"]).status.code(), Some(0));
    desk
}

#[test]
fn a_formulation_is_traced_through_both_scripts() {
    let desk = desk();
    let found = desk.jsonl(&["trace", "渡輪不是籌碼", "--format", "jsonl"]);
    let days: Vec<&str> = found.iter().map(|a| a["date"].as_str().unwrap()).collect();
    assert_eq!(days, ["2031-02-03", "2031-02-05"]);
    for a in &found {
        assert_eq!(a["standing"].as_str(), Some("direct"));
        assert!(a["speaker"].is_string());
        assert_eq!(unwrapped(&cut(&desk, a)), a["text"].as_str().unwrap());
        assert!(a["variant"].is_null());
    }
    let table = desk.out(&["trace", "渡輪不是籌碼"], 0);
    assert!(table.starts_with("渡輪不是籌碼  2 attestations in 2 documents\n"), "{table}");
    assert!(table.contains("2 as own words, 0 reported, 0 only mentioned"), "{table}");
}

#[test]
fn variants_say_how_they_differ() {
    let desk = desk();
    let found = desk.jsonl(&["trace", "渡輪將於三月一日復航", "--format", "jsonl"]);
    let kinds: Vec<Option<&str>> = found.iter().map(|a| a["variant"]["kind"].as_str()).collect();
    assert_eq!(kinds, [None, Some("replaced")]);
    let changed: Vec<(&str, &str)> = found[1]["variant"]["diff"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|p| p["edit"] != "same")
        .map(|p| (p["a"].as_str().unwrap(), p["b"].as_str().unwrap()))
        .collect();
    assert_eq!(changed, [("一", "五")]);
    assert_eq!(desk.jsonl(&["trace", "渡輪將於三月一日復航", "--edits", "0", "--format", "jsonl"]).len(), 1);
}

#[test]
fn what_cannot_be_traced_is_said() {
    let desk = desk();
    let check = |args: &[&str], status: i32, says: &str| {
        let output = desk.run(args);
        assert_eq!(output.status.code(), Some(status), "{args:?}");
        assert!(err(&output).contains(says), "{args:?}: {}", err(&output));
    };
    check(&["trace", "山海之約"], 1, "absent from this archive");
    check(&["trace", "渡"], 2, "one character is no formulation");
    check(&["trace", "，。"], 2, "nothing is left of it");
    check(&["trace"], 2, "required");
    check(&["compare", "ferry", "山海"], 2, "no document");
}

#[test]
fn the_watch_list_is_the_users_too() {
    let desk = desk();
    desk.write(
        "tifa-archive/lexicon/formulations.tsv",
        "渡輪不是籌碼\t渡船不是籌碼\t河谷論壇\n半行\n".as_bytes(),
    );
    let output = desk.run(&["trace", "--all", "--format", "jsonl"]);
    assert!(err(&output).contains("lexicon/formulations.tsv:2"), "{}", err(&output));
    let lines: Vec<serde_json::Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let own = lines.iter().find(|l| l["name"] == "渡輪不是籌碼").unwrap();
    assert_eq!((own["count"].as_u64(), own["note"].as_str()), (Some(2), Some("河谷論壇")));
    assert!(lines.iter().any(|l| l["name"] == "一國兩制" && l["count"] == 0));
}

#[test]
fn two_reports_side_by_side() {
    let desk = desk();
    let args = ["compare", "press/2031-02-03-ferry.md", "press/2031-02-05-reprint.md"];
    let pairs = desk.jsonl(&[&args[..], &["--format", "jsonl"]].concat());
    let kinds: Vec<&str> = pairs.iter().map(|p| p["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["changed", "same", "only-a", "only-b"]);
    for side in pairs.iter().flat_map(|p| [&p["a"], &p["b"]]).filter(|side| !side.is_null()) {
        assert!(cut(&desk, side).contains(side["text"].as_str().unwrap()));
    }
    let table = desk.out(&args, 0);
    assert!(table.contains("»一«") && table.contains("»五«"), "{table}");
    assert!(table.lines().all(|l| unicode_width::UnicodeWidthStr::width(l) <= 100), "{table}");
    let csv = desk.out(&[&args[..], &["--format", "csv"]].concat(), 0);
    assert!(csv.starts_with("kind,similarity,a_source,a_document,a_start,"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), pairs.len() + 1);
    assert_eq!(desk.run(&[&args[..], &["--html", "sides.html"]].concat()).status.code(), Some(0));
    let page = std::fs::read_to_string(desk.path("sides.html")).unwrap();
    assert!(page.contains("<del>一</del>") && page.contains("<ins>五</ins>") && !page.contains("<script"));
}
