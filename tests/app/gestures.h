// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QWidget>

namespace gabor::test {

/// @param steps  notches; above 0 turns away from the hand
inline void wheel(QWidget& widget, QPointF at, double steps, Qt::KeyboardModifiers modifiers = {})
{
    QWheelEvent event(at, widget.mapToGlobal(at), {}, QPoint(0, qRound(120 * steps)), Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

inline void mouse(QWidget& widget, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons buttons,
                  Qt::KeyboardModifiers modifiers = {})
{
    QMouseEvent event(type, at, widget.mapToGlobal(at), button, buttons, modifiers);
    QApplication::sendEvent(&widget, &event);
}

inline void hover(QWidget& widget, QPointF at)
{
    mouse(widget, QEvent::MouseMove, at, Qt::NoButton, Qt::NoButton);
}

inline void press(QWidget& widget, QPointF at, Qt::MouseButton button = Qt::LeftButton,
                  Qt::KeyboardModifiers modifiers = {})
{
    mouse(widget, QEvent::MouseButtonPress, at, button, button, modifiers);
}

inline void pull(QWidget& widget, QPointF at, Qt::MouseButton button = Qt::LeftButton,
                 Qt::KeyboardModifiers modifiers = {})
{
    mouse(widget, QEvent::MouseMove, at, Qt::NoButton, button, modifiers);
}

inline void release(QWidget& widget, QPointF at, Qt::MouseButton button = Qt::LeftButton,
                    Qt::KeyboardModifiers modifiers = {})
{
    mouse(widget, QEvent::MouseButtonRelease, at, button, Qt::NoButton, modifiers);
}

/// Along a straight line in a few steps, as a hand moves.
inline void drag(QWidget& widget, QPointF from, QPointF to, Qt::MouseButton button = Qt::LeftButton,
                 Qt::KeyboardModifiers modifiers = {})
{
    constexpr int steps = 4;
    press(widget, from, button, modifiers);
    for (int i = 1; i <= steps; ++i)
        pull(widget, from + (to - from) * i / steps, button, modifiers);
    release(widget, to, button, modifiers);
}

inline void doubleClick(QWidget& widget, QPointF at)
{
    press(widget, at);
    release(widget, at);
    mouse(widget, QEvent::MouseButtonDblClick, at, Qt::LeftButton, Qt::LeftButton);
    release(widget, at);
}

} // namespace gabor::test
