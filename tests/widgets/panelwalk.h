// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QWidget>

namespace gabor::test {

/// What a control of a panel lacks for people who cannot see it or do not know it: name, description, way in by keyboard.
/// Empty if it lacks nothing.
inline QString lackOf(const QWidget& control, const QWidget& panel)
{
    if (control.objectName().isEmpty())
        return QStringLiteral("object name");
    if (control.accessibleName().isEmpty())
        return QStringLiteral("accessible name");
    if (control.toolTip().isEmpty() || control.toolTip().size() > 200)
        return QStringLiteral("tool tip of at most 200 characters");
    const auto* button = qobject_cast<const QAbstractButton*>(&control);
    if (button != nullptr && !button->text().isEmpty())
        return {};
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
        if (label->buddy() == &control)
            return {};
    }
    // Second controls of a row and buttons of a drawing only have their own names.
    return control.focusPolicy() == Qt::StrongFocus ? QString() : QStringLiteral("focus by Tab and click only");
}

/// Checks every control of @p panel that can be seen and that the keyboard can reach.
inline void walk(const QWidget& panel, int atLeast)
{
    int count = 0;
    for (const QWidget* control : panel.findChildren<QWidget*>()) {
        const bool inner =
            qobject_cast<const QLineEdit*>(control) != nullptr && control->objectName().startsWith("qt_");
        const bool nested = control->focusProxy() != nullptr || control->window() != panel.window();
        if (!control->isVisible() || control->focusPolicy() == Qt::NoFocus || inner || nested
            || qobject_cast<const QAbstractItemView*>(control) != nullptr)
            continue;
        const QString lack = lackOf(*control, panel);
        QVERIFY2(lack.isEmpty(), qPrintable(control->objectName() + QStringLiteral(" lacks: ") + lack));
        ++count;
    }
    QVERIFY2(count >= atLeast, qPrintable(QString::number(count)));
}

} // namespace gabor::test
