//! The page on which the interface for programs is tried.

use crate::{Desk, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use serde_json::Value;

#[test]
fn every_parameter_of_the_description_has_a_field() {
    let desk = Desk::new();
    let page = desk.get("/api").text;
    let description: Value = serde_json::from_str(&desk.get("/api/v1/openapi.json").text).unwrap();
    for (path, item) in description["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            let start = page.find(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("{method} {path}"));
            let section = page[start..].split("class=\"operation\"").next().unwrap();
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let name = parameter["name"].as_str().unwrap();
                assert!(section.contains(&format!("for=\"{id}-{name}\"")), "{path}: {name}");
                assert!(section.contains(&format!("name=\"{name}\"")), "{path}: {name}");
            }
            assert_eq!(method == "post", section.contains("<textarea name=\"body\""), "{path}");
        }
    }
    assert!(page.contains("<option>direct</option>") && page.contains("max=\"500\""));
    assert!(!page.contains(" style=") && !page.contains("onclick") && !page.contains("https://"));
}

#[test]
fn a_form_opens_the_answer_without_a_script() {
    let desk = Desk::new();
    let check = |fields: &str, expect: &str| {
        let answer = desk.get(&format!("/api/open?{fields}"));
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields}: {}", answer.text);
        assert_eq!(answer.headers[header::LOCATION], expect, "{fields}");
    };
    check(
        "operation=search&q=%E6%B8%AF%E5%8F%A3&limit=&sort=newest",
        "/api/v1/search?q=%E6%B8%AF%E5%8F%A3&sort=newest",
    );
    check("operation=document&id=harbour.md&other=1", "/api/v1/documents/harbour.md");
    check("operation=document&id=..%2F..%2Fx", "/api/v1/documents/..%2F..%2Fx");
    check("operation=status", "/api/v1/status");
    for fields in ["", "operation=decide", "operation=document", "operation=%2F%2Felsewhere.example"] {
        assert_eq!(desk.get(&format!("/api/open?{fields}")).status, StatusCode::BAD_REQUEST, "{fields}");
    }
}

#[test]
fn every_page_leads_there() {
    let desk = Desk::new();
    for page in ["/", "/nowhere", "/docket", "/api"] {
        let text = desk.get(page).text;
        assert!(text.contains("href=\"/api\"") && text.contains("href=\"/api/v1/openapi.json\""), "{page}");
    }
    for (language, words) in [
        ("zh-TW", "詞句所在的每一處"),
        ("zh-CN", "词句所在的每一处"),
        ("en", "Every place where words stand"),
    ] {
        let asked = request(Method::GET, "/api").header(header::ACCEPT_LANGUAGE, language);
        assert!(desk.ask(asked.body(Body::empty()).unwrap()).text.contains(words), "{language}");
    }
}
