//! The readers on real files. The corpus is other people's and stands beside the repository: it is found by
//! `TIFA_SHARED`, else as `../shared` beside the workspace; where it is absent these tests say so and pass.

use std::path::{Path, PathBuf};
use tifa_source::{Document, Evidence, Input, Reading, Refusal, read};

fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("TIFA_SHARED").map_or_else(beside, PathBuf::from);
    let found = path.join("corpus").is_dir().then_some(path);
    if found.is_none() {
        eprintln!("skipped: no shared corpus (set TIFA_SHARED)");
    }
    found
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|d| d.filter_map(|e| e.ok().map(|e| e.path())).collect())
        .unwrap_or_default();
    files.retain(|f| f.extension().is_some_and(|e| e == extension));
    files.sort();
    files
}

fn open(path: &Path) -> (Vec<u8>, Result<Reading, Refusal>) {
    let bytes = std::fs::read(path).unwrap();
    let sidecar = std::fs::read(path.with_extension("json")).ok();
    let name = path.to_string_lossy().into_owned();
    let input = Input { name: &name, bytes: &bytes, sidecar: sidecar.as_deref(), date: None, outlet: None };
    let reading = read(&input);
    (bytes, reading)
}

/// Every verbatim run of every block stands in the file as it stands in the block.
fn check_maps(path: &Path, bytes: &[u8], reading: &Reading) {
    if reading.encoding != "UTF-8" {
        return;
    }
    for document in &reading.documents {
        for block in &document.blocks {
            assert_eq!(block.map.text_len(), block.text.len(), "{}", path.display());
            for (text, source) in block.map.runs() {
                let found = bytes.get(source.range()).unwrap_or_default();
                // One byte for one byte may be a line break read as a space; a longer run is a copy.
                if text.len() == source.len() && text.len() > 6 {
                    let same = text.of(&block.text).bytes().zip(found).all(|(a, b)| a == *b || b.is_ascii());
                    assert!(same, "{}: {}", path.display(), text.of(&block.text));
                }
            }
        }
    }
}

fn body(document: &Document) -> String {
    document.blocks.iter().filter(|b| b.is_body()).map(|b| b.text.as_str()).collect()
}

#[test]
fn the_five_clippings() {
    let Some(shared) = shared() else { return };
    let expect = [
        ("000", "眾新聞", Some("2020-07-09"), Some("王毅：")),
        ("001", "眾新聞", Some("2020-08-05"), Some("不到一個月")),
        ("002", "香港文匯報", None, Some("王毅：")),
        ("003", "", None, Some("王毅就中国外交政策")),
        ("004", "联合早报", Some("2023-10-28"), Some("王毅：中美关系")),
    ];
    for (path, (number, outlet, day, title)) in files(&shared.join("corpus/seeds"), "txt").iter().zip(expect)
    {
        let (bytes, reading) = open(path);
        let reading = reading.unwrap();
        check_maps(path, &bytes, &reading);
        let metadata = &reading.documents[0].metadata;
        assert_eq!(metadata.outlet.as_deref().unwrap_or_default(), outlet, "{number}");
        assert_eq!(metadata.date.map(|d| d.day.to_string()).as_deref(), day, "{number}");
        assert!(metadata.title.as_deref().unwrap_or_default().starts_with(title.unwrap()), "{number}");
        assert!(reading.problems.is_empty(), "{number}: {:?}", reading.problems);
        if day.is_some() {
            assert_eq!(metadata.date.unwrap().evidence, Evidence::FrontMatter);
            assert_eq!(reading.documents.len(), 1, "{number}");
            let span = metadata.title_span.unwrap().range();
            assert_eq!(&bytes[span], metadata.title.as_deref().unwrap().as_bytes(), "{number}");
        }
        if number == "001" {
            let url = metadata.url.as_ref().unwrap();
            assert!(url.original.contains("web.archive.org") && url.original.contains("%C3%A4%C2%B8%C2%AD"));
            assert!(url.unwrapped.starts_with("https://www.hkcnews.com/article/32630/中美關係-王毅-"));
        }
        if number == "002" {
            assert!(reading.documents.len() >= 4, "{} articles", reading.documents.len());
        }
    }
}

#[test]
fn pages_have_a_body_or_a_reason() {
    let Some(shared) = shared() else { return };
    for path in files(&shared.join("corpus/html"), "html") {
        let (bytes, reading) = open(&path);
        match reading {
            Ok(reading) => {
                check_maps(&path, &bytes, &reading);
                let document = &reading.documents[0];
                assert!(body(document).chars().count() >= 20, "{}", path.display());
                assert!(
                    document.metadata.title.is_some() && document.metadata.url.is_some(),
                    "{}",
                    path.display()
                );
                assert!(document.metadata.date.is_some(), "{}", path.display());
                // Addresses and rights belong to the foot of a page.
                assert!(!body(document).contains("许可证"), "{}", path.display());
            }
            Err(Refusal::NoDocument(why)) => {
                assert!(why.contains("error message"), "{}: {why}", path.display())
            }
            Err(other) => panic!("{}: {other}", path.display()),
        }
    }
}

#[test]
fn bulletins_come_apart() {
    let Some(shared) = shared() else { return };
    for path in files(&shared.join("corpus/xwlb"), "md") {
        let (bytes, reading) = open(&path);
        let reading = reading.unwrap();
        check_maps(&path, &bytes, &reading);
        let text = String::from_utf8_lossy(&bytes);
        let day = path.file_stem().unwrap().to_string_lossy().into_owned();
        let articles = text.matches("\n### ").count();
        assert!(reading.documents.len() > 3, "{}", path.display());
        // The summary, where it is not empty, then the articles.
        assert!((articles..=articles + 1).contains(&reading.documents.len()), "{}", path.display());
        for document in &reading.documents {
            let date = document.metadata.date.unwrap().day.to_string().replace('-', "");
            assert_eq!(date, day, "{}", path.display());
            assert_eq!(document.metadata.outlet.as_deref(), Some("新闻联播"));
            let linked = document.ordinal > 0 && text.contains("](http");
            assert!(
                document.metadata.url.is_some() || !linked,
                "{} {:?}",
                path.display(),
                document.metadata.title
            );
        }
    }
}

#[test]
fn records_and_tables() {
    let Some(shared) = shared() else { return };
    for path in
        files(&shared.join("corpus/reports"), "jsonl").iter().chain(&files(&shared.join("corpus/mfa"), "csv"))
    {
        let (bytes, reading) = open(path);
        let reading = reading.unwrap();
        check_maps(path, &bytes, &reading);
        assert!(reading.documents.len() >= 50 && reading.problems.is_empty(), "{}", path.display());
        assert!(reading.documents.iter().all(|d| !body(d).is_empty()));
    }
    // Another party's parse of the minutes beside it is no document.
    for path in files(&shared.join("corpus/legco"), "json") {
        assert!(matches!(open(&path).1, Err(Refusal::NoDocument(_))), "{}", path.display());
    }
}

/// Words of a text: each Chinese character, each run of Latin letters or figures.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        let latin = c.is_ascii_alphanumeric();
        if latin && open {
            if let Some(word) = words.last_mut() {
                word.push(c);
            }
        } else if c.is_alphanumeric() {
            words.push(c.to_string());
        }
        open = latin;
    }
    words
}

#[test]
fn a_page_with_an_expected_extraction() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("reference/readability");
    let (_, reading) = open(&folder.join("gmw-source.html"));
    let expected = std::fs::read_to_string(folder.join("gmw-expected.html")).unwrap();
    let mut inside = false;
    let plain: String = expected
        .chars()
        .filter(|c| {
            inside = *c == '<' || (inside && *c != '>');
            !inside && *c != '>'
        })
        .collect();
    let document = &reading.unwrap().documents[0];
    let found: String = document
        .blocks
        .iter()
        .filter(|b| !matches!(b.kind, tifa_source::BlockKind::Title | tifa_source::BlockKind::Boilerplate))
        .map(|b| format!("{} ", b.text))
        .collect();
    let (mut a, mut b) = (words(&plain), words(&found));
    let (due, had) = (a.len() as f64, b.len() as f64);
    a.sort_unstable();
    b.sort_unstable();
    let (mut i, mut j, mut common) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, common) = (i + 1, j + 1, common + 1.0),
        }
    }
    let f1 = 2.0 * common / (due + had);
    eprintln!("token F1 of the page with an expected extraction: {f1:.3}");
    assert!(f1 >= 0.95, "F1 {f1:.3}: {found}");
}
