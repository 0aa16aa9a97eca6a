//! Cases of decoding; the texts are made here and encoded.

use super::*;
use crate::range::ByteRange;
use encoding_rs::{BIG5, GB18030};
use proptest::prelude::*;

const HANT: &str = "外長表示，雙方同意恢復海洋事務對話，並在年內舉行第一次會議。\n";
const HANS: &str = "外长表示，双方同意恢复海洋事务对话，并在年内举行第一次会议。\n";

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, lossy) = encoding.encode(text);
    assert!(!lossy, "{text}");
    bytes.into_owned()
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

#[track_caller]
fn check(bytes: &[u8], declared: Option<&str>, encoding: &str, text: &str, problems: usize) -> Decoded {
    let decoded = decode(bytes, declared);
    assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
    assert_eq!(decoded.problems.len(), problems, "{:?}", decoded.problems);
    decoded
}

#[test]
fn plain_utf8() {
    assert_eq!(check(HANT.as_bytes(), None, "UTF-8", HANT, 0).map, None);
    check(HANT.as_bytes(), Some("utf-8"), "UTF-8", HANT, 0);
    check(b"", None, "UTF-8", "", 0);
    check(b"plain", Some("big5"), "UTF-8", "plain", 0);
}

#[test]
fn byte_order_marks() {
    let decoded = check(format!("\u{feff}{HANT}").as_bytes(), None, "UTF-8", HANT, 0);
    let map = decoded.map.unwrap_or_default();
    assert_eq!(map.source(ByteRange::new(0, 3)), Some(ByteRange::new(3, 6)));
    let marked = format!("\u{feff}{HANS}");
    check(&utf16(&marked, true), None, "UTF-16LE", HANS, 0);
    check(&utf16(&marked, false), Some("utf-16"), "UTF-16BE", HANS, 0);
}

#[test]
fn utf16_without_a_mark() {
    for text in [HANS, HANT, "Title: talks\n", "1 月"] {
        check(&utf16(text, true), None, "UTF-16LE", text, 0);
        check(&utf16(text, false), None, "UTF-16BE", text, 0);
    }
    check(
        &utf16(&HANS.repeat(3).replace('\n', ""), true),
        None,
        "UTF-16LE",
        &HANS.repeat(3).replace('\n', ""),
        0,
    );
}

#[test]
fn declared_and_detected() {
    for declared in [None, Some("big5"), Some("big5-hkscs")] {
        check(&encoded(HANT, BIG5), declared, "Big5", HANT, 0);
    }
    for declared in [None, Some("gb2312"), Some("GBK"), Some("gb18030")] {
        check(&encoded(HANS, GB18030), declared, "GB18030", HANS, 0);
    }
    // Traditional characters in GB18030, as a mainland site would save them.
    check(&encoded(HANT, GB18030), None, "GB18030", HANT, 0);
    check(&encoded("會談", BIG5), Some("big5"), "Big5", "會談", 0);
}

#[test]
fn declarations_that_do_not_hold() {
    check(HANT.as_bytes(), Some("big5"), "UTF-8", HANT, 1);
    check(&encoded(HANT, BIG5), Some("gb2312"), "Big5", HANT, 1);
    check(&encoded(HANS, GB18030), Some("big5"), "GB18030", HANS, 1);
    check(&encoded(HANS, GB18030), Some("iso-8859-1"), "GB18030", HANS, 1);
    check(&encoded(HANS, GB18030), Some("utf-8"), "GB18030", HANS, 1);
    check(HANT.as_bytes(), Some("klingon"), "UTF-8", HANT, 1);
}

#[test]
fn invalid_bytes_in_utf8() {
    let mut bytes = HANS.as_bytes().to_vec();
    bytes.splice(6..6, [0xff]);
    let text = HANS.replace("外长", "外长\u{fffd}");
    let decoded = check(&bytes, None, "UTF-8", &text, 1);
    assert!(decoded.problems[0].contains("byte 6"), "{:?}", decoded.problems);
    let map = decoded.map.unwrap_or_default();
    assert_eq!(map.source(ByteRange::new(6, 9)), Some(ByteRange::new(6, 7)));
    assert_eq!(map.source(ByteRange::new(9, 12)), Some(ByteRange::new(7, 10)));
}

#[test]
fn truncated_utf8() {
    let text = HANS.trim();
    let bytes = &text.as_bytes()[..text.len() - 1];
    let expect = text.replace('。', "\u{fffd}");
    check(bytes, None, "UTF-8", &expect, 1);
    check(&"会谈".as_bytes()[..4], None, "UTF-8", "会\u{fffd}", 1);
}

#[test]
fn mixed_lines() {
    let bytes = [HANT.as_bytes(), &encoded(HANS, GB18030), HANT.as_bytes(), HANT.as_bytes()].concat();
    let decoded = check(&bytes, None, "UTF-8", &format!("{HANT}{HANS}{HANT}{HANT}"), 1);
    assert!(decoded.problems[0].contains("line is 2") || decoded.problems[0].contains("line 2"));
    let map = decoded.map.unwrap_or_default();
    let second = HANT.len();
    assert_eq!(map.source(ByteRange::new(second, second + 6)), Some(ByteRange::new(second, second + 4)));
    let bytes =
        [encoded(HANT, BIG5), HANT.as_bytes().to_vec(), encoded(HANT, BIG5), encoded(HANT, BIG5)].concat();
    check(&bytes, None, "Big5", &HANT.repeat(4), 1);
}

#[test]
fn damaged_legacy_files() {
    let mut bytes = encoded(&HANS.repeat(4), GB18030);
    bytes.insert(40, 0xff);
    let decoded = decode(&bytes, None);
    assert_eq!(decoded.encoding, "GB18030");
    assert!(decoded.text.contains('\u{fffd}') && decoded.problems.len() == 1, "{decoded:?}");
}

#[test]
fn other_languages_are_left_to_the_detector() {
    let text = "Le président a déclaré être prêt à négocier dès l’été prochain.";
    check(&encoded(text, encoding_rs::WINDOWS_1252), None, "windows-1252", text, 0);
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), declared in "[a-z0-9-]{0,8}|big5|gbk|utf-16|iso-2022-jp") {
        let decoded = decode(&bytes, Some(&declared));
        if let Some(map) = decoded.map {
            prop_assert_eq!(map.text_len(), decoded.text.len());
            for (_, source) in map.runs() {
                prop_assert!(source.end as usize <= bytes.len());
            }
        }
    }

    #[test]
    fn damaged_utf8_maps_home(text in "[外長會談abc\n]{0,40}", at: prop::sample::Index, byte: u8) {
        let mut bytes = text.into_bytes();
        bytes.insert(at.index(bytes.len() + 1), byte);
        let decoded = decode(&bytes, None);
        if decoded.encoding != "UTF-8" {
            return Ok(());
        }
        // Every character that was not replaced stands in the file where its map says.
        for (i, c) in decoded.text.char_indices() {
            let range = ByteRange::new(i, i + c.len_utf8());
            let source = decoded.map.as_ref().map_or(Some(range), |m| m.source(range)).unwrap_or_default();
            if source.len() == c.len_utf8() && c != '\u{fffd}' {
                prop_assert_eq!(&bytes[source.range()], decoded.text[range.range()].as_bytes());
            }
        }
    }
}
