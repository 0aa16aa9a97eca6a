//! Those with whom an occasion is: who meets, who calls, who is told.

use super::naming::Scan;
use super::published::DAYS;
use super::table::Role;
use crate::lexicon::Class;
use crate::script::is_han;
use tifa_text::ByteRange;

/// Characters before a head in which the party is looked for.
const PARTY: usize = 11;
/// Characters of a place between the two.
const PLACE: usize = 9;

/// Whether `c` joins one who meets to another.
fn joins(c: char) -> bool {
    matches!(c, '同' | '与' | '和' | '跟')
}

impl Scan<'_, '_> {
    /// From 同, 與 or 和 before those who are met, up to the occasion: 同鄰國總統會談, 和某某在白宮會面.
    pub(super) fn with_party(&self, at: usize, clause: usize) -> Option<usize> {
        let mut before = &self.text[clause.min(at)..at];
        if let Some(len) = self.table.role_before(before, Role::Hold) {
            before = &before[..before.len() - len];
        }
        let near = |text: &str, n: usize, wanted: fn(char) -> bool| {
            text.char_indices().rev().take(n).find(|&(_, c)| wanted(c)).map(|(i, _)| i)
        };
        // 在白宮 between the party and the head.
        let place =
            near(before, PLACE, |c| c == '在').filter(|&i| near(&before[..i], PARTY, joins).is_some());
        before = place.map_or(before, |i| &before[..i]);
        before = before.strip_suffix("分别").unwrap_or(before);
        let from = near(before, PARTY, joins)?;
        let party = &before[from + 3..];
        let plain = party.chars().count() >= 2
            && party.chars().all(is_han)
            && !party.contains(['的', '将', '在', '举']);
        let within = ByteRange::new(clause + from + 3, clause + before.len().max(from + 3));
        let named = self.page.tokens_in(within).iter().any(|t| {
            matches!(t.class, Class::Name | Class::Office | Class::Role | Class::Place | Class::Pronoun)
        });
        (plain && named).then_some(clause + from)
    }

    /// Behind the one met after a verb.
    pub(super) fn party_after(&self, end: usize) -> Option<usize> {
        let rest = &self.text[end..];
        // 會見中指出, 會見前表示; but 會見中方代表, 會見前外長.
        let opens = |at: usize, wanted: fn(Class) -> bool| self.page.word_at(at).is_some_and(wanted);
        let own = rest.starts_with('中')
            && opens(end, |c| matches!(c, Class::Place | Class::Side | Class::Body))
            || rest.starts_with('前') && opens(end + 3, Class::is_title);
        if !own && rest.starts_with(['后', '时', '前', '期', '中', '上', '的', '并', '之', '结', '最'])
        {
            return None;
        }
        let limit = rest
            .char_indices()
            .take(15)
            .find(|&(_, c)| !is_han(c) && c != '·')
            .map_or_else(|| rest.char_indices().nth(15).map_or(rest.len(), |(i, _)| i), |(i, _)| i);
        let tokens = self.page.tokens_in(ByteRange::new(end, end + limit));
        let party = |c: Class| {
            matches!(
                c,
                Class::Name
                    | Class::Office
                    | Class::Role
                    | Class::Place
                    | Class::Group
                    | Class::Press
                    | Class::Body
                    | Class::Tail
            )
        };
        let mut to = None;
        for t in tokens {
            // 會見某國前外長: the office is a former one.
            let (at, behind) = (t.range.start as usize, t.range.end as usize);
            if t.class == Class::Closer && self.text[at..].starts_with('前') && opens(behind, Class::is_title)
            {
                continue;
            }
            if t.range.end as usize > end + limit
                || t.class.is_cue() && t.class != Class::Mild
                || matches!(t.class, Class::Closer | Class::PrepLong)
                || t.class == Class::Verb && !self.text[t.range.end as usize..].starts_with('的')
            {
                break;
            }
            if party(t.class) {
                to = Some(t.range.end as usize);
            }
        }
        to
    }

    /// From the one who calls: 中方來電.
    pub(super) fn subject(&self, at: usize, clause: usize) -> Option<usize> {
        let day: usize = self.text[clause.min(at)..at]
            .chars()
            .rev()
            .take_while(|&c| DAYS.contains(c))
            .map(char::len_utf8)
            .sum();
        let (start, class) = self.token_ending(at - day)?;
        (start as usize >= clause
            && matches!(class, Class::Name | Class::Office | Class::Side | Class::Role | Class::Place))
        .then_some(start as usize)
    }

    /// Behind the verb of 對記者說, 對《河谷日報》表示.
    pub(super) fn told(&self, at: usize, says: bool) -> Option<usize> {
        let rest = &self.text[at..];
        let mut end = if rest.starts_with('《') {
            self.work_end(at)?
        } else {
            let tokens = self.page.tokens_in(ByteRange::new(at, (at + 24).min(self.text.len())));
            let first = tokens.iter().find(|t| t.range.start as usize == at);
            let press = first.filter(|t| matches!(t.class, Class::Press | Class::Outlet));
            let plain =
                || ["记者", "媒体", "传媒"].iter().find(|w| rest.starts_with(**w)).map(|w| at + w.len());
            press.map(|t| t.range.end as usize).or_else(plain)?
        };
        for word in ["记者", "们"] {
            if self.text[end..].starts_with(word) {
                end += word.len();
            }
        }
        // 告訴記者: the verb of saying stands before.
        if says {
            return Some(end);
        }
        let verbs = ["表示", "说", "称", "透露", "讲", "指出", "指"];
        verbs.iter().find(|w| self.text[end..].starts_with(**w)).map(|w| end + w.len())
    }
}
