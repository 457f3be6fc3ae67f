//! `mend-bench [--sizes 1000,10000]`: measures Mend and prints a table in Markdown. `cargo xtask bench` builds what it needs.

#[path = "../bench/mod.rs"]
mod bench;

/// As in the app: everything that is freed is wiped first. Without the feature one sees what that costs.
#[cfg(not(feature = "plain-allocator"))]
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let table = bench::run(std::env::args().skip(1))?;
    #[allow(clippy::print_stdout)] // What it was asked for.
    {
        print!("{table}");
    }
    Ok(())
}
