//! Quotations: somebody's words, or a term, a title, a name.
//!
//! A linear model decides ([`crate::weights`]); this module finds the features it sees: how long the words are and what
//! stands in them, what stands right before and behind the marks, what the sentence around them is. All are read off the
//! levelled text, so that both scripts train one model.

use crate::lexicon::{Class, lexicon};
use crate::page::Page;
use crate::script::is_han;
use crate::weights::{Score, Sink, Weights};
use std::sync::LazyLock;
use tifa_text::characters::ideographs;
use tifa_text::{ByteRange, Quotation};

static MODEL: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_str!("../models/quotations.tsv")).unwrap_or_default());

/// Marks around a quotation, and inside it those of quotations in it.
fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '「' | '」'
            | '『'
            | '』'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '"'
            | '﹁'
            | '﹂'
            | '﹃'
            | '﹄'
            | '｢'
            | '｣'
    )
}

/// What stands in quotation marks in a document, to see what recurs.
pub(crate) struct Quotes<'p> {
    /// Levelled insides of closed quotations, sorted.
    insides: Vec<&'p str>,
}

impl<'p> Quotes<'p> {
    pub(crate) fn collect(pages: &'p [Page<'_>]) -> Self {
        let mut insides: Vec<&str> =
            pages.iter().flat_map(|p| p.quotes.iter().map(|q| q.inner.of(&p.level).trim())).collect();
        insides.sort_unstable();
        Self { insides }
    }

    /// How often `inner` stands in quotation marks, five times at most.
    fn times(&self, inner: &str) -> usize {
        let from = self.insides.partition_point(|&i| i < inner);
        self.insides[from..].iter().take(5).take_while(|&&i| i == inner).count()
    }
}

/// Lengths in classes, as names.
fn length_name(characters: usize) -> &'static str {
    match characters {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        5 => "5",
        6 => "6",
        7 => "7",
        8 => "8",
        9..=10 => "9",
        11..=12 => "11",
        13..=15 => "13",
        16..=20 => "16",
        21..=30 => "21",
        _ => "31",
    }
}

/// The same, in four classes.
fn coarse(characters: usize) -> &'static str {
    match characters {
        0..=4 => "word",
        5..=7 => "phrase",
        8..=12 => "clause",
        _ => "sentence",
    }
}

/// A small number as a name.
pub(crate) fn count_name(n: usize) -> &'static str {
    match n {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        _ => "4",
    }
}

/// The class of a word as a name; words that tell nothing here have none.
pub(crate) fn class_name(class: Class) -> Option<&'static str> {
    Some(match class {
        Class::Say => "say",
        Class::Stance => "stance",
        Class::Act => "act",
        Class::Write => "write",
        Class::Mild => "mild",
        Class::Report => "report",
        Class::Show => "show",
        Class::Relay => "relay",
        Class::Ask => "ask",
        Class::Joint => "joint",
        Class::Head => "head",
        Class::Topic => "topic",
        Class::Emote => "emote",
        Class::Office | Class::Role | Class::Courtesy => "title",
        Class::Body | Class::Tail => "body",
        Class::Outlet | Class::Press => "press",
        Class::Place | Class::Abbr => "place",
        Class::Side | Class::Both => "side",
        Class::Group => "group",
        Class::Pronoun => "pronoun",
        Class::First => "first",
        Class::Paper => "paper",
        Class::Quantity => "quantity",
        Class::PrepLong => "adjunct",
        Class::According => "according",
        Class::PrepShort => "preposition",
        Class::Closer => "closer",
        Class::Passive => "passive",
        Class::Negation => "negation",
        Class::Of => "of",
        Class::Link => "link",
        Class::Adverb => "adverb",
        Class::Time => "time",
        Class::Verb => "verb",
        Class::Occasion => "occasion",
        Class::Name => "name",
        _ => return None,
    })
}

/// The last `n` characters of `text`.
pub(crate) fn tail(text: &str, n: usize) -> &str {
    let from = text.char_indices().rev().take(n).last().map_or(text.len(), |(i, _)| i);
    &text[from..]
}

/// The first `n` characters of `text`.
fn head(text: &str, n: usize) -> &str {
    text.char_indices().nth(n).map_or(text, |(i, _)| &text[..i])
}

/// Characters that count for length.
pub(crate) fn letters(text: &str) -> usize {
    let (mut count, mut latin) = (0, false);
    let mut rest = text;
    loop {
        let run = ideographs(rest.as_bytes());
        count += run / 3;
        latin &= run == 0;
        let mut chars = rest[run..].chars();
        let Some(c) = chars.next() else { return count };
        rest = chars.as_str();
        // A Latin word or a number counts as one.
        let han = is_han(c);
        let word = !han && !is_chinese_mark(c) && c.is_alphanumeric();
        count += usize::from(han || word && !latin);
        latin = word;
    }
}

/// Whether `c` is one of the marks of Chinese text, which are told by their blocks: Unicode's tables are slow to ask.
fn is_chinese_mark(c: char) -> bool {
    matches!(u32::from(c), 0x2010..=0x2027 | 0x3001..=0x3004 | 0x3008..=0x3020 | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20)
}

/// Gives the features of quotation `i` of `page`.
pub(crate) fn features(quotes: &Quotes<'_>, page: &Page<'_>, i: usize, sink: &mut impl Sink) {
    let Some(q) = page.quotes.get(i) else { return };
    let sentence = around(page, q.outer);
    let inner = q.inner.of(&page.level).trim();
    let n = letters(inner);
    let size = coarse(n);
    inside_features(page, q, inner, n, sink);
    neighbour_features(page, q, sentence, size, sink);
    sentence_features(page, i, sentence, n, size, sink);
    let times = quotes.times(inner);
    sink.add(&["times=", count_name(times)]);
    if times > 1 {
        sink.add(&["again&", size]);
    }
}

/// Bytes before and behind a quotation that still count as its sentence: three hundred characters.
const NEAR: u32 = 900;

/// The sentence around a quotation, or the sentences, when it runs over several, as far as it is near.
fn around(page: &Page<'_>, outer: ByteRange) -> ByteRange {
    let from = page.sentences.partition_point(|s| s.end <= outer.start);
    let to = page.sentences.partition_point(|s| s.start < outer.end);
    let whole = match page.sentences[from..to.max(from)] {
        [first, .., last] => first.hull(last),
        [only] => only,
        [] => outer,
    };
    let start = page.level.ceil_char_boundary(outer.start.saturating_sub(NEAR) as usize) as u32;
    let end = page.level.floor_char_boundary(outer.end.saturating_add(NEAR) as usize) as u32;
    ByteRange { start: whole.start.max(start), end: whole.end.min(end) }
}

/// How long the words are and what stands in them.
fn inside_features(page: &Page<'_>, q: &Quotation, inner: &str, n: usize, sink: &mut impl Sink) {
    sink.add(&["length=", length_name(n)]);
    let commas = inner.matches(['，', ',', '；']).count();
    sink.add(&["commas=", count_name(commas)]);
    if inner.contains('、') {
        sink.add(&["pause"]);
    }
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '!' | '?' | '…');
    if inner.ends_with(ends) {
        sink.add(&["ends=", tail(inner, 1)]);
    }
    if inner.trim_end_matches(ends).contains(ends) {
        sink.add(&["stop inside"]);
    }
    if inner.contains(['《', '〈']) {
        sink.add(&["book inside"]);
    }
    if inner.contains(is_quotation_mark) {
        sink.add(&["quotation inside"]);
    }
    if !inner.contains(is_han) {
        sink.add(&["foreign"]);
    }
    if inner.contains(|c: char| c.is_ascii_digit()) {
        sink.add(&["digit inside"]);
    }
    sink.add(&["first=", head(inner, 1)]);
    sink.add(&["last=", tail(inner, 1)]);
    for (at, c) in inner.char_indices() {
        if is_han(c) {
            sink.add(&["in=", &inner[at..at + c.len_utf8()]]);
        }
    }
    for t in page.tokens_in(q.inner) {
        if let Some(name) = class_name(t.class) {
            sink.add(&["class in=", name]);
        }
    }
}

/// Whether a word that gives a name stands right before the marks: 題為「…」.
fn is_named(page: &Page<'_>, q: &Quotation) -> bool {
    let before = &page.level[..q.outer.start as usize];
    lexicon().naming.iter().any(|w| before.ends_with(w.as_str()))
}

/// What stands right before and behind the marks.
fn neighbour_features(page: &Page<'_>, q: &Quotation, sentence: ByteRange, size: &str, sink: &mut impl Sink) {
    let before = ByteRange { start: sentence.start, end: q.outer.start }.of(&page.level);
    let behind = ByteRange { start: q.outer.end, end: sentence.end.max(q.outer.end) }.of(&page.level);
    let (one, two) = (tail(before, 1), tail(before, 2));
    if one.is_empty() {
        sink.add(&["opens&", size]);
    } else {
        sink.add(&["before=", one]);
        sink.add(&["before=", one, "&", size]);
        if two.len() > one.len() {
            sink.add(&["before=", two]);
        }
    }
    let close = ByteRange { start: q.outer.start.saturating_sub(18), end: q.outer.start };
    if let Some(t) = page.tokens_in(close).iter().rev().find(|t| t.range.end == q.outer.start)
        && let Some(name) = class_name(t.class)
    {
        sink.add(&["class before=", name]);
        sink.add(&["class before=", name, "&", size]);
    }
    let (one, two) = (head(behind, 1), head(behind, 2));
    if one.is_empty() {
        sink.add(&["closes&", size]);
    } else {
        sink.add(&["behind=", one]);
        sink.add(&["behind=", one, "&", size]);
        if two.len() > one.len() {
            sink.add(&["behind=", two]);
        }
    }
}

/// Where the quotation stands in its sentence, and who is said to speak there.
fn sentence_features(
    page: &Page<'_>,
    i: usize,
    sentence: ByteRange,
    n: usize,
    size: &str,
    sink: &mut impl Sink,
) {
    let q = &page.quotes[i];
    let all = letters(sentence.of(&page.level)).max(1);
    let share = count_name(n * 5 / all.max(n));
    sink.add(&["share=", share]);
    // The nearest cue before it, outside quotations.
    let quoted = |t: &crate::lexicon::Token| !page.quotes_in(t.range).is_empty();
    let before = ByteRange { start: sentence.start, end: q.outer.start };
    let cue = page.tokens_in(before).iter().rev().find(|t| t.class.is_cue() && !quoted(t));
    match cue {
        Some(t) => {
            let gap = ByteRange { start: t.range.end.min(q.outer.start), end: q.outer.start }.of(&page.level);
            let far = match letters(gap) {
                0 => "0",
                1..=3 => "1",
                4..=8 => "4",
                9..=16 => "9",
                _ => "17",
            };
            let clause = if gap.contains(['，', '；', '。']) { "over" } else { "in" };
            let name = class_name(t.class).unwrap_or("cue");
            sink.add(&["cue=", name]);
            sink.add(&["cue far=", far, "&", clause]);
            sink.add(&["cue far=", far, "&", size]);
            sink.add(&["cue&", size]);
        }
        None => sink.add(&["no cue&", size]),
    }
    let behind = ByteRange { start: q.outer.end, end: sentence.end.max(q.outer.end) };
    if let Some(t) = page.tokens_in(behind).iter().find(|t| t.class.is_cue() && !quoted(t)) {
        let gap = ByteRange { start: q.outer.end, end: t.range.start.max(q.outer.end) }.of(&page.level);
        sink.add(&["cue behind=", class_name(t.class).unwrap_or("cue"), "&", size]);
        if letters(gap) <= 6 {
            sink.add(&["cue right behind&", size]);
        }
    }
}

/// For each outermost quotation of each page, whether it is speech.
pub(crate) fn kinds(pages: &[Page<'_>]) -> Vec<Vec<bool>> {
    let quotes = Quotes::collect(pages);
    let speech = |page: &Page<'_>, i: usize| {
        // The model has seen few of the words that give a name, and what they give is one whatever it looks like.
        if is_named(page, &page.quotes[i]) {
            return false;
        }
        let mut score = Score::new(&MODEL);
        score.add(&["bias"]);
        features(&quotes, page, i, &mut score);
        score.sum > 0.0
    };
    pages.iter().map(|p| (0..p.quotes.len()).map(|i| speech(p, i)).collect()).collect()
}

/// Whether the first quotation that overlaps `range` is speech.
pub(crate) fn holds_speech(page: &Page<'_>, range: ByteRange) -> bool {
    let at = page.quotes.partition_point(|q| q.outer.end <= range.start);
    page.quotes.get(at).is_some_and(|q| q.outer.start < range.end)
        && page.speech.get(at).copied().unwrap_or(false)
}

/// The inside of the quotation `outer`, which may be cut to a sentence, without its marks; `None` when nothing but marks
/// is left, because the text ends behind the opening one or the words are in other sentences.
pub(crate) fn inside(page: &Page<'_>, outer: ByteRange) -> Option<ByteRange> {
    let inner = page.quotes_in(outer).first()?.inner;
    let cut = ByteRange { start: outer.start.max(inner.start), end: outer.end.min(inner.end) };
    (cut.start < cut.end && cut.of(page.text).contains(char::is_alphanumeric)).then_some(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_weights_can_be_read() {
        let weights = Weights::parse(include_str!("../models/quotations.tsv"));
        assert!(weights.is_ok_and(|w| w.len() > 100));
    }
}
