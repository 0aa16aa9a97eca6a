//! Turns.

use crate::check;

#[test]
fn a_turn_is_its_labels() {
    check(
        "@林遠山 林遠山：談判沒有中斷。日期不變。\n@北島日報記者 北島日報記者：橋何時修好？",
        &["林遠山|D|談判沒有中斷", "林遠山|D|日期不變", "北島日報記者|D|橋何時修好"],
    );
}

#[test]
fn a_label_loses_its_title() {
    check("@梅若雪議員 梅若雪議員：堤壩有裂縫。", &["梅若雪|D|堤壩有裂縫"]);
    check("@议员梅若雪 议员梅若雪：堤坝有裂缝。", &["梅若雪|D|堤坝有裂缝"]);
}

#[test]
fn an_occupation_alone_stays() {
    check("@主席 主席：現在開會。", &["主席|D|現在開會"]);
}

#[test]
fn marks_of_a_title_are_dropped() {
    check("@《北島日報》記者 《北島日報》記者：橋何時修好？", &["北島日報記者|D|橋何時修好"]);
}

#[test]
fn cues_inside_a_turn_change_nothing() {
    check("@林遠山 林遠山：首相麥克弗森說，橋要拆。我不同意。", &["林遠山|D|橋要拆", "林遠山|D|我不同意"]);
}

#[test]
fn questions_and_answers_without_names() {
    check(
        "# 外交部發言人林某芳主持例行記者會\n外交部發言人林芳菲17日主持例行記者會，回答了記者提問。\n@問 磋商的日期是否已經定下？\n@答 可以證實。",
        &["記者|D|磋商的日期", "林芳菲|D|可以證實"],
    );
    check("@問 磋商的日期是否已經定下？\n@答 可以證實。", &["記者|D|磋商的日期", "答|D|可以證實"]);
}

#[test]
fn the_spokesman_of_the_title_gives_the_answers() {
    check(
        "# 外交部發言人佩利格就移交漁船定位記錄答記者問\n@問 奧瑟里部長答應的定位記錄是否已經送出？\n@答 今天上午已經送到蘇倫。\n@問 維方稱其中有缺頁。\n@答 空白也是記錄。",
        &["記者|D|奧瑟里部長", "佩利格|D|今天上午", "佩利格|D|空白也是"],
    );
}

#[test]
fn the_spokesman_who_presides_gives_the_answers() {
    check(
        "# 外交部發言人佩利格主持例行記者會（2031年9月17日）\n@問 維通社昨天報道，日期已經定下。發言人能否證實？\n@答 可以證實。\n@問 部長有何評論？\n@答 奧瑟里部長三月說過。",
        &["記者|D|維通社昨天", "佩利格|D|可以證實"],
    );
}
