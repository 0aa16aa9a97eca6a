//! The three lists: what is placed where.

use crate::{blocks, entries};

/// Each placement as `list matter topics`.
fn check(text: &str, expect: &[&str]) {
    let blocks = blocks(text);
    let found = entries(&blocks, Some("2021-07-09"));
    let lines: Vec<String> = found
        .placements
        .iter()
        .map(|p| {
            let matter = p.place.range.of(&blocks[p.place.block as usize].text);
            format!("{} {matter} {}", p.list.name(), p.topics.join("+"))
        })
        .collect();
    assert_eq!(lines, expect, "{text}");
}

#[test]
fn adjuncts_compounds_and_objects_are_placed() {
    check(
        "中美雙方可在氣候變化、禁毒等領域開展合作。",
        &["cooperation 氣候變化 气候", "cooperation 禁毒 执法"],
    );
    check("中法應拓展能源、金融等領域合作。", &["cooperation 能源 能源", "cooperation 金融 金融"]);
    check("中英雙方就網絡安全問題保持溝通。", &["dialogue 網絡安全 网络"]);
    check("中美應加強抗疫合作。", &["cooperation 抗疫 疫情"]);
    check("美方應同中方一道妥善處理台灣問題。", &["managed 台灣問題 台湾"]);
    check("中日兩國把東海問題列入管控清單。", &["managed 東海問題 海洋"]);
}

#[test]
fn what_no_words_place_stays_unplaced() {
    for text in [
        "中美在人權問題上分歧嚴重。",
        "各省要在教育領域加強合作。",
        "美方宣布停止合作，包括氣候變化。",
        "中美將簽署氣候合作備忘錄。",
        "中美已經暫停軍事交流。",
        "美國與台灣談判協議。",
    ] {
        check(text, &[]);
    }
}
