//! Blocks and findings as blobs of the catalogue.
//!
//! The first byte names the encoding, so that a later one can stand beside it in the same archive.

use crate::error::Error;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Postcard.
const POSTCARD: u8 = 0;
/// Postcard, compressed as one LZ4 block with its length before it.
const POSTCARD_LZ4: u8 = 1;
/// LZ4 cannot expand further than this, so a longer length is damage, and nothing is allocated for it.
const LARGEST_EXPANSION: usize = 256;

/// `value` as a blob.
pub(crate) fn pack<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    let plain = postcard::to_stdvec(value).map_err(|e| Error::corrupt("encoding", e.to_string()))?;
    let mut blob = vec![POSTCARD_LZ4];
    blob.extend_from_slice(&lz4_flex::block::compress_prepend_size(&plain));
    Ok(blob)
}

/// `value` as a blob, as it is: for what is too small to gain by compression.
pub(crate) fn pack_small<T: Serialize>(value: &T) -> Result<Vec<u8>, Error> {
    postcard::to_extend(value, vec![POSTCARD]).map_err(|e| Error::corrupt("encoding", e.to_string()))
}

/// The value in a blob; `thing` names it should it be damaged.
pub(crate) fn unpack<T: DeserializeOwned>(thing: &str, blob: &[u8]) -> Result<T, Error> {
    let damaged = |why: String| Error::corrupt(thing, why);
    let packed = match blob {
        [POSTCARD, plain @ ..] => return postcard::from_bytes(plain).map_err(|e| damaged(e.to_string())),
        [POSTCARD_LZ4, packed @ ..] => packed,
        _ => return Err(damaged("stored in an encoding this program does not know".to_owned())),
    };
    let (length, body) = lz4_flex::block::uncompressed_size(packed).map_err(|e| damaged(e.to_string()))?;
    if length > body.len().saturating_mul(LARGEST_EXPANSION) {
        return Err(damaged("the stored length is impossible".to_owned()));
    }
    let plain = lz4_flex::block::decompress(body, length).map_err(|e| damaged(e.to_string()))?;
    postcard::from_bytes(&plain).map_err(|e| damaged(e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip_and_damage() {
        let value = vec!["山".repeat(100), String::new()];
        let blob = pack(&value).unwrap();
        assert_eq!(unpack::<Vec<String>>("it", &blob).unwrap(), value);
        assert!(unpack::<Vec<String>>("it", &[]).is_err());
        assert!(unpack::<Vec<String>>("it", &[9, 1, 2]).is_err());
        assert!(unpack::<Vec<String>>("it", &[1, 255, 255, 255, 255, 0]).is_err());
        for i in 0..blob.len() {
            let mut broken = blob.clone();
            broken[i] ^= 0x55;
            let _ = unpack::<Vec<String>>("it", &broken);
            let _ = unpack::<Vec<String>>("it", &blob[..i]);
        }
    }
}
