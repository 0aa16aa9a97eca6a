//! The command line of tifa.
fn main() {}
