//! Claims and rebuttals: what one party asserts and another answers or denies.

use crate::{blocks, entries};
use proptest::prelude::*;
use tifa_docket::Confidence;
use tifa_record::Place;

/// Checks the claims of a text. Each expectation is `claimed by|claim|rebutted by|rebuttal`, `-` for nobody.
fn check(text: &str, expect: &[&str]) {
    let blocks = blocks(text);
    let of = |p: Place| p.range.of(&blocks[p.block as usize].text);
    let shown: Vec<String> = entries(&blocks, Some("2021-07-09"))
        .claims
        .iter()
        .map(|c| {
            let by = |who: &Option<String>| who.clone().unwrap_or_else(|| "-".to_owned());
            format!("{}|{}|{}|{}", by(&c.claimed_by), of(c.place), by(&c.rebutted_by), of(c.rebuttal))
        })
        .collect();
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn what_some_say() {
    check("外長林森說，有人說港口會關閉，但這並不符合事實。", &["有人說|港口會關閉|林森|但這並不符合事實"]);
    check(
        "近年有論調稱航道由一國獨佔。林森指這種說法純屬捏造。",
        &["有論調稱|航道由一國獨佔|林森|這種說法純屬捏造"],
    );
    check("有人說港口會關閉，船東已經離開。", &[]);
    check("只要有人說好，但他說不好，就會改。", &[]);
}

#[test]
fn a_claim_with_its_label() {
    check(
        "外長林森表示，馬利早前指「航道由一國獨佔」的論調毫無根據。",
        &["馬利|航道由一國獨佔|林森|毫無根據"],
    );
    check("外長林森表示，所謂「漁民撤離」純屬捏造。", &["-|漁民撤離|林森|純屬捏造"]);
    check("外長林森表示，所謂「智慧港口」計劃進展順利。", &[]);
}

#[test]
fn what_is_denied() {
    check("外長林森否認關閉港口，強調航線照常。", &["-|關閉港口|林森|強調航線照常"]);
    check("這是無法否認的事實。", &[]);
}

#[test]
fn a_turn_alone_answers_nothing() {
    check("有人說港口會關閉，但船東早已離開碼頭。", &[]);
    check("有報道指港口會關閉。然而航線由一國經營。", &[]);
    check("有報道指出，港口會關閉，但這不是事實。", &["有報道指出|港口會關閉|-|但這不是事實"]);
    check("有人說港口會關閉，這是本季的安排。", &[]);
}

#[test]
fn longer_words_are_not_cut() {
    check("外長林森說，要看對方是否認同關閉港口的安排。", &[]);
    check("記者問林森會否認真考慮關閉港口。", &[]);
    check("馬利駁斥有關港口的說法，稱這是捏造。", &[]);
    check("馬利向船東指示關閉港口。林森說，這是錯誤的。", &[]);
}

#[test]
fn what_is_not_denied() {
    check("外長林森從未否認關閉港口。", &[]);
    check("外長林森並無否認關閉港口，指航線照常。", &[]);
    check("外長林森不會否認關閉港口。", &[]);
    check("被問到會否關閉港口，林森說沒有決定。", &[]);
    check("外長林森否認航運制度的優越性。", &[]);
    check("被問到船東要離開港口，林森說沒有新的安排。", &[]);
    check("有人說「港口已經關閉，我們絕不退讓」。", &[]);
}

#[test]
fn who_denies() {
    check("馬利說，林森否認關閉港口。", &["-|關閉港口|林森|林森否認"]);
    check("馬利說港口會關閉，這是錯誤的。", &[]);
}

#[test]
fn what_is_so_called() {
    check("外長林森表示，所謂漁民撤離完全是無稽之談。", &["-|漁民撤離|林森|完全是無稽之談"]);
    check("外長林森表示，所謂船東對港口的誤解已經消除。", &[]);
    check("外長林森表示，所謂漁民在有意無意對他抹黑，令人失望。", &[]);
    check("外長林森表示，所謂漁民撤離的不實說法，不值一駁。", &["-|漁民撤離|林森|不實說法，不值一駁"]);
}

#[test]
fn the_object_of_a_denial_is_surest() {
    let confidence = |text: &str| {
        let found = entries(&blocks(text), Some("2021-07-09")).claims;
        found.first().map(|c| c.confidence())
    };
    assert_eq!(confidence("外長林森否認關閉港口，強調航線照常。"), Some(Confidence::High));
    assert_eq!(confidence("外長林森說，有人說港口會關閉，但這並不符合事實。"), Some(Confidence::Middle));
}

#[test]
fn two_counts_and_pairs() {
    check("主辦單位稱有三萬人參加，警方稱高峰期有八千人。", &["主辦單位|有三萬人參加|警方|高峰期有八千人"]);
    check("謊言1：港口排放污水。\n事實：污水全部經過處理。", &["-|港口排放污水|-|污水全部經過處理"]);
}

#[test]
fn one_report_against_another() {
    check(
        "馬利表示會關閉港口；不過，發言人林森說，沒有任何關閉港口的決定。",
        &["馬利|會關閉港口|發言人林森|沒有任何關閉港口的決定"],
    );
}

proptest! {
    #[test]
    fn places_are_sound(text in "[有人說但這否認所謂純屬捏造的論調指問到，。「」：？事實謊言\n1甲]{0,60}|\\PC{0,40}") {
        let blocks = blocks(&text);
        for c in entries(&blocks, None).claims {
            let of = |p: Place| p.range.of(&blocks[p.block as usize].text).to_owned();
            prop_assert!(!of(c.place).is_empty() && !of(c.rebuttal).is_empty());
        }
    }
}
