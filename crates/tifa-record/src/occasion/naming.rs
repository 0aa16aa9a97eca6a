//! Namings of occasions: where the text names one, whether it took place, and what tells it from others.

use super::OccasionKind;
use super::published::LONGEST_NOTE;
use super::table::{Entry, Role, Table, table};
use crate::lexicon::Class;
use crate::page::Page;
use tifa_text::ByteRange;

/// A naming of an occasion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Naming {
    /// Its words.
    pub(super) range: ByteRange,
    pub(super) kind: OccasionKind,
    /// The word that makes it one, levelled.
    pub(super) head: String,
    /// What tells it from others of its kind, levelled: 河內; empty for 會談.
    pub(super) mark: String,
    /// Whether it says more than its head.
    pub(super) specific: bool,
    /// The sentence it stands in.
    pub(super) sentence: ByteRange,
}

/// The namings of a page, in order, of occasions that took place.
pub(super) fn namings(page: &Page<'_>) -> Vec<Naming> {
    let scan = Scan { page, text: &page.level, table: table() };
    let mut out = Vec::new();
    let mut done = 0;
    let mut from = 0;
    while let Some((at, c)) = scan.table.heads().next(scan.text, from) {
        from = at + c.len_utf8();
        if c == '《' {
            let Some(end) = scan.work_end(at) else { continue };
            if let Some(found) = scan.titled(at, end) {
                done = found.range.end as usize;
                out.push(scan.finish(found, "声明"));
            }
            from = end;
            continue;
        }
        let mut skips = None;
        for (entry, len) in scan.table.at(&scan.text[at..]) {
            if let Some(found) = scan.naming(entry, at, at + len, done) {
                let head = if scan.table.role_at(&scan.text[at..], Role::Sign).is_some() {
                    SIGNING
                } else {
                    &scan.text[at..at + len]
                };
                done = found.range.end as usize;
                skips = Some(done.max(at + len));
                out.push(scan.finish(found, head));
                break;
            }
            // A word is passed as a whole when it stands for itself; a preposition may open a longer one.
            if entry.0 == Role::Skip {
                skips = Some(at + len);
            }
        }
        from = skips.unwrap_or(from);
    }
    out
}

/// What a head turned out to name.
pub(super) struct Found {
    pub(super) range: ByteRange,
    pub(super) kind: OccasionKind,
    pub(super) mark: String,
    pub(super) specific: bool,
}

/// What stands before a head.
#[derive(Default)]
pub(super) struct Before {
    /// Where it opens.
    pub(super) from: usize,
    pub(super) mark: String,
    pub(super) specific: bool,
}

pub(super) struct Scan<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) text: &'p str,
    pub(super) table: &'static Table,
}

/// Verbs of writing behind a platform.
const POSTS: [&str; 14] = [
    "发文", "发帖", "贴文", "帖文", "发推", "写道", "表示", "说", "称", "宣布", "指", "留言", "发表", "撰文",
];

/// Bytes a title in 《》 may have.
pub(super) const LONGEST_TITLE: usize = 240;

/// What all namings of a signing share.
const SIGNING: &str = "签署";

/// Verbs of those who come to what others hold.
const ATTENDING: [&str; 4] = ["出席", "参加", "参与", "观看"];

/// Before 到, with which they are verbs of their own.
const NOT_ARRIVING: [char; 14] =
    ['提', '谈', '感', '受', '得', '达', '看', '遇', '收', '想', '说', '听', '见', '讲'];

impl Scan<'_, '_> {
    fn finish(&self, found: Found, head: &str) -> Naming {
        let Found { range, kind, mark, specific } = found;
        let sentence = self.sentence(range);
        Naming { range, kind, head: head.to_owned(), mark, specific, sentence }
    }

    fn naming(&self, (role, kind): Entry, start: usize, end: usize, done: usize) -> Option<Found> {
        let clause = self.clause(start).max(done);
        let kind = kind?;
        let mut before = Before { from: start, ..Before::default() };
        let mut to = end;
        match role {
            Role::Event => {
                before = self.extend(start, clause);
                if kind == OccasionKind::Other {
                    let from = self.inside(before.from, clause);
                    before.specific |= from < before.from;
                    before.from = from;
                }
            }
            Role::Named => {
                // 兩會記者會: the name tells which press conference.
                if self.table.at(&self.text[end..]).any(|((role, _), _)| role == Role::Event) {
                    return None;
                }
                before = self.extend(start, clause);
                before.mark = self.text[start..end].to_owned();
            }
            Role::Protest => {
                before = self.extend(start, clause);
                let place = before.from;
                before.from = self.inside(before.from, clause);
                before.from = self.verb_before(before.from, clause, Role::Hold, 1).unwrap_or(before.from);
                // 某地示威 without a day, a verb or 在 is a topic.
                let dated =
                    self.text[..place].trim_end_matches('的').ends_with(['日', '天', '晚', '昨', '今']);
                let topic = before.from == place
                    && before.mark.is_empty()
                    && !dated
                    && !self.is_counted(place, start);
                if before.from == start || topic {
                    return None;
                }
            }
            Role::Talk => {
                before = self.extend(start, clause);
                // 兩輪會談 is shorter than 同某人的兩輪會談, and clear.
                let short = before.from < start;
                let with = if short { None } else { self.with_party(before.from, clause) };
                before.specific |= with.is_some();
                before.from = with.unwrap_or(before.from);
                // 會見 is a verb as well: the one met follows.
                if with.is_none()
                    && self.text[start..end].starts_with('会')
                    && let Some(after) = self.party_after(end)
                {
                    to = after;
                    before.from = start;
                    before.specific = true;
                }
            }
            Role::Weak => {
                before = self.extend(start, clause);
                let named = before.specific && (!before.mark.is_empty() || start - before.from >= 9);
                // 召開緊急會議, 在論壇上: the verb, or that somebody speaks there, makes up for the name.
                // The name in another language may stand between: 論壇（…）上.
                let rest = &self.text[end..];
                let note = rest.starts_with('（').then(|| rest.find('）')).flatten();
                let rest = note.filter(|&n| n <= LONGEST_NOTE).map_or(rest, |n| &rest[n + '）'.len_utf8()..]);
                let timed = rest.starts_with(['时', '后', '期']);
                let ends = timed || rest.is_empty() || rest.starts_with(['，', '。']);
                // 舉行第六輪某某兩國政府磋商: words that no table knows may stand between.
                let gap = if before.specific { 6 } else { 4 * usize::from(rest.starts_with('时')) };
                let verb = self.verb_before(before.from, clause, Role::Hold, gap);
                // 代表團參加談判 is a habit; 展開談判 is not.
                let held = verb.is_some_and(|v| {
                    let attends = ATTENDING.iter().any(|w| self.text[v..].starts_with(w));
                    before.specific || ends && (timed || !attends)
                });
                let spoken = rest.starts_with('上') && self.inside_words(before.from, clause).is_some();
                if !named && !held && !spoken {
                    return None;
                }
                before.specific |= held;
            }
            Role::Meet => {
                to = self.party_after(end)?;
                before.specific = true;
            }
            Role::Call => {
                before.from = self.subject(start, clause)?;
                before.specific = true;
            }
            Role::Speech => {
                before = self.extend(start, clause);
                let (at, clause) = self.before_title(before.from, clause);
                let published = self.verb_before(at, clause, Role::Publish, 20);
                let held = self.verb_before(at, clause, Role::Hold, 26);
                // 9日的演講: the day tells which.
                let dated = self.text[..before.from].trim_end_matches('的').ends_with(['日', '晚', '天']);
                let opens = self.text[end..].starts_with(['时', '中', '说', '指', '称', '表', '强']);
                if published.is_none() && held.is_none() && !opens && !dated {
                    return None;
                }
                before.specific = published.or(held).is_some();
                let near = published.filter(|&v| self.text[v..before.from].chars().count() <= 8).or(held);
                before.from = near.unwrap_or(before.from);
            }
            Role::Trip => {
                before.from = self.verb_before(start, clause, Role::Arrive, 7)?;
                let phrase = &self.text[before.from..start];
                // 提到, 感到: no arriving.
                if phrase.starts_with('到') && self.text[..before.from].ends_with(NOT_ARRIVING) {
                    return None;
                }
                let named =
                    self.text[start..end].chars().count() == 2 && !self.text[start..end].ends_with('问');
                // 對某國進行訪問, and not 對訪問.
                if phrase.starts_with('对') && !phrase.ends_with("进行")
                    || phrase.chars().count() < 2 && !named
                {
                    return None;
                }
                // Visits differ by where they go.
                let near = self.page.tokens_in(ByteRange::new(before.from, (end + 30).min(self.text.len())));
                let goal = near.iter().find(|t| t.class == Class::Place && t.range.start as usize <= end);
                before.mark = match goal {
                    Some(goal) => goal.range.of(self.text).chars().take(1).collect(),
                    None if named => self.text[start + 3..end].to_owned(),
                    None => phrase.to_owned(),
                };
                before.specific = true;
            }
            Role::Accept => {
                let closers: &[&str] = if kind == OccasionKind::Interview {
                    &["访问", "采访", "专访", "提问", "查询"]
                } else {
                    &["查询"]
                };
                to = self.closing(end, closers, 20)?;
                before.specific = true;
            }
            Role::Within => {
                before.from = self.inside_words(start, clause)?;
                // 在專訪中, and not 在訪問中國時.
                let place = self.page.word_at(end).is_some_and(|c| matches!(c, Class::Place | Class::Side));
                (!place && self.text[end..].starts_with(['中', '时'])).then_some(())?;
                before.specific = true;
            }
            Role::Tell => {
                to = self.told(end, &self.text[start..end] == "告诉")?;
                before.specific = true;
            }
            Role::Show => (before, to) = self.show(start, end, clause)?,
            Role::Sign => {
                if self.text[end..].starts_with(['国', '方', '者']) {
                    return None;
                }
                to = self.object_end(end);
                before.specific = true;
            }
            Role::Visit => {
                let places = self.page.tokens_in(ByteRange::new(end, (end + 30).min(self.text.len())));
                let place =
                    places.iter().find(|t| t.range.start as usize == end && t.class == Class::Place)?;
                to = place.range.end as usize;
                before.specific = true;
            }
            Role::Paper => {
                before = self.paper(kind, start, end, clause)?;
            }
            Role::Platform => {
                let inner = |c: char| c.is_ascii_alphanumeric();
                let latin = self.text[start..end].starts_with(inner);
                if latin && (self.text[..start].ends_with(inner) || self.text[end..].starts_with(inner)) {
                    return None;
                }
                to = self.closing(end, &POSTS, 12).filter(|&to| !self.text[to..].starts_with('法'))?;
                before.from = if self.text[..start].ends_with(['在', '于']) { start - 3 } else { start };
                before.specific = true;
            }
            Role::Post => {
                // 撰文：甲某 is a byline.
                if self.text[end..].starts_with(['：', ':', '】', '／', '/'])
                    || self.text[..start].ends_with('【')
                {
                    return None;
                }
                // Somebody is named who writes: not what another one wrote before.
                let clause = ByteRange::new(clause.min(start), start);
                let writes =
                    |c| matches!(c, Class::Name | Class::Body | Class::Tail | Class::Press | Class::Outlet);
                before.specific = self.page.tokens_in(clause).iter().any(|t| writes(t.class));
            }
            Role::Announce => {
                before.from = self.announcement(start, end, clause)?;
                before.specific = true;
            }
            _ => return None,
        }
        let kind = if role == Role::Show { self.kind_of_show(before.from, start, kind) } else { kind };
        let range = ByteRange::new(before.from, to);
        let real = self.took_place(range, clause);
        real.then_some(Found { range, kind, mark: before.mark, specific: before.specific })
    }

    /// Whether an ordinal or 今次 stands between two bytes.
    fn is_counted(&self, from: usize, to: usize) -> bool {
        self.text[from..to].contains(['次', '轮', '届', '场', '大'])
    }

    /// From 在 and a short phrase right before byte `at`: 在立法院備詢.
    fn inside(&self, at: usize, clause: usize) -> usize {
        let before = &self.text[clause.min(at)..at];
        let found = before.char_indices().rev().take(7).find(|&(_, c)| c == '在');
        found.filter(|(i, c)| i + c.len_utf8() < before.len()).map_or(at, |(i, _)| clause + i)
    }

    /// From 在 that stands in the clause at most a few words before byte `at`: 在《…》的專訪中.
    fn inside_words(&self, at: usize, clause: usize) -> Option<usize> {
        const WORDS: usize = 22;
        let before = &self.text[clause.min(at)..at];
        let found = before.char_indices().rev().take(WORDS).find(|&(_, c)| c == '在');
        found.map(|(i, _)| clause + i)
    }

    /// Where the clause of byte `at` begins.
    pub(super) fn clause(&self, at: usize) -> usize {
        let mark = |c: char| {
            matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | ',' | ';' | ':' | '\u{3000}' | ' ')
        };
        self.text[..at].rfind(mark).map_or(0, |i| i + self.text[i..].chars().next().map_or(1, char::len_utf8))
    }

    pub(super) fn sentence(&self, range: ByteRange) -> ByteRange {
        self.page.sentence_at(range.start).unwrap_or(range)
    }

    pub(super) fn work_end(&self, at: usize) -> Option<usize> {
        let end = self.text[at..].char_indices().find(|&(i, c)| c == '》' || i > LONGEST_TITLE)?;
        (end.1 == '》').then_some(at + end.0 + 3)
    }

    /// Over the modifiers before byte `start`.
    pub(super) fn extend(&self, start: usize, clause: usize) -> Before {
        let mut out = Before { from: start, ..Before::default() };
        for _ in 0..6 {
            let at = out.from;
            let before = &self.text[clause.min(at)..at];
            let Some(last) = before.chars().next_back() else { break };
            let mut marks = true;
            let from = if let Some(len) = self.table.role_before(before, Role::Mark) {
                at - len
            } else if let Some(len) = self.table.role_before(before, Role::Modifier) {
                marks = false;
                at - len
            } else if let Some(open) = match last {
                '」' => Some('「'),
                '”' => Some('“'),
                _ => None,
            } {
                let Some(from) = before.rfind(open).filter(|f| before.len() - f <= 36) else { break };
                clause + from
            } else if last.is_ascii_alphanumeric() || last == '+' {
                let run =
                    before.bytes().rev().take_while(|c| c.is_ascii_alphanumeric() || *c == b'+').count();
                // A year or a number of people is no name.
                if run > 8 || before[before.len() - run..].bytes().all(|b| b.is_ascii_digit()) {
                    break;
                }
                at - run
            } else if let Some((from, class)) = self.token_ending(at).filter(|t| t.0 as usize >= clause) {
                marks = false;
                match class {
                    Class::Place | Class::Abbr | Class::Side | Class::Both => from as usize,
                    _ => break,
                }
            } else if let Some(len) = ordinal_before(before) {
                marks = false;
                at - len
            } else {
                break;
            };
            if marks {
                out.mark.insert_str(0, self.text[from..at].trim_matches(['「', '」', '“', '”']));
            }
            (out.from, out.specific) = (from, true);
        }
        out
    }

    pub(super) fn token_ending(&self, at: usize) -> Option<(u32, Class)> {
        let from = at.saturating_sub(24);
        let tokens = self.page.tokens_in(ByteRange::new(from, at));
        tokens.iter().rev().find(|t| t.range.end as usize == at).map(|t| (t.range.start, t.class))
    }

    /// Where a verb of `role` opens that stands before byte `at`, at most `gap` characters of other words between.
    pub(super) fn verb_before(&self, at: usize, clause: usize, role: Role, gap: usize) -> Option<usize> {
        let before = &self.text[clause.min(at)..at];
        let mut starts = before.char_indices().rev().take(gap + 4).map(|(i, _)| i);
        let near = |i: usize| {
            let (_, len) = self.table.role_at(&before[i..], role)?;
            // 參加者 is one who does.
            let between = before.get(i + len..).filter(|b| !b.starts_with('者'))?;
            (between.chars().count() <= gap).then_some(clause + i)
        };
        starts.find_map(near)
    }

    /// Behind the first of `words` within `characters` of byte `at`, in the clause.
    fn closing(&self, at: usize, words: &[&str], characters: usize) -> Option<usize> {
        for (i, c) in self.text[at..].char_indices().take(characters) {
            if matches!(c, '，' | '。' | '；' | '：') {
                return None;
            }
            if let Some(w) = words.iter().find(|w| self.text[at + i..].starts_with(**w)) {
                return Some(at + i + w.len());
            }
        }
        None
    }

    /// Whether the clause speaks of something that took place.
    fn took_place(&self, range: ByteRange, clause: usize) -> bool {
        let (start, end) = (range.start as usize, range.end as usize);
        let after = &self.text[end..];
        if let Some((_, len)) = self.table.role_at(after, Role::Real) {
            // 峰會後將接任: that is still to come.
            let clause_end = after.find(['，', '。', '；']).unwrap_or(after.len());
            return !(after.starts_with('后') && after[len..clause_end.max(len)].contains('将'));
        }
        // One of a list is an example; 會晤機制 and 談判代表 are none.
        if after.starts_with(['、', '等']) || self.table.role_at(after, Role::Standing).is_some() {
            return false;
        }
        // A title (發表《不會讓步》的社評) says nothing of the event.
        let (start, clause) = self.before_title(start, clause);
        let before = &self.text[clause.min(start)..start];
        let near = before.char_indices().rev().take(22);
        !near.map(|(i, _)| i).any(|i| self.table.role_at(&before[i..], Role::Unreal).is_some())
    }
}

/// Bytes of an ordinal or count before a head: 第二輪, 兩輪, 第十屆.
fn ordinal_before(before: &str) -> Option<usize> {
    let measure = before.chars().next_back().filter(|c| matches!(c, '次' | '轮' | '届' | '场'))?;
    let rest = &before[..before.len() - measure.len_utf8()];
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十两首上多数第".contains(c);
    let len: usize = rest.chars().rev().take_while(|&c| number(c)).map(char::len_utf8).sum();
    (len > 0).then_some(len + measure.len_utf8())
}
