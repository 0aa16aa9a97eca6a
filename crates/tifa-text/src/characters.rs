//! Sets of characters, and texts passed over quickly up to the next one of a set.
//!
//! What is read in a text opens with few characters, and most places of it open nothing. Going from one such place to the
//! next by the bytes, without making a `char` of each, is several times as fast as asking at every character.

/// A set of characters, a bit each.
#[derive(Debug, Clone)]
pub struct Characters {
    /// The basic plane: 64 characters a word, which are those of one second byte in UTF-8.
    basic: Box<[u64; 1024]>,
    /// The characters beyond it, of which a set has few if any.
    beyond: Vec<char>,
}

impl Default for Characters {
    fn default() -> Self {
        Self { basic: Box::new([0; 1024]), beyond: Vec::new() }
    }
}

impl Characters {
    /// Takes `c` into the set.
    pub fn add(&mut self, c: char) {
        let code = c as usize;
        match self.basic.get_mut(code >> 6) {
            Some(word) => *word |= 1 << (code & 63),
            None => self.beyond.push(c),
        }
    }

    /// Whether `c` is in the set.
    pub fn has(&self, c: char) -> bool {
        let code = c as usize;
        self.basic
            .get(code >> 6)
            .map_or_else(|| self.beyond.contains(&c), |word| word >> (code & 63) & 1 == 1)
    }

    /// The first character of the set in `text` at byte `from` or behind it, and the byte where it starts. `None` when
    /// there is none, or when no character starts at byte `from`.
    pub fn next(&self, text: &str, from: usize) -> Option<(usize, char)> {
        let mut rest = text.as_bytes().get(from..)?;
        loop {
            rest = match rest {
                // The basic plane from U+0800 on, where Chinese stands.
                [lead @ 0xE0..=0xEF, second, third, behind @ ..] => {
                    let row = usize::from(lead & 0xF) << 6 | usize::from(second & 63);
                    if self.basic[row] >> (third & 63) & 1 == 1 {
                        break;
                    }
                    behind
                }
                [lead @ 0..=0x7F, behind @ ..] => {
                    if self.basic[usize::from(lead >> 6)] >> (lead & 63) & 1 == 1 {
                        break;
                    }
                    behind
                }
                _ => {
                    let c = text.get(text.len() - rest.len()..)?.chars().next()?;
                    if self.has(c) {
                        break;
                    }
                    &rest[c.len_utf8()..]
                }
            };
        }
        let at = text.len() - rest.len();
        Some((at, text.get(at..)?.chars().next()?))
    }
}

impl FromIterator<char> for Characters {
    fn from_iter<T: IntoIterator<Item = char>>(characters: T) -> Self {
        let mut set = Self::default();
        characters.into_iter().for_each(|c| set.add(c));
        set
    }
}

/// Bytes of the run of ideographs that opens `text`, by the first byte of each: U+4000 to U+9FFF, all of three bytes.
/// Neither a mark nor a letter nor a figure is among them.
pub fn ideographs(text: &[u8]) -> usize {
    let mut at = 0;
    while matches!(text.get(at), Some(0xE4..=0xE9)) {
        at += 3;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_of_a_set_is_found_from_anywhere() {
        let set: Characters = "月é𠮷a".chars().collect();
        for (text, from, expect) in [
            ("三月", 0, Some((3, '月'))),
            ("三月", 3, Some((3, '月'))),
            ("三月", 6, None),
            ("三月", 7, None),
            ("x café 月", 0, Some((3, 'a'))),
            ("ü é", 0, Some((3, 'é'))),
            ("三𠮷", 0, Some((3, '𠮷'))),
            ("日本。", 0, None),
            ("月", 1, None),
            ("", 0, None),
        ] {
            assert_eq!(set.next(text, from), expect, "{text} from {from}");
        }
    }

    #[test]
    fn ideographs_end_at_marks() {
        for (text, expect) in [("三月，四月", 6), ("，", 0), ("三", 3), ("a三", 0), ("三「", 3)] {
            assert_eq!(ideographs(text.as_bytes()), expect, "{text}");
        }
    }
}
