//! What a person or a program asks for, as it stands in an address.

use crate::api::{Genres, Modes};
use crate::problem::Problem;
use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};
use tifa_archive::Filter;
use tifa_record::{Genre, Mode};
use tifa_text::calendar::{Days, Unwritten};
use tifa_text::fold;
use utoipa::{IntoParams, ToSchema};

/// Conditions on documents and statements. What is left empty asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Conditions {
    /// Speaker: any of his names or a part of one, in either script.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub speaker: String,
    /// To whom the words were said.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub addressee: String,
    /// Occasion: a part of its name, kind or venue.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub occasion: String,
    /// Outlet: a part of its name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub outlet: String,
    /// First day: 2020, 2020-07 or 2020-07-09.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[param(example = "2020-07")]
    pub from: String,
    /// Last day: 2020, 2020-07 or 2020-07-09; a month or year counts to its end.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[param(example = "2021")]
    pub to: String,
    /// Mode of the statement: direct, indirect or mixed.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[param(value_type = Option<Modes>, inline)]
    pub mode: String,
    /// What kind of text the document is: report, column or transcript.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[param(value_type = Option<Genres>, inline)]
    pub genre: String,
    /// Files whose name is this path or lies below it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub under: String,
}

impl Conditions {
    /// As they stand in an address.
    pub fn parameters(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("speaker", &self.speaker),
            ("addressee", &self.addressee),
            ("occasion", &self.occasion),
            ("outlet", &self.outlet),
            ("from", &self.from),
            ("to", &self.to),
            ("mode", &self.mode),
            ("genre", &self.genre),
            ("under", &self.under),
        ]
    }

    /// As an archive takes them.
    ///
    /// # Errors
    /// A problem of status 400 with the parameter that cannot be used.
    pub fn filter(&self) -> Result<Filter, Problem> {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let mode = one_of("mode", &self.mode, Mode::named, "a mode is direct, indirect or mixed")?;
        let genre = one_of("genre", &self.genre, Genre::named, "a genre is report, column or transcript")?;
        Ok(Filter {
            speaker: some(&self.speaker),
            addressee: some(&self.addressee),
            occasion: some(&self.occasion),
            outlet: some(&self.outlet),
            from: day("from", &self.from, false)?,
            to: day("to", &self.to, true)?,
            mode,
            genre,
            under: some(&self.under).into_iter().collect(),
            ..Filter::default()
        })
    }
}

/// The words asked for, folded; none when none are.
pub fn folded(text: &str) -> Option<String> {
    Some(fold(text).text).filter(|text| !text.is_empty())
}

/// The member of a closed list that is meant; none when nothing is said.
fn one_of<T>(
    parameter: &'static str,
    written: &str,
    named: impl Fn(&str) -> Option<T>,
    why: &'static str,
) -> Result<Option<T>, Problem> {
    if written.is_empty() {
        return Ok(None);
    }
    named(written).map(Some).ok_or_else(|| Problem::bad(parameter, why))
}

/// A day as written: 2020, 2020-07 or 2020-07-09; a year and a month mean their first day, or their `last`.
///
/// # Errors
/// A problem of status 400.
pub fn day(parameter: &'static str, written: &str, last: bool) -> Result<Option<Date>, Problem> {
    let written = written.trim();
    if written.is_empty() {
        return Ok(None);
    }
    let bad = |why: Unwritten| Problem::bad(parameter, format!("{written:?}: {why}"));
    let days: Days = written.parse().map_err(bad)?;
    Ok(Some(if last { days.to } else { days.from }))
}

/// What stands unchanged in a query or a path, besides letters and digits.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// `text` as a part of an address.
pub fn escaped(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

/// An address with parameters; empty ones are left out.
pub fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    let mut mark = '?';
    for (name, value) in parameters.iter().filter(|p| !p.1.is_empty()) {
        out.push(mark);
        out.push_str(name);
        out.push('=');
        out.push_str(&escaped(value));
        mark = '&';
    }
    out
}

/// An address with `parameters`, some of them `changed`; others come behind them.
pub fn changed<'t>(
    path: &str,
    mut parameters: Vec<(&'t str, &'t str)>,
    changed: &[(&'t str, &'t str)],
) -> String {
    for &(name, value) in changed {
        match parameters.iter_mut().find(|p| p.0 == name) {
            Some(parameter) => parameter.1 = value,
            None => parameters.push((name, value)),
        }
    }
    address(path, &parameters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let check = |written: &str, last, expect: Option<&str>| {
            let found = day("from", written, last).ok().flatten().map(|d| d.to_string());
            assert_eq!(found.as_deref(), expect, "{written}");
        };
        check("2020", false, Some("2020-01-01"));
        check("2020", true, Some("2020-12-31"));
        check("2020-02", true, Some("2020-02-29"));
        check("2020-07-09", true, Some("2020-07-09"));
        check("2020-02-30", false, None);
        check("09.07.2020", false, None);
        check("-5", false, None);
        check("", false, None);
        assert!(day("from", "then", false).is_err() && day("from", " ", false).unwrap().is_none());
    }

    #[test]
    fn addresses() {
        assert_eq!(address("/search", &[("q", "a&b 山"), ("from", "")]), "/search?q=a%26b%20%E5%B1%B1");
        assert_eq!(address("/search", &[]), "/search");
    }
}
