//! The title of a document: at its head, or, in text taken from a newspaper page, at its end; and the headings of
//! plain text.

use crate::arrange::Article;
use crate::document::{Block, BlockKind};
use crate::format::Format;
use crate::outlets::dateline;
use crate::spread::entitle;
use crate::transcript::label;
use crate::wrap::{Ending, ending, is_letter, is_word, opens_enumeration, opens_item};
use tifa_text::calendar::day_expressions;

/// Characters of a headline.
const HEADLINE: std::ops::RangeInclusive<usize> = 4..=45;

/// Characters of a lead.
const LEAD: std::ops::RangeInclusive<usize> = 20..=400;

/// Characters of a heading of plain text, at most.
const HEADING: usize = 36;

/// Finds the title of an article and, in plain text, its headings.
pub(crate) fn settle(article: &mut Article, format: Format) {
    match article.metadata.title.clone() {
        Some(title) => mark_known(article, &title),
        None if format == Format::Text => {
            if !headline_last(article) {
                headline_first(article);
            }
        }
        None => {
            let first = article.blocks.iter_mut().find(|b| b.kind != BlockKind::Boilerplate);
            if let Some(block) =
                first.filter(|b| matches!(b.kind, BlockKind::Title | BlockKind::Heading(1 | 2)))
            {
                entitle(block, &mut article.metadata);
            }
        }
    }
    if format == Format::Text {
        mark_headings(&mut article.blocks);
    }
}

/// Marks the block that repeats the title the metadata holds.
fn mark_known(article: &mut Article, title: &str) {
    if article.blocks.iter().any(|b| b.kind == BlockKind::Title) {
        return;
    }
    // A page of one picture has its text for a title; there the text stays text.
    let sentence = |b: &Block| b.kind == BlockKind::Paragraph && ending(&b.text) == Ending::Final;
    let same = |b: &&mut Block| !sentence(b) && is_same(&b.text, title);
    let head = article.blocks.iter_mut().take(4);
    if let Some(block) = head.filter(|b| b.text.len() <= title.len() * 2 + 16).find(same) {
        block.kind = BlockKind::Title;
    }
}

/// Whether two titles are the same, white space and punctuation apart.
fn is_same(a: &str, b: &str) -> bool {
    let letters = |t: &str| t.chars().filter(|&c| is_word(c)).collect::<String>();
    let a = letters(a);
    !a.is_empty() && a == letters(b)
}

/// Whether a block reads like a headline: short, no sentence, nobody's turn.
fn is_headline(block: &Block) -> bool {
    let text = block.text.as_str();
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Turn { continued: true, .. })
        && text.len() <= 180
        && HEADLINE.contains(&text.chars().count())
        && matches!(ending(text), Ending::Cut | Ending::Closing)
        && !text.contains(['。', '；', '，', '\t'])
        && text.chars().filter(|&c| is_letter(c)).count() >= 4
        && !text.starts_with(|c| opens_item(c) || matches!(c, '(' | '（' | '─' | '—'))
}

/// Marks a headline that stands at the head of the text.
fn headline_first(article: &mut Article) {
    let several = article.blocks.len() >= 3;
    let mut own = article.blocks.iter().filter(|b| b.kind != BlockKind::Boilerplate).take(2);
    let heads_report = match (own.next(), own.next()) {
        (Some(first), Some(second)) => {
            first.kind == BlockKind::Paragraph
                && stands_above(&first.text)
                && dateline(&second.text).is_some()
        }
        _ => false,
    };
    let Some(block) = article.blocks.iter_mut().find(|b| b.kind != BlockKind::Boilerplate) else { return };
    let dated = day_expressions(without_note(&block.text)).iter().any(|d| d.day.is_some());
    let fits = several && is_headline(block) && !opens_enumeration(&block.text);
    let own = fits && !dated && label(&block.text).is_none() && dateline(&block.text).is_none();
    if own || heads_report {
        entitle(block, &mut article.metadata);
    }
}

/// `text` without a note in brackets at its end, where a headline may carry its day: 某人主持記者會（2031年9月17日）.
fn without_note(text: &str) -> &str {
    let note = text.strip_suffix(['）', ')']).and_then(|t| t.rfind(['（', '(']));
    note.map_or(text, |at| &text[..at])
}

/// Whether `text` is a short line that no sentence end closes: what stands above a dateline and is no sentence is the
/// report's headline, whatever else its form (外交部：「…」與事實不符).
fn stands_above(text: &str) -> bool {
    HEADLINE.contains(&text.chars().count()) && ending(text) != Ending::Final && dateline(text).is_none()
}

/// Marks a headline that stands at the end, beside a lead that sums up the same event, and puts both first.
fn headline_last(article: &mut Article) -> bool {
    let blocks = &article.blocks;
    let own: Vec<usize> =
        (0..blocks.len()).rev().filter(|&i| blocks[i].kind != BlockKind::Boilerplate).take(2).collect();
    let &[last, before] = own.as_slice() else { return false };
    let whole = blocks.iter().filter(|b| b.kind != BlockKind::Boilerplate).count() >= 4;
    let first = blocks.iter().find(|b| b.kind != BlockKind::Boilerplate);
    if !whole || first.is_none_or(is_headline) {
        return false;
    }
    let pair = [(before, last), (last, before)];
    let Some(&(title, lead)) = pair.iter().find(|&&(title, lead)| sums_up(&blocks[title], &blocks[lead]))
    else {
        return false;
    };
    let (upper, lower) = (title.max(lead), title.min(lead));
    let one = article.blocks.remove(upper);
    let two = article.blocks.remove(lower);
    let (mut title, mut lead) = if title > lead { (one, two) } else { (two, one) };
    entitle(&mut title, &mut article.metadata);
    lead.kind = BlockKind::Paragraph;
    article.blocks.splice(0..0, [title, lead]);
    true
}

/// Whether `lead` is a paragraph that says in full what `title` says in short: it has most of its pairs of characters.
fn sums_up(title: &Block, lead: &Block) -> bool {
    if !is_headline(title)
        || !matches!(lead.kind, BlockKind::Paragraph | BlockKind::Turn { continued: true, .. })
    {
        return false;
    }
    if !LEAD.contains(&lead.text.chars().count()) || ending(&lead.text) != Ending::Final {
        return false;
    }
    let letters: Vec<char> = title.text.chars().filter(|&c| is_word(c)).collect();
    let body: String = lead.text.chars().filter(|&c| is_word(c)).collect();
    let pairs = letters.windows(2).map(|w| w.iter().collect::<String>());
    let shared = pairs.filter(|p| body.contains(p.as_str())).count();
    shared * 2 >= letters.len().saturating_sub(1)
}

/// Marks the headings of plain text: short blocks without punctuation that stand alone before text. Several such
/// blocks in a row are a list.
fn mark_headings(blocks: &mut [Block]) {
    let short: Vec<bool> = blocks.iter().map(is_heading).collect();
    let opens_text = |b: &Block| match &b.kind {
        BlockKind::Turn { continued, .. } => !continued,
        BlockKind::Paragraph => b.text.len() >= 60 && ending(&b.text) != Ending::Cut,
        _ => false,
    };
    for at in 0..blocks.len() {
        if !short[at] {
            continue;
        }
        let listed = at > 1 && short[at - 1] && short[at - 2];
        let next = (at + 1..blocks.len()).find(|&i| blocks[i].kind != BlockKind::Boilerplate);
        if !listed && next.is_some_and(|i| opens_text(&blocks[i])) {
            blocks[at].kind = BlockKind::Heading(2);
        }
    }
}

/// Whether a block may be a heading of plain text.
fn is_heading(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph
        && block.text.len() <= HEADING * 3
        && !block.text.contains(['，', '。', '；', '：', ':', ',', '\t', '、'])
        && is_headline(block)
        && block.text.chars().count() <= HEADING
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Metadata;
    use crate::plain;

    /// Titles are marked `T`, headings `H`, turns `:`, paragraphs `.`, the rest `x`.
    fn check(text: &str, expect: &[(char, &str)]) {
        let mut article = Article { blocks: plain::blocks(text), metadata: Metadata::default() };
        settle(&mut article, Format::Text);
        let got: Vec<(char, &str)> = article
            .blocks
            .iter()
            .map(|b| {
                let sign = match b.kind {
                    BlockKind::Title => 'T',
                    BlockKind::Heading(_) => 'H',
                    BlockKind::Turn { .. } => ':',
                    BlockKind::Paragraph => '.',
                    _ => 'x',
                };
                (sign, b.text.as_str())
            })
            .collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn a_headline_that_comes_last() {
        check(
            "甲社记者：会谈何时举行？\n\n林某：下月。\n\n乙社记者：地点呢？\n\n林某：海城。\n\n林某就海洋合作答记者问\n\n十届议会三次会议5日在海城举行记者会，部长林某就海洋合作回答记者提问。",
            &[
                ('T', "林某就海洋合作答记者问"),
                ('.', "十届议会三次会议5日在海城举行记者会，部长林某就海洋合作回答记者提问。"),
                (':', "甲社记者：会谈何时举行？"),
                (':', "林某：下月。"),
                (':', "乙社记者：地点呢？"),
                (':', "林某：海城。"),
            ],
        );
    }

    #[test]
    fn a_headline_with_its_day_in_brackets() {
        check(
            "發言人林某主持記者會（2031年9月17日）\n\n問：會談何時舉行？\n\n答：下月初。",
            &[
                ('T', "發言人林某主持記者會（2031年9月17日）"),
                (':', "問：會談何時舉行？"),
                (':', "答：下月初。"),
            ],
        );
    }

    #[test]
    fn a_headline_above_a_dateline() {
        check(
            "外交部：「越界捕魚」並無其事，籲各方克制\n\n北島通訊社海城6月20日電　外交部昨日回應有關說法。\n\n發言人說，漁船一直在界內。",
            &[
                ('T', "外交部：「越界捕魚」並無其事，籲各方克制"),
                ('.', "北島通訊社海城6月20日電　外交部昨日回應有關說法。"),
                ('.', "發言人說，漁船一直在界內。"),
            ],
        );
    }

    #[test]
    fn a_headline_that_comes_first() {
        check(
            "海城會談結束\n\n兩國部長在海城舉行了為期兩天的會談，討論海洋合作。\n\n下一輪會談的日期\n\n下一輪會談將於明年春天在北島舉行，屆時將簽署備忘錄。",
            &[
                ('T', "海城會談結束"),
                ('.', "兩國部長在海城舉行了為期兩天的會談，討論海洋合作。"),
                ('H', "下一輪會談的日期"),
                ('.', "下一輪會談將於明年春天在北島舉行，屆時將簽署備忘錄。"),
            ],
        );
    }
}
