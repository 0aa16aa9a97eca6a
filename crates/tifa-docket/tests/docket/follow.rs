//! Commitments through many documents: repetitions joined, later passages linked.

use proptest::prelude::*;
use tifa_docket::CommitmentKind::{self, Demanded, Offered, Pledged};
use tifa_docket::follow::{
    Passage, Relation, Undertaking, Weighed, evidence, relations, repeated, telling_words,
};

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

#[test]
fn every_word_of_relation_tells_one() {
    assert!(telling_words().count() > 50);
    assert_eq!(telling_words().find(|word| relations(word).is_empty()), None);
}

proptest! {
    #[test]
    fn a_group_alone_is_the_one_among_all(
        made_by in proptest::collection::vec(("[甲乙丙丁戊]{0,9}", 0..2usize, 1..9i8, any::<bool>()), 1..20)
    ) {
        let all: Vec<Undertaking<'_>> = made_by
            .iter()
            .map(|(text, who, day, dated)| Undertaking {
                day: dated.then(|| jiff::civil::date(2021, 3, *day)),
                ..made("", ["中方", "日方"][*who], [Pledged, Demanded][*who], text)
            })
            .collect();
        let weighed = Weighed::new(&all);
        for group in repeated(&all) {
            for &member in &group {
                prop_assert_eq!(&weighed.group_of(member), &group);
            }
        }
        prop_assert_eq!(weighed.group_of(all.len()), vec![all.len()]);
    }

    #[test]
    fn what_speaks_has_enough_of_the_words(
        texts in proptest::collection::vec("[甲乙丙丁戊己]{0,9}", 1..9),
        said in "[甲乙丙丁戊己]{0,30}",
    ) {
        let all: Vec<Undertaking<'_>> = texts.iter().map(|t| made("2021-03-01", "中方", Pledged, t)).collect();
        let text = format!("{said}违反");
        let chosen: Vec<usize> = (0..all.len()).collect();
        let weighed = Weighed::new(&all);
        let following = weighed.following(&chosen);
        let enough = following.words().iter().any(|words| {
            let has = |pair: &[char; 2]| text.contains(&String::from_iter(pair));
            words.are_enough(words.pairs.iter().filter(|(pair, _)| has(pair)).map(|w| w.1).sum())
        });
        let found = following.told(0, &passage("2021-03-02", &text));
        prop_assert_eq!(enough, !found.is_empty());
        prop_assert_eq!(following.told(0, &passage("2021-02-02", &text)), []);
    }

    #[test]
    fn every_commitment_is_in_one_group(texts in proptest::collection::vec("[甲乙丙丁戊己庚辛]{0,9}", 0..20)) {
        let all: Vec<Undertaking<'_>> = texts.iter().map(|t| made("2021-03-01", "中方", Pledged, t)).collect();
        let mut members: Vec<usize> = repeated(&all).into_iter().flatten().collect();
        members.sort_unstable();
        prop_assert_eq!(members, (0..all.len()).collect::<Vec<_>>());
    }
}
