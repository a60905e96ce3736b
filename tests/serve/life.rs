//! The port, and the end.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::time::{Duration, Instant};

use madoguchi::host::serve::{Server, Wanted};
use rustix::process::Signal;

use crate::child::Child;
use crate::client::Connection;
use crate::preview::{Preview, token, wanted};

#[test]
fn s08_a_port_that_is_taken_is_named() {
    let preview = Preview::start();
    let port = preview.address.port();
    let error = Server::bind(Wanted {
        port: Some(port),
        ..wanted()
    })
    .err()
    .unwrap();
    assert_eq!(error.exit_status(), 3);
    assert_eq!(
        error.message.en,
        format!("port {port} is in use by another program")
    );
    assert_eq!(
        error.message.ja,
        format!("ポート {port} は、ほかのプログラムが使用中です")
    );
    assert!(error.help.unwrap().en.contains("`-p`"));
}

#[test]
fn r30_the_usual_port_moves_on_when_it_is_taken() {
    let usual = || {
        Server::bind(Wanted {
            port: None,
            ..wanted()
        })
    };
    // Whatever else runs on this machine, ten ports more than it takes are not free for ever.
    let mut servers = Vec::new();
    let error = loop {
        match usual() {
            Ok(server) => servers.push(server),
            Err(error) => break error,
        }
        assert!(servers.len() <= 10);
    };
    assert_eq!(error.exit_status(), 3);
    assert_eq!(error.message.en, "ports 1111 to 1120 are all in use");
    for server in &servers {
        let port = server.address().port();
        assert!((1111..=1120).contains(&port));
        assert_eq!(server.missed_port(), Some(1111).filter(|_| port != 1111));
    }
}

#[test]
fn an_address_of_somebody_else_is_named() {
    // An address for documents, which no machine has.
    let error = Server::bind(Wanted {
        interface: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
        ..wanted()
    })
    .err()
    .unwrap();
    assert_eq!(error.exit_status(), 2);
    assert_eq!(
        error.message.en,
        "`192.0.2.1` is no address of this machine"
    );
}

fn open_streams(address: SocketAddr) -> Vec<Connection> {
    let token = token(address);
    let open = |_| {
        let mut connection = Connection::open(address);
        let target = format!("/.madoguchi/events?token={token}&page=/p/");
        connection.send(format!("GET {target} HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes());
        assert_eq!(connection.response(b"").unwrap().status, 200);
        connection
    };
    (0..100).map(open).collect()
}

fn have_ended(open: &mut [Connection], address: SocketAddr) {
    TcpListener::bind(address).unwrap();
    for connection in open {
        // A stream ends as one should, so that the browser tries again.
        connection.until("0\r\n\r\n");
        connection.ends();
    }
}

#[test]
fn s07_signals_end_it_at_once_with_a_hundred_open_streams() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP] {
        let mut server = Child::start();
        let mut open = open_streams(server.address);
        let (status, time) = server.end(signal);
        assert!(status.success(), "{signal:?}: {status}");
        assert!(time < Duration::from_secs(1), "{signal:?}: {time:?}");
        have_ended(&mut open, server.address);
    }
}

#[test]
fn s07_its_owner_ends_it_in_the_same_way() {
    let preview = Preview::start();
    let address = preview.address;
    let mut open = open_streams(address);
    // Half a head and an answer that nobody reads are no reason to stay.
    let mut half = Connection::open(address);
    half.send(b"GET /p/");
    let mut unread = Connection::open(address);
    unread.send(format!("GET /large/ HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes());
    let start = Instant::now();
    preview.stop().unwrap();
    assert!(
        start.elapsed() < Duration::from_secs(1),
        "{:?}",
        start.elapsed()
    );
    have_ended(&mut open, address);
    half.ends();
}
