//! Real clippings, where they are present: the folder `TIFA_SHARED` names, else `../shared` beside the workspace.

use std::path::PathBuf;
use tifa_source::{BlockKind, Document, Input, plain, read};
use tifa_text::ByteRange;

/// The path of a shared file or folder, or `None`, said aloud, when it is not there.
fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("TIFA_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"), PathBuf::from);
    let full = root.join(path);
    if full.exists() {
        return Some(full);
    }
    eprintln!("skipped: {} is not there", full.display());
    None
}

fn documents(path: &str) -> Option<(String, Vec<Document>)> {
    let text = std::fs::read_to_string(shared(path)?).ok()?;
    let input = Input { name: path, bytes: text.as_bytes(), sidecar: None, date: None, outlet: None };
    let documents = read(&input).ok()?.documents;
    Some((text, documents))
}

/// Headings and captions of a seed as people marked them: (start, whether it is a heading, text).
fn gold(seed: &str) -> Option<Vec<(u32, bool, String)>> {
    let lines = std::fs::read_to_string(shared("gold/attribution/dev.jsonl")?).ok()?;
    let units = lines.lines().filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok());
    Some(
        units
            .filter(|u| u["doc"].as_str().is_some_and(|d| d.starts_with(seed)))
            .filter_map(|u| {
                let start = u32::try_from(u["start"].as_u64()?).ok()?;
                Some((start, u["kind"] == "heading", u["text"].as_str()?.to_owned()))
            })
            .collect(),
    )
}

#[test]
fn a_spread_is_its_articles() {
    let Some((text, documents)) = documents("corpus/seeds/002_f2ec13676ab21b41.txt") else { return };
    assert_eq!(documents.len(), 6);
    assert!(documents.iter().all(|d| d.metadata.outlet.as_deref() == Some("香港文匯報")));
    assert!(documents.iter().all(|d| d.blocks.iter().filter(|b| b.kind == BlockKind::Title).count() == 1));
    let blocks = || documents.iter().flat_map(|d| &d.blocks);
    for (start, heading, unit) in gold("002").unwrap_or_default() {
        let unit_span = ByteRange::new(start as usize, start as usize + unit.len());
        let Some(block) = blocks().find(|b| b.map.text(unit_span).is_some()) else {
            panic!("no block at {start}")
        };
        let headed = matches!(block.kind, BlockKind::Title | BlockKind::Heading(_));
        assert_eq!(headed, heading, "{start} {:?}", block.kind);
        if unit.starts_with('●') && !unit.contains("記者") {
            assert_eq!(block.kind, BlockKind::Caption, "{unit}");
        }
    }
    // The four paragraphs that columns cut in two are whole, and only the one around a picture has a seam.
    for (join, seam) in
        [("內政，願意", false), ("六個「最」", false), ("創造有利", false), ("強權政治的", true)]
    {
        let block = blocks().find(|b| b.is_body() && b.text.contains(join) && b.kind == BlockKind::Paragraph);
        assert_eq!(block.map(|b| !b.seams.is_empty()), Some(seam), "{join}");
    }
    assert_eq!(blocks().map(|b| b.text.matches("合作共贏").count()).sum::<usize>(), 2);
    assert!(text.len() > 1000);
}

#[test]
fn a_headline_at_the_end_and_turns() {
    let Some((text, documents)) = documents("corpus/seeds/003_f778e26849c2d08b.txt") else { return };
    assert_eq!(documents.len(), 1);
    let document = &documents[0];
    let title = document.metadata.title.as_deref().unwrap_or_default();
    assert!(title.starts_with("王毅就") && title.ends_with("提问"), "{title}");
    assert_eq!(document.metadata.event_day.as_deref(), Some("24日"));
    let speakers: Vec<&str> = document
        .blocks
        .iter()
        .filter_map(|b| match &b.kind {
            BlockKind::Turn { speaker, continued: false } => Some(speaker.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(
        speakers,
        [
            "中国国际电视台记者",
            "王毅",
            "新华社记者",
            "王毅",
            "今日俄罗斯国际通讯社记者",
            "王毅",
            "《中国日报》记者",
            "王毅"
        ]
    );
    let phrase = "不冲突不对抗";
    let found: Vec<_> = document.blocks.iter().filter_map(|b| Some((b, b.text.find(phrase)?))).collect();
    assert_eq!(found.len(), 1);
    let (block, at) = found[0];
    let source = block.map.source(ByteRange::new(at, at + phrase.len())).unwrap_or_default();
    assert_eq!(source.of(&text).replace('\n', ""), phrase);
    let jump = document.blocks.iter().filter(|b| b.kind == BlockKind::Boilerplate).count();
    assert_eq!(jump, 1);
}

#[test]
fn sittings_agree_with_their_record() {
    let (mut hits, mut spoken, mut marked) = (0, 0, 0);
    for day in ["1017", "1018", "1024", "1107"] {
        let name = format!("corpus/legco/12-13-cm{day}-translate-c");
        let Some((_, documents)) = documents(&format!("{name}.txt")) else { return };
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0].metadata.outlet.as_deref(), Some("立法會"));
        assert!(documents[0].metadata.date.is_some());
        let Some(record) = shared(&format!("{name}.json")).and_then(|p| std::fs::read(p).ok()) else {
            return;
        };
        let record: serde_json::Value = serde_json::from_slice(&record).unwrap_or_default();
        let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let mut turns: Vec<(String, String)> = documents[0]
            .blocks
            .iter()
            .filter_map(|b| match &b.kind {
                BlockKind::Turn { speaker, continued: false } => {
                    Some((letters(speaker), letters(b.text.split_once(['：', ':', '︰'])?.1)))
                }
                _ => None,
            })
            .collect();
        marked += turns.len();
        for event in record["events"].as_array().into_iter().flatten().filter(|e| e["type"] == "speech") {
            let words = letters(event["text"].as_str().unwrap_or_default());
            if words.is_empty() {
                continue;
            }
            spoken += 1;
            let who = letters(event["speaker"]["full"].as_str().unwrap_or_default());
            let same = |(speaker, said): &(String, String)| {
                let long = words.chars().count().min(said.chars().count()).min(16);
                *speaker == who && words.chars().take(long).eq(said.chars().take(long))
            };
            if let Some(at) = turns.iter().position(same) {
                turns.remove(at);
                hits += 1;
            }
        }
    }
    let (precision, recall) = (f64::from(hits) / marked as f64, f64::from(hits) / f64::from(spoken));
    eprintln!("turns: precision {precision:.3}, recall {recall:.3}");
    assert!(precision >= 0.94 && recall >= 0.94, "precision {precision:.3}, recall {recall:.3}");
}

#[test]
fn a_paragraph_a_line_stays_so() {
    let Some(path) = shared("corpus/mfa/GS66.txt") else { return };
    let Ok(text) = std::fs::read_to_string(path) else { return };
    let lines = text.lines().filter(|l| !l.trim().is_empty()).count();
    let blocks = plain::blocks(&text);
    assert!(lines - blocks.len() <= 2, "{lines} lines, {} blocks", blocks.len());
    let labelled = blocks.iter().filter(|b| b.kind != BlockKind::Paragraph).count();
    assert!(labelled * 100 < blocks.len(), "{labelled} of {}", blocks.len());
}

#[test]
fn tails_are_boilerplate_and_nothing_else_is() {
    let Some(folder) = shared("corpus/hkcnews") else { return };
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    names.sort();
    let (mut files, mut early, mut elsewhere) = (0, 0, 0);
    for path in names.iter().step_by(19) {
        let Ok(bytes) = std::fs::read(path) else { continue };
        let name = path.to_string_lossy();
        let input = Input { name: &name, bytes: &bytes, sidecar: None, date: None, outlet: None };
        let Ok(reading) = read(&input) else { continue };
        for document in &reading.documents {
            files += 1;
            elsewhere += usize::from(document.metadata.outlet.as_deref() != Some("眾新聞"));
            let marked = |b: &tifa_source::Block| b.kind == BlockKind::Boilerplate;
            for block in document.blocks.iter().filter(|b| b.text.contains("月費訂戶")) {
                assert!(marked(block), "{name}: {}", block.text);
            }
            // Boilerplate stands at the end, the subscription note alone may stand before the text.
            let own = document.blocks.iter().rposition(|b| b.is_body()).unwrap_or(0);
            let inside =
                document.blocks[..own].iter().filter(|b| marked(b) && !b.text.contains("訂")).count();
            early += usize::from(inside > 0);
        }
    }
    eprintln!("{files} files, {early} with boilerplate inside the text");
    assert!(files >= 300 && early * 100 <= files, "{early} of {files}");
    assert!(elsewhere * 50 <= files, "{elsewhere} of {files} from another outlet");
}
