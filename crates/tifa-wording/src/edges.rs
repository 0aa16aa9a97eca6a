//! Whether a run of characters begins and ends like a phrase, by the table of edges.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a form does at the edges of a run.
#[derive(Debug, Clone, Copy, Default)]
struct Edge {
    start: bool,
    end: bool,
}

#[derive(Debug, Default)]
struct Edges {
    forms: FxHashMap<&'static str, Edge>,
    /// Characters of the longest form.
    longest: usize,
}

static EDGES: LazyLock<Edges> = LazyLock::new(|| {
    let mut edges = Edges::default();
    for line in include_str!("../tables/edges.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(forms), Some(edge)) = (columns.next(), columns.next()) else { continue };
        for form in forms.split(' ').filter(|f| !f.is_empty()) {
            let entry = edges.forms.entry(form).or_default();
            entry.start |= matches!(edge, "start" | "both");
            entry.end |= matches!(edge, "end" | "both");
            edges.longest = edges.longest.max(form.chars().count());
        }
    }
    edges
});

/// Whether the folded `text` begins or ends with what a formulation does not begin or end with.
pub fn is_cut(text: &str) -> bool {
    begins_outside(text) || ends_outside(text)
}

/// Whether the folded `text` begins with what a formulation does not begin with; the longest form of the table decides.
pub fn begins_outside(text: &str) -> bool {
    let bounds: Vec<usize> =
        text.char_indices().map(|(at, c)| at + c.len_utf8()).take(EDGES.longest).collect();
    bounds.iter().rev().find_map(|&end| EDGES.forms.get(&text[..end])).is_some_and(|e| e.start)
}

/// Whether the folded `text` ends with what a formulation does not end with; the longest form of the table decides.
pub fn ends_outside(text: &str) -> bool {
    let bounds: Vec<usize> = text.char_indices().rev().map(|(at, _)| at).take(EDGES.longest).collect();
    bounds.iter().rev().find_map(|&start| EDGES.forms.get(&text[start..])).is_some_and(|e| e.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_form_decides() {
        let check = |text: &str, expect: bool| assert_eq!(is_cut(text), expect, "{text}");
        check("河谷对话", false);
        check("的河谷对话", true);
        check("河谷对话和", true);
        check("和平相处", false);
        check("和河谷对话", true);
        check("河谷地区和平", false);
        check("渡口表示", true);
        check("对话目的", false);
        check("", false);
        check("的", true);
    }
}
