//! What the words round a name say of the state of what it names.
//!
//! The clause of the name is read for acts (舉行, 簽署, 恢復) and for what colours them (將, 同意, 願, 呼籲, 沒有); the act
//! next to the name counts. Where the clause has none, a short clause before it in the sentence may give the colour
//! (雙方同意，…).

use super::table::{Kind, Sign, tables};
use crate::entry::MechanismState as State;
use tifa_record::Page;
use tifa_text::ByteRange;

/// A state and the words that say so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    pub(super) state: State,
    pub(super) cue: Option<ByteRange>,
    /// Whether the words speak of talk as a means to settle something.
    pub(super) means: bool,
    /// Whether the words stand in the clause of the name.
    pub(super) own: bool,
}

/// A sign where it stands.
type Found = (ByteRange, Sign);

/// The words of states in a clause, those inside the name left out.
fn signs(page: &Page<'_>, clause: ByteRange, name: ByteRange) -> Vec<Found> {
    let text = clause.of(&page.level);
    let found = tables().signs.find(text).map(|h| (h.range.shifted(clause.start as usize), h.class));
    found.filter(|(r, sign)| *sign != Sign::Skip && !r.overlaps(name)).collect()
}

/// The clause round `name`: between the marks that end clauses, 、 not among them.
pub(super) fn clause(page: &Page<'_>, name: ByteRange) -> ByteRange {
    let sentence = page.sentence_at(name.start).unwrap_or(name).hull(name);
    let mark = |c: char| "。！？；，：,;:\n　".contains(c);
    let before = ByteRange { start: sentence.start, end: name.start }.of(&page.level);
    let behind = ByteRange { start: name.end, end: sentence.end }.of(&page.level);
    let from = before.char_indices().rev().find(|c| mark(c.1)).map_or(0, |(i, c)| i + c.len_utf8());
    let to = behind.char_indices().find(|c| mark(c.1)).map_or(behind.len(), |c| c.0);
    ByteRange::new(sentence.start as usize + from, name.end as usize + to)
}

/// The clauses of the sentence before `clause`, at most [`FRAME`] bytes.
fn frame(page: &Page<'_>, clause: ByteRange) -> ByteRange {
    let sentence = page.sentence_at(clause.start).unwrap_or(clause);
    let start = sentence.start.max(clause.start.saturating_sub(FRAME)).min(clause.start);
    let start = super::name::floor(&page.level, start as usize) as u32;
    ByteRange { start, end: clause.start }
}

/// Bytes before a clause that may colour it.
const FRAME: u32 = 90;

/// What an act needs to be seen with.
#[derive(Debug, Default, Clone, Copy)]
struct Colour {
    future: Option<ByteRange>,
    past: Option<ByteRange>,
    now: Option<ByteRange>,
    agree: Option<ByteRange>,
    wish: Option<ByteRange>,
    urge: Option<ByteRange>,
    cond: Option<ByteRange>,
    not: Option<ByteRange>,
}

impl Colour {
    fn take(&mut self, (range, sign): Found) {
        let slot = match sign {
            Sign::Future => &mut self.future,
            Sign::Past => &mut self.past,
            Sign::Now => &mut self.now,
            Sign::Agree => &mut self.agree,
            Sign::Wish => &mut self.wish,
            Sign::Urge => &mut self.urge,
            Sign::If => &mut self.cond,
            Sign::Not => &mut self.not,
            _ => return,
        };
        *slot = slot.or(Some(range));
    }
}

/// What the words round `name` say. `ahead` and `behind` tell whether a day in its clause lies ahead or behind.
pub(super) fn told(
    page: &Page<'_>,
    name: ByteRange,
    kind: Kind,
    whole: bool,
    ahead: bool,
    behind: bool,
) -> Told {
    let clause = clause(page, name);
    let mut found = signs(page, clause, name);
    let means = |f: &Found| {
        matches!(f.1, Sign::Means | Sign::Pass) && f.0.end <= name.start && name.start - f.0.end <= 6
    };
    let means = kind != Kind::Paper && found.iter().any(means);
    for f in &mut found {
        if f.1 == Sign::Pass && kind == Kind::Paper {
            f.1 = Sign::Conclude;
        }
    }
    let distance =
        |r: ByteRange| if r.end <= name.start { name.start - r.end } else { (r.start - name.end) + BEHIND };
    let act = act(page, &found, name, kind, distance);
    let mut colour = Colour::default();
    let drafted = act.filter(|a| a.1 == Sign::Conclude).is_some_and(|a| {
        found.iter().any(|f| f.1 == Sign::Draft && f.0.end <= a.0.start && a.0.start - f.0.end <= BEHIND)
    });
    // Behind the name only what belongs to an act there, or follows at once, says something of it.
    let reach = act.map_or(name.end, |a| a.0.end).max(name.end) + BEHIND;
    let at_hand = |f: &Found| match f.1 {
        Sign::Not => negates(*f, act, name),
        // 正在 holds for the verb behind it.
        Sign::Now => {
            f.0.start >= name.end || act.map_or(name.start, |a| a.0.start.min(name.start)) <= f.0.end + NEAR
        }
        _ => true,
    };
    let near = |f: &&Found| f.0.end <= reach && at_hand(f);
    found.iter().filter(near).for_each(|&f| colour.take(f));
    let own = colour.agree.or(colour.wish).or(colour.urge).or(colour.future).is_some();
    let before = frame(page, clause);
    for f in signs(page, before, name) {
        let colours = matches!(f.1, Sign::Agree | Sign::Wish | Sign::Urge | Sign::Future);
        // 雙方決定，…: what stands right before the comma holds for the clause.
        let used = act.is_some_and(|a| a.1 == Sign::Use);
        let opens = !used && f.1 == Sign::Agree && clause.start - f.0.end <= 3 && colour.urge.is_none();
        if colours && !own && act.is_some() || opens {
            colour.take(f);
        }
        if f.1 == Sign::Go && act.is_some_and(|a| matches!(a.1, Sign::Attend | Sign::Hold)) {
            colour.future = colour.future.or(Some(f.0)).filter(|_| colour.past.is_none());
        }
    }
    // 一、商定…: what is to be agreed is not agreed yet.
    let ordered = colour.agree.filter(|&r| is_order(page, clause, r));
    if let Some((r, Sign::Use | Sign::Resume | Sign::Start | Sign::Hold)) = act
        && colour.agree.or(colour.wish).or(colour.urge).or(colour.past).is_none()
        && is_order(page, clause, r)
    {
        colour.urge = Some(r);
    }
    if ahead && colour.future.is_none() {
        colour.future = Some(name).filter(|_| colour.past.is_none());
    }
    let fruit =
        found.iter().find(|f| f.1 == Sign::Fruit && f.0.start >= name.end && f.0.start - name.end <= 12);
    let memory =
        found.iter().any(|f| f.1 == Sign::Memory && f.0.start >= name.end && f.0.start - name.end <= MEMORY);
    let (state, cue) = match (kind, fruit, act) {
        (Kind::Ongoing, ..) => (State::Ongoing, None),
        _ if memory => (State::Mentioned, None),
        (Kind::Meeting | Kind::Talks, Some(f), _) => (State::Held, Some(f.0)),
        (Kind::Forum, Some(_), _) => (State::Mentioned, None),
        // 上月簽署的宣言: background.
        (Kind::Paper, _, Some((r, Sign::Conclude))) if behind && of_it(page, r, name) => {
            (State::Mentioned, None)
        }
        // 在…論壇: somebody is there.
        (Kind::Meeting | Kind::Forum, _, None)
            if located(page, name) && colour.future.or(colour.wish).is_none() =>
        {
            (State::Held, None)
        }
        _ if ordered.is_some() => (State::Proposed, ordered),
        // 探討簽署: not yet.
        (_, _, Some((r, _))) if drafted => (State::Proposed, Some(r)),
        _ => decide(kind, whole, act, colour, behind),
    };
    // The name itself is no cue: what stood in for one was its day.
    let cue = cue.filter(|c| *c != name);
    Told { state, cue, means, own: act.is_some() || cue.is_some_and(|c| clause.contains(c)) }
}

/// Whether the clause is an item that begins with its verb: 一、開放…, what a speaker puts forward.
fn is_order(page: &Page<'_>, clause: ByteRange, act: ByteRange) -> bool {
    let opening = ByteRange { start: clause.start, end: act.start }.of(&page.level);
    opening.split_once('、').is_some_and(|(mark, rest)| {
        let number = !mark.is_empty() && mark.chars().all(|c| "一二三四五六七八九十0123456789".contains(c));
        number && rest.chars().count() <= 6
    })
}

/// Whether the name is where something is done: 在 right before it.
fn located(page: &Page<'_>, name: ByteRange) -> bool {
    page.level.get(..name.start as usize).is_some_and(|before| before.ends_with('在'))
}

/// Bytes that an act behind the name counts as further off, and that a colour behind it may be off.
const BEHIND: u32 = 6;

/// Bytes between 正在 and its verb.
const NEAR: u32 = 12;

/// Bytes behind a name in which its anniversary is told.
const MEMORY: u32 = 24;

/// Whether the act is part of what tells which one the name is: 簽署的…
fn of_it(page: &Page<'_>, act: ByteRange, name: ByteRange) -> bool {
    act.end <= name.start && page.level.get(act.end as usize..).is_some_and(|rest| rest.starts_with('的'))
}

/// The act that counts: the one next to the name. That of a clause which only tells which one the name is (主辦的峰會) gives
/// way to the verb before it, and for a paper what makes papers comes first.
fn act(
    page: &Page<'_>,
    found: &[Found],
    name: ByteRange,
    kind: Kind,
    distance: impl Fn(ByteRange) -> u32,
) -> Option<Found> {
    let acts = || found.iter().filter(|f| is_act(f.1));
    let nearest = acts().min_by_key(|f| distance(f.0)).copied()?;
    if kind == Kind::Paper && matches!(nearest.1, Sign::GoOn | Sign::Start) {
        let made = acts().filter(|f| f.1 == Sign::Conclude && f.0.end <= name.start);
        return Some(made.min_by_key(|f| distance(f.0)).copied().unwrap_or(nearest));
    }
    let before = page.level.get(nearest.0.end as usize..name.start as usize).unwrap_or_default();
    if nearest.0.end <= name.start && before.ends_with('的') {
        let outer = acts().filter(|f| f.0.end <= nearest.0.start).min_by_key(|f| distance(f.0));
        return Some(outer.copied().unwrap_or(nearest));
    }
    Some(nearest)
}

fn is_act(sign: Sign) -> bool {
    sign <= Sign::Put
}

/// Whether a negation belongs to the act: before it and close, or, where there is no act, before the name and close.
fn negates(not: Found, act: Option<Found>, name: ByteRange) -> bool {
    let target = act.map_or(name.start, |a| a.0.start);
    not.0.end <= target && target - not.0.end <= 24
}

fn decide(
    kind: Kind,
    whole: bool,
    act: Option<Found>,
    c: Colour,
    behind: bool,
) -> (State, Option<ByteRange>) {
    let paper = kind == Kind::Paper;
    let wished = c.wish.or(c.cond);
    let cue = act.map(|a| a.0);
    let or = |colour: Option<ByteRange>| colour.or(cue);
    // What is said to be used or kept: asked for, agreed on, or only told.
    let used = || match (c.agree, c.urge, c.wish) {
        (Some(_), ..) => (State::Agreed, c.agree),
        (_, Some(_), _) => (State::Urged, c.urge),
        (.., Some(_)) if !paper => (State::Urged, c.wish),
        _ => (State::Mentioned, cue),
    };
    match act.map(|a| a.1) {
        Some(Sign::Cancel) if c.not.is_none() && wished.is_none() => (State::Cancelled, cue),
        Some(Sign::Suspend) if c.not.is_none() && wished.is_none() => (State::Suspended, cue),
        Some(Sign::End) if c.not.is_none() && wished.is_none() => (State::Ended, cue),
        // What is to be finished still goes on.
        Some(Sign::Close) if kind == Kind::Talks && c.future.or(wished).or(c.not).is_some() => {
            (State::Ongoing, cue)
        }
        Some(Sign::Close) if c.future.is_none() && c.not.is_none() => {
            (if paper { State::Mentioned } else { State::Held }, cue)
        }
        Some(Sign::Breach) => (State::Mentioned, cue),
        Some(Sign::Resume) => match c {
            Colour { not: Some(_), .. } => (State::Suspended, c.not),
            Colour { agree: Some(_), .. } => (State::Agreed, c.agree),
            Colour { future: Some(_), .. } => (State::Scheduled, c.future),
            Colour { wish: Some(_), .. } | Colour { cond: Some(_), .. } => (State::Proposed, wished),
            Colour { urge: Some(_), .. } => (State::Urged, c.urge),
            _ => (State::Resumed, cue),
        },
        Some(Sign::Conclude) if paper => match c {
            Colour { not: Some(_), .. } => (State::Proposed, c.not),
            Colour { cond: Some(_), .. } | Colour { wish: Some(_), .. } => (State::Proposed, wished),
            Colour { urge: Some(_), .. } => (State::Proposed, c.urge),
            Colour { future: Some(_), .. } => (State::Scheduled, c.future),
            _ => (State::Agreed, cue),
        },
        Some(Sign::Draft) if paper || kind == Kind::Standing => (State::Proposed, cue),
        Some(Sign::Put) => (State::Proposed, cue),
        Some(Sign::Start) if kind == Kind::Year && c.future.is_none() => (State::Ongoing, cue),
        Some(Sign::Start) => match c {
            Colour { not: Some(_), .. } => (State::Mentioned, c.not),
            Colour { agree: Some(_), .. } => (State::Agreed, c.agree),
            Colour { wish: Some(_), .. } | Colour { cond: Some(_), .. } => (State::Proposed, wished),
            Colour { urge: Some(_), .. } => (State::Proposed, c.urge),
            Colour { future: Some(_), .. } => (State::Scheduled, c.future),
            _ => (State::Agreed, cue),
        },
        Some(Sign::Hold | Sign::Attend) if paper => (State::Mentioned, None),
        Some(Sign::Hold | Sign::Conclude | Sign::Attend | Sign::Draft) => match c {
            Colour { not: Some(_), .. } => (State::Proposed, c.not),
            Colour { agree: Some(_), past: None, .. } if act.is_some_and(|a| a.1 != Sign::Attend) => {
                (State::Agreed, c.agree)
            }
            Colour { future: Some(_), .. } => (State::Scheduled, c.future),
            Colour { now: Some(_), .. } => (State::Ongoing, or(c.now)),
            // 歡迎來華出席的…: those who come are there.
            _ if act.is_some_and(|a| a.1 == Sign::Attend) => (State::Held, cue),
            Colour { urge: Some(_), past: None, .. } if !behind => (State::Urged, c.urge),
            Colour { wish: Some(_), past: None, .. } | Colour { cond: Some(_), past: None, .. }
                if !behind =>
            {
                (State::Proposed, wished)
            }
            _ => (State::Held, cue),
        },
        Some(Sign::Prepare) => match c.not {
            Some(not) => (State::Proposed, Some(not)),
            None => (State::Scheduled, cue),
        },
        Some(Sign::Use) => used(),
        Some(Sign::GoOn) if whole && (paper || kind == Kind::Standing) => (State::Mentioned, None),
        Some(Sign::GoOn) => match c {
            Colour { agree: Some(_), .. } if kind != Kind::Paper => (State::Agreed, c.agree),
            Colour { urge: Some(_), .. } if !matches!(kind, Kind::Ongoing | Kind::Year) => {
                (State::Urged, c.urge)
            }
            Colour { wish: Some(_), .. } if kind == Kind::Talks => (State::Urged, c.wish),
            _ => (State::Ongoing, cue),
        },
        _ => match c {
            _ if (whole && kind != Kind::Meeting) || (paper && c.now.is_none()) => (State::Mentioned, None),
            Colour { future: None, .. } if kind == Kind::Year && !behind => (State::Ongoing, None),
            Colour { past: Some(_), .. } if matches!(kind, Kind::Meeting | Kind::Forum | Kind::Talks) => {
                (State::Held, c.past)
            }
            Colour { agree: Some(_), .. } if !paper => (State::Agreed, c.agree),
            Colour { future: Some(_), .. } => (State::Scheduled, c.future),
            Colour { wish: Some(_), .. } if !paper && !whole => (State::Proposed, c.wish),
            Colour { urge: Some(_), .. } if !paper && !whole => (State::Urged, c.urge),
            Colour { now: Some(_), .. } if !paper => (State::Ongoing, c.now),
            _ => (State::Mentioned, None),
        },
    }
}
