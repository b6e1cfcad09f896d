// SPDX-License-Identifier: GPL-3.0-or-later
// The clocks, as tests/faults/faultio.h describes.
#define _GNU_SOURCE
#include "tests/faults/faultio.h"

#include <dlfcn.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long ahead;
static int jumps;

__attribute__((constructor)) static void learn(void)
{
    const char* const seconds = getenv("FIO_CLOCK_AHEAD_S");
    ahead = seconds ? atol(seconds) : 0;
    jumps = getenv("FIO_CLOCK_JUMPS") != NULL;
}

static long secondsAhead(void)
{
    static atomic_long looks;
    return jumps && ++looks % 2 == 0 ? 0 : ahead;
}

int clock_gettime(clockid_t clock, struct timespec* now)
{
    static union
    {
        void* found;
        int (*call)(clockid_t, struct timespec*);
    } real;
    if (!real.found)
        real.found = dlsym(RTLD_NEXT, "clock_gettime");
    const int result = real.call(clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        now->tv_sec += secondsAhead();
    if (result == 0 && clock == CLOCK_MONOTONIC)
        now->tv_sec += faultio_lastedSeconds();
    return result;
}

int gettimeofday(struct timeval* now, void* zone)
{
    static union
    {
        void* found;
        int (*call)(struct timeval*, void*);
    } real;
    if (!real.found)
        real.found = dlsym(RTLD_NEXT, "gettimeofday");
    const int result = real.call(now, zone);
    if (result == 0)
        now->tv_sec += secondsAhead();
    return result;
}

time_t time(time_t* now)
{
    struct timespec precise;
    clock_gettime(CLOCK_REALTIME, &precise);
    if (now)
        *now = precise.tv_sec;
    return precise.tv_sec;
}
