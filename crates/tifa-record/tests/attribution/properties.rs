//! What holds for every text.

use crate::blocks;
use proptest::prelude::*;
use tifa_record::{Context, record};
use tifa_text::ByteRange;

/// Pieces that meet the rules in every order.
const PIECES: [&str; 40] = [
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
    "『",
    "』",
    " ",
    "\t",
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
    let findings = record(&blocks, &Context::default());
    assert_eq!(findings, record(&blocks, &Context::default()), "two runs differ");
    for pair in findings.statements.windows(2) {
        let (a, b) = (pair[0].place, pair[1].place);
        assert!(
            a.block < b.block || a.block == b.block && a.range.end <= b.range.start,
            "statements are ordered and do not overlap: {a:?} {b:?} of {text:?}"
        );
    }
    for s in &findings.statements {
        let cuts = |block: u32, range: ByteRange| {
            let body = &blocks[block as usize].text;
            let found = body.get(range.range());
            assert!(found.is_some_and(|t| !t.is_empty()), "{range:?} cuts nothing of {body:?}");
            found.unwrap_or_default()
        };
        for place in [Some(s.place), s.cue, s.source].into_iter().flatten() {
            cuts(place.block, place.range);
        }
        for &quote in &s.quotes {
            let words = cuts(s.place.block, quote);
            assert!(
                !words.trim_matches(['「', '」', '『', '』', '“', '”', ' ', '\t']).is_empty(),
                "{words:?} of {text:?}"
            );
            assert!(s.place.range.contains(quote), "{quote:?} lies outside {:?}", s.place.range);
        }
        assert!(!s.speaker.is_empty());
        assert!(
            cuts(s.place.block, s.place.range).contains(char::is_alphanumeric),
            "marks alone in {text:?}"
        );
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

/// The quotations of the first statement of a text.
#[track_caller]
fn quotes(text: &str, expect: &[&str]) {
    holds(text);
    let blocks = blocks(text);
    let findings = record(&blocks, &Context::default());
    let first = findings.statements.first().expect("a statement");
    let body = &blocks[first.place.block as usize].text;
    let found: Vec<&str> = first.quotes.iter().map(|q| q.of(body)).collect();
    assert_eq!(found, expect, "{findings:?}");
}

#[test]
fn a_mark_without_words_is_no_quotation() {
    // The text ends behind an opening mark.
    quotes("總理方卓表示，鄰國向來把這條河稱作「", &[]);
    quotes("總理方卓表示，鄰國向來把這條河稱作「『", &[]);
    quotes("總理方卓表示，鄰國向來把這條河稱作「 「母親河」", &[]);
    // White space cuts the closing mark off, and a sentence of its own begins with it or is nothing else.
    quotes("總理方卓強調：「水位還會上升。\t」梅若雪問，撤離的車輛在哪裏。", &["水位還會上升。"]);
    quotes("總理方卓強調：「水位還會上升。」 」", &["水位還會上升。"]);
    quotes("總理方卓昨天在會上強調，「水位還會上升。 」", &["水位還會上升。"]);
}

#[test]
fn a_quotation_is_shown_without_its_own_marks_only() {
    quotes("總理方卓強調：｢水位到明早還會上升。｣", &["水位到明早還會上升。"]);
    quotes(
        "總理方卓強調：「堤壩守得住。『母親河』，不會辜負我們。」",
        &["堤壩守得住。", "『母親河』，不會辜負我們。"],
    );
}

#[test]
fn a_lone_mark_ends_the_statement_before_it() {
    let text = "總理方卓昨天在會上強調，各地都要準備好，「水位還會上升。 」";
    let blocks = blocks(text);
    let found = record(&blocks, &Context::default()).statements;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].place.range.of(&blocks[0].text), text);
}
