//! Proof that a form was made here for this visitor.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The word a form must bring back: `visit` signed with the server's secret (HMAC-SHA256).
pub fn word(secret: &[u8; 32], visit: &str) -> String {
    URL_SAFE_NO_PAD.encode(mac(secret, visit).finalize().into_bytes())
}

/// Whether `word` is the one made for `visit`, compared in constant time.
pub fn holds(secret: &[u8; 32], visit: &str, word: &str) -> bool {
    URL_SAFE_NO_PAD.decode(word).is_ok_and(|bytes| mac(secret, visit).verify_slice(&bytes).is_ok())
}

fn mac(secret: &[u8; 32], visit: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::new_from_slice(secret).expect("a key may have any length");
    mac.update(visit.as_bytes());
    mac
}

/// A new name for a visitor: 128 random bits. Without random numbers nobody gets one, and no form is taken.
pub fn new_visit() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_for_its_visit_alone() {
        let (secret, visit) = ([7; 32], new_visit().unwrap());
        let signed = word(&secret, &visit);
        assert!(holds(&secret, &visit, &signed));
        assert!(!holds(&secret, "another", &signed));
        assert!(!holds(&[8; 32], &visit, &signed));
        assert!(!holds(&secret, &visit, "") && !holds(&secret, &visit, "山"));
    }
}
