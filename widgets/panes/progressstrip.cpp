// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/progressstrip.h"

#include "widgets/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace gabor {

ProgressStrip::ProgressStrip(int leftMargin, int rightMargin, QWidget* parent)
    : QWidget(parent), m_leftMargin(leftMargin), m_rightMargin(rightMargin)
{
    setObjectName(QStringLiteral("progressStrip"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_OpaquePaintEvent); // what lies under it is not painted for it
    parent->installEventFilter(this);
    place();
    hide();
}

void ProgressStrip::place()
{
    const QWidget& below = *parentWidget();
    setGeometry(m_leftMargin, below.height() - thickness, below.width() - m_leftMargin - m_rightMargin, thickness);
}

void ProgressStrip::showProgress(double done, bool paused)
{
    if (isVisible() && done == m_done && paused == m_paused)
        return;
    m_done = done;
    m_paused = paused;
    show();
    update();
}

bool ProgressStrip::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void ProgressStrip::paintEvent(QPaintEvent*)
{
    const ThemeColors colors = themeColors(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.border);
    QRectF known = rect();
    known.setWidth(known.width() * m_done);
    painter.fillRect(known, m_paused ? colors.mutedText : colors.accent);
}

} // namespace gabor
