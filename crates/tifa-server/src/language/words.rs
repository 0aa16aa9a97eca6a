//! Every word of the interface, in the three languages, by what it says.

use super::Words;

macro_rules! words {
    ($($name:ident: $hant:literal, $hans:literal, $en:literal;)*) => {
        $(pub const $name: Words = [$hant, $hans, $en];)*
    };
}

// The frame of every page.
words! {
    NAME: "提法", "提法", "tifa";
    MOTTO: "誰在何時何地，以哪些原話說了什麼", "谁在何时何地，以哪些原话说了什么", "Who said what, when, in which exact words";
    SKIP: "跳到正文", "跳到正文", "Skip to content";
    NAVIGATION: "主選單", "主菜单", "Main";
    LANGUAGE: "介面語言", "界面语言", "Language of the interface";
    SEARCH: "檢索", "检索", "Search";
    FOOT: "只記錄並註明出處，不作評斷。此處沒有，只表示這個檔案庫裡沒有。", "只记录并注明出处，不作评断。此处没有，只表示这个档案库里没有。", "Recorded and cited, not judged. What is absent here is absent from this archive.";
}

// Search.
words! {
    QUERY: "詞句", "词句", "Words";
    QUERY_HELP: "繁簡、全形半形、斷行與輕標點皆不論：脱钩也找到脫鈎。整句照打即可，但不跨越句號、問號與嘆號。", "繁简、全角半角、断行与轻标点皆不论：脱钩也找到脫鈎。整句照打即可，但不跨越句号、问号与叹号。", "Script, width, line breaks and light punctuation do not matter: 脱钩 finds 脫鈎. Type a phrase as it is; it does not cross the end of a sentence.";
    SPEAKER: "講者", "讲者", "Speaker";
    OUTLET: "媒體", "媒体", "Outlet";
    OCCASION: "場合", "场合", "Occasion";
    ADDRESSEE: "對誰說", "对谁说", "Addressee";
    MODE: "方式", "方式", "Mode";
    ANY: "不限", "不限", "Any";
    DIRECT: "直接引語", "直接引语", "direct";
    INDIRECT: "轉述", "转述", "indirect";
    MIXED: "轉述帶原話", "转述带原话", "mixed";
    FROM: "自", "自", "From";
    TO: "至", "至", "To";
    SORT: "次序", "次序", "Order";
    OLDEST: "由舊到新", "由旧到新", "Oldest first";
    NEWEST: "由新到舊", "由新到旧", "Newest first";
    MORE_FILTERS: "更多條件", "更多条件", "More conditions";
    PLACES_IN: "{} 處，{} 篇", "{} 处，{} 篇", "{} places in {} documents";
    NOTHING_FOUND: "這個檔案庫裡沒有這樣的詞句。", "这个档案库里没有这样的词句。", "These words do not stand in this archive.";
    NOTHING_HELP: "試試較短的詞句、少一些條件，或檢查日期。", "试试较短的词句、少一些条件，或检查日期。", "Try fewer words, fewer conditions, or other days.";
    NEXT: "下一頁", "下一页", "Next";
    FIRST_PAGE: "回到第一頁", "回到第一页", "Back to the first page";
    CHANGED_SINCE: "檔案庫在翻頁之間有了變化，各頁可能有重複或遺漏。", "档案库在翻页之间有了变化，各页可能有重复或遗漏。", "The archive has changed since the page before: places may repeat or be missing between pages.";
    BY_YEAR: "年份", "年份", "By year";
    BY_OUTLET: "媒體", "媒体", "By outlet";
    BY_SPEAKER: "講者", "讲者", "By speaker";
    OF_FIRST: "首 {} 處之中", "首 {} 处之中", "among the first {} places";
    COUNT_SPEAKERS: "按講者統計", "按讲者统计", "Count speakers";
    NOBODY: "敘述者", "叙述者", "the narrator";
    UNDATED: "日期不詳", "日期不详", "undated";
    TAKE_AWAY: "去掉這個條件", "去掉这个条件", "Remove this condition";
}

// The archive in numbers.
words! {
    IN_NUMBERS: "檔案庫", "档案库", "The archive";
    N_DOCUMENTS: "文件", "文件", "documents";
    N_TEXTS: "不同的正文", "不同的正文", "different texts";
    N_STATEMENTS: "言論", "言论", "statements";
    N_SPEAKERS: "講者", "讲者", "speakers";
    N_OUTLETS: "媒體", "媒体", "outlets";
    EMPTY: "檔案庫還是空的。", "档案库还是空的。", "The archive is empty.";
    EMPTY_HELP: "把剪報或整個資料夾放進來，即可檢索。", "把剪报或整个文件夹放进来，即可检索。", "Add clippings or a whole folder, and they can be searched.";
}

// A document.
words! {
    PROVENANCE: "出處", "出处", "Provenance";
    FILE: "檔案", "文件", "File";
    ENCODING: "編碼", "编码", "Encoding";
    PUBLISHED: "刊出", "刊出", "Published";
    EVIDENCE: "日期依據：{}", "日期依据：{}", "day taken from the {}";
    FRONT_MATTER: "檔首資料", "档首资料", "front matter";
    DATELINE: "電頭", "电头", "dateline";
    FILE_NAME: "檔名", "文件名", "file name";
    BODY: "正文", "正文", "text";
    USER: "加入者", "加入者", "person who added it";
    METADATA: "旁附的資料", "旁附的资料", "metadata beside it";
    EVENT_DAY: "事件之日", "事件之日", "Day of the event";
    AUTHOR: "作者", "作者", "Author";
    ADDRESS: "網址", "网址", "Address";
    WITNESSES: "同文的其他文件", "同文的其他文件", "Other witnesses of this text";
    ORIGINAL: "原檔", "原件", "Original file";
    STATEMENTS: "言論", "言论", "Statements";
    NO_STATEMENTS: "這裡沒有找到言論。", "这里没有找到言论。", "No statements were found here.";
    CUE: "提示語", "提示语", "cue";
    VIA: "經由", "经由", "via";
    AT: "於", "于", "at";
    BYTES: "位元組 {}–{}", "字节 {}–{}", "bytes {}–{}";
    CITATION: "引文與出處", "引文与出处", "Quotation with citation";
    COPY: "複製", "复制", "Copy";
    COPIED: "已複製", "已复制", "Copied";
    PERMALINK: "固定網址", "固定网址", "Permalink";
    SHOW_HANT: "用繁體顯示正文", "用繁体显示正文", "Show the text in Traditional characters";
    SHOW_HANS: "用簡體顯示正文", "用简体显示正文", "Show the text in Simplified characters";
    AS_PRINTED: "照原樣顯示正文", "照原样显示正文", "Show the text as printed";
    CONVERTED: "正文已轉換字形，僅供閱讀；引用請照原樣。", "正文已转换字形，仅供阅读；引用请照原样。", "The text is shown in another script for reading only; quote it as printed.";
}

// What went wrong, and the door.
words! {
    PROBLEM: "未能完成", "未能完成", "This did not work";
    NO_SUCH_PAGE: "這裡沒有這一頁。", "这里没有这一页。", "There is no such page.";
    BACK_HOME: "回到首頁", "回到首页", "Back to the start";
    FORM_OLD: "這個表單已經過期，請重新載入頁面再試。", "这个表单已经过期，请重新载入页面再试。", "This form is too old; load the page again and try once more.";
    ENTER: "輸入通行碼", "输入通行码", "Enter the token";
    TOKEN: "通行碼", "通行码", "Token";
    OPEN: "進入", "进入", "Enter";
    WRONG_TOKEN: "通行碼不對。", "通行码不对。", "That is not the token.";
}
