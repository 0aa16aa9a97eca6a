use super::*;
use tifa_archive::Error;
use tifa_record::Genre;

/// Searches one text; shows each hit with its context and what the original has there.
fn check(text: &str, query: &str, expect: &[&str]) {
    let desk = Desk::new();
    desk.post("a.md", "2031-05-06", text);
    desk.add();
    let found = desk.search(query);
    let shown: Vec<String> = found
        .hits
        .iter()
        .map(|h| format!("{}[{}]{} = {}", h.before, h.text, h.after, desk.cut(h).escape_debug()))
        .collect();
    assert_eq!(shown, expect, "{query} in {text}");
    assert_eq!((found.total, found.documents), (expect.len(), usize::from(!expect.is_empty())));
    let limited = desk.search_with(query, &Filter::default(), Some(0));
    assert_eq!((limited.total, limited.hits.len()), (expect.len(), 0), "{query}, counted by the index");
}

#[test]
fn in_both_scripts() {
    let text = "各國不應對抗。";
    check(text, "对抗", &["各國不應[對抗]。 = 對抗"]);
    check(text, "對抗", &["各國不應[對抗]。 = 對抗"]);
    check(text, "国不应对", &["各[國不應對]抗。 = 國不應對"]);
    check(text, "抗衡", &[]);
}

#[test]
fn across_line_breaks_and_punctuation() {
    check(
        "雙方重申不衝\n突、不對抗的立場。",
        "不冲突不对抗",
        &["雙方重申[不衝突、不對抗]的立場。 = 不衝\\n突、不對抗"],
    );
    check("會談。結束", "谈结", &[]);
    check("會談。結束", "談。結", &["會[談。結]束 = 談。結"]);
    check("上段說山海\n\n之約不變", "海之", &[]);
}

#[test]
fn single_characters() {
    check("山高。海深，山", "山", &["[山]高。海深 = 山", "。海深，[山] = 山"]);
    check("海深。", "深", &["海[深]。 = 深"]);
}

#[test]
fn occurrences_do_not_overlap() {
    check("哈哈哈哈哈", "哈哈", &["[哈哈]哈哈哈 = 哈哈", "哈哈[哈哈]哈 = 哈哈"]);
    check("談談談談談", "谈谈谈", &["[談談談]談談 = 談談談"]);
    check("會談會談會談", "会谈会谈", &["[會談會談]會談 = 會談會談"]);
}

#[test]
fn markup_stands_aside() {
    check("開**放合**作的大門", "放合作", &["開[放合作]的大門 = 放合**作"]);
}

#[test]
fn nothing_to_look_for() {
    let desk = busy_desk(1);
    desk.add();
    for query in ["", "  ", "。", "、《》"] {
        let answer = desk.archive().search(
            query,
            &Filter::default(),
            &SearchOptions { context: 1, limit: None, ..SearchOptions::default() },
        );
        assert!(matches!(answer, Err(Error::BadQuery { .. })), "{query}");
    }
}

#[test]
fn an_empty_archive() {
    let desk = Desk::new();
    assert_eq!(desk.search("山").total, 0);
    assert_eq!(desk.archive().documents(&Filter::default()).unwrap(), []);
    assert_eq!(desk.complaints(), [""; 0]);
    assert_eq!(desk.add().files, 0);
    assert_eq!(desk.archive().status().unwrap().documents, 0);
}

fn sources(found: &Concordance) -> Vec<&str> {
    found.hits.iter().map(|h| h.source.as_str()).collect()
}

#[test]
fn ordered_by_day_with_undated_last() {
    let desk = Desk::new();
    desk.post("a.md", "2031-05-09", "對話。").post("b.md", "2031-05-07", "再次對話，繼續對話。");
    desk.put("c.txt", "不要對抗，要對話。\n");
    desk.add();
    assert_eq!(sources(&desk.search("对话")), ["press/b.md", "press/b.md", "press/a.md", "press/c.txt"]);
    for limit in 0..5 {
        let found = desk.search_with("对话", &Filter::default(), Some(limit));
        assert_eq!((found.hits.len(), found.total, found.documents), (limit.min(4), 4, 3));
    }
}

#[test]
fn filters() {
    let desk = Desk::new();
    desk.post("one/a.md", "2031-05-09", "對話。").post("two/b.md", "2031-05-07", "對話。對話。");
    desk.put("two.md", "對話無期。\n");
    desk.add_with(&AddOptions { outlet: Some("山海日報".to_owned()), ..AddOptions::default() });
    let all = Filter::default;
    let check = |filter: Filter, expect: &[&str]| {
        assert_eq!(sources(&desk.search_with("对话", &filter, None)), expect, "{filter:?}");
        let mut names: Vec<&str> = expect.to_vec();
        names.dedup();
        let rows = desk.archive().documents(&filter).unwrap();
        assert_eq!(rows.iter().map(|r| r.source.as_str()).collect::<Vec<_>>(), names, "{filter:?}");
    };
    let (a, b, c) = ("press/one/a.md", "press/two/b.md", "press/two.md");
    check(all(), &[b, b, a, c]);
    check(Filter { from: Some("2031-05-08".parse().unwrap()), ..all() }, &[a]);
    check(Filter { to: Some("2031-05-07".parse().unwrap()), ..all() }, &[b, b]);
    check(Filter { outlet: Some("山海日报".to_owned()), ..all() }, &[b, b, a, c]);
    check(Filter { outlet: Some("江河".to_owned()), ..all() }, &[]);
    check(Filter { under: vec!["press/two".to_owned()], ..all() }, &[b, b]);
    check(Filter { under: vec!["press/two/".to_owned(), "press/two.md".to_owned()], ..all() }, &[b, b, c]);
    let id = desk.archive().document("one/a.md").unwrap().row.document;
    check(Filter { document: Some(id[..10].to_owned()), ..all() }, &[a]);
    check(Filter { speaker: Some("無人".to_owned()), ..all() }, &[]);
}

#[test]
fn genres_are_counted_and_asked_for() {
    let desk = Desk::new();
    desk.post("news.md", "2031-05-09", "雙方將重啟對話。");
    desk.put("opinion.md", "---\ncategory: 社評\ndate: 2031-05-10\n---\n\n對話總比對抗好。\n");
    desk.put("talk.txt", "記者：對話何時重啟？\n\n林渡：對話不久重啟。\n\n記者：謝謝。\n\n林渡：不客氣。\n");
    desk.add();
    let check = |genre: Genre, expect: &str| {
        let filter = Filter { genre: Some(genre), ..Filter::default() };
        let found = desk.search_with("对话", &filter, None);
        assert_eq!(sources(&found), vec![expect; found.total], "{genre:?}");
        assert_eq!(found.genres, [(genre, 1)]);
        let rows = desk.archive().documents(&filter).unwrap();
        assert_eq!(rows.iter().map(|r| (&*r.source, r.genre)).collect::<Vec<_>>(), [(expect, genre)]);
    };
    check(Genre::Report, "press/news.md");
    check(Genre::Column, "press/opinion.md");
    check(Genre::Transcript, "press/talk.txt");
    assert_eq!(desk.search("对话").genres, Genre::ALL.map(|genre| (genre, 1)));
}

#[test]
fn an_archive_of_the_format_before_is_taken_over() {
    let desk = Desk::new();
    desk.put("opinion.md", "---\ncategory: 社評\ndate: 2031-05-10\n---\n\n林渡說，對話總比對抗好。\n");
    desk.add();
    let catalogue = rusqlite::Connection::open(desk.folder().join("catalogue.db")).unwrap();
    catalogue.execute_batch("ALTER TABLE documents DROP COLUMN genre; PRAGMA user_version = 2").unwrap();
    drop(catalogue);
    let archive = desk.archive();
    // What was read before knows no genre: it is to be read again.
    let stale = archive.search("对话", &Filter::default(), &SearchOptions::default());
    assert!(matches!(stale, Err(Error::Stale { .. })), "{stale:?}");
    archive.rebuild(&Default::default(), &crate::Log::default()).unwrap();
    assert_eq!(desk.search("对话").genres, [(Genre::Column, 1)]);
}

#[test]
fn what_recurs_does_not_count() {
    let desk = busy_desk(12);
    desk.put("single.md", "---\ndate: 2031-06-01\n---\n\n想看更多山海新聞，請訂閱本報。\n\n山海新聞不多。\n");
    desk.add();
    assert_eq!(desk.search("山海新闻").total, 14);
    // In another folder the note is no standing note.
    let by_outlet = AddOptions { outlet: Some("山海日報".to_owned()), ..AddOptions::default() };
    desk.add_with(&by_outlet);
    let found = desk.search("山海新闻");
    assert_eq!((found.total, sources(&found)), (1, vec!["press/single.md"]));
    assert_eq!(desk.search_with("山海新闻", &Filter::default(), Some(0)).total, 1);
    let all = Filter { boilerplate: true, ..Filter::default() };
    assert_eq!(desk.search_with("山海新闻", &all, None).total, 14);
    assert_eq!(desk.search_with("山海新闻", &all, Some(0)).total, 14);
    let full = desk.archive().document("single.md").unwrap();
    let kinds: Vec<bool> =
        full.document.blocks.iter().map(|b| b.kind == tifa_source::BlockKind::Boilerplate).collect();
    assert_eq!(kinds.iter().filter(|b| **b).count(), 1, "{kinds:?}");
}

#[test]
fn titles_that_stand_apart() {
    let desk = Desk::new();
    desk.put("a.md", "---\ntitle: \"山城會談：對話不可少\"\ndate: 2031-05-06\n---\n\n對話如期舉行。\n");
    desk.add();
    let found = desk.search("对话");
    assert_eq!(found.hits.iter().map(|h| desk.cut(h)).collect::<Vec<_>>(), ["對話", "對話"]);
    assert_eq!(found.hits[0].after, "不可少");
    assert_eq!(desk.search_with("会谈对话", &Filter::default(), Some(0)).total, 1);
    assert_eq!(desk.complaints(), [""; 0]);
}

#[test]
fn a_file_is_listed_under_the_name_asked_for() {
    let desk = Desk::new();
    desk.post("a/one.md", "2031-05-02", "海務部表示，航道暢通。");
    desk.put("b/two.md", std::fs::read(desk.press().join("a/one.md")).unwrap());
    desk.add();
    let archive = desk.archive();
    for (under, expect) in
        [("press", "press/a/one.md"), ("press/b", "press/b/two.md"), ("press/b/two.md", "press/b/two.md")]
    {
        let filter = Filter { under: vec![under.to_owned()], ..Filter::default() };
        let listed: Vec<String> = archive.documents(&filter).unwrap().into_iter().map(|d| d.source).collect();
        assert_eq!(listed, [expect], "{under}");
        let options = SearchOptions { context: 4, limit: None, ..SearchOptions::default() };
        let hits = archive.search("航道", &filter, &options).unwrap().hits;
        assert_eq!(hits.iter().map(|h| h.source.as_str()).collect::<Vec<_>>(), [expect], "{under}");
    }
}
