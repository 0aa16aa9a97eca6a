//! Formulations nobody listed, mined from the demo clippings through the built program.

use super::super::{Desk, cut, err};
use serde_json::Value;
use std::path::Path;

/// A desk with the demo clippings in its archive; `None` where they are not at hand.
fn demo() -> Option<Desk> {
    let clippings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/clippings");
    if !clippings.is_dir() {
        eprintln!("skipped: no demo/clippings beside the crates");
        return None;
    }
    let desk = Desk { dir: tempfile::tempdir().unwrap() };
    desk.out(&["add", &clippings.to_string_lossy()], 0);
    Some(desk)
}

fn mined(desk: &Desk, flags: &[&str]) -> Vec<Value> {
    desk.jsonl(&[&["mine", "--format", "jsonl"], flags].concat())
}

fn of<'f>(found: &'f [Value], folded: &str) -> &'f Value {
    let one = found.iter().find(|f| f["folded"] == folded);
    one.unwrap_or_else(|| panic!("no {folded} in {found:#?}"))
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn set_phrases_of_the_story_are_found_and_its_names_are_not() {
    let Some(desk) = demo() else { return };
    let found = mined(&desk, &[]);
    // demo/README.md lists where these stand; the one in three parts stands in both scripts.
    for phrase in ["海事磋商", "对话不断航路不堵民心不隔", "底线不破", "防务热线", "通则两便堵则皆困"]
    {
        let formulation = of(&found, phrase);
        assert!(number(&formulation["documents"]) >= 3, "{formulation:#}");
        assert!(formulation["first"].as_str() <= formulation["last"].as_str());
    }
    for name in ["奥瑟里", "德瓦尔奥瑟里", "蕾珂娜马伦多", "维斯塔拉", "塔罗南", "海岬日报"]
    {
        assert!(found.iter().all(|f| f["folded"] != name), "{name}");
    }
    let scores: Vec<f64> = found.iter().map(|f| f["score"].as_f64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
}

#[test]
fn the_first_place_of_a_formulation_is_cited() {
    let desk = two_speakers();
    let found = mined(&desk, &[]);
    assert!(!found.is_empty());
    for formulation in &found {
        let folded = tifa_text::fold(&cut(&desk, &formulation["place"])).text;
        assert_eq!(folded, formulation["folded"].as_str().unwrap());
    }
}

#[test]
fn periods_are_set_against_each_other() {
    let Some(desk) = demo() else { return };
    let found = mined(&desk, &["--before", "2033"]);
    assert_eq!(of(&found, "联合声明")["change"], "appeared");
    assert_eq!(of(&found, "海巡17号")["change"], "disappeared");
    for f in &found {
        let (has, lacks, first_or_last) = match f["change"].as_str().unwrap() {
            "appeared" => ("here", "there", &f["first"]),
            _ => ("there", "here", &f["last"]),
        };
        assert!(number(&f[has]["uses"]) >= 2 && number(&f[lacks]["count"]) == 0, "{f:#}");
        assert_eq!(first_or_last.as_str() >= Some("2033"), f["change"] == "appeared", "{f:#}");
        assert!(number(&f[lacks]["of_documents"]) > 0, "exposure is told: {f:#}");
    }
    // The same day either way, and a gap between the periods is not mined.
    assert_eq!(mined(&desk, &["--after", "2033"]), found);
    let apart = mined(&desk, &["--before", "2032", "--after", "2034"]);
    assert!(apart.iter().all(|f| f["first"].as_str() < Some("2032") || f["first"].as_str() >= Some("2034")));
    let output = desk.run(&["mine", "--before", "2033", "--after", "2032"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("the two periods overlap"), "{}", err(&output));
}

/// Nine reports each of two speakers, each of whom has a phrase of his own, in other surroundings every time.
fn two_speakers() -> Desk {
    const BEFORE: [&str; 9] = ["主張", "堅持", "須靠", "唯有", "再談", "不離", "倡議", "信守", "漁季後"];
    const AFTER: [&str; 9] =
        ["以利通商", "才行", "別無他法", "為先", "再議票價", "已成定局", "不可更改", "還看風向", "仍有餘地"];
    let desk = Desk { dir: tempfile::tempdir().unwrap() };
    for (who, own) in [("北岸外交部長林渡", "共管航道"), ("南岸總理白嶺", "擱置漁界")] {
        for (i, (before, after)) in BEFORE.into_iter().zip(AFTER).enumerate() {
            let text = format!("{who}表示，{before}{own}{after}。\n");
            desk.write(&format!("press/{own}-{i}.md"), text.as_bytes());
        }
    }
    desk.out(&["add", "press"], 0);
    desk
}

#[test]
fn a_speaker_is_set_against_another_and_against_the_rest() {
    let desk = two_speakers();
    let found = mined(&desk, &["--speaker", "林渡", "--against-speaker", "白嶺"]);
    let (own, other) = (of(&found, "共管航道"), of(&found, "搁置渔界"));
    assert_eq!((own["direction"].as_str(), other["direction"].as_str()), (Some("here"), Some("there")));
    assert!(own["log_likelihood"].as_f64() >= Some(10.83) && own["log_ratio"].as_f64() > Some(0.0));
    assert_eq!((number(&own["here"]["documents"]), number(&own["there"]["count"])), (9, 0));

    let rest = mined(&desk, &["--speaker", "林渡", "--against-rest"]);
    assert_eq!(of(&rest, "共管航道")["direction"], "here");
    assert_eq!(number(&of(&rest, "共管航道")["there"]["count"]), 0);
}

#[test]
fn every_form_has_the_same_rows() {
    let desk = two_speakers();
    let rows = mined(&desk, &[]).len();
    let csv = desk.out(&["mine", "--format", "csv"], 0);
    assert!(csv.starts_with("text,members,count,documents,days,first,last,score,"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), rows + 1);
    let table = desk.out(&["mine"], 0);
    assert_eq!(table.lines().count(), rows + 1);
    assert_eq!(desk.out(&["mine", "--limit", "1"], 0).lines().count(), 2);
    assert_eq!(mined(&desk, &["--limit", "0"]).len(), rows);
}
