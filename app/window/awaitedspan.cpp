// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/awaitedspan.h"

#include "app/session/session.h"
#include "widgets/panes/viewmodel.h"

namespace gabor {

AwaitedSpan::AwaitedSpan(const Session& session, ViewModel& view, QObject* parent)
    : QObject(parent), m_session(session), m_view(view)
{
    connect(&session, &Session::soundChanged, this, [this] { m_awaited.reset(); });
    connect(&session, &Session::soundGrew, this, &AwaitedSpan::show);
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
