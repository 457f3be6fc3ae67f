//! Plain text stays in memory, and is wiped when memory is given back.
//!
//! Call [`harden`] first thing in a program; [`prepare`] happens by itself before the first journal is opened.

#![allow(unsafe_code)] // SQLite's allocator is a table of C functions. This file is the one place for it.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    ffi::{c_int, c_void},
    hint::black_box,
    io::Read,
    ptr::{self, NonNull},
    sync::OnceLock,
};

use rusqlite::{Connection, ffi};

use crate::{Error, Result};

/// Keeps the process's memory out of core files and away from other programs of the same user, as far as the operating
/// system lets it; what it does not let, SECURITY.md names. Child processes, such as web processes, inherit the first.
pub fn harden() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
    #[cfg(all(unix, not(target_os = "linux")))]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

/// Gives SQLite the wiping allocator and checks that it was built to keep temporary data in memory. Once per process, before
/// its first connection: opening a journal does it, and whoever connects to another database first must do it before.
///
/// # Errors
/// When SQLite was started already, or built to write temporary files.
pub fn prepare() -> Result<()> {
    static PREPARED: OnceLock<bool> = OnceLock::new();
    let methods = ALLOCATOR;
    // SAFETY: called once, before any other call into SQLite in this program (the journal crate is the only one that links
    // it), with a table that SQLite copies.
    let prepared = PREPARED.get_or_init(|| unsafe {
        ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &raw const methods) == ffi::SQLITE_OK
            && ffi::sqlite3_initialize() == ffi::SQLITE_OK
            && ffi::sqlite3_compileoption_used(c"TEMP_STORE=3".as_ptr()) == 1
            && ffi::sqlite3_compileoption_used(c"SECURE_DELETE".as_ptr()) == 1
    });
    if *prepared { Ok(()) } else { Err(Error::Internal("SQLite was not built or started to keep text in memory only")) }
}

/// Bytes before each block, holding its size: SQLite asks for it, and wiping needs it.
const HEADER: usize = 16;

const ALLOCATOR: ffi::sqlite3_mem_methods = ffi::sqlite3_mem_methods {
    xMalloc: Some(allocate),
    xFree: Some(free),
    xRealloc: Some(reallocate),
    xSize: Some(size),
    xRoundup: Some(round_up),
    xInit: Some(init),
    xShutdown: Some(shutdown),
    pAppData: ptr::null_mut(),
};

fn layout(size: usize) -> Option<Layout> {
    Layout::from_size_align(size.checked_add(HEADER)?, HEADER).ok()
}

unsafe extern "C" fn allocate(size: c_int) -> *mut c_void {
    let Some((size, layout)) = usize::try_from(size).ok().and_then(|size| Some((size, layout(size)?))) else {
        return ptr::null_mut();
    };
    // SAFETY: the layout is not empty, and the header lies inside it.
    unsafe {
        let block = System.alloc(layout);
        if block.is_null() {
            return ptr::null_mut();
        }
        block.cast::<usize>().write(size);
        block.add(HEADER).cast()
    }
}

unsafe extern "C" fn free(at: *mut c_void) {
    if at.is_null() {
        return;
    }
    // SAFETY: SQLite frees only what `allocate` gave it, so the header stands before it and tells the true size.
    unsafe {
        let block = at.cast::<u8>().sub(HEADER);
        let size = block.cast::<usize>().read();
        ptr::write_bytes(block, 0, size + HEADER);
        // Seen by somebody, as far as the compiler knows: the wiping is not left out.
        black_box(block);
        if let Some(layout) = layout(size) {
            System.dealloc(block, layout);
        }
    }
}

unsafe extern "C" fn reallocate(at: *mut c_void, wanted: c_int) -> *mut c_void {
    // SAFETY: as in `free`; the smaller of the two sizes is inside both blocks.
    unsafe {
        let moved = allocate(wanted);
        if !moved.is_null() && !at.is_null() {
            let kept = size(at).min(wanted);
            ptr::copy_nonoverlapping(at.cast::<u8>(), moved.cast::<u8>(), usize::try_from(kept).unwrap_or(0));
            free(at);
        }
        moved
    }
}

unsafe extern "C" fn size(at: *mut c_void) -> c_int {
    if at.is_null() {
        return 0;
    }
    // SAFETY: as in `free`.
    let size = unsafe { at.cast::<u8>().sub(HEADER).cast::<usize>().read() };
    c_int::try_from(size).unwrap_or(c_int::MAX)
}

unsafe extern "C" fn round_up(size: c_int) -> c_int {
    size.saturating_add(7) & !7
}

unsafe extern "C" fn init(_: *mut c_void) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn shutdown(_: *mut c_void) {}

/// Makes `db` an in-memory database out of an image of `length` bytes, in a buffer with `room` bytes to grow into, so that
/// the first words written after unlocking do not have to move the whole of it.
pub(crate) fn load_image(db: &Connection, mut image: impl Read, length: usize, room: usize) -> Result<()> {
    let capacity = length.checked_add(room).ok_or(Error::TooLong)?;
    // SAFETY: the buffer has `capacity` bytes, of which `length` are set before they are read; it is freed here or, from
    // `sqlite3_deserialize` on, whatever that returns, by SQLite.
    unsafe {
        let buffer = ffi::sqlite3_malloc64(capacity as u64).cast::<u8>();
        let Some(buffer) = NonNull::new(buffer) else {
            return Err(Error::TooLong);
        };
        ptr::write_bytes(buffer.as_ptr(), 0, length);
        if let Err(error) = image.read_exact(std::slice::from_raw_parts_mut(buffer.as_ptr(), length)) {
            ffi::sqlite3_free(buffer.as_ptr().cast());
            return Err(error.into());
        }
        let flags = ffi::SQLITE_DESERIALIZE_FREEONCLOSE | ffi::SQLITE_DESERIALIZE_RESIZEABLE;
        let done = ffi::sqlite3_deserialize(
            db.handle(),
            c"main".as_ptr(),
            buffer.as_ptr(),
            i64::try_from(length).map_err(|_| Error::TooLong)?,
            i64::try_from(capacity).map_err(|_| Error::TooLong)?,
            flags,
        );
        if done == ffi::SQLITE_OK { Ok(()) } else { Err(Error::Internal("the index does not fit in memory")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorting_a_large_memory_database_touches_no_disk() {
        prepare().unwrap();
        let db = Connection::open_in_memory().unwrap();
        let compiled: i64 = db.query_row("SELECT sqlite_compileoption_used('TEMP_STORE=3')", [], |row| row.get(0)).unwrap();
        assert_eq!(compiled, 1);
    }

    #[test]
    fn an_image_loads_with_room_and_stays_writable() {
        prepare().unwrap();
        let mut first = Connection::open_in_memory().unwrap();
        first.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES ('river')").unwrap();
        let image = first.serialize(rusqlite::MAIN_DB).unwrap().to_vec();
        let second = Connection::open_in_memory().unwrap();
        load_image(&second, image.as_slice(), image.len(), 1 << 16).unwrap();
        second.execute_batch("INSERT INTO t VALUES ('shoulders')").unwrap();
        let rows: i64 = second.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 2);
        let third = Connection::open_in_memory().unwrap();
        assert!(load_image(&third, &image[..100], image.len(), 0).is_err());
    }
}
