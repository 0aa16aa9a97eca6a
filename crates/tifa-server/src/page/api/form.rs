//! An operation as a form, with the way to send it from elsewhere.

use super::operation::{Allowed, Answer, Field, Operation, Parameter};
use crate::language::*;
use crate::page::Visit;
use crate::query::address;
use maud::{Markup, html};

/// Who asks, and where.
#[derive(Debug)]
pub struct Caller {
    /// Where the addresses begin, with the name of this server.
    pub root: String,
    /// Whether the server asks for its token.
    pub token: bool,
}

impl Caller {
    /// The command that sends `operation` with its examples, for a shell.
    fn command(&self, operation: &Operation<'_>) -> String {
        let given: Vec<(&str, &str)> = operation
            .parameters
            .iter()
            .filter(|p| p.required && !p.in_path)
            .map(|p| (p.name, first(p)))
            .collect();
        let mut path = format!("{}{}", self.root, operation.path);
        for p in operation.parameters.iter().filter(|p| p.in_path && !first(p).is_empty()) {
            path = path.replace(&format!("{{{}}}", p.name), first(p));
        }
        let token = if self.token { " -H 'Authorization: Bearer TOKEN'" } else { "" };
        match &operation.body {
            None => format!("curl{token} {}", quoted(&address(&path, &given))),
            Some(body) => format!(
                "curl{token} -H 'Content-Type: application/json' -d {} {}",
                quoted(&body.example),
                quoted(&path)
            ),
        }
    }
}

/// What a field holds before anybody fills it in: only what must be said.
fn first<'p>(parameter: &Parameter<'p>) -> &'p str {
    match &parameter.allowed {
        Allowed::One(values) if parameter.required => values.first().copied().unwrap_or_default(),
        _ if parameter.required => parameter.example,
        _ => "",
    }
}

/// `text` as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The section of an operation.
pub fn section(visit: &Visit, caller: &Caller, o: &Operation<'_>, open: bool) -> Markup {
    let say = |words| visit.language.say(words);
    let (name, english) = super::name(visit, o);
    let command = caller.command(o);
    html! {
        details.operation id=(o.id) open[open] {
            summary {
                span.method.(o.method) { (o.method) }
                h3 lang=[english.then_some("en")] { (name) }
                code { (o.path) }
            }
            // A form can open what is asked by its address alone; what is sent along needs the script.
            form.call method="get" action="/api/open" data-method=(o.method) data-path={ (crate::api::ROOT) (o.path) }
                data-token=[caller.token.then_some("")] data-send=(say(API_SEND)) data-asking=(say(API_ASKING)) data-failed=(say(API_FAILED))
                data-cut=(say(API_CUT)) data-binary=(say(API_BINARY)) {
                input type="hidden" name="operation" value=(o.id);
                @if let Some(body) = &o.body {
                    @if o.id == "decide" { p.notice { (say(API_WRITES)) } }
                    label.body {
                        (say(API_BODY))
                        textarea name="body" rows=(body.example.lines().count() + 1) spellcheck="false" { (body.example) }
                    }
                    (fields(visit, API_BODY_FIELDS, &body.fields, true))
                } @else if o.parameters.is_empty() {
                    p.note { (say(API_NOTHING_TO_SAY)) }
                } @else {
                    div.conditions { @for p in &o.parameters { (field(visit, o.id, p)) } }
                }
                p.actions {
                    button.send type="submit" hidden[o.body.is_some()] { (say(if o.body.is_some() { API_SEND } else { API_OPEN })) }
                    a.opened hidden href=(o.path) target="_blank" rel="noopener" { (say(API_OPEN)) }
                }
            }
            p.outcome role="status" {}
            pre.answer hidden tabindex="0" role="region" aria-label={ (say(API_ANSWER)) " " (o.path) } {}
            div.command {
                label { (say(API_COMMAND)) textarea readonly rows=(command.lines().count().max(2)) spellcheck="false" { (command) } }
                button.copy.plain type="button" hidden data-done=(say(COPIED)) { (say(COPY)) }
            }
            details.back {
                summary { (say(API_COMES_BACK)) }
                dl.statuses { @for answer in &o.answers { (status(answer)) } }
                (fields(visit, API_ANSWER, &o.fields, false))
            }
        }
    }
}

fn field(visit: &Visit, operation: &str, p: &Parameter<'_>) -> Markup {
    let say = |words| visit.language.say(words);
    let id = format!("{operation}-{}", p.name);
    let about = format!("{id}-about");
    let place = p.in_path.then_some("path");
    html! {
        div {
            label for=(id) { code { (p.name) } @if p.required { " " span.needed { (say(API_NEEDED)) } } }
            @match &p.allowed {
                Allowed::One(values) => {
                    select id=(id) name=(p.name) data-in=[place] required[p.required] aria-describedby=(about) {
                        @if !p.required { option value="" { "—" } }
                        @for value in values { option { (value) } }
                    }
                }
                Allowed::YesOrNo => {
                    select id=(id) name=(p.name) data-in=[place] aria-describedby=(about) {
                        option value="" { "—" }
                        option { "true" }
                        option { "false" }
                    }
                }
                Allowed::Number { least, most } => {
                    input type="number" id=(id) name=(p.name) data-in=[place] min=[least] max=[most] required[p.required] aria-describedby=(about);
                }
                Allowed::Text => {
                    input type="text" id=(id) name=(p.name) data-in=[place] value=(first(p)) required[p.required]
                        aria-describedby=(about) autocomplete="off" spellcheck="false";
                }
            }
            p.note id=(about) {
                span lang="en" { (marked(p.about)) }
                @if !p.example.is_empty() && !p.required { " " (say(API_EXAMPLE)) code { (p.example) } }
            }
        }
    }
}

/// Fields of JSON and what they say, folded away; which of them are needed only where they are `asked` for.
fn fields(visit: &Visit, title: Words, fields: &[Field<'_>], asked: bool) -> Markup {
    html! {
        @if !fields.is_empty() {
            details.fields {
                summary { (visit.language.say(title)) }
                dl lang="en" { @for field in fields {
                    div {
                        dt { code { (field.name) } @if asked && field.required { " " span.needed lang=(visit.language.tag()) { (visit.language.say(API_NEEDED)) } } }
                        dd {
                            (marked(field.about))
                            @if !field.values.is_empty() { " " code { (field.values.join(" | ")) } }
                        }
                    }
                } }
            }
        }
    }
}

/// What stands between backticks in a description, as code.
fn marked(text: &str) -> Markup {
    html! {
        @for (i, part) in text.split('`').enumerate() {
            @if i % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

fn status(answer: &Answer<'_>) -> Markup {
    html! {
        div {
            dt { code { (answer.status) } }
            dd lang="en" {
                (answer.about)
                @for media_type in &answer.media_types { " " code { (media_type) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_word_of_a_shell() {
        let check = |text, expect| assert_eq!(quoted(text), expect);
        check("a b", "'a b'");
        check("a'b; rm $HOME", r"'a'\''b; rm $HOME'");
    }
}
