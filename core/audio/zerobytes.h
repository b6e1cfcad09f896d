// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>
#include <span>

namespace gabor {

/// By comparing the bytes with themselves one further on, which the C library does many at a time.
inline bool areAllZero(std::span<const std::byte> bytes)
{
    return bytes.empty()
        || (bytes.front() == std::byte{0} && std::memcmp(bytes.data(), bytes.data() + 1, bytes.size() - 1) == 0);
}

} // namespace gabor
