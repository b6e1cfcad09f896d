// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace gabor {

/// To be called once, before the first thread is started: all threads share four heaps. With one for each thread, as the
/// C library has it by default, what a worker has left behind serves no other, and tiles go from thread to thread: twice as
/// much is left when a long sound is closed. With a single one the window's own thread waits time and again for those who
/// decode, as they take and give back memory with every packet: of some milliseconds of work it made up to 50.
void shareFewHeaps();

/// To be called once, by the first thread, before it makes anything large: its first 12 MiB of memory come in pages of
/// 2 MiB instead of 4 KiB, where the system has them. Every page is a detour through the system when it is first touched,
/// and they were a tenth of what the first thread did until the window stood with its picture.
void startWithLargePages();

/// Gives what is free back to the system, which would otherwise keep the memory of a closed sound as the program's.
void returnFreeMemory();

} // namespace gabor
