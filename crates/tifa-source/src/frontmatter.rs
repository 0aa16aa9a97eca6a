//! Front matter: YAML between lines of `---`, TOML between lines of `+++`.

use crate::fields::Field;
use crate::reading::Problem;
use std::borrow::Cow;
use std::ops::Range;
use tifa_text::ByteRange;

/// Front matter is looked for in this many bytes at most.
const LONGEST: usize = 256 * 1024;

/// What stands before the body.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter<'a> {
    /// The fields, in order.
    pub fields: Vec<Field<'a>>,
    /// Where the body begins.
    pub body: usize,
    /// What was wrong with it.
    pub problems: Vec<Problem>,
}

/// The front matter of `text`, or `None` when it has none.
pub fn front_matter(text: &str) -> Option<FrontMatter<'_>> {
    let start = text.len() - text.trim_start().len();
    let first = text[start..].lines().next()?;
    let toml = match first.trim_end() {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let from = start + text[start..].find('\n')? + 1;
    let found = extent(text, from, toml)?;
    let source = &text[found.fields.clone()];
    let mut matter = FrontMatter { body: found.body, ..FrontMatter::default() };
    if !found.closed {
        matter.problems.push(Problem {
            at: Some(ByteRange::new(start, found.fields.end)),
            message: "front matter is not closed: its lines up to the first that is no field were taken"
                .to_owned(),
        });
    }
    let parsed = match plain_yaml(source, from) {
        Some(fields) if !toml => Ok(fields),
        _ if toml => from_toml(source, from),
        _ => from_yaml(source, from),
    };
    match parsed {
        Ok(fields) => matter.fields = fields,
        Err((message, at)) => {
            let kind = if toml { "TOML" } else { "YAML" };
            matter.problems.push(Problem {
                at: at.or_else(|| Some(found.fields.clone().into())),
                message: format!("front matter is not {kind} ({message}): its fields were read line by line"),
            });
            matter.fields = lines(source, from, if toml { '=' } else { ':' });
        }
    }
    Some(matter)
}

struct Extent {
    fields: Range<usize>,
    body: usize,
    closed: bool,
}

/// Where the fields end and the body begins.
fn extent(text: &str, from: usize, toml: bool) -> Option<Extent> {
    let mark = if toml { '=' } else { ':' };
    let (mut at, mut named, mut other) = (from, 0_usize, 0_usize);
    let mut leading = from;
    let mut in_lead = true;
    for line in text[from..].split_inclusive('\n') {
        let end = at + line.len();
        let content = line.trim_end();
        if content == if toml { "+++" } else { "---" } || (!toml && content == "...") {
            // A rule far below a first line of dashes does not make everything between them front matter.
            if named > 0 && other <= named {
                return Some(Extent { fields: from..at, body: end, closed: true });
            }
            break;
        }
        let continues = content.starts_with([' ', '\t', '-', '#', ']', '}', '"']) || content.is_empty();
        if name(content, mark).is_some() {
            named += 1;
        } else if !continues {
            other += 1;
        }
        in_lead &=
            name(content, mark).is_some() || (continues && !content.is_empty() && !content.starts_with('#'));
        if in_lead {
            leading = end;
        }
        if end - from > LONGEST {
            break;
        }
        at = end;
    }
    if at == text.len() && in_lead && named > 0 {
        leading = at;
    }
    (leading > from).then_some(Extent { fields: from..leading, body: leading, closed: false })
}

/// The name of the field a line holds.
fn name(line: &str, mark: char) -> Option<&str> {
    let (name, rest) = line.split_once(mark)?;
    let valid = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name = name.trim_end_matches(' ');
    let apart = mark == '=' || rest.is_empty() || rest.starts_with([' ', '\t', '"', '\'']);
    (apart && !name.is_empty() && name.len() <= 60 && name.chars().all(valid)).then_some(name)
}

/// The fields of YAML that is nothing but names, plain or quoted values and lists of them, one a line: nearly all front
/// matter, read without a parser and with spans. `None` for anything else.
fn plain_yaml(source: &str, offset: usize) -> Option<Vec<Field<'_>>> {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut at = offset;
    let mut list = false;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if line.is_empty() {
            continue;
        }
        if let Some(item) = line.trim_start_matches(' ').strip_prefix("- ") {
            let item = item.trim_start();
            let field = fields.last_mut().filter(|_| list)?;
            field.values.push(Cow::Borrowed(plain(item)?));
            continue;
        }
        if line.starts_with([' ', '\t']) {
            return None;
        }
        let key = name(line, ':')?;
        let rest = line[key.len()..].trim_start().strip_prefix(':')?;
        let value = rest.trim_start();
        if !value.is_empty() && rest.len() == value.len() {
            return None;
        }
        list = value.is_empty();
        if list {
            fields.push(Field { name: Cow::Borrowed(key), values: Vec::new(), span: None });
            continue;
        }
        let read = plain(value)?;
        let from = start + (line.len() - value.len()) + usize::from(read.len() < value.len());
        let span = ByteRange::new(from, from + read.len());
        fields.push(Field::one(key, read, Some(span)));
    }
    Some(fields)
}

/// A scalar that needs no parser: quoted without escapes, or plain without anything YAML gives a meaning.
fn plain(value: &str) -> Option<&str> {
    if let Some(quoted) = value.strip_prefix('"') {
        return quoted.strip_suffix('"').filter(|q| !q.contains(['"', '\\']));
    }
    if let Some(quoted) = value.strip_prefix('\'') {
        return quoted.strip_suffix('\'').filter(|q| !q.contains('\''));
    }
    let first = value.chars().next()?;
    let special = "[]{}&*!|>%@`?-,#:~".contains(first);
    (!special && !value.contains(": ") && !value.contains(" #") && !value.ends_with(':')).then_some(value)
}

type Failure = (String, Option<ByteRange>);

fn from_yaml(source: &str, offset: usize) -> Result<Vec<Field<'static>>, Failure> {
    let value: serde_json::Value = serde_saphyr::from_str(source).map_err(|error| {
        let line = error.location().map(|l| l.line() as usize);
        failure(source, offset, &error.to_string(), line)
    })?;
    match value {
        serde_json::Value::Object(map) => Ok(map
            .into_iter()
            .map(|(name, value)| {
                let mut values = Vec::new();
                flatten(&value, &mut values);
                let span = one(&values).and_then(|v| place(source, offset, &name, v, ':'));
                Field { name: name.into(), values, span }
            })
            .collect()),
        serde_json::Value::Null => Ok(Vec::new()),
        _ => Err(("no names and values".to_owned(), None)),
    }
}

fn from_toml(source: &str, offset: usize) -> Result<Vec<Field<'static>>, Failure> {
    let table: toml::Table = toml::from_str(source).map_err(|error| {
        let line = error.span().map(|s| source.get(..s.start).unwrap_or_default().lines().count().max(1));
        failure(source, offset, error.message(), line)
    })?;
    let mut fields = Vec::new();
    for (name, value) in &table {
        let mut values = Vec::new();
        flatten_toml(value, &mut values);
        let span = one(&values).and_then(|v| place(source, offset, name, v, '='));
        fields.push(Field { name: name.clone().into(), values, span });
        // Hugo puts fields of the user's own under `[params]`.
        if let (true, toml::Value::Table(inner)) = (name == "params", value) {
            for (name, value) in inner {
                let mut values = Vec::new();
                flatten_toml(value, &mut values);
                fields.push(Field { name: name.clone().into(), values, span: None });
            }
        }
    }
    Ok(fields)
}

fn one<'v>(values: &'v [Cow<'static, str>]) -> Option<&'v str> {
    match values {
        [one] => Some(one),
        _ => None,
    }
}

fn failure(source: &str, offset: usize, message: &str, line: Option<usize>) -> Failure {
    let message = message.lines().next().unwrap_or("unreadable").trim_start_matches("error: ").trim();
    let Some(line) = line.filter(|l| *l > 0) else { return (message.to_owned(), None) };
    let at = source.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>();
    let len = source.get(at..).and_then(|s| s.lines().next()).map_or(0, str::len);
    let shown =
        if message.contains("line ") { message.to_owned() } else { format!("line {line}: {message}") };
    (shown, Some(ByteRange::new(offset + at, offset + at + len)))
}

/// The scalars in a value, in order. Tables inside are left alone.
pub(crate) fn flatten(value: &serde_json::Value, into: &mut Vec<Cow<'static, str>>) {
    match value {
        serde_json::Value::String(s) => into.push(s.clone().into()),
        serde_json::Value::Number(n) => into.push(n.to_string().into()),
        serde_json::Value::Array(items) => items.iter().for_each(|v| flatten(v, into)),
        _ => {}
    }
}

fn flatten_toml(value: &toml::Value, into: &mut Vec<Cow<'static, str>>) {
    match value {
        toml::Value::String(s) => into.push(s.clone().into()),
        toml::Value::Integer(n) => into.push(n.to_string().into()),
        toml::Value::Datetime(d) => into.push(d.to_string().into()),
        toml::Value::Array(items) => items.iter().for_each(|v| flatten_toml(v, into)),
        _ => {}
    }
}

/// Where `value` stands on the line of the field `name`.
fn place(source: &str, offset: usize, name: &str, value: &str, mark: char) -> Option<ByteRange> {
    let mut at = offset;
    for line in source.split_inclusive('\n') {
        if self::name(line.trim_end(), mark) == Some(name) {
            let from = name.len() + line[name.len()..].find(value)?;
            return Some(ByteRange::new(at + from, at + from + value.len()));
        }
        at += line.len();
    }
    None
}

/// Fields of broken front matter, line by line.
fn lines(source: &str, offset: usize, mark: char) -> Vec<Field<'_>> {
    let mut fields: Vec<Field<'_>> = Vec::new();
    let mut at = offset;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let content = line.trim_end();
        if let Some(key) = name(content, mark) {
            let rest = &content[key.len()..];
            let value = rest.trim_start().strip_prefix(mark).unwrap_or_default().trim();
            let value = value.trim_matches(['"', '\'']).trim();
            let span = (!value.is_empty()).then(|| {
                let from = start + content.rfind(value).unwrap_or(0);
                ByteRange::new(from, from + value.len())
            });
            let values = if value.is_empty() { Vec::new() } else { vec![Cow::Borrowed(value)] };
            fields.push(Field { name: Cow::Borrowed(key), values, span });
        } else if let (Some(item), Some(field)) = (content.trim_start().strip_prefix("- "), fields.last_mut())
            && field.span.is_none()
        {
            field.values.push(Cow::Borrowed(item.trim().trim_matches(['"', '\''])));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Fields as `name=value|value@span-text`, then the body and the problems.
    fn shown(text: &str) -> String {
        let Some(matter) = front_matter(text) else { return "none".to_owned() };
        let mut out: Vec<String> = matter
            .fields
            .iter()
            .map(|f| {
                let span = f.span.map_or(String::new(), |s| format!("@{}", s.of(text)));
                format!("{}={}{span}", f.name, f.values.join("|"))
            })
            .collect();
        out.push(format!("body {:?}", &text[matter.body..]));
        out.extend(matter.problems.iter().map(|p| {
            let at = p.at.map_or("", |at| at.of(text)).trim_end();
            format!("! {} [{at}]", p.message.split(" (").next().unwrap_or_default())
        }));
        out.join("\n")
    }

    fn check(text: &str, expect: &str) {
        assert_eq!(shown(text), expect, "{text}");
    }

    #[test]
    fn yaml() {
        check(
            "---\ntitle: \"甲：乙\"\ndate: 2031-05-06\ntags:\n  - \"一\"\n  - 二\n---\n\n文",
            "title=甲：乙@甲：乙\ndate=2031-05-06@2031-05-06\ntags=一|二\nbody \"\\n文\"",
        );
        check("---\ntags: [ 甲, 乙 ]\nn: 3\n---\n文", "tags=甲|乙\nn=3@3\nbody \"文\"");
        check("---\ntitle: \"甲\\\"乙\"\n---\n", "title=甲\"乙\nbody \"\"");
        check("\u{feff}---\n文", "none");
        check("---\n\n文\n\n---\n", "none");
        check("文\n---\n", "none");
    }

    #[test]
    fn toml_too() {
        check(
            "+++\ntitle = \"甲\"\ndate = 2031-05-06T08:00:00Z\ntags = [\"一\"]\n+++\n文",
            "date=2031-05-06T08:00:00Z@2031-05-06T08:00:00Z\ntags=一@一\ntitle=甲@甲\nbody \"文\"",
        );
    }

    #[test]
    fn broken() {
        check(
            "---\ntitle: \"甲\" 乙\ndate: 2031-05-06\n---\n文",
            "title=甲\" 乙@甲\" 乙\ndate=2031-05-06@2031-05-06\nbody \"文\"\n! front matter is not YAML [title: \"甲\" 乙]",
        );
        check(
            "---\ntitle: 甲\ndate: 2031-05-06\n\n# 甲\n\n文。\n",
            "title=甲@甲\ndate=2031-05-06@2031-05-06\nbody \"\\n# 甲\\n\\n文。\\n\"\n! front matter is not closed: its lines up to the first that is no field were taken [---\ntitle: 甲\ndate: 2031-05-06]",
        );
    }

    proptest! {
            #[test]
            fn the_short_way_agrees_with_the_parser(value in "[一-龥a-z0-9：「」，。 ()/._+-]{1,20}") {
                let source = format!("title: {value}\nlist:\n  - {value}\n");
                if let (Some(fast), Ok(slow)) = (plain_yaml(&source, 0), from_yaml(&source, 0)) {
                    let values = |f: &[Field<'_>]| f.iter().map(|f| f.values.join("|").trim().to_owned()).collect::<Vec<_>>();
    // A plain number or a word such as `no` stays as written; the parser may make something else of it.
                    let typed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '+');
                    if !value.trim().starts_with(typed) {
                        prop_assert_eq!(values(&fast), values(&slow));
                    }
                }
            }

            #[test]
            fn no_panic(text in "(---|\\+\\+\\+|\n|title|:|=| |\"|'|甲|- |\\[|\\]|#|\\.\\.\\.){0,30}") {
                if let Some(matter) = front_matter(&text) {
                    prop_assert!(text.is_char_boundary(matter.body));
                    for field in matter.fields {
                        if let Some(span) = field.span {
                            prop_assert_eq!(span.of(&text), &*field.values.join(""));
                        }
                    }
                }
            }
        }
}
