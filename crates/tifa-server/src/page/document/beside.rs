//! The documents that share passages with one: which came first, and whether both print a text or quote a speaker.

use super::title;
use crate::app::App;
use crate::language::*;
use crate::page::piece::{day, grouped, place};
use crate::page::{Visit, frame};
use crate::problem::Problem;
use crate::query::address;
use axum::extract::{Path, State};
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;
use tifa_archive::{Archive, DocumentRow, Error, Filter};
use tifa_wording::reuse::{self, Evidence, Kind, Options, Side, Told};

/// Documents shown, and passages of each.
const SHOWN: usize = 12;
const PASSAGES: usize = 3;

/// Marks that a passage may begin with and that close what stands before it: they are not shown.
const CLOSING: &[char] =
    &['。', '，', '、', '；', '：', '！', '？', '」', '』', '”', '’', '》', '）', ' ', '　', '\n'];

/// A document that shares passages with the one asked for.
#[derive(Debug)]
struct Sharer {
    /// What they share, the longest first.
    passages: Vec<Told>,
    /// Whether this one is the first side of each.
    first: bool,
    /// Characters that are the same in both.
    identical: u32,
}

impl Sharer {
    /// The sides of a passage: in the document asked for, and in this one.
    fn sides<'t>(&self, told: &'t Told) -> (&'t Side, &'t Side) {
        if self.first { (&told.b, &told.a) } else { (&told.a, &told.b) }
    }
}

/// The way to what stands beside a document; it comes into the page by itself when it is scrolled to.
pub fn link(visit: &Visit, id: &str) -> Markup {
    let path = format!("/document/{id}/beside");
    html! {
        section.beside aria-labelledby="beside" {
            h2 id="beside" { (visit.language.say(BESIDE)) }
            p { a href=(path) hx-get=(path) hx-trigger="revealed, click" hx-target="closest p" hx-swap="outerHTML" {
                (visit.language.say(BESIDE_SHOW))
            } }
        }
    }
}

/// What stands beside a document: a part of its page, or a page of its own for who has no script.
///
/// # Errors
/// When there is none of that name, and what the archive says.
pub async fn page(
    State(app): State<Arc<App>>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Markup, Problem> {
    let (row, sharers) = app.ask(move |archive| sharers(archive, &id)).await?;
    let say = |words| visit.language.say(words);
    let content = html! {
        @if !visit.part {
            h1 { (say(BESIDE)) }
            p { a href=(format!("/document/{}", row.document)) lang="zh" { (title(&row)) } }
        }
        @if sharers.is_empty() { p.note { (say(BESIDE_NONE)) } } @else {
            ul.sharers { @for sharer in sharers.iter().take(SHOWN) { (line(&visit, &row, sharer)) } }
        }
        @if sharers.len() > SHOWN {
            p.note { (visit.language.fill(BESIDE_MORE, &[&SHOWN.to_string(), &grouped(sharers.len() as u64)])) }
        }
    };
    Ok(frame(&visit, say(BESIDE), &content))
}

/// The documents that share passages with the one of that name, those that share most first.
fn sharers(archive: &Archive, id: &str) -> Result<(DocumentRow, Vec<Sharer>), Problem> {
    let row = archive.document(id)?.row;
    let texts = archive.texts(&Filter::default())?;
    let number = texts.number_of(&row.document)?;
    let number = number.ok_or_else(|| Error::NoSuchDocument { key: row.document.clone() })?;
    let (shared, witnesses) = reuse::of(&texts, number, Options::default())?;
    let evidence = Evidence::new(&texts, witnesses);
    let mut by_other: BTreeMap<u32, Sharer> = BTreeMap::new();
    for passage in &shared {
        let Some(told) = evidence.tell(passage)? else { continue };
        let first = passage.b.text == number;
        let other = if first { passage.a.text } else { passage.b.text };
        let none = Sharer { passages: Vec::new(), first, identical: 0 };
        let sharer = by_other.entry(other).or_insert(none);
        sharer.identical += passage.identical;
        sharer.passages.push(told);
    }
    let mut all: Vec<Sharer> = by_other.into_values().collect();
    for sharer in &mut all {
        sharer.passages.sort_by_key(|told| Reverse(told.identical));
    }
    all.sort_by_key(|s| Reverse(s.identical));
    Ok((row, all))
}

fn line(visit: &Visit, row: &DocumentRow, sharer: &Sharer) -> Markup {
    let say = |words| visit.language.say(words);
    let Some(longest) = sharer.passages.first() else { return html! {} };
    let (_, other) = sharer.sides(longest);
    let id = other.passage.document.as_str();
    let when = longest.days.map(|days| match (days, sharer.first) {
        (0, _) => SAME_DAY,
        (1.., false) | (..0, true) => LATER,
        _ => EARLIER,
    });
    html! {
        li {
            p.head {
                a href=(format!("/document/{id}")) lang="zh" { (other.title.as_deref().unwrap_or(&other.passage.source)) }
            }
            p.about {
                (day(visit, other.date))
                @if let Some(when) = when { " (" (say(when)) ")" }
                @if let Some(outlet) = &other.outlet { " · " span lang="zh" { (outlet) } }
                " · " (visit.language.fill(SHARED_CHARACTERS, &[&grouped(u64::from(sharer.identical))]))
                " · " a href=(address("/compare", &[("a", &row.document), ("b", id), ("whole", "yes")])) { (say(COMPARE)) }
            }
            @if !other.witnesses.is_empty() { p.about { (say(WITNESSES)) ": " code { (other.witnesses.join(", ")) } } }
            ul.passages {
                @for told in sharer.passages.iter().take(PASSAGES) { (passage(visit, sharer.sides(told), told)) }
            }
        }
    }
}

fn passage(visit: &Visit, (here, there): (&Side, &Side), told: &Told) -> Markup {
    let say = |words| visit.language.say(words);
    let at = |side: &Side| place(&side.passage.document, side.passage.start, side.passage.end);
    html! {
        li {
            a.words href=(at(there)) lang="zh" { (there.passage.text.trim_start_matches(CLOSING)) }
            p.about {
                @match (&told.kind, &told.speaker) {
                    (Kind::Quotation, Some(who)) => { (say(QUOTED_OF)) " · " span.who lang="zh" { (who) } }
                    (Kind::Quotation, None) => { (say(QUOTED_OF)) }
                    (Kind::Copy, _) => { (say(COPIED_OF)) }
                }
                " · " (visit.language.fill(SHARED_CHARACTERS, &[&grouped(u64::from(told.characters))]))
                @if told.similarity < 1.0 { " · " (format!("{:.0} %", told.similarity * 100.0)) }
                @if !told.via.is_empty() { " · " (say(VIA)) " " span lang="zh" { (told.via.join("、")) } }
                " · " a href=(at(here)) { (say(IN_THIS_DOCUMENT)) }
            }
        }
    }
}
