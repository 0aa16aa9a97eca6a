//! The tools.

mod docket;
mod document;
mod search;
mod statements;
mod trace;
mod verify;

use crate::arguments;
use crate::refusal::Refusal;
use rmcp::model::{JsonObject, Tool as Described, ToolAnnotations};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::{Arc, LazyLock};
use tifa_archive::Archive;

pub use document::whole;

/// Records of an answer when nothing else is asked for.
const LIMIT: usize = 20;

/// What an assistant can ask.
trait Tool {
    /// What it is called by.
    const NAME: &'static str;
    /// What people read.
    const TITLE: &'static str;
    /// What it is for, for a model that chooses among tools.
    const ABOUT: &'static str;
    /// What it takes.
    type Asked: DeserializeOwned + JsonSchema;
    /// What it gives.
    type Answer: Serialize + JsonSchema + 'static;

    /// Its answer for programs and for reading.
    ///
    /// # Errors
    /// What cannot be asked, and what the archive says.
    fn answer(archive: &Archive, asked: Self::Asked) -> Result<(Self::Answer, String), Refusal>;
}

/// An answer for programs and for reading.
type Answered = Result<(Value, String), Refusal>;

/// A tool, whatever it takes and gives.
pub struct Entry {
    /// How it is described.
    pub described: Described,
    /// Answers arguments that were [checked](arguments::checked).
    pub answer: fn(&Archive, JsonObject) -> Answered,
}

/// All tools, in the order in which they are listed.
pub static TOOLS: LazyLock<[Entry; 6]> = LazyLock::new(|| {
    [
        entry::<search::Search>(),
        entry::<statements::Statements>(),
        entry::<trace::Traces>(),
        entry::<verify::Verify>(),
        entry::<docket::Docket>(),
        entry::<document::Document>(),
    ]
});

fn entry<T: Tool>() -> Entry {
    let hints = ToolAnnotations::with_title(T::TITLE).read_only(true).destructive(false);
    let hints = hints.idempotent(true).open_world(false);
    Entry {
        described: Described::new(T::NAME, T::ABOUT, Arc::new(arguments::schema::<T::Asked>()))
            .with_title(T::TITLE)
            .with_output_schema::<T::Answer>()
            .with_annotations(hints),
        answer: |archive, given| {
            let (answer, text) = T::answer(archive, serde_json::from_value(Value::Object(given))?)?;
            Ok((serde_json::to_value(answer)?, text))
        },
    }
}

/// How many there are.
#[derive(Debug, Serialize, JsonSchema)]
struct Count {
    /// What is counted.
    name: String,
    /// How many.
    count: usize,
}

impl Count {
    fn all<N: ToString>(counted: &[(N, usize)]) -> Vec<Self> {
        counted.iter().map(|(name, count)| Self { name: name.to_string(), count: *count }).collect()
    }

    fn told(all: &[Self]) -> String {
        all.iter().map(|c| format!("{} {}", c.name, c.count)).collect::<Vec<_>>().join(", ")
    }
}

/// What is said where nothing was found.
fn absent(what: &str) -> String {
    format!(
        "{what}: absent from this archive, or from the part of it that the arguments leave. That does not mean that it was \
         not said."
    )
}
