//! The parties of a document, and of a stretch of its text.

use crate::matter::Matter;
use crate::parties::{Naming, all, parties};
use tifa_record::{Class, Page};
use tifa_text::ByteRange;

/// The parties named in a stretch of a page, but for those that are part of a person's name.
pub(crate) fn named_in(page: &Page<'_>, range: ByteRange) -> Vec<Naming> {
    let mut found = parties().find(range.of(&page.level));
    // The two shores of any river are 兩岸; those of the strait have a name of theirs nearby.
    let strait = ["台", "大陆"].iter().any(|w| page.level.contains(w));
    found.retain(|n| strait || n.parties != ["中国大陆", "台湾"]);
    found.retain(|n| {
        let at = ByteRange::new(n.start, n.end).shifted(range.start as usize);
        !page.tokens_in(range).iter().any(|t| t.class == Class::Name && t.range.overlaps(at))
    });
    found
}

/// The two parties that a document is chiefly about: those that most of its first pages name; a page that names them
/// together counts twice.
#[derive(Default)]
pub(crate) struct Relation {
    /// Both; or fewer, when the document is about no two.
    pub(crate) parties: Vec<String>,
    /// Whether it is about no others: then what it says without naming parties is said of these.
    pub(crate) strong: bool,
}

impl Relation {
    /// The relation of a document.
    pub(crate) fn of(matter: &Matter<'_>) -> Self {
        let mut counts: Vec<(&'static str, usize)> = Vec::new();
        for page in matter.pages.iter().take(FIRST) {
            let namings = named_in(page, ByteRange::new(0, page.level.len()));
            let joint = all(&namings.iter().filter(|n| n.is_joint()).cloned().collect::<Vec<_>>());
            for party in all(&namings) {
                let weight = if joint.contains(&party) { 2 } else { 1 };
                match counts.iter_mut().find(|c| c.0 == party) {
                    Some(c) => c.1 += weight,
                    None => counts.push((party, weight)),
                }
            }
        }
        counts.sort_by_key(|c| std::cmp::Reverse(c.1));
        let [first, second, rest @ ..] = counts.as_slice() else { return Self::default() };
        // What a state and a region of its own deal with is no relation of two.
        let inner = |a: &str, b: &str| a.starts_with("中国") && matches!(b, "香港" | "澳门");
        if second.1 < 2 || inner(first.0, second.0) || inner(second.0, first.0) {
            return Self::default();
        }
        let strong = second.1 > 3 && rest.first().is_none_or(|third| third.1 * 2 <= second.1);
        Self { parties: vec![first.0.to_owned(), second.0.to_owned()], strong }
    }
}

/// Pages from which the parties of a document are taken.
const FIRST: usize = 40;
