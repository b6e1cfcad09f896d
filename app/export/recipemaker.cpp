// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/export/recipemaker.h"

#include "app/session/hashmemory.h"
#include "app/session/soundtext.h"

#include <QMetaObject>

#include <cerrno>

namespace gabor {

RecipeMaker::RecipeMaker(JobQueue& queue, QObject* parent)
    : QObject(parent), m_queue(queue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &RecipeMaker::takeArrivals, Qt::QueuedConnection);
      }))
{ }

RecipeMaker::~RecipeMaker()
{
    m_inbox->close();
}

void RecipeMaker::start(const SoundDescription& sound)
{
    m_hashing.advance();
    const bool isKnown = m_ready && m_complaint.isEmpty() && sound.path == m_sound.path && sound.file == m_sound.file;
    m_sound = sound;
    m_complaint.clear();
    m_ready = false;
    const std::uint64_t generation = m_hashing.number();
    if (sound.path.empty() || isKnown) {
        m_inbox->post({generation, sound.path.empty() ? std::string() : m_sha256.toStdString()});
        return;
    }
    m_sha256.clear();
    const std::stop_token stop = m_hashing.stopToken();
    m_queue.submit(JobQueue::Urgency::Visible, stop,
                   [inbox = m_inbox, path = sound.path, file = sound.file, generation, stop] {
                       try {
                           inbox->post({generation, HashMemory::ofUser().sha256Of(path, file, stop)});
                       } catch (...) {
                           inbox->post({generation, HashFault{HashFault::Kind::CannotRead, ENOMEM}});
                       }
                   });
}

void RecipeMaker::cancel()
{
    m_hashing.advance();
    m_ready = false;
}

void RecipeMaker::takeArrivals()
{
    for (const Arrival& arrival : m_inbox->takeAll()) {
        if (!m_hashing.isCurrent(arrival.generation))
            continue;
        if (arrival.hash)
            m_sha256 = QString::fromStdString(arrival.hash.value());
        else
            m_complaint = tr("%1 The image says nothing of the file's hash.")
                              .arg(hashFaultText(arrival.hash.fault(), soundName(m_sound)));
        m_ready = true;
        emit ready();
    }
}

} // namespace gabor
