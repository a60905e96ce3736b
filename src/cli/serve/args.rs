//! The arguments of `madoguchi serve`.

use std::net::IpAddr;

use clap::Args;

use crate::cli::site_options::SiteOptions;
use crate::host::How;

/// How the preview is served.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Serve {
    pub(in crate::cli) options: SiteOptions,
    /// `-i`
    pub(in crate::cli) interface: IpAddr,
    /// `-p`
    pub(in crate::cli) port: Option<u16>,
    /// `--allow-host`
    pub(in crate::cli) hosts: Vec<String>,
    /// `--open`
    pub(in crate::cli) open: bool,
    pub(in crate::cli) following: Following,
    pub(in crate::cli) watching: How,
}

/// Whether browsers go where the last edit was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Following {
    Edits,
    Nothing,
}

#[derive(Args)]
pub(in crate::cli) struct TypedServe {
    /// The port [default: 1111, or the next free one]
    #[arg(short, long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..))]
    port: Option<u16>,
    /// The address to listen at; others than this machine see the preview if it is not 127.0.0.1
    #[arg(short, long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    interface: IpAddr,
    /// Another name by which browsers may ask for the preview
    #[arg(long, value_name = "NAME")]
    allow_host: Vec<String>,
    /// Open the preview in the browser
    #[arg(long)]
    open: bool,
    /// Let the browser go to where the last edit was made
    #[arg(long)]
    follow: bool,
    /// Look at the files regularly instead of waiting for the system to tell (network disks, containers)
    #[arg(long)]
    poll: bool,
}

impl TypedServe {
    pub(in crate::cli) fn mean(self, options: SiteOptions) -> Serve {
        Serve {
            options,
            interface: self.interface,
            port: self.port,
            hosts: self.allow_host,
            open: self.open,
            following: if self.follow {
                Following::Edits
            } else {
                Following::Nothing
            },
            watching: if self.poll { How::Poll } else { How::Native },
        }
    }
}
