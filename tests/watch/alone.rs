//! A test in a process of its own, where limits and threads are its own, too.

use std::process::Command;

const MARK: &str = "MADOGUCHI_TEST_ALONE";

/// Whether this is the process of one test alone.
pub(crate) fn is_alone() -> bool {
    std::env::var_os(MARK).is_some()
}

/// Runs a test alone, in its own user namespace after the commands of `before`.
///
/// Prints the reason and passes where such a namespace is not permitted.
pub(crate) fn run_limited(test: &str, before: &str) {
    let permitted = Command::new("unshare").args(["-Ur", "true"]).status();
    if !permitted.is_ok_and(|status| status.success()) {
        println!("left out: this machine lets nobody make a user namespace");
        return;
    }
    let script = format!("{before} && exec \"$0\" \"$@\"");
    let mut command = Command::new("unshare");
    command.args(["-Ur", "sh", "-c", &script]);
    finish(command.arg(std::env::current_exe().unwrap()), test);
}

/// Runs a test alone.
pub(crate) fn run(test: &str) {
    finish(&mut Command::new(std::env::current_exe().unwrap()), test);
}

fn finish(command: &mut Command, test: &str) {
    let output = command
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(MARK, "1")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}\n{errors}");
    assert!(
        told.contains("1 passed"),
        "no test is called {test}:\n{told}"
    );
}
