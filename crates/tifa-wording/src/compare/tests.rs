use super::*;
use crate::text::Passage;
use proptest::prelude::*;
use tifa_text::fold;

/// Sentences between `/`, each `speaker:text` or text alone.
fn report(text: &str) -> Vec<Unit> {
    let unit = |sentence: &str| {
        let (speaker, said) = match sentence.split_once(':') {
            Some((speaker, said)) => (Some(speaker.to_owned()), said),
            None => (None, sentence),
        };
        Unit {
            characters: fold(said).text.chars().collect(),
            passage: Passage {
                source: String::new(),
                document: String::new(),
                start: 0,
                end: 0,
                text: said.to_owned(),
            },
            key: speaker.clone(),
            speaker,
            date: None,
        }
    };
    text.split('/').filter(|s| !s.is_empty()).map(unit).collect()
}

/// Pairs as `kind a|b`, sentences of one side put together.
fn check(a: &str, b: &str, expect: &[&str]) {
    let found = Comparison::new(report(a), report(b));
    let side = |units: &[Unit]| units.iter().map(|u| u.passage.text.as_str()).collect::<String>();
    let show = |p: &Pair| {
        let (a, b) = (side(&found.a[p.a.clone()]), side(&found.b[p.b.clone()]));
        match p.kind {
            Kind::OnlyA => format!("only-a {a}"),
            Kind::OnlyB => format!("only-b {b}"),
            Kind::Same => format!("same {a}"),
            kind => format!("{} {a}|{b}", kind.name()),
        }
    };
    assert_eq!(found.pairs.iter().map(show).collect::<Vec<_>>(), expect, "{a} / {b}");
}

#[test]
fn kept_cut_and_added() {
    check(
        "雙方同意加強漁業合作。/會談持續兩小時。",
        "双方同意加强渔业合作。",
        &["same 雙方同意加強漁業合作。", "only-a 會談持續兩小時。"],
    );
    check(
        "雙方同意加強漁業合作。",
        "港口明年開放。/双方同意加强渔业合作。/謝謝。",
        &["only-b 港口明年開放。", "same 雙方同意加強漁業合作。", "only-b 謝謝。"],
    );
    check("", "港口明年開放。", &["only-b 港口明年開放。"]);
    check("", "", &[]);
}

#[test]
fn changed() {
    check(
        "我們願與東海國加強漁業合作，共同保護海域。",
        "我們願與東海國深化漁業合作，共同保護這片海域。",
        &[
            "changed 我們願與東海國加強漁業合作，共同保護海域。|我們願與東海國深化漁業合作，共同保護這片海域。",
        ],
    );
    check(
        "港口明年開放。/雙方談到留學生。",
        "漁民下月回家。",
        &["only-a 港口明年開放。", "only-a 雙方談到留學生。", "only-b 漁民下月回家。"],
    );
}

#[test]
fn moved() {
    check(
        "雙方同意加強漁業合作。/港口將在明年春天開放。/留學生人數比去年增加一倍。",
        "留學生人數比去年增加一倍。/雙方同意加強漁業合作。/港口將在明年春天開放。",
        &[
            "same 雙方同意加強漁業合作。",
            "same 港口將在明年春天開放。",
            "moved 留學生人數比去年增加一倍。|留學生人數比去年增加一倍。",
        ],
    );
}

#[test]
fn a_sentence_cut_in_two_is_joined() {
    check(
        "雙方同意加強漁業合作，港口將在明年春天開放。/謝謝各位。",
        "雙方同意加強漁業合作。/港口將在明年春天開放。/謝謝各位。",
        &["same 雙方同意加強漁業合作，港口將在明年春天開放。", "same 謝謝各位。"],
    );
}

#[test]
fn short_sentences_are_paired_only_when_they_are_the_same() {
    check("謝謝。", "謝謝。", &["same 謝謝。"]);
    check("謝謝你。", "謝謝他。", &["only-a 謝謝你。", "only-b 謝謝他。"]);
}

#[test]
fn the_speaker_decides_between_equal_words() {
    check(
        "林遠舟:我們反對單方面行動。/高寧:我們反對單方面行動。",
        "高寧:我們反對單方面行動。",
        &["only-a 我們反對單方面行動。", "same 我們反對單方面行動。"],
    );
}

proptest! {
    #[test]
    fn every_sentence_stands_once(
        a in prop::collection::vec("[山河湖海日月]{1,9}。", 0..12),
        b in prop::collection::vec("[山河湖海日月]{1,9}。", 0..12),
    ) {
        let found = Comparison::new(report(&a.join("/")), report(&b.join("/")));
        let mut of_a: Vec<usize> = found.pairs.iter().flat_map(|p| p.a.clone()).collect();
        let mut of_b: Vec<usize> = found.pairs.iter().flat_map(|p| p.b.clone()).collect();
        prop_assert!(of_a.is_sorted());
        of_a.dedup();
        of_b.sort_unstable();
        of_b.dedup();
        prop_assert_eq!(of_a, (0..a.len()).collect::<Vec<_>>());
        prop_assert_eq!(of_b, (0..b.len()).collect::<Vec<_>>());
        let shares = found.shares();
        prop_assert!(shares.a_shared <= shares.a && shares.b_shared <= shares.b);
    }

    #[test]
    fn a_report_is_the_same_as_itself(a in prop::collection::vec("[山河湖海日月]{1,9}。", 0..12)) {
        let found = Comparison::new(report(&a.join("/")), report(&a.join("/")));
        prop_assert!(found.pairs.iter().all(|p| p.kind == Kind::Same));
    }
}
