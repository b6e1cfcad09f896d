// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/soundwatch.h"

#include "app/session/session.h"

#include <QMetaObject>

namespace gabor {

namespace {

constexpr int intervalMs = 750;
/// So many looks are waited for a file to come to rest.
constexpr int mostRestlessLooks = 5;

} // namespace

SoundWatch::SoundWatch(const Session& session, JobQueue& queue, QObject* parent)
    : QObject(parent), m_session(session), m_queue(queue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &SoundWatch::takeLooks, Qt::QueuedConnection);
      }))
{
    m_interval.setInterval(intervalMs);
    connect(&m_interval, &QTimer::timeout, this, &SoundWatch::look);
    connect(&session, &Session::soundChanged, this, &SoundWatch::follow);
    connect(&session, &Session::openingChanged, this, &SoundWatch::giveUpLooking);
    follow();
}

SoundWatch::~SoundWatch()
{
    m_inbox->close();
}

/// The worker that hangs in a look is wanted for the file that is being opened.
void SoundWatch::giveUpLooking()
{
    m_watching.advance();
    m_isLooking = false;
}

void SoundWatch::follow()
{
    giveUpLooking();
    m_restless = 0;
    m_last = m_told = m_session.sound().file;
    if (m_session.isDemo())
        m_interval.stop();
    else
        m_interval.start();
}

void SoundWatch::look()
{
    if (!m_session.opening().empty() || std::exchange(m_isLooking, true))
        return;
    m_queue.submit(
        JobQueue::Urgency::Background, m_watching.stopToken(),
        [inbox = m_inbox, path = std::filesystem::path(m_session.sound().path), generation = m_watching.number()] {
            inbox->post({generation, lookAtFile(path)});
        });
}

void SoundWatch::takeLooks()
{
    for (const Arrival& arrival : m_inbox->takeAll()) {
        if (!m_watching.isCurrent(arrival.generation))
            continue;
        m_isLooking = false;
        if (arrival.look)
            consider(*arrival.look);
    }
}

void SoundWatch::consider(const FileLook& now)
{
    const bool isAtRest = now == m_last;
    m_last = now;
    m_restless = isAtRest ? 0 : m_restless + 1;
    if (now == m_told || (!isAtRest && m_restless < mostRestlessLooks))
        return;
    m_restless = 0;
    m_told = now;
    if (const std::optional<FileChange> change = changeBetween(m_session.sound().file, now))
        emit changed(*change);
    else
        emit isAsItWas();
}

} // namespace gabor
