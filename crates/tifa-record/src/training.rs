//! Teaching the model of [`crate::sequence`]: a document is read while somebody who knows the answers decides.

use crate::context::Context;
use crate::sequence::Judge;
use crate::sequence::choice::{Choice, Teacher};
use crate::sequence::facts::Fact;
use crate::statement::{Findings, record_by};
use tifa_source::Block;
use tifa_text::ByteRange;

/// One choice, as a teacher sees it.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The speaker; empty for the narrator.
    pub speaker: &'a str,
    /// Whether the rules would take it.
    pub ruled: bool,
    /// Values of the facts, in the order of [`fact_names`].
    pub facts: &'a [u8],
    /// Rows of the table of signs, a bit each.
    pub signs: u32,
    /// Where the cue stands that proposes it.
    pub cue: Option<ByteRange>,
}

/// Names of the facts.
pub fn fact_names() -> &'static [&'static str] {
    Fact::NAMES
}

/// Reads a document while `teach` takes one of the choices for each sentence: it gets the block, the sentence's range in
/// its text and the choices, and gives the index of one.
pub fn teach(
    blocks: &[Block],
    context: &Context,
    teach: &mut dyn FnMut(u32, ByteRange, &[Candidate<'_>]) -> usize,
) -> Findings {
    let mut closure = Closure(teach);
    record_by(blocks, context, Judge::Teacher(&mut closure))
}

struct Closure<'c>(&'c mut dyn FnMut(u32, ByteRange, &[Candidate<'_>]) -> usize);

impl Teacher for Closure<'_> {
    fn choose(&mut self, block: u32, range: ByteRange, choices: &[Choice], names: &[&str]) -> usize {
        let candidates: Vec<Candidate<'_>> = choices
            .iter()
            .zip(names)
            .map(|(c, name)| Candidate {
                speaker: name,
                ruled: c.facts.get(Fact::Ruled) == 1,
                facts: c.facts.values(),
                signs: c.facts.signs,
                cue: c.hit.as_ref().map(|h| h.cue),
            })
            .collect();
        (self.0)(block, range, &candidates)
    }
}
