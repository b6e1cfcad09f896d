// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/afterfirstpicture.h"

#include "widgets/panes/spectrogrampane.h"

#include <QEvent>

namespace gabor {

AfterFirstPicture::AfterFirstPicture(SpectrogramPane& pane, std::function<bool()> step, QObject* parent)
    : QObject(parent), m_pane(pane), m_step(std::move(step))
{
    // What is in the pane is painted by the plot in it.
    for (QWidget* const part : pane.findChildren<QWidget*>())
        part->installEventFilter(this);
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &AfterFirstPicture::goOn);
    m_next.start(longestWaitMs);
}

bool AfterFirstPicture::eventFilter(QObject*, QEvent* event)
{
    if (!m_begun && event->type() == QEvent::Paint && m_pane.isWhole() && m_pane.hasPicture())
        begin();
    return false;
}

/// The paint that has been seen is still to come: the first step waits until it is on the screen.
void AfterFirstPicture::begin()
{
    m_begun = true;
    m_next.start(0);
}

void AfterFirstPicture::goOn()
{
    m_begun = true;
    if (m_step())
        m_next.start(0);
    else
        deleteLater();
}

} // namespace gabor
