//! Names of things that hold on every machine: an original by its hash, a finding by its place.

use sha2::{Digest, Sha256};

/// The URI of bytes by their SHA-256, as RFC 6920 names things with hashes: `ni:///sha-256;` and the hash in base64url. A
/// registered scheme, unlike `urn:sha256`. `hex` has sixty-four hexadecimal digits; anything else is kept as it stands.
pub fn original(hex: &str) -> String {
    format!("ni:///sha-256;{}", bytes(hex).map_or_else(|| hex.to_owned(), |b| base64url(&b)))
}

/// The place of a finding: document, first byte, one past the last. What listings print is the start of it.
pub fn place(document: &str, start: u32, end: u32) -> String {
    format!("{document}:{start}-{end}")
}

/// The permalink of a finding: the address under which a tifa server shows the place, without the server.
pub fn permalink(document: &str, start: u32, end: u32) -> String {
    format!("/document/{document}/{start}-{end}")
}

/// A UUID made of `parts` alone (version 8 of RFC 9562: by its own rule, here the first bytes of a SHA-256).
pub fn uuid(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut b: Vec<u8> = hash.finalize().iter().copied().take(16).collect();
    b[6] = (b[6] & 0x0f) | 0x80;
    b[8] = (b[8] & 0x3f) | 0x80;
    let hex: String = b.iter().map(|b| format!("{b:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        hex.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    digits.filter(|d| d.len() == 64).map(|d| d.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let all = chunk.iter().fold(0u32, |n, &b| n << 8 | u32::from(b)) << (8 * (3 - chunk.len()));
        for i in 0..=chunk.len() {
            out.push(char::from(DIGITS[(all >> (18 - 6 * i) & 63) as usize]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_as_uris() {
        // The example of RFC 6920, section 8.1: "Hello World!".
        assert_eq!(
            original("7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"),
            "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
        );
        assert_eq!(original("甲"), "ni:///sha-256;甲");
    }

    #[test]
    fn uuids_follow_from_their_parts() {
        assert_eq!(uuid(&["a", "b"]), uuid(&["a", "b"]));
        assert_ne!(uuid(&["a", "b"]), uuid(&["ab", ""]));
        let uuid = uuid(&["a"]);
        assert_eq!((uuid.len(), &uuid[23..24]), (45, "8"), "{uuid}");
    }
}
