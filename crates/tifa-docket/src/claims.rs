//! Claims and rebuttals: what one party asserts and another in the document answers or denies.
//!
//! One pass of the table's words over a page finds where a claim may be told: anonymous sources (有人說), a claim and its label
//! (…的說法), 所謂, verbs of denial, answers to an accusation made before, lists of pairs (謊言/事實), counts of one crowd. A claim
//! counts only where its answer stands too; a counter-accusation alone is none. `told.rs` reads claims that the sentence
//! or the one before tells, `answered.rs` those that another statement has made, `paired.rs` those that stand side by side.

mod answered;
mod paired;
mod scene;
mod table;
mod told;

use crate::entry::Claim;
use crate::matter::Matter;
use crate::table::{Hit, by_sentence};
use scene::Scene;
use table::{Word, heads};

/// The claims of a document, ordered by place.
pub(crate) fn read(matter: &Matter<'_>) -> Vec<Claim> {
    let mut out: Vec<Claim> = paired::lists(matter);
    let mut hits: Vec<Hit<Word>> = Vec::new();
    for (index, page) in matter.pages.iter().enumerate() {
        hits.clear();
        hits.extend(heads().find(&page.level).filter(|h| h.class != Word::Skip));
        for (at, sentence, here) in by_sentence(page, &hits) {
            let scene = Scene { matter, index, page, at, sentence };
            for hit in here {
                let found = match hit.class {
                    Word::Hearsay => told::hearsay(&scene, *hit),
                    Word::That | Word::Generic => told::pointed(&scene, *hit),
                    Word::Label => told::labelled(&scene, *hit),
                    Word::SoCalled => told::so_called(&scene, *hit),
                    Word::Thesis => told::thesis(&scene, *hit),
                    Word::Slur | Word::Charge => told::slurred(&scene, *hit),
                    Word::Portray => told::portrayed(&scene, *hit),
                    Word::Accuse => answered::put(&scene, *hit),
                    Word::Yet => answered::contrasted(&scene, *hit),
                    Word::Disown => told::disowned(&scene, *hit),
                    Word::Rebut | Word::Against => answered::answered(&scene, *hit),
                    Word::Question => answered::asked(&scene, *hit),
                    Word::Organiser => paired::counts(&scene, *hit),
                    _ => None,
                };
                out.extend(found);
            }
        }
    }
    out.sort_by_key(|c| (c.place, c.rebuttal));
    let mut kept: Vec<Claim> = Vec::with_capacity(out.len());
    for claim in out {
        let again = kept
            .iter()
            .any(|k| k.place.block == claim.place.block && k.place.range.overlaps(claim.place.range));
        if !again && claim.place.range.len() >= LEAST {
            kept.push(claim);
        }
    }
    kept
}

/// Bytes a claim has at least: four characters.
const LEAST: usize = 12;
