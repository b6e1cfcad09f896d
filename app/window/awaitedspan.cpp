// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/awaitedspan.h"

#include "app/session/session.h"
#include "widgets/panes/viewmodel.h"

#include <utility>

namespace gabor {

AwaitedSpan::AwaitedSpan(const Session& session, ViewModel& view, QObject* parent)
    : QObject(parent), m_session(session), m_view(view)
{
    connect(&session, &Session::soundChanged, this, &AwaitedSpan::takeSound);
    connect(&session, &Session::soundGrew, this, &AwaitedSpan::show);
    connect(&session, &Session::openFailed, this, &AwaitedSpan::end); // who hears of it may open something else
    connect(&session, &Session::openingChanged, this, &AwaitedSpan::followOpening);
}

/// @p span of a sound that was @p before as a whole, in one that is @p now.
PictureSpan AwaitedSpan::carriedOver(PictureSpan span, const Extent& before, const Extent& now)
{
    if (span.beginSample == before.whole.beginSample && span.endSample == before.whole.endSample) {
        span.beginSample = now.whole.beginSample;
        span.endSample = now.whole.endSample;
    } else {
        for (double* const sample : {&span.beginSample, &span.endSample})
            *sample = *sample * now.sampleRate / before.sampleRate;
    }
    // A selection of all frequencies begins below the lowest one of a logarithmic scale.
    if (span.lowHz <= before.whole.lowHz && span.highHz == before.whole.highHz) {
        span.lowHz = now.whole.lowHz;
        span.highHz = now.whole.highHz;
    }
    return span;
}

AwaitedSpan::Extent AwaitedSpan::extent() const
{
    return {m_view.whole(), m_view.sampleRate()};
}

void AwaitedSpan::carryOver()
{
    if (!m_session.opening().empty())
        m_next = Next{.carriesOver = true};
}

void AwaitedSpan::awaitNext(const std::optional<PictureSpan>& span)
{
    if (!m_session.opening().empty())
        m_next = Next{.span = span};
}

/// The view is still that of the sound before.
void AwaitedSpan::takeSound()
{
    m_awaited.reset();
    if (!m_next)
        return;
    m_next->isOpen = true;
    if (!m_next->carriesOver)
        return;
    m_next->span = m_view.span();
    m_next->selection = m_view.selection();
    m_next->of = extent();
}

void AwaitedSpan::followOpening()
{
    if (m_session.opening().empty())
        end();
}

void AwaitedSpan::end()
{
    if (!m_next)
        return;
    const Next next = *std::exchange(m_next, {});
    if (next.isOpen) {
        const Extent now = extent();
        const auto here = [&](const PictureSpan& span) { return next.of ? carriedOver(span, *next.of, now) : span; };
        if (next.span)
            await(here(*next.span));
        if (next.selection && here(*next.selection).endSample <= m_view.sampleCount())
            m_view.select(here(*next.selection));
    }
    emit openingEnded(next.isOpen);
}

void AwaitedSpan::await(const PictureSpan& span)
{
    m_awaited = span;
    m_shown = m_view.span();
    show();
}

void AwaitedSpan::show()
{
    if (!m_awaited)
        return;
    const bool wasMoved = m_view.span() != m_shown && m_view.span() != m_view.whole();
    if (!wasMoved)
        m_view.show(*m_awaited);
    m_shown = m_view.span();
    if (wasMoved || m_session.content().source->isComplete() || m_shown == *m_awaited)
        m_awaited.reset();
}

} // namespace gabor
