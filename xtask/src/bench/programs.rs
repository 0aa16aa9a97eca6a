//! The program as a person runs it: first search in a new process, peak memory of an add.

use super::report::{Report, megabytes, milliseconds};
use super::stages::median;
use crate::{Result, place};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// New processes that search.
const PROCESSES: usize = 10;

/// A phrase that stands in most collections of news.
const PHRASE: &str = "合作";

/// Measures both.
pub fn run(archive: &Path, corpus: &Path, scratch: &Path, threads: usize, report: &mut Report) -> Result<()> {
    let tifa = place::program("release");
    let mut times = Vec::new();
    for _ in 0..PROCESSES {
        let start = Instant::now();
        let output = Command::new(&tifa)
            .arg("--archive")
            .arg(archive)
            .args(["search", PHRASE])
            .stdin(Stdio::null())
            .output()
            .map_err(|e| format!("{}: {e}", tifa.display()))?;
        times.push(start.elapsed());
        if !output.status.success() {
            return Err(format!("tifa search: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
    }
    let first = median(&times);
    report.row(
        &format!("`tifa search {PHRASE}`, a new process"),
        milliseconds(first),
        "—".into(),
        "—".into(),
        "< 50 ms",
        Some(first < Duration::from_millis(50)),
    );

    let child = Command::new(&tifa)
        .arg("--archive")
        .arg(scratch.join("memory"))
        .arg("add")
        .arg(corpus)
        .args(["--threads", &threads.to_string()])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    match peak(child)? {
        Some(bytes) => report.row(
            "peak memory of `tifa add`",
            format!("{} MB", megabytes(bytes)),
            "—".into(),
            "—".into(),
            "< 1 GiB",
            Some(bytes < 1 << 30),
        ),
        None => report.plain("peak memory of `tifa add`", "not measured: no /proc here".into()),
    }
    Ok(())
}

/// Waits for a child; the most memory it had resident, in bytes, as the kernel counts it (VmHWM).
pub fn peak(mut child: Child) -> Result<Option<usize>> {
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
