//! `cargo xtask deny`: licences, sources and known holes of the dependencies, through cargo-deny.

use crate::test::Outcome;
use crate::{Result, place};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Finds cargo-deny or installs it under the target folder, and runs it.
///
/// # Errors
/// With what cargo-deny says when the dependencies do not pass.
pub fn run() -> Result<Outcome> {
    let program = match find() {
        Some(program) => program,
        None => match install() {
            Ok(program) => program,
            Err(why) => {
                return Ok(Outcome::Skipped(format!("no cargo-deny, and it could not be installed: {why}")));
            }
        },
    };
    let (passed, said) = check(&program, &["licenses", "bans", "sources"])?;
    if !passed {
        return Err(said.into());
    }
    let (passed, said) = check(&program, &["advisories"])?;
    if passed {
        return Ok(Outcome::Passed("licences, bans, sources, advisories".into()));
    }
    // Offline the database of advisories cannot be had; that is no fault of the dependencies.
    if said.contains("failed to fetch advisory database") || said.contains("failed to load advisory database")
    {
        return Ok(Outcome::Partly {
            done: "licences, bans, sources".into(),
            skipped: "advisories: their database could not be fetched".into(),
        });
    }
    Err(said.into())
}

/// Runs `cargo deny check` for `what`; gives whether it passed and what it said.
fn check(program: &PathBuf, what: &[&str]) -> Result<(bool, String)> {
    let output = Command::new(program)
        .args(["--log-level", "error", "--color", "never", "check", "--hide-inclusion-graph"])
        .args(what)
        .current_dir(place::root())
        .stdin(Stdio::null())
        .output()?;
    let said = [output.stdout, output.stderr].concat();
    Ok((output.status.success(), String::from_utf8_lossy(&said).trim().to_owned()))
}

/// The folder for tools of the tests.
fn tools() -> PathBuf {
    place::target().join("tools")
}

/// cargo-deny on the path or installed by an earlier run.
fn find() -> Option<PathBuf> {
    let ours = tools().join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    [PathBuf::from("cargo-deny"), ours].into_iter().find(|p| {
        Command::new(p)
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|s| s.success())
    })
}

/// Installs cargo-deny, unoptimised: it is built in two minutes and runs in two seconds.
fn install() -> Result<PathBuf> {
    println!("cargo-deny is not here; installing it under {}", tools().display());
    let build = tools().join("build");
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["install", "cargo-deny", "--locked", "--debug", "--quiet", "--root"])
        .arg(tools())
        .arg("--target-dir")
        .arg(&build)
        .env("CARGO_PROFILE_DEV_DEBUG", "false")
        .stdin(Stdio::null())
        .output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(said.lines().last().unwrap_or("no reason given").to_owned().into());
    }
    // What it was built from is not needed again, and large.
    std::fs::remove_dir_all(&build).ok();
    find().ok_or_else(|| "it was installed but does not run".into())
}
