//! Quantities through time.

use crate::{blocks, entries};
use proptest::prelude::*;
use tifa_docket::{Bound, Quantity, Series, series};
use tifa_text::number::Decimal;

/// The figures of documents: day and text.
fn quantities(documents: &[(&str, &str)]) -> Vec<Quantity<usize>> {
    let mut out = Vec::new();
    for (day, text) in documents {
        let blocks = blocks(text);
        let of = |p: tifa_record::Place| p.range.of(&blocks[p.block as usize].text).to_owned();
        for f in entries(&blocks, Some(day)).figures {
            out.push(Quantity {
                key: out.len(),
                document: (*day).to_owned(),
                day: day.parse().expect("a day"),
                speaker: f.speaker,
                what: f.what.map(of).unwrap_or_default(),
                clause: of(f.clause),
                measure: f.measure,
                value: f.value,
                upper: f.upper,
                bound: f.bound,
                doubt: f.doubt,
            });
        }
    }
    out
}

/// A series in a line: what, then the values with their days; `!` where another of the day contradicts.
fn line(s: &Series<usize>) -> String {
    let point = |p: &tifa_docket::Point<usize>| {
        let q = &p.quantity;
        let bound = if q.bound == Bound::MoreThan { ">" } else { "" };
        let flaw = if p.contradicted_by.is_empty() { "" } else { "!" };
        format!("{bound}{}{flaw}", q.value)
    };
    let points: Vec<String> = s.points.iter().map(point).collect();
    format!("{}: {}", s.what, points.join(" "))
}

fn check(documents: &[(&str, &str)], expect: &[&str]) {
    let found: Vec<String> = series(quantities(documents)).iter().map(line).collect();
    assert_eq!(found, expect);
}

#[test]
fn figures_of_one_quantity_follow_each_other() {
    check(
        &[
            ("2031-01-05", "東嶺已派出26支醫療專家組，向四個國際組織提供援助，送出2.5億件防護服。"),
            ("2030-05-24", "東岭已经派出12支医疗专家组，向两个国际组织提供援助，送出多达1亿件防护服。"),
            ("2031-03-05", "東嶺共派出三十多支醫療專家組，向10個國際組織提供援助。"),
        ],
        &["醫療專家組: 12 26 >30", "國際組織: 2 4 10", "防護服: 100000000 250000000"],
    );
}

#[test]
fn figures_of_one_noun_are_told_apart_by_their_clauses() {
    check(
        &[
            ("2031-01-05", "東嶺向150個國家提供口罩，派專家前往24個國家。"),
            ("2031-02-05", "東嶺已向160個國家提供口罩，也派專家前往30個國家。"),
        ],
        &["國家: 150 160", "國家: 24 30"],
    );
}

#[test]
fn lengths_and_shares_of_nobody_are_no_series() {
    check(
        &[
            ("2031-01-05", "大橋落成，全長3公里，同比增長5%。"),
            ("2031-02-05", "運河開鑿，全長90公里，同比增長6%。"),
        ],
        &[],
    );
}

#[test]
fn contradictions_of_one_day_are_flagged() {
    let mut figures = quantities(&[("2031-01-05", "沉船造成26名漁民失蹤。")]);
    let other = quantities(&[("2031-01-05", "沉船造成28名漁民失蹤。")]);
    figures.extend(other.into_iter().map(|q| Quantity { key: 9, document: "another".to_owned(), ..q }));
    let found: Vec<String> = series(figures).iter().map(line).collect();
    assert_eq!(found, ["漁民: 26! 28!"]);
}

#[test]
fn the_same_again_in_one_document_is_one_point() {
    check(
        &[
            (
                "2031-01-05",
                "# 派出26支醫療隊
            東嶺派出26支醫療隊。",
            ),
            ("2031-02-05", "東嶺派出28支醫療隊。"),
        ],
        &["醫療隊: 26 28"],
    );
}

proptest! {
    #[test]
    fn the_order_of_the_input_does_not_matter(values in prop::collection::vec((0u8..4, 0u8..3, 0u32..5), 0..24), seed in 0usize..24) {
        let whats = ["醫療隊", "專家組", "醫療專家組"];
        let all: Vec<Quantity<usize>> = values.iter().enumerate().map(|(key, &(day, what, value))| Quantity {
            key,
            document: format!("{}", key % 5),
            day: format!("2031-01-0{}", day + 1).parse().expect("a day"),
            speaker: None,
            what: whats[usize::from(what)].to_owned(),
            clause: String::new(),
            measure: "支".to_owned(),
            value: Decimal::from(value),
            upper: None,
            bound: Bound::Exact,
            doubt: None,
        }).collect();
        let mut turned = all.clone();
        turned.rotate_left(seed.min(all.len()));
        prop_assert_eq!(series(all), series(turned));
    }
}
