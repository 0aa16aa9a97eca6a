//! The ledger: what became of every formulation of a watch-list.

use crate::compare::similarity;
use crate::corpus::Corpus;
use crate::formulation::Formulation;
use crate::text::{Passage, Text};
use crate::trace::{Attestation, Options, trace};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tifa_record::OccasionKind;
use tifa_text::{ByteRange, fold, sentences};

/// One formulation in the ledger.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Where it comes from, or why it is followed.
    pub note: String,
    /// Places where one of its wordings stands.
    pub count: usize,
    /// Documents.
    pub documents: usize,
    /// The first.
    pub first: Option<Attestation>,
    /// The last that has a day.
    pub last: Option<Attestation>,
    /// The newest statement on its occasion type; none when no occasion is known where it stands.
    pub newest: Option<Newest>,
}

/// The newest document in which the usual speaker of a formulation speaks at its usual kind of occasion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Newest {
    /// The speaker, as printed there.
    pub speaker: String,
    /// The kind of occasion.
    pub kind: OccasionKind,
    /// Day of publication.
    pub date: Option<Date>,
    /// Whether it carries the formulation.
    pub carries: bool,
    /// The sentence of that speaker there which is most like the one that carried it last; none when it is carried, or
    /// nothing there is alike.
    pub instead: Option<Passage>,
    /// The first words of that speaker there, for opening the place.
    pub place: Passage,
}

/// Least similarity of a sentence that stands in the place of another: below it two sentences of one speaker share no
/// more than set words.
const IN_PLACE: f64 = 0.4;

/// Who speaks on what kind of occasion.
type Scene = (OccasionKind, String);

/// Follows `list` through `corpus`, in the order of the list.
///
/// # Errors
/// What the corpus says.
pub fn ledger<C: Corpus>(corpus: &C, list: &[Formulation]) -> Result<Vec<Line>, C::Error> {
    let options = Options { context: 40, variants: false, ..Options::default() };
    let mut lines: Vec<(Line, Option<Scene>, BTreeSet<u32>)> = Vec::new();
    for formulation in list {
        let mut found: Vec<Attestation> = Vec::new();
        for wording in &formulation.wordings {
            // One wording may hold another: 脫鉤斷鏈 is no second place of 脫鉤.
            for a in trace(corpus, wording, &options)?.attestations {
                if !found.iter().any(|f| f.number == a.number && f.range.overlaps(a.range)) {
                    found.push(a);
                }
            }
        }
        found.sort_by_key(|a| (a.number, a.range.start));
        let texts: BTreeSet<u32> = found.iter().map(|a| a.number).collect();
        let scene = usual_scene(&found);
        let last = found.iter().rev().find(|a| a.date.is_some()).or(found.last());
        let line = Line {
            name: formulation.name.clone(),
            note: formulation.note.clone(),
            count: found.len(),
            documents: texts.len(),
            first: found.first().cloned(),
            last: last.cloned(),
            newest: None,
        };
        lines.push((line, scene, texts));
    }
    let wanted: BTreeSet<&Scene> = lines.iter().filter_map(|l| l.1.as_ref()).collect();
    let newest = newest_of(corpus, &wanted)?;
    let mut out = Vec::with_capacity(lines.len());
    for (mut line, scene, texts) in lines {
        if let Some((scene, number)) = scene.and_then(|s| newest.get(&s).map(|&n| (s, n))) {
            line.newest = at(corpus, number, &scene, texts.contains(&number), line.last.as_ref())?;
        }
        out.push(line);
    }
    Ok(out)
}

/// The commonest kind of occasion and speaker; of equal ones the one attested last.
fn usual_scene(found: &[Attestation]) -> Option<Scene> {
    let mut counts: BTreeMap<Scene, (usize, u32)> = BTreeMap::new();
    for a in found {
        if let (Some(kind), Some(key)) = (a.kind, &a.key) {
            let slot = counts.entry((kind, key.clone())).or_default();
            *slot = (slot.0 + 1, a.number);
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map(|(scene, _)| scene)
}

/// The last text with a day in which each of `wanted` is met.
fn newest_of<C: Corpus>(corpus: &C, wanted: &BTreeSet<&Scene>) -> Result<BTreeMap<Scene, u32>, C::Error> {
    let mut found: BTreeMap<Scene, u32> = BTreeMap::new();
    // Undated texts come last in a corpus, and nobody knows whether they are the newest.
    let dated = corpus.days()?.len().min(corpus.numbers().len());
    for &number in corpus.numbers()[..dated].iter().rev() {
        if found.len() == wanted.len() {
            break;
        }
        for voice in &corpus.text(number)?.voices {
            let Some(kind) = voice.kind else { continue };
            let scene = (kind, voice.key.clone());
            if wanted.contains(&scene) {
                found.entry(scene).or_insert(number);
            }
        }
    }
    Ok(found)
}

/// What the newest text says where the formulation could have stood.
fn at<C: Corpus>(
    corpus: &C,
    number: u32,
    (kind, key): &Scene,
    carries: bool,
    last: Option<&Attestation>,
) -> Result<Option<Newest>, C::Error> {
    let (text, head) = (corpus.text(number)?, corpus.head(number)?);
    let said: Vec<&crate::Voice> =
        text.voices.iter().filter(|v| v.kind == Some(*kind) && v.key == *key).collect();
    let Some(first) = said.first() else { return Ok(None) };
    let Some(place) = text.cite(&head, first.range) else { return Ok(None) };
    let mut instead = None;
    if let Some(last) = last.filter(|_| !carries) {
        let before = sentence_around(&*corpus.text(last.number)?, last.range);
        let mut best = IN_PLACE;
        for voice in &said {
            for (range, characters) in sentences_in(&text, voice.range) {
                let alike = similarity(&before, &characters);
                if alike > best {
                    best = alike;
                    instead = text.cite(&head, range);
                }
            }
        }
    }
    let speaker = first.speaker.clone();
    Ok(Some(Newest { speaker, kind: *kind, date: head.day, carries, instead, place }))
}

/// The folded characters of the sentence that holds `range`.
fn sentence_around(text: &Text, range: ByteRange) -> Vec<char> {
    let part = text.letters.part_at(range.start).map(|i| text.letters.parts[i].range);
    let found = part.and_then(|part| sentences_in(text, part).into_iter().find(|s| s.0.overlaps(range)));
    found.map(|s| s.1).unwrap_or_default()
}

/// The sentences that begin inside `range`, with their folded characters.
fn sentences_in(text: &Text, range: ByteRange) -> Vec<(ByteRange, Vec<char>)> {
    let Some(part) = text.letters.part_at(range.start) else { return Vec::new() };
    let Some(block) = text.blocks().get(part) else { return Vec::new() };
    let of = |sentence: ByteRange| {
        let folded = text.folded(part, sentence)?;
        let inside = range.start <= folded.start && folded.start < range.end;
        inside.then(|| (folded, fold(sentence.of(&block.text)).text.chars().collect()))
    };
    sentences(&block.text).into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests;
