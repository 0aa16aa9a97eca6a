//! `cargo xtask docs`: paths and commands that the documentation names must exist.

use crate::files::{self, RepositoryFile};
use crate::{Result, place};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Documents that must be there.
const REQUIRED: [&str; 4] = ["README.md", "README.zh.md", "ARCHITECTURE.md", "docs/glossary.md"];

/// Extensions by which a word in backticks is taken for a file of the repository.
const EXTENSIONS: [&str; 4] = ["rs", "tsv", "md", "toml"];

/// Checks every document against the files of the repository and the help of `tifa` (the program at `tifa`).
///
/// # Errors
/// With everything named that does not exist.
pub fn run(tifa: &Path, tasks: &clap::Command) -> Result<String> {
    let files = files::all(&place::root())?;
    let mut help = Help { tifa, tasks, pages: BTreeMap::new() };
    let mut wrong: Vec<String> = REQUIRED
        .iter()
        .filter(|r| !files.iter().any(|f| f.path == **r))
        .map(|r| format!("{r} is missing"))
        .collect();
    let documents: Vec<&RepositoryFile> = files
        .iter()
        .filter(|f| {
            f.is("md") && (!f.path.contains('/') || f.path.starts_with("docs/") || f.name() == "README.md")
        })
        .collect();
    let mut named = 0;
    for document in &documents {
        for mention in mentions(document.text().unwrap_or_default()) {
            let problem = match &mention.what {
                What::Code(code) => path_problem(code, &files),
                What::Link(target) => link_problem(&document.path, target, &files),
                What::Command(words) => help.problem(words)?,
            };
            named += 1;
            wrong.extend(problem.map(|p| format!("{}:{}: {p}", document.path, mention.line)));
        }
    }
    if wrong.is_empty() {
        Ok(format!("{named} names in {} documents", documents.len()))
    } else {
        Err(wrong.join("\n").into())
    }
}

/// Something a document names.
#[derive(Debug, PartialEq, Eq)]
struct Mention {
    /// Line, from 1.
    line: usize,
    /// What.
    what: What,
}

/// What a document names.
#[derive(Debug, PartialEq, Eq)]
enum What {
    /// A word in backticks that may be a path.
    Code(String),
    /// The target of a link.
    Link(String),
    /// A command and its words: `tifa`, `search`, …
    Command(Vec<String>),
}

/// The mentions of a Markdown text.
fn mentions(text: &str) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut fenced = false;
    for (line, content) in (1..).zip(text.lines()) {
        let mut say = |what| out.push(Mention { line, what });
        if content.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            // A transcript holds output too: only what stands where a command can stand counts.
            for part in content.split(['|', ';', '&']) {
                if let Some(words) = command(part.trim().trim_start_matches("$ ")) {
                    say(What::Command(words));
                }
            }
            continue;
        }
        for code in content.split('`').skip(1).step_by(2) {
            match command(code.trim_start_matches("$ ")) {
                Some(words) => say(What::Command(words)),
                None => say(What::Code(code.to_owned())),
            }
        }
        for target in content.split("](").skip(1).filter_map(|t| t.split(')').next()) {
            say(What::Link(target.to_owned()));
        }
    }
    out
}

/// The words of a command of ours, with `cargo run --release --` read as `tifa`. `None` for any other text.
fn command(text: &str) -> Option<Vec<String>> {
    let mut words: Vec<&str> =
        text.split_whitespace().skip_while(|w| w.contains('=') && !w.starts_with('-')).collect();
    if words.starts_with(&["cargo", "xtask"]) {
        words.drain(..2);
        words.insert(0, "xtask");
    } else if words.starts_with(&["cargo", "run"]) {
        let dashes = words.iter().position(|w| *w == "--")?;
        words.drain(..=dashes);
        words.insert(0, "tifa");
    } else if words.first() != Some(&"tifa") {
        return None;
    }
    let is_name = |w: &str| {
        w.starts_with(|c: char| c.is_ascii_lowercase())
            && w.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    };
    // The name of the program alone, or a sentence about it, names no command.
    words.get(1).is_some_and(|w| is_name(w)).then(|| words.into_iter().map(str::to_owned).collect())
}

/// The help of our commands, asked once each.
struct Help<'a> {
    tifa: &'a Path,
    tasks: &'a clap::Command,
    /// Help by command; `None` for a command that does not exist.
    pages: BTreeMap<String, Option<String>>,
}

impl Help<'_> {
    /// What is wrong with a command, if anything: the command or one of its flags does not exist.
    fn problem(&mut self, words: &[String]) -> Result<Option<String>> {
        let [program, name, rest @ ..] = words else { return Ok(None) };
        let key = format!("{program} {name}");
        if !self.pages.contains_key(&key) {
            let page = if program == "xtask" { self.task(name) } else { self.command(name)? };
            self.pages.insert(key.clone(), page);
        }
        let Some(Some(page)) = self.pages.get(&key) else {
            return Ok(Some(format!("there is no command `{key}`")));
        };
        let flags = rest.iter().take_while(|w| *w != "--").filter(|w| w.starts_with("--"));
        let unknown = flags.map(|f| f.split('=').next().unwrap_or(f)).find(|f| !has_flag(page, f));
        Ok(unknown.map(|f| format!("`{key}` has no {f}")))
    }

    fn command(&self, name: &str) -> Result<Option<String>> {
        let output = Command::new(self.tifa)
            .args([name, "--help"])
            .output()
            .map_err(|e| format!("{}: {e}", self.tifa.display()))?;
        Ok(output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned()))
    }

    fn task(&self, name: &str) -> Option<String> {
        let task = self.tasks.find_subcommand(name)?;
        Some(task.clone().render_long_help().to_string())
    }
}

/// Whether a page of help names exactly this flag.
fn has_flag(page: &str, flag: &str) -> bool {
    flag == "--help"
        || page.match_indices(flag).any(|(at, _)| {
            let after = page[at + flag.len()..].chars().next();
            after.is_none_or(|c| !(c.is_ascii_alphanumeric() || c == '-'))
        })
}

/// What is wrong with a word in backticks, when it looks like a path of the repository and is none.
fn path_problem(code: &str, files: &[RepositoryFile]) -> Option<String> {
    let code = code.split(['#', ':']).next().unwrap_or_default();
    let plain = code.chars().all(|c| c.is_ascii_alphanumeric() || "._-/*".contains(c));
    if !plain || code.is_empty() || code.starts_with("..") || code.starts_with('/') {
        return None;
    }
    let exists =
        |start: &str| files.iter().any(|f| f.path == start || f.path.starts_with(&format!("{start}/")));
    let first = code.split('/').next().unwrap_or_default();
    let trimmed = code.trim_start_matches("./").trim_end_matches('/');
    if code.contains('/') && files.iter().any(|f| f.path.split_once('/').is_some_and(|(top, _)| top == first))
    {
        // Up to a wild card only: what stands after it is a pattern, not a name.
        let fixed = trimmed.split('*').next().unwrap_or_default();
        let found = if fixed.len() == trimmed.len() {
            exists(trimmed)
        } else {
            files.iter().any(|f| f.path.starts_with(fixed))
        };
        return (!found).then(|| format!("there is no {code}"));
    }
    let extension = trimmed.rsplit_once('.').map(|(_, e)| e)?;
    // `tifa.toml` and its like stand in an archive, not here.
    let counts =
        EXTENSIONS.contains(&extension) && (code.contains('/') || extension != "toml") && !code.contains('*');
    let found = files.iter().any(|f| f.path == trimmed || f.path.ends_with(&format!("/{trimmed}")));
    (counts && !found).then(|| format!("no file of the repository is called {code}"))
}

/// What is wrong with the target of a link in the document at `from`.
fn link_problem(from: &str, target: &str, files: &[RepositoryFile]) -> Option<String> {
    let target = target.split('#').next().unwrap_or_default();
    if target.is_empty() || target.contains(':') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    let path = parts.join("/");
    let found = files.iter().any(|f| f.path == path || f.path.starts_with(&format!("{path}/")));
    (!found).then(|| format!("the link leads to {path}, which does not exist"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<RepositoryFile> {
        ["README.md", "docs/glossary.md", "crates/tifa-text/src/fold.rs", "demo/clippings/a.md"]
            .map(|p| RepositoryFile { path: p.into(), bytes: Vec::new() })
            .into()
    }

    #[test]
    fn words_that_look_like_paths_must_exist() {
        for (code, right) in [
            ("crates/tifa-text", true),
            ("crates/tifa-text/", true),
            ("crates/tifa-text/src/fold.rs", true),
            ("crates/tifa-text/src/fold.rs:12", true),
            ("crates/*/src", true),
            ("crates/tifa-words", false),
            ("fold.rs", true),
            ("src/fold.rs", true),
            ("unfold.rs", false),
            ("demo/clippings", true),
            ("demo/pictures", false),
            ("originals/", true),
            ("tifa.toml", true),
            ("../shared/gold/x.py", true),
            ("Block::spans", true),
        ] {
            assert_eq!(path_problem(code, &files()).is_none(), right, "{code}");
        }
    }

    #[test]
    fn links_lead_somewhere() {
        for (from, target, right) in [
            ("README.md", "docs/glossary.md", true),
            ("README.md", "docs/glossary.md#fold", true),
            ("README.md", "docs", true),
            ("docs/glossary.md", "../README.md", true),
            ("docs/glossary.md", "README.md", false),
            ("README.md", "https://example.org/x", true),
        ] {
            assert_eq!(link_problem(from, target, &files()).is_none(), right, "{from} {target}");
        }
    }

    #[test]
    fn commands_are_told_from_output_and_prose() {
        let words = |t: &str| command(t).map(|w| w.join(" "));
        for (text, expect) in [
            ("tifa search 脱钩 --format jsonl", Some("tifa search 脱钩 --format jsonl")),
            ("cargo run --release -- brief demo/clippings", Some("tifa brief demo/clippings")),
            ("TIFA_ARCHIVE=a tifa add b", Some("tifa add b")),
            ("cargo xtask test", Some("xtask test")),
            ("cargo build --release", None),
            ("tifa", None),
            ("tifa <command>", None),
            ("tifa --help", None),
        ] {
            assert_eq!(words(text).as_deref(), expect, "{text}");
        }
        let text = "See `fold.rs` and [x](docs).\n```\n$ tifa add a | tifa show b\n`quoted`\n```\n";
        let kinds: Vec<usize> = mentions(text).iter().map(|m| m.line).collect();
        assert_eq!(kinds, [1, 1, 3, 3]);
    }

    #[test]
    fn flags_are_compared_whole() {
        assert!(has_flag("  --format <F>", "--format"));
        assert!(!has_flag("  --format-all", "--format"));
    }
}
