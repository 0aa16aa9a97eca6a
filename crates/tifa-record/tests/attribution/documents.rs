//! Documents and bodies that a text names in short: 聲明又指, 該會, AIT.

use crate::check;

#[test]
fn a_document_speaks_for_the_last_one_who_issued_one_of_its_kind() {
    check(
        "燈塔保護協會昨日發表聲明，反對拆卸舊燈塔。港務局其後發表報告，認為燈塔有倒塌危險。聲明又指，工程從未諮詢漁民。報告並稱，地基已經下沉。",
        &["燈塔保護協會|I|工程從未諮詢漁民", "港務局|I|地基已經下沉"],
    );
    check(
        "《海角日報》周一刊登文章。該文作者是退休船長周大河，文章說，渡輪早就應該更換。",
        &["周大河|I|渡輪早就應該更換"],
    );
    check(
        "渡輪工會的聲明指，船員每天工作十四小時。商會則回應稱，工時合乎規定。",
        &["渡輪工會|I|船員每天工作十四小時"],
    );
}

#[test]
fn a_charge_and_a_text_of_unknown_origin_speak_for_themselves() {
    check("起訴書稱，兩名船長多次偽造航海日誌。", &["起訴書|I|兩名船長多次偽造航海日誌"]);
    check("北島網上近日流傳一篇文章，指渡輪將會停航半年。", &["文章|I|渡輪將會停航半年"]);
}

#[test]
fn those_who_answer_a_survey_speak_for_who_made_it() {
    check(
        "港口研究中心今日公布民調，指乘客越來越少。另外，六成受訪者指，票價太貴。",
        &["港口研究中心|I|票價太貴"],
    );
}

#[test]
fn a_short_form_is_shown_in_full_where_the_text_gives_it() {
    check(
        "北島漁業協會（NFA）昨日開會。NFA指出，今年的漁獲減少一半。",
        &["北島漁業協會|I|今年的漁獲減少一半"],
    );
    check("香港記者協會昨日開會。記協指，採訪區越來越小。", &["香港記者協會|I|採訪區越來越小"]);
    // The full form does not stand in the text.
    check("記協指，採訪區越來越小。", &["記協|I|採訪區越來越小"]);
}

#[test]
fn a_quotation_gives_the_name_of_a_body_and_this_body_is_the_one_named_before() {
    check(
        "他受僱於非政府組織「遠洋觀察組織（Ocean Watch）」。該組織向《海角日報》表示，沒有收到任何消息。",
        &["遠洋觀察組織|I|沒有收到任何消息"],
    );
}

#[test]
fn a_state_and_a_word_with_net_are_no_outlet() {
    check("中國網民認為，票價應該下調。", &["中國網民|I|票價應該下調"]);
    check("中國網報道，票價下月下調。", &["中國網|I|票價下月下調"]);
}

#[test]
fn a_survey_published_in_the_same_sentence_and_one_named_before_its_maker() {
    check("北島民意研究所今日發表民調，七成受訪者說渡輪應當復航。", &["北島民意研究所|I|渡輪應當復航"]);
    check(
        "一項最新民調顯示，七成人希望渡輪復航。\n\n北島大學發表民調，指出七成人希望渡輪復航。",
        &["北島大學|I|希望渡輪復航", "北島大學|I|七成人希望渡輪復航"],
    );
}

#[test]
fn an_outlet_relays_a_document_and_experts_without_a_name() {
    check("《北島日報》指出，南島使館的文章稱，渡輪不會停航。", &["南島使館|I|渡輪不會停航"]);
    check("《北島日報》引述航運專家指出，渡輪不會停航。", &["北島日報|I|渡輪不會停航"]);
}

#[test]
fn the_noun_in_a_cue_is_its_owners() {
    check("北島總統府的通報指兩人討論了渡輪停航的問題。", &["北島總統府|I|兩人討論了渡輪停航"]);
}

#[test]
fn the_document_is_part_of_the_cue() {
    check(
        "北島外交部發表聲明，宣布渡輪復航。總理方卓說，他很高興。\n\n聲明表示，船票不會加價。",
        &["方卓|I|他很高興", "北島外交部|I|船票不會加價"],
    );
}

#[test]
fn an_outlet_prints_the_document_of_another() {
    check(
        "《北島日報》今日刊發新華社的長文，指責南島破壞堤壩。\n文章指，南島稱「堤壩早已失修」之說是錯的。",
        &["新華社|I|指責南島破壞堤壩", "新華社|M|之說是錯的"],
    );
}

#[test]
fn a_title_names_a_document_and_a_chapter_speaks_for_it() {
    check(
        "「河流觀察」周二發表《2020堤壩報告》，總監周大河說，堤壩失修。\n至於報告有關南島的一章指出：南島的堤壩已經六十年。",
        &["河流觀察|I|南島的堤壩已經六十年"],
    );
}

#[test]
fn a_writer_named_behind_his_article() {
    check(
        "《北島日報》刊出文章，指渡輪不會停航。\n這篇文章，是由北島大學教授余慕白（Paul Yu）撰寫。\n文章說，票價也不會上調。",
        &["余慕白|I|票價也不會上調"],
    );
}

#[test]
fn the_article_of_somebody_in_a_journal() {
    check(
        "新一期《河流》雜誌發表總理林遠山的重要文章《修好每一條堤壩》。\n文章強調，堤壩是北島的命脈。",
        &["林遠山|I|堤壩是北島的命脈"],
    );
}

#[test]
fn a_title_printed_by_an_outlet_is_its_writers() {
    check(
        "《北島日報》刊載評論員林遠山的〈堤壩的未來〉，剖析失修的原因。\n文章指，堤壩已經六十年。",
        &["林遠山|I|堤壩已經六十年"],
    );
    check(
        "筆名「河邊人」的網民，寫了一篇〈誰來修堤〉文章，質問撥款去了哪裡。\n文章並說，堤壩已經六十年。",
        &["河邊人|I|堤壩已經六十年"],
    );
}

#[test]
fn a_letter_is_not_of_whom_it_is_for() {
    check(
        "七名北島議員致函總幹事林遠山，要求他交出文件。\n網上載有這封致林遠山的信件。\n信中表示，議員要知道堤壩何時重修。",
        &["七名北島議員|I|議員要知道堤壩何時重修"],
    );
}
