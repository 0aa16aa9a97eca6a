//! Figures of real clippings, where they are at hand: the folder `TIFA_SHARED` names, else `../shared` beside the workspace.

use std::path::PathBuf;
use tifa_docket::{Bound, Doubt, Figure, Quantity, docket, series};
use tifa_record::{Context, Place, read};
use tifa_source::Input;

/// The figures of the clippings whose names begin so: of each its document, the words at a place, and the figure.
fn quantities(names: &[(&str, &str)]) -> Option<Vec<Quantity<usize>>> {
    let shared = std::env::var_os("TIFA_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(shared.join("corpus/seeds")).ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
    files.sort();
    let mut out = Vec::new();
    for &(name, day) in names {
        let named = |p: &&PathBuf| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(name));
        let bytes = std::fs::read(files.iter().find(named)?).ok()?;
        let input = Input { name, bytes: &bytes, sidecar: None, date: day.parse().ok(), outlet: None };
        for document in tifa_source::read(&input).ok()?.documents {
            let context = Context::of(&document.metadata);
            let found = docket(&read(&document.blocks, &context), &context).figures;
            let of = |p: Place| p.range.of(&document.blocks[p.block as usize].text).to_owned();
            let quantity = |f: &Figure, key: usize| Quantity {
                key,
                document: name.to_owned(),
                day: day.parse().expect("a day"),
                speaker: f.speaker.clone(),
                what: f.what.map(of).unwrap_or_default(),
                clause: of(f.clause),
                measure: f.measure.clone(),
                value: f.value,
                upper: f.upper,
                bound: f.bound,
                doubt: f.doubt,
            };
            for f in &found {
                out.push(quantity(f, out.len()));
            }
        }
    }
    Some(out)
}

#[test]
fn the_figures_of_two_years_make_series() {
    let Some(all) = quantities(&[("003", "2020-05-24"), ("002", "2021-01-03")]) else {
        eprintln!("skipped: no clippings (set TIFA_SHARED)");
        return;
    };
    let vague = |value: &str| all.iter().any(|q| q.value.to_string() == value && q.bound == Bound::MoreThan);
    assert!(vague("12000000000"), "120多億");
    assert!(all.iter().any(|q| q.value.to_string() == "56800000000" && q.bound == Bound::Exact), "568億");
    let garbled: Vec<_> =
        all.iter().filter(|q| q.doubt.is_some()).map(|q| (q.value.to_string(), q.doubt)).collect();
    assert_eq!(garbled, [("2200".to_owned(), Some(Doubt::TwoMeasures))]);
    let found = series(all);
    let values = |measure: &str, first: &str| {
        let points = |s: &tifa_docket::Series<usize>| -> Vec<String> {
            s.points.iter().map(|p| p.quantity.value.to_string()).collect()
        };
        let of = found.iter().filter(|s| s.measure == measure).map(points);
        of.into_iter().find(|v| v[0] == first).unwrap_or_default()
    };
    assert_eq!(values("支", "26"), ["26", "36"]);
    assert_eq!(values("件", "250000000"), ["250000000", "2250000000"]);
    let organisations =
        found.iter().find(|s| s.what.ends_with("组织") || s.what.ends_with("組織")).expect("a series");
    let counts: Vec<String> = organisations.points.iter().map(|p| p.quantity.value.to_string()).collect();
    assert_eq!(counts, ["4", "10"]);
}
