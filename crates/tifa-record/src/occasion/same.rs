//! Whether two namings mean one occasion.

use super::OccasionKind;
use super::naming::Naming;
use super::table::{Role, table};
use crate::lexicon::Class;
use crate::page::Page;
use tifa_text::ByteRange;
use tifa_text::calendar::Days;

/// Bytes before a naming in which the one who meets is looked for.
const CLAUSE: u32 = 60;

/// What tells a naming from others of its kind.
#[derive(Debug)]
pub(super) struct Key {
    kind: OccasionKind,
    specific: bool,
    head: String,
    mark: String,
    text: String,
    /// The days that govern it, be it a month.
    pub(super) days: Option<Days>,
    /// Those who meet, as far as the clause names them: 與某某會面.
    parties: Vec<Party>,
    /// Names in its clause, and in those of later namings, levelled.
    pub(super) present: Vec<String>,
    /// Whether it points back: 今次會談.
    is_deictic: bool,
    /// Whether its clause says with whom: 與多國領袖通話.
    is_with: bool,
    /// Whether many gather there (峰會), and not two sides.
    is_gathering: bool,
    /// Whether its clause says that it is another one: 亦發表聲明.
    is_another: bool,
    /// 某某會: those who meet, by the first character of their names.
    initials: Option<[char; 2]>,
    /// Who publishes or speaks, when somebody is named before it in the sentence.
    issuer: Option<String>,
}

/// One who meets.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Party {
    Name(String),
    /// By office: tells nothing against a name.
    Office(String),
}

impl Party {
    fn is_name(&self) -> bool {
        matches!(self, Self::Name(_))
    }

    fn is_alike(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Name(a), Self::Name(b)) => alike(a, b),
            _ => self == other,
        }
    }
}

/// Words that point back to an occasion, levelled.
const POINTING: [&str; 5] = ["今次", "这次", "此次", "本次", "是次"];

/// Right before a verb of publishing: another one than before.
const ANOTHER: [char; 3] = ['亦', '也', '另'];

/// Whether two names may be one person's: a short form (安某) opens or ends the full one.
fn alike(a: &str, b: &str) -> bool {
    a == b || a.starts_with(b) || b.starts_with(a) || a.ends_with(b) || b.ends_with(a)
}

/// `head` without the verb of publishing at its end.
fn before_verb(head: &str) -> &str {
    let verb = table().role_before(head, Role::Publish).unwrap_or(0);
    &head[..head.len() - verb]
}

fn holds(names: &[String], name: &str) -> bool {
    names.iter().any(|n| alike(n, name))
}

impl Key {
    pub(super) fn new(page: &Page<'_>, naming: &Naming, days: Option<Days>) -> Self {
        let before = ByteRange { start: naming.sentence.start, end: naming.range.start };
        let issues = |c: Class| {
            matches!(
                c,
                Class::Name
                    | Class::Body
                    | Class::Office
                    | Class::Role
                    | Class::Side
                    | Class::Outlet
                    | Class::Place
                    | Class::Group
            )
        };
        // An issuer that is part of the naming (外交部發表聲明) comes before one before it.
        let within = page.tokens_in(naming.range).iter().take_while(|t| issues(t.class)).last();
        let issuer = within.or_else(|| page.tokens_in(before).iter().rev().find(|t| issues(t.class)));
        let text = |range: ByteRange| range.of(&page.level).to_owned();
        let own = page.tokens_in(naming.range).iter().filter_map(|t| match t.class {
            Class::Name => Some(Party::Name(text(t.range))),
            Class::Office => Some(Party::Office(text(t.range))),
            _ => None,
        });
        let mut parties: Vec<Party> = own.collect();
        // 外長會見某某: of those before a verb the last one meets.
        let clause = naming.range.start.saturating_sub(CLAUSE).max(naming.sentence.start);
        let met = page.tokens_in(ByteRange { start: clause, end: naming.range.start });
        let met = met.iter().rev().find(|t| t.class == Class::Name);
        if naming.specific && !parties.is_empty() {
            parties.extend(met.map(|t| Party::Name(text(t.range))));
        }
        let names = |start: usize| -> Vec<String> {
            let within = ByteRange::new(start, naming.range.end as usize);
            let names = page.tokens_in(within).iter().filter(|t| t.class == Class::Name);
            names.map(|t| text(t.range)).collect()
        };
        let sentence = naming.sentence.start as usize;
        let head = &page.level[sentence..naming.range.start as usize];
        let own_clause = head.rfind(['，', '；', '：']).unwrap_or(0);
        let mut present = names(sentence + own_clause);
        if present.is_empty() {
            present = names(sentence);
        }
        let is_gathering = naming.kind == OccasionKind::Meeting
            && [Role::Event, Role::Weak].iter().any(|&r| table().role_at(&naming.head, r).is_some());
        Self {
            kind: naming.kind,
            specific: naming.specific,
            head: naming.head.clone(),
            mark: naming.mark.clone(),
            text: text(naming.range),
            days,
            parties,
            present,
            is_deictic: POINTING.iter().any(|w| naming.range.of(&page.level).starts_with(w)),
            is_with: head[own_clause..].contains(['同', '与', '和', '跟']),
            is_gathering,
            is_another: before_verb(head).ends_with(ANOTHER),
            initials: initials(&naming.head),
            issuer: issuer.map(|t| text(t.range)),
        }
    }

    /// Takes what a later naming of the same occasion adds.
    pub(super) fn join(&mut self, later: &Self) {
        for name in &later.present {
            if !self.present.contains(name) {
                self.present.push(name.clone());
            }
        }
    }

    /// Whether a later naming may mean the same occasion.
    pub(super) fn is_same(&self, later: &Self) -> bool {
        use OccasionKind::{
            Article, Ceremony, Forum, Interview, Meeting, Other, PhoneCall, PressConference, Speech,
            Statement,
        };
        let apart = matches!((self.days, later.days), (Some(a), Some(b)) if a.to < b.from || b.to < a.from);
        let joint = |k: &Self| k.text.contains("联合声明");
        if !apart && joint(self) && joint(later) && !later.is_another && self.has_the_parties_of(later) {
            return true;
        }
        if self.kind != later.kind || apart {
            return false;
        }
        if later.is_deictic || self.is_short_for(later) {
            return true;
        }
        // Nobody of those who were there.
        let named = !later.mark.is_empty() && self.mark == later.mark;
        let strangers = !named
            && (later.specific || later.is_with)
            && !self.present.is_empty()
            && !later.present.is_empty()
            && !self.present.iter().any(|p| holds(&later.present, p));
        let marked = match (self.mark.is_empty(), later.mark.is_empty()) {
            (_, true) => true,
            (true, false) => false,
            (false, false) => self.mark.contains(&later.mark) || later.mark.contains(&self.mark),
        };
        match later.kind {
            Meeting | PhoneCall => {
                // An office tells nothing against a name: 會見總理, 會見總理某某.
                let by_name = [self, later].iter().all(|k| k.parties.iter().any(Party::is_name));
                let within = |a: &[Party], b: &[Party]| {
                    a.iter().filter(|p| !by_name || p.is_name()).all(|p| b.iter().any(|q| q.is_alike(p)))
                };
                let all = |a: &[String], b: &[String]| a.iter().all(|p| holds(b, p));
                // Two who are named on both sides, and not the same two.
                let (here, there) = (&self.present, &later.present);
                let pairs = later.specific && here.len() > 1 && there.len() > 1;
                let marked = marked && (!pairs || all(here, there) || all(there, here));
                marked
                    && !strangers
                    && !self.is_aside(later)
                    && (within(&self.parties, &later.parties) || within(&later.parties, &self.parties))
            }
            PressConference | Forum => marked,
            Ceremony => marked && shared(&self.head, &later.head),
            Other => marked && !strangers && shared(&self.head, &later.head),
            Interview | Article | Statement | Speech => {
                !later.specific || marked && !later.is_another && self.issuer == later.issuer
            }
        }
    }

    /// Whether one is named by the initials of those who meet in the other: 河內峰會 of 甲某 and 乙某, later 甲乙會.
    fn is_short_for(&self, later: &Self) -> bool {
        let opens =
            |of: [char; 2], names: &[String]| of.iter().all(|&c| names.iter().any(|n| n.starts_with(c)));
        match (self.initials, later.initials) {
            (Some([a, b]), Some([c, d])) => (a, b) == (d, c),
            (Some(of), None) => opens(of, &later.present),
            (None, Some(of)) => opens(of, &self.present),
            (None, None) => false,
        }
    }

    /// Whether two joint papers may be of the same parties: of two that say which (中甲, 中乙) one holds the other.
    fn has_the_parties_of(&self, later: &Self) -> bool {
        let whose = |k: &Self| {
            let lead = k.text.split("联合声明").next().unwrap_or_default();
            lead.rsplit(['的', '表', '署', '出', '《']).next().unwrap_or_default().to_owned()
        };
        let (here, there) = (whose(self), whose(later));
        here.contains(&there) || there.contains(&here)
    }

    /// Whether `later` is a talk with one who is not known to be of this gathering: a talk beside a summit.
    fn is_aside(&self, later: &Self) -> bool {
        let known = |p: &Party| matches!(p, Party::Name(n) if holds(&self.present, n));
        self.is_gathering
            && !later.is_gathering
            && !later.parties.is_empty()
            && !later.parties.iter().all(known)
    }
}

/// The characters that stand for the names in 習拜會, 普習會.
fn initials(head: &str) -> Option<[char; 2]> {
    table().role_at(head, Role::Named)?;
    let mut names = head.strip_suffix('会')?.chars();
    match (names.next(), names.next(), names.next()) {
        (Some(a), Some(b), None) => Some([a, b]),
        _ => None,
    }
}

/// Whether half of the longer one's characters stand in the shorter one.
fn shared(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let common = long.chars().filter(|&c| short.contains(c)).count();
    common * 2 > long.chars().count()
}
