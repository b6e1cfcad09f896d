// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyEvent>

#include <algorithm>
#include <initializer_list>

namespace gabor {

/// For QWidget::event: keeps @p keys, when pressed without Alt, from the window's shortcuts, so that they arrive as key
/// presses at the widget that has the focus.
/// @param withControl  whether these keys are the widget's own with Ctrl, too
/// @return whether @p event was such a claim and is dealt with
inline bool claimKeys(QEvent* event, std::initializer_list<int> keys, bool withControl = false)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto* const key = static_cast<QKeyEvent*>(event);
    const bool foreign =
        key->modifiers().testFlag(Qt::AltModifier) || (key->modifiers().testFlag(Qt::ControlModifier) && !withControl);
    if (foreign || std::find(keys.begin(), keys.end(), key->key()) == keys.end())
        return false;
    event->accept();
    return true;
}

} // namespace gabor
