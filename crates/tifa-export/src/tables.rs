//! The tables: which columns statements, documents and each kind of docket entry have.
//!
//! Offsets are bytes of the original file, or of its decoded text where the original is not UTF-8; `documents.encoding`
//! tells. Tables join by `document`.

use crate::columns::{Column, Value};
use crate::jsonl::word;
use std::borrow::Cow;
use tifa_archive::docket::{Detail, DocketRow, Kind, Period, Target};
use tifa_archive::{Cited, DocumentRow, StatementRow};

fn some(text: &Option<String>) -> Option<Cow<'_, str>> {
    text.as_deref().map(Cow::Borrowed)
}

fn words(cited: &Option<Cited>) -> Option<Cow<'_, str>> {
    cited.as_ref().map(|c| c.text.as_str().into())
}

fn start(cited: &Option<Cited>) -> Option<i64> {
    cited.as_ref().map(|c| c.start.into())
}

fn end(cited: &Option<Cited>) -> Option<i64> {
    cited.as_ref().map(|c| c.end.into())
}

/// Columns of statements.
pub fn statements() -> Vec<Column<StatementRow>> {
    use Value::*;
    vec![
        Column::new("source", Text(|s| s.source.as_str().into())),
        Column::new("document", Text(|s| s.document.as_str().into())),
        Column::new("start", Whole(|s| s.start.into())),
        Column::new("end", Whole(|s| s.end.into())),
        Column::new("text", Text(|s| s.text.as_str().into())),
        Column::new("speaker", Text(|s| s.speaker.as_str().into())),
        Column::new("mode", Text(|s| s.mode.name().into())),
        Column::new("cue", MaybeText(|s| words(&s.cue))),
        Column::new("cue_start", MaybeWhole(|s| start(&s.cue))),
        Column::new("cue_end", MaybeWhole(|s| end(&s.cue))),
        Column::new("quotes", Spans(|s| &s.quotes)),
        Column::new("date", Day(|s| s.date)),
        Column::new("occasion", MaybeText(|s| some(&s.occasion))),
        Column::new("chain", Texts(" > ", |s| &s.chain)),
        Column::new("extractor", Text(|s| s.extractor.as_str().into())),
        Column::new("version", Whole(|s| s.version.into())),
        Column::new("named_as", MaybeText(|s| words(&s.named_as))),
        Column::new("addressee", MaybeText(|s| some(&s.addressee))),
        Column::new("force", Text(|s| s.force.name().into())),
        Column::new("content_start", MaybeWhole(|s| start(&s.content))),
        Column::new("content_end", MaybeWhole(|s| end(&s.content))),
        Column::new("nested", Speech(|s| &s.nested)),
        Column::new("person", MaybeText(|s| s.person.as_ref().map(|p| p.name.as_str().into()))),
        Column::new("person_by", MaybeText(|s| s.person.as_ref().map(|p| p.by.name().into()))),
        Column::new("said_from", Day(|s| s.said.map(|d| d.from))),
        Column::new("said_to", Day(|s| s.said.map(|d| d.to))),
    ]
}

/// Columns of documents.
pub fn documents() -> Vec<Column<DocumentRow>> {
    use Value::*;
    vec![
        Column::new("document", Text(|d| d.document.as_str().into())),
        Column::new("source", Text(|d| d.source.as_str().into())),
        Column::new("ordinal", Whole(|d| d.ordinal.into())),
        Column::new("title", MaybeText(|d| some(&d.metadata.title))),
        Column::new("date", Day(|d| d.metadata.date.map(|d| d.day))),
        Column::new("date_evidence", MaybeText(|d| d.metadata.date.map(|d| word(&d.evidence).into()))),
        Column::new("outlet", MaybeText(|d| some(&d.metadata.outlet))),
        Column::new("author", MaybeText(|d| some(&d.metadata.author))),
        Column::new("category", MaybeText(|d| some(&d.metadata.category))),
        Column::new("tags", Texts("、", |d| &d.metadata.tags)),
        Column::new("url", MaybeText(|d| d.metadata.url.as_ref().map(|u| u.unwrapped.as_str().into()))),
        Column::new(
            "url_as_found",
            MaybeText(|d| d.metadata.url.as_ref().map(|u| u.original.as_str().into())),
        ),
        Column::new("language", MaybeText(|d| some(&d.metadata.language))),
        Column::new("sha256", Text(|d| d.original.as_str().into())),
        Column::new("encoding", Text(|d| d.encoding.as_str().into())),
        Column::new("text", Text(|d| d.text.as_str().into())),
        Column::new("statements", Whole(|d| d.statements.into())),
        Column::new("characters", Whole(|d| d.characters.into())),
        Column::new("genre", Text(|d| d.genre.name().into())),
    ]
}

/// What `$pattern` binds in the detail of an entry of that kind; nothing for another kind, which its table is not given.
macro_rules! of {
    ($pattern:pat => $value:expr) => {
        |row: &DocketRow| match &row.detail {
            $pattern => $value,
            _ => Default::default(),
        }
    };
}

/// State, kind or bound of an entry, as its record writes it; empty for kinds without.
pub fn sort_of(detail: &Detail) -> Cow<'_, str> {
    match detail {
        Detail::Mechanism { state, .. } => word(state).into(),
        Detail::Commitment { r#type, .. } => word(r#type).into(),
        Detail::Figure { bound, .. } => word(bound).into(),
        Detail::Occasion { r#type, .. } | Detail::Reference { r#type, .. } => (*r#type).into(),
        Detail::Placement { list, .. } => word(list).into(),
        Detail::Date { .. } | Detail::Enumeration { .. } | Detail::Claim { .. } => "".into(),
    }
}

fn days(period: Option<Period>) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    period.map(|p| (p.from, p.to))
}

fn place(target: &Target) -> Cow<'static, str> {
    format!("{}:{}-{}", target.source, target.start, target.end).into()
}

/// Columns of the docket's entries of one kind.
pub fn docket(kind: Kind) -> Vec<Column<DocketRow>> {
    use Value::*;
    let mut columns = vec![
        Column::new("source", Text(|r: &DocketRow| (&*r.source).into())),
        Column::new("document", Text(|r: &DocketRow| (&*r.document).into())),
        Column::new("start", Whole(|r: &DocketRow| r.start.into())),
        Column::new("end", Whole(|r: &DocketRow| r.end.into())),
        Column::new("text", Text(|r: &DocketRow| r.text.as_str().into())),
    ];
    columns.extend(own(kind));
    columns.extend([
        Column::new("published", Day(|r: &DocketRow| r.published)),
        Column::new("confidence", Text(|r: &DocketRow| r.confidence.name().into())),
        Column::new(
            "verdict",
            MaybeText(|r: &DocketRow| {
                let verdict = r.decision.as_ref().and_then(|d| d.verdict.as_ref());
                verdict.map(|v| v.value.as_str().into())
            }),
        ),
        Column::new("extractor", Text(|r: &DocketRow| r.extractor.into())),
        Column::new("version", Whole(|r: &DocketRow| r.version.into())),
    ]);
    columns
}

/// What entries of this kind alone have.
fn own(kind: Kind) -> Vec<Column<DocketRow>> {
    use Value::*;
    let sort = || Text(|r: &DocketRow| sort_of(&r.detail));
    match kind {
        Kind::Date => vec![
            Column::new("from", Day(of!(Detail::Date { from, .. } => *from))),
            Column::new("to", Day(of!(Detail::Date { to, .. } => *to))),
            Column::new("open", MaybeText(of!(Detail::Date { open, .. } => open.map(Into::into)))),
        ],
        Kind::Occasion => vec![
            Column::new("type", sort()),
            Column::new("date", Day(of!(Detail::Occasion { date, .. } => *date))),
            Column::new("to", Day(of!(Detail::Occasion { to, .. } => *to))),
            Column::new(
                "participants",
                Texts("、", of!(Detail::Occasion { participants, .. } => participants)),
            ),
            Column::new("place", MaybeText(of!(Detail::Occasion { place, .. } => some(place)))),
        ],
        Kind::Reference => vec![
            Column::new("type", sort()),
            Column::new("speaker", MaybeText(of!(Detail::Reference { speaker, .. } => some(speaker)))),
            Column::new("from", Day(of!(Detail::Reference { from, .. } => *from))),
            Column::new("to", Day(of!(Detail::Reference { to, .. } => *to))),
            Column::new(
                "target",
                MaybeText(of!(Detail::Reference { target, .. } => target.as_ref().map(place))),
            ),
        ],
        Kind::Enumeration => vec![
            Column::new(
                "declared",
                MaybeWhole(of!(Detail::Enumeration { declared, .. } => declared.map(i64::from))),
            ),
            Column::new("speaker", MaybeText(of!(Detail::Enumeration { speaker, .. } => some(speaker)))),
            Column::new("items", Spans(of!(Detail::Enumeration { items, .. } => items))),
        ],
        Kind::Mechanism => vec![
            Column::new("parties", Texts("、", of!(Detail::Mechanism { parties, .. } => parties))),
            Column::new("state", sort()),
            Column::new("level", MaybeText(of!(Detail::Mechanism { level, .. } => words(level)))),
            Column::new("cue", MaybeText(of!(Detail::Mechanism { cue, .. } => words(cue)))),
            Column::new("speaker", MaybeText(of!(Detail::Mechanism { speaker, .. } => some(speaker)))),
            Column::new("days", Days(of!(Detail::Mechanism { days: d, .. } => days(*d)))),
        ],
        Kind::Commitment => vec![
            Column::new("who", Text(of!(Detail::Commitment { who, .. } => who.as_str().into()))),
            Column::new("type", sort()),
            Column::new("to", MaybeText(of!(Detail::Commitment { to, .. } => some(to)))),
            Column::new("cue", Text(of!(Detail::Commitment { cue, .. } => cue.text.as_str().into()))),
            Column::new(
                "condition",
                MaybeText(of!(Detail::Commitment { condition, .. } => words(condition))),
            ),
            Column::new("due", Days(of!(Detail::Commitment { due, .. } => days(*due)))),
            Column::new("speaker", MaybeText(of!(Detail::Commitment { speaker, .. } => some(speaker)))),
        ],
        Kind::Figure => vec![
            Column::new("value", Number(of!(Detail::Figure { value, .. } => Some(*value)))),
            Column::new("upper", Number(of!(Detail::Figure { upper, .. } => *upper))),
            Column::new("bound", sort()),
            Column::new("measure", Text(of!(Detail::Figure { measure, .. } => measure.as_str().into()))),
            Column::new("what", MaybeText(of!(Detail::Figure { what, .. } => some(what)))),
            Column::new("speaker", MaybeText(of!(Detail::Figure { speaker, .. } => some(speaker)))),
            Column::new("days", Days(of!(Detail::Figure { days: d, .. } => days(*d)))),
            Column::new(
                "doubt",
                MaybeText(of!(Detail::Figure { doubt, .. } => doubt.as_ref().map(|d| word(d).into()))),
            ),
        ],
        Kind::Claim => vec![
            Column::new("claimed_by", MaybeText(of!(Detail::Claim { claimed_by, .. } => some(claimed_by)))),
            Column::new(
                "rebuttal",
                Text(of!(Detail::Claim { rebuttal, .. } => rebuttal.text.as_str().into())),
            ),
            Column::new(
                "rebuttal_start",
                Whole(of!(Detail::Claim { rebuttal, .. } => rebuttal.start.into())),
            ),
            Column::new("rebuttal_end", Whole(of!(Detail::Claim { rebuttal, .. } => rebuttal.end.into()))),
            Column::new(
                "rebutted_by",
                MaybeText(of!(Detail::Claim { rebutted_by, .. } => some(rebutted_by))),
            ),
            Column::new("cue", MaybeText(of!(Detail::Claim { cue, .. } => words(cue)))),
        ],
        Kind::Placement => vec![
            Column::new("list", sort()),
            Column::new("topics", Texts("、", of!(Detail::Placement { topics, .. } => topics))),
            Column::new("parties", Texts("、", of!(Detail::Placement { parties, .. } => parties))),
            Column::new("cue", Text(of!(Detail::Placement { cue, .. } => cue.text.as_str().into()))),
            Column::new("speaker", MaybeText(of!(Detail::Placement { speaker, .. } => some(speaker)))),
        ],
    }
}
