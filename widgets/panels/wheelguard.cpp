// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/wheelguard.h"

#include <QComboBox>
#include <QEvent>
#include <QWidget>

namespace gabor {
namespace {

class WheelGuard : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* field = qobject_cast<QWidget*>(watched);
        if (event->type() != QEvent::Wheel || field == nullptr || field->hasFocus())
            return false;
        event->ignore(); // filtered and ignored: it goes on to the parent, which scrolls
        return true;
    }
};

} // namespace

void guardFromWheel(QWidget& field)
{
    // A list that somebody chose from with the mouse has no further use for keys: Home goes to the beginning of the sound,
    // not of the list. An editable one is typed into.
    const auto* const combo = qobject_cast<QComboBox*>(&field);
    const Qt::FocusPolicy focusPolicy = combo != nullptr && !combo->isEditable() ? Qt::TabFocus : Qt::StrongFocus;
    field.setFocusPolicy(focusPolicy);
    field.installEventFilter(new WheelGuard(&field));
}

} // namespace gabor
