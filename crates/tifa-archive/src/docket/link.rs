//! What references to earlier words lead to.

use super::row::{Detail, DocketRow, Target};
use crate::catalogue::read::{Body, Listed};
use crate::cite::cited_place;
use jiff::civil::Date;
use std::collections::BTreeMap;
use tifa_record::ReferenceKind;
use tifa_record::register::{Evidence, Register};
use tifa_text::fold;

/// Under which name a speaker's sayings stand: the register's, when it knows whom the printed one means on that day, so
/// that 布林肯 and 布林根 are one; else the printed name, folded.
fn speaker_key(register: &Register, printed: &str, day: Option<Date>) -> String {
    let known = register.identify(printed, Evidence::on(day));
    known.map_or_else(|| fold(printed).text, |identity| fold(&identity.entry.name).text)
}

/// Who said something on which day: for each speaker, by [`speaker_key`], and day the first statement of each document.
#[derive(Debug, Default)]
pub(super) struct Sayings {
    by_speaker: BTreeMap<String, BTreeMap<Date, Vec<Target>>>,
}

/// Days before a document in which another of several sayings (一月內第三次) is looked for.
const LATELY: i32 = 62;

impl Sayings {
    /// Notes the statements of a document whose day is told, and those of the day of publication.
    pub fn note(&mut self, listed: &Listed, body: &Body, register: &Register) {
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
    pub fn link(&self, mut row: DocketRow, register: &Register) -> DocketRow {
        let Detail::Reference { r#type, from, to, speaker: Some(speaker), target, .. } = &mut row.detail
        else {
            return row;
        };
        let key = speaker_key(register, speaker, from.or(row.published));
        let Some(days) = self.by_speaker.get(&key) else { return row };
        let other = |t: &&Target| *t.document != *row.document;
        if let (Some(from), Some(to)) = (*from, *to) {
            let mut found = days.range(from..=to).flat_map(|(_, t)| t).filter(other);
            *target = found.next().map(|t| Target { because: "same speaker, same day", ..t.clone() });
        } else if *r#type == ReferenceKind::Counted.name()
            && let Some(published) = row.published
        {
            let near = |t: &&Target| t.day.until(published).is_ok_and(|s| s.get_days() <= LATELY);
            let mut found = days.range(..published).rev().flat_map(|(_, t)| t).filter(other).filter(near);
            *target = found.next().map(|t| Target { because: "same speaker, his last before", ..t.clone() });
        }
        row
    }
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
}
