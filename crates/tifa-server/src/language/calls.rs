//! Words of the page on which the interface for programs is tried.

use super::Words;

words! {
    API: "程式介面", "程序接口", "API";
    API_DESCRIPTION: "OpenAPI 說明", "OpenAPI 说明", "OpenAPI description";
    API_TRY: "試用程式介面", "试用程序接口", "Try the API";
    API_INTRO: "本頁各項皆可就地查詢；所有位址與參數都出自這個伺服器自己的 OpenAPI 說明。", "本页各项皆可就地查询；所有地址与参数都出自这个服务器自己的 OpenAPI 说明。", "Everything the pages show, for programs. Ask here and look at the answer; addresses and parameters come from this server's own description.";
    API_ADDRESS: "位址", "地址", "Address";
    API_PAGES: "長的清單分頁：把回應裡的 next 填入 cursor，即得下一頁。", "长的清单分页：把回应里的 next 填入 cursor，即得下一页。", "Long listings come in pages: give the next of an answer as cursor, and the following page comes.";
    API_PROBLEMS: "不成的查詢，回以 RFC 9457 的問題說明，並指出是哪個參數。", "不成的查询，回以 RFC 9457 的问题说明，并指出是哪个参数。", "What cannot be answered comes back as problem details (RFC 9457), which name the parameter that is meant.";
    API_TOKEN: "這個伺服器要通行碼：程式須附 Authorization: Bearer 標頭，本頁則用您已輸入的通行碼。", "这个服务器要通行码：程序须附 Authorization: Bearer 标头，本页则用您已输入的通行码。", "This server asks for its token: programs send the header Authorization: Bearer, this page uses the one you have given.";
    API_OPERATIONS: "可以查詢的", "可以查询的", "What can be asked";
    API_NEEDED: "必填", "必填", "required";
    API_EXAMPLE: "例：", "例：", "Example: ";
    API_NOTHING_TO_SAY: "沒有參數。", "没有参数。", "No parameters.";
    API_BODY: "送出的 JSON", "送出的 JSON", "JSON to send";
    API_BODY_FIELDS: "JSON 的各欄", "JSON 的各栏", "Fields of the JSON";
    API_WRITES: "這一項會寫入判斷的紀錄，日後只能撤回，不能抹去。", "这一项会写入判断的纪录，日后只能撤回，不能抹去。", "This writes to the log of decisions, from which nothing is erased; a decision can be taken back.";
    API_SEND: "送出", "送出", "Send";
    API_OPEN: "在新頁開啟", "在新页打开", "Open the answer";
    API_COMMAND: "用命令列送出", "用命令行送出", "On the command line";
    API_ANSWER: "回應", "回应", "Answer";
    API_COMES_BACK: "會回應什麼", "会回应什么", "What comes back";
    API_ASKING: "查詢中……", "查询中……", "Asking …";
    API_FAILED: "沒有回應：伺服器可能已經停了。", "没有回应：服务器可能已经停了。", "No answer: the server may have stopped.";
    API_CUT: "只顯示開頭。", "只显示开头。", "Only the beginning is shown.";
    API_BINARY: "不是文字；用「在新頁開啟」存為檔案。", "不是文字；用“在新页打开”存为文件。", "Not text; open the answer to keep it as a file.";
    TAG_ARCHIVE: "檔案庫", "档案库", "Archive";
    TAG_RECORD: "言論", "言论", "Record";
    TAG_WORDING: "用語", "用语", "Wording";
    TAG_DOCKET: "議題簿", "议题簿", "Docket";
    TAG_DECISIONS: "判斷", "判断", "Decisions";
    TAG_EXPORT: "匯出", "导出", "Export";
}

/// What each operation gives, by its name, in Traditional and Simplified characters; the description itself says it in English.
pub const OPERATIONS: &[(&str, [&str; 2])] = &[
    ("status", ["檔案庫的概況", "档案库的概况"]),
    ("search", ["詞句所在的每一處", "词句所在的每一处"]),
    ("documents", ["文件", "文件"]),
    ("document", ["一篇文件", "一篇文件"]),
    ("statements", ["言論，依檔案與位置", "言论，依文件与位置"]),
    ("occasions", ["場合，依日期", "场合，依日期"]),
    ("speakers", ["講者與其言論數，多者在前", "讲者与其言论数，多者在前"]),
    ("trace", ["一個提法的沿革", "一个提法的沿革"]),
    ("verify", ["這些話是否見於檔案庫、出自誰口", "这些话是否见于档案库、出自谁口"]),
    ("compare", ["兩篇報道並列", "两篇报道并列"]),
    ("entries", ["某一類條目，依刊出日期", "某一类条目，依刊出日期"]),
    ("history", ["各機制的沿革，狀態最新者在前", "各机制的沿革，状态最新者在前"]),
    (
        "threads",
        [
            "各項承諾、其重申與後來提到它的言論：佐證，不是結論",
            "各项承诺、其重申与后来提到它的言论：佐证，不是结论",
        ],
    ),
    ("origins", ["各項說法與提出它的言論", "各项说法与提出它的言论"]),
    ("series", ["同一數量的數字沿革，日期多者在前", "同一数量的数字沿革，日期多者在前"]),
    ("lists", ["三份清單，以及未歸類的", "三份清单，以及未归类的"]),
    ("decisions", ["判斷的紀錄", "判断的纪录"]),
    ("decide", ["對一項條目作判斷", "对一项条目作判断"]),
    ("export", ["存為檔案：言論、條目、文件、出處或判斷", "存为文件：言论、条目、文件、出处或判断"]),
    ("pack", ["選出的發現連同原檔，成一份可自行查驗的 zip", "选出的发现连同原件，成一份可自行查验的 zip"]),
];
