//! Evidence of an encoding: how much a reading of the bytes looks like Chinese text.

use std::sync::LazyLock;

/// Bytes that are looked at to decide; more would not change the answer.
pub(super) const SAMPLE: usize = 256 * 1024;

/// Frequent characters as a set over the basic plane.
static FREQUENT: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut set = vec![0u64; 0x1_0000 / 64];
    let lines = include_str!("../../tables/frequent.txt").lines().filter(|line| !line.starts_with('#'));
    for unit in lines.flat_map(str::chars).map(|c| crate::fold::base(c) as usize) {
        if let Some(word) = set.get_mut(unit / 64) {
            *word |= 1 << (unit % 64);
        }
    }
    set
});

/// How a reading looks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Characters beyond ASCII.
    pub(super) foreign: usize,
    /// Frequent Chinese characters and Chinese punctuation among them.
    pub(super) frequent: usize,
    /// Replacement characters, private use, stray controls.
    pub(super) bad: usize,
}

impl Look {
    /// The look of `text`.
    pub(super) fn of(text: &str) -> Self {
        let mut look = Self::default();
        for c in text.chars() {
            match c {
                '\t' | '\n' | '\r' | '\u{c}' | ' '..='~' => {}
                '\0'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{ffff}' => {
                    look.bad += 1;
                    look.foreign += 1;
                }
                c => {
                    look.foreign += 1;
                    let mark = matches!(
                        c,
                        '，' | '。'
                            | '、'
                            | '：'
                            | '；'
                            | '「'
                            | '」'
                            | '《'
                            | '》'
                            | '（'
                            | '）'
                            | '？'
                            | '！'
                            | '“'
                            | '”'
                            | '\u{3000}'
                    );
                    if mark || is_frequent(c) {
                        look.frequent += 1;
                    }
                }
            }
        }
        look
    }

    /// Share of frequent characters, less four times that of bad ones: about 0.5 for Chinese read rightly, near 0 or
    /// below for anything else. A text in ASCII only has 0.
    pub(super) fn score(self) -> f64 {
        if self.foreign == 0 {
            return 0.0;
        }
        (self.frequent as f64 - 4.0 * self.bad as f64) / self.foreign as f64
    }
}

fn is_frequent(c: char) -> bool {
    let unit = crate::fold::base(c) as usize;
    FREQUENT.get(unit / 64).is_some_and(|word| word >> (unit % 64) & 1 == 1)
}

/// Whether `bytes`, which have no byte order mark, are UTF-16, and in which order (`true` for little-endian).
///
/// ASCII in UTF-16 shows as zero bytes on one side of each pair; Chinese shows as Chinese in one order and as chance in
/// the other.
pub(super) fn utf16(bytes: &[u8]) -> Option<bool> {
    let sample = &bytes[..bytes.len().min(8192) & !1];
    if sample.len() < 4 {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let read = |little: bool| -> Look {
        let units = sample.chunks_exact(2).map(|p| {
            if little { u16::from_le_bytes([p[0], p[1]]) } else { u16::from_be_bytes([p[0], p[1]]) }
        });
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
        Look::of(&text)
    };
    let (little, big) = (read(true), read(false));
    for (order, ours, theirs, look, other) in
        [(true, odd, even, little, big), (false, even, odd, big, little)]
    {
        // Mostly ASCII. Zero bytes on the other side are few: those of 一, U+4E00.
        let latin = ours * 4 >= pairs && theirs * 4 <= ours && look.bad * 20 <= pairs;
        let chinese = look.foreign * 2 >= pairs && look.score() > 0.3 && look.score() > other.score() + 0.2;
        if latin || chinese {
            return Some(order);
        }
    }
    None
}
