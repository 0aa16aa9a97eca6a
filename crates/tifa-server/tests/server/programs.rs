//! The interface for programs.

use crate::Desk;
use crate::pages::encoded;
use axum::http::header;
use serde_json::Value;

fn json(desk: &Desk, address: &str) -> Value {
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
    for path in ["/status", "/search", "/documents", "/documents/{id}"] {
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
