//! Clippings that try to be more than text; all of it invented. What runs would call `pwned`.

/// Markup that runs, or loads, or lays itself over a page, where it is not taken for text.
pub(crate) const PAYLOADS: &[&str] = &[
    "<script>pwned(1)</script>",
    "<ScRiPt\t>pwned(2)</sCrIpT >",
    "<scr<script>ipt>pwned(3)</scr</script>ipt>",
    "</title><script>pwned(4)</script>",
    "</textarea><script>pwned(5)</script>",
    "</style></script><script>pwned(6)</script>",
    "<img src=x onerror=pwned(7)>",
    "<img/src=x/onerror=pwned(8)//",
    "\"><img src=x onerror=pwned(9)>",
    "' onmouseover='pwned(10)' x='",
    "\" autofocus onfocus=pwned(11) x=\"",
    "` onclick=pwned(12) `",
    "<svg onload=pwned(13)><animate onbegin=pwned(14) attributeName=x dur=1s>",
    "<svg><script href=\"data:text/javascript,pwned(15)\"/></svg>",
    "<svg><a xlink:href=\"javascript:pwned(16)\"><text y=9>甲</text></a></svg>",
    "<svg><foreignObject><iframe srcdoc=\"<script>pwned(17)</script>\"></iframe></foreignObject></svg>",
    "<math><maction actiontype=statusline xlink:href=javascript:pwned(18)>乙</maction></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=pwned(19)&gt;\">",
    "<!--><script>pwned(20)</script>-->",
    "<!--[if gte IE 4]><script>pwned(21)</script><![endif]-->",
    "<![CDATA[<script>pwned(22)</script>]]>",
    "<?xml-stylesheet href=\"javascript:pwned(23)\"?>",
    "&lt;script&gt;pwned(24)&lt;/script&gt;",
    "&#60;script&#62;pwned(25)&#x3c/script&#x3e",
    "&ltscript&gtpwned(26)&lt/script&gt &#0; &#xD800; &#x110000; &amp &",
    "<a href=\"javascript:pwned(27)\">丙</a>",
    "<a href=\" &#14; java\tscript\n:pwned(28)\">丁</a>",
    "<a href=\"data:text/html;base64,PHNjcmlwdD5wd25lZCgyOSk8L3NjcmlwdD4=\">戊</a>",
    "<a href=\"vbscript:pwned(30)\">己</a>",
    "[庚](javascript:pwned(31)) ![辛](data:image/svg+xml,<svg/onload=pwned(32)>) <javascript:pwned(33)>",
    "[壬]: javascript:pwned(34) \"'onload='pwned(34)\"",
    "<iframe src=javascript:pwned(35)></iframe><object data=javascript:pwned(36)><embed src=javascript:pwned(37)>",
    "<base href=\"https://elsewhere.example/\"><link rel=stylesheet href=//elsewhere.example/x.css>",
    "<meta http-equiv=refresh content=\"0;url=javascript:pwned(38)\">",
    "<form action=javascript:pwned(39)><input type=submit formaction=javascript:pwned(40)><button form=x>",
    "<style>@import 'https://elsewhere.example/x.css'; body{background:url(javascript:pwned(41))}</style>",
    "<div style=\"position:fixed;inset:0;background:url(https://elsewhere.example/x)\">癸</div>",
    "<details open ontoggle=pwned(42)><video><source onerror=pwned(43)></video></details>",
    "<template><script>pwned(44)</script></template><noscript><p title=\"</noscript><img src=x onerror=pwned(45)>\">",
    "<div hx-get=/add hx-trigger=load hx-on:click=pwned(46) data-hx-on:load=pwned(47) data-events=//elsewhere.example>",
    "<main id=content><p class=\"drop\" data-key=c>",
    "{{constructor.constructor('pwned(48)')()}} ${pwned(49)} #{pwned(50)} <%= pwned(51) %> {% raw %} @(pwned(52))",
    "＜script＞pwned(53)＜／script＞ ‹script›pwned(54)‹/script›",
    "+ADw-script+AD4-pwned(55)+ADw-/script+AD4-",
    "\u{202e}>tpircs/<\u{202c}<scr\u{200b}ipt>pwned(56)</scr\u{ad}ipt>\u{2028}\u{2029}\u{feff}\u{7f}\u{85}",
    "<\u{0}script>pwned(57)</script\u{0}><ſcript>pwned(58)</ſcript><ﬆyle>",
    "<x onclick=pwned(59)><x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">pwned(60)</x:script>",
    "\\u003cscript\\u003epwned(61)\\u003c/script\\u003e \\x3cscript\\x3epwned(62)",
];

/// Addresses that must never become links.
pub(crate) const ADDRESSES: &[&str] = &[
    "javascript:pwned(1)",
    "JaVaScRiPt:pwned(2)//https://河谷.example/",
    " javascript:pwned(3)",
    "java\\tscript:pwned(4)",
    "data:text/html,<script>pwned(5)</script>",
    "vbscript:pwned(6)",
    "https:javascript:pwned(7)",
    "https://elsewhere.example/\"><script>pwned(8)</script>",
    "https://elsewhere.example/' onmouseover='pwned(9)",
    "//elsewhere.example/x",
    "http://web.archive.example/web/2031/javascript:pwned(10)",
];

/// Files of every format with the payloads wherever a file says something: name, front matter, cells, members, elements, text.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for (i, payload) in PAYLOADS.iter().enumerate() {
        let address = ADDRESSES[i % ADDRESSES.len()];
        let day = format!("2031-{:02}-{:02}", 1 + i % 12, 1 + i % 28);
        let json = |text: &str| serde_json::to_string(text).unwrap();
        let one_line = payload.replace(['\n', '\t', '\0'], " ");
        let said = format!(
            "發言人{payload}甲說：「港口之約{payload}是壓艙石。」\n\n霧國承諾{payload}將開放26個港口，雙方同意舉行海事磋商{payload}。\n\n\
             外長提出兩點建議：一、{payload}；二、擴大合作。{payload}指責霧國{payload}，霧國否認{payload}，稱毫無根據。\n"
        );
        let front = format!(
            "---\ntitle: {}\ndate: {day}\nauthor: {}\noutlet: {}\nurl: {}\n---\n\n",
            json(&one_line),
            json(&one_line),
            json(&one_line),
            json(address)
        );
        all.push((format!("m{i}.md"), format!("{front}{said}").into_bytes()));
        all.push((format!("t{i}.txt"), format!("{one_line}\n\n{said}").into_bytes()));
        let page = format!(
            "<!DOCTYPE html><html><head><title>{payload}</title><meta name=\"author\" content=\"{payload}\">\
             <link rel=\"canonical\" href=\"{address}\"><meta property=\"og:site_name\" content=\"{payload}\"></head>\
             <body onload=\"pwned(0)\"><article><h1>{payload}</h1><p>{said}</p><p><a href=\"{address}\">{said}</a></p></article></body></html>"
        );
        all.push((format!("h{i}.html"), page.into_bytes()));
        let record = serde_json::json!({
            "title": payload, "date": day, "author": payload, "outlet": payload, "url": address, "text": said,
        });
        all.push((format!("j{i}.jsonl"), format!("{record}\n").into_bytes()));
        all.push((format!("k{i}.json"), serde_json::json!([record]).to_string().into_bytes()));
        let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let row = [*payload, &day, payload, payload, address, &said].map(cell).join(",");
        all.push((format!("c{i}.csv"), format!("title,date,author,outlet,url,text\n{row}\n").into_bytes()));
    }
    all.push(("<img src=x onerror=pwned(0)>.txt".to_owned(), "發言人說：「港口之約仍在。」\n".into()));
    all.push(("\"onmouseover=pwned(0) x=\".md".to_owned(), "發言人說：「港口之約還在。」\n".into()));
    // Bytes that are no UTF-8: overlong, cut off, and a page that claims to be UTF-7.
    all.push(("overlong.txt".to_owned(), b"\xc0\xbcscript\xc0\xbepwned(0)\xe6\xb8".to_vec()));
    let utf7 = "<html><head><meta charset=\"utf-7\"></head><body><p>+ADw-script+AD4-pwned(0)+ADw-/script+AD4-</p></body></html>";
    all.push(("utf7.html".to_owned(), utf7.into()));
    all
}
