//! Passages shared between documents of an archive; of the corpus, where it is at hand.

use super::*;
use tifa_text::fold;
use tifa_wording::Corpus;
use tifa_wording::reuse::{self, Evidence, Kind, Options, Reuse, Shared, Told, chains};

/// The folder of shared material: `$TIFA_SHARED`, else beside the workspace.
fn shared() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let dir = std::env::var_os("TIFA_SHARED").map_or_else(beside, PathBuf::from).join("corpus");
    let found = dir.is_dir();
    if !found {
        eprintln!("skipped: {} is not there", dir.display());
    }
    found.then_some(dir)
}

/// What all documents of `desk` share, and as told.
fn all(desk: &Desk) -> (Vec<Shared>, Vec<Told>) {
    let archive = desk.archive();
    let texts = archive.texts(&Filter::default()).unwrap();
    let reuse = Reuse::new(&texts, Options { threads: 2, ..Options::default() }).unwrap();
    let evidence = Evidence::new(&texts, reuse.witnesses().clone());
    let (mut found, mut told) = (Vec::new(), Vec::new());
    let mut each = |some: Vec<Shared>| {
        told.extend(some.iter().filter_map(|s| evidence.tell(s).unwrap()));
        found.extend(some);
        ControlFlow::Continue(())
    };
    reuse.all(&(), &Ok, &mut each).unwrap();
    (found, told)
}

#[test]
fn a_copy_is_found_from_either_side_and_cited_by_its_bytes() {
    let copied = "港口當天上午十時起恢復通航，首批三艘渡輪先後駛離碼頭前往對岸，旅客井然有序";
    let other = "港口当天上午十时起恢复通航，首批三艘渡轮\n先后驶离码头前往对岸，旅客井然有序";
    let desk = Desk::new();
    desk.put("a.md", format!("---\ndate: 2020-01-02\n---\n本報昨日消息。{copied}。"));
    desk.put("b.txt", format!("{other}。另据了解，航班照常。"));
    desk.put("c.md", format!("---\ntitle: 復航\ndate: 2020-01-02\n---\n本報昨日消息。{copied}。"));
    desk.archive().add(&[desk.press()], &AddOptions::default(), &Log::default()).unwrap();
    let (found, told) = all(&desk);
    let [one] = &told[..] else { panic!("{told:?}") };
    assert_eq!((one.kind, one.characters, one.direction), (Kind::Copy, 36, None));
    assert!(one.b.passage.text.contains("先后驶离"), "{one:?}");
    assert_eq!(one.a.witnesses.len() + one.b.witnesses.len(), 1);
    for side in [&one.a, &one.b] {
        let name = side.passage.source.trim_start_matches("press/");
        let bytes = std::fs::read(desk.press().join(name)).unwrap();
        let cut =
            std::str::from_utf8(&bytes[side.passage.start as usize..side.passage.end as usize]).unwrap();
        assert_eq!(fold(cut).text, fold(&side.passage.text).text);
    }
    let archive = desk.archive();
    let texts = archive.texts(&Filter::default()).unwrap();
    for &number in Reuse::new(&texts, Options::default()).unwrap().texts() {
        let (of_one, _) = reuse::of(&texts, number, Options::default()).unwrap();
        assert_eq!(of_one, found, "document {number}");
    }
}

#[test]
fn two_reports_of_one_speech_in_the_seeds() {
    let Some(corpus) = shared() else { return };
    let desk = Desk::new();
    desk.archive().add(&[corpus.join("seeds")], &AddOptions::default(), &Log::default()).unwrap();
    let (_, told) = all(&desk);
    let is = |side: &reuse::Side, seed: &str| side.passage.source.starts_with(&format!("seeds/{seed}"));
    let found: Vec<&Told> = told.iter().filter(|t| is(&t.a, "000") && is(&t.b, "001")).collect();
    let longest = found.iter().max_by_key(|t| t.characters).expect("the passage of both");
    // Seventy-six characters as printed; commas are not counted.
    assert!(longest.characters >= 70 && longest.a.passage.text.chars().count() >= 76, "{longest:?}");
    assert_eq!((longest.kind, longest.direction, longest.days), (Kind::Quotation, Some("a→b"), Some(27)));
}

#[test]
fn reports_that_take_up_one_another_are_a_chain_and_scripts_do_not_matter() {
    let Some(corpus) = shared() else { return };
    let desk = Desk::new();
    let put = |from: &str| {
        let name = Path::new(from).file_name().unwrap().to_str().unwrap();
        std::fs::read(corpus.join(from)).map(|bytes| desk.put(name, bytes)).is_ok()
    };
    let chain = ["31793", "32630", "32703", "33229"];
    if !chain.iter().all(|n| put(&format!("hkcnews/article_{n}.md"))) {
        eprintln!("skipped: the corpus lacks the reports");
        return;
    }
    desk.archive().add(&[desk.press()], &AddOptions::default(), &Log::default()).unwrap();
    let archive = desk.archive();
    let texts = archive.texts(&Filter::default()).unwrap();
    let mut found = Vec::new();
    for &number in texts.numbers() {
        found.extend(reuse::of(&texts, number, Options::default()).unwrap().0);
    }
    let [one] = &chains(&found)[..] else { panic!("{found:?}") };
    let named: Vec<String> = one.links.iter().map(|l| texts.head(l.text).unwrap().source.clone()).collect();
    assert_eq!(named, chain.map(|n| format!("press/article_{n}.md")));

    if !put("hkcnews/article_24216.md") || !put("mfa/GS66.txt") {
        return;
    }
    desk.archive().add(&[desk.press()], &AddOptions::default(), &Log::default()).unwrap();
    let (_, told) = all(&desk);
    let meets = |t: &&Told| {
        let names = [&t.a.passage.source, &t.b.passage.source];
        names.iter().any(|n| n.contains("24216")) && names.iter().any(|n| n.contains("GS66"))
    };
    assert!(told.iter().filter(meets).any(|t| t.characters > 150));
}
