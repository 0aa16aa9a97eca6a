//! Concordances: every place where a phrase stands, whatever its script, width, wrap or light punctuation.
//!
//! The index tells which documents have the phrase and how often; pairs of characters at adjacent positions are the
//! phrase itself, so that count is exact and the documents themselves are read only for the hits that are shown. A
//! query across a sentence end, or one that asks for a speaker or a mode, has every document with it read.

use crate::bigram::Needle;
use crate::catalogue::read::{self, Body, Listed};
use crate::catalogue::select::Condition;
use crate::error::Error;
use crate::index::{Found, IndexReading};
use crate::prepared::title_block;
use crate::roster::{Facts, Roster};
use crate::rows::{Concordance, Hit, SearchOptions};
use crate::texts::Shelf;
use crate::wanted::{Scene, Wanted};
use memchr::memmem;
use rusqlite::Connection;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::Searcher;
use tifa_record::Genre;
use tifa_source::Block;
use tifa_text::{ByteRange, fold};

/// What one generation of the archive is searched with.
#[derive(Debug)]
pub(crate) struct Snapshot {
    pub generation: i64,
    pub roster: Roster,
    /// Absent when nothing was ever indexed.
    pub index: Option<(Arc<IndexReading>, Searcher)>,
    /// Texts read from it.
    pub shelf: Arc<Shelf>,
}

/// Documents to look in: those of the filter, ascending by row; `None` for all.
pub(crate) type Allowed = Option<Vec<u64>>;

/// A document with the phrase.
struct Candidate {
    rank: u32,
    row: u64,
    /// Occurrences that count, when the index can tell.
    count: usize,
}

/// The tokens of a query.
///
/// # Errors
/// [`Error::BadQuery`] when nothing is left of it after folding.
pub(crate) fn needle(query: &str) -> Result<Needle, Error> {
    Needle::new(&fold(query).text).ok_or_else(|| Error::BadQuery {
        query: query.to_owned(),
        reason: if query.trim().is_empty() {
            "it is empty".to_owned()
        } else {
            "it is nothing but punctuation".to_owned()
        },
    })
}

/// Finds the phrase.
pub(crate) fn search(
    connection: &Connection,
    snapshot: &Snapshot,
    needle: &Needle,
    condition: &Condition,
    allowed: &Allowed,
    wanted: &Wanted<'_>,
    options: &SearchOptions,
) -> Result<Concordance, Error> {
    let roster = &snapshot.roster;
    let mut candidates = candidates(snapshot, needle, allowed, wanted)?;
    candidates.sort_unstable_by_key(|c| c.rank);
    if options.newest {
        // Undated documents come last whichever way.
        let dated = candidates.partition_point(|c| roster.day(c.rank).is_some());
        candidates[..dated].reverse();
    }
    // Only what stands in a wanted statement counts, which the index does not know.
    let counted = needle.exact && !wanted.is_narrow();
    let limit = options.limit.unwrap_or(usize::MAX);
    let mut all = Concordance::default();
    let mut tally = Tally::default();
    for candidate in candidates {
        let shown = all.total + candidate.count > options.skip && all.hits.len() < limit;
        if counted && !shown {
            all.total += candidate.count;
            tally.count(roster, candidate.rank);
            continue;
        }
        let hits = hits(connection, condition, &candidate, needle, wanted, options.context)?;
        let passed = options.skip.saturating_sub(all.total);
        all.total += hits.len();
        if !hits.is_empty() {
            tally.count(roster, candidate.rank);
        }
        let room = limit.saturating_sub(all.hits.len());
        all.hits.extend(hits.into_iter().skip(passed).take(room));
    }
    tally.finish(&mut all);
    Ok(all)
}

/// Documents with a hit, counted by what is known of them without reading.
#[derive(Default)]
struct Tally<'r> {
    documents: usize,
    years: BTreeMap<i16, usize>,
    outlets: BTreeMap<&'r str, usize>,
    genres: BTreeMap<Genre, usize>,
}

impl<'r> Tally<'r> {
    fn count(&mut self, roster: &'r Roster, rank: u32) {
        let Facts { year, outlet, genre } = roster.facts(rank);
        self.documents += 1;
        *self.genres.entry(genre).or_default() += 1;
        if let Some(year) = year {
            *self.years.entry(year).or_default() += 1;
        }
        if let Some(outlet) = outlet {
            *self.outlets.entry(outlet).or_default() += 1;
        }
    }

    fn finish(self, all: &mut Concordance) {
        all.documents = self.documents;
        all.years = self.years.into_iter().collect();
        all.outlets = self.outlets.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
        all.outlets.sort_by_key(|o| Reverse(o.1));
        all.genres = self.genres.into_iter().collect();
        all.genres.sort_by_key(|g| Reverse(g.1));
    }
}

fn candidates(
    snapshot: &Snapshot,
    needle: &Needle,
    allowed: &Allowed,
    wanted: &Wanted<'_>,
) -> Result<Vec<Candidate>, Error> {
    let Some((index, searcher)) = &snapshot.index else { return Ok(Vec::new()) };
    let roster = &snapshot.roster;
    let mut out = Vec::new();
    let placed = |row| !wanted.boilerplate && roster.has_aside(row);
    index.find(searcher, needle, &placed, &mut |found| {
        // A row without a rank was replaced since; the index forgets it when it is made anew.
        let Some(rank) = roster.rank(found.row) else { return };
        if allowed.as_ref().is_some_and(|rows| rows.binary_search(&found.row).is_err()) {
            return;
        }
        let count = count(&found, needle, |at| !wanted.boilerplate && roster.is_aside(found.row, at));
        if count > 0 {
            out.push(Candidate { rank, row: found.row, count });
        }
    })?;
    Ok(out)
}

/// Occurrences that count, without those that overlap with one before.
fn count(found: &Found<'_>, needle: &Needle, aside: impl Fn(u32) -> bool) -> usize {
    if found.positions.is_empty() {
        return found.count as usize;
    }
    let mut free = 0;
    let mut n = 0;
    for &at in found.positions {
        if at >= free {
            free = at + needle.characters;
            n += usize::from(!aside(at));
        }
    }
    n
}

/// The hits in one document, in the order of the original.
fn hits(
    connection: &Connection,
    condition: &Condition,
    candidate: &Candidate,
    needle: &Needle,
    wanted: &Wanted<'_>,
    context: usize,
) -> Result<Vec<Hit>, Error> {
    let Some(listed) = read::document(connection, condition, candidate.row)? else { return Ok(Vec::new()) };
    let body = read::body(connection, candidate.row)?;
    let scene = Scene::new(&body, listed.row.metadata.date.map(|d| d.day));
    let finder = memmem::Finder::new(&needle.text);
    let mut out = Vec::new();
    let title = title_block(&listed.row.metadata, &body.blocks);
    for (at, block) in body.blocks.iter().chain(&title).enumerate() {
        if body.aside.get(at).is_some_and(|aside| *aside) && !wanted.boilerplate {
            continue;
        }
        let folded = fold(&block.text);
        for start in finder.find_iter(folded.text.as_bytes()) {
            let end = start + needle.text.len();
            if let Some(range) = folded.source(ByteRange::new(start, end)) {
                out.extend(hit(&listed, (&body, &scene), (at, block), range, wanted, context));
            }
        }
    }
    out.sort_by_key(|h: &Hit| (h.start, h.end));
    Ok(out)
}

fn hit(
    listed: &Listed,
    (body, scene): (&Body, &Scene<'_>),
    (at, block): (usize, &Block),
    range: ByteRange,
    wanted: &Wanted<'_>,
    context: usize,
) -> Option<Hit> {
    let within = body.findings.statements.iter().filter(|s| {
        s.place.block as usize == at && s.place.range.start <= range.start && range.end <= s.place.range.end
    });
    // The narrowest statement around the hit says whose words they are.
    let statement = within
        .filter(|s| wanted.lets_through(s, scene))
        .min_by_key(|s| s.place.range.end - s.place.range.start);
    if wanted.is_narrow() && statement.is_none() {
        return None;
    }
    let span = block.hull(range)?;
    let (start, end) = (range.start as usize, range.end as usize);
    let metadata = &listed.row.metadata;
    Some(Hit {
        source: listed.row.source.clone(),
        document: listed.row.document.clone(),
        start: span.start,
        end: span.end,
        text: block.text.get(start..end)?.to_owned(),
        before: last_characters(&block.text[..start], context).to_owned(),
        after: first_characters(&block.text[end..], context).to_owned(),
        speaker: statement.map(|s| s.speaker.clone()),
        mode: statement.map(|s| s.mode),
        date: metadata.date.map(|d| d.day),
        outlet: metadata.outlet.clone(),
        title: metadata.title.clone(),
    })
}

fn first_characters(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(at, _)| &text[..at])
}

fn last_characters(text: &str, n: usize) -> &str {
    if n == 0 {
        return "";
    }
    text.char_indices().nth_back(n - 1).map_or(text, |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_in_characters() {
        assert_eq!(first_characters("山河湖", 2), "山河");
        assert_eq!(first_characters("山", 2), "山");
        assert_eq!(last_characters("山河湖", 2), "河湖");
        assert_eq!(last_characters("山", 2), "山");
        assert_eq!((first_characters("山", 0), last_characters("山", 0)), ("", ""));
    }
}
