//! `tifa mcp`: the archive for assistants.

use crate::commands::Context;
use crate::commands::serve::stopped;
use crate::report::{End, Failure, Message, explained};
use clap::Args;
use std::io::IsTerminal;
use std::time::Duration;
use tifa_mcp::{Error, Options, serve};

/// Answer assistants about the archive, over the Model Context Protocol
///
/// A client program starts this and speaks with it over standard input and output; it ends when the client closes them.
/// The tools search, statements, trace, verify, docket and document read the archive and change nothing. Every answer has
/// exact words and permalinks. What goes wrong is told on standard error.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Mcp {}

const EXAMPLES: &str = "\
In the settings of a client:
  { \"mcpServers\": { \"tifa\": { \"command\": \"tifa\", \"args\": [\"--archive\", \"/path/to/tifa-archive\", \"mcp\"] } } }";

/// How long is waited for what still reads or computes when the conversation has ended.
const GRACE: Duration = Duration::from_millis(500);

impl Mcp {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        if std::io::stdin().is_terminal() {
            context.note("a client program speaks here, not a person; tifa mcp --help says how one is told to start this");
        }
        let options = Options { archive: context.archive.clone(), explain: explained };
        let runtime =
            tokio::runtime::Runtime::new().map_err(|e| Message::new("the server cannot start").because(e))?;
        let served = runtime.block_on(serve(options, stopped()));
        // A read of standard input that nothing ends must not be waited for.
        runtime.shutdown_timeout(GRACE);
        served.map_err(|error| match error {
            Error::Greeting(_) => Message::new(error.to_string())
                .hint("tifa mcp is started by a client of the Model Context Protocol"),
            Error::Broken(_) => {
                Message::new(error.to_string()).hint("start it again; the archive is not changed by it")
            }
        })?;
        Ok(End::Done)
    }
}
