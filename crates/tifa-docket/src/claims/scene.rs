//! A sentence in which a claim may be told, with its surroundings.

use super::table::Word;
use crate::clauses::{between, trimmed};
use crate::entry::Claim;
use crate::matter::Matter;
use crate::table::Hit;
use tifa_record::{Class, Page, Place, Statement};
use tifa_text::ByteRange;

/// A sentence and where it stands.
pub(super) struct Scene<'c, 'a> {
    pub(super) matter: &'c Matter<'a>,
    /// Index of the page.
    pub(super) index: usize,
    pub(super) page: &'c Page<'a>,
    /// Index of the sentence.
    pub(super) at: usize,
    pub(super) sentence: ByteRange,
}

/// A claim or an answer, and whose it is.
pub(super) struct Part {
    pub(super) place: Place,
    pub(super) by: Option<String>,
}

impl<'c> Scene<'c, '_> {
    /// The levelled text between two bytes of the page.
    pub(super) fn text(&self, from: u32, to: u32) -> &'c str {
        between(self.page, from, to)
    }

    /// A range of the page without the marks at its ends; none when nothing is left.
    pub(super) fn place(&self, start: u32, end: u32) -> Option<Place> {
        let range = trimmed(self.page, ByteRange { start: start.min(end), end });
        (!range.is_empty()).then_some(Place { block: self.page.block, range })
    }

    /// Where the clause that holds byte `at` ends: at ，；： or where the sentence does.
    pub(super) fn clause_end(&self, at: u32) -> u32 {
        let text = self.text(at, self.sentence.end);
        at + text.find(is_mark).unwrap_or(text.len()) as u32
    }

    /// Where the clause that holds byte `at` begins.
    pub(super) fn clause_start(&self, at: u32) -> u32 {
        let text = self.text(self.sentence.start, at);
        let cut = text.char_indices().rev().find(|&(_, c)| is_mark(c)).map_or(0, |(i, c)| i + c.len_utf8());
        self.sentence.start + cut as u32
    }

    /// The statement around byte `at`.
    pub(super) fn statement(&self, at: u32) -> Option<&Statement> {
        let range = ByteRange { start: at, end: at };
        self.matter.statement_at(Place { block: self.page.block, range })
    }

    /// Who speaks at byte `at`.
    pub(super) fn speaker(&self, at: u32) -> Option<String> {
        self.statement(at).map(|s| s.speaker.clone())
    }

    /// The noun phrase that ends last before byte `to` and not before `from`, as printed.
    pub(super) fn who(&self, from: u32, to: u32) -> Option<String> {
        let tokens = self.page.tokens_in(ByteRange { start: from, end: to });
        let last = tokens.iter().rposition(|t| is_who(t.class) && t.range.end <= to)?;
        let mut first = last;
        while let Some(prev) = first.checked_sub(1) {
            let near = tokens[prev].range.end == tokens[first].range.start;
            if !(near && is_who(tokens[prev].class)) {
                break;
            }
            first = prev;
        }
        let range = ByteRange { start: tokens[first].range.start, end: tokens[last].range.end };
        Some(range.of(self.page.text).to_owned())
    }

    /// A claim of its two parts; none when they overlap, or are one party's.
    pub(super) fn claim(&self, claim: Part, rebuttal: Part, cue: Hit<Word>) -> Option<Claim> {
        let apart =
            claim.place.block != rebuttal.place.block || !claim.place.range.overlaps(rebuttal.place.range);
        let two = claim.by.is_none() || claim.by != rebuttal.by;
        (apart && two).then_some(Claim {
            place: claim.place,
            claimed_by: claim.by,
            rebuttal: rebuttal.place,
            rebutted_by: rebuttal.by,
            cue: Some(Place { block: self.page.block, range: cue.range }),
        })
    }

    /// The scene of another sentence of the page.
    pub(super) fn sentence(&self, at: usize) -> Option<Scene<'c, '_>> {
        let &sentence = self.page.sentences.get(at)?;
        Some(Scene { matter: self.matter, index: self.index, page: self.page, at, sentence })
    }
}

/// Marks between clauses.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '，' | ',' | '；' | ';' | '：' | ':' | '。' | '！' | '？')
}

/// Whether a word names somebody who may claim something.
fn is_who(class: Class) -> bool {
    matches!(
        class,
        Class::Name
            | Class::Office
            | Class::Role
            | Class::Body
            | Class::Tail
            | Class::Outlet
            | Class::Press
            | Class::Place
            | Class::Side
            | Class::Group
    )
}
