use super::*;
use crate::corpus::Head;
use crate::memory::{Entry, Memory};
use jiff::civil::date;
use proptest::prelude::*;
use tifa_record::Findings;
use tifa_source::{Block, BlockKind};
use tifa_text::SourceMap;

/// One text a day from 1 May 2031 on, of blocks divided by `/`; `#` makes a block a heading.
fn corpus(texts: &[&str]) -> Memory {
    let block = |text: &str| {
        let (kind, text) = match text.strip_prefix('#') {
            Some(text) => (BlockKind::Heading(1), text),
            None => (BlockKind::Paragraph, text),
        };
        Block::new(kind, text.to_owned(), SourceMap::verbatim(0, text.len()))
    };
    let entry = |(i, text): (usize, &&str)| {
        let head = Head {
            document: format!("{i:04}"),
            source: format!("{i:04}.txt"),
            day: Some(date(2031, 5, 1 + i as i8)),
            outlet: None,
            title: None,
            witness: (*text).to_owned(),
        };
        (Entry { head, blocks: text.split('/').map(block).collect(), aside: Vec::new() }, Findings::default())
    };
    Memory::with_findings(texts.iter().enumerate().map(entry).collect())
}

fn mined(texts: &[&str]) -> Vec<Formulation> {
    mine(Side::prose(&corpus(texts)), &Options::default(), &|_, _, _| {}).unwrap().formulations
}

/// The formulations of `texts` as `words (places/texts, members)`.
fn check(texts: &[&str], expect: &[&str]) {
    let one = |f: &Formulation| {
        let members: Vec<&str> = f.members.iter().map(|m| m.text.as_str()).collect();
        format!("{} {}/{} {}", f.text, f.count, f.documents, members.join("、")).trim_end().to_owned()
    };
    let found: Vec<String> = mined(texts).iter().map(one).collect();
    assert_eq!(found, expect);
}

#[test]
fn what_recurs_in_other_surroundings() {
    check(
        &["主张共管航道以利通商。", "漁船出海，靠共管航道，别无他法。", "唯有共管航道才行"],
        &["共管航道 3/3"],
    );
    // Never with anything else behind it, so the longer one is the phrase.
    check(&["甲说共管航道计划好", "乙问共管航道计划吗", "丙写共管航道计划"], &["共管航道计划 3/3"]);
    check(&["", "。", "共管航道"], &[]);
}

#[test]
fn barriers_and_blocks_are_not_crossed() {
    check(&["甲乙共管。航道丙丁", "戊己共管。航道庚辛"], &[]);
    check(&["甲乙共管/航道丙丁", "戊己共管/航道庚辛"], &[]);
}

#[test]
fn both_scripts_are_one_and_the_frequent_form_is_shown() {
    check(&["主張漁業共商以利通商。", "出海靠漁業共商，別無他法。", "唯有渔业共商才行"], &["漁業共商 3/3"]);
}

#[test]
fn witnesses_count_once() {
    let same = "主张共管航道以利通商。";
    check(&[same, same, same], &[]);
}

#[test]
fn a_reprinted_sentence_is_one_use() {
    let printed = "各方代表昨夜在港口主张共管航道以利通商";
    check(&[&format!("{printed}。甲"), &format!("{printed}。乙"), &format!("{printed}。丙")], &[]);
}

#[test]
fn names_of_series_are_left_out() {
    check(&["#港湾见闻之一/甲", "#港湾见闻其二/乙", "#今日港湾见闻/丙"], &[]);
}

#[test]
fn variants_stand_with_their_formulation() {
    let texts = [
        "主张共管航道以利通商。",
        "漁船出海，靠共管航道，别无他法。",
        "唯有共管航道才行",
        "力推和平共管航道于先。",
        "他谈和平共管航道，又谈别的",
    ];
    check(&texts, &["共管航道 5/5 和平共管航道"]);
}

#[test]
fn first_and_last_lead_to_the_text() {
    let found = mined(&["无关", "主張共管航道以利通商。", "出海靠共管航道，別無他法。"]);
    let [f] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((f.first, f.last), (Some(date(2031, 5, 2)), Some(date(2031, 5, 3))));
    assert_eq!((f.place.document.as_str(), f.place.start, f.place.end), ("0001", 6, 18));
    assert_eq!(f.place.text, "共管航道");
}

#[test]
fn one_side_against_another() {
    let (ours, theirs) = (
        corpus(&[
            "主张共管航道以利通商。",
            "出海靠共管航道，别无他法。",
            "唯有共管航道才行",
            "都说共管航道好",
        ]),
        corpus(&[
            "主张漁业共商以利通商。",
            "出海靠漁业共商，别无他法。",
            "唯有漁业共商才行",
            "都说漁业共商好",
        ]),
    );
    let found = |want| {
        let (here, there) = (Side::prose(&ours), Side::prose(&theirs));
        contrast(here, there, want, &Options::default(), &|_, _, _| {}).unwrap()
    };
    let sides = |m: &Mined| -> Vec<(String, Direction)> {
        let one = |f: &Formulation| Some((f.text.clone(), f.contrast.as_ref()?.direction));
        m.formulations.iter().filter_map(one).collect()
    };
    // Four against none in so little text is within what chance may do.
    assert!(sides(&found(Want::Key)).is_empty());
    let more =
        |c: &str| -> Vec<String> { (0..9).map(|i| format!("{i}甲{c}{i}乙。丙{i}{c}丁")).collect() };
    let (ours, theirs) = (more("共管航道"), more("漁业共商"));
    let texts = |t: &[String]| corpus(&t.iter().map(String::as_str).collect::<Vec<_>>());
    let (ours, theirs) = (texts(&ours), texts(&theirs));
    let (here, there) = (Side::prose(&ours), Side::prose(&theirs));
    let found = contrast(here, there, Want::Change, &Options::default(), &|_, _, _| {}).unwrap();
    let mut told = sides(&found);
    told.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    let expect = [("共管航道".to_owned(), Direction::Here), ("漁业共商".to_owned(), Direction::There)];
    assert_eq!(told, expect);
    let here = found.formulations.iter().find(|f| f.text == "共管航道").unwrap();
    let c = here.contrast.clone().unwrap();
    assert_eq!((c.here.documents, c.there.count, c.there.of_documents), (9, 0, 9));
}

#[test]
fn the_rest_is_what_the_side_is_not() {
    let all = corpus(&["主张共管航道以利通商。", "出海靠共管航道，别无他法。", "唯有共管航道才行"]);
    let some = corpus(&["主张共管航道以利通商。"]);
    let side = Side::prose(&some);
    let found = contrast(side, side.rest(&all), Want::Key, &Options::default(), &|_, _, _| {}).unwrap();
    assert_eq!((found.sizes[0].texts, found.sizes[1].texts), (1, 2));
}

proptest! {
    #[test]
    fn threads_and_repetition_change_nothing(
        texts in prop::collection::vec("[共管航道港口。，/#]{0,30}", 0..6),
        threads in 1usize..5,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let corpus = corpus(&texts);
        let with = |threads| {
            let options = Options { shortest: 2, threads, ..Options::default() };
            mine(Side::prose(&corpus), &options, &|_, _, _| {}).unwrap()
        };
        let found = with(1);
        prop_assert_eq!(&found, &with(threads));
        for f in &found.formulations {
            prop_assert!(f.count >= 2 && f.documents >= 2 && f.first <= f.last);
            prop_assert!(!f.folded.contains(['。', crate::text::BLOCK_END]));
        }
    }
}
