// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/plainkeyguard.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>

namespace gabor {

bool PlainKeyGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    // An open list takes its keys before any shortcut could, and chooses by this very event.
    if (QApplication::activePopupWidget() != nullptr)
        return false;
    auto* const key = static_cast<QKeyEvent*>(event);
    if (key->modifiers().testFlag(Qt::ControlModifier) || key->modifiers().testFlag(Qt::AltModifier)
        || key->key() == Qt::Key_Escape)
        return false;
    const bool usesKeys = qobject_cast<QComboBox*>(watched) != nullptr
        || qobject_cast<QAbstractSlider*>(watched) != nullptr || qobject_cast<QAbstractItemView*>(watched) != nullptr;
    if (!usesKeys)
        return false;
    event->accept();
    return true;
}

} // namespace gabor
