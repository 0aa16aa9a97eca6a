//! Every sentence of the page that is not from a clipping, in each language, in the terms of docs/glossary.md.

/// Language of the page. The texts of the clippings stay as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese in Traditional characters.
    Traditional,
    /// Chinese in Simplified characters.
    Simplified,
}

impl Language {
    pub(super) fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::Traditional => &TRADITIONAL,
            Self::Simplified => &SIMPLIFIED,
        }
    }
}

/// The sentences in one language.
pub(super) struct Words {
    /// BCP 47.
    pub tag: &'static str,
    pub evidence: &'static str,
    /// How many findings in how many documents, packed when.
    pub counts: fn(usize, usize, &str) -> String,
    pub chosen: &'static str,
    pub neutral: &'static str,
    pub sources: &'static str,
    pub verify: &'static str,
    pub nobody: &'static str,
    pub said: &'static str,
    pub published: &'static str,
    pub undated: &'static str,
    /// Where the words are: first byte, one past the last, and the encoding when they count decoded text.
    pub bytes: fn(u32, u32, Option<&str>) -> String,
    pub original: &'static str,
    pub author: &'static str,
    pub address: &'static str,
    pub web_archive: &'static str,
    pub document: &'static str,
    pub findings: &'static str,
    /// Kinds of findings and modes, by the word of the record.
    pub kinds: &'static [(&'static str, &'static str)],
    pub unchanged: &'static str,
    pub or_bagit: &'static str,
    pub originals: &'static str,
    pub first: &'static str,
    pub counted: &'static str,
    pub machines: &'static str,
    pub managers: &'static str,
}

impl Words {
    /// What the reader calls a kind or a mode; the record's own word where there is none.
    pub fn kind<'a>(&'a self, word: &'a str) -> &'a str {
        self.kinds.iter().find(|(name, _)| *name == word).map_or(word, |(_, shown)| shown)
    }
}

const ENGLISH: Words = Words {
    tag: "en",
    evidence: "Evidence pack",
    counts: |findings, documents, day| {
        let of = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        format!("{} in {}, packed on {day}.", of(findings, "finding"), of(documents, "document"))
    },
    chosen: "Chosen by: ",
    neutral: "The words are marked exactly as printed. Nothing here is weighed or judged, and what is not here is absent \
              from one archive, no more.",
    sources: "Sources",
    verify: "How to verify this pack",
    nobody: "no speaker named",
    said: "said",
    published: "published",
    undated: "undated",
    bytes: |start, end, encoding| match encoding {
        Some(encoding) => format!("Bytes {start}–{end} of the text decoded from {encoding}: "),
        None => format!("Bytes {start}–{end} of the original: "),
    },
    original: "original",
    author: "by",
    address: "address",
    web_archive: "web archive",
    document: "document",
    findings: "findings",
    kinds: &[("place", "words found")],
    unchanged: "Nothing was changed since it was packed. In the folder that holds bagit.txt, run",
    or_bagit: "or, with Python's bagit,",
    originals: "The originals are what they are called: each file in data/originals is named by its own SHA-256. Compare \
                the hash with that of another copy of the clipping, or ask whoever holds the archive.",
    first: "The words stand where it says. In data, the first finding is printed by",
    counted: "Bytes are counted from 0 in the original, with the markup and line breaks that are left out above. Where the \
              original is not UTF-8, they are counted after it was decoded.",
    machines: "The same findings for machines: ",
    managers: "The sources for a reference manager: ",
};

const TRADITIONAL: Words = Words {
    tag: "zh-Hant",
    evidence: "證據包",
    counts: |findings, documents, day| format!("{documents} 篇文獻中的 {findings} 條所得，{day} 打包。"),
    chosen: "選取條件：",
    neutral: "字句按原文逐字標出，不作評判。此處沒有的，只是某一檔案庫沒有，別無他意。",
    sources: "出處",
    verify: "如何核對",
    nobody: "未標明說話人",
    said: "發言",
    published: "刊出",
    undated: "未署日期",
    bytes: |start, end, encoding| match encoding {
        Some(encoding) => format!("由 {encoding} 解碼後文字的第 {start}–{end} 位元組："),
        None => format!("原件第 {start}–{end} 位元組："),
    },
    original: "原件",
    author: "作者",
    address: "網址",
    web_archive: "網頁存檔",
    document: "文獻",
    findings: "所得",
    kinds: &[
        ("place", "檢得字句"),
        ("statement", "發言"),
        ("direct", "直接引語"),
        ("indirect", "間接引語"),
        ("mixed", "混合引語"),
        ("date", "日期"),
        ("occasion", "場合"),
        ("reference", "回指"),
        ("enumeration", "列舉"),
        ("mechanism", "機制"),
        ("commitment", "承諾與要求"),
        ("figure", "數字"),
        ("claim", "說法"),
        ("placement", "列入清單"),
    ],
    unchanged: "打包後未經改動：在 bagit.txt 所在資料夾執行",
    or_bagit: "或用 Python 的 bagit：",
    originals: "原件名實相符：data/originals 中每個檔案以自身的 SHA-256 為名。可與剪報的其他副本比對，或向檔案庫持有人查詢。",
    first: "字句確在所示之處：在 data 資料夾執行以下命令，即印出第一條：",
    counted: "位元組自 0 起計，含上文略去的標記與換行；原件若非 UTF-8，則按解碼後的文字計算。",
    machines: "供程式讀取的同一內容：",
    managers: "供文獻管理軟件匯入的出處：",
};

const SIMPLIFIED: Words = Words {
    tag: "zh-Hans",
    evidence: "证据包",
    counts: |findings, documents, day| format!("{documents} 篇文献中的 {findings} 条所得，{day} 打包。"),
    chosen: "选取条件：",
    neutral: "字句按原文逐字标出，不作评判。此处没有的，只是某一档案库没有，别无他意。",
    sources: "出处",
    verify: "如何核对",
    nobody: "未标明说话人",
    said: "发言",
    published: "刊出",
    undated: "未署日期",
    bytes: |start, end, encoding| match encoding {
        Some(encoding) => format!("由 {encoding} 解码后文字的第 {start}–{end} 字节："),
        None => format!("原件第 {start}–{end} 字节："),
    },
    original: "原件",
    author: "作者",
    address: "网址",
    web_archive: "网页存档",
    document: "文献",
    findings: "所得",
    kinds: &[
        ("place", "检得字句"),
        ("statement", "发言"),
        ("direct", "直接引语"),
        ("indirect", "间接引语"),
        ("mixed", "混合引语"),
        ("date", "日期"),
        ("occasion", "场合"),
        ("reference", "回指"),
        ("enumeration", "列举"),
        ("mechanism", "机制"),
        ("commitment", "承诺与要求"),
        ("figure", "数字"),
        ("claim", "说法"),
        ("placement", "列入清单"),
    ],
    unchanged: "打包后未经改动：在 bagit.txt 所在文件夹执行",
    or_bagit: "或用 Python 的 bagit：",
    originals: "原件名实相符：data/originals 中每个文件以自身的 SHA-256 为名。可与剪报的其他副本比对，或向档案库持有人查询。",
    first: "字句确在所示之处：在 data 文件夹执行以下命令，即印出第一条：",
    counted: "字节自 0 起计，含上文略去的标记与换行；原件若非 UTF-8，则按解码后的文字计算。",
    machines: "供程序读取的同一内容：",
    managers: "供文献管理软件导入的出处：",
};

#[cfg(test)]
mod tests {
    use super::*;
    use tifa_archive::docket::Kind;

    #[test]
    fn every_kind_has_its_word() {
        for language in [Language::Traditional, Language::Simplified] {
            let words = language.words();
            let kinds = Kind::ALL.map(Kind::name);
            for kind in kinds.iter().chain(&["place", "statement", "direct", "indirect", "mixed"]) {
                assert_ne!(words.kind(kind), *kind, "{}", words.tag);
            }
        }
        assert_eq!((ENGLISH.kind("claim"), ENGLISH.kind("place")), ("claim", "words found"));
    }

    #[test]
    fn counts() {
        assert_eq!((ENGLISH.counts)(1, 2, "2031-08-01"), "1 finding in 2 documents, packed on 2031-08-01.");
        assert_eq!((TRADITIONAL.counts)(1, 2, "2031-08-01"), "2 篇文獻中的 1 條所得，2031-08-01 打包。");
    }
}
