//! The machine a benchmark ran on, as far as /proc says.

use std::fs;

/// Processor, cores and memory, for a person.
pub fn describe() -> String {
    let field = |path: &str, name: &str| {
        let text = fs::read_to_string(path).ok()?;
        let line = text.lines().find(|l| l.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = field("/proc/meminfo", "MemTotal")
        .and_then(|m| m.trim_end_matches(" kB").parse::<u64>().ok())
        .map_or_else(String::new, |k| format!(", {} GiB of memory", k.div_ceil(1 << 20)));
    format!("{processor}, {cores} cores{memory}, {}", std::env::consts::OS)
}
