// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pages.h"

#include <cstdint>
#include <cstdlib>
#include <new>

#include <sys/mman.h>
#include <unistd.h>

namespace gabor {

namespace {

/// Smaller pieces are left to the heap: a mapping of its own would waste most of its last page.
constexpr std::size_t smallestMapping = std::size_t{64} << 10U;

bool isMapped(std::size_t byteCount)
{
#ifdef __SANITIZE_ADDRESS__
    static_cast<void>(byteCount);
    return false; // what is mapped is not watched
#else
    return byteCount >= smallestMapping;
#endif
}

} // namespace

void layPages(void* memory, std::size_t byteCount)
{
#ifdef MADV_POPULATE_WRITE
    static const auto pageBytes = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(memory);
    const std::uintptr_t first =
        (begin + pageBytes - 1) / pageBytes * pageBytes; // the one before belongs to others, too
    const std::uintptr_t end = (begin + byteCount) / pageBytes * pageBytes;
    if (first < end)
        madvise(static_cast<std::byte*>(memory) + (first - begin), end - first, MADV_POPULATE_WRITE);
#else
    static_cast<void>(memory);
    static_cast<void>(byteCount);
#endif
}

Pages::Pages(std::size_t byteCount) : m_byteCount(byteCount)
{
    if (!isMapped(byteCount)) {
        m_data = static_cast<std::byte*>(std::calloc(byteCount, 1));
        if (m_data == nullptr && byteCount > 0)
            throw std::bad_alloc();
        return;
    }
    // All at once, as all of it is going to be written: one page after the other would cost several times as much.
    constexpr int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE;
    void* const mapping = mmap(nullptr, byteCount, PROT_READ | PROT_WRITE, flags, -1, 0);
    if (mapping == MAP_FAILED)
        throw std::bad_alloc();
    m_data = static_cast<std::byte*>(mapping);
}

Pages::~Pages()
{
    if (m_data == nullptr)
        return;
    if (isMapped(m_byteCount))
        munmap(m_data, m_byteCount);
    else
        std::free(m_data);
}

} // namespace gabor
