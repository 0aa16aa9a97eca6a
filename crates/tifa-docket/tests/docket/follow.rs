//! Commitments through many documents: repetitions joined, later passages linked.

use proptest::prelude::*;
use tifa_docket::CommitmentKind::{self, Demanded, Offered, Pledged};
use tifa_docket::follow::{Passage, Relation, Undertaking, evidence, relations, repeated};

fn made<'a>(day: &str, who: &'a str, kind: CommitmentKind, text: &'a str) -> Undertaking<'a> {
    Undertaking { day: day.parse().ok(), who, to: None, kind, text, topics: &[] }
}

fn passage<'a>(day: &str, text: &'a str) -> Passage<'a> {
    Passage { day: day.parse().ok(), text, topics: &[] }
}

#[test]
fn repetitions_are_joined() {
    let all = [
        made("2021-03-01", "中方", Pledged, "将在年内恢复两国之间的客运航线"),
        made("2021-05-01", "中方", Offered, "愿在年内恢复两国客运航线"),
        made("2021-06-01", "日方", Pledged, "将在年内恢复两国之间的客运航线"),
        made("2021-06-01", "中方", Demanded, "要求在年内恢复两国之间的客运航线"),
        made("2021-02-01", "中方", Pledged, "将继续开放渔业展览"),
        made("2021-07-01", "中方", Pledged, "将在年内恢复两国之间的客运航线"),
    ];
    assert_eq!(repeated(&all), [vec![4], vec![0, 1, 5], vec![2], vec![3]]);
}

#[test]
fn topics_and_the_other_side_keep_apart() {
    let text = "将继续提供力所能及的支持";
    let mut all = vec![made("2021-03-01", "中方", Pledged, text), made("2021-04-01", "中方", Pledged, text)];
    assert_eq!(repeated(&all).len(), 1);
    all[0].topics = &["漁業"];
    all[1].topics = &["航運"];
    assert_eq!(repeated(&all).len(), 2);
    all[1].topics = &["漁業", "航運"];
    assert_eq!(repeated(&all).len(), 1);
    (all[0].to, all[1].to) = (Some("日方"), Some("韓方"));
    assert_eq!(repeated(&all).len(), 2);
}

#[test]
fn later_passages_are_evidence() {
    let all = [made("2021-03-01", "日方", Pledged, "承诺三个月内恢复客运航线")];
    let passages = [
        passage("2021-06-01", "日方已恢复客运航线兑现了三个月内恢复的承诺"),
        passage("2021-06-02", "日方没有兑现三个月内恢复客运航线的承诺"),
        passage("2021-02-01", "日方没有兑现三个月内恢复客运航线的承诺"),
        passage("2021-06-03", "日方没有兑现减税的承诺"),
        passage("2021-06-04", "日方重申三个月内恢复客运航线"),
        passage("2021-06-05", "日方说从未承诺三个月内恢复客运航线"),
    ];
    let found = evidence(&all, &passages);
    let shown: Vec<(usize, Relation)> = found.iter().map(|e| (e.passage, e.relation)).collect();
    assert_eq!(
        shown,
        [(0, Relation::Kept), (1, Relation::Broken), (4, Relation::Repeated), (5, Relation::Denied),]
    );
    assert_eq!(found[1].cue.of(passages[1].text), "没有兑现");
}

#[test]
fn a_breach_that_is_denied_is_none() {
    assert_eq!(relations("没有违反协议"), []);
    assert_eq!(relations("公然违反协议").len(), 1);
}

proptest! {
    #[test]
    fn every_commitment_is_in_one_group(texts in proptest::collection::vec("[甲乙丙丁戊己庚辛]{0,9}", 0..20)) {
        let all: Vec<Undertaking<'_>> = texts.iter().map(|t| made("2021-03-01", "中方", Pledged, t)).collect();
        let mut members: Vec<usize> = repeated(&all).into_iter().flatten().collect();
        members.sort_unstable();
        prop_assert_eq!(members, (0..all.len()).collect::<Vec<_>>());
    }
}
