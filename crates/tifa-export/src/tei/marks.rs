//! What is marked in each block: statements, speech inside them, quotations, cues.

use super::people::People;
use crate::xml::attribute;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use tifa_archive::{Cited, FullDocument, NestedRow};
use tifa_record::{Force, Mode};
use tifa_text::ByteRange;

/// An element over bytes of a block's text.
pub(super) struct Mark {
    /// The bytes.
    pub range: Range<usize>,
    /// Its name.
    pub name: &'static str,
    /// Its attributes, each with a space before it.
    attributes: String,
    /// Its `xml:id`; what is never pointed at has one only when it is in pieces.
    id: String,
    always: bool,
}

impl Mark {
    /// The start tag of one of `pieces` pieces.
    pub fn open(&self, piece: usize, pieces: usize) -> String {
        let mut tag = format!("<{}", self.name);
        let id = |n: usize| if n == 0 { self.id.clone() } else { format!("{}.{}", self.id, n + 1) };
        if self.always || pieces > 1 {
            let _ = write!(tag, " xml:id=\"{}\"", id(piece));
        }
        tag.push_str(&self.attributes);
        if piece + 1 < pieces {
            let _ = write!(tag, " next=\"#{}\"", id(piece + 1));
        }
        if piece > 0 {
            let _ = write!(tag, " prev=\"#{}\"", id(piece - 1));
        }
        tag.push('>');
        tag
    }
}

/// Where something stands: block, and bytes of its text.
type Place = (usize, Range<usize>);

/// The marks of each block, those that hold others first.
pub(super) fn marks(document: &FullDocument, people: &People, id: &str) -> Vec<Vec<Mark>> {
    let mut all = Marks { document, people, id, blocks: Vec::new(), ids: BTreeMap::new() };
    all.blocks.resize_with(document.document.blocks.len(), Vec::new);
    // Quotations and cues may belong to several statements, and are one element each.
    let mut quotes: BTreeMap<(usize, usize, usize), ()> = BTreeMap::new();
    let mut cues: BTreeMap<(usize, usize, usize), Vec<String>> = BTreeMap::new();
    for statement in &document.statements {
        let (block, range) = (statement.place.0 as usize, statement.place.1.range());
        let own = all.name(statement.start, statement.end);
        let mut attributes = all.who(&statement.speaker);
        if let Some(to) = statement.addressee.as_deref().and_then(|a| people.pointer(a)) {
            let _ = write!(attributes, " toWhom=\"{to}\"");
        }
        attributes.push_str(&all.how(Some(statement.mode), statement.force));
        all.put(block, Mark { range, name: "said", attributes, id: own.clone(), always: true });
        all.nested(block, &statement.nested);
        for (block, range) in statement.quotes.iter().filter_map(|q| all.find(block, q)) {
            quotes.insert((block, range.start, range.end), ());
        }
        if let Some((block, range)) = statement.cue.as_ref().and_then(|cue| all.find(block, cue)) {
            cues.entry((block, range.start, range.end)).or_default().push(format!("#{own}"));
        }
    }
    for (n, (block, start, end)) in (1..).zip(quotes.into_keys()) {
        let id = format!("{id}.q{n}");
        let quote = Mark { range: start..end, name: "quote", attributes: String::new(), id, always: false };
        all.put(block, quote);
    }
    for (n, ((block, start, end), statements)) in (1..).zip(cues) {
        let attributes = format!(" type=\"cue\" corresp=\"{}\"", statements.join(" "));
        all.put(
            block,
            Mark { range: start..end, name: "seg", attributes, id: format!("{id}.c{n}"), always: false },
        );
    }
    all.blocks
}

struct Marks<'a> {
    document: &'a FullDocument,
    people: &'a People,
    id: &'a str,
    blocks: Vec<Vec<Mark>>,
    /// How often a name was given.
    ids: BTreeMap<String, usize>,
}

impl Marks<'_> {
    fn put(&mut self, block: usize, mark: Mark) {
        if let Some(marks) = self.blocks.get_mut(block) {
            marks.push(mark);
        }
    }

    /// A name for what stands in these bytes of the original; a second one there is told apart.
    fn name(&mut self, start: u32, end: u32) -> String {
        let name = format!("{}.{start}-{end}", self.id);
        let times = self.ids.entry(name.clone()).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name}_{times}") }
    }

    fn who(&self, speaker: &str) -> String {
        self.people.pointer(speaker).map(|who| format!(" who=\"{}\"", attribute(&who))).unwrap_or_default()
    }

    /// Mode and force as attributes. Of a paraphrase with quoted words `direct` says neither.
    fn how(&self, mode: Option<Mode>, force: Force) -> String {
        let direct = match mode {
            Some(Mode::Direct) => " direct=\"true\"",
            Some(Mode::Indirect) => " direct=\"false\"",
            Some(Mode::Mixed) | None => " direct=\"unknown\"",
        };
        let mode = mode.map(|m| format!("#{} ", m.name())).unwrap_or_default();
        format!("{direct} ana=\"{mode}#{}\" resp=\"#{}.x\"", force.name(), self.id)
    }

    fn nested(&mut self, block: usize, rows: &[NestedRow]) {
        for row in rows {
            let cited = Cited { start: row.start, end: row.end, text: row.text.clone() };
            if let Some((block, range)) = self.find(block, &cited) {
                let attributes = format!("{}{}", self.who(&row.speaker), self.how(None, row.force));
                let id = self.name(row.start, row.end);
                self.put(block, Mark { range, name: "said", attributes, id, always: true });
            }
            self.nested(block, &row.nested);
        }
    }

    /// Where cited words stand: in the block they are looked for in, else in the first that has them at these bytes.
    fn find(&self, block: usize, cited: &Cited) -> Option<Place> {
        let source = ByteRange { start: cited.start, end: cited.end };
        let blocks = &self.document.document.blocks;
        let within = |i: usize| {
            let block = blocks.get(i)?;
            let range = block.map.text(source).filter(|r| r.of(&block.text) == cited.text)?;
            Some((i, range.range()))
        };
        within(block).or_else(|| (0..blocks.len()).find_map(within))
    }
}
