//! What is let in.

use crate::pages::encoded;
use crate::{Desk, request};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};

#[test]
fn every_answer_says_what_a_page_may_load() {
    let desk = Desk::new();
    for page in ["/", "/nowhere", "/api/v1/status", "/document/hostile.md", "/original/harbour.md"] {
        let policy = desk.get(page).headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{page}");
    }
    // Nothing inline that the policy would stop.
    let text = desk.get("/document/harbour.md").text;
    assert!(!text.contains(" style=") && !text.contains("<style") && !text.contains(" onclick="), "{text}");
}

#[test]
fn only_its_own_name_is_answered() {
    let desk = Desk::with(|o| o.hosts.push("archive.example".to_owned()));
    let ask = |host: &str| {
        let request = Request::builder().uri("/").header(header::HOST, host).body(Body::empty()).unwrap();
        desk.ask(request).status
    };
    for own in ["127.0.0.1:7820", "localhost:7820", "[::1]:7820", "archive.example", "ARCHIVE.example:80"] {
        assert_eq!(ask(own), StatusCode::OK, "{own}");
    }
    for other in ["elsewhere.example", "localhost.elsewhere.example", "8.8.8.8", ""] {
        assert_eq!(ask(other), StatusCode::MISDIRECTED_REQUEST, "{other}");
    }
}

#[test]
fn a_form_of_another_site_changes_nothing() {
    let desk = Desk::new();
    let (word, cookie) = desk.word("/");
    let form = format!("csrf={}&language=zh-Hant&back=/", encoded(&word));
    let from = |origin: &str| {
        let request = request(Method::POST, "/language")
            .header(header::COOKIE, &cookie)
            .header(header::ORIGIN, origin)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        desk.ask(request.body(Body::from(form.clone())).unwrap()).status
    };
    assert_eq!(from("http://127.0.0.1:7820"), StatusCode::SEE_OTHER);
    for other in ["https://elsewhere.example", "null", "http://127.0.0.1:9"] {
        assert_eq!(from(other), StatusCode::FORBIDDEN, "{other}");
    }
    // Without the word, or with that of another visitor.
    assert_eq!(desk.post("/language", &cookie, "csrf=x&language=en&back=/").status, StatusCode::FORBIDDEN);
    assert_eq!(desk.post("/language", "tifa-visit=other", &form).status, StatusCode::FORBIDDEN);
}

#[test]
fn a_token_is_asked_for() {
    let token = tifa_server::new_token().unwrap();
    let desk = Desk::with(|o| o.token = Some(tifa_server::hashed(&token).unwrap()));
    assert_eq!(desk.get("/").status, StatusCode::UNAUTHORIZED);
    let api = desk.get("/api/v1/status");
    assert_eq!(api.status, StatusCode::UNAUTHORIZED);
    assert_eq!(api.headers[header::CONTENT_TYPE], "application/problem+json");
    let bearer = |token: &str| {
        let request = request(Method::GET, "/api/v1/status");
        let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        desk.ask(request.body(Body::empty()).unwrap()).status
    };
    assert_eq!(bearer("wrong"), StatusCode::UNAUTHORIZED);
    assert_eq!(bearer(&token), StatusCode::OK);
    let (word, cookie) = desk.word("/enter");
    let entered = desk.post("/enter", &cookie, &format!("csrf={}&token={token}", encoded(&word)));
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    let key = entered.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let inside = request(Method::GET, "/").header(header::COOKIE, key).body(Body::empty()).unwrap();
    assert_eq!(desk.ask(inside).status, StatusCode::OK);
    assert_eq!(
        desk.post("/enter", &cookie, &format!("csrf={}&token=x", encoded(&word))).status,
        StatusCode::UNAUTHORIZED
    );
}

#[test]
fn an_answer_that_has_not_changed_is_not_sent_again() {
    let desk = Desk::new();
    let first = desk.get("/api/v1/status");
    let again =
        request(Method::GET, "/api/v1/status").header(header::IF_NONE_MATCH, &first.headers[header::ETAG]);
    assert_eq!(desk.ask(again.body(Body::empty()).unwrap()).status, StatusCode::NOT_MODIFIED);
    let other =
        request(Method::GET, "/api/v1/documents").header(header::IF_NONE_MATCH, &first.headers[header::ETAG]);
    assert_eq!(desk.ask(other.body(Body::empty()).unwrap()).status, StatusCode::OK);
}

/// A form with files, as a browser sends it.
pub(crate) fn form(word: &str, files: &[(&str, &str)]) -> String {
    let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{word}\r\n");
    for (name, text) in files {
        body += &format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: text/plain\r\n\r\n{text}\r\n"
        );
    }
    body + "--x--\r\n"
}

#[test]
fn files_are_added_and_refusals_say_why() {
    let desk = Desk::new();
    let (word, cookie) = desk.word("/add");
    let send = |body: String| {
        let request = request(Method::POST, "/add")
            .header(header::COOKIE, &cookie)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        request.body(Body::from(body)).unwrap()
    };
    let files = [("../../outside.txt", "霧國外長陸遠山說：「海上燈塔不會熄滅。」\n"), ("empty.txt", "")];
    // One runtime for both, since the files are added while nobody waits.
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let page = runtime.block_on(async {
        use tower::ServiceExt;
        let router = desk.router.clone();
        let answer = router.clone().oneshot(send(form(&word, &files))).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let job = answer.headers()[header::LOCATION].to_str().unwrap().to_owned();
        let events = request(Method::GET, &format!("{job}/events")).body(Body::empty()).unwrap();
        let events = router.clone().oneshot(events).await.unwrap();
        let bytes = axum::body::to_bytes(events.into_body(), usize::MAX).await.unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    });
    assert!(page.contains("event: end") && page.contains("2 files: 1 read"), "{page}");
    assert!(page.contains("<code>empty.txt</code>"), "{page}");
    assert!(desk.get(&format!("/search?q={}", encoded("海上灯塔"))).text.contains("1 place in 1 document"));
    assert!(desk.archive().join("originals").is_dir());
    assert_eq!(desk.ask(send(form("x", &files))).status, StatusCode::FORBIDDEN);
    assert_eq!(desk.ask(send(form(&word, &[]))).status, StatusCode::BAD_REQUEST);
    let large = "山".repeat(1 << 19);
    assert_eq!(desk.ask(send(form(&word, &[("large.txt", &large)]))).status, StatusCode::PAYLOAD_TOO_LARGE);
}
