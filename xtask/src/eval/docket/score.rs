//! Entries against the gold, kind by kind, as its own scorer counts them.

use super::entries::Entry;
use crate::eval::found::FoundQuote;
use serde_json::Value;
use std::collections::BTreeMap;

/// Whether a found entry has an attribute right: gold first.
type Right = fn(&Value, &Entry) -> bool;

/// What the scorer knows of a kind.
pub struct Kind {
    /// Its name in entries.
    pub name: &'static str,
    /// The key of the gold that lists it.
    pub plural: &'static str,
    /// The gold's field that holds the words.
    text: &'static str,
    /// Attributes that are checked of what was found.
    attributes: &'static [(&'static str, Right)],
}

/// The kinds, in the order of the scorer.
pub const KINDS: [Kind; 7] = [
    Kind {
        name: "date",
        plural: "dates",
        text: "text",
        attributes: &[("day", |g, e| {
            g.get("start") == e.rest.get("from") && g.get("end") == e.rest.get("to")
        })],
    },
    Kind {
        name: "occasion",
        plural: "occasions",
        text: "text",
        attributes: &[
            ("type", |g, e| same(g, "kind", e, "type")),
            ("date", |g, e| same(g, "date", e, "date")),
        ],
    },
    Kind {
        name: "enumeration",
        plural: "enumerations",
        text: "header",
        attributes: &[
            ("declared", |g, e| same(g, "declared", e, "declared")),
            ("speaker", |g, e| named(g, e, "speaker")),
        ],
    },
    Kind {
        name: "mechanism",
        plural: "mechanisms",
        text: "name",
        attributes: &[("state", |g, e| same(g, "state", e, "state"))],
    },
    Kind {
        name: "commitment",
        plural: "commitments",
        text: "text",
        attributes: &[("type", |g, e| same(g, "kind", e, "type")), ("who", |g, e| named(g, e, "who"))],
    },
    Kind {
        name: "figure",
        plural: "figures",
        text: "number",
        attributes: &[
            ("bound", |g, e| same(g, "bound", e, "bound")),
            ("measure", |g, e| clean(words(g.get("measure"))) == clean(words(e.rest.get("measure")))),
        ],
    },
    Kind {
        name: "claim",
        plural: "claims",
        text: "claim",
        attributes: &[
            ("claimed_by", |g, e| named(g, e, "claimed_by")),
            ("rebutted_by", |g, e| named(g, e, "rebutted_by")),
            ("rebuttal", |g, e| {
                let found = e.rest.get("rebuttal").and_then(|r| r.get("text"));
                alike(words(g.get("rebuttal")), words(found))
            }),
        ],
    },
];

/// Counts of one kind.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    gold: usize,
    predicted: usize,
    found: usize,
    /// How many of what was found have each attribute right.
    right: Vec<usize>,
}

impl Tally {
    /// Share of what was found that is in the gold, and of the gold that was found, as one figure.
    pub fn f1(&self) -> f64 {
        2.0 * self.found as f64 / (self.predicted + self.gold).max(1) as f64
    }

    /// One line in the scorer's own words.
    pub fn line(&self, kind: &Kind) -> String {
        let share = |n: usize, of: usize| n as f64 / of.max(1) as f64;
        let (p, r) = (share(self.found, self.predicted), share(self.found, self.gold));
        let f1 = 2.0 * p * r / (p + r).max(1e-9);
        let marks = kind.attributes.iter().zip(&self.right);
        let marks: Vec<String> =
            marks.map(|((name, _), &n)| format!("{name} {:.3}", share(n, self.found))).collect();
        format!(
            "{:12} gold {:4} predicted {:4} P {p:.3} R {r:.3} F1 {f1:.3} | {}",
            kind.name,
            self.gold,
            self.predicted,
            marks.join(" ")
        )
    }
}

/// Counts one kind in one document: each gold entry takes the first entry not yet taken that matches it. It must overlap
/// the gold's unit, except enumerations and claims, which run over several.
pub fn count(
    tally: &mut Tally,
    kind: &Kind,
    wanted: &[Value],
    found: &[Entry],
    units: &BTreeMap<i64, FoundQuote>,
) {
    let overlaps = |e: &Entry, u: &FoundQuote| u.end.min(e.end) > u.start.max(e.start);
    let candidates: Vec<&Entry> =
        found.iter().filter(|e| e.kind == kind.name && units.values().any(|u| overlaps(e, u))).collect();
    tally.gold += wanted.len();
    tally.predicted += candidates.len();
    tally.right.resize(kind.attributes.len(), 0);
    let anywhere = matches!(kind.name, "enumeration" | "claim");
    let mut used = vec![false; candidates.len()];
    for gold in wanted {
        let unit = gold.get("unit").and_then(Value::as_i64).and_then(|u| units.get(&u));
        let Some(unit) = unit else { continue };
        let hit = (0..candidates.len()).find(|&i| {
            !used[i] && (anywhere || overlaps(candidates[i], unit)) && matches(kind, gold, candidates[i])
        });
        let Some(hit) = hit else { continue };
        used[hit] = true;
        tally.found += 1;
        for (right, (_, check)) in tally.right.iter_mut().zip(kind.attributes) {
            *right += usize::from(check(gold, candidates[hit]));
        }
    }
}

/// Whether an entry is the gold's: figures by value, enumerations by items, the others by words.
fn matches(kind: &Kind, gold: &Value, entry: &Entry) -> bool {
    match kind.name {
        "figure" => {
            let value = |v: Option<&Value>| v.and_then(Value::as_f64);
            let wanted = value(gold.get("value")).unwrap_or(f64::NAN);
            value(entry.rest.get("value"))
                .is_some_and(|is| (is - wanted).abs() <= 1e-9 * wanted.abs().max(1.0))
        }
        "enumeration" => {
            let texts = |v: Option<&Value>, most: usize| -> Vec<String> {
                let all = v.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                let text = |v: &Value| {
                    v.get("text").map_or(words(Some(v)).to_owned(), |t| words(Some(t)).to_owned())
                };
                all.iter().map(|v| clean(&text(v)).chars().take(most).collect()).collect()
            };
            let (gold, found) = (texts(gold.get("items"), 6), texts(entry.rest.get("items"), 12));
            let hit = gold.iter().filter(|g| !g.is_empty() && found.iter().any(|f| f.contains(g.as_str())));
            !gold.is_empty() && hit.count() * 2 >= gold.len().max(found.len())
        }
        _ => alike(words(gold.get(kind.text)), &entry.text),
    }
}

fn words(value: Option<&Value>) -> &str {
    value.and_then(Value::as_str).unwrap_or_default()
}

/// Whether a field of the gold and one of the entry say the same; what is not said is null on both sides.
fn same(gold: &Value, field: &str, entry: &Entry, other: &str) -> bool {
    gold.get(field).unwrap_or(&Value::Null) == entry.rest.get(other).unwrap_or(&Value::Null)
}

/// Whether one of two names holds the other.
fn named(gold: &Value, entry: &Entry, field: &str) -> bool {
    let (a, b) = (clean(words(gold.get(field))), clean(words(entry.rest.get(field))));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

/// Letters and digits alone.
fn clean(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two texts share half of the longer one's letters and digits in order.
fn alike(a: &str, b: &str) -> bool {
    let letters = |s: &str| clean(s).chars().collect::<Vec<char>>();
    let (a, b) = (letters(a), letters(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let mut row = vec![0usize; b.len() + 1];
    for x in &a {
        let mut before = 0;
        for (j, y) in b.iter().enumerate() {
            let current = row[j + 1];
            row[j + 1] = if x == y { before + 1 } else { row[j + 1].max(row[j]) };
            before = current;
        }
    }
    row[b.len()] * 2 >= a.len().max(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_longer_one_in_order() {
        assert!(alike("周二（2日）", "周二"));
        assert!(alike("會後記者會", "記者會"));
        assert!(!alike("同鄰國總統會談", "會談"));
        assert!(!alike("", "會談"));
    }
}
