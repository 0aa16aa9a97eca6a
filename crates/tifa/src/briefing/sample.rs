//! A briefing of invented clippings, made from rows alone, for tests of the page.

use super::tests::statement;
use super::{Briefing, Tally, choose, page};
use std::collections::BTreeSet;
use tifa_archive::{Cited, DocumentRow, FullDocument, Person, StatementRow};
use tifa_record::Mode;
use tifa_record::register::{self, Register};
use tifa_source::{Block, BlockKind, Dated, Document, Evidence, Metadata, Url};
use tifa_text::{ByteRange, SourceMap};

/// A clipping as its paragraphs; `甲|{…}` marks a statement of 甲, `[…]` a quotation inside it.
fn clipping(
    id: &str,
    day: &str,
    outlet: &str,
    title: &str,
    occasion: Option<&str>,
    paragraphs: &[&str],
) -> FullDocument {
    let mut blocks = Vec::new();
    let mut statements = Vec::new();
    let mut at = 500u32;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let mut text = String::new();
        let mut open: Option<(String, u32)> = None;
        let mut quote = None;
        let mut quotes = Vec::new();
        let mut speaker = String::new();
        for c in paragraph.chars() {
            let here = text.len() as u32;
            match c {
                '{' => open = Some((std::mem::take(&mut speaker), here)),
                '[' => quote = Some(here),
                ']' => quotes.extend(quote.take().map(|start| Cited {
                    start: at + start,
                    end: at + here,
                    text: text[start as usize..].to_owned(),
                })),
                '}' => statements.extend(open.take().map(|(speaker, start)| StatementRow {
                    source: format!("press/{id}.md"),
                    start: at + start,
                    end: at + here,
                    text: text[start as usize..].to_owned(),
                    mode: if quotes.is_empty() { Mode::Indirect } else { Mode::Mixed },
                    quotes: std::mem::take(&mut quotes),
                    occasion: occasion.map(str::to_owned),
                    chain: vec![outlet.to_owned()],
                    outlet: Some(outlet.to_owned()),
                    title: Some(title.to_owned()),
                    place: (i as u32, ByteRange { start, end: here }),
                    ..statement(id, &speaker, day.parse().ok())
                })),
                '|' => speaker = text.split_off(text.rfind('@').unwrap_or(text.len())).replace('@', ""),
                c => text.push(c),
            }
        }
        let map = SourceMap::verbatim(at as usize, text.len());
        at += text.len() as u32 + 2;
        let kind = if i == 0 { BlockKind::Title } else { BlockKind::Paragraph };
        blocks.push(Block::new(kind, text, map));
    }
    let date = day.parse().ok().map(|day| Dated { day, evidence: Evidence::FrontMatter, span: None });
    let metadata = Metadata {
        title: Some(title.to_owned()),
        date,
        outlet: Some(outlet.to_owned()),
        language: Some("zh-Hant".to_owned()),
        url: Some(Url { original: String::new(), unwrapped: "javascript:alert(1)".to_owned() }),
        ..Metadata::default()
    };
    let row = DocumentRow {
        document: id.to_owned(),
        source: format!("press/{id}.md"),
        ordinal: 0,
        metadata: metadata.clone(),
        original: "ab".repeat(32),
        encoding: "UTF-8".to_owned(),
        text: id.to_owned(),
        statements: statements.len() as u32,
        characters: 100,
        genre: Default::default(),
    };
    let document = Document { ordinal: 0, metadata, blocks };
    FullDocument { row, document, statements, witnesses: Vec::new() }
}

fn sample(most: usize) -> Briefing {
    let all = vec![
        clipping(
            "aaaa",
            "2031-02-03",
            "河谷日報",
            "兩岸復航<script>alert(1)</script>",
            None,
            &[
                "兩岸復航",
                "北岸外長林渡說，@林渡|{渡輪[不是籌碼]，三月一日起復航}。@林渡|{他又說，票價不變}。",
                "記者<b>在場</b>。",
            ],
        ),
        clipping(
            "bbbb",
            "2031-05-09",
            "山城晚報",
            "河谷論壇閉幕",
            Some("河谷論壇"),
            &["河谷論壇閉幕", "南岸總理白嶺表示，@白嶺|{兩岸要[多走動、少猜疑]}。", "@林渡|{同意}。"],
        ),
        clipping("cccc", "", "山城晚報", "沒有日子的一篇", None, &["沒有日子的一篇", "這一篇沒有人說話。"]),
    ];
    let mut tally = Tally::new(Register::shipped());
    all.iter().flat_map(|d| &d.statements).for_each(|s| tally.count(s));
    let rows: Vec<DocumentRow> = all.iter().map(|d| d.row.clone()).collect();
    let chosen: BTreeSet<String> = choose(&rows, most).into_iter().map(|r| r.document.clone()).collect();
    let clippings = all.into_iter().filter(|d| chosen.contains(&d.row.document)).collect();
    Briefing::new("press & <co>".to_owned(), rows, clippings, tally, Vec::new())
}

/// Values of an attribute in the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_has_one_target() {
    for most in [10, 1] {
        let html = page(&sample(most));
        let ids = values(&html, "id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(known.len(), ids.len(), "an id stands twice");
        for href in values(&html, "href") {
            let target = href.strip_prefix('#').expect("links stay in the page");
            assert!(known.contains(target), "{href}");
        }
    }
}

#[test]
fn nothing_of_a_clipping_becomes_markup() {
    let html = page(&sample(10));
    assert!(!html.contains("<script"));
    assert!(!html.contains("<b>在場"));
    assert!(!html.contains("href=\"javascript"));
    assert!(html.contains("&lt;b&gt;在場&lt;/b&gt;"));
    assert!(html.contains("<title>Briefing: press &amp; &lt;co&gt;</title>"));
}

#[test]
fn statements_are_marked_where_they_stand() {
    let html = page(&sample(10));
    let check = |part: &str| assert!(html.contains(part), "{part}\n{html}");
    check(
        "北岸外長林渡說，<mark class=\"s1\" id=\"s-aaaa-0\" data-n=\"1\">渡輪</mark><mark class=\"s1 quoted\">不是籌碼</mark>",
    );
    check("<mark class=\"s1\" id=\"s-aaaa-1\" data-n=\"2\">他又說，票價不變</mark>");
    check("href=\"#s-bbbb-0\"");
    check("河谷論壇");
}

#[test]
fn a_speaker_has_a_page_that_every_naming_leads_to() {
    let html = page(&sample(10));
    let pages = html.split("<section id=\"people\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let page = pages.and_then(|p| p.split("<article").nth(1)).expect("a page for the first speaker");
    assert!(page.contains("id=\"p-1\"") && page.contains(">林渡</h3>"), "{page}");
    for link in ["#s-aaaa-0", "#s-aaaa-1", "#s-bbbb-1", "#d-aaaa", "#d-bbbb"] {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link} in {page}");
    }
    assert!(page.contains("via 河谷日報"), "{page}");
    // The index, the timeline, the record of two occasions, and the margins of three statements.
    assert!(html.matches("href=\"#p-1\"").count() >= 7, "{}", html.matches("href=\"#p-1\"").count());
}

#[test]
fn names_are_joined_and_shown_as_printed() {
    let all = vec![
        clipping("aaaa", "2020-07-09", "甲報", "一", None, &["一", "@川普|{再談}。"]),
        clipping(
            "bbbb",
            "2020-07-08",
            "乙報",
            "二",
            None,
            &["二", "@特朗普|{談}。", "@特朗普+林渡|{同意}。"],
        ),
        clipping("cccc", "2020-07-10", "乙報", "三", None, &["三", "@美國總統|{不談}。"]),
    ];
    let people = Register::shipped();
    let identified = |mut d: FullDocument| {
        for s in &mut d.statements {
            let found = people.identify(&s.speaker, register::Evidence::on(s.date));
            s.person = found.map(|f| Person { name: f.entry.name.clone(), by: f.by });
        }
        d
    };
    let all: Vec<FullDocument> = all.into_iter().map(identified).collect();
    let mut tally = Tally::new(people);
    all.iter().flat_map(|d| &d.statements).for_each(|s| tally.count(s));
    let rows = all.iter().map(|d| d.row.clone()).collect();
    let briefing = Briefing::new("press".to_owned(), rows, all, tally, Vec::new());
    let speakers: Vec<String> = briefing
        .speakers
        .iter()
        .map(|s| format!("{} {:?} {} {:?}", s.name, s.others, s.count, s.said))
        .collect();
    let expect = [
        "特朗普 [\"川普\"] 3 [(1, 0), (1, 1), (0, 0), (2, 0)]",
        "林渡 [] 1 [(1, 1)]",
        "美國總統 [] 1 [(2, 0)]",
    ];
    assert_eq!(speakers, expect);
    let html = page(&briefing);
    assert!(
        html.contains("<a class=\"who\" href=\"#p-1\">特朗普</a> + <a class=\"who\" href=\"#p-2\">林渡</a>")
    );
    assert!(
        html.contains(
            "美國總統</a> <span class=\"register\" lang=\"en\">per register <span lang=\"zh\">特朗普"
        )
    );
}

#[test]
fn a_large_folder_is_cut_and_says_so() {
    let html = page(&sample(1));
    assert!(html.contains("show 1 of 3 documents"));
    assert!(html.contains("id=\"d-aaaa\"") && !html.contains("id=\"d-bbbb\""));
    assert!(html.contains("沒有日子的一篇"), "every document is listed");
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    assert_eq!(page(&sample(10)), page(&sample(10)));
}
