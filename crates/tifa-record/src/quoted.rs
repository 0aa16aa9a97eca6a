//! Quotations: somebody's words, or a term, a title, a name.

use crate::lexicon::{Class, lexicon};
use crate::page::Page;
use tifa_text::ByteRange;

/// Marks that only running speech has inside.
fn is_clause_mark(c: char) -> bool {
    matches!(c, '，' | '。' | '！' | '？' | '；' | '!' | '?' | '…')
}

/// Marks around a quotation, and inside it those of quotations in it.
fn is_quotation_mark(c: char) -> bool {
    "「」『』“”‘’\"﹁﹂﹃﹄｢｣".contains(c)
}

/// Whether the quotation `outer` (with its marks, cut to the sentence) is speech. `spoken` says whether the sentence
/// reports someone.
pub(crate) fn is_speech(page: &Page<'_>, outer: ByteRange, closed: bool, spoken: bool) -> bool {
    let text = outer.of(&page.level);
    let inner = text.trim_matches(is_quotation_mark);
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

/// The inside of the quotation `outer`, which may be cut to a sentence, without its marks; `None` when nothing but marks
/// is left, because the text ends behind the opening one or the words are in other sentences.
pub(crate) fn inside(page: &Page<'_>, outer: ByteRange) -> Option<ByteRange> {
    let inner = page.quotes_in(outer).first()?.inner;
    let cut = ByteRange { start: outer.start.max(inner.start), end: outer.end.min(inner.end) };
    let words = |c: char| !c.is_whitespace() && !is_quotation_mark(c);
    (cut.start < cut.end && cut.of(page.text).contains(words)).then_some(cut)
}
