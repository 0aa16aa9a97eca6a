//! Direct and indirect speech, and words that only look like cues.

use crate::check;

#[test]
fn indirect_speech_in_both_scripts() {
    check("外交部長林遠山周三表示，兩國應當多談少吵。", &["林遠山|I|兩國應當多談少吵"]);
    check("外交部长林远山周三表示，两国应当多谈少吵。", &["林远山|I|两国应当多谈少吵"]);
}

#[test]
fn direct_speech_after_a_colon() {
    check("總統杜蘭特說：「橋要兩岸一起修，一邊修不成。」", &["杜蘭特|D|橋要兩岸一起修"]);
    check("总统杜兰特说：“桥要两岸一起修，一边修不成。”", &["杜兰特|D|桥要两岸一起修"]);
}

#[test]
fn direct_speech_before_its_cue() {
    check("「這座橋明年一定要通車，不能再拖。」部長周大河說。", &["周大河|D|這座橋明年一定要通車"]);
}

#[test]
fn a_quoted_clause_in_a_paraphrase_is_mixed() {
    check(
        "財政部長何問天指出，預算仍有空間，「但每一分錢都要說得清楚，用得明白」，明年會再作檢討。",
        &["何問天|M|預算仍有空間"],
    );
}

#[test]
fn a_term_in_quotation_marks_leaves_it_indirect() {
    check("部長何問天強調，政府會繼續推動「藍水」計劃，工程不會停頓。", &["何問天|I|工程不會停頓"]);
}

#[test]
fn a_quotation_runs_over_sentences() {
    check(
        "議員高明說：「橋沒有修好。路也沒有修好。我們要問為甚麼。」會議在六時結束。",
        &["高明|D|橋沒有修好", "高明|D|路也沒有修好", "高明|D|我們要問為甚麼"],
    );
}

#[test]
fn acts_with_content() {
    check("總理方卓要求各地在月底前完成堤壩檢查。", &["方卓|I|在月底前完成堤壩檢查"]);
    check("總理方卓承諾三年內不再加收過橋費用。", &["方卓|I|三年內不再加收"]);
    check("国防部长石敢敦促对方停止在界河上的演习活动。", &["石敢|I|停止在界河上的演习"]);
}

#[test]
fn acts_without_content() {
    check("外交部長林遠山對事件表示關注。", &["-||對事件表示關注"]);
    check("外長林遠山昨日提出嚴正交涉。", &["-||提出嚴正交涉"]);
    check("總統杜蘭特在大會發表演講。", &["-||發表演講"]);
}

#[test]
fn denial_is_no_statement() {
    check("總理方卓並未表示會在今年訪問北島。", &["-||並未表示會在今年訪問"]);
    check("部长周大河没有说明桥梁何时完工通车。", &["-||没有说明桥梁何时"]);
}

#[test]
fn words_that_hold_a_cue() {
    check("這部小說在指數下跌的一周上市，名稱引起討論。", &["-||這部小說在指數下跌"]);
    check("他的說法令道路兩旁的問題更受關注。", &["-||他的說法令道路"]);
    check("據說名單上還有一名顧問和一名指揮。", &["-||名單上還有"]);
}

#[test]
fn passive_cues_have_no_speaker_in_their_subject() {
    check("部長周大河被指曾經收受橋樑公司的禮物。", &["-||曾經收受橋樑公司"]);
}

#[test]
fn nouns_of_saying_are_no_cues() {
    check("周大河的要求在會上沒有得到任何回應和討論。", &["-||周大河的要求在會上"]);
}

#[test]
fn an_announcement_without_content() {
    check("會後，部長周大河說：", &["-||部長周大河說"]);
}

#[test]
fn a_cue_in_an_adjunct_is_passed_over() {
    check("在回答橋樑問題時，總理方卓說，工程會在秋天重開。", &["方卓|I|工程會在秋天重開"]);
    check("談及北島，總理方卓說，兩岸往來不會停。", &["方卓|I|兩岸往來不會停"]);
}

#[test]
fn questions_have_an_asker() {
    check("有記者追問工程何時重開，總理方卓說，秋天之前一定重開。", &["方卓|I|秋天之前一定重開"]);
}

#[test]
fn written_words() {
    check("議員梅若雪在社交網站發文稱，堤壩的裂縫比去年更長。", &["梅若雪|I|堤壩的裂縫比去年更長"]);
}

#[test]
fn joint_words() {
    check("雙方同意明年春天重開兩岸渡輪航線。", &["雙方|I|重開兩岸渡輪航線"]);
    check("双方一致认为，渡轮航线应当尽快重开。", &["双方|I|渡轮航线应当尽快重开"]);
}

#[test]
fn a_state_that_announces_with_a_verb_acts() {
    check("法國周三宣布向挪威出口大米，首批船隻即日啟航。", &["-||法國周三宣布"]);
    check("法國周三宣布，將向挪威出口大米。", &["法國|I|將向挪威出口大米"]);
}

#[test]
fn what_the_narrator_asks_is_his_own() {
    check("外交部不是聲稱仍在處理渡輪的事，為甚麼還要漁民再等一年？", &["-||外交部不是聲稱"]);
}

#[test]
fn thanks_a_received_answer_and_a_declared_thing_are_no_words() {
    check("總理方卓昨晚公開表示感謝南島。", &["-||感謝南島"]);
    check("南島政府宣布制裁的十一人，其中三人是議員，都住在北島。", &["-||三人是議員"]);
}

#[test]
fn a_cue_before_a_name_that_begins_with_south() {
    check("外長林遠山談到渡輪時，指南韓和北島已經改善關係。", &["林遠山|I|南韓和北島已經改善關係"]);
}

#[test]
fn hints_are_words_too() {
    check("外長林遠山暗示，渡輪下月停航。", &["林遠山|I|渡輪下月停航"]);
    check(
        "獲北島政治庇護的南島總領事館前職員林遠山宣布，成立一個新的渡輪協會。",
        &["林遠山|I|成立一個新的渡輪協會"],
    );
}
