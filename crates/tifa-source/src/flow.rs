//! From a stream of text, breaks and contexts to blocks. Markdown and HTML drive it alike, so a page, a fragment of
//! HTML in Markdown and Markdown itself give the same blocks for the same structure.

use crate::document::{Block, BlockKind};
use crate::draft::{Draft, is_blank};
use crate::script::{is_wide, joins_without_space};
use std::ops::Range;

/// What text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A heading; 1 is the highest.
    Heading(u8),
    /// A caption of a picture or table.
    Caption,
    /// A picture with what belongs to it: text in it that is no table is a caption or credit.
    Figure,
    /// A quoted block.
    Quote,
    /// An item of a list.
    Item,
    /// A row of a table: its cells make one block.
    Row,
}

/// A block and what is known of it beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The block.
    pub block: Block,
    /// Address of the link that is all of the block's text.
    pub link: Option<String>,
}

/// The blocks of a source, as far as read.
#[derive(Debug, Clone, Default)]
pub struct Flow<'a> {
    source: &'a str,
    pieces: Vec<Piece>,
    rules: Vec<usize>,
    draft: Draft,
    contexts: Vec<Context>,
    /// Contexts opened inside the deepest that is kept.
    deeper: usize,
    level: u8,
    space: Option<Range<usize>>,
    newline: Option<Range<usize>>,
    strong: u32,
    strong_text: bool,
    plain_text: bool,
    link: u32,
    address: Option<String>,
    linked_text: bool,
    unlinked_text: bool,
}

/// Contexts are kept this deep; deeper ones are as good as their parents. Fifty thousand block quotes inside one another
/// are no text, but must not take a minute to find out.
const DEEPEST: usize = 64;

/// A paragraph set in bold that is at most this many characters long and no sentence is a heading.
const LONGEST_BOLD_HEADING: usize = 40;

impl<'a> Flow<'a> {
    /// A flow over `source`.
    pub fn new(source: &'a str) -> Self {
        Self { source, ..Self::default() }
    }

    /// The source.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The blocks, and before which of them a thematic break stands.
    pub fn finish(mut self) -> (Vec<Piece>, Vec<usize>) {
        self.end_paragraph();
        (self.pieces, self.rules)
    }

    /// The bytes `range` of the source as text.
    pub fn text(&mut self, range: Range<usize>) {
        let Some(text) = self.source.get(range.clone()) else { return };
        if self.before(text) {
            self.draft.verbatim(self.source, range);
        }
    }

    /// Text that the bytes `range` of the source stand for.
    pub fn replaced(&mut self, range: Range<usize>, text: &str) {
        if self.before(text) {
            self.draft.replaced(range, text);
        }
    }

    /// White space of the source that means one space at most: dropped between Chinese characters when it holds a line
    /// break, for then it is layout.
    pub fn space(&mut self, range: Range<usize>) {
        match &mut self.space {
            Some(space) => space.end = range.end.max(space.end),
            None => self.space = Some(range),
        }
    }

    /// A line break that the author asked for.
    pub fn line_break(&mut self, range: Range<usize>) {
        if self.newline.is_some() && !self.contexts.contains(&Context::Row) {
            self.end_paragraph();
        } else {
            self.newline = Some(range);
        }
        self.space = None;
    }

    /// The end of a paragraph, if one has begun. Cells of a row stay together.
    pub fn end_paragraph(&mut self) {
        if self.contexts.contains(&Context::Row) {
            self.space.get_or_insert(0..0);
            return;
        }
        self.flush();
    }

    /// The end of a cell of a row.
    pub fn end_cell(&mut self, range: Range<usize>) {
        self.space = None;
        self.newline = None;
        self.draft.replaced(range, "\t");
    }

    /// Everything until `close` stands in `context`.
    pub fn open(&mut self, context: Context) {
        if context != Context::Row {
            self.end_paragraph();
        } else {
            self.flush();
        }
        if self.contexts.len() == DEEPEST {
            self.deeper += 1;
            return;
        }
        self.contexts.push(context);
    }

    /// Ends the innermost context that `which` accepts and all inside it; does nothing when there is none.
    pub fn close(&mut self, which: impl Fn(Context) -> bool) {
        if self.deeper > 0 {
            self.deeper -= 1;
            self.end_paragraph();
            return;
        }
        let Some(i) = self.contexts.iter().rposition(|c| which(*c)) else { return };
        if self.contexts[i] == Context::Row || !self.contexts[..i].contains(&Context::Row) {
            self.flush();
        }
        self.contexts.truncate(i);
    }

    /// A thematic break.
    pub fn rule(&mut self) {
        self.end_paragraph();
        self.rules.push(self.pieces.len());
    }

    /// Begins or ends bold text.
    pub fn strong(&mut self, begins: bool) {
        self.strong = if begins { self.strong + 1 } else { self.strong.saturating_sub(1) };
    }

    /// Begins a link.
    pub fn open_link(&mut self, address: Option<String>) {
        self.link += 1;
        if self.address.is_none() {
            self.address = address;
        }
    }

    /// Ends a link.
    pub fn close_link(&mut self) {
        self.link = self.link.saturating_sub(1);
    }

    /// A block that stands apart, such as a picture's alternative text. `kind` and text as given.
    pub fn aside(&mut self, mut draft: Draft, kind: BlockKind) {
        if let Some(block) = draft.finish(kind) {
            self.pieces.push(Piece { block, link: None });
        }
    }

    /// The blocks so far.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Makes ready for `text`: settles what white space and line breaks before it mean. `false` when there is nothing
    /// to append.
    fn before(&mut self, text: &str) -> bool {
        let Some(first) = text.chars().next() else { return false };
        let blank = text.chars().all(is_blank);
        if let Some(newline) = self.newline.clone()
            && (!blank || first.is_whitespace())
        {
            let row = self.contexts.contains(&Context::Row);
            let caption = matches!(self.contexts.last(), Some(Context::Caption | Context::Heading(_)));
            let indented = matches!(first, '\u{3000}' | '\u{a0}');
            if !row && !caption && (indented || ends_sentence(self.draft.text())) {
                self.flush();
            } else if !self.draft.is_blank() {
                self.draft.replaced(newline, if row { " " } else { "\n" });
            }
            self.newline = None;
            self.space = None;
        }
        if let Some(space) = self.space.take() {
            let last = self.draft.text().chars().next_back();
            if last.is_some_and(|l| !is_blank(l)) && !is_blank(first) {
                let layout = space.is_empty() || self.source[space.clone()].contains('\n');
                if !(layout && joins_without_space(last, first)) {
                    self.draft.replaced(space, " ");
                }
            }
        }
        if !blank {
            let (strong, linked) = (self.strong > 0, self.link > 0);
            self.strong_text |= strong;
            self.plain_text |= !strong;
            self.linked_text |= linked;
            self.unlinked_text |= !linked;
        }
        true
    }

    fn flush(&mut self) {
        self.draft.remove("**");
        let kind = self.kind();
        if let Some(block) = self.draft.finish(kind) {
            if let BlockKind::Heading(level) = block.kind {
                self.level = if self.bold_heading() { self.level } else { level };
            }
            let link = if self.linked_text && !self.unlinked_text { self.address.take() } else { None };
            self.pieces.push(Piece { block, link });
        }
        (self.space, self.newline) = (None, None);
        (self.strong_text, self.plain_text) = (false, false);
        (self.linked_text, self.unlinked_text) = (false, false);
        if self.link == 0 {
            self.address = None;
        }
    }

    /// Whether the draft is a paragraph that is a heading by its looks alone.
    fn bold_heading(&self) -> bool {
        self.contexts.is_empty()
            && self.strong_text
            && !self.plain_text
            && looks_like_heading(self.draft.text())
    }

    fn kind(&self) -> BlockKind {
        let has = |c| self.contexts.contains(&c);
        let heading = self.contexts.iter().rev().find_map(|c| match c {
            Context::Heading(level) => Some(*level),
            _ => None,
        });
        if let Some(level) = heading {
            return BlockKind::Heading(level.clamp(1, 6));
        }
        match () {
            () if has(Context::Caption) => BlockKind::Caption,
            () if has(Context::Row) => BlockKind::TableRow,
            () if has(Context::Figure) => BlockKind::Caption,
            () if has(Context::Item) => BlockKind::ListItem,
            () if has(Context::Quote) => BlockKind::Quote,
            () if self.bold_heading() => BlockKind::Heading((self.level + 1).clamp(2, 6)),
            () => BlockKind::Paragraph,
        }
    }
}

/// Whether `text` ends as a sentence or a paragraph does.
pub fn ends_sentence(text: &str) -> bool {
    let end = text
        .trim_end_matches(|c: char| is_blank(c) || matches!(c, '”' | '」' | '』' | '’' | '"' | ')' | '）'));
    end.ends_with(['。', '！', '？', '!', '?', '.', '；', ';', '：', ':', '…'])
}

/// Whether a line in bold, alone, is a heading: short, no sentence, no label of a speaker (`問：`).
fn looks_like_heading(text: &str) -> bool {
    let text = text.trim_matches(is_blank);
    let label = text.char_indices().find(|(_, c)| matches!(c, '：' | ':'));
    let labelled = label.is_some_and(|(i, c)| {
        let (before, after) = (&text[..i], &text[i + c.len_utf8()..]);
        after.trim_matches(is_blank).is_empty() || before.chars().filter(|c| is_wide(*c)).count() <= 4
    });
    !labelled
        && text.chars().count() <= LONGEST_BOLD_HEADING
        && !text.contains('\n')
        && !text.ends_with(['。', '！', '；', '，', '.', ';', ','])
}
