//! Names found by where they stand and what their characters say.

use crate::{blocks, check};
use tifa_record::{NamedKind, named};

/// Checks which people a text names, each in its fullest form, in the order of their first mention; no others.
fn people(text: &str, expect: &[&str]) {
    let mut found: Vec<String> = Vec::new();
    for n in named(&blocks(text)).into_iter().filter(|n| n.kind == NamedKind::Person) {
        if !found.contains(&n.name) {
            found.push(n.name);
        }
    }
    assert_eq!(found, expect, "people of: {text}");
}

/// Checks that a text names bodies or outlets, word for word.
fn bodies(text: &str, expect: &[&str]) {
    let found = named(&blocks(text));
    for body in expect {
        assert!(
            found.iter().any(|n| matches!(n.kind, NamedKind::Body | NamedKind::Outlet) && n.text == *body),
            "{body} in: {text}\nfound {:?}",
            found.iter().map(|n| n.text.as_str()).collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_surname_and_common_characters() {
    people("陳時中說，渡輪照常開航。", &["陳時中"]);
    people("總統李在明周五說，渡輪照常開航。", &["李在明"]);
    people("范明政感謝渡輪公司。", &["范明政"]);
}

#[test]
fn words_that_look_like_names() {
    people("高度評價渡輪公司。應做出努力。曾訪港島。有何高見？收入提高。", &[]);
    people("馬路上沒有車，金融界人士表示，連日大雨。", &[]);
}

#[test]
fn names_that_look_like_words() {
    people("局長高明表示，渡輪不會停航。", &["高明"]);
    people("作家方方說，渡輪不會停航。", &["方方"]);
    check("局長高明表示，渡輪不會停航。", &["高明|I|渡輪不會停航"]);
}

#[test]
fn two_speakers_of_one_surname() {
    check(
        "林遠山說，渡輪照常開航。\n林子青說，渡輪不應開航。",
        &["林遠山|I|渡輪照常開航", "林子青|I|渡輪不應開航"],
    );
}

#[test]
fn titles_that_look_like_names() {
    people("高官說，渡輪照常開航。", &[]);
    people("院長說，渡輪照常開航。", &[]);
}

#[test]
fn a_name_in_latin_letters_explains_the_run_before_it() {
    people("曾任顧問的域頓（Christian Hale）則說，渡輪不會停航。", &["域頓"]);
    people("隊長RM表示，渡輪不會停航。", &["RM"]);
}

#[test]
fn japanese_names() {
    people("防衛相小野寺五典則表示，渡輪不會停航。", &["小野寺五典"]);
    people("首相石破茂表示，渡輪不會停航。", &["石破茂"]);
}

#[test]
fn a_cue_that_eats_the_end_of_a_name() {
    check("外交部發言人梁志堅稱，渡輪不會停航。", &["梁志堅|I|渡輪不會停航"]);
}

#[test]
fn a_name_behind_a_title_and_a_space() {
    check("北島防衛大臣 岸遠夫表示，渡輪不會停航。", &["岸遠夫|I|渡輪不會停航"]);
}

#[test]
fn an_office_that_takes_the_last_character_of_a_body() {
    check("台灣經濟部長王美花周三表示，渡輪不會停航。", &["王美花|I|渡輪不會停航"]);
}

#[test]
fn a_surname_with_a_courtesy() {
    check("何女士說，渡輪應當停航。", &["何女士|I|渡輪應當停航"]);
}

#[test]
fn a_foreign_name_ends_where_its_sounds_end() {
    people("歹徒謝倫伯格加刑三年。謝倫伯格說，不服。", &["謝倫伯格"]);
    people("他住在阿利桑那州。", &[]);
}

#[test]
fn bodies_whose_names_hold_a_conjunction() {
    bodies("工業和信息化部表示，渡輪不會停航。", &["工業和信息化部"]);
    bodies("河運及海港事務局說，渡輪不會停航。", &["河運及海港事務局"]);
}

#[test]
fn bodies_in_latin_letters() {
    bodies("Harbour Watch表示，渡輪不會停航。", &["Harbour Watch"]);
}

#[test]
fn a_dateline_is_no_subject() {
    check(
        "新华社北京11月3日电（记者某某）国家渡轮管理总局表示，渡轮不会停航。",
        &["国家渡轮管理总局|I|渡轮不会停航"],
    );
}

#[test]
fn who_stands_for_a_party() {
    check("林遠山代表政府說，渡輪不會停航。", &["林遠山|I|渡輪不會停航"]);
}

#[test]
fn marks_figures_and_rare_characters_do_no_harm() {
    people("50以下說，𠀀𠀁𠀂𠀃。·王·、（A）。總統·", &[]);
}

#[test]
fn names_of_the_register_whose_end_is_a_word() {
    check("國防部長魏鳳和就渡輪問題表示，談判會繼續。", &["魏鳳和|I|談判會繼續"]);
}

#[test]
fn married_women_by_their_surname() {
    check("前司長陳方月華出席論壇。陳太昨日說，渡輪不會停航。", &["陳方月華|I|渡輪不會停航"]);
}

#[test]
fn two_spellings_of_the_register_are_one_person() {
    check(
        "楊潔篪說，渡輪不會停航。\n楊潔箎又說，票價也不會上調。",
        &["楊潔篪|I|渡輪不會停航", "楊潔篪|I|票價也不會上調"],
    );
}

#[test]
fn a_side_that_no_table_lists() {
    check("林遠山代表維方提出五點要求：一是公布記錄；二是由第三方調查；三是道歉。", &["林遠山|I|三是道歉"]);
    check(
        "總理林遠山表示，渡輪停航以來，險情不減反增。維方說要看記錄，記錄就放在那裏。",
        &["林遠山|I|記錄就放在那裏"],
    );
}
