//! Search: every place where words stand, one below the other.

use super::names::{genre, mode};
use super::piece::{day, files, grouped, onward, place};
use super::{Visit, frame};
use crate::app::App;
use crate::cursor::{Cursor, Stretch};
use crate::desk::Desk;
use crate::language::*;
use crate::problem::Problem;
use crate::query::{Conditions, address, changed};
use axum::extract::{Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;
use tifa_archive::{Concordance, Filter, Hit, SearchOptions};
use tifa_record::{Genre, Mode};

/// Places on a page, and characters around each.
const PAGE: usize = 50;
const CONTEXT: usize = 36;

/// Outlets and speakers in a facet.
const SHOWN: usize = 12;

/// Places whose speakers are counted.
const COUNTED: usize = 1_000;

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    sort: String,
    cursor: String,
    #[serde(flatten)]
    conditions: Conditions,
}

impl Asked {
    fn parameters(&self) -> Vec<(&str, &str)> {
        let mut all = vec![("q", self.q.as_str())];
        all.extend(self.conditions.parameters());
        all
    }

    /// The address of this search with some parameters changed; a page further on only when one is.
    fn address(&self, path: &str, change: &[(&str, &str)]) -> String {
        let mut all = self.parameters();
        all.push(("sort", &self.sort));
        changed(path, all, change)
    }
}

/// The page of a search.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let say = |words| visit.language.say(words);
    if asked.q.trim().is_empty() {
        let content = html! {
            h1 { (say(SEARCH)) }
            (form(&visit, "", &asked.conditions, true))
        };
        return Ok(frame(&visit, say(SEARCH), &content));
    }
    let (filter, query, cursor) =
        (asked.conditions.filter()?, asked.q.clone(), Cursor::asked(&asked.cursor)?);
    let options = SearchOptions {
        context: CONTEXT,
        limit: Some(PAGE),
        skip: cursor.skip,
        newest: asked.sort == "newest",
    };
    let (places, found) =
        app.ask(move |archive| searched(archive, &query, &filter, &options, &cursor)).await?;
    let content = html! {
        h1.visually-hidden { (say(SEARCH)) }
        (form(&visit, &asked.q, &asked.conditions, true))
        @if found.total == 0 {
            section.empty {
                h2 { (say(NOTHING_FOUND)) }
                p { (say(NOTHING_HELP)) }
                (taken(&visit, &asked))
            }
        } @else {
            div.results {
                section.places aria-labelledby="found" {
                    header.found {
                        h2 id="found" {
                            (visit.language.fill(PLACES_IN, &[&grouped(found.total as u64), &grouped(found.documents as u64)]))
                        }
                        (order(&visit, &asked))
                    }
                    (taken(&visit, &asked))
                    @if places.changed { p.notice role="status" { (say(CHANGED_SINCE)) } }
                    ol.concordance start=(places.skip + 1) {
                        @for hit in &places.rows { (line(&visit, hit)) }
                    }
                    (files(&visit, &[(say(PACK), "pack", asked.parameters())]))
                    (onward(&visit, places.skip, places.next().as_deref(), |cursor| asked.address("/search", &[("cursor", cursor)])))
                }
                (facets(&visit, &asked, &found))
            }
        }
    };
    Ok(frame(&visit, &format!("{} · {}", asked.q, say(SEARCH)), &content))
}

/// The stretch of a concordance that a cursor asks for, and what is counted of the whole.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub fn searched(
    desk: &Desk,
    query: &str,
    filter: &Filter,
    options: &SearchOptions,
    cursor: &Cursor,
) -> Result<(Stretch<Hit>, Arc<Concordance>), Problem> {
    let question = format!("search {query:?} {filter:?} {options:?}");
    let bytes = |found: &Arc<Concordance>| 600 * found.hits.len() + 64 * found.outlets.len();
    let (found, state) =
        desk.kept(&question, bytes, |archive| Ok(vec![Arc::new(archive.search(query, filter, options)?)]))?;
    let found = found.first().cloned().ok_or_else(Problem::internal)?;
    Ok((Stretch::cut(found.hits.clone(), found.total, cursor, state), found))
}

/// The form that asks; `full` with its conditions.
pub fn form(visit: &Visit, query: &str, conditions: &Conditions, full: bool) -> Markup {
    let say = |words| visit.language.say(words);
    let field = |name: &str, words: Words, value: &str| {
        html! { label { (say(words)) input type="text" name=(name) value=(value) lang="zh"; } }
    };
    let choice = |name: &str, words: Words, chosen: &str, all: &[(&str, Words)]| {
        html! {
            label { (say(words))
                select name=(name) {
                    option value="" selected[chosen.is_empty()] { (say(ANY)) }
                    @for (value, words) in all { option value=(value) selected[*value == chosen] { (say(*words)) } }
                }
            }
        }
    };
    let c = conditions;
    let few = [&c.addressee, &c.occasion, &c.mode, &c.genre, &c.under].iter().all(|f| f.is_empty());
    html! {
        form.search method="get" action="/search" role="search" {
            div.words {
                label.visually-hidden for="q" { (say(QUERY)) }
                input id="q" type="search" name="q" value=(query) lang="zh" autocapitalize="off" autocomplete="off"
                    spellcheck="false" aria-describedby="query-help" autofocus[query.is_empty()];
                button { (say(SEARCH)) }
            }
            p.note id="query-help" { (say(QUERY_HELP)) }
            @if full {
                div.conditions {
                    (field("speaker", SPEAKER, &c.speaker))
                    (field("outlet", OUTLET, &c.outlet))
                    label { (say(FROM)) input type="text" name="from" value=(c.from) placeholder="2020-07" inputmode="numeric"; }
                    label { (say(TO)) input type="text" name="to" value=(c.to) placeholder="2021" inputmode="numeric"; }
                }
                details open[!few] {
                    summary { (say(MORE_FILTERS)) }
                    div.conditions {
                        (field("addressee", ADDRESSEE, &c.addressee))
                        (field("occasion", OCCASION, &c.occasion))
                        (choice("mode", MODE, &c.mode, &Mode::ALL.map(|m| (m.name(), mode(m)))))
                        (choice("genre", GENRE, &c.genre, &Genre::ALL.map(|g| (g.name(), genre(g)))))
                        (field("under", FILE, &c.under))
                    }
                }
            }
        }
    }
}

/// A place: what stands before and after on either side of the words.
fn line(visit: &Visit, hit: &Hit) -> Markup {
    html! {
        li {
            p.context lang="zh" {
                span.before { bdi { (hit.before) } }
                a.hit href=(place(&hit.document, hit.start, hit.end)) { mark { (hit.text) } }
                span.after { bdi { (hit.after) } }
            }
            p.about {
                (day(visit, hit.date))
                @if let Some(outlet) = &hit.outlet { " · " span lang="zh" { (outlet) } }
                " · " span.who lang=[hit.speaker.as_ref().map(|_| "zh")] {
                    @match &hit.speaker { Some(who) => { (who) } None => { (visit.language.say(NOBODY)) } }
                }
                @if let Some(title) = &hit.title { " · " cite lang="zh" { (title) } }
            }
        }
    }
}

/// Conditions that hold, each with a link that takes it away.
fn taken(visit: &Visit, asked: &Asked) -> Markup {
    taken_by(visit, &asked.conditions, "/search", &[("q", &asked.q), ("sort", &asked.sort)])
}

/// Conditions that hold, each with a link to `path` that takes it away; `others` are the parameters that stay.
pub fn taken_by(visit: &Visit, conditions: &Conditions, path: &str, others: &[(&str, &str)]) -> Markup {
    let all = conditions.parameters();
    let without = |name: &str| {
        let rest = all.iter().copied().filter(|p| p.0 != name);
        address(path, &others.iter().copied().chain(rest).collect::<Vec<_>>())
    };
    let say = |words| visit.language.say(words);
    html! {
        @if all.iter().any(|t| !t.1.is_empty()) {
            ul.taken {
                @for (name, value) in all.iter().filter(|t| !t.1.is_empty()) {
                    li { a href=(without(name)) {
                        (say(called(name))) " " b lang="zh" { (value) } " " span aria-hidden="true" { "×" }
                        span.visually-hidden { (say(TAKE_AWAY)) }
                    } }
                }
            }
        }
    }
}

/// What a condition is called.
fn called(name: &str) -> Words {
    match name {
        "speaker" => SPEAKER,
        "addressee" => ADDRESSEE,
        "occasion" => OCCASION,
        "outlet" => OUTLET,
        "from" => FROM,
        "to" => TO,
        "mode" => MODE,
        "genre" => GENRE,
        _ => FILE,
    }
}

fn order(visit: &Visit, asked: &Asked) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        nav.order aria-label=(say(SORT)) {
            @for (value, words) in [("", OLDEST), ("newest", NEWEST)] {
                a href=(asked.address("/search", &[("sort", value)])) aria-current=[(asked.sort == value).then_some("true")] { (say(words)) }
            }
        }
    }
}

fn facets(visit: &Visit, asked: &Asked, found: &Concordance) -> Markup {
    let say = |words| visit.language.say(words);
    let most = found.years.iter().map(|y| y.1).max().unwrap_or(1);
    html! {
        aside.facets {
            @if !found.years.is_empty() {
                section aria-labelledby="by-year" {
                    h2 id="by-year" { (say(BY_YEAR)) }
                    ul.bars {
                        @for (year, n) in &found.years {
                            @let year = year.to_string();
                            li {
                                a href=(asked.address("/search", &[("from", &year), ("to", &year)])) { (year) }
                                (bar(*n, most))
                                span.count { (grouped(*n as u64)) }
                            }
                        }
                    }
                }
            }
            @if !found.outlets.is_empty() {
                section aria-labelledby="by-outlet" {
                    h2 id="by-outlet" { (say(BY_OUTLET)) }
                    ul {
                        @for (outlet, n) in found.outlets.iter().take(SHOWN) {
                            li {
                                a href=(asked.address("/search", &[("outlet", outlet)])) lang="zh" { (outlet) }
                                " " span.count { (grouped(*n as u64)) }
                            }
                        }
                    }
                }
            }
            @if found.genres.len() > 1 || !asked.conditions.genre.is_empty() {
                section aria-labelledby="by-genre" {
                    h2 id="by-genre" { (say(BY_GENRE)) }
                    ul {
                        @for (of, n) in &found.genres {
                            li {
                                a href=(asked.address("/search", &[("genre", of.name())])) { (say(genre(*of))) }
                                " " span.count { (grouped(*n as u64)) }
                            }
                        }
                    }
                }
            }
            section aria-labelledby="by-speaker" {
                h2 id="by-speaker" { (say(BY_SPEAKER_AND_MODE)) }
                @let address = asked.address("/search/speakers", &[]);
                a href=(address) hx-get=(address) hx-swap="outerHTML" { (say(COUNT_SPEAKERS)) }
            }
        }
    }
}

/// A bar that shows `n` among the `most`, drawn: its length says nothing that the number beside it does not.
fn bar(n: usize, most: usize) -> Markup {
    let width = (n * 100).div_ceil(most.max(1));
    html! {
        svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
            rect width=(width) height="8" {}
        }
    }
}

/// Who says the words, counted among the first places.
///
/// # Errors
/// As [`page`].
pub async fn speakers(
    State(app): State<Arc<App>>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let (filter, query) = (asked.conditions.filter()?, asked.q.clone());
    let options = SearchOptions { context: 0, limit: Some(COUNTED), ..SearchOptions::default() };
    let found = app.ask(move |archive| Ok(archive.search(&query, &filter, &options)?)).await?;
    let speakers = counted(found.hits.iter().map(|hit| hit.speaker.as_deref()));
    let modes = counted(found.hits.iter().filter_map(|hit| hit.mode));
    let say = |words| visit.language.say(words);
    let content = html! {
        @if !visit.part { h1 { (say(BY_SPEAKER_AND_MODE)) } }
        @if found.hits.len() < found.total {
            p.note { (visit.language.fill(OF_FIRST, &[&grouped(COUNTED as u64)])) }
        }
        ul {
            @for (who, n) in speakers.iter().take(SHOWN) {
                li {
                    @match who {
                        Some(who) => { a href=(asked.address("/search", &[("speaker", who)])) lang="zh" { (who) } }
                        None => { (say(NOBODY)) }
                    }
                    " " span.count { (grouped(*n as u64)) }
                }
            }
        }
        @if !modes.is_empty() {
            ul {
                @for (of, n) in &modes {
                    li {
                        a href=(asked.address("/search", &[("mode", of.name())])) { (say(mode(*of))) }
                        " " span.count { (grouped(*n as u64)) }
                    }
                }
            }
        }
    };
    Ok(frame(&visit, say(BY_SPEAKER_AND_MODE), &content))
}

/// How often each stands there, most first.
fn counted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|c| Reverse(c.1));
    counts
}
