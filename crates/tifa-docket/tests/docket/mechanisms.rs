//! Mechanisms: names, parties, states.

use crate::{blocks, entries};

/// Each mechanism as `name state parties`, of a text published on 2021-07-09.
fn check(text: &str, expect: &[&str]) {
    let blocks = blocks(text);
    let found = entries(&blocks, Some("2021-07-09"));
    let lines: Vec<String> = found
        .mechanisms
        .iter()
        .map(|m| {
            let name = m.place.range.of(&blocks[m.place.block as usize].text);
            let state = serde_json::to_value(m.state).expect("a state");
            format!("{name} {} {}", state.as_str().unwrap_or_default(), m.parties.join("+"))
        })
        .collect();
    assert_eq!(lines, expect, "{text}");
}

#[test]
fn names_begin_with_parties_topics_and_rounds() {
    check("中日兩國下月將舉行中日漁業磋商。", &["中日漁業磋商 scheduled 中国+日本"]);
    check("甲國外長出席第三屆中國－中亞峰會。", &["第三屆中國－中亞峰會 held 中国+中亚"]);
    check("双方签署了《中法航空合作协定》。", &["《中法航空合作协定》 agreed 中国+法国"]);
    check("韓國和日本宣布重啟中日韓自貿協定談判。", &["中日韓自貿協定談判 agreed 中国+日本+韩国"]);
    check("中越有關《海上行為準則》的磋商正在進行。", &["《海上行為準則》的磋商 ongoing 中国+越南"]);
}

#[test]
fn groups_are_mechanisms_where_the_text_calls_them_so() {
    check(
        "中方願同俄方加強在金磚、二十國集團等多邊機制中的協調。",
        &["金磚 mentioned 金砖国家", "二十國集團 mentioned 二十国集团"],
    );
    check("中方願同俄方在聯合國框架內加強協調。", &[]);
}

#[test]
fn parties_are_those_of_the_clause_or_known() {
    check("美國不滿，中國與法國簽署《海上協定》。", &["《海上協定》 agreed 中国+法国"]);
    check("中國警告，美國將遵守《台灣關係法》。", &["《台灣關係法》 mentioned 美国+台湾"]);
    check("中國願同希臘共建「一帶一路」，對美國的指責不予置評。", &["「一帶一路」 ongoing 中国+希腊"]);
}

#[test]
fn tense_and_will_tell_the_state() {
    for (text, expect) in [
        ("中俄軍控對話去年舉行了三次。", "中俄軍控對話 held 中国+俄罗斯"),
        ("中方呼籲盡快恢復中美軍事對話。", "中美軍事對話 urged 中国+美国"),
        ("中美軍事對話已經中斷。", "中美軍事對話 suspended 中国+美国"),
        ("美方宣布退出美俄中程導彈條約。", "美俄中程導彈條約 ended 美国+俄罗斯"),
        ("中印邊界會談機制恢復了。", "中印邊界會談機制 resumed 中国+印度"),
        ("中英經濟對話已被取消。", "中英經濟對話 cancelled 中国+英国"),
        ("中英經濟對話沒有被取消。", "中英經濟對話 mentioned 中国+英国"),
        ("雙方同意建立中法人工智能對話。", "中法人工智能對話 agreed 中国+法国"),
        ("中德雙方探討簽署中德合作備忘錄。", "中德合作備忘錄 proposed 中国+德国"),
    ] {
        check(text, &[expect]);
    }
}

#[test]
fn talk_in_general_and_machinery_of_one_state_are_none() {
    for text in [
        "中美應該通過對話解決分歧。",
        "我們要健全體制機制。",
        "委員會與居民開展對話。",
        "市民可致電防疫熱線。",
        "他出席中關村論壇。",
        "美國總統將在新加坡會晤朝鮮領導人。",
        "外交部已向美方提出嚴正交涉。",
    ] {
        check(text, &[]);
    }
}

#[test]
fn an_item_that_begins_with_its_verb_puts_forward() {
    check(
        "甲外長就中英關係提出兩點建議：一、開放各項磋商渠道。二、商定合作清單。",
        &["各項磋商渠道 urged 中国+英国", "合作清單 proposed "],
    );
}

#[test]
fn namings_of_one_mechanism_are_one_entry() {
    check(
        "# 中美海事磋商登場\n中美海事磋商周四在京舉行。\n他說，海事磋商很有成果，磋商會繼續。",
        &["中美海事磋商 held 中国+美国"],
    );
}

#[test]
fn traditional_and_simplified_are_read_alike() {
    check("中美將舉行外交政策磋商。", &["外交政策磋商 scheduled 中国+美国"]);
    check("中美将举行外交政策磋商。", &["外交政策磋商 scheduled 中国+美国"]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(words in proptest::collection::vec(
        proptest::sample::select(vec![
            "中美", "中", "「", "」", "《", "》", "磋商", "機制", "等", "、", "和", "第三輪", "將", "舉行", "的", "，", "。", "雙方",
            "峰會", "協定", "海洋", "同意", "合作", "在", "領域", "管控", "2+2", "x", "\u{20bb7}", "“", "”", "台灣", "把", "列入",
        ]),
        0..40,
    )) {
        let blocks = blocks(&words.concat());
        let found = entries(&blocks, None);
        let places = found.mechanisms.iter().map(|m| m.place).chain(found.placements.iter().map(|p| p.place));
        for place in places {
            proptest::prop_assert!(!place.range.of(&blocks[place.block as usize].text).is_empty());
        }
        proptest::prop_assert!(found.mechanisms.is_sorted_by_key(|m| m.place));
    }
}
