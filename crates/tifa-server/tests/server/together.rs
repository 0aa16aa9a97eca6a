//! Entries that people say are one, or are not; and what of the queue is gone through.

use crate::docket::{desk, encoded};
use crate::review::Form;
use crate::{Desk, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use tifa_archive::Archive;
use tifa_archive::docket::{DocketRow, Kind};

fn mechanisms(desk: &Desk) -> Vec<DocketRow> {
    Archive::open(&desk.archive()).unwrap().docket(&Default::default(), &[Kind::Mechanism]).unwrap()
}

fn mechanism(desk: &Desk, name: &str) -> DocketRow {
    let all = mechanisms(desk);
    let names: Vec<String> = all.iter().map(|r| r.text.clone()).collect();
    all.into_iter().find(|r| r.text == name).unwrap_or_else(|| panic!("{name} is none of {names:?}"))
}

fn at(row: &DocketRow) -> String {
    format!("{}:{}-{}", row.document, row.start, row.end)
}

fn page(row: &DocketRow) -> String {
    format!("/review?kind=mechanism&at={}", encoded(&at(row)))
}

#[test]
fn two_names_of_one_mechanism() {
    let desk = desk();
    let (one, other) = (mechanism(&desk, "對話"), mechanism(&desk, "中美海事磋商"));
    // Words find the other, in either script; of its mentions one stands for all.
    let found = desk.get(&format!("{}&like={}", page(&one), encoded("海事磋商"))).text;
    assert!(found.contains("name=\"with\"") && found.contains("<b lang=\"zh\">中美海事磋商</b>"), "{found}");
    assert!(!desk.get(&format!("{}&like={}", page(&one), encoded("火箭"))).text.contains("name=\"with\""));

    let form = Form::open(&desk, &page(&one));
    let merge = [("who", "安"), ("action", "merge"), ("with", &at(&other))];
    assert_eq!(form.send(&desk, &merge).status, StatusCode::SEE_OTHER);
    assert!(desk.get(&page(&one)).text.contains("one with another entry"));
    let history = desk.get(&format!("/docket/mechanism?name={}", encoded("中美海事磋商"))).text;
    assert!(history.contains("河谷<b>對話</b>"), "{history}");

    // Whoever has not seen it writes nothing.
    let late = form.send(&desk, &[("who", "本"), ("action", "split")]);
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("one with another entry"), "{}", late.text);

    let again = Form::open(&desk, &page(&one));
    assert_eq!(again.send(&desk, &[("who", "安"), ("action", "split")]).status, StatusCode::SEE_OTHER);
    let standing = mechanism(&desk, "對話").decision.unwrap();
    assert!(standing.split && standing.merged.is_empty());
    let undone = Form::open(&desk, &page(&one)).send(&desk, &[("who", "安"), ("action", "undo")]);
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    assert_eq!(mechanism(&desk, "對話").decision.unwrap().merged.len(), 1);
}

#[test]
fn what_cannot_be_one() {
    let desk = desk();
    let (one, other) = (mechanism(&desk, "對話"), mechanism(&desk, "中美海事磋商"));
    let check = |row: &DocketRow, with: &str, status: u16| {
        let form = Form::open(&desk, &page(row));
        let answer = form.send(&desk, &[("who", "安"), ("action", "merge"), ("with", with)]);
        assert_eq!(answer.status.as_u16(), status, "{with}: {}", answer.text);
    };
    check(&one, "", 400);
    check(&one, "x", 400);
    check(&one, "none:1-2", 404);
    check(&one, &at(&one), 400);
    check(&one, &at(&other), 303);
    check(&one, &at(&other), 400);
    check(&other, &at(&one), 400);
}

#[test]
fn programs_join_and_part_too() {
    let desk = desk();
    let (one, other) = (mechanism(&desk, "對話"), mechanism(&desk, "中美海事磋商"));
    let say = |more: serde_json::Value| {
        let mut said = serde_json::json!({
            "kind": "mechanism", "document": &*one.document, "start": one.start, "end": one.end, "by": "a program",
        });
        said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let asked =
            request(Method::POST, "/api/v1/decisions").header(header::CONTENT_TYPE, "application/json");
        let answer = desk.ask(asked.body(Body::from(said.to_string())).unwrap());
        (answer.status.as_u16(), serde_json::from_str::<serde_json::Value>(&answer.text).unwrap())
    };
    let with = serde_json::json!({ "document": &*other.document, "start": other.start, "end": other.end });
    assert_eq!(say(serde_json::json!({ "action": "merge" })).1["parameter"], "with");
    let (status, made) = say(serde_json::json!({ "action": "merge", "with": with }));
    assert_eq!((status, made["with"]["text"].as_str()), (201, Some("中美海事磋商")));
    assert_eq!(say(serde_json::json!({ "action": "split" })).0, 409);
    assert_eq!(say(serde_json::json!({ "action": "split", "seen": made["id"] })).0, 201);
    let description = desk.get("/api/v1/openapi.json").text;
    assert!(description.contains("\"merge\"") && description.contains("\"split\""));
}

#[test]
fn one_of_many_who_join_and_part_at_once_is_heard() {
    let desk = desk();
    let (one, other) = (mechanism(&desk, "對話"), mechanism(&desk, "中美海事磋商"));
    let forms: Vec<Form> = (0..6).map(|_| Form::open(&desk, &page(&one))).collect();
    let heard: usize = std::thread::scope(|scope| {
        let sent = |(i, form): (usize, &Form)| {
            let (desk, with, who) = (&desk, at(&other), format!("reader {i}"));
            let form = form.clone();
            scope.spawn(move || {
                let action = if i % 2 == 0 { "merge" } else { "split" };
                let given = [("who", who.as_str()), ("action", action), ("with", &with)];
                usize::from(form.send(desk, &given).status == StatusCode::SEE_OTHER)
            })
        };
        let all: Vec<_> = forms.iter().enumerate().map(sent).collect();
        all.into_iter().map(|t| t.join().unwrap()).sum()
    });
    assert_eq!(heard, 1);
    assert_eq!(Archive::open(&desk.archive()).unwrap().decisions().unwrap().len(), 1);
}

#[test]
fn a_queue_is_narrowed() {
    let desk = desk();
    let all = mechanisms(&desk).len();
    let counted = |conditions: &str| {
        let text = desk.get(&format!("/review?kind=mechanism&{conditions}")).text;
        let told = text.split_once("<p class=\"note\">").map_or("", |p| p.1).split(';').next().unwrap();
        told.rsplit_once("of ").map_or(0, |n| n.1.trim().parse::<usize>().unwrap())
    };
    assert_eq!(counted(""), all);
    for narrower in
        ["about=%E6%B2%B3%E8%B0%B7%E5%B0%8D%E8%A9%B1", "from=2031-09", "outlet=%E5%B1%B1%E5%9F%8E"]
    {
        assert!((1..all).contains(&counted(narrower)), "{narrower}");
    }
    let form = Form::open(&desk, "/review?kind=mechanism&only=open");
    let went = form.send(&desk, &[("who", "安"), ("action", "confirm")]);
    let next = went.headers[header::LOCATION].to_str().unwrap();
    assert!(next.contains("only=open") && !next.contains(&encoded(form.get("at"))), "{next}");
    assert_eq!(counted("only=open"), all - 1);
    assert_eq!(counted("only=disputed"), 0);
    let address = format!("/review?kind=mechanism&at={}", encoded(form.get("at")));
    let differs = Form::open(&desk, &address).send(&desk, &[("who", "本"), ("action", "reject")]);
    assert_eq!(differs.status, StatusCode::SEE_OTHER);
    assert_eq!(counted("only=disputed"), 1);
    assert_eq!(desk.get("/review?only=some").status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.get("/review?from=then").status, StatusCode::BAD_REQUEST);
}
