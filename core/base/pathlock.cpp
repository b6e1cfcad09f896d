// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pathlock.h"

#include <cerrno>
#include <thread>

#include <sys/file.h>

namespace gabor {

std::optional<PathLock> PathLock::take(const std::filesystem::path& path, std::chrono::milliseconds patience)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds lookAgain{5};
    Descriptor file = openForReading(path);
    if (!file.isOpen())
        return std::nullopt;
    const Clock::time_point end = Clock::now() + patience;
    while (flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        const bool isTaken = errno == EWOULDBLOCK || errno == EINTR;
        if (!isTaken || Clock::now() >= end) // no locks at all are not worth waiting for
            return std::nullopt;
        std::this_thread::sleep_for(lookAgain);
    }
    return PathLock(std::move(file));
}

} // namespace gabor
