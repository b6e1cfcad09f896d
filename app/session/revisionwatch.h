// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/soundfile.h"
#include "core/jobs/jobqueue.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>

namespace gabor {

/// Sees to it that a sound is decoded in another way where damage shows that nobody could see when it was opened.
class RevisionWatch
{
public:
    /// @param queue  decodes; outlives the watch
    explicit RevisionWatch(JobQueue& queue) : m_queue(queue) { }

    /// From now on it is @p sound that is looked at, until @p stop ends its decoding.
    void follow(const OpenedSound& sound, const std::stop_token& stop);
    /// Whether anything can follow what there is of the sound.
    bool hasMoreToCome() const { return static_cast<bool>(m_finishDecoding); }
    /// To be called now and then. @return whether the sound is another one since the last look
    bool look();

private:
    JobQueue& m_queue;
    std::shared_ptr<const SampleSource> m_source;
    std::function<void(std::stop_token)> m_finishDecoding;
    std::stop_token m_stop;
    std::uint64_t m_revision = 0; ///< as it was last seen
};

} // namespace gabor
