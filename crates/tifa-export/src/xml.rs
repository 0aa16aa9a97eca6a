//! Text as XML 1.0 takes it.

use std::borrow::Cow;

/// Stands for a character that XML 1.0 cannot hold, not even as a reference: control characters but for tab and line ends, and
/// two noncharacters. One for one, so that counts of characters stay.
pub const REPLACEMENT: char = '\u{fffd}';

/// Whether XML 1.0 can hold it (production 2 of the recommendation).
pub fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// The character data for `text`.
pub fn text(text: &str) -> Cow<'_, str> {
    escape(text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        // Bare, a parser would make a line feed of it.
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// `text` as the value of an attribute in quotation marks; white space survives the parser's normalisation.
pub fn attribute(text: &str) -> Cow<'_, str> {
    escape(text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// `text` as a parser gives it back.
pub fn held(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_char) {
        return text.into();
    }
    text.chars().map(|c| if is_char(c) { c } else { REPLACEMENT }).collect::<String>().into()
}

fn escape(text: &str, entity: fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    if text.chars().all(|c| is_char(c) && entity(c).is_none()) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match entity(c) {
            Some(entity) => out.push_str(entity),
            None if is_char(c) => out.push(c),
            None => out.push(REPLACEMENT),
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters() {
        assert_eq!(text("渡口 <b> & \r\n"), "渡口 &lt;b&gt; &amp; &#13;\n");
        assert_eq!(text("a\u{0}b\u{1b}\u{ffff}𠀀"), "a\u{fffd}b\u{fffd}\u{fffd}𠀀");
        assert_eq!(attribute("\"a\"\n\t<"), "&quot;a&quot;&#10;&#9;&lt;");
        assert_eq!(held("a\u{c}\n"), "a\u{fffd}\n");
    }
}
