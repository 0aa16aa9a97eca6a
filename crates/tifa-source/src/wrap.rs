//! Lines of plain text, and the evidence that a line break is layout and not the end of a paragraph.
//!
//! There is no fixed width. A text counts as hard-wrapped when most lines that have a direct successor stop in the
//! middle of a sentence and are about equally long; then a break is undone where the line stops in mid-sentence, or
//! where it is so full that the next character would not have fitted.

use memchr::memchr2_iter;

/// Whether `c` is white space of any kind, zero-width marks included.
pub(crate) fn is_white(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// A line that holds something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// First byte of its content, after indentation.
    pub start: usize,
    /// One past the last byte of its content.
    pub end: usize,
    /// Columns of indentation.
    pub indent: u16,
    /// Columns of content: 2 for a character of three bytes or more, 1 for any other.
    pub width: u32,
    /// Blank lines before it.
    pub blanks: u16,
    /// Whether a page begins here: a form feed or a running head stood before it.
    pub page: bool,
}

impl Line {
    /// The content of the line.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

/// The lines of `text` that hold something, in order.
pub(crate) fn lines(text: &str) -> Vec<Line> {
    let mut out = Vec::with_capacity(text.len() / 64);
    let (mut from, mut blanks, mut page) = (0, 0u16, false);
    let breaks = memchr2_iter(b'\n', b'\r', text.as_bytes()).chain(std::iter::once(text.len()));
    for at in breaks {
        let raw = &text[from..at];
        let base = from;
        let after_return = from > 0 && text.as_bytes()[from - 1] == b'\r';
        from = at + 1;
        if raw.is_empty() && after_return && text.as_bytes().get(at) == Some(&b'\n') {
            continue;
        }
        let lead = raw.trim_start_matches(is_white);
        let content = lead.trim_end_matches(is_white);
        if content.is_empty() {
            page |= raw.contains('\u{c}');
            blanks = blanks.saturating_add(1);
            continue;
        }
        let space = &raw[..raw.len() - lead.len()];
        page |= space.contains('\u{c}');
        let start = base + space.len();
        out.push(Line {
            start,
            end: start + content.len(),
            indent: u16::try_from(width(space.trim_start_matches('\u{c}'))).unwrap_or(u16::MAX),
            width: width(content),
            blanks,
            page,
        });
        (blanks, page) = (0, lead.len() > content.len() && lead[content.len()..].contains('\u{c}'));
    }
    out
}

/// Columns a text takes: Han characters and their punctuation take two.
pub(crate) fn width(text: &str) -> u32 {
    text.bytes().map(|b| u32::from(b & 0xC0 != 0x80) + u32::from(b >= 0xE0)).sum()
}

/// How a line or paragraph stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// In the middle of a phrase: on a letter, a Han character, a figure or a dash.
    Cut,
    /// On a comma or an enumeration comma.
    Comma,
    /// On a colon or semicolon.
    Colon,
    /// On a mark that ends a sentence.
    Final,
    /// On a closing quotation mark or bracket.
    Closing,
}

/// How `text` stops, trailing white space apart.
pub(crate) fn ending(text: &str) -> Ending {
    match text.trim_end_matches(is_white).chars().next_back() {
        None | Some('。' | '！' | '？' | '!' | '?' | '…' | '⋯' | '.' | '．' | '｡') => Ending::Final,
        Some('，' | '、' | ',' | '﹐' | '､') => Ending::Comma,
        Some('：' | ':' | '；' | ';' | '︰' | '﹕') => Ending::Colon,
        Some('」' | '』' | '”' | '’' | '"' | '）' | ')' | '】' | '》' | '〉' | ']' | '］' | '〕') => {
            Ending::Closing
        }
        Some(_) => Ending::Cut,
    }
}

/// Signs that open a caption, an item or a note wherever they stand.
pub(crate) fn opens_item(c: char) -> bool {
    matches!(
        c,
        '●' | '◆'
            | '■'
            | '▲'
            | '▼'
            | '◎'
            | '★'
            | '☆'
            | '※'
            | '•'
            | '►'
            | '▶'
            | '◇'
            | '□'
            | '△'
            | '○'
            | '➤'
    )
}

/// Whether `text` opens with an enumeration: 一、 （三） 1. 第二，
pub(crate) fn opens_enumeration(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百".contains(c);
    match first {
        '(' | '（' => {
            let mut inner = chars.skip_while(|&c| number(c) || c == ' ');
            text.chars().nth(1).is_some_and(number) && matches!(inner.next(), Some(')' | '）'))
        }
        c if number(c) => {
            let mut rest = chars.skip_while(|&c| number(c));
            matches!(rest.next(), Some('、' | '.' | '．' | ')' | '）')) && !rest.next().is_some_and(number)
        }
        _ => false,
    }
}

/// How a text is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// Whether line breaks are layout at all.
    wrapped: bool,
    /// Columns most lines fill.
    measure: u32,
    /// Whether paragraphs are set apart by blank lines, so that a break without one is never a paragraph's end.
    blank_separated: bool,
}

impl Wrap {
    /// Weighs the lines of a text, page furniture left out.
    pub fn weigh(text: &str, lines: &[Line]) -> Self {
        let (mut inner, mut cut, mut prose) = (0usize, 0usize, 0usize);
        let mut widths = Vec::new();
        for pair in lines.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            if b.blanks > 0 || b.page || b.indent > a.indent {
                continue;
            }
            let content = a.of(text);
            inner += 1;
            if ending(content) == Ending::Cut {
                cut += 1;
                widths.push(a.width);
                prose += usize::from(has_comma(content) || has_comma(b.of(text)));
            }
        }
        widths.sort_unstable();
        let at =
            |percent: usize| widths.get(widths.len().saturating_sub(1) * percent / 100).copied().unwrap_or(0);
        let measure = at(90);
        let wrapped = cut >= 2
            && cut * 2 >= inner
            && prose * 5 >= cut * 2
            && at(40) * 10 >= measure * 7
            && measure >= 12;
        let mut wrap = Self { wrapped, measure, blank_separated: false };
        if wrapped {
            wrap.blank_separated = wrap.separates_by_blanks(text, lines);
        }
        wrap
    }

    /// Whether short lines that end a sentence are, with few exceptions, followed by a blank line.
    fn separates_by_blanks(self, text: &str, lines: &[Line]) -> bool {
        let (mut direct, mut blank) = (0usize, 0usize);
        for pair in lines.windows(2) {
            if pair[0].width * 10 < self.measure * 7
                && ending(pair[0].of(text)) == Ending::Final
                && !pair[1].page
            {
                if pair[1].blanks > 0 { blank += 1 } else { direct += 1 }
            }
        }
        blank >= 1 && direct * 8 <= blank
    }

    /// Whether `b` goes on with the paragraph that `a` belongs to. `widest` is the widest line of the run of lines
    /// without blank lines between that both stand in, and `run` the number of its lines.
    pub fn continues(self, text: &str, a: &Line, b: &Line, widest: u32, run: usize) -> bool {
        let (upper, lower) = (a.of(text), b.of(text));
        let Some(first) = lower.chars().next() else { return false };
        if (b.blanks > 0 && !b.page) || opens_item(first) || b.indent > a.indent {
            return false;
        }
        let end = ending(upper);
        let cut = matches!(end, Ending::Cut | Ending::Comma);
        if !self.wrapped {
            // A lone paragraph broken once: a long line of prose that stops inside a phrase, and a line that ends it.
            return end == Ending::Cut
                && !b.page
                && a.width >= 60
                && a.width >= b.width
                && has_comma(upper)
                && ending(lower) == Ending::Final
                && !opens_enumeration(lower);
        }
        let measure = if run >= 3 { widest } else { self.measure };
        if cut {
            return a.width * 10 >= measure * 6 && !(opens_enumeration(lower) && a.width * 10 < measure * 8);
        }
        let opens = opens_enumeration(lower) || crate::transcript::label(lower).is_some();
        if opens || (b.page && end == Ending::Final && self.blank_separated && a.width * 10 < measure * 9) {
            return false;
        }
        if self.blank_separated && !b.page && end != Ending::Colon {
            return a.width * 10 >= measure * 6;
        }
        a.width + lead(lower) + 2 > measure
    }
}

/// Whether `c` is a Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Whether `c` is a letter or a Han character. Unicode's table is asked only for what is neither ASCII nor Han: its
/// look-up takes most of the time of reading otherwise.
pub(crate) fn is_letter(c: char) -> bool {
    is_han(c)
        || match c {
            '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
            '々' | '〆' | '〇' => true,
            '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff20}' => false,
            _ => c.is_alphabetic(),
        }
}

/// Whether `c` is a letter, a Han character or a figure.
pub(crate) fn is_word(c: char) -> bool {
    is_letter(c)
        || match c {
            '\0'..='\u{7f}' => c.is_ascii_digit(),
            '０'..='９' => true,
            '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff20}' => false,
            _ => c.is_numeric(),
        }
}

/// Whether a text has punctuation only sentences have.
pub(crate) fn has_comma(text: &str) -> bool {
    text.contains(['，', '。', '；']) || text.contains(", ") || text.contains(". ")
}

/// Columns of the first piece of `text` that cannot be broken: a Han character, or a word.
fn lead(text: &str) -> u32 {
    let word = text.bytes().take_while(|b| b.is_ascii_graphic()).count();
    if word > 0 { u32::try_from(word).unwrap_or(u32::MAX / 4) } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_indentation_and_blanks() {
        let got: Vec<_> = lines("\u{3000}\u{3000}首段\r\n\r\n 次段  \n\u{c}末段")
            .iter()
            .map(|l| (l.indent, l.blanks, l.width, l.page))
            .collect();
        assert_eq!(got, vec![(4, 0, 4, false), (1, 1, 4, false), (0, 0, 4, true)]);
    }

    #[test]
    fn endings() {
        for (text, want) in [
            ("他們談了", Ending::Cut),
            ("談了，", Ending::Comma),
            ("如下：", Ending::Colon),
            ("談了。 ", Ending::Final),
            ("「談了。」", Ending::Closing),
            ("", Ending::Final),
        ] {
            assert_eq!(ending(text), want, "{text}");
        }
    }

    #[test]
    fn enumerations() {
        for text in ["一、經濟", "（三）安全", "(一 ) 安全", "12. 其他", "3、其他"] {
            assert!(opens_enumeration(text), "{text}");
        }
        for text in ["一些人", "2.5億", "（記者）", "十分", ""] {
            assert!(!opens_enumeration(text), "{text}");
        }
    }
}
