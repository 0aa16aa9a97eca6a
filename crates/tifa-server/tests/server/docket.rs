//! The docket, for people and for programs.

use crate::programs::json;
use crate::{Desk, request};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};

/// Reports that hold an entry of every kind; all of it invented.
const REPORTS: &[(&str, &str)] = &[
    (
        "talks.md",
        "---\ntitle: 海事談判\ndate: 2031-06-01\noutlet: 河谷日報\n---\n\n\
         霧國外長陸遠山6月1日提出三點建議：一、舉行中美海事磋商；二、擴大兩國在氣候變化領域的合作；三、妥善管控漁業分歧。\n\n\
         陸遠山說，塔羅南已向12個國家提供350噸糧食。他承諾，塔羅南將繼續開放港口。\n\n\
         對於維斯塔拉指責塔羅南封鎖水道，陸遠山否認塔羅南封鎖水道，並稱有關說法毫無根據。\n",
    ),
    (
        "later.md",
        "---\ntitle: 海事談判復會\ndate: 2031-09-01\noutlet: 山城時報\n---\n\n\
         中美海事磋商9月1日在河谷舉行。陸遠山說，塔羅南已向19個國家提供500多噸糧食。\n",
    ),
    (
        "hostile-docket.md",
        "---\ntitle: 甲<script>alert(1)</script>\ndate: 2031-10-01\noutlet: <script>alert(2)</script>\n---\n\n\
         發言人說：「霧國承諾 <script>alert(3)</script> 將開放26個港口，雙方同意舉行<img src=x onerror=alert(4)>海事磋商。」\n",
    ),
];

/// A desk with those reports.
pub(crate) fn desk() -> Desk {
    let desk = Desk::new();
    desk.add(REPORTS);
    desk
}

pub(crate) const KINDS: [&str; 7] =
    ["mechanism", "commitment", "claim", "enumeration", "figure", "placement", "occasion"];

#[test]
fn every_page_answers_in_every_language() {
    let desk = desk();
    let mut pages: Vec<String> =
        ["", "/lists", "/mechanisms", "/commitments", "/claims", "/figures", "/series", "/enumerations"]
            .iter()
            .flat_map(|page| {
                let page = format!("/docket{page}");
                [
                    format!("{page}?as_of=2031-07&from=2031&outlet=%E6%B2%B3"),
                    format!("{page}?about=%E7%81%AB%E7%AE%AD"),
                    page,
                ]
            })
            .collect();
    pages.push(format!("/docket/mechanism?name={}", encoded("中美海事磋商")));
    pages.push(format!("/docket/mechanism?name={}", encoded("沒有這個機制")));
    pages.extend(KINDS.iter().map(|kind| format!("/review?kind={kind}")));
    for page in pages {
        for (language, tag) in [("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("en", "en")] {
            let asked = request(Method::GET, &page).header(header::ACCEPT_LANGUAGE, language);
            let answer = desk.ask(asked.body(Body::empty()).unwrap());
            assert_eq!(answer.status, StatusCode::OK, "{page}: {}", answer.text);
            assert!(answer.text.contains(&format!("<html lang=\"{tag}\">")), "{page}");
            assert!(!answer.text.contains(" style=") && !answer.text.contains("onclick"), "{page}");
            assert!(
                !answer.text.contains("<script>alert") && !answer.text.contains("<img"),
                "{page}: {}",
                answer.text
            );
        }
    }
}

#[test]
fn pages_hold_what_they_must() {
    let desk = desk();
    let check = |page: &str, words: &[&str]| {
        let answer = desk.get(page);
        for word in words {
            assert!(answer.text.contains(word), "{page} has no {word}: {}", answer.text);
        }
    };
    check("/docket", &["Mechanisms", "Cooperation", "Managed differences", "Unplaced", "<h2 id=\"lists\""]);
    check("/docket/mechanisms", &["中美海事磋商", "badge state"]);
    let mechanism = format!("/docket/mechanism?name={}", encoded("中美海事磋商"));
    check(&mechanism, &["role=\"img\"", "<title>", "urged", "held", "2031-09-01", "#here"]);
    check("/docket/commitments", &["pledged", "塔羅南"]);
    check("/docket/claims", &["Claim", "Answer", "毫無根據"]);
    check("/docket/figures", &["scope=\"col\"", "350", "more than"]);
    check("/docket/enumerations", &["三點建議", "3 points"]);
    check("/docket/series", &["svg class=\"chart\"", "role=\"img\"", "whisker", "scope=\"row\"", "糧食"]);
}

#[test]
fn what_was_published_later_is_not_known() {
    let desk = desk();
    let page =
        |day| desk.get(&format!("/docket/mechanism?name={}&as_of={day}", encoded("中美海事磋商"))).text;
    assert!(page("2031-12").contains(">held<"));
    assert!(!page("2031-07").contains(">held<"));
    assert_eq!(desk.get("/docket?as_of=soon").status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.get("/docket/mechanism").status, StatusCode::BAD_REQUEST);
}

#[test]
fn programs_are_answered_too() {
    let desk = desk();
    let of = |address: &str| -> serde_json::Value {
        let answer = desk.get(&format!("/api/v1/docket/{address}"));
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text);
        serde_json::from_str(&answer.text).unwrap()
    };
    for kind in ["mechanisms", "commitments", "figures", "claims", "enumerations", "placements"] {
        let page = of(kind);
        assert!(page["total"].as_u64().unwrap() > 0, "{kind}");
        assert_eq!(format!("{}s", page["lines"][0]["kind"].as_str().unwrap()), kind);
    }
    let first = of("figures?limit=1");
    let second = of(&format!("figures?limit=1&cursor={}", first["next"].as_str().unwrap()));
    assert_ne!(first["lines"], second["lines"]);
    assert_eq!(of(&format!("mechanisms/history?name={}", encoded("中美海事磋商")))["total"], 1);
    assert!(of("series")["lines"][0]["points"].as_array().unwrap().len() > 1);
    assert!(of("lists")["total"].as_u64().unwrap() > 2);
    for (address, status) in
        [("docket/figures?limit=0", 400), ("docket/rumours", 404), ("docket/claims?cursor=x", 400)]
    {
        let answer = desk.get(&format!("/api/v1/{address}"));
        assert_eq!(answer.status.as_u16(), status, "{address}");
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
    }
}

/// `text` as a part of an address.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

/// The first link of a page to `path`, unescaped.
fn first_link(page: &str, path: &str) -> String {
    let (_, rest) =
        page.split_once(&format!("href=\"{path}?")).unwrap_or_else(|| panic!("no {path} in {page}"));
    format!("{path}?{}", rest.split('"').next().unwrap().replace("&amp;", "&"))
}

#[test]
fn a_commitment_is_followed_and_a_claim_led_back() {
    let desk = desk();
    desk.add(&[
        (
            "charge.md",
            "---\ntitle: 指責\ndate: 2031-05-20\noutlet: 山城時報\n---\n\n維斯塔拉5月20日指責塔羅南封鎖水道。\n",
        ),
        (
            "again.md",
            "---\ntitle: 重申\ndate: 2031-11-01\noutlet: 山城時報\n---\n\n陸遠山重申，塔羅南將繼續開放港口。他承諾，塔羅南將修復鐵路。\n",
        ),
    ]);
    let list = desk.get("/docket/commitments?about=%E7%B9%BC%E7%BA%8C%E9%96%8B%E6%94%BE").text;
    let followed = desk.get(&first_link(&list, "/docket/commitment")).text;
    assert!(followed.contains("Repetitions") && followed.contains("again.md"), "{followed}");
    let alone = desk
        .get(&first_link(
            &desk.get("/docket/commitments?about=%E9%90%B5%E8%B7%AF").text,
            "/docket/commitment",
        ))
        .text;
    assert!(alone.contains("No later document of this archive speaks of it."), "{alone}");
    let claims = desk.get("/docket/claims").text;
    let led = desk.get(&first_link(&claims, "/docket/claim")).text;
    assert!(led.contains("by its words") && led.contains("charge.md"), "{led}");
    let threads =
        json(&desk, "/api/v1/docket/commitments/threads?about=%E7%B9%BC%E7%BA%8C%E9%96%8B%E6%94%BE");
    assert_eq!(threads["lines"][0]["entries"].as_array().map(Vec::len), Some(2), "{threads}");
    let origins = json(&desk, "/api/v1/docket/claims/origins");
    assert_eq!(origins["lines"][0]["origins"][0]["by"], "words", "{origins}");
    assert_eq!(desk.get("/docket/claim?at=nothing").status, StatusCode::BAD_REQUEST);
}
