//! The words of the interface, in the three languages, by what they say; what has many of its own has a file beside this.

use super::Words;

// The frame of every page.
words! {
    NAME: "提法", "提法", "tifa";
    MOTTO: "誰在何時何地，以哪些原話說了什麼", "谁在何时何地，以哪些原话说了什么", "Who said what, when, in which exact words";
    SKIP: "跳到正文", "跳到正文", "Skip to content";
    SPEAKERS: "講者", "讲者", "Speakers";
    OCCASIONS: "場合", "场合", "Occasions";
    OUTLETS: "媒體", "媒体", "Outlets";
    FORMULATIONS: "提法", "提法", "Formulations";
    COMPARE: "對照", "对照", "Compare";
    VERIFY: "核實引語", "核实引语", "Verify";
    ADD: "加入剪報", "加入剪报", "Add";
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
    GENRE: "文類", "文类", "Kind of document";
    REPORT: "報道", "报道", "report";
    COLUMN: "評論", "评论", "column";
    TRANSCRIPT: "實錄", "实录", "transcript";
    DIRECT: "直接引語", "直接引语", "direct";
    INDIRECT: "轉述", "转述", "indirect";
    MIXED: "轉述帶原話", "转述带原话", "mixed";
    FROM: "自", "自", "From";
    TO: "至", "至", "To";
    SORT: "次序", "次序", "Order";
    OLDEST: "由舊到新", "由旧到新", "Oldest first";
    NEWEST: "由新到舊", "由新到旧", "Newest first";
    MORE_FILTERS: "更多條件", "更多条件", "More conditions";
    PLACES_IN: "{} 處，{} 篇", "{} 处，{} 篇", "{} {place|places} in {} {document|documents}";
    NOTHING_FOUND: "這個檔案庫裡沒有這樣的詞句。", "这个档案库里没有这样的词句。", "These words do not stand in this archive.";
    NOTHING_HELP: "試試較短的詞句、少一些條件，或檢查日期。", "试试较短的词句、少一些条件，或检查日期。", "Try fewer words, fewer conditions, or other days.";
    NEXT: "下一頁", "下一页", "Next";
    FIRST_PAGE: "回到第一頁", "回到第一页", "Back to the first page";
    CHANGED_SINCE: "檔案庫在翻頁之間有了變化，各頁可能有重複或遺漏。", "档案库在翻页之间有了变化，各页可能有重复或遗漏。", "The archive has changed since the page before: places may repeat or be missing between pages.";
    BY_YEAR: "年份", "年份", "By year";
    BY_OUTLET: "媒體", "媒体", "By outlet";
    BY_GENRE: "文類", "文类", "By kind";
    BY_SPEAKER: "講者", "讲者", "By speaker";
    BY_SPEAKER_AND_MODE: "講者與方式", "讲者与方式", "By speaker and mode";
    OF_FIRST: "首 {} 處之中", "首 {} 处之中", "among the first {} places";
    COUNT_SPEAKERS: "按講者與方式統計", "按讲者与方式统计", "Count speakers and modes";
    NOBODY: "敘述者", "叙述者", "the narrator";
    AS_FILE: "存為檔案", "存为文件", "As a file";
    PACK: "證據包（zip）", "证据包（zip）", "Evidence pack (zip)";
    UNDATED: "日期不詳", "日期不详", "undated";
    TAKE_AWAY: "去掉這個條件", "去掉这个条件", "Remove this condition";
}

// The docket.
words! {
    DOCKET: "議題簿", "议题簿", "Docket";
    DOCKET_INTRO: "雙方關係中的每件事到了哪一步：每一項都註明出處，由人確認、更正或駁回。", "双方关系中的每件事到了哪一步：每一项都注明出处，由人确认、更正或驳回。", "Where each matter of a relationship stands. Every entry cites its words; people confirm, correct or reject it.";
    DOCKET_PAGES: "議題簿各頁", "议题簿各页", "Pages of the docket";
    OVERVIEW: "總覽", "总览", "Overview";
    MECHANISMS: "對話機制", "对话机制", "Mechanisms";
    COMMITMENTS: "承諾與要求", "承诺与要求", "Commitments";
    FIGURES: "數字", "数字", "Figures";
    SERIES: "數字沿革", "数字沿革", "Series";
    CLAIMS: "說法與回應", "说法与回应", "Claims";
    ENUMERATIONS: "分點主張", "分点主张", "Enumerations";
    DATES: "日期", "日期", "Dates";
    REFERENCES: "前言提及", "前言提及", "References";
    PLACEMENTS: "清單歸類", "清单归类", "Placements";
    DATE: "日期", "日期", "Date";
    REFERENCE: "前言提及", "前言提及", "Reference";
    MECHANISM: "機制", "机制", "Mechanism";
    COMMITMENT: "承諾與要求", "承诺与要求", "Commitment";
    FIGURE: "數字", "数字", "Figure";
    ENUMERATION: "分點", "分点", "Points";
    PLACEMENT: "清單", "清单", "List";
    LISTS: "三份清單", "三份清单", "The three lists";
    LISTS_NOTE: "講者自己的歸類。沒有人歸類的議題列於最後。", "讲者自己的归类。没有人归类的议题列于最后。", "Where the speakers themselves place a matter. Topics that nobody places stand last.";
    COOPERATION: "合作", "合作", "Cooperation";
    DIALOGUE: "對話", "对话", "Dialogue";
    MANAGED: "管控", "管控", "Managed differences";
    UNPLACED: "未歸類", "未归类", "Unplaced";
    NONE_HERE: "無", "无", "Nothing";
    ALL_OF_LIST: "全部 {} 項", "全部 {} 项", "All {}";
    ABOUT: "關於", "关于", "About";
    AS_OF: "截至", "截至", "As of";
    APPLY: "篩選", "筛选", "Show";
    FILTERS: "條件", "条件", "Conditions";
    N_ENTRIES: "{} 項", "{} 项", "{} entries";
    N_OF_THEM: "{} 項", "{} 项", "{}";
    N_IN_DOCUMENTS: "{} 篇", "{} 篇", "in {} documents";
    ONE_DOCUMENT: "1 篇", "1 篇", "in 1 document";
    NO_ENTRIES: "這個檔案庫裡沒有這樣的條目。", "这个档案库里没有这样的条目。", "There are no such entries in this archive.";
    NO_ENTRIES_HELP: "試試較少的條件或別的日期；檔案庫若是空的，先放入剪報。", "试试较少的条件或别的日期；档案库若是空的，先放入剪报。", "Try fewer conditions or other days; if the archive is empty, add clippings first.";
    SINCE: "{} 起", "{} 起", "since {}";
    FIRST_NAMED: "首見", "首见", "First named";
    LAST_NAMED: "最近提及", "最近提及", "Last named";
    OVERDUE: "預定於 {}，其後本庫未見下文", "预定于 {}，其后本库未见下文", "announced for {}; nothing since in this archive";
    SILENT: "本庫已 {} 個月未見提及", "本库已 {} 个月未见提及", "not named here for {} months";
    NAMES: "各種名稱", "各种名称", "Names";
    PARTIES: "各方", "各方", "Parties";
    TIMELINE: "沿革", "沿革", "Timeline";
    TIMELINE_OF: "{}：各日期的狀態", "{}：各日期的状态", "{}: states by day";
    TIMELINE_NOTE: "實心：雙方都說，或敘述者所述；空心：只有一方說。點越大，同日所見的文件越多。", "实心：双方都说，或叙述者所述；空心：只有一方说。点越大，同日所见的文件越多。", "Filled: said by both, or told by the narrator; hollow: one side's word. The larger, the more documents of that day.";
    STATES: "狀態與語句", "状态与语句", "States and their sentences";
    MENTIONS_TOO: "連單純提及也列出（{}）", "连单纯提及也列出（{}）", "List mere mentions too ({})";
    MENTIONS_NOT: "不列單純提及", "不列单纯提及", "Without mere mentions";
    SEVERAL_NAMED: "有 {} 個機制符合這個名稱", "有 {} 个机制符合这个名称", "{} mechanisms go by this name";
    CLAIMED: "一方所說", "一方所说", "one side's word";
    CONFIRMED_BY_BOTH: "雙方都說", "双方都说", "both sides say so";
    OBSERVED: "敘述者所述", "叙述者所述", "the narrator's word";
    PROPOSED: "提出", "提出", "proposed";
    URGED: "呼籲", "呼吁", "urged";
    AGREED: "商定", "商定", "agreed";
    SCHEDULED: "排定", "排定", "scheduled";
    HELD: "舉行", "举行", "held";
    ONGOING: "進行中", "进行中", "ongoing";
    SUSPENDED: "中止", "中止", "suspended";
    CANCELLED: "取消", "取消", "cancelled";
    ENDED: "終結", "终结", "ended";
    RESUMED: "恢復", "恢复", "resumed";
    NAMED: "提及", "提及", "mentioned";
    PLEDGED: "承諾", "承诺", "pledged";
    DEMANDED: "要求", "要求", "demanded";
    OFFERED: "願意", "愿意", "offered";
    CONDITION: "條件：", "条件：", "condition: ";
    DUE: "期限：", "期限：", "due: ";
    DAY: "日期", "日期", "Day";
    IN_PRINT: "原文", "原文", "As printed";
    VALUE: "數值", "数值", "Value";
    COUNTED: "所計", "所计", "What is counted";
    CLAUSE: "所在語句", "所在语句", "Clause";
    EXACT: "如數", "如数", "exact";
    MORE_THAN: "多於", "多于", "more than";
    LESS_THAN: "少於", "少于", "less than";
    ABOUT_SO: "約", "约", "about";
    RANGE: "區間", "区间", "range";
    DOUBTFUL: "印刷存疑", "印刷存疑", "doubtful print";
    CONTRADICTED: "與同日另一數字不符", "与同日另一数字不符", "another figure of that day differs";
    SERIES_NOTE: "同一數量在不同日期的數字。所缺者不補，印誤者不改。", "同一数量在不同日期的数字。所缺者不补，印误者不改。", "Figures of one quantity on several days. Nothing is filled in or repaired.";
    CHART_OF: "{}：{} 個日期的 {} 個數字", "{}：{} 个日期的 {} 个数字", "{}: figures by day ({} days, {} figures)";
    CHART_KEY: "● 如數　○ 約　▲ 多於　▼ 少於　┃ 區間　✕ 不符或存疑", "● 如数　○ 约　▲ 多于　▼ 少于　┃ 区间　✕ 不符或存疑", "● exact  ○ about  ▲ more than  ▼ less than  ┃ range  ✕ contradicted or doubtful";
    NUMBERS_TABLE: "數字表（{}）", "数字表（{}）", "The numbers ({})";
    CLAIM: "說法", "说法", "Claim";
    ANSWER: "回應", "回应", "Answer";
    POINTS: "{} 點", "{} 点", "{} points";
    POINTS_OF: "找到 {} 點，聲稱 {} 點", "找到 {} 点，声称 {} 点", "{} of {} announced points found";
    WHAT_CAME: "後來如何", "后来如何", "What came of it";
    NOTHING_CAME: "這個檔案庫裡，後來的文件沒有再提到這一項。", "这个档案库里，后来的文件没有再提到这一项。", "No later document of this archive speaks of it.";
    REPETITIONS: "重申", "重申", "Repetitions";
    LATER_EVIDENCE: "後來提到它的段落（佐證，不是結論）", "后来提到它的段落（佐证，不是结论）", "Later passages that speak of it: evidence, no verdict";
    TOLD_KEPT: "據述已履行", "据述已履行", "said to be kept";
    TOLD_BROKEN: "據述未履行", "据述未履行", "said to be broken";
    TOLD_DENIED: "據述否認", "据述否认", "denied";
    TOLD_REPEATED: "重申", "重申", "repeated";
    WHERE_MADE: "這個說法出自何處", "这个说法出自何处", "Where the claim was made";
    NOWHERE_MADE: "這個檔案庫裡沒有找到提出這個說法的言論。", "这个档案库里没有找到提出这个说法的言论。", "The statement in which it was made was not found in this archive.";
    BY_ITS_DAY: "依日期", "依日期", "by its day";
    BY_ITS_WORDS: "依字句", "依字句", "by its words";
}

// The archive in numbers.
words! {
    IN_NUMBERS: "檔案庫", "档案库", "The archive";
    N_DOCUMENTS: "文件", "文件", "documents";
    N_TEXTS: "不同的正文", "不同的正文", "different texts";
    N_STATEMENTS: "言論", "言论", "statements";
    N_SPEAKERS: "講者", "讲者", "speakers";
    N_OUTLETS: "媒體", "媒体", "outlets";
    NOBODY_YET: "這個檔案庫裡還沒有講者。", "这个档案库里还没有讲者。", "This archive has no speakers yet.";
    NO_OUTLETS: "這個檔案庫裡還沒有媒體。", "这个档案库里还没有媒体。", "This archive has no outlets yet.";
    NO_OCCASIONS: "這個檔案庫裡沒有這樣的場合。", "这个档案库里没有这样的场合。", "There are no such occasions in this archive.";
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
    WAYS: "顯示方式", "显示方式", "Ways to show it";
    MARK_ALL: "標出言論與議題", "标出言论与议题", "Mark statements and docket";
    MARK_STATEMENTS: "只標言論", "只标言论", "Statements only";
    MARK_NONE: "不標記", "不标记", "No marks";
    MARGIN: "這一段裡的言論與議題", "这一段里的言论与议题", "Statements and docket entries here";
    BESIDE: "與其他文件共有的段落", "与其他文件共有的段落", "Passages shared with other documents";
    BESIDE_SHOW: "找出與其他文件共有的段落", "找出与其他文件共有的段落", "Find passages shared with other documents";
    BESIDE_NONE: "這個檔案庫裡，沒有其他文件與它共有三十字以上的段落。", "这个档案库里，没有其他文件与它共有三十字以上的段落。", "No other document of this archive shares a passage of thirty characters or more with it.";
    BESIDE_MORE: "只列出字數最多的 {} 篇，共 {} 篇。", "只列出字数最多的 {} 篇，共 {} 篇。", "The {} that share most are shown, of {}.";
    SHARED_CHARACTERS: "{} 字", "{} 字", "{} characters";
    QUOTED_OF: "同一講者的話", "同一讲者的话", "words of one speaker";
    COPIED_OF: "同一段文字", "同一段文字", "the same text";
    EARLIER: "較早", "较早", "earlier";
    LATER: "較晚", "较晚", "later";
    SAME_DAY: "同日", "同日", "same day";
    IN_THIS_DOCUMENT: "在本文中的位置", "在本文中的位置", "its place in this document";
    CONVERTED: "正文已轉換字形，僅供閱讀；引用請照原樣。", "正文已转换字形，仅供阅读；引用请照原样。", "The text is shown in another script for reading only; quote it as printed.";
}

// What went wrong, and the door.
words! {
    PROBLEM: "未能完成", "未能完成", "This did not work";
    PROBLEM_HELP: "檔案庫沒有因此改變。請再試一次；若仍如此，在命令列執行 tifa check。", "档案库没有因此改变。请再试一次；若仍如此，在命令行执行 tifa check。", "The archive is not changed by it. Try once more; if it stays so, run tifa check on the command line.";
    NO_SUCH_PAGE_HELP: "網址也許打錯了，或出自別的檔案庫。可以從檢索開始。", "网址也许打错了，或出自别的档案库。可以从检索开始。", "The address may be mistyped, or of another archive. Searching is a way to begin.";
    NOT_HERE: "這個檔案庫裡沒有所查的。", "这个档案库里没有所查的。", "This archive does not have it.";
    NOT_HERE_HELP: "此處沒有，只表示這個檔案庫裡沒有。也許檔案已更動，或尚未加入。", "此处没有，只表示这个档案库里没有。也许文件已更动，或尚未加入。", "It is absent from this archive, which says nothing of others. The file may have changed, or was not added yet.";
    NOT_ASKED: "這樣查不了。", "这样查不了。", "This cannot be asked.";
    NOT_ASKED_HELP: "下面這一項無法理解；改過再查即可。", "下面这一项无法理解；改过再查即可。", "One part of it is not understood; change it and ask again.";
    NOT_TAKEN: "沒有接受這個表單。", "没有接受这个表单。", "The form was not taken.";
    NOT_TAKEN_HELP: "什麼都沒有改動。重新載入頁面，再試一次。", "什么都没有改动。重新载入页面，再试一次。", "Nothing was changed. Load the page again and try once more.";
    BUSY: "現在還不行。", "现在还不行。", "Not just now.";
    BUSY_HELP: "檔案庫正在忙別的事；稍候再試即可。", "档案库正在忙别的事；稍候再试即可。", "The archive is busy with something else; try again in a moment.";
    TOO_LARGE: "一次送來的太多。", "一次送来的太多。", "This is too much at once.";
    TOO_LARGE_HELP: "分幾次加入，或在命令列用 tifa add 加入整個資料夾。", "分几次加入，或在命令行用 tifa add 加入整个文件夹。", "Send it in parts, or add the whole folder with tifa add on the command line.";
    NO_SUCH_PAGE: "這裡沒有這一頁。", "这里没有这一页。", "There is no such page.";
    BACK_HOME: "回到首頁", "回到首页", "Back to the start";
    FORM_OLD: "這個表單已經過期，請重新載入頁面再試。", "这个表单已经过期，请重新载入页面再试。", "This form is too old; load the page again and try once more.";
    ENTER: "輸入通行碼", "输入通行码", "Enter the token";
    TOKEN: "通行碼", "通行码", "Token";
    OPEN: "進入", "进入", "Enter";
    WRONG_TOKEN: "通行碼不對。", "通行码不对。", "That is not the token.";
}

// A formulation.
words! {
    FORMULATION: "提法", "提法", "Formulation";
    TRACE: "追溯", "追溯", "Trace";
    FOLLOWED: "常見提法", "常见提法", "Formulations that are followed";
    OF_WHICH_DIRECT: "其中 {} 處為直接引語", "其中 {} 处为直接引语", "{} of them direct speech";
    FIRST_ATTESTED: "首見", "首见", "First attested";
    LAST_ATTESTED: "末見", "末见", "Last attested";
    BY_MONTH: "各月文件中含此提法者所佔比例", "各月文件中含此提法者所占比例", "Documents with it as a share of the month's documents in this archive";
    OF_DOCUMENTS: "{}／{} 篇", "{}／{} 篇", "{} of {} {document|documents}";
    NUMBERS: "數字", "数字", "The numbers";
    NAME_OF: "名稱", "名称", "Name";
    PLACES: "處", "处", "places";
    VARIANTS: "異文", "异文", "Variants";
    ATTESTATIONS: "用例", "用例", "Attestations";
    MENTIONED: "敘述中提及", "叙述中提及", "mentioned by the narrator";
}

// A verdict.
words! {
    QUOTATION_OR_DRAFT: "引語，或帶引語的文稿", "引语，或带引语的文稿", "A quotation, or a draft with quotations";
    VERIFY_HELP: "文稿中引號內的話逐一核實；沒有引號的文字整段當作一句引語。", "文稿中引号内的话逐一核实；没有引号的文字整段当作一句引语。", "Of a draft every quotation in quotation marks is looked up; a text without any is taken for a quotation itself.";
    VERDICTS: "核實結果", "核实结果", "Verdicts";
    LEFT_OUT: "另有 {} 處引語未查。", "另有 {} 处引语未查。", "{} {quotation was|quotations were} not looked up.";
    PRINTED: "原文", "原文", "Printed";
    QUOTED: "所引", "所引", "Quoted";
    NOTHING_NEAR: "檔案庫裡沒有相近的話。", "档案库里没有相近的话。", "Nothing in this archive is near.";
    ALIKE: "相似 {}%", "相似 {}%", "{}% alike";
    VERBATIM: "原話", "原话", "Verbatim";
    VERBATIM_MEANS: "原文如此。", "原文如此。", "The words stand as printed.";
    FOLDED: "同文異形", "同文异形", "Folded";
    FOLDED_MEANS: "字形、斷行或標點不同，文字相同。", "字形、断行或标点不同，文字相同。", "The words stand in other script, wrap or punctuation.";
    OUT_OF_CONTEXT: "脫離上下文", "脱离上下文", "Out of context";
    OUT_OF_CONTEXT_MEANS: "原文見於否認、發問或轉引他人的話中。", "原文见于否认、发问或转引他人的话中。", "The words stand inside a denial, a question or another's speech.";
    VARIANT: "有出入", "有出入", "Variant";
    VARIANT_MEANS: "原文與此相近而不全同。", "原文与此相近而不全同。", "Nearly these words stand.";
    INDIRECT_ONLY: "僅見轉述", "仅见转述", "Indirect only";
    INDIRECT_ONLY_MEANS: "只有轉述，沒有直接引語。", "只有转述，没有直接引语。", "The words are reported, nowhere as direct speech.";
    SPLICED: "拼接", "拼接", "Spliced";
    SPLICED_MEANS: "原文分在幾處，被連成一句。", "原文分在几处，被连成一句。", "Pieces that stand apart are run together.";
    OTHER_SPEAKER: "另有其人", "另有其人", "Other speaker";
    OTHER_SPEAKER_MEANS: "有這些話，但不是這位講者說的。", "有这些话，但不是这位讲者说的。", "The words stand, but not as this speaker's.";
    ABSENT: "未見", "未见", "Absent";
    ABSENT_MEANS: "這個檔案庫裡沒有這樣的話。", "这个档案库里没有这样的话。", "Nothing of the kind stands in this archive.";
}

// A comparison.
words! {
    FIRST_REPORT: "第一篇", "第一篇", "First report";
    SECOND_REPORT: "第二篇", "第二篇", "Second report";
    COMPARE_HELP: "填文件的編號或檔名；或以 @ 加場合名稱，對照該場合的全部言論。", "填文件的编号或文件名；或以 @ 加场合名称，对照该场合的全部言论。", "The id or file name of a document; or @ and the name of an occasion, for all that was said there.";
    WHOLE: "敘述者的句子也對照", "叙述者的句子也对照", "The narrator's sentences too";
    SHARED: "第一篇的 {}%、第二篇的 {}% 為兩篇共有。", "第一篇的 {}%、第二篇的 {}% 为两篇共有。", "{}% of the first and {}% of the second stand in both.";
    HOW: "異同", "异同", "How";
    SAME: "相同", "相同", "same";
    CHANGED: "有改動", "有改动", "changed";
    MOVED: "移動", "移动", "moved";
    ONLY_FIRST: "僅第一篇", "仅第一篇", "only first";
    ONLY_SECOND: "僅第二篇", "仅第二篇", "only second";
}

// Adding.
words! {
    FILES: "檔案", "文件", "Files";
    FOLDER: "或整個資料夾", "或整个文件夹", "Or a whole folder";
    ADD_HELP: "Markdown、純文字、HTML、DOCX、JSON Lines；Big5、GB18030、UTF-8 皆可。原檔原樣保存，不作更改。", "Markdown、纯文本、HTML、DOCX、JSON Lines；Big5、GB18030、UTF-8 皆可。原件原样保存，不作更改。", "Markdown, plain text, HTML, DOCX, JSON Lines; Big5, GB18030, UTF-8. Originals are kept as they are and never changed.";
    DROP_HERE: "把檔案或資料夾拖到這裡", "把文件或文件夹拖到这里", "Drop files or folders here";
    GIVEN_DAY: "刊出日期（檔案裡沒有時）", "刊出日期（文件里没有时）", "Day of publication, for files that do not say it";
    GIVEN_OUTLET: "媒體（檔案裡沒有時）", "媒体（文件里没有时）", "Outlet, for files that do not say it";
    ADDING: "正在加入", "正在加入", "Adding";
    ADDED: "已加入", "已加入", "Added";
    ADDED_N: "{} 個檔案：新讀 {}，重複 {}，已有 {}，未收 {}；新增 {} 篇、{} 條言論。", "{} 个文件：新读 {}，重复 {}，已有 {}，未收 {}；新增 {} 篇、{} 条言论。", "{} {file|files}: {} read, {} {duplicate|duplicates}, {} already known, {} refused; {} {document|documents} and {} {statement|statements} added.";
    DONE_OF: "{}／{} 個檔案", "{}／{} 个文件", "{} of {} {file|files}";
    REFUSED: "未收的檔案", "未收的文件", "Refused files";
    REMARKS: "讀入時的提示", "读入时的提示", "Remarks on files that were read";
    NO_FILES: "沒有選檔案。", "没有选文件。", "No file was chosen.";
}
