//! Whose a cue is: the subject before it, that of an earlier clause or sentence, or the speaker.

use super::extent::reports;
use super::subject::{Before, Party, before, lead, topic};
use super::table::{Word, has, seat};
use super::voice::Voice;
use crate::clauses::Clauses;
use crate::matter::Matter;
use crate::table::Hit;
use tifa_record::{Class, Page, Statement};
use tifa_text::ByteRange;

/// A cue with all that stands around it.
pub(super) struct Case<'c, 'a> {
    pub(super) matter: &'c Matter<'a>,
    pub(super) page: &'c Page<'a>,
    pub(super) clauses: &'c Clauses,
    /// The words of the sentence, and which of them is the cue.
    pub(super) hits: &'c [Hit<Word>],
    pub(super) at: usize,
    /// The statement it stands in; none for the narrator's words.
    pub(super) statement: Option<&'a Statement>,
    /// Its speaker.
    pub(super) voice: Option<&'c Voice>,
}

/// What kind of subject it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Being {
    /// 中方, 中國, 外交部.
    Side,
    /// 雙方, 甲與乙.
    Joint,
    /// 某某, 他.
    Person,
    /// 我們.
    First,
    /// The speaker of the statement, understood.
    Speaker,
    /// 示威者.
    Group,
}

/// The subject of a cue.
pub(super) struct Agent {
    pub(super) being: Being,
    pub(super) who: String,
    /// First character of a side's name, levelled.
    pub(super) letter: Option<char>,
    pub(super) direct: bool,
    /// Whether the clause before names him as the source: 某方說，將….
    pub(super) told: bool,
    pub(super) opens: u32,
    pub(super) start: u32,
}

impl Case<'_, '_> {
    /// The cue.
    pub(super) fn cue(&self) -> Hit<Word> {
        self.hits[self.at]
    }

    /// Whose cue it is; none when the text does not let anybody be.
    pub(super) fn agent(&self) -> Option<Agent> {
        let cue = self.cue();
        let clause = self.clauses.at(cue.range.start);
        match before(self.page, clause.start, cue.range.start) {
            Before::Party(party, start) => {
                let agent = self.of_party(party, true, start)?;
                // 兩國領導人認為，中日應…: those who say it together settle it.
                let pair = party.joint && party.range.len() == 6 && party.head != Class::Side;
                let source = if pair { self.inherited() } else { None };
                let source = source.filter(|s| s.told && s.being == Being::Joint);
                Some(Agent { who: source.map_or_else(|| agent.who.clone(), |s| s.who), ..agent })
            }
            Before::Nothing => self.inherited(),
            Before::Denied | Before::Noun => None,
            Before::Unknown => {
                let strong = matches!(
                    cue.class,
                    Word::Vow
                        | Word::Demand
                        | Word::Offer
                        | Word::Accord
                        | Word::Will
                        | Word::Sign
                        | Word::Announce
                        | Word::Stand
                        | Word::Back
                );
                let party = lead(self.page, clause.start, cue.range.start).filter(|_| strong)?;
                let gap = ByteRange { start: party.range.end, end: cue.range.start.max(party.range.end) };
                let plain = gap.len() <= 60
                    && !self.page.tokens_in(gap).iter().any(|t| {
                        reports(t.class)
                            || matches!(
                                t.class,
                                Class::Of | Class::Side | Class::Both | Class::Passive | Class::Quantity
                            )
                    });
                self.of_party(party, false, cue.range.start).filter(|_| plain)
            }
        }
    }

    /// The subject of an earlier clause, else of the sentence before in the same statement, else the speaker.
    fn inherited(&self) -> Option<Agent> {
        let cue = self.cue();
        for clause in self.clauses.before(cue.range.start) {
            let owner = |p: &Party| matches!(p.head, Class::Side | Class::Place | Class::First);
            let whole = lead(self.page, clause.start, clause.end)
                .or_else(|| topic(self.page, clause.start, clause.end).filter(owner));
            let tokens = self.page.tokens_in(clause);
            let Some(report) = tokens.iter().rev().find(|t| reports(t.class)) else {
                if let Some(party) = whole {
                    return self.of_party(party, false, cue.range.start);
                }
                if cue.class == Word::May && !self.is_adjunct(clause) {
                    return None;
                }
                continue;
            };
            // 某人指某方從未…，願…: the subject of the clause that is reported.
            if let Some(inner) = lead(self.page, report.range.end, clause.end) {
                return self.of_party(inner, false, cue.range.start);
            }
            let told = clause.end - report.range.end;
            if cue.class == Word::May
                && told > 6
                && !self.is_adjunct(ByteRange { start: report.range.end, end: clause.end })
            {
                return None;
            }
            // The source: as printed when it is two together, else as the statement has it.
            return match whole.filter(|p| p.joint || self.statement.is_none()) {
                Some(source) => {
                    self.of_party(source, false, cue.range.start).map(|a| Agent { told: true, ..a })
                }
                None => self.speaker(),
            };
        }
        let statement = self.statement?;
        let sentences = &self.page.sentences;
        let here = sentences.partition_point(|s| s.end <= self.clauses.sentence.start);
        let earlier = here
            .checked_sub(1)
            .and_then(|i| sentences.get(i))
            .filter(|s| s.start >= statement.place.range.start && s.start < statement.place.range.end);
        if let Some(sentence) = earlier
            && let Some(party) = lead(self.page, sentence.start, sentence.end)
            && matches!(party.head, Class::Side | Class::First)
        {
            return self.of_party(party, false, cue.range.start);
        }
        self.speaker()
    }

    /// Whether a clause is no more than an adjunct or a condition, so that the next one has no subject of its own.
    fn is_adjunct(&self, clause: ByteRange) -> bool {
        let conditional = self.hits.iter().any(|h| h.class == Word::If && clause.contains(h.range));
        let first = self.page.tokens_in(clause).first().filter(|t| t.range.start == clause.start);
        conditional
            || first.is_some_and(|t| {
                matches!(
                    t.class,
                    Class::PrepLong | Class::PrepShort | Class::Time | Class::Link | Class::According
                )
            })
    }

    /// The speaker as the subject.
    fn speaker(&self) -> Option<Agent> {
        let (voice, cue) = (self.voice?, self.cue());
        Some(Agent {
            being: Being::Speaker,
            who: voice.name.clone(),
            letter: voice.letter,
            direct: false,
            told: true,
            opens: cue.range.start,
            start: cue.range.start,
        })
    }

    /// A noun phrase as the subject.
    fn of_party(&self, party: Party, direct: bool, start: u32) -> Option<Agent> {
        let level = party.range.of(&self.page.level);
        let printed = party.range.of(self.page.text);
        let being = match party.head {
            _ if party.joint => Being::Joint,
            Class::Side | Class::Place | Class::Abbr | Class::Body | Class::Tail | Class::ThisBody => {
                Being::Side
            }
            Class::Both => Being::Joint,
            // 我 speaks for himself, 我們 for his side.
            Class::First if level.chars().count() == 1 => Being::Person,
            Class::First => Being::First,
            Class::Group | Class::Role => Being::Group,
            _ => Being::Person,
        };
        let pronoun =
            matches!(party.head, Class::Pronoun) || party.head == Class::First && being == Being::Person;
        let who = self.voice.filter(|_| pronoun).map_or_else(|| printed.to_owned(), |v| v.name.clone());
        let own = matches!(being, Being::First) || level.starts_with('我');
        let letter = if own { self.voice.and_then(|v| v.letter) } else { letter_of(party.head, level) };
        let letter = letter.filter(|_| matches!(being, Being::Side | Being::First));
        Some(Agent { being, who, letter, direct, told: false, opens: party.range.start, start })
    }

    /// Whether the subject is the side the speaker speaks for, as far as both are known.
    pub(super) fn is_own(&self, agent: &Agent) -> bool {
        match (agent.letter, self.voice.and_then(|v| v.letter)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        }
    }
}

/// The character that stands for the side a levelled name is of: its first one, which a body has only when it names a state.
fn letter_of(head: Class, level: &str) -> Option<char> {
    let first = level.chars().next()?;
    if !matches!(head, Class::Body | Class::Tail) {
        return Some(first);
    }
    seat(level).or_else(|| has(Word::Letter, first.encode_utf8(&mut [0; 4])).then_some(first))
}
