use super::*;
use crate::formulation::formulations;
use crate::trace::tests::press;

/// Only the formulations of the user's table `rows`, as lines of the ledger.
fn check(clippings: &[(&str, &str, &str)], name: &str, rows: &str, expect: &str) {
    let corpus = press(clippings);
    let list: Vec<Formulation> =
        formulations("mine.tsv", rows).0.into_iter().filter(|f| f.name == name).collect();
    let lines = ledger(&corpus, &list).unwrap();
    let show = |l: &Line| {
        let last = l.last.as_ref().and_then(|a| a.date).map(|d| d.to_string()).unwrap_or_default();
        let newest = l.newest.as_ref().map(|n| {
            let day = n.date.map(|d| d.to_string()).unwrap_or_default();
            let instead = n.instead.as_ref().map(|p| format!(" {}", p.text)).unwrap_or_default();
            format!(" {} {day} {}{instead}", n.speaker, if n.carries { "carries it" } else { "does not" })
        });
        format!("{}×{} last {last}{}", l.count, l.documents, newest.unwrap_or_default())
    };
    assert_eq!(lines.iter().map(show).collect::<Vec<_>>(), [expect]);
}

const MARCH: (&str, &str, &str) = (
    "2031-03-06",
    "河谷報",
    "東海國外長林遠舟周四在例行記者會上表示，雙方應當永遠堅持山海之約，讓兩國漁民共享平安。",
);
const MAY: (&str, &str, &str) = (
    "2031-05-06",
    "河谷報",
    "東海國外長林遠舟周四在例行記者會上表示，雙方應當永遠堅持河海新章，讓兩國漁民共享平安。",
);

#[test]
fn what_stood_in_its_place() {
    check(
        &[MARCH, MAY],
        "山海之約",
        "山海之約\t\t試",
        "1×1 last 2031-03-06 林遠舟 2031-05-06 does not \
         東海國外長林遠舟周四在例行記者會上表示，雙方應當永遠堅持河海新章，讓兩國漁民共享平安。",
    );
    check(&[MARCH], "山海之約", "山海之約\t\t試", "1×1 last 2031-03-06 林遠舟 2031-03-06 carries it");
    check(&[MAY], "山海之約", "山海之約\t\t試", "0×0 last ");
}

#[test]
fn one_wording_inside_another_counts_once() {
    check(
        &[MARCH],
        "山海之約",
        "山海之約\t堅持山海之約\t試",
        "1×1 last 2031-03-06 林遠舟 2031-03-06 carries it",
    );
}
