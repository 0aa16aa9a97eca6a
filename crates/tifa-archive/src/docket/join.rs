//! Reports of one occasion in several documents.

use super::row::{Detail, DocketRow};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use tifa_record::OccasionKind;
use tifa_text::fold;

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Name of the file.
    pub source: Arc<str>,
    /// Document id.
    pub document: Arc<str>,
    /// First byte of its naming in the original.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its naming.
    pub text: String,
    /// Names it shares with the reports before it, which is why it was joined to them; empty for the first.
    pub shared: Vec<String>,
}

/// An occasion as the archive keeps it: its kind, day, naming, participants and reports.
pub(super) type Packed = (OccasionKind, Option<Date>, String, Vec<String>, Vec<Report>);

impl JoinedOccasion {
    /// As it is kept.
    pub(super) fn packed(self) -> Packed {
        let kind = OccasionKind::parse(self.r#type).unwrap_or(OccasionKind::Other);
        (kind, self.date, self.text, self.participants, self.reports)
    }
}

impl From<Packed> for JoinedOccasion {
    fn from((kind, date, text, participants, reports): Packed) -> Self {
        // Each report is of a document of its own.
        Self { r#type: kind.name(), date, text, participants, documents: reports.len(), reports }
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
    use crate::docket::Kind;
    use tifa_docket::Confidence;

    fn occasion(document: &str, kind: &'static str, date: Option<Date>, who: &[&str]) -> DocketRow {
        DocketRow {
            kind: Kind::Occasion,
            source: format!("{document}.md").into(),
            document: document.into(),
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
            extractor: "",
            version: 0,
            published: None,
            confidence: Confidence::High,
            decision: None,
            outlet: None,
            body: "".into(),
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
