//! Clauses: whose words a cue opens when subjects, adjuncts, passives and outlets stand around it.

use crate::check;

#[test]
fn a_name_behind_according_to_is_the_source() {
    check("據部長周大河透露，渡輪碼頭下月關閉，船票可以退。", &["周大河|I|渡輪碼頭下月關閉"]);
    check("据警方介绍，桥上没有人受伤，车道已经重开。", &["警方|I|桥上没有人受伤"]);
}

#[test]
fn an_agency_in_a_dateline_is_no_subject() {
    check(
        "新华社北京3月2日电（记者高天）北岛商务部3月2日发布通知，要求各地检查渡轮码头，大风的日子不得开船，票款全数退还。",
        &["北岛商务部|I|要求各地检查渡轮码头"],
    );
}

#[test]
fn a_long_office_torn_by_unknown_words() {
    check("特區政府渡輪及橋樑事務局局長周大河表示，船票不會加價。", &["周大河|I|船票不會加價"]);
    check("橋樑及內地事務局發言人昨指：「船票今年不會加價。」", &["橋樑及內地事務局|D|船票今年不會加價"]);
}

#[test]
fn a_relative_clause_before_a_name_nobody_listed() {
    check("曾任首相顧問的陳志遠則形容，渡輪已經老了，應該換新船。", &["陳志遠|I|渡輪已經老了"]);
    check("北島銷量最大的《海角日報》報道，渡輪公司正考慮裁員。", &["海角日報|I|渡輪公司正考慮裁員"]);
}

#[test]
fn who_speaks_in_what_an_outlet_reports() {
    check("新華社又稱外長林遠山在會上指出，渡輪航線對兩岸都重要。", &["林遠山|I|渡輪航線對兩岸都重要"]);
    check("路透社報道稱，日本官員表示渡輪碼頭下月關閉。", &["日本官員|I|渡輪碼頭下月關閉"]);
}

#[test]
fn what_a_state_does_is_the_outlets_news() {
    check("據路透社報道，北島要求南島船隻離開渡輪碼頭。", &["路透社|I|南島船隻離開渡輪碼頭"]);
}

#[test]
fn an_anonymous_source_is_the_outlets_that_tells() {
    check(
        "路透社報道，北島正考慮關閉渡輪碼頭。消息人士又指，碼頭的租約年底到期。",
        &["路透社|I|關閉渡輪碼頭", "路透社|I|碼頭的租約年底到期"],
    );
}

#[test]
fn what_both_agreed_is_both_sides_words() {
    check("部長周大河表示，雙方同意明年春天重開兩岸渡輪航線。", &["雙方|I|重開兩岸渡輪航線"]);
}

#[test]
fn a_reported_title_in_book_marks_is_an_outlet() {
    check("《燈塔》的報道稱，渡輪公司去年虧損三億元。", &["燈塔|I|渡輪公司去年虧損三億元"]);
}

#[test]
fn a_platform_that_acts_is_a_source() {
    check("Facebook也在周一宣布關閉七個散布渡輪謠言的頁面。", &["Facebook|I|關閉七個散布渡輪謠言"]);
}

#[test]
fn a_verb_inside_a_name_nobody_knows() {
    check("海角水文觀測計劃稱，「河口的水位比去年高兩米。」", &["海角水文觀測計劃|D|河口的水位比去年"]);
}

#[test]
fn the_cue_behind_an_agent_is_background() {
    check("這座橋被橋樑協會形容為三十年來最貴的工程，去年才完工。", &["-||三十年來最貴的工程"]);
}

#[test]
fn a_question_put_to_somebody_is_not_his() {
    check("總理方卓昨日被問到會否重申去年對渡輪公司的承諾。", &["-||會否重申去年"]);
    check(
        "總理方卓昨日被問到渡輪會否停航，他說，船期一切照常，只有大風的日子除外。",
        &["方卓|I|船期一切照常"],
    );
}

#[test]
fn a_topic_is_no_content() {
    check("部長周大河介紹了渡輪碼頭重建工程的有關情況。", &["-||渡輪碼頭重建工程"]);
    check("部長周大河昨日首次回應渡輪碼頭的火災。", &["-||渡輪碼頭的火災"]);
    check("部長周大河回應，渡輪碼頭的火災沒有人受傷。", &["周大河|I|渡輪碼頭的火災沒有人受傷"]);
}

#[test]
fn a_feeling_without_words_is_no_content() {
    check("法官梅若雪聽完律師的話，對此表示同意。", &["-||對此表示同意"]);
}

#[test]
fn a_guess_without_a_subject_is_the_narrators() {
    check("部長周大河昨日到訪碼頭，估計會停留三天，然後再去南島。", &["-||估計會停留三天"]);
}

#[test]
fn a_noun_that_is_a_verb_elsewhere() {
    check("北島應南島要求，上月拘留了兩名渡輪公司的船長。", &["-||上月拘留了兩名渡輪公司"]);
}

#[test]
fn an_adjunct_of_time_without_a_preposition() {
    check("部長周大河批評渡輪公司時，手上一直拿着一張舊船票。", &["-||手上一直拿着一張舊船票"]);
}

#[test]
fn an_answer_outweighs_the_question_before_it() {
    check(
        "記者先後三次追問周大河部長渡輪何時重開，周大河回應指，船期下周公布，請大家等待。",
        &["周大河|I|船期下周公布"],
    );
}

#[test]
fn a_cause_that_somebody_names() {
    check("電力部長周大河把停電歸咎渡輪公司超載用電。", &["周大河|I|渡輪公司超載用電"]);
}

#[test]
fn who_was_asked_answers() {
    check("《海角日報》向商務部查詢，獲書面回覆指，船期沒有改動，乘客不用擔心。", &["商務部|I|船期沒有改動"]);
}

#[test]
fn a_clause_that_goes_on_keeps_its_subject() {
    check(
        "部長周大河昨日到訪碼頭，並舉出日本的例子，說「渡輪比橋便宜得多，也安全得多」。",
        &["周大河|D|渡輪比橋便宜得多"],
    );
}

#[test]
fn a_former_office_is_one_phrase() {
    check("美國前渡輪安全委員會主席陳志遠說，船太老了，應該換新船。", &["陳志遠|I|船太老了"]);
}

#[test]
fn a_document_makes_clear() {
    check("北岛商务部发布通知。通知明确，渡轮票价今年不得上涨。", &["北岛商务部|I|渡轮票价今年不得上涨"]);
}

#[test]
fn a_long_introduction_is_no_narration() {
    check(
        "除了不知道渡輪碼頭的重建費用要由誰來負擔以及工程何時才可以開始，周大河指出，船期亦會受到影響。",
        &["周大河|I|船期亦會受到影響"],
    );
}

#[test]
fn a_wider_inventory_of_cues() {
    check("商務部直指，渡輪公司根本沒有做過檢查。", &["商務部|I|渡輪公司根本沒有做過檢查"]);
    check("船長周大河供称，当晚没有看见灯塔的信号。", &["周大河|I|当晚没有看见灯塔的信号"]);
    check("双方商定，渡轮明年春天复航。", &["双方|I|渡轮明年春天复航"]);
}

#[test]
fn a_name_nobody_listed_right_before_a_judgement() {
    check("陳志遠分析，渡輪的票價明年會再上升，乘客會更少。", &["陳志遠|I|渡輪的票價明年會再上升"]);
}

#[test]
fn a_member_and_an_office_of_one_person() {
    check("以色列战时内阁成员、前国防部长周大河要求各方停止袭击渡轮。", &["周大河|I|各方停止袭击渡轮"]);
}

#[test]
fn a_part_of_a_state_that_nobody_listed() {
    check("乌克兰渡轮部门18日说，码头的吊车全部坏了。", &["乌克兰渡轮部门|I|码头的吊车全部坏了"]);
}

#[test]
fn what_somebody_hears_is_a_noun() {
    check("总理方卓昨日到访码头，听取工程情况介绍，与工人合影。", &["-||与工人合影"]);
}

#[test]
fn a_headline_that_ends_with_a_verb_reports_nothing() {
    check("# 渡輪碼頭大火　總理方卓低調回應\n大火燒了三小時。", &["-||總理方卓低調回應"]);
}

#[test]
fn a_dateline_with_news_is_no_source() {
    check("央视网消息（新闻联播）：今年新春，各地的渡轮码头都热闹起来。", &["-||今年新春"]);
}

#[test]
fn a_day_is_no_source() {
    check("# 八月八日　渡輪日記寫到第五十篇", &["-||渡輪日記"]);
}

#[test]
fn asking_somebody_is_no_question() {
    check("警方昨晚三度查問渡輪公司的船長和兩名船員。", &["-||三度查問渡輪公司"]);
    check("有議員詢問碼頭是否會在年底之前關閉，以及職員如何安置。", &["議員|I|碼頭是否會在年底"]);
}

#[test]
fn a_joint_statement_is_also_a_noun() {
    check("部長聯合聲明出爐的時間比原定計劃晚了三天。", &["-||出爐的時間"]);
}

#[test]
fn what_a_law_demands_is_no_speech() {
    check("此外，法案要求渡輪公司每年向政府提交安全報告。", &["-||渡輪公司每年向政府"]);
}

#[test]
fn a_second_noun_is_a_noun() {
    check("議員梅若雪率團到訪南島，向當地官員反映意見及憂慮，之後返回北島。", &["-||之後返回北島"]);
}
