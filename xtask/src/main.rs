//! What a developer runs: `cargo xtask test | bench | eval`.
fn main() {}
