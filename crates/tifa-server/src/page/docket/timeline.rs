//! A mechanism's states by day, drawn: a lane for each state, a point for each day on which documents tell it.

use super::axis::Axis;
use super::names;
use crate::page::Visit;
use jiff::civil::Date;
use maud::{Markup, html};
use tifa_archive::docket::StepRow;
use tifa_docket::MechanismState;

const WIDTH: f64 = 960.0;
/// Room for the names of the lanes.
const LEFT: f64 = 104.0;
const RIGHT: f64 = 50.0;
const LANE: f64 = 30.0;
const TOP: f64 = 8.0;
/// Room for the days.
const BOTTOM: f64 = 28.0;

/// What documents of one day tell.
struct Dot {
    day: Date,
    state: MechanismState,
    /// Whether one side alone says so.
    claimed: bool,
    documents: u32,
    speakers: Vec<String>,
}

/// The drawing, with `title` for those who do not see it; nothing when no step has a day. `steps` stand by day.
pub fn timeline(visit: &Visit, title: &str, steps: &[StepRow]) -> Markup {
    let dots = dots(steps);
    let (Some(first), Some(last)) = (dots.first(), dots.last()) else { return html! {} };
    let lanes: Vec<MechanismState> =
        names::STATE_ORDER.into_iter().filter(|s| dots.iter().any(|d| d.state == *s)).collect();
    let height = TOP + LANE * lanes.len() as f64 + BOTTOM;
    let axis = Axis::new(first.day, last.day, LEFT + 14.0, WIDTH - LEFT - RIGHT - 14.0);
    let y = |state: MechanismState| {
        let lane = lanes.iter().position(|l| *l == state).unwrap_or(0);
        TOP + LANE * (lane as f64 + 0.5)
    };
    let told = dots.iter().filter(|d| d.state != MechanismState::Mentioned);
    let line: Vec<String> = told.map(|d| format!("{:.1},{:.1}", axis.x(d.day), y(d.state))).collect();
    let bottom = height - BOTTOM;
    html! {
        svg.timeline viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(title) {
            title { (title) }
            @for &lane in &lanes {
                line.lane x1=(LEFT) x2=(WIDTH) y1=(y(lane)) y2=(y(lane)) {}
                text.lane-name x=(LEFT - 12.0) y=(y(lane) + 4.5) text-anchor="end" { (visit.language.say(names::state(lane))) }
            }
            @for (day, label) in axis.marks(last.day) {
                @let x = format!("{:.1}", axis.x(day));
                line.tick x1=(x) x2=(x) y1=(TOP) y2=(bottom + 5.0) {}
                text.day x=(x) y=(height - 8.0) text-anchor="middle" { (label) }
            }
            @if line.len() > 1 { polyline.course points=(line.join(" ")) {} }
            @for dot in &dots {
                circle.dot.claimed[dot.claimed].mention[dot.state == MechanismState::Mentioned]
                    cx=(format!("{:.1}", axis.x(dot.day))) cy=(y(dot.state)) r=(radius(dot)) {
                    title { (label(visit, dot)) }
                }
            }
        }
    }
}

fn dots(steps: &[StepRow]) -> Vec<Dot> {
    let mut dots: Vec<Dot> = Vec::new();
    for step in steps {
        let Some(day) = step.day else { continue };
        let claimed = step.standing == "claimed";
        let same = dots.iter_mut().rev().take_while(|d| d.day == day).find(|d| d.state == step.state);
        let dot = match same {
            Some(dot) => {
                dot.documents += 1;
                dot.claimed &= claimed;
                dot
            }
            None => {
                dots.push(Dot { day, state: step.state, claimed, documents: 1, speakers: Vec::new() });
                match dots.last_mut() {
                    Some(dot) => dot,
                    None => continue,
                }
            }
        };
        if let Some(speaker) = step.speaker.as_ref().filter(|s| !dot.speakers.contains(s)) {
            dot.speakers.push(speaker.clone());
        }
    }
    dots
}

fn radius(dot: &Dot) -> f64 {
    match (dot.state, dot.documents) {
        (MechanismState::Mentioned, _) => 3.0,
        (_, 1) => 5.5,
        (_, 2 | 3) => 7.0,
        _ => 8.5,
    }
}

fn label(visit: &Visit, dot: &Dot) -> String {
    let state = visit.language.say(names::state(dot.state));
    let speakers = dot.speakers.join("、");
    let by = if speakers.is_empty() { String::new() } else { format!(" · {speakers}") };
    let times = if dot.documents > 1 { format!(" ×{}", dot.documents) } else { String::new() };
    format!("{} {state}{by}{times}", dot.day)
}
