//! Why a request gets no answer, with the status and the words for it.
//!
//! The words never repeat the request: what a stranger wrote into a link must not come back as a
//! page of this server.

use axum::http::StatusCode;

use crate::wording::{Wording, words};

/// A reason not to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// No request that this server understands.
    Malformed,
    /// The server was called by a name that is not its own.
    Name,
    /// Another site wants to use a file of this one, or to listen.
    Stranger,
    /// A path that no page can have.
    Nowhere,
    /// Something else than GET and HEAD.
    Method,
    /// A request line that is too long.
    TargetTooLong,
    /// No room for another event stream.
    Crowded,
    /// Headers that are too many or too large.
    HeadTooLarge,
    /// Our own bug: the answerer panicked.
    Broken,
}

impl Refusal {
    const ALL: [Self; 9] = [
        Self::Malformed,
        Self::Name,
        Self::Stranger,
        Self::Nowhere,
        Self::Method,
        Self::TargetTooLong,
        Self::Crowded,
        Self::HeadTooLarge,
        Self::Broken,
    ];

    /// Its place among the refusals, for [`Refusal::numbered`].
    pub(super) fn number(self) -> usize {
        self as usize
    }

    /// The refusal with this number.
    pub(super) fn numbered(number: &str) -> Option<Self> {
        let number: usize = number.parse().ok()?;
        Self::ALL.get(number).copied()
    }

    /// The status that says it.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Name | Self::Stranger => StatusCode::FORBIDDEN,
            Self::Nowhere => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TargetTooLong => StatusCode::URI_TOO_LONG,
            Self::Crowded => StatusCode::TOO_MANY_REQUESTS,
            Self::HeadTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The words below the status.
    pub(super) fn words(self) -> Wording {
        match self {
            Self::Malformed => words(
                "このサーバーが理解できるリクエストではありません",
                "this is no request that the preview understands",
            ),
            Self::Name => words(
                "この名前ではプレビューを開けません。端末に表示されたアドレスを使ってください",
                "the preview does not answer to this name: use the address shown in the terminal",
            ),
            Self::Stranger => words(
                "ほかのサイトからプレビューは利用できません",
                "other sites may not use the preview",
            ),
            Self::Nowhere => words(
                "このアドレスにはページがありません",
                "there is no page at this address",
            ),
            Self::Method => words(
                "GET と HEAD だけに応答します",
                "only GET and HEAD are answered",
            ),
            Self::TargetTooLong => words("アドレスが長すぎます", "the address is too long"),
            Self::Crowded => words(
                "プレビューを開いているタブが多すぎます",
                "too many tabs show the preview",
            ),
            Self::HeadTooLarge => words(
                "ヘッダーが大きすぎます。localhost の Cookie を削除すると直ることがあります",
                "the headers are too large: deleting the cookies of localhost may help",
            ),
            Self::Broken => words(
                "Madoguchi の不具合です。詳しくは端末を見てください",
                "this is a bug in Madoguchi: the terminal says more",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_leads_back_to_its_refusal() {
        for refusal in Refusal::ALL {
            let number = refusal.number().to_string();
            assert_eq!(Refusal::numbered(&number), Some(refusal));
        }
        assert_eq!(Refusal::numbered("9"), None);
        assert_eq!(Refusal::numbered("-1"), None);
    }
}
