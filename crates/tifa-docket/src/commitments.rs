//! Commitments: who undertakes, offers, agrees or demands what.
//!
//! One pass of the table's words over a page finds the cues. Around each the clause is read: backwards for the subject,
//! which is the noun phrase before the cue, else that of an earlier clause or sentence of the same statement, else the
//! speaker; forwards for the end, where a turn, another source or another subject begins. A plain future (將) counts only
//! when a side speaks of itself and what follows is no forecast; an ought (應) is a demand when one side says it of the
//! other, agreed in the words of both, and an exhortation of both by one is nothing.

mod agent;
mod extent;
mod judge;
mod subject;
mod table;
mod voice;

use crate::clauses::Clauses;
use crate::entry::{Commitment, CommitmentKind};
use crate::matter::Matter;
use crate::table::{Hit, by_sentence};
use agent::Case;
use extent::{condition, due, end};
use judge::{Verdict, judge};
use subject::is_party;
use table::{Word, cues};
use tifa_record::{Class, Page, Place, Statement};
use tifa_text::ByteRange;
use voice::Voices;

/// A commitment that is being read.
struct Draft {
    /// Where it begins: at its subject, so that the one before it ends there.
    opens: u32,
    /// Where what is undertaken begins.
    start: u32,
    verdict: Verdict,
    cue: Hit<Word>,
}

/// The commitments of a document, ordered by place.
pub(crate) fn read(matter: &Matter<'_>) -> Vec<Commitment> {
    let mut out = Vec::new();
    let mut voices = Voices::default();
    let mut hits: Vec<Hit<Word>> = Vec::new();
    for page in matter.pages {
        hits.clear();
        hits.extend(cues().find(&page.level).filter(|h| h.class != Word::Skip));
        for (_, sentence, here) in by_sentence(page, &hits) {
            if here.iter().any(|h| h.class.is_cue()) && !is_question(sentence.of(&page.level)) {
                read_sentence(matter, page, sentence, here, &mut voices, &mut out);
            }
        }
    }
    out
}

/// Whether the word lies within a longer one that is a name or a noun: 會 in 委員會.
fn is_inside_word(page: &Page<'_>, hit: &Hit<Word>) -> bool {
    let near = ByteRange { start: hit.range.start.saturating_sub(45), end: hit.range.end };
    let near = page.tokens_in(near);
    // 某方會展示: what looks like a noun (會展) begins behind a subject.
    let behind = near.iter().any(|t| t.range.end == hit.range.start && is_party(t.class));
    near.iter().filter(|t| !(behind && t.class == Class::Plain && t.range.start == hit.range.start)).any(
        |t| {
            t.range.len() > hit.range.len()
                && t.range.contains(hit.range)
                && matches!(
                    t.class,
                    Class::Name
                        | Class::Body
                        | Class::Tail
                        | Class::Outlet
                        | Class::Press
                        | Class::Occasion
                        | Class::Plain
                        | Class::Office
                        | Class::Group
                        | Class::Place
                        | Class::Paper
                        | Class::Emote
                )
        },
    )
}

/// Whether a sentence asks: nothing is undertaken in a question.
fn is_question(sentence: &str) -> bool {
    sentence.trim_end_matches(|c: char| c.is_whitespace() || "」』”’）)".contains(c)).ends_with(['？', '?'])
}

fn read_sentence(
    matter: &Matter<'_>,
    page: &Page<'_>,
    sentence: ByteRange,
    hits: &[Hit<Word>],
    voices: &mut Voices,
    out: &mut Vec<Commitment>,
) {
    let place = |range| Place { block: page.block, range };
    let clauses = Clauses::new(page, sentence);
    let mut drafts: Vec<Draft> = Vec::new();
    for (i, hit) in hits.iter().enumerate().filter(|(_, h)| h.class.is_cue()) {
        if is_inside_word(page, hit) {
            continue;
        }
        let statement = matter.statement_at(place(hit.range)).or_else(|| below(matter, page));
        let number = statement.map(|s| voices.find(matter, &s.speaker));
        let voice = number.and_then(|n| voices.get(n));
        let case = Case { matter, page, clauses: &clauses, hits, at: i, statement, voice };
        let Some(verdict) = judge(&case) else { continue };
        let clause = clauses.at(hit.range.start);
        if let Some(open) = drafts.last_mut()
            && goes_on(open, &verdict, hit.class, clause.start <= open.cue.range.start)
        {
            if open.cue.class == Word::Welcome && verdict.kind == CommitmentKind::Pledged {
                open.verdict.kind = verdict.kind;
            }
            continue;
        }
        let opens = if verdict.direct { verdict.opens } else { clause.start.max(sentence.start) };
        let start = with_condition(&clauses, hits, verdict.start.min(hit.range.start), clause);
        drafts.push(Draft { opens, start, verdict, cue: *hit });
    }
    let stops: Vec<u32> = drafts.iter().map(|d| d.opens.min(d.start)).collect();
    for (i, draft) in drafts.into_iter().enumerate() {
        let limit = stops.get(i + 1).copied().unwrap_or(sentence.end);
        let range = end(
            page,
            &clauses,
            ByteRange { start: draft.start, end: limit.max(draft.cue.range.end) },
            draft.cue,
        );
        if range.end <= draft.cue.range.end {
            continue;
        }
        out.push(Commitment {
            place: place(range),
            kind: draft.verdict.kind,
            who: draft.verdict.who,
            to: draft.verdict.to,
            cue: place(draft.cue.range),
            condition: condition(page, &clauses, hits, draft.cue.range, range).map(place),
            due: due(matter, place(range)),
            speaker: matter.speaker_at(place(draft.cue.range)).map(str::to_owned),
        });
    }
}

/// The statement that a heading without a source of its own stands over: the first one below, when it is near.
fn below<'a>(matter: &Matter<'a>, page: &Page<'_>) -> Option<&'a Statement> {
    let statements = &matter.findings.statements;
    let next = statements.get(statements.partition_point(|s| s.place.block <= page.block))?;
    (page.is_headline() && next.place.block <= page.block.saturating_add(NEAR)).then_some(next)
}

/// Blocks below a heading in which its statement begins.
const NEAR: u32 = 2;

/// Where the commitment begins that stands in `clause` from byte `start` on: with the condition, when that is the clause
/// before.
fn with_condition(clauses: &Clauses, hits: &[Hit<Word>], start: u32, clause: ByteRange) -> u32 {
    let Some(before) = clauses.before(clause.start.max(1)).next().filter(|b| b.end < start) else {
        return start;
    };
    let opens = hits.iter().find(|h| matches!(h.class, Word::If) && before.contains(h.range));
    opens.map_or(start, |h| h.range.start)
}

/// Whether a cue goes on with the commitment before it and opens none of its own.
fn goes_on(open: &Draft, next: &Verdict, cue: Word, same_clause: bool) -> bool {
    let frame = matches!(
        open.cue.class,
        Word::Vow | Word::Announce | Word::Accord | Word::Avow | Word::Demand | Word::Ask | Word::Plan
    );
    let inner = matches!(
        cue,
        Word::May | Word::Will | Word::Duty | Word::Stand | Word::Back | Word::Aim | Word::Plan | Word::Offer
    );
    if same_clause && (!next.direct || frame && inner) {
        return true;
    }
    let own = next.who != open.verdict.who;
    // What is settled beside a signature is settled apart from it.
    if open.cue.class == Word::Sign && cue != Word::Sign {
        return false;
    }
    match open.verdict.kind {
        // What is demanded may hold any future or ought.
        CommitmentKind::Demanded => {
            matches!(
                cue,
                Word::Duty
                    | Word::May
                    | Word::Will
                    | Word::Stand
                    | Word::Back
                    | Word::Plan
                    | Word::Accord
                    | Word::Aim
            ) && !(own && matches!(cue, Word::Will | Word::May))
                || !next.direct && next.kind == CommitmentKind::Demanded
        }
        CommitmentKind::Agreed => {
            !own || matches!(cue, Word::May | Word::Will | Word::Stand | Word::Back | Word::Duty)
                && same_clause
        }
        CommitmentKind::Offered => {
            !own && (matches!(
                cue,
                Word::Stand
                    | Word::Back
                    | Word::Welcome
                    | Word::Aim
                    | Word::Offer
                    | Word::Wish
                    | Word::Invite
            ) || open.cue.class == Word::Welcome && next.kind == CommitmentKind::Pledged)
        }
        CommitmentKind::Pledged => {
            !own && (next.kind == CommitmentKind::Pledged || matches!(cue, Word::Welcome))
        }
    }
}
