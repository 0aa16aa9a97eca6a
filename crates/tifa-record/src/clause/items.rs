//! A sentence as a row of items: words of the tables, marks, stretches of unknown text.

use super::Item;
use crate::lexicon::{Class, Token, lexicon};
use crate::page::Page;
use crate::script::{is_latin, is_word};
use crate::shape::is_side;
use tifa_text::ByteRange;
use tifa_text::characters::ideographs;

/// The items of `sentence`.
pub(crate) fn items(page: &Page<'_>, sentence: ByteRange) -> Vec<Item> {
    let mut quotes = page.quotes_in(sentence).iter().peekable();
    let tokens = page.tokens_in(sentence);
    let mut out = Vec::with_capacity(tokens.len() * 2 + 4);
    let mut tokens = tokens.iter().peekable();
    let headline = page.is_headline();
    let mut at = sentence.start;
    while at < sentence.end {
        while quotes.next_if(|q| q.outer.end <= at).is_some() {}
        while tokens.next_if(|t| t.range.start < at).is_some() {}
        if let Some(q) = quotes.peek().filter(|q| q.outer.start <= at) {
            let outer = ByteRange { start: at, end: q.outer.end.min(sentence.end) };
            out.push(Item::Quote { outer, closed: q.closed && q.outer.end <= sentence.end });
            at = outer.end.max(at + 1);
            continue;
        }
        if let Some(t) = tokens.peek().filter(|t| t.range.start == at && t.range.end <= sentence.end) {
            let t = **t;
            at = t.range.end;
            if t.class == Class::Office && stands_for(page, &out, t, tokens.clone().nth(1)) {
                out.push(Item::Word(Token { class: Class::Verb, ..t }));
                continue;
            }
            match out.last_mut() {
                // A word that only looks like a cue is unknown text.
                Some(Item::Gap(g)) if t.class == Class::Plain && g.end == t.range.start => g.end = at,
                _ if t.class == Class::Plain => out.push(Item::Gap(t.range)),
                _ => out.push(Item::Word(t)),
            }
            continue;
        }
        let rest = &page.level[at as usize..sentence.end as usize];
        let Some(c) = rest.chars().next() else { break };
        let here = at;
        at += c.len_utf8() as u32;
        match c {
            '，' | '；' | '。' | '！' | '？' | '!' | '?' | ';' => out.push(Item::Break(here)),
            ',' if !digit_before(page, here) => out.push(Item::Break(here)),
            '\u{3000}' | ' ' if headline => out.push(Item::Break(here)),
            '】' => out.push(Item::Break(here)),
            '：' | '︰' | '﹕' => out.push(Item::Colon(here)),
            ':' if !digit_before(page, here) => out.push(Item::Colon(here)),
            '、' => out.push(Item::Pause),
            '（' | '(' => at = closing(rest, here, sentence.end, c),
            '《' | '〈' => {
                let end = closing(rest, here, sentence.end, c);
                let inner = ByteRange { start: here + 3, end: end.max(here + 6) - 3 };
                let outlet =
                    page.tokens_in(ByteRange { start: inner.start, end: inner.end }).iter().any(|t| {
                        t.class == Class::Outlet && inner.len() <= 48
                            || t.class == Class::Press && t.range.end == inner.end
                    }) || lexicon().full_name(inner.of(&page.level)).is_some();
                out.push(Item::Book { outer: ByteRange { start: here, end }, outlet });
                at = end;
            }
            c if c.is_ascii_digit() => {
                let len = rest.find(|c: char| !(c.is_ascii_digit() || "年月日号时点分半至.-".contains(c)));
                let date = &rest[..len.unwrap_or(rest.len())];
                at = here + date.len() as u32;
                while tokens.next_if(|t| t.range.start < at).is_some() {}
                if date.ends_with(|c| "年月日号时点分半".contains(c)) {
                    out.push(Item::Date);
                } else {
                    out.push(Item::Gap(ByteRange { start: here, end: at }));
                }
            }
            c if c.is_ascii_alphabetic() => {
                let end = here + latin_run(&page.text[here as usize..sentence.end as usize]);
                let end = tokens.peek().map_or(end, |t| end.min(t.range.start.max(at)));
                at = end.max(at);
                match out.last_mut() {
                    Some(Item::Gap(g)) if g.end == here => g.end = at,
                    _ => out.push(Item::Gap(ByteRange { start: here, end: at })),
                }
            }
            '电' | '讯' if dated(&out) && here.saturating_sub(sentence.start) < DATELINE => {
                // 新華社北京十日電（記者某某）: the dateline ends here, what follows has its own subject.
                let bracket = page.level[at as usize..].chars().next();
                if let Some(c @ ('（' | '(')) = bracket {
                    at = closing(&page.level[at as usize..sentence.end as usize], at, sentence.end, c);
                }
                out.clear();
            }
            c if is_word(c) => {
                // Ideographs up to the next word or quotation go with it.
                let word = tokens.peek().map_or(sentence.end, |t| t.range.start);
                let quote = quotes.peek().map_or(sentence.end, |q| q.outer.start);
                let end = word.min(quote).min(sentence.end).max(at);
                at += plain(&page.level[at as usize..end as usize]);
                match out.last_mut() {
                    Some(Item::Gap(g)) if g.end == here => g.end = at,
                    _ => out.push(Item::Gap(ByteRange { start: here, end: at })),
                }
            }
            _ => {}
        }
    }
    out
}

/// Bytes of the ideographs that open `text`, up to one that may end a dateline.
fn plain(text: &str) -> u32 {
    let run = &text[..ideographs(text.as_bytes())];
    run.find(['电', '讯']).unwrap_or(run.len()) as u32
}

/// Whether 代表 is the verb: behind a name, a mark or an adverb, with a party right behind it (某某代表政府致辭).
fn stands_for(page: &Page<'_>, before: &[Item], t: Token, next: Option<&Token>) -> bool {
    t.range.of(&page.level) == "代表"
        && match before.last() {
            None | Some(Item::Break(_)) => true,
            Some(Item::Word(w)) => matches!(w.class, Class::Name | Class::Adverb | Class::Time),
            _ => false,
        }
        && (opens_with_side(&page.level[t.range.end as usize..])
            || next.is_some_and(|n| {
                n.range.start == t.range.end
                    && matches!(
                        n.class,
                        Class::Body | Class::Place | Class::Side | Class::Group | Class::Tail | Class::Plain
                    )
            }))
}

/// Whether a side that no table lists opens a text: 維方.
fn opens_with_side(text: &str) -> bool {
    text.char_indices().nth(2).is_some_and(|(end, _)| is_side(&text[..end]))
}

/// Longest dateline, in bytes.
const DATELINE: u32 = 90;

/// Whether the items so far are those of a dateline: an outlet first, a day last.
fn dated(items: &[Item]) -> bool {
    matches!(items.last(), Some(Item::Date))
        && items.len() <= 5
        && !items.iter().any(|i| matches!(i, Item::Break(_) | Item::Colon(_) | Item::Quote { .. }))
}

/// Bytes of the Latin words that open `text`: one word, or several in capitals with single spaces between (Hong Kong
/// Watch).
fn latin_run(text: &str) -> u32 {
    let mut end = 0;
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let len = rest
            .find(|c: char| !(is_latin(c) || c.is_ascii_digit() || matches!(c, '.' | '-' | '\'' | '&')))
            .unwrap_or(rest.len());
        if len == 0 || end > 0 && !rest.starts_with(|c: char| c.is_ascii_uppercase()) {
            return end as u32;
        }
        end = at + len;
        if !text[end..].starts_with(' ') {
            return end as u32;
        }
        at = end + 1;
    }
}

/// Whether a gap is a name in Latin letters: Axios, Hong Kong Watch.
pub(super) fn is_latin_name(page: &Page<'_>, g: ByteRange) -> bool {
    let text = g.of(page.text);
    // EU, FB: two letters are a name in capitals.
    (text.len() >= 3 || text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase()))
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text
            .chars()
            .all(|c| is_latin(c) || c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '\'' | '&'))
}

/// Whether a figure stands right before byte `at`.
fn digit_before(page: &Page<'_>, at: u32) -> bool {
    page.level[..at as usize].chars().next_back().is_some_and(|c| c.is_ascii_digit())
}

/// Where the bracket that opens `rest` closes, or where the sentence ends; a bracket that runs on too long is a slip.
fn closing(rest: &str, start: u32, end: u32, open: char) -> u32 {
    let close = match open {
        '（' => ['）', ')'],
        '(' => [')', '）'],
        '《' => ['》', '》'],
        _ => ['〉', '〉'],
    };
    match rest.char_indices().take(200).find(|(_, c)| close.contains(c)) {
        Some((i, c)) => start + (i + c.len_utf8()) as u32,
        None => (start + open.len_utf8() as u32).min(end),
    }
}
