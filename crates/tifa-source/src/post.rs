//! A Markdown file: front matter, then one article or a bulletin of many.

use crate::bulletin;
use crate::document::BlockKind;
use crate::fields;
use crate::flow::{Flow, Piece};
use crate::frontmatter::front_matter;
use crate::markdown;
use crate::metadata::{Evidence, Metadata};
use crate::reading::{Parsed, Raw};
use tifa_text::{ByteRange, fold};

/// A title that is repeated in the text stands among so many first blocks.
const TITLE_WITHIN: usize = 3;

/// The documents of the Markdown file `text`.
pub fn documents(text: &str) -> Parsed {
    let matter = front_matter(text).unwrap_or_default();
    let mut metadata = fields::metadata(&matter.fields, Evidence::FrontMatter);
    let mut flow = Flow::new(text);
    markdown::walk(&mut flow, matter.body..text.len());
    let (mut pieces, rules) = flow.finish();
    let documents = bulletin::split(&pieces, &rules, &metadata).unwrap_or_else(|| {
        title(&mut pieces, &mut metadata);
        vec![Raw { blocks: pieces.into_iter().map(|p| p.block).collect(), metadata, rules }]
    });
    Parsed { documents, problems: matter.problems }
}

/// Finds the title in the text: the block that repeats the one the front matter gives, or, without one, the only
/// first-level heading when it comes first.
pub fn title(pieces: &mut [Piece], metadata: &mut Metadata) {
    if let Some(title) = &metadata.title {
        let same = |p: &Piece| p.block.text.len() <= title.len() * 2 && same(&p.block.text, title);
        if let Some(piece) = pieces.iter_mut().take(TITLE_WITHIN).find(|p| same(p)) {
            piece.block.kind = BlockKind::Title;
        }
        // An article that has its title elsewhere uses first-level headings for its sections.
        for piece in pieces.iter_mut().filter(|p| p.block.kind == BlockKind::Heading(1)) {
            piece.block.kind = BlockKind::Heading(2);
        }
        return;
    }
    let first = |p: &Piece| p.block.kind == BlockKind::Heading(1);
    if pieces.iter().filter(|p| first(p)).count() == 1
        && let Some(piece) = pieces.first_mut().filter(|p| first(p))
    {
        let block = &mut piece.block;
        block.kind = BlockKind::Title;
        metadata.title = Some(block.text.replace('\n', " "));
        metadata.title_span = block.map.source(ByteRange::new(0, block.text.len()));
    }
}

/// Whether two titles are one, printed differently.
pub fn same(a: &str, b: &str) -> bool {
    if a.trim() == b.trim() {
        return true;
    }
    let letters = |s: &str| fold(s).text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (a, b) = (letters(a), letters(b));
    !a.is_empty() && a == b
}

#[cfg(test)]
mod tests {
    use crate::reading::tests::outline;

    #[test]
    fn title_in_the_text() {
        assert_eq!(
            outline("a.md", "---\ntitle: \"甲　乙\"\ndate: 2031-05-06\n---\n\n# 甲 乙\n\n文。\n"),
            "[甲　乙 | 2031-05-06 | - | -]\nT 甲 乙\np 文。"
        );
        assert_eq!(
            outline(
                "a.txt",
                "---\ntitle: 甲乙\nfrom: https://n.example/1\n---\n<!--1-->\n[甲乙](https://n.example/1)\n------\n\n<div><p>文。</p></div>"
            ),
            "[甲乙 | - | - | https://n.example/1]\nT 甲乙\np 文。"
        );
        assert_eq!(outline("a.md", "# 甲\n\n文。\n"), "[甲 | - | - | -]\nT 甲\np 文。");
    }
}
