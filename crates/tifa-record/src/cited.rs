//! Words that the narrator cites in passing: a quotation of speech in a sentence that reports nobody as a whole
//! (一句「…」令會場沉默). The statement is then the quotation alone.

use crate::clause::{Mention, MentionKind};
use crate::page::{Page, PageKind};
use crate::quoted::{holds_speech, inside};
use crate::source::{Heard, hear};
use crate::voice::Cast;
use tifa_text::ByteRange;

/// One quotation and whose it is.
pub(crate) struct Cited {
    /// The quotation with its marks.
    pub(crate) outer: ByteRange,
    /// Without them.
    pub(crate) inner: ByteRange,
    pub(crate) voice: u32,
    pub(crate) source: Option<ByteRange>,
    pub(crate) cue: Option<ByteRange>,
}

/// The quotations of speech in a sentence of the narrator's, with their speakers; `last` is who spoke before in the
/// block. One for which nobody can be named is left out.
pub(crate) fn cited(
    page: &Page<'_>,
    sentence: ByteRange,
    cast: &mut Cast<'_>,
    last: Option<u32>,
) -> Vec<Cited> {
    let mut out = Vec::new();
    if !matches!(page.kind, PageKind::Body | PageKind::Item | PageKind::Caption) {
        return out;
    }
    let mut heard: Option<Heard> = None;
    for q in page.quotes_in(sentence) {
        if !q.closed || !sentence.contains(q.outer) || !holds_speech(page, q.outer) {
            continue;
        }
        let Some(inner) = inside(page, q.outer) else { continue };
        let heard = heard.get_or_insert_with(|| hear(page, sentence));
        if heard.denied {
            continue;
        }
        let (source, cue) = named(heard, q.outer);
        let voice = match source {
            Some(m) => cast.resolve(page, &m, last),
            None => last,
        };
        if let Some(voice) = voice {
            let source = source.map(|m| m.range);
            out.push(Cited { outer: q.outer, inner, voice, source, cue });
        }
    }
    out
}

/// Who is named as the source of a quotation: of the nearest cue before it, of a cue behind it, else the subject of the
/// sentence, when it is somebody who speaks.
fn named(heard: &Heard, quote: ByteRange) -> (Option<Mention>, Option<ByteRange>) {
    let speaks = |m: &Mention| {
        !matches!(m.kind, MentionKind::Fact | MentionKind::Paper | MentionKind::Unknown | MentionKind::First)
    };
    let hits = heard.hits.iter().filter(|h| h.source.is_some_and(|m| speaks(&m) && !m.range.overlaps(quote)));
    let before = hits.clone().rfind(|h| h.cue.end <= quote.start);
    if let Some(h) = before.or_else(|| hits.clone().find(|h| h.cue.start >= quote.end)) {
        return (h.source, Some(h.cue));
    }
    let subject = heard.subject.filter(|m| {
        m.range.end <= quote.start
            && matches!(
                m.kind,
                MentionKind::Person(_)
                    | MentionKind::Role(_)
                    | MentionKind::Body
                    | MentionKind::Outlet
                    | MentionKind::Press
                    | MentionKind::Pronoun
            )
    });
    (subject, None)
}
