//! BibTeX: sources for LaTeX, Typst, JabRef and Zotero.
//!
//! Values stand in braces, titles in two, so that no style changes their letters. Characters that BibTeX or TeX would take
//! for markup are escaped; a brace becomes a command, for BibTeX counts even escaped ones. Fields are those that both BibTeX
//! and biblatex know: `journal` for the outlet, `year` and `month` beside `date`, `url`, `language`. Where no field is known
//! to both (the web archive, the hash), the words stand in `note`, which Zotero keeps as a note.

use crate::source;
use std::io::{self, Write};
use tifa_archive::DocumentRow;

/// Names of months as BibTeX's styles define them.
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Writes one source as an entry, and an empty line behind it.
///
/// # Errors
/// When `out` cannot be written.
pub fn entry(out: &mut dyn Write, row: &DocumentRow) -> io::Result<()> {
    let metadata = &row.metadata;
    let kind = match source::kind(row) {
        "article-newspaper" => "article",
        "webpage" => "online",
        _ => "misc",
    };
    let braced = |value: &str| format!("{{{}}}", escape(value));
    let mut fields = vec![("title", format!("{{{{{}}}}}", escape(source::title(row))))];
    // A name in braces of its own is not taken apart.
    fields.extend(metadata.author.as_deref().map(|a| ("author", format!("{{{{{}}}}}", escape(a)))));
    fields.extend(metadata.outlet.as_deref().map(|o| ("journal", braced(o))));
    if let Some(dated) = metadata.date {
        let day = dated.day;
        fields.push(("date", format!("{{{day}}}")));
        fields.push(("year", format!("{{{}}}", day.year())));
        let month = usize::try_from(day.month() - 1).ok().and_then(|m| MONTHS.get(m));
        fields.extend(month.map(|m| ("month", (*m).to_owned())));
    }
    fields.extend(source::address(row).map(|address| ("url", format!("{{{}}}", verbatim(address)))));
    fields.extend(metadata.language.as_deref().map(|l| ("language", braced(l))));
    let archived = source::archived(row).map(|address| ("archived", address));
    let notes: Vec<String> = archived
        .into_iter()
        .chain(source::note(row))
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    fields.push(("note", braced(&notes.join("; "))));
    write!(out, "@{kind}{{{}", source::key(row))?;
    for (name, value) in fields {
        write!(out, ",\n  {name} = {value}")?;
    }
    out.write_all(b"\n}\n\n")
}

/// Text as TeX prints it. Line breaks and what lies around them become a space.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        // Two of these would be printed as one: a dash, a quotation mark.
        if c == before && "-'`,".contains(c) {
            out.push_str("{}");
        }
        before = c;
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', c]),
            // The one mark that quotes in BibTeX, and could end a value that a program rewrote with quotation marks.
            '"' => out.push_str("{\"}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address as a field that is taken as it stands: what would end or unbalance it is percent-encoded, and so is a second
/// hyphen, for hayagriva (0.10) makes a dash of two even here; `%2D` is the same address (RFC 3986, 6.2.2.2).
fn verbatim(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '-' if out.ends_with('-') => out.push_str("%2D"),
            '{' => out.push_str("%7B"),
            '}' => out.push_str("%7D"),
            '\\' => out.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => out.push_str("%20"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::examples::{bare, clipping};
    use biblatex::{Bibliography, ChunksExt};
    use proptest::prelude::*;

    fn written(row: &DocumentRow) -> String {
        let mut out = Vec::new();
        entry(&mut out, row).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn entries() {
        assert_eq!(
            written(&clipping()),
            concat!(
                "@article{tifa-00aa11bb22cc33dd,\n",
                "  title = {{渡口 \\& 橋：\\textbraceleft{}甲\\textbraceright{}\\_50\\%}},\n",
                "  author = {{本報記者 林岸}},\n",
                "  journal = {河谷日報},\n",
                "  date = {2031-07-09},\n",
                "  year = {2031},\n",
                "  month = jul,\n",
                "  url = {https://n.example/渡口_1},\n",
                "  language = {zh-Hant},\n",
                "  note = {archived: https://web.archive.org/web/20310713/https://n.example/渡口\\_1; \
                 SHA-256: 9f00; tifa: 00aa11bb22cc33dd; file: clips/ferry.md}\n",
                "}\n\n"
            )
        );
        assert_eq!(
            written(&bare()),
            "@misc{tifa-00aa11bb22cc33ee,\n  title = {{notes.txt}},\n  \
             note = {SHA-256: 9f01; tifa: 00aa11bb22cc33ee; file: clips/notes.txt}\n}\n\n"
        );
    }

    /// The value of a field as the parser of hayagriva and Typst reads it.
    fn read(bib: &str, field: &str) -> String {
        let all = Bibliography::parse(bib).unwrap();
        let entry = all.iter().next().unwrap();
        entry.get(field).unwrap().format_verbatim()
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            title in r#"[ a-z渡口（）「」{}\\\\"%#$&_~^@,='|-]{1,24}"#,
            path in r#"[a-z渡{}\\\\ %#&_~^-]{0,12}"#,
        ) {
            let mut row = clipping();
            row.metadata.title = Some(title.clone());
            let address = format!("https://n.example/{path}");
            row.metadata.url = Some(tifa_source::url::url(&address));
            let bib = written(&row);
            let plain = title.split_whitespace().collect::<Vec<_>>().join(" ");
            let expect = if plain.is_empty() { "ferry.md" } else { &plain };
            prop_assert_eq!(read(&bib, "title"), expect);
            let meant = row.metadata.url.as_ref().unwrap().unwrapped.as_str();
            let all = Bibliography::parse(&bib).unwrap();
            prop_assert_eq!(all.len(), 1);
            prop_assert_eq!(all.iter().next().unwrap().url().unwrap(), verbatim(meant));
        }
    }
}
