//! What holds of every text: nothing is lost, nothing is doubled, every character knows its way home.

use proptest::prelude::*;
use tifa_source::arrange::{Hints, arrange};
use tifa_source::{Block, Format, Metadata, dating, outlets, plain};

fn is_white(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// Asserts that the blocks hold every character of `text` that is not white space exactly once, as it stands there.
fn whole(text: &str, blocks: &[&Block]) -> Result<(), TestCaseError> {
    let mut held = vec![0u8; text.len()];
    for block in blocks {
        prop_assert_eq!(block.text.len(), block.map.text_len());
        for &seam in &block.seams {
            prop_assert!(block.text.is_char_boundary(seam as usize), "seam {} in {:?}", seam, block.text);
        }
        for (own, source) in block.map.runs() {
            let (made, from) = (own.of(&block.text), source.of(text));
            if own.len() == source.len() {
                let same = |(a, b): (char, char)| a == b || (is_white(a) && is_white(b));
                prop_assert!(made.chars().zip(from.chars()).all(same), "{:?} from {:?}", made, from);
            } else {
                prop_assert!(made == " " && from.chars().all(is_white), "{:?} from {:?}", made, from);
            }
            held[source.range()].iter_mut().for_each(|n| *n += 1);
        }
    }
    for (at, c) in text.char_indices().filter(|(_, c)| !is_white(*c)) {
        prop_assert_eq!(held[at], 1, "{:?} at {}", c, at);
    }
    Ok(())
}

/// Texts of what decides how lines are joined, so that every rule meets every other.
const PIECES: &str = "(甲會商定了海洋合作的|細節，並|。|：|主席：|某甲議員：|問：|\n|\n|\n\n| |\u{3000}\u{3000}|●|一、|（下转B02版）|\
                      (- 3 -)|12|13|\u{c}|----|word |「|」|海報訊|5月2日|記者|\r\n|，|請加入成為月費訂戶|相關新聞|資料圖片){0,60}";

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_text_is_whole(text in PIECES) {
        let blocks = plain::blocks(&text);
        whole(&text, &blocks.iter().collect::<Vec<_>>())?;
    }

    #[test]
    fn arranging_keeps_it_whole(text in PIECES, rules in prop::collection::vec(0usize..30, 0..4)) {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let made = arrange(plain::blocks(&text), &Metadata::default(), format, &Hints { rules: rules.clone() });
            whole(&text, &made.iter().flat_map(|a| &a.blocks).collect::<Vec<_>>())?;
        }
    }

    #[test]
    fn any_text_at_all(text in "\\PC{0,120}", lines in prop::collection::vec("\\PC{0,20}", 0..12)) {
        for text in [text, lines.join("\n")] {
            let made = arrange(plain::blocks(&text), &Metadata::default(), Format::Text, &Hints::default());
            whole(&text, &made.iter().flat_map(|a| &a.blocks).collect::<Vec<_>>())?;
            for article in &made {
                let _ = dating::date(&article.blocks, &text, &article.metadata, None);
                let _ = dating::event_day(&article.blocks);
                let _ = outlets::outlet(&article.blocks, &text, &article.metadata);
            }
            let _ = (outlets::is_outlet(&text), outlets::dateline(&text));
        }
    }
}

/// The paragraphs of a text, `|` between them.
fn check(text: &str, expect: &str) {
    let got: Vec<String> = plain::blocks(text).into_iter().map(|b| b.text).collect();
    assert_eq!(got.join("|"), expect);
}

#[test]
fn narrow_columns() {
    check(
        "海城的港口今年迎來了第一批\n遠洋貨輪，碼頭上的工人說，\n這是三十年來最忙碌的春天。\n市長到場祝賀。\n\n商會預計，到年底還會有二百\n艘船在此停靠，帶動周邊六個\n縣的運輸。",
        "海城的港口今年迎來了第一批遠洋貨輪，碼頭上的工人說，這是三十年來最忙碌的春天。市長到場祝賀。|\
         商會預計，到年底還會有二百艘船在此停靠，帶動周邊六個縣的運輸。",
    );
}

#[test]
fn indented_paragraphs() {
    check(
        "\u{3000}\u{3000}海城的港口今年迎來第一批\n遠洋貨輪，碼頭上的工人說，這\n是三十年來最忙碌的春天。\n\u{3000}\u{3000}商會預計，到年底還會有二\n百艘船在此停靠，帶動周邊六個\n縣的運輸。",
        "海城的港口今年迎來第一批遠洋貨輪，碼頭上的工人說，這是三十年來最忙碌的春天。|\
         商會預計，到年底還會有二百艘船在此停靠，帶動周邊六個縣的運輸。",
    );
}

#[test]
fn a_paragraph_a_line() {
    check(
        "会谈已经举行，双方同意继续对话。\n中方希望各方保持克制，不要采取使局势升级的行动，为谈判留出时间和空间。\n没有评论。",
        "会谈已经举行，双方同意继续对话。|中方希望各方保持克制，不要采取使局势升级的行动，为谈判留出时间和空间。|没有评论。",
    );
}

#[test]
fn lists_stay_lists() {
    check("出席者\n\n周甲\n吳乙\n鄭丙\n王丁", "出席者|周甲|吳乙|鄭丙|王丁");
}

#[test]
fn words_keep_their_space() {
    check(
        "The harbour of the town has seen its\nfirst ships this spring, and workers\nsay that it was the busiest of all.\n",
        "The harbour of the town has seen its first ships this spring, and workers say that it was the busiest of all.",
    );
}

#[test]
fn a_page_break_inside_a_paragraph() {
    let page = |n: u32, body: &str| format!("{body}\n議事會 ─ 2031年 5月 2日\n\n{n}\n");
    let text = [
        page(7, "主席宣布開會之後，各位委員就海\n洋合作的各項議題逐一發言，並對\n新的碼頭工程提出了許多建"),
        page(
            8,
            "議，其中三位委員認為應當先行評\n估對漁民的影響，再決定工程的規\n模。\n\n 其後委員會討論了預算。",
        ),
        page(9, " 會議在下午結束。"),
    ]
    .concat();
    let blocks = plain::blocks(&text);
    let first = &blocks[0];
    assert_eq!(first.seams.len(), 1);
    assert!(first.text.contains("許多建議，其中") && first.text.ends_with("規模。"));
    let heads = blocks.iter().filter(|b| b.kind == tifa_source::BlockKind::Boilerplate).count();
    assert_eq!((heads, blocks.len()), (3, 6));
}
