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
    check("為期5日，第2日，5日後", &[]);
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

/// `expect`: each expression of a text of 2031-04-09, a Wednesday, as `text=from..to`, one day once, or `text=why`.
#[track_caller]
fn lays(text: &str, expect: &[&str]) {
    let mut reader = Reader::new(Some(jiff::civil::date(2031, 4, 9)));
    let found: Vec<String> = text.split('\n').flat_map(|p| reads(&mut reader, p)).collect();
    assert_eq!(found, expect, "{text}");
}

fn reads(reader: &mut Reader, text: &str) -> Vec<String> {
    let shown = |d: &Dated| match d.days {
        Ok(days) if days.from == days.to => days.from.to_string(),
        Ok(days) => format!("{}..{}", days.from, days.to),
        Err(why) => why.name().to_owned(),
    };
    let days = reader.paragraph(text);
    days.iter().map(|d| format!("{}={}", d.expression.range.of(text), shown(d))).collect()
}

#[test]
fn days_by_the_day_of_the_text() {
    lays(
        "今日，昨天，前日，明早，大前天",
        &["今日=2031-04-09", "昨天=2031-04-08", "前日=2031-04-07", "明早=2031-04-10", "大前天=2031-04-06"],
    );
    lays("今（9）日抵達", &["今（9）日=2031-04-09"]);
    lays("昨(8日)晚在首都說", &["昨(8日)晚=2031-04-08"]);
    lays("外長昨表示，今舉行記者會", &["昨=2031-04-08", "今=2031-04-09"]);
    lays("如今，今次，今後，至今，說明，文明", &[]);
    lays("目前天氣轉涼", &[]);
    lays("即日起實施", &["即日=2031-04-09"]);
}

#[test]
fn nowadays_is_no_day() {
    lays("走到今天，今天的中國，過去、今天和將來", &[]);
    lays("美好的明天", &[]);
    lays("《今日河谷》和今日頭條", &[]);
}

#[test]
fn days_of_the_week() {
    lays("外長周四表示", &["周四=2031-04-03"]);
    lays("外長周三表示", &["周三=2031-04-09"]);
    lays("外長將於周四訪問", &["周四=2031-04-10"]);
    lays("外長周一將抵達", &["周一=2031-04-14"]);
    lays("外長周四表示將訪問", &["周四=2031-04-03"]);
    lays(
        "上周五，本週二，下星期日，上星期",
        &["上周五=2031-04-04", "本週二=2031-04-08", "下星期日=2031-04-20", "上星期=2031-03-31..2031-04-06"],
    );
    lays("每周一，兩周一次，周年，一周五天，周刊", &[]);
    lays("上周末", &["上周末=2031-04-05..2031-04-06"]);
    lays("當地時間星期四（4月3日）至星期五", &["星期四（4月3日）至星期五=2031-04-03..2031-04-04"]);
    lays("周二（8日）", &["周二（8日）=2031-04-08"]);
    lays("4月8日（周二）", &["4月8日（周二）=2031-04-08"]);
    lays("4月8日星期二", &["4月8日星期二=2031-04-08"]);
    lays("首相三周四晚", &["周四=2031-04-03"]);
}

#[test]
fn days_of_the_month() {
    lays("24日", &["24日=2031-03-24"]);
    lays("12日起", &["12日=2031-04-12"]);
    lays("上月9日和12日", &["上月9日=2031-03-09", "12日=2031-03-12"]);
    lays("3月5日至7日", &["3月5日至7日=2031-03-05..2031-03-07"]);
    lays("3月5-7日", &["3月5-7日=2031-03-05..2031-03-07"]);
    lays("26至28日", &["26至28日=2031-03-26..2031-03-28"]);
    lays("7月21與28日", &["7月21=2031-07-21", "28日=2031-07-28"]);
    lays("2029年12月30日至1月2日", &["2029年12月30日至1月2日=2029-12-30..2030-01-02"]);
    lays("外長24日，紐約24日，中共24日", &["24日=2031-03-24", "24日=2031-03-24", "24日=2031-03-24"]);
    lays("本（4）月3日", &["本（4）月3日=2031-04-03"]);
    lays("2月30日", &["2月30日=impossible"]);
    lays(
        "2029年2月29日，4月31日，2031年13月",
        &["2029年2月29日=impossible", "4月31日=impossible", "2031年=2031-01-01..2031-12-31"],
    );
    lays("30日停航", &["30日=2031-03-30"]);
    lays("為期5日，10日內，24日元，第2日", &[]);
    lays("21號周六，21號文件", &["21號周六=2031-03-21"]);
}

#[test]
fn months_and_their_parts() {
    lays(
        "4月，12月，去年12月",
        &["4月=2031-04-01..2031-04-30", "12月=2030-12-01..2030-12-31", "去年12月=2030-12-01..2030-12-31"],
    );
    lays("將在12月舉行", &["12月=2031-12-01..2031-12-31"]);
    lays(
        "3月底，本月初，上月中旬",
        &["3月底=2031-03-21..2031-03-31", "本月初=2031-04-01..2031-04-10", "上月中旬=2031-03-11..2031-03-20"],
    );
    lays("2月底", &["2月底=2031-02-21..2031-02-28"]);
    lays("1至3月，今年1—3月", &["1至3月=2031-01-01..2031-03-31", "今年1—3月=2031-01-01..2031-03-31"]);
    lays("近3月，一月內，六月天", &[]);
    lays("下個月", &["下個月=2031-05-01..2031-05-31"]);
    lays("3個月", &[]);
}

#[test]
fn years_and_their_parts() {
    lays("今年上半年", &["今年上半年=2031-01-01..2031-06-30"]);
    lays(
        "去年底，明年初，明年春天",
        &[
            "去年底=2030-10-01..2030-12-31",
            "明年初=2032-01-01..2032-03-31",
            "明年春天=2032-03-01..2032-05-31",
        ],
    );
    lays("去年初選", &["去年=2030-01-01..2030-12-31"]);
    lays("2029年冬", &["2029年冬=2029-12-01..2030-02-28"]);
    lays("二〇二九年", &["二〇二九年=2029-01-01..2029-12-31"]);
    lays(
        "1979-1989年，1979年至1989年",
        &["1979-1989年=1979-01-01..1989-12-31", "1979年至1989年=1979-01-01..1989-12-31"],
    );
    lays(
        "上世纪90年代，八十年代，20世紀",
        &[
            "上世纪90年代=1990-01-01..1999-12-31",
            "八十年代=1980-01-01..1989-12-31",
            "20世紀=1901-01-01..2000-12-31",
        ],
    );
    lays("年內，五年內", &["年內=2031-01-01..2031-12-31"]);
    lays("2030/31年度", &["2030/31年度=fiscal"]);
    lays("40多年，100年來，3年", &[]);
    lays("03年，97年，97年7月", &["03年=2003-01-01..2003-12-31", "97年7月=1997-07-01..1997-07-31"]);
    lays("農曆八月十五日，年初二", &["農曆八月十五日=other_calendar", "年初二=other_calendar"]);
    lays("《2063年議程》", &[]);
}

#[test]
fn feasts() {
    lays("元旦在港口慶祝", &["元旦=2031-01-01"]);
    // A feast behind a year told before is of that year, as any day and month is.
    lays("2029年元旦停航，平安夜復航", &["2029年元旦=2029-01-01", "平安夜=2029-12-24"]);
    lays("去年平安夜出海，每年聖誕節", &["去年平安夜=2030-12-24"]);
}

#[test]
fn what_was_told_before() {
    lays("2029年11月3日會談，12月1日再談", &["2029年11月3日=2029-11-03", "12月1日=2029-12-01"]);
    lays("外長3日抵達，翌日離開，同日致電", &["3日=2031-04-03", "翌日=2031-04-04", "同日=2031-04-04"]);
    lays("外長3日抵達。\n當晚出席宴會。", &["3日=2031-04-03", "當晚=2031-04-03"]);
    lays("他說昨天聽到歌聲。\n當天中午出席宴會。", &["昨天=2031-04-08", "當天=2031-04-09"]);
    lays("2029年上任，同年訪問", &["2029年=2029-01-01..2029-12-31", "同年=2029-01-01..2029-12-31"]);
    lays("外長3日抵達，同天致電，這等同日美同盟", &["3日=2031-04-03", "同天=2031-04-03"]);
    lays("當年很難", &[]);
    // A year that something is measured from is not the one told of.
    lays(
        "2019年以來最大的升幅，指數在3月份再升",
        &["2019年=2019-01-01..2019-12-31", "3月份=2031-03-01..2031-03-31"],
    );
    lays(
        "2030年加徵關稅，若5月1日前不停止，會再加徵",
        &["2030年=2030-01-01..2030-12-31", "5月1日=2031-05-01"],
    );
}

#[test]
fn without_a_day_of_its_own() {
    let mut reader = Reader::new(None);
    assert_eq!(
        reads(&mut reader, "周四，24日，2029年3月5日，9日，翌日"),
        ["周四=undated", "24日=undated", "2029年3月5日=2029-03-05", "9日=2029-03-09", "翌日=2029-03-10",]
    );
    assert_eq!(
        reads(&mut Reader::of_year(2031), "今年，去年底，周四"),
        ["今年=2031-01-01..2031-12-31", "去年底=2030-10-01..2030-12-31", "周四=undated"]
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_laid(text in "([0-9０-９〇零一二三四五六日天十廿百元年月日號初底中旬上下今昨前明去本周星期至到、內（）()將 /.-]|\\PC){0,40}", year in -9999i16..=9999, month in 1i8..=12) {
        let anchor = Date::new(year, month, 1).ok();
        let found = Reader::new(anchor).paragraph(&text);
        let mut end = 0;
        for d in &found {
            assert!(d.expression.range.start >= end && text.get(d.expression.range.range()).is_some_and(|t| !t.is_empty()));
            assert!(d.days.map_or(true, |days| days.from <= days.to));
            end = d.expression.range.end;
        }
        assert_eq!(found, Reader::new(anchor).paragraph(&text));
    }
}
