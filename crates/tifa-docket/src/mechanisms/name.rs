//! Where the name of a mechanism begins and ends.

use super::table::{Head, Kind, Part, tables};
use crate::parties::{Naming, all, parties};
use tifa_record::{Class, Page};
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
const LONGEST: usize = 40;
/// Unknown characters between the parties of a name and the rest.
const UNKNOWN: usize = 10;
/// Characters of a quotation that is part of a name, or a name.
const QUOTED: usize = 24;

/// Unknown characters between a verb and a head that are taken as telling which.
const SHORT: usize = 6;

/// Whether the head is no verb, so that what stands between a verb and it belongs to it.
fn bounded(kind: Kind) -> bool {
    matches!(kind, Kind::Standing | Kind::Forum | Kind::Paper)
}

/// A word on the way to the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Party(usize),
    Part(Part),
}

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

/// The short quotation, no speech, that ends behind a head at `end`: 「2+2防務對話」.
fn term(page: &Page<'_>, end: usize) -> Option<ByteRange> {
    let end = u32::try_from(end).ok()?;
    let i = page.quotes.iter().position(|q| q.inner.end == end && q.outer.end > end)?;
    let inner = page.quotes[i].inner.of(&page.level);
    let term = page.speech.get(i) != Some(&true) && inner.chars().count() <= QUOTED && !inner.contains(ends);
    term.then_some(page.quotes[i].outer)
}

/// The 《…》 round a head.
fn title_round(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
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

/// The character boundary at `at` or before it.
pub(super) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Marks that end the way to the left.
fn ends(c: char) -> bool {
    c.is_whitespace() || "。！？；：，、,!?;:（）()《》〈〉【】[]|/\"".contains(c)
}

/// Goes from the head to the left over what belongs to the name.
fn extend(page: &Page<'_>, name: &mut Name) {
    let text = page.level.as_str();
    let head = name.range.start as usize;
    let from = text[..head]
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|c| !ends(c.1) || "《》".contains(c.1))
        .last()
        .map_or(head, |c| c.0);
    let window = &text[from..head];
    if window.is_empty() {
        return;
    }
    let namings = parties().find(window);
    let steps = steps(page, window, from, &namings);
    let (mut at, mut unknown) = (head, 0usize);
    let mut best = head;
    let mut taken: Vec<usize> = Vec::new();
    let mut via_joiner = false;
    let (mut told, mut level, mut open) = (false, None::<ByteRange>, None);
    while at > from {
        if let Some((open, inner)) = quotation_before(text, from, at) {
            if via_joiner {
                break;
            }
            // 「2+2」: a quotation is a word that tells which.
            (at, told) = (open, true);
            if unknown == 0 {
                best = open;
            }
            name.told |= inner > 0;
            continue;
        }
        let Some(&(start, _, step)) = steps.iter().find(|s| s.1 == at) else {
            let Some((i, c)) = text[from..at].char_indices().next_back() else { break };
            if "「『“‘﹁《".contains(c) {
                break;
            }
            if let Some(round) = round_before(text, from, at) {
                at = round;
                name.dated = true;
                if unknown == 0 {
                    best = at;
                }
                continue;
            }
            // A word that runs over this place is no boundary, and only names with parties in front hold unknown ones.
            unknown += 1;
            if unknown > UNKNOWN {
                break;
            }
            at = from + i;
            open = Some(at).filter(|_| unknown <= SHORT);
            continue;
        };
        via_joiner = step == Step::Part(Part::Joiner);
        match step {
            Step::Part(Part::Break) => {
                // Between a verb and the head stands what tells which: 激活促和機制.
                let free =
                    best == head && unknown > 1 && bounded(name.kind) && !text[head..].starts_with("协议");
                if let (Some(at), true) = (open, free && !name.whole) {
                    (best, told) = (at, true);
                }
                break;
            }
            // Right before the head 和 is the end of a word that no table has.
            Step::Part(Part::Joiner) if at == head && bounded(name.kind) => {
                unknown += 1;
            }
            Step::Part(Part::Joiner) => {
                // 和 counts only when what stands before it belongs to the name as well.
                let before = text.get(from..start).unwrap_or_default();
                if at == head
                    || tables()
                        .heads
                        .find(before)
                        .any(|h| h.range.end as usize == before.len() && h.class != Head::Skip)
                {
                    break;
                }
            }
            Step::Party(i) if namings[i].side => break,
            Step::Party(i) => {
                let joint = namings[i].is_joint() || joined(text, start, from, &steps);
                if unknown > 0 && (!joint || !taken.is_empty()) {
                    break;
                }
                name.told |= unknown > 0 || told;
                unknown = 0;
                best = start;
                taken.push(i);
            }
            Step::Part(part) => {
                if unknown == 0 {
                    best = start;
                    match part {
                        Part::Modifier => told = true,
                        Part::Place | Part::Round => name.dated = true,
                        Part::Both => name.both = true,
                        _ => {}
                    }
                    if part == Part::Level {
                        let range = ByteRange::new(start, at);
                        level = Some(level.map_or(range, |l| l.hull(range)));
                    }
                }
            }
        }
        at = start;
    }
    name.told |= told;
    name.level = level.filter(|l| l.start as usize >= best);
    taken.reverse();
    name.parties = all(&taken.iter().map(|&i| namings[i].clone()).collect::<Vec<_>>());
    name.range = ByteRange::new(best, name.range.end as usize);
}

/// Takes off what the way to the left took too much: 領域 that closes a list, and a party that one talks with
/// (與中國談判, where the head is a verb).
fn trim(text: &str, head: usize, name: &mut Name) {
    let start = name.range.start as usize;
    let front = text.get(start..head).unwrap_or_default();
    let loose = ["领域", "问题", "事务", "方面"].iter().find(|w| front.starts_with(**w));
    let cut = if let Some(word) = loose {
        word.len()
    } else if matches!(name.kind, Kind::Talks | Kind::Meeting)
        && name.parties.len() == 1
        && !name.told
        && !name.dated
        && text[..start].ends_with(['与', '同', '和', '跟', '对', '向'])
    {
        name.parties.clear();
        name.level = None;
        head - start
    } else {
        0
    };
    name.range = ByteRange::new(start + cut, name.range.end as usize);
}

/// Whether a joiner and another party stand before `start`.
fn joined(text: &str, start: usize, from: usize, steps: &[(usize, usize, Step)]) -> bool {
    let joiner = steps.iter().find(|s| s.1 == start && s.2 == Step::Part(Part::Joiner));
    joiner.is_some_and(|j| {
        j.0 > from
            && text.is_char_boundary(j.0)
            && steps.iter().any(|s| s.1 == j.0 && matches!(s.2, Step::Party(_)))
    })
}

/// Words of the tables in the window, and of the page that end a name: names of people, verbs of saying.
fn steps(page: &Page<'_>, window: &str, from: usize, namings: &[Naming]) -> Vec<(usize, usize, Step)> {
    let mut out: Vec<(usize, usize, Step)> =
        namings.iter().enumerate().map(|(i, n)| (from + n.start, from + n.end, Step::Party(i))).collect();
    let free = |out: &[(usize, usize, Step)], s: usize, e: usize| out.iter().all(|o| e <= o.0 || o.1 <= s);
    for hit in tables().parts.find(window) {
        let (start, end, part) = (from + hit.range.start as usize, from + hit.range.end as usize, hit.class);
        if free(&out, start, end) {
            out.push((start, end, Step::Part(part)));
        }
    }
    let range = ByteRange::new(from, from + window.len());
    for t in page.tokens_in(range) {
        let (start, end) = (t.range.start as usize, t.range.end as usize);
        let part = match t.class {
            Class::Name
            | Class::Office
            | Class::Role
            | Class::Courtesy
            | Class::Say
            | Class::Stance
            | Class::Act
            | Class::Pronoun
            | Class::Side
            | Class::Negation
            | Class::Passive
            | Class::Time
            | Class::Verb
            | Class::PrepLong
            | Class::PrepShort
            | Class::Body
            | Class::Outlet
            | Class::Press
            | Class::Relay => Part::Break,
            Class::Place => Part::Place,
            _ => continue,
        };
        if end <= from + window.len() && free(&out, start, end) {
            out.push((start, end, Step::Part(part)));
        }
    }
    out
}

/// Where a short quotation begins that ends at `at`, and the bytes inside it.
fn quotation_before(text: &str, from: usize, at: usize) -> Option<(usize, usize)> {
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

/// Where 第三輪, 第十七屆 begins that ends at `at`.
fn round_before(text: &str, from: usize, at: usize) -> Option<usize> {
    let before = text.get(from..at)?;
    let rest = before.strip_suffix(['轮', '届', '次'])?;
    let number = rest.trim_end_matches(|c: char| "一二三四五六七八九十百零〇两0123456789".contains(c));
    (number.len() < rest.len()).then(|| {
        let start = number.strip_suffix('第').unwrap_or(number);
        from + start.len()
    })
}

/// Takes quotation marks round the name into it, and 倡議 behind 一帶一路.
fn wrap(text: &str, name: &mut Name) {
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
