//! The program as a process: run to its end, or started and killed; and a folder for its files.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};

/// Runs a command to its end.
pub fn anbud(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// A command, not started yet.
pub fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anbud"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
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
    said: Arc<Mutex<String>>,
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
        self.said.lock().unwrap().clone()
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
    let said = Arc::new(Mutex::new(String::new()));
    let note = |said: &Arc<Mutex<String>>, line: &str| {
        let mut said = said.lock().unwrap();
        said.push_str(line);
        said.push('\n');
    };
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let errors = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    // Both are read to their ends, so that the server never waits for a reader.
    let told = Arc::clone(&said);
    std::thread::spawn(move || errors.for_each(|line| note(&told, &line)));
    let line = lines.by_ref().find(|line| line.starts_with("Serving http://"));
    let line = line.unwrap_or_else(|| panic!("it does not serve: {}", said.lock().unwrap()));
    let told = Arc::clone(&said);
    std::thread::spawn(move || lines.for_each(|line| note(&told, &line)));
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
