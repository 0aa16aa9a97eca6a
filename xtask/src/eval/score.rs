//! The arithmetic of the attribution gold's own scorer, `score.py`, figure for figure, with a few counts more.

use super::found::Row;
use super::gold::{QuoteKind, Unit};

/// The narrator, in gold.
pub const NARRATOR: &str = "-";

/// What was found for one unit.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The speaker whose spans cover most of the unit, when they cover half of it.
    pub speaker: Option<&'a str>,
    /// Mode of that speaker's widest span in the unit.
    pub mode: Option<&'a str>,
}

/// How an answer is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Right,
    /// Gold has a speaker, none was found.
    Missed,
    /// Gold has the narrator, a speaker was found.
    Invented,
    /// Another speaker was found.
    Wrong,
}

/// Counts over units; the figures are made of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Units.
    pub units: usize,
    /// Units with an acceptable speaker or, where acceptable, none.
    pub right: usize,
    /// Units where "somebody or the narrator" is right.
    pub voice: usize,
    /// Units for which a speaker was found.
    pub found: usize,
    /// Units for which gold asks a speaker.
    pub gold: usize,
    /// Units with a speaker found that is acceptable.
    pub hits: usize,
    /// Gold speaker, none found.
    pub missed: usize,
    /// Narrator, a speaker found.
    pub invented: usize,
    /// Another speaker found.
    pub wrong: usize,
    /// Hits whose mode was looked at.
    pub modes: usize,
    /// Hits with an acceptable mode.
    pub modes_right: usize,
    /// Gold quotations of speech.
    pub quotes_gold: usize,
    /// Quotation-marked spans taken for speech.
    pub quotes_found: usize,
    /// Those that are.
    pub quotes_right: usize,
}

impl Score {
    /// Share of units that are right.
    pub fn accuracy(&self) -> f64 {
        ratio(self.right, self.units)
    }

    /// Share of units where "somebody or the narrator" is right.
    pub fn voice(&self) -> f64 {
        ratio(self.voice, self.units)
    }

    /// Of the speakers found, those right.
    pub fn precision(&self) -> f64 {
        ratio(self.hits, self.found)
    }

    /// Of the speakers asked, those found.
    pub fn recall(&self) -> f64 {
        ratio(self.hits, self.gold)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        2.0 * p * r / (p + r).max(1e-9)
    }

    /// Share of right speakers whose mode is right too.
    pub fn mode_accuracy(&self) -> f64 {
        ratio(self.modes_right, self.modes)
    }

    /// Precision of quotations of speech.
    pub fn quote_precision(&self) -> f64 {
        ratio(self.quotes_right, self.quotes_found)
    }

    /// Recall of quotations of speech.
    pub fn quote_recall(&self) -> f64 {
        ratio(self.quotes_right, self.quotes_gold)
    }

    /// Speech or term: F1 of the quotations taken for speech.
    pub fn quote_f1(&self) -> f64 {
        ratio(2 * self.quotes_right, self.quotes_found + self.quotes_gold)
    }

    /// Adds the counts of `other`.
    pub fn add(&mut self, other: &Score) {
        self.units += other.units;
        self.right += other.right;
        self.voice += other.voice;
        self.found += other.found;
        self.gold += other.gold;
        self.hits += other.hits;
        self.missed += other.missed;
        self.invented += other.invented;
        self.wrong += other.wrong;
        self.modes += other.modes;
        self.modes_right += other.modes_right;
        self.quotes_gold += other.quotes_gold;
        self.quotes_found += other.quotes_found;
        self.quotes_right += other.quotes_right;
    }

    /// Counts one unit.
    pub fn count(&mut self, unit: &Unit, rows: &[Row]) {
        let answer = answer(unit, rows);
        let accepts = |name: &str| unit.speakers.iter().any(|g| g != NARRATOR && same(name, g));
        let narrator = unit.speakers.iter().any(|g| g == NARRATOR);
        let only_narrator = unit.speakers.iter().all(|g| g == NARRATOR);
        self.units += 1;
        match verdict(unit, answer) {
            Verdict::Right => self.right += 1,
            Verdict::Missed => self.missed += 1,
            Verdict::Invented => self.invented += 1,
            Verdict::Wrong => self.wrong += 1,
        }
        self.voice += usize::from(if answer.speaker.is_none() { narrator } else { !only_narrator });
        self.found += usize::from(answer.speaker.is_some());
        self.gold += usize::from(unit.speakers != [NARRATOR] && !(answer.speaker.is_none() && narrator));
        if answer.speaker.is_some_and(accepts) {
            self.hits += 1;
            self.modes += 1;
            self.modes_right +=
                usize::from(unit.modes.iter().any(|m| Some(m.as_str()) == answer.mode.map(letter)));
        }
        for quote in unit.quotes.iter().filter(|q| q.kind != QuoteKind::Either) {
            let taken = rows
                .iter()
                .flat_map(|r| &r.quotes)
                .any(|x| x.start <= quote.start + 3 && x.end + 3 >= quote.end);
            let speech = quote.kind == QuoteKind::Speech;
            self.quotes_found += usize::from(taken);
            self.quotes_gold += usize::from(speech);
            self.quotes_right += usize::from(taken && speech);
        }
    }
}

/// What `rows` answer for `unit`.
pub fn answer<'a>(unit: &Unit, rows: &'a [Row]) -> Answer<'a> {
    // In order of appearance: of two speakers with the same cover the first one counts, as in the scorer.
    let mut cover: Vec<(&str, usize)> = Vec::new();
    for row in rows {
        let bytes = overlap(unit, row);
        if bytes == 0 {
            continue;
        }
        match cover.iter_mut().find(|(name, _)| *name == row.speaker) {
            Some((_, sum)) => *sum += bytes,
            None => cover.push((&row.speaker, bytes)),
        }
    }
    let mut best: Option<(&str, usize)> = None;
    for &(name, bytes) in &cover {
        if best.is_none_or(|(_, most)| bytes > most) {
            best = Some((name, bytes));
        }
    }
    let speaker = best.filter(|&(_, bytes)| bytes * 2 >= unit.end - unit.start).map(|(name, _)| name);
    let mode = speaker.and_then(|name| {
        let mut widest: Option<(&Row, usize)> = None;
        for row in rows.iter().filter(|r| r.speaker == name) {
            let bytes = overlap(unit, row);
            if bytes > 0 && widest.is_none_or(|(_, most)| bytes > most) {
                widest = Some((row, bytes));
            }
        }
        widest.map(|(row, _)| row.mode.as_str())
    });
    Answer { speaker, mode }
}

/// Whether `answer` is right for `unit`, and if not, how it is wrong.
pub fn verdict(unit: &Unit, answer: Answer<'_>) -> Verdict {
    let narrator = unit.speakers.iter().any(|g| g == NARRATOR);
    match answer.speaker {
        None if narrator => Verdict::Right,
        None => Verdict::Missed,
        Some(name) if unit.speakers.iter().any(|g| g != NARRATOR && same(name, g)) => Verdict::Right,
        Some(_) if unit.speakers.iter().all(|g| g == NARRATOR) => Verdict::Invented,
        Some(_) => Verdict::Wrong,
    }
}

/// The letter gold uses for a mode.
pub fn letter(mode: &str) -> &'static str {
    match mode {
        "direct" => "D",
        "mixed" => "M",
        "indirect" => "I",
        _ => NARRATOR,
    }
}

/// Whether two names are one: equal without spaces and marks, or the shorter of at least two characters within the
/// longer.
pub fn same(found: &str, gold: &str) -> bool {
    let (f, g) = (bare(found), bare(gold));
    if f == g {
        return true;
    }
    let (short, long) = if f.chars().count() <= g.chars().count() { (f, g) } else { (g, f) };
    short.chars().count() >= 2 && long.contains(&short)
}

/// A name without white space and marks. The four separators below U+0020 are white space to the scorer's language.
fn bare(name: &str) -> String {
    name.chars()
        .filter(|&c| {
            !(c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c) || "·•．《》「」“”".contains(c))
        })
        .collect()
}

fn overlap(unit: &Unit, row: &Row) -> usize {
    unit.end.min(row.end).saturating_sub(unit.start.max(row.start))
}

/// A share; the denominator is at least 1, as in the scorer.
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::super::found::FoundQuote;
    use super::super::gold::Quote;
    use super::*;

    fn unit(range: (usize, usize), speakers: &[&str], quotes: &[(usize, usize, QuoteKind)]) -> Unit {
        Unit {
            doc: "a".into(),
            unit: 0,
            kind: "body".into(),
            start: range.0,
            end: range.1,
            speakers: speakers.iter().map(|s| (*s).to_owned()).collect(),
            modes: vec!["I".into()],
            quotes: quotes.iter().map(|&(start, end, kind)| Quote { start, end, kind }).collect(),
            text: String::new(),
        }
    }

    fn row(range: (usize, usize), speaker: &str, quotes: &[(usize, usize)]) -> Row {
        Row {
            source: "a.md".into(),
            start: range.0,
            end: range.1,
            speaker: speaker.into(),
            mode: "indirect".into(),
            quotes: quotes.iter().map(|&(start, end)| FoundQuote { start, end }).collect(),
        }
    }

    #[test]
    fn names_are_compared_bare_and_by_part() {
        for (found, gold, expect) in [
            ("王毅", "王毅", true),
            ("《東山日報》", "東山日報", true),
            ("安東尼·林", "安東尼．林", true),
            ("國務委員王毅", "王毅", true),
            ("王", "王毅", false),
            ("李毅", "王毅", false),
            ("", "", true),
        ] {
            assert_eq!(same(found, gold), expect, "{found} {gold}");
        }
    }

    #[test]
    fn half_a_unit_makes_an_answer() {
        let u = unit((0, 100), &["甲方"], &[]);
        assert_eq!(answer(&u, &[row((0, 49), "甲方", &[])]).speaker, None);
        assert_eq!(answer(&u, &[row((0, 50), "甲方", &[])]).speaker, Some("甲方"));
        let three = [row((0, 30), "甲方", &[]), row((30, 60), "乙方", &[]), row((60, 100), "甲方", &[])];
        assert_eq!(answer(&u, &three).speaker, Some("甲方"));
        let tie = [row((0, 50), "乙方", &[]), row((50, 100), "甲方", &[])];
        assert_eq!(answer(&u, &tie).speaker, Some("乙方"));
    }

    #[test]
    fn counts_make_the_figures() {
        let mut s = Score::default();
        let rows = [row((0, 10), "甲方", &[(2, 6)]), row((20, 30), "丙方", &[]), row((30, 40), "甲方", &[])];
        s.count(&unit((0, 10), &["甲方"], &[(1, 7, QuoteKind::Speech), (8, 20, QuoteKind::Term)]), &rows);
        s.count(&unit((10, 20), &["甲方"], &[]), &rows);
        s.count(&unit((20, 30), &["甲方", "乙方"], &[]), &rows);
        s.count(&unit((30, 40), &["-"], &[]), &rows);
        s.count(&unit((40, 50), &["甲方", "-"], &[(40, 50, QuoteKind::Speech)]), &rows);
        assert_eq!((s.units, s.right, s.missed, s.wrong, s.invented), (5, 2, 1, 1, 1));
        assert_eq!((s.found, s.gold, s.hits, s.voice), (3, 3, 1, 3));
        assert_eq!((s.modes, s.modes_right), (1, 1));
        assert_eq!((s.quotes_found, s.quotes_gold, s.quotes_right), (1, 2, 1));
        assert!((s.f1() - 1.0 / 3.0).abs() < 1e-12);
    }
}
