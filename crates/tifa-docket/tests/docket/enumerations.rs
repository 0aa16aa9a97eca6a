//! Enumerations: header, number, speaker and items.

use crate::{blocks, entries};
use proptest::prelude::*;
use tifa_record::Place;

/// Checks the enumerations of a text. Each expectation is `header|declared|speaker|item / item`: `-` for no header, no
/// number, no speaker.
fn check(text: &str, expect: &[&str]) {
    let blocks = blocks(text);
    let found = entries(&blocks, None).enumerations;
    let of = |p: Place| p.range.of(&blocks[p.block as usize].text);
    let shown: Vec<String> = found
        .iter()
        .map(|e| {
            let header = if e.announced { of(e.place) } else { "-" };
            let declared = e.declared.map_or("-".to_owned(), |d| d.to_string());
            let items: Vec<&str> = e.items.iter().map(|&p| of(p)).collect();
            format!("{header}|{declared}|{}|{}", e.speaker.as_deref().unwrap_or("-"), items.join(" / "))
        })
        .collect();
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn marked_over_paragraphs() {
    check(
        "外長林森表示，願提出三點建議：一、開放所有渠道。渠道越多越好。
        二、梳理清單，逐項落實。
        三、合作抗疫。",
        &["三點建議|3|林森|開放所有渠道 / 梳理清單 / 合作抗疫"],
    );
}

#[test]
fn marked_inside_a_sentence() {
    check("會上決定兩件事：一是開放口岸；二是恢復航班。", &["兩件事|2|-|開放口岸 / 恢復航班"]);
    check("措施有二：其一，減稅；其二，放寬簽證。", &["有二|2|-|減稅 / 放寬簽證"]);
    check("重點有兩個方向，一個就是農業，另一個，就是漁業。", &["兩個方向|2|-|農業 / 漁業"]);
    check("聲明包括：（一）停火；（二）換俘；（三）撤軍。", &["-|-|-|停火 / 換俘 / 撤軍"]);
    check("步驟如下：1. 登記，2. 覆核，3. 發證。", &["-|-|-|登記 / 覆核 / 發證"]);
    check("① 停火；② 換俘。", &["-|-|-|停火 / 換俘"]);
}

#[test]
fn marked_in_words() {
    check(
        "首先，貿易需要開放。貿易是大勢。其次要守規則。最後，各方要協商。",
        &["-|-|-|貿易需要開放 / 要守規則 / 各方要協商"],
    );
    check("最要緊的，首先是互信，第二是互利。", &["-|-|-|互信 / 互利"]);
    check("首先感謝各位。今天天氣很好。", &[]);
    check("第一時間公布。第二屆論壇閉幕。", &[]);
    check("產量居全國第一，出口居第二，進口居第三。", &[]);
}

#[test]
fn a_verb_stays_with_its_point() {
    check("一要加強溝通，二要管控分歧。", &["-|-|-|要加強溝通 / 要管控分歧"]);
}

#[test]
fn repeated_verbs() {
    check("三句話：必須守約；必須溝通；必須互利。", &["三句話|3|-|必須守約 / 必須溝通 / 必須互利"]);
    check("各方表態：必須守約；必須溝通；必須互利。", &["-|-|雙方|必須守約 / 必須溝通 / 必須互利"]);
    check("各方必須守約，必須溝通，必須互利。", &[]);
}

#[test]
fn announced_without_marks() {
    check(
        "他說要做到「三個必須」：必須守約；必須溝通；必須互利，這是底線。",
        &["三個必須|3|-|必須守約 / 必須溝通 / 必須互利"],
    );
    check(
        "面臨四大任務：抗疫、就業、減碳和處理「舊債」問題。",
        &["四大任務|4|-|抗疫 / 就業 / 減碳 / 處理「舊債」問題"],
    );
    check("圍繞疫苗、通關、減債三大重點，雙方會加強合作。", &["三大重點|3|-|疫苗 / 通關 / 減債"]);
    check(
        "可以用三個「早」來概括：
        ## 防疫三個「早」
        甲國與時間賽跑，最早通報，早過鄰國。
        甲國公開數據，早作準備。
        甲國盡責，早日供藥。",
        &["三個「早」|3|-|甲國與時間賽跑 / 甲國公開數據 / 甲國盡責"],
    );
    check(
        "今年要做好三方面工作。
        我們將服務發展，促進就業。我們將穩定關係。
        ## 參與治理
        我們將參與治理，推動改革。
        各方表示歡迎。",
        &["三方面工作|3|-|我們將服務發展 / 我們將穩定關係 / 我們將參與治理"],
    );
    check(
        "工會提出三項訴求：
        - 加薪，幅度百分之五
        - 減少工時
        - 停止裁員",
        &["三項訴求|3|-|加薪 / 減少工時 / 停止裁員"],
    );
}

#[test]
fn a_number_that_does_not_fit_is_reported() {
    check(
        "部長提出三點建議：一、開放渠道。
        二、管控分歧。",
        &["三點建議|3|部長|開放渠道 / 管控分歧"],
    );
    check("面臨五大任務：抗疫、就業和減碳。", &[]);
}

#[test]
fn nested_lists() {
    check(
        "首先，改善治理：（一）精簡機構；（二）公開帳目。其次，擴大開放。",
        &["-|-|-|改善治理 / 擴大開放", "-|-|-|精簡機構 / 公開帳目"],
    );
}

#[test]
fn numbers_that_announce_nothing() {
    for text in [
        "兩國外長三次通話。",
        "第二屆論壇在2019年舉行，20國集團成員出席。",
        "下午兩點，代表抵達。",
        "三個聯合公報是基礎。",
        "這三點建議得到回應。",
        "一方面要合作，另一方面要競爭。",
        "堅持和平共處、堅持開放合作、堅持對話協商。",
        "只有兩個字：「不行」，他說。",
        "二、只有第二點。三、還有第三點。",
        "增長2.5%，降至1.2%。",
    ] {
        check(text, &[]);
    }
}

#[test]
fn sections_and_contents_are_no_points() {
    check(
        "## 一、引言
        這是引言。
        ## 二、背景
        這是背景。",
        &[],
    );
    check(
        "主要內容：
        1.總理會見來賓；
        2.秋收接近尾聲；",
        &[],
    );
}

#[test]
fn a_list_ends_with_its_speaker() {
    check(
        "@甲議員 首先，我不同意。
        @乙議員 其次，這不可行。",
        &[],
    );
}

#[test]
fn lists_that_never_end() {
    let long: String = (1..=40).map(|n| format!("{n}. 第{n}條規定，細則另訂。\n")).collect();
    let found = entries(&blocks(&long), None).enumerations;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].items.len(), 30, "marks are known up to thirty");
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(一、|二、|首先|其次|最後|三點|（一）|：|；|，|。|、|建議|「|」|和|等|1\\.|2\\.|第二|\n|甲|𠮷| ){0,40}") {
        let blocks = blocks(&text);
        for e in entries(&blocks, None).enumerations {
            prop_assert!(e.items.len() > 1);
            for p in e.items {
                let text = &blocks[p.block as usize].text;
                prop_assert!(!p.range.of(text).is_empty());
            }
        }
    }
}
