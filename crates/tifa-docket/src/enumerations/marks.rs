//! Marks of items and announcements, where they stand.

use super::table::{Manner, Rank, Role, Word, table};
use tifa_record::Page;
use tifa_text::ByteRange;

/// A mark that opens an item.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Which page, of those of the document.
    pub(super) page: usize,
    /// Where the mark starts, bytes of the page's text.
    pub(super) start: usize,
    /// Where the item starts, behind the mark.
    pub(super) item: usize,
    /// How it marks.
    pub(super) manner: Manner,
    /// Which item it opens.
    pub(super) rank: Rank,
}

/// A number with what it counts, which may announce a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Announcement {
    /// Which page, of those of the document.
    pub(super) page: usize,
    /// From the number to the end of what is counted.
    pub(super) range: ByteRange,
    /// How many are announced.
    pub(super) declared: u8,
    /// Whether points are counted: by the noun, by a quoted word that stands for them, or by a colon behind.
    pub(super) strong: bool,
    /// The quoted word that stands in each point (六個「最」).
    pub(super) term: Option<ByteRange>,
    /// Behind the words that lead over to the points (：, 包括), when they follow.
    pub(super) leads: Option<usize>,
    /// Whether a colon leads over.
    pub(super) colon: bool,
}

/// The marks and announcements of a page.
pub(super) fn find(page: &Page<'_>, index: usize, marks: &mut Vec<Mark>, announced: &mut Vec<Announcement>) {
    let text = page.level.as_str();
    for (start, end, word) in table().find(text) {
        match word {
            Word::Mark(manner, rank) => {
                if let Some(item) = opened(text, start, end, manner) {
                    marks.push(Mark { page: index, start, item, manner, rank });
                }
            }
            Word::Ordinal(n) => {
                if let Some(item) = ordinal(text, start, end) {
                    marks.push(Mark { page: index, start, item, manner: Manner::Word, rank: Rank::Of(n) });
                }
            }
            Word::Count(n, colon) => announced.extend(announcement(text, index, start, end, n, colon)),
        }
    }
}

/// Whether `c` ends or opens a clause.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '；'
            | '：'
            | '、'
            | '！'
            | '？'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '.'
            | '…'
            | '—'
            | '─'
            | '「'
            | '『'
            | '“'
            | '‘'
            | '」'
            | '』'
            | '”'
            | '’'
            | '"'
            | '（'
            | '）'
            | '('
            | ')'
            | '【'
            | '】'
            | '●'
            | '•'
            | '·'
            | '*'
            | '#'
            | '>'
            | '-'
            | '／'
            | '/'
    ) || c.is_whitespace()
}

/// Whether a clause opens at byte `at`.
fn opens_clause(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.chars().next_back().is_none_or(is_mark))
}

/// Whether a clause opens at byte `at`, or one that a conjunction joins: ，及第二.
fn joins_clause(text: &str, at: usize) -> bool {
    let joined = text.get(..at).and_then(|before| before.strip_suffix(['及', '和', '而', '且', '与']));
    opens_clause(text, at) || joined.is_some_and(|before| before.ends_with(['，', '；', '。', '、']))
}

/// Words right before a bracketed number that is set into a clause: 包括（一）.
const INTO: [char; 6] = ['括', '为', '是', '即', '有', '及'];

/// Where the item of a mark begins; `None` when what looks like a mark is none.
fn opened(text: &str, start: usize, end: usize, manner: Manner) -> Option<usize> {
    let before = text.get(..start)?.chars().next_back();
    let behind = text.get(end..)?.chars().next();
    let clause = opens_clause(text, start);
    let fits = match manner {
        // 一、二線: the second is no mark.
        Manner::Plain => clause && before != Some('、'),
        Manner::Figure => {
            clause
                && !behind.is_some_and(|c| c.is_ascii_digit())
                && !before.is_some_and(|c| ".,-/".contains(c))
        }
        Manner::Bracket => clause || before.is_some_and(|c| INTO.contains(&c)),
        Manner::Circle | Manner::Stem => clause || before.is_some_and(|c| INTO.contains(&c)),
        // A comma alone divides clauses of one point.
        Manner::Modal => {
            before.is_none_or(|c| matches!(c, '：' | '；' | '。' | ':' | ';') || c.is_whitespace())
        }
        Manner::Word | Manner::Step | Manner::Other => joins_clause(text, start),
    };
    if !fits {
        return None;
    }
    // 二要提升, 必須守約: the verb belongs to the point.
    Some(match manner {
        Manner::Modal => start,
        Manner::Step if text[start..end].ends_with('要') => end - "要".len(),
        _ => content(text, end),
    })
}

/// Where the item behind 第三 begins; `None` when nothing sets it off (第三世界).
fn ordinal(text: &str, start: usize, end: usize) -> Option<usize> {
    if !joins_clause(text, start) {
        return None;
    }
    let rest = text.get(end..)?;
    let measured = table().opens(rest, Role::Measure).map(|len| end + len);
    let set_off = |at: usize| {
        let rest = text.get(at..)?;
        rest.is_empty().then_some(at).or_else(|| table().opens(rest, Role::Behind).map(|_| at))
    };
    measured.and_then(set_off).or_else(|| set_off(end)).map(|at| content(text, at))
}

/// Behind the marks and the copula that set a mark off from its item.
fn content(text: &str, at: usize) -> usize {
    let mut at = at;
    let mut copula = false;
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        let skip = match c {
            '，' | '、' | '：' | ',' | ':' | '.' | '．' | '）' | ')' | '*' | '─' | '—' => {
                c.len_utf8()
            }
            c if c.is_whitespace() => c.len_utf8(),
            _ if copula => break,
            _ => {
                let Some(&word) = COPULAS.iter().find(|w| rest.starts_with(**w)) else { break };
                copula = true;
                word.len()
            }
        };
        at += skip;
    }
    at
}

/// Between an ordinal and its item.
const COPULAS: [&str; 3] = ["就是", "则是", "是"];

/// Characters from a measure word to the noun.
const WITHIN: usize = 9;

/// The announcement that a count opens, when it may be one.
fn announcement(
    text: &str,
    page: usize,
    start: usize,
    end: usize,
    declared: u8,
    colon: bool,
) -> Option<Announcement> {
    let before = text.get(..start)?;
    if declared < 2
        || before.ends_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c))
        || table().ends(before, Role::Back).is_some()
    {
        return None;
    }
    if colon {
        let range = ByteRange::new(start, end - '：'.len_utf8());
        return Some(Announcement {
            page,
            range,
            declared,
            strong: true,
            term: None,
            leads: Some(end),
            colon,
        });
    }
    let alone = table().ends(&text[start..end], Role::Alone).is_some();
    let (mut close, mut strong, mut term) = (end, false, None);
    let rest = text.get(end..)?;
    if table().opens(rest, Role::NoPoint).is_some() {
        return None;
    }
    if let Some(inner) = quoted(rest) {
        let range = ByteRange::new(end + inner.start, end + inner.end);
        (term, strong) = (Some(range), true);
        close = range.end as usize + rest[inner.end..].chars().next().map_or(0, char::len_utf8);
        if let Some(len) = text.get(close..).and_then(|r| table().opens(r, Role::Noun)) {
            close += len;
        }
    } else {
        for (at, c) in rest.char_indices().take(WITHIN) {
            if is_mark(c) || c == '的' {
                break;
            }
            let here = end + at;
            if here < close {
                continue;
            }
            if let Some(len) = table().opens(&text[here..], Role::Noun) {
                (close, strong) = (here + len, true);
            } else if strong {
                break;
            }
        }
    }
    let (leads, colon) = led(text, close);
    // 三條路線：, whatever is counted.
    let named = leads.is_none() && !strong && !alone;
    if named && let Some(at) = colon_near(rest) {
        let leads = Some(end + at + '：'.len_utf8());
        let range = ByteRange::new(start, end + at);
        return Some(Announcement { page, range, declared, strong: false, term, leads, colon: true });
    }
    Some(Announcement {
        page,
        range: ByteRange::new(start, close),
        declared,
        strong: strong || alone && colon,
        term,
        leads,
        colon,
    })
}

/// The quoted word right behind a measure word: 個「最」.
fn quoted(rest: &str) -> Option<std::ops::Range<usize>> {
    const LONGEST: usize = 4;
    let open = rest.chars().next().filter(|c| matches!(c, '「' | '“' | '『' | '‘' | '"'))?;
    let inner = open.len_utf8();
    let len = rest[inner..]
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| matches!(c, '」' | '”' | '』' | '’' | '"'));
    len.filter(|l| l.0 > 0).map(|(len, _)| inner..inner + len)
}

/// Behind the words that lead over from an announcement that ends at byte `at`, and whether a colon does.
fn led(text: &str, at: usize) -> (Option<usize>, bool) {
    let mut at = at;
    let (mut leads, mut colon, mut comma) = (false, false, false);
    while let Some(rest) = text.get(at..) {
        let skip = match rest.chars().next() {
            Some('：' | ':') if !colon => {
                (leads, colon) = (true, true);
                rest.chars().next().map_or(0, char::len_utf8)
            }
            Some('」' | '』' | '”' | '’') if !leads => rest.chars().next().map_or(0, char::len_utf8),
            Some('，' | ',') if !comma && !colon => {
                comma = true;
                rest.chars().next().map_or(0, char::len_utf8)
            }
            Some('—' | '─') => {
                leads = true;
                rest.chars().next().map_or(0, char::len_utf8)
            }
            _ if !leads => match table().opens(rest, Role::Lead) {
                Some(len) => {
                    leads = true;
                    len
                }
                None => break,
            },
            _ => break,
        };
        at += skip;
    }
    (leads.then_some(at), colon)
}

/// Byte of the colon that ends the few words `rest` begins with.
fn colon_near(rest: &str) -> Option<usize> {
    const NEAR: usize = 8;
    let mut near = rest.char_indices().take(NEAR);
    let (at, c) = near.find(|&(_, c)| is_mark(c) || c == '的')?;
    (c == '：' && at > 0).then_some(at)
}
