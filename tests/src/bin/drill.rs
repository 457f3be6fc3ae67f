//! `mend-drill [--kills N]`: kills a writer N times and looks for lost entries. `--write JOURNAL` is the writer.

#![allow(clippy::print_stdout)] // It reports.

use std::{env, path::Path, process::ExitCode};

use mend_tests::drill;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let kills = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--write", journal] => {
            drill::write_for_ever(Path::new(journal))?;
            return Ok(ExitCode::SUCCESS);
        }
        ["--kills", kills] => kills.parse()?,
        [] => 500,
        _ => return Err("usage: mend-drill [--kills N]".into()),
    };
    let outcome = drill::run(&env::current_exe()?, kills, |so_far| {
        if so_far.kills % 100 == 0 {
            println!(
                "{} kills, {} writes acknowledged, {} lost, {} journals not whole",
                so_far.kills, so_far.acknowledged, so_far.lost, so_far.unopened
            );
        }
    })?;
    println!("{outcome:?}");
    Ok(if outcome.lost == 0 && outcome.unopened == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
