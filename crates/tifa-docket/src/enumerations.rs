//! Enumerations: lists of points that are announced or marked.
//!
//! One pass over a page gives the marks that open items (一、, 首先, 其次, 第三, 二是) and the numbers that may announce a
//! list (三點建議, 五個「必須」). Marks of one manner in the order of their numbers are a list, inside a sentence or over
//! pages (`lists`). What is announced without marks is found by how it stands: as many parts behind a colon, as many items
//! of a list or paragraphs of one build behind the announcement, as many parts before the number (`unmarked`). There the
//! number must fit, for nothing else shows where the points are. Parallel clauses that nothing marks or announces are no list.

mod lists;
mod marks;
mod table;
mod unmarked;

use crate::entry::Enumeration;
use crate::matter::Matter;
use marks::{Announcement, Mark};
use tifa_record::{Page, PageKind, Place};
use tifa_text::ByteRange;

/// The enumerations of a document, ordered by place.
pub(crate) fn read(matter: &Matter<'_>) -> Vec<Enumeration> {
    let pages = matter.pages;
    let (mut found, mut announced) = (Vec::new(), Vec::new());
    for (page, i) in pages.iter().zip(0..) {
        if !matches!(page.kind, PageKind::Title | PageKind::Caption) {
            marks::find(page, i, &mut found, &mut announced);
        }
    }
    let lists = lists::join(pages, &found, &announced);
    let mut out = Vec::new();
    for list in &lists {
        let items = list.marks.iter().filter_map(|m| clause(&pages[m.page], m.item, next(&found, m)));
        out.extend(enumeration(matter, list.header.map(|h| &announced[h]), items.collect()));
    }
    let mut taken = vec![false; announced.len()];
    lists.iter().filter_map(|l| l.header).for_each(|h| taken[h] = true);
    for (a, taken) in announced.iter().zip(taken) {
        if !taken && !pages[a.page].is_headline() {
            out.extend(enumeration(matter, Some(a), unmarked::items(pages, a, &found)));
        }
    }
    out.sort_by_key(|e| (e.place, std::cmp::Reverse(e.items.last().copied())));
    out
}

/// The entry of a list; `None` when it has no two items.
fn enumeration(matter: &Matter<'_>, header: Option<&Announcement>, items: Vec<Place>) -> Option<Enumeration> {
    let first = *items.first()?;
    if items.len() < 2 {
        return None;
    }
    let place = header.map(|a| Place { block: matter.pages[a.page].block, range: a.range });
    let speaker = matter.speaker_at(first).or_else(|| matter.speaker_at(place?));
    Some(Enumeration {
        place: place.unwrap_or(first),
        announced: header.is_some(),
        declared: header.map(|a| u32::from(a.declared)),
        speaker: speaker.map(str::to_owned),
        items,
    })
}

/// Where the next mark of the same manner stands, on the same page.
fn next(marks: &[Mark], mark: &Mark) -> usize {
    let behind = marks.partition_point(|m| (m.page, m.start) <= (mark.page, mark.start));
    let here = marks[behind..].iter().take_while(|m| m.page == mark.page);
    here.into_iter().find(|m| m.manner == mark.manner && m.start >= mark.item).map_or(usize::MAX, |m| m.start)
}

/// The clause that begins at byte `at` of a page and ends before `end`: up to the first mark that ends one. 、 and
/// quotation marks do not.
fn clause(page: &Page<'_>, at: usize, end: usize) -> Option<Place> {
    let rest = page.text.get(at..end.min(page.text.len()))?.trim_end_matches(['、', ' ']);
    let end = rest.find(ends_clause).unwrap_or(rest.len());
    let text = rest[..end].trim_end();
    text.contains(|c: char| c.is_alphabetic())
        .then(|| Place { block: page.block, range: ByteRange::new(at, at + text.len()) })
}

/// Whether `c` ends the opening clause of an item.
fn ends_clause(c: char) -> bool {
    matches!(c, '，' | '；' | '。' | '：' | '！' | '？' | ',' | ';' | ':' | '!' | '?' | '\n')
}
