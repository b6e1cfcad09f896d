// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/heap.h"

#include <cstdint>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#endif

namespace gabor {

void shareFewHeaps()
{
#ifdef __GLIBC__
    mallopt(M_ARENA_MAX, 4);
#endif
}

void startWithLargePages()
{
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    constexpr std::uintptr_t pageSize = std::uintptr_t{2} << 20U;
    constexpr std::size_t room = std::size_t{12} << 20U; // what a start takes, and the image of a window
    // By itself the C library maps what is large apart, until something as large has been given back (M_MMAP_THRESHOLD).
    void* volatile piece = std::malloc(room + pageSize);
    std::free(piece);
    piece = std::malloc(room);
    const auto begin = reinterpret_cast<std::uintptr_t>(piece);
    const std::uintptr_t firstPage = (begin + pageSize - 1) / pageSize * pageSize;
    const std::uintptr_t lastEnd = (begin + room) / pageSize * pageSize;
    if (piece != nullptr) // a system without large pages refuses, and loses nothing
        madvise(reinterpret_cast<void*>(firstPage), lastEnd - firstPage, MADV_HUGEPAGE);
    std::free(piece); // it stays at the end of the heap
#endif
}

void returnFreeMemory()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

} // namespace gabor
