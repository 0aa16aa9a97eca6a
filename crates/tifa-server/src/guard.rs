//! Who and what is let in.

pub mod csrf;
pub mod fresh;
pub mod headers;
pub mod host;
pub mod origin;
pub mod rate;
pub mod token;
