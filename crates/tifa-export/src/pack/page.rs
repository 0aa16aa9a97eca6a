//! The page of a pack: every finding with its exact words, and how to look them up without tifa.

use super::Pack;
use super::finding::{CONTEXT, Finding, Shown, path};
use crate::source;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeMap;
use tifa_archive::DocumentRow;

const STYLE: &str = include_str!("page.css");

/// Nothing may be fetched and nothing may run, whatever a clipping holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page. `documents` is how many documents the findings stand in.
pub(super) fn page(pack: &Pack<'_>, shown: &[Shown<'_>], documents: usize) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("tifa ", env!("CARGO_PKG_VERSION")));
                title { "Evidence: " (pack.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p.kicker { "Evidence pack · " span lang="zh" { "證據包" } }
                    h1 lang="zh" { (pack.title) }
                    p.what {
                        (count(shown.len(), "finding", "findings")) " in "
                        (count(documents, "document", "documents"))
                        ", packed on " time datetime=(pack.made) { (pack.made) } "."
                    }
                    @if !pack.chosen.is_empty() { p.what { "Chosen by: " code { (pack.chosen) } } }
                    p.what {
                        "The words are marked exactly as printed. Nothing here is weighed or judged, and what is not here is "
                        "absent from one archive, no more. " a href="#sources" { "Sources" } " · "
                        a href="#verify" { "How to verify this pack" }
                    }
                }
                main {
                    ol.findings { @for one in shown { (finding(one)) } }
                    (sources(shown))
                    (verify(shown))
                }
            }
        }
    };
    let mut page = markup.into_string();
    page.push('\n');
    page
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

fn finding(shown: &Shown<'_>) -> Markup {
    let Shown { n, finding, document } = shown;
    let language = document.metadata.language.as_deref().unwrap_or("zh");
    html! {
        li id=(format!("f{n}")) value=(n) {
            h3 {
                span.n { (n) } " "
                @match &finding.speaker {
                    Some(speaker) => span.speaker lang="zh" { (speaker) },
                    None => span.nobody { "no speaker named" },
                }
                " " span.kind { (kind(finding)) }
            }
            p.said lang=(language) {
                @if !finding.before.is_empty() { span.around { (cut(&finding.before)) (finding.before) } }
                mark { (finding.text) }
                @if !finding.after.is_empty() { span.around { (finding.after) (cut(&finding.after)) } }
            }
            p.cite {
                @if let Some(day) = finding.said { "said " time datetime=(day) { (day) } ", " }
                @if document.metadata.date.is_some() { "published " }
                (published(document)) " · "
                a href=(format!("#{}", source::key(document))) lang=(language) { (source::title(document)) }
            }
            p.bytes {
                "Bytes " (finding.start) "–" (finding.end) " of "
                @if shown.decoded() { "the text decoded from " (document.encoding) " in " }
                a href=(path(document)) { "the original" } ": " code { (look_up(shown)) }
            }
        }
    }
}

fn published(document: &DocumentRow) -> Markup {
    html! {
        @match document.metadata.date {
            Some(dated) => time datetime=(dated.day) { (dated.day) },
            None => "undated",
        }
        @if let Some(outlet) = &document.metadata.outlet { " · " span lang="zh" { (outlet) } }
    }
}

/// A mark where context goes on in the document.
fn cut(context: &str) -> &'static str {
    if context.chars().count() >= CONTEXT { " … " } else { "" }
}

fn kind(finding: &Finding) -> String {
    match (finding.kind.as_str(), finding.mode) {
        ("place", _) => "words found".to_owned(),
        (kind, Some(mode)) => format!("{kind}, {mode}"),
        (kind, None) => kind.to_owned(),
    }
}

/// The documents that the findings stand in, each once, with all that leads back to them.
fn sources(shown: &[Shown<'_>]) -> Markup {
    let mut by_document: BTreeMap<&str, (&DocumentRow, Vec<usize>)> = BTreeMap::new();
    for one in shown {
        let row = one.document;
        by_document.entry(&row.document).or_insert_with(|| (row, Vec::new())).1.push(one.n);
    }
    let mut all: Vec<&(&DocumentRow, Vec<usize>)> = by_document.values().collect();
    all.sort_by_key(|(_, findings)| findings.first().copied());
    html! {
        section id="sources" {
            h2 { "Sources · " span lang="zh" { "出處" } }
            @for (row, findings) in all { (self::source(row, findings)) }
        }
    }
}

fn source(row: &DocumentRow, findings: &[usize]) -> Markup {
    let metadata = &row.metadata;
    let language = metadata.language.as_deref().unwrap_or("zh");
    html! {
        article.source id=(source::key(row)) {
            h3 lang=(language) { (source::title(row)) }
            dl {
                dt { "published" } dd { (published(row)) }
                @if let Some(author) = &metadata.author { dt { "by" } dd lang="zh" { (author) } }
                @if let Some(address) = source::address(row) { dt { "address" } dd { (link(address, address)) } }
                @if let Some(address) = source::archived(row) {
                    dt { "web archive" }
                    dd { (link(address, source::archive_host(address))) }
                }
                dt { "original" } dd { a href=(path(row)) { (row.source) } }
                dt { "SHA-256" } dd { code { (row.original) } }
                dt { "document" } dd { code { (row.document) } }
                dt { "findings" }
                dd { @for n in findings { a href=(format!("#f{n}")) { (n) } " " } }
            }
        }
    }
}

/// A link where the address is one of the web; the words alone otherwise, for a clipping may hold anything.
fn link(address: &str, words: &str) -> Markup {
    let web = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    html! { @if web { a href=(address) rel="noreferrer nofollow" { (words) } } @else { (address) } }
}

/// A command that prints the bytes of the finding, run in `data`.
fn look_up(shown: &Shown<'_>) -> String {
    let (path, encoding) = (path(shown.document), shown.document.encoding.as_str());
    let (from, length) = (u64::from(shown.finding.start) + 1, shown.finding.end - shown.finding.start);
    if !shown.decoded() {
        return format!("tail -c +{from} {path} | head -c {length}");
    }
    // Word documents: the encoding names the part of the file.
    let text = match encoding.strip_prefix("UTF-8 in ") {
        Some(part) => format!("unzip -p {path} {part}"),
        None => format!("iconv -f {encoding} -t UTF-8 {path}"),
    };
    format!("{text} | tail -c +{from} | head -c {length}")
}

fn verify(shown: &[Shown<'_>]) -> Markup {
    let example = shown.first().map(look_up);
    html! {
        section id="verify" {
            h2 { "How to verify this pack · " span lang="zh" { "如何核對" } }
            ol.steps {
                li {
                    p { "Nothing was changed since it was packed: in the folder that holds " code { "bagit.txt" } ", run" }
                    pre { "sha256sum -c manifest-sha256.txt\nsha256sum -c tagmanifest-sha256.txt" }
                    p { "or, with Python's " code { "bagit" } ", " code { "bagit.py --validate ." } }
                    p lang="zh" { "包內檔案自打包後未經改動：在 bagit.txt 所在資料夾執行以上命令。" }
                }
                li {
                    p {
                        "The originals are what they are called: each file in " code { "data/originals" }
                        " is named by its own SHA-256. Compare the hash with the one you get from the web archive, from another "
                        "copy of the clipping, or from whoever holds the archive."
                    }
                    p lang="zh" { "原件以自身的 SHA-256 命名；可與他處所存副本的雜湊值比對。" }
                }
                @if let Some(example) = example {
                    li {
                        p { "The words stand where it says: in " code { "data" } ", the first finding is printed by" }
                        pre { (example) }
                        p {
                            "Bytes are counted from 0 in the original, markup and line breaks included, which are left out above. "
                            "Where the original is not UTF-8, they are counted after it was decoded."
                        }
                        p lang="zh" { "字句確在所示位置：在 data 資料夾執行以上命令，即印出第一條的原始位元組（含標記與換行）。" }
                    }
                }
            }
            p {
                "The same findings for machines: " a href="findings.jsonl" { "findings.jsonl" } ", "
                a href="findings.csv" { "findings.csv" } "; the sources for a reference manager: "
                a href="sources.csl.json" { "sources.csl.json" } ", " a href="sources.bib" { "sources.bib" } "."
            }
        }
    }
}
