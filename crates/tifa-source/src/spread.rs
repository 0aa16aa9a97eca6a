//! A newspaper spread: several articles on one page, in one file.
//!
//! The sign of a spread is that two or more headlines have a dateline of their own beneath them. Headlines of that rank
//! open articles; a headline directly under another is its deck; lower headings are subheads. A box opens with a
//! heading and the compiler's credit line, whatever its rank.

use crate::arrange::Article;
use crate::columns::is_byline;
use crate::document::{Block, BlockKind};
use crate::format::Format;
use crate::metadata::{Evidence, Metadata};
use crate::outlets::{dateline, outlet, reporter_of};
use tifa_text::ByteRange;

/// Longest kicker between a headline and its lead, in characters: 專家解讀.
const KICKER: usize = 10;

/// Headings that stand together without text between, each under the one before.
struct Headline {
    /// Index of its first block.
    at: usize,
    /// Rank of its first heading; 1 is the highest.
    level: u8,
    /// Whether a dateline follows.
    dated: bool,
    /// Whether a credit line follows: 整理：某報記者 某某.
    credited: bool,
}

/// The articles of a document: one, unless it is a spread.
pub(crate) fn split(blocks: Vec<Block>, metadata: &Metadata, format: Format) -> Vec<Article> {
    let starts = if matches!(format, Format::Markdown | Format::Text) && metadata.title.is_none() {
        starts(&blocks)
    } else {
        Vec::new()
    };
    if starts.len() < 2 {
        return vec![Article { blocks, metadata: metadata.clone() }];
    }
    let mut articles = Vec::with_capacity(starts.len());
    let mut rest = blocks;
    // From the last to the first, so that each cut leaves what stands before it; what stands before the first
    // headline goes with the first article.
    for (place, &start) in starts.iter().enumerate().rev() {
        let own = if place == 0 { std::mem::take(&mut rest) } else { rest.split_off(start) };
        let headline = if place == 0 { start } else { 0 };
        articles.push(article(own, headline, metadata));
    }
    articles.reverse();
    share_outlet(&mut articles);
    articles
}

/// Indexes of the blocks that open the articles of a spread; empty when the document is none.
fn starts(blocks: &[Block]) -> Vec<usize> {
    let headlines = headlines(blocks);
    let dated = headlines.iter().filter(|h| h.dated);
    let Some(lowest) = dated.clone().map(|h| h.level).max().filter(|_| dated.count() >= 2) else {
        return Vec::new();
    };
    headlines.iter().filter(|h| h.dated || h.credited || h.level <= lowest).map(|h| h.at).collect()
}

/// The headlines of a document, in order.
fn headlines(blocks: &[Block]) -> Vec<Headline> {
    let level = |i: usize| match blocks[i].kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let Some(first) = level(at) else {
            at += 1;
            continue;
        };
        let mut end = at + 1;
        let mut last = first;
        while let Some(next) = (end < blocks.len()).then(|| level(end)).flatten().filter(|&next| next > last)
        {
            last = next;
            end += 1;
        }
        let lead = lead(blocks, end);
        out.push(Headline {
            at,
            level: first,
            dated: lead.is_some_and(|b| dateline(&b.text).is_some_and(|d| d.end < b.text.len())),
            credited: lead.is_some_and(|b| reporter_of(&b.text).is_some() && !is_byline(&b.text)),
        });
        at = end;
    }
    out
}

/// The first paragraph under a headline, over captions and a kicker.
fn lead(blocks: &[Block], from: usize) -> Option<&Block> {
    let kicker = |b: &Block| b.text.chars().count() <= KICKER && !b.text.contains(['。', '：']);
    blocks[from..]
        .iter()
        .take(5)
        .take_while(|b| !matches!(b.kind, BlockKind::Heading(_)))
        .find(|b| b.kind == BlockKind::Paragraph && !kicker(b))
}

/// An article with the block `headline` as its title.
fn article(mut blocks: Vec<Block>, headline: usize, metadata: &Metadata) -> Article {
    let mut metadata = metadata.clone();
    if let Some(block) = blocks.get_mut(headline) {
        entitle(block, &mut metadata);
    }
    Article { blocks, metadata }
}

/// Makes a block the title of its document.
pub(crate) fn entitle(block: &mut Block, metadata: &mut Metadata) {
    block.kind = BlockKind::Title;
    metadata.title = Some(block.text.clone());
    metadata.title_span = block.map.source(ByteRange::new(0, block.text.len()));
}

/// Gives each article the outlet its dateline names, and those without one the outlet of the page: what most name.
fn share_outlet(articles: &mut [Article]) {
    let found: Vec<Option<String>> =
        articles.iter().map(|a| outlet(&a.blocks, "", &a.metadata).map(|o| o.0)).collect();
    let named: Vec<&String> = found.iter().flatten().collect();
    let page = named.iter().max_by_key(|n| named.iter().filter(|o| o == n).count()).map(|n| (*n).clone());
    for (article, own) in articles.iter_mut().zip(&found) {
        if article.metadata.outlet.is_none() {
            article.metadata.outlet = own.clone().or_else(|| page.clone());
            article.metadata.outlet_evidence = article.metadata.outlet.as_ref().map(|_| Evidence::Dateline);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tifa_text::SourceMap;

    fn block(line: &str) -> Block {
        let text = line.trim_start_matches('#').trim_start();
        let kind = match line.len() - line.trim_start_matches('#').len() {
            0 => BlockKind::Paragraph,
            level => BlockKind::Heading(u8::try_from(level).unwrap_or(6)),
        };
        Block::new(kind, text.to_owned(), SourceMap::verbatim(0, text.len()))
    }

    /// Each article as its title, outlet and number of blocks.
    fn check(lines: &[&str], expect: &[(&str, &str, usize)]) {
        let blocks = lines.iter().map(|l| block(l)).collect();
        let got = split(blocks, &Metadata::default(), Format::Markdown);
        let got: Vec<_> = got
            .iter()
            .map(|a| {
                let word = |w: &Option<String>| w.clone().unwrap_or_default();
                (word(&a.metadata.title), word(&a.metadata.outlet), a.blocks.len())
            })
            .collect();
        let expect: Vec<_> = expect.iter().map(|(t, o, n)| ((*t).to_owned(), (*o).to_owned(), *n)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn articles_decks_subheads_and_boxes() {
        check(
            &[
                "# 海城會談有望",
                "## 雙方冀重開對話",
                "海報訊（記者某甲）會談將舉行。",
                "### 分歧仍在",
                "分歧不少。",
                "## 學者：合作有空間",
                "專家解讀",
                "學者認為有空間。",
                "## 北島關係回溫",
                "海報訊 據甲社報道，關係回溫。",
                "### 部長談工作",
                "整理：大公報記者 某乙",
                "談海洋。",
            ],
            &[
                ("海城會談有望", "海報", 5),
                ("學者：合作有空間", "海報", 3),
                ("北島關係回溫", "海報", 2),
                ("部長談工作", "大公報", 3),
            ],
        );
    }

    #[test]
    fn one_article_stays_one() {
        check(&["# 海城會談", "海報訊 會談舉行。", "## 背景", "去年也曾舉行。"], &[("", "", 4)]);
    }
}
