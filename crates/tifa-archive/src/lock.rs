//! One writer at a time.
//!
//! The operating system's file lock goes with the process that holds it, so a killed writer leaves nothing to clear
//! away. The number of the process stands in the file for whoever finds it locked.

use crate::error::Error;
use std::fs::{File, TryLockError};
use std::io::{Seek, Write};
use std::path::Path;

/// The writer lock, held until dropped.
#[derive(Debug)]
pub(crate) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock at `path`, or says who has it.
    pub fn take(path: &Path) -> Result<Self, Error> {
        let io = |e| Error::io(path, e);
        let mut file =
            File::options().create(true).truncate(false).read(true).write(true).open(path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = std::fs::read_to_string(path).unwrap_or_default();
                let by = match holder.trim().parse::<u32>() {
                    Ok(id) => format!("process {id}"),
                    Err(_) => "another process".to_owned(),
                };
                return Err(Error::Locked { by });
            }
            Err(TryLockError::Error(e)) => return Err(io(e)),
        }
        // Who holds it is told as a courtesy: a disk too full for that is found out by the work itself.
        let _ = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(std::process::id().to_string().as_bytes()));
        Ok(Self { _file: file })
    }
}
