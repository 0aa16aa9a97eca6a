//! Which quotations are speech, and those the narrator cites in passing.

use super::{blocks, check as check_speakers};
use tifa_record::{Context, record};

/// The quotations of speech, in order.
fn check(text: &str, expect: &[&str]) {
    let blocks = blocks(text);
    let statements = record(&blocks, &Context::default()).statements;
    let found: Vec<&str> = statements
        .iter()
        .flat_map(|s| s.quotes.iter().map(|q| q.of(&blocks[s.place.block as usize].text)))
        .collect();
    assert_eq!(found, expect, "{text}");
}

#[test]
fn words_of_a_speaker() {
    check("外交部長林東山說：「我們反對任何形式的脫鉤。」", &["我們反對任何形式的脫鉤。"]);
    check("外交部长林东山说：“我们反对任何形式的脱钩。”", &["我们反对任何形式的脱钩。"]);
    check("外交部長林東山批評有關做法「完全不能接受」。", &["完全不能接受"]);
    check("「會談很有成果，」外交部長林東山說，「雙方還會再談。」", &["會談很有成果，", "雙方還會再談。"]);
}

#[test]
fn terms_in_speech() {
    check("外交部長林東山表示，將繼續推進「一帶一路」建設，堅持「一國兩制」方針。", &[]);
    check("外交部长林东山表示，中方将出席题为“不确定的世界：合作还是对抗”的论坛。", &[]);
    check("外交部長林東山說，反對「台獨」是共同的立場。", &[]);
    check(
        "外交部長林東山說：「『一帶一路』是大家的事，我們歡迎各國參加。」",
        &["『一帶一路』是大家的事，我們歡迎各國參加。"],
    );
}

#[test]
fn both_in_one_sentence() {
    check(
        "外交部長林東山說，「一帶一路」不是誰的獨唱，「我們歡迎所有國家都來參加」。",
        &["我們歡迎所有國家都來參加"],
    );
}

#[test]
fn marks_that_never_close() {
    check(
        "外交部長林東山說：「我們反對任何形式的脫鉤，也不會接受。",
        &["我們反對任何形式的脫鉤，也不會接受。"],
    );
    for text in ["外交部長林東山說：「", "外交部長林東山說：」「", "「」外交部長林東山說，會談開始了。"]
    {
        check(text, &[]);
    }
}

#[test]
fn cues_inside_quotations_report_nobody() {
    check_speakers(
        "「他們說得好，做得少。」外交部長林東山說。\n大會昨日閉幕，各國代表已經離開。",
        &["林東山|D|他們說得好", "-|-|大會昨日閉幕"],
    );
}

#[test]
fn a_quotation_in_passing_is_a_statement_of_its_own() {
    let text = "大會在掌聲中閉幕，各國代表陸續離開會場，外交部長林東山批評美方的建議「根本就是在浪費大家的時間」，\
                隨後乘車前往機場，與等候在那裏的家人一起搭乘夜班飛機返回首都，結束了為期三天的行程。";
    check(text, &["根本就是在浪費大家的時間"]);
}

#[test]
fn what_a_caption_quotes_is_its_speakers() {
    check_speakers(
        "東海國外長林遠舟周一到訪山城。\n! 林遠舟在碼頭上對記者說：「渡輪不是籌碼，是兩岸人家的門檻。」",
        &["林遠舟|D|渡輪不是籌碼", "-||在碼頭上"],
    );
    check_speakers(
        "東海國外長林遠舟周一到訪山城。\n! 林遠舟在碼頭上揮手，身旁是「海鷗」號渡輪。",
        &["-||海鷗", "-||揮手"],
    );
}
