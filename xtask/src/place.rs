//! Where things are: the workspace, what was built, the corpus beside it.

use crate::Result;
use std::env;
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    Path::new(&manifest).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The folder of builds: `CARGO_TARGET_DIR`, else `target` in the workspace.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The folder of real texts and gold: `TIFA_SHARED`, else `../shared` beside the workspace. `None` where there is none.
pub fn shared() -> Option<PathBuf> {
    let dir = env::var_os("TIFA_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    dir.join("corpus").is_dir().then(|| dir.canonicalize().unwrap_or(dir))
}

/// The `tifa` program of a profile folder (`debug`, `release`).
pub fn program(profile: &str) -> PathBuf {
    target().join(profile).join(format!("tifa{}", env::consts::EXE_SUFFIX))
}

/// [`program`], where it was built.
///
/// # Errors
/// When it was not.
pub fn built(profile: &str) -> Result<PathBuf> {
    let program = program(profile);
    if program.is_file() {
        Ok(program)
    } else {
        Err(format!("no {}; cargo build makes it", program.display()).into())
    }
}

/// What to say where [`shared`] is `None`.
pub const NO_SHARED: &str = "no ../shared beside the workspace and no TIFA_SHARED";
