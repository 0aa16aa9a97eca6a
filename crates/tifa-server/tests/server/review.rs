//! Deciding about entries: by one person, by two at once, and by a program.

use crate::docket::{desk, encoded};
use crate::{Answer, Desk, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use tifa_archive::Archive;
use tifa_archive::docket::Kind;

/// The page of one entry, as a browser with this cookie sees it.
#[derive(Clone)]
pub(crate) struct Form {
    cookie: String,
    fields: Vec<(String, String)>,
}

impl Form {
    pub(crate) fn open(desk: &Desk, address: &str) -> Self {
        let (_, cookie) = desk.word(address);
        let asked = request(Method::GET, address).header(header::COOKIE, &cookie);
        let page = desk.ask(asked.body(Body::empty()).unwrap()).text;
        let (_, form) = page.split_once("<form class=\"judge\"").expect("a form");
        let form = form.split("</form>").next().unwrap();
        let hidden = form.split("<input type=\"hidden\" name=\"").skip(1).filter_map(|input| {
            let (name, rest) = input.split_once("\" value=\"")?;
            Some((name.to_owned(), rest.split('"').next()?.replace("&amp;", "&")))
        });
        Self { cookie, fields: hidden.collect() }
    }

    pub(crate) fn get(&self, name: &str) -> &str {
        &self.fields.iter().find(|f| f.0 == name).unwrap().1
    }

    /// Sends it with these fields, which stand before those of the page.
    pub(crate) fn send(&self, desk: &Desk, given: &[(&str, &str)]) -> Answer {
        let given = given.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        let all: Vec<String> =
            given.chain(self.fields.iter().cloned()).map(|(n, v)| format!("{n}={}", encoded(&v))).collect();
        desk.post("/review", &self.cookie, &all.join("&"))
    }
}

const CLAIMS: &str = "/review?kind=claim";

#[test]
fn a_decision_stands_after_a_restart() {
    let mut desk = desk();
    let form = Form::open(&desk, CLAIMS);
    let answer = form.send(&desk, &[("who", "安"), ("action", "confirm")]);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let cookies: Vec<_> = answer.headers.get_all(header::SET_COOKIE).iter().collect();
    assert!(cookies.iter().any(|c| c.to_str().unwrap().starts_with("tifa-who=%E5%AE%89;")), "{cookies:?}");
    let next = answer.headers[header::LOCATION].to_str().unwrap().to_owned();
    assert!(desk.get(&next).text.contains("role=\"status\""));
    desk.restart();
    let page = desk.get(&format!("{CLAIMS}&at={}", encoded(form.get("at")))).text;
    assert!(page.contains("badge confirmed") && page.contains("<b>安</b>"), "{page}");
    assert!(desk.get("/docket/claims").text.contains("badge confirmed"));
}

#[test]
fn nobody_overrides_what_he_has_not_seen() {
    let desk = desk();
    let (ann, ben) = (Form::open(&desk, CLAIMS), Form::open(&desk, CLAIMS));
    assert_eq!(ann.send(&desk, &[("who", "安"), ("action", "confirm")]).status, StatusCode::SEE_OTHER);
    let late = ben.send(&desk, &[("who", "本"), ("action", "reject")]);
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text.contains("role=\"alert\"") && late.text.contains("<b>安</b>"), "{}", late.text);
    let log = || Archive::open(&desk.archive()).unwrap().decisions().unwrap();
    assert_eq!(log().len(), 1);
    // Having looked, he may say otherwise.
    let again = Form::open(&desk, &format!("{CLAIMS}&at={}", encoded(ben.get("at"))));
    assert_eq!(again.send(&desk, &[("who", "本"), ("action", "reject")]).status, StatusCode::SEE_OTHER);
    assert_eq!(log().len(), 2);
    assert!(desk.get("/docket/claims").text.contains("people differ"));
}

#[test]
fn one_of_many_at_once_is_heard() {
    let desk = desk();
    let forms: Vec<Form> = (0..6).map(|_| Form::open(&desk, CLAIMS)).collect();
    let heard = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for (i, form) in forms.iter().enumerate() {
            let (desk, heard) = (&desk, &heard);
            scope.spawn(move || {
                let who = format!("reader {i}");
                let status = form.send(desk, &[("who", &who), ("action", "confirm")]).status;
                if status == StatusCode::SEE_OTHER {
                    heard.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                } else {
                    assert_eq!(status, StatusCode::CONFLICT);
                }
            });
        }
    });
    assert_eq!(heard.into_inner(), 1);
    assert_eq!(Archive::open(&desk.archive()).unwrap().decisions().unwrap().len(), 1);
}

#[test]
fn fields_are_corrected_and_taken_back_together() {
    let desk = desk();
    let address = "/review?kind=mechanism";
    let form = Form::open(&desk, address);
    let given =
        [("who", "安"), ("action", "correct"), ("field.state", "cancelled"), ("field.parties", "雾国、岸国")];
    assert_eq!(form.send(&desk, &given).status, StatusCode::SEE_OTHER);
    let here = format!("{address}&at={}", encoded(form.get("at")));
    assert!(desk.get(&here).text.contains("雾国、岸国"));
    let again = Form::open(&desk, &here);
    assert_eq!(again.send(&desk, &[("who", "本"), ("action", "undo")]).status, StatusCode::BAD_REQUEST);
    assert_eq!(again.send(&desk, &[("who", "安"), ("action", "undo")]).status, StatusCode::SEE_OTHER);
    let rows =
        Archive::open(&desk.archive()).unwrap().docket(&Default::default(), &[Kind::Mechanism]).unwrap();
    assert!(rows.iter().all(|r| r.decision.is_none()));
}

#[test]
fn what_cannot_be_taken_is_refused() {
    let desk = desk();
    let form = Form::open(&desk, CLAIMS);
    let check = |given: &[(&str, &str)], status: u16| {
        let answer = form.send(&desk, given);
        assert_eq!(answer.status.as_u16(), status, "{given:?}: {}", answer.text);
        assert!(!answer.text.contains("<script>alert"));
    };
    check(&[("who", "安"), ("action", "confirm"), ("csrf", "made up")], 403);
    check(&[("who", ""), ("action", "confirm")], 400);
    check(&[("who", "安"), ("action", "applaud")], 400);
    check(&[("who", "安"), ("action", "note"), ("note", " ")], 400);
    check(&[("who", "安"), ("action", "correct")], 400);
    check(&[("who", "安"), ("action", "confirm"), ("at", "nowhere:1-2")], 404);
    check(&[("who", "安"), ("action", "confirm"), ("at", "x")], 400);
    assert!(Archive::open(&desk.archive()).unwrap().decisions().unwrap().is_empty());
    check(
        &[("who", "<script>alert(1)</script>"), ("action", "note"), ("note", "<script>alert(2)</script>")],
        303,
    );
    let page = desk.get(&format!("{CLAIMS}&at={}", encoded(form.get("at")))).text;
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;alert(2)"), "{page}");
}

#[test]
fn programs_decide_by_the_same_rule() {
    let desk = desk();
    let row = Archive::open(&desk.archive())
        .unwrap()
        .docket(&Default::default(), &[Kind::Figure])
        .unwrap()
        .remove(0);
    let say = |more: serde_json::Value| {
        let mut said = serde_json::json!({
            "kind": "figure", "document": &*row.document, "start": row.start, "end": row.end, "by": "a program",
        });
        said.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let asked =
            request(Method::POST, "/api/v1/decisions").header(header::CONTENT_TYPE, "application/json");
        let answer = desk.ask(asked.body(Body::from(said.to_string())).unwrap());
        let answered: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        (answer.status.as_u16(), answered)
    };
    let (status, made) = say(serde_json::json!({ "action": "confirm" }));
    assert_eq!((status, made["by"].as_str()), (201, Some("a program")));
    let (status, problem) = say(serde_json::json!({ "action": "reject" }));
    assert_eq!((status, problem["status"].as_u64()), (409, Some(409)));
    let seen = made["id"].as_str().unwrap();
    let (status, _) = say(serde_json::json!({ "action": "undo", "decision": seen, "seen": seen }));
    assert_eq!(status, 201);
    assert_eq!(say(serde_json::json!({ "action": "correct", "field": "value" })).0, 400);
    assert_eq!(say(serde_json::json!({ "action": "applaud" })).0, 422);
    let log: serde_json::Value = serde_json::from_str(&desk.get("/api/v1/decisions").text).unwrap();
    assert_eq!(log["total"], 2);
}
