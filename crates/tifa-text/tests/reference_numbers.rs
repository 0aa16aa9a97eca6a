//! The Chinese specifications of the Recognizers project for numbers, ranges and percentages, where they are at hand: the
//! folder `TIFA_SHARED` names, else `../shared` beside the workspace.
//!
//! Of a number value and place must be right, of a range its bounds must be among the values that are read, of a
//! percentage the value. What differs is listed with a reason, and nothing else may.

use serde_json::Value;
use std::path::PathBuf;
use tifa_text::number::{Form, Number, numbers};

/// Cases that are no value in running text, or that this reader reads otherwise on purpose.
const OTHERWISE: &[(&str, &str)] = &[
    ("40k", LATIN),
    ("-2.5 M", LATIN),
    ("5k-20k", LATIN),
    ("2^5", FORMULA),
    ("2^-1", FORMULA),
    ("百分之15Ｋ", LATIN),
    ("1.1^+23", FORMULA),
    ("2.5^-1", FORMULA),
    ("-1.1^+23", FORMULA),
    ("-2.5^-1", FORMULA),
    ("百分之3.2k", LATIN),
    ("-1.1^--23", FORMULA),
    ("2e5", FORMULA),
    ("21.2E0", FORMULA),
    ("-1e1", FORMULA),
    ("百 分 之  ５２.５ k", LATIN),
    ("２.７８９０e－１", FORMULA),
    ("-127.32e13", FORMULA),
    ("12.32e+14", FORMULA),
    ("-12e-1", FORMULA),
    ("12k个百分点", LATIN),
    ("2222.2222.22222.222", "a row with two points is an address or a version, no number"),
    ("一美元", MONEY),
    ("两美刀", MONEY),
    ("苹果折扣一美元", MONEY),
    ("１５k个百分点", LATIN),
    ("这台电脑两美刀", MONEY),
    ("四百多", "多 is part of the number as printed; the other model (500多亿) has it so too"),
    ("五十千", "no number; what is left of it differs"),
    ("这不是四川这是五台山", "五台山 is a name, as 四川 is"),
    ("12k個百分點", LATIN),
    ("陽光九九是食物品牌", "a brand, told by no word around it"),
    ("三的另一种写法是叁", "另一 is a word"),
    ("还有20万次以上来观影的呀？", "20万 is 200,000, not 20,000 as specified"),
    ("7 2 折", "digits apart are two numbers"),
    ("１５k個百分點", LATIN),
    ("九 九 折", "digits apart are two numbers"),
    ("打对折", "no numeral stands there"),
    ("打對折", "no numeral stands there"),
    ("二三十个百分点", "unsupported there; 20 to 30 here"),
    ("二三十個百分點", "unsupported there; 20 to 30 here"),
    ("百分之二三十", "unsupported there; 20 to 30 here"),
    ("找出酒精量在5-20%之间的产品", "a range of percentages, both bounds of it"),
    ("１９９１年１月１６日晚巴黎時間…", "壹切 is no word but a slip of conversion"),
];

/// A letter behind digits makes a name in the press (5G, 4K), not thousands.
const LATIN: &str = "a letter behind digits";
/// Powers and exponents stand in formulas.
const FORMULA: &str = "the notation of formulas";
/// Sums of money are left out of numbers there, for another model has them.
const MONEY: &str = "money is a number too";

/// The share of the cases that must be read right.
const FLOOR: f64 = 0.97;

#[test]
fn the_reference_numbers_are_read() {
    let root = std::env::var_os("TIFA_SHARED").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")),
        PathBuf::from,
    );
    let (mut right, mut all, mut wrong, mut listed) = (0u32, 0u32, Vec::new(), Vec::new());
    for model in ["NumberModel", "NumberRangeModel", "PercentModel"] {
        let Ok(json) = std::fs::read(root.join("reference/numbers").join(format!("{model}.json"))) else {
            eprintln!("skipped: no reference numbers under {} (set TIFA_SHARED)", root.display());
            return;
        };
        let cases: Vec<Value> = serde_json::from_slice(&json).expect("a list of cases");
        for case in &cases {
            let input = case["Input"].as_str().unwrap_or_default();
            let read = numbers(input);
            let ok = match model {
                "NumberModel" => same_numbers(input, &read, case),
                "NumberRangeModel" => same_bounds(&read, case),
                _ => same_shares(input, &read, case),
            };
            let reason = OTHERWISE.iter().find(|(text, _)| names(text, input.trim()));
            match (ok, reason) {
                (_, Some((text, _))) => listed.push((*text, ok)),
                (true, None) => (right, all) = (right + 1, all + 1),
                (false, None) => {
                    all += 1;
                    let got: Vec<String> = read.iter().map(|n| show(input, n)).collect();
                    wrong.push(format!("{model} {input}\n    {} : {}", got.join(" | "), case["Results"]));
                }
            }
        }
    }
    let needless: Vec<&str> = listed.iter().filter(|l| l.1).map(|l| l.0).collect();
    let share = f64::from(right) / f64::from(all.max(1));
    eprintln!("{right} of {all} read ({:.1} %), {} listed", share * 100.0, listed.len());
    assert!(share >= FLOOR && wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(needless.is_empty(), "listed, and read as specified: {needless:?}");
}

/// Whether an entry of the list names a case: by its words, or by those it opens with and ….
fn names(text: &str, input: &str) -> bool {
    text.strip_suffix('…').map_or(text == input, |opening| input.starts_with(opening))
}

fn show(input: &str, n: &Number) -> String {
    let upper = n.upper.map_or(String::new(), |u| format!("..{u}"));
    format!("{} = {}{upper} {:?}", n.range.of(input), n.value.map_or("?".into(), |v| v.to_string()), n.form)
}

fn results(case: &Value) -> impl Iterator<Item = &Value> {
    case["Results"].as_array().into_iter().flatten()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1e-9)
}

fn value(n: &Number) -> f64 {
    n.value.map_or(f64::NAN, |v| v.to_f64())
}

/// Values and places of the case's numbers are those that were read.
fn same_numbers(input: &str, read: &[Number], case: &Value) -> bool {
    let place = |n: &Number| {
        let before = n.range.start as usize;
        let start = input[..before].chars().count() as u64;
        (start, start + n.range.of(input).chars().count() as u64 - 1)
    };
    let plain: Vec<&Number> =
        read.iter().filter(|n| !n.form.is_share() || n.range.of(input).contains('分')).collect();
    let expected: Vec<&Value> = results(case).collect();
    plain.len() == expected.len()
        && plain.iter().zip(expected).all(|(n, e)| {
            let wanted = e["Resolution"]["value"].as_str().and_then(|v| v.parse().ok());
            let (start, end) = (e["Start"].as_u64(), e["End"].as_u64());
            // What of a percentage is a number there, is the whole of it here.
            let placed = n.form == Form::Percent || (start, end) == (Some(place(n).0), Some(place(n).1));
            wanted.is_some_and(|w: f64| near(value(n), w)) && placed
        })
}

/// Each bound of each interval is a value that was read.
fn same_bounds(read: &[Number], case: &Value) -> bool {
    let values: Vec<f64> =
        read.iter().flat_map(|n| [n.value, n.upper]).flatten().map(|v| v.to_f64()).collect();
    results(case).all(|e| {
        let interval = e["Resolution"]["value"].as_str().unwrap_or_default();
        let bounds = interval.trim_matches(['(', ')', '[', ']']).split(',').filter(|b| !b.is_empty());
        bounds.into_iter().all(|b| b.parse().is_ok_and(|b: f64| values.iter().any(|&v| near(v, b))))
    })
}

/// The shares that were read have the case's values.
fn same_shares(input: &str, read: &[Number], case: &Value) -> bool {
    let points = |n: &Number| {
        let rest: String = input[n.range.end as usize..].chars().filter(|c| !c.is_whitespace()).collect();
        rest.starts_with("个百分点") || rest.starts_with("個百分點")
    };
    let shares: Vec<f64> = read
        .iter()
        .filter_map(|n| match n.form {
            f if f.is_share() => Some(value(n)),
            // 千分之一 is a share there, 五百分之一 a fraction.
            Form::Fraction => {
                n.range.of(input).starts_with(['千', '仟', '万', '萬', '百']).then(|| value(n) * 100.0)
            }
            _ => points(n).then(|| value(n)),
        })
        .collect();
    let expected: Vec<f64> = results(case)
        .filter_map(|e| e["Resolution"]["value"].as_str()?.trim_end_matches('%').parse().ok())
        .collect();
    shares.len() == expected.len() && shares.iter().zip(expected).all(|(&s, e)| near(s, e))
}
