//! `tifa mcp`, asked by a client of the protocol that somebody else wrote.

mod refused;

use super::Desk;
use rmcp::model::{CallToolRequestParams, CallToolResult, ReadResourceRequestParams, ResourceContents};
use rmcp::service::{RunningService, ServiceError};
use rmcp::transport::TokioChildProcess;
use rmcp::{RoleClient, ServiceExt};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// A client with the built program at the other end.
struct Client(RunningService<RoleClient, ()>);

impl Client {
    async fn of(desk: &Desk) -> Self {
        let command = tokio::process::Command::from(desk.command(&["mcp"]));
        Self(().serve(TokioChildProcess::new(command).unwrap()).await.unwrap())
    }

    async fn call(&self, tool: &'static str, arguments: Value) -> Result<CallToolResult, ServiceError> {
        let arguments = arguments.as_object().cloned().unwrap();
        self.0.call_tool(CallToolRequestParams::new(tool).with_arguments(arguments)).await
    }

    /// What a tool answers, for programs and for reading. Its required fields are there, and every permalink opens.
    async fn ask(&self, tool: &'static str, arguments: Value) -> (Value, String) {
        let result = self.call(tool, arguments.clone()).await.unwrap();
        let text = told(&result);
        assert_eq!(result.is_error, Some(false), "{tool} {arguments}: {text}");
        (result.structured_content.unwrap(), text)
    }

    /// Why a tool does not answer.
    async fn refused(&self, tool: &'static str, arguments: Value) -> String {
        let result = self.call(tool, arguments.clone()).await.unwrap();
        let text = told(&result);
        assert_eq!(result.is_error, Some(true), "{tool} {arguments}: {text}");
        text
    }

    async fn read(&self, uri: &str) -> Result<String, ServiceError> {
        let found = self.0.read_resource(ReadResourceRequestParams::new(uri)).await?;
        let Some(ResourceContents::TextResourceContents { text, .. }) = found.contents.first() else {
            panic!("no text: {found:?}")
        };
        Ok(text.clone())
    }

    /// Ends the conversation as a client does: it closes its side and waits.
    async fn end(self) {
        self.0.cancel().await.unwrap();
    }
}

fn told(result: &CallToolResult) -> String {
    let texts = result.content.iter().filter_map(|c| c.as_text());
    texts.map(|t| t.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Runs a conversation.
fn converse<F: Future<Output = ()>>(talk: impl FnOnce() -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(talk());
}

/// Every file below a folder with its bytes, what SQLite has beside its file while it is open left out.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.display().to_string();
            if path.is_dir() {
                folders.push(path);
            } else if !name.ends_with("-wal") && !name.ends_with("-shm") {
                out.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    out
}

#[test]
fn tools_say_what_they_take_and_that_they_only_read() {
    converse(|| async {
        let desk = Desk::added();
        let client = Client::of(&desk).await;
        let greeting = client.0.peer_info().unwrap().instructions.clone().unwrap();
        assert!(
            greeting.contains("absent from this archive") && greeting.contains("holds 2 documents"),
            "{greeting}"
        );
        let tools = client.0.list_all_tools().await.unwrap();
        let names: Vec<&str> = tools.iter().map(|t| &*t.name).collect();
        assert_eq!(names, ["search", "statements", "trace", "verify", "docket", "document"]);
        for tool in &tools {
            let hints = tool.annotations.as_ref().unwrap();
            assert_eq!(
                (hints.read_only_hint, hints.open_world_hint),
                (Some(true), Some(false)),
                "{}",
                tool.name
            );
            assert!(tool.title.is_some() && tool.output_schema.is_some() && tool.description.is_some());
            for (name, property) in tool.input_schema["properties"].as_object().unwrap() {
                assert!(
                    property["description"].is_string() && property["type"].is_string(),
                    "{name}: {property}"
                );
            }
        }
        client.end().await;
    });
}

#[test]
fn words_are_found_in_either_script_with_their_place() {
    converse(|| async {
        let desk = Desk::added();
        let client = Client::of(&desk).await;
        for query in ["脱钩", "脫鈎"] {
            let (found, text) = client.ask("search", json!({ "query": query })).await;
            assert_eq!((&found["total"], &found["documents"]), (&json!(2), &json!(2)), "{found}");
            let words: Vec<&str> =
                found["places"].as_array().unwrap().iter().filter_map(|p| p["text"].as_str()).collect();
            assert_eq!(words, ["脫鈎", "脱钩"], "as printed, each in its script");
            let place = &found["places"][0];
            let link = place["permalink"].as_str().unwrap();
            assert!(text.contains("「脫鈎」") && text.contains("林渡") && text.contains(link), "{text}");
            let hash = found["sources"][0]["original"].as_str().unwrap();
            assert!(hash.len() == 64 && text.contains(hash), "{text}");
            assert_eq!(client.read(&format!("tifa:/{link}")).await.unwrap(), "脫鈎");
            let (window, _) = client.ask("document", json!({ "document": link })).await;
            assert_eq!(window["quotation"]["text"], "脫鈎");
        }
        let (none, text) = client.ask("search", json!({ "query": "火星" })).await;
        assert_eq!((&none["total"], &none["next"]), (&json!(0), &Value::Null));
        assert!(text.contains("absent from this archive"), "{text}");
        client.end().await;
    });
}

#[test]
fn statements_go_on_where_a_cursor_says() {
    converse(|| async {
        let desk = Desk::added();
        let client = Client::of(&desk).await;
        let whole = desk.jsonl(&["export", "statements"]);
        let (mut lines, mut cursor) = (Vec::new(), Value::Null);
        loop {
            let (page, _) = client.ask("statements", json!({ "limit": 2, "cursor": cursor })).await;
            lines.extend(page["lines"].as_array().unwrap().iter().cloned());
            cursor = page["next"].clone();
            if cursor.is_null() {
                break;
            }
        }
        assert!(lines.len() > 2 && lines.len() == whole.len(), "{lines:?}");
        for (line, exported) in lines.iter().zip(&whole) {
            for field in ["document", "start", "end", "text", "speaker", "mode", "occasion"] {
                assert_eq!(line[field], exported[field], "the record is the one that is exported");
            }
        }
        let narrow = json!({ "speaker": "白嶺", "from": "2031-05", "to": "2031" });
        let (page, text) = client.ask("statements", narrow).await;
        let speaker = |l: &Value| l["speaker"].as_str().is_some_and(|s| s.starts_with("白岭"));
        assert!(page["lines"].as_array().unwrap().iter().all(speaker), "{page}");
        assert!(text.contains("mode: indirect") && text.contains("白岭"), "{text}");
        client.end().await;
    });
}

#[test]
fn formulations_verdicts_and_the_docket() {
    converse(|| async {
        let desk = Desk::added();
        let client = Client::of(&desk).await;
        let (trace, text) = client.ask("trace", json!({ "phrase": "脱钩", "limit": 1 })).await;
        assert_eq!((&trace["total"], &trace["attestations"][0]["date"]), (&json!(2), &json!("2031-02-03")));
        assert!(trace["next"].is_string() && trace["months"].as_array().unwrap().len() == 2, "{trace}");
        assert!(
            text.contains("2 attestations in 2 documents") && text.contains("ask again with cursor"),
            "{text}"
        );

        let quote = "渡轮不是筹码，是两岸人家的门槛";
        let speaker = "北岸外交部长";
        let (answer, text) = client.ask("verify", json!({ "text": quote, "speaker": speaker })).await;
        let verdict = &answer["verdicts"][0];
        assert_eq!(verdict["verdict"], "folded", "{answer}");
        assert!(verdict["evidence"][0]["permalink"].is_string() && text.contains("It rests on:"), "{text}");
        let draft = format!("{speaker}说：“{quote}。”他还说：“火星上的渔船已经全部返航了。”");
        let (answer, _) = client.ask("verify", json!({ "text": draft, "speaker": speaker })).await;
        let verdicts: Vec<&Value> =
            answer["verdicts"].as_array().unwrap().iter().map(|v| &v["verdict"]).collect();
        assert_eq!(verdicts, [&json!("folded"), &json!("absent")], "{answer}");

        for kind in [
            "mechanisms",
            "commitments",
            "figures",
            "claims",
            "enumerations",
            "placements",
            "occasions",
            "dates",
            "references",
            "history",
            "series",
            "lists",
        ] {
            let (page, text) = client.ask("docket", json!({ "kind": kind })).await;
            let lines = page["lines"].as_array().unwrap();
            assert_eq!(page["total"], json!(lines.len()), "{kind}: {page}");
            assert!(lines.is_empty() == text.contains("absent from this archive"), "{kind}: {text}");
        }
        let (dates, _) = client.ask("docket", json!({ "kind": "dates", "as_of": "2031-03" })).await;
        let lines = dates["lines"].as_array().unwrap();
        assert!(!lines.is_empty() && lines.iter().all(|l| l["published"] == "2031-02-03"), "{dates}");
        client.end().await;
    });
}

#[test]
fn documents_are_read_a_window_at_a_time() {
    converse(|| async {
        let desk = Desk::added();
        let client = Client::of(&desk).await;
        let (mut text, mut start) = (String::new(), json!(0));
        let mut id = Value::Null;
        while !start.is_null() {
            let asked = json!({ "document": "2031-05-09-talks", "start": start, "characters": 50 });
            let (window, _) = client.ask("document", asked).await;
            assert!(window["text"].as_str().unwrap().chars().count() <= 50);
            text.push_str(window["text"].as_str().unwrap());
            (start, id) = (window["next"].clone(), window["source"]["document"].clone());
        }
        assert!(text.contains("任何一方单独搞脱钩都没有出路"), "layout is undone: {text}");
        let uri = format!("tifa://document/{}", id.as_str().unwrap());
        assert_eq!(client.read(&uri).await.unwrap(), text, "windows put together are the resource");
        let (window, told) = client.ask("document", json!({ "document": id })).await;
        let said = &window["said"][0];
        let speaker = said["speaker"].as_str().unwrap();
        assert!(said["permalink"].is_string() && speaker.starts_with("白岭"), "{window}");
        assert!(told.contains("SHA-256") && told.contains("Statements in these characters"), "{told}");
        let templates = client.0.list_all_resource_templates().await.unwrap();
        assert!(templates.iter().any(|t| t.uri_template == "tifa://document/{id}"), "{templates:?}");
        client.end().await;
    });
}

#[test]
fn nothing_is_written() {
    converse(|| async {
        let desk = Desk::added();
        let before = files(&desk.path("tifa-archive"));
        let client = Client::of(&desk).await;
        client.ask("search", json!({ "query": "渡輪" })).await;
        client.ask("verify", json!({ "text": "渡輪不是籌碼" })).await;
        client.ask("docket", json!({ "kind": "history" })).await;
        // Questions come as they like, several at once.
        let ask = || client.ask("trace", json!({ "phrase": "渡輪" }));
        let (a, b, c, d) = tokio::join!(ask(), ask(), ask(), ask());
        assert!(a == b && b == c && c == d);
        client.end().await;
        assert!(files(&desk.path("tifa-archive")) == before, "the archive has changed");
    });
}
