//! A document: the text as printed, who says what in it, and where it comes from.

pub mod beside;
mod block;
mod citation;
mod entries;
mod provenance;

use super::piece::files;
use super::review::KINDS;
use super::{Visit, frame};
use crate::app::App;
use crate::language::*;
use crate::problem::Problem;
use crate::query::address;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use block::Shown;
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::{Arc, LazyLock};
use tifa_archive::docket::DocketRow;
use tifa_archive::{Archive, DocumentRow, Filter, FullDocument};
use tifa_source::BlockKind;
use tifa_text::ByteRange;

/// How a document is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `zh-Hant` or `zh-Hans`: the script of the text; as printed when it is neither.
    script: String,
    /// `statements` for these alone, `none` for the bare text; entries of the docket are marked too when it is neither.
    marks: String,
}

/// A document.
///
/// # Errors
/// When there is none of that name, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let marks = Marks::asked(&asked.marks);
    let (document, entries) = app.ask(move |archive| found(archive, &id, marks)).await?;
    Ok(show(&visit, (&document, &entries), &asked, None))
}

/// A document with some of its bytes marked, which is where every finding leads.
///
/// # Errors
/// As [`page`], and for bytes that are none.
pub async fn page_at(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path((id, span)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let bytes = span.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let bad = || Problem::not_found(format!("{span:?} are no bytes of a document: write FIRST-END"));
    let (start, end): (u32, u32) = bytes.filter(|(a, b)| a <= b).ok_or_else(bad)?;
    let marks = Marks::asked(&asked.marks);
    let (document, entries) = app.ask(move |archive| found(archive, &id, marks)).await?;
    Ok(show(&visit, (&document, &entries), &asked, Some(ByteRange { start, end })))
}

/// The original file, to be kept and never to be shown: it may be anything.
///
/// # Errors
/// When there is none of that name, and what the archive says.
pub async fn original(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Problem> {
    let (bytes, row) = app
        .ask(move |archive| {
            let row = archive.document(&id)?.row;
            Ok((archive.original(&row.original)?, row))
        })
        .await?;
    let name = row.source.rsplit('/').next().unwrap_or_default();
    let disposition = format!("attachment; filename*=UTF-8''{}", crate::query::escaped(name));
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

/// The document of that name and the entries of the docket that `marks` asks for.
fn found(archive: &Archive, id: &str, marks: Marks) -> Result<(FullDocument, Vec<DocketRow>), Problem> {
    let document = archive.document(id)?;
    if marks != Marks::All {
        return Ok((document, Vec::new()));
    }
    let only = Some(document.row.document.clone());
    let filter = Filter { document: only, boilerplate: true, ..Filter::default() };
    // Those that are reviewed: dates stand in every sentence, and what a date means the docket shows.
    let mut entries = archive.docket(&filter, &KINDS)?;
    entries.sort_by_key(|e| (e.start, std::cmp::Reverse(e.end), e.kind));
    Ok((document, entries))
}

fn show(
    visit: &Visit,
    (document, entries): (&FullDocument, &[DocketRow]),
    asked: &Asked,
    here: Option<ByteRange>,
) -> Markup {
    let say = |words| visit.language.say(words);
    let row = &document.row;
    let (script, marks) = (Script::asked(&asked.script), Marks::asked(&asked.marks));
    let blocks = &document.document.blocks;
    let headline = blocks.iter().position(|b| b.kind == BlockKind::Title);
    let mut shown = Shown::new(visit, document, entries).at(here);
    (shown.script, shown.statements) = (script, marks != Marks::None);
    let content = html! {
        article.clipping aria-labelledby="title" {
            header {
                p.when {
                    (published(visit, row))
                    @if let Some(outlet) = &row.metadata.outlet {
                        " · " a href=(address("/search", &[("outlet", outlet)])) lang="zh" { (outlet) }
                    }
                }
                div.block {
                    h1 id="title" lang=(lang(row)) {
                        @match headline {
                            Some(i) => { (shown.block(i).text()) }
                            None => { (title(row)) }
                        }
                    }
                    @if let Some(i) = headline { (shown.block(i).margin()) }
                }
                (ways(visit, asked))
                (provenance::provenance(visit, document))
                (as_files(visit, &row.document))
            }
            @if let Some(here) = here { (citation::citation(visit, document, here)) }
            @for i in (0..blocks.len()).filter(|&i| Some(i) != headline) { (shown.block(i).page()) }
            @if document.statements.is_empty() { p.note { (say(NO_STATEMENTS)) } }
            (beside::link(visit, &row.document))
        }
    };
    frame(visit, title(row), &content)
}

/// The document as files: marked up, cited, and with everything said in it as evidence.
fn as_files(visit: &Visit, id: &str) -> Markup {
    let link = |name, path, form: &'static str| (name, path, vec![("form", form), ("document", id)]);
    let pack = (visit.language.say(PACK), "pack", vec![("document", id)]);
    let all = [
        link("TEI", "documents", "tei"),
        link("W3C", "statements", "w3c"),
        link("BibTeX", "sources", "bibtex"),
        link("CSL-JSON", "sources", "csl"),
        pack,
    ];
    files(visit, &all)
}

/// A script the text can be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Traditional,
    Simplified,
}

static TO_TRADITIONAL: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::S2t).ok());
static TO_SIMPLIFIED: LazyLock<Option<OpenCC>> =
    LazyLock::new(|| OpenCC::from_config(BuiltinConfig::T2s).ok());

impl Script {
    fn asked(tag: &str) -> Option<Self> {
        [Self::Traditional, Self::Simplified].into_iter().find(|s| s.tag() == tag)
    }

    fn tag(self) -> &'static str {
        match self {
            Self::Traditional => "zh-Hant",
            Self::Simplified => "zh-Hans",
        }
    }

    fn converted(self, text: &str) -> String {
        let converter = match self {
            Self::Traditional => &*TO_TRADITIONAL,
            Self::Simplified => &*TO_SIMPLIFIED,
        };
        converter.as_ref().map_or_else(|| text.to_owned(), |c| c.convert(text))
    }
}

/// What is marked in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    All,
    Statements,
    None,
}

impl Marks {
    fn asked(name: &str) -> Self {
        [Self::Statements, Self::None].into_iter().find(|m| m.name() == name).unwrap_or(Self::All)
    }

    fn name(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Statements => "statements",
            Self::None => "none",
        }
    }
}

/// The other ways to show the document: in another script, with fewer marks.
fn ways(visit: &Visit, asked: &Asked) -> Markup {
    let say = |words| visit.language.say(words);
    let path = visit.here.split('?').next().unwrap_or_default();
    let (script, marks) = (Script::asked(&asked.script), Marks::asked(&asked.marks));
    let tag = script.map_or("", Script::tag);
    let scripts =
        [("", AS_PRINTED), (Script::Traditional.tag(), SHOW_HANT), (Script::Simplified.tag(), SHOW_HANS)];
    let all = [(Marks::All, MARK_ALL), (Marks::Statements, MARK_STATEMENTS), (Marks::None, MARK_NONE)];
    html! {
        nav.ways aria-label=(say(WAYS)) {
            @for (other, words) in scripts.iter().filter(|s| s.0 != tag) {
                a href=(address(path, &[("script", other), ("marks", marks.name())])) { (say(*words)) } " "
            }
            span.parted {
                @for (other, words) in all {
                    a href=(address(path, &[("script", tag), ("marks", other.name())]))
                        aria-current=[(other == marks).then_some("true")] { (say(words)) } " "
                }
            }
        }
        @if script.is_some() { p.notice role="status" { (say(CONVERTED)) } }
    }
}

/// The document's title, or the name of its file.
pub fn title(row: &DocumentRow) -> &str {
    let file = row.source.rsplit('/').next().unwrap_or(&row.source);
    row.metadata.title.as_deref().unwrap_or(file)
}

/// Language of the document's text.
fn lang(row: &DocumentRow) -> &str {
    row.metadata.language.as_deref().unwrap_or("zh")
}

/// The day of publication, for people and machines.
pub fn published(visit: &Visit, row: &DocumentRow) -> Markup {
    html! {
        @match row.metadata.date {
            Some(dated) => { time datetime=(dated.day) { (dated.day) } }
            None => { (visit.language.say(UNDATED)) }
        }
    }
}

pub fn kind(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Title | BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Turn { .. } => "turn",
        BlockKind::Caption => "caption",
        BlockKind::ListItem => "item",
        BlockKind::Quote => "quote",
        BlockKind::TableRow => "row",
        BlockKind::Boilerplate => "boilerplate",
    }
}
