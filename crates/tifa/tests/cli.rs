//! The built program over invented clippings, end to end.

mod docket;
mod export;
mod mcp;
mod readme;
mod wording;

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of clippings and a place for an archive.
struct Desk {
    dir: tempfile::TempDir,
}

/// Hugo Markdown in Traditional script.
const FERRY: &str = "---\ntitle: \"河谷兩岸商定復航\"\ndate: 2031-02-03\nauthor: \"陸青\"\ncategories: [\"兩岸\"]\n---\n\n\
    據河谷通訊社報道，北岸外交部長林渡二月三日在河谷論壇上表示，兩岸渡輪將於三月一日復航。他說：「渡輪不是籌碼，是兩岸人家的門檻。」\n\n\
    林渡強調，兩岸應當擱置爭執，不得以航線施壓，反對一切脫鈎主張。\n";

/// Simplified text whose lines are hard-wrapped; one phrase stands across a break.
const TALKS: &str = "\
南岸总理会见北岸代表团

　　山城晚报讯　南岸总理白岭九日在
山城会见来访的北岸代表团。白岭表示，
两岸往来已逾百年，任何一方单独搞脱
钩都没有出路，双方应当多走动、少猜
疑，把眼光放远一些。
　　白岭指出，南岸愿意同北岸把对话
继续谈下去，先易后难，早日商定三份
清单，并且逐项照办，不留尾巴。
";

impl Desk {
    fn new() -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap() };
        desk.write("press/2031-02-03-ferry.md", FERRY.as_bytes());
        desk.write("press/2031-05-09-talks.txt", TALKS.as_bytes());
        desk.write("press/copy/ferry-again.md", FERRY.as_bytes());
        desk.write("press/broken.bin", &[0, 159, 146, 150, 0, 1, 2, 3, 255, 254, 0, 0, 0, 9]);
        desk.write("press/empty.txt", b"");
        desk
    }

    /// A desk whose clippings are in its archive.
    fn added() -> Self {
        let desk = Self::new();
        assert_eq!(desk.run(&["add", "press"]).status.code(), Some(0));
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tifa"));
        command.args(args).current_dir(self.dir.path());
        for name in ["TIFA_ARCHIVE", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// Standard output of a command that ends with `status`.
    fn out(&self, args: &[&str], status: i32) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(status), "{args:?}: {}", err(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    fn jsonl(&self, args: &[&str]) -> Vec<serde_json::Value> {
        self.out(args, 0).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Bytes of a clipping that a record points at.
fn cut(desk: &Desk, record: &serde_json::Value) -> String {
    let bytes = fs::read(desk.path(record["source"].as_str().unwrap())).unwrap();
    let at = |name: &str| usize::try_from(record[name].as_u64().unwrap()).unwrap();
    String::from_utf8(bytes[at("start")..at("end")].to_vec()).unwrap()
}

/// A text without line breaks, as findings show it.
fn unwrapped(text: &str) -> String {
    text.replace('\n', "")
}

#[test]
fn add_counts_every_file_and_adds_nothing_twice() {
    let desk = Desk::new();
    let first = desk.run(&["add", "press"]);
    assert_eq!(first.status.code(), Some(0));
    assert!(first.stdout.is_empty(), "stdout carries data only");
    let told = err(&first);
    assert!(
        told.contains("5 files = 2 read + 0 metadata + 1 duplicate + 0 already known + 2 refused"),
        "{told}"
    );
    assert!(told.contains("press/empty.txt: ") && told.contains("press/broken.bin: "), "{told}");
    let before = desk.out(&["export", "statements"], 0);
    let second = err(&desk.run(&["add", "press"]));
    assert!(second.contains("5 files = 0 read"), "{second}");
    assert!(second.contains("added 0 documents, 0 statements"), "{second}");
    assert_eq!(desk.out(&["export", "statements"], 0), before);
}

#[test]
fn search_finds_the_other_script_and_cuts_exact_bytes() {
    let desk = Desk::added();
    let check = |query: &str, expect: &[&str]| {
        let hits = desk.jsonl(&["search", query, "--format", "jsonl"]);
        let found: Vec<&str> = hits.iter().map(|h| h["text"].as_str().unwrap()).collect();
        assert_eq!(found, expect, "{query}");
        for hit in &hits {
            assert_eq!(unwrapped(&cut(&desk, hit)), hit["text"].as_str().unwrap());
            for field in ["source", "document", "before", "after", "speaker", "date", "outlet"] {
                assert!(hit.get(field).is_some(), "{field}");
            }
        }
    };
    check("脱钩", &["脫鈎", "脱钩"]);
    check("脫鉤", &["脫鈎", "脱钩"]);
    check("三份清單", &["三份清单"]);
    check("多走動少猜疑", &["多走动、少猜疑"]);
}

#[test]
fn a_concordance_is_aligned_and_marked() {
    let desk = Desk::added();
    let table = desk.out(&["search", "脱钩"], 0);
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 3, "{table}");
    let columns: Vec<usize> = lines[1..]
        .iter()
        .map(|line| unicode_width::UnicodeWidthStr::width(&line[..line.find('»').unwrap()]))
        .collect();
    assert_eq!(columns[0], columns[1], "{table}");
    assert!(lines[1].contains("»脫鈎«") && lines[2].contains("»脱钩«"), "{table}");
    assert!(lines.iter().all(|l| unicode_width::UnicodeWidthStr::width(*l) <= 100), "{table}");
    assert!(!table.contains('\u{1b}'));
}

#[test]
fn filters_narrow() {
    let desk = Desk::added();
    let check = |flags: &[&str], expect: usize| {
        let args = [&["search", "脱钩", "--format", "jsonl"], flags].concat();
        let output = desk.run(&args);
        let lines = output.stdout.iter().filter(|&&b| b == b'\n').count();
        assert_eq!(lines, expect, "{flags:?} {}", err(&output));
        assert_eq!(output.status.code(), Some(i32::from(expect == 0)));
    };
    check(&["--from", "2031-02", "--to", "2031-02"], 1);
    check(&["--from", "2031"], 2);
    check(&["--to", "2030"], 0);
    check(&["--under", "press/"], 2);
    check(&["--under", "press/2031-05-09-talks.txt"], 1);
    check(&["--under", "elsewhere"], 0);
    check(&["--limit", "1"], 1);
}

#[test]
fn statements_in_every_form() {
    let desk = Desk::added();
    let records = desk.jsonl(&["statements", "--format", "jsonl"]);
    assert!(!records.is_empty());
    let csv = desk.out(&["statements", "--format", "csv"], 0);
    assert!(csv.starts_with("source,document,start,end,text,speaker,mode,"), "{csv}");
    assert_eq!(csv.matches("\r\n").count(), records.len() + 1);
    let table = desk.out(&["statements"], 0);
    assert_eq!(table.lines().count(), records.len() + 1, "{table}");
    let speakers: BTreeSet<&str> = records.iter().map(|r| r["speaker"].as_str().unwrap()).collect();
    let named = desk.jsonl(&["statements", "--speaker", speakers.first().unwrap(), "--format", "jsonl"]);
    assert!(named.len() <= records.len() && !named.is_empty());
}

#[test]
fn export_is_ordered_and_exact() {
    let desk = Desk::added();
    let records = desk.jsonl(&["export", "statements"]);
    let keys = [
        "source",
        "document",
        "start",
        "end",
        "text",
        "speaker",
        "person",
        "mode",
        "cue",
        "quotes",
        "date",
        "said",
        "occasion",
        "chain",
        "extractor",
        "version",
    ];
    for record in &records {
        let found = record.as_object().unwrap().keys().map(String::as_str);
        let found: Vec<&str> = found.filter(|key| keys.contains(key)).collect();
        assert_eq!(found, keys, "these, in this order, and more between them");
        assert_eq!(unwrapped(&cut(&desk, record)), record["text"].as_str().unwrap());
    }
    let order: Vec<(String, u64)> = records
        .iter()
        .map(|r| (r["source"].as_str().unwrap().to_owned(), r["start"].as_u64().unwrap()))
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    let printed = desk.out(&["export", "statements"], 0);
    desk.out(&["export", "statements", "-o", "out.jsonl"], 0);
    assert_eq!(fs::read_to_string(desk.path("out.jsonl")).unwrap(), printed);
    assert!(!desk.path("out.jsonl.part").exists());
}

#[test]
fn show_has_statements_in_the_margin() {
    let desk = Desk::added();
    let shown = desk.out(&["show", "2031-02-03-ferry.md"], 0);
    assert!(shown.starts_with("河谷兩岸商定復航\n2031-02-03"), "{shown}");
    let text = unwrapped(&shown).replace([' ', '│'], "");
    assert!(text.contains("渡輪不是籌碼"), "{shown}");
    assert!(shown.contains("林渡") && shown.contains("│"), "{shown}");
    let objects = desk.jsonl(&["show", "2031-02-03-ferry.md", "--format", "jsonl"]);
    assert_eq!(objects.len(), 1);
    let id = objects[0]["document"].as_str().unwrap();
    assert_eq!(desk.out(&["show", &id[..8]], 0), shown);
}

/// Values of an attribute in a page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let opening = format!(" {attribute}=\"");
    html.split(opening.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn brief_writes_a_page_that_stands_alone() {
    let desk = Desk::new();
    let printed = desk.out(&["brief", "press"], 0);
    assert!(printed.contains("河谷兩岸商定復航") && printed.contains("林渡"), "{printed}");
    let html = fs::read_to_string(desk.path("press-briefing.html")).unwrap();
    for opening in ["<script", "<link", "<img", "<iframe", "@import", "url("] {
        assert!(!html.contains(opening), "{opening}");
    }
    assert!(values(&html, "src").is_empty());
    let ids = values(&html, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    let links: Vec<&str> = values(&html, "href").into_iter().filter_map(|h| h.strip_prefix('#')).collect();
    assert!(links.iter().any(|l| l.starts_with("s-")), "statements are linked");
    assert!(links.iter().all(|l| known.contains(l)), "every link has its target");
    // Nothing is new now, and the page is the same.
    let again = desk.run(&["brief", "press", "-o", "-"]);
    assert_eq!(String::from_utf8_lossy(&again.stdout), html);
    assert!(err(&again).contains("0 read"), "{}", err(&again));
}

#[test]
fn brief_keeps_to_its_folder() {
    let desk = Desk::added();
    desk.write(
        "other/2031-07-01-note.md",
        "---\ntitle: 另一張剪報\ndate: 2031-07-01\n---\n\n沈舟說，霧散了。\n".as_bytes(),
    );
    let printed = desk.out(&["brief", "other", "-o", "o.html"], 0);
    assert!(printed.contains("另一張剪報") && !printed.contains("復航"), "{printed}");
    assert!(!fs::read_to_string(desk.path("o.html")).unwrap().contains("復航"));
}

#[test]
fn brief_takes_one_file_and_the_current_folder() {
    let desk = Desk::new();
    desk.out(&["brief", "press/2031-02-03-ferry.md"], 0);
    assert!(desk.path("2031-02-03-ferry-briefing.html").exists());
    let here = desk
        .command(&["--archive", "../a", "brief", ".", "-o", "-"])
        .current_dir(desk.path("press"))
        .output();
    assert!(String::from_utf8(here.unwrap().stdout).unwrap().contains("<h1>press</h1>"));
    desk.write("bare/empty.txt", b"");
    let none = desk.run(&["brief", "bare"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("nothing in bare could be read"), "{}", err(&none));
}

#[test]
fn colour_only_where_it_is_wanted() {
    let desk = Desk::added();
    let check = |args: &[&str], env: &[(&str, &str)], expect: bool| {
        let output = desk.command(args).envs(env.iter().copied()).output().unwrap();
        assert_eq!(output.stdout.contains(&0x1b), expect, "{args:?} {env:?}");
    };
    check(&["search", "脱钩"], &[], false);
    check(&["search", "脱钩"], &[("CLICOLOR_FORCE", "1")], true);
    check(&["search", "脱钩"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false);
    check(&["search", "脱钩", "--color", "always"], &[("NO_COLOR", "1")], true);
    check(&["search", "脱钩", "--color", "never"], &[("CLICOLOR_FORCE", "1")], false);
    check(&["search", "脱钩", "--format", "jsonl", "--color", "always"], &[], false);
}

#[test]
fn errors_say_what_to_do() {
    let desk = Desk::added();
    let check = |args: &[&str], status: i32, parts: &[&str]| {
        let output = desk.run(args);
        assert_eq!(output.status.code(), Some(status), "{args:?} {}", err(&output));
        assert!(output.stdout.is_empty());
        for part in parts {
            assert!(err(&output).contains(part), "{args:?}: no {part:?} in\n{}", err(&output));
        }
    };
    check(&["--archive", "nowhere", "search", "脱钩"], 2, &["no archive at nowhere", "hint: tifa add PATH"]);
    check(&["--archive", "press", "status"], 2, &["not an archive", "hint:"]);
    check(&["add", "missing"], 2, &["missing: cannot be read", "hint:"]);
    check(&["brief", "missing"], 2, &["missing: cannot be read"]);
    check(&["show", "2031-02-03-fery.md"], 2, &["no document", "did you mean", "2031-02-03-ferry.md"]);
    check(&["search", "，"], 2, &["cannot be searched for", "hint:"]);
    check(&["search", "獨角獸"], 1, &["absent from this archive"]);
    check(&["search", "脱钩", "--to", "2001"], 1, &["absent from this archive", "try without --to"]);
    check(&["search", "脱钩", "--from", "yesterday"], 2, &["2020-07-09"]);
    check(&["export", "statements", "-o", "no/such/folder.jsonl"], 2, &["its folder does not exist"]);
    check(&["nonsense"], 2, &["unrecognized subcommand"]);
    assert!(!desk.path("nowhere").exists());
}

#[test]
fn an_archive_is_named_by_the_environment_too() {
    let desk = Desk::new();
    let run = |args: &[&str]| desk.command(args).env("TIFA_ARCHIVE", "kept").output().unwrap();
    assert_eq!(run(&["add", "press"]).status.code(), Some(0));
    assert!(desk.path("kept").is_dir() && !desk.path("tifa-archive").exists());
    assert_eq!(run(&["status"]).status.code(), Some(0));
    let empty = |args: &[&str]| desk.command(args).env("TIFA_ARCHIVE", "").output().unwrap();
    assert_eq!(empty(&["add", "press"]).status.code(), Some(0));
    assert!(desk.path("tifa-archive").is_dir(), "an empty name is no name");
}

#[test]
fn a_person_goes_by_all_names_and_a_bad_row_is_told() {
    let desk = Desk::added();
    desk.write(
        "more/one.md",
        "---\ndate: 2020-07-09\n---\n\n美國總統特朗普表示，渡輪應當復航。\n".as_bytes(),
    );
    desk.write("more/two.md", "---\ndate: 2020-07-10\n---\n\n美国国务卿表示，河道必须畅通。\n".as_bytes());
    assert_eq!(desk.run(&["add", "more"]).status.code(), Some(0));
    let found = desk.jsonl(&["statements", "--speaker", "川普", "--format", "jsonl"]);
    assert!(!found.is_empty());
    assert!(found.iter().all(|r| r["speaker"] == "特朗普" && r["person"]["by"] == "name"), "{found:?}");
    let table = desk.out(&["statements", "--speaker", "龐培歐"], 0);
    assert!(table.contains("美国国务卿 (per register 蓬佩奧)"), "{table}");
    assert_eq!(desk.jsonl(&["search", "河道", "--speaker", "龐培歐", "--format", "jsonl"]).len(), 1);
    desk.write("tifa-archive/lexicon/people.tsv", "# mine\n特朗普\t床破\tours\n林渡\n".as_bytes());
    let output = desk.run(&["statements", "--speaker", "床破"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("left out: lexicon/people.tsv:3: "), "{}", err(&output));
}

#[test]
fn check_status_and_rebuild() {
    let desk = Desk::added();
    let before = desk.out(&["export", "statements"], 0);
    assert_eq!(desk.out(&["check"], 0), "");
    let status = desk.jsonl(&["status", "--format", "jsonl"]);
    assert_eq!(status[0]["documents"], 2);
    assert!(desk.out(&["status"], 0).contains("documents"));
    assert!(desk.out(&["status", "--format", "csv"], 0).starts_with("name,value\r\n"));
    desk.out(&["rebuild"], 0);
    assert_eq!(desk.out(&["export", "statements"], 0), before);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let desk = Desk::new();
    let many: String = (0..3000).map(|i| format!("林渡說，第{i}班渡輪到岸。\n\n")).collect();
    desk.write("press/2031-09-09-many.md", many.as_bytes());
    desk.run(&["add", "press"]);
    for args in [&["search", "渡輪", "--format", "jsonl"][..], &["search", "渡輪", "--limit", "0"]] {
        let mut child = desk.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(!first.is_empty());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert_eq!(err(&output), "");
    }
}

#[test]
fn help_has_examples() {
    let desk = Desk::new();
    for command in ["brief", "add", "search", "statements", "show", "export", "check", "rebuild", "status"] {
        let long = desk.out(&[command, "--help"], 0);
        assert!(long.contains("Examples:") && long.contains("--archive"), "{command}");
        let short = desk.out(&[command, "-h"], 0);
        assert!(short.len() < long.len() && !short.contains("Examples:"), "{command}");
    }
    assert!(desk.out(&["--version"], 0).starts_with("tifa "));
}

/// The demo folder, as README tells people to try it.
#[test]
fn the_demo_folder_makes_a_briefing() {
    let desk = Desk::new();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/clippings");
    if !demo.is_dir() {
        eprintln!("skipped: no demo/clippings beside the crates");
        return;
    }
    desk.out(&["brief", &demo.to_string_lossy(), "-o", "demo.html"], 0);
    let html = fs::read_to_string(desk.path("demo.html")).unwrap();
    assert!(html.contains("<mark class=\"s1"), "statements are marked");
}
