//! Topics: which matters of a relation a span of text is of.

use crate::table::columns;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tifa_record::level;
use tifa_text::Words;

/// A table of topics: forms, topic, reason.
#[derive(Debug, Clone)]
pub struct Topics {
    /// From a levelled form to the index of its topic.
    forms: BTreeMap<String, u32>,
    names: Vec<String>,
    words: std::sync::Arc<Words>,
}

static SHIPPED: LazyLock<Topics> = LazyLock::new(|| {
    let (mut forms, mut names) = (BTreeMap::new(), Vec::new());
    take(include_str!("../tables/topics.tsv"), &mut forms, &mut names);
    Topics::new(forms, names)
});

/// Takes the rows of a table; a form that stands in one already is its new topic's.
fn take(table: &str, forms: &mut BTreeMap<String, u32>, names: &mut Vec<String>) {
    for row in columns(table) {
        let (Some(all), Some(&name)) = (row.first(), row.get(1)) else { continue };
        if name.is_empty() {
            continue;
        }
        let known = names.iter().position(|n| n == name).unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        });
        let index = u32::try_from(known).unwrap_or(u32::MAX);
        for form in all.split(' ').filter(|f| !f.is_empty()) {
            forms.insert(level(form), index);
        }
    }
}

impl Topics {
    fn new(forms: BTreeMap<String, u32>, names: Vec<String>) -> Self {
        let words = Words::new(forms.iter().map(|(form, &i)| (form.clone(), i)));
        Self { forms, names, words: std::sync::Arc::new(words) }
    }

    /// The topics that come with tifa.
    pub fn shipped() -> &'static Topics {
        &SHIPPED
    }

    /// These topics with those of `table`: rows of `forms, topic, reason`, forms with blanks between them, in either
    /// script. A form that stands here already becomes the new topic's.
    #[must_use]
    pub fn with(&self, table: &str) -> Topics {
        let (mut forms, mut names) = (self.forms.clone(), self.names.clone());
        take(table, &mut forms, &mut names);
        Topics::new(forms, names)
    }

    /// All topics, in the order of the table.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The topics that `text` is of, in the order in which they come up, each once; `text` may be in either script.
    pub fn of(&self, text: &str) -> Vec<&str> {
        self.of_level(&level(text))
    }

    /// The topics that a levelled text is of.
    pub(crate) fn of_level(&self, text: &str) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for (_, _, i) in self.words.find(text) {
            if let Some(name) = self.names.get(i as usize)
                && !out.contains(&name.as_str())
            {
                out.push(name);
            }
        }
        out
    }

    /// Where the form of a topic stands that ends a levelled text, and which.
    pub(crate) fn at_end(&self, text: &str) -> Option<(usize, &str)> {
        let found = self.words.find(text).last().filter(|f| f.1 == text.len())?;
        Some((found.0, self.names.get(found.2 as usize)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_of_its_topics_in_either_script() {
        for (text, expect) in [
            ("氣候變化和經貿", &["气候", "经贸"][..]),
            ("台海局势，人权", &["台湾", "人权"]),
            ("中美關係", &[]),
            ("", &[]),
        ] {
            assert_eq!(Topics::shipped().of(text), expect, "{text}");
        }
    }

    #[test]
    fn a_users_table_extends_it() {
        let topics = Topics::shipped().with("北極 北極航道\t北极\tmine\n芯片\t半导体\tmine");
        assert_eq!(topics.of("北極航道與芯片、經貿"), ["北极", "半导体", "经贸"]);
    }

    #[test]
    fn every_row_says_something() {
        for row in columns(include_str!("../tables/topics.tsv")) {
            assert!(row.len() == 3 && row.iter().all(|c| !c.is_empty()), "{row:?}");
        }
    }
}
