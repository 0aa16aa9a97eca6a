//! `cargo xtask tidy`: the house rules a compiler does not know.

use crate::files::{self, RepositoryFile};
use crate::{Result, place};

/// A file of code is read in one sitting; past this many lines it is split by subject.
const LONGEST: usize = 800;

/// Names that say nothing of what lives there.
const NAMELESS: [&str; 4] = ["utils", "common", "helpers", "misc"];

/// Code that is not finished. In two parts each, so that this file does not break its own rule.
const UNFINISHED: [&str; 3] =
    [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("#[", "ignore")];

/// Beginnings of paths that exist on one machine only.
const MACHINE_PATHS: [&str; 5] = [
    concat!("/", "root/"),
    concat!("/", "work/"),
    concat!("/", "home/"),
    concat!("/", "Users/"),
    concat!("C:", "\\Users"),
];

/// The one registry dependencies may come from, as a lock file writes it.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Crates and the crates of the house each may know. One direction: text, source, record, archive, program.
const MAY_KNOW: [(&str, &[&str]); 10] = [
    ("tifa-text", &[]),
    ("tifa-source", &["tifa-text"]),
    ("tifa-record", &["tifa-text", "tifa-source"]),
    ("tifa-wording", &["tifa-text", "tifa-source", "tifa-record"]),
    ("tifa-docket", &["tifa-text", "tifa-source", "tifa-record"]),
    ("tifa-archive", &["tifa-text", "tifa-source", "tifa-record", "tifa-wording", "tifa-docket"]),
    ("tifa-export", &["tifa-text", "tifa-source", "tifa-record", "tifa-docket", "tifa-archive"]),
    (
        "tifa-server",
        &[
            "tifa-text",
            "tifa-source",
            "tifa-record",
            "tifa-wording",
            "tifa-docket",
            "tifa-archive",
            "tifa-export",
        ],
    ),
    (
        "tifa-mcp",
        &[
            "tifa-text",
            "tifa-source",
            "tifa-record",
            "tifa-wording",
            "tifa-docket",
            "tifa-archive",
            "tifa-export",
        ],
    ),
    (
        "tifa",
        &[
            "tifa-text",
            "tifa-source",
            "tifa-record",
            "tifa-wording",
            "tifa-docket",
            "tifa-archive",
            "tifa-export",
            "tifa-server",
            "tifa-mcp",
        ],
    ),
];

/// Crates of pure stages, and what no pure function calls.
const PURE: [&str; 6] = [
    "crates/tifa-text/src/",
    "crates/tifa-source/src/",
    "crates/tifa-record/src/",
    "crates/tifa-wording/src/",
    "crates/tifa-docket/src/",
    "crates/tifa-export/src/",
];
const IMPURE: [&str; 5] = ["std::fs", "SystemTime::now", "Instant::now", "std::env::", "std::process"];

/// Looks at every file of the repository.
///
/// # Errors
/// With every breach, one a line.
pub fn run() -> Result<String> {
    let files = files::all(&place::root())?;
    let breaches: Vec<String> = files.iter().flat_map(breaches).collect();
    if breaches.is_empty() { Ok(format!("{} files", files.len())) } else { Err(breaches.join("\n").into()) }
}

/// The breaches of one file.
fn breaches(file: &RepositoryFile) -> Vec<String> {
    let Some(text) = file.text() else { return Vec::new() };
    let mut found = Vec::new();
    let mut say = |line: Option<usize>, what: String| match line {
        Some(n) => found.push(format!("{}:{n}: {what}", file.path)),
        None => found.push(format!("{}: {what}", file.path)),
    };
    for (n, line) in (1..).zip(text.lines()) {
        for path in MACHINE_PATHS {
            if names_path(line, path) {
                say(Some(n), format!("a path of one machine ({path}…)"));
            }
        }
        if line.contains("registry+") && !line.contains(REGISTRY) && !file.is("rs") {
            say(Some(n), "a registry other than crates.io".into());
        }
    }
    if file.path.starts_with(".cargo/")
        && ["[source", "[registries", "[registry"].iter().any(|s| text.contains(s))
    {
        say(None, "names a registry; that is for the machine's own configuration".into());
    }
    if file.is("tsv") && !text.starts_with('#') {
        say(None, "a table begins with a comment that says what it holds and why".into());
    }
    if file.is("rs") {
        code(file, text, &mut say);
    }
    if let Some(name) = file.path.strip_prefix("crates/").and_then(|p| p.strip_suffix("/Cargo.toml")) {
        manifest(name, text, &mut say);
    }
    found
}

/// Whether a file writes rows in a form, and does not fetch them.
fn exporter(path: &str) -> bool {
    path.strip_prefix("crates/tifa-export/src/").is_some_and(|rest| !rest.starts_with("whole"))
}

/// Rules of Rust files.
fn code(file: &RepositoryFile, text: &str, say: &mut impl FnMut(Option<usize>, String)) {
    let lines = text.lines().count();
    if lines > LONGEST {
        say(None, format!("{lines} lines; past {LONGEST} a file is split by subject"));
    }
    for (n, line) in (1..).zip(text.lines()) {
        for word in UNFINISHED {
            if line.contains(word) {
                say(Some(n), format!("{word} is not finished"));
            }
        }
    }
    for part in file.path.split('/') {
        if NAMELESS.contains(&part.trim_end_matches(".rs")) {
            say(None, format!("{part} says nothing of what lives there"));
        }
    }
    let own = text.split("#[cfg(test)]").next().unwrap_or_default();
    let library = file.path.starts_with("crates/tifa-") && file.path.contains("/src/");
    for (n, line) in (1..).zip(own.lines()).filter(|(_, l)| !l.trim_start().starts_with("//")) {
        if library && (line.contains("println!(") || line.contains("print!(")) {
            say(Some(n), "a library talks to its caller, not to a terminal".into());
        }
        if exporter(&file.path) && names_word(line, "Archive") {
            say(Some(n), "an exporter takes rows, never an archive; whole.rs fetches them".into());
        }
        if PURE.iter().any(|p| file.path.starts_with(p))
            && let Some(word) = IMPURE.iter().find(|w| line.contains(**w))
        {
            say(Some(n), format!("{word} in a pure stage"));
        }
    }
    if file.path.starts_with("crates/tifa-") && file.path.ends_with("/src/lib.rs") {
        let head: Vec<&str> = text.lines().map_while(|l| l.strip_prefix("//!")).map(str::trim).collect();
        let head = head.join(" ");
        if !head.contains("must not know") {
            say(None, "a library's first lines say what it must not know".into());
        }
    }
}

/// Rules of manifests: the direction of dependencies, shared lints.
fn manifest(name: &str, text: &str, say: &mut impl FnMut(Option<usize>, String)) {
    let Ok(table) = text.parse::<toml::Table>() else {
        say(None, "not TOML".into());
        return;
    };
    if table.get("lints").and_then(|l| l.get("workspace")).and_then(toml::Value::as_bool) != Some(true) {
        say(None, "does not take the lints of the workspace".into());
    }
    let Some((_, allowed)) = MAY_KNOW.iter().find(|(n, _)| *n == name) else {
        say(
            None,
            "a crate whose place in the order of crates is not said (MAY_KNOW in xtask/src/tidy.rs)".into(),
        );
        return;
    };
    let dependencies = table.get("dependencies").and_then(toml::Value::as_table);
    for dependency in dependencies.into_iter().flat_map(toml::Table::keys).filter(|d| d.starts_with("tifa")) {
        if !allowed.contains(&dependency.as_str()) {
            say(None, format!("{name} must not know {dependency}"));
        }
    }
}

/// Whether `word` stands in `line` as a name of its own.
fn names_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

/// Whether `line` names a path that begins with `start`, rather than a longer path or an address that contains it.
fn names_path(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !(c.is_alphanumeric() || "._-/~%".contains(c)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, text: &str, expect: &[&str]) {
        let file = RepositoryFile { path: path.into(), bytes: text.into() };
        let found = breaches(&file);
        assert_eq!(found.len(), expect.len(), "{found:?}");
        for (f, e) in found.iter().zip(expect) {
            assert!(f.contains(e), "{f} without {e}");
        }
    }

    #[test]
    fn unfinished_and_nameless_code_is_found() {
        check("crates/tifa-text/src/a.rs", &format!("fn f() {{ {}) }}", UNFINISHED[0]), &["not finished"]);
        check("crates/tifa-text/src/a.rs", &format!("{}]", UNFINISHED[2]), &["not finished"]);
        check("crates/tifa-text/src/helpers.rs", "", &["says nothing"]);
        check("crates/tifa-text/src/a.rs", &"\n".repeat(801), &["801 lines"]);
    }

    #[test]
    fn boundaries_are_kept() {
        check("crates/tifa-source/src/a.rs", "use std::fs;", &["std::fs in a pure stage"]);
        check("crates/tifa-source/src/a.rs", "#[cfg(test)]\nmod t { use std::fs; }", &[]);
        check("crates/tifa-export/src/a.rs", "use tifa_archive::{Archive, Hit};", &["never an archive"]);
        check("crates/tifa-export/src/a.rs", "use zip::ZipArchive;", &[]);
        check("crates/tifa-archive/src/a.rs", "println!();", &["not to a terminal"]);
        check("crates/tifa/src/a.rs", "println!();", &[]);
        check("crates/tifa-text/src/lib.rs", "//! Text.", &["must not know"]);
        check("crates/tifa-text/src/lib.rs", "//! Text. It must\n//! not know files.", &[]);
        let lints = "[lints]\nworkspace = true\n[dependencies]\n";
        check(
            "crates/tifa-text/Cargo.toml",
            &format!("{lints}tifa-source.workspace = true"),
            &["must not know"],
        );
        check("crates/tifa-source/Cargo.toml", &format!("{lints}tifa-text.workspace = true"), &[]);
        check("crates/tifa-source/Cargo.toml", "[dependencies]", &["lints"]);
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        check("a.md", &format!("see {}x", MACHINE_PATHS[0]), &["a path of one machine"]);
        check("a.md", &format!("see https://example.org{}x", MACHINE_PATHS[2]), &[]);
        check("a.tsv", "甲\t乙", &["begins with a comment"]);
        check(
            "Cargo.lock",
            concat!("source = \"registry", "+https://mirror.example/index\""),
            &["other than crates.io"],
        );
    }

    #[test]
    fn the_house_is_tidy() {
        if let Err(breaches) = run() {
            panic!("{breaches}");
        }
    }
}
