//! The flags that change a site's findings or pages, the same in each command that has them.

use clap::Args;

use super::anchors;
use super::args::{Drafts, SiteOptions};
use super::choices::TypedFormat;
use super::environment::Environment;
use super::values::{read_all_denied, read_day};
use crate::config::BaseUrl;
use crate::wording::Wording;

/// The flags as typed.
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
    /// What they mean, where the environment speaks too.
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
