// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/samplesource.h"

#include <mutex>
#include <vector>

namespace gabor {

/// The notices of a source, at most one of a kind. Any thread.
class NoticeBoard
{
public:
    /// Takes room for a notice of each kind at once, so that telling of a lack of memory needs none.
    explicit NoticeBoard(std::vector<SoundNotice> notices = {}) : m_notices(std::move(notices))
    {
        m_notices.reserve(8);
    }

    /// Adds @p notice unless one of its kind counts more: for what only grows, whoever comes first.
    void putLargest(const SoundNotice& notice);
    /// Adds @p notice unless one of its kind tells of an earlier place: what counts is where the trouble begins.
    void putEarliest(const SoundNotice& notice);
    std::vector<SoundNotice> all() const;

private:
    SoundNotice* find(SoundNotice::Kind kind);

    mutable std::mutex m_mutex;
    std::vector<SoundNotice> m_notices;
};

} // namespace gabor
