//! Words printed in full: a speech, a statement, a letter that a title, a heading or a sentence announces (聲明全文如下：).
//!
//! What follows is one speaker's to the last, whomever he quotes and however he divides it.

use super::continuation::is_byline;
use super::{Sequence, Site, Verdict};
use crate::clause::{Mention, MentionKind};
use crate::lexicon::{Class, lexicon};
use crate::page::{Page, PageKind};
use crate::phrase::clause_start;
use crate::source::Heard;
use tifa_text::ByteRange;

/// Words that stand in full in what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Whole {
    pub(super) voice: u32,
    /// Whether the next heading ends them: a heading announced them.
    pub(super) section: bool,
}

/// The word for words in full.
const FULL: &str = "全文";
/// Characters at most behind it (全文中譯如下).
const BEHIND: usize = 6;
/// Paragraphs among which the first person must speak: a statement that only narrates is the narrator's.
const NEAR: usize = 3;
/// Bytes a line has at most that announces without a colon, as a heading does.
const LINE: usize = 120;

/// How a sentence announces words in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announces {
    /// It says so: 聲明全文如下：
    Full,
    /// It names a kind of words and points below: 貼文如下：, 以下是他的發言：
    Below,
    /// A body declares: 某部茲嚴正聲明如下：
    Declared,
    /// The same without a colon, a paragraph of its own: 聲明全文
    Line,
}

/// Whether levelled `text` announces words in full; `alone` when it is a paragraph of its own.
fn announces(text: &str, alone: bool) -> Option<Announces> {
    let text = text.trim_end().trim_end_matches(['】', ']', '」', '”']);
    let open = text.trim_end_matches(['：', ':', '︰']).trim_end();
    let colon = open.len() < text.len();
    // 致辭全文（中文譯本）：
    let bare = match open.strip_suffix(['）', ')']).and_then(|t| t.rsplit_once(['（', '('])) {
        Some((before, _)) => before.trim_end(),
        None => open,
    };
    let ends = |t: &str| t.rfind(FULL).is_some_and(|at| t[at + FULL.len()..].chars().count() <= BEHIND);
    let full = ends(open) || ends(bare);
    if full && colon {
        return Some(Announces::Full);
    }
    if full && alone && text.len() <= LINE && !text.ends_with(['。', '？', '！', '，']) {
        return Some(Announces::Line);
    }
    let below = bare.ends_with("如下") || bare.starts_with("以下是") || bare.starts_with("以下为");
    let last = bare.rsplit(['，', '。', '；']).next().unwrap_or(bare);
    if colon && bare.ends_with("声明如下") && ["兹", "严正", "郑重"].iter().any(|w| last.contains(w))
    {
        return Some(Announces::Declared);
    }
    (colon && below && lexicon().utterances.iter().any(|w| last.contains(w.as_str())))
        .then_some(Announces::Below)
}

/// Whether a page is where its text stands alone, without the narrator: a paragraph.
fn is_prose(page: &Page<'_>) -> bool {
    matches!(page.kind, PageKind::Body | PageKind::Item | PageKind::Quote)
}

impl Sequence<'_, '_> {
    /// Who speaks in a sentence of words in full.
    pub(super) fn in_full(&mut self, site: &Site<'_, '_>) -> Option<u32> {
        let Whole { voice, .. } = self.whole?;
        if site.first && leaves(site.page) {
            self.whole = None;
            self.list = None;
            return None;
        }
        let byline = site.first && is_byline(site.range.of(&site.page.level));
        (!byline).then_some(voice)
    }

    /// Notes that words in full follow a sentence.
    pub(super) fn open_whole(&mut self, site: &Site<'_, '_>, heard: &Heard, verdict: Option<&Verdict>) {
        let Site { page, index, range, .. } = *site;
        if self.whole.is_some() {
            return;
        }
        let alone = page.sentences.len() == 1;
        let Some(how) = announces(range.of(&page.level), alone) else { return };
        if how != Announces::Declared && !self.speaks_of_himself(index) {
            return;
        }
        let clause = clause_start(page, range.end.saturating_sub(3), range.start).unwrap_or(range.start);
        let declares = heard.mentions.iter().find(|m| m.range.start >= clause && how == Announces::Declared);
        let named = declares.or_else(|| author(&heard.mentions)).copied();
        let said = verdict.map(|v| v.voice).filter(|_| declares.is_none());
        let voice = said.or_else(|| self.cast.resolve(page, &named?, None));
        let voice = if how == Announces::Line { voice } else { voice.or_else(|| self.at_hand()) };
        self.whole = voice.map(|voice| Whole { voice, section: false });
    }

    /// Notes that words in full follow a title or a heading.
    pub(super) fn open_section(&mut self, index: usize, range: ByteRange, heard: &Heard) {
        let page = &self.pages[index];
        let text = range.of(&page.level);
        if self.whole.is_some_and(|w| w.section) {
            self.whole = None;
        }
        if !lexicon().excerpts.iter().any(|w| text.contains(w.as_str())) {
            return;
        }
        let title = page.kind == PageKind::Title;
        let full = announces(text, true).is_some();
        if full && !self.speaks_of_himself(index) || title && self.pages[index + 1..].iter().any(announced_in)
        {
            // What stands above the sentence that announces them is the narrator's.
            return;
        }
        let person = |m: &&Mention| matches!(m.kind, MentionKind::Person(_));
        let named = heard.mentions.iter().find(person).copied();
        let voice = match named {
            Some(m) => self.cast.resolve(page, &m, None),
            None if full && !title => self.at_hand(),
            None => None,
        };
        if let Some(voice) = voice {
            self.whole = Some(Whole { voice, section: !(title && full) });
        }
    }

    /// Who is meant when words in full are announced without a name: whoever spoke or was spoken of last.
    fn at_hand(&self) -> Option<u32> {
        self.last.map(|(voice, _)| voice).or(self.title).or(self.cast.focus.person)
    }

    /// Whether the first person speaks outside quotation marks in one of the next paragraphs.
    fn speaks_of_himself(&self, index: usize) -> bool {
        let first = |page: &Page<'_>| {
            page.tokens.iter().any(|t| t.class == Class::First && page.quotes_in(t.range).is_empty())
        };
        self.pages[index + 1..].iter().filter(|p| is_prose(p)).take(NEAR).any(first)
    }
}

/// Whose words are announced: the last person named, else the last body.
fn author(mentions: &[Mention]) -> Option<&Mention> {
    let person = |m: &&Mention| matches!(m.kind, MentionKind::Person(_) | MentionKind::Pronoun);
    let body = |m: &&Mention| {
        matches!(m.kind, MentionKind::Body | MentionKind::Role(_))
            || m.kind == MentionKind::Paper && m.body.is_some()
    };
    mentions.iter().rfind(person).or_else(|| mentions.iter().rfind(body))
}

/// Whether a paragraph announces words in full.
fn announced_in(page: &Page<'_>) -> bool {
    let last = page.sentences.last().filter(|_| is_prose(page));
    last.is_some_and(|s| announces(s.of(&page.level), page.sentences.len() == 1) == Some(Announces::Full))
}

/// Whether a paragraph stands behind words in full: other articles, a further text.
fn leaves(page: &Page<'_>) -> bool {
    lexicon().related.iter().any(|w| page.level.trim_start().starts_with(w.as_str()))
        || matches!(
            announces(page.level.trim(), page.sentences.len() == 1),
            Some(Announces::Full | Announces::Line)
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<Announces>) {
        assert_eq!(announces(&crate::script::level(text), true), expect, "{text}");
    }

    #[test]
    fn what_announces_words_in_full() {
        check("聲明全文如下：", Some(Announces::Full));
        check("以下是方卓在年會上的致辭全文（中文譯本）：", Some(Announces::Full));
        check("【編按：方卓獲釋。以下是陳辭全文：】", Some(Announces::Full));
        check("渡輪公司聲明全文", Some(Announces::Line));
        check("方卓談渡輪（全文）", Some(Announces::Line));
        check("方卓在網上貼文如下：", Some(Announces::Below));
        check("以下是梅若雪的發言內容：", Some(Announces::Below));
        check("渡輪公司茲嚴正聲明如下：", Some(Announces::Declared));
        check("收費如下：", None);
        check("報告全文共三百頁。", None);
        check("他說全文刊於官報，市民可以查閱。", None);
    }
}
