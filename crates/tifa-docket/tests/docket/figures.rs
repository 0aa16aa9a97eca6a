//! Figures: which numbers count, and what stands around them.

use crate::{blocks, entries};
use proptest::prelude::*;
use tifa_docket::entry::Doubt;
use tifa_docket::{Bound, Figure};

/// A figure in a line: the number as printed with its measure word, the value, and what makes it doubtful.
fn line(lines: &[&str], f: &Figure) -> String {
    let upper = f.upper.map_or_else(String::new, |u| format!("..{u}"));
    let bound = match f.bound {
        Bound::MoreThan => ">",
        Bound::LessThan => "<",
        Bound::About => "~",
        Bound::Exact | Bound::Range => "",
    };
    let doubt = match f.doubt {
        Some(Doubt::TwoMeasures) => " two measures",
        Some(Doubt::Grouping) => " grouping",
        Some(Doubt::Backwards) => " backwards",
        None => "",
    };
    let number = f.place.range.of(lines[f.place.block as usize].trim_start_matches("# "));
    format!("{number} {bound}{}{upper} {}{doubt}", f.value, f.measure).trim_end().to_owned()
}

fn lines(text: &str) -> Vec<&str> {
    text.trim().lines().map(str::trim).collect()
}

fn check(text: &str, expect: &[&str]) {
    let found = entries(&blocks(text), Some("2031-04-09")).figures;
    let found: Vec<String> = found.iter().map(|f| line(&lines(text), f)).collect();
    assert_eq!(found, expect, "{text}");
}

/// What is counted by each figure of `text`.
fn check_what(text: &str, expect: &[&str]) {
    let found = entries(&blocks(text), Some("2031-04-09")).figures;
    let lines = lines(text);
    let what = |f: &Figure| f.what.map_or("", |w| w.range.of(lines[w.block as usize]));
    assert_eq!(found.iter().map(what).collect::<Vec<_>>(), expect, "{text}");
}

#[test]
fn numbers_with_their_measures() {
    check("東嶺向西洲派出26支醫療隊和三艘渡輪。", &["26 26 支", "三 3 艘"]);
    check("渡輪全年開出1,234班次，載客3億2000萬人次。", &["1,234 1234 班次", "3億2000萬 320000000 人次"]);
    check("碼頭長一公里，耗時半年，談了一個半小時。", &["一 1 公里", "半 0.5 年", "一個半 1.5 小時"]);
    check("影片歷時4分12秒。", &["4分12 252 秒"]);
    check(
        "加徵三成半關稅，降至百分之五，升1.5個百分點。",
        &["三成半 35 %", "百分之五 5 %", "1.5 1.5 個百分點"],
    );
    check("三分之一的漁民受訪。", &["三分之一 0.333333333333333333"]);
}

#[test]
fn money() {
    check("總值500億美元（約3923億港元）。", &["500億 50000000000 美元", "3923億 ~392300000000 港元"]);
    check("捐出US$5億，另撥人民幣3,000萬元。", &["5億 500000000 US$", "3,000萬 30000000 元"]);
}

#[test]
fn bounds() {
    check("逾百人、近千艘船、上萬名漁民。", &["百 >100 人", "千 ~1000 艘", "萬 >10000 名"]);
    check("至少有三艘船沉沒，不到五人獲救。", &["三 >3 艘", "五 <5 人"]);
    check("渡輪超過了12班，約40分鐘一班。", &["12 >12 班", "40 ~40 分鐘"]);
    check(
        "120多億隻，數十項，十餘年，三年多，五年左右。",
        &["120多億 >12000000000 隻", "數十 >10 項", "十餘 >10 年", "三 >3 年", "五 ~5 年"],
    );
    check("數以百萬計的漁民，萬餘人上街。", &["百萬 >1000000", "萬餘 >10000 人"]);
    check("100人以上，十天以內，30%以下。", &["100 >100 人", "十 <10 天", "30% <30 %"]);
    check("向34國派出，兩個國家沒有回覆。", &["34 34 國", "兩 2 個"]);
    check("附近3艘船，條約30份，會上20人發言，不過5人反對。", &["3 3 艘", "30 30 份", "20 20 人", "5 5 人"]);
}

#[test]
fn ranges() {
    check(
        "每年三至五次，3～5萬噸，26到36支。",
        &["三至五 3..5 次", "3～5萬 30000..50000 噸", "26到36 26..36 支"],
    );
    check("停航3年至5年，兩三個月，三、四艘。", &["3年至5 3..5 年", "兩三 2..3 個月", "三、四 3..4 艘"]);
}

#[test]
fn nouns_counted_without_a_measure_word() {
    check(
        "14億多西洲人，近780萬選民，數百萬市民。",
        &["14億多 >1400000000", "780萬 ~7800000", "數百萬 >1000000"],
    );
    check("# 3議員被捕　12學者聯署", &["3 3", "12 12"]);
    check("超過 200 名漁民，約 30 人，增加 5 %。", &["200 >200 名", "30 ~30 人", "5 % 5 %"]);
    check("西洲人口為5,200,000。", &["5,200,000 5200000"]);
}

#[test]
fn numbers_that_date_or_order_or_name_are_none() {
    for text in [
        "2031年4月9日下午三時半。",
        "第三輪會談，第十二屆、第一、二批。",
        "建交40周年，他今年63歲，上世紀90年代。",
        "二十國集團、七國集團、77國集團。",
        "堅持一國兩制，中美三個聯合公報。",
        "熱線電話12345，地址是河谷路38號。",
        "《2063年議程》和《三體》。",
        "防堵「三股勢力」，堅持「兩個毫不動搖」。",
        "一名議員、一家公司、兩國、兩人、雙方。",
        "三點建議，四項原則，六個「最」，六方面工作。",
        "他一直三心二意，千方百計推託，四處奔走。",
        "今年前10個月，今年首三個月。",
        "東盟十國外長，歐盟27國。",
        "一石二鳥，三天兩頭，八字方針。",
        "外交部2+2會議，F-16戰機，COVID-19。",
        "日本福島五縣市的食品，兩位外長。",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_is_counted() {
    check_what("東嶺派出了36支醫療專家組，面對面交流。", &["醫療專家組"]);
    check_what("西洲關稅收入達500億元。", &["西洲關稅收入"]);
    check_what("僅口罩和手套就分別運出568箱和26箱。", &["口罩", "手套"]);
    check_what("約150名居住河谷的漁民示威。", &["居住河谷的漁民"]);
}

#[test]
fn doubtful_prints_are_flagged_and_kept() {
    check("運抵2,200多隻雙手套。", &["2,200多 >2200 隻 two measures"]);
    check("三隻雙體船和五件套裝。", &["三 3 隻", "五 5 件"]);
    check("耗資1,23,45元。", &["1,23,45 12345 元 grouping"]);
    check("共9至4艘。", &["9至4 9..4 艘 backwards"]);
}

#[test]
fn speaker_and_days_stand_beside_the_number() {
    let text = "西洲外長林遠山4月8日表示，去年西洲向東嶺派出26支醫療隊。";
    let found = entries(&blocks(text), Some("2031-04-09")).figures;
    let days = found[0].days.expect("days");
    assert_eq!(found[0].speaker.as_deref(), Some("林遠山"));
    assert_eq!((days.from.to_string(), days.to.to_string()), ("2030-01-01".into(), "2030-12-31".into()));
}

#[test]
fn any_number_is_read_without_harm() {
    check(&format!("耗資{}元。", "9".repeat(60)), &[]);
    check("一亿亿亿亿亿亿亿元", &[]);
}

proptest! {
    #[test]
    fn figures_stand_in_their_text_in_order(text in "([一二兩三十百千萬億多餘近約逾上數幾個名隻雙年月天人國次元美半點成分之至到的派出醫療隊，。「」《》0-9%$,. -]){0,60}") {
        let blocks = blocks(&text);
        let mut last = (0, 0);
        for f in entries(&blocks, Some("2031-04-09")).figures {
            let text = &blocks[f.place.block as usize].text;
            prop_assert!((f.place.block, f.place.range.start) >= last, "figures overlap in {}", text);
            prop_assert!(!f.place.range.of(text).is_empty() && !f.clause.range.of(text).is_empty());
            prop_assert!(f.clause.range.contains(f.place.range), "outside its clause in {}", text);
            prop_assert!(f.what.is_none_or(|w| !w.range.of(text).is_empty()));
            last = (f.place.block, f.place.range.end);
        }
    }
}
