//! The page of a pack: every finding with its exact words, and how to look them up without tifa.

use super::Pack;
use super::finding::{CONTEXT, Finding, Shown, path};
use super::words::Words;
use crate::source;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeMap;
use tifa_archive::DocumentRow;

const STYLE: &str = include_str!("page.css");

/// Nothing may be fetched and nothing may run, whatever a clipping holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// What checks the manifests: GNU and BSD first, then what older versions of macOS have.
const CHECKS: &str = "sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt\n\
    # macOS: shasum -a 256 -c manifest-sha256.txt tagmanifest-sha256.txt";

/// The page. `documents` is how many documents the findings stand in.
pub(super) fn page(pack: &Pack<'_>, shown: &[Shown<'_>], documents: usize) -> String {
    let words = pack.language.words();
    let markup = html! {
        (DOCTYPE)
        html lang=(words.tag) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(concat!("tifa ", env!("CARGO_PKG_VERSION")));
                title { (words.evidence) " · " (pack.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p.kicker { (words.evidence) }
                    h1 lang="zh" { (pack.title) }
                    p.what { ((words.counts)(shown.len(), documents, &pack.made.to_string())) }
                    @if !pack.chosen.is_empty() { p.what { (words.chosen) code { (pack.chosen) } } }
                    p.what {
                        (words.neutral) " " a href="#sources" { (words.sources) } " · "
                        a href="#verify" { (words.verify) }
                    }
                }
                main {
                    ol.findings { @for one in shown { (finding(one, words)) } }
                    (sources(shown, words))
                    (verify(shown, words))
                }
            }
        }
    };
    let mut page = markup.into_string();
    page.push('\n');
    page
}

fn finding(shown: &Shown<'_>, words: &Words) -> Markup {
    let Shown { n, finding, document } = shown;
    let language = document.metadata.language.as_deref().unwrap_or("zh");
    let encoding = shown.decoded().then_some(document.encoding.as_str());
    html! {
        li id=(format!("f{n}")) value=(n) {
            h3 {
                span.n { (n) } " "
                @match &finding.speaker {
                    Some(speaker) => span.speaker lang="zh" { (speaker) },
                    None => span.nobody { (words.nobody) },
                }
                " " span.kind { (kind(finding, words)) }
            }
            p.said lang=(language) {
                @if !finding.before.is_empty() { span.around { (cut(&finding.before)) (finding.before) } }
                mark { (finding.text) }
                @if !finding.after.is_empty() { span.around { (finding.after) (cut(&finding.after)) } }
            }
            p.cite {
                @if let Some(day) = finding.said { (words.said) " " time datetime=(day) { (day) } " · " }
                @if document.metadata.date.is_some() { (words.published) " " }
                (published(document, words)) " · "
                a href=(format!("#{}", source::key(document))) lang=(language) { (source::title(document)) }
            }
            p.bytes {
                a href=(path(document)) { ((words.bytes)(finding.start, finding.end, encoding)) }
                code { (look_up(shown)) }
            }
        }
    }
}

fn published(document: &DocumentRow, words: &Words) -> Markup {
    html! {
        @match document.metadata.date {
            Some(dated) => time datetime=(dated.day) { (dated.day) },
            None => (words.undated),
        }
        @if let Some(outlet) = &document.metadata.outlet { " · " span lang="zh" { (outlet) } }
    }
}

/// A mark where context goes on in the document.
fn cut(context: &str) -> &'static str {
    if context.chars().count() >= CONTEXT { " … " } else { "" }
}

fn kind(finding: &Finding, words: &Words) -> String {
    let kind = words.kind(&finding.kind);
    finding.mode.map_or_else(|| kind.to_owned(), |mode| format!("{kind} · {}", words.kind(mode)))
}

/// The documents that the findings stand in, each once, with all that leads back to them.
fn sources(shown: &[Shown<'_>], words: &Words) -> Markup {
    let mut by_document: BTreeMap<&str, (&DocumentRow, Vec<usize>)> = BTreeMap::new();
    for one in shown {
        let row = one.document;
        by_document.entry(&row.document).or_insert_with(|| (row, Vec::new())).1.push(one.n);
    }
    let mut all: Vec<&(&DocumentRow, Vec<usize>)> = by_document.values().collect();
    all.sort_by_key(|(_, findings)| findings.first().copied());
    html! {
        section id="sources" {
            h2 { (words.sources) }
            @for (row, findings) in all { (self::source(row, findings, words)) }
        }
    }
}

fn source(row: &DocumentRow, findings: &[usize], words: &Words) -> Markup {
    let metadata = &row.metadata;
    let language = metadata.language.as_deref().unwrap_or("zh");
    html! {
        article.source id=(source::key(row)) {
            h3 lang=(language) { (source::title(row)) }
            dl {
                dt { (words.published) } dd { (published(row, words)) }
                @if let Some(author) = &metadata.author { dt { (words.author) } dd lang="zh" { (author) } }
                @if let Some(address) = source::address(row) {
                    dt { (words.address) } dd { (link(address, address)) }
                }
                @if let Some(address) = source::archived(row) {
                    dt { (words.web_archive) } dd { (link(address, source::archive_host(address))) }
                }
                dt { (words.original) } dd { a href=(path(row)) { (row.source) } }
                dt { "SHA-256" } dd { code { (row.original) } }
                dt { (words.document) } dd { code { (row.document) } }
                dt { (words.findings) }
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
    let (from, length) =
        (u64::from(shown.finding.start) + 1, shown.finding.end.saturating_sub(shown.finding.start));
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

fn verify(shown: &[Shown<'_>], words: &Words) -> Markup {
    html! {
        section id="verify" {
            h2 { (words.verify) }
            ol.steps {
                li {
                    p { (words.unchanged) }
                    pre { (CHECKS) }
                    p { (words.or_bagit) }
                    pre { "bagit.py --validate ." }
                }
                li { p { (words.originals) } }
                @if let Some(example) = shown.first().map(look_up) {
                    li {
                        p { (words.first) }
                        pre { (example) }
                        p { (words.counted) }
                    }
                }
            }
            p { (words.machines) (files(&["findings.jsonl", "findings.csv"])) }
            p { (words.managers) (files(&["sources.csl.json", "sources.bib"])) }
        }
    }
}

fn files(names: &[&str]) -> Markup {
    html! { @for (i, name) in names.iter().enumerate() { @if i > 0 { " · " } a href=(name) { (name) } } }
}
