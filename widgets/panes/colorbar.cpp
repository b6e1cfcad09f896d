// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/colorbar.h"

#include "widgets/panes/keyclaim.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QImage>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr double gripRadius = 6;
constexpr double closestLimits = 1; // dB
constexpr double dbPerStep = 1;
constexpr double dbPerPage = 5;
constexpr int pixelsPerTick = 28;

/// The smallest of 1, 2, 5, 10, 20, 50, ... that is not below @p wished.
double roundStep(double wished)
{
    double decade = 1;
    while (decade * 10 < wished)
        decade *= 10;
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (decade * factor >= wished)
            return decade * factor;
    }
    return decade * 10;
}

/// Room beyond the limits, so that a grip can be dragged further.
double roomBeyond(double lowDb, double highDb)
{
    return std::max(10.0, (highDb - lowDb) * 0.25);
}

} // namespace

ColorBar::ColorBar(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("colorBar"));
    setAccessibleName(tr("Color bar: level limits"));
    setToolTip(tr("Drag a grip to choose which levels get the first and the last color; double-click for automatic "
                  "limits (dBFS: a full-scale sine reads 0)."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setFixedWidth(sizeHint().width());
    m_scale = scaleAround(m_display);
}

void ColorBar::setDisplay(const DisplayParameters& display)
{
    m_display = display;
    // While a grip is dragged the scale stands still under the hand.
    if (m_dragged == Grip::None)
        m_scale = scaleAround(display);
    setAccessibleDescription(
        tr("From %1 to %2 dBFS")
            .arg(locale().toString(display.lowDb, 'f', 1), locale().toString(display.highDb, 'f', 1)));
    update();
}

void ColorBar::setFrame(int top, int height)
{
    m_top = top;
    m_height = std::max(1, height);
    update();
}

ColorBar::Scale ColorBar::scaleAround(const DisplayParameters& display) const
{
    const double room = roomBeyond(display.lowDb, display.highDb);
    return {display.lowDb - room, display.highDb + room};
}

double ColorBar::yOf(double db) const
{
    return m_top + (m_scale.high - db) / (m_scale.high - m_scale.low) * m_height;
}

double ColorBar::dbAt(double y) const
{
    return m_scale.high - (y - m_top) / m_height * (m_scale.high - m_scale.low);
}

ColorBar::Grip ColorBar::gripAt(QPointF point) const
{
    const double toHigh = std::abs(point.y() - yOf(m_display.highDb));
    const double toLow = std::abs(point.y() - yOf(m_display.lowDb));
    if (std::min(toHigh, toLow) <= gripRadius + 3)
        return toHigh <= toLow ? Grip::High : Grip::Low;
    return point.y() > yOf(m_display.highDb) && point.y() < yOf(m_display.lowDb) ? Grip::Both : Grip::None;
}

void ColorBar::offer(double lowDb, double highDb)
{
    if (highDb - lowDb < closestLimits || std::max(std::abs(lowDb), std::abs(highDb)) > farthestLimitDb)
        return;
    DisplayParameters display = m_display;
    // A tenth is finer than any eye, and reads well.
    display.lowDb = std::round(lowDb * 10) / 10;
    display.highDb = std::round(highDb * 10) / 10;
    display.automaticLevels = false;
    if (display == m_display)
        return;
    setDisplay(display);
    emit displayChanged(display);
}

void ColorBar::moveLimits(double lowBy, double highBy)
{
    offer(m_display.lowDb + lowBy, m_display.highDb + highBy);
}

void ColorBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragged = gripAt(event->position());
    m_dragStart = m_display;
    m_dragOffset = dbAt(event->position().y());
}

void ColorBar::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragged == Grip::None) {
        const Grip grip = gripAt(event->position());
        setCursor(grip == Grip::None ? Qt::ArrowCursor : grip == Grip::Both ? Qt::OpenHandCursor : Qt::SizeVerCursor);
        return;
    }
    const double y =
        std::clamp(event->position().y(), static_cast<double>(m_top), static_cast<double>(m_top + m_height));
    const double by = dbAt(y) - m_dragOffset;
    // The other limit stays where it is; at it the grip stops.
    const double low = m_dragged == Grip::High ? m_dragStart.lowDb : m_dragStart.lowDb + by;
    const double high = m_dragged == Grip::Low ? m_dragStart.highDb : m_dragStart.highDb + by;
    if (m_dragged == Grip::Low)
        offer(std::min(low, high - closestLimits), high);
    else
        offer(low, std::max(high, low + closestLimits));
}

void ColorBar::mouseReleaseEvent(QMouseEvent*)
{
    m_dragged = Grip::None;
    m_scale = scaleAround(m_display);
    update();
}

void ColorBar::mouseDoubleClickEvent(QMouseEvent*)
{
    m_dragged = Grip::None;
    emit automaticRequested();
}

void ColorBar::wheelEvent(QWheelEvent* event)
{
    const double by = event->angleDelta().y() / 120.0 * dbPerStep;
    moveLimits(by, by);
    event->accept();
}

bool ColorBar::event(QEvent* event)
{
    return claimKeys(event, {Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home}, true)
        || QWidget::event(event);
}

void ColorBar::keyPressEvent(QKeyEvent* event)
{
    const bool lower = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Up:
        moveLimits(lower ? dbPerStep : 0, lower ? 0 : dbPerStep);
        break;
    case Qt::Key_Down:
        moveLimits(lower ? -dbPerStep : 0, lower ? 0 : -dbPerStep);
        break;
    case Qt::Key_PageUp:
        moveLimits(dbPerPage, dbPerPage);
        break;
    case Qt::Key_PageDown:
        moveLimits(-dbPerPage, -dbPerPage);
        break;
    case Qt::Key_Home:
        emit automaticRequested();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ColorBar::paintOnto(QImage& image, QPoint place)
{
    QPainter painter(&image);
    painter.translate(place);
    painter.setFont(font());
    paintBar(painter, false);
}

void ColorBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeColors(palette()).window);
    paintBar(painter, true);
}

void ColorBar::paintBar(QPainter& painter, bool withGrips) const
{
    const ThemeColors colors = themeColors(palette());
    const QRectF bar(barLeft, m_top, barWidth, m_height);
    painter.fillRect(bar, colors.border);

    // One strip an entry, on whole device pixels: neighbours neither overlap nor leave a gap.
    const ColorTable& table = colorTable(m_display.colormap);
    const double scale = painter.device()->devicePixelRatioF();
    const int top = static_cast<int>(std::lround(yOf(m_display.highDb) * scale));
    const int bottom = static_cast<int>(std::lround(yOf(m_display.lowDb) * scale));
    for (int row = top; row < bottom; ++row) {
        const int entry = 255 - static_cast<int>((row - top) * 256.0 / (bottom - top));
        painter.fillRect(QRectF(bar.left(), row / scale, bar.width(), 1 / scale),
                         QColor::fromRgb(table[static_cast<std::size_t>(std::clamp(entry, 0, 255))]));
    }
    painter.setPen(QPen(colors.plotFrame, 1));
    painter.drawRect(bar.adjusted(0, 0, -1, -1));
    paintNumbers(painter);
    if (withGrips) {
        painter.setRenderHint(QPainter::Antialiasing);
        paintGrip(painter, m_display.highDb);
        paintGrip(painter, m_display.lowDb);
        if (hasFocus()) {
            painter.setPen(QPen(colors.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(bar.adjusted(-9, -5, 8, 5), 4, 4);
        }
    }
}

void ColorBar::paintNumbers(QPainter& painter) const
{
    const ThemeColors colors = themeColors(palette());
    QFont small = font();
    small.setPointSizeF(std::max(7.0, font().pointSizeF() - 1));
    painter.setFont(small);
    const double left = barLeft + barWidth;

    const double step = roundStep((m_scale.high - m_scale.low) * pixelsPerTick / m_height);
    const int lineHeight = painter.fontMetrics().height();
    const auto lastTick = static_cast<int>(std::floor(m_scale.high / step));
    for (auto number = static_cast<int>(std::ceil(m_scale.low / step)); number <= lastTick; ++number) {
        const double tick = number * step;
        const double y = yOf(tick);
        painter.setPen(QPen(colors.plotFrame, 1));
        painter.drawLine(QPointF(left, y), QPointF(left + 4, y));
        painter.setPen(colors.plotText);
        painter.drawText(QRectF(left + 7, y - lineHeight / 2.0, 36, lineHeight), Qt::AlignLeft | Qt::AlignVCenter,
                         locale().toString(tick, 'f', 0).replace(u'-', u'−'));
    }
    painter.save();
    painter.translate(width() - lineHeight / 2.0 - 6, m_top + m_height / 2.0);
    painter.rotate(-90);
    painter.drawText(QRectF(-m_height / 2.0, -lineHeight / 2.0, m_height, lineHeight), Qt::AlignCenter,
                     tr("Level (dBFS)"));
    painter.restore();
}

void ColorBar::paintGrip(QPainter& painter, double db) const
{
    const ThemeColors colors = themeColors(palette());
    const QPointF middle(barLeft + barWidth / 2.0, yOf(db));
    painter.setPen(QPen(colors.text, 1.5));
    painter.drawLine(QPointF(barLeft - 5, middle.y()), QPointF(barLeft + barWidth + 5, middle.y()));
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(Qt::white);
    painter.drawEllipse(middle, gripRadius, gripRadius);
}

} // namespace gabor
