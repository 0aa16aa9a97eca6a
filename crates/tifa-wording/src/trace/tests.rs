use super::*;
use crate::memory::{Entry, Memory};
use tifa_source::{Block, BlockKind};
use tifa_text::SourceMap;

/// A corpus of clippings: day, outlet, paragraphs between `/`.
pub(crate) fn press(clippings: &[(&str, &str, &str)]) -> Memory {
    let entry = |(i, (day, outlet, text)): (usize, &(&str, &str, &str))| {
        let block = |text: &str| {
            Block::new(BlockKind::Paragraph, text.to_owned(), SourceMap::verbatim(0, text.len()))
        };
        Entry {
            head: Head {
                document: format!("d{i}"),
                source: format!("{i}.md"),
                day: day.parse().ok(),
                outlet: Some((*outlet).to_owned()),
                title: None,
                witness: format!("w{i}"),
            },
            blocks: text.split('/').map(block).collect(),
            aside: Vec::new(),
        }
    };
    Memory::new(clippings.iter().enumerate().map(entry).collect())
}

/// Attestations and variants as `day speaker standing text`.
fn check(corpus: &Memory, phrase: &str, expect: &[&str]) {
    let found = trace(corpus, &Phrase::new(phrase).unwrap(), &Options::default()).unwrap();
    let show = |a: &Attestation| {
        let day = a.date.map(|d| d.to_string()).unwrap_or_default();
        let variant = a.variant.as_ref().map(|v| format!(" {}", v.kind.name())).unwrap_or_default();
        let speaker = a.speaker.as_deref().unwrap_or("-");
        format!("{day} {speaker} {} {}{variant}", a.standing.name(), a.passage.text)
    };
    let shown: Vec<String> = found.attestations.iter().chain(&found.variants).map(show).collect();
    assert_eq!(shown, expect, "{phrase}");
}

#[test]
fn who_says_it_and_how() {
    let corpus = press(&[
        ("2031-05-06", "河谷報", "東海國外長林遠舟表示，「山海之約不會改變」。"),
        ("2031-05-07", "海港報", "林遠舟指出，山海之约不会改变。"),
        ("2031-05-08", "海港報", "街頭掛滿山海之約不會改變的標語。"),
    ]);
    check(
        &corpus,
        "山海之約不會改變",
        &[
            "2031-05-06 林遠舟 direct 山海之約不會改變",
            "2031-05-07 林遠舟 reported 山海之约不会改变",
            "2031-05-08 - mentioned 山海之約不會改變",
        ],
    );
    check(&corpus, "河谷對話會", &[]);
}

#[test]
fn variants_stand_apart() {
    let corpus = press(&[
        ("2031-05-06", "河谷報", "林遠舟表示，雙方要山海同心、互不侵擾、共享港口。"),
        ("2031-06-06", "河谷報", "林遠舟表示，雙方要互不侵擾、山海同心、共享港口。"),
        ("2031-07-06", "河谷報", "林遠舟表示，雙方要山海同德、互不侵擾、共享港口。"),
    ]);
    check(
        &corpus,
        "山海同心、互不侵擾、共享港口",
        &[
            "2031-05-06 林遠舟 reported 山海同心、互不侵擾、共享港口",
            "2031-06-06 林遠舟 reported 互不侵擾、山海同心、共享港口 reordered",
            "2031-07-06 林遠舟 reported 山海同德、互不侵擾、共享港口 replaced",
        ],
    );
}

#[test]
fn a_variant_is_no_piece_of_other_words() {
    let check = |texts: &[&str], expect: &[&str]| {
        let clippings: Vec<(&str, &str, &str)> = texts.iter().map(|t| ("2031-05-06", "河谷報", *t)).collect();
        let phrase = Phrase::new("山海同舟").unwrap();
        let found = trace(&press(&clippings), &phrase, &Options::default()).unwrap();
        let shown: Vec<&str> = found.variants.iter().map(|v| v.passage.text.as_str()).collect();
        assert_eq!(shown, expect, "{texts:?}");
    };
    // The last word is another: the variant ends somewhere, before a mark or before a word that is outside.
    check(&["雙方重提山海同船。"], &["山海同船"]);
    check(&["雙方重提山海同船的舊話。"], &["山海同船"]);
    check(&["雙方山海同遊三日。"], &[]);
    check(&["山海同船舊話。", "雙方重提「山海同船」。"], &["山海同船", "山海同船"]);
    // So at the beginning, and where a character of the first or last word is lacking.
    check(&["雙方重提：江海同舟。"], &["江海同舟"]);
    check(&["雙方過大江海同舟渡。"], &[]);
    check(&["去山海舟車勞頓。"], &[]);
    // Inside, the words at both edges are the phrase's own.
    check(&["雙方山海又同舟渡河。"], &["山海又同舟"]);
}

#[test]
fn months_have_their_exposure() {
    let corpus = press(&[
        ("2031-05-06", "河谷報", "山海之約。"),
        ("2031-05-07", "河谷報", "今日無事。"),
        ("2031-07-06", "河谷報", "山海之約，山海之約。"),
    ]);
    let found = trace(&corpus, &Phrase::new("山海之約").unwrap(), &Options::default()).unwrap();
    let months = found.months(&exposure(&corpus).unwrap());
    let shown: Vec<_> = months.iter().map(|m| (m.month, m.documents, m.with, m.places)).collect();
    assert_eq!(shown, [(5, 2, 1, 1), (6, 0, 0, 0), (7, 1, 1, 2)]);
    assert_eq!(found.documents(), 2);
    let outlets = found.outlets();
    assert_eq!((outlets.len(), outlets[0].count, outlets[0].documents), (1, 3, 2));
}

#[test]
fn phrases_that_cannot_be_traced() {
    assert_eq!(Phrase::new("，。"), Err(Untraceable::Empty));
    assert_eq!(Phrase::new("山"), Err(Untraceable::Single));
}
