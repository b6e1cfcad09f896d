// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/contentpacer.h"

#include <utility>

namespace gabor {

namespace {
constexpr int longestWaitMs = 150;
}

ContentPacer::ContentPacer(FigureView& figure, QObject* parent) : QObject(parent), m_figure(figure)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(longestWaitMs);
    connect(&m_patience, &QTimer::timeout, this, &ContentPacer::showNext);
    connect(&figure.spectrogram(), &PlotPane::painted, this, &ContentPacer::lookAtPicture);
}

void ContentPacer::show(const FigureContent& content)
{
    if (mustWaitFor(content)) {
        m_next = content;
        m_figure.setContentWaiting(true);
        return;
    }
    m_next.reset();
    m_figure.setContentWaiting(false);
    const FigureContent& shown = m_figure.content();
    // Nobody waits for the picture of a window that is not seen.
    m_pictureComes = m_figure.isVisible() && shown.source == content.source && shown.spec != content.spec;
    if (m_pictureComes)
        m_patience.start();
    else
        m_patience.stop();
    m_figure.setContent(content);
}

/// Only another analysis waits. Another display never does: the figure says what limits it has found for the one that it
/// shows, and must not say so of one that has been left already.
bool ContentPacer::mustWaitFor(const FigureContent& content) const
{
    const FigureContent& shown = m_figure.content();
    return m_pictureComes && content.source == shown.source && content.display == shown.display
        && (m_next || content.spec != shown.spec);
}

/// Within the paint event: what counts is what is known now, and nothing may change before it is over.
void ContentPacer::lookAtPicture()
{
    if (m_pictureComes && m_figure.spectrogram().isWhole())
        QMetaObject::invokeMethod(this, &ContentPacer::showNext, Qt::QueuedConnection);
}

void ContentPacer::showNext()
{
    if (!m_pictureComes)
        return; // two paint events in a row have said so
    m_pictureComes = false;
    m_patience.stop();
    if (const std::optional<FigureContent> next = std::exchange(m_next, std::nullopt))
        show(*next);
}

} // namespace gabor
