//! Room that vectors and strings took for more than came. A site holds the bodies of all its pages at the
//! same time, and a phrase of one piece would keep room for four.

use super::{Body, Phrase, Piece};

impl Body {
    /// The same in no more room than it needs.
    pub(super) fn without_slack(mut self) -> Self {
        for heading in &mut self.headings {
            heading.text.cut_slack();
        }
        for link in &mut self.links {
            link.destination.cut_slack();
            link.text.cut_slack();
        }
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.placeholders.shrink_to_fit();
        self.single_braces.shrink_to_fit();
        self.blocks.shrink_to_fit();
        self.html.shrink_to_fit();
        self.fence_languages.shrink_to_fit();
        self
    }
}

impl Phrase {
    fn cut_slack(&mut self) {
        for piece in &mut self.pieces {
            if let Piece::Text(text) = piece {
                text.shrink_to_fit();
            }
        }
        self.pieces.shrink_to_fit();
    }
}
