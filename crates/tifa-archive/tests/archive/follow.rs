//! Commitments that are followed and claims that are led back: what few documents are read for is what all would tell.

use crate::Desk;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use tifa_archive::docket::{CommitmentThread, Detail, DocketRow, Kind};
use tifa_archive::{Archive, Filter, StatementRow};
use tifa_docket::answers::{Said, Told, answers};
use tifa_docket::follow::{Passage, Undertaking, evidence};
use tifa_record::register::Evidence;
use tifa_text::calendar::Days;
use tifa_text::fold;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.post(
        "pledge.md",
        "2031-03-01",
        "外長陸遠山說，塔羅南將在三個月內恢復兩國之間的客運航線。他承諾，塔羅南將提供12,345噸糧食。",
    )
    .post("again.md", "2031-04-01", "陆远山重申，塔罗南将在三个月内恢复两国之间的客运航线。")
    .post(
        "kept.md",
        "2031-06-01",
        "港務局長白松說，塔羅南已恢復客運航線，兌現了三個月內恢復兩國之間航線的承諾。",
    )
    .post(
        "broken.md",
        "2031-06-02",
        "白松說，塔羅南沒有兌現提供12,345噸糧食的承諾，\n也沒有兌現三個月內恢復客運航線的承諾。",
    )
    .post("early.md", "2031-02-01", "白松說，塔羅南沒有兌現三個月內恢復兩國之間的客運航線的承諾。")
    .post("other.md", "2031-07-01", "白松說，渡輪票價已經取消。維斯塔拉違反協議，封鎖水道。")
    .post("charge.md", "2031-07-10", "維斯塔拉7月10日指責塔羅南封鎖水道。馬利在海事學會表示，航道由一國獨佔，我們不能接受。")
    .post("both.md", "2031-07-10", "馬利和維斯塔拉說，水道之爭應當磋商。")
    .post("answer.md", "2031-07-20", "對於維斯塔拉指責塔羅南封鎖水道，陸遠山否認塔羅南封鎖水道，並稱有關說法毫無根據。")
    .post(
        "dated.md",
        "2031-07-22",
        "外長林森表示，馬利指「航道由一國獨佔」的論調毫無根據。馬利7月10日在海事學會發表演說，提出新的航道政策。",
    );
    desk.add();
    desk
}

fn statements(archive: &Archive) -> Vec<StatementRow> {
    let mut rows = Vec::new();
    let mut each = |row| {
        rows.push(row);
        ControlFlow::Continue(())
    };
    archive.statements(&Filter::default(), &mut each).unwrap();
    rows
}

/// `relation document:start` of what threads are told.
fn told(threads: &[CommitmentThread]) -> BTreeSet<String> {
    let evidence = threads.iter().flat_map(|t| &t.evidence);
    evidence.map(|e| format!("{} {}:{} {} {}", e.relation, e.document, e.start, e.shared, e.cue)).collect()
}

/// The same of every statement of the archive, compared with every commitment.
fn told_by_all(archive: &Archive) -> BTreeSet<String> {
    let rows = archive.docket(&Filter::default(), &[Kind::Commitment]).unwrap();
    let texts: Vec<String> = rows.iter().map(|r| fold(&r.text).text).collect();
    let undertaking = |(row, text): (&DocketRow, &'static str)| match row.detail {
        Detail::Commitment { r#type: kind, .. } => {
            Undertaking { day: row.published, who: "", to: None, kind, text, topics: &[] }
        }
        _ => panic!("{row:?}"),
    };
    let texts: Vec<&'static str> = texts.into_iter().map(|t| &*t.leak()).collect();
    let all: Vec<Undertaking<'_>> = rows.iter().zip(texts).map(undertaking).collect();
    let said = statements(archive);
    let folded: Vec<String> = said.iter().map(|s| fold(&s.text).text).collect();
    let passages: Vec<Passage<'_>> =
        said.iter().zip(&folded).map(|(s, text)| Passage { day: s.date, text, topics: &[] }).collect();
    let found = evidence(&all, &passages).into_iter().filter_map(|e| {
        let (s, row) = (&said[e.passage], &rows[e.undertaking]);
        let own = *s.document == *row.document && s.start < row.end && row.start < s.end;
        let cue = e.cue.of(&folded[e.passage]);
        (!own).then(|| format!("{} {}:{} {} {cue}", e.relation.name(), s.document, s.start, e.shared))
    });
    found.collect()
}

#[test]
fn a_thread_alone_is_the_one_among_all() {
    let desk = desk();
    let archive = desk.archive();
    let all = archive.commitment_threads(&Filter::default(), true).unwrap();
    assert!(told(&all).len() > 2, "{all:#?}");
    assert!(told(&all).is_subset(&told_by_all(&archive)));
    assert!(all.iter().any(|t| t.entries.len() > 1), "{all:#?}");
    for thread in &all {
        for entry in &thread.entries {
            let alone = archive.commitment_thread(&Filter::default(), entry).unwrap();
            assert_eq!(alone.as_ref(), Some(thread));
        }
    }
    let bare = archive.commitment_threads(&Filter::default(), false).unwrap();
    let places: Vec<usize> = (0..all.len()).rev().collect();
    let mut followed = archive.followed(&bare, &places).unwrap();
    followed.reverse();
    assert_eq!(followed, all);
    assert_eq!(archive.followed(&bare, &[all.len()]).unwrap(), []);
    let mut gone = all[0].entries[0].clone();
    gone.start += 1;
    assert_eq!(archive.commitment_thread(&Filter::default(), &gone).unwrap(), None);
}

#[test]
fn what_the_index_lacks_is_read_all_the_same() {
    let desk = desk();
    let all = desk.archive().commitment_threads(&Filter::default(), true).unwrap();
    let index = desk.folder().join("index");
    let generation = std::fs::read_dir(&index).unwrap().next().unwrap().unwrap().path();
    let entry = &all[0].entries[0];
    let same = |archive: Archive| {
        assert_eq!(archive.commitment_threads(&Filter::default(), true).unwrap(), all);
        let alone = archive.commitment_thread(&Filter::default(), entry).unwrap();
        assert_eq!(alone.as_ref(), Some(&all[0]));
        let first = &mut |_| ControlFlow::Break(());
        archive.each_entry(&Filter::default(), Kind::Commitment, first).unwrap();
    };
    for file in std::fs::read_dir(&generation).unwrap() {
        std::fs::write(file.unwrap().path(), "no index").unwrap();
    }
    same(desk.archive());
    std::fs::remove_dir_all(&generation).unwrap();
    same(desk.archive());
}

#[test]
fn claims_lead_where_every_statement_would_lead_them() {
    let desk = desk();
    let archive = desk.archive();
    let claims = archive.docket(&Filter::default(), &[Kind::Claim]).unwrap();
    let all = archive.claim_origins(claims.clone()).unwrap();
    let ways: BTreeSet<&str> = all.iter().flat_map(|c| &c.origins).map(|o| o.by).collect();
    assert_eq!(ways.into_iter().collect::<Vec<_>>(), ["day", "words"], "{claims:#?}");
    let said = statements(&archive);
    let folded: Vec<String> = said.iter().map(|s| fold(&s.text).text).collect();
    let register = archive.register();
    let keys: Vec<String> = said
        .iter()
        .map(|s| register.key(&s.speaker, Evidence::on(s.said.map(|d| d.from).or(s.date))))
        .collect();
    let days = |s: &StatementRow| match (s.said, s.date) {
        (Some(said), _) => Some(Days { from: said.from, to: said.to }),
        (None, day) => day.map(|day| Days { from: day, to: day }),
    };
    let known: Vec<Said<'_>> = (said.iter().zip(&keys).zip(&folded))
        .map(|((s, speaker), text)| Said { speaker, days: days(s), text })
        .collect();
    let references = archive.docket(&Filter::default(), &[Kind::Reference]).unwrap();
    for claim in claims {
        let Detail::Claim { claimed_by, .. } = &claim.detail else { panic!("{claim:?}") };
        let claimant = claimed_by.as_ref().map(|name| register.key(name, Evidence::on(claim.published)));
        let claimant = claimant.unwrap_or_default();
        let mut told: Vec<Days> = references
            .iter()
            .filter(|r| r.document == claim.document)
            .filter_map(|r| match &r.detail {
                Detail::Reference {
                    r#type: "dated",
                    speaker: Some(s),
                    from: Some(from),
                    to: Some(to),
                    ..
                } if register.key(s, Evidence::on(r.published)) == claimant => {
                    Some(Days { from: *from, to: *to })
                }
                _ => None,
            })
            .collect();
        told.sort();
        told.dedup();
        let text = fold(&claim.text).text;
        let asked = Told { claimant: &claimant, text: &text, days: &told, day: claim.published };
        let expect: Vec<(&str, u32)> = answers(&[asked], &known)
            .iter()
            .map(|o| &said[o.statement])
            .filter(|s| *s.document != *claim.document)
            .map(|s| (s.document.as_str(), s.start))
            .collect();
        let alone = archive.claim_origins(vec![claim.clone()]).unwrap();
        let among = all.iter().find(|c| c.claim == claim);
        assert_eq!(alone.first(), among);
        let shown: Vec<(&str, u32)> =
            alone.iter().flat_map(|c| &c.origins).map(|o| (o.document.as_str(), o.start)).collect();
        assert_eq!(shown, expect[..expect.len().min(5)], "{claim:?}");
    }
}
