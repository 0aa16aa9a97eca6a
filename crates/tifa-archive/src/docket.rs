//! Dates, occasions and references of the archive's documents, and what joins them across documents.

use crate::archive::Archive;
use crate::catalogue::read::{self, Body, Listed, Order};
use crate::catalogue::select::Condition;
use crate::cite::cited;
use crate::error::Error;
use crate::rows::{Cited, Filter};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};
use std::ops::ControlFlow;
use tifa_record::register::{Evidence, Register};
use tifa_record::{Dating, Occasion, Place, Reference, ReferenceKind};
use tifa_text::fold;

/// An entry of the docket as the interchange record has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DocketRow {
    /// `date`, `occasion` or `reference`.
    pub kind: &'static str,
    /// Name of the file.
    pub source: String,
    /// Document id.
    pub document: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Those characters, layout undone.
    pub text: String,
    /// What this kind of entry says.
    #[serde(flatten)]
    pub detail: Detail,
    /// Extractor.
    pub extractor: String,
    /// Its version.
    pub version: u32,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Detail {
    /// A calendar expression.
    Date {
        /// First day, when it could be laid on the calendar.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
        /// Why it stays open, when it does.
        open: Option<&'static str>,
    },
    /// An occasion.
    Occasion {
        /// press_conference, interview, meeting, phone_call, speech, forum, article, statement, ceremony, other.
        r#type: &'static str,
        /// Its (first) day, when the text tells.
        date: Option<Date>,
        /// Its last day, when it has several.
        to: Option<Date>,
        /// What says so.
        dated: Option<Cited>,
        /// Who took part, as printed.
        participants: Vec<String>,
        /// Where, as printed.
        place: Option<String>,
    },
    /// A mention of what was said or done before.
    Reference {
        /// dated, counted, restated, earlier.
        r#type: &'static str,
        /// First day meant, when it could be told.
        from: Option<Date>,
        /// Last day.
        to: Option<Date>,
        /// Why the day stays open, when it does.
        open: Option<&'static str>,
        /// Who spoke or acted then, as printed.
        speaker: Option<String>,
        /// The clause that says what.
        clause: Option<Cited>,
        /// What is meant, when the archive has it.
        target: Option<Target>,
    },
}

/// A statement that a reference means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Target {
    /// Name of its file.
    pub source: String,
    /// Its document.
    pub document: String,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Day of the saying.
    pub day: Date,
    /// Why it is taken for the one meant.
    pub because: &'static str,
}

/// An occasion that one or several documents report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JoinedOccasion {
    /// Its kind.
    pub r#type: &'static str,
    /// Its day.
    pub date: Option<Date>,
    /// Its first naming, by source and place.
    pub text: String,
    /// Who took part, by all reports.
    pub participants: Vec<String>,
    /// Number of documents that report it.
    pub documents: usize,
    /// Its reports.
    pub reports: Vec<Report>,
}

/// One document's report of an occasion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Name of the file.
    pub source: String,
    /// Document id.
    pub document: String,
    /// First byte of its naming in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its naming.
    pub text: String,
    /// Names it shares with the reports before it, which is why it was joined to them; empty for the first.
    pub shared: Vec<String>,
}

impl Archive {
    /// Dates, occasions and references of the documents `filter` lets through, by source and start. References are led to
    /// statements of the whole archive.
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn docket(&self, filter: &Filter) -> Result<Vec<DocketRow>, Error> {
        let reader = self.reader()?;
        let condition = Condition::new(&reader, filter, self.register())?;
        let chosen: HashSet<u64> = read::rows(&reader, &condition)?.into_iter().collect();
        let everything = Condition::new(&reader, &Filter::default(), self.register())?;
        let register = self.register();
        let (mut rows, mut sayings) = (Vec::new(), Sayings::default());
        read::each_document(&reader, &everything, Order::Source, &mut |listed| {
            let body = read::body(&reader, listed.number)?;
            sayings.note(&listed, &body, register);
            if chosen.contains(&listed.number) {
                entries(&listed, &body, &mut rows);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        rows.sort_by(|(a, _), (b, _)| {
            (&a.source, a.start, a.end, a.kind).cmp(&(&b.source, b.start, b.end, b.kind))
        });
        Ok(rows.into_iter().map(|(row, day)| sayings.link(row, day, register)).collect())
    }

    /// The occasions of the documents `filter` lets through, those of several documents joined ([`join`]).
    ///
    /// # Errors
    /// What the catalogue says.
    pub fn occasions(&self, filter: &Filter) -> Result<Vec<JoinedOccasion>, Error> {
        Ok(join(&self.docket(filter)?))
    }
}

/// The entries of a document, each with the document's day.
fn entries(listed: &Listed, body: &Body, out: &mut Vec<(DocketRow, Option<Date>)>) {
    let day = listed.row.metadata.date.map(|d| d.day);
    let mut push = |kind, place: Place, detail| {
        let Some(at) = cited_place(body, place) else { return };
        let row = DocketRow {
            kind,
            source: listed.row.source.clone(),
            document: listed.row.document.clone(),
            start: at.start,
            end: at.end,
            text: at.text,
            detail,
            extractor: tifa_record::EXTRACTOR.to_owned(),
            version: listed.version,
        };
        out.push((row, day));
    };
    for Dating { place, days, .. } in &body.findings.dates {
        let (from, to) = (days.ok().map(|d| d.from), days.ok().map(|d| d.to));
        push("date", *place, Detail::Date { from, to, open: days.err().map(|why| why.name()) });
    }
    for Occasion { place, kind, days, dated, participants, venue, .. } in &body.findings.occasions {
        let detail = Detail::Occasion {
            r#type: kind.name(),
            date: days.map(|d| d.from),
            to: days.filter(|d| d.from < d.to).map(|d| d.to),
            dated: dated.and_then(|p| cited_place(body, p)),
            participants: participants.clone(),
            place: venue.clone(),
        };
        push("occasion", *place, detail);
    }
    for Reference { place, kind, days, speaker, clause } in &body.findings.references {
        let detail = Detail::Reference {
            r#type: kind.name(),
            from: days.ok().map(|d| d.from),
            to: days.ok().map(|d| d.to),
            open: days.err().map(|why| why.name()),
            speaker: speaker.clone(),
            clause: cited_place(body, *clause),
            target: None,
        };
        push("reference", *place, detail);
    }
}

fn cited_place(body: &Body, place: Place) -> Option<Cited> {
    cited(body.blocks.get(place.block as usize)?, place.range)
}

/// Under which name a speaker's sayings stand: the register's, when it knows whom the printed one means on that day, so
/// that 布林肯 and 布林根 are one; else the printed name, folded.
fn speaker_key(register: &Register, printed: &str, day: Option<Date>) -> String {
    let known = register.identify(printed, Evidence::on(day));
    known.map_or_else(|| fold(printed).text, |identity| fold(&identity.entry.name).text)
}

/// Who said something on which day: for each speaker, by [`speaker_key`], and day the first statement of each document.
#[derive(Debug, Default)]
struct Sayings {
    by_speaker: BTreeMap<String, BTreeMap<Date, Vec<Target>>>,
}

/// Days before a document in which another of several sayings (一月內第三次) is looked for.
const LATELY: i32 = 62;

impl Sayings {
    /// Notes the statements of a document whose day is told, and those of the day of publication.
    fn note(&mut self, listed: &Listed, body: &Body, register: &Register) {
        for s in &body.findings.statements {
            let Some(day) = s.said.and_then(|said| said.days.day()) else { continue };
            let speaker = speaker_key(register, &s.speaker, Some(day));
            let days = self.by_speaker.entry(speaker).or_default().entry(day).or_default();
            if days.iter().any(|t| t.document == listed.row.document) {
                continue;
            }
            let Some(at) = cited_place(body, s.place) else { continue };
            days.push(Target {
                source: listed.row.source.clone(),
                document: listed.row.document.clone(),
                start: at.start,
                end: at.end,
                day,
                because: "",
            });
        }
    }

    /// Leads a reference to what it means: to a statement of the same speaker on the day meant; for one of several, to his
    /// last before. A report of that very day comes before later ones that tell of it, and the document itself never.
    fn link(&self, mut row: DocketRow, published: Option<Date>, register: &Register) -> DocketRow {
        let Detail::Reference { r#type, from, to, speaker: Some(speaker), target, .. } = &mut row.detail
        else {
            return row;
        };
        let key = speaker_key(register, speaker, from.or(published));
        let Some(days) = self.by_speaker.get(&key) else { return row };
        let other = |t: &&Target| t.document != row.document;
        if let (Some(from), Some(to)) = (*from, *to) {
            let mut found = days.range(from..=to).flat_map(|(_, t)| t).filter(other);
            *target = found.next().map(|t| Target { because: "same speaker, same day", ..t.clone() });
        } else if *r#type == ReferenceKind::Counted.name()
            && let Some(published) = published
        {
            let near = |t: &&Target| t.day.until(published).is_ok_and(|s| s.get_days() <= LATELY);
            let mut found = days.range(..published).rev().flat_map(|(_, t)| t).filter(other).filter(near);
            *target = found.next().map(|t| Target { because: "same speaker, his last before", ..t.clone() });
        }
        row
    }
}

/// Joins occasions of several documents: those of one day and kind (meetings, forums and the speeches there are one kind)
/// with a participant in common. The others stay alone. By day, then by source and place; undated ones last.
pub fn join(rows: &[DocketRow]) -> Vec<JoinedOccasion> {
    let mut out: Vec<JoinedOccasion> = Vec::new();
    let mut by_day: BTreeMap<(&str, Date), Vec<usize>> = BTreeMap::new();
    // What one report calls a forum another calls a meeting, a third the speech given there.
    let family =
        |kind: &'static str| if matches!(kind, "meeting" | "forum" | "speech") { "gathering" } else { kind };
    for row in rows {
        let Detail::Occasion { r#type, date, participants, .. } = &row.detail else { continue };
        let names: Vec<String> = participants.iter().map(|p| fold(p).text).collect();
        let common = |known: &JoinedOccasion| -> Vec<String> {
            known.participants.iter().filter(|p| names.contains(&fold(p).text)).cloned().collect()
        };
        let mut report = Report {
            source: row.source.clone(),
            document: row.document.clone(),
            start: row.start,
            end: row.end,
            text: row.text.clone(),
            shared: Vec::new(),
        };
        let candidates = date.and_then(|d| by_day.get(&(family(r#type), d)));
        let same = candidates.into_iter().flatten().copied().find_map(|i| {
            let shared = common(&out[i]);
            // Two occasions that one document tells apart are two.
            let apart = out[i].reports.iter().any(|r| r.document == row.document);
            (!shared.is_empty() && !apart).then_some((i, shared))
        });
        match same {
            Some((i, shared)) => {
                report.shared = shared;
                let known = &mut out[i];
                let before: HashSet<String> = known.participants.iter().map(|p| fold(p).text).collect();
                known
                    .participants
                    .extend(participants.iter().filter(|p| !before.contains(&fold(p).text)).cloned());
                known.documents += 1;
                known.reports.push(report);
            }
            None => {
                if let Some(date) = date {
                    by_day.entry((family(r#type), *date)).or_default().push(out.len());
                }
                out.push(JoinedOccasion {
                    r#type,
                    date: *date,
                    text: row.text.clone(),
                    participants: participants.clone(),
                    documents: 1,
                    reports: vec![report],
                });
            }
        }
    }
    out.sort_by_key(|o| (o.date.is_none(), o.date));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_speaker_under_several_spellings() {
        let (register, day) = (Register::shipped(), Some(jiff::civil::date(2022, 4, 9)));
        let key = |name| speaker_key(register, name, day);
        assert_eq!(key("布林肯"), key("布林根"));
        assert_ne!(key("布林肯"), key("王毅"));
        assert_eq!(key("林遠山"), key("林远山"));
    }

    fn occasion(document: &str, kind: &'static str, date: Option<Date>, who: &[&str]) -> DocketRow {
        DocketRow {
            kind: "occasion",
            source: format!("{document}.md"),
            document: document.to_owned(),
            start: 0,
            end: 6,
            text: "會談".to_owned(),
            detail: Detail::Occasion {
                r#type: kind,
                date,
                to: None,
                dated: None,
                participants: who.iter().map(|&w| w.to_owned()).collect(),
                place: None,
            },
            extractor: String::new(),
            version: 0,
        }
    }

    #[test]
    fn one_kind_one_day_one_participant_is_one_occasion() {
        let day = Some(jiff::civil::date(2031, 4, 9));
        let rows = [
            occasion("a", "meeting", day, &["林遠山", "方卓"]),
            occasion("b", "meeting", day, &["林远山"]),
            occasion("c", "meeting", day, &["周南"]),
            occasion("d", "phone_call", day, &["林遠山"]),
            occasion("e", "meeting", None, &["林遠山"]),
        ];
        let joined = join(&rows);
        let shown: Vec<(usize, Vec<&str>)> = joined
            .iter()
            .map(|j| (j.documents, j.participants.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(
            shown,
            [(2, vec!["林遠山", "方卓"]), (1, vec!["周南"]), (1, vec!["林遠山"]), (1, vec!["林遠山"]),]
        );
        assert_eq!(joined[0].reports[1].shared, ["林遠山"]);
    }

    #[test]
    fn what_one_document_tells_apart_stays_apart() {
        let day = Some(jiff::civil::date(2031, 4, 9));
        let rows = [occasion("a", "meeting", day, &["林遠山"]), occasion("a", "meeting", day, &["林遠山"])];
        assert_eq!(join(&rows).len(), 2);
    }
}
