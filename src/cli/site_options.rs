//! What changes a site's findings or pages: as typed, and as meant.

use clap::Args;

use super::anchors;
use super::choices::TypedFormat;
use super::environment::Environment;
use super::values::{read_all_denied, read_day};
use crate::civil::Date;
use crate::config::{BaseUrl, Denied};
use crate::wording::Wording;

/// What changes a site's findings or pages.
#[derive(Clone, Debug)]
pub(super) struct SiteOptions {
    pub(super) base_url: Option<BaseUrl>,
    pub(super) drafts: Drafts,
    pub(super) as_of: Option<Date>,
    pub(super) deny: Vec<Denied>,
}

/// Whether pages marked `draft = true` are pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drafts {
    Included,
    LeftOut,
}

/// The same as typed.
#[derive(Args)]
pub(super) struct TypedSite {
    #[arg(
        short = 'u',
        long,
        value_name = "URL",
        help = "Where the site will stand [env: MADOGUCHI_BASE_URL]"
    )]
    base_url: Option<String>,
    /// Include pages marked as drafts
    #[arg(long)]
    drafts: bool,
    /// The day to build for, such as 2026-11-01 [default: today]
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Raise `warnings` or codes, such as `stale`, to errors
    #[arg(long, value_name = "WHAT", value_delimiter = ',')]
    deny: Vec<String>,
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: TypedFormat,
}

/// The site as it is published, on a day.
pub(super) fn dated(
    environment: &Environment,
    as_of: Option<&str>,
    deny: &[String],
) -> Result<SiteOptions, Wording> {
    Ok(SiteOptions {
        as_of: as_of.map(read_day).transpose()?,
        deny: read_all_denied(deny)?,
        ..anchors::options(environment)?
    })
}

impl TypedSite {
    /// What is meant, the environment known.
    pub(super) fn mean(self, environment: &Environment) -> Result<SiteOptions, Wording> {
        let base_url = self.base_url.or_else(|| environment.base_url.clone());
        Ok(SiteOptions {
            base_url: base_url.as_deref().map(BaseUrl::parse).transpose()?,
            drafts: if self.drafts {
                Drafts::Included
            } else {
                Drafts::LeftOut
            },
            as_of: self.as_of.as_deref().map(read_day).transpose()?,
            deny: read_all_denied(&self.deny)?,
        })
    }
}
