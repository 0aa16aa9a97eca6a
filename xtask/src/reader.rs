//! `cargo xtask reader`: the reader as its visitors meet it.
//!
//! A walk in a real Chromium, with axe-core for what keeps somebody out; schemathesis against the description of the interface;
//! an upload whose server is killed. Chromium and its driver are Debian's, installed when this may be done; selenium and
//! schemathesis come from PyPI. What cannot be had is skipped, and said.

use crate::python::{Python, last, output, script};
use crate::test::Outcome;
use crate::{Result, place};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const WALK: &str = include_str!("reader/walk.py");
const HOSTILE: &str = include_str!("reader/hostile.py");
const KILLED: &str = include_str!("reader/killed.py");

/// axe-core 4.14.1, of npm (Mozilla Public License 2.0, Deque Systems); part of no program.
const AXE: &str = include_str!("reader/axe.min.js");

const PYTHON: Python =
    Python { name: "reader", packages: &["selenium", "schemathesis"], modules: "selenium, schemathesis" };

/// Words of the demo that stand in several clippings, and somebody who speaks in them.
const QUERY: &str = "航線";
const SPEAKER: &str = "奧瑟里";

/// Answers that schemathesis looks at for each address.
const EXAMPLES: &str = "25";

/// What to run.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Options {
    /// Folder for the screenshots; `screenshots` in the target folder when not given
    #[arg(long, value_name = "DIR")]
    pub screenshots: Option<PathBuf>,
}

/// Runs all of it with the program of the debug profile.
///
/// # Errors
/// When a visitor would have met a fault.
pub fn run(options: &Options) -> Result<Outcome> {
    let program = place::built("debug")?;
    let python = match PYTHON.ready() {
        Ok(python) => python,
        Err(why) => return Ok(Outcome::Skipped(why.to_string())),
    };
    let dir = tempfile::tempdir()?;
    let demo = place::root().join("demo/clippings");
    let (mut done, mut skipped) = (Vec::new(), Vec::new());
    match chromium() {
        Ok([browser, driver]) => {
            let axe = dir.path().join("axe.min.js");
            std::fs::write(&axe, AXE)?;
            std::fs::write(dir.path().join("hostile.py"), HOSTILE)?;
            let shots = options.screenshots.clone().unwrap_or_else(|| place::target().join("screenshots"));
            let mut walk = script(&python, dir.path(), "walk.py", WALK)?;
            walk.arg(&program).args([browser, driver]).arg(axe).arg(&demo).arg(shots).args([QUERY, SPEAKER]);
            print!("{}", output(&mut walk)?);
            done.push("Chromium, axe-core");
        }
        Err(why) => skipped.push(format!("Chromium: {why}")),
    }
    contract(&program, &python, &demo, dir.path())?;
    done.push("schemathesis");
    let mut killed = script(&python, dir.path(), "killed.py", KILLED)?;
    print!("{}", output(killed.arg(&program).arg(&demo))?);
    done.push("killed uploads");
    Ok(Outcome::of(&done, &skipped))
}

/// Chromium and its driver: on the path, or installed now where Debian's packages are and may be installed.
fn chromium() -> Result<[String; 2]> {
    let names = || {
        let runs = |names: [&str; 2]| {
            let found = names
                .into_iter()
                .find(|name| output(Command::new(name).arg("--version")).is_ok())
                .map(str::to_owned);
            found.ok_or_else(|| format!("no {}", names[0]))
        };
        Ok::<_, String>([
            runs(["chromium", "chromium-browser"])?,
            runs(["chromedriver", "chromium.chromedriver"])?,
        ])
    };
    let missing = match names() {
        Ok(found) => return locate(found),
        Err(missing) => missing,
    };
    println!("{missing}: installing chromium and chromium-driver");
    let mut install = Command::new("apt-get");
    install.args(["install", "--yes", "--quiet", "chromium", "chromium-driver"]);
    output(install.env("DEBIAN_FRONTEND", "noninteractive")).map_err(last)?;
    locate(names()?)
}

/// Whole paths, as the driver wants them.
fn locate(names: [String; 2]) -> Result<[String; 2]> {
    let whole = |name: String| -> Result<String> {
        let found = output(Command::new("sh").arg("-c").arg(format!("command -v {name}")))?;
        Ok(found.trim().to_owned())
    };
    let [browser, driver] = names;
    Ok([whole(browser)?, whole(driver)?])
}

/// A server that ends with its owner.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(program: &Path, archive: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command.arg("--archive").arg(archive).args(["serve", "--address", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut line = String::new();
        if let Some(stdout) = child.stdout.take() {
            BufReader::new(stdout).read_line(&mut line)?;
        }
        Ok(Self { child, address: line.trim().trim_end_matches('/').to_owned() })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// schemathesis asks every address for what its description allows and does not allow: no answer is the server's fault, none has
/// a status, a type or a form that is not described.
fn contract(program: &Path, python: &Path, demo: &Path, dir: &Path) -> Result<()> {
    let archive = dir.join("contract");
    output(Command::new(program).arg("--archive").arg(&archive).arg("add").arg(demo))?;
    let server = Server::start(program, &archive)?;
    let mut asked = Command::new(python.with_file_name("schemathesis"));
    asked.args(["run", &format!("{}/api/v1/openapi.json", server.address), "--seed", "1"]);
    asked.args(["--max-examples", EXAMPLES, "--workers", "1", "--no-color", "--checks"]);
    asked.arg(
        "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
    );
    let said = output(asked.current_dir(dir))?;
    let cases =
        said.lines().rev().find(|line| line.contains(" generated, ")).unwrap_or("no case was made").trim();
    if !cases.contains("passed") {
        return Err(format!("schemathesis: {cases}").into());
    }
    println!("schemathesis: {cases}");
    Ok(())
}
