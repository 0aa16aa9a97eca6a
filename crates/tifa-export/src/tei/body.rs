//! The text: blocks as divisions, paragraphs, turns, lists and tables.

use super::marks::{Mark, marks};
use super::people::People;
use super::weave::{Step, weave};
use crate::xml;
use std::io::{self, Write};
use std::ops::Range;
use tifa_archive::FullDocument;
use tifa_source::{Block, BlockKind};

/// Writes `text` with its body.
pub(super) fn text(
    out: &mut dyn Write,
    document: &FullDocument,
    people: &People,
    id: &str,
) -> io::Result<()> {
    match &document.row.metadata.language {
        Some(language) => write!(out, "<text xml:lang=\"{}\"><body>", xml::attribute(language))?,
        None => out.write_all(b"<text><body>")?,
    }
    let mut body = Body { out, open: Vec::new(), filled: false };
    let marks = marks(document, people, id);
    for (block, marks) in document.document.blocks.iter().zip(&marks) {
        body.block(block, marks, people)?;
    }
    if document.document.blocks.is_empty() {
        body.out.write_all(b"<div><p/></div>")?;
    }
    body.close_to(0)?;
    body.out.write_all(b"</body></text>\n")
}

struct Body<'a> {
    out: &'a mut dyn Write,
    /// Elements that are open around blocks: a `div`, and in it a `list`, a `table` or an `sp`.
    open: Vec<&'static str>,
    /// Whether something stands in the division beside heads.
    filled: bool,
}

impl Body<'_> {
    fn block(&mut self, block: &Block, marks: &[Mark], people: &People) -> io::Result<()> {
        match &block.kind {
            BlockKind::Title => self.head(" type=\"title\"", block, marks),
            BlockKind::Heading(level) => self.head(&format!(" type=\"heading\" n=\"{level}\""), block, marks),
            BlockKind::Turn { speaker, continued } => {
                if !*continued || self.open.last() != Some(&"sp") {
                    let who = people.pointer(speaker).unwrap_or_default();
                    self.within("", "")?;
                    self.out.write_all(b"\n<sp")?;
                    if !who.is_empty() {
                        write!(self.out, " who=\"{}\"", xml::attribute(&who))?;
                    }
                    self.out.write_all(b">")?;
                    self.open.push("sp");
                }
                self.element("p", "", block, marks)
            }
            BlockKind::ListItem => {
                self.within("list", "")?;
                self.element("item", "", block, marks)
            }
            BlockKind::TableRow => {
                self.within("table", "")?;
                self.row(block, marks)
            }
            BlockKind::Quote => {
                self.within("quote", " type=\"block\"")?;
                self.element("p", "", block, marks)
            }
            BlockKind::Paragraph => self.plain("p", "", block, marks),
            BlockKind::Caption => self.plain("ab", " type=\"caption\"", block, marks),
            BlockKind::Boilerplate => self.plain("ab", " type=\"boilerplate\"", block, marks),
        }
    }

    /// A head begins a division, unless it stands right under another.
    fn head(&mut self, attributes: &str, block: &Block, marks: &[Mark]) -> io::Result<()> {
        if self.filled {
            self.close_to(0)?;
        }
        self.division()?;
        self.element("head", attributes, block, marks)
    }

    fn plain(&mut self, name: &str, attributes: &str, block: &Block, marks: &[Mark]) -> io::Result<()> {
        self.within("", "")?;
        self.element(name, attributes, block, marks)
    }

    /// Sees to it that `name` is open in a division, and nothing in it; `""` stands for the division alone.
    fn within(&mut self, name: &'static str, attributes: &str) -> io::Result<()> {
        self.division()?;
        self.filled = true;
        if !name.is_empty() && self.open.last() == Some(&name) {
            return Ok(());
        }
        self.close_to(1)?;
        if !name.is_empty() {
            write!(self.out, "\n<{name}{attributes}>")?;
            self.open.push(name);
        }
        Ok(())
    }

    fn division(&mut self) -> io::Result<()> {
        if self.open.is_empty() {
            self.out.write_all(b"\n<div>")?;
            self.open.push("div");
            self.filled = false;
        }
        Ok(())
    }

    fn close_to(&mut self, depth: usize) -> io::Result<()> {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                write!(self.out, "\n</{name}>")?;
            }
        }
        Ok(())
    }

    fn element(&mut self, name: &str, attributes: &str, block: &Block, marks: &[Mark]) -> io::Result<()> {
        write!(self.out, "\n<{name}{attributes}>")?;
        self.content(&block.text, marks, &[])?;
        write!(self.out, "</{name}>")
    }

    /// A row: its cells are parted by tabs, which stand between the elements.
    fn row(&mut self, block: &Block, marks: &[Mark]) -> io::Result<()> {
        let tabs: Vec<Range<usize>> = block.text.match_indices('\t').map(|(at, _)| at..at + 1).collect();
        self.out.write_all(b"\n<row><cell>")?;
        self.content(&block.text, marks, &tabs)?;
        self.out.write_all(b"</cell></row>")
    }

    fn content(&mut self, text: &str, marks: &[Mark], tabs: &[Range<usize>]) -> io::Result<()> {
        let spans: Vec<Range<usize>> = marks.iter().map(|m| m.range.clone()).collect();
        let (steps, pieces) = weave(text, &spans, tabs);
        for step in steps {
            match step {
                Step::Open { span, piece } => {
                    self.out.write_all(marks[span].open(piece, pieces[span]).as_bytes())?;
                }
                Step::Close { span } => write!(self.out, "</{}>", marks[span].name)?,
                Step::Text(range) => {
                    let printed = xml::text(&text[range]);
                    if tabs.is_empty() {
                        self.out.write_all(printed.as_bytes())?;
                    } else {
                        self.out.write_all(printed.replace('\t', "</cell>\t<cell>").as_bytes())?;
                    }
                }
            }
        }
        Ok(())
    }
}
