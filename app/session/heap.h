// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gabor {

/// To be called once, before the first thread is started: all threads share one heap. With one for each thread, as the
/// C library has it by default, what a worker has left behind serves no other, and tiles go from thread to thread.
void shareOneHeap();

/// Gives what is free back to the system, which would otherwise keep the memory of a closed sound as the program's.
void returnFreeMemory();

} // namespace gabor
