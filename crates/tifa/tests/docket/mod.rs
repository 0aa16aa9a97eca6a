//! The docket through the built program: listing, deciding, sharing decisions.

use super::{Desk, cut, err, unwrapped};
use std::io::Write;
use std::process::{Output, Stdio};

/// A report with a list of points, a figure that is doubtful, an offer and a channel.
const REPORT: &str = "---\ntitle: 兩岸磋商在即\ndate: 2031-06-10\nauthor: 陸青\n---\n\n\
    外交部長林渡昨日在記者會上提出三點建議：一是恢復渡輪；二是開放漁港；三是互設辦事處。\n\n\
    林渡表示，我方願同對方加強漁業合作，今年已送出2,200多隻雙口罩，糧食約三萬噸。\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("press/2031-06-10-report.md", REPORT.as_bytes());
    assert_eq!(desk.run(&["add", "press"]).status.code(), Some(0));
    desk
}

/// The place of the first entry of a listing, as it is typed.
fn place(desk: &Desk, kind: &str) -> String {
    let entries = desk.jsonl(&["docket", kind, "--format", "jsonl"]);
    format!("{}:{}", entries[0]["document"].as_str().unwrap(), entries[0]["start"])
}

/// Runs a review with `answers` typed in.
fn review(desk: &Desk, args: &[&str], answers: &str) -> Output {
    let mut command = desk.command(&[&["review", "--by", "安"], args].concat());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn entries_of_each_kind_stand_where_they_say() {
    let desk = desk();
    for kind in ["enumerations", "figures", "commitments", "occasions", "dates"] {
        let found = desk.jsonl(&["docket", kind, "--format", "jsonl"]);
        assert!(!found.is_empty(), "{kind}");
        for entry in &found {
            assert_eq!(unwrapped(&cut(&desk, entry)), entry["text"].as_str().unwrap(), "{kind}");
            assert!(entry["version"].is_u64() && entry["confidence"].is_string(), "{entry}");
        }
        let table = desk.out(&["docket", kind], 0);
        assert_eq!(table.lines().count(), found.len() + 1, "{table}");
        let csv = desk.out(&["docket", kind, "--format", "csv"], 0);
        assert!(csv.starts_with("source,document,start,end,text,"), "{csv}");
    }
}

#[test]
fn a_list_of_points_has_its_items() {
    let desk = desk();
    let found = desk.jsonl(&["docket", "enumerations", "--format", "jsonl"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0]["declared"].as_u64(), found[0]["speaker"].as_str()), (Some(3), Some("林渡")));
    let items: Vec<&str> =
        found[0]["items"].as_array().unwrap().iter().map(|i| i["text"].as_str().unwrap()).collect();
    assert_eq!(items.len(), 3, "{items:?}");
    assert!(items[1].contains("開放漁港"), "{items:?}");
}

#[test]
fn a_doubtful_print_is_flagged_and_kept() {
    let desk = desk();
    let found = desk.jsonl(&["docket", "figures", "--about", "口罩", "--format", "jsonl"]);
    let flagged: Vec<_> = found.iter().filter(|f| f["doubt"] == "two_measures").collect();
    assert_eq!(flagged.len(), 1, "{found:?}");
    assert_eq!((flagged[0]["value"].as_u64(), flagged[0]["bound"].as_str()), (Some(2200), Some("more_than")));
    assert_eq!(flagged[0]["confidence"], "low");
}

#[test]
fn a_decision_is_said_shown_and_taken_back() {
    let desk = desk();
    let at = place(&desk, "enumerations");
    let entry = format!("enumeration {at}");
    let said = |say: &str| review(&desk, &["--entry", &entry, "--say", say], "");
    assert_eq!(said("speaker=林渡部長").status.code(), Some(0));
    let found = desk.jsonl(&["docket", "enumerations", "--format", "jsonl"]);
    assert_eq!(found[0]["speaker"], "林渡部長");
    assert_eq!(found[0]["decision"]["verdict"]["by"], "安");
    assert!(desk.out(&["docket", "enumerations"], 0).contains("+ "), "a mark before the place");
    let refused = said("colour=red");
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("there are declared, speaker"), "{}", err(&refused));
    assert_eq!(said("r").status.code(), Some(0));
    assert!(err(&desk.run(&["docket", "enumerations"])).contains("absent from this archive"));
    assert_eq!(desk.jsonl(&["docket", "enumerations", "--rejected", "--format", "jsonl"]).len(), 1);
    assert_eq!(said("u").status.code(), Some(0));
    assert_eq!(desk.jsonl(&["docket", "enumerations", "--format", "jsonl"]).len(), 1);
    let log = desk.out(&["review", "--log"], 0);
    assert_eq!(log.lines().count(), 4, "{log}");
    assert!(log.contains("undone"), "{log}");
}

#[test]
fn a_walk_takes_an_answer_a_line() {
    let desk = desk();
    let output = review(&desk, &["--kind", "figure"], "huh\nc\nn 見原件\nq\n");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains("figure 1 of ") && shown.contains('»'), "{shown}");
    assert!(err(&output).contains("? says what can be typed"), "{}", err(&output));
    assert!(err(&output).contains("2 decisions said by 安"), "{}", err(&output));
    // The weakest support comes first: the doubtful one.
    let first = desk.jsonl(&["docket", "figures", "--format", "jsonl"]);
    let doubtful = first.iter().find(|f| f["doubt"] == "two_measures").unwrap();
    assert_eq!(doubtful["decision"]["verdict"]["value"], "confirmed");
}

#[test]
fn a_log_goes_from_one_desk_to_another() {
    let (here, there) = (desk(), desk());
    let entry = format!("enumeration {}", place(&here, "enumerations"));
    assert_eq!(review(&here, &["--entry", &entry, "--say", "c"], "").status.code(), Some(0));
    assert_eq!(there.run(&["review", "--by", "貝", "--entry", &entry, "--say", "r"]).status.code(), Some(0));
    assert_eq!(here.run(&["export", "decisions", "-o", "log.jsonl"]).status.code(), Some(0));
    there.write("log.jsonl", &std::fs::read(here.path("log.jsonl")).unwrap());
    let taken = there.run(&["import", "decisions", "log.jsonl"]);
    assert_eq!(taken.status.code(), Some(0), "{}", err(&taken));
    assert!(err(&taken).contains("1 decision taken in"), "{}", err(&taken));
    assert!(err(&taken).contains("people differ about 1 entry"), "{}", err(&taken));
    let differ = there.jsonl(&["review", "--conflicts", "--format", "jsonl"]);
    assert_eq!(differ.len(), 2, "{differ:?}");
    there.write("broken.jsonl", b"{\"id\": 7}\nnonsense\n");
    let broken = there.run(&["import", "decisions", "broken.jsonl"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(err(&broken).contains("broken.jsonl:2"), "{}", err(&broken));
}

#[test]
fn what_was_published_later_is_not_known_before() {
    let desk = desk();
    assert_eq!(desk.run(&["docket", "enumerations", "--as-of", "2031-06-09"]).status.code(), Some(1));
    assert_eq!(desk.run(&["docket", "enumerations", "--as-of", "2031-06"]).status.code(), Some(0));
}

#[test]
fn a_briefing_has_a_docket() {
    let desk = desk();
    let page = desk.out(&["brief", "press", "-o", "-"], 0);
    assert!(page.contains("id=\"docket\"") && page.contains("三點建議") && page.contains("doubtful print"));
}
