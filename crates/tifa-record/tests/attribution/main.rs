//! Attribution on small invented texts, with text and expectation side by side.

mod clauses;
mod columns;
mod continuation;
mod cues;
mod documents;
mod fields;
mod headlines;
mod names;
mod occasions;
mod properties;
mod quotations;
mod sources;
mod transcripts;
mod whole;

use tifa_record::{Context, Findings, record};
use tifa_source::{Block, BlockKind};
use tifa_text::SourceMap;

/// Blocks of a text: one a line. `# ` opens the title, `## ` a heading, `> ` a quoted block, `- ` an item of a list,
/// `! ` a caption, `@label ` a turn of a transcript; anything else is a paragraph.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    for line in text.trim().lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (kind, body) = match line.split_once(' ') {
            Some(("#", rest)) => (BlockKind::Title, rest),
            Some(("##", rest)) => (BlockKind::Heading(2), rest),
            Some((">", rest)) => (BlockKind::Quote, rest),
            Some(("-", rest)) => (BlockKind::ListItem, rest),
            Some(("!", rest)) => (BlockKind::Caption, rest),
            Some((label, rest)) if label.starts_with('@') => {
                (BlockKind::Turn { speaker: label[1..].to_owned(), continued: false }, rest)
            }
            _ => (BlockKind::Paragraph, line),
        };
        out.push(Block::new(kind, body.to_owned(), SourceMap::verbatim(0, body.len())));
    }
    out
}

/// Checks who speaks. Each expectation is `speaker|mode|excerpt`: a statement of that speaker and mode (`D`, `I`, `M`)
/// covers the excerpt. The speaker `-` says that no statement touches the excerpt.
pub fn check(text: &str, expect: &[&str]) {
    check_in(&Context::default(), text, expect);
}

/// Checks who speaks in a text of which `context` is known.
pub fn check_in(context: &Context, text: &str, expect: &[&str]) {
    let blocks = blocks(text);
    let findings = record(&blocks, context);
    for line in expect {
        let mut parts = line.splitn(3, '|');
        let (speaker, mode, excerpt) =
            (parts.next().unwrap_or(""), parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        let (block, start) = blocks
            .iter()
            .enumerate()
            .find_map(|(i, b)| b.text.find(excerpt).map(|at| (i, at)))
            .unwrap_or_else(|| panic!("no such excerpt: {excerpt}"));
        let end = start + excerpt.len();
        let found = findings.statements.iter().find(|s| {
            s.place.block as usize == block
                && (s.place.range.start as usize) < end
                && s.place.range.end as usize > start
        });
        match (found, speaker) {
            (None, "-") => {}
            (Some(s), _) if s.speaker == speaker => {
                let letter = match s.mode.name() {
                    "direct" => "D",
                    "mixed" => "M",
                    _ => "I",
                };
                assert_eq!(letter, mode, "mode of {excerpt}\n{}", shown(&blocks, &findings));
                let range = s.place.range;
                assert!(
                    range.start as usize <= start && range.end as usize >= end,
                    "{excerpt} is not covered\n{}",
                    shown(&blocks, &findings)
                );
            }
            _ => panic!("expected {line}\n{}", shown(&blocks, &findings)),
        }
    }
}

/// The statements as text, for a failing test.
fn shown(blocks: &[Block], findings: &Findings) -> String {
    findings
        .statements
        .iter()
        .map(|s| {
            let text = s.place.range.of(&blocks[s.place.block as usize].text);
            format!("{}|{}|{text}\n", s.speaker, s.mode.name())
        })
        .collect()
}
