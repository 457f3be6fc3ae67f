//! A disk that can be full.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use super::Result;

/// A disk of two megabytes in memory. It is taken away when this is dropped.
#[derive(Debug)]
pub struct SmallDisk(PathBuf);

impl SmallDisk {
    /// Mounts one over a folder; none if that is not allowed, as it is only to root.
    pub fn at(folder: &Path) -> Result<Option<Self>> {
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", "size=2m,mode=0700", "mend-e2e"]).arg(folder).output()?.status.success();
        Ok(mounted.then(|| Self(folder.to_owned())))
    }

    /// Fills it to the last byte.
    pub fn fill(&self) -> Result<()> {
        let mut ballast = File::create(self.ballast())?;
        // The error is what is wanted: nothing more fits.
        while ballast.write_all(&[0; 512]).is_ok() {}
        Ok(())
    }

    /// Frees what was filled.
    pub fn free(&self) -> Result<()> {
        Ok(fs::remove_file(self.ballast())?)
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}
