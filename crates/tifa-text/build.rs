//! Builds the fold's table, 65,536 entries of 16 bits, and the two sets of characters that tell a script.
//!
//! What an entry means is said in `src/fold.rs`; both sides must agree.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Not a character to keep: dropped without a trace.
const DROP: u16 = 0;
/// White space.
const SPACE: u16 = 1;
/// Light punctuation: dropped, but two numbers on its sides stay apart.
const LIGHT: u16 = 2;
/// A comma, which may stand between the thousands of one number.
const COMMA: u16 = 3;

/// Light punctuation after width folding. The comma is apart.
const LIGHT_MARKS: &str = "、；;：:—–―─‒‐‑-~〜…⋯··‧・•「」『』“”‘’〝〞\"'《》〈〉（）()【】〔〕〖〗[]{}﹏";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=tables/variants.tsv");
    let out = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    let variants = variants(&std::fs::read_to_string("tables/variants.tsv").expect("tables/variants.tsv"));
    let open = |config| OpenCC::from_config(config).expect("the configuration is built in");
    let to_simplified = [open(BuiltinConfig::T2s), open(BuiltinConfig::Tw2s), open(BuiltinConfig::Hk2s)];

    let table: Vec<u16> = (0..=u16::MAX).map(|unit| entry(unit, &variants, &to_simplified)).collect();
    for (at, &e) in table.iter().enumerate() {
        assert!(
            e <= COMMA || table[usize::from(e)] == e,
            "U+{at:04X} folds to U+{e:04X}, which folds further"
        );
    }
    let bytes: Vec<u8> = table.iter().flat_map(|e| e.to_le_bytes()).collect();
    std::fs::write(Path::new(&out).join("fold.bin"), bytes).expect("OUT_DIR can be written");

    let sets = script_sets(&to_simplified[0], &open(BuiltinConfig::S2t));
    std::fs::write(Path::new(&out).join("script.bin"), sets).expect("OUT_DIR can be written");
}

/// The table's entry for the character U+`unit`.
fn entry(unit: u16, variants: &[(char, char)], to_simplified: &[OpenCC]) -> u16 {
    // Surrogates are no characters; UTF-8 never reaches their entries.
    let Some(c) = char::from_u32(u32::from(unit)) else { return DROP };
    let c = narrow_form(c);
    if c.is_whitespace() {
        return SPACE;
    }
    if c.is_control() || is_invisible(c) {
        return DROP;
    }
    if c == ',' || c == '，' {
        return COMMA;
    }
    if LIGHT_MARKS.contains(c) {
        return LIGHT;
    }
    let base = if is_ideograph(c) { simplified(c, variants, to_simplified) } else { lower(c) };
    u16::try_from(u32::from(base)).expect("folds stay in the basic plane")
}

/// Full width to half width, compatibility ideographs and radicals to the character, vertical and small forms to the
/// ordinary ones. Only where one character becomes one.
fn narrow_form(c: char) -> char {
    let compatible = matches!(c, '\u{ff00}'..='\u{ffef}' | '\u{f900}'..='\u{faff}' | '\u{2e80}'..='\u{2fdf}'
        | '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6b}');
    if !compatible {
        return c;
    }
    let mut form = std::iter::once(c).nfkc();
    match (form.next(), form.next()) {
        (Some(one), None) if u32::from(one) <= 0xffff => one,
        _ => c,
    }
}

/// Zero-width characters, direction marks, soft hyphen, variation selectors, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{2e80}'..='\u{2fdf}')
}

/// Lower case, where it is one character of as many bytes.
fn lower(c: char) -> char {
    let mut to = c.to_lowercase();
    match (to.next(), to.next()) {
        (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
        _ => c,
    }
}

/// The Simplified base form: the first single-character conversion that changes it, again and again until none does.
fn simplified(c: char, variants: &[(char, char)], to_simplified: &[OpenCC]) -> char {
    let mut now = c;
    // Chains are three long at most; a loop in the tables would be an error in them, and must not hang the build.
    for _ in 0..8 {
        let variant = variants.iter().find(|v| v.0 == now).map(|v| v.1);
        let next = variant.or_else(|| to_simplified.iter().find_map(|t| convert(t, now)));
        match next {
            Some(next) => now = next,
            None => return now,
        }
    }
    panic!("the conversions of {c} run in a circle");
}

/// The single character that `table` makes of `c`, when it is another one of the basic plane.
fn convert(table: &OpenCC, c: char) -> Option<char> {
    let text = table.convert(c.encode_utf8(&mut [0; 4]));
    let mut chars = text.chars();
    let one = chars.next()?;
    (chars.next().is_none() && one != c && u32::from(one) <= 0xffff && one.len_utf8() == c.len_utf8())
        .then_some(one)
}

/// The pairs of `tables/variants.tsv`.
fn variants(table: &str) -> Vec<(char, char)> {
    let pair = |line: &str| {
        let mut cells = line.split('\t').map(|cell| cell.chars().next());
        Some((cells.next()??, cells.next()??))
    };
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| pair(line).unwrap_or_else(|| panic!("not a pair of characters: {line}"))).collect()
}

/// Two bits for each character of the basic plane: 1 for one that only Traditional text uses, 2 for Simplified.
///
/// Traditional-only: OpenCC has another Simplified form for it. Simplified-only: OpenCC has another Traditional form for it,
/// and Big5 lacks it (后, 里 and 干 are Traditional characters too).
fn script_sets(t2s: &OpenCC, s2t: &OpenCC) -> Vec<u8> {
    let mut out = vec![0u8; 0x1_0000 / 4];
    for c in '\u{4e00}'..='\u{9fff}' {
        let (_, _, not_in_big5) = encoding_rs::BIG5.encode(c.encode_utf8(&mut [0; 4]));
        let set = if convert(t2s, c).is_some() {
            1
        } else if convert(s2t, c).is_some() && not_in_big5 {
            2
        } else {
            0
        };
        let at = c as usize;
        out[at / 4] |= set << (at % 4 * 2);
    }
    out
}
