//! Shared passages through the built program.

use super::super::{Desk, cut, err};

#[test]
fn passages_are_listed_by_pair_by_passage_and_by_document() {
    let desk = super::desk();
    let found = desk.jsonl(&["reuse", "--format", "jsonl"]);
    assert!(!found.is_empty());
    for pair in &found {
        for side in ["a", "b"] {
            // A passage may run over two paragraphs, and marks at their border are not part of it.
            let folded = |text: &str| tifa_text::fold(text).text;
            assert_eq!(folded(&cut(&desk, &pair[side])), folded(pair[side]["text"].as_str().unwrap()));
        }
        assert!(pair["characters"].as_u64() >= pair["identical"].as_u64());
        assert_eq!((pair["direction"].as_str(), pair["days"].as_i64()), (Some("a→b"), Some(2)));
    }
    // The copy of the first file is the same file; what is asked of one document is what all pairs give.
    assert_eq!(desk.jsonl(&["reuse", "2031-02-05-reprint", "--format", "jsonl"]), found);
    let exact = desk.jsonl(&["reuse", "--exact", "--least", "12", "--format", "jsonl"]);
    assert!(exact.iter().all(|p| p["characters"] == p["identical"]));
    let table = desk.out(&["reuse"], 0);
    assert!(table.contains("  first  2031-02-03") && table.contains("   +2 d  2031-02-05"), "{table}");
    let clusters = desk.jsonl(&["reuse", "--clusters", "--format", "jsonl"]);
    assert_eq!(clusters[0]["carriers"].as_array().map(Vec::len), Some(2));
    let chains = desk.jsonl(&["reuse", "--chains", "--format", "jsonl"]);
    assert_eq!(chains[0]["documents"].as_u64(), Some(2));
    assert!(desk.out(&["reuse", "--format", "csv"], 0).starts_with("a_source,a_document,"));
    desk.out(&["reuse", "--clusters"], 0);
    desk.out(&["reuse", "ferry.md", "--chains"], 0);
}

#[test]
fn nothing_shared_is_said_and_short_runs_are_not_asked_for() {
    let desk = Desk::added();
    let output = desk.run(&["reuse", "--least", "40"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("absent from this archive"), "{}", err(&output));
    let output = desk.run(&["reuse", "--least", "3"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("tifa search"), "{}", err(&output));
}
