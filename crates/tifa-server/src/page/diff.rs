//! What differs between two texts, shown.

use maud::{Markup, html};
use tifa_wording::diff::{Edit, Piece};

/// The first text, with what the second has not.
pub fn first(diff: &[Piece]) -> Markup {
    html! {
        @for piece in diff.iter().filter(|p| !p.a.is_empty()) {
            @if piece.edit == Edit::Same { (piece.a) } @else { del { (piece.a) } }
        }
    }
}

/// The second text, with what the first has not.
pub fn second(diff: &[Piece]) -> Markup {
    html! {
        @for piece in diff.iter().filter(|p| !p.b.is_empty()) {
            @if piece.edit == Edit::Same { (piece.b) } @else { ins { (piece.b) } }
        }
    }
}
