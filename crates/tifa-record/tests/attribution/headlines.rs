//! Titles and headings.

use crate::check;

#[test]
fn a_name_and_a_colon() {
    check("# 方卓：今年不會加稅\n總理方卓說，今年不會加稅。", &["方卓|I|方卓：今年"]);
    check("# 方卓：今年不会加税\n总理方卓说，今年不会加税。", &["方卓|I|方卓：今年"]);
}

#[test]
fn cues_of_headlines() {
    check("# 梅若雪斥政府隱瞞裂縫\n議員梅若雪說，堤壩有裂縫。", &["梅若雪|I|斥政府隱瞞裂縫"]);
    check("# 商務部籲各方保持冷靜\n商務部表示，各方應保持冷靜。", &["商務部|I|籲各方保持冷靜"]);
}

#[test]
fn the_last_part_speaks() {
    check("# 兩島渡輪停航　方卓：秋天重開\n總理方卓說，秋天重開。", &["方卓|I|方卓：秋天重開"]);
}

#[test]
fn an_office_in_the_title_is_its_holder_below() {
    check("# 北島總理：今年不會加稅\n北島總理方卓說，今年不會加稅。", &["方卓|I|北島總理：今年"]);
}

#[test]
fn events_in_headlines() {
    check("# 兩島渡輪重開首日乘客眾多\n渡輪昨日重開。", &["-||渡輪重開首日"]);
}

#[test]
fn a_heading_without_subject_is_the_next_speakers() {
    check("## 籲各方不要修改協議\n外長林遠山說，協議不要修改。", &["林遠山|I|籲各方不要修改協議"]);
}

#[test]
fn a_group_in_a_title_is_who_says_the_same_below() {
    check(
        "# 海峽航線重開　學者：有助漁民恢復生計\n
         北嶼大學經濟系教授林可風認為，海峽航線重開有助兩岸漁民恢復生計。港務局表示，首班船下周啟航。",
        &["林可風|I|有助漁民恢復生計", "港務局|I|首班船下周啟航"],
    );
    check(
        "# 外交部：將依法保護僑民\n外交部發言人梁思遠在例行記者會上表示，將依法保護海外僑民。",
        &["梁思遠|I|外交部：將依法保護僑民"],
    );
}

#[test]
fn a_heading_of_an_excerpt_stands_above_somebodys_own_words() {
    check(
        "# 南港峰會閉幕\n## 陳致遠談海洋合作（摘要）\n整理：南港日報記者 何平\n我們願意同鄰國一道保護漁場。\n漁場是沿海人民的生計。\n
         ## 各方反應\n會場外有雨。",
        &["-||整理：南港日報記者", "陳致遠|D|我們願意同鄰國", "陳致遠|D|漁場是沿海人民", "-||會場外有雨"],
    );
}

#[test]
fn of_two_speakers_the_one_who_says_more() {
    check("# 商務部稱渡輪停航是大利：市民可以多走幾步　外交部：妄想", &["商務部|I|多走幾步"]);
}
