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
