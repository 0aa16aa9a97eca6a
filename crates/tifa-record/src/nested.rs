//! Nested speech: whom a speaker quotes inside his own words.

use crate::acts::Act;
use crate::force::{Force, force};
use crate::lexicon::{Class, Token};
use crate::page::Page;
use crate::phrase::{
    clause_start, has_letters, is_before_subject, is_break, is_slight, noun_phrase, without_lead,
};
use crate::quoted::holds_speech;
use crate::statement::Place;
use serde::{Deserialize, Serialize};
use tifa_text::ByteRange;

/// Speech inside speech: 王某說，[有人][說][…].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nested {
    /// The content, within the statement around it.
    pub place: Place,
    /// Who speaks, as printed; it is resolved to nobody, for in somebody's words 有人 and 某些國家 are as he put it.
    pub speaker: String,
    /// Where that stands.
    pub source: Place,
    /// The cue.
    pub cue: Place,
    /// What the inner speaker does with the content.
    pub force: Force,
    /// Speech inside this one, in reading order.
    pub nested: Vec<Nested>,
}

/// Speech in speech in speech is followed so far: further down nobody reads, and a text made to nest forever ends.
const DEEPEST: usize = 6;

/// Least number of characters that are content.
const CONTENT: usize = 3;

/// A statement whose content is read for speech inside it.
pub(crate) struct Scan<'s, 'p> {
    pub(crate) page: &'s Page<'p>,
    /// The statement's own cue and source, when its content holds them.
    pub(crate) cue: Option<ByteRange>,
    pub(crate) source: Option<ByteRange>,
    /// Whether the statement urges somebody: 呼籲各國譴責… asks for words, it quotes none.
    pub(crate) urges: bool,
    /// Who speaks, levelled.
    pub(crate) speaker: &'s str,
}

/// A source with its cue.
struct Voice {
    source: ByteRange,
    cue: ByteRange,
}

impl Scan<'_, '_> {
    /// The speech inside `range`, in reading order.
    pub(crate) fn read(&self, range: ByteRange, depth: usize) -> Vec<Nested> {
        let mut out = Vec::new();
        if depth == DEEPEST {
            return out;
        }
        let mut from = range.start;
        for t in self.page.tokens_in(range) {
            if t.range.start < from || !speaks(t.class) || t.range.end > range.end {
                continue;
            }
            let Some(voice) = self.voice(*t, from) else { continue };
            let content = self.extent(voice.cue, range.end);
            let text = content.of(&self.page.level);
            let torn = text.find(['》', '〉']).is_some_and(|end| !text[..end].contains(['《', '〈']));
            if torn || !has_letters(text, CONTENT) {
                continue;
            }
            let place = |range| Place { block: self.page.block, range };
            out.push(Nested {
                place: place(content),
                speaker: voice.source.of(self.page.text).to_owned(),
                source: place(voice.source),
                cue: place(voice.cue),
                force: force(self.page, content, Some(voice.cue)),
                nested: self.read(content, depth + 1),
            });
            from = content.end;
        }
        out
    }

    /// The voice that the cue `t` gives a source to, when that is a source of its own and opens its clause.
    fn voice(&self, t: Token, from: u32) -> Option<Voice> {
        let page = self.page;
        let own = |r: ByteRange| [self.cue, self.source].into_iter().flatten().any(|o| o.overlaps(r));
        // A word in a term or a title is none of the sentence's.
        let named = !page.quotes_in(t.range).is_empty() && !holds_speech(page, t.range);
        if own(t.range) || named || page.word_at(t.range.end as usize) == Some(Class::Of) {
            return None;
        }
        let start = clause_start(page, t.range.start, from)?;
        let clause = ByteRange { start, end: t.range.start };
        if clause.of(&page.level).contains(['《', '》', '〈', '（', '(']) {
            return None;
        }
        // Words before the subject: 但, 昨日; then the subject; then 也, 曾.
        let first = page.tokens_in(clause).iter().find(|t| !is_before_subject(t.class))?;
        let lead = ByteRange { start, end: first.range.start };
        let before = page.tokens_in(lead).last().map_or(start, |t| t.range.end);
        let gap = ByteRange { start: before, end: first.range.start }.of(&page.level);
        let gap = gap.len() - gap.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let phrase = noun_phrase(page, before + gap as u32, t.range.start)
            .filter(|p| p.range.start == first.range.start || closes(p.head))?;
        let word = t.range.of(&page.level);
        let name = phrase.range.of(&page.level);
        let party =
            matches!(phrase.head, Class::Place | Class::Side | Class::Both | Class::Body | Class::Tail);
        let silent = match phrase.head {
            Class::First | Class::Paper | Class::Quantity | Class::Fact | Class::Abbr => true,
            // In a paraphrase 他 and 他們 are the speaker himself more often than not; in quoted words 他們 are others.
            Class::Pronoun => !matches!(name, "他们" | "她们") || page.quotes_in(t.range).is_empty(),
            _ => (party || self.urges) && !Act::Plainly.is(word),
        };
        let same = name.ends_with(self.speaker) || Act::Own.is(name);
        let between = ByteRange { start: phrase.range.end, end: t.range.start };
        // 「某某者」形容: a mark between them parts the two.
        let joined = !between.of(&page.level).contains(['」', '』', '”', '’', '》', '〉', '）']);
        let fits = !silent && !same && !own(phrase.range) && joined && is_slight(page, between);
        fits.then_some(Voice { source: phrase.range, cue: t.range })
    }

    /// How far the words behind `cue` reach, not beyond `end`: over a quotation that opens there, else to the end of the
    /// sentence, of the quotation around, or to where the outer speaker takes the word again.
    fn extent(&self, cue: ByteRange, end: u32) -> ByteRange {
        let page = self.page;
        // 有人問他，…: who is asked is no part of the question.
        let told = Act::Tells.is(cue.of(&page.level)).then(|| noun_phrase(page, cue.end, end)).flatten();
        let told = told.map(|p| p.range.end).filter(|&at| page.level[at as usize..].starts_with(is_break));
        let rest = without_lead(page, ByteRange { start: told.unwrap_or(cue.end).min(end), end });
        let opens = page.quotes_in(rest).first();
        let opens = opens.filter(|q| q.outer.start == rest.start && q.closed && q.outer.end <= end);
        if let Some(q) = opens.filter(|q| has_letters(q.inner.of(&page.level), CONTENT + 1)) {
            return q.outer;
        }
        let mut stop = end;
        if let Some(s) = page.sentences.get(page.sentences.partition_point(|s| s.end <= cue.start)) {
            stop = stop.min(s.end.max(cue.end));
        }
        if let Some(q) = page.quotes_in(cue).first() {
            stop = stop.min(q.inner.end.max(cue.end));
        }
        let start = rest.start.min(stop);
        let text = ByteRange { start, end: stop }.of(&page.level);
        let turns = |i: usize| {
            let at = start as usize + i + '，'.len_utf8();
            Act::Turns.begins(&page.level[at..stop as usize]).is_some() || self.takes_word(at)
        };
        let turn = text.char_indices().find(|&(i, c)| c == '；' || c == '，' && turns(i));
        ByteRange { start, end: turn.map_or(stop, |(i, _)| start + i as u32) }
    }

    /// Whether the outer speaker takes the word again at byte `at`: 他認為, 我回應, or his name and a cue.
    fn takes_word(&self, at: usize) -> bool {
        let page = self.page;
        let rest = page.tokens_in(ByteRange { start: at as u32, end: page.level.len() as u32 });
        let mut rest = rest.iter().take(4).skip_while(|t| is_before_subject(t.class));
        let Some(subject) = rest.next() else { return false };
        let himself = match subject.class {
            Class::Pronoun | Class::First => true,
            Class::Name => subject.range.of(&page.level) == self.speaker,
            _ => false,
        };
        himself && rest.find(|t| !is_before_subject(t.class)).is_some_and(|t| t.class.is_cue())
    }
}

/// Cues behind which somebody else's words stand.
fn speaks(class: Class) -> bool {
    matches!(class, Class::Say | Class::Stance | Class::Write | Class::Ask | Class::Joint | Class::Report)
}

/// Heads that close a phrase which unknown words open.
fn closes(head: Class) -> bool {
    matches!(head, Class::Tail | Class::Role | Class::Office | Class::Press | Class::Group | Class::Courtesy)
}
