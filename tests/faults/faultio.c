// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE
#include "tests/faults/faultio.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

// -1: not asked for.
static struct
{
    char match[PATH_MAX];
    long readDelayMs, readLastsS, readShort, readHangAfter, readEioAfter;
    long lookHang, openErrno;
    long writeEnospcAfter, writeShort, writeDelayMs, fsyncErrno, fsyncDelayMs, fsyncFolders, renameErrno, renameDelayMs;
    long mallocMax, mallocNth, mallocMin, mallocWorkers;
    long noThreads;
} asked;

static atomic_int isLoaded;
static atomic_long readBytes, writtenBytes, pieces, hanging, callsOfFirstThread;
static _Thread_local long lastedSeconds;

static long number(const char* name)
{
    const char* value = getenv(name);
    return value && *value ? atol(value) : -1;
}

__attribute__((constructor)) void faultio_reload(void)
{
    const char* match = getenv("FIO_MATCH");
    snprintf(asked.match, sizeof asked.match, "%s", match ? match : "");
    asked.readDelayMs = number("FIO_READ_DELAY_MS");
    asked.readLastsS = number("FIO_READ_LASTS_S");
    asked.readShort = number("FIO_READ_SHORT");
    asked.readHangAfter = number("FIO_READ_HANG_AFTER");
    asked.readEioAfter = number("FIO_READ_EIO_AFTER");
    asked.lookHang = number("FIO_LOOK_HANG");
    asked.openErrno = number("FIO_OPEN_ERRNO");
    asked.writeEnospcAfter = number("FIO_WRITE_ENOSPC_AFTER");
    asked.writeShort = number("FIO_WRITE_SHORT");
    asked.writeDelayMs = number("FIO_WRITE_DELAY_MS");
    asked.fsyncErrno = number("FIO_FSYNC_ERRNO");
    asked.fsyncDelayMs = number("FIO_FSYNC_DELAY_MS");
    asked.fsyncFolders = number("FIO_FSYNC_FOLDERS");
    asked.renameErrno = number("FIO_RENAME_ERRNO");
    asked.renameDelayMs = number("FIO_RENAME_DELAY_MS");
    asked.mallocMax = number("FIO_MALLOC_MAX");
    asked.mallocNth = number("FIO_MALLOC_NTH");
    asked.mallocMin = number("FIO_MALLOC_MIN");
    asked.mallocWorkers = number("FIO_MALLOC_WORKERS");
    asked.noThreads = number("FIO_NO_THREADS");
    readBytes = 0;
    writtenBytes = 0;
    pieces = 0;
    callsOfFirstThread = 0;
    isLoaded = 1;
}

long faultio_countedPieces(void)
{
    return pieces;
}

long faultio_callsOfFirstThread(void)
{
    return callsOfFirstThread;
}

long faultio_lastedSeconds(void)
{
    return lastedSeconds;
}

long faultio_hangingCalls(void)
{
    return hanging;
}

// The C library's own function of the same name. A union, as ISO C has no cast from data to functions.
#define REAL(result, name, ...)                                                                                        \
    static union                                                                                                       \
    {                                                                                                                  \
        void* found;                                                                                                   \
        result (*call)(__VA_ARGS__);                                                                                   \
    } real;                                                                                                            \
    if (!real.found)                                                                                                   \
    real.found = dlsym(RTLD_NEXT, name)

static int isMeant(const char* path)
{
    return isLoaded && asked.match[0] && path && strstr(path, asked.match) != NULL;
}

static int isMeantFile(int file)
{
    if (!isLoaded || !asked.match[0])
        return 0;
    char link[64];
    char path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    const ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = '\0';
    return isMeant(path);
}

static void nap(long ms)
{
    if (ms <= 0)
        return;
    const struct timespec time = {ms / 1000, ms % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

static int readsHang(void)
{
    return asked.readHangAfter >= 0 && readBytes >= asked.readHangAfter;
}

static int looksHang(void)
{
    return asked.lookHang > 0;
}

// The first thread is let go after a while, so that a test can tell that it was caught.
static void hangWhile(int (*goesOn)(void))
{
    if (!goesOn())
        return;
    ++hanging;
    for (int i = 0; goesOn() && (i < 100 || gettid() != getpid()); ++i)
        nap(10);
    --hanging;
}

static void countCall(void)
{
    if (gettid() == getpid())
        ++callsOfFirstThread;
}

static void look(const char* path)
{
    if (!isMeant(path))
        return;
    countCall();
    hangWhile(looksHang);
}

// 0: go on, with at most *count bytes; -1: the read fails.
static int beforeRead(size_t* count)
{
    countCall();
    nap(asked.readDelayMs);
    if (asked.readLastsS > 0)
        lastedSeconds += asked.readLastsS;
    hangWhile(readsHang);
    if (asked.readEioAfter >= 0 && readBytes >= asked.readEioAfter) {
        errno = EIO;
        return -1;
    }
    if (asked.readShort > 0 && *count > (size_t)asked.readShort)
        *count = (size_t)asked.readShort;
    return 0;
}

ssize_t read(int file, void* into, size_t count)
{
    REAL(ssize_t, "read", int, void*, size_t);
    const int isThis = isMeantFile(file);
    if (isThis && beforeRead(&count) != 0)
        return -1;
    const ssize_t got = real.call(file, into, count);
    if (isThis && got > 0)
        readBytes += got;
    return got;
}

ssize_t pread64(int file, void* into, size_t count, off64_t offset)
{
    REAL(ssize_t, "pread64", int, void*, size_t, off64_t);
    const int isThis = isMeantFile(file);
    if (isThis && beforeRead(&count) != 0)
        return -1;
    const ssize_t got = real.call(file, into, count, offset);
    if (isThis && got > 0)
        readBytes += got;
    return got;
}

ssize_t pread(int file, void* into, size_t count, off_t offset)
{
    return pread64(file, into, count, offset);
}

static int beforeWrite(size_t* count)
{
    countCall();
    nap(asked.writeDelayMs);
    if (asked.writeEnospcAfter >= 0) {
        if (writtenBytes >= asked.writeEnospcAfter) {
            errno = ENOSPC;
            return -1;
        }
        if (writtenBytes + (long)*count > asked.writeEnospcAfter)
            *count = (size_t)(asked.writeEnospcAfter - writtenBytes);
    }
    if (asked.writeShort > 0 && *count > (size_t)asked.writeShort)
        *count = (size_t)asked.writeShort;
    return 0;
}

ssize_t write(int file, const void* from, size_t count)
{
    REAL(ssize_t, "write", int, const void*, size_t);
    const int isThis = isMeantFile(file);
    if (isThis && beforeWrite(&count) != 0)
        return -1;
    const ssize_t put = real.call(file, from, count);
    if (isThis && put > 0)
        writtenBytes += put;
    return put;
}

ssize_t pwrite64(int file, const void* from, size_t count, off64_t offset)
{
    REAL(ssize_t, "pwrite64", int, const void*, size_t, off64_t);
    const int isThis = isMeantFile(file);
    if (isThis && beforeWrite(&count) != 0)
        return -1;
    const ssize_t put = real.call(file, from, count, offset);
    if (isThis && put > 0)
        writtenBytes += put;
    return put;
}

ssize_t pwrite(int file, const void* from, size_t count, off_t offset)
{
    return pwrite64(file, from, count, offset);
}

static int isRefused(long errorNumber, int isThis)
{
    if (errorNumber <= 0 || !isThis)
        return 0;
    errno = (int)errorNumber;
    return 1;
}

static int isMeantToSync(int file)
{
    struct stat status;
    return isMeantFile(file) && (asked.fsyncFolders <= 0 || (fstat(file, &status) == 0 && S_ISDIR(status.st_mode)));
}

// 0: go on; otherwise it fails.
static int beforeSync(int file)
{
    if (!isMeantToSync(file))
        return 0;
    countCall();
    nap(asked.fsyncDelayMs);
    return isRefused(asked.fsyncErrno, 1);
}

int fsync(int file)
{
    REAL(int, "fsync", int);
    return beforeSync(file) ? -1 : real.call(file);
}

int fdatasync(int file)
{
    REAL(int, "fdatasync", int);
    return beforeSync(file) ? -1 : real.call(file);
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*), void* with)
{
    REAL(int, "pthread_create", pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
    return isLoaded && asked.noThreads > 0 ? EAGAIN : real.call(thread, attributes, run, with);
}

int rename(const char* from, const char* to)
{
    REAL(int, "rename", const char*, const char*);
    if (asked.renameDelayMs > 0 && isMeant(to))
        nap(asked.renameDelayMs);
    return isRefused(asked.renameErrno, isMeant(to)) ? -1 : real.call(from, to);
}

int linkat(int fromFolder, const char* from, int toFolder, const char* to, int flags)
{
    REAL(int, "linkat", int, const char*, int, const char*, int);
    return isRefused(asked.renameErrno, isMeant(to)) ? -1 : real.call(fromFolder, from, toFolder, to, flags);
}

static int takesMode(int flags)
{
    return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

/* Declares mode, the argument after flags where there is one. */
#define MODE_BEHIND(flags)                                                                                             \
    mode_t mode = 0;                                                                                                   \
    if (takesMode(flags)) {                                                                                            \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }

#define OPEN_AS(name, realName)                                                                                        \
    int name(const char* path, int flags, ...)                                                                         \
    {                                                                                                                  \
        REAL(int, realName, const char*, int, ...);                                                                    \
        MODE_BEHIND(flags);                                                                                            \
        look(path);                                                                                                    \
        return isRefused(asked.openErrno, isMeant(path)) ? -1 : real.call(path, flags, mode);                          \
    }
OPEN_AS(open, "open")
OPEN_AS(open64, "open64")

#define OPENAT_AS(name, realName)                                                                                      \
    int name(int folder, const char* path, int flags, ...)                                                             \
    {                                                                                                                  \
        REAL(int, realName, int, const char*, int, ...);                                                               \
        MODE_BEHIND(flags);                                                                                            \
        look(path);                                                                                                    \
        return isRefused(asked.openErrno, isMeant(path)) ? -1 : real.call(folder, path, flags, mode);                  \
    }
OPENAT_AS(openat, "openat")
OPENAT_AS(openat64, "openat64")

#define STAT_AS(name, type)                                                                                            \
    int name(const char* path, struct type* into)                                                                      \
    {                                                                                                                  \
        REAL(int, #name, const char*, struct type*);                                                                   \
        look(path);                                                                                                    \
        return real.call(path, into);                                                                                  \
    }
STAT_AS(stat, stat)
STAT_AS(stat64, stat64)
STAT_AS(lstat, stat)
STAT_AS(lstat64, stat64)

int statx(int folder, const char* restrict path, int flags, unsigned mask, struct statx* restrict into)
{
    REAL(int, "statx", int, const char*, int, unsigned, struct statx*);
    look(path);
    return real.call(folder, path, flags, mask, into);
}

int access(const char* path, int mode)
{
    REAL(int, "access", const char*, int);
    look(path);
    return real.call(path, mode);
}

extern void* __libc_malloc(size_t size);
extern void* __libc_calloc(size_t count, size_t size);
extern void* __libc_realloc(void* old, size_t size);
extern void* __libc_memalign(size_t alignment, size_t size);

static int isDenied(size_t size)
{
    if (!isLoaded || (asked.mallocMax < 0 && asked.mallocNth < 0) || (asked.mallocWorkers > 0 && gettid() == getpid()))
        return 0;
    const int isTooLarge = asked.mallocMax >= 0 && size > (size_t)asked.mallocMax;
    const int isItsTurn = asked.mallocNth >= 0 && (long)size >= asked.mallocMin && ++pieces == asked.mallocNth;
    if (isTooLarge || isItsTurn)
        errno = ENOMEM;
    return isTooLarge || isItsTurn;
}

void* malloc(size_t size)
{
    return isDenied(size) ? NULL : __libc_malloc(size);
}

void* calloc(size_t count, size_t size)
{
    return (size != 0 && count > SIZE_MAX / size) || isDenied(count * size) ? NULL : __libc_calloc(count, size);
}

void* realloc(void* old, size_t size)
{
    return isDenied(size) ? NULL : __libc_realloc(old, size);
}

void* memalign(size_t alignment, size_t size)
{
    return isDenied(size) ? NULL : __libc_memalign(alignment, size);
}

void* aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void** into, size_t alignment, size_t size)
{
    void* const piece = memalign(alignment, size);
    if (piece == NULL)
        return ENOMEM;
    *into = piece;
    return 0;
}
