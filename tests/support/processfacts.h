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
/// Threads of this process without Qt's pool for pictures: it starts them as its work falls, and ends those that had
/// none for half a minute.
int ownThreadCount();
/// Milliseconds of processors that all threads of this process have used: the work of others does not count.
double processorMilliseconds();

/// How much longer a program may take that a sanitizer watches: tests multiply their limits on time by it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr double slowness = 10;
#else
inline constexpr double slowness = 1;
#endif

} // namespace gabor::test
