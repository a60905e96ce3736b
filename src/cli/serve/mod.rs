//! `madoguchi serve`: the site on this machine, live.
//!
//! Three hands share one preview: the server's threads answer (and look at the files they are
//! asked for), a watcher takes in what was saved, and a worker makes what nobody has asked for
//! yet. None waits for another longer than it takes to hand over a value.

mod args;
mod desk;
mod voice;
mod watcher;
mod worker;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::args::Invocation;
use super::console::Console;
use super::session::take_history;
use super::site_options::{Drafts, SiteOptions};
use crate::compile::{self, Options};
use crate::host::serve::{OwnFile, Server, Streams, Wanted};
use crate::host::{self, Epoch, HostError, Looker, Site};
use crate::preview::{CLIENT, OVERLAY_STYLE, Preview, Setup};
use crate::wording::{Wording, words};

pub(super) use args::{Serve, TypedServe};
use desk::Desk;

/// Which day it is; asked again and again, since a preview may outlive midnight.
struct Today {
    as_of: Option<crate::civil::Date>,
    epoch: Option<Epoch>,
}

impl Today {
    fn date(&self, zone: &str) -> crate::civil::Date {
        host::today(self.as_of, self.epoch, zone)
    }
}

/// Runs the command until it is told to end.
pub(crate) fn run(invocation: &Invocation, command: &Serve) -> u8 {
    match open(invocation, command) {
        Ok(serving) => serving.run(command),
        Err(failure) => Console::new(invocation).give_up(failure),
    }
}

/// A site that is about to be served.
struct Serving {
    desk: Arc<Desk>,
    server: Server,
    root: PathBuf,
    config: crate::text::SourcePath,
    begun: Instant,
}

fn open(invocation: &Invocation, command: &Serve) -> Result<Serving, HostError> {
    let begun = Instant::now();
    let today = Today {
        as_of: command.options.as_of,
        epoch: host::source_date_epoch()?,
    };
    let site = Site::find(invocation.root.as_deref(), &invocation.config)?;
    // A port that is taken is told before any work is done.
    let server = Server::bind(wanted(command))?;
    let looker = Looker::open(&site.root, &site.config, today.date("UTC"));
    let mut read = looker.read();
    read.snapshot.today = today.date(&compile::time_zone(&read.snapshot));
    // Asked once: a page that is being edited has changed today anyway.
    let untold = take_history(&mut read.snapshot, &site);
    let setup = Setup {
        config: site.config.clone(),
        options: options(&command.options),
    };
    let preview = Preview::new(setup, Arc::new(read.snapshot));
    let language = &preview.edition().parsed().config.default_language;
    let console = Console::at_home(invocation, &site.root, language);
    if let Some(untold) = untold {
        console.note(&untold);
    }
    Ok(Serving {
        desk: Arc::new(Desk::new(console, today, looker, read.errors, preview)),
        server,
        root: site.root,
        config: site.config,
        begun,
    })
}

impl Serving {
    fn run(self, command: &Serve) -> u8 {
        let Self {
            desk,
            server,
            root,
            config,
            begun,
        } = self;
        let streams = Arc::new(Streams::new());
        let url = address(server.address(), &desk.base());
        let console = desk.console.clone();
        if let Some(missed) = server.missed_port() {
            console.note(&port_taken(missed, server.address().port()));
        }
        if !server.address().ip().is_loopback() {
            console.note(&open_to_others());
        }
        console.note(&ready(&url, begun.elapsed().as_secs_f64()));
        if command.open
            && let Err(failure) = host::open_in_browser(&url)
        {
            console.failures(&[failure]);
        }
        let watcher = watcher::begin(desk.clone(), &root, &config, command.watching);
        let worker = worker::begin(desk.clone(), streams.clone(), command.following);
        let outcome = server.run(desk.clone(), streams);
        desk.end();
        // Both look up at least every moment; neither holds anything that must be put away.
        drop((watcher, worker));
        match outcome {
            Ok(()) => 0,
            Err(failure) => console.clone().give_up(failure),
        }
    }
}

fn wanted(command: &Serve) -> Wanted {
    Wanted {
        interface: command.interface,
        port: command.port,
        hosts: command.hosts.clone(),
        own_files: vec![
            OwnFile {
                name: "reload.js",
                content_type: "text/javascript; charset=utf-8",
                text: CLIENT,
            },
            OwnFile {
                name: "overlay.css",
                content_type: "text/css; charset=utf-8",
                text: OVERLAY_STYLE,
            },
        ],
    }
}

fn options(site: &SiteOptions) -> Options {
    Options {
        base_url: site.base_url.clone(),
        drafts: site.drafts == Drafts::Included,
        deny: site.deny.clone(),
        ..Options::default()
    }
}

/// The address to type: an interface that means all of them is reached by this machine's name.
fn address(server: SocketAddr, base: &str) -> String {
    let port = server.port();
    let host = match server.ip() {
        ip if ip.is_unspecified() => "localhost".to_owned(),
        ip if ip.is_ipv6() => format!("[{ip}]"),
        ip => ip.to_string(),
    };
    let base: String = base
        .split('/')
        .map(crate::site::encode)
        .collect::<Vec<_>>()
        .join("/");
    format!("http://{host}:{port}{base}")
}

fn ready(url: &str, seconds: f64) -> Wording {
    words(
        format!("プレビュー: {url} ({seconds:.2}秒。終わるには Ctrl-C)"),
        format!("preview: {url} (in {seconds:.2} s; Ctrl-C ends it)"),
    )
}

fn port_taken(wanted: u16, got: u16) -> Wording {
    words(
        format!("ポート{wanted}は使われているので、{got}を使います"),
        format!("port {wanted} is taken; using {got}"),
    )
}

fn open_to_others() -> Wording {
    words(
        "注意: 同じネットワークのほかの機器からも、下書きを含むこのプレビューを見られます",
        "warning: other machines of the network can see this preview, drafts included",
    )
}
