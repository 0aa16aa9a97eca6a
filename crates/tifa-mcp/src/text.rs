//! Answers as text, for a model that will quote: words between 「 and 」, who says them, where they stand.

use crate::record::Record;
use serde_json::Value;
use tifa_export::source::Source;

/// Fields that are shown in a place of their own, or that no reader of the text needs.
const PLACED: [&str; 21] = [
    "source",
    "document",
    "start",
    "end",
    "text",
    "before",
    "after",
    "permalink",
    "extractor",
    "version",
    "speaker",
    "date",
    "published",
    "outlet",
    "title",
    "cue",
    "named_as",
    "content",
    "evidence",
    "quote",
    "grounds",
];

/// Fields that name what a record without words of its own is about.
const NAMES: [&str; 3] = ["name", "what", "topic"];

/// Lists of records inside a record, each on a line of its own.
const LINES: [&str; 4] = ["steps", "points", "entries", "evidence"];

/// An answer that grows line by line.
#[derive(Debug)]
pub struct Text<'a> {
    text: String,
    sources: &'a [Source],
}

impl<'a> Text<'a> {
    /// An answer whose records stand in these documents.
    pub fn new(sources: &'a [Source]) -> Self {
        Self { text: String::new(), sources }
    }

    /// A line.
    pub fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    /// Numbered records, the first of them being number `first`.
    pub fn records(&mut self, records: &[Record], first: usize) {
        for (i, record) in records.iter().enumerate() {
            self.line("");
            self.record(&format!("{}. ", first + i), &record.0);
        }
    }

    /// One record: its words, what stands round them, what is known of them, where they stand.
    fn record(&mut self, number: &str, record: &Value) {
        let get = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
        let words = match get("text") {
            "" => NAMES.iter().map(|n| get(n)).find(|n| !n.is_empty()).unwrap_or_default().to_owned(),
            text => format!("「{text}」"),
        };
        let pad = " ".repeat(number.len());
        self.line(format!("{number}{words}"));
        let (before, after) = (get("before"), get("after"));
        if !before.is_empty() || !after.is_empty() {
            self.line(format!("{pad}context: …{before}【{}】{after}…", get("text")));
        }
        let source = self.sources.iter().find(|s| s.document == get("document"));
        let outlet = source.and_then(|s| s.outlet.as_deref()).unwrap_or(get("outlet"));
        let about = [get("speaker"), outlet, get("date"), get("published"), get("permalink")];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        if !about.is_empty() {
            self.line(format!("{pad}{}", about.join(", ")));
        }
        let facts = facts(record, &words);
        if !facts.is_empty() {
            self.line(format!("{pad}{facts}"));
        }
        for line in LINES.iter().filter_map(|name| record.get(*name)).filter_map(Value::as_array).flatten() {
            self.record(&format!("{pad}- "), line);
        }
    }

    /// The sources, which the records name by their documents' ids.
    pub fn sources(&mut self) {
        if !self.sources.is_empty() {
            self.line("\nSources");
        }
        for s in self.sources {
            let (title, date) = (s.title.as_ref().map(|t| format!("《{t}》")), s.date.map(|d| d.to_string()));
            let known = [title, s.outlet.clone(), date, s.url.clone(), Some(format!("file {}", s.source))];
            let known: Vec<String> = known.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            self.line(format!("{}  {}, SHA-256 {}", s.document, known.join(", "), s.original));
        }
    }

    /// How it goes on.
    pub fn onward(&mut self, next: Option<&str>, changed: bool) {
        if changed {
            self.line("\nThe archive has changed since the cursor was given: something may be passed over or come twice.");
        }
        if let Some(next) = next {
            self.line(format!("\nThere is more: ask again with cursor {next:?}."));
        }
    }

    /// All of it.
    pub fn finish(self) -> String {
        self.text.trim_end().to_owned()
    }
}

/// What else a record says, `name: value` for each of its fields; what its `heading` says is not said again.
fn facts(record: &Value, heading: &str) -> String {
    let fields = record.as_object().into_iter().flatten();
    let shown = |name: &str| PLACED.contains(&name) || LINES.contains(&name);
    let wanted = fields.filter(|(name, value)| !shown(name) && value.as_str().is_none_or(|v| v != heading));
    let told =
        wanted.filter_map(|(name, value)| Some(format!("{}: {}", name.replace('_', " "), fact(value)?)));
    told.collect::<Vec<_>>().join("; ")
}

/// A value for reading; none for what says nothing.
fn fact(value: &Value) -> Option<String> {
    let told = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Array(pieces) if pieces.iter().all(|p| p.get("edit").is_some()) => difference(value),
        Value::Array(all) => all.iter().filter_map(fact).collect::<Vec<_>>().join("、"),
        Value::Object(object) => {
            let part = |name: &str| object.get(name).and_then(Value::as_str);
            match (part("text"), part("from"), part("to")) {
                (Some(text), ..) => match part("speaker").or_else(|| part("permalink")) {
                    Some(about) => format!("「{text}」 ({about})"),
                    None => format!("「{text}」"),
                },
                (None, Some(from), Some(to)) if from == to => from.to_owned(),
                (None, Some(from), Some(to)) => format!("{from} to {to}"),
                _ => facts(value, ""),
            }
        }
        other => other.to_string(),
    };
    (!told.is_empty()).then_some(told)
}

/// Two texts side by side: where they differ, what the first has and what stands in its place in the second.
pub fn difference(pieces: &Value) -> String {
    pieces.as_array().into_iter().flatten().map(piece).collect()
}

fn piece(piece: &Value) -> String {
    let side = |name: &str| piece.get(name).and_then(Value::as_str).unwrap_or_default();
    if side("a") == side("b") { side("a").to_owned() } else { format!("[{}→{}]", side("a"), side("b")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(record: Value, expect: &str) {
        let mut text = Text::new(&[]);
        text.record("1. ", &record);
        assert_eq!(text.finish(), expect, "{record}");
    }

    #[test]
    fn words_with_who_and_where() {
        check(
            json!({ "text": "渡口不關", "speaker": "林岸", "mode": "direct", "date": "2031-02-03", "start": 1,
                "permalink": "/document/a/1-2", "cue": { "text": "說" }, "quotes": [], "occasion": null }),
            "1. 「渡口不關」\n   林岸, 2031-02-03, /document/a/1-2\n   mode: direct",
        );
        check(
            json!({ "text": "渡口", "before": "他說", "after": "不關" }),
            "1. 「渡口」\n   context: …他說【渡口】不關…",
        );
    }

    #[test]
    fn facts_of_every_form() {
        check(
            json!({ "text": "三點", "declared": 3, "items": [{ "text": "山", "permalink": "/document/a/1-2" }],
                "days": { "from": "2031-02-03", "to": "2031-02-03" }, "parties": ["甲", "乙"],
                "diff": [{ "edit": "same", "a": "不", "b": "不" }, { "edit": "replaced", "a": "關", "b": "開" }] }),
            "1. 「三點」\n   declared: 3; items: 「山」 (/document/a/1-2); days: 2031-02-03; parties: 甲、乙; diff: 不[關→開]",
        );
    }

    #[test]
    fn lines_inside_a_record() {
        check(
            json!({ "name": "海事磋商", "state": "held", "steps": [{ "text": "磋商", "state": "held" }] }),
            "1. 海事磋商\n   state: held\n   - 「磋商」\n     state: held",
        );
    }
}
