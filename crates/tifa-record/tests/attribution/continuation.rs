//! Sentences without a cue.

use crate::check;

#[test]
fn a_paragraph_goes_on() {
    check(
        "總理方卓表示，兩國是近鄰。今年以來雙方往來更多。我們願同南島一起修橋，推動兩岸發展。",
        &["方卓|I|兩國是近鄰", "方卓|I|我們願同南島一起修橋"],
    );
}

#[test]
fn a_sentence_between_two_of_one_speaker() {
    check(
        "議員梅若雪說，堤壩有裂縫。裂縫比去年長了兩米。梅若雪說，政府沒有派人檢查。",
        &["梅若雪|I|裂縫比去年長了兩米"],
    );
}

#[test]
fn a_new_paragraph_is_the_narrators() {
    check(
        "總理方卓說，今年不會加稅。\n北島議會在六十年前成立，共有九十個席位。",
        &["方卓|I|今年不會加稅", "-||北島議會在六十年前成立"],
    );
}

#[test]
fn first_person_crosses_paragraphs() {
    check(
        "總理方卓說，今年不會加稅。\n我們將繼續修橋，也將繼續修路，決不半途而廢。",
        &["方卓|I|我們將繼續修橋"],
    );
}

#[test]
fn pictures_and_what_only_announces_are_the_narrators() {
    check("議員梅若雪說，堤壩有裂縫。\n美聯社", &["梅若雪|I|堤壩有裂縫", "-||美聯社"]);
    check("議員梅若雪說，堤壩有裂縫。安排如下：", &["梅若雪|I|堤壩有裂縫", "-||安排如下"]);
}

#[test]
fn events_are_the_narrators() {
    check(
        "總理方卓說，今年不會加稅。昨日，方卓抵達南島，出席渡輪碼頭的開幕典禮。",
        &["方卓|I|今年不會加稅", "-||方卓抵達南島"],
    );
}

#[test]
fn introductions_are_the_narrators() {
    check(
        "議員梅若雪說，堤壩有裂縫。梅若雪是北島最年輕的議員，畢業於河流學院。",
        &["梅若雪|I|堤壩有裂縫", "-||梅若雪是北島最年輕的議員"],
    );
}

#[test]
fn an_announced_list_carries_its_speaker() {
    check(
        "外長林遠山提出三點意見：一、不要修改協議。\n二、渡輪不能停航。\n三、日期由雙方商定。\n北島人口約有六萬。",
        &["林遠山|I|不要修改協議", "林遠山|I|渡輪不能停航", "林遠山|I|日期由雙方商定", "-||北島人口約有六萬"],
    );
}

#[test]
fn list_items_after_a_colon() {
    check(
        "部长周大河强调，下一步要做好以下工作：\n- 修桥，年底前完成。\n- 修路，明年春天完成。",
        &["周大河|I|修桥", "周大河|I|修路"],
    );
}

#[test]
fn a_heading_does_not_end_a_speech() {
    check(
        "部長周大河說，橋會修好。\n## 渡輪不停航\n周大河說，渡輪也不會停航。我們會加開兩班。",
        &["周大河|I|橋會修好", "周大河|I|渡輪也不會停航", "周大河|I|我們會加開兩班"],
    );
}

#[test]
fn a_quoted_block_is_its_announcers() {
    check("議員梅若雪在會上說：\n> 堤壩有裂縫。裂縫還在變長。", &["梅若雪|D|堤壩有裂縫"]);
}

#[test]
fn a_paragraph_that_is_all_quotation() {
    check(
        "議員梅若雪說，堤壩有裂縫。\n「我親眼看見水從那裏流出來，沒有人理會。」",
        &["梅若雪|I|堤壩有裂縫", "梅若雪|D|我親眼看見水從那裏流出來"],
    );
}

#[test]
fn captions_and_boilerplate_do_not_speak() {
    check("! 總理方卓說，今年不會加稅。", &["-||今年不會加稅"]);
}

#[test]
fn a_quotation_that_never_closes_ends_with_its_paragraph() {
    check(
        "總理方卓說：「今年不會加稅，明年也不會。\n北島議會在六十年前成立，共有九十個席位。",
        &["方卓|D|今年不會加稅", "-||北島議會在六十年前成立"],
    );
}

#[test]
fn the_narrator_on_who_did_not_answer() {
    check(
        "路透社報道，北島正考慮關閉渡輪碼頭。北島政府未有回應查詢。",
        &["路透社|I|關閉渡輪碼頭", "-||北島政府未有回應查詢"],
    );
}

#[test]
fn a_whole_text_in_one_paragraph() {
    check(
        "總理方卓說，今年不會加稅。議員梅若雪說，這是空話。部長周大河反駁說，帳目全部公開。",
        &["方卓|I|今年不會加稅", "梅若雪|I|這是空話", "周大河|I|帳目全部公開"],
    );
}

#[test]
fn an_announced_number_covers_so_many_paragraphs() {
    check(
        "外長陳致遠說，對漁業合作有三點建議：\n共同養護魚群，減少捕撈。\n互相通報船隻位置。\n每年開一次會。\n會議在晚上結束。",
        &["陳致遠|I|共同養護魚群", "陳致遠|I|互相通報船隻", "陳致遠|I|每年開一次會", "-||會議在晚上結束"],
    );
}

#[test]
fn a_number_torn_from_its_noun_by_a_column_still_announces() {
    check(
        "外長陳致遠在港口接受訪問時指出，今年的工作可以用三\n個「最」來概括：\n## 三個「最」\n最早開放漁場。\n航線恢復得最快。\n最多船隻參加。\n雨下了一夜。",
        &["陳致遠|I|最早開放漁場", "陳致遠|I|航線恢復得最快", "陳致遠|I|最多船隻參加", "-||雨下了一夜"],
    );
}

#[test]
fn quoted_paragraphs_behind_an_announcement_are_the_announcers() {
    check(
        "漁政署發言人今日作以下說明：\n「本署昨日發出第一份通告，題目有誤。」\n「新的通告今早已經發出。」",
        &["漁政署|D|本署昨日發出", "漁政署|D|新的通告今早"],
    );
}

#[test]
fn he_is_whom_the_narrator_named_last() {
    check(
        "外長陳致遠說，漁場必須開放。港務局長林可風當晚趕到碼頭。他指出，船隻明早啟航。",
        &["陳致遠|I|漁場必須開放", "林可風|I|船隻明早啟航"],
    );
}

#[test]
fn bodies_that_act_in_items_of_a_list_do_not_take_it_over() {
    check(
        "總理方卓提出兩點意見：\n\n一、北島政府需要防止渡輪停航。有關部門可以要求船東先行通知。\n\n二、兩岸報章應當少作指責。",
        &["方卓|I|防止渡輪停航", "方卓|I|先行通知", "方卓|I|少作指責"],
    );
}

#[test]
fn the_last_one_named_before_a_colon_announces() {
    check(
        "北島政府上月支持停航，總理方卓昨日到港口解畫：\n\n> 渡輪不會停航。政府要求先檢查所有船隻。",
        &["方卓|D|渡輪不會停航", "方卓|D|檢查所有船隻"],
    );
}

#[test]
fn a_paragraph_set_as_a_heading_is_a_paragraph() {
    check(
        "# 渡輪\n\n## 部長周大河昨日到港口視察，工人正在修理三艘渡輪，預備下月復航。總理方卓說，渡輪不會停航。圖為港口昨日的情況。",
        &["方卓|I|渡輪不會停航", "-||修理三艘渡輪", "-||港口昨日的情況"],
    );
}

#[test]
fn the_original_in_brackets_behind_a_quotation() {
    check(
        "部長林遠山說，「渡輪不會停航，大家可以放心。」（The ferries will keep running, everybody may rest assured.）",
        &["林遠山|I|The ferries will keep running"],
    );
}

#[test]
fn a_quotation_that_lost_its_end_ends_with_the_sentence() {
    check(
        "部長林遠山說，「渡輪不會停航。總統府表示，已經知道此事，「總理正在路上」。",
        &["總統府|M|總理正在路上"],
    );
}

#[test]
fn a_speaker_tells_of_somebody_whose_title_he_puts_behind_the_name() {
    check(
        "總理方卓表示，北島願意合作。林遠山主席去年訪問了北島，兩國由此開通了渡輪。",
        &["方卓|I|兩國由此開通了渡輪"],
    );
}
