//! Short forms of bodies, and the full form that stands for them: given by the text itself, 美國某協會（AIT）, or by the
//! register where the text prints the full form too.

use crate::clause::{Mention, MentionKind};
use crate::lexicon::Class;
use crate::page::Page;
use crate::script::level;
use crate::source::Heard;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use tifa_text::ByteRange;

/// The names of the register's bodies, levelled.
#[derive(Default)]
struct Rows {
    /// From a name to the row it stands in.
    by_form: BTreeMap<String, usize>,
    rows: Vec<Vec<String>>,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    let Rows { mut by_form, mut rows } = Rows::default();
    for line in include_str!("../../tables/organisations.tsv").lines() {
        let mut columns = line.split('\t');
        let (Some(name), Some(others)) = (columns.next(), columns.next()) else { continue };
        if name.starts_with(['#', '~']) {
            continue;
        }
        let forms: Vec<String> = std::iter::once(name).chain(others.split(" | ")).map(level).collect();
        by_form.extend(forms.iter().map(|f| (f.clone(), rows.len())));
        rows.push(forms);
    }
    Rows { by_form, rows }
});

/// Most bytes between the brackets that hold a short form.
const LONGEST: usize = 45;

/// From a levelled short form to the full one, as levelled and as printed.
#[derive(Debug, Default)]
pub(crate) struct ShortForms(BTreeMap<String, (String, String)>);

impl ShortForms {
    /// Reads what a document says of its bodies.
    pub(crate) fn collect(pages: &[Page<'_>], heard: &[Vec<Heard>]) -> Self {
        let mut found: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut printed: BTreeMap<&str, &str> = BTreeMap::new();
        let bodies = pages.iter().zip(heard).flat_map(|(page, all)| {
            let named = |m: &&Mention| {
                matches!(m.kind, MentionKind::Body | MentionKind::Outlet | MentionKind::Press) && !m.counted
            };
            all.iter().flat_map(|h| &h.mentions).filter(named).map(move |m| (page, m))
        });
        for (page, m) in bodies {
            let (form, shown) = (m.shown.of(&page.level), m.shown.of(page.text));
            printed.entry(form).or_insert(shown);
            if let Some(short) = bracketed(page, m.range.end)
                && short.len() < form.len()
                && !form.contains(short)
            {
                found.entry(short.to_owned()).or_insert_with(|| (form.to_owned(), shown.to_owned()));
            }
        }
        let known: BTreeSet<&str> = printed.keys().copied().collect();
        for form in known {
            let Some(&row) = ROWS.by_form.get(form) else { continue };
            // A name in Latin letters is longer than the Chinese one and not fuller.
            let rivals = ROWS.rows[row].iter().filter(|f| shortens(form, f));
            let full = rivals.filter_map(|f| printed.get_key_value(f.as_str()));
            if let Some((full, shown)) = full.max_by_key(|(f, _)| (!f.is_ascii(), f.chars().count()))
                && *full != form
            {
                found.entry(form.to_owned()).or_insert_with(|| ((*full).to_owned(), (*shown).to_owned()));
            }
        }
        Self(found)
    }

    /// The full form of a levelled short one, levelled and as printed.
    pub(crate) fn full(&self, form: &str) -> Option<(&str, &str)> {
        self.0.get(form).map(|(level, printed)| (level.as_str(), printed.as_str()))
    }
}

/// Whether `short` is made of characters of `full` in their order (港府, 香港政府), or is in Latin letters. Other rivals
/// (特區政府, 香港政府) stay as printed.
fn shortens(short: &str, full: &str) -> bool {
    let mut rest = full.chars();
    short.is_ascii() || short.chars().all(|c| rest.any(|f| f == c))
}

/// The short form that a bracket right behind byte `at` gives: （AIT）, （簡稱「某協」）.
fn bracketed<'p>(page: &'p Page<'_>, at: u32) -> Option<&'p str> {
    let rest = page.level.get(at as usize..)?;
    let inner = rest.strip_prefix(['（', '('])?;
    let close = inner.find(['）', ')'])?;
    let mut short = inner.get(..close.min(LONGEST))?.trim();
    for lead in ["以下简称", "下称", "简称", "又称"] {
        short = short.strip_prefix(lead).unwrap_or(short);
    }
    let short = short.trim_matches(|c: char| c == '：' || "「」『』“”".contains(c)).trim();
    let name = short.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '&' | '.'));
    (name && (2..=LONGEST).contains(&short.len()) && close <= LONGEST).then_some(short)
}

/// The name that a quotation right behind a generic word gives a body: 非政府組織「某某組織（Name）」.
pub(crate) fn quoted_body(page: &Page<'_>, inner: ByteRange) -> Option<ByteRange> {
    let text = inner.of(&page.level);
    let len = text.find(['（', '(']).unwrap_or(text.len());
    let name = ByteRange { start: inner.start, end: inner.start + len as u32 };
    let last = page.tokens_in(name).last()?;
    let body = matches!(last.class, Class::Tail | Class::Body | Class::Press);
    (body && last.range.end == name.end && (9..=60).contains(&len)).then_some(name)
}
