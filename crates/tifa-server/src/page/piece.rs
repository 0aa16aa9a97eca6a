//! Small pieces of many pages: the address of a place, a day, a number, the way on.

use super::Visit;
use crate::language::{ADD, AS_FILE, FIRST_PAGE, NEXT, UNDATED, Words};
use crate::query::address;
use jiff::civil::Date;
use maud::{Markup, html};
use tifa_export::name::permalink;

/// The address of a place, with it in sight.
pub fn place(document: &str, start: u32, end: u32) -> String {
    permalink(document, start, end) + "#here"
}

/// A day, for people and machines.
pub fn day(visit: &Visit, day: Option<Date>) -> Markup {
    html! {
        @match day {
            Some(day) => { time datetime=(day) { (day) } }
            None => { span.undated { (visit.language.say(UNDATED)) } }
        }
    }
}

/// What is said where nothing is found: why, what to do, and the way to add clippings.
pub fn nothing(visit: &Visit, what: Words, help: Words) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        section.empty {
            h2 { (say(what)) }
            p { (say(help)) }
            p { a href="/add" { (say(ADD)) } }
        }
    }
}

/// The way to the page after this one, and back to the first; `address` gives that of a cursor, empty for the first page.
pub fn onward(visit: &Visit, skip: usize, next: Option<&str>, address: impl Fn(&str) -> String) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        @if skip > 0 || next.is_some() {
            nav.onward {
                @if skip > 0 { a href=(address("")) { (say(FIRST_PAGE)) } }
                @if let Some(next) = next { a.next rel="next" href=(address(next)) { (say(NEXT)) } }
            }
        }
    }
}

/// A file of what a page shows: its name, where it stands below `/api/v1/export`, and its parameters.
pub type File<'a> = (&'a str, &'a str, Vec<(&'a str, &'a str)>);

/// Forms in which listings go out, and what they are called.
pub const TABLES: [(&str, &str); 4] =
    [("CSV", "csv"), ("JSON Lines", "jsonl"), ("Parquet", "parquet"), ("W3C", "w3c")];

/// Links to files.
pub fn files(visit: &Visit, links: &[File<'_>]) -> Markup {
    let href =
        |path: &str, parameters: &[(&str, &str)]| address(&format!("/api/v1/export/{path}"), parameters);
    html! {
        p.files {
            span.label { (visit.language.say(AS_FILE)) }
            @for (name, path, parameters) in links {
                " " a href=(href(path, parameters)) download { (name) }
            }
        }
    }
}

/// A count with a comma between thousands.
pub fn grouped(n: u64) -> String {
    thousands(&n.to_string())
}

/// A decimal number with a comma between thousands.
pub fn thousands(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |rest| ("−", rest));
    let (whole, rest) = digits.split_once('.').map_or((digits, None), |(w, r)| (w, Some(r)));
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas() {
        let check = |number, expect| assert_eq!(thousands(number), expect, "{number}");
        check("26", "26");
        check("2250000000", "2,250,000,000");
        check("1234.5", "1,234.5");
        check("-1200", "−1,200");
        assert_eq!(grouped(12_345_678), "12,345,678");
        assert_eq!(grouped(0), "0");
    }
}
