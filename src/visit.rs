//! What was found when an outside address was asked for: a value, so that judging it needs no network.

/// What came of asking for one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// How it ended, redirections followed.
    pub end: VisitEnd,
    /// Where the server says the page stands for good: the end of a chain of permanent redirections.
    pub moved_to: Option<String>,
}

/// How asking for an address ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VisitEnd {
    /// The server answered with this HTTP status.
    Status(u16),
    /// There is no such host.
    NoSuchHost,
    /// The host did not take the connection, or broke it off.
    NoConnection,
    /// Nothing came in time.
    TooSlow,
    /// No secure connection could be made: a certificate that has run out, or of another host.
    NotSecure,
    /// A redirection leads in a circle, or to no web address.
    LostInRedirections,
    /// An address of this machine or of a private network, which is not asked unless the site says so.
    Private,
    /// It cannot be asked for at all: no web address after all.
    Unaskable,
}

impl Visit {
    /// A visit that ended like this, without a word about a new place.
    pub fn ended(end: VisitEnd) -> Self {
        Self {
            end,
            moved_to: None,
        }
    }

    /// Whether there is something to read there.
    pub fn is_good(&self) -> bool {
        matches!(self.end, VisitEnd::Status(200..=299))
    }
}
