//! Numbers as they are printed.

use super::*;
use proptest::prelude::*;

/// The numbers of `text` as `print = value`, with the bound and the upper value.
fn read(text: &str) -> Vec<String> {
    let show = |n: &Number| {
        let value = |v: Option<Decimal>| v.map_or_else(|| "?".to_owned(), |v| v.to_string());
        let tail = match n.exactness {
            Exactness::Exact => String::new(),
            Exactness::Over => "+".to_owned(),
            Exactness::Around => "~".to_owned(),
            Exactness::Range => format!("..{}", value(n.upper)),
        };
        let share = if n.form.is_share() { "%" } else { "" };
        let flaw = if n.misgrouped { "!" } else { "" };
        format!("{}={}{tail}{share}{flaw}", n.range.of(text), value(n.value))
    };
    numbers(text).iter().map(show).collect()
}

fn check(text: &str, expect: &[&str]) {
    assert_eq!(read(text), expect, "{text}");
}

#[test]
fn numerals_and_digits() {
    check("運來一百零五箱和兩千四百五十冊", &["一百零五=105", "兩千四百五十=2450"]);
    check("共1,234,567票，另１２３票", &["1,234,567=1234567", "１２３=123"]);
    check("约1.2万亿元", &["1.2万亿=1200000000000"]);
    check("發電5.09万亿千瓦时", &["5.09万亿=5090000000000"]);
    check("裝機300千瓦，長12千米", &["300=300", "12=12"]);
    check("面积4萬5千平方米，耗資3億2000萬", &["4萬5千=45000", "3億2000萬=320000000"]);
    check("第廿四回，卅人到場", &["廿四=24", "卅=30"]);
    check("俩孩子、仨老师", &["俩=2", "仨=3"]);
    check("二〇二〇年和二○年", &["二〇二〇=2020", "二○=20"]);
    check("捐款壹佰貳拾叁萬元", &["壹佰貳拾叁萬=1230000"]);
    check("负三度，零下五度", &["负三=-3", "五=5"]);
    check("增速-5%，降至−3.5％", &["-5%=-5%", "−3.5％=-3.5%"]);
    check("千年古城，百萬人口，數百萬", &["千=1000", "百萬=1000000", "數百萬=1000000+"]);
    check("近萬人，上亿次，萬餘人，萬人", &["萬=10000", "亿=100000000", "萬餘=10000+"]);
    check("數以百萬計，數以萬計", &["百萬=1000000", "萬=10000"]);
    check("三萬五萬都行", &["三萬=30000", "五萬=50000"]);
    check("100万3名", &["100万=1000000", "3=3"]);
    check("五百一直不变", &["五百=500"]);
}

#[test]
fn vague_numbers() {
    check(
        "120多億隻，十餘人，數十項，幾百頁",
        &["120多億=12000000000+", "十餘=10+", "數十=10+", "幾百=100+"],
    );
    check("二十几万，十几个，三亿多", &["二十几万=200000+", "十几=10+", "三亿多=300000000+"]);
    check(
        "十来个，三四十名，两三个，四五百里",
        &["十来=10~", "三四十=30..40", "两三=2..3", "四五百=400..500"],
    );
    check("一兩天，三兩，一两百", &["一兩=1..2", "三=3", "兩=2", "一两百=100..200"]);
    check("十七八歲，二三十萬", &["十七八=17..18", "二三十萬=200000..300000"]);
}

#[test]
fn halves() {
    check("談了一個半小時，用了三年半", &["一個半=1.5", "三年半=3.5"]);
    check("半年内，一半以上，两个半岛", &["半=0.5", "一半=0.5", "两=2"]);
}

#[test]
fn shares_and_fractions() {
    check(
        "三分之一，百分之三十，30%，３０％",
        &["三分之一=0.333333333333333333", "百分之三十=30%", "30%=30%", "３０％=30%"],
    );
    check(
        "三成，三成半，七成六，七折，七五折",
        &["三成=30%", "三成半=35%", "七成六=76%", "七折=70%", "七五折=75%"],
    );
    check("升1.5個百分點", &["1.5=1.5"]);
    check("三成為女性，三成員工，第一成立", &["三=3", "三成=30%", "一=1"]);
    check("三分二多數，三分一致，4分12秒", &["三分二=0.666666666666666666", "三=3", "4=4", "12=12"]);
    check("十分之一，十分重要", &["十分之一=0.1"]);
    check("占1/4，一又三分之一", &["1/4=0.25", "一又三分之一=1.333333333333333333"]);
    check("百分之百支持", &["百分之百=100%"]);
    check("一點五倍，三點建議，下午三點五十分", &["一點五=1.5", "三=3", "三=3", "五十=50"]);
}

#[test]
fn ranges() {
    check("三至五年，3-5人，3～5萬", &["三至五=3..5", "3-5=3..5", "3～5萬=30000..50000"]);
    check(
        "26到36支，500至1000万，100到1万",
        &["26到36=26..36", "500至1000万=5000000..10000000", "100到1万=100..10000"],
    );
    check("5%至10%，5-10%，百分之五至十", &["5%至10%=5..10%", "5-10%=5..10%", "百分之五至十=5..10%"]);
    check("三、四艘，兩、三百人", &["三、四=3..4", "兩、三百=200..300"]);
    check("一、二、三項，第三、四批，三、四", &["一=1", "二=2", "三=3", "三=3", "四=4", "三=3", "四=4"]);
    check("至少三人，一到场", &["三=3", "一=1"]);
    check("9至4人", &["9至4=9..4"]);
}

#[test]
fn dozens_and_groups() {
    check("買了兩打鉛筆，一打開門", &["兩打=24", "一=1"]);
    check("1,23,45箱；1,2,3", &["1,23,45=12345!", "1=1", "2=2", "3=3"]);
    check("12 600個單位，1 234 567人，3 15", &["12 600=12600", "1 234 567=1234567", "3=3", "15=15"]);
}

#[test]
fn codes_and_words_are_none() {
    for text in [
        "2020-07-09",
        "12:30",
        "2+2",
        "F-16",
        "G20",
        "COVID-19",
        "10.0.0.1",
        "一直統一四川",
        "人數",
        "幾個",
        "萬",
        "大陸",
        "收拾",
    ] {
        check(text, &[]);
    }
}

#[test]
fn numbers_beyond_the_type_have_no_value() {
    check(&format!("{}元", "9".repeat(60)), &[&format!("{}=?", "9".repeat(60))]);
    let long = format!("一{}", "亿".repeat(8));
    check(&long, &[&format!("{long}=?")]);
    assert_eq!(read(&"兆".repeat(400)), Vec::<String>::new());
}

/// `n` in the numerals of either script.
fn chinese(n: u64, traditional: bool) -> String {
    let digits: Vec<char> = "零一二三四五六七八九".chars().collect();
    let groups = if traditional { ["", "萬", "億", "兆"] } else { ["", "万", "亿", "兆"] };
    if n == 0 {
        return "零".to_owned();
    }
    let mut out = String::new();
    let mut gap = false;
    for group in (0..4u32).rev() {
        let section = n / 10_000u64.pow(group) % 10_000;
        if section == 0 {
            gap = !out.is_empty();
            continue;
        }
        for (power, unit) in [(3u32, "千"), (2, "百"), (1, "十"), (0, "")] {
            let digit = section / 10u64.pow(power) % 10;
            if digit == 0 {
                gap |= !out.is_empty();
                continue;
            }
            if gap {
                out.push('零');
                gap = false;
            }
            out.push(digits[digit as usize]);
            out.push_str(unit);
        }
        gap = false;
        out.push_str(groups[group as usize]);
        gap |= section.is_multiple_of(10) && group > 0;
    }
    out
}

proptest! {
    #[test]
    fn a_number_in_numerals_is_read_back(n in 0u64..10_000_000_000_000_000, traditional: bool) {
        let text = chinese(n, traditional);
        let found = numbers(&text);
        prop_assert_eq!(found.len(), 1, "{}", text);
        prop_assert_eq!(found[0].value, Some(Decimal::new(n.into(), 0)), "{}", text);
        prop_assert_eq!(found[0].range.of(&text), text.as_str());
    }

    #[test]
    fn a_decimal_in_digits_is_read_back(n in 0i128..1_000_000_000_000_000_000, places in 0u8..9) {
        let value = Decimal::new(n, places);
        let text = value.to_string();
        let found = numbers(&text);
        prop_assert_eq!((found.len(), found[0].value), (1, Some(value)), "{}", text);
    }

    #[test]
    fn any_text_is_read_in_order(text in "([一二三兩两十百千万萬億零半幾多點点分之成折打又負至到0-9０１,，.%/ -]|[a-z]|\\PC){0,40}") {
        let mut last = 0;
        for n in numbers(&text) {
            prop_assert!(n.range.start >= last && !n.range.is_empty());
            prop_assert!(!n.range.of(&text).is_empty());
            last = n.range.end;
        }
    }
}
