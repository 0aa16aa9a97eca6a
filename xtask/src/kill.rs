//! `cargo xtask kill`: an add that is killed again and again ends in the archive of an add that was not.

pub mod clippings;

use crate::random::Random;
use crate::{Result, place};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Phrases whose concordance is compared: the index is part of the archive too.
const PHRASES: [&str; 3] = ["合作", "對話", "重啟"];

/// What to run.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// How many times to kill
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub rounds: u32,
    /// What to add; the demo and a thousand invented clippings when not given
    #[arg(long, value_name = "PATH")]
    pub corpus: Option<PathBuf>,
    /// Seed of the moments
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// The program to run; built in release when not given
    #[arg(long, value_name = "PATH")]
    pub program: Option<PathBuf>,
}

/// Runs the task; gives a line for a person.
///
/// # Errors
/// When an export differs, or a run fails that nobody killed.
pub fn run(options: &Options) -> Result<String> {
    let program = match &options.program {
        Some(program) => program.clone(),
        None => built()?,
    };
    let dir = tempfile::tempdir()?;
    let corpus = match &options.corpus {
        Some(path) => path.canonicalize().map_err(|e| format!("{}: {e}", path.display()))?,
        None => invented(dir.path())?,
    };
    let trial = Trial { program, corpus, dir: dir.path().to_path_buf() };

    let start = Instant::now();
    trial.add("undisturbed", None)?;
    let whole = start.elapsed();
    let expected = trial.state("undisturbed")?;
    if expected.iter().all(|(_, bytes)| bytes.is_empty()) {
        return Err("the undisturbed archive exports nothing; there is nothing to compare".into());
    }

    let mut random = Random::new(options.seed);
    let (mut killed, mut finished, mut archive) = (0, 0, 0);
    while killed < options.rounds {
        let name = format!("killed-{archive}");
        // Anywhere in the first nine tenths of a whole run: what was done before is skipped, so a later run is
        // shorter, and one that ends before its moment is compared and begun anew.
        let moment = whole.mul_f64(0.9 * random.below(10_000) as f64 / 10_000.0);
        let mut child = trial.start_add(&name, None)?;
        thread::sleep(moment);
        if child.try_wait()?.is_some() {
            finish(&mut child)?;
            trial.compare(&name, &expected, &format!("after {killed} kills"))?;
            finished += 1;
            archive += 1;
            if finished > 20 * (options.rounds + 1) {
                return Err("the add ends too quickly to be killed; give it more with --corpus".into());
            }
            continue;
        }
        child.kill()?;
        child.wait()?;
        killed += 1;
    }
    let name = format!("killed-{archive}");
    trial.add(&name, None)?;
    trial.compare(&name, &expected, &format!("after {killed} kills"))?;
    trial.add(&name, None)?;
    trial.compare(&name, &expected, "after adding again")?;

    for threads in ["1", "2"] {
        let name = format!("threads-{threads}");
        trial.add(&name, Some(threads))?;
        trial.compare(&name, &expected, &format!("with --threads {threads}"))?;
    }
    let bytes: usize = expected.iter().map(|(_, b)| b.len()).sum();
    Ok(format!(
        "{killed} kills within {:.1} s, exports of {bytes} bytes identical, on 1 and 2 threads too",
        whole.as_secs_f64()
    ))
}

/// Builds `tifa` in release and gives its path.
fn built() -> Result<PathBuf> {
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--release", "--package", "tifa"])
        .current_dir(place::root())
        .status()?;
    if status.success() { Ok(place::program("release")) } else { Err("tifa could not be built".into()) }
}

/// The demo and many invented clippings beside it.
fn invented(dir: &Path) -> Result<PathBuf> {
    let corpus = dir.join("corpus");
    clippings::write(&corpus.join("generated"), 1000)?;
    let demo = place::root().join("demo/clippings");
    fs::create_dir_all(corpus.join("demo"))?;
    for entry in fs::read_dir(&demo).map_err(|e| format!("{}: {e}", demo.display()))? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::copy(&path, corpus.join("demo").join(name))?;
        }
    }
    Ok(corpus)
}

/// Archives of one corpus, made by one program.
struct Trial {
    program: PathBuf,
    corpus: PathBuf,
    dir: PathBuf,
}

impl Trial {
    /// A run of the program on the archive `name`.
    fn command(&self, name: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--archive").arg(self.dir.join(name)).args(arguments).stdin(Stdio::null());
        command
    }

    /// Starts to add the corpus to the archive `name`.
    fn start_add(&self, name: &str, threads: Option<&str>) -> Result<Child> {
        let mut command = self.command(name, &["add"]);
        command.arg(&self.corpus);
        if let Some(threads) = threads {
            command.args(["--threads", threads]);
        }
        let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        Ok(child.map_err(|e| format!("{}: {e}", self.program.display()))?)
    }

    /// Adds the corpus to the archive `name`, to the end.
    fn add(&self, name: &str, threads: Option<&str>) -> Result<()> {
        finish(&mut self.start_add(name, threads)?)
    }

    /// What the archive `name` answers: its export, concordances, and what a check finds.
    fn state(&self, name: &str) -> Result<Vec<(String, Vec<u8>)>> {
        let mut asked = vec![vec!["export", "statements", "--format", "jsonl"]];
        asked.extend(PHRASES.map(|p| vec!["search", p, "--format", "jsonl"]));
        asked.push(vec!["check"]);
        let mut answers = Vec::new();
        for arguments in asked {
            let shown = arguments.join(" ");
            let output = self.command(name, &arguments).output()?;
            // A search without a hit may end with a status of its own.
            if !output.status.success() && arguments[0] != "search" {
                let said = String::from_utf8_lossy(&output.stderr);
                return Err(format!("tifa {shown} on {name}: {}", said.trim()).into());
            }
            // A check names the folder it looked at; that it finds nothing is enough.
            let answer = if arguments[0] == "check" { Vec::new() } else { output.stdout };
            answers.push((shown, answer));
        }
        Ok(answers)
    }

    /// Compares the archive `name` with what was `expected`.
    fn compare(&self, name: &str, expected: &[(String, Vec<u8>)], when: &str) -> Result<()> {
        for ((shown, is), (_, should)) in self.state(name)?.iter().zip(expected) {
            if is != should {
                let line =
                    is.split(|b| *b == b'\n').zip(should.split(|b| *b == b'\n')).position(|(a, b)| a != b);
                let line = line.map_or_else(|| "the end".to_owned(), |n| format!("line {}", n + 1));
                return Err(format!(
                    "tifa {shown} differs {when}: {} bytes, {} expected, from {line} on",
                    is.len(),
                    should.len()
                )
                .into());
            }
        }
        Ok(())
    }
}

/// Waits for an add that nobody kills.
fn finish(child: &mut Child) -> Result<()> {
    let mut said = String::new();
    if let Some(mut pipe) = child.stderr.take() {
        std::io::Read::read_to_string(&mut pipe, &mut said)?;
    }
    let deadline = Instant::now() + Duration::from_secs(3600);
    while Instant::now() < deadline {
        if let Some(status) = child.try_wait()? {
            return if status.success() {
                Ok(())
            } else {
                Err(format!("tifa add: {status}: {}", said.trim()).into())
            };
        }
        thread::sleep(Duration::from_millis(2));
    }
    Err("tifa add did not end within an hour".into())
}
