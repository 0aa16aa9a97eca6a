//! How far a name goes to the left of its head.

use super::marks::quotation_before;
use super::name::{LONGEST, Name, ends};
use super::table::{Head, Kind, Part, tables};
use crate::parties::{Naming, all, parties};
use tifa_record::{Class, Page};
use tifa_text::ByteRange;

/// Unknown characters between the parties of a name and the rest.
const UNKNOWN: usize = 10;

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

/// Goes from the head to the left over what belongs to the name.
pub(super) fn extend(page: &Page<'_>, name: &mut Name) {
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
pub(super) fn trim(text: &str, head: usize, name: &mut Name) {
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
