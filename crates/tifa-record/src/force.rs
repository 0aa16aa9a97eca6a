//! Force: what a speaker does with the content, whether he asserts it, denies it or asks it.

use crate::acts::Act;
use crate::lexicon::Class;
use crate::page::{Page, PageKind};
use serde::{Deserialize, Serialize};
use tifa_text::ByteRange;

/// What a speaker does with the content of a statement.
///
/// That somebody did *not* say something (並未表示) is no statement of his at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Force {
    /// He says that it is so, or demands, promises or wishes it.
    #[default]
    Asserted,
    /// He says that it is not so: 否認有關指控.
    Denied,
    /// He asks: 問是否會出席.
    Asked,
}

impl Force {
    /// As written in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Denied => "denied",
            Self::Asked => "asked",
        }
    }
}

/// The force of a statement with this content and cue.
pub(crate) fn force(page: &Page<'_>, content: ByteRange, cue: Option<ByteRange>) -> Force {
    let text = content.of(&page.level);
    if let Some(cue) = cue {
        let word = cue.of(&page.level);
        if page.word_at(cue.start as usize) == Some(Class::Ask) {
            return Force::Asked;
        }
        let object = !ByteRange { start: cue.end, end: content.end.max(cue.end) }
            .of(&page.level)
            .starts_with(['，', ',', '：', ':', '「', '“']);
        if Act::Denies.is(word) || Act::Rebuts.is(word) && object && content.start >= cue.end {
            return Force::Denied;
        }
    }
    if matches!(page.kind, PageKind::Turn(_)) {
        return if Act::Questions.stands_in(text) { Force::Asked } else { Force::Asserted };
    }
    if asks_throughout(page, content) { Force::Asked } else { Force::Asserted }
}

/// Whether every sentence of the content is a question.
fn asks_throughout(page: &Page<'_>, content: ByteRange) -> bool {
    let from = page.sentences.partition_point(|s| s.end <= content.start);
    let to = page.sentences.partition_point(|s| s.start < content.end);
    let mut parts = page.sentences[from..to.max(from)].iter().map(|s| {
        ByteRange { start: s.start.max(content.start), end: s.end.min(content.end) }.of(&page.level)
    });
    let asks = |part: &str| {
        let end = part.trim_end_matches(|c: char| c.is_whitespace() || "」』”’\"）)。".contains(c));
        end.ends_with(['？', '?'])
    };
    from < to && parts.all(asks)
}
