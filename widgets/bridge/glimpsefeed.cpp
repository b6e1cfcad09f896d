// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/glimpsefeed.h"

#include <QMetaObject>

#include <new>

namespace gabor {

GlimpseFeed::GlimpseFeed(JobQueue& queue, QObject* parent)
    : QObject(parent), m_queue(queue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &GlimpseFeed::takeArrivals, Qt::QueuedConnection);
      }))
{ }

GlimpseFeed::~GlimpseFeed()
{
    m_inbox->close();
    m_stop.request_stop();
}

bool GlimpseFeed::isFor(const SampleSource& source)
{
    return source.isAtHand() && source.isComplete();
}

void GlimpseFeed::clear()
{
    if (!m_key)
        return;
    m_stop.request_stop();
    m_stop = {};
    ++m_generation;
    m_key.reset();
    m_glimpse.reset();
    m_computing = false;
}

GlimpseFeed::Key GlimpseFeed::keyOf(const GlimpseRequest& request)
{
    return {request.spec, request.source->revision(), request.frameCount, request.cover, request.frame, request.values};
}

std::shared_ptr<const Glimpse> GlimpseFeed::knownGlimpseOf(const GlimpseRequest& request) const
{
    return m_key == keyOf(request) ? m_glimpse : nullptr;
}

std::shared_ptr<const Glimpse> GlimpseFeed::glimpseOf(const GlimpseRequest& request)
{
    const Key key = keyOf(request);
    if (key != m_key) {
        clear();
        m_key = key;
        start(request);
    }
    return m_glimpse;
}

/// Without memory for it, or where reading is slow, there is none: tiles come all the same.
void GlimpseFeed::start(const GlimpseRequest& request)
{
    try {
        const auto glimpse = std::make_shared<Glimpse>(request);
        for (int piece = 0; piece < glimpse->pieceCount(); ++piece)
            m_queue.submit(JobQueue::Urgency::Glimpse, m_stop.get_token(),
                           [inbox = m_inbox, glimpse, piece, generation = m_generation, stop = m_stop.get_token()] {
                               compute(*inbox, glimpse, piece, generation, stop);
                           });
        m_computing = glimpse->pieceCount() > 0;
    } catch (const std::bad_alloc&) {
        m_stop.request_stop();
        m_stop = {};
        ++m_generation;
    }
}

/// On a worker.
void GlimpseFeed::compute(Inbox<Arrival>& inbox, const std::shared_ptr<Glimpse>& glimpse, int piece,
                          std::uint64_t generation, const std::stop_token& stop)
{
    try {
        const Glimpse::Outcome outcome = glimpse->compute(piece, stop);
        if (outcome == Glimpse::Outcome::Whole)
            inbox.post({generation, glimpse});
        else if (outcome == Glimpse::Outcome::TooSlow)
            inbox.post({generation, nullptr});
    } catch (const std::bad_alloc&) {
        inbox.post({generation, nullptr});
    }
}

void GlimpseFeed::takeArrivals()
{
    for (const Arrival& arrival : m_inbox->takeAll()) {
        if (arrival.generation != m_generation || !m_computing)
            continue; // of several pieces that find the sound to be slow one is enough
        if (arrival.glimpse) {
            m_glimpse = arrival.glimpse;
            ++m_glimpsesMade;
        } else {
            m_stop.request_stop(); // the other pieces would only be in the way of the tiles
        }
        m_computing = false;
        emit changed();
    }
}

} // namespace gabor
