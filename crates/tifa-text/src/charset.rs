//! The charset that a page of HTML or XML declares of itself.

/// Bytes in which a declaration is looked for; browsers read 1024, pages of the 2000s often need more.
const HEAD: usize = 8 * 1024;

/// The charset label declared in the head of an HTML or XML file: the `encoding` of an XML declaration, else
/// `<meta charset=…>` or the `charset` in the `content` of a `<meta http-equiv="Content-Type" …>`. In lower case, not
/// checked to be a known label.
pub fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(HEAD)];
    // Only ASCII matters here, and every other byte maps to something that is not ASCII.
    let head: String = head
        .iter()
        .map(|&b| if b.is_ascii() { b.to_ascii_lowercase() as char } else { '\u{fffd}' })
        .collect();
    let head = without_comments(&head);
    in_xml_declaration(&head).or_else(|| in_meta(&head))
}

/// `head` without its `<!-- … -->`.
fn without_comments(head: &str) -> String {
    let mut out = String::with_capacity(head.len());
    let mut rest = head;
    while let Some((before, after)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

fn in_xml_declaration(head: &str) -> Option<String> {
    let head = head.trim_start_matches(|c: char| c == '\u{fffd}' || c.is_whitespace());
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    value_after(declaration, "encoding")
}

fn in_meta(head: &str) -> Option<String> {
    head.split("<meta").skip(1).find_map(|rest| {
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        value_after(tag, "charset")
    })
}

/// The value that follows `name` and `=`, with or without quotation marks.
fn value_after(text: &str, name: &str) -> Option<String> {
    text.match_indices(name).find_map(|(at, _)| {
        let rest = text[at + name.len()..].trim_start().strip_prefix('=')?;
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
        let label = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+');
        let value = &rest[..rest.find(|c| !label(c)).unwrap_or(rest.len())];
        (!value.is_empty()).then(|| value.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::declared_charset;

    #[track_caller]
    fn check(page: &str, expect: Option<&str>) {
        assert_eq!(declared_charset(page.as_bytes()).as_deref(), expect, "{page}");
    }

    #[test]
    fn declarations() {
        check("<?xml version=\"1.0\" encoding=\"Big5\"?><a/>", Some("big5"));
        check("<?xml version='1.0' encoding = 'GB2312' ?>", Some("gb2312"));
        check("<html><head><meta charset=utf-8>", Some("utf-8"));
        check("<META CHARSET='GBK' />", Some("gbk"));
        check(
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=big5-hkscs\">",
            Some("big5-hkscs"),
        );
        check("<meta name=\"a\" content=\"b\"><meta charset = \"gb18030\">", Some("gb18030"));
        check("<!-- <meta charset=big5> --><meta charset=utf-8>", Some("utf-8"));
    }

    #[test]
    fn none_declared() {
        check("", None);
        check("<p>charset=big5</p>", None);
        check("<meta charset=>", None);
        check("<?xml version=\"1.0\"?><!-- never closed <meta charset=big5>", None);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..80), page in "(<meta |charset|=|\"|<\\?xml |encoding|<!--|-->|é|a| ){0,20}") {
            let _ = declared_charset(&bytes);
            let _ = declared_charset(page.as_bytes());
        }
    }
}
