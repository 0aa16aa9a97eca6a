//! Cases of calendar expressions.

use super::*;

/// `expect`: each expression as `text=year-month-day` with `?` for what is not said.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let part = |n: Option<i64>| n.map_or("?".to_owned(), |n| n.to_string());
    let found: Vec<String> = day_expressions(text)
        .iter()
        .map(|d| {
            let (y, m) = (part(d.year.map(i64::from)), part(d.month.map(i64::from)));
            format!("{}={y}-{m}-{}", d.range.of(text), part(d.day.map(i64::from)))
        })
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn written_out() {
    check("於2020年7月9日舉行", &["2020年7月9日=2020-7-9"]);
    check("二〇二〇年七月九日", &["二〇二〇年七月九日=2020-7-9"]);
    check("二零二零年十二月廿四日", &["二零二零年十二月廿四日=2020-12-24"]);
    check("二○二一年三月三十一日", &["二○二一年三月三十一日=2021-3-31"]);
    check("7月9日和24日", &["7月9日=?-7-9", "24日=?-?-24"]);
    check("2012年 10月 17日", &["2012年 10月 17日=2012-10-17"]);
    check("2020\n年7月\n9日", &["2020\n年7月\n9日=2020-7-9"]);
    check("２０２０年７月９日", &["２０２０年７月９日=2020-7-9"]);
    check("上月9日，去年7月", &["上月9日=?-?-9", "去年7月=?-7-?"]);
    check("7月9號", &["7月9號=?-7-9"]);
    check("2021年底", &["2021年=2021-?-?"]);
    check("2021年3月起", &["2021年3月=2021-3-?"]);
}

#[test]
fn separated_by_marks() {
    check("2020-07-09 會議", &["2020-07-09=2020-7-9"]);
    check("2020/7/9", &["2020/7/9=2020-7-9"]);
    check("2020.07.09", &["2020.07.09=2020-7-9"]);
    check("/2020/07/09/title", &["2020/07/09=2020-7-9"]);
    check("2020-07-09T10:00:00Z", &["2020-07-09=2020-7-9"]);
    check("v1.2.3 和 2020-13-40 和 12020-07-09", &[]);
}

#[test]
fn years_of_the_republic() {
    check("民國109年7月9日", &["民國109年7月9日=2020-7-9"]);
    check("民国一百零九年七月", &["民国一百零九年七月=2020-7-?"]);
    check("民國元年", &["民國元年=1912-?-?"]);
}

#[test]
fn numbers_that_only_look_so() {
    check("24日元", &[]);
    check("10日內答覆", &[]);
    check("3日間", &[]);
    check("為期5日，共3日，第2日，5日後", &[]);
    check("123456789012日", &[]);
    check("二十四日宣布，十七日", &["二十四日=?-?-24", "十七日=?-?-17"]);
    check("3個月", &[]);
    check("100年來", &[]);
    check("2月30日", &[]);
    check("32日", &[]);
    check("元朗", &[]);
    check("一日遊", &[]);
}

#[track_caller]
fn completes(text: &str, reference: &str, expect: &str) {
    let days = day_expressions(text);
    let reference: Date = reference.parse().unwrap_or_default();
    let found = days.first().and_then(|d| complete(d, reference)).map(|d| d.to_string());
    assert_eq!(found.unwrap_or_default(), expect, "{text} in {reference}");
}

#[test]
fn completion() {
    completes("24日", "2020-05-25", "2020-05-24");
    completes("24日", "2020-05-24", "2020-05-24");
    completes("28日", "2020-05-02", "2020-04-28");
    completes("30日", "2021-03-02", "2021-01-30");
    completes("31日", "2021-01-02", "2020-12-31");
    completes("28日", "2020-05-26", "2020-05-28");
    completes("1日", "2020-12-30", "2021-01-01");
    completes("7月9日", "2020-08-05", "2020-07-09");
    completes("12月30日", "2021-01-03", "2020-12-30");
    completes("2月29日", "2021-05-01", "2020-02-29");
    completes("2019年5月1日", "2021-05-01", "2019-05-01");
    completes("2019年", "2021-05-01", "");
    completes("上月8日", "2021-01-20", "2020-12-08");
    completes("本月28日", "2021-01-02", "2021-01-28");
    completes("下個月3日", "2020-12-20", "2021-01-03");
    completes("去年7月9日", "2020-12-20", "2019-07-09");
    completes("今年12月1日", "2020-07-09", "2020-12-01");
}

proptest::proptest! {
    #[test]
    fn any_text(text in "([0-9０-９〇零一二十廿百元年月日號民國內 /.-]|\\PC){0,30}", year in -9999i16..=9999, month in 1i8..=12) {
        let mut end = 0;
        for d in day_expressions(&text) {
            assert!(d.range.start >= end && text.get(d.range.range()).is_some());
            end = d.range.end;
            let _ = complete(&d, Date::new(year, month, 1).unwrap_or_default());
        }
    }
}
