//! Whose the documents are that a sentence tells of.

use super::{Sequence, Verdict};
use crate::clause::{Mention, MentionKind};
use crate::page::Page;
use crate::phrase::clause_start;
use crate::source::{Heard, phrases};
use crate::voice::family;
use tifa_text::ByteRange;

impl Sequence<'_, '_> {
    /// Takes note of the writers that a sentence names: 該文作者是某某, 文章由某某撰寫.
    pub(super) fn written(&mut self, page: &Page<'_>, heard: &Heard) {
        let mut mentions = heard.mentions.iter();
        while let Some(paper) = mentions.by_ref().find(|m| m.kind == MentionKind::Paper) {
            let writer = mentions.clone().find(|m| matches!(m.kind, MentionKind::Person(_)));
            let Some(writer) = writer else { continue };
            let between = ByteRange { start: paper.range.end, end: writer.range.end.max(paper.range.end) };
            let after = without_bracket(&page.level[writer.range.end as usize..]);
            // 文章，是由某某撰寫
            let text = between.of(&page.level).trim_start_matches(['，', '是', '乃', '系']);
            let one = !text.contains(['，', '。', '；']);
            let wrote = AUTHOR.iter().any(|w| text.starts_with(w))
                || text.starts_with('由') && PEN.iter().any(|w| after.starts_with(w));
            if one
                && wrote
                && let Some(voice) = self.cast.resolve(page, writer, None)
            {
                self.cast.issuers.note(paper.shown.of(&page.level), voice);
            }
        }
    }

    /// Takes note of the documents that a sentence says somebody published (某會發表民調，受訪者…), before its own speakers
    /// are looked for.
    pub(super) fn published(&mut self, page: &Page<'_>, heard: &Heard) {
        for m in heard.mentions.iter().filter(|m| m.kind == MentionKind::Paper && m.body.is_none()) {
            let word = m.shown.of(&page.level);
            let ends = page.level[m.range.end as usize..].trim_start().starts_with(['，', '。']);
            if !ends || family(word).is_none() {
                continue;
            }
            let before = |s: &&Mention| s.range.end <= m.range.start && issues(s.kind) && !s.counted;
            let Some(subject) = heard.subject.as_ref().filter(before) else { continue };
            let clause = ByteRange { start: subject.range.end, end: m.range.start }.of(&page.level);
            // 某某住在南島，寫了一篇文章: somebody goes on acting, a body may give way to another.
            let clause = clause.split(['〈', '《']).next().unwrap_or(clause);
            let person = matches!(subject.kind, MentionKind::Person(_) | MentionKind::Unknown);
            let last = clause.rsplit('，').next().unwrap_or(clause);
            let clause = if person { last } else { clause };
            if !clause.contains('，')
                && phrases().issue.iter().any(|w| clause.contains(w.as_str()))
                && let Some(voice) = self.cast.resolve(page, subject, None)
            {
                self.cast.issuers.note(word, voice);
            }
        }
    }

    /// Gives words of documents that were named before whoever issued them to him: 一項民調顯示…。某某民調稱….
    pub(super) fn settle_documents(&mut self) {
        for line in &mut self.lines {
            let Some(v) = line.verdict.as_mut() else { continue };
            if let Some(issuer) = self.cast.issuer_of_voice(v.voice) {
                v.voice = issuer;
            }
        }
    }

    /// Takes note of who issued the documents of a sentence: who speaks in them (某某在聲明中說), publishes them (某會發表
    /// 報告), owns them (某會的聲明).
    pub(super) fn issued(&mut self, page: &Page<'_>, heard: &Heard, verdict: Option<&Verdict>) {
        for h in &heard.hits {
            // 發表聲明, 撰文: the document is part of the cue.
            let cue = h.cue.of(&page.level);
            if family(cue).is_none() {
                continue;
            }
            let spoke = verdict.filter(|v| v.cue == Some(h.cue)).map(|v| v.voice);
            if let Some(voice) = spoke.or_else(|| self.voice_of(page, h, None, heard.subject)) {
                self.cast.issuers.note(cue, voice);
            }
        }
        for h in heard.hits.iter().filter(|h| verdict.is_some_and(|v| v.cue == Some(h.cue))) {
            // 某國的聲明稱: the noun stands between whose it is and the cue.
            let Some(s) = h.source.filter(|s| s.range.end < h.cue.start) else { continue };
            let between = ByteRange { start: s.range.end, end: h.cue.start }.of(&page.level);
            if let (Some(noun), Some(v)) = (between.strip_prefix('的'), verdict)
                && noun.chars().count() <= 4
            {
                self.cast.issuers.note(noun, v.voice);
            }
        }
        for m in heard.mentions.iter().filter(|m| m.kind == MentionKind::Paper) {
            let word = m.shown.of(&page.level);
            // 某報刊載某某的〈題目〉: a title alone is an article's.
            let titled = m.body.is_some() && word.starts_with('〈');
            let word = if titled && family(word).is_none() { ARTICLE } else { word };
            if family(word).is_none() {
                continue;
            }
            if m.body.is_some() && heard.relay.is_some() {
                // 某部引用某會的報告: not the document that the text is about.
                continue;
            }
            if m.body.is_some() {
                if let Some(voice) = self.cast.resolve(page, m, None) {
                    self.cast.issuers.note(word, voice);
                }
                continue;
            }
            let Some(start) = clause_start(page, m.range.start, 0) else { continue };
            let clause = ByteRange { start, end: m.range.start }.of(&page.level);
            let published = phrases().issue.iter().any(|w| clause.contains(w.as_str()));
            let introduced = verdict.is_some_and(|v| {
                v.cue.is_some_and(|c| c.start >= m.range.end && c.start - m.range.end <= 30)
            });
            let voice = if published {
                // 某會昨日發表聲明: whoever stands before the verb, in this clause or in one before.
                let before = |s: &&Mention| s.range.end <= m.range.start && issues(s.kind) && !s.counted;
                match heard.subject.as_ref().filter(before) {
                    Some(s) => self.cast.resolve(page, s, None),
                    None => verdict.map(|v| v.voice),
                }
            } else if introduced {
                verdict.map(|v| v.voice)
            } else {
                None
            };
            if let Some(voice) = voice {
                self.cast.issuers.note(word, voice);
            }
        }
    }
}

/// A text without the bracket that opens it.
fn without_bracket(text: &str) -> &str {
    let inner = text.strip_prefix(['（', '(']);
    inner.and_then(|t| t.split_once(['）', ')'])).map_or(text, |(_, behind)| behind)
}

/// What a title without a noun for its kind is.
const ARTICLE: &str = "文章";
/// What stands between a document and the one who wrote it.
const AUTHOR: [&str; 5] = ["作者", "的作者", "撰文者", "执笔", "出自"];
/// What stands behind him.
const PEN: [&str; 4] = ["撰写", "执笔", "所写", "撰文"];

/// Whether a mention may be who issues a document.
fn issues(kind: MentionKind) -> bool {
    matches!(
        kind,
        MentionKind::Person(_)
            | MentionKind::Role(_)
            | MentionKind::Body
            | MentionKind::Outlet
            | MentionKind::Press
            | MentionKind::Group
            | MentionKind::ThisBody
            | MentionKind::ThisPress
            | MentionKind::Unknown
    )
}
