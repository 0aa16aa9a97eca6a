//! To whom, with what force, and whom the speaker quotes; and what is left of a statement without its cue.

use super::blocks;
use tifa_record::{Context, Nested, Statement, record};
use tifa_source::Block;

fn of(text: &str) -> (Vec<Block>, Vec<Statement>) {
    let blocks = blocks(text);
    let statements = record(&blocks, &Context::default()).statements;
    (blocks, statements)
}

/// The statements as `speaker|to whom|force|content`.
fn check(text: &str, expect: &[&str]) {
    let (blocks, statements) = of(text);
    let shown: Vec<String> = statements
        .iter()
        .map(|s| {
            let content = s.content.of(&blocks[s.place.block as usize].text);
            let to = s.addressee.as_deref().unwrap_or("-");
            format!("{}|{to}|{}|{content}", s.speaker, s.force.name())
        })
        .collect();
    assert_eq!(shown, expect);
}

fn tree(text: &str, nested: &[Nested]) -> String {
    let one = |n: &Nested| {
        let inner = tree(text, &n.nested);
        let inner = if inner.is_empty() { inner } else { format!(" ({inner})") };
        let cue = n.cue.range.of(text);
        format!("{}|{cue}|{}|{}{inner}", n.speaker, n.force.name(), n.place.range.of(text))
    };
    nested.iter().map(one).collect::<Vec<_>>().join(" ; ")
}

/// The speech inside the first statement, as `who|cue|force|content (speech in it) ; …`.
fn check_nested(text: &str, expect: &str) {
    let (blocks, statements) = of(text);
    let first = statements.first().unwrap_or_else(|| panic!("no statement in {text}"));
    assert_eq!(tree(&blocks[first.place.block as usize].text, &first.nested), expect, "{text}");
}

#[test]
fn content_is_what_the_cue_clause_leaves() {
    check("外交部長林東山表示，兩國應該保持對話。", &["林東山|-|asserted|兩國應該保持對話。"]);
    check("林東山外長說：「我們反對脫鉤。」", &["林東山|-|asserted|「我們反對脫鉤。」"]);
    check(
        "「我們反對任何形式的脫鉤。」外交部長林東山說。",
        &["林東山|-|asserted|「我們反對任何形式的脫鉤。」"],
    );
    check(
        "「我們反對任何形式的脫鉤，」外交部長林東山說，「也反對新的冷戰。」",
        &["林東山|-|asserted|「我們反對任何形式的脫鉤，」外交部長林東山說，「也反對新的冷戰。」"],
    );
}

#[test]
fn to_whom_words_are_said() {
    check("外交部長林東山對記者說，會談將於下周舉行。", &["林東山|記者|asserted|會談將於下周舉行。"]);
    check("外交部長林東山告訴路透社，會談將於下周舉行。", &["林東山|路透社|asserted|會談將於下周舉行。"]);
    check("外交部長林東山告訴記者，會談將於下周舉行。", &["林東山|記者|asserted|會談將於下周舉行。"]);
    check("外交部長林東山向美方表示，會談將於下周舉行。", &["林東山|美方|asserted|會談將於下周舉行。"]);
    check(
        "外交部长林东山在会见国务卿布林肯时表示，会谈将于下周举行。",
        &["林东山|国务卿布林肯|asserted|会谈将于下周举行。"],
    );
    check(
        "外交部長林東山接受路透社訪問時說，會談將於下周舉行。",
        &["林東山|路透社|asserted|會談將於下周舉行。"],
    );
    check(
        "外交部長林東山在與國務卿布林肯通電話時指出，會談將於下周舉行。",
        &["林東山|國務卿布林肯|asserted|會談將於下周舉行。"],
    );
    check("外交部長林東山敦促美方立即取消單邊制裁。", &["林東山|美方|asserted|美方立即取消單邊制裁。"]);
}

#[test]
fn who_is_spoken_of_does_not_hear() {
    // The topic.
    check("外交部長林東山對此表示，會談將於下周舉行。", &["林東山|-|asserted|會談將於下周舉行。"]);
    // A meeting that is over, and a meeting of others.
    check(
        "外交部長林東山在與國務卿布林肯會談後表示，對話將會繼續下去。",
        &["林東山|-|asserted|對話將會繼續下去。"],
    );
    check(
        "白宮發言人桑德斯在特朗普與安倍晉三會面時說，對話將會繼續下去。",
        &["桑德斯|-|asserted|對話將會繼續下去。"],
    );
    // 對記者的提問: the phrase belongs to a longer one.
    check("外交部長林東山對記者的安全表示，警方會負責到底。", &["林東山|-|asserted|警方會負責到底。"]);
}

#[test]
fn who_hears_hears_on() {
    check(
        "外交部長林東山在會見國務卿布林肯時表示，會談將於下周舉行。林東山又說：「大門一直開着，歡迎各方來談。」",
        &[
            "林東山|國務卿布林肯|asserted|會談將於下周舉行。",
            "林東山|國務卿布林肯|asserted|「大門一直開着，歡迎各方來談。」",
        ],
    );
}

#[test]
fn denied_and_asked() {
    check("外交部長林東山否認兩國已經達成秘密協議。", &["林東山|-|denied|兩國已經達成秘密協議。"]);
    check("外交部長林東山反駁說，協議早已公開。", &["林東山|-|asserted|協議早已公開。"]);
    check("有記者問，會談是否將於下周舉行？", &["記者|-|asked|會談是否將於下周舉行？"]);
    check("外交部長林東山說：「他們為什麼不敢公開協議？」", &["林東山|-|asked|「他們為什麼不敢公開協議？」"]);
    check(
        "@路透社記者 請問部長，會談何時舉行？謝謝。\n@林東山 會談將於下周舉行，時間已經商定。",
        &[
            "路透社|-|asked|請問部長，會談何時舉行？謝謝。",
            "林東山|-|asserted|會談將於下周舉行，時間已經商定。",
        ],
    );
}

#[test]
fn what_was_not_said_is_no_statement() {
    check("外交部長林東山並未表示兩國會談何時舉行。", &[]);
}

#[test]
fn speech_inside_speech() {
    check_nested("外交部長林東山說，有人說會談已經破裂。", "有人|說|asserted|會談已經破裂。");
    check_nested(
        "外交部長林東山說，有人聲稱專家認為會談已經破裂。",
        "有人|聲稱|asserted|專家認為會談已經破裂。 (專家|認為|asserted|會談已經破裂。)",
    );
    check_nested("外交部長林東山說，有人說會談已經破裂，但是我們仍有信心。", "有人|說|asserted|會談已經破裂");
    check_nested(
        "外交部長林東山說，美方聲稱會談已經破裂，他認為這不是事實。",
        "美方|聲稱|asserted|會談已經破裂",
    );
    check_nested("外交部長林東山說：「有人問會談是否已經破裂。」", "有人|問|asked|會談是否已經破裂。");
    check_nested(
        "外交部長林東山說，日本學者說「談判從未開始」，美國學者否認有過談判。",
        "日本學者|說|asserted|「談判從未開始」 ; 美國學者|否認|denied|有過談判。",
    );
}

#[test]
fn his_own_words_are_not_nested() {
    for text in [
        "外交部長林東山說，中方認為對話仍有空間。",
        "外交部長林東山說，我們認為對話仍有空間。",
        "外交部長林東山說，他認為對話仍有空間。",
        "外交部長林東山說，美方並未表示對話已經破裂。",
        "外交部長林東山說，所謂「專家認為」只是藉口。",
        "外交部長林東山呼籲國際社會譴責這種單邊制裁的做法。",
        "「對話仍有空間，大門一直開着。」外交部長林東山說。",
    ] {
        check_nested(text, "");
    }
}

#[test]
fn speech_nested_without_end_is_followed_a_while() {
    let text = format!("外交部長林東山說，{}會談破裂了。", "有人說".repeat(3000));
    let (_, statements) = of(&text);
    let mut depth = 0;
    let mut level = &statements[0].nested;
    while let Some(first) = level.first() {
        depth += 1;
        level = &first.nested;
    }
    assert!((1..20).contains(&depth), "{depth}");
    // Many voices side by side, and a clause that never ends.
    for text in [
        format!("外交部長林東山說，{}。", "有人說會談破裂，".repeat(3000)),
        format!("外交部長林東山說，{}。", "說".repeat(20_000)),
        format!("外交部長林東山{}說，會談將於下周舉行。", "向美方".repeat(5000)),
        format!("外交部長林東山說，{}。", "「專家說".repeat(5000)),
    ] {
        let _ = of(&text);
    }
}
