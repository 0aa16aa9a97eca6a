//! Tables of forms, looked up at a place of a text.

use crate::characters::Characters;
use rustc_hash::FxHashMap;

/// Forms with what each means, by their first character; of those that stand at one place the longest comes first.
#[derive(Debug, Clone)]
pub struct Forms<T> {
    by_first: FxHashMap<char, Vec<(Form, T)>>,
    opens: Characters,
}

/// A form and its first eight bytes as a number: most forms are told by it alone, without comparing strings.
#[derive(Debug, Clone)]
struct Form {
    head: u64,
    mask: u64,
    text: String,
}

/// The first eight bytes of `text` as a number, zeros behind its end.
fn head(text: &str) -> u64 {
    let bytes = text.as_bytes();
    bytes
        .first_chunk()
        .copied()
        .map_or_else(|| bytes.iter().rev().fold(0, |word, &b| word << 8 | u64::from(b)), u64::from_le_bytes)
}

impl Form {
    fn new(text: String) -> Self {
        let mask = if text.len() >= 8 { u64::MAX } else { (1 << (text.len() * 8)) - 1 };
        Self { head: head(&text), mask, text }
    }

    /// Whether it opens `rest`, the first eight bytes of which are `opening`.
    fn opens(&self, rest: &str, opening: u64) -> bool {
        opening & self.mask == self.head && (self.text.len() <= 8 || rest.starts_with(&self.text))
    }
}

impl<T> Default for Forms<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default(), opens: Characters::default() }
    }
}

impl<T> Forms<T> {
    /// Takes a form into the table, behind those of its length that are there; an empty one is none.
    pub fn add(&mut self, form: String, meaning: T) {
        let Some(first) = form.chars().next() else { return };
        self.opens.add(first);
        let list = self.by_first.entry(first).or_default();
        let at = list.partition_point(|(f, _)| f.text.len() >= form.len());
        list.insert(at, (Form::new(form), meaning));
    }

    /// The characters that open a form.
    pub fn opens(&self) -> &Characters {
        &self.opens
    }

    /// The forms that open `rest`, longest first, with their length in bytes.
    pub fn at(&self, rest: &str) -> impl Iterator<Item = (&T, usize)> {
        let first = rest.chars().next().filter(|&c| self.opens.has(c));
        let list = first.and_then(|c| self.by_first.get(&c)).map_or(&[][..], Vec::as_slice);
        let opening = if list.is_empty() { 0 } else { head(rest) };
        list.iter().filter(move |(f, _)| f.opens(rest, opening)).map(|(f, meaning)| (meaning, f.text.len()))
    }

    /// Whether a form stands in `text`.
    pub fn stand_in(&self, text: &str) -> bool {
        let mut from = 0;
        while let Some((at, c)) = self.opens.next(text, from) {
            if self.at(&text[at..]).next().is_some() {
                return true;
            }
            from = at + c.len_utf8();
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_form_comes_first() {
        let mut forms = Forms::default();
        for (i, form) in ["會", "會談", "會談後", "會", "記者會", ""].into_iter().enumerate() {
            forms.add(form.to_owned(), i);
        }
        let at = |rest| forms.at(rest).map(|(&i, len)| (i, len)).collect::<Vec<_>>();
        assert_eq!(at("會談後說"), [(2, 9), (1, 6), (0, 3), (3, 3)]);
        assert_eq!(at("會"), [(0, 3), (3, 3)]);
        assert_eq!(at("記者"), []);
        assert_eq!(at(""), []);
        assert!(forms.stand_in("昨日的記者會上"));
        assert!(!forms.stand_in("昨日的記者"));
    }
}
