// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>

namespace gabor {

/// Has the system lay pages under @p memory, which is new and about to be written from one end to the other: one by one, as
/// they are met, they cost several times as much. Where it cannot, nothing is lost.
void layPages(void* memory, std::size_t byteCount);

/// A large piece of memory, all zeros, straight from the system and straight back to it. The heap keeps what is freed in
/// the middle of it, and pieces of many sizes that come and go leave it full of holes.
class Pages
{
public:
    /// Throws std::bad_alloc.
    explicit Pages(std::size_t byteCount);
    ~Pages();
    Pages(Pages&& other) noexcept
        : m_data(std::exchange(other.m_data, nullptr)), m_byteCount(std::exchange(other.m_byteCount, 0))
    { }
    Pages& operator=(Pages&&) = delete;

    /// Aligned for everything.
    std::byte* data() { return m_data; }
    const std::byte* data() const { return m_data; }
    std::size_t byteCount() const { return m_byteCount; }

private:
    std::byte* m_data = nullptr;
    std::size_t m_byteCount = 0;
};

} // namespace gabor
