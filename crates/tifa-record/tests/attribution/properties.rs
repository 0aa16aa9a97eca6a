//! What holds for every text.

use crate::blocks;
use proptest::prelude::*;
use tifa_record::record;

/// Pieces that meet the rules in every order.
const PIECES: [&str; 36] = [
    "總理方卓",
    "方卓",
    "议员梅若雪",
    "麥克弗森",
    "外交部",
    "發言人",
    "他",
    "新華社",
    "《環球時報》",
    "雙方",
    "有人",
    "說",
    "表示",
    "引述",
    "報道",
    "要求",
    "，",
    "。",
    "：",
    "「",
    "」",
    "“",
    "”",
    "（",
    "）",
    "的",
    "在",
    "時",
    "一、",
    "\n",
    "# ",
    "> ",
    "@甲 ",
    "中方",
    "🙂",
    "abc 12",
];

fn holds(text: &str) {
    let blocks = blocks(text);
    let findings = record(&blocks);
    assert_eq!(findings, record(&blocks), "two runs differ");
    for pair in findings.statements.windows(2) {
        assert!(pair[0].place < pair[1].place, "statements are ordered");
    }
    for s in &findings.statements {
        let body = &blocks[s.place.block as usize].text;
        let places = [Some(s.place), s.cue, s.source].into_iter().flatten();
        let ranges = places.map(|p| p.range).chain(s.quotes.iter().copied());
        for r in ranges {
            assert!(body.get(r.range()).is_some(), "{r:?} does not cut {body:?}");
        }
        assert!(!s.place.range.is_empty() && !s.speaker.is_empty());
    }
}

proptest! {
    #[test]
    fn any_text(text in "\\PC{0,120}") {
        holds(&text);
    }

    #[test]
    fn any_order_of_telling_pieces(picks in prop::collection::vec(0..PIECES.len(), 0..60)) {
        holds(&picks.into_iter().map(|i| PIECES[i]).collect::<String>());
    }
}

#[test]
fn empty_and_blank() {
    holds("");
    holds("「");
    holds("」：，。");
}
