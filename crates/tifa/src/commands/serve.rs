//! `tifa serve`: the archive in a browser.

use crate::commands::Context;
use crate::report::{End, Failure, Message, from_archive};
use clap::Args;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tifa_server::{Error, Options, hashed, new_token, serve};

/// Read the archive in a browser
///
/// Pages for people, and an HTTP interface for programs at /api/v1. Only this machine can reach it unless --address says
/// otherwise; an address that others can reach asks for a token. Ctrl-C ends it once the answers under way are given.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Serve {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7820")]
    address: SocketAddr,
    /// File with the hash of the token that is asked for
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Make a token, write its hash to FILE, show it once, and end
    #[arg(long, value_name = "FILE", conflicts_with_all = ["token_file", "address"])]
    new_token: Option<PathBuf>,
    /// A name, besides those of this machine itself, under which the server may be asked for; may be given again
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// Megabytes that may be uploaded at once
    #[arg(long, value_name = "MB", default_value_t = 64)]
    upload: u16,
}

const EXAMPLES: &str = "\
Examples:
  tifa serve                                     then open http://127.0.0.1:7820/
  tifa serve --new-token token.hash              shows a token once
  tifa serve --address 0.0.0.0:7820 --token-file token.hash --host archive.example";

impl Serve {
    /// Runs it.
    ///
    /// # Errors
    /// What stopped it.
    pub fn run(&self, context: &Context) -> Result<End, Failure> {
        if let Some(file) = &self.new_token {
            return make_token(context, file);
        }
        // Whatever is wrong with the archive is told before a port is taken.
        context.tell_faults(&context.open_or_create()?);
        let options = Options {
            archive: context.archive.clone(),
            address: self.address,
            token: self.token_file.as_deref().map(read_hash).transpose()?,
            hosts: self.hosts.clone(),
            upload: usize::from(self.upload) << 20,
        };
        let runtime =
            tokio::runtime::Runtime::new().map_err(|e| Message::new("the server cannot start").because(e))?;
        let served = runtime.block_on(serve(
            options,
            |address| {
                // A program that started this reads the address here.
                let _ = writeln!(std::io::stdout(), "http://{address}/");
                let _ = std::io::stdout().flush();
                context.note("listening; Ctrl-C ends it");
            },
            stopped(),
        ));
        served.map_err(|error| self.told(context, error))?;
        context.note("stopped");
        Ok(End::Done)
    }

    fn told(&self, context: &Context, error: Error) -> Failure {
        match error {
            Error::Archive(error) => from_archive(&context.archive)(error),
            Error::Open(_) => Message::new(error.to_string())
                .hint("“tifa serve --new-token FILE” makes one; then start with --token-file FILE")
                .into(),
            Error::Listen { address, source } => Message::new(format!("cannot listen on {address}"))
                .because(source)
                .hint("another port may be free: --address 127.0.0.1:0 takes any")
                .into(),
            other => Message::new(other.to_string()).into(),
        }
    }
}

/// Done when the person, or the system, wants the server to end.
pub(super) async fn stopped() {
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let ended = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let ended = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => (),
        () = ended => (),
    }
}

fn read_hash(file: &Path) -> Result<String, Failure> {
    let read = std::fs::read_to_string(file);
    read.map_err(|e| Message::new(format!("{}: cannot be read", file.display())).because(e).into())
}

fn make_token(context: &Context, file: &Path) -> Result<End, Failure> {
    let failed = |e: Error| Message::new("no token could be made").because(e);
    let token = new_token().map_err(failed)?;
    let hash = hashed(&token).map_err(failed)?;
    std::fs::write(file, hash + "\n")
        .map_err(|e| Message::new(format!("{}: cannot be written", file.display())).because(e))?;
    writeln!(std::io::stdout(), "{token}")?;
    context.note("this is the token; it is shown only now. Whoever has it can read and change the archive.");
    Ok(End::Done)
}
