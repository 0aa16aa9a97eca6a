//! Which statements count: a filter as it applies to one statement.

use crate::catalogue::read::Body;
use crate::catalogue::select;
use crate::error::Error;
use crate::rows::Filter;
use jiff::civil::Date;
use rusqlite::Connection;
use std::cell::OnceCell;
use std::collections::HashMap;
use tifa_record::register::{Evidence, Query, Register};
use tifa_record::{Mode, Occasion, Statement};
use tifa_text::fold;

/// Which statements count.
#[derive(Debug, Default)]
pub(crate) struct Wanted<'a> {
    speaker: Option<Voices<'a>>,
    addressee: Option<Query<'a>>,
    /// Folded.
    occasion: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    mode: Option<Mode>,
    pub boilerplate: bool,
}

/// The speaker who is asked for.
#[derive(Debug)]
struct Voices<'a> {
    query: Query<'a>,
    /// Names in the archive that may be his, and whether they are so on every day.
    names: HashMap<String, bool>,
}

impl<'a> Wanted<'a> {
    /// The conditions of `filter` on a statement; those on its day only when `by_day`.
    pub fn new(
        connection: &Connection,
        filter: &Filter,
        register: &'a Register,
        by_day: bool,
    ) -> Result<Self, Error> {
        let speaker = filter.speaker.as_ref().map(|name| -> Result<_, Error> {
            let query = register.query(name);
            let found = select::speakers(connection, &query)?;
            let names = found.into_iter().map(|(_, name)| (query.is_settled(&name), name));
            Ok(Voices { names: names.map(|(settled, name)| (name, settled)).collect(), query })
        });
        Ok(Self {
            speaker: speaker.transpose()?,
            addressee: filter.addressee.as_ref().map(|name| register.query(name)),
            occasion: filter.occasion.as_ref().map(|text| fold(text).text),
            from: filter.from.filter(|_| by_day),
            to: filter.to.filter(|_| by_day),
            mode: filter.mode,
            boilerplate: filter.boilerplate,
        })
    }

    /// Whether a statement of a document is one of those asked for.
    pub fn lets_through(&self, s: &Statement, scene: &Scene<'_>) -> bool {
        let asked = |query: &Query<'_>, name: &str| scene.with(s, |evidence| query.matches(name, evidence));
        let named = |v: &Voices<'_>| {
            v.names.get(&s.speaker).is_some_and(|settled| *settled || asked(&v.query, &s.speaker))
        };
        self.mode.is_none_or(|m| m == s.mode)
            && self.speaker.as_ref().is_none_or(named)
            && self.addressee.as_ref().is_none_or(|q| s.addressee.as_ref().is_some_and(|a| asked(q, a)))
            && self.occasion.as_ref().is_none_or(|text| at(s, scene.body, text))
            && self.said(s, scene.published)
    }

    /// Whether the days of the saying, else the day of publication, meet the days asked for.
    fn said(&self, s: &Statement, published: Option<Date>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let days = s.said.map(|said| (said.days.from, said.days.to)).or(published.map(|day| (day, day)));
        days.is_some_and(|(first, last)| {
            self.from.is_none_or(|from| from <= last) && self.to.is_none_or(|to| first <= to)
        })
    }

    /// Whether some statements are not wanted.
    pub fn is_narrow(&self) -> bool {
        self.speaker.is_some()
            || self.addressee.is_some()
            || self.occasion.is_some()
            || self.mode.is_some()
            || self.from.is_some()
            || self.to.is_some()
    }
}

/// A document as evidence for whom its names mean. It is folded when a name asks for it, which few do.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    body: &'a Body,
    published: Option<Date>,
    folded: OnceCell<String>,
}

impl<'a> Scene<'a> {
    /// Of a document published on `published`.
    pub fn new(body: &'a Body, published: Option<Date>) -> Self {
        Self { body, published, folded: OnceCell::new() }
    }

    /// Gives what is known of where `s` stands to `f`.
    pub fn with<T>(&self, s: &Statement, f: impl FnOnce(Evidence<'_>) -> T) -> T {
        let has = |phrase: &str| self.folded().contains(phrase);
        let day = s.said.map(|said| said.days.from).or(self.published);
        f(Evidence { day, document: Some(&has) })
    }

    /// The folded text, with line breaks between blocks.
    fn folded(&self) -> &str {
        self.folded.get_or_init(|| {
            let blocks: Vec<String> = self.body.blocks.iter().map(|b| fold(&b.text).text).collect();
            blocks.join("\n")
        })
    }
}

/// Whether a statement was made at an occasion whose name, mention, kind or venue contains the folded `text`.
fn at(s: &Statement, body: &Body, text: &str) -> bool {
    let contains = |name: &str| fold(name).text.contains(text);
    let held = s.held.and_then(|i| body.findings.occasions.get(i as usize));
    let mentioned = |o: &Occasion| {
        let block = body.blocks.get(o.place.block as usize);
        block
            .and_then(|b| b.text.get(o.place.range.start as usize..o.place.range.end as usize))
            .is_some_and(contains)
    };
    s.occasion.as_deref().is_some_and(contains)
        || held.is_some_and(|o| {
            contains(o.kind.name()) || o.venue.as_deref().is_some_and(contains) || mentioned(o)
        })
}
