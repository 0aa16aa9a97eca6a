//! Who speaks in each sentence: cues where there are some, continuation where there are none.
//!
//! A report goes on with a speaker's words over sentences without a cue as long as nothing speaks against it. Inside a
//! paragraph that is the rule (five of six such sentences in the training texts), over the end of a paragraph the
//! exception (one of five), unless structure carries the speaker: an open quotation, an announced list, a heading.

mod content;
mod continuation;

use crate::clause::{Mention, MentionKind};
use crate::lexicon::Class;
use crate::page::{Page, PageKind};
use crate::people::People;
use crate::quoted;
use crate::source::{Heard, Hit, hear};
use crate::statement::Mode;
use crate::voice::{Cast, VoiceKind};
use content::{enumerates, has_content};
use tifa_text::ByteRange;

/// What one sentence reports.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) voice: u32,
    pub(crate) mode: Mode,
    pub(crate) cue: Option<ByteRange>,
    pub(crate) source: Option<ByteRange>,
    pub(crate) quotes: Vec<ByteRange>,
    pub(crate) chain: Vec<u32>,
    pub(crate) occasion: Option<ByteRange>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// Index of the page.
    pub(crate) page: usize,
    pub(crate) range: ByteRange,
    pub(crate) verdict: Option<Verdict>,
}

/// Who is speaking while a document is read.
#[derive(Debug, Clone, Copy)]
struct Running {
    voice: u32,
    /// Whether the last sentence was a quotation.
    quoted: bool,
}

/// The reader of a document.
pub(crate) struct Sequence<'d, 'a> {
    pages: &'d [Page<'a>],
    pub(crate) cast: Cast<'d>,
    lines: Vec<Line>,
    running: Option<Running>,
    /// Who announced a list whose items are still to come.
    list: Option<u32>,
    /// Who last spoke in this paragraph.
    paragraph: Option<u32>,
    /// Whether the sentence before announced it.
    announced: bool,
    /// Who speaks in the quotation that is still open.
    open_quote: Option<u32>,
    /// Headings that report words of someone whom only the text below names.
    pending: Vec<usize>,
    /// Headings whose speaker is an office, with the levelled title: the text below may name who holds it.
    offices: Vec<(usize, String)>,
    /// What each sentence of each page says by itself.
    heard: Vec<Vec<Heard>>,
    /// The speaker of the title.
    title: Option<u32>,
}

impl<'d, 'a> Sequence<'d, 'a> {
    /// Reads all pages in order.
    pub(crate) fn read(
        pages: &'d [Page<'a>],
        people: &'d People,
        traditional: bool,
    ) -> (Vec<Line>, Cast<'d>) {
        let mut s = Self {
            pages,
            cast: Cast::new(people, traditional),
            lines: Vec::new(),
            running: None,
            list: None,
            paragraph: None,
            announced: false,
            open_quote: None,
            pending: Vec::new(),
            offices: Vec::new(),
            heard: pages.iter().map(|p| p.sentences.iter().map(|&s| hear(p, s)).collect()).collect(),
            title: None,
        };
        for i in 0..pages.len() {
            s.page(i);
        }
        for (at, title) in std::mem::take(&mut s.offices) {
            if let (Some(voice), Some(v)) = (s.cast.first_holder(&title), s.lines[at].verdict.as_mut()) {
                v.voice = voice;
            }
        }
        (s.lines, s.cast)
    }

    fn page(&mut self, index: usize) {
        let page = &self.pages[index];
        match &page.kind {
            PageKind::Caption => {
                for &sentence in &page.sentences {
                    for m in &hear(page, sentence).mentions {
                        self.cast.note(page, m);
                    }
                }
            }
            PageKind::Title | PageKind::Heading => self.headline(index),
            PageKind::Turn(label) => self.turn(index, label),
            PageKind::Body | PageKind::Item | PageKind::Quote => self.paragraph(index),
        }
    }

    /// A transcript's paragraph: all of it is the words of its label.
    fn turn(&mut self, index: usize, label: &str) {
        let page = &self.pages[index];
        let voice = self.cast.turn(label);
        for &range in &page.sentences {
            let quotes = Vec::new();
            let verdict = Verdict {
                voice,
                mode: Mode::Direct,
                cue: None,
                source: None,
                quotes,
                chain: Vec::new(),
                occasion: None,
            };
            self.lines.push(Line { page: index, range, verdict: Some(verdict) });
        }
        self.running = None;
    }

    fn headline(&mut self, index: usize) {
        let page = &self.pages[index];
        let Some((first, last)) = page.sentences.first().zip(page.sentences.last()) else { return };
        let range = first.hull(*last);
        let heard = hear(page, range);
        for m in &heard.mentions {
            self.cast.note(page, m);
        }
        let current = self.running.map(|r| r.voice);
        let mut line = Line { page: index, range, verdict: None };
        let colon = heard.hits.iter().find(|h| h.cue.of(page.text).starts_with(['：', ':']));
        let hit = colon.or_else(|| {
            heard.hits.iter().find(|h| {
                h.source.is_some()
                    && !matches!(h.class, Class::Emote | Class::Mild | Class::Show | Class::Joint)
            })
        });
        if let Some(h) = hit {
            if let Some(MentionKind::Role(title)) = h.source.map(|s| s.kind) {
                self.offices.push((self.lines.len(), title.of(&page.level).to_owned()));
            }
            if let Some(voice) = self.voice_of(page, h, current, None) {
                if page.kind == PageKind::Title {
                    self.title = Some(voice);
                }
                line.verdict = Some(self.verdict(page, range, voice, Some(h), &heard));
            }
        } else if heard.hits.iter().any(|h| {
            h.source.is_none()
                && matches!(h.class, Class::Say | Class::Stance | Class::Act | Class::Head)
                && h.cue.start < range.start + 7
        }) {
            self.pending.push(self.lines.len());
        }
        self.lines.push(line);
    }

    fn paragraph(&mut self, index: usize) {
        let page = &self.pages[index];
        if page.sentences.is_empty() {
            return;
        }
        // A quotation that the paragraph before left open goes on only when this one opens with a mark again.
        self.open_quote = None;
        self.paragraph = None;
        let heard = std::mem::take(&mut self.heard[index]);
        for (k, &range) in page.sentences.iter().enumerate() {
            for m in &heard[k].mentions {
                self.cast.note(page, m);
            }
            let next = self.next_source(index, k, &heard);
            let verdict = self.sentence(page, k, range, &heard, next);
            if let Some(v) = &verdict {
                let name = self.cast.voice(v.voice).clone();
                if name.kind == VoiceKind::Person {
                    self.cast.person = Some(v.voice);
                }
                if name.kind == VoiceKind::Outlet {
                    self.cast.spoke = Some(v.voice);
                } else if let Some(&outlet) =
                    v.chain.iter().find(|&&c| self.cast.voice(c).kind == VoiceKind::Outlet)
                {
                    self.cast.spoke = Some(outlet);
                }
                if name.kind == VoiceKind::Body {
                    self.cast.spokes = Some(v.voice);
                }
                if heard[k].mentions.iter().any(|m| m.kind == MentionKind::Paper) {
                    self.cast.issuer = Some(v.voice);
                }
                for at in std::mem::take(&mut self.pending) {
                    let heading = &self.pages[self.lines[at].page];
                    let heard = Heard::default();
                    let whole = self.lines[at].range;
                    let found = self.verdict(heading, whole, v.voice, None, &heard);
                    self.lines[at].verdict = Some(found);
                }
            } else if let Some(s) = heard[k].subject
                && let MentionKind::Person(_) = s.kind
            {
                let _ = self.cast.resolve(page, &s, None);
            }
            self.paragraph = verdict.as_ref().map(|v| v.voice).or(self.paragraph);
            self.announce(page, range, &verdict, &heard[k]);
            self.running =
                verdict.as_ref().map(|v| Running { voice: v.voice, quoted: v.mode == Mode::Direct });
            self.lines.push(Line { page: index, range, verdict });
        }
    }

    /// Whose words a sentence reports.
    fn sentence(
        &mut self,
        page: &Page<'_>,
        k: usize,
        range: ByteRange,
        all: &[Heard],
        next: Option<(usize, Mention)>,
    ) -> Option<Verdict> {
        let heard = &all[k];
        let first = k == 0;
        let current = self.running.map(|r| r.voice);
        let inside = page.quotes_in(range).first().is_some_and(|q| q.outer.start < range.start);
        if inside && let Some(voice) = self.open_quote {
            let more = page.quotes_in(range).first().is_some_and(|q| q.outer.end >= range.end);
            if !more {
                self.open_quote = None;
            }
            return Some(self.verdict(page, range, voice, None, heard));
        }
        self.open_quote = None;
        let found = self.pick(page, range, heard, current, first, next);
        let verdict = match found {
            Some((voice, hit)) => Some(self.verdict(page, range, voice, Some(&hit), heard)),
            None => self
                .bare_quotation(page, k, range, all, current)
                .or_else(|| self.continued(page, range, heard, current, first, next))
                .map(|voice| self.verdict(page, range, voice, None, heard)),
        };
        if let Some(v) = &verdict
            && page.quotes_in(range).last().is_some_and(|q| q.outer.end > range.end)
        {
            self.open_quote = Some(v.voice);
        }
        verdict
    }

    /// The hit whose content the sentence carries, with its voice.
    fn pick(
        &mut self,
        page: &Page<'_>,
        range: ByteRange,
        heard: &Heard,
        current: Option<u32>,
        first: bool,
        next: Option<(usize, Mention)>,
    ) -> Option<(u32, Hit)> {
        let same_next =
            current.is_some_and(|c| next.is_some_and(|(p, m)| self.cast.is_same(&self.pages[p], &m, c)));
        let mut fallback: Option<(u32, Hit)> = None;
        for (i, h) in heard.hits.iter().enumerate() {
            if h.class == Class::Emote || h.class == Class::Head {
                continue;
            }
            if matches!(h.source.map(|s| s.kind), Some(MentionKind::Fact)) {
                return None;
            }
            if h.source.is_none()
                && !h.cue.of(&page.level).starts_with("双方")
                && (current.is_none() || first && (h.class != Class::Say || h.cue.start > range.start + 12))
            {
                continue;
            }
            // Inside a person's words others are quoted, respected (某某主席) or generalised (有人說).
            let running = current.is_some_and(|c| self.cast.voice(c).kind == VoiceKind::Person);
            let nested = h.source.is_some_and(|s| match s.kind {
                MentionKind::Side | MentionKind::First => true,
                MentionKind::Group => running && s.counted,
                MentionKind::Place => running,
                MentionKind::Body | MentionKind::Press => running && same_next,
                MentionKind::Person(_) => {
                    running && s.title.is_some_and(|t| t.start >= s.shown.end) && same_next
                }
                _ => false,
            });
            let inner = nested
                && current.is_some_and(|c| {
                    matches!(self.cast.voice(c).kind, VoiceKind::Person | VoiceKind::Body | VoiceKind::Side)
                })
                && !first;
            let voice = if inner {
                current
            } else if h.class == Class::Joint && h.source.is_none_or(|s| s.kind == MentionKind::Both) {
                Some(self.cast.both())
            } else {
                self.voice_of(page, h, current, heard.subject)
            };
            let Some(voice) = voice else { continue };
            let kind = self.cast.voice(voice).kind;
            match h.class {
                Class::Mild if current != Some(voice) && !enumerates(page, range, h) => continue,
                Class::Stance
                    if current != Some(voice)
                        && h.source.is_some_and(|s| {
                            matches!(s.kind, MentionKind::Body | MentionKind::Place | MentionKind::ThisPress)
                        }) =>
                {
                    continue;
                }
                Class::Show
                    if !h.source.is_some_and(|s| {
                        matches!(s.kind, MentionKind::Paper | MentionKind::Body | MentionKind::ThisPress)
                    }) =>
                {
                    continue;
                }
                Class::Report if !matches!(kind, VoiceKind::Outlet | VoiceKind::Group) => continue,
                _ => {}
            }
            let next = heard.hits.get(i + 1).map(|n| n.cue.start);
            if !has_content(page, range, h, next) {
                continue;
            }
            // 美國突然要求…，某某說…: a person's words outweigh the act of a body that introduces them.
            let faint = h.source.is_some_and(|s| {
                matches!(s.kind, MentionKind::Place | MentionKind::Side)
                    || s.kind == MentionKind::Group
                    || h.class == Class::Ask
                    || s.kind == MentionKind::Body && h.class != Class::Say
            });
            if faint
                && heard.hits[i + 1..].iter().any(|n| {
                    n.own
                        && matches!(n.class, Class::Say | Class::Stance | Class::Write)
                        && n.source.is_some_and(|s| matches!(s.kind, MentionKind::Person(_)))
                        && has_content(page, range, n, None)
                })
            {
                continue;
            }
            let outlet = kind == VoiceKind::Outlet;
            let relayed = heard.hits[i + 1..].iter().any(|n| {
                n.own
                    && matches!(n.class, Class::Say | Class::Stance | Class::Write)
                    && n.source.is_some_and(|s| {
                        !s.counted
                            && matches!(
                                s.kind,
                                MentionKind::Person(_) | MentionKind::Role(_) | MentionKind::Body
                            )
                    })
            });
            if outlet && matches!(h.class, Class::Report | Class::Say | Class::Topic) && relayed {
                fallback = fallback.or(Some((voice, h.clone())));
                continue;
            }
            // Sources an outlet does not name are its own claim.
            if let Some(relay) = heard.relay
                && (heard.unnamed
                    || h.source
                        .is_some_and(|s| s.counted || s.kind == MentionKind::Group && s.body.is_none()))
                && h.source.is_some_and(|s| matches!(s.kind, MentionKind::Group | MentionKind::Role(_)))
                && let Some(outlet) = self.cast.resolve(page, &relay, None)
            {
                return Some((outlet, h.clone()));
            }
            return Some((voice, h.clone()));
        }
        // 據某報道，…: the channel's own claim, when nobody else speaks.
        if fallback.is_none()
            && let Some(m) = heard.via.first()
            && m.range.end + 18 < range.end
            && let Some(voice) = self.chain_voice(page, m)
        {
            let hit =
                Hit { cue: m.range, class: Class::Report, source: Some(*m), parties: Vec::new(), own: true };
            return Some((voice, hit));
        }
        fallback
    }

    /// The voice of a hit: its source, all parties of a joint one, or who speaks already.
    fn voice_of(
        &mut self,
        page: &Page<'_>,
        h: &Hit,
        current: Option<u32>,
        subject: Option<Mention>,
    ) -> Option<u32> {
        let Some(mut source) = h.source else { return current };
        if source.kind == MentionKind::Pronoun
            && let Some(s) = subject
            && matches!(s.kind, MentionKind::Person(_))
            && s.range.end <= source.range.start
        {
            // 某某昨日抵達，他表示: the pronoun is the sentence's own subject.
            source = s;
        }
        let main = self.cast.resolve(page, &source, current)?;
        if h.parties.is_empty() {
            return Some(main);
        }
        let mut ids = vec![main];
        for p in &h.parties {
            ids.extend(self.cast.resolve(page, p, current));
        }
        Some(self.cast.joint(&ids))
    }

    /// The verdict on a sentence: mode and speech quotations.
    fn verdict(
        &mut self,
        page: &Page<'_>,
        range: ByteRange,
        voice: u32,
        hit: Option<&Hit>,
        heard: &Heard,
    ) -> Verdict {
        let mut quotes = Vec::new();
        let mut covered = 0usize;
        for q in page.quotes_in(range) {
            let outer = ByteRange { start: q.outer.start.max(range.start), end: q.outer.end.min(range.end) };
            let whole = q.closed && q.outer == outer;
            match quoted::inside(page, outer) {
                Some(inner) if quoted::is_speech(page, outer, whole, true) => {
                    covered += outer.len();
                    quotes.push(inner);
                }
                // A closing mark that white space cut off is of the mode of the words that it ends.
                None if outer == range => covered += outer.len(),
                _ => {}
            }
        }
        let from = hit.map_or(range.start, |h| if h.cue.end < range.end { h.cue.end } else { range.start });
        let content = (range.end - from) as usize;
        let mode = if covered == 0 {
            Mode::Indirect
        } else if covered * 10 >= content * 8 {
            Mode::Direct
        } else {
            Mode::Mixed
        };
        let mut chain = Vec::new();
        for m in &heard.via {
            if let Some(id) = self.chain_voice(page, m)
                && id != voice
                && !chain.contains(&id)
            {
                chain.push(id);
            }
        }
        Verdict {
            voice,
            mode,
            cue: hit.map(|h| h.cue),
            source: hit.and_then(|h| h.source).map(|s| s.range),
            quotes,
            chain,
            occasion: heard.occasion,
        }
    }

    /// The outlet or body of a channel.
    fn chain_voice(&mut self, page: &Page<'_>, m: &Mention) -> Option<u32> {
        match m.kind {
            MentionKind::Outlet | MentionKind::Press | MentionKind::Body | MentionKind::ThisPress => {
                self.cast.resolve(page, m, None)
            }
            _ => None,
        }
    }
}
