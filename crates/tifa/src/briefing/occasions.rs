//! Statements by day and occasion, and there by speaker.
//!
//! Reports of one occasion belong together; one report does not want to be torn apart. So an occasion stands by itself
//! where two clippings of a day name it, and elsewhere statements stay with their clipping.

use super::day;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use tifa_archive::{FullDocument, StatementRow};

/// An occasion of a day, or, where the text names none, a document.
#[derive(Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Day of publication.
    pub day: Option<Date>,
    /// The occasion as the text names it.
    pub named: Option<String>,
    /// Clippings it is reported in, by index.
    pub clippings: Vec<usize>,
    /// Who spoke, in the order of the first statement; each with (clipping, statement).
    pub speakers: Vec<(String, Vec<(usize, usize)>)>,
}

/// Characters of the shortest name of an occasion. Shorter ones are kinds (會議, 記者會), and two clippings that say
/// 會議 on one day may well mean two.
const NAME: usize = 4;

/// Groups the statements of `clippings`, which come by day.
///
/// Clippings with the same body text are one text with several witnesses: the statements of the first stand for all.
/// `key` is the same for statements of one speaker.
pub fn occasions(clippings: &[FullDocument], key: &dyn Fn(&StatementRow) -> String) -> Vec<Occasion> {
    let texts = texts(clippings);
    let shared = shared(&texts);
    let mut place: BTreeMap<(Option<Date>, Result<&str, usize>), usize> = BTreeMap::new();
    // Where a speaker stands at an occasion.
    let mut places: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut out: Vec<Occasion> = Vec::new();
    for &(c, clipping) in &texts {
        let day = day(&clipping.row);
        for (s, statement) in clipping.statements.iter().enumerate() {
            let named = statement.occasion.as_deref().filter(|name| shared.contains(&(day, name)));
            let at = *place.entry((day, named.ok_or(c))).or_insert_with(|| {
                let named = named.map(str::to_owned);
                out.push(Occasion { day, named, clippings: Vec::new(), speakers: Vec::new() });
                out.len() - 1
            });
            let occasion = &mut out[at];
            if occasion.clippings.last() != Some(&c) {
                occasion.clippings.push(c);
            }
            let speakers = places.entry((at, key(statement))).or_insert(occasion.speakers.len());
            match occasion.speakers.get_mut(*speakers) {
                Some((_, said)) => said.push((c, s)),
                None => occasion.speakers.push((statement.speaker.clone(), vec![(c, s)])),
            }
        }
    }
    out
}

/// The clippings without further witnesses of a text, with their index.
fn texts(clippings: &[FullDocument]) -> Vec<(usize, &FullDocument)> {
    let mut seen = BTreeSet::new();
    let first = |(_, c): &(usize, &FullDocument)| c.row.text.is_empty() || seen.insert(c.row.text.clone());
    clippings.iter().enumerate().filter(first).collect()
}

/// The occasions that two clippings of a day name.
fn shared<'a>(texts: &[(usize, &'a FullDocument)]) -> BTreeSet<(Option<Date>, &'a str)> {
    let mut by: BTreeMap<(Option<Date>, &str), BTreeSet<usize>> = BTreeMap::new();
    for &(c, clipping) in texts {
        let names = clipping.statements.iter().filter_map(|s| s.occasion.as_deref());
        for name in names.filter(|name| name.chars().count() >= NAME) {
            by.entry((day(&clipping.row), name)).or_default().insert(c);
        }
    }
    by.into_iter().filter(|(_, clippings)| clippings.len() > 1).map(|(key, _)| key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::tests::{row, statement};
    use tifa_source::Document;

    fn full(document: &str, day: &str, text: &str, said: &[(&str, Option<&str>)]) -> FullDocument {
        let mut row = row(document, day, said.len() as u32);
        row.text = text.to_owned();
        let day = row.metadata.date.map(|d| d.day);
        let statement = |(speaker, occasion): &(&str, Option<&str>)| StatementRow {
            source: row.source.clone(),
            occasion: occasion.map(str::to_owned),
            ..statement(document, speaker, day)
        };
        let statements = said.iter().map(statement).collect();
        let document = Document { ordinal: 0, metadata: row.metadata.clone(), blocks: Vec::new() };
        FullDocument { row, document, statements, witnesses: Vec::new() }
    }

    fn check(clippings: &[FullDocument], expect: &[&str]) {
        let line = |o: &Occasion| {
            let said = o.speakers.iter().map(|(name, said)| format!("{name}{}", said.len()));
            let said: Vec<String> = said.collect();
            format!("{} {:?} {}", o.named.as_deref().unwrap_or("-"), o.clippings, said.join(" "))
        };
        let found: Vec<String> =
            occasions(clippings, &|s| tifa_text::fold(&s.speaker).text).iter().map(line).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_named_occasion_joins_clippings_of_a_day() {
        check(
            &[
                full(
                    "a",
                    "2031-05-02",
                    "1",
                    &[("甲", Some("河谷論壇")), ("乙", None), ("甲", Some("河谷論壇"))],
                ),
                full("b", "2031-05-02", "2", &[("甲", Some("河谷論壇"))]),
                full("c", "2031-05-03", "3", &[("甲", Some("河谷論壇"))]),
            ],
            &["河谷論壇 [0, 1] 甲3", "- [0] 乙1", "- [2] 甲1"],
        );
    }

    #[test]
    fn a_kind_of_occasion_is_no_name() {
        check(
            &[
                full("a", "2031-05-02", "1", &[("甲", Some("會議"))]),
                full("b", "2031-05-02", "2", &[("甲", Some("會議"))]),
            ],
            &["- [0] 甲1", "- [1] 甲1"],
        );
    }

    #[test]
    fn a_name_in_two_scripts_is_one_speaker() {
        check(&[full("a", "2031-05-02", "1", &[("蘭谷", None), ("兰谷", None)])], &["- [0] 蘭谷2"]);
    }

    #[test]
    fn witnesses_of_a_text_count_once() {
        check(
            &[full("a", "2031-05-02", "1", &[("甲", None)]), full("b", "2031-05-04", "1", &[("甲", None)])],
            &["- [0] 甲1"],
        );
    }
}
