//! The seed clippings, where they are at hand.

use super::*;
use tifa_text::fold;

/// The folder of shared material: `$TIFA_SHARED`, else beside the workspace.
fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let dir = std::env::var_os("TIFA_SHARED").map_or_else(beside, PathBuf::from).join("corpus/seeds");
    let found = dir.is_dir();
    if !found {
        eprintln!("skipped: {} is not there", dir.display());
    }
    found.then_some(dir)
}

#[test]
fn phrases_in_the_seeds() {
    let Some(seeds) = shared() else { return };
    let desk = Desk::new();
    let archive = desk.archive();
    archive.add(std::slice::from_ref(&seeds), &AddOptions::default(), &Log::default()).unwrap();
    assert_eq!(desk.complaints(), [""; 0]);
    // Phrase, and occurrences in the five files in the order of their names.
    for (phrase, expect) in [
        ("不冲突不对抗", [0, 0, 0, 1, 0]),
        ("脱钩", [1, 5, 1, 0, 0]),
        ("合作共赢", [0, 1, 2, 1, 0]),
        ("新冷战", [0, 1, 1, 1, 0]),
        ("命运共同体", [0, 0, 4, 1, 0]),
        ("合则两利，斗则俱伤", [0, 0, 1, 1, 0]),
    ] {
        let found = desk.search(phrase);
        let mut counts = [0; 5];
        for hit in &found.hits {
            let name = hit.source.trim_start_matches("seeds/");
            counts[name[..3].parse::<usize>().unwrap()] += 1;
            let bytes = std::fs::read(seeds.join(name)).unwrap();
            let cut = std::str::from_utf8(&bytes[hit.start as usize..hit.end as usize]).unwrap();
            assert_eq!(fold(cut).text, fold(phrase).text, "{hit:?}");
        }
        assert_eq!(counts, expect, "{phrase}");
        assert_eq!(found.total, expect.iter().sum::<usize>());
    }
}
