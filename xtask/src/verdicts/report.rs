//! The table of verdicts, on the terminal and in docs/benchmarks.md.

use super::pool::Pool;
use super::spoil::KINDS;
use super::{Options, Tally};
use crate::{Result, place};
use std::fs;
use tifa_wording::verify::Verdict;

/// Where the table begins and ends in the page.
const MARKS: (&str, &str) = ("<!-- verdicts -->\n", "<!-- end of verdicts -->\n");

/// The table, as Markdown: a row for each way of spoiling, a column for each verdict.
pub fn table(tally: &Tally) -> String {
    let mut text = "| quotation | must be |".to_owned();
    Verdict::ALL.iter().for_each(|v| text.push_str(&format!(" {} |", v.name())));
    text.push_str(" right |\n|---|---|");
    text.push_str(&"---:|".repeat(Verdict::ALL.len() + 1));
    text.push('\n');
    for kind in KINDS {
        let Some(given) = tally.given.get(kind.name) else { continue };
        text.push_str(&format!("| {} | {} |", kind.name, kind.must.name()));
        for verdict in Verdict::ALL {
            let count = given.get(&verdict).map_or("·".to_owned(), usize::to_string);
            text.push_str(&format!(" {count} |"));
        }
        text.push_str(&format!(" {:.3} |\n", tally.share(Some(kind.name))));
    }
    text.push_str(&format!("\n{} cases, {:.4} right.\n", tally.cases(), tally.share(None)));
    text
}

/// Puts the table into docs/benchmarks.md, in place of the last one.
pub fn write(options: &Options, pool: &Pool, table: &str) -> Result<()> {
    let path = place::root().join("docs/benchmarks.md");
    let page = fs::read_to_string(&path)?;
    let section = format!(
        "{}## Verdicts\n\nWritten by `cargo xtask verdicts --cases {} --seed {} --write`; do not edit. True quotations \
         from {} texts of the gold set for learning, on which record and gold agree, each spoiled in a known way. Rows \
         say how, columns the verdict given.\n\n{table}{}",
        MARKS.0,
        options.cases,
        options.seed,
        pool.texts.len(),
        MARKS.1
    );
    fs::write(&path, with_section(&page, &section))?;
    println!("written to {}", path.display());
    Ok(())
}

/// The section of verdicts in a page, if there is one.
pub fn section(page: &str) -> Option<&str> {
    let start = page.find(MARKS.0)?;
    let end = start + page[start..].find(MARKS.1)? + MARKS.1.len();
    Some(&page[start..end])
}

/// The page with this section in place of its own.
pub fn with_section(page: &str, new: &str) -> String {
    match section(page) {
        Some(old) => page.replace(old, new),
        None => format!("{page}\n{new}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_is_replaced() {
        let (one, two) = (format!("{}a{}", MARKS.0, MARKS.1), format!("{}b{}", MARKS.0, MARKS.1));
        let page = with_section("page\n", &one);
        assert_eq!(with_section(&page, &two), format!("page\n\n{two}"));
        assert_eq!(section(&page), Some(one.as_str()));
    }
}
