//! Which namings are of one mechanism, and which mechanisms a name asks for.

use super::{History, Mention};
use crate::mechanisms::table::{Kind, Part, tables};
use crate::mechanisms::{Key, Names};
use std::collections::BTreeMap;
use tifa_record::level;

/// Between those who speak together, as `tifa-record` writes them.
const TOGETHER: char = '+';

/// Whether a speaker is several who speak together: 雙方, 王毅+布林肯.
pub(super) fn speak_together(speaker: &str) -> bool {
    speaker.contains(TOGETHER) || tables().parts.has(&level(speaker), Part::Both)
}

/// The parties a naming is between: those its name names, else those of its entry; ordered.
fn between<C>((key, mention): &(Key, Mention<C>)) -> Vec<String> {
    if key.parties.len() > 1 {
        return key.parties.clone();
    }
    let mut parties = mention.parties.clone();
    parties.sort_unstable();
    parties.dedup();
    parties
}

/// Whether a name tells no more than its head: it may be anything between those parties. Meetings of two are told by
/// the parties of the name.
fn is_bare(key: &Key) -> bool {
    let meets = matches!(key.kind, Kind::Meeting | Kind::Forum | Kind::Year) && key.parties.len() > 1;
    !key.whole && key.topic.is_empty() && !meets
}

/// Whether neither list has what the other excludes.
fn compatible(a: &[String], b: &[String]) -> bool {
    let within = |a: &[String], b: &[String]| a.iter().all(|p| b.contains(p));
    within(a, b) || within(b, a)
}

/// What a naming is compared by, beside head and topic.
#[derive(PartialEq, Eq)]
struct Side {
    between: Vec<String>,
    /// Topics of the sentence; for a bare head only.
    topics: Vec<String>,
}

/// A group being put together: its members, and what they are compared by, each once.
struct Group {
    members: Vec<usize>,
    sides: Vec<Side>,
}

/// The namings of each mechanism, as indices, in the order of the first; every index stands in one group.
///
/// What may be one has the same head and topic, so only namings that share those are compared; a group takes a naming
/// that fits all of it, so that a name without parties does not join what two others keep apart.
pub(super) fn groups<C>(mentions: &[(Key, Mention<C>)]) -> Vec<Vec<usize>> {
    let mut by_name: BTreeMap<(&str, &str, bool), Vec<usize>> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (i, naming) in mentions.iter().enumerate() {
        let key = &naming.0;
        let bare = is_bare(key);
        let side = if key.whole {
            Side { between: Vec::new(), topics: Vec::new() }
        } else {
            Side { between: between(naming), topics: if bare { naming.1.topics.clone() } else { Vec::new() } }
        };
        let slot = by_name.entry((&key.head, &key.topic, bare)).or_default();
        let fits = |group: &Group| group.sides.iter().all(|other| one(bare, &side, other));
        let found = slot.iter().copied().find(|&g| groups.get(g).is_some_and(fits));
        match found.and_then(|g| groups.get_mut(g)) {
            Some(group) => {
                group.members.push(i);
                if !group.sides.contains(&side) {
                    group.sides.push(side);
                }
            }
            None => {
                slot.push(groups.len());
                groups.push(Group { members: vec![i], sides: vec![side] });
            }
        }
    }
    groups.into_iter().map(|g| g.members).collect()
}

/// Whether two namings of the same head and topic are of one mechanism.
fn one(bare: bool, a: &Side, b: &Side) -> bool {
    if !bare {
        return compatible(&a.between, &b.between);
    }
    let shared =
        a.topics.iter().any(|t| b.topics.contains(t)) || (a.topics.is_empty() && b.topics.is_empty());
    !a.between.is_empty() && a.between == b.between && shared
}

/// Whether `name` asks for a history. A name with a topic asks for the mechanism it names, a whole name for that. A bare
/// head asks for all of its kind (對話機制: dialogues, consultations, working groups, lines), between the parties it names when
/// it names some (中美對話).
pub fn asks_for<C>(name: &str, history: &History<C>, names: &Names) -> bool {
    let asked = names.key(name);
    let parties = asked.parties.iter().all(|p| history.parties.contains(p));
    let any = |test: &dyn Fn(&Key) -> bool| history.keys.iter().any(test);
    if asked.whole {
        return any(&|k| k.whole && k.head == asked.head);
    }
    if asked.head.is_empty() {
        // No head: part of a name.
        let topic = asked.topic.as_str();
        return parties
            && !(topic.is_empty() && asked.parties.is_empty())
            && any(&|k| k.topic.contains(topic));
    }
    if asked.topic.is_empty() {
        return parties && any(&|k| k.may_be(&asked));
    }
    parties && any(&|k| k.topic == asked.topic && k.may_be(&asked))
}
