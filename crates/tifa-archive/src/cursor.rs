//! Where a listing goes on.

/// Where a listing goes on: how many lines were given, and in which state of the archive they were counted.
///
/// ```
/// use tifa_archive::Cursor;
/// let cursor = Cursor { skip: 50, state: "7.3".to_owned() };
/// assert_eq!(Cursor::asked(&cursor.written()), Ok(cursor));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Lines given before.
    pub skip: usize,
    /// The archive's state then ([`crate::Archive::state`]); empty when nothing was given yet.
    pub state: String,
}

/// What no listing gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no listing gave this cursor; take `next` of the page before")]
pub struct NoCursor;

impl Cursor {
    /// As it is handed out: digits and dots, which stand unchanged in an address.
    pub fn written(&self) -> String {
        format!("{}.{}", self.skip, self.state)
    }

    /// As somebody asks for it who was handed it; that of the first page when nothing is said.
    ///
    /// # Errors
    /// [`NoCursor`] for what no listing gave.
    pub fn asked(written: &str) -> Result<Self, NoCursor> {
        if written.is_empty() {
            return Ok(Self::default());
        }
        let (skip, state) = written.split_once('.').ok_or(NoCursor)?;
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !plain(skip) || !plain(state) {
            return Err(NoCursor);
        }
        Ok(Self { skip: skip.parse().map_err(|_| NoCursor)?, state: state.to_owned() })
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
            let next = stretch.next().map(|n| Cursor::asked(&n).unwrap().skip);
            assert_eq!((stretch.rows.as_slice(), next), expect, "{skip}, {page}");
            assert!(stretch.changed && stretch.total == 3);
        };
        check(0, 2, (&[1, 2], Some(2)));
        check(2, 2, (&[3], None));
        check(0, 3, (&[1, 2, 3], None));
        check(9, 2, (&[], None));
    }

    #[test]
    fn what_no_listing_gave() {
        let check = |written: &str, expect: Option<usize>| {
            assert_eq!(Cursor::asked(written).ok().map(|c| c.skip), expect, "{written}");
        };
        check("50.7.3", Some(50));
        check("", Some(0));
        check("50", None);
        check("50.", None);
        check(".7.3", None);
        check("-1.7.3", None);
        check("山.7.3", None);
        check("99999999999999999999999.7.3", None);
    }
}
