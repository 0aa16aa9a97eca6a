//! Quotations verified: one, or every one of a draft that is pasted.

use super::piece::{day, place};
use super::{Visit, diff, frame, names};
use crate::app::App;
use crate::language::*;
use crate::problem::Problem;
use crate::query;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;
use tifa_archive::{Archive, Filter};
use tifa_wording::draft::{self, Verdicts};
use tifa_wording::verify::{Error, Evidence, Question, Verdict, Verified};

/// Passages shown with each verdict.
const SHOWN: usize = 4;

/// Quotations of a draft that are looked up at once.
pub const MOST: usize = 200;

/// What is asked of a text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A quotation, or a draft with quotations in quotation marks.
    pub text: String,
    /// Who is said to have said it.
    pub speaker: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The word of the form.
    pub csrf: String,
}

/// Looks up every quotation of a text; a text without one is taken for a quotation itself.
///
/// # Errors
/// When there is nothing to look up, and what the archive says.
pub fn verdicts(archive: &Archive, asked: &Asked) -> Result<Verdicts, Problem> {
    let (from, to) = (query::day("from", &asked.from, false)?, query::day("to", &asked.to, true)?);
    let speaker = Some(asked.speaker.trim()).filter(|s| !s.is_empty());
    let texts = archive.texts(&Filter::default())?;
    let question = Question { quote: &asked.text, speaker, from, to, shown: SHOWN };
    draft::verdicts(&texts, &question, MOST).map_err(|error| match error {
        Error::Corpus(error) => error.into(),
        why => Problem::bad("text", why.to_string()),
    })
}

/// The empty page.
pub async fn page(visit: Visit) -> Markup {
    show(&visit, &Asked::default(), &html! {})
}

/// The page with verdicts.
///
/// # Errors
/// What cannot be verified, and what the archive says.
pub async fn verified(
    State(app): State<Arc<App>>,
    visit: Visit,
    Form(asked): Form<Asked>,
) -> Result<Response, Problem> {
    visit.made(&asked.csrf)?;
    let question = asked.clone();
    let found = app.ask(move |archive| verdicts(archive, &question)).await?;
    let language = visit.language;
    let result = html! {
        section.verdicts aria-labelledby="verdicts" {
            h2 id="verdicts" { (language.say(VERDICTS)) }
            @for verified in &found.all { (verdict(&visit, verified)) }
            @if found.left_out > 0 { p.notice { (language.fill(LEFT_OUT, &[&found.left_out.to_string()])) } }
        }
    };
    Ok(show(&visit, &asked, &result).into_response())
}

fn show(visit: &Visit, asked: &Asked, result: &Markup) -> Markup {
    let say = |words| visit.language.say(words);
    let content = html! {
        h1 { (say(VERIFY)) }
        form.verify method="post" action="/verify" {
            input type="hidden" name="csrf" value=(visit.csrf);
            label for="text" { (say(QUOTATION_OR_DRAFT)) }
            textarea id="text" name="text" rows="6" lang="zh" required aria-describedby="verify-help" { (asked.text) }
            p.note id="verify-help" { (say(VERIFY_HELP)) }
            div.conditions {
                label { (say(SPEAKER)) input type="text" name="speaker" value=(asked.speaker) lang="zh"; }
                label { (say(FROM)) input type="text" name="from" value=(asked.from) placeholder="2020"; }
                label { (say(TO)) input type="text" name="to" value=(asked.to) placeholder="2020-12"; }
            }
            button { (say(VERIFY)) }
        }
        (result)
    };
    frame(visit, say(VERIFY), &content)
}

fn verdict(visit: &Visit, v: &Verified) -> Markup {
    let say = |words| visit.language.say(words);
    let (name, meaning) = words(v.verdict);
    html! {
        article.verdict.holds[v.verdict.holds()] {
            blockquote lang="zh" { (v.quote) }
            p { b.name { (say(name)) } " " span.note { (say(meaning)) } }
            @if v.diff.iter().any(|p| p.a != p.b) {
                dl.differs {
                    div { dt { (say(PRINTED)) } dd lang="zh" { (diff::first(&v.diff)) } }
                    div { dt { (say(QUOTED)) } dd lang="zh" { (diff::second(&v.diff)) } }
                }
            }
            @if v.evidence.is_empty() {
                p.note { (say(NOTHING_NEAR)) }
            } @else {
                ol.evidence {
                    @for (i, e) in v.evidence.iter().enumerate() { (evidence(visit, e, i < v.grounds)) }
                }
            }
        }
    }
}

fn evidence(visit: &Visit, e: &Evidence, ground: bool) -> Markup {
    let p = &e.passage;
    html! {
        li.near[!ground] {
            a href=(place(&p.document, p.start, p.end)) lang="zh" { (p.text) }
            p.about {
                (day(visit, e.date))
                @if let Some(who) = &e.speaker { " · " span lang="zh" { (who) } }
                @if let Some(mode) = e.mode { " · " (visit.language.say(names::mode(mode))) }
                @if let Some(occasion) = &e.occasion { " · " span lang="zh" { (occasion) } }
                @if let Some(outlet) = &e.outlet { " · " span lang="zh" { (outlet) } }
                " · " code { (p.source) }
                @if !ground { " · " (visit.language.fill(ALIKE, &[&format!("{:.0}", e.similarity * 100.0)])) }
            }
        }
    }
}

/// What a verdict is called, and what it means.
fn words(verdict: Verdict) -> (Words, Words) {
    match verdict {
        Verdict::Verbatim => (VERBATIM, VERBATIM_MEANS),
        Verdict::Folded => (FOLDED, FOLDED_MEANS),
        Verdict::OutOfContext => (OUT_OF_CONTEXT, OUT_OF_CONTEXT_MEANS),
        Verdict::Variant => (VARIANT, VARIANT_MEANS),
        Verdict::IndirectOnly => (INDIRECT_ONLY, INDIRECT_ONLY_MEANS),
        Verdict::Spliced => (SPLICED, SPLICED_MEANS),
        Verdict::OtherSpeaker => (OTHER_SPEAKER, OTHER_SPEAKER_MEANS),
        Verdict::Absent => (ABSENT, ABSENT_MEANS),
    }
}
