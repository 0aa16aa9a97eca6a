//! Python with packages of PyPI, installed once under the target folder.

use crate::{Result, place};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A Python of its own: the folder below `tools`, its packages, and what it must be able to import.
pub struct Python {
    /// Name of the folder.
    pub name: &'static str,
    /// Packages of PyPI.
    pub packages: &'static [&'static str],
    /// Modules they bring.
    pub modules: &'static str,
}

impl Python {
    /// The interpreter, made when it is not there.
    ///
    /// # Errors
    /// When there is no Python, or the packages cannot be had: the last line of why.
    pub fn ready(&self) -> Result<PathBuf> {
        let folder = tools().join(self.name);
        let python = folder.join("bin").join("python");
        let imports = || {
            let mut probe = Command::new(&python);
            probe.args(["-c", &format!("import {}", self.modules)]);
            probe.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
        };
        if imports() {
            return Ok(python);
        }
        println!("installing {} under {}", self.packages.join(", "), folder.display());
        output(Command::new("python3").args(["-m", "venv"]).arg(&folder)).map_err(last)?;
        let mut install = Command::new(&python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(self.packages);
        output(&mut install).map_err(last)?;
        if imports() { Ok(python) } else { Err("installed, but they cannot be imported".into()) }
    }
}

/// The folder for programs that tests need.
pub fn tools() -> PathBuf {
    place::target().join("tools")
}

/// The last line of a failure, which says why.
pub fn last(error: Box<dyn std::error::Error>) -> String {
    error.to_string().lines().last().unwrap_or("no reason given").to_owned()
}

/// Runs a program to its end and gives what it prints; an error with what it complains of when it fails.
///
/// # Errors
/// When it cannot be started, or fails.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|e| format!("{command:?}: {e}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("{command:?}: {}\n{}", output.status, String::from_utf8_lossy(&said).trim()).into())
}

/// Writes a script into `dir`, and gives the command that runs it there.
///
/// # Errors
/// When it cannot be written.
pub fn script(python: &Path, dir: &Path, name: &str, text: &str) -> Result<Command> {
    let path = dir.join(name);
    std::fs::write(&path, text)?;
    let mut command = Command::new(python);
    command.arg(path).env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(command)
}
