//! Comma-separated values as RFC 4180 has them: CRLF line ends, fields quoted where they must be.

use std::io::{self, Write};

/// Writes one record.
///
/// # Errors
/// When `out` cannot be written.
pub fn record<S: AsRef<str>>(out: &mut dyn Write, fields: &[S]) -> io::Result<()> {
    for (i, field) in fields.iter().enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        out.write_all(escape(field.as_ref()).as_bytes())?;
    }
    out.write_all(b"\r\n")
}

/// A field, quoted when it holds a comma, a quotation mark, a line break or space at an end.
fn escape(field: &str) -> std::borrow::Cow<'_, str> {
    let special = field.contains([',', '"', '\r', '\n']) || field.trim() != field;
    if special { format!("\"{}\"", field.replace('"', "\"\"")).into() } else { field.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields() {
        let check = |fields: &[&str], expect: &str| {
            let mut out = Vec::new();
            record(&mut out, fields).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expect);
        };
        check(&["a", "b"], "a,b\r\n");
        check(&["", ""], ",\r\n");
        check(&["合作，對話", "a,b"], "合作，對話,\"a,b\"\r\n");
        check(&["他說\"好\"", "兩\n行"], "\"他說\"\"好\"\"\",\"兩\n行\"\r\n");
        check(&[" x", "cr\r"], "\" x\",\"cr\r\"\r\n");
    }
}
