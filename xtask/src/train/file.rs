//! The files of weights: written for people to read and for machines to compare.

use std::collections::BTreeMap;
use std::fmt::Write;

/// A file of weights: `about` as comments, then a feature a line in the order of names, with three decimals; what rounds
/// to nothing is left out.
pub fn write(about: &str, weights: &BTreeMap<String, f64>) -> String {
    let mut out = String::new();
    for line in about.lines() {
        let _ = writeln!(out, "# {line}");
    }
    for (name, weight) in weights {
        let rounded = (weight * 1000.0).round() / 1000.0;
        if rounded != 0.0 {
            let _ = writeln!(out, "{name}\t{rounded:.3}");
        }
    }
    out
}

/// The first line in which two files differ, to be told; `None` when they are equal.
pub fn difference(committed: &str, made: &str) -> Option<String> {
    if committed == made {
        return None;
    }
    let (mut a, mut b) = (committed.lines(), made.lines());
    for line in 1.. {
        match (a.next(), b.next()) {
            (Some(x), Some(y)) if x == y => {}
            (None, None) => break,
            (x, y) => {
                let (x, y) = (x.unwrap_or("(end)"), y.unwrap_or("(end)"));
                return Some(format!("line {line} is {x:?}, training gives {y:?}"));
            }
        }
    }
    Some("they differ in the ends of lines".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorted_and_rounded() {
        let weights: BTreeMap<String, f64> =
            [("b".to_owned(), 0.12349), ("a".to_owned(), -1.0), ("c".to_owned(), -0.0004)].into();
        let file = write("a test\nof two lines", &weights);
        assert_eq!(file, "# a test\n# of two lines\na\t-1.000\nb\t0.123\n");
        assert_eq!(difference(&file, &file), None);
        assert!(difference(&file, "# a test\n").is_some_and(|d| d.starts_with("line 2")));
        assert!(tifa_record::weights::Weights::parse(&file).is_ok());
    }
}
