// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// A system that fails on demand. Preloaded into a program, or linked ahead of the C library, it stands between the
// program and the system's calls for files and memory. The environment says what goes wrong:
//
// FIO_MATCH=text            only files whose real path contains it are touched; unset: none
// FIO_READ_DELAY_MS=n       each read sleeps n ms                  (a slow network)
// FIO_READ_LASTS_S=n        each read lasts n s by the steady clock of its thread, and no time by any other
// FIO_READ_SHORT=n          at most n bytes a read                 (pipes, signals, FUSE)
// FIO_READ_HANG_AFTER=b     reads do not return once b bytes went  (a dead server)
// FIO_READ_EIO_AFTER=b      reads fail with EIO after b bytes      (a bad sector)
// FIO_LOOK_HANG=1           open, stat and access do not return    (a dead server)
// FIO_OPEN_ERRNO=e          open fails with e
// FIO_WRITE_ENOSPC_AFTER=b  writes fail with ENOSPC after b bytes  (a full disk)
// FIO_WRITE_SHORT=n         at most n bytes a write
// FIO_WRITE_DELAY_MS=n      each write sleeps n ms
// FIO_FSYNC_ERRNO=e         fsync and fdatasync fail with e
// FIO_FSYNC_DELAY_MS=n      each of them sleeps n ms
// FIO_FSYNC_FOLDERS=1       only those of folders
// FIO_RENAME_ERRNO=e        rename and link to a matching path fail with e
// FIO_RENAME_DELAY_MS=n     each rename to one sleeps n ms
// FIO_CLOCK_AHEAD_S=n       the calendar's clock is n seconds ahead, or behind where n < 0; needs no match
// FIO_CLOCK_JUMPS=1         only every other time that it is looked at
// FIO_MALLOC_MAX=b          larger pieces of memory are refused; needs no match
// FIO_MALLOC_NTH=n          the n-th piece is refused, counted among those of at least FIO_MALLOC_MIN bytes
// FIO_MALLOC_WORKERS=1      both only in other threads than the first
// FIO_NO_THREADS=1          no further thread can be had; needs no match

#ifdef __cplusplus
extern "C" {
#endif

// Reads the environment anew and counts from zero. What hangs returns when it need not hang any more.
void faultio_reload(void);
// Pieces of memory that have been counted.
long faultio_countedPieces(void);
// Reads, writes, syncs, openings and looks that the first thread has made at what FIO_MATCH says.
long faultio_callsOfFirstThread(void);
// Seconds that reads of this thread have lasted; they do not start from zero again, as no steady clock does.
long faultio_lastedSeconds(void);
// Calls that hang now.
long faultio_hangingCalls(void);

#ifdef __cplusplus
}
#endif
