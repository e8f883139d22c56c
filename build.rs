//! Takes what `npm ci --prefix web` left in `web/dist` into the program. It runs nothing itself: where that folder is
//! empty, the files it hands on are empty, and the program's page says how they come about.

use std::io::{Error, Result};
use std::path::PathBuf;
use std::{env, fs};

/// The files, as `src/http/bundle.rs` embeds them.
const FILES: [&str; 6] = [
    "editor.worker.js.gz",
    "graphiql.css.gz",
    "graphiql.js.gz",
    "graphql.worker.js.gz",
    "json.worker.js.gz",
    "licences.txt.gz",
];

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=web/dist");
    let folder =
        |name: &str| env::var_os(name).map(PathBuf::from).ok_or_else(|| Error::other(format!("{name} is not set")));
    let (dist, out) = (folder("CARGO_MANIFEST_DIR")?.join("web").join("dist"), folder("OUT_DIR")?);
    let there = FILES.iter().filter(|file| dist.join(file).is_file()).count();
    if there != 0 && there != FILES.len() {
        let message =
            format!("web/dist holds {there} of the {} files of GraphiQL: run npm ci --prefix web", FILES.len());
        return Err(Error::other(message));
    }
    for file in FILES {
        let bytes = if there == 0 { Vec::new() } else { fs::read(dist.join(file))? };
        fs::write(out.join(file), bytes)?;
    }
    Ok(())
}
