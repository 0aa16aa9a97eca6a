//! Questions that cannot be answered say what to do.

use super::{Client, Desk, converse, files, told};
use rmcp::service::ServiceError;
use serde_json::json;
use std::io::Write;
use std::process::Stdio;

#[test]
fn wrong_arguments_are_named() {
    converse(|| async {
        let desk = Desk::added();
        let client = Client::of(&desk).await;
        for (tool, arguments, expect) in [
            ("search", json!({}), "query: it has to be given"),
            ("search", json!({ "query": 7 }), "query: it must be of type string"),
            ("search", json!({ "query": "，" }), "cannot be searched for"),
            ("search", json!({ "query": "" }), "cannot be searched for"),
            ("search", json!({ "query": "渡輪", "limit": 0 }), "limit: it is between 1 and 100"),
            ("search", json!({ "query": "渡輪", "limit": "ten" }), "limit: it must be of type integer"),
            ("search", json!({ "query": "渡輪", "cursor": "x" }), "cursor: no listing gave this cursor"),
            ("search", json!({ "query": "渡輪", "from": "昨天" }), "from: \"昨天\": a day is written"),
            ("statements", json!({ "spaker": "林渡" }), "spaker: there is no such argument; there are"),
            ("statements", json!({ "mode": "sung" }), "mode: it is one of direct, indirect, mixed"),
            ("trace", json!({ "phrase": "渡" }), "phrase: one character is no formulation"),
            ("trace", json!({ "phrase": "" }), "phrase: it has no letter"),
            ("verify", json!({ "text": "。" }), "text: it has no letter"),
            ("docket", json!({ "kind": "weather" }), "kind: it is one of mechanisms"),
            ("docket", json!({ "kind": "dates", "as_of": "2031-02-30" }), "there is no such day"),
            ("document", json!({ "document": "nowhere" }), "no document \"nowhere\" in this archive"),
            ("document", json!({ "document": " " }), "document: give an id"),
            ("document", json!({ "document": "2031-02-03-ferry", "start": 99_999 }), "start: the text has"),
        ] {
            let why = client.refused(tool, arguments.clone()).await;
            assert!(why.contains(expect), "{tool} {arguments}: {why}");
        }
        let (found, _) = client.ask("search", json!({ "query": "渡輪" })).await;
        let id = found["places"][0]["document"].as_str().unwrap();
        let beyond =
            client.refused("document", json!({ "document": format!("/document/{id}/900000-900009") })).await;
        assert!(beyond.contains("no characters of the document stand in bytes"), "{beyond}");
        client.end().await;
    });
}

#[test]
fn what_is_not_there_is_an_error_of_the_protocol() {
    converse(|| async {
        let desk = Desk::added();
        let client = Client::of(&desk).await;
        let said = |error: ServiceError| match error {
            ServiceError::McpError(error) => error.message.to_string(),
            other => panic!("{other}"),
        };
        let unknown = said(client.call("delete", json!({})).await.unwrap_err());
        assert!(unknown.contains("no tool \"delete\"; there are search, statements"), "{unknown}");
        for uri in
            ["tifa://document/", "tifa://other/x", "file:///etc/passwd", "tifa://document/../../etc/passwd"]
        {
            let missing = said(client.read(uri).await.unwrap_err());
            assert!(
                missing.contains("names no document") || missing.contains("no document"),
                "{uri}: {missing}"
            );
        }
        client.end().await;
    });
}

#[test]
fn an_archive_that_is_absent_or_damaged_says_what_to_do() {
    converse(|| async {
        let desk = Desk::new();
        let client = Client::of(&desk).await;
        let greeting = client.0.peer_info().unwrap().instructions.clone().unwrap();
        assert!(greeting.contains("cannot be read now"), "{greeting}");
        let absent = client.refused("search", json!({ "query": "渡輪" })).await;
        assert!(
            absent.contains("there is no archive at") && absent.contains("hint: tifa add PATH"),
            "{absent}"
        );
        assert!(!desk.path("tifa-archive").exists(), "asking makes no archive");
        // Once there is one, the same conversation goes on.
        assert_eq!(desk.run(&["add", "press"]).status.code(), Some(0));
        client.ask("search", json!({ "query": "渡輪" })).await;
        client.end().await;

        let damaged =
            [("catalogue.db", "this is no database".repeat(400)), ("tifa.toml", "format = 99".to_owned())];
        for (name, bytes) in damaged {
            let desk = Desk::added();
            desk.write(&format!("tifa-archive/{name}"), bytes.as_bytes());
            let before = files(&desk.path("tifa-archive"));
            let client = Client::of(&desk).await;
            let why = client.refused("statements", json!({})).await;
            assert!(why.contains("hint: "), "{name}: {why}");
            client.end().await;
            assert!(files(&desk.path("tifa-archive")) == before, "{name}");
        }
        let desk = Desk::added();
        std::fs::remove_file(desk.path("tifa-archive/catalogue.db")).unwrap();
        let client = Client::of(&desk).await;
        let why = client.refused("statements", json!({})).await;
        assert!(
            why.contains("the catalogue in the archive is damaged") && why.contains("tifa rebuild"),
            "{why}"
        );
        assert!(!desk.path("tifa-archive/catalogue.db").exists(), "asking makes no catalogue");
        client.end().await;
    });
}

#[test]
fn the_end_of_input_ends_it() {
    let desk = Desk::added();
    let run = |input: &str| {
        let mut child = desk
            .command(&["mcp"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let silent = run("");
    assert_eq!(
        (silent.status.code(), silent.stdout.len(), silent.stderr.len()),
        (Some(0), 0, 0),
        "{silent:?}"
    );
    // Noise is no conversation; only answers of the protocol ever stand on standard output.
    let noise = run("hello\n{\"jsonrpc\":\"2.0\"\n\u{0}\n");
    for line in String::from_utf8(noise.stdout).unwrap().lines() {
        assert!(line.starts_with("{\"jsonrpc\""), "{line}");
    }
    let question = json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/call",
        "params": { "name": "search", "arguments": { "query": "渡輪" } } });
    let greeting = json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "test", "version": "1" } } });
    let begun = json!({ "jsonrpc": "2.0", "method": "notifications/initialized" });
    let asked = run(&format!("{greeting}\n{begun}\n{question}\n"));
    let answer = String::from_utf8(asked.stdout).unwrap();
    assert!(asked.status.success() && answer.contains("\"id\":2") && answer.contains("渡輪"), "{answer}");
}

#[test]
fn an_answer_is_one_text_and_one_record() {
    converse(|| async {
        let desk = Desk::added();
        let client = Client::of(&desk).await;
        let result = client.call("search", json!({ "query": "渡輪" })).await.unwrap();
        assert_eq!(result.content.len(), 1);
        assert!(told(&result).starts_with("「渡輪」: "));
        client.end().await;
    });
}
