//! Where output goes that is there whole or not at all: it is written under a name of its own beside its place, and gets
//! its name when all of it has reached the disk.

use super::exit::Exit;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use uuid::Uuid;
use values::{Faults, Place};

/// A file or folder that is being written. What is not finished is removed when it is dropped.
pub(super) struct Target {
    place: PathBuf,
    partial: PathBuf,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Finished {
    /// It has its name.
    Written,
    /// The very same was there already.
    AlreadyThere,
}

impl Target {
    /// At `place`; `chance` makes the name that it has until it is finished.
    pub(super) fn at(place: &Path, chance: Uuid) -> Result<Self, Exit> {
        let Some(name) = place.file_name() else {
            return Err(failed(place, &io::Error::new(io::ErrorKind::InvalidInput, "it has no name of its own")));
        };
        let mut partial = name.to_owned();
        partial.push(format!(".{}.partial", chance.simple()));
        Ok(Self { place: place.to_owned(), partial: place.with_file_name(partial) })
    }

    /// Makes it an empty file, which only its owner may read.
    pub(super) fn file(&self) -> Result<&Path, Exit> {
        if fs::symlink_metadata(&self.place).is_ok() {
            return Err(in_the_way(&self.place));
        }
        create(&self.partial).map_err(|error| failed(&self.place, &error))?;
        Ok(&self.partial)
    }

    /// Makes it an empty folder, which only its owner may enter.
    pub(super) fn folder(&self) -> Result<(), Exit> {
        make_folder(&self.partial).map_err(|error| failed(&self.place, &error))
    }

    /// Writes a file into the folder. `path` is relative, with `/`.
    pub(super) fn put(&self, path: &str, text: &str) -> Result<(), Exit> {
        let write = || {
            let file = self.partial.join(path);
            file.parent().map_or(Ok(()), fs::create_dir_all)?;
            let mut file = create(&file)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()
        };
        write().map_err(|error| failed(&self.place.join(path), &error))
    }

    /// Gives the file its name. A second name is refused by the system where something has it, even if that came a moment
    /// ago; where files have one name only, what is there a moment before is seen.
    pub(super) fn finish_file(self) -> Result<(), Exit> {
        match fs::hard_link(&self.partial, &self.place) {
            Ok(()) => sync_folder(self.place.parent()).map_err(|error| failed(&self.place, &error)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(in_the_way(&self.place)),
            Err(_) if fs::symlink_metadata(&self.place).is_ok() => Err(in_the_way(&self.place)),
            Err(_) => self.name(),
        }
    }

    /// Gives the folder its name. The very same folder may be there already; another one is left as it is.
    pub(super) fn finish_folder(self) -> Result<Finished, Exit> {
        let read = |path: &Path| files(path, path).map_err(|error| failed(path, &error));
        if let Ok(there) = fs::symlink_metadata(&self.place) {
            if !there.is_dir() {
                return Err(in_the_way(&self.place));
            }
            let there = read(&self.place)?;
            if !there.is_empty() {
                return if same(&self, &there, &read(&self.partial)?)? {
                    Ok(Finished::AlreadyThere)
                } else {
                    Err(in_the_way(&self.place))
                };
            }
            fs::remove_dir(&self.place).map_err(|error| failed(&self.place, &error))?;
        }
        self.name()?;
        Ok(Finished::Written)
    }

    fn name(self) -> Result<(), Exit> {
        let renamed = fs::rename(&self.partial, &self.place);
        renamed.and_then(|()| sync_folder(self.place.parent())).map_err(|error| failed(&self.place, &error))
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        // A file that has its name loses the first one; of what was renamed nothing is there any more.
        let _ = fs::remove_file(&self.partial).or_else(|_| fs::remove_dir_all(&self.partial));
    }
}

/// A name has reached the disk when its folder has.
fn sync_folder(folder: Option<&Path>) -> io::Result<()> {
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn create(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// All files below a folder, relative to it, in order.
fn files(root: &Path, folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(files(root, &entry.path())?);
        } else {
            found.extend(entry.path().strip_prefix(root).map(Path::to_owned));
        }
    }
    found.sort();
    Ok(found)
}

/// Whether the same files with the same bytes stand in both.
fn same(target: &Target, there: &[PathBuf], new: &[PathBuf]) -> Result<bool, Exit> {
    if there != new {
        return Ok(false);
    }
    for path in there {
        let read = |root: &Path| fs::read(root.join(path)).map_err(|error| failed(&root.join(path), &error));
        if read(&target.place)? != read(&target.partial)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn in_the_way(place: &Path) -> Exit {
    let cause = format!("{} is there already, and is something else", place.display());
    Faults::one("output.in_the_way", &Place::root(), cause, "name a new place, or move away what is there").into()
}

fn failed(place: &Path, error: &io::Error) -> Exit {
    let hint = "name a place on a disk with room, in a folder that this user may write to";
    Exit::Failed(format!("output.failed: {}: {error}\n  way out: {hint}", place.display()))
}

#[cfg(test)]
mod tests {
    use super::Target;
    use std::fs;
    use uuid::Uuid;

    /// Of many who finish a file of one name at the same time one does; the others leave what it wrote.
    #[test]
    fn one_of_many_gets_the_name() -> Result<(), Box<dyn std::error::Error>> {
        let folder = std::env::temp_dir().join(format!("anbud-target-{}", std::process::id()));
        fs::create_dir(&folder)?;
        let place = folder.join("copy");
        let mut targets = Vec::new();
        for writer in 0..20_u8 {
            let target = Target::at(&place, Uuid::from_u128(writer.into())).map_err(|_| "no place")?;
            fs::write(target.file().map_err(|_| "no file")?, [writer])?;
            targets.push(target);
        }
        let finishing: Vec<_> =
            targets.into_iter().map(|target| std::thread::spawn(move || target.finish_file().is_ok())).collect();
        let finished: Vec<bool> = finishing.into_iter().map(|one| one.join().unwrap_or(false)).collect();
        let winner = finished.iter().position(|done| *done).ok_or("nobody finished")?;
        assert_eq!(finished.iter().filter(|done| **done).count(), 1);
        assert_eq!(fs::read(&place)?, [u8::try_from(winner)?]);
        assert_eq!(fs::read_dir(&folder)?.count(), 1, "what is not finished is removed");
        fs::remove_dir_all(&folder)?;
        Ok(())
    }
}
