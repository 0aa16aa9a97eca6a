//! Points that are announced by their number and not marked.

use super::marks::{Announcement, Mark, is_mark};
use super::table::{Role, table};
use super::{clause, ends_clause};
use tifa_record::{Class, Page, PageKind, Place};
use tifa_text::ByteRange;

/// The items of an announcement that no marked list has; empty when they cannot be told.
pub(super) fn items(pages: &[Page<'_>], a: &Announcement, marks: &[Mark]) -> Vec<Place> {
    let page = &pages[a.page];
    let wanted = usize::from(a.declared);
    let mut out = Vec::new();
    if let Some(at) = a.leads.filter(|_| a.strong || a.colon) {
        out = behind(page, a, at);
    }
    if out.is_empty() && a.strong {
        out = before(page, a);
    }
    let from = marks.partition_point(|m| m.page < a.page);
    let marked = marks.get(from).is_some_and(|m| m.page <= a.page + 2);
    if out.is_empty() && a.strong && !marked {
        out = below(pages, a);
    }
    if out.len() == wanted || a.colon && out.len() > 2 { out } else { Vec::new() }
}

/// The parts of the sentence behind a colon or another lead, as many as are announced: by semicolons, else by commas, else
/// by the marks and conjunctions of a series. Behind a colon semicolons divide points even where the number does not fit.
fn behind(page: &Page<'_>, a: &Announcement, at: usize) -> Vec<Place> {
    let wanted = usize::from(a.declared);
    let Some(sentence) = u32::try_from(at).ok().and_then(|at| page.sentence_at(at)) else {
        return Vec::new();
    };
    let end = sentence.end as usize;
    let by_semicolon = parts(page, at, end, |c| matches!(c, '；' | ';'));
    if by_semicolon.len() == wanted || a.colon && a.strong && by_semicolon.len() > 2 {
        return by_semicolon.into_iter().filter_map(|p| clause(page, p.start as usize, usize::MAX)).collect();
    }
    let close = page.level[at..end].find(ends_clause).map_or(end, |len| at + len);
    let close = if page.level[close..end].starts_with('；') { end } else { close };
    let series = series(page, at, close);
    // Two that a mere conjunction joins are told from a clause only by their being short and all there is.
    let rest = page.level[close..end].chars().all(is_mark);
    let short = wanted > 2 || rest && series.iter().all(|m| m.range.len() <= LONG / 2);
    if series.len() == wanted && short {
        return series;
    }
    let by_comma = parts(page, at, end, |c| matches!(c, '，' | ',' | '；'));
    let points = by_comma.len() == wanted && wanted > 2 && a.colon;
    by_comma.into_iter().filter(|_| points).map(|range| Place { block: page.block, range }).collect()
}

/// The parts of a stretch of text between the characters that divide it, without the marks that end it.
fn parts(page: &Page<'_>, from: usize, end: usize, divides: impl Fn(char) -> bool) -> Vec<ByteRange> {
    let text = page.level[from..end].trim_end_matches(|c| is_mark(c) && !is_closing(c));
    let mut out = Vec::new();
    let mut start = 0;
    let mut depth = 0i32;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), '\0'))) {
        depth += match c {
            '「' | '『' | '“' | '（' | '(' | '《' => 1,
            '」' | '』' | '”' | '）' | ')' | '》' => -1,
            _ => 0,
        };
        if c == '\0' || divides(c) && depth <= 0 {
            let part = text[start..at].trim();
            let lead = text[start..at].len() - text[start..at].trim_start().len();
            if !part.is_empty() {
                out.push(ByteRange::new(from + start + lead, from + start + lead + part.len()));
            }
            start = at + c.len_utf8();
        }
    }
    out
}

fn is_closing(c: char) -> bool {
    matches!(c, '」' | '』' | '”' | '）' | ')' | '》')
}

/// Words that join the last member of a series.
const JOINS: [&str; 8] = ["以及", "和", "及", "与", "、", "并", "跟", "还有"];
/// Words that end a series.
const ENDS: [&str; 6] = ["等等", "等", "之类", "为", "是", "作为"];

/// The members of a series: 甲、乙和丙.
fn series(page: &Page<'_>, from: usize, end: usize) -> Vec<Place> {
    let mut members = parts(page, from, end, |c| c == '、');
    if let Some(last) = members.pop() {
        let text = last.of(&page.level);
        let first = members.is_empty();
        let split =
            JOINS.iter().filter_map(|j| text.find(j).map(|at| (at, j.len()))).filter(|&(at, _)| at > 0).min();
        match split {
            Some((at, len)) if !text[at + len..].is_empty() => {
                let start = last.start as usize;
                members.push(ByteRange::new(start, start + at));
                members.push(ByteRange::new(start + at + len, last.end as usize));
            }
            Some((0, len)) if !first => {
                members.push(ByteRange::new(last.start as usize + len, last.end as usize));
            }
            _ => members.push(last),
        }
    }
    if let Some(last) = members.last_mut() {
        let text = last.of(&page.level);
        let cut = ENDS.iter().find(|e| text.ends_with(*e)).map_or(0, |e| e.len());
        *last = ByteRange::new(last.start as usize, last.end as usize - cut);
    }
    members.retain(|m| !m.is_empty());
    members.into_iter().map(|range| Place { block: page.block, range }).collect()
}

/// The members of a series that ends in its number: 甲、乙、丙三大重點.
fn before(page: &Page<'_>, a: &Announcement) -> Vec<Place> {
    let number = a.range.start as usize;
    let text = &page.level[..number];
    let trimmed = text.trim_end_matches(['“', '「', '等', '这']);
    let from = trimmed
        .rfind(ends_clause)
        .map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
    if a.declared < 3 || !trimmed[from..].contains('、') {
        return Vec::new();
    }
    let mut members = series(page, from, trimmed.len());
    let wanted = usize::from(a.declared);
    if members.len() != wanted || members.iter().any(|m| m.range.len() > LONG) {
        return Vec::new();
    }
    // What tells of the points behind the last member is none of it: 長遠考慮的四項原則.
    if let Some(last) = members.last_mut() {
        let end = last.range.of(&page.level).find('的').filter(|&at| at > 0).unwrap_or(last.range.len());
        last.range = ByteRange::new(last.range.start as usize, last.range.start as usize + end);
        // 準則、原則和中美三個公報: whose they are.
        let owner = page.tokens_in(last.range).iter().any(|t| {
            t.range == last.range && matches!(t.class, Class::Place | Class::Side | Class::Both | Class::Abbr)
        });
        if owner {
            return Vec::new();
        }
    }
    // What stands before the first member is part of the clause.
    if let Some(first) = members.first_mut() {
        let text = first.range.of(&page.level);
        let cut = text
            .char_indices()
            .skip(1)
            .filter_map(|(at, _)| table().ends(&text[..at], Role::Before).map(|_| at));
        // A word of two characters at least is left: 推動精英化, not 化.
        let cut = cut.filter(|&at| text.len() - at >= SHORT).last().unwrap_or(0);
        first.range = ByteRange::new(first.range.start as usize + cut, first.range.end as usize);
    }
    members
}

/// Bytes of the shortest first member of a series.
const SHORT: usize = 6;
/// Bytes of a member of a series.
const LONG: usize = 60;

/// Pages below an announcement that its points may run over.
const PAGES: usize = 14;

/// The points below an announcement that ends its sentence: items of a list, paragraphs that open alike or hold the quoted
/// word, sentences that open alike.
fn below(pages: &[Page<'_>], a: &Announcement) -> Vec<Place> {
    let page = &pages[a.page];
    let wanted = usize::from(a.declared);
    let Some(sentence) = page.sentence_at(a.range.start) else { return Vec::new() };
    let last = page.level[sentence.end as usize..].trim().is_empty();
    let rest: Vec<&Page<'_>> = pages[a.page + 1..].iter().take(PAGES + 4).collect();
    if last {
        let run: Vec<&&Page<'_>> = rest.iter().take_while(|p| p.kind == PageKind::Item).collect();
        if run.len() == wanted || run.len() > 2 && a.colon {
            return run.iter().filter_map(|p| clause(p, 0, usize::MAX)).collect();
        }
        let paragraphs: Vec<&&Page<'_>> = rest.iter().filter(|p| !skipped(p)).take(wanted + 1).collect();
        if let Some(term) = a.term {
            let term = term.of(&page.level);
            let run: Vec<Place> = paragraphs
                .iter()
                .take_while(|p| p.level.contains(term))
                .filter_map(|p| clause(p, 0, usize::MAX))
                .collect();
            if run.len() == wanted {
                return run;
            }
        }
        let opening = |p: &Page<'_>| p.level.chars().take(2).collect::<String>();
        if let Some(first) = paragraphs.first().map(|p| opening(p)) {
            let run: Vec<Place> = paragraphs
                .iter()
                .take_while(|p| opening(p) == first)
                .filter_map(|p| clause(p, 0, usize::MAX))
                .collect();
            if run.len() == wanted && wanted > 2 {
                return run;
            }
        }
    }
    alike(page, sentence.end, &rest, wanted)
}

/// Whether a page is passed over where points are looked for.
fn skipped(page: &Page<'_>) -> bool {
    matches!(page.kind, PageKind::Heading | PageKind::Caption)
}

/// Characters with which sentences of one build open, most first.
const FRAMES: std::ops::RangeInclusive<usize> = 3..=6;

/// The next sentences that open alike, when they are as many as are announced and the first one is the next of all.
fn alike(page: &Page<'_>, after: u32, rest: &[&Page<'_>], wanted: usize) -> Vec<Place> {
    if wanted < 3 {
        return Vec::new();
    }
    let mut openings: Vec<(&Page<'_>, usize)> = Vec::new();
    let own = page.sentences.iter().filter(|s| s.start >= after).map(|s| (page, *s));
    let body = rest.iter().take_while(|p| p.kind != PageKind::Title).filter(|p| !skipped(p)).take(PAGES);
    let below = body.flat_map(|p| p.sentences.iter().map(move |s| (*p, *s)));
    for (p, sentence) in own.chain(below) {
        openings.push((p, unattributed(p, sentence)));
    }
    let Some(&(first, at)) = openings.first() else { return Vec::new() };
    for length in FRAMES.rev() {
        let frame: String = first.level[at..].chars().take(length).collect();
        if frame.chars().any(is_mark) {
            continue;
        }
        let run = openings.iter().take(wanted * 3).filter(|(p, at)| p.level[*at..].starts_with(&frame));
        let run: Vec<Place> = run.filter_map(|&(p, at)| clause(p, at, usize::MAX)).collect();
        if run.len() == wanted {
            return run;
        }
    }
    Vec::new()
}

/// Where a sentence begins behind the clause that names its speaker (某人指出，).
fn unattributed(page: &Page<'_>, sentence: ByteRange) -> usize {
    const LONGEST: usize = 45;
    let text = sentence.of(&page.level);
    let Some(comma) = text.find('，').filter(|&c| c <= LONGEST) else { return sentence.start as usize };
    let lead = ByteRange::new(sentence.start as usize, sentence.start as usize + comma);
    let says =
        page.tokens_in(lead).iter().any(|t| matches!(t.class, Class::Say | Class::Stance | Class::Act));
    if says { lead.end as usize + '，'.len_utf8() } else { sentence.start as usize }
}
