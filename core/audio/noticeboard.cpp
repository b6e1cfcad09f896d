// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/noticeboard.h"

#include <algorithm>

namespace gabor {

SoundNotice* NoticeBoard::find(SoundNotice::Kind kind)
{
    const auto found = std::ranges::find(m_notices, kind, &SoundNotice::kind);
    return found == m_notices.end() ? nullptr : &*found;
}

void NoticeBoard::putLargest(const SoundNotice& notice)
{
    const std::lock_guard lock(m_mutex);
    SoundNotice* const older = find(notice.kind);
    if (!older)
        m_notices.push_back(notice);
    else if (notice.count > older->count)
        *older = notice;
}

void NoticeBoard::putEarliest(const SoundNotice& notice)
{
    const std::lock_guard lock(m_mutex);
    SoundNotice* const older = find(notice.kind);
    if (!older)
        m_notices.push_back(notice);
    else if (notice.count < older->count)
        *older = notice;
}

std::vector<SoundNotice> NoticeBoard::all() const
{
    const std::lock_guard lock(m_mutex);
    return m_notices;
}

} // namespace gabor
