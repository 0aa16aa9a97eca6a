//! Names in marks: 《…》, 「…」, and what quotations do inside a name.

use super::name::{LONGEST, Name, ends, floor};
use super::table::Kind;
use tifa_record::Page;
use tifa_text::ByteRange;

/// Characters of a quotation that is part of a name, or a name.
const QUOTED: usize = 24;

/// The short quotation, no speech, that ends behind a head at `end`: 「2+2防務對話」.
pub(super) fn term(page: &Page<'_>, end: usize) -> Option<ByteRange> {
    let end = u32::try_from(end).ok()?;
    let i = page.quotes.iter().position(|q| q.inner.end == end && q.outer.end > end)?;
    let inner = page.quotes[i].inner.of(&page.level);
    let term = page.speech.get(i) != Some(&true) && inner.chars().count() <= QUOTED && !inner.contains(ends);
    term.then_some(page.quotes[i].outer)
}

/// The 《…》 round a head.
pub(super) fn title_round(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let near = start.saturating_sub(LONGEST * 3 * 2);
    let before = text.get(floor(text, near)..start)?;
    let open = before.rfind('《')?;
    if before[open..].contains('》') {
        return None;
    }
    let from = start - before.len() + open;
    let close = text.get(end..)?.char_indices().take(LONGEST).find(|c| c.1 == '》')?.0;
    Some((from, end + close + '》'.len_utf8()))
}

/// Where a short quotation begins that ends at `at`, and the bytes inside it.
pub(super) fn quotation_before(text: &str, from: usize, at: usize) -> Option<(usize, usize)> {
    let before = text.get(from..at)?;
    let close = before.chars().next_back()?;
    let open = match close {
        '」' => '「',
        '』' => '『',
        '》' => '《',
        '”' => '“',
        '’' => '‘',
        _ => return None,
    };
    let i = before.rfind(open)?;
    let inner = before.len() - i - open.len_utf8() - close.len_utf8();
    (before[i..].chars().count() <= QUOTED).then_some((from + i, inner))
}

/// Takes quotation marks round the name into it, and 倡議 behind 一帶一路.
pub(super) fn wrap(text: &str, name: &mut Name) {
    let (start, end) = (name.range.start as usize, name.range.end as usize);
    let pairs = [('「', '」'), ('『', '』'), ('“', '”'), ('‘', '’')];
    let (before, behind) = (&text[..start], &text[end..]);
    let (mut from, mut to) = (start, end);
    if let Some((open, close)) = pairs.iter().find(|(o, c)| before.ends_with(*o) && behind.starts_with(*c)) {
        (from, to) = (start - open.len_utf8(), end + close.len_utf8());
        name.told |= !name.whole && name.kind != Kind::Talks;
    }
    if name.kind == Kind::Ongoing && text[to..].starts_with("倡议") {
        to += "倡议".len();
    }
    name.range = ByteRange::new(from, to);
}
