//! The timeline: statements and documents by day, month or year, and below it who spoke when.
//!
//! Positions across are percentages, so the chart takes any width without scaling its letters.

use super::{Briefing, COLOURS, Speaker, colour, day, speaker_anchor, strings};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Height of the tallest bar of statements, in pixels.
const UP: f64 = 96.0;
/// Height of the tallest bar of documents.
const DOWN: f64 = 28.0;
/// Room above the bars.
const HEAD: f64 = 18.0;
/// Height of a speaker's lane.
const LANE: f64 = 26.0;

/// What one bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Day,
    Month,
    Year,
}

impl Unit {
    /// The unit that gives a readable number of bars between two days.
    fn between(first: Date, last: Date) -> Self {
        let days = number(last) - number(first);
        match days {
            0..=62 => Self::Day,
            63..=3_700 => Self::Month,
            _ => Self::Year,
        }
    }

    /// Number of the bar that `date` falls in.
    fn index(self, date: Date) -> i64 {
        match self {
            Self::Day => number(date),
            Self::Month => i64::from(date.year()) * 12 + i64::from(date.month()) - 1,
            Self::Year => i64::from(date.year()),
        }
    }

    /// Name of bar `index`.
    fn name(self, index: i64) -> String {
        match self {
            Self::Day => date(index).map(|d| d.to_string()).unwrap_or_default(),
            Self::Month => format!("{:04}-{:02}", index.div_euclid(12), index.rem_euclid(12) + 1),
            Self::Year => index.to_string(),
        }
    }

    /// What stands at the axis under bar `index`, when something does.
    fn tick(self, index: i64, bars: i64) -> Option<String> {
        match self {
            Self::Month if bars > 14 => (index.rem_euclid(12) == 0).then(|| index.div_euclid(12).to_string()),
            Self::Month => (index % 3 == 0).then(|| self.name(index)),
            Self::Day => {
                let every = if bars > 35 { 14 } else { 7 };
                (index.rem_euclid(every) == 0).then(|| self.name(index)[5..].to_owned())
            }
            Self::Year => (index % 5 == 0).then(|| self.name(index)),
        }
    }
}

/// Days since the first of January 1970.
fn number(day: Date) -> i64 {
    day.since(EPOCH).map(|span| i64::from(span.get_days())).unwrap_or_default()
}

/// The day `number` days after the first of January 1970.
fn date(number: i64) -> Option<Date> {
    let span = jiff::Span::new().try_days(number).ok()?;
    EPOCH.checked_add(span).ok()
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Counts of one bar.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Bar {
    documents: u64,
    statements: u64,
}

/// The timeline section's content.
pub fn timeline(briefing: &Briefing) -> Markup {
    let days: Vec<Date> = briefing.documents.iter().filter_map(day).collect();
    let undated = (briefing.documents.len() - days.len()) as u64;
    let (Some(&first), Some(&last)) = (days.iter().min(), days.iter().max()) else {
        return html! { p { (strings::undated(undated)) } };
    };
    let unit = Unit::between(first, last);
    let mut bars: BTreeMap<i64, Bar> = BTreeMap::new();
    for row in &briefing.documents {
        if let Some(day) = day(row) {
            let bar = bars.entry(unit.index(day)).or_default();
            bar.documents += 1;
            bar.statements += u64::from(row.statements);
        }
    }
    html! {
        @if bars.len() > 1 {
            (chart(briefing, unit, &bars))
        } @else {
            p { (strings::one_period(&unit.name(unit.index(first)))) }
        }
        @if undated > 0 { p.note { (strings::undated(undated)) } }
        @if bars.len() > 1 { (numbers(unit, &bars)) }
    }
}

fn chart(briefing: &Briefing, unit: Unit, bars: &BTreeMap<i64, Bar>) -> Markup {
    let axis = Axis::over(bars);
    let most = |f: fn(&Bar) -> u64| bars.values().map(f).max().unwrap_or(0).max(1) as f64;
    let (statements, documents) = (most(|b| b.statements), most(|b| b.documents));
    let base = HEAD + UP;
    let height = base + DOWN + 26.0;
    let dated = |speaker: &Speaker| speaker.days.keys().any(Option::is_some);
    let lanes: Vec<(usize, &Speaker, BTreeMap<i64, u64>)> = briefing
        .speakers
        .iter()
        .enumerate()
        .take(COLOURS)
        .filter(|(_, speaker)| dated(speaker))
        .map(|(i, speaker)| (i, speaker, counts(unit, &speaker.days)))
        .collect();
    let loudest = lanes.iter().flat_map(|lane| lane.2.values()).copied().max().unwrap_or(1);
    // Where bars are thin their numbers would run into each other on a phone.
    let value = if axis.bars > 16 { "value dense" } else { "value" };
    html! {
        figure.timeline {
            figcaption.legend {
                span.key { span.swatch.statements {} (strings::LEGEND_STATEMENTS) }
                span.key { span.swatch.documents {} (strings::LEGEND_DOCUMENTS) }
            }
            svg.bars width="100%" height=(height) role="img" aria-label=(strings::TIMELINE) {
                @for (&index, bar) in bars {
                    @let up = UP * bar.statements as f64 / statements;
                    @let down = DOWN * bar.documents as f64 / documents;
                    g {
                        title {
                            (unit.name(index)) ": " (strings::documents(bar.documents)) ", "
                            (strings::statements(bar.statements))
                        }
                        rect.statements x=(axis.left(index)) width=(axis.width()) y=(px(base - up)) height=(px(up)) {}
                        rect.documents x=(axis.left(index)) width=(axis.width()) y=(px(base + 2.0)) height=(px(down)) {}
                        @if bars.len() <= 16 && bar.statements > 0 {
                            text.(value) x=(axis.middle(index)) y=(px(base - up - 5.0)) text-anchor="middle" {
                                (bar.statements)
                            }
                        }
                    }
                }
                line.axis x1="0" x2="100%" y1=(px(base + 1.0)) y2=(px(base + 1.0)) {}
                @for (index, label) in axis.ticks(unit) {
                    line.tick x1=(axis.left(index)) x2=(axis.left(index)) y1=(px(base)) y2=(px(height - 18.0)) {}
                    text.label x=(axis.left(index)) y=(px(height - 5.0)) text-anchor=(axis.anchor(index)) { (label) }
                }
            }
            @for (i, speaker, counts) in &lanes {
                div.lane.(colour(*i)) {
                    span.name lang="zh" {
                        @if speaker.said.is_empty() {
                            (speaker.name)
                        } @else {
                            a href=(format!("#{}", speaker_anchor(*i))) { (speaker.name) }
                        }
                    }
                    (lane(&axis, unit, counts, loudest))
                }
            }
        }
    }
}

/// Statements of a speaker by bar.
fn counts(unit: Unit, days: &BTreeMap<Option<Date>, u64>) -> BTreeMap<i64, u64> {
    let mut counts: BTreeMap<i64, u64> = BTreeMap::new();
    for (day, n) in days {
        if let Some(day) = day {
            *counts.entry(unit.index(*day)).or_default() += n;
        }
    }
    counts
}

/// One speaker's statements as circles whose area grows with their number; `most` has the largest circle.
fn lane(axis: &Axis, unit: Unit, counts: &BTreeMap<i64, u64>, most: u64) -> Markup {
    // Where bars are thin, circles are small enough to stay apart.
    let largest = if axis.bars > 24 { 5.5 } else { 9.0 };
    let radius = |n: u64| 2.0 + (largest - 2.0) * (n as f64 / most.max(1) as f64).sqrt();
    html! {
        svg width="100%" height=(LANE) role="presentation" {
            line.axis x1="0" x2="100%" y1=(px(LANE / 2.0)) y2=(px(LANE / 2.0)) {}
            @for (&index, &n) in counts {
                circle cx=(axis.middle(index)) cy=(px(LANE / 2.0)) r=(px(radius(n))) {
                    title { (unit.name(index)) ": " (strings::statements(n)) }
                }
            }
        }
    }
}

/// The chart as a table, for those who do not see it and those who want the numbers.
fn numbers(unit: Unit, bars: &BTreeMap<i64, Bar>) -> Markup {
    html! {
        details {
            summary { (strings::CHART_NUMBERS) }
            table {
                thead { tr {
                    th scope="col" { (strings::PERIOD) }
                    th.n scope="col" { (strings::N_DOCUMENTS) }
                    th.n scope="col" { (strings::N_STATEMENTS) }
                } }
                tbody {
                    @for (&index, bar) in bars {
                        tr {
                            th scope="row" { (unit.name(index)) }
                            td.n { (bar.documents) }
                            td.n { (bar.statements) }
                        }
                    }
                }
            }
        }
    }
}

/// From numbers of bars to percentages of the chart's width.
#[derive(Debug)]
struct Axis {
    first: i64,
    bars: i64,
}

impl Axis {
    /// An axis on which all bars have room, and few bars do not grow broad.
    fn over(bars: &BTreeMap<i64, Bar>) -> Self {
        let first = bars.keys().next().copied().unwrap_or(0);
        let last = bars.keys().next_back().copied().unwrap_or(0);
        let pad = (12 - (last - first + 1)).max(0);
        Self { first: first - pad / 2, bars: last - first + 1 + pad }
    }

    fn percent(&self, bars: f64) -> String {
        format!("{:.3}%", 100.0 * bars / self.bars as f64)
    }

    fn left(&self, index: i64) -> String {
        self.percent((index - self.first) as f64 + 0.1)
    }

    fn middle(&self, index: i64) -> String {
        self.percent((index - self.first) as f64 + 0.5)
    }

    fn width(&self) -> String {
        self.percent(0.8)
    }

    /// Where a label hangs so that it does not leave the chart.
    fn anchor(&self, index: i64) -> &'static str {
        let at = (index - self.first) as f64 / self.bars as f64;
        if at > 0.9 {
            "end"
        } else if at < 0.02 {
            "start"
        } else {
            "middle"
        }
    }

    fn ticks(&self, unit: Unit) -> Vec<(i64, String)> {
        let all = self.first..self.first + self.bars;
        let ticks: Vec<(i64, String)> = all.filter_map(|i| Some((i, unit.tick(i, self.bars)?))).collect();
        let every = ticks.len().div_ceil(8).max(1);
        ticks.into_iter().step_by(every).collect()
    }
}

/// Pixels, written the same on every machine.
fn px(pixels: f64) -> String {
    format!("{pixels:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(day: &str) -> Date {
        day.parse().unwrap()
    }

    #[test]
    fn units_and_names() {
        let check = |first: &str, last: &str, unit: Unit, name: &str| {
            assert_eq!(Unit::between(on(first), on(last)), unit);
            assert_eq!(unit.name(unit.index(on(last))), name);
        };
        check("2031-05-01", "2031-05-20", Unit::Day, "2031-05-20");
        check("2031-05-01", "2032-12-20", Unit::Month, "2032-12");
        check("2001-05-01", "2031-05-20", Unit::Year, "2031");
    }

    #[test]
    fn days_there_and_back() {
        for day in ["1949-10-01", "1970-01-01", "2024-02-29", "2031-12-31"] {
            assert_eq!(date(number(on(day))), Some(on(day)));
        }
    }

    #[test]
    fn ticks_are_few() {
        let bars = |first: &str, last: &str, unit: Unit| {
            [first, last].iter().map(|d| (unit.index(on(d)), Bar::default())).collect::<BTreeMap<_, _>>()
        };
        let check = |first: &str, last: &str, expect: &[&str]| {
            let unit = Unit::between(on(first), on(last));
            let axis = Axis::over(&bars(first, last, unit));
            let labels: Vec<String> = axis.ticks(unit).into_iter().map(|t| t.1).collect();
            assert_eq!(labels, expect);
        };
        check("2020-07-09", "2023-10-28", &["2021", "2022", "2023"]);
        check("2031-02-03", "2031-09-10", &["2031-01", "2031-04", "2031-07", "2031-10"]);
        check("2031-05-01", "2031-05-09", &["05-01", "05-08"]);
    }
}
