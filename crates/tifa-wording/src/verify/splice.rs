//! Quotations put together of pieces.

use super::{Context, Evidence, Judge, Place, SPLICED, VARIANT, Verdict, Verified, evidence, standing};
use crate::corpus::Corpus;
use crate::seek::{Pieces, pieces};
use crate::text::Text;

/// Characters of the shortest piece. Shorter runs of common characters recur in any two texts on one subject.
const PIECE: usize = 6;

/// The same where the quotation marks the places between its pieces itself.
const MARKED: usize = 2;

/// Pieces of a splice at most; more are words, not pieces.
const MOST: usize = 6;

/// Share of the quotation's characters that its pieces must cover.
const COVERED: f64 = 0.9;

/// Texts whose pieces are looked at.
const TEXTS: usize = 4;

/// A quotation put together of pieces of one text.
pub(super) struct Splice {
    pub verdict: Verdict,
    pub order: u8,
    pub evidence: Vec<Evidence>,
}

impl<C: Corpus> Judge<'_, C> {
    /// The best way to put the quotation together of pieces that stand apart in one text.
    pub(super) fn spliced(&mut self) -> Result<Option<Splice>, C::Error> {
        let len = self.quote.letters.characters.len();
        let least = if self.quote.has_gaps() { MARKED } else { PIECE };
        let mut best: Option<Splice> = None;
        for found in pieces(self.corpus, &self.quote.folded, least, TEXTS)? {
            let enough = found.covered as f64 >= COVERED * len as f64;
            if !enough || !(2..=MOST).contains(&found.pieces.len()) {
                continue;
            }
            let splice = self.splice(&found)?;
            if let Some(splice) = splice.filter(|s| best.as_ref().is_none_or(|b| s.order < b.order)) {
                best = Some(splice);
            }
        }
        Ok(best)
    }

    fn splice(&mut self, found: &Pieces) -> Result<Option<Splice>, C::Error> {
        let corpus = self.corpus;
        self.read(found.text)?;
        let (_, head, text) = self.last.as_ref().expect("it was just read");
        let mut all = Vec::new();
        let mut own = true;
        let mut keys = Vec::new();
        for (at, range) in &found.pieces {
            let stands = standing(corpus, text, head, *range, &self.asked);
            if stands.in_days != Some(true) {
                return Ok(None);
            }
            own &= stands.own && stands.context == Context::Direct;
            keys.push(stands.voice.map(|v| text.voices[v].key.clone()));
            let part: String = self.quote.letters.characters[at.clone()].iter().collect();
            all.extend(evidence(text, head, *range, 1.0, &stands, Some(part)));
        }
        if own && keys.iter().all(|k| *k == keys[0]) && self.marks(found, text) {
            return Ok(Some(Splice { verdict: Verdict::Folded, order: 1, evidence: all }));
        }
        let order = if own { SPLICED.0 } else { SPLICED.1 };
        Ok(Some(Splice { verdict: Verdict::Spliced, order, evidence: all }))
    }

    /// Whether the quotation marks every place where something is left out, and keeps the order.
    fn marks(&self, found: &Pieces, text: &Text) -> bool {
        let joints = found.pieces.windows(2);
        let marked = |at: usize| self.quote.gaps.iter().any(|g| g.abs_diff(at) <= 1);
        let in_order = |w: &[(std::ops::Range<usize>, tifa_text::ByteRange)]| {
            w[0].1.end <= w[1].1.start && marked(w[1].0.start)
        };
        !text.voices.is_empty() && joints.into_iter().all(in_order)
    }

    /// The answer for a quotation of pieces; what is near follows.
    pub(super) fn of_pieces(&self, splice: Splice, places: Vec<Place>) -> Verified {
        let grounds = splice.evidence.len();
        let near = places.into_iter().filter(|p| p.near.similarity >= VARIANT).map(|p| p.evidence);
        let room = self.question.shown.saturating_sub(grounds);
        let evidence = splice.evidence.into_iter().chain(near.take(room)).collect();
        self.answer(splice.verdict, Vec::new(), evidence, grounds)
    }
}
