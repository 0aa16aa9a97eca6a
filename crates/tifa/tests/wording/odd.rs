//! Odd input: next to nothing, no Chinese, no date, no end. Nothing panics, and what is said tells what to do next.

use super::super::{Desk, err};

const BODY: &str =
    "林渡說：「渡輪不是籌碼，是兩岸人家的門檻，誰也不能拿航線來討價還價，更不能拿漁季來賭氣。」\n";

/// A line of 100,000 characters that seldom repeats itself; `salt` changes one in 137 of them.
fn endless(salt: u32) -> String {
    let character = |i: u32| 0x4e00 + (i * 7919 + if i.is_multiple_of(137) { salt } else { 0 }) % 15_000;
    (0..100_000).filter_map(|i| char::from_u32(character(i))).collect()
}

fn desk() -> Desk {
    let desk = Desk { dir: tempfile::tempdir().unwrap() };
    desk.write("press/one.txt", "渡".as_bytes());
    desk.write("press/marks.txt", "，。！？「」……——\n\n、；：\n".as_bytes());
    desk.write("press/2031-02-04-plain.md", BODY.as_bytes());
    let invisible: String = BODY.chars().flat_map(|c| [c, '\u{200b}']).collect();
    desk.write("press/2031-02-03-invisible.md", invisible.as_bytes());
    let latin = "The ferry between both banks sails again on the first of March, the ministry said.";
    desk.write("press/latin.txt", latin.as_bytes());
    desk.write("press/latin-again.txt", format!("News from the harbour. {latin} So be it.").as_bytes());
    desk.write("press/undated.txt", "北岸發言人林渡表示，兩岸應當共管航道，不得以航線施壓。\n".as_bytes());
    desk.write("press/undated-too.txt", "北岸發言人林渡強調，兩岸應當共管航道，反對脫鈎。\n".as_bytes());
    desk.write("press/endless.txt", endless(0).as_bytes());
    desk.write("press/endless-too.txt", endless(5).as_bytes());
    desk.out(&["add", "press"], 0);
    desk
}

/// Runs a command that must end with `status` and say `says` on either output.
fn check(desk: &Desk, args: &[&str], status: i32, says: &[&str]) {
    let output = desk.run(args);
    let told = err(&output) + &String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(status), "{args:?}: {told}");
    for part in says {
        assert!(told.contains(part), "{args:?} does not say {part:?}: {told}");
    }
}

#[test]
fn mining() {
    let desk = desk();
    let check = |flags: &[&str], status, says: &[&str]| {
        check(&desk, &[&["mine"], flags].concat(), status, says);
    };
    check(&[], 0, &["兩岸應當共管航道"]);
    check(&["--document", "press/one.txt"], 1, &["texts to mine: absent", "try without --document"]);
    check(&["--speaker", "無人"], 1, &["texts to mine: absent", "try without --speaker"]);
    check(&["--occasion", "無此會"], 1, &["texts to mine: absent", "try without --occasion"]);
    check(
        &["--from", "2099"],
        1,
        &["try without --from", "documents have no day, which --from and --to leave"],
    );
    check(&["--against-outlet", "無此報"], 1, &["texts of the other side", "try without --against-outlet"]);
    check(&["--before", "2099"], 1, &["texts of the later period", "try without --before"]);
    check(&["--before", "2031-02-04"], 1, &["in 1 text (", "--shortest 2"]);
    check(&["--against-rest"], 2, &["needs something to set against the rest", "add --speaker"]);
}

#[test]
fn shared_passages() {
    let desk = desk();
    let check = |flags: &[&str], status, says: &[&str]| {
        check(&desk, &[&["reuse"], flags].concat(), status, says);
    };
    check(&[], 0, &["undated", "latin-again.txt"]);
    check(&["--format", "csv"], 0, &["press/latin.txt"]);
    check(&["one.txt"], 1, &["in press/one.txt and another text: absent", "--least 12"]);
    check(&["marks"], 1, &["in press/marks.txt and another text"]);
    check(&["plain"], 0, &["first  2031-02-03", "+1 d  2031-02-04"]);
    check(&["press/latin.txt"], 0, &["undated", "The ferry between both banks"]);
    check(&["press/endless.txt"], 0, &["% the same", "endless-too.txt"]);
    check(&["無此檔"], 2, &["no document", "a document goes by its id"]);
    check(&["--clusters"], 0, &["undated"]);
    check(&["--chains"], 0, &["undated"]);
}

#[test]
fn two_reports() {
    let desk = desk();
    let check = |flags: &[&str], status, says: &[&str]| {
        check(&desk, &[&["compare"], flags].concat(), status, says);
    };
    check(&["one", "marks"], 2, &["nothing is reported as said there", "--whole"]);
    check(&["one", "press/latin.txt", "--whole"], 1, &["1 only in the first"]);
    check(&["marks", "one", "--whole"], 2, &["marks: the document has no sentence", "tifa show"]);
    check(&["invisible", "plain", "--whole"], 0, &["1 same, ≠ 0 changed"]);
    check(&["press/latin.txt", "latin-again", "--whole"], 0, &["1 same", "2 only in the second"]);
    check(&["press/undated.txt", "undated-too"], 0, &["»表示，«兩岸", "≠ 1 changed"]);
    check(&["press/endless.txt", "endless-too", "--whole"], 0, &["1 changed"]);
    check(&["無此檔", "one"], 2, &["no document"]);
    check(&["@無此會", "one"], 2, &["at an occasion named \"無此會\"", "tifa occasions"]);
    check(&["@", "one"], 2, &["no occasion is named after @"]);
}

#[test]
fn an_empty_archive_says_how_to_fill_it() {
    let desk = Desk { dir: tempfile::tempdir().unwrap() };
    std::fs::create_dir(desk.path("press")).unwrap();
    desk.out(&["add", "press"], 1);
    for args in [
        &["mine"][..],
        &["mine", "--before", "2031"],
        &["mine", "--against-outlet", "河谷報"],
        &["reuse"],
        &["reuse", "--clusters"],
        &["reuse", "ferry.md"],
        &["compare", "a.md", "b.md"],
        &["search", "渡輪"],
        &["trace", "渡輪"],
        &["verify", "渡輪"],
    ] {
        let output = desk.run(args);
        assert!(matches!(output.status.code(), Some(1 | 2)), "{args:?}");
        assert!(err(&output).contains("the archive is empty: tifa add PATH"), "{args:?}: {}", err(&output));
    }
}
