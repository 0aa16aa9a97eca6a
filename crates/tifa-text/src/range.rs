//! Byte ranges: the coordinates of everything tifa finds.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes, `start..end`, in a text named by whoever holds the range.
///
/// Thirty-two bits suffice: one file is at most 4 GiB, and most are a few kilobytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct ByteRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl ByteRange {
    /// The range `start..end`.
    ///
    /// # Panics
    /// When an offset does not fit in 32 bits; readers refuse larger files first.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "range {start}..{end}");
        Self { start: narrow(start), end: narrow(end) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range that slices.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part of `text` it names, or `""` when the range does not cut `text` at character boundaries.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within `self`.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest range that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same range moved by `offset` bytes towards the end.
    pub fn shifted(self, offset: usize) -> Self {
        Self { start: self.start + narrow(offset), end: self.end + narrow(offset) }
    }
}

impl From<std::ops::Range<usize>> for ByteRange {
    fn from(r: std::ops::Range<usize>) -> Self {
        Self::new(r.start, r.end)
    }
}

/// An offset as 32 bits.
pub(crate) fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).expect("files over 4 GiB are refused before they are read")
}
