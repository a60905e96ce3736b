//! A server in a process of its own: to be sent signals, and to be weighed.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{self, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use madoguchi::host::serve::{Server, Streams};

use crate::client::HANG;
use crate::preview::{Site, wanted};

/// Set in a process that is to serve and nothing else.
const SERVES: &str = "MADOGUCHI_TEST_SERVES";

/// A running server; it is killed if its test fails.
pub(crate) struct Child {
    pub(crate) address: SocketAddr,
    process: process::Child,
}

/// The child's half: started by [`Child::start`] as the only test of its process.
#[test]
fn serves_if_it_is_a_child() {
    if env::var_os(SERVES).is_none() {
        return;
    }
    let server = Server::bind(wanted()).unwrap();
    println!("\nstands at {}", server.address());
    server
        .run(Arc::new(Site::default()), Arc::new(Streams::new()))
        .unwrap();
}

impl Child {
    /// Starts a server and waits until it stands.
    pub(crate) fn start() -> Self {
        Self::spawn(Command::new(env::current_exe().unwrap()))
    }

    /// The same, where the system allows no more than so many descriptors.
    pub(crate) fn start_with_descriptors(number: u32) -> Self {
        let mut shell = Command::new("sh");
        shell
            .arg("-c")
            .arg(format!("ulimit -n {number}; exec \"$0\" \"$@\""))
            .arg(env::current_exe().unwrap());
        Self::spawn(shell)
    }

    fn spawn(mut command: Command) -> Self {
        let mut process = command
            .args(["child::serves_if_it_is_a_child", "--exact", "--nocapture"])
            .env(SERVES, "yes")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = lines
            .find_map(|line| line.unwrap().strip_prefix("stands at ")?.parse().ok())
            .unwrap();
        // Nobody reads what else the harness prints; it is little enough for the pipe.
        thread::spawn(move || lines.count());
        Self { address, process }
    }

    /// Sends a signal, and waits until the process has ended: how, and after how long.
    pub(crate) fn end(&mut self, signal: Signal) -> (ExitStatus, Duration) {
        let start = Instant::now();
        let id = Pid::from_child(&self.process);
        kill_process(id, signal).unwrap();
        loop {
            if let Some(status) = self.process.try_wait().unwrap() {
                return (status, start.elapsed());
            }
            assert!(start.elapsed() < HANG, "the server does not end");
            thread::yield_now();
        }
    }

    /// How many files and sockets it has open.
    #[cfg(target_os = "linux")]
    pub(crate) fn descriptors(&self) -> usize {
        let open = std::fs::read_dir(format!("/proc/{}/fd", self.process.id()));
        open.unwrap().count()
    }

    /// How much memory it holds, in bytes.
    #[cfg(target_os = "linux")]
    pub(crate) fn memory(&self) -> u64 {
        let status = format!("/proc/{}/status", self.process.id());
        let status = std::fs::read_to_string(status).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.unwrap().trim().split(' ').next().unwrap();
        1024 * kilobytes.parse::<u64>().unwrap()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
