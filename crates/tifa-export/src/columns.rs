//! Columns of a table of records: one list of them gives the CSV and the Parquet of a kind of record.
//!
//! What one column says in Parquet may take two in CSV, which knows neither lists nor types: a list of spans becomes their
//! texts and their bytes, beside each other in the same order.

use crate::csv;
use jiff::civil::Date;
use std::borrow::Cow;
use std::io::{self, Write};
use tifa_archive::{Cited, NestedRow};
use tifa_text::number::Decimal;

/// A column: its name, and what it holds of a record.
pub struct Column<R> {
    /// Its name in the header.
    pub name: &'static str,
    /// Its value in a record.
    pub value: Value<R>,
}

/// How a column's value is had from a record, and of which type it is.
pub enum Value<R> {
    /// A text that is always there.
    Text(for<'a> fn(&'a R) -> Cow<'a, str>),
    /// A text that may be missing.
    MaybeText(for<'a> fn(&'a R) -> Option<Cow<'a, str>>),
    /// A whole number that is always there: bytes, counts, versions.
    Whole(fn(&R) -> i64),
    /// A whole number that may be missing.
    MaybeWhole(fn(&R) -> Option<i64>),
    /// A decimal number: exact in CSV, the nearest double in Parquet.
    Number(fn(&R) -> Option<Decimal>),
    /// A day.
    Day(fn(&R) -> Option<Date>),
    /// First and last day: `2031-03-01/2031-03-31` in CSV, two columns in Parquet.
    Days(fn(&R) -> Option<(Date, Date)>),
    /// Texts, in CSV joined by what stands here.
    Texts(&'static str, for<'a> fn(&'a R) -> &'a [String]),
    /// Cited spans: texts joined by ` | ` and bytes joined by a space in CSV, a list of structs in Parquet.
    Spans(for<'a> fn(&'a R) -> &'a [Cited]),
    /// Speech inside speech: the outermost as `speaker: text` in CSV, all with their depth in Parquet.
    Speech(for<'a> fn(&'a R) -> &'a [NestedRow]),
}

impl<R> Column<R> {
    /// A column.
    pub const fn new(name: &'static str, value: Value<R>) -> Self {
        Self { name, value }
    }

    /// The names of its fields in CSV.
    pub fn names(&self) -> Vec<String> {
        let mut names = vec![self.name.to_owned()];
        if let Value::Spans(_) = self.value {
            names.push(format!("{}_spans", self.name.trim_end_matches('s')));
        }
        names
    }

    /// Its fields in CSV, as many as it has names.
    pub fn fields(&self, record: &R) -> Vec<String> {
        let day = |d: Date| d.to_string();
        let one = match &self.value {
            Value::Text(get) => get(record).into_owned(),
            Value::MaybeText(get) => get(record).map(Cow::into_owned).unwrap_or_default(),
            Value::Whole(get) => get(record).to_string(),
            Value::MaybeWhole(get) => get(record).map(|n| n.to_string()).unwrap_or_default(),
            Value::Number(get) => get(record).map(|n| n.to_string()).unwrap_or_default(),
            Value::Day(get) => get(record).map(day).unwrap_or_default(),
            Value::Days(get) => match get(record) {
                Some((from, to)) if from != to => format!("{from}/{to}"),
                days => days.map(|d| day(d.0)).unwrap_or_default(),
            },
            Value::Texts(between, get) => get(record).join(between),
            Value::Spans(get) => {
                let spans = get(record);
                let texts: Vec<&str> = spans.iter().map(|s| s.text.as_str()).collect();
                let bytes: Vec<String> = spans.iter().map(|s| format!("{}-{}", s.start, s.end)).collect();
                return vec![texts.join(" | "), bytes.join(" ")];
            }
            Value::Speech(get) => {
                let said = get(record).iter().map(|n| format!("{}: {}", n.speaker, n.text));
                said.collect::<Vec<_>>().join(" | ")
            }
        };
        vec![one]
    }
}

/// The names of all fields of `columns` in CSV.
pub fn names<R>(columns: &[Column<R>]) -> Vec<String> {
    columns.iter().flat_map(Column::names).collect()
}

/// All fields of a record in CSV.
pub fn fields<R>(columns: &[Column<R>], record: &R) -> Vec<String> {
    columns.iter().flat_map(|column| column.fields(record)).collect()
}

/// A CSV of records being written. It has its header even when no record comes.
pub struct Csv<'a, R> {
    out: &'a mut dyn Write,
    columns: Vec<Column<R>>,
}

impl<'a, R> Csv<'a, R> {
    /// Begins with the header.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(out: &'a mut dyn Write, columns: Vec<Column<R>>) -> io::Result<Self> {
        csv::record(out, &names(&columns))?;
        Ok(Self { out, columns })
    }

    /// Writes one record.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, record: &R) -> io::Result<()> {
        csv::record(self.out, &fields(&self.columns, record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Ferry {
        name: &'static str,
        stops: Vec<Cited>,
        ports: Vec<String>,
        days: Option<(Date, Date)>,
    }

    #[test]
    fn a_column_of_spans_is_two_fields() {
        let columns = vec![
            Column::<Ferry>::new("name", Value::Text(|f| f.name.into())),
            Column::new("stops", Value::Spans(|f| &f.stops)),
            Column::new("ports", Value::Texts("、", |f| &f.ports)),
            Column::new("days", Value::Days(|f| f.days)),
        ];
        let mut out = Vec::new();
        let mut csv = Csv::new(&mut out, columns).unwrap();
        let cited = |start, text: &str| Cited { start, end: start + 6, text: text.into() };
        let day = |d| Date::constant(2031, 3, d);
        csv.push(&Ferry {
            name: "白鷺號",
            stops: vec![cited(3, "東岸"), cited(30, "西岸")],
            ports: vec!["甲".into(), "乙".into()],
            days: Some((day(1), day(4))),
        })
        .unwrap();
        let none = Ferry { name: "a, b", stops: vec![], ports: vec![], days: Some((day(2), day(2))) };
        csv.push(&none).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "name,stops,stop_spans,ports,days\r\n\
             白鷺號,東岸 | 西岸,3-9 30-36,甲、乙,2031-03-01/2031-03-04\r\n\
             \"a, b\",,,,2031-03-02\r\n"
        );
    }
}
