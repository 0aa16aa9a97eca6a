//! Character references: `&amp;`, `&#20013;`, `&#x4E2D;`, `&nbsp`.

use memchr::memchr;
use std::borrow::Cow;
use std::ops::Range;

/// References that browsers decode without a semicolon too and that prose uses (WHATWG HTML standard, §13.5).
const WITHOUT_SEMICOLON: [(&str, &str); 7] = [
    ("nbsp", "\u{a0}"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("middot", "·"),
    ("copy", "©"),
];

/// The longest name of a reference, `CounterClockwiseContourIntegral`, with its `&` and `;`.
const LONGEST: usize = 33;

/// A piece of text with references in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Verbatim(Range<usize>),
    /// A reference and what it stands for.
    Reference(Range<usize>, String),
}

/// The pieces of the bytes `range` of `source`, in order.
pub fn pieces(source: &str, range: Range<usize>) -> impl Iterator<Item = Piece> + '_ {
    let range = if source.get(range.clone()).is_some() { range } else { 0..0 };
    let mut at = range.start;
    std::iter::from_fn(move || {
        if at >= range.end {
            return None;
        }
        let bytes = &source.as_bytes()[..range.end];
        if let Some((len, text)) = reference(&source[at..range.end]) {
            let start = at;
            at += len;
            return Some(Piece::Reference(start..at, text));
        }
        let start = at;
        at += 1;
        while let Some(i) = memchr(b'&', bytes.get(at..).unwrap_or_default()) {
            at += i;
            if reference(&source[at..range.end]).is_some() {
                return Some(Piece::Verbatim(start..at));
            }
            at += 1;
        }
        at = range.end;
        Some(Piece::Verbatim(start..range.end))
    })
}

/// `text` with its references decoded.
pub fn decode(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text, 0..text.len()) {
        match piece {
            Piece::Verbatim(r) => out.push_str(&text[r]),
            Piece::Reference(_, t) => out.push_str(&t),
        }
    }
    Cow::Owned(out)
}

/// The reference at the start of `text`: its length in bytes and what it stands for.
fn reference(text: &str) -> Option<(usize, String)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        let (digits, radix, lead) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let len = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
        let code = u32::from_str_radix(digits.get(..len.min(8))?, radix).ok()?;
        let closed = usize::from(digits.as_bytes().get(len) == Some(&b';'));
        return Some((lead + len + closed, numeric(code).to_string()));
    }
    let head = rest.as_bytes().get(..rest.len().min(LONGEST))?;
    let name = head.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
    if name > 0 && head.get(name) == Some(&b';') {
        let whole = &text[..name + 2];
        let decoded = html_escape::decode_html_entities(whole);
        if decoded != whole {
            return Some((whole.len(), decoded.into_owned()));
        }
    }
    WITHOUT_SEMICOLON
        .into_iter()
        .find(|(n, _)| name == n.len() && rest.starts_with(n))
        .map(|(n, t)| (1 + n.len(), t.to_owned()))
}

/// The character of a numeric reference. 0x80 to 0x9F mean Windows-1252, as browsers read them.
fn numeric(code: u32) -> char {
    const WINDOWS_1252: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match code {
        0x80..=0x9f => WINDOWS_1252[(code - 0x80) as usize],
        0 => '\u{fffd}',
        _ => char::from_u32(code).unwrap_or('\u{fffd}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decodes() {
        for (text, expect) in [
            ("甲&amp;乙", "甲&乙"),
            ("&#20013;&#x7F8E;", "中美"),
            ("&ldquo;丙&rdquo;&mdash;", "“丙”—"),
            ("&nbsp丁", "\u{a0}丁"),
            ("&nbsp;", "\u{a0}"),
            ("A&B &copy=1 &unknown; &", "A&B ©=1 &unknown; &"),
            ("&#151;&#0;&#1114112;", "—\u{fffd}\u{fffd}"),
            ("&&lt;", "&<"),
            ("&#;&#x;", "&#;&#x;"),
        ] {
            assert_eq!(decode(text), expect, "{text}");
        }
    }

    proptest! {
        #[test]
        fn pieces_cover_the_text(text in "(&|#|x|9|amp|nbsp|;|甲| ){0,30}") {
            let mut at = 0;
            for piece in pieces(&text, 0..text.len()) {
                let (Piece::Verbatim(r) | Piece::Reference(r, _)) = piece;
                prop_assert_eq!(r.start, at);
                prop_assert!(r.end > at && text.is_char_boundary(r.end));
                at = r.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
