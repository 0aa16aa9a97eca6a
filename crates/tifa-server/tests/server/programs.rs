//! The interface for programs.

use crate::Desk;
use crate::pages::encoded;
use axum::http::header;
use serde_json::Value;

pub(crate) fn json(desk: &Desk, address: &str) -> Value {
    let answer = desk.get(address);
    assert_eq!(answer.status, 200, "{address}: {}", answer.text);
    serde_json::from_str(&answer.text).unwrap()
}

#[test]
fn a_search_goes_on_where_it_stopped() {
    let desk = Desk::new();
    let mut address = format!("/api/v1/search?q={}&limit=1", encoded("港口之約"));
    let mut found = Vec::new();
    loop {
        let page = json(&desk, &address);
        assert_eq!(page["total"], 4);
        found.extend(page["places"].as_array().unwrap().iter().map(|p| p["document"].clone()));
        match page["next"].as_str() {
            Some(next) => address = format!("/api/v1/search?q={}&limit=1&cursor={next}", encoded("港口之約")),
            None => break,
        }
    }
    found.dedup();
    assert_eq!(found.len(), 3);
    let newest = json(&desk, &format!("/api/v1/search?q={}&sort=newest", encoded("港口之約")));
    assert_eq!(newest["places"][0]["date"], "2031-05-05");
}

#[test]
fn problems_are_problems() {
    let desk = Desk::new();
    for (address, status) in [
        ("/api/v1/search", 400),
        ("/api/v1/search?q=", 400),
        ("/api/v1/search?q=a&limit=0", 400),
        ("/api/v1/search?q=a&limit=501", 400),
        ("/api/v1/search?q=a&limit=x", 400),
        ("/api/v1/search?q=a&mode=shouted", 400),
        ("/api/v1/search?q=a&cursor=%F0%9F%8F%94", 400),
        ("/api/v1/documents/none", 404),
        ("/api/v1/none", 404),
    ] {
        let answer = desk.get(address);
        assert_eq!(answer.status.as_u16(), status, "{address}: {}", answer.text);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{address}");
        let problem: Value = serde_json::from_str(&answer.text).unwrap();
        assert_eq!(problem["status"], status, "{address}");
    }
}

#[test]
fn the_description_has_every_address() {
    let desk = Desk::new();
    let description = json(&desk, "/api/v1/openapi.json");
    assert!(description["openapi"].as_str().unwrap().starts_with("3.1"));
    for path in ["/status", "/search", "/documents", "/documents/{id}", "/statements", "/trace", "/compare"] {
        assert!(description["paths"][path]["get"]["responses"]["200"].is_object(), "{path}");
    }
}

#[test]
fn a_document_is_whole() {
    let desk = Desk::new();
    let document = json(&desk, "/api/v1/documents/harbour.md");
    assert_eq!(document["title"], "兩國外長談港口");
    assert!(!document["blocks"].as_array().unwrap().is_empty());
    assert!(document["statements_found"].as_array().unwrap().iter().any(|s| s["speaker"] == "陸遠山"));
    assert_eq!(json(&desk, "/api/v1/documents?limit=2")["total"], 3);
}

#[test]
fn wording_is_asked_as_on_the_command_line() {
    let desk = Desk::new();
    let trace = json(&desk, &format!("/api/v1/trace?q={}&limit=2", encoded("港口之約")));
    assert_eq!((&trace["total"], trace["attestations"].as_array().unwrap().len()), (&4.into(), 2));
    assert!(trace["next"].is_string() && trace["months"].is_array());
    let pairs = json(&desk, "/api/v1/compare?a=harbour.md&b=simplified.md");
    assert!(!pairs["pairs"].as_array().unwrap().is_empty());
    let said = json(&desk, &format!("/api/v1/statements?speaker={}", encoded("陆远山")));
    assert_eq!(said["lines"].as_array().unwrap().len(), 2);
    assert!(json(&desk, "/api/v1/speakers").as_array().unwrap().len() >= 3);
}

#[test]
fn a_draft_is_verified() {
    let desk = Desk::new();
    let ask = |body: &str| {
        let request = crate::request(axum::http::Method::POST, "/api/v1/verify")
            .header(header::CONTENT_TYPE, "application/json");
        desk.ask(request.body(axum::body::Body::from(body.to_owned())).unwrap())
    };
    let answer: Value = serde_json::from_str(&ask(r#"{"text":"港口之约是两国的压舱石"}"#).text).unwrap();
    assert_eq!(answer["verdicts"][0]["verdict"], "verbatim");
    for (body, status) in
        [("{", 400), ("{}", 422), (r#"{"text":"。"}"#, 400), (r#"{"text":"山河","from":"x"}"#, 400)]
    {
        let answer = ask(body);
        assert_eq!(answer.status.as_u16(), status, "{body}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
    }
}
