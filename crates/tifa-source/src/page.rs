//! Whole HTML pages: `dom_smoothie` says which elements are the article, our scanner says which bytes they stand in.
//!
//! Every start tag is given its own offset as an attribute before the page is handed to `dom_smoothie`; the attributes
//! come back with the elements it keeps, and each run of text in them is found again among the runs of the page from
//! that offset on. The blocks are then made from the page itself, of the runs that were kept.

use crate::document::{Block, BlockKind};
use crate::fields;
use crate::flow::{Flow, Piece};
use crate::html::{Scanner, Token, Walk, entity};
use crate::metadata::{Evidence, Metadata};
use crate::pagemeta;
use crate::post::same;
use crate::reading::{Parsed, Problem, Raw};
use crate::table::rows;
use crate::url;
use dom_smoothie::{Config, Readability};
use std::ops::Range;
use tifa_text::ByteRange;
use tifa_text::calendar::day_expressions;

/// Words in class and id that name parts of a page that are no article.
const PARTS: &str = include_str!("../tables/page_parts.tsv");

/// Attribute that carries an element's offset through `dom_smoothie`.
const OFFSET: &str = "data-tifa-at";

/// A page of more elements than this is read whole: scoring it would take longer than reading it.
const MOST_ELEMENTS: usize = 200_000;

/// An article of fewer characters is looked for again with looser rules, which let navigation in. The default, 500, is
/// made for English; Chinese says as much in a fifth.
const SHORTEST_ARTICLE: usize = 100;

/// After so many parts that are not closed or hold most of the page its structure is not trusted any more.
const MOST_UNCLOSED: u32 = 50;

/// A line with a day in it and at most so many letters and figures more is a line about the page.
const DAY_LINE: usize = 8;

/// A page whose elements are nested deeper is read whole: trees are walked and dropped by recursion.
const DEEPEST: usize = 400;

/// `html5ever` looks for the next special character of the whole page at each ampersand: so many times so many bytes
/// take about a second.
const MOST_AMPERSANDS: usize = 10_000_000_000;

/// How many runs of a page are looked through for a run of the article.
const NEAR: usize = 400;

/// How a briefing made by tifa declares itself, in the head of its page.
const OWN: &str = "name=\"generator\" content=\"tifa ";

/// The document of the page `text`. `known` is what a file beside it says.
pub fn documents(text: &str, known: Option<Metadata>) -> Parsed {
    if text[..text.floor_char_boundary(2000)].contains(OWN) {
        let message = "a briefing made by tifa: its clippings are read from their own files".to_owned();
        return Parsed { documents: Vec::new(), problems: vec![Problem { at: None, message }] };
    }
    let head = pagemeta::head(text);
    let mut metadata = fields::metadata(&head.fields, Evidence::Markup);
    let sidecar = known.unwrap_or_default();
    let site = metadata.outlet.clone().or_else(|| sidecar.outlet.clone());
    let given = sidecar.title.clone();
    fields::complete(&mut metadata, sidecar);
    let runs = runs(text);
    let mut problems = Vec::new();
    let mut kept = match article(text, metadata.url.as_ref().map(|u| u.unwrapped.as_str())) {
        Ok(content) => keep(&content, &runs, &mut problems),
        Err(why) => {
            problems.push(Problem {
                at: None,
                message: format!("no article was found in the page ({why}): all of its text was read"),
            });
            vec![true; runs.len()]
        }
    };
    if !kept.contains(&true) && !runs.is_empty() {
        problems.push(Problem {
            at: None,
            message: "nothing of the article was found again in the page: all of its text was read"
                .to_owned(),
        });
        kept.fill(true);
    }
    let title = pagemeta::title(text, &head, site.as_deref(), given.as_deref());
    if let Some(found) = &title {
        metadata.title = Some(found.text.clone());
        metadata.title_span = found.span;
        if let Some(span) = found.heading.clone() {
            let first = runs.partition_point(|r| r.range.end <= span.start);
            let inside = runs[first..].iter().take_while(|r| r.range.start < span.end).count();
            kept[first..first + inside].fill(true);
        }
    }
    let mut flow = Flow::new(text);
    Walk::default().walk(&mut flow, 0..text.len(), &|at| {
        let i = runs.partition_point(|r| r.range.end <= at);
        let is = |i: usize| kept.get(i) == Some(&true);
        // A picture stands between runs: it is the article's when the runs on both sides are.
        let inside = runs.get(i).is_some_and(|r| r.range.start <= at);
        is(i) && (inside || i.checked_sub(1).is_some_and(is))
    });
    let (mut pieces, rules) = flow.finish();
    settle(&mut pieces, metadata.title.as_deref());
    let blocks: Vec<_> = pieces.into_iter().map(|p| p.block).collect();
    if let Some(error) = metadata.title.as_deref().filter(|t| is_error(t))
        && blocks.iter().all(|b| b.kind == BlockKind::Title || b.text.len() < 200)
    {
        let message = format!("the page is an error message in place of an article: {error}");
        return Parsed { documents: Vec::new(), problems: vec![Problem { at: None, message }] };
    }
    let documents = if blocks.is_empty() { Vec::new() } else { vec![Raw { blocks, metadata, rules }] };
    Parsed { documents, problems }
}

/// Whether the title of a page is that of a server's error message: `404 Page Not Found`.
fn is_error(title: &str) -> bool {
    let lower = title.to_lowercase();
    let code =
        ["400", "401", "403", "404", "410", "500", "502", "503", "504"].iter().any(|c| lower.starts_with(c));
    let words = [
        "not found",
        "forbidden",
        "bad gateway",
        "unavailable",
        "error",
        "找不到",
        "不存在",
        "无法访问",
        "無法訪問",
    ];
    (code || title.chars().count() < 24) && words.iter().any(|w| lower.contains(w)) || lower.trim() == "404"
}

/// Marks the title, and lists of links as boilerplate: they lead to other articles.
fn settle(pieces: &mut [Piece], title: Option<&str>) {
    let mut titled = false;
    for piece in pieces.iter_mut() {
        let block = &mut piece.block;
        if let (false, Some(title)) = (titled, title)
            && matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph)
            && same(&block.text, title)
        {
            block.kind = BlockKind::Title;
            titled = true;
        } else if (piece.link.is_some() && block.kind == BlockKind::ListItem) || is_about_page(block) {
            block.kind = BlockKind::Boilerplate;
        }
    }
    // A heading under which nothing but such a list stands goes with it.
    for i in (0..pieces.len()).rev() {
        let boilerplate = |p: Option<&Piece>| p.is_none_or(|p| p.block.kind == BlockKind::Boilerplate);
        let before_list = pieces.get(i + 1).is_some() && boilerplate(pieces.get(i + 1));
        if matches!(pieces[i].block.kind, BlockKind::Heading(_)) && before_list {
            pieces[i].block.kind = BlockKind::Boilerplate;
        }
    }
}

/// Whether a block is about the page and not of the article: a line with nothing but a day, or with no letter at all.
fn is_about_page(block: &Block) -> bool {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) || block.text.len() > 120 {
        return false;
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let all = letters(&block.text);
    let day = day_expressions(&block.text).into_iter().find(|d| d.year.is_some() && d.day.is_some());
    all == 0 || day.is_some_and(|d| all <= letters(d.range.of(&block.text)) + DAY_LINE)
}

/// A run of text of a page.
struct Run {
    range: Range<usize>,
    /// Its text, entities decoded, white space gone.
    letters: String,
}

fn runs(text: &str) -> Vec<Run> {
    let run = |token| match token {
        Token::Text(range) => {
            let letters = letters(&text[range.clone()]);
            (!letters.is_empty()).then_some(Run { range, letters })
        }
        _ => None,
    };
    Scanner::new(text, 0..text.len()).filter_map(run).collect()
}

fn letters(text: &str) -> String {
    entity::decode(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The article of the page as HTML, with the offsets of its elements.
fn article(text: &str, address: Option<&str>) -> Result<String, String> {
    let mut page = String::with_capacity(text.len() + text.len() / 4);
    let mut at = 0;
    let mut elements = 0;
    let parts = parts(text);
    let mut part = parts.iter().peekable();
    for token in Scanner::new(text, 0..text.len()) {
        while let Some(p) = part.next_if(|p| p.start <= token.range().start) {
            page.push_str(&text[at.min(p.start)..p.start]);
            at = p.end;
        }
        if let Token::Tag(tag) = token
            && !tag.end
            && tag.range.start >= at
        {
            elements += 1;
            page.push_str(&text[at..tag.name.end]);
            page.push_str(&format!(" {OFFSET}=\"{}\"", tag.range.start));
            at = tag.name.end;
        }
    }
    page.push_str(&text[at..]);
    if elements > MOST_ELEMENTS {
        return Err(format!("{elements} elements"));
    }
    let nested = nesting(text);
    if nested > DEEPEST {
        return Err(format!("elements nested {nested} deep"));
    }
    let ampersands = memchr::memchr_iter(b'&', text.as_bytes()).count();
    if ampersands.saturating_mul(text.len()) > MOST_AMPERSANDS {
        return Err(format!("{ampersands} ampersands"));
    }
    let config = Config { char_threshold: SHORTEST_ARTICLE, ..Config::default() };
    let address = address.filter(|a| url::is_address(a));
    let mut reader = Readability::new(page, address, Some(config)).map_err(|e| e.to_string())?;
    let article = reader.parse().map_err(|e| e.to_string())?;
    Ok(article.content.to_string())
}

/// How deep the elements that must be closed are nested at most.
fn nesting(text: &str) -> usize {
    // What a parser closes by itself, and what has no end.
    const OPEN: [&str; 27] = [
        "p", "li", "td", "tr", "th", "dt", "dd", "option", "tbody", "thead", "colgroup", "area", "base",
        "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "rt",
        "rp",
    ];
    let (mut depth, mut deepest) = (0_usize, 0);
    for token in Scanner::new(text, 0..text.len()) {
        let Token::Tag(tag) = token else { continue };
        if text[tag.range.clone()].ends_with("/>") || OPEN.iter().any(|n| tag.is(text, n)) {
            continue;
        }
        depth = if tag.end { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
}

/// Where the parts of the page stand that are no article by their names, in order, none inside another.
fn parts(text: &str) -> Vec<Range<usize>> {
    let all = Scanner::new(text, 0..text.len())
        .map(|t| if let Token::Text(r) = t { r.len() } else { 0 })
        .sum::<usize>();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut scanner = Scanner::new(text, 0..text.len());
    let mut unclosed = 0;
    while let Some(token) = scanner.next() {
        let Token::Tag(tag) = token else { continue };
        if tag.end
            || unclosed > MOST_UNCLOSED
            || !["div", "ul", "section", "footer", "aside", "nav"].iter().any(|n| tag.is(text, n))
        {
            continue;
        }
        let named = |name| tag.attribute(text, name).is_some_and(|r| is_part(&text[r]));
        if !(named("class") || named("id")) {
            continue;
        }
        // The element ends where its own name has been closed as often as opened.
        let name = text[tag.name.clone()].to_ascii_lowercase();
        let (mut depth, mut inside, mut end) = (1_u32, 0, None);
        let mut ahead = scanner.clone();
        for token in ahead.by_ref() {
            match token {
                Token::Text(r) => inside += r.len(),
                Token::Tag(t) if t.is(text, &name) => {
                    depth = if t.end { depth - 1 } else { depth + 1 };
                    if depth == 0 {
                        end = Some(t.range.end);
                        break;
                    }
                }
                _ => {}
            }
            if inside * 2 >= all {
                break;
            }
        }
        if let Some(end) = end {
            found.push(tag.range.start..end);
            scanner = ahead;
        } else {
            unclosed += 1;
        }
    }
    found
}

/// Whether a class or id has a word that names no part of an article.
fn is_part(names: &str) -> bool {
    let mut words = names.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.any(|word| rows::<1>(PARTS).any(|[part]| part.eq_ignore_ascii_case(word)))
}

/// Which of `runs` the article `content` holds.
fn keep(content: &str, runs: &[Run], problems: &mut Vec<Problem>) -> Vec<bool> {
    let mut kept = vec![false; runs.len()];
    let mut at = 0;
    for token in Scanner::new(content, 0..content.len()) {
        match token {
            Token::Tag(tag) if !tag.end => {
                let offset = tag.attribute(content, OFFSET).and_then(|r| content[r].parse::<usize>().ok());
                if let Some(offset) = offset {
                    at = runs.partition_point(|r| r.range.start < offset);
                }
            }
            Token::Text(range) => {
                let letters = letters(&content[range]);
                if letters.is_empty() {
                    continue;
                }
                let found = runs[at..].iter().take(NEAR).position(|r| r.letters == letters);
                if let Some(i) = found {
                    kept[at + i] = true;
                    at += i + 1;
                } else {
                    let shown: String = letters.chars().take(20).collect();
                    let place = runs.get(at).map(|r| ByteRange::from(r.range.clone()));
                    let message = format!("a paragraph of the article was not found in the page: {shown}…");
                    problems.push(Problem { at: place, message });
                }
            }
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use crate::reading::tests::outline;

    /// A page with navigation, an article of invented prose and related links.
    fn page(article: &str) -> String {
        let menu = "<li><a href=\"/x\">要聞</a></li>".repeat(6);
        format!(
            "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>雙方再度會談 - 港聞 - 山海日報</title>\
             <meta property=\"og:site_name\" content=\"山海日報\">\
             <meta name=\"publishdate\" content=\"2031-05-06\"></head><body><ul class=\"nav\">{menu}</ul>\
             <div class=\"article\"><h1>雙方再度會談</h1>{article}</div>\
             <div class=\"footer\"><a href=\"/about\">關於我們</a></div></body></html>"
        )
    }

    #[test]
    fn a_briefing_is_no_clipping() {
        let own = page("<p>某甲表示，會談順利。</p>").replacen(
            "<meta ",
            &format!("<meta {}0.1.0\"><meta ", super::OWN),
            1,
        );
        assert!(super::documents(&own, None).documents.is_empty());
        assert_eq!(super::documents(&page("<p>某甲表示，會談順利。</p>"), None).documents.len(), 1);
    }

    #[test]
    fn an_article_and_its_metadata() {
        let paragraph =
            "兩國代表團，在會議廳舉行了第二輪會談，雙方同意，下月再度磋商漁業與航運，並各自向首都報告。";
        let text =
            page(&format!("<p>　　{paragraph}</p><p>{paragraph}&nbsp;&amp;</p><p>甲方表示，{paragraph}</p>"));
        let shown = outline("a.html", &text);
        assert!(
            shown.starts_with("[雙方再度會談 | 2031-05-06 | 山海日報 | -]\nT 雙方再度會談\np 兩國代表團"),
            "{shown}"
        );
        assert_eq!(shown.matches("兩國代表團").count(), 3, "{shown}");
        assert!(!shown.contains("要聞") && !shown.contains("關於"), "{shown}");
    }

    #[test]
    fn a_page_without_an_article_is_read_whole() {
        let shown = outline("a.html", "<html><body><p>短訊。</p></body></html>");
        assert!(shown.contains("p 短訊。"), "{shown}");
    }
}
