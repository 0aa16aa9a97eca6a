//! Answers over the whole archive: they lie ready, and are never those of another state.

use crate::Desk;
use tifa_archive::docket::{FigureSeries, JoinedOccasion, Kind, ListHead, MechanismHead};
use tifa_archive::{Archive, Filter};
use tifa_docket::decision::Action;

fn desk() -> Desk {
    let desk = Desk::new();
    desk.post("talks.md", "2031-06-01", "霧國外長陸遠山6月1日在記者會上表示，塔羅南已向12個國家提供350噸糧食。他提出三點建議：一、舉行中美海事磋商；二、擴大兩國在氣候變化領域的合作；三、妥善管控漁業分歧。")
        .post("later.md", "2031-09-01", "外長陸遠山9月1日在記者會上說，塔羅南已向19個國家提供500多噸糧食。塔羅南將繼續開放港口。");
    desk.add();
    desk
}

type All = (Vec<FigureSeries>, Vec<JoinedOccasion>, Vec<ListHead>, Vec<MechanismHead>);

/// What is put together anew.
fn anew(archive: &Archive) -> All {
    let whole = Filter::default();
    let heads = archive.lists(&whole, &[]).unwrap().into_iter().map(ListHead::from).collect();
    let histories = archive.mechanisms(&whole, None, None).unwrap().into_iter();
    let histories = histories.map(MechanismHead::from).collect();
    (archive.figure_series(&whole, None).unwrap(), archive.occasions(&whole).unwrap(), heads, histories)
}

/// What is asked for with what lies ready.
fn asked(archive: &Archive) -> All {
    let whole = Filter::default();
    let series = archive.figure_series_from(&whole, None, 0..usize::MAX).unwrap();
    let occasions = archive.occasions_from(&whole, 0..usize::MAX).unwrap();
    assert_eq!((series.0.len(), occasions.0.len()), (series.1, occasions.1));
    let histories = archive.mechanism_heads(&whole, None).unwrap();
    (series.0, occasions.0, archive.list_heads(&whole, &[]).unwrap(), histories)
}

fn kept(desk: &Desk) -> Vec<String> {
    let names = std::fs::read_dir(desk.folder().join("answers")).into_iter().flatten();
    let mut names: Vec<String> = names.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_lies_ready_is_what_would_be_put_together() {
    let desk = desk();
    let expect = anew(&desk.archive());
    assert!(
        expect.0.len() == 2 && expect.1.len() == 2 && expect.2.len() > 1 && expect.3.len() == 1,
        "{expect:#?}"
    );
    assert_eq!(kept(&desk), [""; 0]);
    assert_eq!(asked(&desk.archive()), expect);
    assert_eq!(kept(&desk), ["lists", "mechanisms", "occasions", "series"]);
    assert_eq!(asked(&desk.archive()), expect);
    let archive = desk.archive();
    assert_eq!(archive.series_lying_ready(1..9).unwrap(), Some((expect.0[1..].to_vec(), 2)));
    assert_eq!(archive.occasions_from(&Filter::default(), 1..2).unwrap(), (expect.1[1..].to_vec(), 2));
    let narrow = Filter { to: "2031-07-01".parse().ok(), ..Filter::default() };
    assert_eq!(archive.occasions_from(&narrow, 0..9).unwrap().1, 1);
    assert_eq!(archive.figure_series_from(&narrow, None, 0..9).unwrap().1, 0);
    assert_eq!(archive.figure_series_from(&Filter::default(), Some("糧食"), 1..9).unwrap(), (Vec::new(), 1));
}

#[test]
fn every_change_counts_at_once() {
    let desk = desk();
    let archive = desk.archive();
    let before = asked(&archive);
    desk.post("third.md", "2031-10-01", "外長陸遠山10月1日在記者會上說，塔羅南已向26個國家提供600噸糧食。");
    desk.add();
    assert_eq!(asked(&archive), anew(&archive));
    assert_ne!(asked(&archive).0, before.0);
    let figures = archive.docket(&Filter::default(), &[Kind::Figure]).unwrap();
    for figure in figures.iter().filter(|f| f.source.ends_with("third.md")) {
        archive.decide(figure, Action::Reject, "林渡", "2031-11-01T00:00:00Z".parse().unwrap()).unwrap();
    }
    assert_eq!(asked(&archive).0, before.0);
    let topics = desk.folder().join("lexicon/topics.tsv");
    std::fs::write(topics, "港口\t渡口事務\tof our own\n").unwrap();
    // The tables of an open archive are those of its beginning, and what others keep is not theirs.
    let reopened = desk.archive();
    assert!(asked(&reopened).2.iter().any(|l| l.topic == "渡口事務"));
    assert_eq!(asked(&archive), anew(&archive));
    assert_eq!(asked(&reopened), anew(&reopened));
    assert_eq!(asked(&desk.archive()), anew(&reopened));
}

#[test]
fn an_answer_that_cannot_be_kept_is_given_all_the_same() {
    let desk = desk();
    let expect = asked(&desk.archive());
    for name in kept(&desk) {
        std::fs::write(desk.folder().join("answers").join(name), "tifa answer 1\nand then nothing").unwrap();
    }
    assert_eq!(asked(&desk.archive()), expect);
    std::fs::remove_dir_all(desk.folder().join("answers")).unwrap();
    // Who only asks leaves nothing behind.
    let reading = Archive::open_to_read(&desk.folder()).unwrap();
    assert_eq!((asked(&reading), kept(&desk).len()), (expect.clone(), 0));
    assert_eq!(reading.series_lying_ready(0..1).unwrap(), None);
    // A folder in which nothing can be made.
    std::fs::write(desk.folder().join("answers"), "").unwrap();
    assert_eq!(asked(&desk.archive()), expect);
}

#[test]
fn answers_of_another_archive_are_none() {
    let (one, other) = (desk(), Desk::new());
    asked(&one.archive());
    // As many documents and imports: the state has the same number.
    other
        .post("talks.md", "2031-06-01", "外長林渡6月1日在記者會上表示，岸國已向12個國家提供350噸鋼材。")
        .post("later.md", "2031-09-01", "外長林渡9月1日在記者會上說，岸國已向19個國家提供500多噸鋼材。");
    other.add();
    assert_eq!(one.archive().state().unwrap(), other.archive().state().unwrap());
    let answers = other.folder().join("answers");
    std::fs::create_dir(&answers).unwrap();
    for name in kept(&one) {
        std::fs::copy(one.folder().join("answers").join(&name), answers.join(name)).unwrap();
    }
    assert_eq!(asked(&other.archive()), anew(&other.archive()));
    // Nor are those of other days.
    let dated = Desk::new();
    for name in ["talks.md", "later.md"] {
        let text = std::fs::read_to_string(one.press().join(name)).unwrap();
        dated.put(name, text.split_once("---\n\n").unwrap().1);
    }
    let folder = dated.folder();
    let date = Some("2031-01-01".parse().unwrap());
    dated.add_with(&tifa_archive::AddOptions { date, ..Default::default() });
    let before = asked(&dated.archive());
    std::fs::remove_file(folder.join("catalogue.db")).unwrap();
    let date = Some("2031-02-01".parse().unwrap());
    dated.add_with(&tifa_archive::AddOptions { date, ..Default::default() });
    assert_eq!(asked(&dated.archive()), anew(&dated.archive()));
    assert_ne!(asked(&dated.archive()), before);
}

#[test]
fn several_may_ask_at_once() {
    let desk = desk();
    let expect = anew(&desk.archive());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..5).for_each(|_| assert_eq!(asked(&desk.archive()), expect)));
        }
    });
    assert_eq!(kept(&desk), ["lists", "mechanisms", "occasions", "series"]);
}

#[test]
fn the_first_entries_are_the_first_of_all() {
    let desk = Desk::new();
    let line = |day: u32, n: u32| {
        format!(
            "{{\"title\":\"短訊{n}\",\"date\":\"2031-05-{day:02}\",\"text\":\"外長林遠山5月{n}日說，有{n}艘渡輪復航。\"}}\n"
        )
    };
    // Many documents of one file and day, so that the first ones end in the middle of them.
    desk.put("a.jsonl", (1..30).map(|n| line(1, n)).collect::<String>());
    desk.put("b.jsonl", (1..500).map(|n| line(2 + n / 450, n % 28 + 1)).collect::<String>());
    desk.add();
    let archive = desk.archive();
    let mut all = archive.docket(&Filter::default(), &[Kind::Figure]).unwrap();
    all.sort_by(|a, b| {
        (a.published, &a.source, &a.document, a.start).cmp(&(b.published, &b.source, &b.document, b.start))
    });
    assert!(all.len() > 500, "{}", all.len());
    for most in [1, 7, 29, 40, 410, 520, usize::MAX] {
        let mut first = Vec::new();
        let mut each = |row| {
            first.push(row);
            match first.len() < most {
                true => std::ops::ControlFlow::Continue(()),
                false => std::ops::ControlFlow::Break(()),
            }
        };
        archive.each_entry(&Filter::default(), Kind::Figure, &mut each).unwrap();
        assert_eq!(first, all[..most.min(all.len())], "{most}");
    }
}
