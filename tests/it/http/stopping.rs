//! The program, asked to stop by a signal while a client has sent half a request.

use crate::process::exchange;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program that is killed when the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn terminate(&self) {
        let id = self.0.id().to_string();
        // The shell's own: not every machine has a program of that name.
        assert!(Command::new("sh").args(["-c", "kill -TERM \"$0\"", &id]).status().unwrap().success());
    }

    /// The exit code, and how long it took.
    fn end(&mut self, asked: Instant) -> (Option<i32>, Duration) {
        let status = self.0.wait().unwrap();
        (status.code(), asked.elapsed())
    }
}

/// A server, and a connection that has sent it half a request.
fn half_asked() -> (Running, TcpStream) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_anbud"))
        .args(["demo", "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let running = Running(child);
    let line = lines.find(|line| line.starts_with("Serving http://")).unwrap();
    std::thread::spawn(move || lines.for_each(drop));
    let address = line.trim_start_matches("Serving http://").split('/').next().unwrap().to_owned();
    let (mut half, asked) = (TcpStream::connect(&address).unwrap(), Instant::now());
    let head = format!("POST /graphql HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n");
    write!(half, "{head}content-length: 1000\r\n\r\n{{").unwrap();
    // Its head is there: the request is under way.
    let under_way = || exchange(&address, "GET /metrics", "").unwrap().1.contains("anbud_requests_in_flight 2");
    while !under_way() {
        assert!(asked.elapsed() < Duration::from_secs(60), "half a request is not seen");
    }
    (running, half)
}

#[test]
fn a_signal_stops_the_program_after_a_grace_and_a_second_one_at_once() {
    let (mut running, _half) = half_asked();
    let asked = Instant::now();
    running.terminate();
    let (code, taken) = running.end(asked);
    assert_eq!(code, Some(0));
    assert!(taken > Duration::from_secs(2) && taken < Duration::from_secs(30), "{taken:?}");

    let (mut running, half) = half_asked();
    let asked = Instant::now();
    running.terminate();
    // Nobody is let in any longer: it has heard the first one.
    while TcpStream::connect(half.peer_addr().unwrap()).is_ok() {
        assert!(asked.elapsed() < Duration::from_secs(2), "it does not hear the signal");
    }
    running.terminate();
    let (code, taken) = running.end(asked);
    assert_eq!(code, Some(130));
    // Long before the grace is over.
    assert!(taken < Duration::from_millis(2_900), "{taken:?}");
}
