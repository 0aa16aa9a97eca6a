//! Named fields, wherever they stand (front matter, records, columns, meta elements), to metadata.

use crate::metadata::{Dated, Evidence, Metadata};
use crate::table::rows;
use crate::url;
use jiff::civil::{Date, DateTime};
use std::borrow::Cow;
use tifa_text::ByteRange;

/// What names of fields mean, and which of two names comes first.
const FIELDS: &str = include_str!("../tables/fields.tsv");

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Title.
    Title,
    /// Day of publication.
    Date,
    /// Day of the last change.
    Updated,
    /// Reporter or author.
    Author,
    /// Newspaper, agency, site.
    Outlet,
    /// An outlet or an address, as the value shows.
    Source,
    /// Section.
    Category,
    /// Tags.
    Tags,
    /// Address.
    Url,
    /// The text itself.
    Body,
    /// The text itself, as HTML.
    Html,
    /// A summary.
    Summary,
}

/// A field as found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<'a> {
    /// Its name as written.
    pub name: Cow<'a, str>,
    /// Its values: one, or the items of a list.
    pub values: Vec<Cow<'a, str>>,
    /// Where the value stands, when it is one and stands there as it is.
    pub span: Option<ByteRange>,
}

impl<'a> Field<'a> {
    /// A field of one value.
    pub fn one(
        name: impl Into<Cow<'a, str>>,
        value: impl Into<Cow<'a, str>>,
        span: Option<ByteRange>,
    ) -> Self {
        Self { name: name.into(), values: vec![value.into()], span }
    }

    /// What it says, and its place in the order of preference.
    pub fn meaning(&self) -> Option<(Meaning, usize)> {
        meaning(&self.name)
    }
}

/// What a field of this name says, and the place of the name in the order of preference.
pub fn meaning(name: &str) -> Option<(Meaning, usize)> {
    static TABLE: std::sync::OnceLock<Vec<(&'static str, Meaning, usize)>> = std::sync::OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let row = |(i, [name, means]): (usize, [&'static str; 2])| Some((name, parse(means)?, i));
        let mut table: Vec<_> = rows::<2>(FIELDS).enumerate().filter_map(row).collect();
        table.sort_unstable_by_key(|(name, _, _)| *name);
        table
    });
    let name = name.trim();
    let lower = if name.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    };
    let i = table.binary_search_by_key(&&*lower, |(n, _, _)| n).ok()?;
    Some((table[i].1, table[i].2))
}

fn parse(means: &str) -> Option<Meaning> {
    Some(match means {
        "title" => Meaning::Title,
        "date" => Meaning::Date,
        "updated" => Meaning::Updated,
        "author" => Meaning::Author,
        "outlet" => Meaning::Outlet,
        "source" => Meaning::Source,
        "category" => Meaning::Category,
        "tags" => Meaning::Tags,
        "url" => Meaning::Url,
        "body" => Meaning::Body,
        "html" => Meaning::Html,
        "summary" => Meaning::Summary,
        _ => return None,
    })
}

/// The metadata that `fields` give, with `evidence` for all of it.
pub fn metadata(fields: &[Field<'_>], evidence: Evidence) -> Metadata {
    let mut known: Vec<(Meaning, usize, &Field<'_>)> =
        fields.iter().filter_map(|f| f.meaning().map(|(m, rank)| (m, rank, f))).collect();
    known.sort_by_key(|(_, rank, _)| *rank);
    let mut metadata = Metadata::default();
    let mut updated = None;
    for (meaning, _, field) in known {
        let first = field.values.iter().map(|v| v.trim()).find(|v| !v.is_empty());
        let Some(first) = first else { continue };
        match meaning {
            Meaning::Title if metadata.title.is_none() => {
                metadata.title = Some(first.to_owned());
                metadata.title_span = field.span;
            }
            Meaning::Date if metadata.date.is_none() => {
                metadata.date = day(first).map(|day| Dated { day, evidence, span: field.span });
            }
            Meaning::Updated if updated.is_none() => {
                updated = day(first).map(|day| Dated { day, evidence, span: field.span });
            }
            Meaning::Author if metadata.author.is_none() && !url::is_address(first) => {
                let names: Vec<&str> =
                    field.values.iter().map(|v| v.trim()).filter(|v| !v.is_empty()).collect();
                // A number is an account of the content system, not a name.
                if !names.iter().all(|n| n.bytes().all(|b| b.is_ascii_digit())) {
                    metadata.author = Some(names.join("、"));
                }
            }
            Meaning::Outlet => set_outlet(&mut metadata, first, evidence),
            Meaning::Source if url::is_address(first) => {
                metadata.url.get_or_insert_with(|| url::url(first));
            }
            Meaning::Source => set_outlet(&mut metadata, first, evidence),
            Meaning::Category if metadata.category.is_none() => metadata.category = Some(first.to_owned()),
            Meaning::Tags if metadata.tags.is_empty() => metadata.tags = tags(&field.values),
            Meaning::Url if metadata.url.is_none() && !first.contains(char::is_whitespace) => {
                metadata.url = Some(url::url(first));
            }
            _ => {}
        }
    }
    if metadata.date.is_none() {
        metadata.date = updated;
    }
    metadata
}

/// Adds to `metadata` what `other` knows and it does not.
pub fn complete(metadata: &mut Metadata, other: Metadata) {
    if metadata.title.is_none() {
        (metadata.title, metadata.title_span) = (other.title, other.title_span);
    }
    if metadata.outlet.is_none() {
        (metadata.outlet, metadata.outlet_evidence) = (other.outlet, other.outlet_evidence);
    }
    metadata.date = metadata.date.or(other.date);
    metadata.author = metadata.author.take().or(other.author);
    metadata.category = metadata.category.take().or(other.category);
    metadata.url = metadata.url.take().or(other.url);
    metadata.language = metadata.language.take().or(other.language);
    metadata.event_day = metadata.event_day.take().or(other.event_day);
    if metadata.tags.is_empty() {
        metadata.tags = other.tags;
    }
}

fn set_outlet(metadata: &mut Metadata, value: &str, evidence: Evidence) {
    let name = ["来源：", "來源：", "来源:", "來源:"]
        .into_iter()
        .find_map(|p| value.strip_prefix(p))
        .unwrap_or(value);
    if metadata.outlet.is_none() && !name.trim().is_empty() {
        metadata.outlet = Some(name.trim().to_owned());
        metadata.outlet_evidence = Some(evidence);
    }
}

/// Tags: the items of a list, or the parts of one value.
fn tags(values: &[Cow<'_, str>]) -> Vec<String> {
    let parts: Vec<&str> = match values {
        [one] => one.split([',', '，', '、', ';', '；', '|']).collect(),
        many => many.iter().map(|v| &**v).collect(),
    };
    let mut tags: Vec<String> = Vec::new();
    for part in parts.into_iter().map(str::trim).filter(|p| !p.is_empty()) {
        if !tags.iter().any(|t| t == part) {
            tags.push(part.to_owned());
        }
    }
    tags
}

/// The day that a field's value names: `2020-07-09`, with a time or not, `2020/7/9`, `20200709`, `2020年7月9日`,
/// `9 Jul 2020`, `July 9, 2020`.
///
/// A time in UTC is read as the day it is in China (UTC+8), where the reports come from: programs write the local
/// midnight of a day as 16:00 of the day before. A time with another offset keeps the day it is written with.
pub fn day(value: &str) -> Option<Date> {
    let value = value.trim();
    let head = value.get(..10).filter(|h| h.as_bytes()[4] == b'-');
    if let Some(day) = head.and_then(|h| h.parse::<Date>().ok()) {
        let local = value.strip_suffix(['Z', 'z']).and_then(|t| t.parse::<DateTime>().ok());
        let china = local.and_then(|t| t.checked_add(jiff::Span::new().hours(8)).ok());
        return Some(china.map_or(day, |t| t.date()));
    }
    numbers(value).or_else(|| english(value))
}

/// `2020/7/9`, `2020.07.09`, `2020年7月9日`, `20200709`, at the start.
fn numbers(value: &str) -> Option<Date> {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 || digits == 14 {
        return date(&value[..4], &value[4..6], &value[6..8]);
    }
    let mut parts = value.split(['/', '.', '-', '年', '月', '日', ' ', 'T', '号', '號']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    (year.len() == 4).then(|| date(year.trim(), month.trim(), day.trim())).flatten()
}

/// `9 Jul 2020`, `Thu, 09 Jul 2020 08:00:00 GMT`, `July 9, 2020`.
fn english(value: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<String> = value
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_ascii_lowercase)
        .take(8)
        .collect();
    let (at, month) = words.iter().enumerate().find_map(|(i, w)| {
        let letters = w.bytes().all(|b| b.is_ascii_lowercase());
        let month = MONTHS.iter().position(|m| w.starts_with(m)).filter(|_| letters)?;
        Some((i, month + 1))
    })?;
    let number =
        |i: Option<usize>| i.and_then(|i| words.get(i)).filter(|w| w.bytes().all(|b| b.is_ascii_digit()));
    let (before, after, last) = (number(at.checked_sub(1)), number(Some(at + 1)), number(Some(at + 2)));
    let (day, year) = match (before, after, last) {
        (Some(day), Some(year), _) if year.len() == 4 => (day, year),
        (_, Some(day), Some(year)) if year.len() == 4 => (day, year),
        _ => return None,
    };
    date(year, &month.to_string(), day)
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok().filter(|y| (1800..=2200).contains(y))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days() {
        for (value, expect) in [
            ("2031-05-06", "2031-05-06"),
            ("2031-05-06 23:33:38", "2031-05-06"),
            ("2031-05-06T06:22:36.000Z", "2031-05-06"),
            ("2031-05-06T16:00:00.000Z", "2031-05-07"),
            ("2031-05-06T23:00:00-05:00", "2031-05-06"),
            ("2031/5/6", "2031-05-06"),
            ("2031.05.06 10:00", "2031-05-06"),
            ("20310506", "2031-05-06"),
            ("20310506101500", "2031-05-06"),
            ("2031年5月6日", "2031-05-06"),
            ("2031年05月06日10:20", "2031-05-06"),
            ("Tue, 06 May 2031 08:00:00 GMT", "2031-05-06"),
            ("May 6, 2031", "2031-05-06"),
            ("6 September 2031", "2031-09-06"),
        ] {
            assert_eq!(day(value).map(|d| d.to_string()).as_deref(), Some(expect), "{value}");
        }
        for value in ["", "yesterday", "2031-13-01", "5月6日", "12345678", "1-2-3", "2031"] {
            assert_eq!(day(value), None, "{value}");
        }
    }

    #[test]
    fn preference_and_kinds() {
        let field = |n: &'static str, v: &'static str| Field::one(n, v, None);
        let fields = [
            field("original_url", "https://n.example/1"),
            field("URL", "https://web.archive.org/web/20310506/https://n.example/1"),
            field("last_updated", "2031-05-08"),
            field("Date", "2031-05-06"),
            field("source", "来源：山海日报"),
            field("author", "103977"),
            field("keywords", "會談，磋商,會談"),
        ];
        let metadata = metadata(&fields, Evidence::FrontMatter);
        assert!(metadata.url.as_ref().is_some_and(|u| u.original.starts_with("https://web.archive.org")));
        assert!(metadata.url.is_some_and(|u| u.unwrapped == "https://n.example/1"));
        assert_eq!(metadata.date.map(|d| d.day.to_string()).as_deref(), Some("2031-05-06"));
        assert_eq!(metadata.outlet.as_deref(), Some("山海日报"));
        assert_eq!(metadata.author, None);
        assert_eq!(metadata.tags, ["會談", "磋商"]);
    }

    proptest! {
        #[test]
        fn no_panic(value in "\\PC{0,30}") {
            let _ = day(&value);
        }

        #[test]
        fn no_panic_on_dates(value in "[0-9年月日/.TZ: -]{0,24}") {
            let _ = day(&value);
        }
    }
}
