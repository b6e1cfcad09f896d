// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

struct stat;

namespace gabor {

/// What tells one state of a file from another.
struct FileIdentity
{
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;       ///< bytes
    std::int64_t modifiedNs = 0; ///< nanoseconds since 1970

    friend bool operator==(const FileIdentity&, const FileIdentity&) = default;
};

/// Of a file that the system described by @p status.
FileIdentity identityOf(const struct stat& status);

} // namespace gabor
