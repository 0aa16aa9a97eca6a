//! Pairs of adjacent characters as the words of the index.
//!
//! Chinese has no spaces, and a dictionary's words miss what does not respect them. Every pair of adjacent characters
//! of folded text is a token at the position of its first character, counted in characters from the start of the
//! document; before a barrier (a sentence end, the end of a block) the last character is a token alone. A phrase is
//! then a run of pairs at rising positions, and a single character the set of tokens that begin with it.

use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

pub use tifa_wording::text::BLOCK_END;
use tifa_wording::text::parts;

/// Name under which the tokenizer is registered with the index.
pub(crate) const NAME: &str = "bigram";

/// Cuts folded text into pairs of characters: the tokenizer of the index.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bigrams;

impl Tokenizer for Bigrams {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let mut rest = text.char_indices();
        let next = rest.next();
        Stream { text, rest, next, place: 0, token: Token::default() }
    }
}

/// The tokens of one text; one token's buffer serves for all.
#[derive(Debug)]
pub struct Stream<'a> {
    text: &'a str,
    rest: std::str::CharIndices<'a>,
    /// The character to begin the next token.
    next: Option<(usize, char)>,
    /// Its position.
    place: usize,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((at, c)) = self.next {
            self.next = self.rest.next();
            let place = self.place;
            self.place += 1;
            if parts(c) {
                continue;
            }
            let end = match self.next {
                Some((second, d)) if !parts(d) => second + d.len_utf8(),
                _ => at + c.len_utf8(),
            };
            self.token.text.clear();
            self.token.text.push_str(&self.text[at..end]);
            (self.token.offset_from, self.token.offset_to, self.token.position) = (at, end, place);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The tokens of a text as the tokenizer gives them: position, first character, and the second unless it stands alone.
pub(crate) fn pairs(text: &str) -> impl Iterator<Item = (usize, char, Option<char>)> {
    let seconds = text.chars().skip(1).map(Some).chain([None]);
    text.chars()
        .zip(seconds)
        .enumerate()
        .filter(|(_, (first, _))| !parts(*first))
        .map(|(place, (first, second))| (place, first, second.filter(|&c| !parts(c))))
}

/// A folded query as tokens to look up.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Needle {
    /// The folded query, without barriers at its ends.
    pub text: String,
    /// Its length in characters.
    pub characters: u32,
    /// Tokens that must stand at these positions from the start; every character of the longest run is in one.
    pub tokens: Vec<(u32, String)>,
    /// Whether the one token is the beginning of the tokens meant: a query of a single character.
    pub prefix: bool,
    /// Whether tokens at these positions prove the phrase. A query across a barrier must be compared.
    pub exact: bool,
}

impl Needle {
    /// The tokens of the folded query `folded`; `None` when it is nothing but barriers.
    pub fn new(folded: &str) -> Option<Self> {
        let text = folded.trim_matches(parts).trim();
        let characters: Vec<(usize, char)> = text.char_indices().collect();
        let run = longest_run(&characters)?;
        let byte = |i: usize| characters.get(i).map_or(text.len(), |c| c.0);
        // Every other pair is enough, with the last pair for an odd end.
        let mut tokens = Vec::new();
        let mut at = run.start;
        while at + 2 <= run.end {
            tokens.push((at as u32, text[byte(at)..byte(at + 2)].to_owned()));
            at += 2;
        }
        let prefix = run.len() == 1;
        if at < run.end {
            let first = if prefix { at } else { at - 1 };
            tokens.push((first as u32, text[byte(first)..byte(run.end)].to_owned()));
        }
        Some(Self {
            text: text.to_owned(),
            characters: characters.len() as u32,
            tokens,
            prefix,
            exact: run.len() == characters.len(),
        })
    }
}

/// The longest stretch without a barrier, as indices of characters.
fn longest_run(characters: &[(usize, char)]) -> Option<Range<usize>> {
    let mut best = 0..0;
    let mut start = 0;
    for (i, &(_, c)) in characters.iter().chain(std::iter::once(&(0, BLOCK_END))).enumerate() {
        if parts(c) {
            if i - start > best.len() {
                best = start..i;
            }
            start = i + 1;
        }
    }
    (!best.is_empty()).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens as `position:text`, one space between.
    fn check(text: &str, expect: &str) {
        let mut tokenizer = Bigrams;
        let mut stream = tokenizer.token_stream(text);
        let mut found = Vec::new();
        while stream.advance() {
            let token = stream.token();
            assert_eq!(&text[token.offset_from..token.offset_to], token.text);
            found.push(format!("{}:{}", token.position, token.text));
        }
        let pairs = pairs(text)
            .map(|(place, a, b)| format!("{place}:{}", String::from_iter([a].into_iter().chain(b))));
        assert_eq!(pairs.collect::<Vec<_>>(), found, "{text}");
        assert_eq!(found.join(" "), expect, "{text}");
    }

    #[test]
    fn cuts_pairs() {
        check("", "");
        check("山", "0:山");
        check("山河", "0:山河 1:河");
        check("山河湖", "0:山河 1:河湖 2:湖");
        check("山a河", "0:山a 1:a河 2:河");
    }

    #[test]
    fn positions_advance_at_barriers() {
        check("山河。湖", "0:山河 1:河 3:湖");
        check("。。山", "2:山");
        check("山\u{1e}河\u{1e}", "0:山 2:河");
    }

    fn needle(query: &str, expect: &str) {
        let shown = Needle::new(query).map_or("none".to_owned(), |n| {
            let tokens: Vec<String> = n.tokens.iter().map(|(p, t)| format!("{p}:{t}")).collect();
            let prefix = if n.prefix { "…" } else { "" };
            let exact = if n.exact { "" } else { " compare" };
            format!("{}{prefix}{exact}", tokens.join(" "))
        });
        assert_eq!(shown, expect, "{query}");
    }

    #[test]
    fn covers_a_query() {
        needle("山河", "0:山河");
        needle("山河湖", "0:山河 1:河湖");
        needle("山河湖海", "0:山河 2:湖海");
        needle("山", "0:山…");
        needle("。山河。", "0:山河");
        needle("山。河湖", "2:河湖 compare");
        needle("山。河", "0:山… compare");
        needle("。", "none");
        needle("", "none");
    }
}
