//! The script a text is written in: Simplified, Traditional, both, or not Chinese.

/// Two bits a character of the basic plane, made by `build.rs`: 1 for one that only Traditional text uses, 2 for
/// Simplified.
static SETS: &[u8; 0x4000] = include_bytes!(concat!(env!("OUT_DIR"), "/script.bin"));

/// The script of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Script {
    /// Simplified Chinese.
    Hans,
    /// Traditional Chinese.
    Hant,
    /// Both, each more than a stray character: a quotation, a compilation, a half-converted text.
    Mixed,
    /// Chinese, too short or too plain to tell: every character is used in both.
    Hani,
    /// No Chinese, or next to none.
    Latin,
}

impl Script {
    /// The BCP 47 language tag: `zh-Hans`, `zh-Hant`, `zh`, or `und` (undetermined) for a text that is not Chinese.
    pub fn language_tag(self) -> &'static str {
        match self {
            Script::Hans => "zh-Hans",
            Script::Hant => "zh-Hant",
            Script::Mixed | Script::Hani => "zh",
            Script::Latin => "und",
        }
    }
}

/// The script of `text`, by counting the characters that only one of the two uses.
pub fn script(text: &str) -> Script {
    let (mut traditional, mut simplified, mut han, mut letters) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars() {
        if c.is_ascii() {
            letters += usize::from(c.is_ascii_alphabetic());
        } else if crate::is_han(c) {
            han += 1;
            match only(c) {
                1 => traditional += 1,
                2 => simplified += 1,
                _ => {}
            }
        }
    }
    // A name in brackets does not make an English text Chinese.
    if han == 0 || han * 20 < letters {
        return Script::Latin;
    }
    let minor = traditional.min(simplified);
    if traditional + simplified == 0 {
        Script::Hani
    } else if minor * 8 > traditional + simplified {
        Script::Mixed
    } else if traditional > simplified {
        Script::Hant
    } else {
        Script::Hans
    }
}

fn only(c: char) -> u8 {
    let at = c as usize;
    SETS.get(at / 4).map_or(0, |byte| byte >> (at % 4 * 2) & 3)
}

#[cfg(test)]
mod tests {
    use super::{Script, script};

    #[test]
    fn scripts() {
        let check = |text: &str, expect| assert_eq!(script(text), expect, "{text}");
        check("雙方將舉行會談", Script::Hant);
        check("双方将举行会谈", Script::Hans);
        check("皇后乘火车", Script::Hans);
        check("皇后里程干戈車", Script::Hant);
        check("中美", Script::Hani);
        check("雙方會談，双方会谈", Script::Mixed);
        check(
            "The talks (會談) will be held in the capital before the end of the year, both said.",
            Script::Latin,
        );
        check("", Script::Latin);
        assert_eq!(Script::Hant.language_tag(), "zh-Hant");
    }
}
