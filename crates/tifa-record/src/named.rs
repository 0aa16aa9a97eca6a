//! The people and bodies that a document names, whether they speak or not.

use crate::clause::{MentionKind, items, mention};
use crate::lexicon::Class;
use crate::page::Page;
use crate::people::People;
use crate::statement::Place;
use tifa_source::Block;

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NamedKind {
    /// A person by name.
    Person,
    /// An organisation, a state or one of its organs.
    Body,
    /// A newspaper, an agency, a broadcaster.
    Outlet,
    /// People by office or occupation, without a name: 外長, 美國總統.
    Office,
    /// People by kind: 網民, 國際社會.
    Kind,
}

/// A place where somebody is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// What is named.
    pub kind: NamedKind,
    /// As printed here.
    pub text: String,
    /// For a person, the fullest form of the name in the document; else as printed.
    pub name: String,
    /// Where.
    pub place: Place,
}

/// Finds who and what is named in a document's blocks, in reading order. Names inside quotations and brackets are
/// found for people alone.
pub fn named(blocks: &[Block]) -> Vec<Named> {
    let (pages, people) = People::name(Page::all(blocks));
    let mut out = Vec::new();
    for page in &pages {
        for t in page.tokens.iter().filter(|t| t.class == Class::Name) {
            out.push(Named {
                kind: NamedKind::Person,
                text: t.range.of(page.text).to_owned(),
                name: people.display(people.person(t.name)).to_owned(),
                place: Place { block: page.block, range: t.range },
            });
        }
        for &sentence in &page.sentences {
            let list = items(page, sentence);
            let mut i = 0;
            while i < list.len() {
                let Some((m, next)) = mention(page, &list, i) else {
                    i += 1;
                    continue;
                };
                i = next;
                let kind = match m.kind {
                    MentionKind::Body | MentionKind::Place | MentionKind::Side => NamedKind::Body,
                    MentionKind::Outlet | MentionKind::Press => NamedKind::Outlet,
                    MentionKind::Role(_) => NamedKind::Office,
                    MentionKind::Group => NamedKind::Kind,
                    _ => continue,
                };
                let text = m.shown.of(page.text).to_owned();
                out.push(Named {
                    kind,
                    name: text.clone(),
                    text,
                    place: Place { block: page.block, range: m.shown },
                });
            }
        }
    }
    out.sort_by_key(|n| n.place);
    out
}
