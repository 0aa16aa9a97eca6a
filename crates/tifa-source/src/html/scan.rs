//! A scanner of HTML with byte offsets (after the tokenizer of the WHATWG HTML standard, §13.2.5, without its errors).

use memchr::{memchr, memchr2, memmem};
use std::ops::Range;

/// Elements whose content is no markup: everything up to their closing tag is theirs.
const RAW: [&str; 8] = ["script", "style", "noscript", "iframe", "textarea", "noembed", "noframes", "xmp"];

/// A start or end tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The whole tag, `<` and `>` included.
    pub range: Range<usize>,
    /// The name as written.
    pub name: Range<usize>,
    /// Whether it is an end tag.
    pub end: bool,
}

/// A token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A tag.
    Tag(Tag),
    /// Text, entities not yet decoded.
    Text(Range<usize>),
    /// Content of `script`, `style` and their like.
    Raw(Range<usize>),
    /// A comment, document type or processing instruction.
    Comment(Range<usize>),
}

/// Tokens of a part of a source; all offsets are bytes of the whole source.
#[derive(Debug, Clone)]
pub struct Scanner<'a> {
    source: &'a str,
    at: usize,
    end: usize,
    raw: Option<&'static str>,
    patience: u8,
}

/// How many tags, comments and raw elements may run to the end of the source unclosed before what follows is taken as
/// text: each costs a scan of all the rest, so a file of nothing else would cost its length squared.
const PATIENCE: u8 = 64;

impl<'a> Scanner<'a> {
    /// A scanner of the bytes `range` of `source`. A range that does not cut at characters scans nothing.
    pub fn new(source: &'a str, range: Range<usize>) -> Self {
        let valid = source.get(range.clone()).is_some();
        let end = if valid { range.end } else { 0 };
        Self { source, at: if valid { range.start } else { 0 }, end, raw: None, patience: PATIENCE }
    }

    fn bytes(&self) -> &'a [u8] {
        &self.source.as_bytes()[..self.end]
    }

    /// The end of the tag whose name ends at `at`: one past its `>`, quoted attribute values skipped. `None` when the
    /// source ends first.
    fn tag_end(&mut self, mut at: usize) -> Option<usize> {
        let bytes = self.bytes();
        let mut after_equals = false;
        while at < bytes.len() {
            match bytes[at] {
                b'>' => return Some(at + 1),
                q @ (b'"' | b'\'') if after_equals => {
                    let Some(i) = memchr(q, &bytes[at + 1..]) else { break };
                    at += 1 + i;
                    after_equals = false;
                }
                b'=' => after_equals = true,
                b' ' | b'\n' | b'\t' | b'\r' => {}
                _ => after_equals = false,
            }
            at += 1;
        }
        self.patience -= 1;
        None
    }

    fn tag(&mut self, start: usize) -> Option<Token> {
        let bytes = self.bytes();
        let end_tag = bytes.get(start + 1) == Some(&b'/');
        let name_start = start + 1 + usize::from(end_tag);
        if !bytes.get(name_start)?.is_ascii_alphabetic() {
            return None;
        }
        let name_len = bytes[name_start..]
            .iter()
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'<'))
            .unwrap_or(bytes.len() - name_start);
        let name = name_start..name_start + name_len;
        // A name that runs into text is a `<` in prose, not a tag.
        let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'_' | b'.');
        if !bytes[name.clone()].iter().all(plain) {
            return None;
        }
        let end = self.tag_end(name.end)?;
        if !end_tag && !bytes[..end].ends_with(b"/>") {
            let written = &self.source[name.clone()];
            self.raw = RAW.into_iter().find(|r| r.eq_ignore_ascii_case(written));
        }
        Some(Token::Tag(Tag { range: start..end, name, end: end_tag }))
    }

    fn comment(&mut self, start: usize) -> Option<Token> {
        let bytes = self.bytes();
        let rest = &bytes[start..];
        let end = if rest.starts_with(b"<!--") {
            // An unclosed comment would swallow the rest of the page: it ends at its first `>` instead.
            match memmem::find(&rest[4..], b"-->") {
                Some(i) => i + 7,
                None => {
                    self.patience -= 1;
                    memchr(b'>', rest)? + 1
                }
            }
        } else if rest.starts_with(b"<![CDATA[") {
            memmem::find(rest, b"]]>").map(|i| i + 3)?
        } else if rest.starts_with(b"<!") || rest.starts_with(b"<?") {
            memchr(b'>', rest)? + 1
        } else {
            return None;
        };
        Some(Token::Comment(start..start + end))
    }

    /// Where the closing tag of the raw element `name` begins, at or after `from`.
    fn close_of(&self, name: &str, from: usize) -> Option<usize> {
        let bytes = self.bytes();
        let mut at = from;
        while let Some(i) = memmem::find(&bytes[at..], b"</") {
            let start = at + i;
            let found = bytes.get(start + 2..start + 2 + name.len());
            if found.is_some_and(|f| f.eq_ignore_ascii_case(name.as_bytes())) {
                return Some(start);
            }
            at = start + 2;
        }
        None
    }
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if self.at >= self.end {
            return None;
        }
        let start = self.at;
        if let Some(name) = self.raw.take() {
            // Without a closing tag only the element's own line is its: better than losing the page behind it.
            let closed = if self.patience > 0 { self.close_of(name, start) } else { None };
            let end = closed.unwrap_or_else(|| {
                self.patience = self.patience.saturating_sub(1);
                memchr2(b'\n', b'\r', &self.bytes()[start..]).map_or(self.end, |i| start + i)
            });
            if end > start {
                self.at = end;
                return Some(Token::Raw(start..end));
            }
        }
        if self.bytes()[start] == b'<'
            && self.patience > 0
            && let Some(token) = self.comment(start).or_else(|| self.tag(start))
        {
            self.at = token.range().end;
            return Some(token);
        }
        let mut end = start + 1;
        loop {
            let Some(i) = memchr(b'<', &self.bytes()[end..]) else {
                end = self.end;
                break;
            };
            end += i;
            let next = self.bytes().get(end + 1);
            if next.is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'?')) {
                break;
            }
            end += 1;
        }
        self.at = end;
        Some(Token::Text(start..end))
    }
}

impl Token {
    /// Where it stands.
    pub fn range(&self) -> Range<usize> {
        match self {
            Self::Tag(tag) => tag.range.clone(),
            Self::Text(r) | Self::Raw(r) | Self::Comment(r) => r.clone(),
        }
    }
}

impl Tag {
    /// Whether its name is `name` (lower case), whatever the case it is written in.
    pub fn is(&self, source: &str, name: &str) -> bool {
        source[self.name.clone()].eq_ignore_ascii_case(name)
    }

    /// The value of the attribute `name` (lower case) and where it stands, without quotes, entities not decoded.
    pub fn attribute(&self, source: &str, name: &str) -> Option<Range<usize>> {
        self.attributes(source).find(|(n, _)| source[n.clone()].eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }

    /// Names and values of the attributes, in order.
    pub fn attributes<'a>(&self, source: &'a str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + 'a {
        let bytes = source.as_bytes();
        let end = self.range.end.saturating_sub(1);
        let mut at = self.name.end;
        std::iter::from_fn(move || {
            while at < end && (bytes[at].is_ascii_whitespace() || bytes[at] == b'/') {
                at += 1;
            }
            if at >= end {
                return None;
            }
            let name_start = at;
            at += 1;
            while at < end && !bytes[at].is_ascii_whitespace() && !matches!(bytes[at], b'=' | b'/') {
                at += 1;
            }
            let name = name_start..at;
            let mut value = at;
            while value < end && bytes[value].is_ascii_whitespace() {
                value += 1;
            }
            if value >= end || bytes[value] != b'=' {
                return Some((name, at..at));
            }
            value += 1;
            while value < end && bytes[value].is_ascii_whitespace() {
                value += 1;
            }
            let (start, stop, next) = match bytes.get(value) {
                Some(&q @ (b'"' | b'\'')) if value < end => {
                    let stop = memchr(q, &bytes[value + 1..end]).map_or(end, |i| value + 1 + i);
                    (value + 1, stop, stop + 1)
                }
                _ => {
                    let stop = bytes[value..end].iter().position(u8::is_ascii_whitespace);
                    let stop = stop.map_or(end, |i| value + i);
                    (value, stop, stop)
                }
            };
            at = next;
            Some((name, start.min(stop)..stop))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tokens as text: `[tag]`, `'text'`, `#comment#`, `%raw%`.
    fn check(source: &str, expect: &str) {
        let shown: String = Scanner::new(source, 0..source.len())
            .map(|t| match &t {
                Token::Tag(tag) => {
                    format!("[{}{}]", if tag.end { "/" } else { "" }, &source[tag.name.clone()])
                }
                Token::Text(r) => format!("'{}'", &source[r.clone()]),
                Token::Raw(r) => format!("%{}%", &source[r.clone()]),
                Token::Comment(r) => format!("#{}#", r.len()),
            })
            .collect();
        assert_eq!(shown, expect, "{source}");
    }

    #[test]
    fn tokens() {
        check("<p>甲<br/>乙</p>", "[p]'甲'[br]'乙'[/p]");
        check("<a title=\"1>2\" href='x>'>甲</A>", "[a]'甲'[/A]");
        check("甲<!-- <p> -->乙<!DOCTYPE html>", "'甲'#12#'乙'#15#");
        check("<script>if (a<b) '</p>'</script>丙", "[script]%if (a<b) '</p>'%[/script]'丙'");
        check("3 < 4 且 5<6", "'3 < 4 且 5<6'");
        check("《<中>》", "'《<中>》'");
        check("<p", "'<p'");
        check("<script>\n甲", "[script]'\n甲'");
        check("甲<br", "'甲''<br'");
    }

    #[test]
    fn attributes() {
        let source = "<img alt=\"圖\" data-x = 'y z' src=a/b.jpg hidden>";
        let Some(Token::Tag(tag)) = Scanner::new(source, 0..source.len()).next() else { panic!("no tag") };
        let value = |n| tag.attribute(source, n).map(|r| &source[r]);
        assert_eq!(value("alt"), Some("圖"));
        assert_eq!(value("data-x"), Some("y z"));
        assert_eq!(value("src"), Some("a/b.jpg"));
        assert_eq!(value("hidden"), Some(""));
        assert_eq!(value("x"), None);
    }

    proptest! {
        #[test]
        fn covers_everything_in_order(source in "(<|>|/|p|script|!--|-->|=|\"|'|甲|&|;| |\n){0,40}") {
            let mut at = 0;
            for token in Scanner::new(&source, 0..source.len()) {
                let range = token.range();
                prop_assert_eq!(range.start, at);
                prop_assert!(range.end > at);
                prop_assert!(source.get(range.clone()).is_some());
                if let Token::Tag(tag) = &token {
                    for (name, value) in tag.attributes(&source) {
                        prop_assert!(source.get(name).is_some() && source.get(value).is_some());
                    }
                }
                at = range.end;
            }
            prop_assert_eq!(at, source.len());
        }
    }
}
