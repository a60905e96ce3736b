//! What operating systems do differently, behind functions that mean the same everywhere.
//!
//! On Unix through safe wrappers of the calls themselves; elsewhere by what the standard library
//! has, with weaker promises, each said where it is made.

pub(crate) use imp::*;

use std::io::{self, Read};

/// How many bytes are read or compared at once.
pub(crate) const CHUNK: usize = 64 * 1024;

/// Fills as much of `buffer` as the reader has left; fewer bytes only at its end.
pub(crate) fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match reader.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

#[cfg(unix)]
mod imp {
    use std::ffi::{OsStr, OsString};
    use std::fs::{File, Metadata, OpenOptions, Permissions};
    use std::io;
    use std::os::fd::OwnedFd;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
    use std::path::Path;

    use rustix::fs::{self, AtFlags, CWD, Dir, FileType, Mode, OFlags, Stat};
    use rustix::io::Errno;

    use crate::host::signature::{Look, Shape, Signature};

    /// An open folder, through which its files are reached.
    pub(crate) type Handle = OwnedFd;

    /// Opens a folder that the user named; links on the way to it are the user's choice.
    pub(crate) fn open_folder(path: &Path) -> io::Result<Handle> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(fs::open(path, flags, Mode::empty())?)
    }

    /// Opens a folder inside a folder, unless it is a link.
    pub(crate) fn open_folder_in(folder: &Handle, name: &OsStr) -> io::Result<Handle> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(fs::openat(folder, name, flags, Mode::empty())?)
    }

    /// Opens a file inside a folder for reading, unless it is a link, without waiting at a pipe.
    pub(crate) fn open_file_in(folder: &Handle, name: &OsStr) -> io::Result<File> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(File::from(fs::openat(folder, name, flags, Mode::empty())?))
    }

    /// Looks at a path that the user named.
    pub(crate) fn look(path: &Path) -> io::Result<Look> {
        Ok(look_of(&fs::statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    /// Looks at what lies below an open folder.
    pub(crate) fn look_in(folder: &Handle, below: &Path) -> io::Result<Look> {
        let stat = fs::statat(folder, below, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(look_of(&stat))
    }

    /// Looks at an open file.
    pub(crate) fn look_at_open(file: &File) -> io::Result<Look> {
        Ok(look_of(&fs::fstat(file)?))
    }

    fn look_of(stat: &Stat) -> Look {
        let shape = match FileType::from_raw_mode(stat.st_mode) {
            FileType::RegularFile => Shape::File,
            FileType::Directory => Shape::Folder,
            FileType::Symlink => Shape::Link,
            _ => Shape::Special,
        };
        let nanoseconds = |seconds: i128, rest: i128| seconds * 1_000_000_000 + rest;
        let signature = Signature {
            length: u64::try_from(stat.st_size).unwrap_or(0),
            modified: nanoseconds(stat.st_mtime.into(), stat.st_mtime_nsec.into()),
            changed: nanoseconds(stat.st_ctime.into(), stat.st_ctime_nsec.into()),
            inode: stat.st_ino.into(),
            device: stat.st_dev.into(),
        };
        Look { shape, signature }
    }

    /// The names in an open folder, in no order.
    pub(crate) fn names_in(folder: Handle) -> io::Result<Vec<OsString>> {
        let mut names = Vec::new();
        for entry in Dir::new(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_bytes();
            if !matches!(name, b"." | b"..") {
                names.push(OsStr::from_bytes(name).to_owned());
            }
        }
        Ok(names)
    }

    /// Whether opening failed because a link stands on the way: `ELOOP` for a file, but
    /// `ENOTDIR` where a folder was expected.
    pub(crate) fn met_a_link(error: &io::Error) -> bool {
        matches!(
            Errno::from_io_error(error),
            Some(Errno::LOOP | Errno::NOTDIR)
        )
    }

    /// Creates a file that did not exist, readable by all and writable by its owner, whatever the
    /// umask.
    pub(crate) fn create_file(path: &Path) -> io::Result<File> {
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o644)
            .open(path)?;
        file.set_permissions(Permissions::from_mode(0o644))?;
        Ok(file)
    }

    /// Creates a file inside a folder that did not exist, readable by all and writable by its owner.
    pub(crate) fn create_file_in(folder: &Handle, name: &OsStr) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let file = File::from(fs::openat(folder, name, flags, Mode::from(0o644))?);
        file.set_permissions(Permissions::from_mode(0o644))?;
        Ok(file)
    }

    /// Puts a file of a folder into another's place, in one step.
    pub(crate) fn rename_in(folder: &Handle, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(fs::renameat(folder, from, folder, to)?)
    }

    /// Removes a file of a folder.
    pub(crate) fn remove_in(folder: &Handle, name: &OsStr) -> io::Result<()> {
        Ok(fs::unlinkat(folder, name, fs::AtFlags::empty())?)
    }

    /// Waits until the names in a folder are on the disk.
    pub(crate) fn sync_folder(folder: &Handle) -> io::Result<()> {
        Ok(fs::fsync(folder)?)
    }

    /// Creates a folder that everybody may list, whatever the umask.
    pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)?;
        std::fs::set_permissions(path, Permissions::from_mode(0o755))
    }

    /// Opens or creates the lock file; a link in its place is refused.
    pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o644)
            .custom_flags(OFlags::NOFOLLOW.bits().cast_signed())
            .open(path)
    }

    /// Whether a file is as we would have written it, and no other name leads to it.
    pub(crate) fn is_plain_and_single(metadata: &Metadata) -> bool {
        metadata.is_file() && metadata.nlink() == 1 && metadata.mode() & 0o7777 == 0o644
    }

    /// Whether two names lead to one file.
    pub(crate) fn is_same_file(one: &Metadata, other: &Metadata) -> bool {
        one.dev() == other.dev() && one.ino() == other.ino()
    }

    /// Swaps two folders in one step.
    ///
    /// `Unsupported` where the system or the file system cannot.
    pub(crate) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        {
            let flags = fs::RenameFlags::EXCHANGE;
            match fs::renameat_with(CWD, one, CWD, other, flags) {
                Ok(()) => Ok(()),
                Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
                    Err(io::ErrorKind::Unsupported.into())
                }
                Err(error) => Err(error.into()),
            }
        }
        #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
        {
            let _ = (one, other, CWD);
            Err(io::ErrorKind::Unsupported.into())
        }
    }

    /// Waits until a file's or folder's own data is on the disk.
    pub(crate) fn sync(path: &Path) -> io::Result<()> {
        let file = fs::open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty())?;
        Ok(fs::fsync(file)?)
    }

    /// Waits until everything on the disk that holds `path` is written.
    pub(crate) fn sync_disk(path: &Path) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android"))]
        {
            let folder = open_folder(path)?;
            Ok(fs::syncfs(folder)?)
        }
        #[cfg(not(any(target_os = "linux", target_os = "android")))]
        {
            let _ = path;
            fs::sync();
            Ok(())
        }
    }

    /// How many bytes are free for us on the disk that holds `path`.
    pub(crate) fn free_bytes(path: &Path) -> Option<u64> {
        let disk = fs::statvfs(path).ok()?;
        disk.f_bavail.checked_mul(disk.f_frsize)
    }
}

#[cfg(not(unix))]
mod imp {
    use std::ffi::{OsStr, OsString};
    use std::fs::{File, Metadata, OpenOptions};
    use std::io;
    use std::path::{Path, PathBuf};
    use std::time::SystemTime;

    use crate::host::signature::{Look, Shape, Signature};

    /// A folder by its path; between a look and an opening, somebody may replace it by a link.
    pub(crate) type Handle = PathBuf;

    pub(crate) fn open_folder(path: &Path) -> io::Result<Handle> {
        std::fs::metadata(path)?
            .is_dir()
            .then(|| path.to_path_buf())
            .ok_or(io::ErrorKind::NotADirectory.into())
    }

    pub(crate) fn open_folder_in(folder: &Handle, name: &OsStr) -> io::Result<Handle> {
        let path = folder.join(name);
        std::fs::symlink_metadata(&path)?
            .is_dir()
            .then_some(path)
            .ok_or(io::ErrorKind::NotADirectory.into())
    }

    pub(crate) fn open_file_in(folder: &Handle, name: &OsStr) -> io::Result<File> {
        let path = folder.join(name);
        if std::fs::symlink_metadata(&path)?.is_symlink() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        File::open(path)
    }

    pub(crate) fn look(path: &Path) -> io::Result<Look> {
        Ok(look_of(&std::fs::symlink_metadata(path)?))
    }

    pub(crate) fn look_in(folder: &Handle, below: &Path) -> io::Result<Look> {
        look(&folder.join(below))
    }

    pub(crate) fn look_at_open(file: &File) -> io::Result<Look> {
        Ok(look_of(&file.metadata()?))
    }

    /// Without a number and a time of change: a file of the same length whose time is set back to
    /// that of the one it replaces is taken for it.
    fn look_of(metadata: &Metadata) -> Look {
        let shape = if metadata.is_file() {
            Shape::File
        } else if metadata.is_dir() {
            Shape::Folder
        } else if metadata.is_symlink() {
            Shape::Link
        } else {
            Shape::Special
        };
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        let since_1970 = modified.duration_since(SystemTime::UNIX_EPOCH);
        let modified = since_1970.map_or(0, |since| since.as_nanos()).cast_signed();
        let signature = Signature {
            length: metadata.len(),
            modified,
            changed: modified,
            inode: 0,
            device: 0,
        };
        Look { shape, signature }
    }

    pub(crate) fn names_in(folder: Handle) -> io::Result<Vec<OsString>> {
        std::fs::read_dir(folder)?
            .map(|entry| Ok(entry?.file_name()))
            .collect()
    }

    pub(crate) fn met_a_link(error: &io::Error) -> bool {
        error.kind() == io::ErrorKind::InvalidInput
    }

    pub(crate) fn create_file(path: &Path) -> io::Result<File> {
        OpenOptions::new().write(true).create_new(true).open(path)
    }

    pub(crate) fn create_file_in(folder: &Handle, name: &OsStr) -> io::Result<File> {
        create_file(&folder.join(name))
    }

    pub(crate) fn rename_in(folder: &Handle, from: &OsStr, to: &OsStr) -> io::Result<()> {
        std::fs::rename(folder.join(from), folder.join(to))
    }

    pub(crate) fn remove_in(folder: &Handle, name: &OsStr) -> io::Result<()> {
        std::fs::remove_file(folder.join(name))
    }

    pub(crate) fn sync_folder(_: &Handle) -> io::Result<()> {
        Ok(())
    }

    pub(crate) fn create_folder(path: &Path) -> io::Result<()> {
        std::fs::create_dir(path)
    }

    pub(crate) fn open_lock(path: &Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
    }

    /// Never: a link count is not to be had, so every file is written anew.
    pub(crate) fn is_plain_and_single(_: &Metadata) -> bool {
        false
    }

    pub(crate) fn is_same_file(_: &Metadata, _: &Metadata) -> bool {
        false
    }

    pub(crate) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(crate) fn sync(path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        OpenOptions::new().write(true).open(path)?.sync_data()
    }

    pub(crate) fn sync_disk(_: &Path) -> io::Result<()> {
        Ok(())
    }

    pub(crate) fn free_bytes(_: &Path) -> Option<u64> {
        None
    }
}
