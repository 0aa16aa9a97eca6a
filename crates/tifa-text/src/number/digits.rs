//! Numbers written in digits: 1,234, ２．５, and rows of digits that are no number.

use super::decimal::Decimal;
use super::table::arabic_digit;

/// A number written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// Byte behind it.
    pub(super) end: usize,
    /// Its value; none when that does not fit.
    pub(super) value: Option<Decimal>,
    /// Digits it has.
    pub(super) count: usize,
    /// Whether commas stand where no thousands end.
    pub(super) misgrouped: bool,
}

/// The character that starts at byte `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at byte `at`.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Byte behind the run of digits at byte `at`, and how many there are.
fn run(text: &str, at: usize) -> (usize, usize) {
    let digits = text.get(at..).unwrap_or_default().chars().take_while(|&c| arabic_digit(c).is_some());
    digits.fold((at, 0), |(end, count), c| (end + c.len_utf8(), count + 1))
}

/// Most groups a number has; longer rows are read as far as this.
const MOST_GROUPS: usize = 20;

/// The number whose first digit stands at byte `start`.
pub(super) fn read(text: &str, start: usize) -> Option<Digits> {
    let (mut end, mut count) = run(text, start);
    if count == 0 {
        return None;
    }
    let head = count;
    let (mut grouped, mut misgrouped) = (false, false);
    if head <= 3 {
        let mut sizes = [0; MOST_GROUPS];
        let mut groups = 0;
        let mut at = end;
        while let Some(comma @ (',' | '，' | ' ' | '\u{a0}' | '\u{202f}')) = char_at(text, at)
            && groups < MOST_GROUPS
        {
            let (to, size) = run(text, at + comma.len_utf8());
            // A full comma sets clauses apart as well, and white space all that there is: only thousands hold them together.
            if size == 0
                || size > 3
                || (comma != ',' && (size != 3 || text[start..].starts_with(['0', '０'])))
            {
                break;
            }
            (sizes[groups], groups, at) = (size, groups + 1, to);
        }
        // 1,2,3 is a list; 1,23,45 is a number with a comma in a wrong place.
        let list = sizes[..groups].iter().all(|&s| s == 1) || (groups == 1 && sizes[0] != 3);
        if groups > 0 && !list {
            misgrouped = sizes[..groups].iter().any(|&s| s != 3);
            grouped = true;
            count += sizes[..groups].iter().sum::<usize>();
            end = at;
        }
    }
    if let Some(point @ ('.' | '．')) = char_at(text, end) {
        let (to, behind) = run(text, end + point.len_utf8());
        if behind > 0 {
            (end, count) = (to, count + behind);
        }
    }
    let plain = !grouped && text.as_bytes()[start..end].iter().all(u8::is_ascii);
    let value = if plain {
        Decimal::of_digits(&text[start..end])
    } else {
        Decimal::of_digits(&narrow(&text[start..end]))
    };
    Some(Digits { end, value, count, misgrouped })
}

/// Digits and points of `text` in ASCII, without commas.
fn narrow(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '.' | '．' => Some('.'),
            c => arabic_digit(c).and_then(|d| char::from_digit(d, 10)),
        })
        .collect()
}

/// The end of the row of digits at byte `start` when it is a code and no number: a day (2020-07-09), a time (12:30), a
/// format (2+2), an address (10.0.0.1), or part of a Latin word (F-16, G20).
pub(super) fn code(text: &str, start: usize) -> Option<usize> {
    let latin = match char_before(text, start) {
        Some(c) if c.is_ascii_alphabetic() => true,
        Some('-') => char_before(text, start - 1).is_some_and(|c| c.is_ascii_alphabetic()),
        Some('%' | '&' | '=' | '_' | '#' | '?' | '@' | '\\') => true,
        Some('/') => char_before(text, start - 1).is_some_and(|c| c.is_ascii_alphabetic() || c == '/'),
        _ => false,
    };
    let (mut end, _) = run(text, start);
    let (mut hyphens, mut slashes, mut points, mut colons) = (0, 0, 0, 0);
    while let Some(c @ ('-' | '/' | '.' | '．' | ':' | '：' | '+')) = char_at(text, end) {
        let (to, count) = run(text, end + c.len_utf8());
        if count == 0 {
            break;
        }
        match c {
            '-' => (hyphens, points) = (hyphens + 1, 0),
            '/' => slashes += 1,
            '.' | '．' => points += 1,
            _ => colons += 1,
        }
        if points > 1 || hyphens > 1 || slashes > 1 || colons > 0 {
            // What it is is settled: all of the row goes with it.
            let rest =
                text[to..].chars().take_while(|&c| arabic_digit(c).is_some() || "-/.:：．+".contains(c));
            let rest: usize = rest.map(char::len_utf8).sum();
            return Some(to + rest);
        }
        end = to;
    }
    latin.then(|| {
        let tail = text[end..].bytes().take_while(|b| b.is_ascii_alphanumeric() || b"%&=_#?@/".contains(b));
        end + tail.count()
    })
}
