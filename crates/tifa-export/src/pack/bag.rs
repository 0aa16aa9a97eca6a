//! A bag in a zip: payload, manifests, tag files (RFC 8493).

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Write};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A bag being written.
pub(super) struct Bag<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    folder: String,
    /// Hash and path of each file of the payload, in the order written.
    payload: Vec<(String, String)>,
    bytes: u64,
}

impl<W: Write> Bag<W> {
    /// A bag in `folder`.
    pub fn new(out: W, folder: &str) -> Self {
        Self { zip: ZipWriter::new_stream(out), folder: folder.to_owned(), payload: Vec::new(), bytes: 0 }
    }

    /// Adds `bytes` as `data/path`. Paths are ours: they hold no line break and no `%`, which a manifest would encode.
    pub fn payload(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = format!("data/{path}");
        self.file(&path, bytes)?;
        self.payload.push((hex(&Sha256::digest(bytes)), path));
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// Bytes of the payload so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Writes the tag files and ends the zip.
    pub fn finish(mut self, info: &[(&str, &str)]) -> io::Result<()> {
        let mut about = String::new();
        for (name, value) in info {
            // A line break would begin another element.
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if !value.is_empty() {
                let _ = writeln!(about, "{name}: {value}");
            }
        }
        let _ = writeln!(about, "Payload-Oxum: {}.{}", self.bytes, self.payload.len());
        let tags = [
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
            ("bag-info.txt", about),
            ("manifest-sha256.txt", manifest(std::mem::take(&mut self.payload))),
        ];
        let mut hashes = Vec::new();
        for (name, text) in &tags {
            self.file(name, text.as_bytes())?;
            hashes.push((hex(&Sha256::digest(text)), (*name).to_owned()));
        }
        self.file("tagmanifest-sha256.txt", manifest(hashes).as_bytes())?;
        self.zip.finish()?.into_inner().flush()
    }

    fn file(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(format!("{}/{path}", self.folder), options)?;
        self.zip.write_all(bytes)
    }
}

/// A manifest: hash, two spaces, path, as `sha256sum` reads it, by path.
fn manifest(mut files: Vec<(String, String)>) -> String {
    files.sort_by(|a, b| a.1.cmp(&b.1));
    let mut out = String::new();
    for (hash, path) in files {
        let _ = writeln!(out, "{hash}  {path}");
    }
    out
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}
