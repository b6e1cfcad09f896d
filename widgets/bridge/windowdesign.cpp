// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/windowdesign.h"

#include <QMetaObject>

#include <new>

namespace gabor {

namespace {

/// Designed in a millisecond or two.
bool isQuick(WindowKind kind, int length)
{
    const bool dear = kind == WindowKind::Dpss || kind == WindowKind::Chebwin || kind == WindowKind::Kaiser
        || kind == WindowKind::KaiserBesselDerived || kind == WindowKind::Taylor || kind == WindowKind::GeneralCosine
        || kind == WindowKind::GeneralGaussian;
    constexpr int longestDear = 1 << 12;
    constexpr int longestCheap = 1 << 16;
    return length <= (dear ? longestDear : longestCheap);
}

} // namespace

WindowDesign::WindowDesign(JobQueue& queue, QObject* parent)
    : QObject(parent), m_queue(queue), m_inbox(std::make_shared<Inbox<Arrival>>([this] {
          QMetaObject::invokeMethod(this, &WindowDesign::takeArrivals, Qt::QueuedConnection);
      }))
{ }

WindowDesign::~WindowDesign()
{
    m_inbox->close();
    m_stop.request_stop();
}

void WindowDesign::choose(const StftParameters& parameters)
{
    if (parameters.window == m_spec && parameters.windowLength == m_length)
        return;
    m_spec = parameters.window;
    m_length = parameters.windowLength;
    m_stop.request_stop();
    ++m_number;
    if (isQuick(m_spec.kind, m_length)) {
        m_window = makeAnalysisWindow(parameters);
        return;
    }
    m_window.reset();
    m_stop = {};
    m_queue.submit(JobQueue::Urgency::Sketch, m_stop.get_token(), [inbox = m_inbox, parameters, number = m_number] {
        Arrival arrival{number, nullptr};
        try {
            arrival.window = makeAnalysisWindow(parameters);
        } catch (const std::bad_alloc&) {
            // arrives without one
        }
        inbox->post(std::move(arrival));
    });
}

void WindowDesign::takeArrivals()
{
    for (Arrival& arrival : m_inbox->takeAll()) {
        if (arrival.number != m_number)
            continue;
        m_window = std::move(arrival.window);
        if (m_window)
            emit designed();
        else
            emit outOfMemory();
    }
}

} // namespace gabor
