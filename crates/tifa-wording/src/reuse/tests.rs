use super::*;
use crate::corpus::Head;
use crate::memory::{Entry, Memory};
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::BTreeSet;
use tifa_record::Findings;
use tifa_source::{Block, BlockKind};
use tifa_text::SourceMap;

/// An entry of a text whose lines are its blocks; `#` opens a title, `-` boilerplate.
fn entry(n: usize, text: &str, day: Option<Date>, witness: &str) -> Entry {
    let mut at = 0;
    let mut blocks = Vec::new();
    for line in text.split('\n') {
        let (kind, shown) = match line.strip_prefix('#') {
            Some(title) => (BlockKind::Title, title),
            None => match line.strip_prefix('-') {
                Some(note) => (BlockKind::Boilerplate, note),
                None => (BlockKind::Paragraph, line),
            },
        };
        let mut map = SourceMap::default();
        map.push_verbatim(at, shown.len());
        at += shown.len() + 1;
        blocks.push(Block::new(kind, shown.to_owned(), map));
    }
    let head = Head {
        document: format!("{n:08}"),
        source: format!("{n:08}.txt"),
        day,
        outlet: Some("某報".to_owned()),
        title: None,
        witness: witness.to_owned(),
    };
    Entry { head, aside: vec![false; blocks.len()], blocks }
}

/// A corpus of these texts, one a day, without statements.
fn corpus(texts: &[impl AsRef<str>]) -> Memory {
    let day =
        |n: usize| Date::new(2020, 1, 1).ok().map(|d| d.saturating_add(jiff::Span::new().days(n as i64)));
    let entries = texts
        .iter()
        .enumerate()
        .map(|(n, text)| (entry(n, text.as_ref(), day(n), &format!("w{n}")), Findings::default()));
    Memory::with_findings(entries.collect())
}

fn exact(least: usize, spread: usize) -> Options {
    Options { least, near: false, spread, ..Options::default() }
}

fn all(corpus: &Memory, options: Options) -> Vec<Shared> {
    let reuse = Reuse::new(corpus, options).expect("a corpus in memory does not fail");
    let mut out = Vec::new();
    let mut each = |found: Vec<Shared>| {
        out.extend(found);
        ControlFlow::Continue(())
    };
    reuse.all(&(), &Ok, &mut each).expect("a corpus in memory does not fail");
    out
}

/// The folded characters of one side.
fn text(corpus: &Memory, run: Run) -> String {
    let letters = corpus.letters(run.text).expect("the text is there");
    letters.folded[run.range.range()].replace(crate::text::BLOCK_END, "")
}

/// What all pairs of `texts` share, as `a-b characters/identical text in a`.
fn check(texts: &[&str], options: Options, expect: &[&str]) {
    let corpus = corpus(texts);
    let found: Vec<String> = all(&corpus, options)
        .iter()
        .map(|s| format!("{}-{} {}/{} {}", s.a.text, s.b.text, s.characters, s.identical, text(&corpus, s.a)))
        .collect();
    assert_eq!(found, expect, "{texts:?}");
}

#[test]
fn runs_are_found_whole_across_script_wrap_and_blocks() {
    let options = exact(12, 200);
    check(
        &["天，山河湖海日月星辰風雨雷電。地", "山河湖海\n日月星辰风雨雷电。人", "山河湖海日月"],
        options,
        &["0-1 13/13 山河湖海日月星辰风雨雷电。"],
    );
    // At the beginning of both, and at the end of both.
    check(
        &["山河湖海日月星辰風雨雷電天", "山河湖海日月星辰風雨雷電地"],
        options,
        &["0-1 12/12 山河湖海日月星辰风雨雷电"],
    );
    check(
        &["天山河湖海日月星辰風雨雷電", "地山河湖海日月星辰風雨雷電"],
        options,
        &["0-1 12/12 山河湖海日月星辰风雨雷电"],
    );
    check(&["天山河湖海日月星辰風雨雷", "地山河湖海日月星辰風雨雷"], options, &[]);
    check(&["", "。", "山"], options, &[]);
}

#[test]
fn what_is_aside_does_not_count_and_a_title_at_the_end_joins_nothing() {
    let options = exact(12, 200);
    check(
        &["山河湖海日月\n-訂閱本報\n星辰風雨雷電天", "山河湖海日月星辰風雨雷電地"],
        options,
        &["0-1 12/12 山河湖海日月订阅本报星辰风雨雷电"],
    );
    check(&["-山河湖海日月星辰風雨雷電天", "山河湖海日月星辰風雨雷電地"], options, &[]);
    check(&["天山河湖海日月\n#星辰風雨雷電", "山河湖海日月星辰風雨雷電地"], options, &[]);
    check(
        &["天\n#山河湖海日月星辰風雨雷電", "#山河湖海日月星辰風雨雷電\n地"],
        options,
        &["0-1 12/12 山河湖海日月星辰风雨雷电"],
    );
}

#[test]
fn phrases_that_repeat_inside_a_document_are_found() {
    let phrase = "山河湖海日月星辰風雨雷電";
    let often = |n: usize, between: &str| (0..n).map(|i| format!("{phrase}{between}{i}")).collect::<String>();
    let corpus = corpus(&[often(40, "甲"), format!("乙{phrase}丙"), often(25, "丁")]);
    let found = all(&corpus, exact(12, 200));
    let pairs: BTreeSet<(u32, u32)> = found.iter().map(|s| (s.a.text, s.b.text)).collect();
    assert_eq!(pairs, BTreeSet::from([(0, 1), (0, 2), (1, 2)]));
}

#[test]
fn a_text_of_one_character_takes_no_longer() {
    let corpus = corpus(&["哈".repeat(40_000), "哈".repeat(30_000), "嘿".repeat(10_000)]);
    for near in [false, true] {
        let found = all(&corpus, Options { near, ..Options::default() });
        assert_eq!(found.first().map(|s| (s.a.text, s.b.text)), Some((0, 1)));
    }
}

#[test]
fn a_run_in_too_many_texts_is_boilerplate() {
    let note = "本報訊欲知詳情請按此閱讀全文";
    let texts: Vec<String> = (0..6)
        .map(|n| format!("{}{note}", if n < 2 { "山河湖海日月星辰風雨雷電" } else { "甲乙丙丁" }))
        .collect();
    let pairs = |spread| -> BTreeSet<(u32, u32)> {
        all(&corpus(&texts), exact(12, spread)).iter().map(|s| (s.a.text, s.b.text)).collect()
    };
    assert_eq!(pairs(5), BTreeSet::from([(0, 1), (2, 3), (2, 4), (2, 5), (3, 4), (3, 5), (4, 5)]));
    assert_eq!(pairs(6).len(), 15);
    assert_eq!(pairs(3), BTreeSet::from([(0, 1)]));
}

#[test]
fn changed_passages_are_followed_over_their_changes() {
    let options = Options { least: 20, ..Options::default() };
    check(
        &["山河湖海日月星辰風雨雷電春夏秋冬東西南北", "天山河湖海日月星辰風雨甲雷電春秋冬東西南北中"],
        options,
        &[],
    );
    check(
        &[
            "金木水火土山河湖海日月星辰風雨雷電春夏秋冬東西南北甲乙丙丁",
            "天金木水火土山河湖海日月星辰風雨甲雷電春秋冬東西南北甲乙丙丁中",
        ],
        options,
        &["0-1 29/28 金木水火土山河湖海日月星辰风雨雷电春夏秋冬东西南北甲乙丙丁"],
    );
}

#[test]
fn documents_of_one_body_are_one_text() {
    let body = "山河湖海日月星辰風雨雷電春夏秋冬東西南北金木水火土甲乙丙丁";
    let day = Date::new(2020, 1, 1).ok();
    let entries = vec![
        entry(0, body, day, "w"),
        entry(1, body, day, "w"),
        entry(2, &format!("天{body}"), None, "v"),
        entry(3, body, None, "w"),
    ];
    let corpus = Memory::with_findings(entries.into_iter().map(|e| (e, Findings::default())).collect());
    let pairs =
        |options| -> Vec<(u32, u32)> { all(&corpus, options).iter().map(|s| (s.a.text, s.b.text)).collect() };
    assert_eq!(pairs(exact(12, 200)), [(0, 2)]);
    assert_eq!(pairs(Options { witnesses: true, ..exact(12, 200) }).len(), 6);
    let reuse = Reuse::new(&corpus, exact(12, 200)).expect("in memory");
    assert_eq!((reuse.witnesses().of(0), reuse.witnesses().left_out()), (&[1, 3][..], 2));
    let (found, witnesses) = of(&corpus, 3, exact(12, 200)).expect("in memory");
    assert_eq!(found.iter().map(|s| (s.a.text, s.b.text)).collect::<Vec<_>>(), [(2, 3)]);
    assert_eq!(witnesses.of(3), [0, 1]);
    let (found, witnesses) = of(&corpus, 2, exact(12, 200)).expect("in memory");
    assert_eq!(found.iter().map(|s| (s.a.text, s.b.text)).collect::<Vec<_>>(), [(0, 2)]);
    assert_eq!(witnesses.of(0), [1, 3]);
}

/// The pairs of texts with a common run of `least` characters that stands in at most `spread` texts, by comparing all.
fn oracle(texts: &[String], least: usize, spread: usize) -> BTreeSet<(u32, u32)> {
    let mut grams: BTreeMap<Vec<char>, BTreeSet<u32>> = BTreeMap::new();
    for (n, text) in (0..).zip(texts) {
        let chars: Vec<char> = tifa_text::fold(&text.replace('\n', "")).text.chars().collect();
        for gram in chars.windows(least) {
            grams.entry(gram.to_vec()).or_default().insert(n);
        }
    }
    let mut pairs = BTreeSet::new();
    for texts in grams.values().filter(|t| t.len() <= spread) {
        pairs.extend(texts.iter().flat_map(|&a| texts.iter().filter(move |&&b| a < b).map(move |&b| (a, b))));
    }
    pairs
}

/// Texts made of pieces of a small stock, so that much is shared.
fn texts(with: &'static str) -> impl Strategy<Value = Vec<String>> {
    let piece = proptest::string::string_regex(with).expect("a pattern");
    proptest::collection::vec(piece, 3..8).prop_flat_map(|stock| {
        let text = proptest::collection::vec(proptest::sample::select(stock), 0..8);
        proptest::collection::vec(text.prop_map(|pieces| pieces.concat()), 2..9)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn finds_the_pairs_that_comparing_all_finds(texts in texts("[甲乙丙丁戊己庚辛。\n]{1,16}"), spread in 2usize..7) {
        let corpus = corpus(&texts);
        let found = all(&corpus, exact(12, spread));
        let pairs: BTreeSet<(u32, u32)> = found.iter().map(|s| (s.a.text, s.b.text)).collect();
        prop_assert_eq!(pairs, oracle(&texts, 12, spread));
        for s in &found {
            prop_assert_eq!(text(&corpus, s.a), text(&corpus, s.b));
            prop_assert!(s.characters >= 12 && s.identical == s.characters);
        }
        // Any number of threads gives the same, and passages that may differ are no fewer pairs.
        prop_assert_eq!(&found, &all(&corpus, Options { threads: 3, ..exact(12, spread) }));
        let near = all(&corpus, Options { near: true, ..exact(12, spread) });
        let with_near: BTreeSet<(u32, u32)> = near.iter().map(|s| (s.a.text, s.b.text)).collect();
        prop_assert!(with_near.is_superset(&oracle(&texts, 12, spread)));
        prop_assert!(near.iter().all(|s| s.similarity() >= 0.8 && s.characters >= 12));
    }

    #[test]
    // An index of pairs cannot find what has none, so no sentence is a single character.
    fn one_document_has_the_same_pairs_as_all(texts in texts("([甲乙丙丁戊己庚辛]{3,9}。?){1,3}")) {
        let corpus = corpus(&texts);
        let pairs = oracle(&texts, 12, 200);
        for n in 0..texts.len() as u32 {
            let (found, _) = of(&corpus, n, exact(12, 200)).expect("in memory");
            let found: BTreeSet<(u32, u32)> = found.iter().map(|s| (s.a.text, s.b.text)).collect();
            let expect = pairs.iter().copied().filter(|p| p.0 == n || p.1 == n).collect();
            prop_assert_eq!(found, expect);
        }
    }

    #[test]
    fn no_input_makes_it_fail(texts in proptest::collection::vec(".{0,40}", 0..5)) {
        all(&corpus(&texts), Options { least: 0, ..Options::default() });
    }
}

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    /// Ideographs, some much more frequent than others.
    fn text(&mut self, length: usize) -> Vec<char> {
        let ideograph = |r: &mut Self| {
            let among = [20, 200, 2000][r.below(3)];
            char::from_u32(0x4E00 + 7 * r.below(among) as u32).unwrap_or('一')
        };
        (0..length).map(|_| ideograph(self)).collect()
    }

    /// With a tenth of its characters replaced, dropped, or others added.
    fn changed(&mut self, passage: &[char]) -> Vec<char> {
        let mut out = passage.to_vec();
        for _ in 0..passage.len() / 10 {
            let at = self.below(out.len());
            let new = self.text(1)[0];
            match self.below(3) {
                0 => out[at] = new,
                1 => out.insert(at, new),
                _ => drop(out.remove(at)),
            }
        }
        out
    }
}

#[test]
fn passages_with_a_tenth_of_their_characters_changed_are_found() {
    let mut random = Random(11);
    let (mut cases, mut found, mut one_found) = (0, 0, 0);
    for _ in 0..20 {
        let sources: Vec<Vec<char>> = (0..20).map(|_| random.text(600)).collect();
        let mut texts = sources.clone();
        let mut places = Vec::new();
        for source in &sources {
            let length = 60 + random.below(241);
            let at = random.below(source.len() - length);
            let mut text = random.text(200);
            let to = random.below(200);
            let passage = random.changed(&source[at..at + length]);
            places.push((at..at + length, to..to + passage.len()));
            text.splice(to..to, passage);
            texts.push(text);
        }
        let corpus = corpus(&texts.iter().map(|t| t.iter().collect::<String>()).collect::<Vec<_>>());
        let shared = all(&corpus, Options::default());
        // Both sides are mostly there: four fifths of their characters, three bytes each.
        let covers = |run: Run, place: &std::ops::Range<usize>| {
            let start = (run.range.start as usize / 3).max(place.start);
            let end = (run.range.end as usize / 3).min(place.end);
            end.saturating_sub(start) * 5 >= place.len() * 4
        };
        for (n, (from, to)) in (0..).zip(&places) {
            let is_found = |all: &[Shared]| {
                let pair = |s: &&Shared| s.a.text == n && s.b.text == n + 20;
                all.iter().filter(pair).any(|s| covers(s.a, from) && covers(s.b, to))
            };
            let (of_one, _) = of(&corpus, n + 20, Options::default()).expect("in memory");
            cases += 1;
            found += usize::from(is_found(&shared));
            one_found += usize::from(is_found(&of_one));
        }
    }
    assert!(found * 100 >= cases * 95, "{found} of {cases}");
    assert!(one_found * 100 >= cases * 95, "{one_found} of {cases}");
}

#[test]
fn a_changed_passage_of_which_one_gram_is_untouched_is_found_by_all_and_by_one() {
    let mut random = Random(5);
    for case in 0..200 {
        let passage = random.text(31);
        let mut changed = passage.clone();
        let mut runs = [8, 7, 7, 6];
        runs.rotate_left(case % 4);
        let mut at = 0;
        for run in &runs[..3] {
            at += run;
            changed[at] = '零';
            at += 1;
        }
        let texts = [passage, changed].map(|p| {
            let around = [random.text(40), random.text(40)];
            [&around[0][..], &p, &around[1]].concat().into_iter().collect::<String>()
        });
        let corpus = corpus(&texts);
        let found = all(&corpus, Options::default());
        assert_eq!(found.iter().map(|s| s.characters >= 31).collect::<Vec<_>>(), [true], "{texts:?}");
        let (of_one, _) = of(&corpus, 0, Options::default()).expect("in memory");
        assert_eq!(found, of_one);
    }
}

/// Passages of two texts with statements, as told.
fn told(a: (&str, &str), b: (&str, &str)) -> Vec<Told> {
    let entries = [a, b]
        .into_iter()
        .enumerate()
        .map(|(n, (day, text))| entry(n, text, day.parse().ok(), &format!("w{n}")));
    let corpus = Memory::new(entries.collect());
    let shared = all(&corpus, Options { least: 16, ..Options::default() });
    let evidence = Evidence::new(&corpus, Witnesses::default());
    shared.iter().filter_map(|s| evidence.tell(s).expect("in memory")).collect()
}

#[test]
fn quotation_is_told_from_copy() {
    let words = "我們願意同各方一道把這條航道的對話長期維持下去並且擴大";
    let copied = "港口當天上午十時起恢復通航，首批三艘渡輪先後駛離碼頭前往對岸";
    let quoted = |before: &str| format!("{before}「{words}。」");
    let found = told(
        ("2020-01-01", &quoted("外交部發言人佩利格表示：")),
        ("2020-01-03", &quoted("在昨日的記者會上，佩利格指出：")),
    );
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!((one.kind, one.speaker.as_deref(), one.days), (Kind::Quotation, Some("佩利格"), Some(2)));
    assert_eq!(one.direction, Some("a→b"));
    let found = told(("2020-01-01", copied), ("2020-01-01", &format!("據報道，{copied}。")));
    let [one] = &found[..] else { panic!("{found:?}") };
    assert_eq!((one.kind, &one.speaker, one.days, one.direction), (Kind::Copy, &None, Some(0), None));
    let found = told(("", copied), ("2020-01-01", copied));
    assert_eq!((found[0].days, found[0].direction), (None, None));
}
