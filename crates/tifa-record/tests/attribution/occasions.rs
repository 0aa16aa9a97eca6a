//! Dates, occasions, references, and the day of a saying.

use crate::blocks;
use jiff::civil::date;
use tifa_record::{Context, Findings, Place, record};

/// A text of 2031-04-09, a Wednesday.
fn found(text: &str) -> (Vec<tifa_source::Block>, Findings) {
    let blocks = blocks(text);
    let context = Context { date: Some(date(2031, 4, 9)), ..Context::default() };
    let findings = record(&blocks, &context);
    (blocks, findings)
}

/// `expect`: each occasion as `kind|naming|first day`, with `-` for a day that is not told.
#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let (blocks, findings) = found(text);
    let of = |p: Place| p.range.of(&blocks[p.block as usize].text).to_owned();
    let shown: Vec<String> = findings
        .occasions
        .iter()
        .map(|o| {
            let day = o.days.map_or("-".to_owned(), |d| d.from.to_string());
            format!("{}|{}|{day}", o.kind.name(), of(o.place))
        })
        .collect();
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn named_by_their_nouns() {
    check("外長林遠山周三在例行記者會表示，渡輪會復航。", &["press_conference|例行記者會|2031-04-09"]);
    check(
        "外长林远山3日出席欢迎仪式，晚上出席欢迎宴会。",
        &["ceremony|欢迎仪式|2031-04-03", "ceremony|欢迎宴会|2031-04-03"],
    );
    check("林遠山接受《河谷日報》訪問時表示，航道可以談。", &["interview|接受《河谷日報》訪問|-"]);
    check("林遠山周一對記者說，航道可以談。", &["interview|對記者說|2031-04-07"]);
    check("外交部周二發表聲明，反對封航。", &["statement|發表聲明|2031-04-08"]);
}

#[test]
fn a_head_before_a_word_of_time() {
    check("林遠山周二與五島聯盟領袖會談後表示，渡輪會復航。", &["meeting|與五島聯盟領袖會談|2031-04-08"]);
    check("林遠山周二會見東海國前外長。", &["meeting|會見東海國前外長|2031-04-08"]);
    check("林遠山在會晤中國代表時表示，航道可以談。", &["meeting|會晤中國代表|2031-04-09"]);
}

#[test]
fn words_that_are_written_or_told_to_the_press() {
    check("林遠山周三登船前告訴記者，航道可以談。", &["interview|告訴記者|2031-04-09"]);
    check("林遠山在《河谷日報》的專訪中說，航道可以談。", &["interview|在《河谷日報》的專訪|-"]);
    check("兩名議員致函外交部，要求復航。", &["statement|致函|-"]);
    check("外交部在周二的聲明說，航道不會封閉。", &["statement|周二的聲明|2031-04-08"]);
    check("東海國國務院在一份聲明中說，渡輪會復航。", &["statement|一份聲明|-"]);
    check("河谷日報發表題為《航道不會封閉》的社評。", &["article|社評|-"]);
    check("【撰文：方卓】航道很窄。", &[]);
    check("外交部發言人發表談話，譴責封航。", &["statement|發表談話|-"]);
    check("方卓在《河谷日報》撰文，反對封航。", &["article|撰文|-"]);
}

#[test]
fn general_words_need_a_verb_or_a_speaker() {
    check("林遠山周二出席論壇時表示，渡輪會復航。", &["forum|論壇|2031-04-08"]);
    check("林遠山周二在兩會記者會上說，渡輪會復航。", &["press_conference|兩會記者會|2031-04-08"]);
    check("林遠山周二在河谷安全論壇（Valley Forum）上說，航道可以談。", &["forum|安全論壇|2031-04-08"]);
    check("安理會周二召開緊急會議。", &["meeting|緊急會議|2031-04-08"]);
    check("東海國與河谷國周二舉行第六輪兩國政府磋商。", &["meeting|第六輪兩國政府磋商|2031-04-08"]);
    check("對話是解決分歧的辦法，會議很多。", &[]);
    check("條文提到船隊訪問。", &[]);
    check("外交部表示，各方失去信心，要激發文化活力，發信號彈。", &[]);
    check("林遠山用普通話說，我們會面對困難，也有機會見到成果。", &[]);
}

#[test]
fn what_has_not_taken_place_is_none() {
    check("林遠山將於下周舉行記者會。", &[]);
    check("雙方沒有舉行會談。", &[]);
    check("外長呼籲各方盡快舉行峰會。", &[]);
    check("她讀了《河谷聯合聲明》。", &[]);
}

#[test]
fn one_entry_for_each() {
    check(
        "林遠山3日同總統會談。會談後，林遠山表示滿意。會談歷時一小時。",
        &["meeting|同總統會談|2031-04-03"],
    );
}

#[test]
fn what_a_body_announces() {
    check("外交部周二（8日）宣布，渡輪會復航。", &["statement|外交部周二（8日）宣布|2031-04-08"]);
    check("外交部公布的名單很長。", &[]);
    check("林遠山說，外交部周二宣布復航。", &[]);
    check("五島聯盟的聲明說，航道不會封閉。", &["statement|五島聯盟的聲明|-"]);
}

#[test]
fn those_of_one_kind_are_told_apart() {
    check(
        "林遠山周二出席大阪峰會。他周二與總統會面，談及航道。",
        &["meeting|大阪峰會|2031-04-08", "meeting|與總統會面|2031-04-08"],
    );
    // Whoever speaks of a meeting does not date it.
    check("林遠山表示，與總統會面很有用。", &["meeting|與總統會面|-"]);
    check("林遠山晤方卓\n外長林遠山周一與外長方卓會面。", &["meeting|晤方卓|2031-04-07"]);
    check("示威者和參加者公開講話的權利，代表團參加談判。", &[]);
    check("他的Foreign Policy的說法很多。", &[]);
}

#[test]
fn the_day_is_taken_from_what_stands_around() {
    check(
        "外長林遠山3日同總統方卓舉行會談。\n會談後，兩人共同簽署航道協議。",
        &["meeting|同總統方卓舉行會談|2031-04-03", "ceremony|共同簽署|2031-04-03"],
    );
    // The day is that of the saying.
    check(
        "外長林遠山周一在記者會表示，對方違背河內會晤共識。",
        &["press_conference|記者會|2031-04-07", "meeting|河內會晤|-"],
    );
    check("上一輪會談沒有結果，林遠山說。", &["meeting|上一輪會談|-"]);
}

#[test]
fn programmes() {
    check("林遠山出席電台節目時表示，渡輪會復航。", &["interview|出席電台節目|-"]);
    check("林遠山在「與街坊對談」節目中說，渡輪會復航。", &["forum|「與街坊對談」節目|-"]);
    check("電台節目很多，學生觀看文藝節目時鼓掌。", &[]);
}

#[test]
fn initials_of_those_who_meet() {
    check("總統拜登與主席習近平周二出席大阪峰會。習拜會沒有成果。", &["meeting|大阪峰會|2031-04-08"]);
}

/// The days of the saying of each statement, and the naming of its occasion.
#[track_caller]
fn said(text: &str, expect: &[&str]) {
    let (blocks, findings) = found(text);
    let shown: Vec<String> = findings
        .statements
        .iter()
        .map(|s| {
            let day = s.said.map_or("-".to_owned(), |d| d.days.from.to_string());
            let at = s.held.map(|i| findings.occasions[i as usize].place);
            let at = at.map_or("-", |p| p.range.of(&blocks[p.block as usize].text));
            format!("{}|{day}|{at}", s.speaker)
        })
        .collect();
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn the_day_of_a_saying() {
    said("外長林遠山周一表示，渡輪會復航。", &["林遠山|2031-04-07|-"]);
    said(
        "外長林遠山周一在記者會表示，渡輪會復航。\n林遠山說，班次會增加。",
        &["林遠山|2031-04-07|記者會", "林遠山|2031-04-07|記者會"],
    );
    said("外長林遠山表示，渡輪下周一復航。", &["林遠山|-|-"]);
    said("東海國外長林遠舟在國會發表演說時表示，航道不會封閉。", &["林遠舟|-|發表演說"]);
}

/// `expect`: each reference as `kind|words|speaker`.
#[track_caller]
fn refers(text: &str, expect: &[&str]) {
    let (blocks, findings) = found(text);
    let shown: Vec<String> = findings
        .references
        .iter()
        .map(|r| {
            let words = r.place.range.of(&blocks[r.place.block as usize].text);
            format!("{}|{words}|{}", r.kind.name(), r.speaker.as_deref().unwrap_or("-"))
        })
        .collect();
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn references_to_earlier_words() {
    refers("外長林遠山重申，航道不會封閉。", &["restated|重申|林遠山"]);
    refers("上月9日，外長林遠山在論壇上表示，航道不會封閉。", &["dated|上月9日|林遠山"]);
    refers("外長林遠山在記者會表示，這是他一月內第三次就航道表態。", &["counted|第三次|林遠山"]);
    refers("外長林遠山周二表示，航道不會封閉。", &[]);
}

/// `expect`: the first day of each calendar expression of an undated text, with `-` for one that stays open.
#[track_caller]
fn undated(text: &str, expect: &[&str]) {
    let findings = record(&blocks(text), &Context::default());
    let shown: Vec<String> =
        findings.dates.iter().map(|d| d.days.map_or("-".to_owned(), |days| days.from.to_string())).collect();
    assert_eq!(shown, expect, "{text}");
}

#[test]
fn the_year_of_an_undated_text() {
    undated("渡輪今年復航。\n2031年雙方將舉行會談。", &["2031-01-01", "2031-01-01"]);
    // A year behind us, or one of two, is not the text's own.
    undated("渡輪今年復航。\n2029年停航。", &["-", "2029-01-01"]);
    undated("渡輪今年復航。\n2029年停航，2031年將復航。", &["-", "2029-01-01", "2031-01-01"]);
    undated("渡輪周四復航。2031年將增加班次。", &["-", "2031-01-01"]);
}
