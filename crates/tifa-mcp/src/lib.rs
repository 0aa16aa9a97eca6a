//! The record for assistants: a server of the Model Context Protocol over an archive, on standard input and output.
//!
//! A client program starts it, and the model in that program asks with tools. Every answer has two forms that say the
//! same: `structuredContent` has the records as exports write them, the text is for a model that will quote. Both carry a
//! permalink with all words they show, and the SHA-256 of the files these stand in. Nothing is ever written: there is no
//! tool that could, and the archive is opened so that it cannot.
//!
//! - `reading_room` opens the archive when it is first asked something and keeps questions off the threads that talk.
//! - `tool` has the tools, one a file; `arguments` says what they take and checks it.
//! - `record` makes records of rows: permalinks, sources, bounds. `text` writes them for reading.
//! - `place` reads permalinks; `resource` gives whole documents.
//!
//! It must not know flags, terminals or HTTP.

mod arguments;
mod conditions;
mod place;
mod reading_room;
mod record;
mod refusal;
mod resource;
mod server;
mod text;
mod tool;

use reading_room::ReadingRoom;
use rmcp::ServiceExt;
use rmcp::transport::io::stdio_pipes;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Says an error of the archive in `dir` to whoever asked, with what to do about it.
pub type Explain = fn(dir: &Path, error: tifa_archive::Error) -> String;

/// How the archive is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// The archive's folder. It need not be there: every question is then answered with what to do.
    pub archive: PathBuf,
    /// How errors are said.
    pub explain: Explain,
}

/// Why the server could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What came first was no greeting of a client.
    #[error("the client did not begin as the protocol asks: {0}")]
    Greeting(String),
    /// The conversation broke.
    #[error("the conversation broke: {0}")]
    Broken(String),
}

/// Serves the archive on standard input and output until the client closes them, when answers under way are still given, or
/// `stop` is done.
///
/// # Errors
/// [`Error`]. A client that goes without a word is none.
pub async fn serve(options: Options, stop: impl Future<Output = ()> + Send) -> Result<(), Error> {
    let room = Arc::new(ReadingRoom::new(options));
    let greeting = room.greeting().await;
    tokio::select! {
        served = talk(server::Assistant::new(room, greeting)) => served,
        () = stop => Ok(()),
    }
}

async fn talk(assistant: server::Assistant) -> Result<(), Error> {
    use rmcp::service::ServerInitializeError as Begun;
    let running = match assistant.serve(stdio_pipes()).await {
        Ok(running) => running,
        Err(Begun::ConnectionClosed(_)) => return Ok(()),
        Err(why) => return Err(Error::Greeting(why.to_string())),
    };
    running.waiting().await.map(drop).map_err(|why| Error::Broken(why.to_string()))
}
