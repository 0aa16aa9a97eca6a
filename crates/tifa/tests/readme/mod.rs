//! What the READMEs show is what the program prints over the demo.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A command of a transcript and the lines under it; a line of `…` stands for any number of lines.
struct Shown<'r> {
    command: &'r str,
    lines: Vec<&'r str>,
}

/// The commands between the marks of a README.
fn shown(readme: &str) -> Vec<Shown<'_>> {
    let start = readme.find("<!-- transcript -->").expect("a transcript");
    let end = readme.find("<!-- /transcript -->").expect("its end");
    let mut out: Vec<Shown<'_>> = Vec::new();
    for line in readme[start..end].lines().filter(|l| !l.starts_with("```") && !l.starts_with("<!--")) {
        match (line.strip_prefix("$ tifa "), out.last_mut()) {
            (Some(command), _) => out.push(Shown { command, lines: Vec::new() }),
            (None, Some(last)) => last.lines.push(line.trim_end()),
            _ => {}
        }
    }
    for command in &mut out {
        while command.lines.last().is_some_and(|l| l.is_empty()) {
            command.lines.pop();
        }
    }
    out
}

/// Whether `printed` is what `lines` shows.
fn matches(lines: &[&str], printed: &[&str]) -> Result<(), String> {
    let Some((line, rest)) = lines.split_first() else {
        return if printed.iter().all(|p| p.is_empty()) { Ok(()) } else { Err(printed.join("\n")) };
    };
    if *line == "…" {
        let found = (0..=printed.len()).find_map(|n| matches(rest, &printed[n..]).ok());
        return found.ok_or_else(|| rest.first().copied().unwrap_or_default().to_owned());
    }
    match printed.split_first() {
        Some((p, others)) if p.trim_end() == *line => matches(rest, others),
        _ => Err((*line).to_owned()),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

#[test]
fn transcripts_are_what_the_program_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for name in ["README.md", "README.zh.md"] {
        let desk = tempfile::tempdir().unwrap();
        copy(&root.join("demo"), &desk.path().join("demo"));
        let readme = fs::read_to_string(root.join(name)).unwrap();
        for Shown { command, mut lines } in shown(&readme) {
            let output = Command::new(env!("CARGO_BIN_EXE_tifa"))
                .args(command.split_whitespace())
                .current_dir(desk.path())
                .env_remove("TIFA_ARCHIVE")
                .output()
                .unwrap();
            // A terminal shows what is told beside the listing among its lines.
            let told = String::from_utf8(output.stderr).unwrap();
            lines.retain(|line| line.is_empty() || !told.lines().any(|t| t.trim_end() == *line));
            let printed = String::from_utf8(output.stdout).unwrap();
            let printed: Vec<&str> = printed.lines().collect();
            if let Err(line) = matches(&lines, &printed) {
                panic!("{name}: `tifa {command}` does not print\n{line}\nbut\n{}", printed.join("\n"));
            }
        }
    }
}
