//! Parquet: one table a kind of record, typed.
//!
//! Days are `DATE`, offsets and counts `INT64`, texts `STRING`; what may be missing is optional. Spans, names and speech
//! inside speech are lists (of structs), which DuckDB unnests and pandas shows as arrays, so nothing needs a second table.
//! Columns are dictionary-encoded where that is smaller, and compressed with Snappy, which every reader has. Rows are kept
//! until a row group is full and no longer, so memory does not grow with the table.

use crate::columns::{Column, Value};
use jiff::civil::Date;
use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::Arc;
use tifa_archive::NestedRow;

/// Rows of a row group.
const GROUP_ROWS: usize = 50_000;

/// Bytes of text a row group holds at most; long statements fill it before the rows do.
const GROUP_BYTES: usize = 32 << 20;

/// A table being written.
pub struct Table<W: Write + Send, R> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Column<R>>,
    leaves: Vec<Leaf>,
    rows: usize,
}

impl<W: Write + Send, R> Table<W, R> {
    /// Begins a table. `name` is that of its records: it becomes the name of the schema.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn new(out: W, name: &str, columns: Vec<Column<R>>) -> io::Result<Self> {
        let mut schema = format!("message {name} {{\n");
        let mut leaves = Vec::new();
        for column in &columns {
            declare(column, &mut schema, &mut leaves);
        }
        schema.push('}');
        let note = |key: &str, value: &str| KeyValue::new(key.to_owned(), value.to_owned());
        let properties = WriterProperties::builder()
            .set_created_by(concat!("tifa ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(vec![
                note("tifa.table", name),
                note(
                    "tifa.offsets",
                    "bytes of the original file, of its decoded text when that is not UTF-8",
                ),
            ]))
            .build();
        let schema = parse_message_type(&schema).map_err(failed)?;
        let writer =
            SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        Ok(Self { writer, columns, leaves, rows: 0 })
    }

    /// Adds a record.
    ///
    /// # Errors
    /// When a full row group cannot be written.
    pub fn push(&mut self, record: &R) -> io::Result<()> {
        let mut leaves = self.leaves.iter_mut();
        for column in &self.columns {
            fill(column, record, &mut leaves);
        }
        self.rows += 1;
        let held: usize = self.leaves.iter().map(|leaf| leaf.bytes).sum();
        if self.rows >= GROUP_ROWS || held >= GROUP_BYTES { self.group() } else { Ok(()) }
    }

    /// Ends the table and gives back what it was written to. A table without records is a table.
    ///
    /// # Errors
    /// When the rest cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.group()?;
        }
        self.writer.into_inner().map_err(failed)
    }

    /// Writes what is kept as a row group.
    fn group(&mut self) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for leaf in &mut self.leaves {
            if let Some(column) = group.next_column().map_err(failed)? {
                leaf.write(column).map_err(failed)?;
            }
            leaf.clear();
        }
        group.close().map_err(failed)?;
        self.rows = 0;
        Ok(())
    }
}

/// An error of the writer, the disk's own where there is one.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(inner) => *inner,
            Err(inner) => io::Error::other(inner),
        },
        other => io::Error::other(other),
    }
}

/// Values of one column of the file that wait for their row group, with their levels (Dremel's: how much of the path is
/// there, and at which list a value goes on).
struct Leaf {
    data: Data,
    defined: Vec<i16>,
    repeated: Vec<i16>,
    kind: Kind,
    /// Bytes of text held.
    bytes: usize,
}

/// How a column of the file may be missing or repeated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Required,
    Optional,
    /// In a list; `true` when it may be missing there.
    Listed(bool),
}

enum Data {
    Text(Vec<ByteArray>),
    Whole(Vec<i64>),
    Number(Vec<f64>),
    Day(Vec<i32>),
}

/// One value for a [`Leaf`].
enum Cell<'a> {
    Text(&'a str),
    Whole(i64),
    Number(f64),
    Day(Date),
}

impl Leaf {
    fn new(kind: Kind, data: Data) -> Self {
        Self { data, defined: Vec::new(), repeated: Vec::new(), kind, bytes: 0 }
    }

    fn text(kind: Kind) -> Self {
        Self::new(kind, Data::Text(Vec::new()))
    }

    fn whole(kind: Kind) -> Self {
        Self::new(kind, Data::Whole(Vec::new()))
    }

    /// Adds the one value of a row, which may be missing.
    fn one(&mut self, cell: Option<Cell<'_>>) {
        if self.kind == Kind::Optional {
            self.defined.push(i16::from(cell.is_some()));
        }
        if let Some(cell) = cell {
            self.put(cell);
        }
    }

    /// Adds the values of a row's list.
    fn list<'a>(&mut self, cells: impl Iterator<Item = Option<Cell<'a>>>) {
        let top = if self.kind == Kind::Listed(true) { 2 } else { 1 };
        let mut first = true;
        for cell in cells {
            self.repeated.push(i16::from(!first));
            self.defined.push(if cell.is_some() { top } else { top - 1 });
            if let Some(cell) = cell {
                self.put(cell);
            }
            first = false;
        }
        if first {
            self.repeated.push(0);
            self.defined.push(0);
        }
    }

    fn put(&mut self, cell: Cell<'_>) {
        match (&mut self.data, cell) {
            (Data::Text(all), Cell::Text(text)) => {
                self.bytes += text.len();
                all.push(ByteArray::from(text));
            }
            (Data::Whole(all), Cell::Whole(n)) => all.push(n),
            (Data::Number(all), Cell::Number(n)) => all.push(n),
            (Data::Day(all), Cell::Day(day)) => all.push(since_1970(day)),
            _ => debug_assert!(false, "a cell of another type than its column's"),
        }
    }

    fn write(&self, mut column: SerializedColumnWriter<'_>) -> Result<()> {
        match &self.data {
            Data::Text(all) => self.batch::<ByteArrayType>(&mut column, all)?,
            Data::Whole(all) => self.batch::<Int64Type>(&mut column, all)?,
            Data::Number(all) => self.batch::<DoubleType>(&mut column, all)?,
            Data::Day(all) => self.batch::<Int32Type>(&mut column, all)?,
        }
        column.close()
    }

    fn batch<T: DataType>(&self, column: &mut SerializedColumnWriter<'_>, all: &[T::T]) -> Result<()> {
        let defined = (self.kind != Kind::Required).then_some(self.defined.as_slice());
        let repeated = matches!(self.kind, Kind::Listed(_)).then_some(self.repeated.as_slice());
        column.typed::<T>().write_batch(all, defined, repeated)?;
        Ok(())
    }

    fn clear(&mut self) {
        match &mut self.data {
            Data::Text(all) => all.clear(),
            Data::Whole(all) => all.clear(),
            Data::Number(all) => all.clear(),
            Data::Day(all) => all.clear(),
        }
        self.defined.clear();
        self.repeated.clear();
        self.bytes = 0;
    }
}

/// Days since 1970-01-01, which is what a `DATE` is.
fn since_1970(day: Date) -> i32 {
    (day - Date::constant(1970, 1, 1)).get_days()
}

/// Adds a column to the schema and makes its leaves.
fn declare<R>(column: &Column<R>, schema: &mut String, leaves: &mut Vec<Leaf>) {
    const LISTED: Kind = Kind::Listed(false);
    let name = column.name;
    let line = match column.value {
        Value::Text(_) => {
            leaves.push(Leaf::text(Kind::Required));
            format!("required binary {name} (STRING);")
        }
        Value::MaybeText(_) => {
            leaves.push(Leaf::text(Kind::Optional));
            format!("optional binary {name} (STRING);")
        }
        Value::Whole(_) => {
            leaves.push(Leaf::whole(Kind::Required));
            format!("required int64 {name};")
        }
        Value::MaybeWhole(_) => {
            leaves.push(Leaf::whole(Kind::Optional));
            format!("optional int64 {name};")
        }
        Value::Number(_) => {
            leaves.push(Leaf::new(Kind::Optional, Data::Number(Vec::new())));
            format!("optional double {name};")
        }
        Value::Day(_) => {
            leaves.push(Leaf::new(Kind::Optional, Data::Day(Vec::new())));
            format!("optional int32 {name} (DATE);")
        }
        Value::Days(_) => {
            leaves.extend([(), ()].map(|()| Leaf::new(Kind::Optional, Data::Day(Vec::new()))));
            format!("optional int32 {name}_from (DATE); optional int32 {name}_to (DATE);")
        }
        Value::Texts(..) => {
            leaves.push(Leaf::text(LISTED));
            list(name, "required binary element (STRING);")
        }
        Value::Spans(_) => {
            leaves.extend([Leaf::whole(LISTED), Leaf::whole(LISTED), Leaf::text(LISTED)]);
            let fields = "required int64 start; required int64 end; required binary text (STRING);";
            list(name, &format!("required group element {{ {fields} }}"))
        }
        Value::Speech(_) => {
            leaves.extend([LISTED; 3].map(Leaf::whole));
            leaves.extend([LISTED, LISTED, LISTED, Kind::Listed(true)].map(Leaf::text));
            let fields = "required int64 depth; required int64 start; required int64 end; \
                 required binary text (STRING); required binary speaker (STRING); \
                 required binary force (STRING); optional binary cue (STRING);";
            list(name, &format!("required group element {{ {fields} }}"))
        }
    };
    let _ = writeln!(schema, "  {line}");
}

/// A list as the format's specification lays it out.
fn list(name: &str, element: &str) -> String {
    format!("required group {name} (LIST) {{ repeated group list {{ {element} }} }}")
}

/// Puts a record's value into the leaves of its column.
fn fill<R>(column: &Column<R>, record: &R, leaves: &mut std::slice::IterMut<'_, Leaf>) {
    let mut one = |cell: Option<Cell<'_>>| {
        if let Some(leaf) = leaves.next() {
            leaf.one(cell);
        }
    };
    match &column.value {
        Value::Text(get) => one(Some(Cell::Text(&get(record)))),
        Value::MaybeText(get) => one(get(record).as_deref().map(Cell::Text)),
        Value::Whole(get) => one(Some(Cell::Whole(get(record)))),
        Value::MaybeWhole(get) => one(get(record).map(Cell::Whole)),
        // The text of a decimal is exact, and the nearest double is what reading it gives.
        Value::Number(get) => one(get(record).and_then(|n| n.to_string().parse().ok()).map(Cell::Number)),
        Value::Day(get) => one(get(record).map(Cell::Day)),
        Value::Days(get) => {
            let days = get(record);
            one(days.map(|d| Cell::Day(d.0)));
            one(days.map(|d| Cell::Day(d.1)));
        }
        Value::Texts(_, get) => many(leaves, get(record), &[|text| Some(Cell::Text(text))]),
        Value::Spans(get) => many(
            leaves,
            get(record),
            &[
                |span| Some(Cell::Whole(span.start.into())),
                |span| Some(Cell::Whole(span.end.into())),
                |span| Some(Cell::Text(&span.text)),
            ],
        ),
        Value::Speech(get) => many(
            leaves,
            &speech(get(record)),
            &[
                |(depth, _)| Some(Cell::Whole(*depth)),
                |(_, n)| Some(Cell::Whole(n.start.into())),
                |(_, n)| Some(Cell::Whole(n.end.into())),
                |(_, n)| Some(Cell::Text(&n.text)),
                |(_, n)| Some(Cell::Text(&n.speaker)),
                |(_, n)| Some(Cell::Text(n.force.name())),
                |(_, n)| n.cue.as_ref().map(|c| Cell::Text(&c.text)),
            ],
        ),
    }
}

/// A list's items into one leaf a field.
fn many<T>(leaves: &mut std::slice::IterMut<'_, Leaf>, items: &[T], fields: &[fn(&T) -> Option<Cell<'_>>]) {
    // The fields first: a zip asks its left side once more than its right, and that leaf would be lost.
    for (field, leaf) in fields.iter().zip(leaves) {
        leaf.list(items.iter().map(field));
    }
}

/// Speech inside speech in reading order, each with how deep it lies; the outermost are at 1.
fn speech(nested: &[NestedRow]) -> Vec<(i64, &NestedRow)> {
    let mut all = Vec::new();
    let mut open: Vec<(i64, &NestedRow)> = nested.iter().rev().map(|n| (1, n)).collect();
    while let Some((depth, row)) = open.pop() {
        all.push((depth, row));
        open.extend(row.nested.iter().rev().map(|n| (depth + 1, n)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{cited, statement};
    use crate::tables;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    use tifa_archive::StatementRow;
    use tifa_record::{Force, Mode};

    fn written(rows: &[StatementRow]) -> Vec<u8> {
        let mut table = Table::new(Vec::new(), "statements", tables::statements()).unwrap();
        rows.iter().for_each(|row| table.push(row).unwrap());
        table.finish().unwrap()
    }

    /// What the crate's own reader makes of a column of each row, as text.
    fn read(file: Vec<u8>, column: &str) -> Vec<String> {
        let reader = SerializedFileReader::new(bytes(file)).unwrap();
        let field = |row: parquet::record::Row| {
            let found = row.get_column_iter().find(|(name, _)| name.as_str() == column);
            match found.unwrap().1 {
                Field::Str(text) => text.clone(),
                other => other.to_string(),
            }
        };
        reader.get_row_iter(None).unwrap().map(|row| field(row.unwrap())).collect()
    }

    /// As something the reader seeks in.
    fn bytes(file: Vec<u8>) -> impl parquet::file::reader::ChunkReader + 'static {
        let mut place = tempfile::tempfile().unwrap();
        place.write_all(&file).unwrap();
        place
    }

    #[test]
    fn rows_come_back_typed() {
        let text = ["林岸表示，「渡口」不關。石舟說甲乙"];
        let mut first = statement(&text, "林岸", Mode::Mixed, "「渡口」不關");
        first.cue = Some(cited(&text, "表示"));
        first.quotes = vec![cited(&text, "渡口"), cited(&text, "不關")];
        first.chain = vec!["報道".into(), "河谷社".into()];
        let mut second = statement(&text, "石舟", Mode::Indirect, "甲乙");
        let inner = |text: &str, nested| NestedRow {
            start: 1,
            end: 2,
            text: text.into(),
            speaker: "丙".into(),
            cue: None,
            force: Force::Denied,
            nested,
        };
        second.nested = vec![inner("甲", vec![inner("乙", Vec::new())])];
        let check = |column: &str, expect: [&str; 2]| {
            assert_eq!(read(written(&[first.clone(), second.clone()]), column), expect, "{column}");
        };
        check("speaker", ["林岸", "石舟"]);
        check("start", ["15", "45"]);
        check("date", ["2031-07-09", "2031-07-09"]);
        check("said_from", ["null", "null"]);
        check("cue", ["表示", "null"]);
        check("cue_start", ["6", "null"]);
        check("chain", ["[\"報道\", \"河谷社\"]", "[]"]);
        check(
            "quotes",
            ["[{start: 18, end: 24, text: \"渡口\"}, {start: 27, end: 33, text: \"不關\"}]", "[]"],
        );
        check(
            "nested",
            [
                "[]",
                "[{depth: 1, start: 1, end: 2, text: \"甲\", speaker: \"丙\", force: \"denied\", cue: null}, \
                 {depth: 2, start: 1, end: 2, text: \"乙\", speaker: \"丙\", force: \"denied\", cue: null}]",
            ],
        );
    }

    #[test]
    fn a_table_without_rows_is_a_table() {
        assert_eq!(read(written(&[]), "text"), Vec::<String>::new());
    }

    #[test]
    fn the_same_rows_are_the_same_bytes() {
        let text = ["甲乙丙丁"];
        let rows: Vec<StatementRow> =
            ["甲", "乙丙", "丁"].map(|words| statement(&text, "林岸", Mode::Direct, words)).into();
        assert_eq!(written(&rows), written(&rows));
    }

    #[test]
    fn days_before_1970() {
        assert_eq!(since_1970(Date::constant(1970, 1, 2)), 1);
        assert_eq!(since_1970(Date::constant(1949, 10, 1)), -7397);
    }
}
