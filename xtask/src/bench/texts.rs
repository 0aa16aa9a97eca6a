//! The corpus of a benchmark in memory: files, documents, folded texts.

use crate::Result;
use std::fs;
use std::path::{Path, PathBuf};
use tifa_archive::bigram::BLOCK_END;
use tifa_source::{Document, Input, read};
use tifa_text::fold;

/// A file.
#[derive(Debug)]
pub struct TextFile {
    /// Name as given to the reader.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A corpus.
#[derive(Debug)]
pub struct Texts {
    /// Files by path.
    pub files: Vec<TextFile>,
    /// What they hold.
    pub documents: Vec<Document>,
    /// Folded blocks of each document, each closed by [`BLOCK_END`].
    pub folded: Vec<String>,
}

impl Texts {
    /// Reads everything below `corpus`.
    pub fn load(corpus: &Path) -> Result<Self> {
        let mut paths = Vec::new();
        let mut folders: Vec<PathBuf> = vec![corpus.to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))? {
                let path = entry?.path();
                if path.is_dir() { folders.push(path) } else { paths.push(path) }
            }
        }
        paths.sort();
        let mut files = Vec::new();
        for path in paths {
            let name = path.strip_prefix(corpus).unwrap_or(&path).to_string_lossy().into_owned();
            files.push(TextFile { name, bytes: fs::read(&path)? });
        }
        let documents: Vec<Document> = files.iter().flat_map(TextFile::documents).collect();
        let folded = documents.iter().map(folded).collect();
        Ok(Self { files, documents, folded })
    }

    /// Bytes of the files.
    pub fn file_bytes(&self) -> usize {
        self.files.iter().map(|f| f.bytes.len()).sum()
    }

    /// Bytes of the blocks' texts.
    pub fn text_bytes(&self) -> usize {
        self.documents.iter().flat_map(|d| &d.blocks).map(|b| b.text.len()).sum()
    }

    /// Bytes of the folded texts.
    pub fn folded_bytes(&self) -> usize {
        self.folded.iter().map(String::len).sum()
    }
}

impl TextFile {
    /// The documents of the file; none when it is refused.
    pub fn documents(&self) -> Vec<Document> {
        let input = Input { name: &self.name, bytes: &self.bytes, sidecar: None, date: None, outlet: None };
        read(&input).map(|reading| reading.documents).unwrap_or_default()
    }
}

fn folded(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        text.push_str(&fold(&block.text).text);
        text.push(BLOCK_END);
    }
    text
}
