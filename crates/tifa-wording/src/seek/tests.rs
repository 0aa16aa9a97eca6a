use super::*;
use crate::corpus::Head;
use crate::memory::{Entry, Memory};
use crate::text::BLOCK_END;
use proptest::prelude::*;
use tifa_record::Findings;
use tifa_source::{Block, BlockKind};
use tifa_text::{SourceMap, fold};

/// Texts of blocks divided by `/`.
fn corpus(texts: &[&str]) -> Memory {
    let entry = |(i, text): (usize, &&str)| {
        let block = |t: &str| Block::new(BlockKind::Paragraph, t.to_owned(), SourceMap::verbatim(0, t.len()));
        let head = Head {
            document: format!("{i:04}"),
            source: format!("{i:04}.txt"),
            day: None,
            outlet: None,
            title: None,
            witness: i.to_string(),
        };
        let blocks = text.split('/').map(block).collect();
        (Entry { head, blocks, aside: Vec::new() }, Findings::default())
    };
    Memory::with_findings(texts.iter().enumerate().map(entry).collect())
}

/// What was found, as `text:words similarity`.
fn shown(corpus: &Memory, found: &[Near]) -> String {
    let one = |n: &Near| {
        let letters = corpus.letters(n.text).unwrap();
        let words = n.range.of(&letters.folded).replace(BLOCK_END, "/");
        format!("{}:{words} {:.2}", n.text, n.similarity)
    };
    found.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The three nearest.
fn check(texts: &[&str], query: &str, expect: &str) {
    let corpus = corpus(texts);
    let found = nearest(&corpus, &fold(query).text, 3, 0.5).unwrap();
    assert_eq!(shown(&corpus, &found), expect, "{query}");
}

/// All within some edits.
fn check_within(texts: &[&str], query: &str, edits: usize, expect: &str) {
    let corpus = corpus(texts);
    let found = within(&corpus, &fold(query).text, edits).unwrap();
    assert_eq!(shown(&corpus, &found), expect, "{query}");
}

#[test]
fn the_phrase_itself() {
    check(&["港口明日重開，漁船出海"], "港口明日重开", "0:港口明日重开 1.00");
    check(&["无关", "港口重開。港口重开"], "港口重開", "1:港口重开 1.00, 1:港口重开 1.00");
    check(&["港口"], "港口", "0:港口 1.00");
}

#[test]
fn changed_dropped_and_added_characters() {
    check(&["众人说港口明日重开给渔船"], "港口后日重开", "0:港口明日重开 0.83");
    check(&["众人说港口明日上午重开给渔船"], "港口明日重开", "0:港口明日上午重开 0.86");
    check(&["众人说港口重开给渔船"], "港口明日重开", "0:港口重开 0.80");
}

#[test]
fn sentences_and_paragraphs_do_not_part() {
    check(&["港口明日重开。渔船出海"], "港口明日重开，渔船出海", "0:港口明日重开。渔船出海 1.00");
    check(&["港口明日重开/渔船出海"], "重开。渔船", "0:重开/渔船 1.00");
    check(&["港口！！！重开"], "港口重开", "0:港口!!!重开 1.00");
}

#[test]
fn what_is_not_there() {
    check(&["港口明日重开"], "灯塔", "");
    check(&["港口明日重开"], "", "");
    check(&["港口明日重开"], "港", "");
    check(&[], "港口", "");
    check(&[""], "。。", "");
}

#[test]
fn a_quotation_longer_than_its_text() {
    check(&["港口明日重开"], "港口明日重开，渔船出海", "0:港口明日重开 0.75");
}

#[test]
fn all_within_a_number_of_edits() {
    check_within(&["山河湖海，山川湖海"], "山河湖海", 0, "0:山河湖海 1.00");
    check_within(&["山河湖海，山川湖海"], "山河湖海", 1, "0:山河湖海 1.00, 0:山川湖海 0.75");
    check_within(&["山海", "山河河湖海"], "山河湖海", 1, "1:山河河湖海 0.89");
    check_within(&["山河/湖海。山河。湖海"], "山河湖海", 0, "0:山河/湖海 1.00, 0:山河。湖海 1.00");
    check_within(&["山"], "山", 1, "");
    // The first place ends in what would be the longest form of the second.
    let text = "山河河湖日日河日湖海河湖山日";
    check_within(&[text], "山河日河日湖", 2, "0:山河河湖 0.80, 0:日日河日湖 0.73");
}

/// The greatest similarity of any window of any text that runs over at most `ends` ends of blocks.
fn best(corpus: &Memory, phrase: &[char], ends: usize) -> f64 {
    let mut best: f64 = 0.0;
    for &n in corpus.numbers() {
        let bare = Bare::new(&corpus.letters(n).unwrap().folded);
        let text = &bare.characters;
        for start in 0..text.len() {
            for end in start + 1..=text.len() {
                if (start + 1..end).filter(|&i| !bare.joined(i)).count() > ends {
                    break;
                }
                let common = plain_common(phrase, &text[start..end]);
                best = best.max(2.0 * common as f64 / (phrase.len() + end - start) as f64);
            }
        }
    }
    best
}

fn plain_common(a: &[char], b: &[char]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for &x in a {
        let mut diagonal = 0;
        for (j, &y) in b.iter().enumerate() {
            let up = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { up.max(row[j]) };
            diagonal = up;
        }
    }
    row[b.len()]
}

fn levenshtein(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let up = row[j + 1];
            row[j + 1] = (diagonal + usize::from(x != y)).min(up + 1).min(row[j] + 1);
            diagonal = up;
        }
    }
    row[b.len()]
}

proptest! {
    #[test]
    fn the_nearest_is_the_nearest_of_all_windows(
        texts in prop::collection::vec("[山河湖海日月/]{0,30}", 1..4),
        phrase in "[山河湖海日月]{6,9}",
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let corpus = corpus(&texts);
        let phrase_characters: Vec<char> = phrase.chars().collect();
        let found = nearest(&corpus, &phrase, 1, 0.0).unwrap();
        let similarity = found.first().map_or(0.0, |n| n.similarity);
        // An edit in three characters may leave no pair, and so may two ends of blocks; above that nothing is lost.
        for (ends, sure) in [(0, 0.8), (1, 0.9)] {
            let best = best(&corpus, &phrase_characters, ends);
            prop_assert!(best < sure || similarity >= best, "{similarity} for {best}");
        }
        prop_assert!(similarity <= best(&corpus, &phrase_characters, usize::MAX));
    }

    #[test]
    fn within_misses_nothing(
        text in "[山河湖海日月]{0,30}",
        phrase in "[山河湖海日月]{6,9}",
        edits in 0usize..3,
    ) {
        let corpus = corpus(&[&text]);
        let (p, t): (Vec<char>, Vec<char>) = (phrase.chars().collect(), text.chars().collect());
        let found = within(&corpus, &phrase, edits).unwrap();
        let mut least = usize::MAX;
        for start in 0..t.len() {
            for end in start + 1..=t.len() {
                let distance = levenshtein(&p, &t[start..end]);
                least = least.min(distance);
                let covered = found.iter().any(|n| {
                    let (s, e) = (n.range.start as usize / 3, n.range.end as usize / 3);
                    n.edits <= distance && s < end && start < e
                });
                prop_assert!(distance > edits || covered, "{start}..{end}");
            }
        }
        prop_assert_eq!(found.iter().map(|n| n.edits).min(), Some(least).filter(|&l| l <= edits));
        for n in found {
            let here: Vec<char> = n.range.of(&text).chars().collect();
            prop_assert_eq!(levenshtein(&p, &here), n.edits);
        }
    }

    #[test]
    fn a_spoiled_quotation_is_found(
        texts in prop::collection::vec("([一-鿋]{8,14}[。，]){9,12}", 5..9),
        at in 10usize..40,
        changes in prop::collection::vec((0usize..25, "[一-鿋]"), 0..4),
    ) {
        let corpus = corpus(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        let bare = Bare::new(&corpus.letters(2).unwrap().folded);
        let mut phrase: Vec<char> = bare.characters[at..at + 25].to_vec();
        for (i, c) in changes {
            phrase[i] = c.chars().next().unwrap();
        }
        let phrase = fold(&phrase.into_iter().collect::<String>()).text;
        let found = nearest(&corpus, &phrase, 1, 0.5).unwrap();
        prop_assert_eq!(found[0].text, 2);
        prop_assert!(found[0].similarity >= 0.88);
    }

    #[test]
    fn common_is_the_longest_common_subsequence(a in "[山河湖]{0,150}", b in "[山河湖]{0,150}") {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        prop_assert_eq!(align::common(&a, &b), plain_common(&a, &b));
    }
}
