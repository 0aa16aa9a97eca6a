//! Where a listing goes on.

use crate::problem::Problem;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Where a listing goes on: how many lines were given, and in which state of the archive they were counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    /// As an address asks for it; the first page when it says nothing.
    ///
    /// # Errors
    /// A problem of status 400 for what no listing gave.
    pub fn asked(written: &str) -> Result<Self, Problem> {
        match written {
            "" => Ok(Self::default()),
            written => Self::read(written),
        }
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

/// A stretch of a listing.
#[derive(Debug)]
pub struct Stretch<T> {
    /// Its lines.
    pub rows: Vec<T>,
    /// All lines, those of other pages too.
    pub total: usize,
    /// Lines before these.
    pub skip: usize,
    /// Whether the archive has changed since the page before.
    pub changed: bool,
    /// The archive's state.
    state: String,
}

impl<T> Stretch<T> {
    /// The lines of `all` that the cursor asks for, `page` of them.
    pub fn of(all: &[T], cursor: &Cursor, state: String, page: usize) -> Self
    where
        T: Clone,
    {
        let rows = all.iter().skip(cursor.skip).take(page).cloned().collect();
        Self::cut(rows, all.len(), cursor, state)
    }

    /// Lines already cut as the cursor asks, of `total`.
    pub fn cut(rows: Vec<T>, total: usize, cursor: &Cursor, state: String) -> Self {
        let changed = !cursor.state.is_empty() && cursor.state != state;
        Self { rows, total, skip: cursor.skip, changed, state }
    }

    /// The cursor of the page after this one, when there is one.
    pub fn next(&self) -> Option<String> {
        let next = self.skip.saturating_add(self.rows.len());
        let more = next < self.total && !self.rows.is_empty();
        more.then(|| Cursor { skip: next, state: self.state.clone() }.written())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_knows_where_it_goes_on() {
        let check = |skip, page, expect: (&[u8], Option<usize>)| {
            let cursor = Cursor { skip, state: "1".to_owned() };
            let stretch = Stretch::of(&[1u8, 2, 3], &cursor, "2".to_owned(), page);
            let next = stretch.next().map(|n| Cursor::read(&n).unwrap().skip);
            assert_eq!((stretch.rows.as_slice(), next), expect, "{skip}, {page}");
            assert!(stretch.changed && stretch.total == 3);
        };
        check(0, 2, (&[1, 2], Some(2)));
        check(2, 2, (&[3], None));
        check(0, 3, (&[1, 2, 3], None));
        check(9, 2, (&[], None));
    }

    #[test]
    fn comes_back_as_it_was() {
        let cursor = Cursor { skip: 50, state: "7.3".to_owned() };
        assert_eq!(Cursor::read(&cursor.written()).unwrap(), cursor);
        for bad in ["", "x", "NTA", "山", "____"] {
            assert_eq!(Cursor::read(bad).unwrap_err().status, 400, "{bad}");
        }
    }
}
