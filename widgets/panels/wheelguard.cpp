// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/wheelguard.h"

#include <QComboBox>
#include <QEvent>
#include <QWidget>

namespace gabor {
namespace {

/// Nothing is typed into it, so that who chose from it with the mouse looks elsewhere, and the pointer still rests on it.
bool isList(const QWidget& field)
{
    const auto* const combo = qobject_cast<const QComboBox*>(&field);
    return combo != nullptr && !combo->isEditable();
}

class WheelGuard : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* field = qobject_cast<QWidget*>(watched);
        if (event->type() != QEvent::Wheel || field == nullptr || (field->hasFocus() && !isList(*field)))
            return false;
        event->ignore(); // filtered and ignored: it goes on to the parent, which scrolls
        return true;
    }
};

} // namespace

void guardFromWheel(QWidget& field)
{
    // Also by a click: keys that follow a choice are meant for what was chosen from, and for no other control.
    field.setFocusPolicy(Qt::StrongFocus);
    field.installEventFilter(new WheelGuard(&field));
}

} // namespace gabor
