//! Every sentence of the briefing that is not from a clipping, in one place.

use crate::progress::{grouped, plural};
use tifa_docket::Doubt;
use tifa_source::Evidence;

/// Language of these sentences.
pub const LANGUAGE: &str = "en";

/// Link that jumps over the navigation.
pub const SKIP: &str = "Skip to the record";
/// Name of the navigation.
pub const CONTENTS: &str = "Contents";
/// Kicker over the title.
pub const KICKER: &str = "Briefing";
/// What a page of this kind is.
pub const WHAT: &str = "Who said what in these clippings, when, in which words, and where each of them stands. Every \
statement leads to the place it was read from. Nothing here is weighed or judged.";

/// Section titles.
pub const NUMBERS: &str = "In numbers";
/// Timeline.
pub const TIMELINE: &str = "Timeline";
/// Statements by occasion.
pub const OCCASIONS: &str = "By occasion";
/// Docket entries.
pub const DOCKET: &str = "Docket";
/// Speakers.
pub const SPEAKERS: &str = "Speakers";
/// What each speaker said.
pub const PEOPLE: &str = "By speaker";
/// All documents.
pub const DOCUMENTS: &str = "Documents";
/// The texts.
pub const CLIPPINGS: &str = "Clippings";
/// The note on reading.
pub const HOW: &str = "How to read this";

/// Paragraphs of the note on reading.
pub const HOW_TEXT: &[(&str, &str)] = &[
    (
        "Statement",
        "A stretch of text whose content is somebody's words, and who that is. A direct statement stands in quotation \
         marks or in a transcript; an indirect one is paraphrased by the reporter; a mixed one is a paraphrase with \
         quoted words in it. Quoted words are underlined with dots.",
    ),
    (
        "Cue and chain",
        "The cue is the word that says somebody is speaking (表示, 指出). The chain names the outlets through which \
         the words came, outermost first.",
    ),
    (
        "Place",
        "Each clipping names its file and the SHA-256 of its bytes. Bytes are counted from 0 in the file as received; \
         in a file that is not UTF-8, in its text once decoded. Layout (line breaks inside a paragraph, markup) is \
         undone for reading; no character is changed.",
    ),
    (
        "Day",
        "The day of publication, as far as the clipping, its metadata or its file name says it. Undated clippings \
         stand last.",
    ),
    (
        "Speakers",
        "Names are joined across documents by a register of people and bodies: both scripts, rival transliterations \
         (特朗普, 川普), full names and short ones. Each name is shown as printed. Where only an office speaks, “per \
         register” says who held it on that day. The tables lexicon/people.tsv and lexicon/offices.tsv in the archive \
         extend and override the register.",
    ),
    (
        "Docket",
        "Mechanisms, commitments, lists of points, figures and claims as the clippings print them, found by rules. A \
         state is the state one text gives; a figure keeps its bound (多, 近, 約) and is never repaired. What a person \
         corrected with “tifa review” reads as corrected; what was rejected is left out.",
    ),
    (
        "Limits",
        "Statements were found by rules and may be wrong or missing; the clipping decides. What is absent here is \
         absent from these clippings, which does not mean that it was not said.",
    ),
];

/// Numbers: label of each.
pub const N_DOCUMENTS: &str = "documents";
/// Distinct texts.
pub const N_TEXTS: &str = "distinct texts";
/// Statements.
pub const N_STATEMENTS: &str = "statements";
/// One statement.
pub const N_STATEMENT: &str = "statement";
/// Speakers.
pub const N_SPEAKERS: &str = "speakers";
/// Outlets.
pub const N_OUTLETS: &str = "outlets";
/// Days.
pub const N_DAYS: &str = "days of publication";

/// Legend of the bars above the axis.
pub const LEGEND_STATEMENTS: &str = "statements";
/// Legend of the bars below the axis.
pub const LEGEND_DOCUMENTS: &str = "documents";
/// Title of the numbers behind the chart.
pub const CHART_NUMBERS: &str = "The numbers behind the chart";
/// Column of days.
pub const DAY: &str = "day";
/// Column of titles.
pub const TITLE: &str = "title";
/// Column of outlets.
pub const OUTLET: &str = "outlet";
/// Column of speakers.
pub const SPEAKER: &str = "speaker";
/// Column of first days.
pub const FIRST: &str = "first";
/// Column of last days.
pub const LAST: &str = "last";
/// Column of periods.
pub const PERIOD: &str = "period";

/// A document without day.
pub const UNDATED: &str = "undated";
/// Nothing was found.
pub const NO_STATEMENTS: &str = "No statements were found in these clippings.";
/// Label of the cue.
pub const CUE: &str = "cue";
/// Label of the occasion.
pub const AT: &str = "at";
/// Label of the chain.
pub const VIA: &str = "via";
/// Link from a clipping back to the record.
pub const BACK: &str = "in the record";
/// Link to the top.
pub const TOP: &str = "To the top";
/// Follows a statement cut short.
pub const READ_ON: &str = "read on";
/// Labels of a clipping's provenance.
pub const FILE: &str = "File";
/// Hash.
pub const HASH: &str = "SHA-256";
/// Encoding.
pub const ENCODING: &str = "Encoding";
/// Address.
pub const ADDRESS: &str = "Address";
/// Author.
pub const AUTHOR: &str = "Author";
/// Day with evidence.
pub const PUBLISHED: &str = "Published";
/// Days the text names.
pub const EVENT: &str = "Day in the text";
/// Witnesses.
pub const WITNESSES: &str = "Same text in";
/// Where the paragraph was interrupted in print.
pub const SEAM: &str = "the printed paragraph is interrupted here";

/// The same, in the text.
pub const SEAM_MARK: &str = "┊";
/// Before the person who held the office that speaks.
pub const PER_REGISTER: &str = "per register";
/// Before the other forms of a name.
pub const PRINTED_TOO: &str = "printed also as";
/// Before the day of publication, where it is not that of the saying.
pub const PRINTED_ON: &str = "printed on";
/// Link to the index of speakers.
pub const ALL_SPEAKERS: &str = "All speakers";

/// Kinds of docket entries.
pub const MECHANISMS: &str = "Mechanisms and their states";
/// Commitments.
pub const COMMITMENTS: &str = "Commitments and demands";
/// Enumerations.
pub const ENUMERATIONS: &str = "Lists of points";
/// Figures.
pub const FIGURES: &str = "Figures";
/// Claims.
pub const CLAIMS: &str = "Claims and answers";
/// Columns of the docket.
pub const STATE: &str = "state";
/// Parties.
pub const PARTIES: &str = "parties";
/// Name of a mechanism.
pub const MECHANISM: &str = "mechanism";
/// Kind of a commitment.
pub const KIND: &str = "kind";
/// Whose commitment.
pub const WHO: &str = "who";
/// Words of a commitment.
pub const WHAT_IS_SAID: &str = "what";
/// Condition of a commitment.
pub const CONDITION: &str = "condition";
/// Number of points.
pub const POINTS: &str = "points";
/// Phrase that announces a list.
pub const LIST: &str = "list";
/// Items of a list.
pub const ITEMS: &str = "items";
/// A figure as printed.
pub const PRINTED: &str = "as printed";
/// Its value.
pub const VALUE: &str = "value";
/// What is counted.
pub const COUNTED: &str = "of what";
/// Whose claim.
pub const CLAIMED_BY: &str = "claimed by";
/// A claim.
pub const CLAIM: &str = "claim";
/// Who answers it.
pub const ANSWERED_BY: &str = "answered by";
/// The answer.
pub const ANSWER: &str = "answer";
/// In place of the announcing phrase of a list that has none.
pub const UNANNOUNCED: &str = "marked, not announced";
/// No entry was found.
pub const NO_ENTRIES: &str = "No docket entries were found in these clippings.";

/// Why a figure's print is doubtful.
pub fn doubt(doubt: Doubt) -> &'static str {
    match doubt {
        Doubt::TwoMeasures => "doubtful print: two measure words in a row",
        Doubt::Grouping => "doubtful print: digits grouped as no number is",
        Doubt::Backwards => "doubtful print: the range ends below its beginning",
    }
}

/// How many items a list has, where another number was announced.
pub fn items_of(items: usize, declared: u32) -> String {
    format!("{items} of {declared} announced")
}

/// Says that entries of a kind are cut.
pub fn entries_cut(shown: usize, all: usize, command: &str, folder: &str) -> String {
    let folder = folder.replace(", ", " --under ");
    format!("The first {shown} of {all} are shown; “tifa docket {command} --under {folder}” lists all.")
}

/// How a day of publication is known.
pub fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Given => "given by the reader",
        Evidence::FrontMatter => "from the front matter",
        Evidence::Markup => "from the markup",
        Evidence::Sidecar => "from the file beside it",
        Evidence::Field => "from the record",
        Evidence::Dateline => "from the dateline",
        Evidence::Address => "from the address",
        Evidence::FileName => "from the file name",
        Evidence::Body => "from the text",
    }
}

/// In how many documents a speaker speaks.
pub fn in_documents(n: u64) -> String {
    format!("in {}", documents(n))
}

/// How many statements a speaker has in the whole folder, where the clippings do not hold all.
pub fn of_all(n: u64) -> String {
    format!("{} in the whole folder", statements(n))
}

/// `3 statements`.
pub fn statements(n: u64) -> String {
    plural(n, "statement", "statements")
}

/// `3 documents`.
pub fn documents(n: u64) -> String {
    plural(n, "document", "documents")
}

/// Summary of the statements that are folded away.
pub fn more(n: usize) -> String {
    format!("{} more", grouped(n as u64))
}

/// Bytes of a span, with the encoding when they count decoded text.
pub fn bytes(start: u32, end: u32, encoding: &str) -> String {
    if encoding.eq_ignore_ascii_case("utf-8") {
        format!("bytes {start}–{end}")
    } else {
        format!("bytes {start}–{end} of the text decoded from {encoding}")
    }
}

/// Says that a large folder is shown in part.
pub fn omitted(folder: &str, shown: usize, all: usize, statements: u64, all_statements: u64) -> String {
    format!(
        "This folder is large. The record and the clippings below show {} of {} documents, those with the most \
         statements: {} of {} statements. The numbers, the timeline, the speakers and the list of documents count all \
         of them; the rest is listed by “tifa statements --under {folder}” and read with “tifa show”.",
        grouped(shown as u64),
        grouped(all as u64),
        grouped(statements),
        grouped(all_statements),
    )
}

/// Says that the list of documents is cut.
pub fn documents_cut(shown: usize, all: usize) -> String {
    format!("The first {} of {} are listed.", grouped(shown as u64), grouped(all as u64))
}

/// Says that everything stands on one day.
pub fn one_period(period: &str) -> String {
    format!("Every dated document is of {period}.")
}

/// Says how many documents the timeline leaves out.
pub fn undated(n: u64) -> String {
    format!("{} without a day {} not on the timeline.", documents(n), if n == 1 { "is" } else { "are" })
}
