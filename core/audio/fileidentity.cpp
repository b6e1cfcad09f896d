// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/fileidentity.h"

#include <algorithm>
#include <limits>

#include <sys/stat.h>

namespace gabor {

namespace {

/// Times that no clock shows yet, but any file may have, come to the farthest there is.
std::int64_t nanoseconds(const struct timespec& time)
{
    constexpr std::int64_t second = 1'000'000'000;
    constexpr std::int64_t farthest = std::numeric_limits<std::int64_t>::max() / second - 1;
    return std::clamp<std::int64_t>(time.tv_sec, -farthest, farthest) * second + time.tv_nsec;
}

} // namespace

FileIdentity identityOf(const struct stat& status)
{
    return {.device = status.st_dev,
            .inode = status.st_ino,
            .size = status.st_size,
            .modifiedNs = nanoseconds(status.st_mtim)};
}

} // namespace gabor
