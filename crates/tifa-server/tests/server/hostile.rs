//! What a clipping, a name or an address cannot do: a page has the elements and attributes that this program writes, and none of
//! theirs.

mod corpus;

use crate::pages::encoded;
use crate::{Answer, Desk, Quiet, request};
use axum::body::Body;
use axum::http::{Method, header};
use corpus::{ADDRESSES, PAYLOADS, files};
use dom_query::{Document, NodeRef};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tifa_archive::{AddOptions, Archive};

/// Elements of pages.
const ELEMENTS: &str = "a abbr article aside b bdi bdo blockquote body br button caption cite code dd del details div dl dt em fieldset \
    figcaption figure footer form h1 h2 h3 h4 head header html i input ins label legend li link main mark meta nav ol optgroup \
    option output p pre progress rp rt ruby s script section select small span strong summary sup table tbody td textarea th \
    thead time title tr u ul";

/// Elements of the charts.
const DRAWN: &str = "svg g rect line circle ellipse path polyline polygon text tspan title desc";

/// Attributes of pages, besides `aria-*`.
const ATTRIBUTES: &str = "accept action autocapitalize autocomplete autofocus charset checked class colspan content crossorigin cx cy d data-asking \
    data-binary data-cut data-done data-e data-events data-failed data-in data-key data-method data-n data-path data-send data-token \
    datetime defer dir disabled download dx dy enctype fill for height hidden href hx-get hx-push-url hx-select hx-swap \
    hx-target hx-trigger id inputmode lang maxlength max media method min minlength multiple name nonce open placeholder points \
    preserveAspectRatio r readonly rel required role rows rx ry rowspan scope selected size span spellcheck src start step \
    tabindex target text-anchor title transform type value viewBox width webkitdirectory wrap x x1 x2 xmlns y y1 y2";

/// Attributes that lead somewhere or load something.
const ADDRESSED: &[&str] = &["href", "src", "action", "data-events", "data-path", "hx-get"];

static HOSTILE: LazyLock<Desk> = LazyLock::new(|| {
    let desk = Desk::new();
    let folder = desk.folder.path().join("hostile");
    std::fs::create_dir(&folder).unwrap();
    for (name, bytes) in files() {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    Archive::open(&desk.archive()).unwrap().add(&[folder], &AddOptions::default(), &Quiet).unwrap();
    desk
});

fn set(words: &'static str) -> BTreeSet<&'static str> {
    words.split_whitespace().collect()
}

/// That a page has nothing in it that this program did not write.
fn inert(address: &str, answer: &Answer) {
    static KNOWN: LazyLock<[BTreeSet<&str>; 3]> =
        LazyLock::new(|| [set(ELEMENTS), set(DRAWN), set(ATTRIBUTES)]);
    let [elements, drawn, attributes] = &*KNOWN;
    assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{address}");
    let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{address}: {policy}");
    let media_type = answer.headers.get(header::CONTENT_TYPE).map_or("", |t| t.to_str().unwrap());
    assert!(media_type.starts_with("text/html; charset=utf-8"), "{address}: {media_type}");
    let page = Document::from(answer.text.as_str());
    // A file may hold a NUL, which a browser passes over; nothing else of a page is other than a parser wants it.
    let errors = page.errors.borrow();
    assert!(errors.is_empty() || answer.text.contains('\0'), "{address}: {errors:?}");
    for node in page.select("*").nodes() {
        let name = node.node_name().unwrap_or_default().to_string();
        let known = if is_drawn(node) { drawn } else { elements };
        assert!(known.contains(name.as_str()), "{address}: <{name}>: {}", node.html());
        if name == "script" {
            assert!(node.text().is_empty() && node.attr("src").is_some(), "{address}: {}", node.html());
        }
        for attribute in node.attrs() {
            let (name, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            let known = attributes.contains(name.as_str()) || name.starts_with("aria-");
            assert!(known, "{address}: {name}={value:?}: {}", node.html());
            if ADDRESSED.contains(&name.as_str()) {
                assert!(leads_well(&value), "{address}: {name}={value:?}");
            }
            let server = ["script", "form"].contains(&&*node.node_name().unwrap_or_default());
            assert!(
                !server || !ADDRESSED.contains(&name.as_str()) || value.starts_with('/'),
                "{address}: {value}"
            );
        }
    }
}

fn is_drawn(node: &NodeRef<'_>) -> bool {
    let svg = |node: &NodeRef<'_>| node.node_name().is_some_and(|name| &*name == "svg");
    svg(node) || node.ancestors(None).iter().any(svg)
}

/// Whether an address leads to a place of this server, of this page, or of the web; a browser passes over blanks and controls.
fn leads_well(address: &str) -> bool {
    let bare: String = address.chars().filter(|c| !c.is_control() && *c != ' ').collect();
    let web = bare.starts_with("https://") || bare.starts_with("http://");
    let here = bare.starts_with(['#', '?']) || bare.starts_with('/') && !bare.starts_with("//");
    bare.is_empty() || here || web || bare == "data:,"
}

/// Ids of all documents.
fn documents() -> Vec<String> {
    let mut all = Vec::new();
    let mut next = String::new();
    loop {
        let page = HOSTILE.get(&format!("/api/v1/documents?limit=500&cursor={next}")).text;
        let page: serde_json::Value = serde_json::from_str(&page).unwrap();
        let lines = page["documents"].as_array().unwrap();
        all.extend(lines.iter().map(|d| d["document"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(cursor) => next = cursor.to_owned(),
            None => return all,
        }
    }
}

#[test]
fn every_document_is_text() {
    let all = documents();
    assert!(all.len() > 4 * PAYLOADS.len(), "{}", all.len());
    for (i, id) in all.iter().enumerate() {
        for address in [format!("/document/{id}"), format!("/document/{id}/0-40")] {
            inert(&address, &HOSTILE.get(&address));
        }
        let script = if i % 2 == 0 { "zh-Hans" } else { "zh-Hant" };
        let address = format!("/document/{id}?script={script}");
        inert(&address, &HOSTILE.get(&address));
        // Originals are sent as they are, to be kept and not to be shown.
        let original = HOSTILE.get(&format!("/original/{id}"));
        assert_eq!(original.headers[header::CONTENT_TYPE], "application/octet-stream");
        assert!(original.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
        assert_eq!(original.headers["x-content-type-options"], "nosniff");
    }
    // It is shown, not hidden: what the files say stands on the page as text.
    let shown = |file: &str| {
        Document::from(HOSTILE.get(&format!("/document/{file}")).text).select("main").text().to_string()
    };
    assert!(shown("t0.txt").contains("<script>pwned(1)</script>"));
    assert!(shown("j6.jsonl").contains("<img src=x onerror=pwned(7)>"));
}

#[test]
fn every_page_that_lists_them_is_inert() {
    let words = encoded("港口之約");
    let mut pages: Vec<String> = [
        "/",
        "/search",
        "/speakers",
        "/occasions",
        "/outlets",
        "/add",
        "/api",
        "/docket",
        "/docket/lists",
        "/docket/mechanisms",
        "/docket/commitments",
        "/docket/claims",
        "/docket/figures",
        "/docket/series",
        "/docket/enumerations",
        "/formulation",
    ]
    .map(str::to_owned)
    .into();
    pages.extend(crate::docket::KINDS.iter().map(|kind| format!("/review?kind={kind}")));
    pages.push(format!("/review?kind=mechanism&like={}", encoded("磋商")));
    pages.push(format!("/search?q={words}"));
    pages.push(format!("/search?q={}", encoded("pwned")));
    pages.push(format!("/search/speakers?q={words}"));
    pages.push(format!("/formulation?q={words}"));
    pages.push(format!("/docket/mechanism?name={}", encoded("海事磋商")));
    for (kind, page) in [("claims", "/docket/claim"), ("commitments", "/docket/commitment")] {
        let found = HOSTILE.get(&format!("/api/v1/docket/{kind}?limit=20")).text;
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        pages.extend(found["lines"].as_array().unwrap().iter().map(|line| {
            let document = line["document"].as_str().unwrap();
            format!("{page}?at={document}:{}-{}", line["start"], line["end"])
        }));
    }
    for i in 0..PAYLOADS.len() {
        pages.push(format!("/compare?a=m{i}.md&b=j{i}.jsonl&whole=yes"));
    }
    for page in pages {
        for language in ["zh-TW", "zh-CN", "en"] {
            let asked = request(Method::GET, &page).header(header::ACCEPT_LANGUAGE, language);
            let answer = HOSTILE.ask(asked.body(Body::empty()).unwrap());
            assert_eq!(answer.status, 200, "{page}: {}", answer.text);
            inert(&page, &answer);
        }
    }
}

#[test]
fn what_is_asked_comes_back_as_text() {
    let desk = Desk::new();
    let (word, cookie) = desk.word("/verify");
    for payload in PAYLOADS.iter().chain(ADDRESSES) {
        let p = encoded(payload);
        for page in [
            format!("/{p}"),
            format!("/document/{p}"),
            format!("/document/harbour.md/{p}"),
            format!("/search?q={p}&speaker={p}&outlet={p}&under={p}&occasion={p}&addressee={p}"),
            format!("/search?q={p}&from={p}"),
            format!("/search?q=x&cursor={p}"),
            format!("/search?q=x&sort={p}&mode={p}"),
            format!("/formulation?q={p}"),
            format!("/speakers?speaker={p}"),
            format!("/occasions?occasion={p}"),
            format!("/compare?a={p}&b={p}"),
            format!("/docket?about={p}&as_of={p}"),
            format!("/docket/claims?about={p}&speaker={p}"),
            format!("/docket/mechanism?name={p}&between={p}&mentions={p}"),
            format!("/review?kind={p}&at={p}"),
            format!("/review?kind=claim&about={p}&like={p}&done={p}&who={p}&under={p}"),
            format!("/add/{p}"),
        ] {
            inert(&page, &desk.get(&page));
        }
        let form = format!("csrf={}&text={p}&speaker={p}&from=", encoded(&word));
        inert("/verify", &desk.post("/verify", &cookie, &form));
        let form = format!("csrf={}&language=en&back={p}", encoded(&word));
        let moved = desk.post("/language", &cookie, &form);
        assert_eq!(moved.headers[header::LOCATION], "/", "{payload}");
    }
}

#[test]
fn names_of_files_come_back_as_text() {
    use tower::ServiceExt;
    let desk = Desk::new();
    let (word, cookie) = desk.word("/add");
    let names = ["<img src=x onerror=pwned(1)>.txt", "' onclick=pwned(2) '.md", "<svg onload=pwned(3)>.pdf"];
    let files = names.map(|name| (name, "%PDF-1.4"));
    let post = request(Method::POST, "/add")
        .header(header::COOKIE, &cookie)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
    let post = post.body(Body::from(crate::guard::form(&word, &files))).unwrap();
    // One runtime for both, since the files are added while nobody waits.
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let answer = desk.router.clone().oneshot(post).await.unwrap();
        let job = answer.headers()[header::LOCATION].to_str().unwrap().to_owned();
        for address in [format!("{job}/events"), job] {
            let asked = request(Method::GET, &address).body(Body::empty()).unwrap();
            let (head, body) = desk.router.clone().oneshot(asked).await.unwrap().into_parts();
            let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(
                text.contains("img src=x onerror=pwned(1)")
                    && !text.contains("<img")
                    && !text.contains("<svg on"),
                "{text}"
            );
            if !address.ends_with("events") {
                inert(&address, &Answer { status: head.status, headers: head.headers, text });
            }
        }
    });
}

#[test]
fn programs_are_sent_data() {
    let words = encoded("港口之約");
    for (address, media_type) in [
        ("status".to_owned(), "application/json"),
        (format!("search?q={words}&limit=500"), "application/json"),
        ("documents?limit=500".to_owned(), "application/json"),
        ("documents/h7.html".to_owned(), "application/json"),
        ("statements?limit=500".to_owned(), "application/json"),
        ("speakers".to_owned(), "application/json"),
        ("occasions?limit=500".to_owned(), "application/json"),
        (format!("trace?q={words}"), "application/json"),
        ("docket/claims?limit=500".to_owned(), "application/json"),
        ("docket/lists".to_owned(), "application/json"),
        ("docket/series".to_owned(), "application/json"),
        ("docket/mechanisms/history".to_owned(), "application/json"),
        ("decisions".to_owned(), "application/json"),
        ("openapi.json".to_owned(), "application/json"),
        ("export/statements".to_owned(), "application/x-ndjson"),
        ("export/statements?form=csv".to_owned(), "text/csv; charset=utf-8; header=present"),
        ("export/documents?form=tei".to_owned(), "application/tei+xml"),
        ("export/sources".to_owned(), "application/vnd.citationstyles.csl+json"),
        ("export/sources?form=bibtex".to_owned(), "text/x-bibtex; charset=utf-8"),
        (encoded("<script>pwned(1)</script>"), "application/problem+json"),
        (format!("search?q=x&from={}", encoded("<img src=x onerror=pwned(7)>")), "application/problem+json"),
        (format!("documents/{}", encoded("\"><svg onload=pwned(13)>")), "application/problem+json"),
    ] {
        let answer = HOSTILE.get(&format!("/api/v1/{address}"));
        assert_eq!(answer.headers[header::CONTENT_TYPE], media_type, "{address}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{address}");
        assert!(answer.headers.contains_key(header::CONTENT_SECURITY_POLICY), "{address}");
        if media_type.ends_with("json") && !media_type.contains("nd") {
            serde_json::from_str::<serde_json::Value>(&answer.text).unwrap();
        }
        if address.starts_with("export/") {
            let disposition = answer.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
            assert!(disposition.starts_with("attachment"), "{address}: {disposition}");
        }
        if media_type.contains("xml") {
            assert!(!answer.text.contains("<script") && !answer.text.contains("<img"), "{address}");
        }
    }
}

#[test]
fn addresses_that_lead_well() {
    let check = |address: &str, expect: bool| assert_eq!(leads_well(address), expect, "{address}");
    check("/document/a#here", true);
    check("https://elsewhere.example/", true);
    check("#content", true);
    check("java\tscript:x", false);
    check("//elsewhere.example", false);
    check("data:text/html,x", false);
}
