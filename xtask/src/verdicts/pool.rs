//! True quotations to draw from, and plain search for words.

use crate::Result;
use crate::eval::found::locate;
use crate::eval::gold::{self, Unit};
use crate::eval::score::same;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tifa_record::{Force, Mode};
use tifa_source::{Input, read};
use tifa_text::fold::is_barrier;
use tifa_text::{ByteRange, fold};
use tifa_wording::memory::Entry;
use tifa_wording::text::parts;
use tifa_wording::{Corpus, Head, Memory, Text, Voice};

/// Letters of the shortest and the longest quotation.
pub const LENGTH: std::ops::RangeInclusive<usize> = 12..=70;

/// Characters that end a clause.
pub const CLAUSE: [char; 8] = ['，', '。', '；', '！', '？', ',', ';', '：'];

/// Words somebody said.
#[derive(Debug, Clone)]
pub struct Said {
    /// Number of the text.
    pub text: u32,
    /// First folded byte of the passage they were taken from.
    pub at: u32,
    /// Who, as printed.
    pub speaker: String,
    /// The key of that speaker.
    pub key: String,
    /// The words, as printed: whole clauses.
    pub words: String,
    /// What the speaker does with them.
    pub force: Force,
}

/// A text for plain search.
#[derive(Debug)]
pub struct Plain {
    /// The text.
    pub text: Arc<Text>,
    /// Its letters without barriers.
    pub letters: String,
    /// Where each character of `letters` starts there, and in the folded text.
    starts: Vec<(u32, u32)>,
    /// All that is printed.
    pub printed: String,
}

/// What cases are drawn from.
#[derive(Debug)]
pub struct Pool {
    /// The corpus that is asked.
    pub corpus: Memory,
    /// Its texts, by number.
    pub texts: Vec<Plain>,
    /// What was said in direct speech.
    pub direct: Vec<Said>,
    /// What was reported without quotation marks.
    pub indirect: Vec<Said>,
    /// Speakers: a printed name of each key.
    pub speakers: BTreeMap<String, String>,
}

impl Pool {
    /// From the gold set for learning: what record and gold agree on.
    pub fn of_gold(shared: &Path) -> Result<Self> {
        let documents = gold::load(shared, "train")?;
        let files = documents.iter().map(|d| Ok((d.name.clone(), locate(shared, &d.name)?.1)));
        let units: BTreeMap<String, Vec<Unit>> =
            documents.iter().map(|d| (d.name.clone(), d.units.clone())).collect();
        Self::new(files.collect::<Result<_>>()?, Some(&units))
    }

    /// From every file in `folder`: what the record says.
    pub fn of_folder(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))? {
            let path = entry?.path();
            if path.is_file() {
                let name = path.file_name().map(|n| n.to_string_lossy().into_owned());
                files.push((name.unwrap_or_default(), path));
            }
        }
        files.sort();
        Self::new(files, None)
    }

    fn new(files: Vec<(String, PathBuf)>, units: Option<&BTreeMap<String, Vec<Unit>>>) -> Result<Self> {
        let mut entries = Vec::new();
        for (name, path) in files {
            let bytes = fs::read(&path)?;
            let sidecar = fs::read(path.with_extension("json")).ok();
            let file = path.file_name().map(|f| f.to_string_lossy().into_owned()).unwrap_or_default();
            let input =
                Input { name: &file, bytes: &bytes, sidecar: sidecar.as_deref(), date: None, outlet: None };
            let Ok(reading) = read(&input) else { continue };
            for (i, document) in reading.documents.into_iter().enumerate() {
                let head = Head {
                    document: format!("{name}#{i}"),
                    source: name.clone(),
                    day: document.metadata.date.as_ref().map(|d| d.day),
                    outlet: document.metadata.outlet.clone(),
                    title: document.metadata.title.clone(),
                    witness: format!("{name}#{i}"),
                };
                entries.push(Entry { head, blocks: document.blocks, aside: Vec::new() });
            }
        }
        let corpus = Memory::new(entries);
        let mut pool = Self {
            texts: Vec::new(),
            direct: Vec::new(),
            indirect: Vec::new(),
            speakers: BTreeMap::new(),
            corpus,
        };
        for &number in pool.corpus.numbers() {
            let plain = Plain::new(pool.corpus.text(number)?);
            pool.texts.push(plain);
        }
        for number in 0..pool.texts.len() {
            pool.draw(number, units)?;
        }
        Ok(pool)
    }

    /// Draws from one text.
    fn draw(&mut self, number: usize, units: Option<&BTreeMap<String, Vec<Unit>>>) -> Result<()> {
        let text = &self.texts[number].text;
        let head = self.corpus.head(text.number)?;
        let agreed = |voice: &Voice, span: ByteRange, mode: &str| {
            let Some(units) = units else { return true };
            let here = |u: &&Unit| (u.start as u32) < span.end && span.start < u.end as u32;
            let mut units = units.get(&head.source).into_iter().flatten().filter(here).peekable();
            units.peek().is_some()
                && units.all(|u| {
                    u.speakers.iter().any(|s| same(&voice.speaker, s)) && u.modes.iter().any(|m| m == mode)
                })
        };
        for voice in text.voices.iter().filter(|v| v.nested.is_empty() && v.key.chars().count() > 1) {
            let whole = (voice.mode == Mode::Direct && voice.quotes.is_empty()).then_some(voice.content);
            let indirect = (voice.mode == Mode::Indirect && voice.quotes.is_empty()).then_some(voice.content);
            let direct = voice.quotes.iter().copied().chain(whole).map(|r| (r, true));
            for (range, is_direct) in direct.chain(indirect.map(|r| (r, false))) {
                let Some(passage) = text.cite(&head, range) else { continue };
                let span = ByteRange { start: passage.start, end: passage.end };
                let modes: &[&str] = if is_direct { &["D", "M"] } else { &["I"] };
                if !modes.iter().any(|mode| agreed(voice, span, mode)) {
                    continue;
                }
                self.speakers.entry(voice.key.clone()).or_insert_with(|| voice.speaker.clone());
                let marks = |c: char| "「」『』“”‘’\"《》（）()\n".contains(c);
                for words in quotable(&passage.text).filter(|w| !w.contains(marks)) {
                    let said = Said {
                        text: text.number,
                        at: range.start,
                        speaker: voice.speaker.clone(),
                        key: voice.key.clone(),
                        words,
                        force: voice.force,
                    };
                    if is_direct { self.direct.push(said) } else { self.indirect.push(said) }
                }
            }
        }
        Ok(())
    }

    /// Where `words` stand, script and punctuation aside: text and folded bytes.
    pub fn stands(&self, words: &str) -> Vec<(&Text, ByteRange)> {
        let letters = letters(words);
        let all = self.texts.iter();
        all.flat_map(|plain| plain.find(&letters).into_iter().map(|r| (&*plain.text, r))).collect()
    }

    /// Whether a voice that `name` means has most of the pairs of characters of `words`: he may have said it otherwise.
    pub fn is_like_his(&self, name: &str, words: &str, direct: bool) -> bool {
        let words: Vec<char> = letters(words).chars().collect();
        self.texts.iter().any(|plain| {
            let text = &plain.text;
            text.voices.iter().filter(|v| !direct || v.mode != Mode::Indirect).any(|voice| {
                let said = voice.range.of(&text.letters.folded);
                let pairs = words.windows(2).filter(|w| said.contains(&String::from_iter(*w))).count();
                pairs * 2 > words.len() && name.split('+').any(|n| self.corpus.is_speaker(n, text, voice))
            })
        })
    }
}

impl Plain {
    fn new(text: Arc<Text>) -> Self {
        let (mut letters, mut starts) = (String::new(), Vec::new());
        for (at, c) in text.letters.folded.char_indices() {
            if !parts(c) {
                starts.push((letters.len() as u32, at as u32));
                letters.push(c);
            }
        }
        let printed = text.blocks().iter().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n");
        Self { text, letters, starts, printed }
    }

    fn find(&self, letters: &str) -> Vec<ByteRange> {
        let folded = |at: usize| self.starts[self.starts.partition_point(|s| (s.0 as usize) < at)].1;
        let range = |(at, found): (usize, &str)| {
            let last = found.chars().next_back().map_or(0, char::len_utf8);
            ByteRange { start: folded(at), end: folded(at + found.len() - last) + last as u32 }
        };
        if letters.is_empty() { Vec::new() } else { self.letters.match_indices(letters).map(range).collect() }
    }
}

/// The folded letters of `words`, without barriers.
pub fn letters(words: &str) -> String {
    fold(words).text.chars().filter(|&c| !is_barrier(c)).collect()
}

/// How many there are.
pub fn length(words: &str) -> usize {
    letters(words).chars().count()
}

/// Runs of whole clauses of a passage that are as long as a quotation: each clause with as many after it as fit.
fn quotable(passage: &str) -> impl Iterator<Item = String> {
    let clauses: Vec<&str> = passage.split_inclusive(CLAUSE).collect();
    let mut out = Vec::new();
    for from in 0..clauses.len() {
        for to in from + 1..=clauses.len().min(from + 4) {
            let words = clauses[from..to].concat();
            let words = words.trim().trim_end_matches(CLAUSE);
            if LENGTH.contains(&length(words)) {
                out.push(words.to_owned());
            }
        }
    }
    out.into_iter()
}
