//! A shared passage as it is shown: cited on both sides, with who speaks there and who was first.

use super::{Run, Shared, Witnesses};
use crate::corpus::{Corpus, Head};
use crate::text::{Passage, Text, Voice};
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;
use tifa_text::fold;

/// The share of a passage that must be one speaker's words, on both sides, for it to be a quotation of him. The rest is
/// the clause that names him: where more of the reporter's own words agree, a report was copied.
const SPOKEN: f64 = 0.8;

/// What two documents that share a passage have done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Both report the words of one speaker.
    Quotation,
    /// Both print the same text of a reporter; or one has as its own what the other gives a speaker.
    Copy,
}

impl Kind {
    /// As records have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Copy => "copy",
        }
    }
}

/// One side of a shared passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Where it stands, and its characters.
    #[serde(flatten)]
    pub passage: Passage,
    /// Day of publication.
    pub date: Option<Date>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Who speaks most of it, as printed; none where it is the reporter's text.
    pub speaker: Option<String>,
    /// The files of the other documents that are the same text.
    pub witnesses: Vec<String>,
}

/// A shared passage, told.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// In the text that is not the later one.
    pub a: Side,
    /// In the other.
    pub b: Side,
    /// Characters, folded; of the longer side.
    pub characters: u32,
    /// Characters that are the same in both.
    pub identical: u32,
    /// One less the edits for each character, in thousandths exact.
    pub similarity: f64,
    /// Quotation or copy.
    pub kind: Kind,
    /// Of a quotation who speaks, as the first side prints it.
    pub speaker: Option<String>,
    /// Outlets that both name as where the words came from, or that the one names and the other is: an agency.
    pub via: Vec<String>,
    /// `a→b` when the days tell that `a` was first; none when they are one day, or one is not known.
    pub direction: Option<&'static str>,
    /// Days from the first to the second.
    pub days: Option<i32>,
    /// Whether a voice that counts, in [`Voice::counts`], stands in it on either side.
    #[serde(skip)]
    pub counts: bool,
}

/// Cites shared passages of a corpus. Many threads may ask it.
pub struct Evidence<'c, C: Corpus> {
    corpus: &'c C,
    witnesses: Witnesses,
}

impl<'c, C: Corpus> Evidence<'c, C> {
    /// For passages found in `corpus`, some texts of which have several documents.
    pub fn new(corpus: &'c C, witnesses: Witnesses) -> Self {
        Self { corpus, witnesses }
    }

    /// The passage, cited. `None` when a side cannot be: its text is not what it was.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn tell(&self, shared: &Shared) -> Result<Option<Told>, C::Error> {
        let (a, b) = (self.text(shared.a.text)?, self.text(shared.b.text)?);
        let (said_a, said_b) = (Said::new(&a.1, shared.a), Said::new(&b.1, shared.b));
        let (Some(side_a), Some(side_b)) =
            (self.side(&a, shared.a, &said_a)?, self.side(&b, shared.b, &said_b)?)
        else {
            return Ok(None);
        };
        let quoted = said_a.most().zip(said_b.most()).filter(|(one, other)| {
            one.voice.key == other.voice.key && one.share >= SPOKEN && other.share >= SPOKEN
        });
        let days = side_a.date.zip(side_b.date).map(|(one, other)| days_between(one, other));
        Ok(Some(Told {
            characters: shared.characters,
            identical: shared.identical,
            similarity: (shared.similarity() * 1000.0).round() / 1000.0,
            kind: if quoted.is_some() { Kind::Quotation } else { Kind::Copy },
            speaker: quoted.map(|(one, _)| one.voice.speaker.clone()),
            via: via((&a.0, &said_a), (&b.0, &said_b)),
            direction: days.filter(|&d| d > 0).map(|_| "a→b"),
            days,
            counts: said_a.counts() || said_b.counts(),
            a: side_a,
            b: side_b,
        }))
    }

    /// One place of a passage, cited.
    ///
    /// # Errors
    /// What the corpus says.
    pub fn cite(&self, run: Run) -> Result<Option<Side>, C::Error> {
        let text = self.text(run.text)?;
        let said = Said::new(&text.1, run);
        self.side(&text, run, &said)
    }

    fn text(&self, number: u32) -> Result<(Arc<Head>, Arc<Text>), C::Error> {
        Ok((self.corpus.head(number)?, self.corpus.text(number)?))
    }

    fn side(
        &self,
        text: &(Arc<Head>, Arc<Text>),
        run: Run,
        said: &Said<'_>,
    ) -> Result<Option<Side>, C::Error> {
        let (head, text) = text;
        let Some(passage) = text.cite(head, run.range) else { return Ok(None) };
        let mut witnesses = Vec::new();
        for &other in self.witnesses.of(run.text) {
            witnesses.push(self.corpus.head(other)?.source.clone());
        }
        Ok(Some(Side {
            passage,
            date: head.day,
            outlet: head.outlet.clone(),
            title: head.title.clone(),
            speaker: said.most().filter(|s| s.share >= 0.5).map(|s| s.voice.speaker.clone()),
            witnesses,
        }))
    }
}

impl<C: Corpus> std::fmt::Debug for Evidence<'_, C> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Evidence").finish_non_exhaustive()
    }
}

/// A speaker's share of a passage.
struct Share<'t> {
    voice: &'t Voice,
    share: f64,
}

/// Who says what of a passage.
struct Said<'t> {
    /// The voices in it.
    voices: Vec<&'t Voice>,
    /// Speakers by first appearance.
    shares: Vec<Share<'t>>,
}

impl<'t> Said<'t> {
    fn new(text: &'t Text, run: Run) -> Self {
        let inside = |start: u32, end: u32| {
            f64::from(end.min(run.range.end).saturating_sub(start.max(run.range.start)))
        };
        let parts = text.letters.parts.iter().filter(|p| !p.aside);
        let all: f64 = parts.map(|p| inside(p.range.start, p.range.end)).sum();
        let voices: Vec<&Voice> =
            text.voices.iter().filter(|v| inside(v.range.start, v.range.end) > 0.0).collect();
        let mut shares: Vec<Share<'t>> = Vec::new();
        for &voice in &voices {
            let share = inside(voice.content.start, voice.content.end) / all.max(1.0);
            match shares.iter_mut().find(|s| s.voice.key == voice.key) {
                Some(known) => known.share += share,
                None => shares.push(Share { voice, share }),
            }
        }
        Self { voices, shares }
    }

    /// The speaker with the greatest share, the first of equals.
    fn most(&self) -> Option<&Share<'t>> {
        self.shares.iter().rev().max_by(|one, other| one.share.total_cmp(&other.share))
    }

    fn counts(&self) -> bool {
        self.voices.iter().any(|v| v.counts)
    }

    /// Outlets through which the words came, in order, each once.
    fn channels(&self) -> Vec<&'t str> {
        let mut out: Vec<&str> = Vec::new();
        for channel in self.voices.iter().flat_map(|v| &v.chain) {
            if !out.contains(&channel.as_str()) {
                out.push(channel);
            }
        }
        out
    }
}

/// Outlets that stand behind both sides, as the first names them.
fn via(a: (&Head, &Said<'_>), b: (&Head, &Said<'_>)) -> Vec<String> {
    let names = |(head, said): (&Head, &Said<'_>)| -> Vec<(String, bool)> {
        let own = head.outlet.iter().map(|o| (o.clone(), true));
        own.chain(said.channels().into_iter().map(|c| (c.to_owned(), false))).collect()
    };
    let theirs: Vec<(String, bool)> = names(b).into_iter().map(|(n, own)| (fold(&n).text, own)).collect();
    let mut out: Vec<String> = Vec::new();
    for (name, own) in names(a) {
        let folded = fold(&name).text;
        // Two reports of one outlet say nothing of where it had the words from.
        let behind = theirs.iter().any(|t| t.0 == folded && !(own && t.1));
        if behind && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

fn days_between(one: Date, other: Date) -> i32 {
    one.until(other).map_or(0, |span| span.get_days())
}
