// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/filechange.h"
#include "core/jobs/generation.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace gabor {

class Session;

/// Tells when the file of the open sound is no longer what it was when it was opened. It is looked at now and then on a
/// worker, where a file system that does not answer holds up nobody. (Not inotify: it knows nothing of what other
/// machines do to a file on a network, and asking for it may hang as well.)
class SoundWatch : public QObject
{
    Q_OBJECT

public:
    /// @param session, queue  outlive the watch
    SoundWatch(const Session& session, JobQueue& queue, QObject* parent = nullptr);
    ~SoundWatch() override;

signals:
    /// Once for each state that the file comes to. One that is still being written is told of when it has come to rest,
    /// or has not for some seconds.
    void changed(gabor::FileChange change);
    /// After a change: what was gone is back, and the same.
    void isAsItWas();

private:
    struct Arrival
    {
        std::uint64_t generation = 0;
        std::optional<FileLook> look;
    };

    void follow();
    void giveUpLooking();
    void look();
    void takeLooks();
    void consider(const FileLook& now);

    const Session& m_session;
    JobQueue& m_queue;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    Generation m_watching; ///< of the sound that is open, until another is being opened
    QTimer m_interval;
    bool m_isLooking = false; ///< a look is under way, and may be for ever
    FileLook m_last;          ///< seen
    FileLook m_told;          ///< what was told last, or what was opened
    int m_restless = 0;       ///< looks in a row that found another state
};

} // namespace gabor
