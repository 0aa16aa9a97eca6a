//! A formulation through time.

use super::{LIMIT, Tool, absent};
use crate::conditions::Conditions;
use crate::record::{Page, Record, cursor, sources};
use crate::refusal::Refusal;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tifa_archive::{Archive, Stretch};
use tifa_export::source::Source;
use tifa_wording::trace::{Month, Options, Phrase, Tally, Untraceable, VariantGroup};

/// Formulations through time.
pub struct Traces;

/// What is traced.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Asked {
    /// The formulation, in either script, two characters at least; members that may change places are parted by 、 or ，.
    phrase: String,
    /// Attestations of the answer; 20 when nothing is said.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
    /// Where to go on: `next` of the answer before.
    cursor: Option<String>,
    #[serde(flatten)]
    conditions: Conditions,
}

/// A formulation through time.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Traced {
    /// Attestations by day, file and place; undated documents last. The first with a day is the first attestation.
    attestations: Vec<Record>,
    /// All attestations, those of other pages too.
    total: usize,
    /// Documents with one.
    documents: usize,
    /// Months with an attestation: documents of the month, documents with the phrase, places in them.
    months: Vec<MonthOf>,
    /// By speaker, most first.
    #[schemars(with = "Vec<serde_json::Map<String, Value>>")]
    speakers: Vec<Tally>,
    /// By outlet, most first.
    #[schemars(with = "Vec<serde_json::Map<String, Value>>")]
    outlets: Vec<Tally>,
    /// Words like it that stand instead, most first: reordered, replaced, added or dropped characters.
    variants: Vec<VariantOf>,
    /// The documents of these attestations, with title, outlet, day, address and SHA-256 (`original`).
    #[schemars(with = "Vec<serde_json::Map<String, Value>>")]
    sources: Vec<Source>,
    /// Cursor of what follows; null at the end.
    next: Option<String>,
}

/// A month.
#[derive(Debug, Serialize, JsonSchema)]
pub struct MonthOf {
    /// Year and month: 2020-07.
    month: String,
    /// Documents published in it.
    documents: u32,
    /// Those with the formulation.
    with: u32,
    /// Places in them.
    places: u32,
}

impl From<&Month> for MonthOf {
    fn from(m: &Month) -> Self {
        Self { month: m.to_string(), documents: m.documents, with: m.with, places: m.places }
    }
}

/// A variant.
#[derive(Debug, Serialize, JsonSchema)]
pub struct VariantOf {
    /// Its words as first printed.
    text: String,
    /// How it differs.
    kind: &'static str,
    /// Places.
    count: usize,
    /// Documents.
    documents: usize,
    /// First day of publication.
    first: Option<String>,
    /// Last day of publication.
    last: Option<String>,
}

impl From<VariantGroup> for VariantOf {
    fn from(g: VariantGroup) -> Self {
        let (first, last) = (g.first.map(|d| d.to_string()), g.last.map(|d| d.to_string()));
        Self { text: g.text, kind: g.kind.name(), count: g.count, documents: g.documents, first, last }
    }
}

/// Speakers, outlets and variants that are given.
const SHOWN: usize = 12;

impl Tool for Traces {
    const NAME: &'static str = "trace";
    const TITLE: &'static str = "Trace a formulation";
    const ABOUT: &'static str = "A set phrase (提法) through time: every attestation with speaker, day and outlet, the first one \
        first, whether it stands as own words, reported or merely mentioned; counts by month, speaker and outlet; variants \
        (reordered, replaced, added, dropped). First and last are those of this archive.";
    type Asked = Asked;
    type Answer = Traced;

    fn answer(archive: &Archive, asked: Asked) -> Result<(Traced, String), Refusal> {
        let (cursor, filter) = (cursor(asked.cursor.as_deref())?, asked.conditions.filter()?);
        let phrase = Phrase::new(&asked.phrase).map_err(|why| match why {
            Untraceable::Empty => Refusal::argument("phrase", "it has no letter, digit or Chinese character"),
            Untraceable::Single => {
                Refusal::argument("phrase", "one character is no formulation; give two at least")
            }
        })?;
        let state = archive.state()?;
        let (found, months) = archive.trace(&phrase, &filter, &Options::default())?;
        let all = &found.attestations;
        let (limit, total, documents) = (asked.limit.unwrap_or(LIMIT), all.len(), found.documents());
        let page = Page::of(Stretch::of(all, &cursor, state, limit))?;
        let sources = sources(archive, &page.records)?;
        let answer = Traced {
            total,
            documents,
            months: months.iter().filter(|m| m.with > 0).map(MonthOf::from).collect(),
            speakers: found.speakers().into_iter().take(SHOWN).collect(),
            outlets: found.outlets().into_iter().take(SHOWN).collect(),
            variants: found.variant_groups().into_iter().take(SHOWN).map(VariantOf::from).collect(),
            attestations: page.records,
            sources,
            next: page.next,
        };
        let text = told(&asked.phrase, &answer, cursor.skip, page.changed);
        Ok((answer, text))
    }
}

fn told(phrase: &str, found: &Traced, skip: usize, changed: bool) -> String {
    let mut text = Text::new(&found.sources);
    if found.total == 0 {
        text.line(absent(&format!("「{phrase}」")));
    } else {
        text.line(format!("「{phrase}」: {} attestations in {} documents", found.total, found.documents));
        let month = |m: &MonthOf| format!("{} {} of {}", m.month, m.with, m.documents);
        let months: Vec<String> = found.months.iter().map(month).collect();
        text.line(format!("documents with it by month: {}", months.join(", ")));
    }
    for (what, tallies) in [("speaker", &found.speakers), ("outlet", &found.outlets)] {
        let tally = |t: &Tally| format!("{} {} ({} as own words)", t.name, t.count, t.direct);
        if !tallies.is_empty() {
            text.line(format!("by {what}: {}", tallies.iter().map(tally).collect::<Vec<_>>().join(", ")));
        }
    }
    let variant = |v: &VariantOf| format!("「{}」 {} {}", v.text, v.kind, v.count);
    if !found.variants.is_empty() {
        let variants: Vec<String> = found.variants.iter().map(variant).collect();
        text.line(format!("variants: {}", variants.join(", ")));
    }
    text.records(&found.attestations, skip + 1);
    text.sources();
    text.onward(found.next.as_deref(), changed);
    text.finish()
}
