//! Columns: the writer speaks for himself, and only what others are said to say is theirs.

use crate::check_in;
use tifa_record::Context;

/// Checks a text that stands in a section for columns.
fn check(text: &str, expect: &[&str]) {
    check_in(&Context { section: Some("評論".to_owned()), ..Context::default() }, text, expect);
}

#[test]
fn what_groups_want_is_the_writers_matter() {
    check("一些市民擔心渡輪停航之後物價上升，政府卻要求他們多走幾步。", &["-||渡輪停航"]);
}

#[test]
fn words_take_half_of_the_sentence_or_are_none() {
    check("渡輪停航已經三個月，港口一片冷清，商店一間一間關門，部長周大河卻說情況不錯。", &["-||情況不錯"]);
    check("部長周大河說，渡輪下月復航，市民可以照常買票，不必擔心。", &["周大河|I|渡輪下月復航"]);
}

#[test]
fn a_sentence_without_a_cue_is_the_writers() {
    check(
        "部長周大河說，渡輪下月復航，市民可以照常買票。港口冷清了三個月，誰來補償？堤壩也一直沒有人修。",
        &["周大河|I|渡輪下月復航", "-||堤壩也一直沒有人修"],
    );
}
