use super::*;
use crate::examples::{cited, clipping, document as blocks, full, statement};
use crate::xml;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use tifa_archive::{NestedRow, StatementRow};
use tifa_record::{Force, Mode};
use tifa_source::BlockKind;
use tifa_text::ByteRange;

fn written(full: &FullDocument) -> String {
    let mut out = Vec::new();
    document(&mut out, full).unwrap();
    String::from_utf8(out).unwrap()
}

/// What stands in the body.
fn body(full: &FullDocument) -> String {
    let tei = written(full);
    let (_, rest) = tei.split_once("<body>").unwrap();
    rest.split_once("</body>").unwrap().0.replace("00aa11bb22cc33dd", "…")
}

#[test]
fn a_statement_with_its_cue_and_quotation() {
    let text = ["林岸表示，「渡口不關」，船照開。"];
    let mut said = statement(&text, "林岸", Mode::Mixed, "「渡口不關」，船照開");
    said.cue = Some(cited(&text, "表示"));
    said.quotes = vec![cited(&text, "渡口不關")];
    said.addressee = Some("居民".into());
    assert_eq!(
        body(&full(&text, vec![said])),
        concat!(
            "\n<div>\n<p>林岸<seg type=\"cue\" corresp=\"#d….15-45\">表示</seg>，",
            "<said xml:id=\"d….15-45\" who=\"#d….s1\" toWhom=\"#d….s2\" direct=\"unknown\" ",
            "ana=\"#mixed #asserted\" resp=\"#d….x\">「<quote>渡口不關</quote>」，船照開</said>。</p>\n</div>"
        )
    );
}

#[test]
fn crossing_statements_are_cut_and_linked() {
    let text = ["甲乙丙丁"];
    let first = statement(&text, "林岸", Mode::Indirect, "甲乙丙");
    let second = statement(&text, "石舟", Mode::Indirect, "丙丁");
    let how = "direct=\"false\" ana=\"#indirect #asserted\" resp=\"#d….x\"";
    assert_eq!(
        body(&full(&text, vec![first, second])),
        format!(
            "\n<div>\n<p><said xml:id=\"d….0-9\" who=\"#d….s1\" {how}>甲乙\
             <said xml:id=\"d….6-12\" who=\"#d….s2\" {how} next=\"#d….6-12.2\">丙</said></said>\
             <said xml:id=\"d….6-12.2\" who=\"#d….s2\" {how} prev=\"#d….6-12\">丁</said></p>\n</div>"
        )
    );
}

#[test]
fn speech_inside_speech() {
    let text = ["他說船家說不開"];
    let mut said = statement(&text, "林岸", Mode::Indirect, "船家說不開");
    let inner = cited(&text, "不開");
    said.nested = vec![NestedRow {
        start: inner.start,
        end: inner.end,
        text: inner.text,
        speaker: "船家".into(),
        cue: None,
        force: Force::Denied,
        nested: Vec::new(),
    }];
    let body = body(&full(&text, vec![said]));
    let inner = "<said xml:id=\"d….15-21\" who=\"#d….s2\" direct=\"unknown\" ana=\"#denied\" resp=\"#d….x\">不開</said></said>";
    assert!(body.contains(inner), "{body}");
}

#[test]
fn blocks_of_every_kind() {
    use BlockKind::*;
    let check = |kinds: &[(BlockKind, &str)], expect: &str| {
        let texts: Vec<&str> = kinds.iter().map(|k| k.1).collect();
        let mut full = full(&texts, Vec::new());
        full.document = blocks(&texts);
        for (block, (kind, _)) in full.document.blocks.iter_mut().zip(kinds) {
            block.kind = kind.clone();
        }
        assert_eq!(body(&full), expect);
    };
    check(&[], "<div><p/></div>");
    check(
        &[(Title, "題"), (Paragraph, "一"), (Heading(2), "節"), (Caption, "●圖")],
        "\n<div>\n<head type=\"title\">題</head>\n<p>一</p>\n</div>\n\
         <div>\n<head type=\"heading\" n=\"2\">節</head>\n<ab type=\"caption\">●圖</ab>\n</div>",
    );
    check(
        &[(ListItem, "一"), (ListItem, "二"), (TableRow, "甲\t乙"), (Quote, "引")],
        "\n<div>\n<list>\n<item>一</item>\n<item>二</item>\n</list>\n<table>\n<row><cell>甲</cell>\t<cell>乙</cell></row>\
         \n</table>\n<quote type=\"block\">\n<p>引</p>\n</quote>\n</div>",
    );
    let turn = |continued| Turn { speaker: "林岸".into(), continued };
    check(
        &[(turn(false), "林岸：一"), (turn(true), "二"), (turn(false), "林岸：三")],
        "\n<div>\n<sp who=\"#d….s1\">\n<p>林岸：一</p>\n<p>二</p>\n</sp>\n<sp who=\"#d….s1\">\n<p>林岸：三</p>\n</sp>\n</div>",
    );
}

#[test]
fn the_header_says_where_it_is_from() {
    let tei = written(&full(&["渡口"], Vec::new()));
    for part in [
        "<title level=\"a\">渡口 &amp; 橋：{甲}_50%</title>",
        "<title level=\"j\">河谷日報</title><date when=\"2031-07-09\">2031-07-09</date>",
        "<idno type=\"URL\">https://n.example/渡口_1</idno>",
        "<idno type=\"archive\">https://web.archive.org/web/20310713/https://n.example/渡口_1</idno>",
        "<idno type=\"sha256\">9f00</idno>",
        "<language ident=\"zh-Hant\">",
    ] {
        assert!(tei.contains(part), "{part} not in {tei}");
    }
}

#[test]
fn a_corpus_says_its_conventions_once() {
    let mut out = Vec::new();
    let mut corpus = Corpus::new(&mut out, "渡口").unwrap();
    let one = full(&["渡口"], Vec::new());
    let mut other = one.clone();
    other.row.document = "ff".into();
    corpus.push(&one).unwrap();
    corpus.push(&other).unwrap();
    corpus.finish().unwrap();
    let corpus = String::from_utf8(out).unwrap();
    assert_eq!((corpus.matches("<taxonomy>").count(), corpus.matches("<TEI ").count()), (1, 2));
    assert!(well_formed(&corpus).is_ok());
}

/// The text of elements that hold printed text, one string each; an error when the document is not well-formed or an
/// `xml:id` comes twice.
fn well_formed(tei: &str) -> Result<Vec<String>, String> {
    let mut reader = Reader::from_str(tei);
    reader.config_mut().check_end_names = true;
    let (mut texts, mut depth, mut ids) = (Vec::new(), 0, std::collections::BTreeSet::new());
    let mut in_body = false;
    loop {
        match reader.read_event().map_err(|e| e.to_string())? {
            Event::Eof => break,
            Event::Start(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.map_err(|e| e.to_string())?;
                    if attribute.key.as_ref() == b"xml:id" && !ids.insert(attribute.value.to_vec()) {
                        return Err(format!("{:?} twice", String::from_utf8_lossy(&attribute.value)));
                    }
                }
                in_body |= tag.name().as_ref() == b"body";
                if depth > 0 {
                    depth += 1;
                } else if in_body && tag.name().as_ref() == b"p" {
                    depth = 1;
                    texts.push(String::new());
                }
            }
            Event::End(_) if depth > 0 => depth -= 1,
            Event::Text(text) if depth > 0 => {
                texts.last_mut().unwrap().push_str(&text.decode().map_err(|e| e.to_string())?);
            }
            Event::GeneralRef(entity) if depth > 0 => {
                let name = entity.decode().map_err(|e| e.to_string())?;
                let c = match &*name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "#13" => '\r',
                    other => return Err(format!("unknown &{other};")),
                };
                texts.last_mut().unwrap().push(c);
            }
            _ => {}
        }
    }
    Ok(texts)
}

/// A statement over characters of the one paragraph, for any range.
fn over(text: &str, range: ByteRange, quote: ByteRange) -> StatementRow {
    let row = statement(&[text], "林<岸", Mode::Mixed, text);
    let part = |r: ByteRange| tifa_archive::Cited { start: r.start, end: r.end, text: r.of(text).to_owned() };
    let at = part(range);
    StatementRow {
        start: at.start,
        end: at.end,
        text: at.text,
        place: (0, range),
        quotes: vec![part(quote)],
        cue: Some(part(quote)),
        ..row
    }
}

proptest! {
    #[test]
    fn always_well_formed_and_the_printed_text(
        text in "[渡口a<>&\"'\\r\\n\\t \u{0}\u{b}\u{ffff}𠀀]{1,30}",
        spans in prop::collection::vec((0usize..31, 0usize..31, 0usize..31, 0usize..31), 0..7),
    ) {
        let cuts: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
        let range = |a: usize, b: usize| {
            let (a, b) = (cuts[a % cuts.len()], cuts[b % cuts.len()]);
            ByteRange::new(a.min(b), a.max(b))
        };
        let statements = spans.iter().map(|&(a, b, c, d)| over(&text, range(a, b), range(c, d))).collect();
        let mut full = full(&[&text], statements);
        full.row = clipping();
        let tei = written(&full);
        let texts = well_formed(&tei).map_err(|e| TestCaseError::fail(format!("{e}\n{tei}")))?;
        prop_assert_eq!(texts, vec![xml::held(&text).into_owned()]);
    }
}
