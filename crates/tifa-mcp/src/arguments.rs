//! What a tool takes: its schema, and whether what was given keeps to it.
//!
//! The schema that a client sees is what arguments are checked against, so that a model which mistook it reads the name of
//! the argument and what it should be, and can ask again.

use rmcp::model::JsonObject;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

/// The JSON Schema of what a tool takes. An argument may be left out or given; that it may be `null` too is not said, for
/// it would only double what a model has to read.
pub fn schema<T: JsonSchema>() -> JsonObject {
    let generator = SchemaSettings::draft2020_12().with(|s| s.inline_subschemas = true).into_generator();
    let mut schema = object(generator.into_root_schema_for::<T>().to_value());
    for name in ["$schema", "title", "description"] {
        schema.remove(name);
    }
    schema.insert("additionalProperties".into(), false.into());
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for property in properties.into_iter().flat_map(|all| all.values_mut()).filter_map(Value::as_object_mut) {
        property.remove("format");
        // A line break of the source code is none of the sentence.
        if let Some(Value::String(description)) = property.get_mut("description") {
            *description = description.replace('\n', " ");
        }
        if let Some(Value::Array(types)) = property.get("type")
            && let Some(only) = types.iter().find(|t| *t != "null").cloned()
        {
            property.insert("type".into(), only);
        }
    }
    schema
}

/// An object, which a schema is.
pub fn object(value: Value) -> JsonObject {
    match value {
        Value::Object(object) => object,
        _ => JsonObject::new(),
    }
}

/// The arguments as given, without those that are `null`, when they keep to `schema`.
///
/// # Errors
/// A sentence that names the argument and says what it should be.
pub fn checked(schema: &JsonObject, given: Option<JsonObject>) -> Result<JsonObject, String> {
    let mut given = given.unwrap_or_default();
    given.retain(|_, value| !value.is_null());
    let none = JsonObject::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
    for (name, value) in &given {
        let Some(property) = properties.get(name) else {
            let known: Vec<&str> = properties.keys().map(String::as_str).collect();
            return Err(format!("{name}: there is no such argument; there are {}", known.join(", ")));
        };
        if let Some(why) = wrong(property, value) {
            return Err(format!("{name}: {why}"));
        }
    }
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
    match required.filter_map(Value::as_str).find(|name| !given.contains_key(*name)) {
        Some(name) => Err(format!("{name}: it has to be given")),
        None => Ok(given),
    }
}

/// What is wrong with a value.
fn wrong(property: &Value, value: &Value) -> Option<String> {
    let kind = property.get("type").and_then(Value::as_str).unwrap_or_default();
    let fits = match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        _ => true,
    };
    if !fits {
        return Some(format!("it must be of type {kind}, not {value}"));
    }
    if let Some(words) = property.get("enum").and_then(Value::as_array).filter(|words| !words.contains(value))
    {
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        return Some(format!("it is one of {}, not {value}", words.join(", ")));
    }
    let bound = |name: &str| property.get(name).and_then(Value::as_i64);
    let (least, most) = (bound("minimum").unwrap_or(i64::MIN), bound("maximum").unwrap_or(i64::MAX));
    // What no i64 holds is beyond every bound.
    let number = value.is_number().then(|| value.as_i64().unwrap_or(i64::MAX))?;
    (number < least || number > most).then(|| match most {
        i64::MAX => format!("it is {least} at least"),
        _ => format!("it is between {least} and {most}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(JsonSchema)]
    #[allow(dead_code)]
    struct Asked {
        /// Words.
        words: String,
        #[schemars(range(min = 1, max = 9))]
        limit: Option<usize>,
        #[schemars(extend("enum" = ["a", "b"]))]
        sort: Option<String>,
        whole: Option<bool>,
    }

    #[test]
    fn a_schema_for_a_model() {
        let schema = Value::Object(schema::<Asked>());
        assert_eq!(schema["properties"]["words"], json!({ "type": "string", "description": "Words." }));
        assert_eq!(schema["properties"]["limit"], json!({ "type": "integer", "minimum": 1, "maximum": 9 }));
        assert_eq!(schema["properties"]["sort"], json!({ "type": "string", "enum": ["a", "b"] }));
        assert_eq!((&schema["required"], &schema["type"]), (&json!(["words"]), &json!("object")));
    }

    #[test]
    fn what_is_given_is_checked() {
        let schema = schema::<Asked>();
        let check = |given: Value, expect: &str| {
            let found = checked(&schema, Some(object(given.clone()))).err().unwrap_or_default();
            assert!(found.starts_with(expect) && found.is_empty() == expect.is_empty(), "{given}: {found}");
        };
        check(json!({ "words": "山", "limit": 9, "sort": "b", "whole": true }), "");
        check(json!({ "words": "山", "limit": null }), "");
        check(json!({}), "words: it has to be given");
        check(json!({ "words": null }), "words: it has to be given");
        check(json!({ "words": 1 }), "words: it must be of type string, not 1");
        check(json!({ "words": "山", "limit": "9" }), "limit: it must be of type integer");
        check(json!({ "words": "山", "limit": 2.5 }), "limit: it must be of type integer");
        check(json!({ "words": "山", "limit": 0 }), "limit: it is between 1 and 9");
        check(json!({ "words": "山", "limit": u64::MAX }), "limit: it is between 1 and 9");
        check(json!({ "words": "山", "limit": -1 }), "limit: it is between 1 and 9");
        check(json!({ "words": "山", "sort": "c" }), "sort: it is one of a, b");
        check(json!({ "words": "山", "whole": "yes" }), "whole: it must be of type boolean");
        check(json!({ "words": "山", "word": "河" }), "word: there is no such argument; there are ");
        assert!(checked(&schema, None).is_err());
    }
}
