//! The headers: where a document is from, who speaks in it, and what the marks in it mean.

use super::Role;
use super::people::People;
use crate::source;
use crate::xml::{attribute, text};
use std::borrow::Cow;
use std::io::{self, Write};
use tifa_archive::{DocumentRow, FullDocument};

/// Values of `ana`, and what they say.
const CATEGORIES: [(&str, &str); 6] = [
    ("direct", "words in quotation marks, or of a turn"),
    ("indirect", "words paraphrased"),
    ("mixed", "a paraphrase with quoted words in it"),
    ("asserted", "the speaker says that it is so"),
    ("denied", "the speaker says that it is not so"),
    ("asked", "the speaker asks"),
];

/// What a reader of the file must know, in one paragraph.
const CONVENTIONS: &str = "The text is as printed; line breaks of layout are undone. The xml:id of a statement ends in its \
first byte and the one behind its last, counted in the original file, or in its decoded text where that is not UTF-8. Pieces \
of a span that crosses another are linked by next and prev. U+FFFD stands for a character that XML cannot hold. Names are as \
printed: a speaker may be a body. Attribution was found by a program and is evidence, no verdict.";

/// The header of a corpus.
pub(super) fn corpus(out: &mut dyn Write, title: &str) -> io::Result<()> {
    let title = text(title);
    write!(out, "<teiHeader>\n<fileDesc>\n<titleStmt><title>{title}</title></titleStmt>\n")?;
    publication(out)?;
    out.write_all(
        b"<sourceDesc><p>The files named in the header of each text.</p></sourceDesc>\n</fileDesc>\n<encodingDesc>\n",
    )?;
    conventions(out)?;
    out.write_all(b"</encodingDesc>\n</teiHeader>\n")
}

/// The header of a document.
pub(super) fn document(
    out: &mut dyn Write,
    document: &FullDocument,
    people: &People,
    id: &str,
    role: Role,
) -> io::Result<()> {
    let row = &document.row;
    write!(out, "<teiHeader>\n<fileDesc>\n<titleStmt><title>{}</title>", text(source::title(row)))?;
    if let Some(author) = &row.metadata.author {
        write!(out, "<author>{}</author>", text(author))?;
    }
    out.write_all(
        b"<respStmt><resp>attribution of statements</resp><name type=\"software\">tifa</name></respStmt></titleStmt>\n",
    )?;
    publication(out)?;
    out.write_all(b"<sourceDesc>\n")?;
    bibliography(out, row, "original")?;
    for witness in &document.witnesses {
        bibliography(out, witness, "witness")?;
    }
    out.write_all(b"</sourceDesc>\n</fileDesc>\n<encodingDesc>\n")?;
    if role == Role::Alone {
        conventions(out)?;
    }
    let (ident, version) = extractor(document);
    writeln!(
        out,
        "<appInfo><application xml:id=\"{id}.x\" ident=\"{}\" version=\"{version}\"><label>{}</label></application></appInfo>",
        attribute(&ident),
        text(&ident)
    )?;
    out.write_all(b"</encodingDesc>\n")?;
    profile(out, row, people)?;
    out.write_all(b"</teiHeader>\n")
}

/// What found the statements. Without a statement it is this program.
fn extractor(document: &FullDocument) -> (Cow<'_, str>, u32) {
    let first = document.statements.first();
    first.map_or((tifa_record::EXTRACTOR.into(), tifa_record::VERSION), |s| {
        (s.extractor.as_str().into(), s.version)
    })
}

fn publication(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"<publicationStmt><p>Exported by tifa from an archive of clippings. Rights in the text are its publisher's.</p></publicationStmt>\n",
    )
}

fn conventions(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<editorialDecl><p>{}</p></editorialDecl>", text(CONVENTIONS))?;
    out.write_all(b"<classDecl><taxonomy>\n")?;
    for (name, means) in CATEGORIES {
        writeln!(out, "<category xml:id=\"{name}\"><catDesc>{means}</catDesc></category>")?;
    }
    out.write_all(b"</taxonomy></classDecl>\n")
}

fn bibliography(out: &mut dyn Write, row: &DocumentRow, kind: &str) -> io::Result<()> {
    let metadata = &row.metadata;
    write!(out, "<bibl type=\"{kind}\"><title level=\"a\">{}</title>", text(source::title(row)))?;
    let mut element = |name: &str, kind: &str, value: Option<&str>| match value {
        Some(value) if kind.is_empty() => write!(out, "<{name}>{}</{name}>", text(value)),
        Some(value) => write!(out, "<{name} {kind}>{}</{name}>", text(value)),
        None => Ok(()),
    };
    element("author", "", metadata.author.as_deref())?;
    element("title", "level=\"j\"", metadata.outlet.as_deref())?;
    let day = metadata.date.map(|dated| dated.day.to_string());
    element("date", &format!("when=\"{}\"", day.as_deref().unwrap_or_default()), day.as_deref())?;
    element("idno", "type=\"URL\"", source::address(row))?;
    element("idno", "type=\"archive\"", source::archived(row))?;
    element("idno", "type=\"file\"", Some(&row.source))?;
    element("idno", "type=\"sha256\"", Some(&row.original))?;
    element("idno", "type=\"encoding\"", Some(&row.encoding))?;
    element("idno", "type=\"tifa\"", Some(&row.document))?;
    out.write_all(b"</bibl>\n")
}

fn profile(out: &mut dyn Write, row: &DocumentRow, people: &People) -> io::Result<()> {
    let metadata = &row.metadata;
    out.write_all(b"<profileDesc>\n")?;
    if let Some(language) = &metadata.language {
        let (ident, name) = (attribute(language), text(language));
        writeln!(out, "<langUsage><language ident=\"{ident}\">{name}</language></langUsage>")?;
    }
    people.write(out)?;
    let keywords: Vec<&String> = metadata.category.iter().chain(&metadata.tags).collect();
    if !keywords.is_empty() {
        out.write_all(b"<textClass><keywords>")?;
        for keyword in keywords {
            write!(out, "<term>{}</term>", text(keyword))?;
        }
        out.write_all(b"</keywords></textClass>\n")?;
    }
    out.write_all(b"</profileDesc>\n")
}
