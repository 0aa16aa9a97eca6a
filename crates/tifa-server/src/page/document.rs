//! A document: the text as printed, who says what in it, and where it comes from.

mod citation;
mod provenance;

use super::marked::{Run, runs};
use super::piece::{self, files};
use super::{Visit, frame};
use crate::app::App;
use crate::language::*;
use crate::problem::Problem;
use crate::query::address;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::{Arc, LazyLock};
use tifa_archive::{DocumentRow, FullDocument, StatementRow};
use tifa_source::{Block, BlockKind};
use tifa_text::ByteRange;

/// How a document is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// `zh-Hant` or `zh-Hans`: the script of the text; as printed when it is neither.
    script: String,
}

/// A document.
///
/// # Errors
/// When there is none of that name, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(id): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Markup, Problem> {
    let document = app.ask(move |archive| Ok(archive.document(&id)?)).await?;
    Ok(show(&visit, &document, &shown, None))
}

/// A document with some of its bytes marked, which is where every finding leads.
///
/// # Errors
/// As [`page`], and for bytes that are none.
pub async fn page_at(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path((id, span)): Path<(String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Markup, Problem> {
    let bytes = span.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let bad = || Problem::not_found(format!("{span:?} are no bytes of a document: write FIRST-END"));
    let (start, end): (u32, u32) = bytes.filter(|(a, b)| a <= b).ok_or_else(bad)?;
    let document = app.ask(move |archive| Ok(archive.document(&id)?)).await?;
    Ok(show(&visit, &document, &shown, Some(ByteRange { start, end })))
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

/// What lies on a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The statement with this index.
    Statement(usize),
    Quotation,
    Cue,
    /// The bytes that the address asks for.
    Here,
}

fn show(visit: &Visit, document: &FullDocument, shown: &Shown, here: Option<ByteRange>) -> Markup {
    let say = |words| visit.language.say(words);
    let row = &document.row;
    let script = Script::asked(&shown.script);
    let blocks = &document.document.blocks;
    let headline = blocks.iter().position(|b| b.kind == BlockKind::Title);
    let place = |i: usize| Place { visit, document, block: i, here, script };
    let first = here.and_then(|here| blocks.iter().position(|b| b.map.text(here).is_some()));
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
                            Some(i) => { (place(i).text(first == Some(i))) }
                            None => { (title(row)) }
                        }
                    }
                    @if let Some(i) = headline { (place(i).margin()) }
                }
                (scripts(visit, script))
                (provenance::provenance(visit, document))
                (as_files(visit, &row.document))
            }
            @if let Some(here) = here { (citation::citation(visit, document, here)) }
            @for i in (0..blocks.len()).filter(|&i| Some(i) != headline) { (place(i).block(first == Some(i))) }
            @if document.statements.is_empty() { p.note { (say(NO_STATEMENTS)) } }
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

/// A block of the page.
struct Place<'p> {
    visit: &'p Visit,
    document: &'p FullDocument,
    block: usize,
    here: Option<ByteRange>,
    script: Option<Script>,
}

impl Place<'_> {
    fn source(&self) -> &Block {
        &self.document.document.blocks[self.block]
    }

    /// The statements that stand in the block, with their indices.
    fn statements(&self) -> impl Iterator<Item = (usize, &StatementRow)> {
        let all = self.document.statements.iter().enumerate();
        all.filter(|(_, s)| s.place.0 as usize == self.block)
    }

    /// `first` when it is the first block with the bytes asked for.
    fn block(&self, first: bool) -> Markup {
        let lang: &str = match self.script {
            Some(script) => script.tag(),
            None => lang(&self.document.row),
        };
        let text = self.text(first);
        let kind = &self.source().kind;
        html! {
            div.block.(self::kind(kind)) {
                @match kind {
                    BlockKind::Title => p.text.title lang=(lang) { (text) },
                    BlockKind::Heading(1) => h2.text lang=(lang) { (text) },
                    BlockKind::Heading(_) => h3.text lang=(lang) { (text) },
                    BlockKind::Quote => blockquote.text lang=(lang) { (text) },
                    _ => p.text lang=(lang) { (text) },
                }
                (self.margin())
            }
        }
    }

    /// The block's text with what is marked in it.
    fn text(&self, first: bool) -> Markup {
        let block = self.source();
        let mut marks: Vec<(ByteRange, Mark)> = Vec::new();
        let within = |start, end| block.map.text(ByteRange { start, end });
        for (i, s) in self.statements() {
            marks.push((s.place.1, Mark::Statement(i)));
            let quotes = s.quotes.iter().filter_map(|q| within(q.start, q.end));
            marks.extend(quotes.map(|r| (r, Mark::Quotation)));
            marks.extend(s.cue.iter().filter_map(|c| within(c.start, c.end)).map(|r| (r, Mark::Cue)));
        }
        marks.extend(self.here.and_then(|here| block.map.text(here)).map(|r| (r, Mark::Here)));
        let several = self.statements().nth(1).is_some();
        let numbers: Vec<usize> = self.statements().map(|s| s.0).collect();
        let runs = runs(block, &marks);
        let begin = runs.iter().position(|r| r.marks.contains(&Mark::Here)).filter(|_| first);
        html! {
            @for (i, run) in runs.iter().enumerate() {
                (self.run(run, begin == Some(i), &numbers, several))
            }
        }
    }

    fn run(&self, run: &Run<'_, Mark>, here: bool, numbers: &[usize], several: bool) -> Markup {
        // Of statements that lie in one another the shortest: it ends first, and was given last.
        let statement = run.marks.iter().rev().find_map(|m| match m {
            Mark::Statement(i) => Some(*i),
            _ => None,
        });
        let has = |mark| run.marks.contains(&mark);
        let text = match self.script {
            Some(script) => script.converted(run.text),
            None => run.text.to_owned(),
        };
        let text = html! {
            @if run.seam { span.seam aria-hidden="true" { "¦" } }
            @if has(Mark::Here) { mark.here id=[here.then_some("here")] { (text) } } @else { (text) }
        };
        let text = if has(Mark::Cue) {
            html! { span.cue { (text) } }
        } else {
            text
        };
        let Some(i) = statement else { return text };
        let begins = self.document.statements[i].place.1.start == run.start;
        let number =
            numbers.iter().position(|n| *n == i).filter(|_| begins && several).map(|n| (n + 1).to_string());
        let colour = self.colour(i);
        html! {
            span.said.(colour).quoted[has(Mark::Quotation)] data-n=[number] { (text) }
        }
    }

    /// A colour for the statement's speaker: the same for all of his statements in the document.
    fn colour(&self, statement: usize) -> &'static str {
        const COLOURS: [&str; 8] = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];
        let speaker = &self.document.statements[statement].speaker;
        let mut seen: Vec<&str> = Vec::new();
        for s in &self.document.statements {
            if !seen.contains(&s.speaker.as_str()) {
                seen.push(&s.speaker);
            }
        }
        let at = seen.iter().position(|s| s == speaker).unwrap_or(0);
        COLOURS[at % COLOURS.len()]
    }

    /// Who says what in the block, how, and through whom.
    fn margin(&self) -> Markup {
        let language = self.visit.language;
        let several = self.statements().nth(1).is_some();
        html! {
            @if self.statements().next().is_some() {
                aside.margin aria-label=(language.say(STATEMENTS)) {
                    ol.numbered[several] { @for (i, s) in self.statements() { (self.note(i, s)) } }
                }
            }
        }
    }

    fn note(&self, i: usize, s: &StatementRow) -> Markup {
        let say = |words| self.visit.language.say(words);
        let mode = [DIRECT, INDIRECT, MIXED][s.mode as usize];
        html! {
            li.(self.colour(i)) {
                a.who href=(address("/search", &[("speaker", &s.speaker)])) lang="zh" { (s.speaker) }
                " " span.mode { (say(mode)) }
                @if let Some(cue) = &s.cue { " · " (say(CUE)) " " span.cue lang="zh" { (cue.text) } }
                @if let Some(occasion) = &s.occasion { " · " (say(AT)) " " span lang="zh" { (occasion) } }
                @if !s.chain.is_empty() { " · " (say(VIA)) " " span lang="zh" { (s.chain.join(" → ")) } }
                " " a.bytes href=(piece::place(&s.document, s.start, s.end)) title=(say(PERMALINK)) {
                    (self.visit.language.fill(BYTES, &[&s.start.to_string(), &s.end.to_string()]))
                }
            }
        }
    }
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

fn scripts(visit: &Visit, script: Option<Script>) -> Markup {
    let say = |words| visit.language.say(words);
    let path = visit.here.split('?').next().unwrap_or_default();
    let others =
        [(None, AS_PRINTED), (Some(Script::Traditional), SHOW_HANT), (Some(Script::Simplified), SHOW_HANS)];
    html! {
        p.scripts {
            @for (other, words) in others.iter().filter(|o| o.0 != script) {
                a href=(address(path, &[("script", other.map_or("", Script::tag))])) { (say(*words)) } " "
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
