//! Whether a cue makes a commitment, of which kind, and whose.

use super::agent::{Agent, Being, Case};
use super::extent::{denied, reports};
use super::subject::{Party, opens_clause, phrase_at};
use super::table::{Word, closes, has, opened, opens};
use crate::clauses::between;
use crate::entry::CommitmentKind;
use crate::table::Hit;
use tifa_record::Class;
use tifa_text::ByteRange;

/// What a cue makes.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub(super) kind: CommitmentKind,
    pub(super) who: String,
    pub(super) to: Option<String>,
    /// Whether its subject stands right before it.
    pub(super) direct: bool,
    /// Where its subject begins.
    pub(super) opens: u32,
    /// Where its predicate begins.
    pub(super) start: u32,
}

/// Characters behind a cue in which a visit or a deed is looked for.
const WINDOW: usize = 40;

/// What the cue makes; none when it is no commitment.
pub(super) fn judge(case: &Case<'_, '_>) -> Option<Verdict> {
    let (page, cue) = (case.page, case.hits[case.at]);
    let clause = case.clauses.at(cue.range.start);
    let granted = |h: &Hit<Word>| {
        h.class == Word::If && clause.start <= h.range.start && h.range.end <= cue.range.start
    };
    if matches!(cue.class, Word::Offer | Word::May | Word::Stand | Word::Back)
        && case.hits[..case.at].iter().any(granted)
    {
        return None;
    }
    if page.word_at(cue.range.end as usize) == Some(Class::Of) || denied(page, clause.start, cue.range.start)
    {
        return None;
    }
    if case.is_hopeless() {
        return None;
    }
    let agent = case.agent()?;
    let observer = case.voice.is_some_and(|v| v.observer);
    let joint =
        agent.being == Being::Joint || agent.being == Being::Speaker && case.voice.is_some_and(|v| v.joint);
    let one_sided = if joint { CommitmentKind::Agreed } else { CommitmentKind::Pledged };
    let whole = agent.direct || agent.being != Being::Speaker || !observer;
    let kind = match cue.class {
        Word::Offer | Word::Wish => {
            // 願某地安好: a wish for somebody, no offer to him.
            let wished = cue.range.len() == 3 && phrase_at(page, cue.range.end, clause.end).is_some();
            let fits = whole && !wished && agent.being != Being::Group;
            fits.then_some(if joint { CommitmentKind::Agreed } else { CommitmentKind::Offered })?
        }
        Word::Welcome => {
            let guest = phrase_at(page, cue.range.end, clause.end).filter(|p| p.head != Class::First);
            let asked =
                guest.is_some() || opens(Word::Deed, case.behind()) || opens(Word::Other, case.behind());
            let fits =
                matches!(agent.being, Being::Side | Being::First | Being::Speaker) && case.voice.is_some();
            (fits && asked && !observer).then_some(CommitmentKind::Offered)?
        }
        Word::Invite => {
            let guest = phrase_at(page, cue.range.end, case.clauses.sentence.end)?;
            let invited =
                case.hits[..case.at].iter().all(|h| h.class != Word::Duty || h.range.start < clause.start);
            let visit = has(Word::Visit, case.window(guest.range.end));
            (visit && invited && !observer).then_some(CommitmentKind::Offered)?
        }
        Word::May | Word::Will | Word::Aim => case.future(&agent, cue.class).then_some(one_sided)?,
        Word::Vow => {
            // A promise before a mark is a noun unless its subject stands there: 某方承諾，….
            let noun = case.behind().starts_with('，') && !agent.direct;
            (agent.being != Being::Group && whole && !noun).then_some(one_sided)?
        }
        Word::Plan => (agent.being != Being::Group && whole && (agent.direct || case.voice.is_some()))
            .then_some(one_sided)?,
        Word::Announce => {
            let behind = case.behind().trim_start_matches('，');
            let deed = opens(Word::Deed, behind)
                || behind.starts_with('对') && has(Word::Deed, case.window(cue.range.end));
            (deed && agent.being != Being::Group && whole || joint).then_some(one_sided)?
        }
        Word::Stand => case.stands(&agent).then_some(one_sided)?,
        Word::Back => (case.stands(&agent) && case.is_willed(&agent)).then_some(one_sided)?,
        Word::Demand => CommitmentKind::Demanded,
        Word::Press => {
            // 要 alone asks nobody; 促 and 籲 ask without a name too.
            let other = phrase_at(page, cue.range.end, clause.end).is_some()
                || case.behind().chars().next().is_some_and(tifa_text::is_han)
                    && !cue.range.of(&page.level).ends_with('要');
            (page.is_headline() && other && agent.being != Being::Joint)
                .then_some(CommitmentKind::Demanded)?
        }
        Word::Ask => case.asks(&agent).then_some(CommitmentKind::Demanded)?,
        Word::Duty => case.ought(&agent, joint)?,
        Word::Accord => case.settled(&agent, joint)?,
        Word::Avow => {
            // 兩國領導人重申，…: what both state once more; with 將 and 應 behind other verbs those are the cue.
            let content = case.behind().trim_start_matches('，');
            let stated = joint && agent.direct && content.chars().next().is_some_and(tifa_text::is_han);
            stated.then_some(CommitmentKind::Agreed)?
        }
        Word::Sign => {
            let paper = super::table::cues()
                .find(between(page, cue.range.end, clause.end))
                .any(|h| h.class == Word::Paper);
            let title = case.behind().starts_with(['《', '〈']);
            let fits = joint && (paper || title) && !case.is_history(clause);
            fits.then_some(CommitmentKind::Agreed)?
        }
        _ => return None,
    };
    Some(case.verdict(agent, kind))
}

impl Case<'_, '_> {
    /// The text behind the cue, up to the end of the sentence.
    fn behind(&self) -> &str {
        between(self.page, self.cue().range.end, self.clauses.sentence.end)
    }

    /// Whether the cue makes nothing, whoever its subject is: asked first, for it costs less than finding the subject.
    fn is_hopeless(&self) -> bool {
        let cue = self.cue();
        let sided = |v: &super::voice::Voice| !v.observer && (v.joint || v.letter.is_some());
        match cue.class {
            Word::Press => !self.page.is_headline(),
            Word::Duty => !self.voice.is_some_and(sided),
            Word::Welcome => self.voice.is_none(),
            Word::Announce | Word::Accord | Word::Sign => self.is_background(),
            Word::May => self.foretells() || self.is_belief(),
            Word::Will | Word::Plan | Word::Aim => self.is_belief(),
            _ => false,
        }
    }

    /// Whether somebody only thinks that it will be so: 相信某方會….
    fn is_belief(&self) -> bool {
        let cue = self.cue();
        let clause = self.clauses.at(cue.range.start);
        super::table::cues()
            .find(between(self.page, clause.start, cue.range.start))
            .any(|h| h.class == Word::Belief)
    }

    /// Whether support is more than a view: with a word of will right before the cue (將支持, 願繼續支持, 堅定地支持; 願 is a cue
    /// itself), in the words of both, or for an event of another side (中方支持某方舉辦…).
    fn is_willed(&self, agent: &Agent) -> bool {
        let cue = self.cue();
        let front = between(self.page, self.clauses.sentence.start, cue.range.start);
        let clause = self.clauses.at(cue.range.start);
        let told = between(self.page, cue.range.end, clause.end);
        let asked =
            agent.being == Being::Side && [Word::Occur, Word::Visit].into_iter().any(|w| has(w, told));
        asked || agent.being == Being::Joint || closes(Word::Manner, front).is_some()
    }

    /// Whether the clause of the cue is no more than the time of something else: 在某方宣布…的同時.
    fn is_background(&self) -> bool {
        let clause = self.clauses.at(self.cue().range.start);
        let last = self.page.tokens_in(clause).last().filter(|t| t.range.end == clause.end);
        last.is_some_and(|t| t.class == Class::Closer) && clause.end < self.clauses.sentence.end
    }

    /// Whether a plain future foretells or lists something, or is 將 before an object: 將「…」列入.
    fn foretells(&self) -> bool {
        let behind = self.behind();
        let object = self.cue().range.of(&self.page.level).ends_with('将');
        if object && behind.starts_with(['「', '“', '《', '『']) {
            return true;
        }
        opens(Word::Forecast, self.without_manner())
    }

    /// The text behind the cue and the adverbs that follow it.
    fn without_manner(&self) -> &str {
        let mut behind = self.behind();
        while let Some(manner) = opened(Word::Manner, behind) {
            behind = &behind[manner..];
        }
        behind
    }

    /// Some characters from byte `from` on.
    fn window(&self, from: u32) -> &str {
        let text = between(self.page, from, self.clauses.sentence.end);
        text.char_indices().nth(WINDOW).map_or(text, |(at, _)| &text[..at])
    }

    fn verdict(&self, agent: Agent, kind: CommitmentKind) -> Verdict {
        let cue = self.cue();
        // A demand of 我們 is the speaker's own; an undertaking is that of his side.
        let who = match (agent.being, self.voice) {
            (Being::First, Some(v)) if kind == CommitmentKind::Demanded => v.name.clone(),
            (Being::First, Some(v)) => v.side.clone().unwrap_or_else(|| v.name.clone()),
            (Being::Side, Some(v)) if cue.class == Word::Duty && kind == CommitmentKind::Demanded => {
                v.name.clone()
            }
            _ => agent.who,
        };
        let printed = |p: Party| p.range.of(self.page.text).to_owned();
        let to = match kind {
            CommitmentKind::Demanded if cue.class == Word::Duty => Some(
                ByteRange { start: agent.opens, end: agent.start.max(agent.opens) }
                    .of(self.page.text)
                    .to_owned(),
            ),
            CommitmentKind::Demanded => {
                phrase_at(self.page, cue.range.end, self.clauses.sentence.end).map(printed)
            }
            CommitmentKind::Offered | CommitmentKind::Pledged => {
                let from = cue.range.end;
                let with = self.page.tokens_in(ByteRange { start: from, end: from.saturating_add(1) });
                let behind =
                    with.first().filter(|t| t.class == Class::PrepShort).map_or(from, |t| t.range.end);
                phrase_at(self.page, behind, self.clauses.sentence.end).map(printed)
            }
            CommitmentKind::Agreed => None,
        };
        // Days and connectives before the cue, and a verb of saying, are no part of what is undertaken.
        let mut start = agent.start;
        let mut opens = true;
        for t in self.page.tokens_in(ByteRange { start, end: cue.range.start.max(start) }) {
            opens &= t.range.start == start && matches!(t.class, Class::Time | Class::Link);
            if opens || reports(t.class) {
                start = t.range.end.min(cue.range.start);
            }
        }
        Verdict { kind, who, to, direct: agent.direct, opens: agent.opens, start }
    }

    /// Whether a future undertakes something.
    fn future(&self, agent: &Agent, word: Word) -> bool {
        let (cue, plain) = (self.cue(), word == Word::May);
        // Of one side an event to come is the calendar's.
        if plain && agent.being != Being::Joint && opens(Word::Occur, self.without_manner()) {
            return false;
        }
        let clause = self.clauses.at(cue.range.start);
        let quoted = self.page.quotes_in(cue.range).iter().any(|q| q.inner.contains(cue.range));
        if agent.direct {
            let party = Party {
                range: ByteRange { start: agent.opens, end: agent.start },
                head: Class::Side,
                joint: false,
            };
            let pronoun = self.page.word_at(agent.opens as usize) == Some(Class::Pronoun);
            if plain && !opens_clause(self.page, clause.start, party) || pronoun && quoted {
                return false;
            }
        }
        let Some(voice) = self.voice else {
            // The narrator tells of events to come; of a side he tells what it means to do.
            return match agent.being {
                Being::Joint => true,
                Being::Side => agent.told || !plain && agent.direct,
                Being::Group => false,
                _ => agent.told,
            };
        };
        match agent.being {
            Being::Joint => true,
            Being::Group => false,
            _ if voice.observer => false,
            Being::First | Being::Speaker => true,
            Being::Person => !plain || agent.who == voice.name || agent.direct,
            Being::Side => self.is_own(agent),
        }
    }

    /// Whether a position is taken by a side for itself.
    fn stands(&self, agent: &Agent) -> bool {
        let official = self.voice.is_some_and(|v| !v.observer);
        let content = !self.behind().starts_with(['，', '。', '、', '」', '”', '；']);
        let clause = self.clauses.at(self.cue().range.start);
        let party = Party {
            range: ByteRange { start: agent.opens, end: agent.start },
            head: Class::Side,
            joint: false,
        };
        content
            && (!agent.direct || opens_clause(self.page, clause.start, party))
            && match agent.being {
                Being::Side => (official || agent.direct && self.page.is_headline()) && self.is_own(agent),
                Being::First | Being::Speaker => official,
                Being::Joint => official || agent.direct,
                Being::Person => official && agent.direct,
                Being::Group => false,
            }
    }

    /// Whether a wish is one that the other side do something.
    fn asks(&self, agent: &Agent) -> bool {
        let end = self.clauses.sentence.end;
        let mut from = self.cue().range.end;
        // 希望廣大…: a modifier before a group.
        let tokens = self.page.tokens_in(ByteRange { start: from, end });
        if let Some(first) = tokens.first()
            && first.class == Class::Group
            && first.range.start - from <= 18
        {
            from = first.range.start;
        }
        if opens(Word::Other, self.behind()) {
            return self.voice.is_some() || agent.direct;
        }
        let Some(other) = phrase_at(self.page, from, end) else { return self.asks_at_length() };
        let level = other.range.of(&self.page.level);
        let own = self.voice.and_then(|v| v.letter).is_some_and(|l| level.starts_with(l));
        let whole = self.page.word_at(other.range.end as usize) != Some(Class::Of);
        let rest = between(self.page, other.range.end, end);
        whole
            && !own
            && !other.joint
            && !matches!(other.head, Class::Both | Class::First | Class::Pronoun)
            && (self.page.is_headline() || !rest.starts_with(['，', '。']))
            && (self.voice.is_some() || agent.direct)
    }

    /// Whether a wish goes to a noun phrase that no table has, and asks what it can do: 希望…的大國能夠….
    fn asks_at_length(&self) -> bool {
        let window = self.window(self.cue().range.end);
        let clause = window.find(['。', '；', '！', '？']).map_or(window, |at| &window[..at]);
        let able = clause.char_indices().skip(2).find(|&(at, _)| opens(Word::Able, &clause[at..]));
        let Some((at, _)) = able else { return false };
        let asked = clause[..at].trim_end_matches(['，', '也', '都']);
        closes(Word::Other, asked).is_some() && self.voice.is_some_and(|v| !v.observer)
    }

    /// What an ought is: agreed in the words of both, a demand of one side on the other, else nothing.
    fn ought(&self, agent: &Agent, joint: bool) -> Option<CommitmentKind> {
        let voice = self.voice.filter(|v| !v.observer)?;
        if voice.joint {
            return (joint || agent.being != Being::Side).then_some(CommitmentKind::Agreed);
        }
        let level = ByteRange { start: agent.opens, end: agent.start }.of(&self.page.level);
        // 應該是, 應被視為: what is thought to be so.
        let other = agent.direct
            && !opens(Word::Forecast, self.behind())
            && agent.being == Being::Side
            && agent.letter.is_some()
            && voice.letter.is_some_and(|own| !level.contains(own));
        other.then_some(CommitmentKind::Demanded)
    }

    /// What is settled: agreed when both settle it, pledged when one side consents.
    fn settled(&self, agent: &Agent, joint: bool) -> Option<CommitmentKind> {
        let word = self.cue().range.of(&self.page.level);
        if joint {
            return Some(CommitmentKind::Agreed);
        }
        let consents = word.ends_with("同意") || word.ends_with("决定") && !self.behind().starts_with('，');
        let fits = agent.being == Being::Side && agent.direct && self.voice.is_some_and(|v| !v.observer);
        (consents && fits).then_some(CommitmentKind::Pledged)
    }

    /// Whether the clause tells of a year before that of the document.
    fn is_history(&self, clause: ByteRange) -> bool {
        let Some(today) = self.matter.date else { return false };
        let inside =
            |d: &&tifa_record::Dating| d.place.block == self.page.block && clause.overlaps(d.place.range);
        let dates = self.matter.findings.dates.iter().filter(inside);
        dates.filter_map(|d| d.days.ok()).any(|days| days.to.year() < today.year())
    }
}
