//! The map from a derived text back to the text it was derived from.
//!
//! Markup, line breaks, escapes and the fold all drop or replace characters. What remains is kept as a list of
//! segments, each saying which bytes of the source made which bytes of the text. Most text is one verbatim segment a
//! line, so the map stays small beside the text.

use crate::range::{ByteRange, narrow};
use serde::{Deserialize, Serialize};

/// One run of derived text and the source bytes that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Segment {
    /// Where the run starts in the derived text.
    text: u32,
    /// Where the bytes that made it start in the source.
    source: u32,
    /// Bytes of derived text.
    text_len: u32,
    /// Bytes of source. A run of equal lengths maps byte for byte; any other maps as a whole.
    source_len: u32,
}

/// A map from each character of a derived text to the bytes of its source.
///
/// Segments ascend in the derived text and cover all of it. In the source they need not be adjacent: what lies between
/// two segments was dropped (markup, a line break, another column).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

impl SourceMap {
    /// The map of a text that is `len` bytes copied verbatim from `source`.
    pub fn verbatim(source: usize, len: usize) -> Self {
        let mut map = Self::default();
        map.push_verbatim(source, len);
        map
    }

    /// Appends `len` bytes of derived text copied verbatim from `source`.
    pub fn push_verbatim(&mut self, source: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.segments.last_mut()
            && last.text_len == last.source_len
            && last.source as usize + last.source_len as usize == source
        {
            last.text_len += narrow(len);
            last.source_len += narrow(len);
            return;
        }
        let text = self.text_len();
        self.segments.push(Segment {
            text: narrow(text),
            source: narrow(source),
            text_len: narrow(len),
            source_len: narrow(len),
        });
    }

    /// Appends `text_len` bytes of derived text that the bytes `source` made as a whole: an entity, an escape.
    ///
    /// When the lengths happen to be equal the run is treated as verbatim, which is right for one character and
    /// harmless for an escape as long as the text it makes.
    pub fn push_replaced(&mut self, source: ByteRange, text_len: usize) {
        if text_len == 0 {
            return;
        }
        let text = self.text_len();
        self.segments.push(Segment {
            text: narrow(text),
            source: source.start,
            text_len: narrow(text_len),
            source_len: source.end - source.start,
        });
    }

    /// Appends another text and its map after this one.
    pub fn append(&mut self, other: &SourceMap) {
        let base = narrow(self.text_len());
        self.segments.extend(other.segments.iter().map(|s| Segment { text: s.text + base, ..*s }));
    }

    /// Length of the derived text in bytes.
    pub fn text_len(&self) -> usize {
        self.segments.last().map_or(0, |s| (s.text + s.text_len) as usize)
    }

    /// The source bytes that made the derived bytes `range`: from the first byte of its first character to the last
    /// byte of its last. `None` when the range is empty or outside the text.
    pub fn source(&self, range: ByteRange) -> Option<ByteRange> {
        if range.is_empty() {
            return None;
        }
        let first = self.segment(range.start)?;
        let last = self.segment(range.end - 1)?;
        Some(ByteRange { start: first.start_of(range.start), end: last.end_of(range.end) })
    }

    /// The source bytes of `range` as the runs they stand in: two runs are joined when fewer than `gap` source bytes
    /// were dropped between them, and when the second follows the first.
    pub fn pieces(&self, range: ByteRange, gap: u32) -> Vec<ByteRange> {
        let mut out: Vec<ByteRange> = Vec::new();
        let from = self.segments.partition_point(|s| s.text + s.text_len <= range.start);
        for s in self.segments[from..].iter().take_while(|s| s.text < range.end) {
            let piece = ByteRange {
                start: s.start_of(range.start.max(s.text)),
                end: s.end_of(range.end.min(s.text + s.text_len)),
            };
            match out.last_mut() {
                Some(last) if piece.start >= last.end && piece.start - last.end < gap => last.end = piece.end,
                _ => out.push(piece),
            }
        }
        out
    }

    /// The map of `self` seen through `outer`: where `self` maps to positions in a text that `outer` maps further.
    pub fn through(&self, outer: &SourceMap) -> SourceMap {
        let mut out = SourceMap::default();
        for s in &self.segments {
            if s.text_len != s.source_len {
                let range = ByteRange { start: s.source, end: s.source + s.source_len };
                let source = outer.source(range).unwrap_or(ByteRange { start: s.source, end: s.source });
                out.push_replaced(source, s.text_len as usize);
                continue;
            }
            let (mut at, end) = (s.source, s.source + s.source_len);
            while at < end {
                let Some(o) = outer.segment(at) else {
                    out.push_replaced(ByteRange { start: at, end }, (end - at) as usize);
                    break;
                };
                let stop = end.min(o.text + o.text_len);
                if o.text_len == o.source_len {
                    out.push_verbatim((o.source + (at - o.text)) as usize, (stop - at) as usize);
                } else {
                    let whole = ByteRange { start: o.source, end: o.source + o.source_len };
                    out.push_replaced(whole, (stop - at) as usize);
                }
                at = stop;
            }
        }
        out
    }

    /// The part of the map that covers the derived bytes `range`, with the derived text starting at 0 again.
    pub fn slice(&self, range: ByteRange) -> SourceMap {
        let mut out = SourceMap::default();
        let from = self.segments.partition_point(|s| s.text + s.text_len <= range.start);
        for s in self.segments[from..].iter().take_while(|s| s.text < range.end) {
            let (a, b) = (range.start.max(s.text), range.end.min(s.text + s.text_len));
            if s.text_len == s.source_len {
                out.push_verbatim((s.source + (a - s.text)) as usize, (b - a) as usize);
            } else {
                let whole = ByteRange { start: s.source, end: s.source + s.source_len };
                out.push_replaced(whole, (b - a) as usize);
            }
        }
        out
    }

    /// The same map with every source position moved by `offset` bytes towards the end.
    pub fn shifted(mut self, offset: usize) -> SourceMap {
        for s in &mut self.segments {
            s.source += narrow(offset);
        }
        self
    }

    /// The derived bytes that came from source bytes inside `source`, as one hull. `None` when none did.
    pub fn text(&self, source: ByteRange) -> Option<ByteRange> {
        let mut hull: Option<ByteRange> = None;
        for s in &self.segments {
            let (a, b) = (source.start.max(s.source), source.end.min(s.source + s.source_len));
            if a >= b {
                continue;
            }
            let found = if s.text_len == s.source_len {
                ByteRange { start: s.text + (a - s.source), end: s.text + (b - s.source) }
            } else {
                ByteRange { start: s.text, end: s.text + s.text_len }
            };
            hull = Some(hull.map_or(found, |h| h.hull(found)));
        }
        hull
    }

    /// Runs of the map as (derived range, source range), in the order of the derived text.
    pub fn runs(&self) -> impl Iterator<Item = (ByteRange, ByteRange)> + '_ {
        self.segments.iter().map(|s| {
            (
                ByteRange { start: s.text, end: s.text + s.text_len },
                ByteRange { start: s.source, end: s.source + s.source_len },
            )
        })
    }

    fn segment(&self, at: u32) -> Option<&Segment> {
        let i = self.segments.partition_point(|s| s.text + s.text_len <= at);
        self.segments.get(i).filter(|s| s.text <= at)
    }
}

impl Segment {
    /// Source position of the derived byte `at`, as the start of a span.
    fn start_of(&self, at: u32) -> u32 {
        if self.text_len == self.source_len { self.source + (at - self.text) } else { self.source }
    }

    /// Source position of the derived byte boundary `at`, as the end of a span.
    fn end_of(&self, at: u32) -> u32 {
        if self.text_len == self.source_len {
            self.source + (at - self.text)
        } else {
            self.source + self.source_len
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn r(start: u32, end: u32) -> ByteRange {
        ByteRange { start, end }
    }

    /// "a&amp;b\nc" read as "a&bc".
    fn sample() -> SourceMap {
        let mut m = SourceMap::verbatim(0, 1);
        m.push_replaced(r(1, 6), 1);
        m.push_verbatim(6, 1);
        m.push_verbatim(8, 1);
        m
    }

    #[test]
    fn maps_characters_entities_and_gaps() {
        let m = sample();
        assert_eq!(m.text_len(), 4);
        assert_eq!(m.source(r(0, 2)), Some(r(0, 6)));
        assert_eq!(m.source(r(1, 2)), Some(r(1, 6)));
        assert_eq!(m.source(r(2, 4)), Some(r(6, 9)));
        assert_eq!(m.source(r(4, 5)), None);
        assert_eq!(m.source(r(1, 1)), None);
        assert_eq!(m.pieces(r(0, 4), 1), vec![r(0, 7), r(8, 9)]);
        assert_eq!(m.pieces(r(0, 4), 2), vec![r(0, 9)]);
        assert_eq!(m.text(r(7, 9)), Some(r(3, 4)));
    }

    #[test]
    fn composes_and_slices() {
        let m = sample().shifted(10);
        assert_eq!(m.slice(r(1, 3)).source(r(0, 2)), Some(r(11, 17)));
        let mut inner = SourceMap::verbatim(0, 1);
        inner.push_verbatim(2, 2);
        let both = inner.through(&m);
        assert_eq!(both.source(r(0, 1)), Some(r(10, 11)));
        assert_eq!(both.source(r(1, 3)), Some(r(16, 19)));
    }
}
