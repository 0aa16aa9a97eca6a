//! Sentences without a cue: whether they go on with the speaker before them.
//!
//! Structure decides where it can: announced lists, block quotations, columns, lines about the page itself. Elsewhere
//! there is a speaker at hand, and a linear model judges ([`super::judgement`]).

use super::content::{announced, has_content, marker};
use super::{Sequence, Site, Verdict};
use crate::clause::{Mention, MentionKind};
use crate::genre::Genre;
use crate::lexicon::{Class, Token, lexicon};
use crate::page::{Page, PageKind};
use crate::script::is_han;
use crate::source::Heard;
use crate::voice::VoiceKind;
use tifa_text::ByteRange;

/// How many sentences ahead the next cue is looked for.
const AHEAD: usize = 8;
impl Sequence<'_, '_> {
    /// The source of the next cue after sentence `k` of a page, with its page.
    pub(super) fn next_source(&self, index: usize, k: usize, own: &[Heard]) -> Option<(usize, Mention)> {
        let speaks = |h: &Heard| {
            h.hits
                .iter()
                .find(|h| !matches!(h.class, Class::Emote | Class::Mild | Class::Head | Class::Show))
                .and_then(|h| h.source)
        };
        let rest = own[k + 1..].iter().map(|h| (index, h));
        let later = (index + 1..self.pages.len())
            .filter(|&p| matches!(self.pages[p].kind, PageKind::Body | PageKind::Item))
            .take(AHEAD)
            .flat_map(|p| self.heard[p].iter().map(move |h| (p, h)));
        rest.chain(later).take(AHEAD).find_map(|(p, h)| speaks(h).map(|m| (p, m)))
    }

    /// Notes that a list is announced, or that none is open any more.
    pub(super) fn announce(
        &mut self,
        page: &Page<'_>,
        range: ByteRange,
        verdict: &Option<Verdict>,
        heard: &Heard,
    ) {
        let text = range.of(&page.level);
        let ends = text.trim_end().ends_with(['：', ':']);
        self.announced = ends;
        // 可以用六 | 個「最」來概括：the number may stand before the end of a column.
        let count = announced(text).or_else(|| {
            let (_, _, tail) = self.torn.as_ref()?;
            announced(&format!("{tail}{text}"))
        });
        let counted = text.contains("以下") || count.is_some();
        if let Some(v) = verdict {
            if (ends || counted)
                && self.genre == Genre::Column
                && self.cast.voice(v.voice).kind == VoiceKind::Group
            {
                // 大家都知道有以下規定：the list is the writer's.
                self.list = None;
            } else if ends || counted {
                self.list = Some(v.voice);
                self.left = count.filter(|_| ends).unwrap_or(0);
            } else if self.list.is_some_and(|l| l != v.voice) {
                self.list = None;
            }
        } else if ends {
            let subject = announcer(page, heard);
            if text.contains("共识") {
                self.list = Some(self.cast.both());
            } else if let Some(m) = subject {
                self.list = self.cast.resolve(page, &m, None);
            } else if let Some((p, m, _)) = self.torn.take() {
                // 某某說，有三 | 點建議：where a column ended.
                self.list = self.cast.resolve(&self.pages[p], &m, None);
            }
            self.left = count.unwrap_or(0);
        } else if marker(text).is_none() && self.left == 0 {
            self.list = None;
        }
    }

    /// The speaker of a sentence that is nothing but a quotation.
    pub(super) fn bare_quotation(&mut self, site: &Site<'_, '_>, all: &[Heard]) -> Option<u32> {
        let Site { page, k, range, current, .. } = *site;
        let quoted: usize = all[k].quotes.iter().map(|(q, _)| q.len()).sum();
        if quoted * 10 < range.len() * 7
            || all[k].quotes.first().is_some_and(|q| q.0.start > range.start + 12)
        {
            return None;
        }
        // The speaker may be named right after: 「…。」何女士感慨道。
        let mut after = k + 1;
        while all.get(after).is_some_and(|h| {
            page.sentences.get(after).is_some_and(|s| {
                h.hits.is_empty()
                    && page.quotes_in(*s).iter().any(|q| q.outer.start < s.start && q.outer.end >= s.end)
            })
        }) {
            after += 1;
        }
        if let Some(next) = all.get(after)
            && let Some(sentence) = page.sentences.get(after)
            && let Some(h) = next.hits.first()
            && let Some(source) = h.source
            && (h.own && !has_content(page, *sentence, h, None) || current.is_none())
        {
            return self.cast.resolve(page, &source, current);
        }
        if self.announced && self.list.is_some() {
            return self.list;
        }
        if current.is_some() {
            return current;
        }
        // 郭女士是大埔人。「…」: whom the narrator spoke of right before.
        let before = k.checked_sub(1).and_then(|k| all.get(k)).and_then(|h| h.subject);
        let after = all.get(after).and_then(|h| h.subject);
        let whom = before
            .into_iter()
            .chain(after)
            .find(|s| matches!(s.kind, MentionKind::Person(_) | MentionKind::Group | MentionKind::Pronoun));
        match whom {
            Some(s) => self.cast.resolve(page, &s, None),
            None => self.cast.focus.person,
        }
    }

    /// The speaker of the sentence before, when this one goes on with his words.
    pub(super) fn continued(&mut self, site: &Site<'_, '_>, heard: &Heard) -> Option<u32> {
        let Site { page, range, current, .. } = *site;
        let text = range.of(&page.level);
        if site.first && is_byline(text) || is_scrap(text) {
            return None;
        }
        if site.first && self.left > 0 && self.list.is_some() {
            self.left -= 1;
            return self.list;
        }
        if let Some(list) = self.list
            && (marker(text).is_some() || page.kind == PageKind::Item || self.announced)
        {
            return Some(list);
        }
        if page.kind == PageKind::Quote {
            // Questions stand between the blocks of an interview; a block that opens the text is of whom it names next.
            let next = site.next.filter(|_| self.last.is_none());
            return self
                .block
                .or_else(|| next.and_then(|(p, m)| self.cast.resolve(&self.pages[p], &m, None)));
        }
        let label = text.starts_with(['●', '▲', '▼', '■', '◆', '（', '(']);
        if site.first && !label && self.list.or(current).is_some() && self.runs_on(site.index) {
            return self.list.or(current);
        }
        if self.genre == Genre::Column && self.teacher.is_none() {
            // What nothing gives to somebody else is the writer's. Learning, the model sees such sentences all the same.
            return None;
        }
        let voice = current.or(self.paragraph).or(self.last.map(|(voice, _)| voice))?;
        let matter = |class: &str| matches!(class, "page" | "silent");
        if heard.denied
            || ends_with_credit(page)
            || text.ends_with('：') && text.len() <= HEAD
            || lexicon().signs(text).any(|(at, s)| matter(s.class) && (!s.opens || at == 0))
        {
            return None;
        }
        self.goes_on(site, heard, voice).then_some(voice)
    }

    /// Whether the paragraph before breaks off: with the pause of a list, or in the middle of a sentence where a column
    /// ended.
    fn runs_on(&self, index: usize) -> bool {
        let before = index
            .checked_sub(1)
            .map(|i| &self.pages[i])
            .filter(|p| matches!(p.kind, PageKind::Body | PageKind::Item));
        let Some(last) = before.and_then(|p| p.text.trim_end().chars().next_back()) else { return false };
        let long = before.is_some_and(|p| p.text.len() >= 60);
        matches!(last, '、' | '，') || long && is_han(last)
    }
}

/// Who announces what follows a colon: the last person of the sentence, unless only a cue's source is known.
fn announcer(page: &Page<'_>, heard: &Heard) -> Option<Mention> {
    let source = heard.hits.last().and_then(|h| h.source);
    let acts = |m: &&Mention| {
        let before = page.level[..m.range.start as usize].trim_end();
        matches!(m.kind, MentionKind::Person(_))
            && (before.ends_with(['，', '。', '；'])
                || before.is_empty()
                || m.title.is_some_and(|t| t.end == m.shown.start))
    };
    let from = source.map_or(0, |s| s.range.end);
    let later = heard.mentions.iter().rev().find(acts).filter(|m| m.range.start >= from).copied();
    later
        .filter(|_| !source.is_some_and(|s| matches!(s.kind, MentionKind::Person(_))))
        .or(source)
        .or(heard.subject)
}

/// Bytes a line that names its writers has at most.
const BYLINE: usize = 75;

/// Bytes a sentence that only announces what follows (安排如下：) has at most.
const HEAD: usize = 24;

/// Bytes a line that names the source of a picture has at most.
const CREDIT: usize = 30;

/// Whether a paragraph names who wrote or gathered it: 記者 某某 北京報道, 整理：某報記者.
pub(super) fn is_byline(text: &str) -> bool {
    text.len() <= BYLINE
        && !text.ends_with(['。', '！', '？', '」', '”', '：'])
        && (text.contains("记者") || text.contains("编辑") || text.contains("撰文"))
        && !text.contains(['说', '称', '问'])
}

/// Whether a paragraph closes with nothing but where a picture comes from (美聯社, 圖：路透社): then it is a caption.
fn ends_with_credit(page: &Page<'_>) -> bool {
    let Some(&last) = page.sentences.last() else { return false };
    let text = last.of(&page.level).trim_end();
    let end = last.start + text.len() as u32;
    let outlet = |t: &Token| matches!(t.class, Class::Outlet | Class::Press) && t.range.end == end;
    text.len() <= CREDIT && page.tokens_in(last).last().is_some_and(outlet)
}

/// Whether a line is no sentence: a year, an address of the web.
fn is_scrap(text: &str) -> bool {
    let words = text.chars().filter(|&c| is_han(c)).take(2).count();
    words < 2
        && (text.starts_with("http") || text.chars().filter(|c| c.is_alphabetic()).take(10).count() < 10)
}

/// Whether a day, month or year in figures opens a sentence.
pub(super) fn opens_with_date(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && rest.starts_with(['年', '月', '日'])
}
