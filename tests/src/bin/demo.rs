//! `mend-demo PATH`: writes the demo journal there, and beside it files that came, or went. Its passphrase is `demo`.

use std::{env, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = env::args_os().nth(1).map(PathBuf::from).filter(|path| !path.as_os_str().as_encoded_bytes().starts_with(b"-"));
    let path = path.ok_or("usage: mend-demo PATH, with the file to write")?;
    let demo = mend_tests::demo::write(&path, chrono::Local::now().fixed_offset())?;
    for file in &demo.handed {
        fs::write(path.with_file_name(&file.name), &file.bytes)?;
    }
    #[allow(clippy::print_stdout)] // What it was asked for.
    {
        println!("{} entries; the passphrase is \"{}\"", demo.entries, mend_tests::demo::PASSPHRASE);
        for file in &demo.handed {
            println!("to be opened under Together: {}", path.with_file_name(&file.name).display());
        }
    }
    Ok(())
}
