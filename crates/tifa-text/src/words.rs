//! The words of a table in a text: leftmost first, the longest of those that begin there, none overlapping.
//!
//! A trie in a double array (Aoe, "An efficient digital search algorithm by using a double-array structure", 1989) over
//! characters, numbered by how many words have them, so that the array is small. Most words have two characters and most
//! places of a text begin none, so a place is given up after one or two steps, and going on at the next one costs less
//! than the failure links of an automaton.

use std::collections::BTreeMap;

/// A node.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    /// Where the cells of the characters that go on from here are counted from.
    base: u32,
    /// The node before, plus one; 0 for a cell that is free.
    parent: u32,
    /// The value of the word that ends here, plus one; 0 when none does.
    value: u32,
}

/// A table of words with a number each.
#[derive(Debug)]
pub struct Words {
    /// The number of each character of the basic plane among those of the words, from 1; 0 for the others. With [`OPENS`]
    /// when a word begins with it.
    codes: Box<[u16; 0x1_0000]>,
    cells: Vec<Cell>,
}

/// Marks the number of a character that begins a word: most places of a text are passed over by this bit alone.
const OPENS: u16 = 1 << 15;

/// A node while the trie is built: its children by the code of their character.
#[derive(Default)]
struct Node {
    children: BTreeMap<u16, usize>,
    value: u32,
}

impl Words {
    /// A table of words, which have characters of the basic plane only; of a word that comes twice the last value counts.
    pub fn new(words: impl IntoIterator<Item = (String, u32)>) -> Self {
        let words: Vec<(String, u32)> = words.into_iter().collect();
        let mut count: BTreeMap<char, usize> = BTreeMap::new();
        words.iter().flat_map(|(w, _)| w.chars()).for_each(|c| *count.entry(c).or_default() += 1);
        let mut ranked: Vec<(char, usize)> = count.into_iter().collect();
        ranked.sort_by_key(|&(c, n)| (std::cmp::Reverse(n), c));
        let mut codes = Box::new([0u16; 0x1_0000]);
        for ((c, _), code) in ranked.iter().zip(1..OPENS) {
            if let Some(slot) = codes.get_mut(*c as usize) {
                *slot = code;
            }
        }
        let mut nodes = vec![Node::default()];
        for (word, value) in &words {
            let mut at = 0;
            for c in word.chars() {
                let code = codes.get(c as usize).copied().unwrap_or(0);
                let next = nodes.len();
                at = *nodes[at].children.entry(code).or_insert(next);
                if at == next {
                    nodes.push(Node::default());
                }
            }
            nodes[at].value = value + 1;
        }
        for first in words.iter().filter_map(|(w, _)| w.chars().next()) {
            if let Some(slot) = codes.get_mut(first as usize) {
                *slot |= OPENS;
            }
        }
        Self { codes, cells: lay_out(&nodes) }
    }

    /// The words in `text`: first byte, byte behind the last, value.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize, u32)> + 't {
        let mut rest = text.as_bytes();
        std::iter::from_fn(move || {
            while !rest.is_empty() {
                let (code, mut behind) = self.code(rest);
                if code & OPENS == 0 {
                    rest = behind;
                    continue;
                }
                let start = text.len() - rest.len();
                rest = behind;
                let Some(mut node) = self.step(0, code) else { continue };
                let mut value = 0;
                loop {
                    let cell = self.cells[node];
                    if cell.value > 0 {
                        (value, rest) = (cell.value, behind);
                    }
                    let (code, next) = self.code(behind);
                    match self.step(node, code) {
                        Some(child) => (node, behind) = (child, next),
                        None => break,
                    }
                }
                if value > 0 {
                    return Some((start, text.len() - rest.len(), value - 1));
                }
            }
            None
        })
    }

    /// The number of the character that opens `text`, and what stands behind it.
    #[inline]
    fn code<'t>(&self, text: &'t [u8]) -> (u16, &'t [u8]) {
        let (code, behind) = match text {
            [lead @ 0xE0..=0xEF, second, third, behind @ ..] => {
                let code =
                    usize::from(lead & 0xF) << 12 | usize::from(second & 63) << 6 | usize::from(third & 63);
                (code, behind)
            }
            [lead @ 0..=0x7F, behind @ ..] => (usize::from(*lead), behind),
            [lead @ 0xC0..=0xDF, second, behind @ ..] => {
                (usize::from(lead & 31) << 6 | usize::from(second & 63), behind)
            }
            _ => return (0, text.get(4..).unwrap_or_default()),
        };
        (self.codes[code], behind)
    }

    /// The node that a character leads to.
    #[inline]
    fn step(&self, node: usize, code: u16) -> Option<usize> {
        let code = code & !OPENS;
        if code == 0 {
            return None;
        }
        let next = self.cells[node].base as usize + usize::from(code);
        self.cells.get(next).filter(|c| c.parent == node as u32 + 1).map(|_| next)
    }
}

/// Puts the nodes into one array, so that the children of each stand at distances of their codes from a base of its own
/// and no two nodes share a cell. First fit, the root first, which is by far the widest.
fn lay_out(nodes: &[Node]) -> Vec<Cell> {
    let mut cells = vec![Cell::default()];
    let mut place = vec![0usize; nodes.len()];
    cells[0].parent = u32::MAX;
    let mut todo = vec![0usize];
    let mut free = 1;
    while let Some(i) = todo.pop() {
        let node = &nodes[i];
        let at = place[i];
        cells[at].value = node.value;
        let Some((&least, _)) = node.children.first_key_value() else { continue };
        let least = usize::from(least);
        while cells.get(free).is_some_and(|c| c.parent != 0) {
            free += 1;
        }
        let fits = |base: usize, cells: &[Cell]| {
            node.children
                .keys()
                .all(|&c| cells.get(base + usize::from(c)).is_none_or(|cell| cell.parent == 0))
        };
        let mut base = free.saturating_sub(least);
        while !fits(base, &cells) {
            base += 1;
        }
        cells[at].base = base as u32;
        for (&code, &child) in &node.children {
            let slot = base + usize::from(code);
            if cells.len() <= slot {
                cells.resize(slot + 1, Cell::default());
            }
            cells[slot].parent = at as u32 + 1;
            place[child] = slot;
            todo.push(child);
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_of_the_leftmost_is_found() {
        let words = ["外交", "外交部", "部長", "交", "部長會議", "g20", "é", "，"];
        let table = Words::new(words.iter().zip(0..).map(|(w, i)| ((*w).to_owned(), i)));
        for (text, expect) in [
            ("外交部長", &["外交部"][..]),
            ("部長會談", &["部長"]),
            ("部長會議", &["部長會議"]),
            ("國外交通，", &["外交", "，"]),
            ("交𠮷交", &["交", "交"]),
            ("in g20 é g2", &["g20", "é"]),
            ("外", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = table.find(text).map(|(start, end, _)| &text[start..end]).collect();
            assert_eq!(found, expect, "{text}");
            assert!(table.find(text).all(|(start, end, i)| words[i as usize] == &text[start..end]));
        }
    }

    #[test]
    fn a_table_of_nothing_finds_nothing() {
        assert_eq!(Words::new([]).find("外交").next(), None);
    }
}
