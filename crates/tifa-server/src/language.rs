//! The languages a page can be in. The texts of an archive are always shown as printed.

macro_rules! words {
    ($($name:ident: $hant:literal, $hans:literal, $en:literal;)*) => {
        $(pub const $name: Words = [$hant, $hans, $en];)*
    };
}

mod calls;
mod review;
mod words;

pub use calls::*;
pub use review::*;
pub use words::*;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Chinese in Traditional characters.
    Traditional,
    /// Chinese in Simplified characters.
    Simplified,
    /// English.
    English,
}

/// Words of the interface: in Traditional and Simplified characters, and in English.
pub type Words = [&'static str; 3];

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Traditional, Self::Simplified, Self::English];

    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        ["zh-Hant", "zh-Hans", "en"][self as usize]
    }

    /// What it is called in itself.
    pub fn name(self) -> &'static str {
        ["繁體", "简体", "English"][self as usize]
    }

    /// The language with this tag.
    pub fn tagged(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.tag() == tag)
    }

    /// The words in this language.
    pub fn say(self, words: Words) -> &'static str {
        words[self as usize]
    }

    /// The words with each `{}` replaced by the next of `values`, and `{one|many}` by what goes with the value before it.
    pub fn fill(self, words: Words, values: &[&str]) -> String {
        let mut out = String::new();
        let (mut values, mut last) = (values.iter(), "");
        for (i, part) in self.say(words).split('{').enumerate() {
            let Some((hole, rest)) = part.split_once('}').filter(|_| i > 0) else {
                out.push_str(part);
                continue;
            };
            match hole.split_once('|') {
                Some((one, many)) => out.push_str(if last == "1" { one } else { many }),
                None => {
                    last = values.next().copied().unwrap_or_default();
                    out.push_str(last);
                }
            }
            out.push_str(rest);
        }
        out
    }

    /// The first language of an `Accept-Language` header that there is; English when there is none. Weights are taken to
    /// descend, as browsers send them.
    pub fn accepted(header: &str) -> Self {
        let one = |range: &str| {
            let tag = range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
            let mut parts = tag.split('-');
            match parts.next() {
                Some("en") => Some(Self::English),
                Some("zh") if parts.any(|p| ["hant", "tw", "hk", "mo"].contains(&p)) => {
                    Some(Self::Traditional)
                }
                Some("zh") => Some(Self::Simplified),
                _ => None,
            }
        };
        header.split(',').find_map(one).unwrap_or(Self::English)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_there_is() {
        let check = |header, expect: Language| assert_eq!(Language::accepted(header), expect, "{header}");
        check("", Language::English);
        check("fr-FR,fr;q=0.9", Language::English);
        check("fr, zh-HK;q=0.8, en;q=0.5", Language::Traditional);
        check("zh-CN,zh;q=0.9,en;q=0.8", Language::Simplified);
        check("zh-Hant-CN", Language::Traditional);
    }

    #[test]
    fn numbers_and_what_goes_with_them() {
        let fill = |values| Language::English.fill(PLACES_IN, values);
        assert_eq!(fill(&["3", "1"]), "3 places in 1 document");
        assert_eq!(fill(&["1", "1"]), "1 place in 1 document");
        assert_eq!(Language::Traditional.fill(PLACES_IN, &["3", "1"]), "3 處，1 篇");
    }
}
