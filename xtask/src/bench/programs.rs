//! The program as a person runs it: first questions in a new process, peak memory.

use super::report::{Report, megabytes, milliseconds};
use super::stages::median;
use crate::{Result, place};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// New processes that are asked a question each.
const PROCESSES: usize = 10;

/// A phrase and a formulation that stand in most collections of news.
const PHRASE: &str = "合作";
const FORMULATION: &str = "合作共赢";

/// Measures all of it.
pub fn run(archive: &Path, corpus: &Path, scratch: &Path, threads: usize, report: &mut Report) -> Result<()> {
    let tifa = place::program("release");
    for (arguments, most) in [(["search", PHRASE], 50), (["trace", FORMULATION], 50)] {
        let first = new_process(&tifa, archive, &arguments)?;
        report.row(
            &format!("`tifa {}`, a new process", arguments.join(" ")),
            milliseconds(first),
            "—".into(),
            "—".into(),
            &format!("< {most} ms"),
            Some(first < Duration::from_millis(most)),
        );
    }
    let threads = threads.to_string();
    let mut add = Command::new(&tifa);
    add.arg("--archive").arg(scratch.join("memory")).arg("add").arg(corpus).args(["--threads", &threads]);
    peak_memory("add", &mut add, "—", report)
}

/// The time a command takes in a process of its own.
fn new_process(tifa: &Path, archive: &Path, arguments: &[&str]) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..PROCESSES {
        let start = Instant::now();
        let output = Command::new(tifa)
            .arg("--archive")
            .arg(archive)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .map_err(|e| format!("{}: {e}", tifa.display()))?;
        times.push(start.elapsed());
        if !output.status.success() {
            let told = String::from_utf8_lossy(&output.stderr);
            return Err(format!("tifa {}: {told}", arguments.join(" ")).into());
        }
    }
    Ok(median(&times))
}

/// Runs `command`, which is `tifa` with the subcommand `name`, and tells the most memory it had beside that of `peer`.
pub fn peak_memory(name: &str, command: &mut Command, peer: &str, report: &mut Report) -> Result<()> {
    let work = format!("peak memory of `tifa {name}`");
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    match peak(child)? {
        Some(bytes) => report.row(
            &work,
            format!("{} MB", megabytes(bytes)),
            peer.to_owned(),
            "—".into(),
            "< 1 GiB",
            Some(bytes < 1 << 30),
        ),
        None => report.plain(&work, "not measured: no /proc here".into()),
    }
    Ok(())
}

/// Waits for a child; the most memory it had resident, in bytes, as the kernel counts it (VmHWM).
fn peak(mut child: Child) -> Result<Option<usize>> {
    let path = format!("/proc/{}/status", child.id());
    let mut most = None;
    loop {
        if let Some(status) = child.try_wait()? {
            return if status.success() { Ok(most) } else { Err(format!("tifa: {status}").into()) };
        }
        let kilobytes = fs::read_to_string(&path).ok().and_then(|s| {
            let line = s.lines().find(|l| l.starts_with("VmHWM:"))?;
            line.split_whitespace().nth(1)?.parse::<usize>().ok()
        });
        most = most.max(kilobytes.map(|k| k * 1024));
        thread::sleep(Duration::from_millis(5));
    }
}
