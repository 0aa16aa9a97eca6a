//! Which newspaper, agency, broadcaster or ministry a document comes from.
//!
//! The outlets stand in `tables/outlets.tsv`. A dateline also names outlets that are not in the table: its form is
//! evidence enough.

use crate::document::{Block, BlockKind};
use crate::metadata::{Evidence, Metadata};
use crate::script;
use crate::table::rows;
use crate::wrap::is_white;
use std::sync::LazyLock;

/// How many paragraphs at the head of a document may carry its dateline.
const HEAD: usize = 6;

/// Longest dateline before its mark, in bytes: 香港文匯報訊, 某通訊社某地12月31日電.
const DATELINE: usize = 120;

/// How many blocks at the end of a document may carry its credit line.
pub(crate) const CREDITS: usize = 4;

/// One outlet.
struct Outlet {
    traditional: &'static str,
    simplified: &'static str,
    domains: Vec<&'static str>,
}

/// The table, and its names for look-up.
struct Table {
    outlets: Vec<Outlet>,
    /// Every name of an outlet, sorted, with the outlet's place in the table.
    names: Vec<(&'static str, usize)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let (mut outlets, mut names) = (Vec::new(), Vec::new());
    for [traditional, simplified, _kind, _country, domains, others] in
        rows::<6>(include_str!("../tables/outlets.tsv"))
    {
        let place = outlets.len();
        names.extend([traditional, simplified].into_iter().chain(others.split('|')).map(|n| (n, place)));
        outlets.push(Outlet { traditional, simplified, domains: domains.split(' ').collect() });
    }
    names.retain(|(name, _)| !name.is_empty());
    names.sort_unstable();
    names.dedup_by_key(|(name, _)| *name);
    Table { outlets, names }
});

impl Table {
    /// The outlet that goes by `name`.
    fn by_name(&self, name: &str) -> Option<&Outlet> {
        let at = self.names.binary_search_by_key(&name, |(n, _)| *n).ok()?;
        self.outlets.get(self.names[at].1)
    }

    /// The outlet with the longest name that `text` starts with, and that name.
    fn opening(&self, text: &str) -> Option<(&'static str, &Outlet)> {
        let first = text.chars().next()?;
        let from = self.names.partition_point(|(n, _)| n.chars().next() < Some(first));
        self.names[from..]
            .iter()
            .take_while(|(n, _)| n.starts_with(first))
            .filter(|(n, _)| text.starts_with(n))
            .max_by_key(|(n, _)| n.len())
            .map(|(n, place)| (*n, &self.outlets[*place]))
    }

    /// The outlet whose site an address belongs to: the longest of the domains and paths that fit.
    fn by_address(&self, address: &str) -> Option<&Outlet> {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let host = host.rsplit('@').next().unwrap_or(host);
        let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
        let fits = |domain: &str| {
            let (site, folder) = domain.split_at(domain.find('/').unwrap_or(domain.len()));
            let own = host == site || host.strip_suffix(site).is_some_and(|rest| rest.ends_with('.'));
            own && path.starts_with(folder)
        };
        self.outlets
            .iter()
            .filter_map(|o| Some((o.domains.iter().filter(|d| fits(d)).map(|d| d.len()).max()?, o)))
            .max_by_key(|(long, _)| *long)
            .map(|(_, o)| o)
    }
}

impl Outlet {
    /// Its name where the source calls it `own`: that name when it is one of the two the table prefers.
    fn name_for<'a>(&'a self, own: &'a str, simplified: bool) -> &'a str {
        if own == self.simplified || own == self.traditional { own } else { self.name(simplified) }
    }

    /// Its name in the script of the document.
    fn name(&self, simplified: bool) -> &'static str {
        if simplified { self.simplified } else { self.traditional }
    }
}

/// The opening of a news report: who files it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline<'a> {
    /// The outlet as it names itself: 香港文匯報, 新华社, 本報.
    pub outlet: &'a str,
    /// Byte of the text after the dateline's mark (訊, 電, 報道).
    pub end: usize,
}

/// The dateline `text` opens with: 香港文匯報訊, 新华社北京7月9日电, （某報記者某某報道）.
pub fn dateline(text: &str) -> Option<Dateline<'_>> {
    let body = text
        .trim_start_matches(|c: char| is_white(c) || matches!(c, '【' | '（' | '(' | '[' | '—' | '─' | '●'));
    let lead = text.len() - body.len();
    let limit = body.floor_char_boundary(DATELINE);
    let head = &body[..limit];
    // A clause ends a dateline.
    let stop = head.find(['，', '。', '！', '？', '「', '“', '；', '：', ':', '\n']).unwrap_or(head.len());
    let head = &head[..stop];
    let (outlet, rest) = match TABLE.opening(head) {
        Some((name, _)) => (name.len(), &head[name.len()..]),
        None => unknown(head)?,
    };
    let mark = mark(rest)?;
    Some(Dateline { outlet: &head[..outlet], end: lead + outlet + mark })
}

/// An outlet that is not in the table, by the form of its name, and what follows it.
fn unknown(head: &str) -> Option<(usize, &str)> {
    let ends = ["報", "报", "社", "网", "網", "台", "周刊", "週刊", "新聞", "新闻"];
    let name_end = |at: usize| ends.iter().find(|e| head[at..].starts_with(**e)).map(|e| at + e.len());
    let at = head.char_indices().take(12).skip(1).find_map(|(at, _)| name_end(at))?;
    let name = &head[..at];
    let plain = name.chars().all(char::is_alphanumeric)
        && !name.starts_with(['據', '据', '在', '該', '该', '這', '这']);
    plain.then_some((at, &head[at..]))
}

/// Where the mark of a dateline ends in what follows the outlet's name; `None` when there is no mark.
fn mark(rest: &str) -> Option<usize> {
    for sign in ["訊", "讯", "消息", "專訊", "专讯", "專電", "专电"] {
        if rest.starts_with(sign) {
            return Some(sign.len());
        }
    }
    // 北京7月9日電: a place, a day, the mark.
    let at = rest.find(['電', '电', '訊', '讯'])?;
    let place = &rest[..at];
    let day = place.trim_end_matches(is_white).ends_with(['日', '号', '號']);
    let by = place.contains("記者") || place.contains("记者");
    let sign = rest[at..].chars().next().map_or(0, char::len_utf8);
    let after = rest[at + sign..].chars().next();
    let closed = after.is_none_or(|c| is_white(c) || matches!(c, '】' | '）' | ')' | ']' | '（' | '(' | '—'));
    (day || (by && closed)).then_some(at + sign)
}

/// Whether `name` is an outlet of the table, with or without 《》.
pub fn is_outlet(name: &str) -> bool {
    let name = name.trim_matches(|c: char| is_white(c) || matches!(c, '《' | '》' | '「' | '」' | '“' | '”'));
    TABLE.by_name(name).is_some()
}

/// The outlet a document comes from, and what says so.
///
/// Ranks what the metadata already holds (by the name the table prefers, without a section: 人民网-某频道), the address, the dateline, a reporter's line, the author field, and the
/// running head of the pages. `name` is the path of the file, which names no outlet by itself and is not asked.
pub fn outlet(blocks: &[Block], name: &str, metadata: &Metadata) -> Option<(String, Evidence)> {
    let _ = name;
    let simplified = is_simplified(blocks, metadata);
    if let Some(named) = &metadata.outlet {
        let known = TABLE.opening(named).filter(|(name, _)| sets_apart(&named[name.len()..]));
        let name = known.map_or(named.as_str(), |(own, found)| found.name_for(own, simplified));
        return Some((name.to_owned(), metadata.outlet_evidence.unwrap_or(Evidence::Markup)));
    }
    if let Some(found) = metadata.url.as_ref().and_then(|u| TABLE.by_address(&u.unwrapped)) {
        return Some((found.name(simplified).to_owned(), Evidence::Address));
    }
    if let Some(named) = filed_by(blocks) {
        let name = TABLE.by_name(named).map_or(named, |o| o.name(simplified));
        return Some((name.to_owned(), Evidence::Dateline));
    }
    if let Some(author) = metadata.author.as_deref().map(|a| a.trim_matches(is_white)) {
        if let Some((_, found)) = TABLE.opening(author) {
            return Some((found.name(simplified).to_owned(), Evidence::FrontMatter));
        }
        // 海城日報記者某甲, 海城早报: an outlet by the form of its name.
        if let Some((end, rest)) = unknown(author)
            && (rest.is_empty() || rest.starts_with("記者") || rest.starts_with("记者"))
        {
            return Some((author[..end].to_owned(), Evidence::FrontMatter));
        }
    }
    let head = blocks.iter().take(3).find(|b| b.kind == BlockKind::Boilerplate)?;
    let (found_name, found) = TABLE.opening(&head.text)?;
    sets_apart(&head.text[found_name.len()..]).then(|| (found.name(simplified).to_owned(), Evidence::Body))
}

/// Whether what follows a name is no part of it.
fn sets_apart(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

/// The outlet a dateline at the head, or a reporter's line anywhere, names. 本報 names none.
fn filed_by(blocks: &[Block]) -> Option<&str> {
    let own = |name: &&str| !matches!(*name, "本報" | "本报" | "本台" | "本網" | "本网" | "本社" | "本刊");
    let prose =
        || blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Boilerplate | BlockKind::Heading(_)));
    let printed = blocks.iter().rev().take(CREDITS).find_map(|b| credit(&b.text).map(|c| c.outlet));
    let dated = || prose().take(HEAD).find_map(|b| dateline(&b.text).map(|d| d.outlet).filter(own));
    printed.or_else(dated).or_else(|| prose().find_map(|b| reporter_of(&b.text)))
}

/// The credit line `text` consists of: （海城日報2031年5月23日A2版）, (原載《海城日報》2031-05-23). It says where and when
/// the text was printed, which outranks the agency and day of a dateline.
pub(crate) fn credit(text: &str) -> Option<Dateline<'_>> {
    let inner = text.trim().strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    if inner.len() > DATELINE {
        return None;
    }
    let body = ["原載於", "原载于", "原載", "原载", "刊於", "刊于", "載於", "载于"]
        .iter()
        .find_map(|p| inner.strip_prefix(p))
        .unwrap_or(inner);
    let body = body.trim_start_matches('《');
    let end = match TABLE.opening(body) {
        Some((name, _)) => name.len(),
        None => unknown(body)?.0,
    };
    let rest = body[end..].trim_start_matches(|c: char| c == '》' || c == '，' || is_white(c));
    rest.starts_with(|c: char| c.is_ascii_digit())
        .then_some(Dateline { outlet: &body[..end], end: text.len() })
}

/// The outlet of a reporter's line: ●某報記者 某某 某地報道, 整理：某報記者 某某.
pub(crate) fn reporter_of(text: &str) -> Option<&str> {
    if text.len() > 120 || !(text.contains("記者") || text.contains("记者")) || text.contains(['，', '。'])
    {
        return None;
    }
    let body = text.trim_start_matches(|c: char| is_white(c) || matches!(c, '●' | '【' | '（' | '(' | '■'));
    let body = ["整理：", "撰文：", "編譯：", "编译：", "文：", "採訪："]
        .iter()
        .find_map(|label| body.strip_prefix(label))
        .unwrap_or(body);
    let (name, _) = TABLE.opening(body)?;
    let rest = &body[name.len()..];
    (rest.starts_with("記者") || rest.starts_with("记者")).then_some(&body[..name.len()])
}

/// Whether a document is written in simplified characters.
fn is_simplified(blocks: &[Block], metadata: &Metadata) -> bool {
    match metadata.language.as_deref() {
        Some("zh-Hans") => true,
        Some("zh-Hant") => false,
        _ => {
            let longest = blocks.iter().take(12).max_by_key(|b| b.text.len());
            longest.and_then(|b| script::language(&b.text)) == Some("zh-Hans")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::Url;
    use tifa_text::SourceMap;

    fn paragraph(text: &str) -> Block {
        Block::new(BlockKind::Paragraph, text.to_owned(), SourceMap::verbatim(0, text.len()))
    }

    #[test]
    fn datelines() {
        for (text, want) in [
            ("香港文匯報訊（記者某甲）會談", Some("香港文匯報")),
            ("新华社北京7月9日电 会谈", Some("新华社")),
            ("（中央社台北9日電）會談", Some("中央社")),
            ("央视网消息（新闻联播）：会谈", Some("央视网")),
            ("海城日報訊 會談", Some("海城日報")),
            ("本报讯（记者某乙）会谈", Some("本报")),
            ("【大公報訊】記者某甲報道", Some("大公報")),
            ("新華社昨日公布數字", None),
            ("據新華社北京九日電，會談", None),
            ("他在電話中說", None),
        ] {
            assert_eq!(dateline(text).map(|d| d.outlet), want, "{text}");
        }
    }

    #[test]
    fn credits() {
        for (text, want) in [
            ("（海城日報2031年5月23日A2版，記者某甲）", Some("海城日報")),
            ("（原载《北岛早报》2031-05-23）", Some("北岛早报")),
            ("（海城日報資料圖片）", None),
            ("（2031年5月23日）", None),
        ] {
            assert_eq!(credit(text).map(|c| c.outlet), want, "{text}");
        }
        for (author, want) in
            [("海城日報記者某甲", Some("海城日報")), ("北岛早报", Some("北岛早报")), ("某甲", None)]
        {
            let metadata = Metadata { author: Some(author.to_owned()), ..Metadata::default() };
            assert_eq!(outlet(&[paragraph("會談舉行。")], "", &metadata).map(|o| o.0).as_deref(), want);
        }
    }

    #[test]
    fn addresses() {
        for (url, text, want) in [
            ("https://www.hkcnews.com/article/1/a", "會談", Some("眾新聞")),
            ("https://www.zaobao.com/realtime/x", "会谈两国这说", Some("联合早报")),
            ("http://world.people.com.cn/n1/2031", "会谈两国这说", Some("人民网")),
            ("https://tv.cctv.com/2031/01/02/x.shtml", "会谈两国这说", Some("新闻联播")),
            ("https://www.mfa.gov.cn/x", "会谈两国这说", Some("中国外交部")),
            ("https://notzaobao.com/x", "會談", None),
        ] {
            let url = Some(Url { original: url.to_owned(), unwrapped: url.to_owned() });
            let metadata = Metadata { url, ..Metadata::default() };
            let got = outlet(&[paragraph(text)], "", &metadata);
            assert_eq!(got.as_ref().map(|(n, _)| n.as_str()), want);
        }
    }

    #[test]
    fn reporters_and_heads() {
        let got = outlet(
            &[paragraph("會談。"), paragraph("●香港文匯報記者 某甲 海城報道")],
            "",
            &Metadata::default(),
        );
        assert_eq!(got, Some(("香港文匯報".to_owned(), Evidence::Dateline)));
        let mut head = paragraph("立法會 ─ 2031年 5月 2日");
        head.kind = BlockKind::Boilerplate;
        let got = outlet(&[head, paragraph("開會。")], "", &Metadata::default());
        assert_eq!(got, Some(("立法會".to_owned(), Evidence::Body)));
    }

    #[test]
    fn names_of_the_metadata() {
        for (named, want) in [
            ("人民网-海城频道", "人民网"),
            ("央视", "央視網"),
            ("人民日報海外版", "人民日報海外版"),
            ("海城日報", "海城日報"),
        ] {
            let metadata = Metadata { outlet: Some(named.to_owned()), ..Metadata::default() };
            assert_eq!(outlet(&[paragraph("會談舉行。")], "", &metadata).map(|o| o.0).as_deref(), Some(want));
        }
    }

    #[test]
    fn names() {
        assert!(is_outlet("《環球時報》") && is_outlet("环球时报") && is_outlet("CNN"));
        assert!(!is_outlet("王某") && !is_outlet(""));
    }

    #[test]
    fn the_table_is_whole() {
        for outlet in &TABLE.outlets {
            assert!(
                !outlet.traditional.is_empty() && !outlet.simplified.is_empty() && !outlet.domains.is_empty()
            );
        }
        assert!(TABLE.outlets.len() >= 80);
    }
}
