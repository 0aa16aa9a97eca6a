//! Transcripts: who has the floor, paragraph by paragraph.
//!
//! A label at the start of a paragraph (`主席：`, `《某报》记者：`) opens a turn only in a document that shows itself to be
//! a transcript: labels that recur, of at least two parties. What may not be a label (fields of a notice, clauses of
//! saying) and what surely names a party stands in `tables/labels.tsv`.

use crate::document::{Block, BlockKind};
use crate::table::rows;
use crate::wrap::{Ending, ending, is_letter, is_white, is_word, opens_enumeration};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Longest label, in characters: 今日某国国际通讯社驻某地记者 fits, a clause rarely does.
const LONGEST: usize = 24;

/// With more paragraphs than this to a label, an unlabelled paragraph is not the last label's.
const SPARSE: usize = 60;

/// How a block lay on the page, where the format shows it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Layout {
    /// Blank lines before it.
    pub blanks: u16,
    /// Columns its first line is indented.
    pub indent: u16,
    /// Whether a page began just before it, so that `blanks` says nothing.
    pub page: bool,
}

/// The forms of the label table by kind.
struct Labels {
    parties: Vec<&'static str>,
    party_ends: Vec<&'static str>,
    saying: Vec<&'static str>,
    fields: Vec<&'static str>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    let of = |kind: &str| {
        let mut forms: Vec<_> = rows::<2>(include_str!("../tables/labels.tsv"))
            .filter(|[k, _]| *k == kind)
            .map(|[_, form]| form)
            .collect();
        forms.sort_unstable();
        forms
    };
    Labels { parties: of("party"), party_ends: of("party-end"), saying: of("say"), fields: of("field") }
});

/// The label `text` opens with, and the byte where the words begin. `None` when it opens with none, or with one that
/// cannot be a party. Not part of the label: its colon, the number of an item before it (`3. 某議員：`), and a bracketed
/// note on the words after it (`某議員 (譯文)：`).
pub(crate) fn label(text: &str) -> Option<(&str, usize)> {
    let numbered = text.bytes().take_while(u8::is_ascii_digit).count();
    let from = match text.as_bytes().get(numbered) {
        Some(b'.') if numbered > 0 => text.len() - text[numbered + 1..].trim_start_matches(is_white).len(),
        _ => 0,
    };
    let mut chars = text.char_indices().skip_while(|&(at, _)| at < from);
    let (end, colon) = loop {
        let (at, c) = chars.next()?;
        match c {
            '：' | ':' | '︰' | '﹕' => break (at, c),
            _ if at - from > LONGEST * 3 => return None,
            _ if is_word(c) => {}
            '《' | '》' | '〈' | '〉' | '·' | '•' | '・' | '(' | ')' | '（' | '）' | ' ' | '\u{3000}'
            | '-' | '\u{a0}' => {}
            '.' | '/' | '&' | '\n' => {}
            _ => return None,
        }
    };
    let mut name = text[from..end].trim_matches(is_white);
    if name.ends_with([')', '）'])
        && let Some(open) = name.rfind(['(', '（']).filter(|&open| open > 0)
    {
        name = name[..open].trim_end_matches(is_white);
    }
    let rest = &text[end + colon.len_utf8()..];
    let words = end + colon.len_utf8() + (rest.len() - rest.trim_start_matches(is_white).len());
    let long = name.chars().count();
    if long == 0 || long > LONGEST || !name.chars().any(is_letter) {
        return None;
    }
    if colon == ':' && (rest.starts_with('/') || name.ends_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let labels = &*LABELS;
    // 8月31日文件, 3月21日: a day, not a party; a channel may have a figure in its name (8頻道記者).
    let counted = name.contains(|c: char| c.is_ascii_digit()) && !is_party(name);
    let numeral = name.chars().all(|c| "一二三四五六七八九十".contains(c));
    let open = name.matches(['(', '（']).count() != name.matches([')', '）']).count();
    let refused = name.contains('的')
        || counted
        || numeral
        || open
        || labels.fields.binary_search(&name).is_ok()
        || labels.saying.iter().any(|v| name.ends_with(v))
        || opens_enumeration(name)
        || opens_ordinal(name);
    (!refused).then_some((name, words))
}

/// Whether a label counts instead of naming: 第一, 其二, 首先.
fn opens_ordinal(name: &str) -> bool {
    ["第", "其", "首先", "最後", "最后"].iter().any(|o| name.starts_with(o)) && name.chars().count() <= 4
}

/// Whether a label names a party by its form.
fn is_party(name: &str) -> bool {
    let labels = &*LABELS;
    labels.parties.binary_search(&name).is_ok()
        || (name.chars().count() > 1 && labels.party_ends.iter().any(|end| name.ends_with(end)))
}

/// Marks the turns of a transcript; leaves any other document as it is. Returns whether it was one.
///
/// `layout` says how each block lay on the page, where the format shows it. In a text whose turns are set apart by
/// more blank lines than the paragraphs within a turn, an unlabelled paragraph set apart like a turn is the
/// narrator's, and ends the turn before it.
pub(crate) fn mark(blocks: &mut [Block], layout: Option<&[Layout]>) -> bool {
    let Some(parties) = parties(blocks) else { return false };
    let wide = layout.and_then(|l| wide_gap(blocks, l, &parties));
    let mut floor: Option<String> = None;
    for (i, block) in blocks.iter_mut().enumerate() {
        match block.kind {
            BlockKind::Title | BlockKind::Heading(_) => floor = None,
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem | BlockKind::TableRow => {
                let prose = block.kind == BlockKind::Paragraph;
                if let Some((name, _)) = label(&block.text).filter(|_| prose && parties.accepts(&block.text))
                {
                    let speaker: String = name.chars().filter(|&c| c != '\n').collect();
                    floor = Some(speaker.clone()).filter(|_| !parties.sparse);
                    block.kind = BlockKind::Turn { speaker, continued: false };
                    continue;
                }
                if is_stage_direction(&block.text) {
                    continue;
                }
                let at = layout.and_then(|l| l.get(i));
                if wide.is_some_and(|gap| at.is_some_and(|l| !l.page && l.indent == 0 && l.blanks >= gap)) {
                    floor = None;
                }
                if let Some(speaker) = floor.clone().filter(|_| block.kind != BlockKind::TableRow) {
                    block.kind = BlockKind::Turn { speaker, continued: true };
                }
            }
            BlockKind::Turn { .. } | BlockKind::Caption | BlockKind::Boilerplate => {}
        }
    }
    true
}

/// Whether a paragraph is wholly a bracketed note: (掌聲).
fn is_stage_direction(text: &str) -> bool {
    let text = text.trim_matches(is_white);
    (text.starts_with('(') && text.ends_with(')') || text.starts_with('（') && text.ends_with('）'))
        && text.chars().count() <= 60
        && text.chars().filter(|c| matches!(c, '(' | '（')).count() == 1
}

/// The labels of a transcript and how often each opens a paragraph with words after it.
struct Parties {
    /// Whether labels are so rare that most paragraphs cannot belong to the turn before them: a file of answers of
    /// which a few are labelled.
    sparse: bool,
    counts: BTreeMap<String, usize>,
}

impl Parties {
    /// Whether the label of `text` opens a turn in this document.
    fn accepts(&self, text: &str) -> bool {
        label(text).is_some_and(|(name, words)| {
            let seen = self.counts.get(name).copied().unwrap_or(0);
            seen >= 2 || (is_party(name) && words < text.len())
        })
    }
}

/// The parties of a document, when it is a transcript.
fn parties(blocks: &[Block]) -> Option<Parties> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut order, mut paragraphs, mut sentences, mut questions) = (Vec::new(), 0usize, 0usize, 0usize);
    for block in blocks.iter().filter(|b| b.kind == BlockKind::Paragraph) {
        paragraphs += 1;
        let Some((name, words)) = label(&block.text) else { continue };
        if words < block.text.len() {
            *counts.entry(name).or_default() += 1;
            order.push(name);
            let spoken = &block.text[words..];
            sentences += usize::from(ending(spoken) != Ending::Cut || spoken.contains(['。', '？', '！']));
            questions += usize::from(spoken.contains(['？', '?']));
        }
    }
    let known = order.iter().filter(|n| is_party(n)).count();
    let recurring: usize = order.iter().filter(|n| counts.get(*n).is_some_and(|&c| c >= 2)).count();
    let changes = order.windows(2).filter(|w| w[0] != w[1]).count();
    let several = order.windows(2).any(|w| w[0] != w[1]);
    let one_recurs = recurring >= 2;
    // Two parties taking turns: at least one comes back, another is a party by its form or comes back too.
    let others = counts.len() >= 2 && (known >= 2 || recurring > counts_max(&order, &counts));
    let dense =
        order.len() >= 4 || (known == order.len() && order.len() >= 2 && paragraphs <= order.len() * 3);
    // A list of offices or opening hours has labels too, but no sentences; a list of terms has no questions.
    let speech = sentences * 2 > order.len() && (known >= 2 || questions * 6 >= order.len());
    let transcript = speech
        && several
        && others
        && dense
        && (one_recurs || known == order.len())
        && changes * 3 >= order.len();
    let sparse = order.len() * SPARSE < paragraphs;
    transcript.then(|| Parties {
        sparse,
        counts: counts.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect(),
    })
}

/// How often the commonest label stands.
fn counts_max(order: &[&str], counts: &BTreeMap<&str, usize>) -> usize {
    order.iter().filter_map(|n| counts.get(*n)).copied().max().unwrap_or(0)
}

/// The number of blank lines that sets turns apart, when it is more than what stands between paragraphs of a turn.
fn wide_gap(blocks: &[Block], layout: &[Layout], parties: &Parties) -> Option<u16> {
    let (mut turns, mut rest) = (Vec::new(), Vec::new());
    for (block, at) in blocks.iter().zip(layout).filter(|(b, l)| b.kind == BlockKind::Paragraph && !l.page) {
        if parties.accepts(&block.text) {
            turns.push(at.blanks)
        } else if at.indent > 0 {
            rest.push(at.blanks)
        }
    }
    let middle = |gaps: &mut Vec<u16>| {
        gaps.sort_unstable();
        gaps.get(gaps.len() / 2).copied()
    };
    let (turn, paragraph) = (middle(&mut turns)?, middle(&mut rest)?);
    (turn > paragraph).then_some(turn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tifa_text::SourceMap;

    fn paragraphs(texts: &[&str]) -> Vec<Block> {
        texts
            .iter()
            .map(|t| Block::new(BlockKind::Paragraph, (*t).to_owned(), SourceMap::verbatim(0, t.len())))
            .collect()
    }

    /// Each paragraph's speaker: `=` before it opens a turn, `+` before it continues one, `-` for the narrator.
    fn check(texts: &[&str], expect: &[&str]) {
        let mut blocks = paragraphs(texts);
        mark(&mut blocks, None);
        let got: Vec<String> = blocks
            .iter()
            .map(|b| match &b.kind {
                BlockKind::Turn { speaker, continued: false } => format!("={speaker}"),
                BlockKind::Turn { speaker, continued: true } => format!("+{speaker}"),
                _ => "-".to_owned(),
            })
            .collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn questions_and_answers() {
        check(
            &[
                "甲国广播记者：您怎么看？",
                "林某：谢谢。",
                "我再说一点。",
                "《海报》记者：下一步呢？",
                "林某：会谈。",
            ],
            &["=甲国广播记者", "=林某", "+林某", "=《海报》记者", "=林某"],
        );
        check(&["問：有何評論？", "答：沒有。", "補充一句。"], &["=問", "=答", "+答"]);
        check(&["Q: 何時？", "A: 明天。", "Q: 何地？", "A: 此地。"], &["=Q", "=A", "=Q", "=A"]);
    }

    #[test]
    fn a_sitting_with_stage_directions() {
        check(
            &[
                "主席：開會。",
                "(議員起立)",
                "主席：坐下。",
                "周甲議員：主席，我反對。",
                "主席：請說。",
                "周甲議員：好。",
            ],
            &["=主席", "-", "=主席", "=周甲議員", "=主席", "=周甲議員"],
        );
    }

    #[test]
    fn news_is_no_transcript() {
        check(&["他說：「會談有益。」", "時間：五月", "地點：海城", "一是：合作", "二是：對話"], &["-"; 5]);
        check(&["會長：某甲", "副會長：某乙", "秘書長：某丙", "會長：某丁", "副會長：某戊"], &["-"; 5]);
        check(&["解釋：此語出自古書。", "用法：多指外交。", "解釋：指談判。", "用法：少用。"], &["-"; 4]);
        check(&["問題是：誰來付？", "林某：重申立場", "會談其後結束。"], &["-"; 3]);
    }

    #[test]
    fn answers_of_which_few_are_labelled() {
        let mut texts = vec!["記者：有何評論？", "林某：沒有。", "記者：還有嗎？", "林某：沒有。"];
        texts.extend(std::iter::repeat_n("這件事已經說明過。", 300));
        let mut expect = vec!["=記者", "=林某", "=記者", "=林某"];
        expect.extend(std::iter::repeat_n("-", 300));
        check(&texts, &expect);
    }

    #[test]
    fn labels() {
        for (text, want) in [
            ("主席：開會", Some("主席")),
            ("甲社 記者: 問", Some("甲社 記者")),
            ("局長︰答覆", Some("局長")),
            ("3. 周甲議員：主席，", Some("周甲議員")),
            ("周甲議員 (譯文 )：是", Some("周甲議員")),
            ("他們說：好", None),
            ("10:30開始", None),
            ("http://a.example", None),
            ("如下，即：", None),
            ("第一：合作", None),
            ("本會的議員：無", None),
            ("：空", None),
        ] {
            assert_eq!(label(text).map(|l| l.0), want, "{text}");
        }
    }
}
