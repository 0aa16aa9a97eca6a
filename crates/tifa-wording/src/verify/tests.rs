use super::*;
use crate::memory::{Entry, Memory};
use proptest::prelude::*;
use tifa_source::{Block, BlockKind};
use tifa_text::SourceMap;

/// Documents as day and paragraphs, divided by `/`.
fn corpus(documents: &[(&str, &str)]) -> Memory {
    let entry = |(i, (day, text)): (usize, &(&str, &str))| {
        let block = |t: &str| Block::new(BlockKind::Paragraph, t.to_owned(), SourceMap::verbatim(0, t.len()));
        let head = Head {
            document: format!("{i:04}"),
            source: format!("{i:04}.txt"),
            day: day.parse().ok(),
            outlet: None,
            title: None,
            witness: i.to_string(),
        };
        Entry { head, blocks: text.split('/').map(block).collect(), aside: Vec::new() }
    };
    Memory::new(documents.iter().enumerate().map(entry).collect())
}

/// The harbour, in two documents.
fn harbour() -> Memory {
    corpus(&[
        (
            "2020-05-24",
            "外長林海生表示：「港口將在明日重開，漁船可以出海。我們願意與鄰國磋商航道。」/\
             外長林海生指出，燈塔的修繕要在年底前全部完成。/\
             發言人高文山說：「所有貨輪都要等到潮水退去。」/\
             記者趙一鳴問：「碼頭工人的工資什麼時候能夠發放？」/\
             發言人高文山否認政府曾經出售過北岸的全部土地。",
        ),
        ("2021-01-03", "碼頭昨日天氣晴朗無雲而風平浪靜。/學者周子安說：「漁業是兩岸居民共同的飯碗。」"),
    ])
}

fn verdict(quote: &str, speaker: Option<&str>, days: Option<(&str, &str)>) -> Verified {
    let day = |d: &str| d.parse().unwrap();
    let question =
        Question { quote, speaker, from: days.map(|d| day(d.0)), to: days.map(|d| day(d.1)), shown: 3 };
    verify(&harbour(), &question).unwrap()
}

/// The verdict without and with a speaker.
fn check(quote: &str, speaker: Option<&str>, expect: Verdict) -> Verified {
    let found = verdict(quote, speaker, None);
    assert_eq!(found.verdict, expect, "{quote} {speaker:?}: {found:#?}");
    found
}

#[test]
fn the_words_themselves() {
    check("港口將在明日重開，漁船可以出海", None, Verdict::Verbatim);
    check("「港口將在明日重開，漁船可以出海。」", Some("林海生"), Verdict::Verbatim);
    check("林海生", None, Verdict::IndirectOnly);
}

#[test]
fn script_wrap_and_punctuation() {
    check("港口将在明日重开，渔船可以出海", Some("林海生"), Verdict::Folded);
    check("港口將在明日\n重開，漁船可以出海", None, Verdict::Folded);
    check("港口將在明日重開；漁船可以出海", None, Verdict::Folded);
    check("漁船可以出海，我們願意與鄰國磋商航道", None, Verdict::Folded);
    check("港口將\u{200b}在明日重開", None, Verdict::Folded);
}

#[test]
fn a_variant_names_what_differs() {
    let found = check("港口將在後日重開，漁船可以出海", Some("林海生"), Verdict::Variant);
    let changed: Vec<(&str, &str)> =
        found.diff.iter().filter(|p| p.a != p.b).map(|p| (p.a.as_str(), p.b.as_str())).collect();
    assert_eq!(changed, [("明", "後")]);
    check("港口將在明日重開，船可以出海", None, Verdict::Variant);
    let found = check("海口將在明日重開，漁船可以出海", None, Verdict::Variant);
    assert_eq!(found.evidence[0].passage.text, "港口將在明日重開，漁船可以出海");
}

#[test]
fn pieces_run_together() {
    let found = check("港口將在明日重開，磋商航道與鄰國漁船", None, Verdict::Absent);
    assert!(found.evidence[0].similarity > 0.4);
    check("所有貨輪都要等到港口將在明日重開", None, Verdict::Spliced);
    let found = check("我們願意與鄰國磋商航道，港口將在明日重開", Some("林海生"), Verdict::Spliced);
    assert_eq!(found.evidence[0].part.as_deref(), Some("我们愿意与邻国磋商航道"));
    assert_eq!(found.grounds, 2);
}

#[test]
fn what_is_left_out_may_be_marked() {
    check("港口將在明日重開……我們願意與鄰國磋商航道", Some("林海生"), Verdict::Folded);
    check("我們願意與鄰國磋商航道……港口將在明日重開", Some("林海生"), Verdict::Spliced);
}

#[test]
fn another_speaker() {
    let found = check("所有貨輪都要等到潮水退去", Some("林海生"), Verdict::OtherSpeaker);
    assert_eq!(found.evidence[0].speaker.as_deref(), Some("高文山"));
    check("天氣晴朗無雲而風平浪靜", Some("周子安"), Verdict::OtherSpeaker);
    check("所有貨輪都要等到潮水漲起", Some("林海生"), Verdict::OtherSpeaker);
}

#[test]
fn reported_only() {
    check("燈塔的修繕要在年底前全部完成", Some("林海生"), Verdict::IndirectOnly);
    check("燈塔的修繕要在年底前全部完成", None, Verdict::IndirectOnly);
    check("天氣晴朗無雲而風平浪靜", None, Verdict::IndirectOnly);
}

#[test]
fn out_of_context() {
    check("政府曾經出售過北岸的全部土地", Some("高文山"), Verdict::OutOfContext);
    check("碼頭工人的工資什麼時候能夠發放", Some("趙一鳴"), Verdict::OutOfContext);
    check("碼頭工人的工資什麼時候能夠發放？", Some("趙一鳴"), Verdict::Verbatim);
}

#[test]
fn days() {
    let words = "漁業是兩岸居民共同的飯碗";
    let in_2020 = Some(("2020-01-01", "2020-12-31"));
    let in_2021 = Some(("2021-01-01", "2021-12-31"));
    assert_eq!(verdict(words, None, in_2021).verdict, Verdict::Verbatim);
    let found = verdict(words, None, in_2020);
    assert_eq!(found.verdict, Verdict::Absent);
    // What lies outside the days is still shown.
    assert_eq!((found.grounds, found.evidence[0].similarity), (0, 1.0));
}

#[test]
fn what_has_no_date_may_be_anothers() {
    let corpus = corpus(&[
        ("", "外長林海生表示：「港口將在明日重開，漁船可以出海。」"),
        ("", "學者周子安說：「漁業是兩岸居民共同的飯碗。」"),
    ]);
    let ask = |speaker| {
        let (quote, from) = ("漁業是兩岸居民共同的飯碗", "2020-01-01".parse().ok());
        verify(&corpus, &Question { quote, speaker, from, to: None, shown: 3 }).unwrap().verdict
    };
    assert_eq!(ask(Some("林海生")), Verdict::OtherSpeaker);
    assert_eq!(ask(Some("周子安")), Verdict::Absent);
    assert_eq!(ask(None), Verdict::Absent);
}

#[test]
fn what_nobody_said() {
    let found = check("鐵路要在三個月內通到山頂", None, Verdict::Absent);
    assert_eq!(found.grounds, 0);
    check("cooperation", None, Verdict::Absent);
}

#[test]
fn what_is_no_quotation() {
    let no = |quote: &str| {
        let question = Question { quote, ..Question::default() };
        matches!(verify(&harbour(), &question), Err(Error::Blank | Error::Short))
    };
    assert!(no("") && no("，。！「」……") && no("\u{200b}\u{feff} ") && no("港") && no("。港。"));
    assert!(!no("港口"));
}

#[test]
fn a_hundred_thousand_characters() {
    let long = "港口將在明日重開，漁船可以出海。".repeat(6_000);
    let found = verdict(&long, None, None);
    assert_eq!(found.verdict, Verdict::Absent);
}

proptest! {
    #[test]
    fn no_quotation_panics(quote in "[港口將在明日重開，。！？…「」 a1\n\u{200b}]{0,40}") {
        let corpus = harbour();
        let ask = |speaker| verify(&corpus, &Question { quote: &quote, speaker, shown: 2, ..Question::default() }).ok();
        prop_assert_eq!(ask(None), ask(None));
        ask(Some("林海生"));
    }
}
