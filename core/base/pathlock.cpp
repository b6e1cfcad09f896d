// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pathlock.h"

#include <cerrno>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gabor {

namespace {

/// Whether @p file is what @p path leads to: who held the lock before may have taken it away, or put another there.
bool isAt(const std::filesystem::path& path, const Descriptor& file)
{
    struct stat locked = {};
    struct stat there = {};
    return fstat(file.number(), &locked) == 0 && stat(path.c_str(), &there) == 0 && locked.st_dev == there.st_dev
        && locked.st_ino == there.st_ino;
}

} // namespace

std::optional<PathLock> PathLock::take(const std::filesystem::path& path, std::chrono::milliseconds patience)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds lookAgain{5};
    const Clock::time_point end = Clock::now() + patience;
    while (true) {
        Descriptor file = openForReading(path);
        if (!file.isOpen())
            return std::nullopt;
        if (flock(file.number(), LOCK_EX | LOCK_NB) == 0) {
            if (isAt(path, file))
                return PathLock(std::move(file));
            continue;
        }
        const bool isTaken = errno == EWOULDBLOCK || errno == EINTR;
        if (!isTaken || Clock::now() >= end) // no locks at all are not worth waiting for
            return std::nullopt;
        std::this_thread::sleep_for(lookAgain);
    }
}

std::optional<PathLock> PathLock::make(const std::filesystem::path& path)
{
    const std::string unseen = path.native() + ".new";
    Descriptor file(open(unseen.c_str(), O_CREAT | O_EXCL | O_RDONLY | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return std::nullopt;
    if (flock(file.number(), LOCK_EX | LOCK_NB) == 0 && rename(unseen.c_str(), path.c_str()) == 0)
        return PathLock(std::move(file));
    unlink(unseen.c_str());
    return std::nullopt;
}

} // namespace gabor
