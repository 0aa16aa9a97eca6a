//! Which files there are.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A file to add.
#[derive(Debug)]
pub(crate) struct Item {
    /// Its name in the archive: the path from the root given, under the root's own last part, `/` between parts.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes when it was found.
    pub bytes: u64,
    /// A JSON file of the same stem beside it.
    pub sidecar: Option<PathBuf>,
    /// Whether it is a JSON file beside a page or text of the same stem, and so may be its metadata.
    pub beside: bool,
    /// Why it cannot be read, when that is known already.
    pub problem: Option<String>,
}

/// Extensions of files that a JSON file beside them may describe.
const DESCRIBED: [&str; 6] = ["html", "htm", "xhtml", "md", "markdown", "txt"];

/// The files below `roots`, by name. Names that begin with a dot are passed over below a root; links are followed,
/// and one that leads back to a folder above it is reported. `archive` itself is left out.
pub(crate) fn walk(roots: &[PathBuf], archive: &Path) -> Vec<Item> {
    let archive = archive.canonicalize().unwrap_or_else(|_| archive.to_owned());
    let mut items = Vec::new();
    for root in roots {
        let base = root_name(root);
        let entries =
            WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(|e| {
                let hidden = e.depth() > 0 && e.file_name().to_string_lossy().starts_with('.');
                let own = e.file_type().is_dir() && e.path().canonicalize().is_ok_and(|p| p == archive);
                !hidden && !own
            });
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) => {
                    let mut item = Item::new(name(&base, root, entry.path()), entry.path());
                    match entry.metadata() {
                        Ok(m) if m.is_file() => item.bytes = m.len(),
                        Ok(_) => item.problem = Some("not a regular file".to_owned()),
                        Err(e) => item.problem = Some(reason(&e)),
                    }
                    items.push(item);
                }
                Err(e) => {
                    let path = e.path().unwrap_or(root).to_owned();
                    // A root that is not there is called as it was given.
                    let called =
                        if path == *root { root.display().to_string() } else { name(&base, root, &path) };
                    let mut item = Item::new(called, &path);
                    item.problem = Some(reason(&e));
                    items.push(item);
                }
            }
        }
    }
    items.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.path.cmp(&b.path)));
    items.dedup_by(|a, b| a.name == b.name && a.path == b.path);
    pair(&mut items);
    items
}

impl Item {
    fn new(name: String, path: &Path) -> Self {
        Self { name, path: path.to_owned(), bytes: 0, sidecar: None, beside: false, problem: None }
    }
}

/// The last part of a root's own name; that of `.` is the folder's.
fn root_name(root: &Path) -> String {
    let named = root.file_name().map(|n| n.to_string_lossy().into_owned());
    named
        .or_else(|| root.canonicalize().ok()?.file_name().map(|n| n.to_string_lossy().into_owned()))
        .unwrap_or_default()
}

fn name(base: &str, root: &Path, path: &Path) -> String {
    let mut name = base.to_owned();
    for part in path.strip_prefix(root).into_iter().flat_map(Path::components) {
        if !name.is_empty() {
            name.push('/');
        }
        name.push_str(&part.as_os_str().to_string_lossy());
    }
    name
}

/// What the system says of a path, without the path: whoever reads it is told that beside it.
fn reason(error: &walkdir::Error) -> String {
    if error.loop_ancestor().is_some() {
        return "a link that leads back to a folder above it".to_owned();
    }
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

/// Finds for each file the JSON beside it, and for each JSON file whether it stands beside one.
fn pair(items: &mut [Item]) {
    let paths: HashSet<PathBuf> = items.iter().map(|i| i.path.clone()).collect();
    // A file given alone may have its companion on the disk without its being among the files given.
    let there = |path: &Path| paths.contains(path) || path.is_file();
    for item in items {
        let Some(extension) = item.path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()) else {
            continue;
        };
        if extension == "json" {
            item.beside = DESCRIBED.iter().any(|e| there(&item.path.with_extension(e)));
        } else if DESCRIBED.contains(&extension.as_str()) {
            let beside = item.path.with_extension("json");
            item.sidecar = there(&beside).then_some(beside);
        }
    }
}
