//! JSON Lines: one object a line, fields as the record's `Serialize` orders them.

use serde::Serialize;
use std::io::{self, Write};

/// Writes one record and the end of its line.
///
/// # Errors
/// When `out` cannot be written.
pub fn record<T: Serialize + ?Sized>(out: &mut dyn Write, record: &T) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// A word of a closed list (a state, a bound), as the records write it; empty when the value is none.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_object_a_line() {
        let mut out = Vec::new();
        for text in ["渡口", "兩\n行"] {
            record(&mut out, &serde_json::json!({ "text": text, "start": 3 })).unwrap();
        }
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"text\":\"渡口\",\"start\":3}\n{\"text\":\"兩\\n行\",\"start\":3}\n"
        );
    }

    #[test]
    fn words() {
        assert_eq!(word(&tifa_docket::Bound::MoreThan), "more_than");
        assert_eq!(word(&7), "");
    }
}
