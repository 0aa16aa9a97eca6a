//! Scores attribution against a gold file and lists what went wrong.
//!
//! `gold_eval GOLD.jsonl CORPUS [--units|--read] [--show DOC] [--errors N] [--out STATEMENTS.jsonl]`
//!
//! `--units` builds blocks from the gold's own units, so that only attribution is judged; `--read` (the default) reads the
//! original files, so that the readers are judged with it. The figures follow the gold set's own scorer.

mod folder;

use folder::index;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use tifa_record::{Context, Findings, record};
use tifa_source::{Block, BlockKind, Input};
use tifa_text::{ByteRange, SourceMap};

struct Unit {
    kind: String,
    range: ByteRange,
    speakers: Vec<String>,
    text: String,
    quotes: Vec<(ByteRange, bool)>,
}

/// A statement in the coordinates of the file.
struct Found {
    spans: Vec<ByteRange>,
    speaker: String,
    quotes: Vec<ByteRange>,
    mode: &'static str,
    /// The file's bytes of the cue, when there is one.
    cue: Option<ByteRange>,
}

#[derive(Default)]
struct Tally {
    units: usize,
    right: usize,
    hit: usize,
    predicted: usize,
    gold: usize,
    voice: usize,
    missed: usize,
    invented: usize,
    wrong: usize,
    quote: [usize; 3],
}

impl Tally {
    fn add(&mut self, o: &Tally) {
        self.units += o.units;
        self.right += o.right;
        self.hit += o.hit;
        self.predicted += o.predicted;
        self.gold += o.gold;
        self.voice += o.voice;
        self.missed += o.missed;
        self.invented += o.invented;
        self.wrong += o.wrong;
        for i in 0..3 {
            self.quote[i] += o.quote[i];
        }
    }

    fn line(&self) -> String {
        let p = self.hit as f64 / self.predicted.max(1) as f64;
        let r = self.hit as f64 / self.gold.max(1) as f64;
        let q = 2.0 * self.quote[2] as f64 / (self.quote[0] + self.quote[1]).max(1) as f64;
        format!(
            "P {p:.3} R {r:.3} F1 {:.3} acc {:.3} voice {:.3}  missed {} invented {} wrong {}  quotes F1 {q:.3}  ({} units)",
            2.0 * p * r / (p + r).max(1e-9),
            self.right as f64 / self.units.max(1) as f64,
            self.voice as f64 / self.units.max(1) as f64,
            self.missed,
            self.invented,
            self.wrong,
            self.units
        )
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)).cloned();
    let (Some(gold), Some(corpus)) = (args.first(), args.get(1)) else {
        eprintln!(
            "usage: gold_eval GOLD.jsonl CORPUS [--units|--read] [--show DOC] [--errors N] [--out FILE]"
        );
        std::process::exit(2);
    };
    let by_units = args.iter().any(|a| a == "--units");
    let errors: usize = option("--errors").and_then(|n| n.parse().ok()).unwrap_or(0);
    let show = option("--show");
    let files = index(Path::new(corpus));
    let mut docs: Vec<(String, Vec<Unit>)> = Vec::new();
    for line in std::fs::read_to_string(gold).expect("gold file").lines() {
        let v: Value = serde_json::from_str(line).expect("gold line");
        let doc = v["doc"].as_str().unwrap_or_default().to_owned();
        if docs.last().is_none_or(|d| d.0 != doc) {
            docs.push((doc, Vec::new()));
        }
        let unit = unit(&v);
        docs.last_mut().expect("just pushed").1.push(unit);
    }
    let mut out = option("--out").map(|p| std::fs::File::create(p).expect("output"));
    let mut total = Tally::default();
    let mut worst: Vec<(f64, String)> = Vec::new();
    let mut listed = 0;
    for (doc, units) in &docs {
        let Some(path) = files.get(doc) else {
            eprintln!("no file for {doc}");
            continue;
        };
        let bytes = std::fs::read(path).expect("file");
        let found = if by_units { from_units(&bytes, units) } else { from_file(path, &bytes) };
        if let Some(out) = &mut out {
            for f in &found {
                for s in &f.spans {
                    let quotes: Vec<Value> = f
                        .quotes
                        .iter()
                        .map(|q| serde_json::json!({"start": q.start, "end": q.end}))
                        .collect();
                    let row = serde_json::json!({"source": doc, "start": s.start, "end": s.end,
                        "speaker": f.speaker, "mode": f.mode, "quotes": quotes});
                    writeln!(out, "{row}").expect("write");
                }
            }
        }
        let mut tally = Tally::default();
        let shown = show.as_deref() == Some(doc.as_str());
        for u in units {
            let answer = best(u, &found);
            let verdict = judge(u, answer.as_deref(), &mut tally);
            for (q, speech) in &u.quotes {
                let inside = found
                    .iter()
                    .flat_map(|f| &f.quotes)
                    .any(|x| x.start <= q.start + 3 && x.end + 3 >= q.end);
                tally.quote[0] += usize::from(inside);
                tally.quote[1] += usize::from(*speech);
                tally.quote[2] += usize::from(inside && *speech);
            }
            if shown || !verdict.is_empty() && listed < errors {
                listed += usize::from(!shown);
                println!(
                    "{verdict:8} {doc} {} gold [{}] found [{}{}] {}",
                    u.kind,
                    u.speakers.join("/"),
                    answer.as_deref().unwrap_or("-"),
                    answer.as_deref().map_or(String::new(), |a| format!(" {}", by(u, a, &found, &bytes))),
                    u.text.replace('\n', "")
                );
            }
        }
        worst.push((tally.right as f64 / tally.units.max(1) as f64, format!("{doc} {}", tally.line())));
        total.add(&tally);
    }
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, line) in worst.iter().take(10) {
        println!("{line}");
    }
    println!("ALL {}", total.line());
}

fn unit(v: &Value) -> Unit {
    let int = |v: &Value| v.as_u64().unwrap_or(0) as usize;
    let strings = |v: &Value| {
        v.as_array().into_iter().flatten().filter_map(|s| s.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let quotes = v["quotes"].as_array().into_iter().flatten();
    Unit {
        kind: v["kind"].as_str().unwrap_or_default().to_owned(),
        range: ByteRange::new(int(&v["start"]), int(&v["end"])),
        speakers: strings(&v["speakers"]),
        text: v["text"].as_str().unwrap_or_default().to_owned(),
        quotes: quotes
            .filter(|q| q["kind"] != "either")
            .map(|q| (ByteRange::new(int(&q["start"]), int(&q["end"])), q["kind"] == "speech"))
            .collect(),
    }
}

/// Blocks from the gold's units: a run of touching body units is a paragraph.
fn from_units(bytes: &[u8], units: &[Unit]) -> Vec<Found> {
    let file = String::from_utf8_lossy(bytes);
    let mut runs: Vec<(BlockKind, ByteRange)> = Vec::new();
    for (i, u) in units.iter().enumerate() {
        let kind = match u.kind.as_str() {
            "caption" => BlockKind::Caption,
            "heading" if i == 0 => BlockKind::Title,
            "heading" => BlockKind::Heading(2),
            _ => BlockKind::Paragraph,
        };
        match runs.last_mut() {
            Some((k, r)) if *k == kind && r.end == u.range.start => r.end = u.range.end,
            _ => runs.push((kind, u.range)),
        }
    }
    let mut blocks: Vec<Block> = runs.into_iter().map(|(kind, range)| block(&file, kind, range)).collect();
    label_turns(&mut blocks);
    let findings = record(&blocks, &Context::default());
    place(&blocks, &findings)
}

/// A block of the file without line breaks, links and tags.
fn block(file: &str, kind: BlockKind, range: ByteRange) -> Block {
    let mut text = String::new();
    let mut map = SourceMap::default();
    let slice = range.of(file);
    let mut skip_to = 0;
    for (i, c) in slice.char_indices() {
        if i < skip_to || c == '\n' || c == '*' {
            continue;
        }
        let rest = &slice[i..];
        if rest.starts_with("](") {
            skip_to = i + rest.find(')').map_or(2, |n| n + 1);
            continue;
        }
        if rest.starts_with('[')
            || rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
        {
            skip_to = if c == '<' { i + rest.find('>').map_or(1, |n| n + 1) } else { i + 1 };
            continue;
        }
        text.push(c);
        map.push_verbatim(range.start as usize + i, c.len_utf8());
    }
    Block::new(kind, text, map)
}

/// Turns of a transcript: several paragraphs that open with a short label and a colon, two labels at least.
fn label_turns(blocks: &mut [Block]) {
    let label = |b: &Block| {
        let (label, _) = b.text.split_once('：')?;
        (b.kind == BlockKind::Paragraph && label.chars().count() <= 16 && !label.contains(['，', '。', '「']))
            .then(|| label.to_owned())
    };
    if blocks.iter().filter_map(&label).count() * 4 < blocks.len() / 2
        || blocks.first().and_then(&label).is_none()
    {
        return;
    }
    let mut speaker: Option<String> = None;
    for b in blocks.iter_mut() {
        let new = label(b);
        let continued = new.is_none();
        speaker = new.or(speaker);
        if b.kind == BlockKind::Paragraph
            && let Some(s) = &speaker
        {
            b.kind = BlockKind::Turn { speaker: s.clone(), continued };
        }
    }
}

fn from_file(path: &Path, bytes: &[u8]) -> Vec<Found> {
    let name = path.to_string_lossy().into_owned();
    let sidecar = std::fs::read(path.with_extension("json")).ok();
    let input = Input { name: &name, bytes, sidecar: sidecar.as_deref(), date: None, outlet: None };
    let Ok(reading) = tifa_source::read(&input) else { return Vec::new() };
    reading
        .documents
        .iter()
        .flat_map(|d| place(&d.blocks, &record(&d.blocks, &Context::of(&d.metadata))))
        .collect()
}

/// Statements in the coordinates of the file.
fn place(blocks: &[Block], findings: &Findings) -> Vec<Found> {
    findings
        .statements
        .iter()
        .map(|s| {
            let b = &blocks[s.place.block as usize];
            Found {
                spans: b.spans(s.place.range),
                speaker: s.speaker.clone(),
                quotes: s.quotes.iter().filter_map(|&q| b.map.source(q)).collect(),
                mode: s.mode.name(),
                cue: s.cue.and_then(|c| blocks[c.block as usize].map.source(c.range)),
            }
        })
        .collect()
}

/// The speaker of most of the unit, when half of it is somebody's.
fn best(u: &Unit, found: &[Found]) -> Option<String> {
    let mut by: BTreeMap<&str, usize> = BTreeMap::new();
    for f in found {
        for s in &f.spans {
            let overlap = u.range.end.min(s.end).saturating_sub(u.range.start.max(s.start)) as usize;
            if overlap > 0 {
                *by.entry(&f.speaker).or_default() += overlap;
            }
        }
    }
    let (speaker, overlap) = by.into_iter().max_by_key(|&(_, o)| o)?;
    (overlap * 2 >= u.range.len()).then(|| speaker.to_owned())
}

/// What gave a unit its speaker: the cue inside it, in the file's script, or `~` when it goes on without one.
fn by(u: &Unit, speaker: &str, found: &[Found], bytes: &[u8]) -> String {
    let cue =
        found.iter().filter(|f| f.speaker == speaker).filter_map(|f| f.cue).find(|c| u.range.overlaps(*c));
    let text = cue.and_then(|c| bytes.get(c.start as usize..c.end as usize));
    text.map_or("~".to_owned(), |t| String::from_utf8_lossy(t).into_owned())
}

fn judge(u: &Unit, answer: Option<&str>, t: &mut Tally) -> &'static str {
    let narrator = u.speakers.iter().any(|g| g == "-");
    let only = u.speakers.iter().all(|g| g == "-");
    let ok = match answer {
        None => narrator,
        Some(a) => u.speakers.iter().any(|g| g != "-" && same(a, g)),
    };
    t.units += 1;
    t.right += usize::from(ok);
    t.voice += usize::from(u.speakers.iter().any(|g| answer.is_none() == (g == "-")));
    t.predicted += usize::from(answer.is_some());
    t.gold += usize::from(!(only || answer.is_none() && narrator));
    t.hit += usize::from(answer.is_some() && ok);
    match (ok, answer) {
        (true, _) => "",
        (_, None) => {
            t.missed += 1;
            "missed"
        }
        (_, Some(_)) if only => {
            t.invented += 1;
            "invented"
        }
        _ => {
            t.wrong += 1;
            "wrong"
        }
    }
}

fn same(a: &str, b: &str) -> bool {
    let norm = |s: &str| -> String {
        s.chars().filter(|c| !c.is_whitespace() && !"·•．《》「」“”".contains(*c)).collect()
    };
    let (a, b) = (norm(a), norm(b));
    if a == b {
        return true;
    }
    let (short, long) = if a.chars().count() <= b.chars().count() { (&a, &b) } else { (&b, &a) };
    short.chars().count() >= 2 && long.contains(short.as_str())
}
