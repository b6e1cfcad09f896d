// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>

namespace gabor::bench {

/// The environment variable in which whoever starts a program tells it when: startClockNow().
inline constexpr const char* startClockVariable = "GABOR_BENCH_STARTED";

/// Nanoseconds of a clock that all processes share.
inline std::int64_t startClockNow()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// Milliseconds of a clock that counts processor time.
inline double processorMs(clockid_t clock)
{
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// On stdout, in milliseconds: the time since the program was started, the processor time that the calling thread took
/// of it, and that of all threads. Other processes change the first one far more than the others.
inline void sayTimeSinceStart()
{
    const char* const started = std::getenv(startClockVariable);
    const std::int64_t begin = started != nullptr ? std::strtoll(started, nullptr, 10) : 0;
    std::printf("%.3f %.3f %.3f\n", static_cast<double>(startClockNow() - begin) / 1e6,
                processorMs(CLOCK_THREAD_CPUTIME_ID), processorMs(CLOCK_PROCESS_CPUTIME_ID));
    std::fflush(stdout);
}

} // namespace gabor::bench
