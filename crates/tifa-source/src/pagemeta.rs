//! What a page says of itself: `meta`, `title`, `link`, `time`, JSON-LD.

use crate::fields::{Field, day};
use crate::frontmatter::flatten;
use crate::html::{Scanner, Token, entity};
use serde_json::Value;
use std::borrow::Cow;
use std::ops::Range;
use tifa_text::ByteRange;

/// Members of a JSON-LD article that are metadata.
const JSON_LD: [&str; 8] = [
    "headline",
    "datePublished",
    "dateModified",
    "author",
    "publisher",
    "articleSection",
    "keywords",
    "mainEntityOfPage",
];

/// A part of a page's title after its last separator is the site's or a section's when it is at most this long.
const LONGEST_SUFFIX: usize = 24;

/// Separators between title, section and site, as they stand in title elements.
const SEPARATORS: [&str; 8] = [" - ", "--", " – ", " — ", " | ", "｜", "_", "-"];

/// What ends the name of a site: 网 (net), 频道 (channel), 報 (paper) and their like.
const SITE_ENDS: [&str; 14] =
    ["网", "網", "频道", "頻道", "新闻", "新聞", "報", "报", "中文", "News", ".com", ".hk", "新闻网", "在线"];

/// What a page says of itself.
#[derive(Debug, Clone, Default)]
pub struct Head<'a> {
    /// Fields of meta elements, JSON-LD and the like.
    pub fields: Vec<Field<'a>>,
    /// Content of the title element.
    title: Option<Range<usize>>,
    /// First-level headings, tags not included.
    headings: Vec<Range<usize>>,
}

/// A page's title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The title without the names of section and site.
    pub text: String,
    /// Where it stands.
    pub span: Option<ByteRange>,
    /// The heading that repeats it.
    pub heading: Option<Range<usize>>,
}

/// Reads what the page `text` says of itself.
pub fn head(text: &str) -> Head<'_> {
    let mut head = Head::default();
    let (mut program, mut open, mut time) = (false, None, None);
    for token in Scanner::new(text, 0..text.len()) {
        let tag = match token {
            Token::Raw(range) if program => {
                json_ld(&text[range], &mut head.fields);
                continue;
            }
            Token::Tag(tag) => tag,
            _ => continue,
        };
        let value = |name: &str| tag.attribute(text, name).filter(|r| !text[r.clone()].trim().is_empty());
        let name = text[tag.name.clone()].to_ascii_lowercase();
        program = false;
        match (name.as_str(), tag.end) {
            ("script", false) => program = value("type").is_some_and(|r| text[r].contains("ld+json")),
            ("title", false) if head.title.is_none() => open = Some(tag.range.end),
            ("title", true) => {
                if let Some(start) = open.take().filter(|s| *s <= tag.range.start) {
                    head.title.get_or_insert(start..tag.range.start);
                }
            }
            ("h1", false) => open = Some(tag.range.end),
            ("h1", true) => {
                head.headings
                    .extend(open.take().filter(|s| *s <= tag.range.start).map(|s| s..tag.range.start));
            }
            ("meta", false) => {
                let name = value("property").or_else(|| value("name")).or_else(|| value("itemprop"));
                if let (Some(name), Some(content)) = (name, value("content")) {
                    head.fields.push(field(text, Cow::Borrowed(&text[name]), content));
                }
            }
            ("link", false) if value("rel").is_some_and(|r| text[r].eq_ignore_ascii_case("canonical")) => {
                head.fields.extend(value("href").map(|r| field(text, "canonical".into(), r)));
            }
            ("time", false) => {
                // The first day on the page that is in a time element; lists of other articles come after.
                let at = value("datetime").filter(|r| day(&text[r.clone()]).is_some());
                time = time.or(at);
            }
            _ => {}
        }
    }
    if let Some(time) = time {
        head.fields.push(field(text, "time".into(), time));
    }
    head
}

fn field<'a>(text: &'a str, name: Cow<'a, str>, value: Range<usize>) -> Field<'a> {
    let decoded = entity::decode(&text[value.clone()]);
    let span = matches!(decoded, Cow::Borrowed(_)).then(|| value.into());
    Field::one(name, decoded, span)
}

/// Fields of the article that a JSON-LD program describes (schema.org `NewsArticle` and its kin).
fn json_ld(source: &str, fields: &mut Vec<Field<'_>>) {
    let Ok(value) = serde_json::from_str::<Value>(source.trim()) else { return };
    let nodes: Vec<&Value> = match (&value, value.get("@graph")) {
        (_, Some(Value::Array(nodes))) | (Value::Array(nodes), _) => nodes.iter().collect(),
        _ => vec![&value],
    };
    let Some(node) =
        nodes.into_iter().find(|n| n.get("datePublished").is_some() || n.get("headline").is_some())
    else {
        return;
    };
    for name in JSON_LD {
        let Some(value) = node.get(name) else { continue };
        let first = value.get(0).unwrap_or(value);
        let named = first.get("name").or_else(|| first.get("@id")).unwrap_or(value);
        let mut values = Vec::new();
        flatten(named, &mut values);
        fields.push(Field { name: name.into(), values, span: None });
    }
}

/// The title of the page. `site` is the outlet's name as far as known, `given` the title a file beside the page gives.
///
/// A first-level heading that the title element (or the file beside the page) repeats is the title; else the title
/// element without what follows its separators and names a section or the site.
pub fn title(text: &str, head: &Head<'_>, site: Option<&str>, given: Option<&str>) -> Option<Title> {
    let meta =
        head.fields.iter().filter(|f| f.meaning().is_some_and(|(m, _)| m == crate::fields::Meaning::Title));
    let meta: Vec<&Field<'_>> = meta.collect();
    let element = head.title.clone().map(|r| (collapse(&text[r.clone()]), r));
    let printed: Vec<&str> = element
        .iter()
        .map(|(t, _)| t.as_str())
        .chain(meta.iter().flat_map(|f| f.values.iter().map(|v| &**v)))
        .chain(given)
        .collect();
    for heading in &head.headings {
        let shown = collapse(&without_tags(text, heading.clone()));
        if shown.chars().count() >= 4 && printed.iter().any(|p| collapse(p).starts_with(&shown)) {
            let span = trimmed(text, heading.clone());
            return Some(Title { text: shown, span, heading: Some(heading.clone()) });
        }
    }
    if let Some((whole, range)) = &element {
        let short = without_site(whole, site).to_owned();
        if !short.is_empty() && Some(short.as_str()) != site {
            let span = text[range.clone()].find(&short).map(|i| {
                let start = range.start + i;
                ByteRange::new(start, start + short.len())
            });
            return Some(Title { text: short, span, heading: None });
        }
    }
    let first = meta.first().and_then(|f| f.values.first().map(|v| (v, f.span)));
    let (text, span) = first.map(|(v, s)| (without_site(v, site).to_owned(), s))?;
    Some(Title {
        span: span.map(|s| ByteRange { end: s.start + text.len() as u32, ..s }),
        text,
        heading: None,
    })
}

/// `title` without section and site.
fn without_site<'t>(title: &'t str, site: Option<&str>) -> &'t str {
    let mut rest = title.trim();
    let mut cut = false;
    while let Some((i, separator)) = SEPARATORS
        .into_iter()
        .filter_map(|s| rest.rfind(s).map(|i| (i, s)))
        .max_by_key(|(i, s)| (*i + s.len(), s.len()))
    {
        let (before, suffix) = (rest[..i].trim(), rest[i + separator.len()..].trim());
        let length = suffix.chars().count();
        let named = site.is_some_and(|s| !suffix.is_empty() && (s.contains(suffix) || suffix.contains(s)));
        let site_like = SITE_ENDS.iter().any(|e| suffix.ends_with(e));
        // Once the site is off, a short part before it is the section.
        let section = cut && length <= 6;
        if before.chars().count() < 4 || length > LONGEST_SUFFIX || !(named || site_like || section) {
            break;
        }
        // A bare hyphen or bar inside a headline is the headline's own unless the site follows it.
        if matches!(separator, "-" | "｜") && !named {
            break;
        }
        rest = before;
        cut = true;
    }
    rest
}

/// White space made single and trimmed as a browser does (an ideographic space stays), entities decoded.
fn collapse(text: &str) -> String {
    entity::decode(text).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_tags(text: &str, range: Range<usize>) -> String {
    Scanner::new(text, range)
        .filter_map(|t| match t {
            Token::Text(r) => Some(&text[r]),
            _ => None,
        })
        .collect()
}

fn trimmed(text: &str, range: Range<usize>) -> Option<ByteRange> {
    let first = Scanner::new(text, range).find_map(|t| match t {
        Token::Text(r) if !text[r.clone()].trim().is_empty() => Some(r),
        _ => None,
    })?;
    let part = &text[first.clone()];
    let start = first.start + (part.len() - part.trim_start().len());
    Some(ByteRange::new(start, start + part.trim().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_without_section_and_site() {
        for (title, site, expect) in [
            ("雙方再度會談 - 港聞 - 山海日報", Some("山海日報"), "雙方再度會談"),
            ("双方再度会谈--湾区频道--山海网", None, "双方再度会谈"),
            ("雙方再度會談：甲、乙、丙 - BBC News 中文", Some("BBC News 中文"), "雙方再度會談：甲、乙、丙"),
            ("今日｜雙方再度會談", None, "今日｜雙方再度會談"),
            ("中美-中日關係", None, "中美-中日關係"),
            ("雙方會談 - 甲方稱將於下月初再度磋商", None, "雙方會談 - 甲方稱將於下月初再度磋商"),
            ("双方会谈_山海新闻_山海网", None, "双方会谈"),
        ] {
            assert_eq!(without_site(title, site), expect);
        }
    }

    #[test]
    fn a_heading_is_better_than_the_title_element() {
        let text = "<title>双方会谈 -- 要闻</title><h1> <span>双方会谈</span> </h1>";
        let found = title(text, &head(text), None, None).unwrap();
        assert_eq!((found.text.as_str(), found.span.unwrap().of(text)), ("双方会谈", "双方会谈"));
        assert!(found.heading.is_some());
    }

    #[test]
    fn json_ld_and_time() {
        let text = "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-05-06\",\
            \"author\":[{\"name\":\"某人\"}]}]}</script><time datetime=\"2031-05-07\"></time>";
        let metadata = crate::fields::metadata(&head(text).fields, crate::Evidence::Markup);
        assert_eq!(metadata.date.map(|d| d.day.to_string()).as_deref(), Some("2031-05-06"));
        assert_eq!(metadata.author.as_deref(), Some("某人"));
    }
}
