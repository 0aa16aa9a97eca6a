//! The finer fields of statements: what is left of one without the clause that reports it, to whom it was said, with what
//! force, and whom its speaker quotes.
//!
//! These are passes over statements that stand; none of them makes, drops or moves one.

use crate::acts::{Act, Acts};
use crate::addressee::{Listener, listener};
use crate::force::force;
use crate::nested::Scan;
use crate::page::Page;
use crate::phrase::{has_letters, without_lead};
use crate::quoted::holds_speech;
use crate::script::level;
use crate::statement::Statement;
use tifa_text::ByteRange;

/// Least number of characters that are content behind a cue.
const CONTENT: usize = 4;

/// Fills the finer fields.
pub(crate) fn complete(pages: &[Page<'_>], statements: &mut [Statement]) {
    let mut before: Option<(u32, String, Listener)> = None;
    for s in statements {
        let Ok(at) = pages.binary_search_by_key(&s.place.block, |p| p.block) else { continue };
        let page = &pages[at];
        let inside = |r: ByteRange| s.place.range.contains(r);
        let cue = s.cue.filter(|c| c.block == s.place.block).map(|c| c.range).filter(|&c| inside(c));
        let source = s.source.filter(|c| c.block == s.place.block).map(|c| c.range);
        let heard = cue.and_then(|cue| listener(page, s.place.range, cue, source));
        s.content = content(page, s.place.range, cue, source, heard);
        s.force = force(page, s.content, cue);
        let acts = cue.map(|c| Acts::of(c.of(&page.level)));
        let urges = acts.is_some_and(|a| a.has(Act::Urges) || a.has(Act::Wishes));
        let scan = Scan { page, cue, source, urges, speaker: &level(&s.speaker) };
        s.nested = scan.read(s.content, 0);
        // Who hears somebody at a meeting hears what he says next there too.
        let told = before.take().filter(|(block, speaker, _)| {
            (*block == s.place.block || *block + 1 == s.place.block && cue.is_none()) && *speaker == s.speaker
        });
        if let Some(l) = heard {
            s.addressee = Some(l.range.of(page.text).to_owned());
            if l.stays {
                before = Some((s.place.block, s.speaker.clone(), l));
            }
        } else if let Some((_, speaker, l)) = told
            && let Some(name) = pages.iter().find(|p| p.block == l.block).map(|p| l.range.of(p.text))
        {
            s.addressee = Some(name.to_owned());
            before = Some((s.place.block, speaker, l));
        }
    }
}

/// What is left of a statement without the clause of source and cue, where that clause opens or ends it.
fn content(
    page: &Page<'_>,
    place: ByteRange,
    cue: Option<ByteRange>,
    source: Option<ByteRange>,
    heard: Option<Listener>,
) -> ByteRange {
    let Some(cue) = cue else { return place };
    let mut from = cue.end;
    if let Some(l) = heard.filter(|l| l.object && l.range.start >= cue.start) {
        from = from.max(l.range.end);
    }
    let behind = without_lead(page, ByteRange { start: from.min(place.end), end: place.end });
    let front = ByteRange { start: place.start, end: cue.start };
    let quoted = page.quotes_in(front).iter().any(|q| {
        let whole = q.outer.start >= front.start && q.outer.end <= front.end;
        whole && holds_speech(page, q.outer) && has_letters(q.inner.of(page.text), CONTENT)
    });
    let least = if quoted { CONTENT } else { 1 };
    if has_letters(behind.of(page.text), least) {
        return if quoted { place } else { behind };
    }
    let clause = source.map_or(cue.start, |s| s.start.min(cue.start)).max(place.start);
    let front = ByteRange { start: place.start, end: clause };
    let kept =
        front.of(page.text).trim_end_matches(|c: char| c.is_whitespace() || "，,：:—".contains(c)).len();
    let front = ByteRange { start: front.start, end: front.start + kept as u32 };
    if has_letters(front.of(page.text), 2) { front } else { place }
}
