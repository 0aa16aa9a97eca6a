//! Invented clippings in any number, for runs that need more text than the demo has.

use crate::Result;
use crate::random::Random;
use std::fs;
use std::path::Path;

const PEOPLE: [&str; 5] = ["林遠山", "何青", "周南", "雷格雷", "馬倫朵"];
const OFFICES: [&str; 4] = ["東嶺外長", "西洲外長", "發言人", "海灣大學教授"];
const CUES: [&str; 5] = ["表示", "指出", "強調", "說", "認為"];
const OUTLETS: [&str; 3] = ["河谷日報", "海灣晚報", "嶺東通訊"];
const CLAUSES: [&str; 9] = [
    "雙方應重啟航道對話",
    "合作比對抗有利",
    "漁業磋商可以在下月恢復",
    "任何一方都不應採取單方面行動",
    "直航班次會增至每周三十四班",
    "前提是互相尊重",
    "三點建議仍然有效",
    "有關說法並不屬實",
    "渡輪協議已經簽署",
];

/// Writes `count` clippings into `folder`: Markdown with front matter, the same on every run.
pub fn write(folder: &Path, count: usize) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut random = Random::new(2031);
    for i in 0..count {
        let (person, office) = (random.pick(&PEOPLE), random.pick(&OFFICES));
        let (year, month, day) = (2028 + random.below(5), 1 + random.below(12), 1 + random.below(28));
        let mut text = format!(
            "---\ntitle: \"{person}：{}\"\ndate: {year}-{month:02}-{day:02}\noutlet: {}\n---\n\n",
            random.pick(&CLAUSES),
            random.pick(&OUTLETS)
        );
        for _ in 0..3 + random.below(12) {
            text.push_str(&paragraph(person, office, &mut random));
        }
        fs::write(folder.join(format!("clipping-{i:05}.md")), text)?;
    }
    Ok(())
}

/// A paragraph of two to four sentences: reported, quoted or plain.
fn paragraph(person: &str, office: &str, random: &mut Random) -> String {
    let mut text = String::new();
    for n in 0..2 + random.below(3) {
        let source = if n == 0 { format!("{office}{person}") } else { "他".to_owned() };
        let (cue, a, b) = (random.pick(&CUES), random.pick(&CLAUSES), random.pick(&CLAUSES));
        text.push_str(&match random.below(3) {
            0 => format!("{source}{cue}，{a}，{b}。"),
            1 => format!("{source}{cue}：「{a}，{b}。」"),
            _ => format!("第{}輪會談在{}月舉行。", 1 + random.below(9), 1 + random.below(12)),
        });
    }
    text + "\n\n"
}
