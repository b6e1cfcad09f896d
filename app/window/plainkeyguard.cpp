// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/plainkeyguard.h"

#include "widgets/panes/colorbar.h"
#include "widgets/panes/overview.h"
#include "widgets/panes/viewpane.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QComboBox>
#include <QKeyEvent>

namespace gabor {

namespace {

/// Plots need only the keys that move something in them; letters are the window's.
bool movesSomethingIn(const QObject* watched, int key)
{
    const bool arrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (qobject_cast<const ViewPane*>(watched) != nullptr || qobject_cast<const Overview*>(watched) != nullptr)
        return arrow;
    return qobject_cast<const ColorBar*>(watched) != nullptr && (arrow || key == Qt::Key_Home);
}

} // namespace

bool PlainKeyGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    auto* const key = static_cast<QKeyEvent*>(event);
    if (key->modifiers().testFlag(Qt::ControlModifier) || key->modifiers().testFlag(Qt::AltModifier)
        || key->key() == Qt::Key_Escape)
        return false;
    const bool usesKeys = qobject_cast<QComboBox*>(watched) != nullptr
        || qobject_cast<QAbstractSlider*>(watched) != nullptr || qobject_cast<QAbstractItemView*>(watched) != nullptr
        || movesSomethingIn(watched, key->key());
    if (!usesKeys)
        return false;
    event->accept();
    return true;
}

} // namespace gabor
