//! What every answer needs.

use crate::Error;
use crate::desk::Desk;
use crate::page::docket;
use crate::problem::Problem;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tifa_archive::Archive;
use tokio::sync::{Semaphore, watch};

/// How the archive is served.
#[derive(Debug, Clone)]
pub struct Options {
    /// The archive's folder; made when it is missing.
    pub archive: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// Hash of the token that is asked for, as [`crate::hashed`] makes it. An address that others can reach needs one.
    pub token: Option<String>,
    /// Names, besides those of this machine itself, under which the server may be asked for.
    pub hosts: Vec<String>,
    /// Bytes that may be uploaded at once.
    pub upload: usize,
}

/// Bytes that may be uploaded at once when nothing else is said: a few hundred clippings.
pub const UPLOAD: usize = 64 << 20;

/// What every answer needs. One value serves all connections.
#[derive(Debug)]
pub struct App {
    /// How the archive is served; the address is the one listened on.
    pub options: Options,
    desk: Desk,
    /// Answers that may be worked on at once: more of them would only wait for each other, each longer.
    working: Semaphore,
    /// Exports that may be written at once; a slow reader of one must not keep others from their answers.
    pub(crate) exporting: Arc<Semaphore>,
    /// Signs what visitors bring back. New with every start.
    pub(crate) secret: [u8; 32],
    pub(crate) tokens: crate::guard::token::Known,
    pub(crate) rates: crate::guard::rate::Rates,
    pub(crate) jobs: crate::job::Jobs,
    /// Becomes true when the server stops.
    pub(crate) stopping: watch::Sender<bool>,
}

impl App {
    /// Opens the archive.
    ///
    /// # Errors
    /// When the archive cannot be opened, the token's hash is none, or the system has no random numbers.
    pub fn new(options: Options) -> Result<Self, Error> {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|e| Error::System(e.to_string()))?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Ok(Self {
            desk: Desk::new(Archive::open_or_create(&options.archive)?),
            tokens: crate::guard::token::Known::new(options.token.as_deref())?,
            working: Semaphore::new(2 * cores),
            exporting: Arc::new(Semaphore::new(cores)),
            rates: Default::default(),
            jobs: Default::default(),
            stopping: watch::channel(false).0,
            secret,
            options,
        })
    }

    /// The archive, for what takes no time.
    pub fn archive(&self) -> &Archive {
        &self.desk
    }

    /// The archive with the answers that lie ready, for what has a thread of its own.
    pub(crate) fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Puts together, aside, what the docket says of the whole archive.
    pub(crate) fn prepare(self: &Arc<Self>) {
        let app = Arc::clone(self);
        tokio::task::spawn_blocking(move || docket::prepare(&app.desk, || *app.stopping.borrow()));
    }

    /// What `question` answers, asked on a thread where it may take its time.
    ///
    /// # Errors
    /// What it says.
    pub async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Desk) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let _turn = self.working.acquire().await.map_err(|_| Problem::stopping())?;
        let app = Arc::clone(self);
        let asked = tokio::task::spawn_blocking(move || question(&app.desk));
        asked.await.map_err(|_| Problem::internal())?
    }
}
