// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/fieldkeys.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTimer>
#include <QVariant>

namespace gabor {

FieldKeys::FieldKeys(QWidget* fields, QWidget* plot) : QObject(fields), m_fields(fields), m_plot(plot)
{
    qApp->installEventFilter(this);
}

bool FieldKeys::eventFilter(QObject* watched, QEvent* event)
{
    const bool isPress = event->type() == QEvent::KeyPress;
    if (!isPress && event->type() != QEvent::ShortcutOverride)
        return false;
    auto* const field = qobject_cast<QWidget*>(watched);
    if (field == nullptr || field != QApplication::focusWidget() || !m_fields->isAncestorOf(field)
        || QApplication::activePopupWidget() != nullptr)
        return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    // On X11 fields take Ctrl+E for the end of the line; here it is what the menu says everywhere.
    if (!isPress && key == Qt::Key_E && static_cast<QKeyEvent*>(event)->modifiers() == Qt::ControlModifier) {
        event->ignore();
        return true;
    }
    if (key == Qt::Key_Escape) {
        event->accept(); // as an override: no shortcut of the window
        if (isPress) {
            emit escaped();
            m_plot->setFocus();
        }
        return true;
    }
    const auto* const combo = qobject_cast<QComboBox*>(field);
    const bool isText = qobject_cast<QLineEdit*>(field) != nullptr || field->inherits("QAbstractSpinBox")
        || (combo != nullptr && combo->isEditable());
    // What cannot be taken stays, with the sentence that says why.
    const bool isFaulty = field->property("fault").toBool() || field->parentWidget()->property("fault").toBool();
    if (isPress && isText && !isFaulty && (key == Qt::Key_Return || key == Qt::Key_Enter))
        QTimer::singleShot(0, m_plot, [plot = m_plot] { plot->setFocus(); });
    return false;
}

} // namespace gabor
