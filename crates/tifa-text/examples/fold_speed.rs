//! Megabytes a second of the fold over a file, beside two floors: copying the same bytes, and checking them as UTF-8.
//!
//! `cargo run --release -p tifa-text --example fold_speed -- FILE`

use std::hint::black_box;
use std::time::Instant;
use tifa_text::{Folded, Folder};

/// Runs of each group of blocks; the fastest counts.
const RUNS: usize = 7;

fn main() {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: fold_speed FILE");
        std::process::exit(2);
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(e) => {
            eprintln!("{}: {e}", path.display());
            std::process::exit(1);
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    // Texts come as blocks of some kilobytes, not as one of many megabytes.
    let blocks = blocks(&text, 8 * 1024);
    println!("{:.1} MB in {} blocks", text.len() as f64 / 1e6, blocks.len());
    let mut copy = Vec::new();
    measure("copy", &blocks, |block| {
        copy.clear();
        copy.extend_from_slice(block.as_bytes());
        black_box(&copy);
    });
    measure("check UTF-8", &blocks, |block| {
        let _ = black_box(std::str::from_utf8(black_box(block.as_bytes())));
    });
    let mut folder = Folder::new();
    let mut folded = String::new();
    measure("fold", &blocks, |block| {
        folder.fold_text(block, &mut folded);
        black_box(&folded);
    });
    let mut with_map = Folded::default();
    measure("fold with map", &blocks, |block| {
        folder.fold(block, &mut with_map);
        black_box(&with_map);
    });
}

/// `text` in pieces of about `size` bytes.
fn blocks(text: &str, size: usize) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let mut end = (start + size).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        out.push(&text[start..end]);
        start = end;
    }
    out
}

/// Prints the rate of `work` over all blocks: the sum, over groups of about a megabyte, of the fastest run of each, so
/// that a busy machine disturbs little.
fn measure(name: &str, blocks: &[&str], mut work: impl FnMut(&str)) {
    let mut seconds = 0.0;
    for group in blocks.chunks(128) {
        let fastest = (0..RUNS).map(|_| {
            let start = Instant::now();
            group.iter().for_each(|block| work(block));
            start.elapsed().as_secs_f64()
        });
        seconds += fastest.fold(f64::INFINITY, f64::min);
    }
    let bytes: usize = blocks.iter().map(|b| b.len()).sum();
    println!("{name:>14}: {:>6.0} MB/s", bytes as f64 / 1e6 / seconds);
}
