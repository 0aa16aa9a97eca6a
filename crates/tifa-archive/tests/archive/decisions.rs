//! What people say of entries: kept through rebuilds, found again in changed files, put together with others' logs.

use crate::Desk;
use jiff::Timestamp;
use tifa_archive::docket::{Detail, DocketRow, Kind, Made};
use tifa_archive::{Archive, Error, Filter};
use tifa_docket::Action;

const WRAPPED: &str =
    "外長林遠山周日在例行記者會表示，\n航道不會封閉。他說，渡輪下周\n復航，旅客可以放心。\n";

fn occasion(archive: &Archive) -> DocketRow {
    archive.docket(&Filter::default(), &[Kind::Occasion]).unwrap().remove(0)
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn say(archive: &Archive, action: Action, by: &str, second: i64) {
    archive.decide(&occasion(archive), action, by, at(second)).unwrap();
}

fn correct(field: &str, value: &str) -> Action {
    Action::Correct { field: field.to_owned(), value: value.to_owned() }
}

/// Verdict and type of the first occasion.
fn standing(archive: &Archive) -> String {
    let row = occasion(archive);
    let Detail::Occasion { r#type, .. } = row.detail else { panic!("{row:?}") };
    let verdict = row.decision.as_ref().and_then(|d| d.verdict.as_ref()).map_or("open", |v| &v.value);
    format!("{verdict} {type}", r#type = r#type)
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.post("a.md", "2031-03-09", "外長林遠山周日在例行記者會表示，航道不會封閉。\n");
    desk.add();
    desk
}

#[test]
fn a_decision_survives_another_version_and_a_rebuild() {
    let desk = desk();
    let archive = desk.archive();
    assert_eq!(standing(&archive), "open press_conference");
    say(&archive, correct("type", "speech"), "安", 0);
    assert_eq!(standing(&archive), "confirmed speech");
    let catalogue = rusqlite::Connection::open(desk.folder().join("catalogue.db")).unwrap();
    catalogue.execute("UPDATE documents SET version = 1", []).unwrap();
    catalogue.execute("UPDATE docket SET version = 1", []).unwrap();
    drop(catalogue);
    assert!(matches!(archive.docket(&Filter::default(), &Kind::ALL), Err(Error::Stale { .. })));
    archive.rebuild(&Default::default(), &crate::Log::default()).unwrap();
    assert_eq!(standing(&desk.archive()), "confirmed speech");
    assert_eq!(desk.archive().ledger().unwrap().orphaned, [0; 0]);
}

#[test]
fn a_file_wrapped_anew_keeps_what_was_said_of_it() {
    let desk = Desk::new();
    desk.put("a.txt", WRAPPED);
    desk.add();
    say(&desk.archive(), Action::Confirm, "安", 0);
    // The same words in other lines, under another name, with other bytes.
    desk.put("b.txt", WRAPPED.replace("，\n", "，").replace("下周\n", "下周").replace("放心。", "放心。\n"));
    desk.add();
    let rows = desk.archive().docket(&Filter::default(), &[Kind::Occasion]).unwrap();
    let shown: Vec<(&str, bool)> = rows.iter().map(|r| (&*r.source, r.decision.is_some())).collect();
    assert_eq!(shown, [("press/a.txt", true), ("press/b.txt", true)]);
}

#[test]
fn a_log_travels_and_differences_are_shown() {
    let (here, there) = (desk(), desk());
    say(&here.archive(), Action::Confirm, "安", 0);
    say(&there.archive(), Action::Reject, "貝", 1);
    let written = |archive: &Archive| -> String {
        archive.decisions().unwrap().iter().map(|d| serde_json::to_string(d).unwrap() + "\n").collect()
    };
    let log = written(&there.archive());
    let done = here.archive().import_decisions(&log).unwrap();
    assert_eq!((done.added, done.known, done.orphaned), (1, 0, 0), "{done:?}");
    let again = here.archive().import_decisions(&(log.clone() + "{}\n" + &log.replace("貝", "丙"))).unwrap();
    assert_eq!((again.added, again.known, again.faults.len()), (0, 1, 2), "{again:?}");
    let ledger = here.archive().ledger().unwrap();
    let said: Vec<&str> = ledger.conflicts[0].1.said.iter().map(|s| s.value.as_str()).collect();
    assert_eq!(said, ["confirmed", "rejected"]);
    assert_eq!(standing(&here.archive()), "rejected press_conference");
    // Undone, it stands as before.
    let last = here.archive().decisions().unwrap().pop().unwrap();
    say(&here.archive(), Action::Undo { decision: last.id }, "安", 2);
    assert_eq!(standing(&here.archive()), "confirmed press_conference");
    assert_eq!(here.archive().ledger().unwrap().conflicts.len(), 0);
}

#[test]
fn a_log_of_another_archive_is_kept_and_named_orphaned() {
    let (here, there) = (desk(), Desk::new());
    there.post("z.md", "2031-03-12", "船長方卓周三在記者會表示，船期不變。\n");
    there.add();
    say(&there.archive(), Action::Confirm, "貝", 0);
    let log = serde_json::to_string(&there.archive().decisions().unwrap()[0]).unwrap();
    let done = here.archive().import_decisions(&log).unwrap();
    assert_eq!((done.added, done.orphaned), (1, 1));
    assert_eq!(standing(&here.archive()), "open press_conference");
    // It counts as soon as its file is here.
    here.post("z.md", "2031-03-12", "船長方卓周三在記者會表示，船期不變。\n");
    here.add();
    assert_eq!(here.archive().ledger().unwrap().orphaned, [0; 0]);
}

#[test]
fn what_an_entry_cannot_take_is_refused_with_what_it_can() {
    let desk = desk();
    let archive = desk.archive();
    let row = occasion(&archive);
    for (field, value, expect) in [
        (
            "colour",
            "red",
            "there is no field \"colour\" to correct; there are type, date, to, participants, place",
        ),
        ("type", "party", "unknown variant `party`, expected one of"),
        ("date", "2031-02-30", "is no day; a day is written 2020-07-09"),
    ] {
        let refused = archive.decide(&row, correct(field, value), "安", at(0)).unwrap_err().to_string();
        assert!(refused.contains(expect), "{refused}");
    }
    assert_eq!(archive.decisions().unwrap(), []);
    let place = format!("{}:{}", &row.document[..8], row.start);
    assert_eq!(archive.entry(&format!("occasion {place}")).unwrap(), row);
    for (place, expect) in [
        ("x", "a place is written"),
        ("party 3f2a:7", "there is no such kind"),
        ("3f2a:99999", "no entry begins there"),
    ] {
        let refused = archive.entry(place).unwrap_err().to_string();
        assert!(refused.contains(expect), "{refused}");
    }
}

#[test]
fn what_was_not_seen_is_not_overridden() {
    let desk = desk();
    let archive = desk.archive();
    let row = occasion(&archive);
    let decide = |action: Action, by: &str, second: i64, seen: Option<&str>| {
        archive.decide_after(&row, &[action], by, at(second), seen).unwrap()
    };
    let Made::Written(first) = decide(Action::Confirm, "安", 9, None) else { panic!("nobody was before") };
    // 本 has the page as it was before: nothing is written, and he is told what came.
    assert_eq!(decide(Action::Reject, "本", 10, None), Made::Overtaken(first.clone()));
    assert_eq!(standing(&archive), "confirmed press_conference");
    // Having seen it he may differ, and though his clock is behind his word is the later one.
    let Made::Written(second) = decide(Action::Reject, "本", 0, Some(&first[0].id)) else {
        panic!("he has seen it")
    };
    assert!(second[0].at > first[0].at);
    assert_eq!(standing(&archive), "rejected press_conference");
    assert_eq!(archive.decisions_about(&row).unwrap(), [first, second].concat());
    // All of it or nothing: the second field does not take its value.
    let both = [correct("date", "2031-03-09"), correct("type", "party")];
    let last = archive.decisions().unwrap().pop().unwrap().id;
    assert!(matches!(
        archive.decide_after(&row, &both, "安", at(20), Some(&last)),
        Err(Error::BadDecision { .. })
    ));
    assert_eq!(archive.decisions().unwrap().len(), 2);
}
