//! Files that other programs open, written while they are sent.

use super::paging::{Parameters, unreadable};
use super::values::{Forms, Languages};
use crate::app::App;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::query::{self, Conditions};
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::Duration;
use tifa_archive::Filter;
use tifa_archive::docket::Kind;
use tifa_export::pack::{Language, Pack};
use tifa_export::whole::{self, Choice, Form, MOST, Out, What};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use utoipa::{IntoParams, ToSchema};

/// Bytes that are sent at once, and such pieces that may wait for a slow reader.
const PIECE: usize = 1 << 16;
const WAITING: usize = 4;

/// How long a reader may take for one piece before it is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// In which form, and what.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Wanted {
    /// The form: jsonl, csv, parquet, w3c, tei, csl or bibtex; the first one the subject has when nothing is said.
    #[param(value_type = Option<Forms>, inline)]
    form: String,
    /// Only what has these words, in either script.
    about: String,
    /// Kinds of docket entries, with commas; tables have one.
    #[param(example = "mechanism")]
    kind: String,
    /// Whether entries that people rejected are written too.
    rejected: bool,
    /// One document, by its id or a unique beginning of it.
    document: String,
}

/// What a pack is of.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Packing {
    /// Places where these words stand.
    #[param(example = "合作")]
    q: String,
    /// In place of places: entries of these kinds, with commas; statements when there is neither.
    kind: String,
    /// Only statements or entries that have these words.
    about: String,
    /// One document, by its id or a unique beginning of it.
    document: String,
    /// What the pack is of, for its page.
    title: String,
    /// Day of packing, today when nothing is said; with it the same choice gives the same bytes.
    date: String,
    /// Language of the page: en, zh-Hant or zh-Hans.
    #[param(value_type = Option<Languages>, inline)]
    language: String,
}

fn some(text: &str) -> Option<String> {
    Some(text.trim()).filter(|t| !t.is_empty()).map(str::to_owned)
}

fn kinds(written: &str) -> Result<Vec<Kind>, Problem> {
    let kind = |name: &str| {
        let name = name.trim();
        Kind::named(name)
            .ok_or_else(|| Problem::bad("kind", format!("there is no kind of entries called {name:?}")))
    };
    written.split(',').filter(|part| !part.trim().is_empty()).map(kind).collect()
}

/// What is exported, as an address names it.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "lowercase")]
#[allow(dead_code)]
enum Subjects {
    Statements,
    Docket,
    Documents,
    Sources,
    Decisions,
}

/// Statements, docket entries, documents, sources or decisions as a file
#[utoipa::path(get, path = "/export/{what}", tag = "export",
    params(
        ("what" = inline(Subjects), Path, description = "What is exported"),
        Wanted, Conditions
    ),
    responses(
        (status = OK, description = "The file, in a fixed order", content(
            (String = "application/x-ndjson"),
            (String = "text/csv; charset=utf-8; header=present"),
            (Vec<u8> = "application/vnd.apache.parquet"),
            (String = "application/tei+xml"),
            (Vec<serde_json::Value> = "application/vnd.citationstyles.csl+json"),
            (String = "text/x-bibtex; charset=utf-8"),
        )),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn export(
    State(app): State<Arc<App>>,
    Path(what): Path<String>,
    wanted: Parameters<Wanted>,
    conditions: Parameters<Conditions>,
) -> Result<Response, Problem> {
    let Query(wanted) = wanted.map_err(unreadable)?;
    let mut filter = conditions.map_err(unreadable)?.filter()?;
    filter.document = some(&wanted.document);
    let about = some(&wanted.about);
    let subject = match what.as_str() {
        "statements" => What::Statements { about },
        "docket" => What::Docket { kinds: kinds(&wanted.kind)?, about, rejected: wanted.rejected },
        "documents" => What::Documents,
        "sources" => What::Sources,
        "decisions" => What::Decisions,
        _ => return Err(Problem::not_found(format!("there is no export of {what:?}"))),
    };
    let forms = subject.forms();
    let form = match wanted.form.trim() {
        "" => forms.first().copied(),
        name => Form::named(name).filter(|form| forms.contains(form)),
    };
    let form = form.ok_or_else(|| {
        let names: Vec<&str> = forms.iter().map(|f| f.name()).collect();
        let more = if what == "docket" { "; tables have one kind: kind=mechanism" } else { "" };
        Problem::bad("form", format!("{what} are written as {}{more}", names.join(", ")))
    })?;
    let probe = filter.clone();
    let empty = app.ask(move |desk| Ok(form == Form::Tei && desk.documents(&probe)?.is_empty())).await?;
    if empty {
        return Err(Problem::not_found("no document meets the conditions, and a TEI file has one at least"));
    }
    let write = move |desk: &Desk, out: Out<'_>| {
        whole::write(desk, &filter, &subject, form, out).map_err(io::Error::other)?;
        Ok(())
    };
    Ok(sent(&app, &format!("tifa-{what}.{}", form.extension()), form.media_type(), write))
}

/// Chosen findings with their originals, as a zip that a stranger can verify
#[utoipa::path(get, path = "/export/pack", tag = "export", params(Packing, Conditions),
    responses(
        (status = OK, body = Vec<u8>, content_type = "application/zip", description = "A BagIt bag (RFC 8493) in a zip"),
        (status = BAD_REQUEST, body = Problem, content_type = "application/problem+json"),
        (status = NOT_FOUND, body = Problem, content_type = "application/problem+json"),
        (status = INTERNAL_SERVER_ERROR, body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn pack(
    State(app): State<Arc<App>>,
    asked: Parameters<Packing>,
    conditions: Parameters<Conditions>,
) -> Result<Response, Problem> {
    let (Query(asked), Query(conditions)) = (asked.map_err(unreadable)?, conditions.map_err(unreadable)?);
    let filter = Filter { document: some(&asked.document), ..conditions.filter()? };
    let (kinds, about) = (kinds(&asked.kind)?, some(&asked.about));
    let made = query::day("date", &asked.date, false)?
        .unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date());
    let language = match asked.language.trim() {
        "" | "en" => Language::English,
        "zh-Hant" => Language::Traditional,
        "zh-Hans" => Language::Simplified,
        _ => return Err(Problem::bad("language", "a page is in en, zh-Hant or zh-Hans")),
    };
    let mut given: Vec<(&str, &str)> =
        vec![("q", &asked.q), ("kind", &asked.kind), ("about", &asked.about), ("document", &asked.document)];
    given.extend(conditions.parameters());
    given.retain(|(_, value)| !value.trim().is_empty());
    if given.is_empty() {
        let help = "a pack is of some findings, not of an archive: ask for words with q, or name a speaker, a kind, a document";
        return Err(Problem::bad("q", help));
    }
    let typed = given.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ");
    let subject = given.iter().map(|(_, value)| *value).collect::<Vec<_>>().join(" · ");
    let title = some(&asked.title).unwrap_or(subject);
    let choice = match (some(&asked.q), kinds) {
        (Some(query), _) => Choice::Query(query),
        (None, kinds) if !kinds.is_empty() => Choice::Entries { kinds, about },
        (None, _) => Choice::Statements { about },
    };
    let findings = app.ask(move |desk| Ok(choice.findings(desk, &filter)?)).await?;
    match findings.len() {
        0 => return Err(Problem::not_found("nothing in this archive meets the conditions")),
        1..=MOST => {}
        _ => {
            let detail =
                format!("a pack takes {MOST} findings at most: narrow them by speaker, outlet or days");
            return Err(Problem::bad("q", detail));
        }
    }
    let write = move |desk: &Desk, out: Out<'_>| {
        let pack = Pack {
            name: &title,
            title: &title,
            chosen: &typed,
            made,
            language,
            findings: &findings,
            documents: &[],
        };
        whole::pack(desk, &pack, out).map_err(io::Error::other)?;
        Ok(())
    };
    Ok(sent(&app, "tifa-pack.zip", "application/zip", write))
}

/// An answer whose body `write` makes on a thread of its own, as fast as it is read. When it fails the connection breaks off,
/// so that nobody takes a part for the whole.
fn sent(
    app: &Arc<App>,
    name: &str,
    media_type: &'static str,
    write: impl FnOnce(&Desk, Out<'_>) -> io::Result<()> + Send + 'static,
) -> Response {
    let (pieces, read) = mpsc::channel(WAITING);
    let app = Arc::clone(app);
    tokio::spawn(async move {
        let Ok(turn) = app.exporting.clone().acquire_owned().await else { return };
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut out = Pieces { piece: Vec::with_capacity(PIECE), pieces, runtime: Handle::current() };
            // Whoever is gone need not be told.
            let _ = write(app.desk(), &mut out).and_then(|()| out.flush()).and_then(|()| out.send(Part::End));
        });
    });
    let body = stream::unfold(Some(read), |read| async move {
        let mut read = read?;
        match read.recv().await {
            Some(Part::Piece(bytes)) => Some((Ok(bytes), Some(read))),
            Some(Part::End) => None,
            None => Some((Err(io::Error::from(io::ErrorKind::UnexpectedEof)), None)),
        }
    });
    // What compresses the body asks once more behind its end.
    let body = body.fuse();
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, Body::from_stream(body)).into_response()
}

/// What comes over from the thread that writes. Without an end it is no whole file, whatever stopped the thread.
#[derive(Debug)]
enum Part {
    Piece(Bytes),
    End,
}

/// Bytes on their way to a reader.
struct Pieces {
    piece: Vec<u8>,
    pieces: mpsc::Sender<Part>,
    runtime: Handle,
}

impl Pieces {
    fn send(&self, part: Part) -> io::Result<()> {
        match self.runtime.block_on(tokio::time::timeout(PATIENCE, self.pieces.send(part))) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE));
        self.send(Part::Piece(Bytes::from(piece)))
    }
}
