//! Who speaks in each sentence: cues where there are some, continuation where there are none.
//!
//! A report goes on with a speaker's words over sentences without a cue as long as nothing speaks against it. Inside a
//! paragraph that is the rule (five of six such sentences in the training texts), over the end of a paragraph the
//! exception (one of five), unless structure carries the speaker: an open quotation, an announced list, a heading.

mod content;
mod continuation;
mod headline;
mod issued;
mod judgement;
mod rules;
mod whole;
mod whose;

use crate::clause::{Mention, MentionKind};
use crate::genre::Genre;
use crate::page::{Page, PageKind};
use crate::people::People;
use crate::quoted;
use crate::script::is_han;
use crate::source::{Heard, Hit, hear};
use crate::statement::Mode;
use crate::voice::{Cast, ShortForms, VoiceKind};
use headline::Pairs;
pub(crate) use judgement::Teacher;
use std::collections::BTreeMap;
use tifa_text::ByteRange;
use whole::Whole;
use whose::sole_person;

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
    /// Sentences since the cue.
    since: u32,
    /// Paragraphs begun since the cue.
    paragraphs: u32,
}

/// The reader of a document.
pub(crate) struct Sequence<'d, 'a> {
    pages: &'d [Page<'a>],
    pub(crate) cast: Cast<'d>,
    lines: Vec<Line>,
    running: Option<Running>,
    /// Who spoke last, and the narrator's sentences since.
    last: Option<(u32, u32)>,
    /// How many sentences each voice has.
    shares: BTreeMap<u32, u32>,
    /// Who announced a list whose items are still to come.
    list: Option<u32>,
    /// Paragraphs of that list still to come, when their number was announced.
    left: u8,
    /// The source of a cue whose content the end of a paragraph cut off, with its page and the last character.
    torn: Option<(usize, Mention, char)>,
    /// Words printed in full that are being read.
    whole: Option<Whole>,
    /// Who spoke in the quoted block before.
    block: Option<u32>,
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
    /// The mentions of the sentence that is being read.
    mentions: Vec<Mention>,
    /// The speaker of the title.
    title: Option<u32>,
    /// The pairs of characters of the title.
    title_pairs: Pairs,
    /// Who says of sentences without a cue what they are, in training.
    teacher: Option<Teacher<'d>>,
    /// What kind of text it is.
    genre: Genre,
}

/// One sentence and what stands around it.
#[derive(Clone, Copy)]
struct Site<'d, 'a> {
    page: &'d Page<'a>,
    /// Index of the page.
    index: usize,
    /// Index of the sentence in the page.
    k: usize,
    range: ByteRange,
    /// Whether it opens its paragraph.
    first: bool,
    /// Who speaks in the sentence before.
    current: Option<u32>,
    /// The source of the next cue, with its page.
    next: Option<(usize, Mention)>,
}

/// What each sentence of a page says by itself. Turns are their label's words whatever they say, and a headline is read as
/// a whole.
fn heard(page: &Page<'_>) -> Vec<Heard> {
    match page.kind {
        PageKind::Turn(_) | PageKind::Title | PageKind::Heading => Vec::new(),
        _ => {
            let chinese = |s: ByteRange| s.of(&page.level).contains(is_han);
            page.sentences
                .iter()
                .map(|&s| if chinese(s) { hear(page, s) } else { Heard::default() })
                .collect()
        }
    }
}

impl<'d, 'a> Sequence<'d, 'a> {
    /// Reads all pages in order; with a `teacher`, as he reads them.
    pub(crate) fn read(
        pages: &'d [Page<'a>],
        people: &'d People,
        traditional: bool,
        genre: Genre,
        teacher: Option<Teacher<'d>>,
    ) -> (Vec<Line>, Cast<'d>) {
        let heard: Vec<Vec<Heard>> = pages.iter().map(heard).collect();
        let title = pages.first().filter(|p| p.kind == PageKind::Title);
        let shorts = ShortForms::collect(pages, &heard);
        let mut s = Self {
            pages,
            cast: Cast::new(people, shorts, traditional),
            lines: Vec::new(),
            running: None,
            last: None,
            shares: BTreeMap::new(),
            list: None,
            left: 0,
            torn: None,
            whole: None,
            block: None,
            paragraph: None,
            announced: false,
            open_quote: None,
            pending: Vec::new(),
            offices: Vec::new(),
            heard,
            mentions: Vec::new(),
            title: None,
            title_pairs: Pairs::of(title.map_or("", |t| &t.level)),
            genre,
            teacher,
        };
        for i in 0..pages.len() {
            s.page(i);
        }
        s.settle_documents();
        s.settle_headlines();
        (s.lines, s.cast)
    }

    fn page(&mut self, index: usize) {
        let page = &self.pages[index];
        match &page.kind {
            PageKind::Caption => {
                for m in self.heard[index].iter().flat_map(|h| &h.mentions) {
                    self.cast.note(page, m);
                }
                // A caption is the narrator's; what it quotes may still be somebody's words.
                let quoting = page.sentences.iter().filter(|&&s| !page.quotes_in(s).is_empty());
                self.lines.extend(quoting.map(|&range| Line { page: index, range, verdict: None }));
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
        self.whole = None;
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
            self.cast.note_all(page, &heard[k].mentions);
            self.written(page, &heard[k]);
            self.published(page, &heard[k]);
            self.mentions.clone_from(&heard[k].mentions);
            let next = self.next_source(index, k, &heard);
            let current = self.running.map(|r| r.voice);
            let site = Site { page, index, k, range, first: k == 0, current, next };
            let decided = self.decide(&site, &heard);
            let mut verdict =
                decided.map(|(voice, hit)| self.verdict(page, range, voice, hit.as_ref(), &heard[k]));
            if let Some(v) = verdict.as_mut().filter(|_| self.whole.is_some() || page.kind == PageKind::Quote)
            {
                v.mode = Mode::Direct;
            }
            let open = page.quotes_in(range).last().is_some_and(|q| q.outer.end > range.end);
            self.open_quote = verdict.as_ref().filter(|_| open).map(|v| v.voice);
            self.follow(&site, &heard[k], verdict);
        }
    }

    /// Takes note of what was decided about a sentence.
    fn follow(&mut self, site: &Site<'_, '_>, heard: &Heard, verdict: Option<Verdict>) {
        let Site { page, index, range, .. } = *site;
        if let Some(v) = &verdict {
            let kind = self.cast.voice(v.voice).kind;
            if kind == VoiceKind::Person {
                self.cast.focus.person = Some(v.voice);
            }
            if kind == VoiceKind::Outlet {
                self.cast.focus.spoke = Some(v.voice);
            } else if let Some(&outlet) =
                v.chain.iter().find(|&&c| self.cast.voice(c).kind == VoiceKind::Outlet)
            {
                self.cast.focus.spoke = Some(outlet);
            }
            if kind == VoiceKind::Body {
                self.cast.focus.spokes = Some(v.voice);
            }
            if heard.mentions.iter().any(|m| m.kind == MentionKind::Paper) {
                self.cast.focus.issuer = Some(v.voice);
            }
            for at in std::mem::take(&mut self.pending) {
                let heading = &self.pages[self.lines[at].page];
                let whole = self.lines[at].range;
                let found = self.verdict(heading, whole, v.voice, None, &Heard::default());
                self.lines[at].verdict = Some(found);
            }
        }
        self.issued(page, heard, verdict.as_ref());
        // Whom an outlet or the narrator spoke of is meant by 他 in the next sentence.
        let person = verdict.as_ref().is_some_and(|v| self.cast.voice(v.voice).kind == VoiceKind::Person);
        let spoken_of = if verdict.is_some() {
            heard.mentions.iter().find(|m| matches!(m.kind, MentionKind::Person(_)))
        } else {
            heard
                .subject
                .as_ref()
                .filter(|m| matches!(m.kind, MentionKind::Person(_)) && (site.first || m.title.is_some()))
                .or_else(|| sole_person(heard).filter(|_| site.first))
        };
        if let Some(m) = spoken_of.filter(|_| !person) {
            let _ = self.cast.resolve(page, m, None);
        }
        self.paragraph = verdict.as_ref().map(|v| v.voice).or(self.paragraph);
        if page.kind == PageKind::Quote {
            self.block = self.paragraph;
        }
        self.announce(page, range, &verdict, heard);
        self.open_whole(site, heard, verdict.as_ref());
        let tail = range.of(&page.level).trim_end().chars().next_back().filter(|&c| is_han(c));
        let source = heard.hits.last().and_then(|h| h.source);
        self.torn = source.zip(tail).map(|(m, c)| (index, m, c));
        self.last = match &verdict {
            Some(v) => {
                *self.shares.entry(v.voice).or_default() += 1;
                Some((v.voice, 0))
            }
            None => self.last.map(|(voice, n)| (voice, n.saturating_add(1))),
        };
        let before = self.running;
        self.running = verdict.as_ref().map(|v| {
            let old = before.filter(|b| b.voice == v.voice && v.cue.is_none());
            Running {
                voice: v.voice,
                quoted: v.mode == Mode::Direct,
                since: old.map_or(0, |b| b.since.saturating_add(1)),
                paragraphs: old.map_or(0, |b| b.paragraphs.saturating_add(u32::from(site.first))),
            }
        });
        self.lines.push(Line { page: index, range, verdict });
    }

    /// The speaker of a sentence inside a quotation that an earlier one opened.
    fn inside_quotation(&self, site: &Site<'_, '_>) -> Option<u32> {
        let opened =
            site.page.quotes_in(site.range).first().is_some_and(|q| q.outer.start < site.range.start);
        self.open_quote.filter(|_| opened)
    }

    /// Who speaks in a sentence, with the cue that says so: by a quotation that is open, a cue, a bare quotation,
    /// continuation.
    fn decide(&mut self, site: &Site<'_, '_>, all: &[Heard]) -> Option<(u32, Option<Hit>)> {
        let heard = &all[site.k];
        if let Some(voice) = self.in_full(site) {
            return Some((voice, None));
        }
        if let Some(voice) = self.inside_quotation(site) {
            return Some((voice, None));
        }
        if site.page.kind == PageKind::Quote
            && let Some(voice) = self.list.or(site.current)
        {
            // A quoted block is one voice's, whoever speaks in it.
            return Some((voice, None));
        }
        let text = site.range.of(&site.page.level);
        let original = is_translation(text) || !site.first && is_latin(text);
        if let Some(voice) = site.current.filter(|_| original) {
            return Some((voice, None));
        }
        if let Some((voice, hit)) = self.pick(site, heard) {
            return Some((voice, Some(hit)));
        }
        self.bare_quotation(site, all).or_else(|| self.continued(site, heard)).map(|voice| (voice, None))
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
            match quoted::inside(page, outer) {
                Some(inner) if quoted::holds_speech(page, outer) => {
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
}

/// Whether a sentence has words, and none in Chinese characters: inside a paragraph it goes on with an original.
fn is_latin(levelled: &str) -> bool {
    !levelled.contains(is_han) && levelled.chars().filter(|c| c.is_ascii_alphabetic()).take(8).count() == 8
}

/// Whether a sentence is a bracket with the original of the words before it: （The facts are very concerning.）
fn is_translation(levelled: &str) -> bool {
    let text = levelled.trim();
    let words = text.strip_prefix(['（', '(']).unwrap_or("");
    let latin = words.chars().filter(|c| c.is_ascii_alphabetic() || *c == ' ').count();
    latin >= 20 && latin * 10 >= words.chars().count() * 8
}
