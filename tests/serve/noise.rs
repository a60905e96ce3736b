//! S02: whatever bytes come in, an answer of ours goes out or the connection ends.

use std::net::SocketAddr;
use std::thread;

use crate::child::Child;
use crate::client::{Connection, get};
use crate::requests::is_dressed;

/// How many byte strings are sent.
const STRINGS: u64 = 10_000;
/// From how many connections at a time.
const THREADS: u64 = 4;
/// How much memory the server may need for all of them, in bytes.
const GROWTH: u64 = 10 * 1024 * 1024;

/// Numbers that look random and are the same in every run (Steele, Lea and Flood's `SplitMix`).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[0]
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }
}

/// Parts of requests that mean something to some parser.
const PARTS: &[&str] = &[
    "GET ",
    "HEAD ",
    "POST ",
    "/p/",
    "/",
    "//",
    "/../",
    "/.madoguchi/events?token=",
    "%2e",
    "%zz",
    "#",
    "?",
    " HTTP/1.1",
    " HTTP/1.0",
    "\r\n",
    "\n",
    "\r",
    "\r\n\r\n",
    "Host: localhost\r\n",
    "Connection: close\r\n",
    "Connection: upgrade\r\nUpgrade: websocket\r\n",
    "Expect: 100-continue\r\n",
    "Content-Length: 5\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Range: bytes=0-\r\n",
    "窓口",
    ":",
    "\t",
    "\0",
];

/// A string of bytes: noise, a request with some bytes changed, or parts of requests in any order.
fn noise(numbers: &mut Numbers, address: SocketAddr) -> Vec<u8> {
    let request = format!("GET /p/ HTTP/1.1\r\nHost: {address}\r\nAccept: */*\r\n\r\n");
    match numbers.below(4) {
        0 => (0..numbers.below(600)).map(|_| numbers.byte()).collect(),
        1 => {
            let parts = 1 + numbers.below(12);
            let parts = (0..parts).map(|_| numbers.one_of(PARTS));
            parts.collect::<String>().into_bytes()
        }
        _ => {
            let mut bytes = request.into_bytes();
            for _ in 0..=numbers.below(3) {
                let at = numbers.below(bytes.len());
                match numbers.below(3) {
                    0 => bytes[at] = numbers.byte(),
                    1 => drop(bytes.splice(at..at, numbers.one_of(PARTS).bytes())),
                    _ => drop(bytes.remove(at)),
                }
            }
            bytes
        }
    }
}

fn send_noise(seed: u64, address: SocketAddr) -> u64 {
    let mut numbers = Numbers(seed);
    let mut answers = 0;
    for number in 0..STRINGS / THREADS {
        let bytes = noise(&mut numbers, address);
        let mut connection = Connection::open(address);
        connection.send(&bytes);
        connection.finish();
        // Several requests may stand in the noise; no answer to HEAD has a body.
        while let Some(response) = connection.response(&bytes) {
            let name = format!("{seed}/{number}: {:?}", String::from_utf8_lossy(&bytes));
            is_dressed(&name, &response);
            answers += 1;
            if bytes.windows(5).any(|part| part == b"HEAD ") {
                break;
            }
        }
    }
    answers
}

#[test]
fn s02_noise_is_answered_or_left() {
    let server = Child::start();
    let address = server.address;
    let before = server.memory();
    let senders: Vec<_> = (0..THREADS)
        .map(|seed| thread::spawn(move || send_noise(seed, address)))
        .collect();
    let answers: u64 = senders
        .into_iter()
        .map(|sender| sender.join().unwrap())
        .sum();
    // Half of the strings are nearly requests.
    assert!(answers > STRINGS / 3, "{answers}");
    assert_eq!(get(address, "/p/").status, 200);
    let after = server.memory();
    assert!(after < before + GROWTH, "{before} to {after} bytes");
}
