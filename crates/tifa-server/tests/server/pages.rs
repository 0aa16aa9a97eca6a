//! Pages for people.

use crate::{Desk, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};

#[test]
fn every_page_answers_in_every_language() {
    let desk = Desk::new();
    let pages = [
        "/",
        "/search",
        "/search?q=%E6%B8%AF%E5%8F%A3",
        "/search?q=%E7%81%AB%E7%AE%AD",
        "/search/speakers?q=%E6%B8%AF%E5%8F%A3",
        "/formulation",
        "/formulation?q=%E6%B8%AF%E5%8F%A3%E4%B9%8B%E7%B4%84",
        "/verify",
        "/compare",
        "/compare?a=harbour.md&b=simplified.md",
        "/speakers",
        "/speakers?speaker=%E9%99%B8%E9%81%A0%E5%B1%B1",
        "/occasions",
        "/outlets",
        "/add",
        "/api",
        "/document/harbour.md",
        "/document/simplified.md?script=zh-Hant",
        "/document/simplified.md?marks=statements",
        "/document/simplified.md/beside",
    ];
    for page in pages {
        for (language, tag) in [("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("en", "en")] {
            let asked = request(Method::GET, page).header(header::ACCEPT_LANGUAGE, language);
            let answer = desk.ask(asked.body(Body::empty()).unwrap());
            assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.text);
            assert!(answer.text.contains(&format!("<html lang=\"{tag}\">")), "{page}");
            assert!(answer.text.contains("</html>"), "{page}");
        }
    }
}

#[test]
fn either_script_finds_both() {
    let desk = Desk::new();
    for query in ["港口之约", "港口之約"] {
        let page = desk.get(&format!("/search?q={}", encoded(query)));
        assert!(page.text.contains("4 places in 3 documents"), "{}", page.text);
    }
}

#[test]
fn a_place_leads_to_its_bytes() {
    let desk = Desk::new();
    let page = desk.get(&format!("/search?q={}", encoded("压舱石"))).text;
    let (_, rest) = page.split_once("<a class=\"hit\" href=\"").unwrap();
    let place = rest.split('#').next().unwrap();
    let document = desk.get(place);
    assert!(document.text.contains("<mark class=\"here\" id=\"here\">壓艙石</mark>"), "{}", document.text);
    // The same words in the citation, with the hash of the file.
    let citation = document.text.split_once("<textarea").unwrap().1;
    assert!(citation.contains("「壓艙石」") && citation.contains("SHA-256"));
}

#[test]
fn a_document_is_marked_as_asked() {
    let desk = Desk::new();
    let check = |marks: &str, statements: bool, docket: bool| {
        let page = desk.get(&format!("/document/harbour.md?marks={marks}")).text;
        let found = (page.contains("class=\"said "), page.contains("class=\"entered\""));
        assert_eq!(found, (statements, docket), "{marks}: {page}");
        assert_eq!(page.contains("<ul class=\"entries-here\""), docket, "{marks}");
    };
    check("", true, true);
    check("statements", true, false);
    check("none", false, false);
}

#[test]
fn a_text_in_the_other_script_says_so() {
    let desk = Desk::new();
    let page = desk.get("/document/simplified.md?script=zh-Hant").text;
    assert!(page.contains("陸遠山") && page.contains("quote it as printed"), "{page}");
    assert!(desk.get("/document/simplified.md").text.contains("陆远山"));
}

#[test]
fn the_original_is_sent_as_it_is() {
    let desk = Desk::new();
    let sent = desk.get("/original/hostile.md");
    assert!(sent.text.starts_with("---\ntitle: <script>"));
    assert_eq!(sent.headers[header::CONTENT_TYPE], "application/octet-stream");
    assert!(sent.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
}

#[test]
fn a_quotation_gets_its_verdict() {
    let desk = Desk::new();
    let (word, cookie) = desk.word("/verify");
    let verdict = |quote: &str| {
        let form = format!("csrf={}&text={}", encoded(&word), encoded(quote));
        let page = desk.post("/verify", &cookie, &form);
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        page.text.split_once("<b class=\"name\">").unwrap().1.split('<').next().unwrap().to_owned()
    };
    assert_eq!(verdict("港口之約是兩國的壓艙石"), "Verbatim");
    assert_eq!(verdict("港口之约是两国的压舱石"), "Verbatim");
    assert_eq!(verdict("火箭明日升空越過群山"), "Absent");
}

#[test]
fn what_is_missing_is_said() {
    let desk = Desk::new();
    for (address, status) in [
        ("/nowhere", 404),
        ("/document/nothing", 404),
        ("/document/harbour.md/x-y", 404),
        ("/search?q=a&from=then", 400),
        ("/search?q=a&cursor=x", 400),
        ("/add/99", 404),
        ("/add/x", 400),
        ("/search?q=a&q=b", 400),
        ("/search?q=a&sort=newest&sort=oldest", 400),
        ("/compare?a=harbour.md&b=nothing", 404),
        ("/formulation?q=%E5%B1%B1", 400),
    ] {
        let answer = desk.get(address);
        assert_eq!(answer.status.as_u16(), status, "{address}");
        assert!(answer.text.starts_with("<!DOCTYPE html>"), "{address}: {}", answer.text);
    }
    // What the router refuses by itself is said in the same way, to people and to programs.
    let ask = |method: Method, address: &str| desk.ask(request(method, address).body(Body::empty()).unwrap());
    let page = ask(Method::DELETE, "/review");
    assert_eq!((page.status.as_u16(), page.headers[header::ALLOW].to_str().unwrap()), (405, "GET,HEAD,POST"));
    assert!(page.text.starts_with("<!DOCTYPE html>"), "{}", page.text);
    let api = ask(Method::DELETE, "/api/v1/status");
    assert_eq!(api.headers[header::CONTENT_TYPE], "application/problem+json");
}

pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}
