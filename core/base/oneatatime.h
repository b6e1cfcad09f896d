// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

namespace gabor {

/// Work that any thread may ask for and only one does at a time: who asks while another is at it does not wait, and the other
/// does it once more when it is through.
class OneAtATime
{
public:
    template <class Work>
    void run(Work work) noexcept
    {
        static_assert(noexcept(work()));
        int asked = 1;
        if (m_asked.fetch_add(1, std::memory_order_acq_rel) > 0)
            return;
        do {
            asked = m_asked.load(std::memory_order_acquire);
            work();
        } while (m_asked.fetch_sub(asked, std::memory_order_acq_rel) != asked);
    }

private:
    std::atomic<int> m_asked = 0; ///< since the present work began, itself included
};

} // namespace gabor
