//! Invented samples of every form, to be mutated.

use super::bodies::packed;

/// A page of a newspaper's site.
const PAGE: &str = r#"<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>海灣三國外長會晤 - 河谷日報</title>
<meta property="article:published_time" content="2031-04-05T09:30:00+08:00"><script>var a = "<p>";</script></head>
<body><nav><a href="/">首頁</a> | 國際</nav><article><h1>海灣三國外長會晤</h1><p>【河谷日報訊】東嶺外長林遠山周六表示，&ldquo;三方應
保持對話&rdquo;，不應採取單方面行動。</p><p>他又說：「航道問題可以談。」<br>西洲外長則拒絕評論。</p>
<figure><img src="a.jpg"><figcaption>三國外長合照。（資料圖片）</figcaption></figure>
<ul><li>恢復漁業磋商</li><li>擴大直航</li></ul><table><tr><td>直航</td><td>12班</td></tr></table></article>
<footer>&copy; 河谷日報 訂閱電子報</footer></body></html>"#;

/// A post with front matter, a shortcode, a quotation and a tail.
const POST: &str = "---\ntitle: \"林遠山：航道對話要重啟\"\ndate: 2031-04-05T10:00:00+08:00\ntags: [東嶺, 西洲]\nauthor: 河谷日報\n\
url: https://web.archive.org/web/20310406/https://example.org/%25E6%259D%25B1\n---\n\n## 三點建議\n\n東嶺外長[林遠山](https://example.org/a_(b))\
表示，雙方應**重啟**對話。他指出：「第一，恢復磋商；第二，擴大直航；第三，『不設前提』。」\n\n{{< video id=\"x\" >}}\n\n> 這是引文。\n\n\
* 第一項\n* 第二項\n\n1. 甲\n2. 乙\n\n<div class=\"ad\">廣告</div>\n\n| 項目 | 數目 |\n|---|---|\n| 直航 | 12 |\n\n---\n\n訂閱本報 &amp; 支持我們\n";

/// A hard-wrapped interview with its headline at the end.
const WRAPPED: &str = "　　河谷通讯社记者：请问您如何看待\n两国关系的下一步？\n　　林远山：我们主张不对抗、不脱\n钩，通过对话解决分歧。“合则共进，分\n则两失”，这是\
历史的结论。\n　　东岭电视台记者：渔业磋商何时恢\n复？\n　　林远山：本月24日。谢谢！\n\n林远山就两国关系答记者问\n";

/// A spread: articles, a box, captions, a column break in a sentence.
const SPREAD: &str = "專訪林遠山：航道三步走\n\n●林遠山在會議上發言。 資料圖片\n\n【河谷日報訊】（記者 何青）林遠山日前接受訪問時表示，東嶺願與\n\n●西洲港口。 \
法新社\n\n西洲保持接觸，但「前提是互相尊重」。\n\n專家：對話窗口已開\n\n海灣大學教授周南認為，渡輪增至2,200多隻班次，有待核實。\n\nA4 要聞 2031年4月5日\n";

/// Turns, questions and answers.
const TURNS: &str = "主席：\n多謝各位。\n\n何青議員問：\n（一）渡輪班次有多少；\n（二）會否增加？\n\n運輸局局長答覆：\n主席女士，就何議員的質詢，我答覆如下：\n現時每日\
34班，較去年增加一成半。\n\n(掌聲)\n";

/// Records, one a line.
const LINES: &str = "{\"title\":\"工作報告\",\"date\":\"2031-03-05\",\"text\":\"各位代表：\\n我代表政府報告工作。\",\"outlet\":\"東嶺政府\"}\n\
{\"title\":null,\"content\":\"會談\\u4e2d，雙方同意。\",\"tags\":[\"甲\",1,{}]}\nnot json\n[1,2]\n";

/// A table with quoted cells.
const TABLE: &str = "date,title,text,url\n2031-04-05,\"會談, 第一輪\",\"雙方表示\n「同意」\"\"繼續\"\"\",https://example.org\n2031/4/6,短,,\n";

/// The text of a Word document: a heading, a tracked change, the same again for older programs, references.
const WORD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="x"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>
<w:r><w:t>航道對話要重啟</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">林遠山說：「航道</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del>
<w:r><w:tab/><w:t>可以談&amp;#x3002;&lt;」</w:t><w:br/><w:t/></w:r></w:p><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>框內</w:t></w:r></w:p></mc:Choice>
<mc:Fallback><w:p><w:r><w:t>框內</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:body></w:document>"#;

/// Front matter, YAML and TOML.
const YAML: &str = "title: 'a: b'\ndate: 2031-04-05\ntags:\n  - 甲\n  - &x 乙\nnested: {a: [1, 2], b: *x}\ntext: |\n  行一\n  行二\n";
const TOML: &str = "title = \"林遠山\"\ndate = 2031-04-05T10:00:00Z\ntags = [\"甲\", \"乙\"]\n[params]\nauthor = '''何青'''\n";

/// Prose for the record.
const PROSE: &str = "林遠山5日在海灣論壇上表示，東嶺不會接受單方面的安排。他強調：「大門是開的。」發言人何青指出，據河谷通訊社報道，西洲外長曾稱東嶺「言而無信」\
，她對此「堅決反對」。雙方同意，下月舉行第二輪磋商。\n\n分析認為，這是緩和的訊號。周南說，關鍵在於渔业磋商能否恢复；“如果不能，一切免谈。”\n";

/// Prose for the docket: points, mechanisms, undertakings, figures, claims, lists.
const ISSUES: &str = "林遠山4月5日提出三點建議：一、重啟中日漁業磋商；二、擴大直航；三、妥善管控分歧。雙方同意，下月舉行第二輪磋商，簽署《海上協定》。\
東嶺承諾，年底前開放26個港口，只要西洲停止干擾，就增派至少12支醫療隊。\n\n對於西洲指東嶺封鎖水道，林遠山否認封鎖水道，並稱有關說法毫無根據。\
事實是，東嶺已提供2,200多隻雙口罩、350噸糧食。\n\n首先，管控分歧；其次，深化合作；第三，保持對話。\n";

/// Calendar expressions of every kind.
const DAYS: &str = "當地時間周四（4月3日）至周五，上月9日和12日，今（9）日，二〇三一年三月5日至7日，去年底，1979-1989年，上世紀90年代，\
2030/31年度，農曆八月十五日，本（10）月17日，將於下周二，2031-04-09，民國109年7月9日，年內，當年，翌日，2月30日\n3至5月、26、27日";

/// Numbers of every form.
const NUMBERS: &str = "一百零五箱，1,234,567票，１２３，1.2萬億元，4萬5千，3億2000萬，廿四，俩，二〇三〇，壹佰貳拾叁萬，負三度，-5%，\
120多億隻，十餘人，數十項，三四十名，一個半小時，三年半，三分之一，百分之三十，三成半，七五折，3～5萬，5%至10%，26到36，1 1/3，\
兩打，1,23,45，2031-04-09，12:30，F-16，9999999999999999999999999999999999999999，一亿亿亿亿亿亿，百萬萬分之七";

/// The samples of a target.
pub fn of(target: &str) -> Vec<Vec<u8>> {
    let texts: &[&str] = match target {
        "html" => &[PAGE, "<p>一<p>二", "<html><body><table><tr><td>甲"],
        "markdown" => &[POST, PROSE],
        "front_matter" => &[YAML, TOML],
        "json_lines" => &[LINES, "{\"title\":\"會談\",\"body\":[\"甲\",\"乙\"]}"],
        "csv" => &[TABLE],
        "docx" => &[WORD],
        "plain" => &[WRAPPED, SPREAD, TURNS, PROSE],
        "transcript" => &[TURNS, WRAPPED],
        "calendar" => &[DAYS, PROSE],
        "numbers" => &[NUMBERS, SPREAD],
        "record" => &[PROSE, POST, WRAPPED],
        "docket" => &[ISSUES, NUMBERS, POST, SPREAD],
        _ => &[PROSE, WRAPPED, POST, SPREAD],
    };
    let mut samples: Vec<Vec<u8>> = texts.iter().map(|t| t.as_bytes().to_vec()).collect();
    match target {
        "decode" => samples.extend(encoded()),
        "docx" => samples.push(packed("word/document.xml", WORD.as_bytes())),
        _ => {}
    }
    samples
}

/// Text in encodings other than UTF-8: 對話 in Big5, 对话 in GB18030, both in UTF-16.
fn encoded() -> Vec<Vec<u8>> {
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        mark.into_iter().chain("對話：「航道」。".encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
    };
    vec![
        b"\xb9\xef\xb8\xdc\xa1A\xa1u\xb9\xef\xb8\xdc\xa1v".repeat(8),
        b"\xb6\xd4\xbb\xb0\xa3\xac\xa1\xb0\xb6\xd4\xbb\xb0\xa1\xb1".repeat(8),
        utf16([0xff, 0xfe], u16::to_le_bytes),
        utf16([0xfe, 0xff], u16::to_be_bytes),
        [b"\xef\xbb\xbf".as_slice(), PROSE.as_bytes()].concat(),
    ]
}
