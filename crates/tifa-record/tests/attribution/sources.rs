//! Who the source is: names, titles, roles, pronouns, bodies, outlets.

use crate::check;

#[test]
fn a_title_before_and_after_the_name() {
    check("國務卿霍爾曼說，協議仍然有效。", &["霍爾曼|I|協議仍然有效"]);
    check("林遠山外長說，協議仍然有效。", &["林遠山|I|協議仍然有效"]);
    check("林远山部长说，协议仍然有效。", &["林远山|I|协议仍然有效"]);
}

#[test]
fn names_of_two_three_and_four_characters() {
    check("總理方卓說，今年不會加稅。", &["方卓|I|今年不會加稅"]);
    check("局長歐陽子青說，今年不會加稅。", &["歐陽子青|I|今年不會加稅"]);
    check("前司長陳李月華表示，今年不會加稅。", &["陳李月華|I|今年不會加稅"]);
}

#[test]
fn foreign_names_by_sound() {
    check("首相麥克弗森周五說，渡輪不會停航。", &["麥克弗森|I|渡輪不會停航"]);
    check("总统让·杜克洛表示，渡轮不会停航。", &["让·杜克洛|I|渡轮不会停航"]);
}

#[test]
fn characters_of_names_that_are_words_too() {
    check("国务卿布里肯周五说，渡轮不会停航。", &["布里肯|I|渡轮不会停航"]);
    check("總統米哈伊爾·別爾科夫表示，渡輪不會停航。", &["米哈伊爾·別爾科夫|I|渡輪不會停航"]);
}

#[test]
fn two_offices_of_one_person() {
    check("北岛自由党主席、总理方卓表示，今年不会加税。", &["方卓|I|今年不会加税"]);
}

#[test]
fn the_last_part_of_a_name_never_given_is_nobody() {
    check("機構表示，渡輪不會停航。", &["-||渡輪不會停航"]);
}

#[test]
fn a_name_with_its_original_in_brackets() {
    check("部長麥克弗森（Ian McPherson）昨日表示，渡輪不會停航。", &["麥克弗森|I|渡輪不會停航"]);
}

#[test]
fn a_name_nobody_listed_after_a_long_title() {
    check("北島大學河流研究中心高級研究員余慕白認為，水位還會上升。", &["余慕白|I|水位還會上升"]);
}

#[test]
fn a_relative_clause_before_the_name() {
    check("正在南島訪問的外交部副部長秦望表示，談判會繼續。", &["秦望|I|談判會繼續"]);
}

#[test]
fn somebody_met_is_not_the_speaker() {
    check("總理方卓會見首相麥克弗森時表示，兩國可以一起修橋。", &["方卓|I|兩國可以一起修橋"]);
    check("总理方卓对首相麦克弗森表示，两国可以一起修桥。", &["方卓|I|两国可以一起修桥"]);
}

#[test]
fn he_is_the_last_speaker() {
    check("總理方卓說，今年不會加稅。他又說，明年也不會。", &["方卓|I|今年不會加稅", "方卓|I|明年也不會"]);
}

#[test]
fn he_is_the_subject_of_his_own_sentence() {
    check(
        "總理方卓說，今年不會加稅。部長周大河昨日到訪，他說，橋會在秋天修好。",
        &["方卓|I|今年不會加稅", "周大河|I|橋會在秋天修好"],
    );
}

#[test]
fn a_role_goes_to_its_holder() {
    check(
        "外交部發言人秦望周一表示，談判會繼續。\n發言人又指，日期尚待商定。",
        &["秦望|I|談判會繼續", "秦望|I|日期尚待商定"],
    );
}

#[test]
fn a_spokesman_without_a_name_is_his_body() {
    check("南島商務部發言人表示，關稅不會提高。", &["南島商務部|I|關稅不會提高"]);
}

#[test]
fn a_surname_alone() {
    check(
        "議員梅若雪說，堤壩有裂縫。梅形容，裂縫長得可以放進一隻手。",
        &["梅若雪|I|堤壩有裂縫", "梅若雪|I|裂縫長得可以放進"],
    );
}

#[test]
fn the_first_two_of_four_characters() {
    check(
        "前司長陳李月華表示，今年不會加稅。\n陳李強調，明年也不會加稅。",
        &["陳李月華|I|今年不會加稅", "陳李月華|I|明年也不會加稅"],
    );
}

#[test]
fn bodies_speak() {
    check("外交部表示，談判沒有中斷，日期不變。", &["外交部|I|談判沒有中斷"]);
    check("白宮宣布，兩國領袖將於下月通電話。", &["白宮|I|兩國領袖將於下月通電話"]);
    check("另外，河流保護協會指出，水位比去年高兩米。", &["河流保護協會|I|水位比去年高兩米"]);
}

#[test]
fn that_body_again() {
    check(
        "河流保護協會指出，水位比去年高兩米。該會又說，情況會更差。",
        &["河流保護協會|I|水位比去年高", "河流保護協會|I|情況會更差"],
    );
}

#[test]
fn groups_speak() {
    check("分析人士指出，橋樑的造價被低估了。", &["分析人士|I|橋樑的造價被低估"]);
    check("多名专家认为，桥梁的造价被低估了。", &["专家|I|桥梁的造价被低估"]);
}

#[test]
fn several_people_speak_together() {
    check("議員梅若雪、高天明表示，堤壩必須重修。", &["梅若雪+高天明|I|堤壩必須重修"]);
}

#[test]
fn an_outlet_is_a_channel() {
    check("據新華社報道，總理方卓說，今年不會加稅。", &["方卓|I|今年不會加稅"]);
    check("路透社引述總理方卓說，今年不會加稅。", &["方卓|I|今年不會加稅"]);
    check("《環球時報》報道稱，總理方卓表示今年不會加稅。", &["方卓|I|今年不會加稅"]);
}

#[test]
fn an_outlet_speaks_for_itself() {
    check("《環球時報》發表社評指，這座橋不應該修。", &["環球時報|I|這座橋不應該修"]);
    check("路透社報道，北島正考慮關閉渡輪碼頭。", &["路透社|I|北島正考慮關閉渡輪碼頭"]);
}

#[test]
fn an_outlet_speaks_for_sources_it_does_not_name() {
    check("路透社引述一名官員稱，渡輪碼頭下月關閉。", &["路透社|I|渡輪碼頭下月關閉"]);
}

#[test]
fn the_report_is_the_outlets() {
    check(
        "路透社報道，北島正考慮關閉渡輪碼頭。報道又指，南島已經知情。",
        &["路透社|I|關閉渡輪碼頭", "路透社|I|南島已經知情"],
    );
}

#[test]
fn a_statement_is_its_issuers() {
    check(
        "北島商會發表聲明，指關稅太高。聲明又說，商戶難以承受。",
        &["北島商會|I|指關稅太高", "北島商會|I|商戶難以承受"],
    );
}

#[test]
fn facts_speak_for_nobody() {
    check("資料顯示，這條河全長六百公里，流經三省。", &["-||這條河全長六百公里"]);
}

#[test]
fn a_side_inside_someones_words_is_not_a_new_source() {
    check(
        "外長林遠山說，談判很重要。中方認為，談判應該在夏天之前開始。",
        &["林遠山|I|談判很重要", "林遠山|I|談判應該在夏天之前開始"],
    );
}

#[test]
fn speech_inside_speech_is_the_outer_speakers() {
    check("外長林遠山說，有人說這座橋修不成，這是錯的。", &["林遠山|I|有人說這座橋修不成"]);
}

#[test]
fn a_name_that_is_also_a_word_needs_its_place() {
    check("高明說，堤壩有裂縫。高明又說，裂縫還在變長。", &["高明|I|堤壩有裂縫", "高明|I|裂縫還在變長"]);
    check("這個方法高明得很，堤壩不再漏水了。", &["-||這個方法高明得很"]);
}

#[test]
fn a_title_between_two_names_is_of_the_second() {
    check(
        "塔羅南外交部長奧瑟里周二表示，大門是敞開的。\n奧瑟里強調，對話不應中斷。塔羅南願意等待。",
        &["奧瑟里|I|大門是敞開的", "奧瑟里|I|對話不應中斷"],
    );
    check("维斯塔拉外交部长蕾珂娜·马伦多重申，政策没有改变。", &["蕾珂娜·马伦多|I|政策没有改变"]);
}

#[test]
fn words_between_a_state_and_a_title_do_not_hide_the_name() {
    check(
        "總理方卓說，今年不會加稅。北島前駐南島總領事高文遠昨日也到場。他說，橋會在秋天修好。",
        &["方卓|I|今年不會加稅", "-||高文遠", "高文遠|I|橋會在秋天修好"],
    );
}

#[test]
fn he_is_the_only_one_named_before_him() {
    check(
        "總理方卓說，今年不會加稅。\n\n節目的受訪者是國務卿霍爾曼，他說橋會在秋天修好，漁船可以照常出海，不必另外申請。",
        &["方卓|I|今年不會加稅", "霍爾曼|I|橋會在秋天修好"],
    );
}

#[test]
fn whoever_is_met_while_something_is_said_is_no_subject() {
    check("總理方卓十分上心，昨日見記者時，強調渡輪不會停航。", &["方卓|I|渡輪不會停航"]);
}

#[test]
fn a_second_speaker_who_says_more_outweighs_the_first() {
    check(
        "部長周大河宣布停航；總理方卓說，橋會在秋天修好，今年不會加稅，明年也不會，市民不必擔心。",
        &["方卓|I|橋會在秋天修好"],
    );
}

#[test]
fn judgements_of_nobody_in_particular() {
    check("分析認為，兩國的談判還要很久。", &["分析|I|談判還要很久"]);
}

#[test]
fn what_both_did_inside_somebodys_words_is_his() {
    check(
        "總理方卓說，談判昨日結束，結果令人滿意。他提到，雙方都承諾不再停航。",
        &["方卓|I|結果令人滿意", "方卓|I|不再停航"],
    );
}

#[test]
fn a_body_that_heads_a_sentence_and_says_something_is_a_new_speaker() {
    check(
        "總理方卓說，今年不會加稅。北島商務部之前表示，渡輪下月復航。方卓說，明年也不會。",
        &["方卓|I|今年不會加稅", "北島商務部|I|渡輪下月復航", "方卓|I|明年也不會"],
    );
}

#[test]
fn somebody_told_of_does_not_take_the_pronoun() {
    check(
        "部長周大河說，總統麥克弗森不會到訪。麥克弗森去年曾任船長，有三艘船。他表示，渡輪下月復航。",
        &["周大河|I|不會到訪", "周大河|I|渡輪下月復航"],
    );
}

#[test]
fn an_outlet_interviews_somebody() {
    check("《北島日報》訪問前部長周大河表示，渡輪下月復航。", &["周大河|I|渡輪下月復航"]);
}

#[test]
fn whoever_caused_something_by_writing() {
    check(
        "由於總統麥克弗森在社交媒體發文，「渡輪再也不會開航」，船票昨日大跌。",
        &["麥克弗森|M|渡輪再也不會開航"],
    );
}

#[test]
fn a_department_between_a_university_and_a_title() {
    check("北島大學航運學院海事系教授余慕白，在昨日的會議指出，水位還會上升。", &["余慕白|I|水位還會上升"]);
}

#[test]
fn whoever_quotes_another_speaks() {
    check("總理方卓說，今年不會加稅。他引述議員梅若雪曾稱，渡輪不會停航。", &["方卓|I|渡輪不會停航"]);
    check("《北島日報》引述議員梅若雪稱，渡輪不會停航。", &["梅若雪|I|渡輪不會停航"]);
}

#[test]
fn an_answer_outweighs_its_question() {
    check(
        "總理方卓昨日見記者。有記者問到，渡輪會否停航，他則說渡輪照常開航，乘客不必擔心。",
        &["方卓|I|乘客不必擔心"],
    );
}

#[test]
fn two_callings_of_one_person() {
    check("歷史學者、獨立時評人高若雪表示，堤壩有裂縫。", &["高若雪|I|堤壩有裂縫"]);
}

#[test]
fn names_in_latin_letters() {
    check(
        "北島港口顧問Ian McPherson表示，渡輪不會停航。McPherson稱，票價也不會上調。",
        &["Ian McPherson|I|票價也不會上調"],
    );
    check(
        "在南島教書的Grace Field，上月搬到北島，她說，「從未見過這樣的堤壩。」",
        &["Grace Field|D|從未見過這樣的堤壩"],
    );
    check("船主林遠山助手Ian McPherson說，渡輪不會停航。", &["Ian McPherson|I|渡輪不會停航"]);
}

#[test]
fn an_outlet_nobody_listed_reports() {
    check("政治新聞網站Beacon報道，渡輪下月停航。", &["Beacon|I|渡輪下月停航"]);
    check("據《河流》（The River）雜誌早前披露，渡輪下月停航。", &["河流|I|渡輪下月停航"]);
    check("西方傳媒上月曾報道，渡輪下月停航，堤壩也要重修。", &["西方傳媒|I|渡輪下月停航"]);
}

#[test]
fn a_source_without_a_name_is_the_outlets() {
    check(
        "總理方卓訪問南島，《北島日報》引述「一名知情人士」稱，「渡輪下月停航」。",
        &["北島日報|D|渡輪下月停航"],
    );
    check("《北島日報》引述總統府現任與前任官員消息指，渡輪下月停航。", &["北島日報|I|渡輪下月停航"]);
}

#[test]
fn a_channel_leads_to_whoever_it_relays() {
    check("《北島日報》報道，總理方卓要求各部門，今年修好每一條堤壩。", &["方卓|I|今年修好每一條堤壩"]);
    check(
        "中央社報道，總理林遠山首先恭賀新任部長，他說，渡輪不會停航，票價今年也不會上調，市民可以放心。",
        &["林遠山|I|票價今年也不會上調"],
    );
}

#[test]
fn whoever_is_called_so_or_said_so() {
    check("一個叫余慕白的科學家說：「水位還會上升。」", &["余慕白|D|水位還會上升"]);
    check("正如部長周大河所言，渡輪是北島的命脈。", &["周大河|I|渡輪是北島的命脈"]);
    check("如上所述，渡輪是北島的命脈。", &["-||渡輪是北島的命脈"]);
}

#[test]
fn as_many_as_spoke_together() {
    check(
        "議員梅若雪、周大河和余慕白表示，堤壩有裂縫。三人與部長林遠山討論撥款，明確指出今年不能再拖。",
        &["梅若雪+周大河+余慕白|I|今年不能再拖"],
    );
}

#[test]
fn a_spokesman_without_a_name_is_of_the_body_that_spoke_last() {
    check(
        "北島政府發言人表示，渡輪不會停航。\n南島使館聲明指，票價太高。\n發言人指，南島願意商談。",
        &["南島使館|I|南島願意商談"],
    );
}

#[test]
fn words_that_only_stand_before_a_cue_are_nobody() {
    check("難道當初這樣寫，是為了欺騙市民，現在可以當作廢紙？", &["-||當作廢紙"]);
    check("【最新消息：渡輪下月停航，票款可以退還。】", &["-||渡輪下月停航"]);
}

#[test]
fn platforms_and_letters_with_marks() {
    check("Facebook回覆《北島日報》查詢時說：「我們會關閉這些帳號。」", &["Facebook|D|我們會關閉這些帳號"]);
    check("Twitter公司說，這些帳號下月關閉。", &["Twitter公司|I|這些帳號下月關閉"]);
    check("協會主席Heinrich Müller說，書展今年不會停辦。", &["Heinrich Müller|I|書展今年不會停辦"]);
}

#[test]
fn the_owner_of_a_noun_before_the_cue() {
    check("北島通訊管理局的決定稱，電台的報道不夠公正。", &["北島通訊管理局|I|電台的報道不夠公正"]);
    check("多間航空公司，表示航班不會飛越北島上空。", &["航空公司|I|航班不會飛越北島上空"]);
}

#[test]
fn a_spokesman_named_behind_his_body_in_one_sentence() {
    check(
        "南島使館表示，票價太高。\n北島總領事館首度回應事件，發言人說，渡輪不會停航，票價也不會上調。",
        &["北島總領事館|I|票價也不會上調"],
    );
}

#[test]
fn an_outlet_tells_what_another_says() {
    check("《北島日報》報道，《南島商報》說，渡輪下月停航，票價也要上調。", &["南島商報|I|票價也要上調"]);
}

#[test]
fn where_somebody_works_is_not_who_speaks() {
    check("研究機構蘭德（RAND）高級河流研究員余慕白對本報說，水位還會上升。", &["余慕白|I|水位還會上升"]);
    check("聯合國特別報告員Mary Field直指，堤壩失修。", &["Mary Field|I|堤壩失修"]);
}
