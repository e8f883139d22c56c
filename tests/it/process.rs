//! The program as a process: run to its end, or started and killed; and a folder for its files.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// Runs a command to its end.
pub fn anbud(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// A command, not started yet. What the environment says to the tests is not said to it.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anbud"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("ANBUD_")) {
        command.env_remove(name);
    }
    command
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of this test's own, gone when it ends.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("anbud-test-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server that is killed when the test ends, if not before.
pub struct Served {
    child: Child,
    pub address: String,
    said: Arc<Said>,
}

/// The lines of a process, by whom a reader can be woken.
#[derive(Default)]
struct Said {
    lines: Mutex<String>,
    more: Condvar,
}

impl Said {
    fn note(&self, line: &str) {
        let mut lines = self.lines.lock().unwrap();
        lines.push_str(line);
        lines.push('\n');
        self.more.notify_all();
    }

    fn so_far(&self) -> String {
        self.lines.lock().unwrap().clone()
    }
}

impl Served {
    /// Kills it as `kill -9` does.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Everything it has said so far, on both its outputs.
    pub fn said(&self) -> String {
        self.said.so_far()
    }

    /// Everything it has said when it has said this; a line comes a moment after the answer that it is about.
    pub fn wait_for(&self, words: &str) -> String {
        let lines = self.said.lines.lock().unwrap();
        let lacking = |lines: &mut String| !lines.contains(words);
        let (lines, waited) = self.said.more.wait_timeout_while(lines, Duration::from_secs(60), lacking).unwrap();
        let said = lines.clone();
        drop(lines);
        assert!(!waited.timed_out(), "it does not say {words}: {said}");
        said
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Starts a server and waits until it says where.
pub fn serve(arguments: &[&str]) -> Served {
    let mut command = command(arguments);
    let mut child = command.env("RUST_LOG", "trace").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let said = Arc::new(Said::default());
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let errors = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    // Both are read to their ends, so that the server never waits for a reader.
    let told = Arc::clone(&said);
    let complaints = std::thread::spawn(move || errors.for_each(|line| told.note(&line)));
    let line = lines.by_ref().inspect(|line| said.note(line)).find(|line| line.starts_with("Serving http://"));
    let Some(line) = line else {
        complaints.join().unwrap();
        panic!("it does not serve: {}", said.so_far());
    };
    let told = Arc::clone(&said);
    std::thread::spawn(move || lines.for_each(|line| told.note(&line)));
    let address = line.trim_start_matches("Serving http://").split('/').next().unwrap().to_owned();
    Served { child, address, said }
}

/// Serves a database on any free port.
pub fn serve_database(url: &str) -> Served {
    serve(&["serve", "--database", url, "--listen", "127.0.0.1:0"])
}

/// Sends a request, and gives back head and body, unless the server is gone before it has answered.
pub fn exchange(address: &str, method_and_path: &str, body: &str) -> std::io::Result<(String, String)> {
    let mut socket = TcpStream::connect(address)?;
    write!(
        socket,
        "{method_and_path} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer)?;
    let cut = || std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
    let (head, body) = answer.split_once("\r\n\r\n").ok_or_else(cut)?;
    Ok((head.to_owned(), body.to_owned()))
}

/// Asks a question and gives back the bytes of the answer, unless the server is gone before it has answered.
pub fn ask(address: &str, query: &str) -> std::io::Result<String> {
    let (_, body) = exchange(address, "POST /graphql", &json!({ "query": query }).to_string())?;
    // An answer that was cut off is none.
    match serde_json::from_str::<Value>(&body) {
        Ok(_) => Ok(body),
        Err(_) => Err(std::io::ErrorKind::UnexpectedEof.into()),
    }
}

/// Asks a question that is answered.
pub fn post(address: &str, query: &str) -> Value {
    let (head, body) = exchange(address, "POST /graphql", &json!({ "query": query }).to_string()).unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    serde_json::from_str(&body).unwrap()
}
