//! The name in the label of a turn.

use crate::lexicon::{Class, Token, lexicon};
use crate::script::{is_han, level};
use crate::shape::{all_sound, may_be_surname};

/// The name in the label of a turn: without titles when a name is left, else the label. 黃毓民議員 gives 黃毓民,
/// 新华社记者 stays.
pub(crate) fn label_name(label: &str) -> String {
    let label = label.trim().trim_matches(|c| matches!(c, '《' | '》' | '：' | ':'));
    let bare: String = label.split(['（', '(']).next().unwrap_or(label).trim().replace(['《', '》'], "");
    let level = level(&bare);
    let titles: Vec<Token> = lexicon()
        .tokens(&level, false)
        .into_iter()
        .filter(|t| t.class.is_title() || t.class == Class::Courtesy)
        .collect();
    if let Some(t) = titles.last()
        && t.range.end as usize == level.len()
        && named(&level[..t.range.start as usize])
    {
        return bare[..t.range.start as usize].to_owned();
    }
    if let Some(t) = titles.iter().rev().find(|t| named(&level[t.range.end as usize..])) {
        return bare[t.range.end as usize..].to_owned();
    }
    bare
}

/// Whether what a title leaves of a label is a name.
fn named(text: &str) -> bool {
    let mut chars = text.chars();
    let characters = text.chars().count();
    let surnamed = chars.next().is_some_and(may_be_surname)
        || text.get(..6).is_some_and(|two| lexicon().is_long_surname(two));
    (2..=4).contains(&characters) && text.chars().all(is_han) && surnamed
        || characters >= 3 && all_sound(text)
}
