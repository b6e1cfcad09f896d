// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/sounds.h"
#include "tests/app/windowdriver.h"

#include <QAbstractItemView>
#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QSet>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>

using namespace gabor;

/// For people without a mouse, without eyes, or without the wish to read a manual.
class TestAccessibility : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void everyControlHasANameAToolTipAndAnObjectName();
    void objectNamesAreUnique();
    void everyActionSaysWhatItDoes();
    void noTwoActionsShareAKey();
    void everyActionIsInAMenu();
    void noTwoMnemonicsOfAMenuClash();
    void tabReachesEveryControl();
    void lettersAreWrittenWhereOneWrites_data();
    void lettersAreWrittenWhereOneWrites();
    void lettersAreKeysElsewhere();
    void theSheetOfKeysKnowsThemAll();
    void aValueIsReadWithoutAMouse();

private:
    QList<QWidget*> controls() const;

    QTemporaryDir m_folder;
    std::unique_ptr<test::WindowDriver> m_drive;
};

void TestAccessibility::initTestCase()
{
    test::writeWav(m_folder.filePath("stereo.wav"), test::richStereo());
    m_drive = std::make_unique<test::WindowDriver>();
    QVERIFY(m_drive->open(m_folder.filePath("stereo.wav")));
}

/// What can be seen and takes the keyboard, without the parts that Qt makes inside of its own controls.
QList<QWidget*> TestAccessibility::controls() const
{
    QList<QWidget*> found;
    for (QWidget* widget : m_drive->window().findChildren<QWidget*>()) {
        const bool part = widget->objectName().startsWith("qt_")
            || (qobject_cast<QLineEdit*>(widget) && qobject_cast<QComboBox*>(widget->parentWidget()));
        const bool takesKeys = (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
        if (widget->isVisible() && widget->isEnabled() && takesKeys && !part && !qobject_cast<QScrollArea*>(widget))
            found << widget;
    }
    return found;
}

void TestAccessibility::everyControlHasANameAToolTipAndAnObjectName()
{
    const QList<QWidget*> all = controls();
    QVERIFY2(all.size() >= 20, qPrintable(QString::number(all.size())));
    for (const QWidget* control : all) {
        const QString who = QLatin1String(control->metaObject()->className()) + u' ' + control->objectName();
        QVERIFY2(!control->objectName().isEmpty(), qPrintable(who));
        QVERIFY2(!control->accessibleName().isEmpty(), qPrintable(who));
        const bool plot = qobject_cast<const PlotPane*>(control) != nullptr; // a tool tip would cover what it is about
        QVERIFY2(plot || !control->toolTip().isEmpty(), qPrintable(who));
        QVERIFY2(control->toolTip().size() <= 200, qPrintable(who));
    }
}

void TestAccessibility::objectNamesAreUnique()
{
    QSet<QString> names;
    for (const QWidget* control : controls()) {
        QVERIFY2(!names.contains(control->objectName()), qPrintable(control->objectName()));
        names << control->objectName();
    }
    for (const QAction* action : m_drive->window().actions()) {
        QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
        QVERIFY2(!names.contains(action->objectName()), qPrintable(action->objectName()));
        names << action->objectName();
    }
}

void TestAccessibility::everyActionSaysWhatItDoes()
{
    QVERIFY(m_drive->window().actions().size() >= 25);
    for (const QAction* action : m_drive->window().actions()) {
        QVERIFY(!action->text().isEmpty());
        QVERIFY2(action->toolTip().size() > action->text().remove(u'&').size() / 2 && action->toolTip().size() <= 200,
                 qPrintable(action->objectName()));
    }
    for (const QToolButton* button : m_drive->window().findChild<QToolBar*>("toolBar")->findChildren<QToolButton*>()) {
        if (button->defaultAction() == nullptr)
            continue;
        QVERIFY2(!button->defaultAction()->icon().isNull(), qPrintable(button->defaultAction()->objectName()));
    }
}

void TestAccessibility::noTwoActionsShareAKey()
{
    QHash<QString, QString> owners;
    for (const QAction* action : m_drive->window().findChildren<QAction*>()) {
        for (const QKeySequence& keys : action->shortcuts()) {
            const QString other = owners.value(keys.toString());
            QVERIFY2(other.isEmpty(), qPrintable(keys.toString() + ": " + other + ", " + action->objectName()));
            owners.insert(keys.toString(), action->objectName().isEmpty() ? action->text() : action->objectName());
        }
    }
    QVERIFY(owners.size() >= 25);
}

/// Who does not know its keys finds it there.
void TestAccessibility::everyActionIsInAMenu()
{
    const auto isInAMenu = [](const QAction* action) {
        return std::ranges::any_of(action->associatedObjects(),
                                   [](QObject* place) { return qobject_cast<QMenu*>(place) != nullptr; });
    };
    int named = 0;
    for (const QAction* action : m_drive->window().findChildren<QAction*>()) {
        if (action->objectName().isEmpty() || action->objectName().startsWith(QLatin1String("qt_")))
            continue;
        ++named;
        QVERIFY2(isInAMenu(action), qPrintable(action->objectName()));
    }
    QVERIFY(named >= 25);
}

void TestAccessibility::noTwoMnemonicsOfAMenuClash()
{
    QList<QWidget*> menus{m_drive->window().menuBar()};
    for (QMenu* menu : m_drive->window().menuBar()->findChildren<QMenu*>())
        menus << menu;
    for (const QWidget* menu : menus) {
        QSet<QString> taken;
        for (const QAction* action : menu->actions()) {
            const QString letter = QKeySequence::mnemonic(action->text()).toString();
            if (letter.isEmpty())
                continue;
            QVERIFY2(!taken.contains(letter), qPrintable(action->text()));
            taken << letter;
        }
    }
}

void TestAccessibility::tabReachesEveryControl()
{
    m_drive->spectrogram().setFocus();
    QSet<QWidget*> reached;
    for (int i = 0; i < 200; ++i) {
        QWidget* const here = m_drive->window().focusWidget();
        reached << here;
        if (here->parentWidget() != nullptr)
            reached << here->parentWidget(); // a field inside of a control
        m_drive->key(Qt::Key_Tab);
        if (m_drive->window().focusWidget() == &m_drive->spectrogram())
            break;
    }
    QCOMPARE(m_drive->window().focusWidget(), static_cast<QWidget*>(&m_drive->spectrogram())); // and comes back
    for (QWidget* control : controls())
        QVERIFY2(reached.contains(control), qPrintable(control->objectName()));
}

void TestAccessibility::lettersAreWrittenWhereOneWrites_data()
{
    QTest::addColumn<QString>("control");
    for (const char* name : {"windowLengthCombo", "nfftCombo", "overlapPercentSpin", "lowDbSpin", "lowFrequencySpin",
                             "windowCombo", "colormapCombo", "overlapSlider"})
        QTest::newRow(name) << name;
}

void TestAccessibility::lettersAreWrittenWhereOneWrites()
{
    QFETCH(QString, control);
    const PictureSpan part{48000, 96000, 1000, 9000};
    m_drive->view().show(part);
    m_drive->view().select(TimeFrequencyBox{50000, 60000, 2000, 3000});
    auto* select = m_drive->window().findChild<QAction*>("selectAction");
    auto* field = m_drive->window().findChild<QWidget*>(control);
    QVERIFY(field);
    field->setFocus();
    for (const char letter : {'s', 'f', 'z', '+', '-', '='})
        QTest::keyClick(m_drive->window().focusWidget(), letter);
    QTest::keyClick(m_drive->window().focusWidget(), Qt::Key_Backspace);
    QTest::keyClick(m_drive->window().focusWidget(), Qt::Key_Home);
    QTest::keyClick(m_drive->window().focusWidget(), Qt::Key_End);
    QCOMPARE(m_drive->span().beginSample, part.beginSample);
    QCOMPARE(m_drive->span().endSample, part.endSample);
    QVERIFY(!select->isChecked());
    for (const char* reset : {"transformReset", "levelReset", "displayReset"})
        m_drive->hands->click(reset);
}

void TestAccessibility::lettersAreKeysElsewhere()
{
    m_drive->view().show({48000, 96000, 1000, 9000});
    m_drive->hands->control("shadingFlatButton")->setFocus();
    m_drive->key(Qt::Key_F);
    QCOMPARE(m_drive->span(), m_drive->view().whole());
    m_drive->key(Qt::Key_S);
    QVERIFY(m_drive->window().findChild<QAction*>("selectAction")->isChecked());
    m_drive->key(Qt::Key_H);
    QVERIFY(m_drive->window().findChild<QAction*>("panAction")->isChecked());
}

void TestAccessibility::theSheetOfKeysKnowsThemAll()
{
    m_drive->spectrogram().setFocus();
    m_drive->key(Qt::Key_F1);
    auto* sheet = m_drive->window().findChild<QWidget*>("shortcutSheet");
    QVERIFY(sheet);
    QString text;
    for (const QLabel* label : sheet->findChildren<QLabel*>())
        text += label->text();
    for (const QAction* action : m_drive->window().actions()) {
        for (const QKeySequence& keys : action->shortcuts())
            QVERIFY2(text.contains(keys.toString(QKeySequence::NativeText).toHtmlEscaped()),
                     qPrintable(action->objectName()));
    }
    sheet->close();
}

void TestAccessibility::aValueIsReadWithoutAMouse()
{
    m_drive->spectrogram().setFocus();
    m_drive->key(Qt::Key_Right);
    for (const char* field : {"readoutTime", "readoutFrequency", "readoutNote", "readoutLevel"}) {
        QTRY_VERIFY2(!m_drive->textOf(field).isEmpty(), field);
        QVERIFY2(!m_drive->hands->control<QLabel>(field)->accessibleName().isEmpty(), field);
    }
}

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
