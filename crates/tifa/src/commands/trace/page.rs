//! A formulation through time as a page.

use crate::listing::{day, or_empty, place};
use crate::progress::{grouped, plural};
use crate::sheet::sheet;
use maud::{Markup, html};
use tifa_wording::diff::{Edit, Piece};
use tifa_wording::trace::{Attestation, Month, Phrase, Standing, Tally, Trace, VariantGroup};

const WHAT: &str = "Where a formulation stands in this archive: who says it, when, and in which variants. Absence here is \
absence from this archive. Nothing here is weighed or judged.";

/// Height of the bars, and width of one with its gap.
const HEIGHT: f64 = 120.0;
const STEP: f64 = 14.0;

/// Attestations on the page; the listings have all.
const SHOWN: usize = 1_000;

/// The page.
pub fn page(phrase: &Phrase, found: &Trace, months: &[Month]) -> String {
    let places = plural(found.attestations.len() as u64, "attestation", "attestations");
    let documents = plural(found.documents() as u64, "document", "documents");
    let mut all: Vec<&Attestation> = found.attestations.iter().chain(&found.variants).collect();
    all.sort_by_key(|a| (a.number, a.passage.start));
    let content = html! {
        section {
            p { (places) " in " (documents) }
            @if !months.is_empty() { (bars(months)) }
        }
        (tallies("By speaker", &found.speakers()))
        (tallies("By outlet", &found.outlets()))
        (variants(&found.variant_groups()))
        section {
            h2 { "Attestations" }
            @if all.len() > SHOWN {
                p.notice role="note" { (grouped(SHOWN as u64)) " of " (grouped(all.len() as u64)) " are shown; the listing has all." }
            }
            ol.attestations { @for a in all.iter().take(SHOWN) { (attestation(a)) } }
        }
    };
    sheet("Formulation", &phrase.printed, WHAT, &content)
}

/// Shares of the months as bars.
fn bars(months: &[Month]) -> Markup {
    let most = months.iter().map(Month::share).fold(f64::MIN_POSITIVE, f64::max);
    let width = STEP * months.len() as f64;
    let height = HEIGHT + 24.0;
    html! {
        figure.timeline {
            svg role="img" aria-label="documents with the formulation, by month" viewBox=(format!("0 0 {width} {height}")) width=(format!("{width}")) height=(format!("{height}")) style="max-width:100%" {
                line.axis x1="0" y1=(HEIGHT) x2=(width) y2=(HEIGHT) {}
                @for (i, m) in months.iter().enumerate() {
                    @let tall = (m.share() / most * (HEIGHT - 8.0)).max(if m.with > 0 { 2.0 } else { 0.0 });
                    @let x = STEP * i as f64;
                    rect.statements x=(x + 2.0) y=(format!("{:.1}", HEIGHT - tall)) width=(STEP - 4.0) height=(format!("{tall:.1}")) {
                        title { (format!("{m}: {} of {} documents, {} places", m.with, m.documents, m.places)) }
                    }
                    @if m.month == 1 || i == 0 { text x=(x + 2.0) y=(HEIGHT + 16.0) { (format!("{:04}", m.year)) } }
                }
            }
            figcaption.note { "Documents with it as a share of the month's documents in this archive; hover for the numbers." }
        }
    }
}

fn tallies(name: &str, all: &[Tally]) -> Markup {
    html! {
        @if !all.is_empty() {
            section {
                h2 { (name) }
                table.tally {
                    thead { tr { th { "" } th.n { "places" } th.n { "direct" } th.n { "documents" } th { "first" } th { "last" } } }
                    tbody {
                        @for t in all.iter().take(40) {
                            tr {
                                td lang="zh" { (t.name) }
                                td.n { (grouped(t.count as u64)) } td.n { (grouped(t.direct as u64)) } td.n { (grouped(t.documents as u64)) }
                                td { (day(t.first)) } td { (day(t.last)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn variants(all: &[VariantGroup]) -> Markup {
    html! {
        @if !all.is_empty() {
            section {
                h2 { "Variants" }
                table.tally {
                    thead { tr { th { "" } th { "how" } th.n { "places" } th.n { "documents" } th { "first" } th { "last" } } }
                    tbody {
                        @for v in all.iter().take(60) {
                            tr {
                                td lang="zh" { (pieces(&v.diff)) }
                                td { (v.kind.name()) }
                                td.n { (grouped(v.count as u64)) } td.n { (grouped(v.documents as u64)) }
                                td { (day(v.first)) } td { (day(v.last)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn pieces(all: &[Piece]) -> Markup {
    html! {
        @for piece in all {
            @match piece.edit {
                Edit::Same => { (piece.b) }
                Edit::Dropped => { del { (piece.a) } }
                Edit::Added => { ins { (piece.b) } }
                Edit::Replaced => { del { (piece.a) } ins { (piece.b) } }
            }
        }
    }
}

fn attestation(a: &Attestation) -> Markup {
    let stands = match a.standing {
        Standing::Direct => "own words",
        Standing::Reported => "reported",
        Standing::Mentioned => "mentioned by the narrator",
    };
    html! {
        li {
            p.note {
                time { (if a.date.is_some() { day(a.date) } else { "undated".to_owned() }) }
                " · " span lang="zh" { (or_empty(&a.outlet)) }
                @if let Some(who) = &a.speaker { " · " b lang="zh" { (who) } }
                " · " (stands)
                @if let Some(v) = &a.variant { " · variant: " (v.kind.name()) }
            }
            p lang="zh" { (a.before) mark { (a.passage.text) } (a.after) }
            p.bytes lang="zh" { (a.title.as_deref().unwrap_or(&a.passage.source)) " " (place(&a.passage.document, a.passage.start)) }
        }
    }
}
