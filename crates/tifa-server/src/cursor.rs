//! Where a listing goes on.

use crate::problem::Problem;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Where a listing goes on: how many lines were given, and in which state of the archive they were counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Lines given before.
    pub skip: usize,
    /// The archive's state then.
    pub state: String,
}

impl Cursor {
    /// As it stands in an address.
    pub fn written(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}/{}", self.skip, self.state))
    }

    /// From an address.
    ///
    /// # Errors
    /// A problem of status 400 for what no listing gave.
    pub fn read(written: &str) -> Result<Self, Problem> {
        let bad = || Problem::bad("cursor", "no listing gave this cursor; take `next` of the page before");
        let bytes = URL_SAFE_NO_PAD.decode(written).map_err(|_| bad())?;
        let text = String::from_utf8(bytes).map_err(|_| bad())?;
        let (skip, state) = text.split_once('/').ok_or_else(bad)?;
        Ok(Self { skip: skip.parse().map_err(|_| bad())?, state: state.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was() {
        let cursor = Cursor { skip: 50, state: "7.3".to_owned() };
        assert_eq!(Cursor::read(&cursor.written()).unwrap(), cursor);
        for bad in ["", "x", "NTA", "山", "____"] {
            assert_eq!(Cursor::read(bad).unwrap_err().status, 400, "{bad}");
        }
    }
}
