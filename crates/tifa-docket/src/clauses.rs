//! Clauses of a sentence, and what is left of a range without its marks.

use tifa_record::Page;
use tifa_text::ByteRange;

/// The text between two bytes of a page, levelled.
pub(crate) fn between<'p>(page: &'p Page<'_>, from: u32, to: u32) -> &'p str {
    ByteRange { start: from.min(to), end: to }.of(&page.level)
}

/// The clauses of a sentence: bytes of the page, without the marks between them.
#[derive(Debug)]
pub(crate) struct Clauses {
    /// The sentence.
    pub(crate) sentence: ByteRange,
    list: Vec<ByteRange>,
}

impl Clauses {
    /// Cuts a sentence at ，；： and, in a headline, at white space.
    pub(crate) fn new(page: &Page<'_>, sentence: ByteRange) -> Self {
        let headline = page.is_headline();
        let mark =
            |c: char| matches!(c, '，' | ',' | '；' | ';' | '：' | ':') || headline && c.is_whitespace();
        let mut list = Vec::new();
        let mut start = sentence.start;
        for (i, c) in sentence.of(&page.level).char_indices().filter(|&(_, c)| mark(c)) {
            let at = sentence.start + i as u32;
            list.push(ByteRange { start: behind_ordinal(page, start, at), end: at });
            start = at + c.len_utf8() as u32;
        }
        list.push(ByteRange { start: behind_ordinal(page, start, sentence.end), end: sentence.end });
        Self { sentence, list }
    }

    /// The clause in which byte `at` stands.
    pub(crate) fn at(&self, at: u32) -> ByteRange {
        self.list.get(self.index(at)).copied().unwrap_or(self.sentence)
    }

    /// Its index.
    fn index(&self, at: u32) -> usize {
        self.list.partition_point(|c| c.end < at).min(self.list.len().saturating_sub(1))
    }

    /// The clauses before the one of byte `at`, nearest first.
    pub(crate) fn before(&self, at: u32) -> impl Iterator<Item = ByteRange> + '_ {
        self.list[..self.index(at)].iter().rev().copied()
    }

    /// The clauses behind the one of byte `at`.
    pub(crate) fn behind(&self, at: u32) -> &[ByteRange] {
        self.list.get(self.index(at) + 1..).unwrap_or_default()
    }
}

/// Where the clause begins behind the number of a list's item: 二、.
fn behind_ordinal(page: &Page<'_>, start: u32, end: u32) -> u32 {
    let text = between(page, start, end);
    let number = text.trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    let ordinal = number.len() < text.len() && number.starts_with('、');
    if ordinal { start + (text.len() - number.len() + '、'.len_utf8()) as u32 } else { start }
}

/// `range` without white space, marks and quotation marks at its ends that have no partner inside.
pub(crate) fn trimmed(page: &Page<'_>, range: ByteRange) -> ByteRange {
    let text = range.of(&page.level);
    let open = |c: char| c.is_whitespace() || "，,、：:；;「『“‘".contains(c);
    let close = |c: char| c.is_whitespace() || "，,、：:；;。！!".contains(c);
    let front = text.len() - text.trim_start_matches(open).len();
    let mut body = text[front..].trim_end_matches(close);
    loop {
        let partner = match body.chars().next_back() {
            Some('」') => '「',
            Some('』') => '『',
            Some('”') => '“',
            Some('’') => '‘',
            _ => break,
        };
        if body.contains(partner) {
            break;
        }
        let mut chars = body.chars();
        chars.next_back();
        body = chars.as_str().trim_end_matches(close);
    }
    let start = range.start + front as u32;
    ByteRange { start, end: start + body.len() as u32 }
}
