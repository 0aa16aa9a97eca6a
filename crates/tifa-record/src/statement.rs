//! Statements: spans of reported content with their source.

use crate::cited::cited;
use crate::context::Context;
use crate::force::Force;
use crate::gather::gather;
use crate::genre::Genre;
use crate::nested::Nested;
use crate::occasion::Occasion;
use crate::page::{Page, PageKind};
use crate::people::People;
use crate::quoted;
use crate::reference::Reference;
use crate::report;
use crate::script::{is_han, is_word};
use crate::sequence::Sequence;
use crate::when::{Dating, Said};
use serde::{Deserialize, Serialize};
use tifa_source::{Block, BlockKind};
use tifa_text::ByteRange;
use tifa_text::characters::ideographs;

/// How words are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// In quotation marks or in a transcript.
    Direct,
    /// Paraphrased.
    Indirect,
    /// A paraphrase with a quoted clause of real speech in it.
    Mixed,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Indirect, Self::Mixed];

    /// The mode of this name, as [`Mode::name`] writes it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }

    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// A place in a document: bytes of one block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Index of the block.
    pub block: u32,
    /// Bytes of its text.
    pub range: ByteRange,
}

/// Reported content with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The sentences that carry the content, within one block.
    pub place: Place,
    /// The outermost speaker: fullest name in the document, without title.
    pub speaker: String,
    /// Where the source is named, when it is named in this statement's block.
    pub source: Option<Place>,
    /// The cue (表示, 指出), when there is one.
    pub cue: Option<Place>,
    /// The content in the narrow sense, bytes of the same block: what is left of `place` without the clause of source
    /// and cue, where that clause opens or ends it; else all of `place`.
    pub content: ByteRange,
    /// To whom the words were said, as printed (對記者說 gives 記者).
    pub addressee: Option<String>,
    /// What the speaker does with the content.
    pub force: Force,
    /// Speech that the speaker quotes inside his own, in reading order.
    pub nested: Vec<Nested>,
    /// How the words are reported.
    pub mode: Mode,
    /// Quotations of speech inside, without their marks.
    pub quotes: Vec<ByteRange>,
    /// Outlets through which the words came, outermost first (據新華社報道 gives 新華社).
    pub chain: Vec<String>,
    /// The occasion as the text names it, when it does.
    pub occasion: Option<String>,
    /// The occasion it was said at: its index in [`Findings::occasions`].
    pub held: Option<u32>,
    /// When it was said, which need not be the day of publication; none when the text does not tell.
    pub said: Option<Said>,
}

/// What was found in a document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Findings {
    /// Statements ordered by place.
    pub statements: Vec<Statement>,
    /// Calendar expressions, ordered by place.
    pub dates: Vec<Dating>,
    /// Occasions, ordered by place.
    pub occasions: Vec<Occasion>,
    /// Mentions of what was said or done before, ordered by place.
    pub references: Vec<Reference>,
}

/// A document as it was read: what further readers go through, and what was found.
#[derive(Debug)]
pub struct Reading<'a> {
    /// Its blocks made ready, those of matter that is not its own left out.
    pub pages: Vec<Page<'a>>,
    /// What was found.
    pub findings: Findings,
}

/// Finds the statements of a document's blocks: the findings of its [`Reading`].
pub fn record(blocks: &[Block], context: &Context) -> Findings {
    read(blocks, context).findings
}

/// Reads a document's blocks.
///
/// Titles, captions and boilerplate may stand among the blocks: a title is read for a headline's statement and for
/// names, captions for names and what they quote, boilerplate not at all. A statement covers a run of sentences of one block that share
/// speaker and mode and have no new cue inside; or it is a quotation that the narrator cites in passing. Statements are
/// ordered and do not overlap; no range of one is empty, and marks alone are no statement and no quotation.
pub fn read<'a>(blocks: &'a [Block], context: &'a Context) -> Reading<'a> {
    // A title that no block holds is read for names alone: it stands in front as a caption, and no finding is in it.
    let title = context.title.as_ref().filter(|_| !blocks.iter().any(|b| b.kind == BlockKind::Title));
    let in_front = title.and_then(|t| Page::of(0, PageKind::Caption, t));
    let first_own = usize::from(in_front.is_some());
    let (mut pages, people) = People::name(in_front.into_iter().chain(Page::all(blocks)));
    let speech = quoted::kinds(&pages);
    for (page, speech) in pages.iter_mut().zip(speech) {
        page.speech = speech;
    }
    let traditional = is_traditional(&pages);
    let (lines, mut cast) = Sequence::read(&pages, &people, traditional, Genre::of(context), None);
    let mut statements: Vec<Statement> = Vec::new();
    let mut last: Option<usize> = None;
    let mut spoke: Option<(usize, u32)> = None;
    for line in lines.into_iter().filter(|l| l.page >= first_own) {
        let page = &pages[line.page];
        let place = |range| Place { block: page.block, range };
        let Some(v) = line.verdict else {
            last = None;
            let before = spoke.filter(|s| s.0 == line.page).map(|s| s.1);
            for c in cited(page, line.range, &mut cast, before) {
                statements.push(Statement {
                    place: place(c.outer),
                    speaker: cast.voice(c.voice).name.clone(),
                    source: c.source.map(place),
                    cue: c.cue.map(place),
                    content: c.outer,
                    addressee: None,
                    force: Force::Asserted,
                    nested: Vec::new(),
                    mode: Mode::Direct,
                    quotes: vec![c.inner],
                    chain: Vec::new(),
                    occasion: None,
                    held: None,
                    said: None,
                });
            }
            continue;
        };
        spoke = Some((line.page, v.voice));
        // A closing mark behind white space is a sentence to the splitter; it belongs to the words that it ends.
        let marks = !line.range.of(page.text).contains(is_word);
        let speaker = &cast.voice(v.voice).name;
        let chain: Vec<String> = v.chain.iter().map(|&id| cast.voice(id).name.clone()).collect();
        let occasion = v.occasion.map(|o| o.of(page.text).to_owned());
        if last == Some(line.page)
            && v.cue.is_none()
            && let Some(open) = statements.last_mut()
            && (open.mode == v.mode || marks)
            && open.speaker == *speaker
        {
            open.place.range.end = line.range.end;
            open.content.end = line.range.end;
            open.quotes.extend(v.quotes);
            open.occasion = open.occasion.take().or(occasion);
            continue;
        }
        if marks {
            continue;
        }
        last = Some(line.page);
        statements.push(Statement {
            place: place(line.range),
            speaker: speaker.clone(),
            source: v.source.map(place),
            cue: v.cue.map(place),
            content: line.range,
            addressee: None,
            force: Force::Asserted,
            nested: Vec::new(),
            mode: v.mode,
            quotes: v.quotes,
            chain,
            occasion,
            held: None,
            said: None,
        });
    }
    drop(cast);
    pages.drain(..first_own);
    report::complete(&pages, &mut statements);
    let mut findings = Findings { statements, ..Findings::default() };
    gather(&pages, context, &mut findings);
    Reading { pages, findings }
}

/// Whether the document is written in traditional characters, by as many of them as settle it.
pub(crate) fn is_traditional(pages: &[Page<'_>]) -> bool {
    let (mut changed, mut all) = (0usize, 0usize);
    for page in pages {
        let (text, level) = (page.text.as_bytes(), page.level.as_bytes());
        let mut at = 0;
        while all < ENOUGH {
            let run = ideographs(&text[at..]).min((ENOUGH - all) * 3);
            let pairs = text[at..at + run].chunks_exact(3).zip(level[at..at + run].chunks_exact(3));
            changed += pairs.filter(|(a, b)| a != b).count();
            all += run / 3;
            at += run;
            // What is no ideograph of the basic plane does not change with the script.
            let Some(c) = page.text[at..].chars().next() else { break };
            all += usize::from(run == 0 && is_han(c));
            at += if run == 0 { c.len_utf8() } else { 0 };
        }
    }
    changed * 20 > all
}

/// Ideographs that settle the script of a document.
const ENOUGH: usize = 2_000;
