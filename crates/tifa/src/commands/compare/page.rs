//! Two reports side by side as a page.

use super::{Report, Side, sign, summary};
use crate::sheet::sheet;
use maud::{Markup, html};
use tifa_text::{Script, script};
use tifa_wording::Comparison;
use tifa_wording::compare::{Kind, Pair, Unit};
use tifa_wording::diff::Edit;

const WHAT: &str = "Two reports, sentence by sentence. Script, width, line breaks and light punctuation are no difference. \
Nothing here is weighed or judged.";

/// The page.
pub fn page(sides: &(Side, Side), found: &Comparison, show_script: bool) -> String {
    let kinds = [
        (Kind::Same, "the same words"),
        (Kind::Changed, "other words"),
        (Kind::Moved, "elsewhere"),
        (Kind::OnlyA, "only in the first"),
        (Kind::OnlyB, "only in the second"),
    ];
    let content = html! {
        section {
            p.note { (summary(found)) }
            ul.key { @for (kind, what) in kinds { li { (sign(kind)) " " (what) } } }
            div.sides {
                @for side in [&sides.0, &sides.1] {
                    header { h2 lang="zh" { (side.title) } p.note { (side.about) } }
                }
                @for pair in &found.pairs { (row(found, pair, show_script)) }
            }
        }
    };
    let title = if sides.0.title == sides.1.title {
        sides.0.title.clone()
    } else {
        format!("{} / {}", sides.0.title, sides.1.title)
    };
    sheet("Side by side", &title, WHAT, &content)
}

fn row(found: &Comparison, pair: &Pair, show_script: bool) -> Markup {
    html! {
        (half(&found.a[pair.a.clone()], pair, true, show_script))
        (half(&found.b[pair.b.clone()], pair, false, show_script))
    }
}

fn half(units: &[Unit], pair: &Pair, first: bool, show_script: bool) -> Markup {
    let column = if first { "a" } else { "b" };
    let Some(report) = Report::new(units) else {
        return html! { div class=(format!("side {column}")) {} };
    };
    let class = match pair.kind {
        Kind::Same => "same",
        Kind::Changed => "changed",
        Kind::Moved => "moved",
        Kind::OnlyA | Kind::OnlyB => "alone",
    };
    let language = match script(&report.passage.text) {
        Script::Hans => "zh-Hans",
        _ => "zh-Hant",
    };
    let place = format!("{}:{}", report.passage.document.get(..8).unwrap_or_default(), report.passage.start);
    html! {
        div class=(format!("side {column} {class}")) lang=(language) {
            @if let Some(who) = report.speaker { span.who { (who) } }
            @if pair.is_shared() {
                @for piece in &pair.diff {
                    @let own = if first { &piece.a } else { &piece.b };
                    @if !own.is_empty() {
                        @match piece.edit {
                            Edit::Same => {
                                @if show_script && piece.a != piece.b { span.script { (own) } } @else { (own) }
                            }
                            _ => { @if first { del { (own) } } @else { ins { (own) } } }
                        }
                    }
                }
            } @else { (report.passage.text) }
            " " span.bytes { (place) }
        }
    }
}
