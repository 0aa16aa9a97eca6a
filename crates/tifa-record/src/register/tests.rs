//! The shipped tables keep their rules, and names mean whom they should.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// `identify` as `name` or `name (office)`.
fn identified(register: &Register, printed: &str, on: &str) -> String {
    match register.identify(printed, Evidence::on(day(on))) {
        Some(Identity { entry, by: By::Name }) => entry.name.clone(),
        Some(Identity { entry, by: By::Office }) => format!("{} (office)", entry.name),
        None => "-".to_owned(),
    }
}

fn check(printed: &str, on: &str, expect: &str) {
    assert_eq!(identified(Register::shipped(), printed, on), expect, "{printed} on {on:?}");
}

#[test]
fn the_tables_have_no_fault() {
    let (_, faults) = Register::extended(&[]);
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn rows_are_sorted_and_whole() {
    for (name, text, columns) in [
        ("people", include_str!("../../tables/people.tsv"), 3),
        ("organisations", include_str!("../../tables/organisations.tsv"), 3),
        ("states", include_str!("../../tables/states.tsv"), 3),
        ("office_forms", include_str!("../../tables/office_forms.tsv"), 4),
        ("offices", include_str!("../../tables/offices.tsv"), 6),
    ] {
        let rows: Vec<Vec<&str>> =
            text.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect()).collect();
        let order = |row: &[&str]| match row {
            [office, of, person, from, ..] if name == "offices" => {
                vec![(*of).to_owned(), (*office).to_owned(), (*from).to_owned(), (*person).to_owned()]
            }
            [first, rest @ ..] => {
                let first = first.trim_start_matches('?').to_owned();
                std::iter::once(first).chain(rest.iter().map(|c| (*c).to_owned())).collect()
            }
            [] => Vec::new(),
        };
        for pair in rows.windows(2) {
            assert!(order(&pair[0]) < order(&pair[1]), "{name}: {:?} before {:?}", pair[1], pair[0]);
        }
        for row in &rows {
            assert_eq!(row.len(), columns, "{name}: {row:?}");
            assert!(row.iter().all(|c| c.trim() == *c), "{name}: white space round a column of {row:?}");
            assert!(row.last().is_some_and(|c| c.len() > 3), "{name}: {row:?} has no reason");
        }
    }
}

#[test]
fn an_office_with_one_holder_has_one_at_a_time() {
    for rows in Register::shipped().tenures.values() {
        for (i, a) in rows.iter().enumerate() {
            for b in rows[i + 1..].iter().filter(|b| b.person != a.person) {
                // Two days of each month: on one alone, the day of handing over, both may hold it.
                let mut days =
                    (0..12 * 60).filter_map(|n| Date::new(1966 + n / 12, (n % 12 + 1) as i8, 15).ok());
                let both = |d: Date| a.period.surely_has(d) && b.period.surely_has(d);
                let overlap = days.find(|d| both(*d) && d.tomorrow().is_ok_and(both));
                assert_eq!(overlap, None, "{} {}: {:?} and {:?}", a.of, a.office, a.person, b.person);
            }
        }
    }
}

#[test]
fn it_is_broad() {
    let register = Register::shipped();
    assert!(register.entries().len() > 600, "{}", register.entries().len());
    assert!(register.tenures.values().map(Vec::len).sum::<usize>() > 400);
    let held: BTreeSet<&str> = register.tenures.keys().map(|(_, of)| of.as_str()).collect();
    assert!(held.len() > 60, "{}", held.len());
}

#[test]
fn rival_transliterations_in_either_script() {
    for printed in ["川普", "特朗普", "唐納·川普", "唐纳德·特朗普", "Donald Trump", "TRUMP"]
    {
        check(printed, "2031-01-01", "特朗普");
    }
    for printed in ["布林肯", "布林根", "安東尼·布林肯", "安东尼·布林肯"] {
        check(printed, "", "布林肯");
    }
    for printed in ["蓬佩奧", "蓬佩奥", "龐培歐", "庞培欧"] {
        check(printed, "", "蓬佩奧");
    }
    check("歐巴馬", "", "奧巴馬");
    check("佐科威", "", "佐科");
    check("梅克爾", "", "默克爾");
    check("岸田首相", "2023-01-01", "岸田文雄");
    check("环时", "", "環球時報");
}

#[test]
fn offices_beside_a_name_and_alone() {
    check("美國國務卿布林肯", "", "布林肯");
    check("普京總統", "", "普京");
    check("前国务卿蓬佩奥", "2023-05-01", "蓬佩奧");
    check("美國國務卿", "2023-10-27", "布林肯 (office)");
    check("国务卿", "2019-03-01", "蓬佩奧 (office)");
    check("現任美國國務卿", "2019-03-01", "蓬佩奧 (office)");
    check("中國外交部長", "2020-07-09", "王毅 (office)");
    check("中國外長", "2023-05-09", "秦剛 (office)");
    check("國務委員兼外長", "2021-05-09", "王毅 (office)");
    check("俄外长", "2021-05-09", "拉夫羅夫 (office)");
    check("日本外相", "2021-05-09", "茂木敏充 (office)");
    check("聯合國秘書長", "2010-05-09", "潘基文 (office)");
    check("特首", "2018-05-09", "林鄭月娥 (office)");
    check("澳門特首", "2018-05-09", "崔世安 (office)");
}

#[test]
fn what_nobody_can_tell_stays_open() {
    // No state, no day, an earlier or a lower holder, a day of handing over, a day beyond the tables.
    check("外交部長", "2020-07-09", "-");
    check("美國國務卿", "", "-");
    check("前美國國務卿", "2020-07-09", "-");
    check("時任美國國務卿", "2020-07-09", "-");
    check("俄副外長", "2020-07-09", "-");
    check("中國外長", "2023-07-25", "-");
    check("美國總統", "2099-01-01", "-");
    check("中國外交部", "2020-07-09", "中國外交部");
    check("蘭谷", "2020-07-09", "-");
    check("", "2020-07-09", "-");
    check("···", "2020-07-09", "-");
    check("習近平+普京", "2020-07-09", "-");
}

#[test]
fn a_shared_name_is_told_by_the_office_beside_it() {
    let check = |printed: &str, on: &str, document: &str, expect: &str| {
        let folded = fold(document).text;
        let has = |phrase: &str| folded.contains(phrase);
        let evidence = Evidence { day: day(on), document: Some(&has) };
        let found = Register::shipped().identify(printed, evidence).map_or("-", |i| i.entry.name.as_str());
        assert_eq!(found, expect, "{printed} on {on:?} in {document}");
    };
    check("布殊", "2003-05-01", "美國總統布殊昨日到訪", "小布什");
    check("布希", "1990-05-01", "布希總統說", "老布什");
    check("布什", "2003-05-01", "園丁布什說", "-");
    check("布什", "2010-05-01", "前總統布什說", "-");
    check("布什", "", "美國總統布什", "-");
    check("羅斯", "2018-05-01", "美国商务部长罗斯表示", "威爾伯·羅斯");
    check("羅斯", "2018-05-01", "某組織的總監羅斯說", "-");
    check("沙利文", "2023-05-01", "美国国家安全顾问沙利文", "傑克·沙利文");
    check("約翰·蘇利文", "2023-05-01", "", "約翰·沙利文");
    check("鮑爾", "2022-05-01", "聯儲局主席鮑爾", "傑羅姆·鮑威爾");
    check("布什總統", "2003-05-01", "", "小布什");
    check("商務部長布什", "2003-05-01", "", "-");
}

#[test]
fn keys_join_names_and_keep_others_apart() {
    let same = |a: &str, b: &str, expect: bool| {
        let register = Register::shipped();
        let on = Evidence::on(day("2020-07-09"));
        assert_eq!(register.key(a, on) == register.key(b, on), expect, "{a} {b}");
    };
    same("川普", "特朗普", true);
    same("奧瑟里", "奥瑟里", true);
    same("俄外交部", "俄羅斯外交部", true);
    same("習近平+川普", "特朗普+习近平", true);
    same("梅拉尼婭·特朗普", "特朗普", false);
    same("中國外長", "王毅", false);
    same("蘭谷", "兰溪", false);
    same("···", "…", false);
}

#[test]
fn a_name_asked_for() {
    let matches = |wanted: &str, printed: &str, on: &str, expect: bool| {
        let query = Register::shipped().query(wanted);
        assert_eq!(
            query.matches(printed, Evidence::on(day(on))),
            expect,
            "{wanted} asked, {printed} on {on:?}"
        );
        assert!(!expect || query.may_match(printed), "{wanted} may match {printed}");
        if query.is_settled(printed) {
            assert_eq!(query.may_match(printed), expect, "{wanted} asked, {printed} on any day");
        }
    };
    matches("川普", "特朗普", "", true);
    matches("川普", "唐纳德·特朗普", "", true);
    matches("布林根", "布林肯", "", true);
    matches("trump", "特朗普", "", true);
    matches("王毅", "國務委員王毅", "", true);
    matches("王毅", "中國外交部長", "2020-07-09", true);
    matches("王毅", "中國外交部長", "2023-05-09", false);
    matches("王毅", "习近平+王毅", "", true);
    matches("王毅", "布林肯", "", false);
    matches("特朗普", "蓬佩奧", "", false);
    matches("外交部", "中國外交部", "", true);
    matches("外長", "俄外長", "2020-07-09", true);
    matches("蘭", "兰谷", "", true);
    // A whole name asks for the person, not for others whose names contain it.
    matches("羅斯", "俄羅斯軍方", "", false);
    matches("羅斯", "渡口總監羅斯", "", true);
    matches("李強", "李克強", "", false);
    matches("希拉里·克林頓", "克林頓", "", false);
    matches("克林頓", "希拉里·克林頓", "", false);
    matches("川普", "美國特朗普政府", "", true);
    matches("特朗普", "美國特朗普政府", "", true);
    matches("安倍", "安倍晉三", "", true);
    matches("布殊", "布什總統", "2003-05-01", true);
    matches("小布殊", "布什總統", "2003-05-01", true);
    matches("小布殊", "布什總統", "1990-05-01", false);
    matches("小布殊", "布什", "2003-05-01", false);
    // A name with its office reads like the office of a body of that name.
    matches("習近平", "习近平主席", "", true);
    matches("毛寧", "习近平主席", "", false);
}

fn extended(people: &str, offices: &str) -> (Register, Vec<String>) {
    let table = |table: Table, text| UserTable { table, file: table.file(), text };
    let (register, faults) =
        Register::extended(&[table(Table::People, people), table(Table::Offices, offices)]);
    (register, faults.iter().map(ToString::to_string).collect())
}

#[test]
fn a_lexicon_extends_and_overrides() {
    let people = "# mine\n奧瑟里\t奧塞里 | Oselli\tfilms\n特朗普\t川普 | 床破\tour usage\n陳太\t布林根\tour neighbour\n";
    let offices = "渡口署署長\t河谷\t奧瑟里\t2031-02\t\tgazette\n國務卿\t美國\t奧瑟里\t2020-01-01\t2020-12-31\ta game\n\
                   總統\t法國\t-\t2020-01-01\t2020-01-31\tnobody in this archive\n";
    let (register, faults) = extended(people, offices);
    assert_eq!(faults, Vec::<String>::new());
    let check =
        |printed: &str, on: &str, expect: &str| assert_eq!(identified(&register, printed, on), expect);
    check("奥塞里", "", "奧瑟里");
    check("床破", "", "特朗普");
    check("杜林普", "", "-");
    check("布林根", "", "陳太");
    check("布林肯", "", "布林肯");
    check("河谷渡口署署長", "2031-05-01", "奧瑟里 (office)");
    check("河谷渡口署署長", "2031-02-01", "-");
    check("美國國務卿", "2020-07-09", "奧瑟里 (office)");
    check("美國國務卿", "2019-07-09", "蓬佩奧 (office)");
    check("法國總統", "2020-01-09", "-");
    check("法國總統", "2020-02-09", "馬克龍 (office)");
}

#[test]
fn a_bad_row_is_told_and_the_rest_goes_on() {
    let people = "\u{feff}# mine\n奧瑟里\t奧塞里\n\n佩利格\t佩立格\tpress\r\n佩利格\t貝利格\tpress\n林渡\t佩立格\tpress\n白嶺\t白岭\tpress\n…\t\tx\n";
    let offices = "署長\t河谷\t無人知\t2031\t2032\tgazette\n署長\t河谷\t佩利格\t2033\t2032\tgazette\n署長\t河谷\t佩利格\t2031\t\t\n";
    let (register, faults) = extended(people, offices);
    let expect = [
        "people.tsv:2: a row has 3 columns",
        "people.tsv:5: 佩利格 has a row already",
        "people.tsv:6: 佩立格 is somebody else's name",
        "people.tsv:7: 白岭 stands twice",
        "people.tsv:8: \"…\" is no name",
        "offices.tsv:1: 無人知 is no name in people.tsv",
        "offices.tsv:2: the last day 2032-01-01 is before the first",
        "offices.tsv:3: the last column",
    ];
    assert_eq!(faults.len(), expect.len(), "{faults:#?}");
    for (fault, expect) in faults.iter().zip(expect) {
        assert!(fault.starts_with(expect), "{fault} / {expect}");
    }
    assert_eq!(identified(&register, "佩立格", ""), "佩利格");
}

#[test]
fn headers_are_comments() {
    for table in Table::ALL {
        assert!(table.header().lines().all(|l| l.starts_with('#')));
        assert!(table.header().ends_with('\n'));
    }
}

proptest! {
    #[test]
    fn any_name_on_any_day_gives_an_answer(
        printed in "[布林肯川普前現任美國務卿總統外長王毅俄羅斯+·a-c]{0,9}|\\PC{0,12}",
        wanted in "[布林肯川普王毅]{1,3}|\\PC{0,4}",
        year in 1900i16..2100,
    ) {
        let register = Register::shipped();
        let evidence = Evidence::on(Date::new(year, 3, 9).ok());
        let query = register.query(&wanted);
        let matches = query.matches(&printed, evidence);
        prop_assert!(!matches || query.may_match(&printed), "{} {}", wanted, printed);
        if query.is_settled(&printed) {
            prop_assert_eq!(matches, query.matches(&printed, Evidence::default()));
        }
        prop_assert_eq!(register.key(&printed, evidence), register.key(&printed, evidence));
    }

    #[test]
    fn any_table_is_read(people in "(\\PC{0,6}[\t|?\n]){0,12}", offices in "([0-9+-]{0,5}\\PC{0,3}[\t\n]){0,14}") {
        let (register, _) = extended(&people, &offices);
        prop_assert!(register.identify("川普", Evidence::default()).is_some());
    }
}
