// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cassert>
#include <cstddef>
#include <span>
#include <vector>

namespace gabor {

/// Bytes that come in large pieces and go in small ones. What has gone is moved over only when more comes.
class ByteQueue
{
public:
    std::size_t size() const { return m_bytes.size() - m_gone; }
    /// @param count  at most size()
    std::span<const std::byte> first(std::size_t count) const { return std::span(m_bytes).subspan(m_gone, count); }
    void drop(std::size_t count)
    {
        assert(count <= size());
        m_gone += count;
    }
    void clear()
    {
        m_bytes.clear();
        m_gone = 0;
    }
    /// To be appended to, and nothing else.
    std::vector<std::byte>& end()
    {
        m_bytes.erase(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(m_gone));
        m_gone = 0;
        return m_bytes;
    }

private:
    std::vector<std::byte> m_bytes;
    std::size_t m_gone = 0;
};

} // namespace gabor
