//! The one place where errors become messages: what went wrong, why, and what to do next.

use crate::output::{Look, styles, tell};
use std::io;
use std::path::Path;
use tifa_archive::Error;

/// How a command ended when nothing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Found, or done: status 0.
    Done,
    /// Nothing found, or damage found: status 1.
    Nothing,
}

/// Why a command stopped.
#[derive(Debug)]
pub enum Failure {
    /// Whoever read the output has gone (`| head`): no error.
    Pipe,
    /// Something to tell.
    Told(Message),
}

/// An error for a person.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// What went wrong.
    pub what: String,
    /// Why, where it is not the same.
    pub cause: Option<String>,
    /// What to do next.
    pub hints: Vec<String>,
}

impl Message {
    /// A message without cause or hint.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }

    /// With a cause.
    pub fn because(mut self, cause: impl ToString) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// With a hint.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Says it on standard error.
    pub fn print(&self, look: Look) {
        tell(&format!("{} {}", look.paint(styles::ERROR, "error:"), self.what));
        if let Some(cause) = &self.cause {
            tell(&format!("  cause: {cause}"));
        }
        for hint in &self.hints {
            tell(&format!("  {} {hint}", look.paint(styles::HINT, "hint:")));
        }
    }
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self::Told(message)
    }
}

/// Errors of standard output; files that a command writes name themselves through [`writing`].
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Pipe,
            io::ErrorKind::StorageFull => {
                Message::new("the output cannot be written").because("the disk is full").into()
            }
            _ => Message::new("the output cannot be written").because(error).into(),
        }
    }
}

/// The failure to write the file at `path`.
pub fn writing(path: &Path) -> impl Fn(io::Error) -> Failure + '_ {
    move |error| {
        let message = Message::new(format!("{} cannot be written", path.display()));
        let message = match error.kind() {
            io::ErrorKind::NotFound => message.because("its folder does not exist"),
            io::ErrorKind::StorageFull => {
                message.because("the disk is full").hint("free some space, or write elsewhere with -o FILE")
            }
            _ => message.because(error),
        };
        message.into()
    }
}

/// The archive's errors as a text of several lines, for who is not at this terminal.
pub fn explained(archive: &Path, error: Error) -> String {
    let Message { what, cause, hints } = message(archive, error);
    let hints = hints.into_iter().map(|hint| format!("hint: {hint}"));
    let lines = std::iter::once(what).chain(cause.map(|cause| format!("cause: {cause}"))).chain(hints);
    lines.collect::<Vec<_>>().join("\n")
}

/// Translates the archive's errors. `archive` is the folder as the user named it.
pub fn from_archive(archive: &Path) -> impl Fn(Error) -> Failure + '_ {
    move |error| message(archive, error).into()
}

fn message(archive: &Path, error: Error) -> Message {
    let at = archive.display();
    match error {
        Error::NotAnArchive { exists: false, .. } => Message::new(format!("there is no archive at {at}"))
            .hint("tifa add PATH makes one and reads the files below PATH into it")
            .hint("tifa --archive DIR, or TIFA_ARCHIVE=DIR, names another"),
        Error::NotAnArchive { path, .. } => Message::new(format!("{} is not an archive", path.display()))
            .because("the folder holds other things and no catalogue")
            .hint("name an empty or a new folder with --archive DIR; to read this one: tifa add")
            .hint("an archive is made by tifa add PATH"),
        Error::Locked { by } => Message::new(format!("the archive at {at} is being written"))
            .because(format!("by {by}"))
            .hint("wait until it is done, or stop it: adding again goes on where it stopped")
            .hint("searching and listing work meanwhile"),
        Error::NewerVersion { found, known } => {
            Message::new(format!("the archive at {at} was written by a newer tifa"))
                .because(format!("its format is {found}; this program knows formats up to {known}"))
                .hint("install a newer tifa; nothing in the archive was touched")
        }
        Error::NoSuchDocument { key } => Message::new(format!("no document {key:?} in this archive"))
            .hint("a document goes by its id, by the start of it, or by the name of its file"),
        Error::Ambiguous { key, found } => {
            let mut message = Message::new(format!("{key:?} names {} documents", found.len()));
            for (id, source, ordinal) in found {
                message = message.hint(format!("{id}  {source}#{ordinal}"));
            }
            message
        }
        Error::BadQuery { query, reason } => Message::new(format!("{query:?} cannot be searched for"))
            .because(reason)
            .hint("a query needs at least one letter, digit or Chinese character"),
        Error::Full { what } => Message::new("the disk is full")
            .because(format!("while writing {what}"))
            .hint("free some space and run the same command again: what was added stays, the rest follows"),
        Error::Io { path, source } => {
            let message = Message::new(format!("{}: cannot be read or written", path.display()));
            match source.kind() {
                io::ErrorKind::PermissionDenied => message
                    .because("permission denied")
                    .hint("see who owns it, or name another archive with --archive DIR"),
                _ => message.because(source),
            }
        }
        Error::Corrupt { thing, message } => Message::new(format!("{thing} in the archive is damaged"))
            .because(message)
            .hint("tifa check lists what is damaged; tifa rebuild makes all but the originals again"),
        Error::Stale { found, known, .. } => {
            Message::new(format!("the archive at {at} was read by older rules"))
                .because(format!("its findings are of version {found}; this program makes version {known}"))
                .hint("tifa rebuild reads the originals again; nothing has to be added anew")
        }
        Error::Changed => Message::new(format!("the archive at {at} changed while it was being read"))
            .hint("run the same command again"),
        Error::Index(cause) => Message::new("the index cannot be used")
            .because(cause)
            .hint("tifa rebuild makes it again from the originals"),
        Error::Catalogue(cause) => Message::new("the catalogue cannot be used")
            .because(cause)
            .hint("tifa check says what is damaged"),
        other => Message::new(other.to_string()),
    }
}

/// The names among `names` nearest to `key`, nearest first, at most `most`: those that hold it, in either script, or
/// else those that hold something like it.
pub fn nearest<'a>(key: &str, names: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let folded = tifa_text::fold(key).text;
    let key: Vec<char> = folded.chars().collect();
    if key.is_empty() {
        return Vec::new();
    }
    let mut near: Vec<(usize, &str)> = names
        .filter_map(|name| {
            let text = tifa_text::fold(name).text;
            if text.contains(&folded) {
                return Some((0, name));
            }
            let chars: Vec<char> = text.chars().collect();
            let far = best_match(&key, &chars);
            // Farther than a third of the key is another name, not a slip.
            (far * 3 <= key.len()).then_some((far, name))
        })
        .collect();
    near.sort();
    near.dedup();
    if near.first().is_some_and(|n| n.0 == 0) {
        near.retain(|n| n.0 == 0);
    }
    near.into_iter().take(most).map(|n| n.1).collect()
}

/// Least number of insertions, deletions and replacements that turn `key` into some part of `text` (Sellers 1980).
fn best_match(key: &[char], text: &[char]) -> usize {
    let mut column: Vec<usize> = (0..=key.len()).collect();
    let mut best = key.len();
    for c in text {
        let mut diagonal = 0;
        for i in 1..=key.len() {
            let replaced = diagonal + usize::from(key[i - 1] != *c);
            diagonal = column[i];
            column[i] = replaced.min(column[i] + 1).min(column[i - 1] + 1);
        }
        best = best.min(column[key.len()]);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_to_a_part() {
        let check = |key: &str, text: &str, expect: usize| {
            let (key, text): (Vec<char>, Vec<char>) = (key.chars().collect(), text.chars().collect());
            assert_eq!(best_match(&key, &text), expect);
        };
        check("ferry", "the-ferry.md", 0);
        check("fery", "the-ferry.md", 1);
        check("渡口", "河谷渡头", 1);
        check("abc", "", 3);
    }

    #[test]
    fn nearest_names() {
        let names = ["a/ferry-1.md", "a/ferry-2.md", "b/mountain.md"];
        let check =
            |key: &str, expect: &[&str]| assert_eq!(nearest(key, names.into_iter(), 5), expect, "{key}");
        check("ferry", &["a/ferry-1.md", "a/ferry-2.md"]);
        check("fery-2", &["a/ferry-2.md"]);
        check("ferry-2", &["a/ferry-2.md"]);
        check("montain", &["b/mountain.md"]);
        check("zzzz", &[]);
        check("", &[]);
    }

    #[test]
    fn every_error_says_what_to_do() {
        let archive = Path::new("/tmp/a");
        let errors = [
            Error::NotAnArchive { path: "/tmp/a".into(), exists: false },
            Error::NotAnArchive { path: "/tmp/a".into(), exists: true },
            Error::Locked { by: "process 7".into() },
            Error::NewerVersion { found: 9, known: 1 },
            Error::NoSuchDocument { key: "x".into() },
            Error::BadQuery { query: "，".into(), reason: "nothing left".into() },
            Error::Full { what: "index".into() },
            Error::Corrupt { thing: "original ab".into(), message: "hash differs".into() },
        ];
        for error in errors {
            let told = message(archive, error);
            assert!(!told.hints.is_empty(), "{told:?}");
        }
    }
}
