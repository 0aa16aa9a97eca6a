//! Seeded mutations: cut, repeat, insert what parsers stumble over, cross two samples.

use crate::random::Random;

/// What parsers stumble over: marks that open and do not close, markup, separators, bytes that are no UTF-8.
const AWKWARD: [&[u8]; 44] = [
    "「".as_bytes(),
    "」".as_bytes(),
    "『".as_bytes(),
    "“".as_bytes(),
    "”".as_bytes(),
    "‘".as_bytes(),
    "：".as_bytes(),
    "。".as_bytes(),
    "……".as_bytes(),
    "●".as_bytes(),
    "\u{3000}".as_bytes(),
    "\u{feff}".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{20000}".as_bytes(),
    "\u{2028}".as_bytes(),
    "\u{e000}".as_bytes(),
    "e\u{301}".as_bytes(),
    "表示，".as_bytes(),
    "他说".as_bytes(),
    "記者問：".as_bytes(),
    "2031年13月40日".as_bytes(),
    b"\n",
    b"\r\n",
    b"\r",
    b"\n\n",
    b"\t",
    b"\0",
    b"---\n",
    b"+++\n",
    b"{{< x",
    b" >}}",
    b"<p>",
    b"</div>",
    b"<!--",
    b"<script>",
    b"&#x110000;",
    b"&amp",
    b"[a](b",
    b"\"",
    b"\\u12",
    b"\xff\xfe",
    b"\xe4\xb8",
    b"\x81\x30",
    b"\xa4",
];

/// A mutated sample: one to six changes.
pub fn mutate(samples: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = random.pick(samples).clone();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => {
                bytes.drain(at..stretch(at, bytes.len(), random));
            }
            2 => {
                let end = stretch(at, bytes.len(), random);
                let piece = bytes[at..end].repeat(1 + random.below(4));
                bytes.splice(at..at, piece);
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
            4 => {
                let other = random.pick(samples);
                let from = random.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            _ => {
                bytes.splice(at..at, random.pick(&AWKWARD).iter().copied());
            }
        }
    }
    bytes
}

/// An end for a stretch from `at`: mostly a few bytes, at times everything.
fn stretch(at: usize, len: usize, random: &mut Random) -> usize {
    let longest = if random.below(8) == 0 { len - at } else { 40.min(len - at) };
    at + random.below(longest + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_inputs() {
        let samples = [b"abc".to_vec(), "甲乙丙".into()];
        let run = |seed| {
            let mut random = Random::new(seed);
            (0..50).map(|_| mutate(&samples, &mut random)).collect::<Vec<_>>()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
    }
}
