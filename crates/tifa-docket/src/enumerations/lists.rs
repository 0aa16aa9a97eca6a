//! Marked lists: marks joined to lists, nested ones too, and each with what announces it.
//!
//! Marks are gone through in reading order with a stack of open lists. A first mark opens a list inside whatever is open;
//! another one goes on with the innermost list that waits for it, and closes those inside. So an item may hold a list of
//! its own, and a list that never ends is left behind when something outside it goes on, or when it is too far away.

use super::marks::{Announcement, Mark};
use super::table::{Manner, Rank, Role, table};
use tifa_record::{Page, PageKind};

/// A marked list.
#[derive(Debug)]
pub(super) struct List {
    /// The marks of its items.
    pub(super) marks: Vec<Mark>,
    /// Which of the announcements announces it.
    pub(super) header: Option<usize>,
    /// The number of its last item.
    last: u8,
}

/// Pages that may stand between two items.
const FAR: usize = 20;
/// The same for items marked in words, which are of one breath.
const NEAR: usize = 6;

/// Lists that wait at once: the oldest is given up when there are more.
const OPEN: usize = 12;

/// Joins marks to lists. The announcements are in reading order, and so are the marks.
pub(super) fn join(pages: &[Page<'_>], marks: &[Mark], announced: &[Announcement]) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for &mark in marks {
        let waiting = (0..open.len()).rev().filter(|&i| {
            let list = &lists[open[i]];
            goes_on(list, mark) && reaches(pages, list, announced, mark)
        });
        // Of two lists that wait the one marked in the same words goes on: 其一 behind 第一 is a list inside it.
        let found = waiting.min_by_key(|&i| !same_words(pages, lists[open[i]].marks.last(), mark));
        if let Some(i) = found {
            open.truncate(i + 1);
            let list = &mut lists[open[i]];
            list.last = list.last.saturating_add(1);
            list.marks.push(mark);
            continue;
        }
        if mark.rank != Rank::Of(1) {
            continue;
        }
        // A list does not hold one of its own manner, but for those in words.
        if mark.manner != Manner::Word {
            let same = open.iter().position(|&i| lists[i].marks.iter().any(|m| m.manner == mark.manner));
            open.truncate(same.unwrap_or(open.len()));
        }
        if open.len() == OPEN {
            open.remove(0);
        }
        open.push(lists.len());
        lists.push(List { marks: vec![mark], header: before(pages, announced, mark), last: 1 });
    }
    // Two clauses with the same verb are mere parallels.
    lists.retain(|l| l.marks.len() > if l.marks[0].manner == Manner::Modal { 2 } else { 1 });
    for list in &mut lists {
        let items = list.marks.len();
        let first = list.marks[0];
        let fits = |h: &usize| usize::from(announced[*h].declared) == items;
        let near = |h: &usize| is_next_to(pages, &announced[*h], first);
        let points = |h: &usize| announced[*h].strong || announced[*h].colon;
        // An announcement at some distance is one of this list when its number says so.
        let mut earlier = (0..=list.header.unwrap_or(0)).rev().take(4).filter(|_| list.header.is_some());
        list.header = list
            .header
            .filter(|h| near(h) && (points(h) || fits(h)))
            .or_else(|| earlier.find(|h| fits(h) && points(h) && is_near(pages, &announced[*h], first)));
    }
    // Numbered headings without an announcement are the sections of a text, numbered titles its contents.
    let mut contents = 0..0;
    lists.retain(|l| {
        let titles = l.marks.iter().filter(|m| is_title(pages, m)).count() * 4 >= l.marks.len() * 3;
        let first = l.marks[0];
        if !titles || l.header.is_some() {
            return true;
        }
        let (lead, inside) = (introduced(pages, first), contents.contains(&first.page));
        if lead.is_some_and(|l| table().ends(l, Role::Contents).is_none()) && !inside {
            return true;
        }
        if !inside {
            contents = first.page..l.marks[l.marks.len() - 1].page + 3;
        }
        false
    });
    lists
}

/// Whether an item is a heading or, marked by figures, a line of one clause.
fn is_title(pages: &[Page<'_>], mark: &Mark) -> bool {
    let page = &pages[mark.page];
    let rest = page.level.get(mark.item..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default().trim_end_matches(['；', ';', '。', ' ']);
    let clause = line.split(['；', ';']).next().unwrap_or_default();
    page.is_headline()
        || matches!(mark.manner, Manner::Figure | Manner::Bracket)
            && !clause.contains(['，', '。', '？', '！'])
}

/// What stands before the colon that stands right before a first mark.
fn introduced<'p>(pages: &'p [Page<'_>], mark: Mark) -> Option<&'p str> {
    let here = pages[mark.page].level.get(..mark.start)?.trim_end();
    let skipped = |p: &&Page<'_>| p.kind != PageKind::Caption && p.kind != PageKind::Heading;
    let text =
        if here.is_empty() { pages[..mark.page].iter().rev().find(skipped)?.level.trim_end() } else { here };
    text.strip_suffix(['：', ':'])
}

/// Whether `list` waits for `mark`.
fn goes_on(list: &List, mark: Mark) -> bool {
    let Some(first) = list.marks.first() else { return false };
    let within = list.marks.last().is_some_and(|l| l.page == mark.page);
    match mark.rank {
        _ if first.manner != mark.manner && !(within && mixes(first.manner, mark.manner)) => false,
        // 一是 … 一是: the same mark twice in one paragraph.
        Rank::Of(1) if mark.manner == Manner::Modal => within,
        Rank::Of(1) => matches!(mark.manner, Manner::Step | Manner::Other) && within && list.last == 1,
        Rank::Of(n) => n == list.last.saturating_add(1),
        Rank::Next if mark.manner == Manner::Other => within && list.last == 1,
        Rank::Next => true,
        Rank::Last => list.marks.len() > 1 && mark.page - list.marks[list.marks.len() - 1].page < 3,
    }
}

/// Whether a list in one manner may go on in another inside a paragraph: 一是 … 另一是, 一是 … 第二就是.
fn mixes(first: Manner, next: Manner) -> bool {
    matches!((first, next), (Manner::Step, Manner::Other | Manner::Word) | (Manner::Word, Manner::Other))
}

/// Whether an item of `list` may follow as far away as `mark` is.
fn reaches(pages: &[Page<'_>], list: &List, announced: &[Announcement], mark: Mark) -> bool {
    let Some(last) = list.marks.last() else { return false };
    let limit = if matches!(mark.manner, Manner::Word | Manner::Step) { NEAR } else { FAR };
    if mark.page - last.page > limit || speaker(pages, last.page) != speaker(pages, mark.page) {
        return false;
    }
    let wanting = list.header.is_some_and(|h| usize::from(announced[h].declared) > list.marks.len());
    let heading = |p: &Page<'_>| p.is_headline();
    wanting
        || heading(&pages[last.page])
        || !pages[last.page..mark.page].iter().skip(1).any(heading) && !heading(&pages[mark.page])
}

/// Who speaks on a page of a transcript.
fn speaker<'p>(pages: &'p [Page<'_>], page: usize) -> Option<&'p str> {
    match &pages.get(page)?.kind {
        PageKind::Turn(speaker) => Some(speaker),
        _ => None,
    }
}

/// Whether two marks open with the same character: 第一, 第二.
fn same_words(pages: &[Page<'_>], last: Option<&Mark>, mark: Mark) -> bool {
    let first = |m: &Mark| pages[m.page].level.get(m.start..).and_then(|r| r.chars().next());
    last.and_then(first) == first(&mark)
}

/// The last announcement before a first mark that may be of its list.
fn before(pages: &[Page<'_>], announced: &[Announcement], mark: Mark) -> Option<usize> {
    let at = (mark.page, mark.start);
    let count = announced.partition_point(|a| (a.page, a.range.start as usize) < at);
    (0..count).rev().take(4).find(|&i| is_near(pages, &announced[i], mark))
}

/// Sentences between an announcement and the first item.
const SENTENCES: usize = 2;

/// Whether an announcement stands close enough before a first mark to be of its list.
fn is_near(pages: &[Page<'_>], a: &Announcement, mark: Mark) -> bool {
    let page = &pages[a.page];
    let index = |at: usize| page.sentences.partition_point(|s| s.end as usize <= at);
    let own = index(a.range.start as usize);
    if a.page == mark.page {
        return index(mark.start) <= own + SENTENCES && a.range.end as usize <= mark.start;
    }
    own + 1 >= page.sentences.len()
        && is_head(pages, mark)
        && pages[a.page + 1..mark.page].iter().all(between)
}

/// Whether nothing but the lead stands between an announcement and a first mark.
fn is_next_to(pages: &[Page<'_>], a: &Announcement, mark: Mark) -> bool {
    let page = &pages[a.page];
    let end = if a.page == mark.page { mark.start } else { page.level.len() };
    let rest = page.level.get(a.range.end as usize..end).unwrap_or_default();
    let few = rest.chars().count() <= BETWEEN;
    few && (a.page == mark.page || is_head(pages, mark))
}

/// Characters between an announcement and a first item that stands next to it.
const BETWEEN: usize = 12;

/// Whether a mark opens its page.
fn is_head(pages: &[Page<'_>], mark: Mark) -> bool {
    const HEAD: usize = 12;
    mark.start <= HEAD || pages[mark.page].level[..mark.start].chars().all(|c| c.is_whitespace())
}

/// Whether a page may stand between an announcement and what it announces.
fn between(page: &Page<'_>) -> bool {
    matches!(page.kind, PageKind::Heading | PageKind::Caption)
}
