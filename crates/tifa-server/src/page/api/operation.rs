//! What the description of the interface says of each address, as a page needs it.

use serde_json::Value;

/// Methods that the interface has.
const METHODS: [&str; 2] = ["get", "post"];

/// One thing that can be asked.
#[derive(Debug)]
pub struct Operation<'d> {
    /// Its name.
    pub id: &'d str,
    /// get or post.
    pub method: &'static str,
    /// Its path, with parameters in braces.
    pub path: &'d str,
    /// What it belongs to.
    pub tag: &'d str,
    /// What it gives, in a line.
    pub summary: &'d str,
    /// What can be said, in the order of the description.
    pub parameters: Vec<Parameter<'d>>,
    /// What is sent along; none when nothing is.
    pub body: Option<Body<'d>>,
    /// What may come back.
    pub answers: Vec<Answer<'d>>,
    /// Fields of what comes back when all goes well.
    pub fields: Vec<Field<'d>>,
}

/// A parameter.
#[derive(Debug)]
pub struct Parameter<'d> {
    pub name: &'d str,
    /// Whether it stands in the path.
    pub in_path: bool,
    pub required: bool,
    pub about: &'d str,
    pub allowed: Allowed<'d>,
    pub example: &'d str,
}

/// What a parameter may hold.
#[derive(Debug, PartialEq, Eq)]
pub enum Allowed<'d> {
    Text,
    Number { least: Option<u64>, most: Option<u64> },
    YesOrNo,
    One(Vec<&'d str>),
}

/// What is sent along.
#[derive(Debug)]
pub struct Body<'d> {
    /// JSON that can be sent as it is.
    pub example: String,
    pub fields: Vec<Field<'d>>,
}

/// A field of a body.
#[derive(Debug)]
pub struct Field<'d> {
    pub name: &'d str,
    pub required: bool,
    pub about: &'d str,
    /// Words it may hold, where only some are allowed.
    pub values: Vec<&'d str>,
}

/// What may come back.
#[derive(Debug)]
pub struct Answer<'d> {
    pub status: &'d str,
    pub about: &'d str,
    pub media_types: Vec<&'d str>,
}

/// All operations of an OpenAPI `description`, in its order.
pub fn operations(description: &Value) -> Vec<Operation<'_>> {
    let mut all = Vec::new();
    for (path, item) in description["paths"].as_object().into_iter().flatten() {
        for method in METHODS {
            if let Some(found) = item.get(method) {
                all.push(operation(description, method, path, found));
            }
        }
    }
    all
}

fn operation<'d>(all: &'d Value, method: &'static str, path: &'d str, found: &'d Value) -> Operation<'d> {
    let body = &found["requestBody"]["content"]["application/json"]["schema"];
    let answers = found["responses"].as_object().into_iter().flatten();
    let well = &found["responses"]["200"]["content"]["application/json"]["schema"];
    Operation {
        id: text(&found["operationId"]),
        method,
        path,
        tag: text(&found["tags"][0]),
        summary: text(&found["summary"]),
        parameters: list(&found["parameters"]).iter().map(|p| parameter(all, p)).collect(),
        body: body.is_object().then(|| Body {
            example: serde_json::to_string_pretty(&meant(all, body)["example"]).unwrap_or_default(),
            fields: fields(all, body),
        }),
        answers: answers.map(|(status, answer)| self::answer(status, answer)).collect(),
        fields: fields(all, well),
    }
}

fn answer<'d>(status: &'d str, answer: &'d Value) -> Answer<'d> {
    let content = answer["content"].as_object().into_iter().flatten();
    Answer {
        status,
        about: text(&answer["description"]),
        media_types: content.map(|(media_type, _)| media_type.as_str()).collect(),
    }
}

fn parameter<'d>(all: &'d Value, found: &'d Value) -> Parameter<'d> {
    let schema = meant(all, &found["schema"]);
    let values = values(all, schema);
    let bound = |name: &str| schema[name].as_u64();
    let allowed = match () {
        () if !values.is_empty() => Allowed::One(values),
        () if is(schema, "boolean") => Allowed::YesOrNo,
        () if is(schema, "integer") => Allowed::Number { least: bound("minimum"), most: bound("maximum") },
        () => Allowed::Text,
    };
    Parameter {
        name: text(&found["name"]),
        in_path: found["in"] == "path",
        required: found["required"] == true,
        about: text(&found["description"]),
        allowed,
        example: Some(text(&found["example"])).filter(|e| !e.is_empty()).unwrap_or(text(&schema["example"])),
    }
}

/// The fields of an object; of the lines of a list, when it is one.
fn fields<'d>(all: &'d Value, schema: &'d Value) -> Vec<Field<'d>> {
    let schema = meant(all, schema);
    let schema = if is(schema, "array") { meant(all, &schema["items"]) } else { schema };
    let mut found: Vec<Field<'d>> =
        list(&schema["allOf"]).iter().flat_map(|part| fields(all, part)).collect();
    let own = schema["properties"].as_object().into_iter().flatten();
    found.extend(own.map(|(name, field)| Field {
        name,
        required: list(&schema["required"]).iter().any(|r| r == name.as_str()),
        about: text(&field["description"]),
        values: values(all, field),
    }));
    found
}

/// The words that a value may hold, where only some are allowed.
fn values<'d>(all: &'d Value, schema: &'d Value) -> Vec<&'d str> {
    let schema = meant(all, schema);
    let either = list(&schema["oneOf"]).iter().flat_map(|one| values(all, one));
    let one = list(&schema["enum"]).iter().chain(schema.get("const"));
    one.filter_map(Value::as_str).chain(either).collect()
}

/// What a schema refers to; itself when it refers to nothing.
fn meant<'d>(all: &'d Value, schema: &'d Value) -> &'d Value {
    let named = schema["$ref"].as_str().and_then(|name| all.pointer(name.strip_prefix('#')?));
    named.unwrap_or(schema)
}

/// Whether `schema` is of a type, or of that type or null.
fn is(schema: &Value, kind: &str) -> bool {
    schema["type"] == kind || list(&schema["type"]).iter().any(|one| one == kind)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_a_parameter_may_hold() {
        let all = json!({ "components": { "schemas": { "Colour": { "type": "string", "enum": ["red", "blue"] } } } });
        let check = |schema: Value, expect: Allowed<'_>| {
            let found = json!({ "name": "x", "in": "query", "schema": schema });
            assert_eq!(parameter(&all, &found).allowed, expect, "{found}");
        };
        check(json!({ "type": "string" }), Allowed::Text);
        check(json!({ "type": ["boolean", "null"] }), Allowed::YesOrNo);
        check(
            json!({ "type": ["integer", "null"], "minimum": 1 }),
            Allowed::Number { least: Some(1), most: None },
        );
        check(json!({ "$ref": "#/components/schemas/Colour" }), Allowed::One(vec!["red", "blue"]));
        let either = json!({ "oneOf": [{ "type": "null" }, { "$ref": "#/components/schemas/Colour" }] });
        check(either, Allowed::One(vec!["red", "blue"]));
    }

    #[test]
    fn the_description_is_read_whole() {
        let all = operations(&crate::api::DESCRIPTION);
        assert!(all.len() > 15);
        for operation in &all {
            assert!(!operation.id.is_empty() && !operation.summary.is_empty(), "{operation:?}");
            assert!(!operation.answers.is_empty() && !operation.tag.is_empty(), "{operation:?}");
            assert!(operation.parameters.iter().all(|p| !p.about.is_empty()), "{operation:?}");
            assert_eq!(operation.body.is_some(), operation.method == "post");
            assert!(operation.body.as_ref().is_none_or(|b| b.example.starts_with('{')), "{operation:?}");
        }
    }
}
