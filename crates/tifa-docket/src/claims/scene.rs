//! A sentence in which a claim may be told, with its surroundings.

use super::table::{Word, each, has, opens};
use crate::clauses::{between, trimmed};
use crate::entry::{Answered, Claim};
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
        at + text.find(|c| self.divides(c)).unwrap_or(text.len()) as u32
    }

    /// Whether a character stands between clauses: a mark, and in a headline a blank.
    fn divides(&self, c: char) -> bool {
        is_mark(c) || c.is_whitespace() && self.page.is_headline()
    }

    /// Where the clause that holds byte `at` begins.
    pub(super) fn clause_start(&self, at: u32) -> u32 {
        let text = self.text(self.sentence.start, at);
        let cut =
            text.char_indices().rev().find(|&(_, c)| self.divides(c)).map_or(0, |(i, c)| i + c.len_utf8());
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

    /// Whether a negation stands between the subject and the verb at byte `at`: 從未否認, 並沒有批評.
    pub(super) fn negated(&self, at: u32) -> bool {
        let clause = self.text(self.clause_start(at), at);
        let near = clause.char_indices().rev().take(NEAR).last().map_or(clause, |(i, _)| &clause[i..]);
        has(Word::Negation, near)
    }

    /// The subject of the verb at byte `at`, when only a few words stand between them, else whoever speaks there.
    pub(super) fn subject(&self, at: u32) -> Option<String> {
        let clause = self.clause_start(at);
        let tokens = self.page.tokens_in(ByteRange { start: clause, end: at });
        let last = tokens.iter().rev().find(|t| is_who(t.class) && t.range.end <= at);
        let own = last.filter(|t| {
            let between = self.text(t.range.end, at);
            let pronoun = tokens.iter().any(|p| p.range.start >= t.range.end && p.class == Class::Pronoun);
            !pronoun && between.chars().count() <= NEAR && !between.contains('的')
        });
        let (own, speaker) = (own.and_then(|_| self.who(clause, at)), self.speaker(at));
        // 外長林森: the speaker, by name.
        match (own, speaker) {
            (Some(own), Some(speaker)) if own.ends_with(speaker.as_str()) => Some(speaker),
            (own, speaker) => own.or(speaker).or_else(|| self.who(clause, at)),
        }
    }

    /// A claim of its two parts; none when they overlap, or are one party's, or when what is told says nothing.
    pub(super) fn claim(
        &self,
        claim: Part,
        rebuttal: Part,
        cue: Hit<Word>,
        answered: Answered,
    ) -> Option<Claim> {
        let apart =
            claim.place.block != rebuttal.place.block || !claim.place.range.overlaps(rebuttal.place.range);
        let same = match (&claim.by, &rebuttal.by) {
            (Some(a), Some(b)) => a.ends_with(b.as_str()) || b.ends_with(a.as_str()),
            _ => false,
        };
        // Another sentence answers, and no source is named in it: the words are the narrator's, not the claimant's own.
        let own = self.sentence.contains(rebuttal.place.range) && rebuttal.place.block == self.page.block;
        (apart && !(same && own) && self.says_something(claim.place)).then_some(Claim {
            place: claim.place,
            claimed_by: claim.by,
            rebuttal: rebuttal.place,
            rebutted_by: rebuttal.by.filter(|_| !same),
            cue: Some(Place { block: self.page.block, range: cue.range }),
            answered,
        })
    }

    /// Whether a claim is a proposition: no question, no noun phrase with 的, no denial.
    fn says_something(&self, place: Place) -> bool {
        let Some(page) = self.matter.pages.iter().find(|p| p.block == place.block) else { return false };
        let text = place.range.of(&page.level);
        // Cut within a quotation or a bracket, or with a link's address in it.
        let open = |a: char, b: char| text.matches(a).count() > text.matches(b).count();
        if open('「', '」') || open('（', '）') || text.contains("](") {
            return false;
        }
        if [Word::Ask, Word::Rebut].into_iter().any(|w| has(w, text))
            || [Word::Deny, Word::If].into_iter().any(|w| opens(w, text))
        {
            return false;
        }
        let noun = text.rfind('的').filter(|at| text[*at..].chars().count() <= NOUN + 1);
        noun.is_none_or(|at| each(Word::Predicate, &text[..at]).next().is_some())
    }

    /// The scene of another sentence of the page.
    pub(super) fn sentence(&self, at: usize) -> Option<Scene<'c, '_>> {
        let &sentence = self.page.sentences.get(at)?;
        Some(Scene { matter: self.matter, index: self.index, page: self.page, at, sentence })
    }
}

/// Characters between a subject and its verb: adverbs and a time.
const NEAR: usize = 8;

/// Characters of the noun that 的 leads to at the end of a noun phrase.
const NOUN: usize = 4;

/// Marks between clauses.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '…' | '，' | ',' | '；' | ';' | '：' | ':' | '。' | '！' | '？')
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
