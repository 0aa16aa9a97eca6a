//! Where the name of a mechanism begins and ends.

use super::extent::{extend, trim};
use super::marks::{term, title_round, wrap};
use super::table::{Head, Kind, Part, tables};
use crate::parties::{all, parties};
use tifa_record::Page;
use tifa_text::ByteRange;

/// A name of a mechanism where it stands; ranges are bytes of the page.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// The name, with its marks.
    pub(super) range: ByteRange,
    /// What kind of thing its head names.
    pub(super) kind: Kind,
    /// Whether it stands whole in the table.
    pub(super) whole: bool,
    /// Whether marks of titles stand round it.
    pub(super) titled: bool,
    /// Parties that the name itself names.
    pub(super) parties: Vec<&'static str>,
    /// Whether 雙方, 兩國 stands in the name or right before it.
    pub(super) both: bool,
    /// How much tells which one it is: words of topic and place, or unknown words behind the parties.
    pub(super) told: bool,
    /// A place or a round, which tell a meeting that comes once.
    pub(super) dated: bool,
    /// Words for those who meet.
    pub(super) level: Option<ByteRange>,
}

impl Name {
    /// A name of nothing but its head.
    fn new(range: ByteRange, kind: Kind) -> Self {
        Self {
            range,
            kind,
            whole: false,
            titled: false,
            parties: Vec::new(),
            both: false,
            told: false,
            dated: false,
            level: None,
        }
    }

    /// Whether nothing but the head stands there.
    pub(super) fn is_bare(&self) -> bool {
        !self.whole
            && !self.titled
            && !self.told
            && !self.dated
            && self.parties.is_empty()
            && self.level.is_none()
    }
}

/// Characters a name goes on to the left at most.
pub(super) const LONGEST: usize = 40;

/// The names whose heads stand in `page`, in order; heads that touch are one.
pub(super) fn names(page: &Page<'_>) -> Vec<Name> {
    let mut heads: Vec<(usize, usize, Kind, bool)> = Vec::new();
    for hit in tables().heads.find(&page.level) {
        let (start, end) = (hit.range.start as usize, hit.range.end as usize);
        match (hit.class, heads.last_mut()) {
            (Head::Tail, Some(last)) if last.1 == start => last.1 = end,
            (Head::Skip | Head::Tail, _) => {}
            (Head::Last(kind), Some(last)) if last.1 == start => {
                (last.1, last.2, last.3) = (end, kind, false)
            }
            (Head::Last(kind), _) => heads.push((start, end, kind, false)),
            (Head::Whole(kind), _) => heads.push((start, end, kind, true)),
        }
    }
    let mut out: Vec<Name> = Vec::new();
    for (start, end, kind, whole) in heads {
        if kind == Kind::Standing && !whole {
            out.extend(members(page, start));
        }
        let Some(name) = name(page, start, end, kind, whole) else { continue };
        // 一帶一路 in the name of a forum is part of it.
        while out.last().is_some_and(|n| name.range.contains(n.range)) {
            out.pop();
        }
        match out.last_mut() {
            // 《…》的磋商: the talks are known by the paper.
            Some(paper) if is_of(page, paper, &name) => {
                paper.range = paper.range.hull(name.range);
                (paper.kind, paper.whole, paper.titled, paper.told) = (Kind::Talks, false, false, true);
            }
            Some(last) if last.range.end > name.range.start => {}
            _ => out.push(name),
        }
    }
    out
}

/// The groups that a text calls mechanisms in so many words: 金磚、二十國集團等多邊機制.
fn members(page: &Page<'_>, head: usize) -> Vec<Name> {
    let text = page.level.as_str();
    let near = floor(text, head.saturating_sub(LONGEST * 3));
    let window = &text[near..head];
    let Some((list, kinds)) = window.rsplit_once('等') else { return Vec::new() };
    let parts: Vec<_> = tables().parts.find(kinds).collect();
    let filled: usize = parts.iter().map(|h| h.range.len()).sum();
    if filled != kinds.len() || parts.iter().any(|h| matches!(h.class, Part::Break | Part::Joiner)) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut at = list.len();
    for naming in parties().find(list).into_iter().rev() {
        let between = list.get(naming.end..at).unwrap_or("?");
        if naming.is_joint()
            || naming.side
            || !(between.is_empty() || matches!(between, "、" | "和" | "及" | "组织"))
        {
            break;
        }
        at = naming.start;
        let range = ByteRange::new(near + naming.start, near + naming.end);
        out.push(Name { whole: true, parties: naming.parties, ..Name::new(range, Kind::Standing) });
    }
    out.reverse();
    // One of them alone is an example, and what is meant stands behind: 聯合國等機制.
    if out.len() < 2 { Vec::new() } else { out }
}

/// Whether `talks` are those on `paper`: nothing but 的 between them.
fn is_of(page: &Page<'_>, paper: &Name, talks: &Name) -> bool {
    paper.kind == Kind::Paper
        && talks.kind == Kind::Talks
        && talks.is_bare()
        && page.level.get(paper.range.end as usize..talks.range.start as usize) == Some("的")
}

fn name(page: &Page<'_>, start: usize, end: usize, kind: Kind, whole: bool) -> Option<Name> {
    let text = page.level.as_str();
    let mut name = Name { whole, ..Name::new(ByteRange::new(start, end), kind) };
    // Letters that go on are another word.
    let letters = |c: char| c.is_ascii_alphanumeric();
    if whole && text.get(start..end)?.ends_with(letters) {
        let glued = text[..start].ends_with(letters) || text[end..].starts_with(letters);
        if glued {
            return None;
        }
    }
    if let Some((from, to)) = title_round(text, start, end) {
        // A newspaper's column and a play have titles too: only papers are named so.
        if !matches!(kind, Kind::Paper) || !text.get(end..to)?.starts_with('》') {
            return None;
        }
        name.range = ByteRange::new(from, to);
        name.titled = true;
        name.parties = all(&parties().find(text.get(from..to)?));
        return Some(name);
    }
    if !whole && let Some(range) = term(page, end) {
        name.parties = all(&parties().find(range.of(text)));
        (name.range, name.told) = (range, true);
        return Some(name);
    }
    extend(page, &mut name);
    trim(text, start, &mut name);
    wrap(text, &mut name);
    // Those who take part in 一帶一路 are a group of states, no word on it.
    let group = kind == Kind::Ongoing
        && ["国家", "沿线"].iter().any(|w| text[name.range.end as usize..].starts_with(w));
    (!group).then_some(name)
}

/// The character boundary at `at` or before it.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Marks that end the way to the left.
pub(super) fn ends(c: char) -> bool {
    c.is_whitespace() || "。！？；：，、,!?;:（）()《》〈〉【】[]|/\"".contains(c)
}
