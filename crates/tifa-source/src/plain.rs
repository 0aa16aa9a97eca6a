//! Plain text: lines to blocks, each with its map to bytes of the text.
//!
//! Every character that is not white space stands in exactly one block. What was layout (line breaks, indentation,
//! blank lines) is gone; the module `wrap` says when a line break is layout. Running heads, page numbers and rules
//! become boilerplate blocks of their own, and the paragraph they interrupt goes on across them, with a seam.

use crate::document::{Block, BlockKind};
use crate::furniture::{furniture, is_rule};
use crate::transcript::{self, Layout};
use crate::wrap::{Line, Wrap, lines};
use tifa_text::{ByteRange, SourceMap};

/// The blocks of a plain text, in order.
///
/// Paragraphs, boilerplate and, where the text is a transcript, turns; headings and captions are found by
/// [`crate::arrange::arrange`].
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let apart = furniture(text, &lines);
    let mut flow = Vec::with_capacity(lines.len());
    let mut asides: Vec<Aside> = Vec::new();
    for (line, head) in lines.iter().zip(apart) {
        let rule = !head && is_rule(line.of(text));
        if head || rule {
            match asides.last_mut() {
                Some(last) if last.before == flow.len() && !rule && !last.rule => last.lines.push(*line),
                _ => asides.push(Aside { before: flow.len(), rule, lines: vec![*line] }),
            }
            continue;
        }
        let mut line = *line;
        if asides.last().is_some_and(|a| a.before == flow.len() && !a.rule) {
            (line.page, line.blanks) = (true, 0);
        }
        flow.push(line);
    }
    let (mut blocks, mut layout) = compose(text, &flow, &asides);
    layout.truncate(blocks.len());
    transcript::mark(&mut blocks, Some(&layout));
    blocks
}

/// Lines that are no running text and stand together.
struct Aside {
    /// Index of the line of running text they stand before.
    before: usize,
    /// Whether it is a rule, across which no paragraph goes on.
    rule: bool,
    lines: Vec<Line>,
}

/// Puts lines together to paragraphs, and asides after the paragraph they interrupt.
fn compose(text: &str, flow: &[Line], asides: &[Aside]) -> (Vec<Block>, Vec<Layout>) {
    let wrap = Wrap::weigh(text, flow);
    let (mut blocks, mut layout) = (Vec::new(), Vec::new());
    let mut pending = asides.iter().peekable();
    let mut from = 0;
    let mut run = Run::default();
    while from < flow.len() {
        while let Some(aside) = pending.next_if(|a| a.before <= from) {
            blocks.push(aside_block(text, aside));
            layout.push(Layout::default());
        }
        let mut to = from + 1;
        run.reach(flow, from);
        while to < flow.len() {
            let ruled = asides_rule(asides, to);
            if ruled || !wrap.continues(text, &flow[to - 1], &flow[to], run.widest, run.len()) {
                break;
            }
            run.reach(flow, to);
            to += 1;
        }
        blocks.push(join(text, &flow[from..to]));
        let first = &flow[from];
        layout.push(Layout { blanks: first.blanks, indent: first.indent, page: first.page });
        from = to;
    }
    for aside in pending {
        blocks.push(aside_block(text, aside));
        layout.push(Layout::default());
    }
    (blocks, layout)
}

/// Whether a rule stands just before the line of running text `at`.
fn asides_rule(asides: &[Aside], at: usize) -> bool {
    let from = asides.partition_point(|a| a.before < at);
    asides[from..].iter().take_while(|a| a.before == at).any(|a| a.rule)
}

/// A run of lines without blank lines between.
#[derive(Default)]
struct Run {
    start: usize,
    end: usize,
    widest: u32,
}

impl Run {
    fn len(&self) -> usize {
        self.end - self.start
    }

    /// Makes this the run that line `at` stands in.
    fn reach(&mut self, flow: &[Line], at: usize) {
        if at < self.end {
            return;
        }
        let goes_on = |l: &&Line| l.blanks == 0 && !l.page;
        self.start = at;
        self.end = at + 1 + flow[at + 1..].iter().take_while(goes_on).count();
        self.widest = flow[self.start..self.end].iter().map(|l| l.width).max().unwrap_or(0);
    }
}

/// Lines as one paragraph.
fn join(text: &str, lines: &[Line]) -> Block {
    let mut out = String::with_capacity(lines.iter().map(|l| l.end - l.start + 1).sum());
    let mut map = SourceMap::default();
    let mut seams = Vec::new();
    let mut last: Option<&Line> = None;
    for line in lines {
        let content = line.of(text);
        if let Some(before) = last {
            if spaced(&out, content) {
                out.push(' ');
                map.push_replaced(ByteRange::new(before.end, line.start), 1);
            }
            if line.page {
                seams.extend(u32::try_from(out.len()));
            }
        }
        out.push_str(content);
        map.push_verbatim(line.start, content.len());
        last = Some(line);
    }
    let mut block = Block::new(BlockKind::Paragraph, out, map);
    block.seams = seams;
    block
}

/// Whether a line break between two pieces of text stands for a space: between words of an alphabet it does, beside a
/// Chinese character it does not.
pub(crate) fn spaced(before: &str, after: &str) -> bool {
    let word = |c: char| {
        (c.is_alphanumeric() || matches!(c, ',' | '.' | ';' | ':' | ')' | '(' | '%')) && c < '\u{1100}'
    };
    before.chars().next_back().is_some_and(word) && after.chars().next().is_some_and(word)
}

/// An aside as a boilerplate block, its lines set apart by a space.
fn aside_block(text: &str, aside: &Aside) -> Block {
    let (mut out, mut map) = (String::new(), SourceMap::default());
    let mut end = None;
    for line in &aside.lines {
        if let Some(end) = end {
            out.push(' ');
            map.push_replaced(ByteRange::new(end, line.start), 1);
        }
        out.push_str(line.of(text));
        map.push_verbatim(line.start, line.end - line.start);
        end = Some(line.end);
    }
    Block::new(BlockKind::Boilerplate, out, map)
}
