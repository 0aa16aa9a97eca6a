//! Addresses as meant: a web archive's prefix removed, percent-encoding undone as often as it was done.

use crate::metadata::Url;

/// Hosts of web archives whose addresses are `host/web/<timestamp>[flags]/<address>` (Wayback Machine and its kin).
const ARCHIVES: [&str; 4] =
    ["web.archive.org", "webarchive.archive.org", "arquivo.pt", "web.archive.org:443"];

/// The characters of Windows-1252 at 0x80 to 0x9F, for text whose UTF-8 bytes were read as Windows-1252.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// How often an address is unwrapped at most.
const ROUNDS: usize = 4;

/// The address `original` with what it means.
pub fn url(original: &str) -> Url {
    Url { original: original.to_owned(), unwrapped: unwrap(original) }
}

/// `address` without a web archive's prefix, with percent-encoding undone as often as it was done, misread UTF-8 put
/// right. What does not decode to text stays as it is.
///
/// `%20` and encoded delimiters (`%2F`, `%3F`, `%23`, `%26`, `%25`) stay encoded: decoded they would mean another
/// address.
pub fn unwrap(address: &str) -> String {
    let mut text = without_archive(address.trim()).to_owned();
    for _ in 0..ROUNDS {
        let Some(decoded) = decode(&text) else { break };
        text = decoded;
    }
    if let Some(read) = misread(&text) {
        text = read;
    }
    text
}

impl Url {
    /// The address in a web archive under which the page was found, when it was.
    pub fn archived(&self) -> Option<&str> {
        let address = self.original.trim();
        (is_address(address) && without_archive(address) != address).then_some(address)
    }
}

/// Whether `text` is an address of the web.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|r| r.contains('.') && !r.contains(char::is_whitespace))
}

/// The host of an address, lower case, without `www.` and port.
pub fn host(address: &str) -> Option<String> {
    let rest = without_archive(address.trim());
    let rest = rest.split_once("://").map_or(rest, |(_, r)| r);
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.')).then(|| host.to_owned())
}

fn without_archive(address: &str) -> &str {
    let mut address = address;
    for _ in 0..ROUNDS {
        // Pages saved from an archive link within it: `/web/2020…/https://…`.
        let path = match address.strip_prefix("/web/") {
            Some(path) => Some(path),
            None => address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).and_then(
                |(host, path)| {
                    let path = path.strip_prefix("web/").or_else(|| path.strip_prefix("wayback/"));
                    path.filter(|_| ARCHIVES.contains(&host))
                },
            ),
        };
        let Some((stamp, target)) = path.and_then(|p| p.split_once('/')) else { return address };
        let digits = stamp.bytes().take_while(u8::is_ascii_digit).count();
        let flags = &stamp[digits..];
        let flagged = flags.is_empty() || flags.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if !(4..=14).contains(&digits) || !flagged || !target.contains("://") {
            return address;
        }
        address = target;
    }
    address
}

/// Percent-encoding undone once, or `None` when nothing changes or the bytes are no UTF-8.
fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let (mut at, mut changed) = (0, false);
    while at < bytes.len() {
        let value = hex(bytes, at);
        match value {
            Some(v) if v >= 0x80 || v.is_ascii_alphanumeric() || matches!(v, b'-' | b'_' | b'.' | b'~') => {
                out.push(v);
                changed = true;
                at += 3;
            }
            // `%25E4` is `%E4` encoded again.
            Some(b'%') if hex_digits(bytes, at + 3) => {
                out.push(b'%');
                changed = true;
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    if !changed {
        return None;
    }
    let decoded = String::from_utf8(out).ok()?;
    // Replacement characters say that the text was lost before it was encoded: nothing is gained by showing them.
    (!decoded.contains('\u{fffd}')
        && !decoded.contains(|c: char| c.is_control() && !matches!(c, '\u{80}'..='\u{9f}')))
    .then_some(decoded)
}

fn hex_digits(bytes: &[u8], at: usize) -> bool {
    bytes.get(at..at + 2).is_some_and(|d| d.iter().all(u8::is_ascii_hexdigit))
}

fn hex(bytes: &[u8], at: usize) -> Option<u8> {
    if bytes.get(at) != Some(&b'%') || !hex_digits(bytes, at + 1) {
        return None;
    }
    let digit = |b: u8| char::from(b).to_digit(16).unwrap_or(0) as u8;
    Some(digit(bytes[at + 1]) * 16 + digit(bytes[at + 2]))
}

/// `text` read again when it is UTF-8 misread as Latin-1 or Windows-1252 (`ä¸­` for 中), or `None` when it is not.
fn misread(text: &str) -> Option<String> {
    if !text.contains(|c: char| ('\u{80}'..='\u{ff}').contains(&c)) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        let byte = match u32::from(c) {
            code @ 0..=0xff => code as u8,
            _ => 0x80 + u8::try_from(WINDOWS_1252.iter().position(|w| *w == c)?).ok()?,
        };
        bytes.push(byte);
    }
    let read = String::from_utf8(bytes).ok()?;
    // French and German have such letters too, but hardly ever in a row that is UTF-8 and makes Chinese.
    read.contains(|c: char| ('\u{2e80}'..='\u{ffef}').contains(&c)).then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn unwraps() {
        for (address, expect) in [
            (
                "https://web.archive.org/web/20200713090927/https://n.example/%E4%B8%AD",
                "https://n.example/中",
            ),
            ("https://web.archive.org/web/20200713090927if_/http://v.example/e", "http://v.example/e"),
            ("/web/20200713090927/https://n.example/a#b", "https://n.example/a#b"),
            ("https://n.example/%C3%A4%C2%B8%C2%AD-1", "https://n.example/中-1"),
            ("https://n.example/%25E4%25B8%25AD", "https://n.example/中"),
            ("https://n.example/%EF%BF%BD%EF%BF%BD", "https://n.example/%EF%BF%BD%EF%BF%BD"),
            ("https://n.example/a%20b%2Fc%3Fd", "https://n.example/a%20b%2Fc%3Fd"),
            ("https://n.example/caf%C3%A9", "https://n.example/café"),
            ("https://n.example/%E4%B8", "https://n.example/%E4%B8"),
            ("https://n.example/100%", "https://n.example/100%"),
            ("https://web.archive.org/about/", "https://web.archive.org/about/"),
        ] {
            assert_eq!(unwrap(address), expect);
        }
    }

    #[test]
    fn an_address_in_a_web_archive() {
        let check = |address: &str, expect: Option<&str>| assert_eq!(url(address).archived(), expect);
        let kept = "https://web.archive.org/web/20310713090927/https://n.example/a";
        check(kept, Some(kept));
        check("https://n.example/a", None);
        check("https://n.example/%25E4%25B8%25AD", None);
        // Where the page was saved from is not said: no address to cite.
        check("/web/20310713090927/https://n.example/a", None);
    }

    #[test]
    fn hosts() {
        assert_eq!(
            host("https://web.archive.org/web/2020/https://www.n.example:80/x").as_deref(),
            Some("n.example")
        );
        assert_eq!(host("不是地址"), None);
    }

    proptest! {
        #[test]
        fn undoes_what_was_done(text in "[一-龥a-z]{1,12}") {
            let encode = |bytes: &[u8]| bytes.iter().map(|b| format!("%{b:02X}")).collect::<String>();
            let once = encode(text.as_bytes());
            prop_assert_eq!(unwrap(&once), text.clone());
            let twice = once.replace('%', "%25");
            prop_assert_eq!(unwrap(&twice), text.clone());
            let latin: String = text.bytes().map(char::from).collect();
            if text.contains(|c: char| !c.is_ascii()) {
                prop_assert_eq!(unwrap(&encode(latin.as_bytes())), text);
            }
        }

        #[test]
        fn no_panic(text in "\\PC{0,60}") {
            let _ = (unwrap(&text), host(&text));
        }
    }
}
