//! Files for other programs.

use crate::Desk;
use crate::pages::encoded;
use axum::body::Body;
use axum::http::{Method, header};

fn id_of(desk: &Desk, file: &str) -> String {
    let document = desk.get(&format!("/api/v1/documents/{file}")).text;
    document.split("\"document\":\"").nth(1).and_then(|s| s.split('"').next()).unwrap().to_owned()
}

#[test]
fn every_subject_in_every_form() {
    let desk = Desk::new();
    let check = |address: &str, media_type: &str, begins: &str, has: &str| {
        let answer = desk.get(&format!("/api/v1/export/{address}"));
        assert_eq!(answer.status, 200, "{address}: {}", answer.text);
        assert_eq!(answer.headers[header::CONTENT_TYPE], media_type, "{address}");
        let name = answer.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.starts_with("attachment; filename=\"tifa-"), "{name}");
        assert!(answer.text.starts_with(begins), "{address}: {}", answer.text);
        assert!(answer.text.contains(has), "{address}: {}", answer.text);
    };
    let csv = "text/csv; charset=utf-8; header=present";
    check("statements", "application/x-ndjson", "{\"source\":", "陸遠山");
    check("statements?form=csv", csv, "source,document,start,end,text,", "陸遠山");
    check("statements?form=parquet", "application/vnd.apache.parquet", "PAR1", "PAR1");
    check("statements?form=w3c", "application/x-ndjson", "{\"@context\":", "TextQuoteSelector");
    check("docket", "application/x-ndjson", "{\"kind\":", "\"mechanism\"");
    check("docket?kind=mechanisms&form=csv", csv, "source,", "對話");
    check("documents?form=tei", "application/tei+xml", "<?xml", "<teiCorpus");
    let id = id_of(&desk, "harbour.md");
    check(&format!("documents?form=tei&document={id}"), "application/tei+xml", "<?xml", "<TEI");
    check("sources", "application/vnd.citationstyles.csl+json", "[", "兩國外長談港口");
    check("sources?form=bibtex", "text/x-bibtex; charset=utf-8", "@", "兩國外長談港口");
    check("decisions", "application/x-ndjson", "", "");
    check(&format!("pack?q={}&date=2031-06-01", encoded("港口之約")), "application/zip", "PK", "bagit.txt");
    check(
        &format!("pack?document={id}&date=2031-06-01&language=zh-Hant"),
        "application/zip",
        "PK",
        "index.html",
    );
}

#[test]
fn a_compressed_export_has_an_end() {
    let desk = Desk::new();
    let request =
        crate::request(Method::GET, "/api/v1/export/statements").header(header::ACCEPT_ENCODING, "gzip");
    let answer = desk.ask(request.body(Body::empty()).unwrap());
    assert_eq!(
        (answer.status.as_u16(), &answer.headers[header::CONTENT_ENCODING]),
        (200, &"gzip".parse().unwrap())
    );
}

#[test]
fn the_same_archive_gives_the_same_bytes() {
    let desk = Desk::new();
    for address in ["statements?form=parquet", "pack?kind=mechanism&date=2031-06-01"] {
        let ask = || desk.get(&format!("/api/v1/export/{address}")).text;
        assert_eq!(ask(), ask(), "{address}");
    }
}

#[test]
fn what_cannot_be_written_is_told() {
    let desk = Desk::new();
    let check = |address: &str, status: u16, has: &str| {
        let answer = desk.get(&format!("/api/v1/export/{address}"));
        assert_eq!(answer.status.as_u16(), status, "{address}: {}", answer.text);
        assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json", "{address}");
        assert!(answer.text.contains(has), "{address}: {}", answer.text);
    };
    check("none", 404, "no export");
    check("statements?form=tei", 400, "jsonl, csv, parquet, w3c");
    check("docket?form=csv", 400, "one kind");
    check("docket?kind=rumour", 400, "no kind");
    check("statements?from=then", 400, "a day is written");
    check("documents?form=tei&from=2040", 404, "no document");
    check("pack", 400, "some findings");
    check(&format!("pack?q={}", encoded("極光")), 404, "nothing");
    check("pack?q=%E3%80%82", 400, "");
    check(&format!("pack?q={}&language=fr", encoded("港口")), 400, "zh-Hant");
}

#[test]
fn pages_lead_to_files() {
    let desk = Desk::new();
    let check = |page: &str, link: &str| {
        let answer = desk.get(page);
        assert!(answer.text.contains(link), "{page}: {link} in {}", answer.text);
        let link = link.replace("&amp;", "&");
        assert_eq!(desk.get(&link).status, 200, "{link}");
    };
    let words = encoded("港口之約");
    check(&format!("/search?q={words}"), &format!("/api/v1/export/pack?q={words}"));
    let who = encoded("陸遠山");
    check(
        &format!("/speakers?speaker={who}"),
        &format!("/api/v1/export/statements?form=csv&amp;speaker={who}"),
    );
    check("/docket/mechanisms", "/api/v1/export/docket?kind=mechanism&amp;form=parquet");
    let id = id_of(&desk, "harbour.md");
    check(&format!("/document/{id}"), &format!("/api/v1/export/documents?form=tei&amp;document={id}"));
}
