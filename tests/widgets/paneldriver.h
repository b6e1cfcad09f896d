// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>
#include <QTest>
#include <QWidget>

namespace gabor::test {

/// Hands and eyes on a panel: real keys and clicks on controls found by their object names.
class PanelDriver
{
public:
    explicit PanelDriver(QWidget& panel) : m_panel(&panel)
    {
        panel.show();
        panel.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
    }

    template <class T = QWidget>
    T* control(const char* name) const
    {
        T* found = m_panel->findChild<T*>(QLatin1String(name));
        Q_ASSERT(found);
        return found;
    }

    /// Selects what stands in a field and types over it.
    void write(const char* name, const QString& text) const
    {
        auto* field = control(name);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }

    /// Goes to an entry of a list with the arrow keys.
    void choose(const char* name, const QString& text) const
    {
        auto* combo = control<QComboBox>(name);
        const int wanted = combo->findText(text);
        QVERIFY2(wanted >= 0, qPrintable(text));
        combo->setFocus();
        while (combo->currentIndex() != wanted)
            QTest::keyClick(combo, combo->currentIndex() < wanted ? Qt::Key_Down : Qt::Key_Up);
    }

    void press(const char* name, Qt::Key key) const
    {
        control(name)->setFocus();
        QTest::keyClick(control(name), key);
    }

    void click(const char* name) const { QTest::mouseClick(control(name), Qt::LeftButton); }
    /// On the box, which is all of a check box that takes clicks in every style.
    void check(const char* name) const { QTest::mouseClick(control(name), Qt::LeftButton, {}, QPoint(7, 8)); }

    /// What a screen reader is told to be wrong with a control.
    QString said(const char* name) const { return control(name)->accessibleDescription(); }
    QString textOf(const char* combo) const { return control<QComboBox>(combo)->currentText(); }

private:
    QWidget* m_panel;
};

} // namespace gabor::test
