//! A formulation through time: how often, who, where, since when, and in which other words.

use super::piece::{self, day, grouped, onward};
use super::search::taken_by;
use super::{Visit, diff, frame};
use crate::app::App;
use crate::cursor::{Cursor, Stretch};
use crate::language::*;
use crate::problem::Problem;
use crate::query::{Conditions, address};
use axum::extract::{Query, State};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;
use tifa_archive::{Archive, Filter};
use tifa_wording::trace::{
    Attestation, Month, Options, Phrase, Standing, Tally, Trace, Untraceable, VariantGroup,
};

/// Attestations on a page, and speakers, outlets and variants shown.
const PAGE: usize = 50;
const SHOWN: usize = 12;

/// What is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    cursor: String,
    #[serde(flatten)]
    conditions: Conditions,
}

/// A phrase traced, with the number of documents of each month.
pub struct Traced {
    /// Where it stands.
    pub trace: Trace,
    /// Its months.
    pub months: Vec<Month>,
}

/// Traces `phrase` through what `filter` lets through.
///
/// # Errors
/// What cannot be traced, and what the archive says.
fn traced(archive: &Archive, phrase: &str, filter: &Filter) -> Result<Traced, Problem> {
    let phrase = Phrase::new(phrase).map_err(|why| {
        Problem::bad(
            "q",
            match why {
                Untraceable::Empty => "there are no words in it",
                Untraceable::Single => "one character is no formulation",
            },
        )
    })?;
    let (trace, months) = archive.trace(&phrase, filter, &Options::default())?;
    Ok(Traced { trace, months })
}

/// A phrase traced, and the stretch of its attestations that a cursor asks for.
///
/// # Errors
/// As [`traced`].
pub fn attested(
    archive: &Archive,
    phrase: &str,
    filter: &Filter,
    cursor: &Cursor,
    page: usize,
) -> Result<(Stretch<Attestation>, Traced), Problem> {
    let state = archive.state()?;
    let found = traced(archive, phrase, filter)?;
    let all = &found.trace.attestations;
    let rows = all.iter().skip(cursor.skip).take(page).cloned().collect();
    Ok((Stretch::cut(rows, all.len(), cursor, state), found))
}

/// The page of a formulation, or of those that are followed when none is asked for.
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
        let (followed, _) = app.ask(|archive| Ok(archive.formulations())).await?;
        let content = html! {
            h1 { (say(FORMULATIONS)) }
            (form(&visit, &asked))
            section aria-labelledby="followed" {
                h2 id="followed" { (say(FOLLOWED)) }
                ul.followed {
                    @for f in &followed {
                        li { a href=(address("/formulation", &[("q", &f.name)])) lang="zh" { (f.name) } }
                    }
                }
            }
        };
        return Ok(frame(&visit, say(FORMULATIONS), &content));
    }
    let (filter, query) = (asked.conditions.filter()?, asked.q.clone());
    let cursor = Cursor::asked(&asked.cursor)?;
    let (all, found) = app.ask(move |archive| attested(archive, &query, &filter, &cursor, PAGE)).await?;
    let content = html! {
        h1 lang="zh" { (asked.q) }
        (form(&visit, &asked))
        (taken_by(&visit, &asked.conditions, "/formulation", &[("q", &asked.q)]))
        @if all.total == 0 && found.trace.variants.is_empty() {
            section.empty { h2 { (say(NOTHING_FOUND)) } p { (say(NOTHING_HELP)) } }
        } @else {
            (summary(&visit, &found))
            (months(&visit, &found.months))
            div.columns {
                (tallies(&visit, BY_SPEAKER, "speaker", &asked, &found.trace.speakers()))
                (tallies(&visit, BY_OUTLET, "outlet", &asked, &found.trace.outlets()))
            }
            (variants(&visit, &found.trace.variant_groups()))
            section aria-labelledby="attestations" {
                h2 id="attestations" { (say(ATTESTATIONS)) }
                ol.concordance start=(all.skip + 1) {
                    @for a in &all.rows { (line(&visit, a)) }
                }
                (onward(&visit, all.skip, all.next().as_deref(), |cursor| asked.address(cursor)))
            }
        }
    };
    Ok(frame(&visit, &format!("{} · {}", asked.q, say(FORMULATIONS)), &content))
}

impl Asked {
    fn address(&self, cursor: &str) -> String {
        let mut all = vec![("q", self.q.as_str()), ("cursor", cursor)];
        all.extend(self.conditions.parameters());
        address("/formulation", &all)
    }
}

fn form(visit: &Visit, asked: &Asked) -> Markup {
    let say = |words| visit.language.say(words);
    let c = &asked.conditions;
    html! {
        form.search method="get" action="/formulation" {
            div.words {
                label.visually-hidden for="q" { (say(FORMULATION)) }
                input id="q" type="search" name="q" value=(asked.q) lang="zh" autocomplete="off" spellcheck="false";
                button { (say(TRACE)) }
            }
            div.conditions {
                label { (say(SPEAKER)) input type="text" name="speaker" value=(c.speaker) lang="zh"; }
                label { (say(OUTLET)) input type="text" name="outlet" value=(c.outlet) lang="zh"; }
                label { (say(FROM)) input type="text" name="from" value=(c.from) placeholder="2020-07"; }
                label { (say(TO)) input type="text" name="to" value=(c.to) placeholder="2021"; }
            }
        }
    }
}

fn summary(visit: &Visit, found: &Traced) -> Markup {
    let trace = &found.trace;
    let fill = |words, values: &[&str]| visit.language.fill(words, values);
    let dated: Vec<&Attestation> = trace.attestations.iter().filter(|a| a.date.is_some()).collect();
    let direct = trace.attestations.iter().filter(|a| a.standing == Standing::Direct).count();
    html! {
        p.found {
            b { (fill(PLACES_IN, &[&grouped(trace.attestations.len() as u64), &grouped(trace.documents() as u64)])) }
            " · " (fill(OF_WHICH_DIRECT, &[&grouped(direct as u64)]))
        }
        @if let (Some(first), Some(last)) = (dated.first(), dated.last()) {
            dl.ends {
                @for (words, a) in [(FIRST_ATTESTED, first), (LAST_ATTESTED, last)] {
                    div {
                        dt { (visit.language.say(words)) }
                        dd {
                            a href=(place(a)) { (day(visit, a.date)) }
                            @if let Some(who) = &a.speaker { " · " span lang="zh" { (who) } }
                            @if let Some(outlet) = &a.outlet { " · " span lang="zh" { (outlet) } }
                        }
                    }
                }
            }
        }
    }
}

/// Height of the months' bars, and the room for one, in units of the drawing.
const TALL: f64 = 90.0;
const STEP: f64 = 10.0;

/// The share of each month's documents, drawn; the numbers stand in each bar's title and in the table below.
fn months(visit: &Visit, months: &[Month]) -> Markup {
    if months.len() < 2 {
        return html! {};
    }
    let most = months.iter().map(Month::share).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let width = STEP * months.len() as f64;
    let said = |m: &Month| {
        let (with, all) = (m.with.to_string(), m.documents.to_string());
        format!("{m}: {}", visit.language.fill(OF_DOCUMENTS, &[&with, &all]))
    };
    html! {
        figure.months {
            div.scroll role="region" tabindex="0" aria-labelledby="months-title" { svg role="img" aria-labelledby="months-title" viewBox=(format!("0 0 {width} {}", TALL + 22.0)) {
                title id="months-title" { (visit.language.say(BY_MONTH)) }
                line.axis x1="0" y1=(TALL) x2=(width) y2=(TALL) {}
                @for (i, m) in months.iter().enumerate() {
                    @let tall = (m.share() / most * (TALL - 6.0)).max(if m.with > 0 { 2.0 } else { 0.0 });
                    @let x = STEP * i as f64;
                    @if m.with > 0 {
                        rect x=(x + 1.5) y=(format!("{:.1}", TALL - tall)) width=(STEP - 3.0) height=(format!("{tall:.1}")) { title { (said(m)) } }
                    }
                    @if m.month == 1 || i == 0 { text x=(x) y=(TALL + 16.0) { (m.year) } }
                }
            } }
            figcaption.note { (visit.language.say(BY_MONTH)) }
            details {
                summary { (visit.language.say(NUMBERS)) }
                ul.plain { @for m in months.iter().filter(|m| m.with > 0) { li { (said(m)) } } }
            }
        }
    }
}

fn tallies(visit: &Visit, heading: Words, parameter: &str, asked: &Asked, all: &[Tally]) -> Markup {
    if all.is_empty() {
        return html! {};
    }
    let say = |words| visit.language.say(words);
    html! {
        section {
            h2 { (say(heading)) }
            div.scroll role="region" tabindex="0" aria-label=(say(heading)) {
                table {
                    thead { tr {
                        th scope="col" { (say(NAME_OF)) }
                        th.n scope="col" { (say(PLACES)) }
                        th.n scope="col" { (say(DIRECT)) }
                        th scope="col" { (say(FIRST_ATTESTED)) }
                        th scope="col" { (say(LAST_ATTESTED)) }
                    } }
                    tbody {
                        @for t in all.iter().take(SHOWN) {
                            tr {
                                th scope="row" { a href=(address("/formulation", &[("q", &asked.q), (parameter, &t.name)])) lang="zh" { (t.name) } }
                                td.n { (grouped(t.count as u64)) }
                                td.n { (grouped(t.direct as u64)) }
                                td { (day(visit, t.first)) }
                                td { (day(visit, t.last)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn variants(visit: &Visit, groups: &[VariantGroup]) -> Markup {
    if groups.is_empty() {
        return html! {};
    }
    let say = |words| visit.language.say(words);
    html! {
        section aria-labelledby="variants" {
            h2 id="variants" { (say(VARIANTS)) }
            ul.variants {
                @for g in groups.iter().take(SHOWN) {
                    li {
                        a href=(address("/formulation", &[("q", &g.text)])) lang="zh" { (diff::second(&g.diff)) }
                        " " span.count { (grouped(g.count as u64)) }
                        " " span.note { (day(visit, g.first)) " – " (day(visit, g.last)) }
                    }
                }
            }
        }
    }
}

fn line(visit: &Visit, a: &Attestation) -> Markup {
    let standing = match a.standing {
        Standing::Direct => DIRECT,
        Standing::Reported => INDIRECT,
        Standing::Mentioned => MENTIONED,
    };
    html! {
        li {
            p.context lang="zh" {
                span.before { bdi { (a.before) } }
                a.hit href=(place(a)) { mark { (a.passage.text) } }
                span.after { bdi { (a.after) } }
            }
            p.about {
                (day(visit, a.date))
                @if let Some(outlet) = &a.outlet { " · " span lang="zh" { (outlet) } }
                @if let Some(who) = &a.speaker { " · " span.who lang="zh" { (who) } }
                " · " (visit.language.say(standing))
                @if let Some(title) = &a.title { " · " cite lang="zh" { (title) } }
            }
        }
    }
}

fn place(a: &Attestation) -> String {
    piece::place(&a.passage.document, a.passage.start, a.passage.end)
}
