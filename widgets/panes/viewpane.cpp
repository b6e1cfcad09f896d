// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/viewpane.h"

#include "widgets/panes/keyclaim.h"
#include "widgets/theme/theme.h"

#include <QCursor>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace gabor {

namespace {

constexpr double zoomPerWheelStep = 0.8;
constexpr double moveSharePerWheelStep = 0.1; // of what is in view
constexpr int narrowestInside = 120;          // pixels
constexpr double shortestSelection = 3;       // pixels; less is a click

/// White on a dark seam: seen on every color of every map, in every theme.
std::array<QPen, 2> pensOverColors(Qt::PenStyle style)
{
    return {QPen(QColor(0, 0, 0, 130), 3), QPen(Qt::white, 1, style)};
}

} // namespace

ViewPane::ViewPane(ViewModel& view, AxisKind vertical, QWidget* parent) : PlotPane(vertical, parent), m_view(view)
{
    setMinimumWidth(leftMargin + rightMargin + narrowestInside);
    setOverlay([this](QPainter& painter, const QRect& inside) { paintOverlay(painter, inside); });
    connect(&m_view, &ViewModel::spanChanged, this, [this] { followView(); });
    // Inside a frame of another width there is need of other columns.
    connect(this, &PlotPane::insideChanged, this, [this] { followView(); });
    connect(&m_view, &ViewModel::selectionChanged, this, [this] { refreshOverlay(); });
    connect(&m_view, &ViewModel::cursorChanged, this, [this] { refreshOverlay(); });
}

void ViewPane::setTool(Tool tool)
{
    m_tool = tool;
}

void ViewPane::setPixelScale(double scale)
{
    m_pixelScale = scale;
    setOffScreen();
    followView();
}

double ViewPane::pixelScaleOf(const QPainter& painter) const
{
    return m_pixelScale.value_or(painter.device()->devicePixelRatioF());
}

double ViewPane::sampleAt(double x) const
{
    return secondsAt(x) * m_view.sampleRate();
}

double ViewPane::xOfSample(double sample) const
{
    return xOfSeconds(sample / m_view.sampleRate());
}

void ViewPane::followView()
{
    setTimeRange(m_view.beginSeconds(), m_view.endSeconds());
    refresh();
    // The picture has moved under a pointer that stands still.
    if (m_view.cursor() && underMouse()) {
        const QPointF pointer = mapFromGlobal(QPointF(QCursor::pos()));
        if (placeOf(pointer) == Place::Inside)
            m_view.setCursor(ViewModel::Cursor{sampleAt(pointer.x()), frequencyAt(pointer.y())});
    }
}

ViewPane::Place ViewPane::placeOf(QPointF point) const
{
    const QRectF area = inside();
    if (area.contains(point))
        return Place::Inside;
    const bool withinWidth = point.x() >= area.left() && point.x() <= area.right();
    const bool withinHeight = point.y() >= area.top() && point.y() <= area.bottom();
    if (withinWidth && point.y() > area.bottom())
        return Place::TimeAxis;
    if (withinHeight && point.x() < area.left())
        return Place::VerticalAxis;
    return Place::Outside;
}

bool ViewPane::event(QEvent* event)
{
    if (claimKeys(event, {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}))
        return true;
    if (event->type() == QEvent::NativeGesture) {
        const auto* const gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            const double factor = 1 / std::max(0.1, 1 + gesture->value());
            m_view.zoomTime(factor, sampleAt(gesture->position().x()));
            zoomVertical(factor, gesture->position().y());
            return true;
        }
        if (gesture->gestureType() == Qt::BeginNativeGesture)
            m_view.beginGesture();
    }
    return PlotPane::event(event);
}

void ViewPane::wheelEvent(QWheelEvent* event)
{
    // Qt turns a wheel with Alt, and some systems one with Shift, into a horizontal one. Steps of high-resolution wheels
    // and touch pads are fractions of 120, taken as they are; pixelDelta is not reliable on X11.
    const QPoint turned = event->angleDelta();
    const bool horizontal = std::abs(turned.x()) > std::abs(turned.y());
    const double steps = (horizontal ? turned.x() : turned.y()) / 120.0;
    if (steps == 0)
        return;
    const double factor = std::pow(zoomPerWheelStep, steps);
    const QPointF at = event->position();
    const Place place = placeOf(at);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const double visibleSamples = m_view.span().endSample - m_view.span().beginSample;
    m_view.beginGesture();
    if (place == Place::VerticalAxis || (control && !shift))
        zoomVertical(factor, at.y());
    else if (control && shift)
        moveVertical(steps * moveSharePerWheelStep * inside().height());
    else if (place == Place::TimeAxis)
        m_view.zoomTime(factor, sampleAt(at.x()));
    else if (horizontal || shift != m_wheelScrolls)
        m_view.moveBy(-steps * moveSharePerWheelStep * visibleSamples, 0);
    else
        m_view.zoomTime(factor, sampleAt(at.x()));
    event->accept();
}

void ViewPane::mousePressEvent(QMouseEvent* event)
{
    m_dragStart = m_dragLast = event->position();
    const Place place = placeOf(m_dragStart);
    const bool left = event->button() == Qt::LeftButton;
    m_drag = Drag::None;
    m_view.beginGesture();
    if (place == Place::TimeAxis && left)
        m_drag = Drag::Time;
    else if (place == Place::VerticalAxis && left)
        m_drag = Drag::Vertical;
    else if (place == Place::Inside && event->button() == Qt::MiddleButton)
        m_drag = Drag::Pan;
    else if (place == Place::Inside && left)
        m_drag = m_tool == Tool::Select || event->modifiers().testFlag(Qt::ShiftModifier) ? Drag::Select : Drag::Pan;
    updateMouseCursor(m_dragStart);
}

void ViewPane::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    const QPointF moved = at - m_dragLast;
    const double samplesPerPixel =
        (m_view.span().endSample - m_view.span().beginSample) / std::max(1, inside().width());
    m_dragLast = at;
    switch (m_drag) {
    case Drag::Pan:
        m_view.moveBy(-moved.x() * samplesPerPixel, 0);
        moveVertical(moved.y());
        break;
    case Drag::Time:
        m_view.moveBy(-moved.x() * samplesPerPixel, 0);
        break;
    case Drag::Vertical:
        moveVertical(moved.y());
        break;
    case Drag::Select:
        m_view.select(boxBetween(m_dragStart, at));
        break;
    case Drag::None:
        updateMouseCursor(at);
        break;
    }
    if (placeOf(at) == Place::Inside)
        m_view.setCursor(ViewModel::Cursor{sampleAt(at.x()), frequencyAt(at.y())});
    else if (m_drag == Drag::None)
        m_view.setCursor(std::nullopt);
}

void ViewPane::mouseReleaseEvent(QMouseEvent* event)
{
    const QPointF way = event->position() - m_dragStart;
    const bool click = std::abs(way.x()) < shortestSelection && std::abs(way.y()) < shortestSelection;
    if (m_drag == Drag::Select && click)
        m_view.select(std::nullopt);
    m_drag = Drag::None;
    updateMouseCursor(event->position());
}

void ViewPane::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_drag = Drag::None;
    m_view.beginGesture();
    switch (placeOf(event->position())) {
    case Place::Inside:
        m_view.fitAll();
        fitVertical();
        break;
    case Place::TimeAxis:
        m_view.fitTime();
        break;
    case Place::VerticalAxis:
        fitVertical();
        break;
    case Place::Outside:
        break;
    }
}

void ViewPane::leaveEvent(QEvent*)
{
    if (m_drag == Drag::None)
        m_view.setCursor(std::nullopt);
}

void ViewPane::focusInEvent(QFocusEvent* event)
{
    m_showsFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    refreshOverlay();
}

void ViewPane::focusOutEvent(QFocusEvent*)
{
    m_showsFocus = false;
    refreshOverlay();
}

void ViewPane::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        moveCursorBy(-step, 0);
        break;
    case Qt::Key_Right:
        moveCursorBy(step, 0);
        break;
    case Qt::Key_Up:
        moveCursorBy(0, -step);
        break;
    case Qt::Key_Down:
        moveCursorBy(0, step);
        break;
    default:
        PlotPane::keyPressEvent(event);
    }
}

/// The cursor from the keyboard. At the edge of the picture the view goes along.
void ViewPane::moveCursorBy(double xPixels, double yPixels)
{
    const QRectF area = inside();
    if (area.isEmpty())
        return;
    const auto& cursor = m_view.cursor();
    QPointF at = area.center();
    if (cursor) {
        at.setX(xOfSample(cursor->sample) + xPixels);
        if (cursor->hz && frequencyAt(at.y()))
            at.setY(yOfVertical(*cursor->hz) + yPixels);
    }
    const double samplesPerPixel = (m_view.span().endSample - m_view.span().beginSample) / std::max(1.0, area.width());
    if (at.x() < area.left() || at.x() > area.right())
        m_view.moveBy(xPixels * samplesPerPixel, 0);
    if (at.y() < area.top() || at.y() > area.bottom())
        moveVertical(-yPixels);
    at.setX(std::clamp(at.x(), area.left(), area.right()));
    at.setY(std::clamp(at.y(), area.top(), area.bottom()));
    m_view.setCursor(ViewModel::Cursor{sampleAt(at.x()), frequencyAt(at.y())});
}

void ViewPane::updateMouseCursor(QPointF point)
{
    if (m_drag == Drag::Pan) {
        setCursor(Qt::ClosedHandCursor);
        return;
    }
    switch (placeOf(point)) {
    case Place::TimeAxis:
        setCursor(Qt::SizeHorCursor);
        break;
    case Place::VerticalAxis:
        setCursor(Qt::SizeVerCursor);
        break;
    case Place::Inside:
        setCursor(Qt::CrossCursor);
        break;
    case Place::Outside:
        unsetCursor();
        break;
    }
}

std::optional<TimeFrequencyBox> ViewPane::boxBetween(QPointF a, QPointF b) const
{
    const QRectF area = inside();
    const auto within = [&](QPointF p) {
        return QPointF(std::clamp(p.x(), area.left(), area.right()), std::clamp(p.y(), area.top(), area.bottom()));
    };
    a = within(a);
    b = within(b);
    TimeFrequencyBox box{sampleAt(std::min(a.x(), b.x())), sampleAt(std::max(a.x(), b.x())), 0, m_view.maximumHz()};
    if (const std::optional<double> one = frequencyAt(a.y()), other = frequencyAt(b.y()); one && other) {
        box.lowHz = std::max(0.0, std::min(*one, *other));
        box.highHz = std::min(m_view.maximumHz(), std::max(*one, *other));
    }
    if (box.endSample <= box.beginSample || box.highHz <= box.lowHz)
        return std::nullopt;
    return box;
}

void ViewPane::paintOverlay(QPainter& painter, const QRect& inside) const
{
    if (const auto& selection = m_view.selection())
        paintSelection(painter, inside, *selection);
    if (m_showsFocus) {
        painter.setPen(QPen(themeColors(palette()).accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(inside.adjusted(1, 1, -1, -1));
    }
    if (const auto& cursor = m_view.cursor())
        paintCursor(painter, inside, *cursor);
}

void ViewPane::paintCursor(QPainter& painter, const QRect& inside, const ViewModel::Cursor& cursor) const
{
    const double x = xOfSample(cursor.sample);
    const QLineF vertical(x, inside.top(), x, inside.bottom());
    if (!frequencyAt(inside.center().y())) {
        painter.setPen(QPen(themeColors(palette()).cursor, 1, Qt::DashLine));
        painter.drawLine(vertical);
        return;
    }
    for (const QPen& pen : pensOverColors(Qt::DashLine)) {
        painter.setPen(pen);
        painter.drawLine(vertical);
        if (cursor.hz) {
            const double y = yOfVertical(*cursor.hz);
            painter.drawLine(QLineF(inside.left(), y, inside.right(), y));
        }
    }
}

void ViewPane::paintSelection(QPainter& painter, const QRect& inside, const TimeFrequencyBox& box) const
{
    QRectF area(QPointF(xOfSample(box.beginSample), inside.top()),
                QPointF(xOfSample(box.endSample), inside.bottom() + 1));
    painter.setBrush(Qt::NoBrush);
    if (frequencyAt(inside.center().y())) {
        // Here colors mean levels, so nothing is laid over them.
        // An edge out of sight may lie infinitely far away.
        const double beyond = 4;
        const auto yOf = [&](double hz) {
            return std::clamp(yOfVertical(hz), inside.top() - beyond, inside.bottom() + 1 + beyond);
        };
        area.setTop(yOf(box.highHz));
        area.setBottom(yOf(box.lowHz));
        for (const QPen& pen : pensOverColors(Qt::SolidLine)) {
            painter.setPen(pen);
            painter.drawRect(area.adjusted(0, 0, -1, -1));
        }
        return;
    }
    const ThemeColors colors = themeColors(palette());
    painter.fillRect(area, colors.selectionFill);
    painter.setPen(QPen(colors.selectionEdge, 1));
    painter.drawRect(area.adjusted(0, 0, -1, -1));
}

} // namespace gabor
