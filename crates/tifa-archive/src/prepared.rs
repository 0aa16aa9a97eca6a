//! A document made ready for the catalogue and the index: what workers hand to the writer.

use crate::bigram::BLOCK_END;
use crate::codec;
use crate::docket::{self, Packed};
use crate::error::Error;
use crate::originals::{Hash, hex};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use tifa_docket::Entries;
use tifa_record::{Context, Findings, Genre, Mode};
use tifa_source::{Block, BlockKind, Document, Metadata};
use tifa_text::{SourceMap, fold_into};

/// What the user gave with a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Given {
    pub date: Option<Date>,
    pub outlet: Option<String>,
}

/// A document with everything derived from it.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub id: String,
    pub ordinal: u32,
    pub day: Option<Date>,
    pub outlet: Option<String>,
    pub genre: Genre,
    /// Identity of the body text.
    pub text: String,
    pub statements: u32,
    /// Characters of body text.
    pub characters: u32,
    /// Version of the extractor.
    pub version: u32,
    /// Metadata as JSON.
    pub metadata: String,
    pub blocks: Vec<u8>,
    pub findings: Vec<u8>,
    /// Docket entries, kind by kind.
    pub docket: Vec<Packed>,
    pub profile: Vec<u8>,
    /// Speaker, mode, number of statements; ordered.
    pub voices: Vec<(String, Mode, u32)>,
    /// Folded blocks, each closed by [`BLOCK_END`]: what the index gets.
    pub folded: String,
}

/// One block in a document's profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BlockProfile {
    /// Characters of its folded text.
    pub characters: u32,
    /// Hash of its folded text, when it is short enough and of a kind to recur as boilerplate.
    pub hash: Option<u64>,
    /// Whether its reader took it for boilerplate.
    pub aside: bool,
}

/// Boilerplate is short: longer blocks are not looked at, in characters.
const LONGEST_BOILERPLATE: usize = 400;

impl Prepared {
    /// Prepares `document` of the original `hash`, with what was found in it and its docket entries.
    pub fn new(
        hash: &Hash,
        document: &Document,
        findings: &Findings,
        entries: &Entries,
    ) -> Result<Self, Error> {
        let metadata = serde_json::to_string(&document.metadata)
            .map_err(|e| Error::corrupt("metadata", e.to_string()))?;
        let title = title_block(&document.metadata, &document.blocks);
        let (folded, profile) = fold_blocks(document.blocks.iter().chain(&title));
        let mut voices: BTreeMap<(&str, Mode), u32> = BTreeMap::new();
        for s in &findings.statements {
            *voices.entry((&s.speaker, s.mode)).or_default() += 1;
        }
        Ok(Self {
            id: document_id(hash, document.ordinal),
            ordinal: document.ordinal,
            day: document.metadata.date.map(|d| d.day),
            outlet: document.metadata.outlet.clone(),
            genre: Genre::of_document(&Context::of(&document.metadata), &document.blocks),
            text: text_id(&document.blocks),
            statements: narrow(findings.statements.len()),
            characters: narrow(
                document.blocks.iter().filter(|b| b.is_body()).map(|b| b.text.chars().count()).sum(),
            ),
            version: tifa_record::VERSION,
            metadata,
            blocks: codec::pack(&document.blocks)?,
            findings: codec::pack(findings)?,
            docket: docket::pack(&document.blocks, findings, entries)?,
            profile: codec::pack(&profile)?,
            voices: voices.into_iter().map(|((s, m), n)| (s.to_owned(), m, n)).collect(),
            folded,
        })
    }
}

/// The title as a block of its own, when it stands in the file apart from the text: in front matter, in a field. It is
/// searched after the document's blocks.
pub(crate) fn title_block(metadata: &Metadata, blocks: &[Block]) -> Option<Block> {
    let (title, span) = (metadata.title.as_ref()?, metadata.title_span?);
    if title.is_empty() || blocks.iter().any(|b| b.map.text(span).is_some()) {
        return None;
    }
    let mut map = SourceMap::default();
    // With an escape in it the title leads back to the file as a whole.
    if span.end.checked_sub(span.start)? as usize == title.len() {
        map.push_verbatim(span.start as usize, title.len());
    } else {
        map.push_replaced(span, title.len());
    }
    Some(Block::new(BlockKind::Title, title.clone(), map))
}

/// The folded text of blocks, each closed by [`BLOCK_END`], and the profile of each. Positions in the index count the
/// characters of this text.
pub(crate) fn fold_blocks<'a>(blocks: impl Iterator<Item = &'a Block>) -> (String, Vec<BlockProfile>) {
    let (mut folded, mut text) = (String::new(), String::new());
    let profile = blocks
        .map(|block| {
            fold_into(&block.text, &mut text);
            let characters = text.chars().count();
            folded.push_str(&text);
            folded.push(BLOCK_END);
            BlockProfile {
                characters: narrow(characters),
                hash: (can_recur(&block.kind) && (1..=LONGEST_BOILERPLATE).contains(&characters))
                    .then(|| short_hash(text.as_bytes())),
                aside: block.kind == BlockKind::Boilerplate,
            }
        })
        .collect();
    (folded, profile)
}

/// Turns and headings are the document's own even when they recur (`主持人：謝謝。`, 外交).
fn can_recur(kind: &BlockKind) -> bool {
    match kind {
        BlockKind::Title | BlockKind::Heading(_) | BlockKind::Turn { .. } | BlockKind::Boilerplate => false,
        BlockKind::Paragraph
        | BlockKind::Caption
        | BlockKind::ListItem
        | BlockKind::Quote
        | BlockKind::TableRow => true,
    }
}

/// Sixteen hexadecimal digits from the original's hash and the document's place in it.
pub(crate) fn document_id(hash: &Hash, ordinal: u32) -> String {
    let mut sha = Sha256::new();
    sha.update(hash.0);
    sha.update(ordinal.to_le_bytes());
    hex(&sha.finalize()[..8])
}

/// Sixteen hexadecimal digits from kinds and texts of the body's blocks.
fn text_id(blocks: &[Block]) -> String {
    let mut sha = Sha256::new();
    for block in blocks.iter().filter(|b| b.is_body()) {
        let tag = match block.kind {
            BlockKind::Heading(_) => b'h',
            BlockKind::Turn { .. } => b't',
            BlockKind::ListItem => b'l',
            BlockKind::Quote => b'q',
            BlockKind::TableRow => b'r',
            _ => b'p',
        };
        sha.update([tag]);
        sha.update((block.text.len() as u64).to_le_bytes());
        sha.update(&block.text);
    }
    hex(&sha.finalize()[..8])
}

fn short_hash(bytes: &[u8]) -> u64 {
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let [a, b, c, d, e, f, g, h, ..] = digest;
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

/// A count as 32 bits; nothing counted here in a file of less than 4 GiB is larger.
fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
