//! The choices for one sentence: the narrator, or one of the voices that may be speaking, each with its facts.
//!
//! Rules, cues, continuation and the people in sight each propose a voice. A judge takes one. What is known of the
//! sentence, of the voice and of the decisions before becomes facts: small whole numbers that a model weighs.

use super::content::{has_content, marker};
use super::continuation::opens_with_date;
use super::facts::{Fact, Facts, bucket};
use super::{Sequence, Site, Verdict};
use crate::clause::{Mention, MentionKind};
use crate::lexicon::{Class, lexicon};
use crate::page::PageKind;
use crate::script::is_word;
use crate::source::{Heard, Hit};
use crate::statement::Mode;
use tifa_text::ByteRange;

/// One answer to the question who speaks in a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// `None` is the narrator.
    pub(crate) voice: Option<u32>,
    /// The cue that proposes it.
    pub(crate) hit: Option<Hit>,
    pub(crate) facts: Facts,
}

/// Takes one of the choices for a sentence.
pub(crate) trait Teacher {
    /// The index of the choice to go on with. `names` are the speakers of the choices.
    fn choose(&mut self, block: u32, range: ByteRange, choices: &[Choice], names: &[&str]) -> usize;
}

/// Who decides.
pub(crate) enum Judge<'d> {
    /// The rules alone.
    Rules,
    /// Somebody who knows the answers.
    Teacher(&'d mut dyn Teacher),
}

/// What was decided so far in the document.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// For each voice how often it spoke and when last, in sentences.
    voices: Vec<(u32, u32)>,
    sentences: u32,
    spoken: u32,
    distinct: u32,
    /// Class of the cue that introduced the running words.
    class: u8,
    /// Sentences of the narrator's in a row.
    narrated: u32,
    /// Sentences since the last cue of the one who speaks.
    uncued: u32,
    pub(super) direct: bool,
}

impl Past {
    /// Takes note of a sentence.
    pub(super) fn note(&mut self, verdict: Option<&Verdict>, class: Option<Class>) {
        self.sentences += 1;
        self.direct = verdict.is_some_and(|v| v.mode == Mode::Direct);
        let Some(v) = verdict else {
            self.narrated += 1;
            return;
        };
        self.narrated = 0;
        self.class = class.map_or(self.class, |c| 1 + c as u8);
        self.uncued = if v.cue.is_some() { 0 } else { self.uncued + 1 };
        let at = v.voice as usize;
        if self.voices.len() <= at {
            self.voices.resize(at + 1, (0, 0));
        }
        self.distinct += u32::from(self.voices[at].0 == 0);
        self.spoken += 1;
        self.voices[at] = (self.voices[at].0 + 1, self.sentences);
    }

    /// How often a voice spoke, and how many sentences ago; nothing when it never did.
    fn of(&self, voice: u32) -> Option<(u32, u32)> {
        let &(times, last) = self.voices.get(voice as usize)?;
        (times > 0).then(|| (times, self.sentences + 1 - last))
    }
}

impl Sequence<'_, '_, '_> {
    /// Who speaks in a sentence.
    pub(super) fn choose(&mut self, site: &Site<'_, '_>, all: &[Heard]) -> Choice {
        if matches!(self.judge, Judge::Rules) {
            let (_, voice, hit) = self.by_rule(site, all);
            return Choice { voice, hit, facts: Facts::default() };
        }
        let (mut choices, ruled) = self.choices(site, all);
        let taken = match &mut self.judge {
            Judge::Rules => ruled,
            Judge::Teacher(teacher) => {
                let names: Vec<&str> = choices
                    .iter()
                    .map(|c| c.voice.map_or("", |v| self.cast.voice(v).name.as_str()))
                    .collect();
                teacher.choose(site.page.block, site.range, &choices, &names)
            }
        };
        let chosen = choices.swap_remove(taken.min(choices.len() - 1));
        self.settle(site, &all[site.k], &chosen);
        chosen
    }

    /// Resolves the chosen source again, so that pronouns after it know who was meant.
    fn settle(&mut self, site: &Site<'_, '_>, heard: &Heard, chosen: &Choice) {
        if let (Some(h), Some(_)) = (&chosen.hit, chosen.voice) {
            let _ = self.voice_of(site.page, h, site.current, heard.subject);
        }
    }

    /// All choices, the narrator first, and the index of the one that rules alone would take.
    fn choices(&mut self, site: &Site<'_, '_>, all: &[Heard]) -> (Vec<Choice>, usize) {
        let heard = &all[site.k];
        let focus = self.cast.focus;
        let base = self.sentence_facts(site, heard);
        let mut list = List { choices: Vec::with_capacity(6), base };
        list.at(None);
        let (rule, voice, hit) = self.by_rule(site, all);
        self.cast.focus = focus;
        let ruled = list.at(voice);
        list.choices[ruled].hit = hit;
        list.base.set(Fact::Rule, rule as u8);
        for c in &mut list.choices {
            c.facts.set(Fact::Rule, rule as u8);
        }
        list.choices[ruled].facts.set(Fact::Ruled, 1);
        for (i, h) in heard.hits.iter().enumerate() {
            if let Some(voice) = self.voice_of(site.page, h, site.current, heard.subject) {
                let at = list.at(Some(voice));
                self.hit_facts(site, heard, i, &mut list.choices[at]);
            }
            self.cast.focus = focus;
        }
        let mut mention = |s: &mut Self, m: Option<&Mention>, fact: Fact| {
            if let Some(m) = m {
                let voice = s.cast.resolve(site.page, m, site.current);
                s.cast.focus = focus;
                if let Some(voice) = voice {
                    let at = list.at(Some(voice));
                    let facts = &mut list.choices[at].facts;
                    if facts.get(fact) == 0 {
                        facts.set(fact, kind(m.kind));
                    }
                }
            }
        };
        mention(self, heard.subject.as_ref(), Fact::Subject);
        let before = site.k.checked_sub(1).and_then(|k| all.get(k)).and_then(|h| h.subject);
        if !site.page.is_headline() {
            mention(self, before.as_ref(), Fact::Before);
        }
        mention(self, heard.relay.as_ref(), Fact::Relay);
        mention(self, heard.via.first(), Fact::Via);
        if !site.page.is_headline() {
            let mut named = heard.mentions.iter().filter(|m| {
                matches!(m.kind, MentionKind::Person(_) | MentionKind::Pronoun | MentionKind::Role(_))
            });
            mention(self, named.next(), Fact::Named);
        }
        let quoted = all[site.k].quotes.iter().map(|(q, _)| q.len()).sum::<usize>() * 2 > site.range.len();
        let follows = all.get(site.k + 1).and_then(|h| h.hits.first()).filter(|_| quoted);
        if let Some(source) = follows.and_then(|h| h.source) {
            mention(self, Some(&source), Fact::After);
        }
        let mut known = |voice: Option<u32>, fact: Fact| {
            if let Some(voice) = voice {
                let at = list.at(Some(voice));
                list.choices[at].facts.set(fact, 1);
            }
        };
        known(site.current, Fact::Current);
        known(self.paragraph, Fact::Paragraph);
        known(self.list, Fact::List);
        known(self.open_quote, Fact::Open);
        if !site.page.is_headline() {
            known(focus.person, Fact::Person);
            known(self.title, Fact::Title);
        }
        let next = site.next;
        let count = list.choices.len();
        for c in &mut list.choices {
            c.facts.set(Fact::Choices, bucket(count, &[2, 3, 4, 6]));
            let Some(voice) = c.voice else { continue };
            c.facts.set(Fact::Voice, 1 + self.cast.voice(voice).kind as u8);
            if let Some((times, ago)) = self.past.of(voice) {
                let portion = times as usize * 10 / self.past.spoken.max(1) as usize;
                c.facts.set(Fact::Portion, 1 + bucket(portion, &[2, 4, 6, 8, 10]));
                c.facts.set(Fact::Spoken, 1 + bucket(times as usize, &[2, 4, 8]));
                c.facts.set(Fact::Ago, 1 + bucket(ago as usize, &[2, 3, 5, 9, 17]));
            }
            if Some(voice) == site.current {
                c.facts.set(Fact::Run, 1 + bucket(self.past.uncued as usize, &[1, 2, 4, 8]));
            }
            if let Some((p, m)) = next {
                let same = self.cast.is_same(&self.pages[p], &m, voice);
                c.facts.set(Fact::Next, if same { 1 } else { 2 });
            }
            if heard.mentions.iter().any(|m| self.cast.is_same(site.page, m, voice) && is_plain(m)) {
                c.facts.set(Fact::Mentioned, 1);
            }
        }
        (list.choices, ruled)
    }

    /// What is known of the sentence, whoever speaks.
    fn sentence_facts(&self, site: &Site<'_, '_>, heard: &Heard) -> Facts {
        let Site { page, k, range, .. } = *site;
        let mut f = Facts::default();
        let text = range.of(&page.level);
        let count = page.sentences.len();
        f.set(
            Fact::Kind,
            match page.kind {
                PageKind::Title => 0,
                PageKind::Heading => 1,
                PageKind::Body => 2,
                PageKind::Item => 3,
                _ => 4,
            },
        );
        f.set(
            Fact::Place,
            match k {
                0 if count == 1 => 0,
                0 => 1,
                _ if k + 1 == count => 3,
                _ => 2,
            },
        );
        f.set(Fact::Pages, bucket(site.index, &[1, 2, 3, 5, 9]));
        let quoted: usize = page
            .quotes_in(range)
            .iter()
            .map(|q| (q.outer.end.min(range.end) - q.outer.start.max(range.start)) as usize)
            .filter(|&len| len > 24)
            .sum();
        f.set(
            Fact::Quoted,
            if quoted == 0 { 0 } else { 1 + bucket(quoted * 10 / range.len().max(1), &[3, 6, 9]) },
        );
        let quotes = page.quotes_in(range);
        let before = quotes.first().is_some_and(|q| q.outer.start < range.start);
        let after = quotes.last().is_some_and(|q| q.outer.end > range.end);
        f.set(Fact::Inside, u8::from(before) + 2 * u8::from(after));
        f.set(Fact::QuoteFirst, u8::from(quotes.first().is_some_and(|q| q.outer.start == range.start)));
        f.set(Fact::Colon, u8::from(text.trim_end().ends_with(['：', ':'])));
        f.set(Fact::Asks, u8::from(text.trim_end().ends_with(['？', '?'])));
        f.set(Fact::Marker, u8::from(marker(text).is_some()));
        f.set(Fact::Announced, u8::from(self.announced) + 2 * u8::from(self.list.is_some()));
        let length = text.chars().filter(|&c| is_word(c)).count();
        f.set(Fact::Length, bucket(length, &[8, 16, 30, 60]));
        f.set(Fact::Hits, heard.hits.len().min(3) as u8);
        f.set(Fact::FirstHit, heard.hits.first().map_or(0, |h| 1 + h.class as u8));
        f.set(Fact::Denied, u8::from(heard.denied));
        f.set(Fact::Defines, u8::from(heard.defines));
        f.set(Fact::Unnamed, u8::from(heard.unnamed));
        f.set(Fact::Channel, u8::from(heard.relay.is_some()) + 2 * u8::from(!heard.via.is_empty()));
        f.set(Fact::SubjectKind, heard.subject.map_or(0, |m| kind(m.kind)));
        let opens = page.tokens_in(range).first().filter(|t| t.range.start == range.start);
        f.set(Fact::Opens, opens.map_or(0, |t| 1 + t.class as u8));
        let mut points = 0;
        for (at, sign) in lexicon().signs(text) {
            if !sign.opens || at < 13 {
                points += sign.points;
                f.signs |= 1 << sign.row.min(31);
            }
        }
        f.set(Fact::Points, bucket((points + 60).max(0) as usize, &[30, 48, 56, 60, 61, 66, 74, 90]));
        f.set(Fact::Voices, bucket(self.past.distinct as usize, &[1, 2, 3, 5, 8]));
        f.set(Fact::DateLed, u8::from(opens_with_date(text)));
        f.set(Fact::Dates, bucket(text.matches(['年', '月', '日']).count(), &[1, 2, 4]));
        f.set(Fact::RunsOn, u8::from(k == 0 && self.runs_on(site.index)));
        f.set(Fact::RunClass, if site.current.is_some() { self.past.class } else { 0 });
        f.set(
            Fact::Narrated,
            if site.current.is_some() { 0 } else { 1 + bucket(self.past.narrated as usize, &[1, 2, 4]) },
        );
        f.set(
            Fact::Uncued,
            if site.current.is_none() { 0 } else { 1 + bucket(self.past.uncued as usize, &[1, 2, 4, 8]) },
        );
        f.set(Fact::WasDirect, u8::from(self.past.direct));
        f.set(Fact::CurrentKind, site.current.map_or(0, |c| 1 + self.cast.voice(c).kind as u8));
        f
    }

    /// What is known of a cue that proposes a voice; the first cue of a voice that has content counts.
    fn hit_facts(&self, site: &Site<'_, '_>, heard: &Heard, i: usize, choice: &mut Choice) {
        let h = &heard.hits[i];
        let next = heard.hits.get(i + 1).map(|n| n.cue.start);
        let content = has_content(site.page, site.range, h, next);
        if choice.facts.get(Fact::Hit) > 0 && (choice.facts.get(Fact::Content) == 1 || !content) {
            return;
        }
        let f = &mut choice.facts;
        if f.get(Fact::Ruled) == 0 || choice.hit.is_none() {
            choice.hit = Some(h.clone());
        }
        f.set(Fact::Hit, 1 + u8::from(i > 0));
        f.set(Fact::Class, 1 + h.class as u8);
        f.set(Fact::Content, u8::from(content));
        f.set(Fact::Source, h.source.map_or(0, |s| kind(s.kind)));
        f.set(
            Fact::Own,
            match (h.source, h.own) {
                (None, _) => 0,
                (_, false) => 1,
                (_, true) => 2,
            },
        );
        f.set(Fact::Counted, u8::from(h.source.is_some_and(|s| s.counted)));
        f.set(Fact::Joint, u8::from(!h.parties.is_empty()));
        let characters = |from: u32, to: u32| {
            ByteRange { start: from, end: to.max(from) }
                .of(&site.page.level)
                .chars()
                .filter(|&c| is_word(c))
                .count()
        };
        let all = characters(site.range.start, site.range.end).max(1);
        let behind = characters(h.cue.end.min(site.range.end), site.range.end);
        f.set(Fact::Share, bucket(behind * 10 / all, &[2, 4, 5, 6, 7, 8, 9]));
        let own = heard.hits[i + 1..].iter().find(|n| n.own && n.source != h.source);
        let end = own.map_or(site.range.end, |n| n.source.map_or(n.cue.start, |s| s.range.start));
        f.set(Fact::Part, bucket(characters(h.cue.end.min(end), end) * 10 / all, &[1, 2, 4, 5, 6, 7, 8, 9]));
        f.set(Fact::LaterKind, own.and_then(|n| n.source).map_or(0, |s| kind(s.kind)));
        f.set(Fact::LaterClass, own.map_or(0, |n| 1 + n.class as u8));
        if let Some(s) = h.source {
            let between = ByteRange { start: s.range.end, end: h.cue.start.max(s.range.end) };
            f.set(Fact::Distance, bucket(characters(between.start, between.end), &[1, 2, 4, 8, 16, 32]));
            let breaks = between.of(&site.page.level).chars().filter(|c| "，,；。".contains(*c)).count();
            f.set(Fact::Breaks, 1 + bucket(breaks, &[1, 2]));
        }
        f.set(Fact::NextWord, site.page.word_at(h.cue.end as usize).map_or(0, |c| 1 + c as u8));
        let before = site.page.tokens_in(ByteRange { start: site.range.start, end: h.cue.start });
        f.set(
            Fact::WordBefore,
            before.last().filter(|t| t.range.end == h.cue.start).map_or(0, |t| 1 + t.class as u8),
        );
        f.set(Fact::CueAt, bucket(characters(site.range.start, h.cue.start), &[1, 6, 12, 24, 40]));
        f.set(Fact::Behind, bucket(behind, &[1, 4, 8, 16, 32]));
        let rest = &site.page.text[h.cue.end as usize..site.range.end.max(h.cue.end) as usize];
        f.set(
            Fact::Mark,
            match rest.chars().next() {
                Some('：' | ':') if rest.chars().nth(1).is_some_and(|c| "「“『\"".contains(c)) => 1,
                Some('：' | ':') => 2,
                Some('，' | ',') => 3,
                Some('「' | '“' | '『') => 4,
                Some('。' | '！' | '？') | None => 5,
                _ => 0,
            },
        );
        let later = heard.hits[i + 1..].iter().any(|n| {
            n.own
                && matches!(n.class, Class::Say | Class::Stance | Class::Write)
                && n.source.is_some_and(|s| matches!(s.kind, MentionKind::Person(_)))
        });
        f.set(Fact::Later, u8::from(later));
    }
}

/// Choices by voice.
struct List {
    choices: Vec<Choice>,
    base: Facts,
}

impl List {
    /// The index of the choice of a voice, new when nobody proposed it yet.
    fn at(&mut self, voice: Option<u32>) -> usize {
        if let Some(at) = self.choices.iter().position(|c| c.voice == voice) {
            return at;
        }
        self.choices.push(Choice { voice, hit: None, facts: self.base });
        self.choices.len() - 1
    }
}

/// A mention of somebody that is more than a pronoun.
fn is_plain(m: &Mention) -> bool {
    matches!(m.kind, MentionKind::Person(_) | MentionKind::Body | MentionKind::Outlet)
}

/// A kind of mention as a fact; 0 is none.
fn kind(kind: MentionKind) -> u8 {
    1 + match kind {
        MentionKind::Person(_) => 0,
        MentionKind::Role(_) => 1,
        MentionKind::Body => 2,
        MentionKind::Outlet => 3,
        MentionKind::Press => 4,
        MentionKind::Place => 5,
        MentionKind::Side => 6,
        MentionKind::Both => 7,
        MentionKind::Group => 8,
        MentionKind::Pronoun => 9,
        MentionKind::First => 10,
        MentionKind::ThisPress => 11,
        MentionKind::ThisBody => 12,
        MentionKind::ThisRole => 13,
        MentionKind::Paper => 14,
        MentionKind::Fact => 15,
        MentionKind::Unknown => 16,
        MentionKind::Surname(_) => 17,
    }
}
