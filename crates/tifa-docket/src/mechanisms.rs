//! Mechanisms: channels, talks, meetings, papers and exchanges between parties, each with the state its text gives it.
//!
//! A name ends with a word of the table of heads (磋商, 峰會, 備忘錄) and goes to the left over what belongs to it
//! (`name.rs`, `extent.rs`, `marks.rs`). The words of its clause tell its state (`state.rs`). Whether it is a mechanism at all depends on its kind and
//! on the parties: those in the name, in its sentence, or of the document. Namings of one mechanism are one entry, at
//! the clearest of them (`key.rs`).

mod extent;
mod key;
mod known;
mod marks;
mod name;
mod state;
pub(crate) mod table;

pub(crate) use key::Key;
pub use key::Names;

use crate::entry::{Mechanism, MechanismState as State};
use crate::matter::Matter;
use crate::parties::{all, parties};
use crate::relation::{Relation, named_in};
use name::{Name, names};
use state::{Told, clause, told};
use std::cell::OnceCell;
use table::{Kind, Part, tables};
use tifa_record::{Class, Page, PageKind, Place};
use tifa_text::ByteRange;
use tifa_text::calendar::Days;

/// A naming of a mechanism.
struct Naming {
    name: Name,
    key: Key,
    told: Told,
    parties: Vec<String>,
    days: Option<Days>,
    place: Place,
    /// Its sentence.
    sentence: Place,
    /// How clearly it is named.
    clear: i32,
}

/// The mechanisms of a document, ordered by place.
pub(crate) fn read(matter: &Matter<'_>) -> Vec<Mechanism> {
    let relation: OnceCell<Relation> = OnceCell::new();
    let mut found: Vec<Vec<Naming>> = Vec::new();
    for page in matter.pages {
        for name in names(page) {
            let Some(naming) = naming(matter, page, name, &relation) else { continue };
            match found.iter_mut().find(|group| group.iter().any(|n| same(n, &naming))) {
                Some(group) => group.push(naming),
                None => found.push(vec![naming]),
            }
        }
    }
    let clearest =
        |group: Vec<Naming>| group.into_iter().reduce(|a, b| if b.clear > a.clear { b } else { a });
    let mut out: Vec<Mechanism> = found
        .into_iter()
        .filter_map(clearest)
        .map(|n| Mechanism {
            place: n.place,
            parties: n.parties,
            level: n.name.level.map(|range| Place { block: n.place.block, range }),
            state: n.told.state,
            cue: n.told.cue.map(|range| Place { block: n.place.block, range }),
            sentence: n.sentence,
            speaker: matter.speaker_at(n.place).map(str::to_owned),
            days: n.days,
        })
        .collect();
    out.sort_by_key(|m| m.place);
    out
}

/// A name with its state and parties, when it is a mechanism.
fn naming(matter: &Matter<'_>, page: &Page<'_>, name: Name, relation: &OnceCell<Relation>) -> Option<Naming> {
    let place = Place { block: page.block, range: name.range };
    let sentence = page.sentence_at(name.range.start).unwrap_or(name.range).hull(name.range);
    let around = clause(page, name.range);
    let between = between(page, &name, (around, sentence), || relation.get_or_init(|| Relation::of(matter)));
    // Without parties only what its name tells may be one.
    if !between.joint && !name.whole && name.kind != Kind::Ongoing && name.parties.is_empty() {
        return None;
    }
    let days = dated(matter, Place { block: page.block, range: around });
    let (ahead, behind) = match (days, matter.date) {
        (Some((days, ahead)), Some(date)) => (ahead || days.from > date, days.to < date && !ahead),
        (Some((_, ahead)), None) => (ahead, false),
        _ => (false, false),
    };
    let told = told(page, name.range, name.kind, name.whole, ahead, behind);
    let key = Names::shipped().key(name.range.of(page.text));
    // 會晤某人: a verb with its object.
    let object = page.word_at(name.range.end as usize);
    let verb =
        matches!(object, Some(Class::Name | Class::Office | Class::Place | Class::Pronoun | Class::Role));
    if (verb && is_occasion(&key.head)) || !is_mechanism(&name, &key, told, &between) {
        return None;
    }
    let clear = clearness(page, &name, told.state);
    let parties = settled(page, &name, around, between.parties);
    let sentence = Place { block: page.block, range: sentence };
    Some(Naming { name, key, told, parties, days: days.map(|d| d.0), place, sentence, clear })
}

/// The parties of a mechanism.
struct Between {
    parties: Vec<String>,
    /// Whether two are named in its sentence, or both by one word, or one of the two the document is about.
    joint: bool,
    /// Whether two are named in its sentence.
    named: bool,
}

/// The parties: those of the name; else those its clause or its sentence names, or those of the document, when both are meant.
fn between<'r>(
    page: &Page<'_>,
    name: &Name,
    (around, sentence): (ByteRange, ByteRange),
    relation: impl Fn() -> &'r Relation,
) -> Between {
    if name.parties.len() > 1 {
        return Between { parties: owned(&name.parties), joint: true, named: true };
    }
    let within = |range| with_named(owned(&name.parties), page, range);
    let text = sentence.of(&page.level);
    let both = name.both || tables().parts.has(text, Part::Both);
    let mut list = within(sentence);
    let named = list.len() > 1;
    if !named {
        let relation = relation();
        let meant = match list.first() {
            Some(first) => relation.parties.contains(first),
            None => both || relation.strong,
        };
        if meant && relation.parties.len() == 2 {
            return Between { parties: relation.parties.clone(), joint: true, named: both };
        }
    }
    // Those of its own clause, when these are two; a group is its members, whoever else the sentence has.
    if name.parties.first().is_some_and(|p| parties().is_group(p)) {
        list = owned(&name.parties);
    } else {
        let close = within(around);
        if close.len() > 1 {
            list = close;
        }
    }
    if list.iter().any(|p| p == MAINLAND) {
        list.retain(|p| p != CHINA);
    }
    list.truncate(MOST);
    Between { parties: list, joint: named || both, named: named || both }
}

/// Parties that an entry has at most.
const MOST: usize = 16;

/// A state, and what it is called beside its other parts: where a text has both names, it is one party.
const CHINA: &str = "中国";
const MAINLAND: &str = "中国大陆";

/// Who the parties are, where that is known whatever the text names.
fn settled(page: &Page<'_>, name: &Name, around: ByteRange, found: Vec<String>) -> Vec<String> {
    let Some(known) = known::known(name.range.of(&page.level)) else { return found };
    let parties = owned(&known.parties);
    if known.open { with_named(parties, page, around) } else { parties }
}

fn owned(parties: &[&str]) -> Vec<String> {
    parties.iter().map(|p| (*p).to_owned()).collect()
}

/// A list of parties, and behind it those others that a stretch of the page names.
fn with_named(mut list: Vec<String>, page: &Page<'_>, range: ByteRange) -> Vec<String> {
    for party in all(&named_in(page, range)) {
        if list.iter().all(|p| p != party) {
            list.push(party.to_owned());
        }
    }
    list
}

/// The days in a clause, the first that tells, and whether they are told to lie ahead.
fn dated(matter: &Matter<'_>, clause: Place) -> Option<(Days, bool)> {
    let dates = &matter.findings.dates;
    let at = |p: Place| (p.block, p.range.start);
    let from = dates.partition_point(|d| at(d.place) < at(clause));
    let to = dates.partition_point(|d| at(d.place) < (clause.block, clause.range.end));
    dates.get(from..to)?.iter().find_map(|d| Some((d.days.ok()?, d.ahead)))
}

/// Whether a name is that of something between parties, and not talk in general or an occasion that is told.
fn is_mechanism(name: &Name, key: &Key, told: Told, between: &Between) -> bool {
    let open = !matches!(told.state, State::Mentioned | State::Held);
    let said = told.state != State::Mentioned;
    let named = name.parties.len() > 1;
    let which = name.told || name.dated || name.level.is_some() || !name.parties.is_empty();
    if told.means && !named && name.kind == Kind::Talks {
        return false;
    }
    if name.whole {
        return true;
    }
    match name.kind {
        Kind::Ongoing => true,
        // 會談 and 會晤 are told as occasions; only one that is to come, or known by its place, is more.
        Kind::Meeting | Kind::Talks if is_occasion(&key.head) => {
            let open = open && told.state != State::Ongoing;
            let known = name.dated && (!name.parties.is_empty() || name.level.is_some());
            (open && between.named && told.own)
                || (which && between.joint && open)
                || (known && between.joint)
        }
        Kind::Meeting => !name.parties.is_empty() || ((which || said) && between.joint),
        Kind::Forum => named || (which && between.named),
        Kind::Talks => named || (which && said && between.joint) || (open && between.named && told.own),
        // 對話渠道 tells what it is for; 機制 alone does not.
        Kind::Standing => named || ((which || key.head != "机制") && said && between.joint),
        Kind::Line => named || (which && between.named),
        Kind::Paper if name.titled => !name.parties.is_empty() || between.named,
        Kind::Paper => {
            let issued =
                told.state == State::Agreed && (key.head.ends_with("声明") || key.head.ends_with("文件"));
            // 協議 may be anything that was agreed on; other words for papers are known by what becomes of them.
            let turned = matches!(
                told.state,
                State::Agreed | State::Suspended | State::Ended | State::Cancelled | State::Resumed
            );
            let turned = turned && between.named && !key.head.ends_with("协议") && told.own;
            named || turned || ((which || issued) && between.joint)
        }
        Kind::Flow => {
            let changed = matches!(
                told.state,
                State::Agreed | State::Scheduled | State::Resumed | State::Suspended | State::Cancelled
            );
            changed && between.joint
        }
        Kind::Year => between.joint,
    }
}

/// Whether the last word of a name is one by which occasions are told.
fn is_occasion(head: &str) -> bool {
    head == "会晤" || ["会谈", "会面", "晤面"].iter().any(|w| head.ends_with(w))
}

/// How clearly a naming says what it names and where it stands.
fn clearness(page: &Page<'_>, name: &Name, state: State) -> i32 {
    let aside = page.is_headline() || page.kind == PageKind::Caption;
    let mut clear = if aside { 0 } else { 4 };
    clear += if name.is_bare() { 0 } else { 2 };
    clear += i32::from(!name.parties.is_empty())
        + i32::from(name.told || name.whole && name.kind != Kind::Meeting);
    clear + i32::from(!name.whole && state != State::Mentioned)
}

/// Whether two namings of a document are of one mechanism.
fn same(a: &Naming, b: &Naming) -> bool {
    if !a.key.may_be(&b.key) {
        return false;
    }
    // A round that is to come is told apart from the talks it belongs to.
    let coming = |n: &Naming| n.name.dated && n.told.state == State::Scheduled && n.name.kind == Kind::Talks;
    if coming(a) != coming(b) {
        return false;
    }
    let (x, y) = (&a.key, &b.key);
    let between = x.parties.is_empty() || y.parties.is_empty() || x.parties == y.parties;
    if x.head == y.head && x.topic == y.topic {
        return between;
    }
    if matches!(x.kind, Kind::Meeting) && a.parties == b.parties {
        return x.is_bare() || y.is_bare() || x.topic.ends_with(&y.topic) || y.topic.ends_with(&x.topic);
    }
    let part = x.topic.ends_with(&y.topic) || y.topic.ends_with(&x.topic);
    part && between && x.head == y.head && {
        // A bare head is what was named with its topic.
        a.parties == b.parties || x.is_bare() || y.is_bare()
    }
}
