//! A block of a document: its text with what is marked in it, and the margin that says what the marks are.

use super::entries;
use super::{Script, lang};
use crate::language::*;
use crate::page::Visit;
use crate::page::marked::{Run, runs};
use crate::page::names::mode;
use crate::page::piece;
use crate::query::address;
use maud::{Markup, html};
use tifa_archive::docket::DocketRow;
use tifa_archive::{FullDocument, StatementRow};
use tifa_source::{Block, BlockKind};
use tifa_text::ByteRange;

/// Colours of speakers, given out in the order in which they first speak.
const COLOURS: [&str; 8] = ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"];

/// What lies on a run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// The statement with this index.
    Statement(usize),
    Quotation,
    Cue,
    /// The entry of the docket with this index among those of the block.
    Entry(usize),
    /// The bytes that the address asks for.
    Here,
}

/// A document as one page shows it.
pub struct Shown<'p> {
    pub visit: &'p Visit,
    pub document: &'p FullDocument,
    /// The bytes that the address asks for, and the first block that has any of them.
    here: Option<(ByteRange, Option<usize>)>,
    /// The script asked for; none for the text as printed.
    pub script: Option<Script>,
    /// Whether statements are marked.
    pub statements: bool,
    /// Entries of the docket that are marked, by their first byte.
    pub entries: &'p [DocketRow],
    /// A colour for each statement: the same for all of one speaker.
    colours: Vec<&'static str>,
    /// The bytes of the original between which each block lies.
    hulls: Vec<ByteRange>,
}

impl<'p> Shown<'p> {
    /// A document with its statements and `entries` marked.
    pub fn new(visit: &'p Visit, document: &'p FullDocument, entries: &'p [DocketRow]) -> Self {
        let mut seen: Vec<&str> = Vec::new();
        let colours = document.statements.iter().map(|s| {
            let known = seen.iter().position(|name| *name == s.speaker);
            let at = known.unwrap_or(seen.len());
            if known.is_none() {
                seen.push(&s.speaker);
            }
            COLOURS[at % COLOURS.len()]
        });
        let colours = colours.collect();
        let hull = |b: &Block| b.hull(ByteRange::new(0, b.text.len())).unwrap_or_default();
        let hulls = document.document.blocks.iter().map(hull).collect();
        Self { visit, document, entries, colours, hulls, here: None, script: None, statements: true }
    }

    /// With these bytes in sight.
    #[must_use]
    pub fn at(mut self, here: Option<ByteRange>) -> Self {
        let blocks = &self.document.document.blocks;
        self.here = here.map(|here| (here, blocks.iter().position(|b| b.map.text(here).is_some())));
        self
    }

    /// Block `i`.
    pub fn block(&'p self, i: usize) -> Place<'p> {
        let block = &self.document.document.blocks[i];
        let within = |row: &'p DocketRow| {
            let bytes = ByteRange { start: row.start, end: row.end };
            // A look at the map takes longer than this, and a long transcript has thousands of both.
            let range = if bytes.overlaps(self.hulls[i]) { block.map.text(bytes) } else { None };
            Some((range?, row))
        };
        let entries = self.entries.iter().filter_map(within).collect();
        let all = self.document.statements.iter().enumerate();
        let statements = all.filter(|(_, s)| self.statements && s.place.0 as usize == i).collect();
        Place {
            shown: self,
            block,
            statements,
            entries,
            first: self.here.is_some_and(|(_, first)| first == Some(i)),
        }
    }
}

/// A block of the page.
pub struct Place<'p> {
    shown: &'p Shown<'p>,
    block: &'p Block,
    /// The statements that stand in it, with their indices.
    statements: Vec<(usize, &'p StatementRow)>,
    /// The entries that stand in it, or a part of them.
    entries: Vec<(ByteRange, &'p DocketRow)>,
    /// Whether it is the first block with the bytes asked for.
    first: bool,
}

impl Place<'_> {
    /// Text and margin.
    pub fn page(&self) -> Markup {
        let lang: &str = match self.shown.script {
            Some(script) => script.tag(),
            None => lang(&self.shown.document.row),
        };
        let text = self.text();
        let kind = &self.block.kind;
        html! {
            div.block.(super::kind(kind)) {
                @match kind {
                    BlockKind::Title => p.text.title lang=(lang) { (text) },
                    BlockKind::Heading(1) => h2.text lang=(lang) { (text) },
                    BlockKind::Heading(_) => h3.text lang=(lang) { (text) },
                    BlockKind::Quote => blockquote.text lang=(lang) { (text) },
                    _ => p.text lang=(lang) { (text) },
                }
                (self.margin())
            }
        }
    }

    /// The block's text with what is marked in it.
    pub fn text(&self) -> Markup {
        let block = self.block;
        let mut marks: Vec<(ByteRange, Mark)> = Vec::new();
        let within = |start, end| block.map.text(ByteRange { start, end });
        for (i, s) in &self.statements {
            marks.push((s.place.1, Mark::Statement(*i)));
            let quotes = s.quotes.iter().filter_map(|q| within(q.start, q.end));
            marks.extend(quotes.map(|r| (r, Mark::Quotation)));
            marks.extend(s.cue.iter().filter_map(|c| within(c.start, c.end)).map(|r| (r, Mark::Cue)));
        }
        marks.extend(self.entries.iter().enumerate().map(|(i, (range, _))| (*range, Mark::Entry(i))));
        marks.extend(self.shown.here.and_then(|(here, _)| block.map.text(here)).map(|r| (r, Mark::Here)));
        let runs = runs(block, &marks);
        let begin = runs.iter().position(|r| r.marks.contains(&Mark::Here)).filter(|_| self.first);
        html! { @for (i, run) in runs.iter().enumerate() { (self.run(run, begin == Some(i))) } }
    }

    fn run(&self, run: &Run<'_, Mark>, here: bool) -> Markup {
        // Of statements that lie in one another the shortest: it ends first, and was given last.
        let statement = run.marks.iter().rev().find_map(|m| match m {
            Mark::Statement(i) => Some(*i),
            _ => None,
        });
        let has = |mark| run.marks.contains(&mark);
        let text = match self.shown.script {
            Some(script) => script.converted(run.text),
            None => run.text.to_owned(),
        };
        let text = html! {
            @if run.seam { span.seam aria-hidden="true" { "¦" } }
            @if has(Mark::Here) { mark.here id=[here.then_some("here")] { (text) } } @else { (text) }
        };
        let text = if has(Mark::Cue) {
            html! { span.cue { (text) } }
        } else {
            text
        };
        let text = self.entry(run, text);
        let Some(i) = statement else { return text };
        let several = self.statements.len() > 1;
        let begins = self.shown.document.statements[i].place.1.start == run.start;
        let number = self.statements.iter().position(|s| s.0 == i).filter(|_| begins && several);
        html! {
            span.said.(self.shown.colours[i]).quoted[has(Mark::Quotation)] data-n=[number.map(|n| n + 1)] { (text) }
        }
    }

    /// A run as a part of the entries that lie on it; with their letters where they begin.
    fn entry(&self, run: &Run<'_, Mark>, text: Markup) -> Markup {
        let on = |m: &Mark| match m {
            Mark::Entry(i) => Some(*i),
            _ => None,
        };
        let on: Vec<usize> = run.marks.iter().filter_map(on).collect();
        if on.is_empty() {
            return text;
        }
        let begin = on.iter().filter(|&&i| self.entries[i].0.start == run.start);
        let letters: String = begin.map(|&i| entries::letter(i)).collect();
        html! { span.entered data-e=[(!letters.is_empty()).then_some(letters)] { (text) } }
    }

    /// Who says what in the block, how, and through whom; and which entries of the docket stand in it.
    pub fn margin(&self) -> Markup {
        let language = self.shown.visit.language;
        let several = self.statements.len() > 1;
        html! {
            @if !self.statements.is_empty() || !self.entries.is_empty() {
                aside.margin aria-label=(language.say(MARGIN)) {
                    @if !self.statements.is_empty() {
                        ol.numbered[several] { @for (i, s) in &self.statements { (self.note(*i, s)) } }
                    }
                    (entries::notes(self.shown.visit, &self.entries))
                }
            }
        }
    }

    fn note(&self, i: usize, s: &StatementRow) -> Markup {
        let language = self.shown.visit.language;
        let say = |words| language.say(words);
        html! {
            li.(self.shown.colours[i]) {
                a.who href=(address("/search", &[("speaker", &s.speaker)])) lang="zh" { (s.speaker) }
                " " span.mode { (say(mode(s.mode))) }
                @if let Some(cue) = &s.cue { " · " (say(CUE)) " " span.cue lang="zh" { (cue.text) } }
                @if let Some(occasion) = &s.occasion { " · " (say(AT)) " " span lang="zh" { (occasion) } }
                @if !s.chain.is_empty() { " · " (say(VIA)) " " span lang="zh" { (s.chain.join(" → ")) } }
                " " a.bytes href=(piece::place(&s.document, s.start, s.end)) title=(say(PERMALINK)) {
                    (language.fill(BYTES, &[&s.start.to_string(), &s.end.to_string()]))
                }
            }
        }
    }
}
