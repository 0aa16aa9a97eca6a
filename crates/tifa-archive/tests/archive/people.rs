//! People across documents: names joined by the register and by the user's own tables, and filters on statements.

use crate::Desk;
use std::ops::ControlFlow;
use tifa_archive::{Filter, StatementRow};

impl Desk {
    /// `source speaker` of the statements that a filter lets through, each once.
    fn voices(&self, change: impl Fn(&mut Filter)) -> Vec<String> {
        let mut voices: Vec<String> =
            self.rows(change).iter().map(|s| format!("{} {}", s.source, s.speaker)).collect();
        voices.dedup();
        voices
    }

    fn rows(&self, change: impl Fn(&mut Filter)) -> Vec<StatementRow> {
        let mut filter = Filter::default();
        change(&mut filter);
        let mut rows = Vec::new();
        let mut each = |row| {
            rows.push(row);
            ControlFlow::Continue(())
        };
        self.archive().statements(&filter, &mut each).unwrap();
        rows
    }

    fn speaker(&self, name: &str) -> Vec<String> {
        self.voices(|f| f.speaker = Some(name.to_owned()))
    }
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.post("a.md", "2020-07-09", "美國總統特朗普表示，渡輪應當復航。國務卿蓬佩奧說，票價不變。\n")
        .post("b.md", "2020-07-10", "川普说，船票不能再涨。美国国务卿表示，河道必须畅通。\n")
        .post("c.md", "2020-07-11", "渡口總監羅斯表示，橋上不收費。\n")
        .post("d.md", "2020-07-12", "美國商務部長羅斯表示，橋上收費。\n");
    desk.add();
    desk
}

#[test]
fn any_name_of_a_person_finds_all_of_them() {
    let desk = desk();
    for name in ["川普", "特朗普", "杜林普", "trump"] {
        assert_eq!(desk.speaker(name), ["press/a.md 特朗普", "press/b.md 川普"], "{name}");
    }
    assert_eq!(desk.speaker("庞培欧"), ["press/a.md 蓬佩奧", "press/b.md 美国国务卿"]);
    assert_eq!(desk.speaker("美國國務卿"), ["press/b.md 美国国务卿"]);
    assert_eq!(desk.speaker("王毅"), [""; 0]);
}

#[test]
fn one_name_of_two_people_stays_two() {
    let desk = desk();
    assert_eq!(desk.speaker("威爾伯·羅斯"), ["press/d.md 羅斯"]);
    let rows = desk.rows(|f| f.speaker = Some("羅斯".to_owned()));
    let people: Vec<Option<&str>> = rows.iter().map(|r| r.person.as_ref().map(|p| p.name.as_str())).collect();
    assert_eq!(people, [None, Some("威爾伯·羅斯")]);
}

#[test]
fn a_lexicon_counts_at_once() {
    let desk = desk();
    let lexicon = desk.folder().join("lexicon");
    for file in ["people.tsv", "organisations.tsv", "offices.tsv"] {
        let text = std::fs::read_to_string(lexicon.join(file)).unwrap();
        assert!(text.lines().all(|l| l.starts_with('#')), "{file} begins empty: {text}");
    }
    assert!(desk.archive().lexicon_faults().next().is_none());
    let people = "# mine\n羅斯\t渡口羅斯\tthe one at the ferry\nhalf a row\n";
    std::fs::write(lexicon.join("people.tsv"), people).unwrap();
    assert_eq!(desk.speaker("渡口羅斯"), ["press/c.md 羅斯", "press/d.md 羅斯"]);
    let faults: Vec<String> = desk.archive().lexicon_faults().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 1);
    assert!(faults[0].starts_with("lexicon/people.tsv:3: "), "{faults:?}");
    std::fs::write(lexicon.join("people.tsv"), b"# mine\n\xff\n").unwrap();
    let faults: Vec<String> = desk.archive().lexicon_faults().map(ToString::to_string).collect();
    assert!(faults[0].starts_with("lexicon/people.tsv:2: this is not UTF-8"), "{faults:?}");
    assert_eq!(desk.speaker("川普").len(), 2, "the rest goes on");
}

#[test]
fn days_of_statements_are_those_of_the_saying_or_of_publication() {
    let desk = desk();
    let day = |text: &str| Some(text.parse().unwrap());
    assert_eq!(desk.voices(|f| f.from = day("2020-07-12")), ["press/d.md 羅斯"]);
    assert_eq!(desk.voices(|f| f.to = day("2020-07-09")), ["press/a.md 特朗普", "press/a.md 蓬佩奧"]);
}

#[test]
fn a_file_goes_by_any_of_its_names() {
    let desk = Desk::new();
    desk.post("a/one.md", "2020-07-09", "林渡說，河水很高。\n").post(
        "b/two.md",
        "2020-07-09",
        "林渡說，河水很高。\n",
    );
    desk.add();
    let archive = desk.archive();
    for (key, expect) in
        [("one", "press/a/one.md"), ("two.md", "press/b/two.md"), ("b/two", "press/b/two.md")]
    {
        assert_eq!(archive.document(key).unwrap().row.source, expect, "{key}");
    }
}
