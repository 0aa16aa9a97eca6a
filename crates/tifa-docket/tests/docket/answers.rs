//! Claims led to the statements in which they were made.

use crate::blocks;
use jiff::civil::Date;
use tifa_docket::answers::{Said, Told, Trace, answers, days_told};
use tifa_record::{Context, read};
use tifa_text::calendar::Days;

fn day(text: &str) -> Days {
    let day: Date = text.parse().expect("a day");
    Days { from: day, to: day }
}

#[test]
fn the_day_that_is_told_leads_there() {
    let blocks = blocks(
        "外長林森表示，馬利指「航道由一國獨佔」的論調毫無根據。
        馬利6月23日在海事學會發表演說，提出新的航道政策。",
    );
    let context = Context { date: "2021-07-09".parse().ok(), ..Context::default() };
    let reading = read(&blocks, &context);
    let days = days_told("馬利", &reading.findings.references, |a, b| a == b);
    assert_eq!(days, [day("2021-06-23")]);
    let claim =
        Told {
            claimant: "馬利", text: "航道由一国独占", days: &days, day: "2021-07-09".parse().ok()
        };
    let said = |speaker, on, text| Said { speaker, days: Some(day(on)), text };
    let statements = [
        said("馬利", "2021-06-23", "航道现在由一国独占我们不能接受"),
        said("馬利", "2021-06-24", "航道由一国独占"),
        said("林森", "2021-06-23", "航道由一国独占"),
        said("馬利", "2021-06-23", "渔业需要投资"),
    ];
    let found = answers(&[claim], &statements);
    let shown: Vec<(usize, Trace)> = found.iter().map(|o| (o.statement, o.by)).collect();
    assert_eq!(shown, [(0, Trace::Day), (3, Trace::Day)]);
    assert!(found[0].shared > found[1].shared);
}

#[test]
fn without_a_day_the_words_do() {
    let claim =
        Told { claimant: "馬利", text: "航道由一国独占", days: &[], day: "2021-07-09".parse().ok() };
    let said = |on, text| Said { speaker: "馬利", days: Some(day(on)), text };
    let statements = [
        said("2021-05-02", "他认为航道已由一国独占"),
        said("2021-08-02", "航道由一国独占"),
        said("2019-05-02", "航道由一国独占"),
        said("2021-05-02", "渔业需要投资"),
    ];
    let found = answers(&[claim], &statements);
    let shown: Vec<(usize, Trace)> = found.iter().map(|o| (o.statement, o.by)).collect();
    assert_eq!(shown, [(0, Trace::Words)]);
}
