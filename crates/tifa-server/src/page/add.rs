//! Adding clippings: files or a folder, with progress and every refusal's reason.

use super::piece::grouped;
use super::{Visit, frame};
use crate::app::App;
use crate::job::{Progress, kept_as, start};
use crate::language::*;
use crate::problem::Problem;
use crate::query::day;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::stream::{self, Stream};
use maud::{Markup, html};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tifa_archive::AddOptions;
use tokio::io::AsyncWriteExt;

/// The form.
pub async fn page(visit: Visit) -> Markup {
    let say = |words| visit.language.say(words);
    let content = html! {
        h1 { (say(ADD)) }
        p { (say(ADD_HELP)) }
        form.add method="post" action="/add" enctype="multipart/form-data" {
            // The word comes first, so that nothing is kept of a form that another site has made.
            input type="hidden" name="csrf" value=(visit.csrf);
            // Shown by the script that it needs.
            div.drop hidden { p { (say(DROP_HERE)) } }
            label { (say(FILES)) input type="file" name="file" multiple; }
            label { (say(FOLDER)) input type="file" name="file" webkitdirectory; }
            div.conditions {
                label { (say(GIVEN_DAY)) input type="text" name="date" placeholder="2020-07-09"; }
                label { (say(GIVEN_OUTLET)) input type="text" name="outlet" lang="zh"; }
            }
            button { (say(ADD)) }
        }
    };
    frame(&visit, say(ADD), &content)
}

/// What was sent.
struct Sent {
    folder: TempDir,
    files: usize,
    options: AddOptions,
}

/// Takes files, and begins to add them.
///
/// # Errors
/// When the form was not made here, nothing was sent, or too much.
pub async fn upload(
    State(app): State<Arc<App>>,
    visit: Visit,
    mut form: Multipart,
) -> Result<Response, Problem> {
    let first = form.next_field().await.map_err(broken)?;
    let word = match first {
        Some(field) if field.name() == Some("csrf") => field.text().await.map_err(broken)?,
        _ => String::new(),
    };
    visit.made(&word)?;
    let sent = receive(&mut form).await?;
    if sent.files == 0 {
        return Err(Problem::bad("file", visit.language.say(NO_FILES)));
    }
    let number = start(&app, sent.folder, sent.options);
    Ok(Redirect::to(&format!("/add/{number}")).into_response())
}

/// Keeps what a form sends in a folder of its own.
async fn receive(form: &mut Multipart) -> Result<Sent, Problem> {
    let folder = tempfile::tempdir().map_err(|_| Problem::internal())?;
    let mut sent = Sent { folder, files: 0, options: AddOptions::default() };
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("file") => sent.files += usize::from(keep(&sent.folder, field).await?),
            Some("date") => sent.options.date = day("date", &field.text().await.map_err(broken)?, false)?,
            Some("outlet") => {
                let outlet = field.text().await.map_err(broken)?;
                sent.options.outlet = Some(outlet.trim().to_owned()).filter(|o| !o.is_empty());
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// Writes one file; `false` for a field in which none was chosen.
async fn keep(folder: &TempDir, mut field: Field<'_>) -> Result<bool, Problem> {
    let Some(path) = field.file_name().and_then(kept_as) else { return Ok(false) };
    let path = folder.path().join(path);
    let failed = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::StorageFull => Problem::new(StatusCode::INSUFFICIENT_STORAGE, "the disk is full"),
        _ => Problem::bad("file", "a file cannot be kept under the name it was sent with"),
    };
    if let Some(parent) = path.parent() {
        tokio::fs::create_dir_all(parent).await.map_err(failed)?;
    }
    let mut file = tokio::fs::File::create(&path).await.map_err(failed)?;
    while let Some(bytes) = field.chunk().await.map_err(broken)? {
        file.write_all(&bytes).await.map_err(failed)?;
    }
    file.flush().await.map_err(failed)?;
    Ok(true)
}

fn broken(error: MultipartError) -> Problem {
    let status = error.status();
    let hint = if status == StatusCode::PAYLOAD_TOO_LARGE {
        "more was sent than may be at once; send fewer files, start the server with a higher --upload, or use “tifa add”"
            .to_owned()
    } else {
        error.body_text()
    };
    Problem::new(status, hint)
}

/// How far a job is.
///
/// # Errors
/// When there is none of that number.
pub async fn job(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(number): Path<u64>,
) -> Result<Markup, Problem> {
    let progress = app.jobs.get(number).ok_or_else(unknown)?.progress();
    let say = |words| visit.language.say(words);
    let title = say(if progress.ended.is_some() { ADDED } else { ADDING });
    let content = html! {
        h1 { (title) }
        div.job data-events=[progress.ended.is_none().then(|| format!("/add/{number}/events"))] {
            (state(&visit, &progress))
        }
    };
    Ok(frame(&visit, title, &content))
}

fn unknown() -> Problem {
    Problem::not_found("there is no such job; the server forgets them when it stops")
}

fn state(visit: &Visit, progress: &Progress) -> Markup {
    let say = |words| visit.language.say(words);
    let numbers = [grouped(progress.done), grouped(progress.files)];
    html! {
        @match &progress.ended {
            None => {
                p role="status" { (visit.language.fill(DONE_OF, &[&numbers[0], &numbers[1]])) @if let Some(phase) = &progress.phase { " · " (phase) } }
                progress max=(progress.files.max(1)) value=(progress.done) {}
            }
            Some(Ok(s)) => {
                @let all = [s.files, s.read, s.duplicates, s.known, s.refused, s.documents, s.statements].map(grouped);
                p role="status" { (visit.language.fill(ADDED_N, &all.iter().map(String::as_str).collect::<Vec<_>>())) }
                p { a href="/search" { (say(SEARCH)) } }
            }
            Some(Err(problem)) => p.notice role="alert" lang="en" { (problem.detail) },
        }
        @for (words, lines) in [(REFUSED, &progress.refused), (REMARKS, &progress.remarks)] {
            @if !lines.is_empty() {
                section {
                    h2 { (say(words)) }
                    ul { @for (name, reason) in lines { li { code { (name) } " " span lang="en" { (reason) } } } }
                }
            }
        }
    }
}

/// Between two looks at a job: more often than that nobody can read.
const PAUSE: Duration = Duration::from_millis(100);

/// A job's state each time it changes, as server-sent events: `progress` with the part of the page, then `end`.
///
/// # Errors
/// When there is none of that number.
pub async fn events(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(number): Path<u64>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let job = app.jobs.get(number).ok_or_else(unknown)?;
    let (changes, stopping) = (job.changes(), app.stopping.subscribe());
    let begin = (job, changes, stopping, visit, false);
    let stream = stream::unfold(begin, |(job, mut changes, mut stopping, visit, over)| async move {
        if over {
            return None;
        }
        changes.mark_unchanged();
        let progress = job.progress();
        let over = progress.ended.is_some();
        let event = Event::default().event(if over { "end" } else { "progress" });
        let event = event.data(state(&visit, &progress).into_string());
        if !over {
            let stops = async { stopping.wait_for(|stops| *stops).await.is_ok() };
            tokio::select! {
                _ = changes.changed() => tokio::time::sleep(PAUSE).await,
                _ = stops => return None,
            }
        }
        Some((Ok(event), (job, changes, stopping, visit, over)))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}
