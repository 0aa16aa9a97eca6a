//! The floor of adding and searching: tantivy alone, with the archive's own tokenizer, over text folded beforehand.

use crate::Result;
use std::path::Path;
use tantivy::collector::Count;
use tantivy::query::{PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenStream, Tokenizer};
use tantivy::{Index, Searcher, TantivyDocument, Term};
use tifa_archive::bigram::Bigrams;

/// Arena of one indexing thread, as the archive has it.
const ARENA: usize = 64 << 20;

/// Writes an index of `texts` into `dir`, to the commit and the end of merges.
pub fn index(dir: &Path, texts: &[String], threads: usize) -> Result<()> {
    std::fs::create_dir_all(dir)?;
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("bigram")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(false);
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let index = Index::create_in_dir(dir, schema.build())?;
    index.tokenizers().register("bigram", TextAnalyzer::from(Bigrams));
    let mut writer = index.writer_with_num_threads(threads, ARENA * threads)?;
    for text in texts {
        let mut document = TantivyDocument::default();
        document.add_text(field, text);
        writer.add_document(document)?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

/// An index opened to search.
pub struct Floor {
    searcher: Searcher,
    field: Field,
}

impl Floor {
    /// Opens the index in `dir`.
    pub fn open(dir: &Path) -> Result<Self> {
        let index = Index::open_in_dir(dir)?;
        let field = index.schema().get_field("text")?;
        Ok(Self { searcher: index.reader()?.searcher(), field })
    }

    /// The query of a folded phrase of two characters or more.
    pub fn query(&self, phrase: &str) -> Box<dyn Query> {
        let mut terms = Vec::new();
        let mut tokenizer = Bigrams;
        let mut tokens = tokenizer.token_stream(phrase);
        while tokens.advance() {
            // The last character alone is a token only before a barrier.
            if tokens.token().text.chars().count() == 2 {
                terms.push(Term::from_field_text(self.field, &tokens.token().text));
            }
        }
        if terms.len() == 1 {
            return Box::new(TermQuery::new(terms.remove(0), IndexRecordOption::Basic));
        }
        Box::new(PhraseQuery::new(terms))
    }

    /// Number of documents that hold it.
    pub fn count(&self, query: &dyn Query) -> Result<usize> {
        Ok(self.searcher.search(query, &Count)?)
    }
}
