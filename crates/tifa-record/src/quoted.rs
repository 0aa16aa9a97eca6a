//! Quotations: somebody's words, or a term, a title, a name.

use crate::lexicon::{Class, lexicon};
use crate::page::Page;
use tifa_text::ByteRange;

/// Marks that only running speech has inside.
fn is_clause_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '！' | '？' | '；' | '!' | '?' | '…')
}

/// Whether the quotation `outer` (with its marks, cut to the sentence) is speech. `spoken` says whether the sentence
/// reports someone.
pub(crate) fn is_speech(page: &Page<'_>, outer: ByteRange, closed: bool, spoken: bool) -> bool {
    let text = outer.of(&page.level);
    let inner = text.trim_matches(|c| "「」『』“”‘’\"﹁﹂".contains(c));
    let characters = inner.chars().count();
    let before = &page.level[..outer.start as usize];
    if lexicon().naming.iter().any(|w| before.ends_with(w.as_str())) {
        return false;
    }
    if !closed {
        return true;
    }
    if inner.chars().any(is_clause_mark) && characters >= 6 {
        return true;
    }
    if characters >= 16 {
        return true;
    }
    if !spoken {
        return false;
    }
    let after_mark = before.ends_with(['，', '：', ':', ',']);
    let cue_before = page
        .tokens_in(ByteRange { start: outer.start.saturating_sub(18), end: outer.start })
        .iter()
        .any(|t| t.range.end == outer.start && t.class.is_cue() && t.class != Class::Mild);
    (after_mark || cue_before) && characters >= 5 || characters >= 10
}

/// The inside of a quotation, without its marks.
pub(crate) fn inside(page: &Page<'_>, outer: ByteRange) -> ByteRange {
    let text = outer.of(page.text);
    let open = text.chars().next().filter(|c| "「『“‘\"﹁".contains(*c)).map_or(0, char::len_utf8);
    let rest = &text[open..];
    let close = rest.chars().next_back().filter(|c| "」』”’\"﹂".contains(*c)).map_or(0, char::len_utf8);
    ByteRange { start: outer.start + open as u32, end: outer.end - close as u32 }
}
