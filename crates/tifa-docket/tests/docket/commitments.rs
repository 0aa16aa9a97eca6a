//! Commitments: who undertakes, offers, agrees or demands what.

use crate::{blocks, entries};
use proptest::prelude::*;
use tifa_docket::CommitmentKind;

/// Checks the commitments of a text published on 2021-07-09. Each expectation is `kind|who|text`, kind by its first letter.
fn check(text: &str, expect: &[&str]) {
    let blocks = blocks(text);
    let shown: Vec<String> = entries(&blocks, Some("2021-07-09"))
        .commitments
        .iter()
        .map(|c| {
            let kind = match c.kind {
                CommitmentKind::Agreed => 'a',
                CommitmentKind::Pledged => 'p',
                CommitmentKind::Demanded => 'd',
                CommitmentKind::Offered => 'o',
            };
            format!("{kind}|{}|{}", c.who, c.place.range.of(&blocks[c.place.block as usize].text))
        })
        .collect();
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn offers_have_the_side_before_them() {
    check("中方願同日方擴大青年往來，辦好漁業展覽。", &["o|中方|願同日方擴大青年往來，辦好漁業展覽"]);
    check("外長林森表示，中方高度重視漁業，願與各方分享經驗。", &["o|中方|願與各方分享經驗"]);
    check("中方的立場沒有變化，仍願同日方商談漁業。", &["o|中方|仍願同日方商談漁業"]);
    check(
        "总统卡马拉表示，貝方坚定支持港口建设，愿同中方加强海运合作。",
        &["p|貝方|坚定支持港口建设", "o|貝方|愿同中方加强海运合作"],
    );
    check("志愿者的意愿很高，他们自愿参加。", &[]);
    check("中方不願擴大事態。", &[]);
    check("外長林森說，願日本平安。", &[]);
}

#[test]
fn a_future_counts_for_a_side_that_speaks_of_itself() {
    check(
        "中國外長林森說，中方將繼續開放港口，也會公布航道資料。",
        &["p|中方|將繼續開放港口，也會公布航道資料"],
    );
    check("中國外長林森說，日方將自食其果。", &[]);
    check("中國外長林森說，此舉將導致航運中斷。", &[]);
    check("教授陳木認為，中方將開放更多港口。", &[]);
    check("港口將於明年啟用。", &[]);
    check("委員會昨日開會，機會難得。", &[]);
    check("中方是否會開放港口？", &[]);
}

#[test]
fn we_are_the_side_of_the_speaker() {
    check(
        "中國外交部發言人林森說，我們將繼續開放港口。中方歡迎日方代表參加漁業展。",
        &["p|中方|將繼續開放港口", "o|中方|歡迎日方代表參加漁業展"],
    );
    check("中國外交部發言人林森說，我們敦促日方立即停止捕撈。", &["d|林森|敦促日方立即停止捕撈"]);
}

#[test]
fn promises_and_demands() {
    check("日方承諾三個月內恢復航線。", &["p|日方|承諾三個月內恢復航線"]);
    check("日方並未承諾恢復航線，也沒有履行承諾。", &[]);
    check(
        "中方要求日方公開資料，日方則要求保留期限。",
        &["d|中方|要求日方公開資料", "d|日方|則要求保留期限"],
    );
    check("中國外長林森表示，日方應當立即停止捕撈。", &["d|林森|應當立即停止捕撈"]);
    check("中國外長林森表示，希望日方釋放漁民。", &["d|林森|希望日方釋放漁民"]);
    check("這份報告符合要求。", &[]);
    check("白宮發言人馬利說，中國必須停止捕撈。", &["d|馬利|必須停止捕撈"]);
}

#[test]
fn support_is_no_undertaking() {
    check("中國外長林森說，中方支持漁業自由。", &[]);
    check("中國外長林森說，中方將繼續支持漁業自由。", &["p|中方|將繼續支持漁業自由"]);
    check("雙方支持擴大漁業。", &["a|雙方|支持擴大漁業"]);
}

#[test]
fn what_is_thought_or_befalls() {
    check("中國外長林森說，我們相信日方會開放港口。", &[]);
    check("中國外長林森說，我們也許會開放港口。", &[]);
    check("中國外長林森說，中方會改寫漁業歷史。", &[]);
    check("中國外長林森說，我願強調三點。", &[]);
}

#[test]
fn a_span_ends_where_another_speaks() {
    check("中國外長林森說，我們將繼續開放港口，而航線照常。", &["p|中國|將繼續開放港口"]);
    check(
        "中方要求日方立即停止捕撈，《北港日報》總編輯馬利在貼文表示，港口照常。",
        &["d|中方|要求日方立即停止捕撈"],
    );
}

#[test]
fn both_sides() {
    check("雙方同意，每年輪流舉行漁業會談。", &["a|雙方|同意，每年輪流舉行漁業會談"]);
    check("中國外長林森說，雙方應加強漁業合作。", &[]);
    check("雙方簽署漁業協議後，船隊返回港口。", &[]);
    check("兩國部長昨日簽署漁業合作協議。", &["a|兩國部長|簽署漁業合作協議"]);
}

#[test]
fn conditions_and_days() {
    let text = "中國外長林森說，只要日方釋放漁民，中方願在8月1日前恢復航線。";
    let blocks = blocks(text);
    let found = entries(&blocks, Some("2021-07-09")).commitments;
    let [c] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(c.condition.map(|p| p.range.of(text)), Some("只要日方釋放漁民"));
    assert_eq!(c.due.map(|d| d.from.to_string()).as_deref(), Some("2021-08-01"));
    assert_eq!(c.speaker.as_deref(), Some("林森"));
}

proptest! {
    #[test]
    fn places_are_sound(text in "[雙方中美將會願同承諾要求希望應，。「」：如果的\n（）a1]{0,60}|\\PC{0,40}") {
        let blocks = blocks(&text);
        for c in entries(&blocks, Some("2021-07-09")).commitments {
            let of = |p: tifa_record::Place| p.range.of(&blocks[p.block as usize].text).to_owned();
            prop_assert!(!of(c.place).is_empty() && !of(c.cue).is_empty() && !c.who.is_empty());
        }
    }
}
