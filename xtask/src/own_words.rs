//! Whether a sentence of the corpus stands in the repository: it must not, the texts are other people's.

use crate::{Result, files, place};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use tifa_text::{decode, fold};

/// Runs of this many Chinese characters are a sentence rather than a name or a set phrase.
const RUN: usize = 25;

/// Base of the rolling hash; any large odd number does.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Compares every file of the repository with every text under `shared`, script and punctuation aside.
///
/// # Errors
/// With every run that stands in both, one a file.
pub fn run(shared: &Path) -> Result<String> {
    let mut own: HashMap<u64, (usize, usize)> = HashMap::new();
    let mut texts: Vec<(String, Vec<char>)> = Vec::new();
    for file in files::all(&place::root())? {
        let characters = characters(&file.bytes);
        for (at, hash) in windows(&characters) {
            own.entry(hash).or_insert((texts.len(), at));
        }
        texts.push((file.path, characters));
    }
    let mut found: Vec<String> = Vec::new();
    let mut read = 0;
    for folder in ["corpus", "gold", "reference"] {
        for path in below(&shared.join(folder))? {
            let theirs = characters(&fs::read(&path)?);
            read += 1;
            let hit = windows(&theirs).find_map(|(at, hash)| {
                let &(file, own_at) = own.get(&hash)?;
                let run = &theirs[at..at + RUN];
                (texts[file].1[own_at..own_at + RUN] == *run).then(|| (file, run.iter().collect::<String>()))
            });
            if let Some((file, run)) = hit {
                found.push(format!("{}: {run} stands in {}", texts[file].0, path.display()));
            }
        }
    }
    if !found.is_empty() {
        return Err(found.join("\n").into());
    }
    Ok(format!("{} runs of {RUN} characters, none in {read} texts", own.len()))
}

/// The Chinese characters of a file in their base form, everything else dropped.
fn characters(bytes: &[u8]) -> Vec<char> {
    // A picture or an archive would only cost time: nothing of ours hides in one.
    if bytes.iter().take(1024).any(|&b| b == 0) {
        return Vec::new();
    }
    fold(&decode(bytes, None).text).text.chars().filter(|c| matches!(c, '\u{3400}'..='\u{9FFF}')).collect()
}

/// Every window of [`RUN`] characters and its hash.
fn windows(text: &[char]) -> impl Iterator<Item = (usize, u64)> + '_ {
    let top = (1..RUN).fold(1u64, |p, _| p.wrapping_mul(BASE));
    let mut hash = 0u64;
    text.iter().enumerate().filter_map(move |(i, &c)| {
        if i >= RUN {
            hash = hash.wrapping_sub(top.wrapping_mul(u64::from(text[i - RUN])));
        }
        hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(c));
        (i + 1 >= RUN).then(|| (i + 1 - RUN, hash))
    })
}

/// The files below a folder, by path; none when there is no such folder.
fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop().filter(|f| f.is_dir()) {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_windows_have_equal_hashes() {
        let a: Vec<char> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黃宇宙洪荒".chars().collect();
        let b: Vec<char> = std::iter::repeat_n('前', 7).chain(a.iter().copied()).collect();
        let of = |t: &[char]| windows(t).collect::<Vec<_>>();
        assert_eq!(of(&a).len(), a.len() - RUN + 1);
        assert_eq!(of(&a)[0].1, of(&b)[7].1);
        assert_ne!(of(&a)[0].1, of(&b)[6].1);
    }
}
