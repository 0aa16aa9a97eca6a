//! How many of the speakers a gold file knows are found as names, and what else is.
//!
//! `names_eval GOLD.jsonl CORPUS [--misses]` counts people and bodies found; `names_eval --list FILE…` prints the names of
//! files, each with how often it stands there, to be judged by eye.

mod folder;

use folder::index;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use tifa_record::{Named, NamedKind, named};
use tifa_source::{Block, Input};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|a| a == "--list") {
        args[1..].iter().for_each(|file| list(Path::new(file)));
        return;
    }
    let (Some(gold), Some(corpus)) = (args.first(), args.get(1)) else {
        eprintln!("usage: names_eval GOLD.jsonl CORPUS [--misses] | names_eval --list FILE…");
        std::process::exit(2);
    };
    let misses = args.iter().any(|a| a == "--misses");
    let files = index(Path::new(corpus));
    let mut wanted: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for line in std::fs::read_to_string(gold).expect("gold file").lines() {
        let v: Value = serde_json::from_str(line).expect("gold line");
        let doc = v["doc"].as_str().unwrap_or_default().to_owned();
        let text = v["text"].as_str().unwrap_or_default().replace('\n', "");
        for s in v["speakers"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            for name in s.split('+').filter(|n| *n != "-") {
                wanted.entry(doc.clone()).or_default().entry(name.to_owned()).or_insert(text.clone());
            }
        }
    }
    // [people, bodies] × [wanted, exact, contained]
    let mut tally = [[0usize; 3]; 2];
    for (doc, speakers) in &wanted {
        let Some(path) = files.get(doc) else { continue };
        let blocks = read(path);
        let found: Vec<Named> = blocks.iter().flat_map(|b| named(b)).collect();
        let all: String = blocks.iter().flatten().flat_map(|b| [b.text.as_str(), "\n"]).collect();
        for (name, text) in speakers {
            if !all.contains(name.as_str()) {
                continue;
            }
            let person = is_person(name);
            let mut best = 0;
            for n in &found {
                let fits = match n.kind {
                    NamedKind::Person => person || n.text == *name,
                    _ => !person,
                };
                if fits && (n.name == *name || n.text == *name) {
                    best = 2;
                } else if fits && best == 0 && overlaps(&n.text, name) {
                    best = 1;
                }
            }
            let t = &mut tally[usize::from(!person)];
            t[0] += 1;
            t[1] += usize::from(best == 2);
            t[2] += usize::from(best >= 1);
            if misses && best < 2 {
                println!("{} {doc} {name} | {text}", if best == 1 { "part" } else { "none" });
            }
        }
    }
    for (what, t) in ["people", "bodies"].iter().zip(tally) {
        println!(
            "{what}: {} wanted, exact {:.3}, contained {:.3}",
            t[0],
            t[1] as f64 / t[0].max(1) as f64,
            t[2] as f64 / t[0].max(1) as f64
        );
    }
}

/// Whether one holds the other, by two characters at least.
fn overlaps(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= 2 && long.contains(short)
}

/// Whether a gold speaker is a person: it does not end like a body, an outlet or a group.
fn is_person(name: &str) -> bool {
    const LAST: &str = "部局署院會会協府報报社台網网司方黨党辦办者員员士家團团體体民中國国會館馆署府軍军室办心所書书析息导道庫计计划題";
    const WHOLE: &str = "路透 彭博 澎湃 美國之音 德國之聲 分析 民建聯 歐盟 讀賣新聞 多維新聞 澎湃新聞 鏗鏘集 民眾 七國集團 國際危機組織 梵蒂岡新聞網 美國 捷克 台灣 北韓 北京 官方 雙方 双方 中央 當局 港台 外電 消息 卡片 鏗鏘集 \
                         柳葉刀 真相 天下為公 南海戰略態勢感知計劃 五眼聯盟 一个孩子 酒店餐飲業界朋友 香港總商借 \
                         汉莎航空 布鲁塞尔航空 海格提 敘利亞 台北市 新北市 星島美國版 俄羅斯總理 立陶宛總統 \
                         法庭文件 外界 統戰部副部長 再教育營的畢業生 段氏香的父親 段氏香的律師 許多成員國 克里姆林宮 \
                         入境處四會 入境處 天主教新聞社 网友 網友 香港01 有人 台灣男子 內地網上文章 美國的生產商 \
                         陳繼忠的律師 蓋洛普 白宮 學者 团队义工 现场义工 路透社 新華社 團體 澳洲高層 Google Facebook \
                         Axios 與會嘉賓 蘇啟誠家人 美軍印太司令部 保安局 现场目击者 立法會建制派議員 香港电台 檢察官 \
                         大连人民 加拿大外交部全球事務部 黎巴嫩真主党 中央港澳办 基层医疗署 郭女士 何女士 朱小姐 倪先生 \
                         蓝先生 陈太太 李同学 智庫活動主持人 英國警方 與會官員 新都醫療集團 尖沙嘴帝苑酒店 美國太平洋艦隊 \
                         与会外方代表 港區人大代表 民間人權陣線 伊朗媒体 以色列国防军";
    let chars: Vec<char> = name.chars().collect();
    let han = chars.iter().all(|c| !c.is_ascii());
    han && chars.len() >= 2
        && !WHOLE.split_whitespace().any(|w| w == name)
        && !LAST.contains(chars[chars.len() - 1])
        && !["媒體", "媒体", "傳媒", "记者", "記者", "代表", "機構", "組織", "公司"]
            .iter()
            .any(|e| name.ends_with(e))
}

/// The blocks of a file's documents.
fn read(path: &Path) -> Vec<Vec<Block>> {
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let name = path.to_string_lossy().into_owned();
    let sidecar = std::fs::read(path.with_extension("json")).ok();
    let input = Input { name: &name, bytes: &bytes, sidecar: sidecar.as_deref(), date: None, outlet: None };
    tifa_source::read(&input).map(|r| r.documents.into_iter().map(|d| d.blocks).collect()).unwrap_or_default()
}

/// Prints the names of a file.
fn list(path: &Path) {
    let mut people: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut bodies: BTreeMap<String, usize> = BTreeMap::new();
    for n in read(path).iter().flat_map(|b| named(b)) {
        match n.kind {
            NamedKind::Person => {
                people.entry(n.name).or_default().insert(n.text);
            }
            NamedKind::Body | NamedKind::Outlet => *bodies.entry(n.text).or_default() += 1,
            NamedKind::Office | NamedKind::Kind => {}
        }
    }
    println!("# {}", path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default());
    let people: Vec<String> = people
        .into_iter()
        .map(|(name, mut forms)| {
            forms.remove(&name);
            if forms.is_empty() {
                name
            } else {
                format!("{name}({})", forms.into_iter().collect::<Vec<_>>().join(","))
            }
        })
        .collect();
    println!("P {}", people.join(" "));
    println!("B {}", bodies.into_keys().collect::<Vec<_>>().join(" "));
}
