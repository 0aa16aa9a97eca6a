//! Documents as resources, for clients that put whole texts before a model.

use crate::place::Place;
use rmcp::model::ResourceTemplate;

/// How the URI of a resource begins. The rest is a permalink, so that each is made of the other.
const SCHEME: &str = "tifa:/";

/// Media type of a document's text.
pub const MEDIA_TYPE: &str = "text/plain";

/// The resources there are: too many to list, one for each document and each place in one.
pub fn templates() -> Vec<ResourceTemplate> {
    let text = ResourceTemplate::new(format!("{SCHEME}/document/{{id}}"), "document")
        .with_title("The text of a document")
        .with_description(
            "The whole text as printed, a line for each paragraph, layout undone. `id` is the document's id.",
        )
        .with_mime_type(MEDIA_TYPE);
    let words = ResourceTemplate::new(format!("{SCHEME}/document/{{id}}/{{start}}-{{end}}"), "words")
        .with_title("The words at a permalink")
        .with_description(
            "The exact words in these bytes of the original: the permalink of an answer after `tifa:/`.",
        )
        .with_mime_type(MEDIA_TYPE);
    vec![text, words]
}

/// The place that a URI names; none when it names none.
pub fn place(uri: &str) -> Option<Place> {
    uri.starts_with(SCHEME).then(|| Place::read(uri)).filter(|p| p.document != uri && !p.document.is_empty())
}
