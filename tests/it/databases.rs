//! The databases that tests run on: SQLite, and a private PostgreSQL that lives as long as the test binary.
//!
//! A test takes a [`Backend`] and stands in an `on_both!`, which makes a test of it in a module named after each database.
//! Without PostgreSQL's programs its half is skipped and says so; with `ANBUD_REQUIRE_POSTGRES=1` it fails instead.

use anbud::database::Database;
use sea_orm::ConnectionTrait;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{LazyLock, Mutex};

/// A database that this project runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    Sqlite,
    Postgres,
}

/// Makes two tests of each function, `sqlite::name` and `postgres::name`. The function takes the database.
macro_rules! on_both {
    ($($test:ident),+ $(,)?) => {
        mod sqlite {
            $(#[test] fn $test() { crate::databases::run($crate::databases::Backend::Sqlite, super::$test); })+
        }
        mod postgres {
            $(#[test] fn $test() { crate::databases::run($crate::databases::Backend::Postgres, super::$test); })+
        }
    };
}
pub(crate) use on_both;

/// Runs a test on a database and counts it, or says that it is skipped.
pub fn run<F: Future<Output = ()>>(backend: Backend, test: impl FnOnce(Backend) -> F) {
    if let Some(why) = unavailable(backend) {
        return skip(&why);
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(test(backend));
    KEEPER.count(if backend == Backend::Sqlite { "sqlite" } else { "postgres" });
}

/// Runs a test like [`run`], on PostgreSQL only if its server comes with these programs.
pub fn run_with<F: Future<Output = ()>>(programs: &[&str], backend: Backend, test: impl FnOnce(Backend) -> F) {
    if let (Backend::Postgres, Served::At(server)) = (backend, &KEEPER.server) {
        let missing = programs.iter().find(|name| !std::path::Path::new(&server.programs).join(name).exists());
        if let Some(name) = missing {
            return skip(&format!("there is no {name} in {}", server.programs));
        }
    }
    run(backend, test);
}

fn skip(why: &str) {
    let required = std::env::var("ANBUD_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
    assert!(!required, "ANBUD_REQUIRE_POSTGRES=1, but {why}");
    println!("SKIPPED on PostgreSQL: {why}; ANBUD_REQUIRE_POSTGRES=1 makes this a failure");
    KEEPER.count("skipped");
}

fn unavailable(backend: Backend) -> Option<String> {
    match (backend, &KEEPER.server) {
        (Backend::Sqlite, _) | (Backend::Postgres, Served::At(_)) => None,
        (Backend::Postgres, Served::Missing(why)) => Some(why.clone()),
        (Backend::Postgres, Served::Broken(why)) => panic!("PostgreSQL does not start: {why}"),
    }
}

/// Opens a database of the test's own, with all tables and no rows.
pub async fn migrated(backend: Backend) -> Database {
    let fresh = Fresh::new(backend, Tables::There);
    let database = Database::open(&fresh.url, 2).await.unwrap();
    database.migrate().await.unwrap();
    database
}

/// Whether a database comes with tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tables {
    There,
    None,
}

/// A database of a test's own.
pub struct Fresh {
    pub url: String,
    backend: Backend,
}

impl Fresh {
    /// One that nobody else can open: SQLite has it in memory.
    pub fn new(backend: Backend, tables: Tables) -> Self {
        match backend {
            Backend::Sqlite => Self { url: "sqlite::memory:".to_owned(), backend },
            Backend::Postgres => Self::shared(backend, tables),
        }
    }

    /// One that several processes can open.
    pub fn shared(backend: Backend, tables: Tables) -> Self {
        let name = name();
        let url = match backend {
            Backend::Sqlite => KEEPER.file(&name),
            Backend::Postgres => server().create(&name, if tables == Tables::There { TEMPLATE } else { "template0" }),
        };
        Self { url, backend }
    }

    /// A copy of one that nobody has open.
    pub fn copy_of(other: &Self) -> Self {
        let (name, backend) = (name(), other.backend);
        let url = match backend {
            Backend::Sqlite => {
                let url = KEEPER.file(&name);
                let file = |url: &str| url.trim_start_matches("sqlite:").to_owned();
                std::fs::copy(file(&other.url), file(&url)).unwrap();
                url
            }
            Backend::Postgres => server().create(&name, other.name()),
        };
        Self { url, backend }
    }

    /// Its name on the server.
    pub fn name(&self) -> &str {
        self.url.split(['/', '?']).nth(3).unwrap()
    }
}

/// A name that no other database of this run has.
fn name() -> String {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    format!("test_{}", NUMBER.fetch_add(1, Ordering::SeqCst))
}

/// The database with all tables and no rows.
const TEMPLATE: &str = "template";

/// The one who keeps the server and the files, and its server.
struct Keeper {
    /// Where the files are; removed when the tests have ended.
    folder: String,
    /// Its input ends when this process does, and then it stops the server.
    counts: Option<Mutex<ChildStdin>>,
    server: Served,
}

enum Served {
    At(Server),
    Missing(String),
    Broken(String),
}

static KEEPER: LazyLock<Keeper> = LazyLock::new(Keeper::start);

impl Keeper {
    fn start() -> Self {
        let mut command = Command::new("sh");
        command.args(["-c", include_str!("databases/server.sh")]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let Ok(mut child) = command.spawn() else {
            let server = Served::Missing("there is no sh to start it with".to_owned());
            return Self { folder: std::env::temp_dir().display().to_string(), counts: None, server };
        };
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let (folder, said) = (said.next().unwrap_or_default(), said.next().unwrap_or_default());
        let server = match said.split_once(' ') {
            Some(("ready", programs)) => Served::At(Server::at(&folder, programs)),
            Some(("missing", why)) => Served::Missing(why.to_owned()),
            _ => Served::Broken(said),
        };
        Self { folder, counts: child.stdin.take().map(Mutex::new), server }
    }

    /// The URL of a file of that name.
    fn file(&self, name: &str) -> String {
        format!("sqlite:{}/{name}.sqlite", self.folder)
    }

    fn count(&self, word: &str) {
        if let Some(counts) = &self.counts {
            writeln!(counts.lock().unwrap_or_else(std::sync::PoisonError::into_inner), "{word}").unwrap();
        }
    }
}

/// A server that makes databases. A thread of its own talks to it, because a test's runtime ends with the test.
pub struct Server {
    folder: String,
    /// The folder of its programs.
    pub programs: String,
    orders: Mutex<Sender<(String, Sender<()>)>>,
}

impl Server {
    fn at(folder: &str, programs: &str) -> Self {
        let (orders, ordered) = channel();
        let server = Self { folder: folder.to_owned(), programs: programs.to_owned(), orders: Mutex::new(orders) };
        let (template, root) = (server.url("anbud", TEMPLATE), server.url("anbud", "postgres"));
        std::thread::spawn(move || serve(&root, &template, &ordered));
        server
    }

    /// The URL of one of its databases.
    pub fn url(&self, user: &str, database: &str) -> String {
        format!("postgres://{user}@localhost/{database}?host={}", self.folder)
    }

    /// Runs a statement as the server's owner.
    pub fn order(&self, sql: &str) {
        let (done, wait) = channel();
        let orders = self.orders.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        orders.send((sql.to_owned(), done)).unwrap();
        drop(orders);
        wait.recv().unwrap_or_else(|_| panic!("the server did not do: {sql}"));
    }

    fn create(&self, name: &str, template: &str) -> String {
        self.order(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        self.url("anbud", name)
    }
}

/// The server of this run; there is one wherever a test on PostgreSQL runs.
pub fn server() -> &'static Server {
    match &KEEPER.server {
        Served::At(server) => server,
        _ => panic!("a test that asks for the server stands in an `on_both!` or is `run` on PostgreSQL"),
    }
}

/// Makes the template, and then does what it is told until the process ends.
fn serve(root: &str, template: &str, ordered: &Receiver<(String, Sender<()>)>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let connection = sea_orm::Database::connect(root).await.unwrap();
        connection.execute_unprepared(&format!("CREATE DATABASE {TEMPLATE} TEMPLATE template0")).await.unwrap();
        let database = Database::open(template, 1).await.unwrap();
        database.migrate().await.unwrap();
        // A database is copied only while nobody is connected to it.
        database.close().await.unwrap();
        for (sql, done) in ordered {
            if connection.execute_unprepared(&sql).await.is_ok() {
                let _ = done.send(());
            }
        }
    });
}
