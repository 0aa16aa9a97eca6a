//! Histories of mechanisms across documents.

use crate::{blocks, entries};
use jiff::civil::Date;
use tifa_docket::history::{History, Mention, asks_for, histories, timeline};
use tifa_docket::{MechanismNames, MechanismState};
use tifa_text::calendar::Days;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// A mention from a line: `day name state [parties] [speaker/side] [from..to] [#topic]`.
fn mention(line: &str) -> Mention<&str> {
    let mut words = line.split_whitespace();
    let (Some(on), Some(name), Some(state)) = (words.next(), words.next(), words.next()) else {
        panic!("{line}")
    };
    let mut m = Mention {
        cite: line,
        day: on.parse().ok(),
        days: None,
        name: name.to_owned(),
        parties: Vec::new(),
        state: serde_json::from_value(state.into()).expect("a state"),
        speaker: None,
        side: None,
        topics: Vec::new(),
    };
    for word in words {
        if let Some((from, to)) = word.split_once("..") {
            m.days = Some(Days { from: day(from), to: day(to) });
        } else if let Some((speaker, side)) = word.split_once('/') {
            m.speaker = Some(speaker.to_owned());
            m.side = Some(side.to_owned()).filter(|s| !s.is_empty());
        } else if let Some(topic) = word.strip_prefix('#') {
            m.topics.push(topic.to_owned());
        } else {
            m.parties = word.split(',').map(str::to_owned).collect();
        }
    }
    m
}

fn read(lines: &'static str) -> Vec<History<&'static str>> {
    let mentions = lines.lines().map(str::trim).filter(|l| !l.is_empty()).map(mention).collect();
    histories(mentions, MechanismNames::shipped())
}

/// Each history as `name: state, state`.
fn check(lines: &'static str, expect: &[&str]) {
    let found: Vec<String> = read(lines)
        .iter()
        .map(|h| {
            let states: Vec<String> = h
                .steps
                .iter()
                .map(|s| {
                    format!(
                        "{} {}",
                        serde_json::to_string(&s.mention.state).unwrap_or_default().trim_matches('"'),
                        s.standing.name()
                    )
                })
                .collect();
            format!("{}: {}", h.name, states.join(", "))
        })
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn one_mechanism_under_its_names_and_scripts() {
    check(
        "2023-10-28 中美海洋事务磋商 scheduled 中国,美国
         2023-11-06 海洋事務磋商 held 美国,中国
         2021-02-01 中日海洋事务磋商 held 中国,日本",
        &["中日海洋事务磋商: held observed", "中美海洋事务磋商: scheduled observed, held observed"],
    );
    check(
        "2018-06-12 美朝峰會 held 美国,朝鲜
         2018-06-13 特金會 held 中国,美国
         2018-04-27 文金會 held 朝鲜,韩国",
        &["兩韓峰會: held observed", "美朝峰會: held observed, held observed"],
    );
}

#[test]
fn bare_heads_join_only_through_parties_and_topic() {
    check(
        "2020-01-01 談判 ongoing 中国,美国 #經貿
         2020-02-01 談判 suspended 中国,美国 #經貿
         2020-02-02 談判 ongoing 中国,美国 #軍控
         2020-02-03 談判 ongoing 英国,欧盟 #經貿
         2020-02-04 談判 ongoing",
        &[
            "談判: ongoing observed, suspended observed",
            "談判: ongoing observed",
            "談判: ongoing observed",
            "談判: ongoing observed",
        ],
    );
}

#[test]
fn a_claim_is_kept_apart_until_the_other_side_says_the_same() {
    check("2023-06-01 中美軍控磋商 agreed 中国,美国 發言人甲/美国", &["中美軍控磋商: agreed claimed"]);
    check(
        "2023-06-01 中美軍控磋商 agreed 中国,美国 發言人甲/美国
         2023-06-05 中美軍控磋商 agreed 中国,美国 發言人乙/中国
         2023-06-07 中美軍控磋商 scheduled 中国,美国 雙方/
         2024-06-07 中美軍控磋商 suspended 中国,美国 發言人乙/中国",
        &["中美軍控磋商: agreed confirmed, agreed confirmed, scheduled confirmed, suspended claimed"],
    );
}

#[test]
fn what_was_announced_and_never_told_again_is_overdue() {
    let lines = "2023-10-28 中美軍控磋商 scheduled 中国,美国 2023-11-01..2023-11-30
                 2023-11-02 中美軍控磋商 mentioned 中国,美国";
    let history = &read(lines)[0];
    assert!(history.overdue(day("2023-11-30")).is_none());
    let overdue = history.overdue(day("2024-01-15")).expect("overdue");
    assert_eq!(overdue.days.to, day("2023-11-30"));
    assert_eq!((history.silent(day("2024-01-15")), history.silent(day("2023-10-01"))), (Some(2), None));
    assert_eq!(history.state(day("2023-12-01")).map(|s| s.mention.state), Some(MechanismState::Scheduled));
    let held = "2023-10-28 中美軍控磋商 scheduled 中国,美国 2023-11-01..2023-11-30
                2023-11-07 中美軍控磋商 held 中国,美国";
    assert!(read(held)[0].overdue(day("2024-01-15")).is_none());
}

#[test]
fn a_bare_name_asks_for_all_talks_of_the_parties() {
    let all = read(
        "2020-07-09 對話機制 proposed 中国,美国
         2023-10-28 中美外交政策磋商 scheduled 中国,美国
         2023-10-28 中日防務磋商 scheduled 中国,日本
         2023-10-28 中美合作備忘錄 proposed 中国,美国",
    );
    let asked = |name: &str| -> Vec<&str> {
        let names = MechanismNames::shipped();
        let found = all.iter().filter(|h| asks_for(name, h, names));
        timeline(found).iter().map(|(h, _)| h.name.as_str()).collect()
    };
    assert_eq!(asked("中美對話機制"), ["對話機制", "中美外交政策磋商"]);
    assert_eq!(asked("外交政策磋商"), ["中美外交政策磋商"]);
    assert_eq!(asked("對話"), ["對話機制", "中日防務磋商", "中美外交政策磋商"]);
    assert_eq!(asked("備忘錄"), ["中美合作備忘錄"]);
    assert!(asked("").is_empty());
}

/// The mentions of a document published on `date`, each citing its sentence.
fn mentions(date: &str, text: &str) -> Vec<Mention<String>> {
    let blocks = blocks(text);
    let found = entries(&blocks, Some(date)).mechanisms;
    let text = |p: tifa_record::Place| blocks[p.block as usize].text.clone();
    let mention = |m: &tifa_docket::Mechanism| Mention {
        cite: text(m.place),
        day: Some(day(date)),
        days: m.days,
        name: m.place.range.of(&text(m.place)).to_owned(),
        parties: m.parties.clone(),
        state: m.state,
        speaker: m.speaker.clone(),
        side: None,
        topics: Vec::new(),
    };
    found.iter().map(mention).collect()
}

#[test]
fn the_talks_of_a_relation_from_the_first_proposal_to_a_day_that_is_set() {
    let mut all = mentions(
        "2020-03-02",
        "甲外長就中英關係發言。\n他表示，只要英方願意，我們隨時可以恢復兩國對話機制。",
    );
    all.extend(mentions(
        "2022-10-28",
        "中英雙方下月將舉行中英氣候磋商、中英防務磋商。\n双方同意增加直航航班。",
    ));
    let histories = histories(all, MechanismNames::shipped());
    let asked = histories.iter().filter(|h| asks_for("中英對話機制", h, MechanismNames::shipped()));
    let told: Vec<String> = timeline(asked)
        .iter()
        .map(|(h, s)| format!("{} {:?} {:?} {}", h.name, s.mention.state, s.mention.day, s.mention.cite))
        .collect();
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].starts_with("兩國對話機制 Proposed Some(2020-03-02) 他表示"), "{told:#?}");
    for (line, name) in told[1..].iter().zip(["中英氣候磋商", "中英防務磋商"]) {
        assert!(line.starts_with(&format!("{name} Scheduled Some(2022-10-28) 中英雙方")), "{told:#?}");
    }
}
