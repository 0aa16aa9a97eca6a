//! Cases and laws of the fold.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(fold(text).text, expect);
}

/// All of them fold to the same.
#[track_caller]
fn same(texts: &[&str]) {
    for text in texts {
        assert_eq!(fold(text).text, fold(texts[0]).text, "{text} and {}", texts[0]);
    }
}

/// Where `needle` is found in folded `text`, cut out of `text`.
#[track_caller]
fn finds(text: &str, needle: &str, expect: &[&str]) {
    let folded = fold(text);
    let needle = fold(needle).text;
    let found: Vec<&str> = folded
        .text
        .match_indices(&needle)
        .map(|(at, hit)| folded.source(ByteRange::new(at, at + hit.len())).map_or("", |r| r.of(text)))
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn script_does_not_matter() {
    same(&["脱钩", "脫鈎", "脫鉤", "脱\n鉤", "脫\r\n　鈎"]);
    same(&["合则两利，斗则俱伤", "合則兩利，鬥則俱傷", "合則兩利鬥則俱傷"]);
    same(&["新冷战", "新冷戰", "「新冷戰」"]);
    same(&["着", "著"]);
    same(&["台", "臺"]);
    same(&["裏", "裡", "里"]);
    same(&["爲", "為", "为"]);
    same(&["說", "説", "说"]);
    same(&["羣", "群"]);
    same(&["甚麼", "什麼", "什么"]);
    same(&["瞭解", "了解"]);
    same(&["答覆", "答复"]);
    same(&["⻓江", "长江", "⾧江", "長江"]);
    same(&["見", "\u{fa0a}", "见"]);
}

#[test]
fn width_case_and_light_punctuation_do_not_matter() {
    check("ＡＢＣ（Ａ）", "abca");
    check("《環球時報》：「一、二」——三", "环球时报一二三");
    check("50％", "50%");
    check("Covid-19", "covid19");
    check("ÀÉ Ω Я", "àé ω я");
    check("乔·拜登", "乔拜登");
    check("〇", "〇");
    check("\u{feff}甲\u{200b}乙\u{ad}丙\u{fe0f}", "甲乙丙");
}

#[test]
fn numbers_stay_numbers() {
    same(&["2,200", "2200", "２，２００", "2，200"]);
    same(&["1,234,567", "1234567"]);
    check("第1,2條", "第1 2条");
    check("2020-07-09", "2020 07 09");
    check("2、3", "2 3");
    check("1,2345", "1 2345");
    check("2.5億", "2.5亿");
    check("11：00", "11 00");
}

#[test]
fn white_space_remains_between_latin_words_only() {
    check(" New   York\n時報 ", "new york时报");
    check("中 美 China\u{a0}Daily", "中美china daily");
    check("a \u{3000} 1", "a 1");
    check("甲 1", "甲1");
}

#[test]
fn sentence_ends_are_barriers() {
    check("完。！？!?｡", "完。!?!?。");
    assert!("。!?".chars().all(is_barrier));
    assert!(!is_barrier('完'));
}

#[test]
fn hits_are_cut_out_exactly() {
    finds("談「脫\n鈎」，脱钩", "脫鉤", &["脫\n鈎", "脱钩"]);
    finds("不衝突、\n不對抗。", "不冲突不对抗", &["不衝突、\n不對抗"]);
    finds("用２，２００隻", "2200", &["２，２００"]);
    finds("（ＡＢ）", "b", &["Ｂ"]);
    finds("The  New\tYork", "new york", &["New\tYork"]);
    finds("𠮷野家說", "家说", &["家說"]);
}

#[test]
fn folded_ranges_of_source_ranges() {
    let text = "「脫\n鈎」，ＡＢ　Ｃ。";
    let folded = fold(text);
    let of = |part: &str| {
        let at = text.find(part).unwrap_or_default();
        folded.folded(ByteRange::new(at, at + part.len())).map(|r| r.of(&folded.text))
    };
    assert_eq!(of("脫\n鈎"), Some("脱钩"));
    assert_eq!(of("「脫"), Some("脱"));
    assert_eq!(of("」，"), None);
    assert_eq!(of("ＡＢ　Ｃ"), Some("ab c"));
    assert_eq!(of("Ｂ"), Some("b"));
    assert_eq!(of("。"), Some("。"));
}

#[test]
fn ranges_outside_the_text_have_no_source() {
    let folded = fold("脫鈎");
    for (start, end) in [(0, 0), (0, 7), (1, 3), (6, 9)] {
        assert_eq!(folded.source(ByteRange { start, end }), None);
    }
    assert_eq!(fold("").source(ByteRange { start: 0, end: 1 }), None);
}

/// Every character of the basic plane alone: idempotent and no longer than its source.
#[test]
fn every_character_folds_once() {
    for c in '\0'..=char::MAX {
        let text = c.to_string();
        let once = fold(&text).text;
        assert!(once.len() <= text.len(), "{c:?}");
        assert_eq!(fold(&once).text, once, "{c:?}");
    }
}

/// Text as news has it, with all that the fold drops or changes.
fn news() -> impl Strategy<Value = String> {
    proptest::string::string_regex(
        "([脫鈎脱钩中美會谈說，。、；：「」（）《》·—…！？ \n\u{3000}\u{200b}\u{feff}]|[0-9]{1,4}|,[0-9]{3}|[a-cA-CàÉЯ .%'-]|[０-９Ａ-Ｃ，．]|[𠮷\u{e0100}ﬀ￥½①가ｱ⻓]){0,40}",
    )
    .expect("the expression is valid")
}

proptest! {
    #[test]
    fn idempotent(text in prop_oneof![news(), "\\PC{0,60}", any::<String>()]) {
        let once = fold(&text).text;
        prop_assert_eq!(&fold(&once).text, &once);
    }

    #[test]
    fn the_way_back_gives_what_was_folded(text in prop_oneof![news(), "\\PC{0,40}"], a: usize, b: usize) {
        let folded = fold(&text);
        let ends: Vec<usize> =
            folded.text.char_indices().map(|(at, _)| at).chain([folded.text.len()]).collect();
        let (a, b) = (ends[a % ends.len()], ends[b % ends.len()]);
        let range = ByteRange::new(a.min(b), a.max(b));
        let Some(source) = folded.source(range) else {
            prop_assert!(range.is_empty());
            return Ok(());
        };
        prop_assert!(text.get(source.range()).is_some(), "{:?} cuts a character", source);
        // A space at either end of the slice has lost the neighbour that kept it.
        let again = fold(source.of(&text)).text;
        // A number cut in two may lose its thousands: 12|,345.
        let digits = |s: &str| s.trim().replace(' ', "");
        prop_assert_eq!(digits(&again), digits(range.of(&folded.text)));
        // What is kept maps there and back.
        let back = folded.folded(source);
        prop_assert_eq!(back, Some(range));
    }

    #[test]
    fn maps_ascend(text in prop_oneof![news(), "\\PC{0,40}"]) {
        let folded = fold(&text);
        let mut end = 0;
        for (at, c) in folded.text.char_indices() {
            let source = folded.source(ByteRange::new(at, at + c.len_utf8()));
            let source = source.ok_or_else(|| TestCaseError::fail("no source"))?;
            prop_assert!(source.start >= end && !source.is_empty());
            end = source.end;
        }
        prop_assert!(end as usize <= text.len());
    }

    #[test]
    fn the_same_without_the_way_back(text in prop_oneof![news(), any::<String>()]) {
        let mut plain = String::from("left over");
        fold_into(&text, &mut plain);
        prop_assert_eq!(plain, fold(&text).text);
    }

    #[test]
    fn rewrapping_does_not_matter(
        words in prop::collection::vec("[中美關係對話，。「」]{1,6}", 1..12),
        breaks in prop::collection::vec("[\n \u{3000}\r]{0,3}", 12),
    ) {
        let wrapped: String = words.iter().zip(&breaks).flat_map(|(w, b)| [w.as_str(), b.as_str()]).collect();
        prop_assert_eq!(fold(&wrapped).text, fold(&words.concat()).text);
    }

    #[test]
    fn width_does_not_matter(text in "[!-~中美 ]{0,30}") {
        let wide: String = text
            .chars()
            .map(|c| match c {
                '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
                ' ' => '\u{3000}',
                c => c,
            })
            .collect();
        prop_assert_eq!(fold(&wide).text, fold(&text).text);
    }

    #[test]
    fn script_does_not_matter_to_any_text(pairs in prop::collection::vec(
        prop::sample::select(vec![
            ("國", "国"), ("會", "会"), ("關", "关"), ("係", "系"), ("雙", "双"), ("對", "对"), ("話", "话"), ("臺", "台"),
            ("灣", "湾"), ("鬥", "斗"), ("後", "后"), ("裡", "里"), ("著", "着"), ("衞", "卫"), ("衛", "卫"), ("，", "，"),
            ("中", "中"), ("美", "美"), ("餘", "馀"), ("鉅", "巨"), ("乾", "干"), ("幹", "干"), ("發", "发"), ("髮", "发"),
        ]), 0..20)) {
        let traditional: String = pairs.iter().map(|p| p.0).collect();
        let simplified: String = pairs.iter().map(|p| p.1).collect();
        prop_assert_eq!(fold(&traditional).text, fold(&simplified).text);
    }
}
