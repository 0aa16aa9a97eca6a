//! How passages of pairs, clusters and chains are written.

use super::carriers::{Carriers, Lead};
use super::row;
use crate::flags::{Form, Format};
use crate::layout::plain;
use crate::listing::{day, or_empty};
use crate::output::Look;
use crate::progress::plural;
use crate::report::Failure;
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, Write};
use tifa_export::csv;
use tifa_wording::reuse::{Chain, Cluster, Run, Side, Told};

/// Words of a passage below which it is a name, however many letters that has: a Chinese character is one word, and so
/// is a word or number in other letters. Names are not shown among clusters for reading.
const NAME: usize = 12;

/// Cites a place.
pub(super) type Cite<'a> = &'a dyn Fn(Run) -> Result<Option<Side>, Failure>;

/// Fields of the CSV of clusters, one record a carrier, and of chains, one record a text.
const CLUSTER: [&str; 13] = [
    "passage",
    "characters",
    "documents",
    "source",
    "document",
    "start",
    "end",
    "text",
    "date",
    "outlet",
    "title",
    "speaker",
    "similarity",
];
const CHAIN: [&str; 13] = [
    "chain",
    "documents",
    "source",
    "document",
    "start",
    "end",
    "text",
    "date",
    "outlet",
    "title",
    "characters",
    "from_source",
    "from_document",
];

/// A carrier of a cluster, cited.
#[derive(Debug, Serialize)]
struct Carrier {
    #[serde(flatten)]
    side: Side,
    /// The least with another carrier.
    similarity: f64,
}

/// A cluster as a record.
#[derive(Debug, Serialize)]
struct ClusterRecord<'a> {
    text: &'a str,
    characters: u32,
    documents: usize,
    /// The document where it stands first, when the days tell.
    first: Option<&'a str>,
    from: Option<Date>,
    to: Option<Date>,
    carriers: &'a [Carrier],
}

/// A text of a chain, cited where it shares most with one before it, or else where one after it shares with it.
#[derive(Debug, Serialize)]
struct Linked {
    #[serde(flatten)]
    side: Side,
    characters: Option<u32>,
    identical: Option<u32>,
    /// The same passage before.
    shared_with: Option<Side>,
}

/// A chain as a record.
#[derive(Debug, Serialize)]
struct ChainRecord<'a> {
    documents: usize,
    from: Option<Date>,
    to: Option<Date>,
    links: &'a [Linked],
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// Passages of pairs.
    Pairs,
    /// Clusters.
    Clusters,
    /// Chains.
    Chains,
}

/// Writes what was found.
pub(super) struct Writing<'a> {
    out: &'a mut dyn Write,
    form: Form,
    look: Look,
    listed: Listed,
    /// How many were written.
    pub written: usize,
}

impl<'a> Writing<'a> {
    /// Onto `out`, in `form`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(out: &'a mut dyn Write, form: Form, look: Look, listed: Listed) -> io::Result<Self> {
        if form.format == Format::Csv {
            match listed {
                Listed::Pairs => csv::record(out, &row::FIELDS.map(|f| f.0))?,
                Listed::Clusters => csv::record(out, &CLUSTER)?,
                Listed::Chains => csv::record(out, &CHAIN)?,
            }
        }
        Ok(Self { out, form, look, listed, written: 0 })
    }

    /// Ends the writing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<usize> {
        self.out.flush()?;
        Ok(self.written)
    }

    /// Writes a passage of two documents.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn pair(&mut self, told: &Told) -> io::Result<()> {
        debug_assert_eq!(self.listed, Listed::Pairs);
        self.written += 1;
        match self.form.format {
            Format::Jsonl => self.json(told),
            Format::Csv => csv::record(self.out, &row::FIELDS.map(|f| (f.1)(told))),
            Format::Table => {
                let mut about = vec![plural(told.characters.into(), "character", "characters")];
                if told.similarity < 1.0 {
                    about.push(format!("{:.0} % the same", told.similarity * 100.0));
                }
                match &told.speaker {
                    Some(speaker) => about.push(format!("{} {}", told.kind.name(), plain(speaker))),
                    None => about.push(told.kind.name().to_owned()),
                }
                if !told.via.is_empty() {
                    about.push(format!("via {}", plain(&told.via.join(", "))));
                }
                let mut block = self.block();
                block.head(&about, Some(&told.a.passage.text))?;
                block.outlets([&told.a, &told.b].into_iter());
                let first = if told.direction.is_some() { Lead::First } else { Lead::None };
                block.carrier(first, &told.a, "")?;
                block.carrier(told.days.filter(|&d| d > 0).map_or(Lead::None, Lead::Later), &told.b, "")
            }
        }
    }

    /// Writes a cluster, unless none of it can be cited, or it is a name and written for reading; whether it was written.
    ///
    /// # Errors
    /// What `cite` says, or when it cannot be written.
    pub fn cluster(&mut self, cluster: &Cluster, cite: Cite<'_>) -> Result<bool, Failure> {
        let mut carriers = Vec::new();
        for carrier in &cluster.carriers {
            let similarity = f64::from(carrier.similarity) / 1000.0;
            carriers.extend(cite(carrier.run)?.map(|side| Carrier { side, similarity }));
            if self.form.format == Format::Table
                && carriers.iter().all(|c| words(&c.side.passage.text) < NAME)
            {
                return Ok(false);
            }
        }
        let Some(text) = carriers.first().map(|c| c.side.passage.text.as_str()) else { return Ok(false) };
        let sides: Vec<&Side> = carriers.iter().map(|c| &c.side).collect();
        let (from, to) = days(&sides);
        let first = is_first(&sides).then(|| sides[0].passage.document.as_str());
        let record = ClusterRecord {
            text,
            characters: cluster.characters,
            documents: carriers.len(),
            first,
            from,
            to,
            carriers: &carriers,
        };
        self.written += 1;
        match self.form.format {
            Format::Jsonl => self.json(&record)?,
            Format::Csv => {
                for Carrier { side, similarity } in &carriers {
                    let passage = self.written.to_string();
                    let counts = [passage, record.characters.to_string(), record.documents.to_string()];
                    let last = [or_empty(&side.speaker).to_owned(), similarity.to_string()];
                    csv::record(self.out, &[&counts[..], &cited(side), &last].concat())?;
                }
            }
            Format::Table => {
                let mut about = vec![
                    plural(record.documents as u64, "text", "texts"),
                    plural(record.characters.into(), "character", "characters"),
                ];
                about.extend(period(from, to));
                let mut block = self.block();
                block.head(&about, Some(text))?;
                block.outlets(sides.iter().copied());
                for (n, Carrier { side, similarity }) in carriers.iter().enumerate().take(block.most()) {
                    let same = if *similarity < 1.0 {
                        format!("{:.0} %", similarity * 100.0)
                    } else {
                        String::new()
                    };
                    let lead = match first {
                        None => Lead::None,
                        Some(_) if n == 0 => Lead::First,
                        Some(_) => Lead::since(sides[0], side),
                    };
                    block.carrier(lead, side, &same)?;
                }
                block.more(carriers.len())?;
            }
        }
        Ok(true)
    }

    /// Writes a chain, unless none of it can be cited; whether it was written.
    ///
    /// # Errors
    /// What `cite` says, or when it cannot be written.
    pub fn chain(
        &mut self,
        chain: &Chain,
        cite: Cite<'_>,
        any: &dyn Fn(u32) -> Run,
    ) -> Result<bool, Failure> {
        let mut links = Vec::new();
        for link in &chain.links {
            let own = link.from.map_or_else(|| any(link.text), |s| s.b);
            let Some(side) = cite(own)? else { continue };
            let shared_with = match link.from {
                Some(s) => cite(s.a)?,
                None => None,
            };
            let (characters, identical) = (link.from.map(|s| s.characters), link.from.map(|s| s.identical));
            links.push(Linked { side, characters, identical, shared_with });
        }
        if links.is_empty() {
            return Ok(false);
        }
        let sides: Vec<&Side> = links.iter().map(|l| &l.side).collect();
        let (from, to) = days(&sides);
        self.written += 1;
        match self.form.format {
            Format::Jsonl => {
                self.json(&ChainRecord { documents: links.len(), from, to, links: &links })?;
            }
            Format::Csv => {
                for link in &links {
                    let with = link.shared_with.as_ref();
                    let counts = [self.written.to_string(), links.len().to_string()];
                    let last = [
                        link.characters.map(|c| c.to_string()).unwrap_or_default(),
                        with.map(|w| w.passage.source.clone()).unwrap_or_default(),
                        with.map(|w| w.passage.document.clone()).unwrap_or_default(),
                    ];
                    csv::record(self.out, &[&counts[..], &cited(&link.side), &last].concat())?;
                }
            }
            Format::Table => {
                let mut about = vec![plural(links.len() as u64, "text", "texts")];
                about.extend(period(from, to));
                let mut block = self.block();
                block.head(&about, None)?;
                block.outlets(sides.iter().copied());
                for link in links.iter().take(block.most()) {
                    block.carrier(Lead::None, &link.side, "")?;
                    if let Some(with) = &link.shared_with {
                        block.link(link.characters.unwrap_or_default(), with)?;
                    }
                }
                block.more(links.len())?;
            }
        }
        Ok(true)
    }

    fn json(&mut self, record: &impl Serialize) -> io::Result<()> {
        serde_json::to_writer(&mut *self.out, record).map_err(io::Error::from)?;
        self.out.write_all(b"\n")
    }

    /// Room for what is written for reading, apart from what stands before it.
    fn block(&mut self) -> Carriers<'_> {
        Carriers::new(self.out, self.look, self.form.wide, self.written > 1)
    }
}

/// The fields of a place.
fn cited(side: &Side) -> [String; 8] {
    [
        side.passage.source.clone(),
        side.passage.document.clone(),
        side.passage.start.to_string(),
        side.passage.end.to_string(),
        side.passage.text.clone(),
        day(side.date),
        or_empty(&side.outlet).to_owned(),
        or_empty(&side.title).to_owned(),
    ]
}

/// The first and the last day.
fn days(sides: &[&Side]) -> (Option<Date>, Option<Date>) {
    let mut known = sides.iter().filter_map(|s| s.date);
    let first = known.next();
    (first, known.next_back().or(first))
}

fn period(from: Option<Date>, to: Option<Date>) -> Option<String> {
    match (from?, to?) {
        (from, to) if from == to => Some(from.to_string()),
        (from, to) => Some(format!("{from} to {to}")),
    }
}

/// Whether the day of the first is before all others.
fn is_first(sides: &[&Side]) -> bool {
    let Some((first, rest)) = sides.split_first() else { return false };
    first.date.is_some_and(|date| rest.iter().all(|s| s.date.is_some_and(|d| d > date)))
}

/// Words of a text, each Chinese character as one.
fn words(text: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for c in text.chars() {
        let han = matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}');
        let part = !han && c.is_alphanumeric();
        count += usize::from(han || (part && !inside));
        inside = part;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_any_script() {
        let check = |text: &str, expect: usize| assert_eq!(words(text), expect, "{text}");
        check("", 0);
        check("山河，湖海", 4);
        check("the Strait Ferry Act of 2020", 6);
        check("山Ferry河 12.5", 5);
    }
}
