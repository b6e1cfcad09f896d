// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/revisionwatch.h"

namespace gabor {

void RevisionWatch::follow(const OpenedSound& sound, const std::stop_token& stop)
{
    m_source = sound.source;
    m_finishDecoding = sound.finishDecoding;
    m_stop = stop;
    m_revision = m_source->revision();
}

bool RevisionWatch::look()
{
    if (!m_source || m_source->revision() == m_revision)
        return false;
    m_revision = m_source->revision();
    m_queue.submit(JobQueue::Urgency::Visible, m_stop, [finish = m_finishDecoding, stop = m_stop] { finish(stop); });
    return true;
}

} // namespace gabor
