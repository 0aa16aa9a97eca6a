//! The docket: where each matter of a relationship stands, one kind of entry a page.

mod axis;
pub mod board;
mod chart;
pub mod claims;
pub mod commitments;
pub mod enumerations;
pub mod figures;
pub mod follow;
pub mod mechanism;
pub mod mechanisms;
pub mod names;
pub mod overview;
pub mod series;
pub mod shown;
mod timeline;

use super::piece::{self, TABLES, files, grouped, onward};
use super::{Visit, frame, people};
use crate::app::App;
use crate::cursor::{Cursor, Stretch};
use crate::desk::Desk;
use crate::language::*;
use crate::problem::Problem;
use crate::query::{Conditions, changed, day, folded};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use std::ops::ControlFlow;
use std::sync::Arc;
use tifa_archive::Filter;
use tifa_archive::docket::{DocketRow, EntryPlace, Kind};

/// Entries on a page.
pub const PAGE: usize = 50;

/// What is asked of the docket.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Only what has these words.
    pub about: String,
    /// Seen from this day: what was published later is not known.
    pub as_of: String,
    /// A mechanism's name.
    pub name: String,
    /// Its parties, where several go by the name.
    pub between: String,
    /// Whether mere mentions are listed too.
    pub mentions: String,
    cursor: String,
    #[serde(flatten)]
    pub conditions: Conditions,
}

impl Asked {
    /// The day from which the docket is seen.
    ///
    /// # Errors
    /// A problem of status 400.
    pub fn day(&self) -> Result<Option<Date>, Problem> {
        day("as_of", &self.as_of, true)
    }

    /// As the archive takes it: nothing later than the day from which it is seen.
    ///
    /// # Errors
    /// A problem of status 400.
    pub fn filter(&self) -> Result<Filter, Problem> {
        let mut filter = self.conditions.filter()?;
        filter.to = match (filter.to, self.day()?) {
            (Some(to), Some(day)) => Some(to.min(day)),
            (to, day) => to.or(day),
        };
        Ok(filter)
    }

    /// Lines given on pages before this one, and the archive's state then.
    ///
    /// # Errors
    /// A problem of status 400.
    pub fn cursor(&self) -> Result<Cursor, Problem> {
        Ok(Cursor::asked(&self.cursor)?)
    }

    /// The words asked for, folded; none when none are.
    pub fn about(&self) -> Option<String> {
        folded(&self.about)
    }

    /// Of `all` those that speak of the words asked for; all when there are no such words.
    pub fn narrowed<T: Clone>(&self, all: Arc<Vec<T>>, speaks: impl Fn(&T, &str) -> bool) -> Arc<Vec<T>> {
        match self.about() {
            Some(about) => Arc::new(all.iter().filter(|row| speaks(row, &about)).cloned().collect()),
            None => all,
        }
    }

    /// Conditions that every page of the docket has, with a `change`.
    pub fn address(&self, path: &str, change: &[(&str, &str)]) -> String {
        let c = &self.conditions;
        let all: Vec<(&str, &str)> = vec![
            ("about", &self.about),
            ("as_of", &self.as_of),
            ("from", &c.from),
            ("to", &c.to),
            ("speaker", &c.speaker),
            ("outlet", &c.outlet),
            ("under", &c.under),
        ];
        changed(path, all, change)
    }
}

/// The pages of the docket.
const PAGES: [(&str, Words); 7] = [
    ("/docket", OVERVIEW),
    ("/docket/mechanisms", MECHANISMS),
    ("/docket/commitments", COMMITMENTS),
    ("/docket/claims", CLAIMS),
    ("/docket/figures", FIGURES),
    ("/docket/series", SERIES),
    ("/docket/enumerations", ENUMERATIONS),
];

/// What every page of the docket begins with: its heading, the way to the others, and the conditions.
pub fn head(visit: &Visit, path: &str, title: Words, asked: &Asked) -> Markup {
    let say = |words| visit.language.say(words);
    let c = &asked.conditions;
    let given = [&asked.about, &asked.as_of, &c.from, &c.to, &c.speaker, &c.outlet];
    let text = |name: &str, words: Words, value: &str| {
        html! { label { (say(words)) input type="text" name=(name) value=(value) lang="zh"; } }
    };
    let day = |name: &str, words: Words, value: &str, example: &str| {
        html! { label { (say(words)) input type="text" name=(name) value=(value) placeholder=(example) inputmode="numeric"; } }
    };
    html! {
        header.docket-head {
            h1 { (say(title)) }
            nav.tabs aria-label=(say(DOCKET_PAGES)) {
                ul { @for (page, name) in PAGES {
                    li { a href=(asked.address(page, &[])) aria-current=[(page == path).then_some("page")] { (say(name)) } }
                } }
            }
            details.filters open[given.iter().any(|g| !g.is_empty())] {
                summary { (say(FILTERS)) }
                form method="get" action=(path) {
                    div.conditions {
                        (text("about", ABOUT, &asked.about))
                        (text("speaker", SPEAKER, &c.speaker))
                        (text("outlet", OUTLET, &c.outlet))
                        (day("from", FROM, &c.from, "2020-07"))
                        (day("to", TO, &c.to, "2021"))
                        (day("as_of", AS_OF, &asked.as_of, "2021-01-31"))
                    }
                    @if !c.under.is_empty() { input type="hidden" name="under" value=(c.under); }
                    button { (say(APPLY)) }
                }
            }
        }
    }
}

/// What is said where there is nothing.
pub fn nothing(visit: &Visit) -> Markup {
    piece::nothing(visit, NO_ENTRIES, NO_ENTRIES_HELP)
}

/// How many there are, what changed since the page before, and the way on, around the lines.
pub fn around<T>(
    visit: &Visit,
    found: &Stretch<T>,
    asked: &Asked,
    path: &str,
    lines: impl FnOnce(&[T]) -> Markup,
) -> Markup {
    let say = |words| visit.language.say(words);
    html! {
        @if found.total == 0 { (nothing(visit)) } @else {
            p.count { (visit.language.fill(N_ENTRIES, &[&grouped(found.total as u64)])) }
            @if found.changed { p.notice role="status" { (say(CHANGED_SINCE)) } }
            (lines(&found.rows))
            (onward(visit, found.skip, found.next().as_deref(), |cursor| asked.address(path, &[("cursor", cursor)])))
        }
    }
}

/// A page of the entries of one kind, one `line` for each.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub async fn listing(
    app: &Arc<App>,
    visit: &Visit,
    asked: &Asked,
    (kind, path, title): (Kind, &str, Words),
    lines: impl FnOnce(usize, &[DocketRow]) -> Markup,
) -> Result<Markup, Problem> {
    let (wanted, cursor) = (asked.clone(), asked.cursor()?);
    let found = app.ask(move |desk| entries(desk, &wanted, kind, &cursor, PAGE)).await?;
    let content = html! {
        (head(visit, path, title, asked))
        (around(visit, &found, asked, path, |rows| lines(found.skip, rows)))
        @if found.total > 0 { (tables(visit, asked, kind)) }
    };
    Ok(frame(visit, visit.language.say(title), &content))
}

/// The entries of a kind as files.
pub fn tables(visit: &Visit, asked: &Asked, kind: Kind) -> Markup {
    let c = &asked.conditions;
    // What is seen from a day was published until then.
    let to = if asked.as_of.is_empty() { &c.to } else { &asked.as_of };
    let link = |(name, form)| {
        let given: Vec<(&str, &str)> = vec![
            ("kind", kind.name()),
            ("form", form),
            ("about", &asked.about),
            ("from", &c.from),
            ("to", to),
            ("speaker", &c.speaker),
            ("outlet", &c.outlet),
            ("under", &c.under),
        ];
        (name, "docket", given)
    };
    files(visit, &TABLES.map(link))
}

/// Entries as a numbered list.
pub fn numbered<T>(skip: usize, rows: &[T], line: impl Fn(&T) -> Markup) -> Markup {
    html! { ol.entries start=(skip + 1) { @for row in rows { (line(row)) } } }
}

/// Puts together what pages say of a whole archive, so that whoever opens them need not wait; stops
/// between two of them once `stopping`.
pub fn prepare(desk: &Desk, stopping: impl Fn() -> bool) {
    let all = Asked::default();
    // What cannot be answered is told to those who ask. What came of commitments and where claims were made is not among
    // these: it is put together for the one that is asked about.
    let steps: [&dyn Fn() -> bool; 6] = [
        &|| overview::counts(desk, &all).is_ok(),
        &|| board::lists(desk, &all).is_ok(),
        &|| mechanisms::histories(desk, &all, None).is_ok(),
        &|| series::drawn(desk, &all, &Cursor::default(), 0).is_ok(),
        &|| people::speaking(desk).is_ok(),
        &|| people::occurred(desk, &Filter::default(), &Cursor::default(), 0).is_ok(),
    ];
    let _ = steps.iter().all(|step| !stopping() && step());
}

/// Bytes of an entry or a sentence with its place, about: what a line of an answer is weighed by.
pub const ENTRY: usize = 600;

/// The stretch of the entries of one kind that a cursor asks for, by day of publication.
///
/// # Errors
/// What cannot be asked, and what the archive says.
pub fn entries(
    desk: &Desk,
    asked: &Asked,
    kind: Kind,
    cursor: &Cursor,
    page: usize,
) -> Result<Stretch<DocketRow>, Problem> {
    let (all, state) = places(desk, &asked.filter()?, kind, asked.about().as_deref())?;
    let asked: Vec<EntryPlace> = all.iter().skip(cursor.skip).take(page).cloned().collect();
    Ok(Stretch::cut(desk.entries_at(kind, &asked)?, all.len(), cursor, state))
}

/// Where the entries of one kind stand that have the folded words `about`, by day of publication, and the archive's state.
///
/// # Errors
/// What the archive says.
pub fn places(
    desk: &Desk,
    filter: &Filter,
    kind: Kind,
    about: Option<&str>,
) -> Result<(Arc<Vec<EntryPlace>>, String), Problem> {
    desk.kept(
        &format!("{} {filter:?} {about:?}", kind.name()),
        |_| size_of::<EntryPlace>(),
        |archive| {
            let mut places = Vec::new();
            archive.each_entry(filter, kind, &mut |row| {
                if about.is_none_or(|about| row.speaks_of(about)) {
                    places.push(EntryPlace::from(&row));
                }
                ControlFlow::Continue(())
            })?;
            Ok(places)
        },
    )
}
