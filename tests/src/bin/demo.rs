//! `mend-demo PATH`: writes the demo journal there. Its passphrase is `demo`.

use std::{env, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = env::args_os().nth(1).map(PathBuf::from).ok_or("name the file to write")?;
    let count = mend_tests::demo::write(&path, chrono::Local::now().fixed_offset())?;
    #[allow(clippy::print_stdout)] // What it was asked for.
    {
        println!("{count} entries; the passphrase is \"{}\"", mend_tests::demo::PASSPHRASE);
    }
    Ok(())
}
