// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/colorbar.h"

#include "widgets/panes/keyclaim.h"
#include "widgets/plot/leveltext.h"
#include "widgets/plot/plotpainter.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace gabor {

namespace {

constexpr double dbPerNotch = 1;
constexpr double dbPerPage = 5;

QFont numbersFont(const QFont& font)
{
    QFont small = font;
    small.setPointSizeF(std::max(7.0, font.pointSizeF() - 1));
    return small;
}

} // namespace

ColorBar::ColorBar(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("colorBar"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setFixedWidth(sizeHint().width());
    m_axis = axisAround(m_display);
    describe();
}

void ColorBar::setDisplay(const DisplayParameters& display)
{
    const bool otherScale = display.levelScale != m_display.levelScale;
    m_display = display;
    if (otherScale)
        m_dragged = Grip::None;
    // While a grip is dragged the axis stands still under the hand.
    if (m_dragged == Grip::None)
        m_axis = axisAround(display);
    describe();
    update();
}

void ColorBar::describe()
{
    const QString caption = scaleCaption(m_display.levelScale);
    setAccessibleName(isMovable() ? tr("Color bar: limits of %1").arg(caption) : tr("Color bar: %1").arg(caption));
    setAccessibleDescription(limitsText(m_display, locale()));
    setToolTip(isMovable() ? tr("Drag a grip to choose which values get the first and the last color; double-click for "
                                "automatic limits. The shape beside it tells how often values occur.")
                           : tr("Phases run in a circle from −π to π, so there is no limit to move."));
    if (!isMovable())
        unsetCursor();
}

void ColorBar::setFrame(int top, int height)
{
    m_top = top;
    m_height = std::max(1, height);
    update();
}

void ColorBar::setValueSource(std::function<std::vector<float>()> values)
{
    m_values = std::move(values);
    update();
}

ColorBarLook ColorBar::look(bool forScreen) const
{
    constexpr double captionFromRight = 13;
    const double outermost = width() - halfCaption(QFontMetricsF(numbersFont(font())));
    const double room = forScreen ? histogramWidth : 0;
    return {.bar = QRectF(barLeft, m_top, barWidth, m_height),
            .histogramWidth = room,
            .captionMiddle = std::min(barLeft + barWidth + room + numbersWidth - captionFromRight, outermost),
            .axis = forScreen ? m_axis : LevelAxis{m_display.levelScale, limitsOf(m_display)},
            .limits = limitsOf(m_display),
            .colormap = m_display.colormapInUse()};
}

int ColorBar::neededWidth() const
{
    const double needed = widthBeside(look(false), QFontMetricsF(numbersFont(font())), locale());
    return std::min(sizeHint().width(), static_cast<int>(std::ceil(needed)));
}

ColorBar::Grip ColorBar::gripAt(QPointF point) const
{
    if (!isMovable())
        return Grip::None;
    const ColorBarLook now = look(true);
    const double highY = now.yOf(m_display.high);
    const double lowY = now.yOf(m_display.low);
    const double toHigh = std::abs(point.y() - highY);
    const double toLow = std::abs(point.y() - lowY);
    if (std::min(toHigh, toLow) <= gripRadius + 3)
        return toHigh <= toLow ? Grip::High : Grip::Low;
    return point.y() > highY && point.y() < lowY ? Grip::Both : Grip::None;
}

void ColorBar::offer(LevelLimits limits)
{
    const LevelScale scale = m_display.levelScale;
    if (scale == LevelScale::Magnitude) // a limit below 0 only if somebody has written it
        limits.low = std::max(limits.low, std::min(0.0, m_display.low));
    limits = m_axis.rounded(limits);
    if (limits.low >= limits.high || std::max(std::abs(limits.low), std::abs(limits.high)) > farthestLimitOn(scale))
        return;
    DisplayParameters display = m_display;
    display.low = limits.low;
    display.high = limits.high;
    display.automaticLevels = false;
    if (display == m_display)
        return;
    setDisplay(display);
    emit displayChanged(display);
}

void ColorBar::moveLimits(double lowSteps, double highSteps)
{
    const double step = m_axis.step();
    const LevelLimits limits{m_display.low + lowSteps * step, m_display.high + highSteps * step};
    if (limits.high - limits.low >= m_axis.closest() * (1 - 1e-9))
        offer(limits);
}

void ColorBar::shiftLimits(double byDb)
{
    offer(shifted({m_display.low, m_display.high}, byDb, m_display.levelScale));
}

void ColorBar::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragged = gripAt(event->position());
    m_dragStart = {m_display.low, m_display.high};
    m_dragOffset = look(true).valueAt(event->position().y());
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
    double by = look(true).valueAt(y) - m_dragOffset;
    if (m_display.levelScale == LevelScale::Magnitude && m_dragged == Grip::Both)
        by = std::max(by, std::min(0.0, -m_dragStart.low));
    // The other limit stays where it is; at it the grip stops.
    const double low = m_dragged == Grip::High ? m_dragStart.low : m_dragStart.low + by;
    const double high = m_dragged == Grip::Low ? m_dragStart.high : m_dragStart.high + by;
    if (m_dragged == Grip::Low)
        offer({std::min(low, high - m_axis.closest()), high});
    else
        offer({low, std::max(high, low + m_axis.closest())});
}

void ColorBar::mouseReleaseEvent(QMouseEvent*)
{
    m_dragged = Grip::None;
    m_axis = axisAround(m_display);
    update();
}

void ColorBar::mouseDoubleClickEvent(QMouseEvent*)
{
    m_dragged = Grip::None;
    if (isMovable())
        emit automaticRequested();
}

void ColorBar::wheelEvent(QWheelEvent* event)
{
    if (isMovable())
        shiftLimits(event->angleDelta().y() / 120.0 * dbPerNotch);
    event->accept();
}

bool ColorBar::event(QEvent* event)
{
    return (isMovable()
            && claimKeys(event, {Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home}, true))
        || QWidget::event(event);
}

void ColorBar::keyPressEvent(QKeyEvent* event)
{
    if (!isMovable()) {
        QWidget::keyPressEvent(event);
        return;
    }
    const bool lower = event->modifiers().testFlag(Qt::ControlModifier);
    switch (event->key()) {
    case Qt::Key_Up:
        moveLimits(lower ? 1 : 0, lower ? 0 : 1);
        break;
    case Qt::Key_Down:
        moveLimits(lower ? -1 : 0, lower ? 0 : -1);
        break;
    case Qt::Key_PageUp:
        shiftLimits(dbPerPage);
        break;
    case Qt::Key_PageDown:
        shiftLimits(-dbPerPage);
        break;
    case Qt::Key_Home:
        emit automaticRequested();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ColorBar::paintOnto(PlotPainter& onto, QPoint place)
{
    const ThemeColors colors = themeColors(palette());
    const ColorBarLook figure = look(false);
    QPainter& painter = onto.painter();
    painter.save();
    painter.translate(place);
    painter.setFont(numbersFont(font()));
    paintColors(painter, figure, onto.imageScale().value_or(painter.device()->devicePixelRatioF()), colors);
    paintNumbers(painter, figure, locale(), colors);
    painter.restore();
}

void ColorBar::paintEvent(QPaintEvent*)
{
    const ThemeColors colors = themeColors(palette());
    const ColorBarLook screen = look(true);
    QPainter painter(this);
    painter.fillRect(rect(), colors.window);
    painter.setFont(numbersFont(font()));
    if (m_values)
        paintHistogram(painter, screen, m_values(), colors);
    paintColors(painter, screen, devicePixelRatioF(), colors);
    paintNumbers(painter, screen, locale(), colors);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isMovable()) {
        paintGrip(painter, screen, m_display.high, colors);
        paintGrip(painter, screen, m_display.low, colors);
    }
    if (hasFocus()) {
        painter.setPen(QPen(colors.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(screen.bar.adjusted(-9, -5, 8, 5), 4, 4);
    }
}

} // namespace gabor
