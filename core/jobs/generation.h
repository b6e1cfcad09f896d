// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stop_token>

namespace gabor {

/// Counts the states that work was asked for. What belongs to an older one no longer counts, whenever it arrives.
/// Currency and cancelling are two things: the number decides, the stop token only saves work.
class Generation
{
public:
    Generation() = default;
    ~Generation() { m_stop.request_stop(); }
    Generation(const Generation&) = delete;
    Generation& operator=(const Generation&) = delete;

    std::uint64_t number() const { return m_number; }
    bool isCurrent(std::uint64_t number) const { return number == m_number; }
    std::stop_token stopToken() const { return m_stop.get_token(); }

    /// Everything asked for so far becomes old.
    void advance()
    {
        m_stop.request_stop();
        m_stop = std::stop_source();
        ++m_number;
    }

private:
    std::uint64_t m_number = 1;
    std::stop_source m_stop;
};

} // namespace gabor
