// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/readoutfeed.h"

#include <QMetaObject>

#include "core/tiles/tilejob.h"

#include <cmath>
#include <new>

namespace gabor {

ReadoutFeed::ReadoutFeed(JobQueue& queue, QObject* parent)
    : QObject(parent), m_queue(queue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &ReadoutFeed::takeArrivals, Qt::QueuedConnection);
      }))
{ }

ReadoutFeed::~ReadoutFeed()
{
    m_inbox->close();
    m_stop.request_stop();
}

void ReadoutFeed::setSpectrum(std::shared_ptr<const SampleSource> source, const SpectrumSpec& spec)
{
    if (source == m_source && spec == m_spec)
        return;
    m_source = std::move(source);
    m_spec = spec;
    m_window.reset();
    m_spectrumNumber = m_number + 1;
    clear();
}

void ReadoutFeed::setScale(LevelScale scale, const LevelReference& reference)
{
    if (scale == m_scale && reference == m_reference)
        return;
    m_scale = scale;
    m_reference = reference;
    if (m_reading)
        emit changed();
}

std::optional<Readout> ReadoutFeed::reading() const
{
    return m_reading ? std::optional(Readout{*m_reading, m_scale, m_reference}) : std::nullopt;
}

void ReadoutFeed::clear()
{
    m_stop.request_stop();
    ++m_number; // what is on its way no longer counts
    if (!m_reading)
        return;
    m_reading.reset();
    emit changed();
}

void ReadoutFeed::read(double sample, double hz, double reachHz)
{
    if (!m_source)
        return;
    const double sampleRate = m_source->description().sampleRate;
    const std::optional<std::int64_t> frame =
        frameNearest(m_spec.stft, sample, readableFrameCount(*m_source, m_spec.stft));
    if (!frame) {
        clear();
        return;
    }
    const int bin = binNearest(m_spec.stft, hz, sampleRate);
    const int reach = static_cast<int>(std::ceil(reachHz / binSpacingHz(m_spec.stft, sampleRate)));
    m_stop.request_stop();
    m_stop = {};
    m_queue.submit(JobQueue::Urgency::Sketch, m_stop.get_token(),
                   [inbox = m_inbox, source = m_source, spec = m_spec, window = m_window, frame = *frame, bin, reach,
                    number = ++m_number]() mutable {
                       Arrival arrival{number, std::nullopt, nullptr};
                       try {
                           if (!window)
                               window = std::make_shared<const std::vector<double>>(
                                   windowCoefficients(spec.stft.window, spec.stft.windowLength));
                           arrival.reading = readCursor(*source, spec.channel, spec.stft, *window, frame, bin, reach);
                           arrival.window = window;
                       } catch (const std::bad_alloc&) {
                           // The cursor then shows where it is, and nothing more.
                       }
                       inbox->post(std::move(arrival));
                   });
}

void ReadoutFeed::takeArrivals()
{
    for (Arrival& arrival : m_inbox->takeAll()) {
        if (arrival.number >= m_spectrumNumber && arrival.window)
            m_window = std::move(arrival.window);
        if (arrival.number != m_number)
            continue;
        m_reading = arrival.reading;
        emit changed();
    }
}

} // namespace gabor
