// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace gabor::bench {

/// The environment variable in which whoever starts a program tells it when: startClockNow().
inline constexpr const char* startClockVariable = "GABOR_BENCH_STARTED";

/// Nanoseconds of a clock that all processes share.
inline std::int64_t startClockNow()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// On stdout: the milliseconds since the program was started.
inline void sayTimeSinceStart()
{
    const char* const started = std::getenv(startClockVariable);
    const std::int64_t begin = started != nullptr ? std::strtoll(started, nullptr, 10) : 0;
    std::printf("%.3f\n", static_cast<double>(startClockNow() - begin) / 1e6);
    std::fflush(stdout);
}

} // namespace gabor::bench
