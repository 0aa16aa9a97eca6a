//! Figures of one quantity, drawn by day, each with how its print bounds it.

use super::axis::Axis;
use super::names;
use crate::language::Language;
use crate::page::Visit;
use crate::page::piece::thousands;
use maud::{Markup, html};
use tifa_archive::docket::PointRow;
use tifa_docket::Bound;

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 230.0;
/// Room for the numbers, and for the days.
const LEFT: f64 = 78.0;
const RIGHT: f64 = 50.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 30.0;
/// Length of a whisker that has no end.
const WHISKER: f64 = 17.0;

/// A point laid on the drawing.
struct Mark {
    x: f64,
    y: f64,
    /// Where its range ends.
    upper: Option<f64>,
    bound: Bound,
    doubtful: bool,
    label: String,
}

/// The drawing, with `title` for those who do not see it. `points` stand by day.
pub fn chart(visit: &Visit, title: &str, points: &[PointRow], measure: &str) -> Markup {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return html! {} };
    let number = |d: &dyn ToString| d.to_string().parse::<f64>().unwrap_or(0.0);
    let values = points
        .iter()
        .flat_map(|p| [Some(number(&p.value)), p.upper.as_ref().map(|u| number(u))].into_iter().flatten());
    let (low, high) = values.fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(v), h.max(v)));
    // From nought, unless all values are so near each other that nothing would be seen.
    let low = if low >= 0.0 && low < high * 0.75 { 0.0 } else { low };
    let step = step(high - low, high);
    let (from, to) = ((low / step).floor() * step, ((high / step).ceil() * step).max(low + step));
    let axis = Axis::new(first.day, last.day, LEFT + 16.0, WIDTH - LEFT - RIGHT - 16.0);
    let bottom = HEIGHT - BOTTOM;
    let y = |v: f64| bottom - (bottom - TOP) * (v - from) / (to - from);
    let marks: Vec<Mark> = points
        .iter()
        .map(|p| Mark {
            x: axis.x(p.day),
            y: y(number(&p.value)),
            upper: p.upper.as_ref().map(|u| y(number(u))),
            bound: p.bound,
            doubtful: p.contradicted || p.doubt.is_some(),
            label: label(visit, p, measure),
        })
        .collect();
    let line: Vec<String> =
        marks.iter().filter(|m| !m.doubtful).map(|m| format!("{:.1},{:.1}", m.x, m.y)).collect();
    let grid = (0..=((to - from) / step).round().clamp(0.0, 12.0) as u32).map(|i| from + f64::from(i) * step);
    html! {
        svg.chart viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(title) {
            title { (title) }
            @for v in grid {
                line.lane x1=(LEFT) x2=(WIDTH) y1=(format!("{:.1}", y(v))) y2=(format!("{:.1}", y(v))) {}
                text.value x=(LEFT - 10.0) y=(format!("{:.1}", y(v) + 4.0)) text-anchor="end" { (short(visit.language, v)) }
            }
            @for (day, label) in axis.marks(last.day) {
                @let x = format!("{:.1}", axis.x(day));
                line.tick x1=(x) x2=(x) y1=(bottom) y2=(bottom + 5.0) {}
                text.day x=(x) y=(HEIGHT - 9.0) text-anchor="middle" { (label) }
            }
            @if line.len() > 1 { polyline.course points=(line.join(" ")) {} }
            @for mark in &marks { (drawn(mark)) }
        }
    }
}

fn drawn(mark: &Mark) -> Markup {
    let Mark { x, y, .. } = *mark;
    let hollow = mark.bound == Bound::About;
    html! {
        g.point.doubtful[mark.doubtful] {
            title { (mark.label) }
            @match (mark.bound, mark.upper) {
                (Bound::MoreThan, _) => { (whisker(x, y, y - WHISKER, true)) }
                (Bound::LessThan, _) => { (whisker(x, y, y + WHISKER, true)) }
                (_, Some(upper)) => { (whisker(x, y, upper, false)) }
                _ => {}
            }
            @if mark.doubtful {
                path.cross d=(format!("M{:.1} {:.1}l9 9m0 -9l-9 9", x - 4.5, y - 4.5)) {}
            } @else {
                circle.dot.claimed[hollow] cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="4.5" {}
            }
        }
    }
}

/// A line from `y` to `end`, open with an arrow, or closed with a cap.
fn whisker(x: f64, y: f64, end: f64, open: bool) -> Markup {
    let back = if end < y { 6.0 } else { -6.0 };
    let tip = if open {
        format!("M{:.1} {:.1}L{x:.1} {end:.1}L{:.1} {:.1}", x - 4.0, end + back, x + 4.0, end + back)
    } else {
        format!("M{:.1} {end:.1}h10M{:.1} {y:.1}h10", x - 5.0, x - 5.0)
    };
    html! { path.whisker d=(format!("M{x:.1} {y:.1}V{end:.1}{tip}")) {} }
}

fn label(visit: &Visit, point: &PointRow, measure: &str) -> String {
    let upper = point.upper.as_ref().map(|u| format!("–{}", thousands(&u.to_string()))).unwrap_or_default();
    let bound = match point.bound {
        Bound::Exact | Bound::Range => String::new(),
        bound => format!("{} ", visit.language.say(names::bound(bound))),
    };
    format!("{} {bound}{}{upper} {measure}", point.day, thousands(&point.value.to_string()))
}

/// A round distance between lines of the grid: about four over `span`.
fn step(span: f64, high: f64) -> f64 {
    let span = if span > 0.0 { span } else { high.abs().max(1.0) };
    let rough = span / 4.0;
    let power = 10f64.powf(rough.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].into_iter().find(|r| rough <= r * power);
    round.unwrap_or(10.0) * power
}

/// A value in few characters, with the large units of the language.
fn short(language: Language, value: f64) -> String {
    let units: [(f64, &str); 2] = match language {
        Language::Traditional => [(1e8, "億"), (1e4, "萬")],
        Language::Simplified => [(1e8, "亿"), (1e4, "万")],
        Language::English => [(1e9, " bn"), (1e6, " m")],
    };
    let unit = units.into_iter().find(|u| value.abs() >= u.0);
    let (n, unit) = unit.map_or((value, ""), |(size, name)| (value / size, name));
    let rounded = (n * 100.0).round() / 100.0;
    format!("{}{unit}", thousands(&rounded.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_round_numbers() {
        let check = |span, expect: f64| assert!((step(span, 1.0) - expect).abs() < 1e-9, "{span}");
        check(36.0, 10.0);
        check(100.0, 50.0);
        check(8.0, 2.0);
        check(0.9, 0.5);
        let check = |language, value, expect: &str| assert_eq!(short(language, value), expect);
        check(Language::English, 1500.0, "1,500");
        check(Language::English, 2.5e9, "2.5 bn");
        check(Language::Traditional, 2.25e9, "22.5億");
        check(Language::Simplified, 26.0, "26");
    }
}
