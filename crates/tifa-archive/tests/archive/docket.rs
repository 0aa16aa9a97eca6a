//! Dates, occasions and references: what the archive joins across documents, and findings of older rules.

use crate::Desk;
use tifa_archive::docket::{Detail, Kind};
use tifa_archive::{Error, Filter};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.post("a.md", "2031-03-09", "外長林遠山周日在例行記者會表示，航道不會封閉。\n")
        .post("b.md", "2031-03-10", "外长林远山9日在记者会上表示，渡轮会复航。\n")
        .post("c.md", "2031-04-09", "上月9日，外長林遠山在記者會上表示，航道不會封閉。\n");
    desk.add();
    desk
}

#[test]
fn reports_of_one_occasion_are_joined_with_the_names_they_share() {
    let found = desk().archive().occasions(&Filter::default()).unwrap();
    let shown: Vec<String> = found
        .iter()
        .map(|o| format!("{} {:?} {}", o.r#type, o.date.map(|d| d.to_string()), o.documents))
        .collect();
    assert_eq!(shown, ["press_conference Some(\"2031-03-09\") 3"]);
    let shared: Vec<&[String]> = found[0].reports.iter().map(|r| r.shared.as_slice()).collect();
    assert_eq!(shared, [&[] as &[String], &["林遠山".to_owned()], &["林遠山".to_owned()]]);
}

#[test]
fn a_reference_leads_to_the_statement_of_that_day() {
    let rows = desk().archive().docket(&Filter::default(), &Kind::ALL).unwrap();
    let targets: Vec<String> = rows
        .iter()
        .filter_map(|row| match &row.detail {
            Detail::Reference { target: Some(target), .. } => {
                Some(format!("{} -> {}", row.source, target.source))
            }
            _ => None,
        })
        .collect();
    assert_eq!(targets, ["press/c.md -> press/a.md"]);
}

#[test]
fn findings_of_older_rules_ask_for_a_rebuild() {
    let desk = desk();
    let catalogue = rusqlite::Connection::open(desk.folder().join("catalogue.db")).unwrap();
    catalogue.execute("UPDATE documents SET version = 1", []).unwrap();
    drop(catalogue);
    let refused = desk.archive().docket(&Filter::default(), &Kind::ALL);
    assert!(matches!(refused, Err(Error::Stale { found: 1, .. })), "{refused:?}");
    desk.archive().rebuild(&Default::default(), &crate::Log::default()).unwrap();
    assert_eq!(desk.archive().occasions(&Filter::default()).unwrap().len(), 1);
}
