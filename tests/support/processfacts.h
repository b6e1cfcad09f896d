// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

namespace gabor::test {

/// Bytes that this process has allocated and not freed, after what is free went back to the system. The system's free
/// memory does not count, nor does what threads keep on their stacks. 0 where nobody can tell (under ThreadSanitizer).
std::size_t heapBytesInUse();
/// Pages of this process in memory, bytes.
std::size_t residentBytes();
int openDescriptorCount();
int threadCount();

} // namespace gabor::test
