//! Where the server stands: the port that was asked for, or the first free one.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};

use tokio::net::{TcpListener, TcpSocket};
use tokio::runtime::{Builder, Runtime};

use super::token::Token;
use super::{OwnFile, Wanted};
use crate::host::HostError;
use crate::wording::words;

/// The port that is tried first if none is asked for.
const FIRST_PORT: u16 = 1111;
/// How many ports are tried then.
const PORTS: u16 = 10;
/// How many browsers may knock before the first is let in.
const BACKLOG: u32 = 1024;

/// How many questions are answered at a time. Answers need a processor, and a little of the disk: with
/// more threads than this each would only wait longer.
const MOST_ANSWERS: usize = 16;

/// A server that stands at its port and answers nobody yet.
pub struct Server {
    pub(super) runtime: Runtime,
    pub(super) listener: TcpListener,
    pub(super) address: SocketAddr,
    pub(super) token: Token,
    pub(super) hosts: Vec<String>,
    pub(super) own_files: Vec<OwnFile>,
    missed: Option<u16>,
}

impl Server {
    /// Takes a port. Fails if the one that was asked for is taken, or all that are tried, or if the
    /// interface is not this machine's.
    pub fn bind(wanted: Wanted) -> Result<Self, HostError> {
        let runtime = Builder::new_multi_thread()
            .thread_name("preview")
            .max_blocking_threads(MOST_ANSWERS)
            .enable_all()
            .build()
            .map_err(|error| no_threads(&error))?;
        let (listener, missed) = {
            let _inside = runtime.enter();
            stand(wanted.interface, wanted.port)?
        };
        let address = listener
            .local_addr()
            .map_err(|error| refused(wanted.interface, wanted.port, &error))?;
        Ok(Self {
            runtime,
            listener,
            address,
            token: Token::fresh()?,
            hosts: wanted.hosts,
            own_files: wanted.own_files,
            missed,
        })
    }

    /// Where it stands.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The usual port, if none was asked for, somebody else has it, and this server stands at another.
    pub fn missed_port(&self) -> Option<u16> {
        self.missed
    }
}

/// A listener, and the usual port if it was not to be had.
fn stand(interface: IpAddr, port: Option<u16>) -> Result<(TcpListener, Option<u16>), HostError> {
    if let Some(port) = port {
        return match listen(interface, port) {
            Ok(listener) => Ok((listener, None)),
            Err(error) => Err(refused(interface, Some(port), &error)),
        };
    }
    for port in FIRST_PORT..FIRST_PORT + PORTS {
        match listen(interface, port) {
            Ok(listener) => {
                return Ok((listener, Some(FIRST_PORT).filter(|first| *first != port)));
            }
            // Some systems keep ranges of ports back, and say that we may not.
            Err(error) if is_taken(&error) || error.kind() == ErrorKind::PermissionDenied => {}
            Err(error) => return Err(refused(interface, Some(port), &error)),
        }
    }
    Err(all_taken())
}

fn listen(interface: IpAddr, port: u16) -> io::Result<TcpListener> {
    let socket = match interface {
        IpAddr::V4(_) => TcpSocket::new_v4()?,
        IpAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // A port whose last connections are only being waited for is free. Elsewhere than on Unix the
    // same word would let two servers stand at one port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(SocketAddr::new(interface, port))?;
    socket.listen(BACKLOG)
}

fn is_taken(error: &io::Error) -> bool {
    error.kind() == ErrorKind::AddrInUse
}

fn refused(interface: IpAddr, port: Option<u16>, error: &io::Error) -> HostError {
    let port = port.unwrap_or(FIRST_PORT);
    match error.kind() {
        ErrorKind::AddrInUse => taken(port),
        ErrorKind::AddrNotAvailable => not_ours(interface),
        ErrorKind::PermissionDenied => not_allowed(port),
        _ => HostError::machine(words(
            format!("ポート {port} で待ち受けできません: {error}"),
            format!("cannot listen at port {port}: {error}"),
        )),
    }
}

fn taken(port: u16) -> HostError {
    HostError::machine(words(
        format!("ポート {port} は、ほかのプログラムが使用中です"),
        format!("port {port} is in use by another program"),
    ))
    .help(words(
        "`-p` で別のポートを指定してください。`-p` を省くと、空いているポートを自動で選びます",
        "choose another port with `-p`, or leave `-p` out: the next free port is taken",
    ))
}

fn all_taken() -> HostError {
    let last = FIRST_PORT + PORTS - 1;
    HostError::machine(words(
        format!("ポート {FIRST_PORT} から {last} は、すべて使用中です"),
        format!("ports {FIRST_PORT} to {last} are all in use"),
    ))
    .help(words(
        "空いているポートを `-p` で指定してください",
        "choose a free port with `-p`",
    ))
}

fn not_allowed(port: u16) -> HostError {
    HostError::machine(words(
        format!("ポート {port} を使う権限がありません"),
        format!("port {port} may not be used: permission denied"),
    ))
    .help(words(
        "1024 以上のポートを `-p` で指定してください",
        "choose a port from 1024 up with `-p`",
    ))
}

fn not_ours(interface: IpAddr) -> HostError {
    HostError::usage(words(
        format!("`{interface}` は、このコンピューターのアドレスではありません"),
        format!("`{interface}` is no address of this machine"),
    ))
    .help(words(
        "`-i` を省くと、このコンピューターだけで見られます。同じネットワークから見るには `-i 0.0.0.0` を指定してください",
        "leave `-i` out to preview on this machine, or use `-i 0.0.0.0` to be seen from its network",
    ))
}

fn no_threads(error: &io::Error) -> HostError {
    HostError::machine(words(
        format!("プレビューのスレッドを開始できません: {error}"),
        format!("cannot start the threads of the preview: {error}"),
    ))
}
