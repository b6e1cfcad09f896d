// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/colormapstrip.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace gabor {
namespace {

constexpr int stripHeight = 8;
constexpr double cornerRadius = 3;

} // namespace

void paintColormap(QPainter& painter, const QRectF& rect, ColormapChoice choice)
{
    const ColorTable& table = colorTable(choice);
    QImage row(static_cast<int>(table.size()), 1, QImage::Format_RGB32);
    std::copy(table.begin(), table.end(), reinterpret_cast<std::uint32_t*>(row.scanLine(0)));
    painter.save();
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath outline;
    outline.addRoundedRect(rect, cornerRadius, cornerRadius);
    painter.setClipPath(outline);
    painter.drawImage(rect, row);
    painter.restore();
}

QIcon colormapIcon(ColormapChoice choice, const QSize& size)
{
    constexpr int scale = 3;
    QPixmap pixmap(size * scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.scale(scale, scale);
    paintColormap(painter, QRectF(QPointF(0, 0), QSizeF(size)), choice);
    painter.end();
    QIcon icon;
    // A chosen or disabled entry of a list keeps its true colors.
    for (const QIcon::Mode mode : {QIcon::Normal, QIcon::Selected, QIcon::Disabled})
        icon.addPixmap(pixmap, mode);
    return icon;
}

ColormapStrip::ColormapStrip(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(stripHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ColormapStrip::setColormap(ColormapChoice choice)
{
    m_choice = choice;
    update();
}

void ColormapStrip::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintColormap(painter, rect(), m_choice);
}

} // namespace gabor
