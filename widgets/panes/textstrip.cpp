// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/textstrip.h"

#include "widgets/theme/theme.h"

#include <QPainter>

namespace gabor {

namespace {

constexpr int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

} // namespace

TextStrip::TextStrip(QMargins margins, QWidget* parent)
    : QWidget(parent), m_margins(margins), m_textLeft(margins.left())
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TextStrip::setText(const QString& text)
{
    m_text = text;
    updateGeometry();
    update();
}

void TextStrip::setTextLeft(int left)
{
    m_textLeft = std::min(left, m_margins.left());
    update();
}

int TextStrip::heightForWidth(int width) const
{
    const int textWidth = std::max(1, width - m_margins.left() - m_margins.right());
    const QRect needed = fontMetrics().boundingRect(QRect(0, 0, textWidth, 10'000), flags, m_text);
    return needed.height() + m_margins.top() + m_margins.bottom();
}

void TextStrip::paintOnto(QPainter& painter, QPoint place) const
{
    painter.setPen(themeColors(palette()).plotText);
    painter.setFont(font());
    QRect area = QRect(place, size()).marginsRemoved(m_margins);
    area.setLeft(place.x() + m_textLeft);
    painter.drawText(area, flags, m_text);
}

void TextStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintOnto(painter, QPoint(0, 0));
}

} // namespace gabor
