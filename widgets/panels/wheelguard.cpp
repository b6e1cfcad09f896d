// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/wheelguard.h"

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
    field.setFocusPolicy(Qt::StrongFocus);
    field.installEventFilter(new WheelGuard(&field));
}

} // namespace gabor
