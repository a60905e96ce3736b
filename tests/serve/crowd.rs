//! Many at once: half-open connections, open streams, clients that go in the middle of an answer.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use madoguchi::host::serve::Event;

#[cfg(unix)]
use crate::child::Child;
use crate::client::{Connection, get};
use crate::listening::wait_for;
use crate::preview::{Preview, token};

#[cfg(target_os = "linux")]
const MEGABYTE: u64 = 1024 * 1024;

#[test]
fn r25_half_a_head_holds_nobody_up() {
    let preview = Preview::start();
    let start = Instant::now();
    let mut half: Vec<Connection> = (0..1_000)
        .map(|number| {
            let mut connection = Connection::open(preview.address);
            // Some say nothing at all.
            if number % 4 > 0 {
                connection.send(b"GET /p/ HTTP/1.1\r\nHost: local");
            }
            connection
        })
        .collect();
    let mut slowest = Duration::ZERO;
    for _ in 0..20 {
        let asked = Instant::now();
        assert_eq!(get(preview.address, "/p/").status, 200);
        slowest = slowest.max(asked.elapsed());
    }
    // The bound of the row is 50 ms; a busy machine may take longer, a server that waits takes seconds.
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
    for connection in &mut half {
        connection.ends();
    }
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

fn open_stream(preview: &Preview, token: &str) -> Connection {
    stream_at(preview.address, token)
}

fn stream_at(address: SocketAddr, token: &str) -> Connection {
    let mut connection = Connection::open(address);
    let target = format!("/.madoguchi/events?token={token}&page=/p/");
    connection.send(format!("GET {target} HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes());
    connection
}

#[test]
fn five_hundred_browsers_hear_at_once_and_one_too_many_is_asked_to_wait() {
    let preview = Preview::start();
    let token = preview.token();
    let mut open: Vec<Connection> = (0..512).map(|_| open_stream(&preview, &token)).collect();
    for connection in &mut open {
        assert_eq!(connection.response(b"").unwrap().status, 200);
    }
    let crowded = open_stream(&preview, &token).response(b"").unwrap();
    assert_eq!(crowded.status, 429);
    assert_eq!(crowded.header("retry-after"), Some("5"));
    let told = Instant::now();
    preview.streams.tell(|page| {
        vec![Event {
            name: "reload",
            data: page.to_owned(),
        }]
    });
    for connection in &mut open {
        connection.until("event: reload\ndata: /p/\n\n");
    }
    // The bound of the row is 150 ms; a busy machine may take longer, a poll takes seconds.
    assert!(
        told.elapsed() < Duration::from_secs(1),
        "{:?}",
        told.elapsed()
    );
    assert_eq!(get(preview.address, "/p/").status, 200);
    // A browser that goes makes room.
    open.truncate(511);
    wait_for(|| open_stream(&preview, &token).response(b"").unwrap().status == 200);
}

#[cfg(target_os = "linux")]
#[test]
fn many_streams_and_large_heads_are_light() {
    let server = Child::start();
    let token = token(server.address);
    let before = server.memory();
    let mut open: Vec<Connection> = (0..500)
        .map(|_| stream_at(server.address, &token))
        .collect();
    for connection in &mut open {
        assert_eq!(connection.response(b"").unwrap().status, 200);
    }
    let with_streams = server.memory();
    assert!(with_streams < before + 20 * MEGABYTE, "{with_streams}");
    // R23: a head that is too large is not held, however many send one.
    let value = vec![b'y'; 1024 * 1024];
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                let mut connection = Connection::open(server.address);
                connection.send(b"GET /p/ HTTP/1.1\r\nX: ");
                connection.send(&value);
                assert_eq!(connection.response(b"").unwrap().status, 431);
            });
        }
    });
    let after = server.memory();
    assert!(after < with_streams + 10 * MEGABYTE, "{after}");
}

#[cfg(target_os = "linux")]
#[test]
fn connections_leave_descriptors_for_the_site() {
    let server = Child::start_with_descriptors(128);
    let request = format!("GET /disk/ HTTP/1.1\r\nHost: {}\r\n\r\n", server.address);
    let mut connection = Connection::open(server.address);
    // More than there are descriptors: most of them have to wait at the door.
    let silent: Vec<Connection> = (0..200).map(|_| Connection::open(server.address)).collect();
    wait_for(|| server.descriptors() >= 64);
    for _ in 0..500 {
        connection.send(request.as_bytes());
        assert_eq!(connection.response(b"").unwrap().status, 200);
    }
    assert!(server.descriptors() < 100, "{}", server.descriptors());
    drop(silent);
}

#[cfg(target_os = "linux")]
#[test]
fn s05_clients_that_go_leave_nothing_behind() {
    let preview = Preview::start();
    let address = preview.address;
    let request = format!("GET /large/ HTTP/1.1\r\nHost: {address}\r\n\r\n");
    for number in 0..1_000 {
        let mut connection = Connection::open(address);
        connection.send(request.as_bytes());
        if number % 10 == 0 {
            connection.until("HTTP/1.1 200 OK");
        }
    }
    wait_for(|| connections_at(address.port()) == 0);
    assert_eq!(get(address, "/p/").status, 200);
}

/// How many sockets this process has open at a local port, its listener left out. Counting all
/// descriptors would count those of the other tests, too.
#[cfg(target_os = "linux")]
fn connections_at(port: u16) -> usize {
    use std::collections::BTreeSet;
    use std::fs;

    let table = fs::read_to_string("/proc/self/net/tcp").unwrap();
    let suffix = format!(":{port:04X}");
    let sockets: BTreeSet<String> = table
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|fields| fields[1].ends_with(&suffix) && fields[3] != "0A")
        .map(|fields| format!("socket:[{}]", fields[9]))
        .collect();
    let open = fs::read_dir("/proc/self/fd").unwrap();
    open.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok())
        .filter(|target| sockets.contains(&*target.to_string_lossy()))
        .count()
}
