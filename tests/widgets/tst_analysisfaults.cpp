// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/analysispanel.h"
#include "widgets/panels/numberspin.h"

#include "tests/widgets/paneldriver.h"

#include <QApplication>
#include <QCheckBox>
#include <QFocusEvent>
#include <QLineEdit>
#include <QSignalSpy>

#include <memory>

using namespace gabor;

/// What is impossible is said beside its field and stands there as typed while somebody is at it, and the picture is the one
/// from before the edit.
class TestAnalysisFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_panel.reset(); }

    void impossibleTextGoesBackToBeforeTheEdit_data() { impossibleTexts(); }
    void impossibleTextGoesBackToBeforeTheEdit();
    void leavingShowsWhatIsInForce_data() { impossibleTexts(); }
    void leavingShowsWhatIsInForce();
    void returnKeepsAnImpossibleText();
    void typingOnEmitsAgain();
    void otherFieldsShowWhatIsInForce();
    void lengthNamesWhatIsAllowed();
    void wholeNumbersAreInsistedOn();
    void windowForOtherLengthsIsSaidAtItsList();
    void derivedWindowInsistsOnSymmetry();
    void discardingGoesBackToBeforeTheEdit();
    void whatIsDoneCannotBeDiscarded();
    void returnBeginsAnotherEdit();
    void stepBeginsAnotherEdit();
    void choiceBeginsAnotherEdit();
    void stepFromAWordStartsAtTheValueInForce();
    void lengthComesBackAsWritten();
    void menuAndOtherWindowLeaveTheTextAlone();
    void otherSoundEndsTheEdit();

private:
    static void impossibleTexts();
    const StftParameters& now() const { return m_panel->parameters(); }
    StftParameters emitted() const { return m_emitted->last().at(0).value<StftParameters>(); }
    QString textIn(const char* name) const;

    std::unique_ptr<AnalysisPanel> m_panel;
    std::unique_ptr<test::PanelDriver> m_drive;
    std::unique_ptr<QSignalSpy> m_emitted;
};

void TestAnalysisFaults::init()
{
    QLocale::setDefault(QLocale::c());
    m_panel = std::make_unique<AnalysisPanel>();
    m_panel->setSound(48000, 2);
    m_drive = std::make_unique<test::PanelDriver>(*m_panel);
    m_emitted = std::make_unique<QSignalSpy>(m_panel.get(), &AnalysisPanel::parametersChanged);
}

QString TestAnalysisFaults::textIn(const char* name) const
{
    if (const auto* combo = m_panel->findChild<QComboBox*>(QLatin1String(name)))
        return combo->currentText();
    if (const auto* spin = m_panel->findChild<NumberSpin*>(QLatin1String(name)))
        return spin->typedText();
    return m_drive->control<QLineEdit>(name)->text();
}

/// @p window  with parameters enough to write in the field
void TestAnalysisFaults::impossibleTexts()
{
    QTest::addColumn<WindowKind>("window");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("possible"); // emitted on the way
    QTest::addColumn<QString>("more");
    QTest::addColumn<QString>("word"); // of the sentence
    const auto row = [](const char* name, const char* field, const char* possible, const char* more, const char* word,
                        WindowKind window = WindowKind::Hann) {
        QTest::newRow(name) << window << QByteArray(field) << possible << more << word;
    };
    row("overlap of 100 %", "overlapPercentSpin", "10", "0", "less than the window");
    row("overlap is a word", "overlapPercentSpin", "7", "x", "7x");
    row("overlap as long as the window", "noverlapSpin", "204", "8", "less than the window");
    row("part of a sample", "noverlapSpin", "10", ".5", "10.5");
    row("huge length", "windowLengthCombo", "99999", "999", "at most 524288");
    row("length beyond 32 bits", "windowLengthCombo", "1234", "56789012345", "at most 524288");
    row("length with half a unit", "windowLengthCombo", "42", " m", "42 m");
    row("huge NFFT", "nfftCombo", "5000", "000", "at most 1048576");
    row("NFFT is a word", "nfftCombo", "5000", "x", "5000x");
    row("parameter out of range", "windowParameter0Spin", "300", "0", "between", WindowKind::Kaiser);
    row("half bandwidth too large", "windowParameter0Spin", "100", "00", "NW", WindowKind::Dpss);
    row("part of a lobe", "windowParameter0Spin", "2", ".5", "whole", WindowKind::Taylor);
    row("list that is none", "windowParametersEdit", "0.5", ", ", "no list", WindowKind::GeneralCosine);
}

void TestAnalysisFaults::impossibleTextGoesBackToBeforeTheEdit()
{
    QFETCH(WindowKind, window);
    QFETCH(QByteArray, field);
    QFETCH(QString, possible);
    QFETCH(QString, more);
    QFETCH(QString, word);
    StftParameters before;
    before.window = initialWindow(window, before.windowLength);
    m_panel->setParameters(before);
    m_drive->write(field, possible);
    QVERIFY(now() != before);
    QCOMPARE(m_drive->said(field), QString());
    const StftParameters onTheWay = now();
    QTest::keyClicks(m_drive->control(field), more);
    QCOMPARE(now(), before);
    QCOMPARE(emitted(), before);
    QVERIFY2(m_drive->said(field).contains(word), qPrintable(m_drive->said(field)));
    QCOMPARE(textIn(field), possible + more);
    for (qsizetype i = 0; i < more.size(); ++i)
        QTest::keyClick(m_drive->control(field), Qt::Key_Backspace);
    QCOMPARE(now(), onTheWay);
    QCOMPARE(emitted(), onTheWay);
    QCOMPARE(m_drive->said(field), QString());
}

void TestAnalysisFaults::leavingShowsWhatIsInForce()
{
    QFETCH(WindowKind, window);
    QFETCH(QByteArray, field);
    QFETCH(QString, possible);
    QFETCH(QString, more);
    StftParameters before;
    before.window = initialWindow(window, before.windowLength);
    m_panel->setParameters(before);
    const QString text = textIn(field);
    m_drive->write(field, possible + more);
    const int count = m_emitted->count();
    m_drive->press(field, Qt::Key_Tab);
    QVERIFY(!m_drive->control(field)->hasFocus());
    QCOMPARE(textIn(field), text);
    QCOMPARE(m_drive->said(field), QString());
    QCOMPARE(m_emitted->count(), count);
    QCOMPARE(now(), before);
}

void TestAnalysisFaults::returnKeepsAnImpossibleText()
{
    for (const char* text : {"100", "7x"}) {
        m_drive->write("overlapPercentSpin", text);
        m_drive->press("overlapPercentSpin", Qt::Key_Return);
        QCOMPARE(textIn("overlapPercentSpin"), text);
        QVERIFY(!m_drive->said("overlapPercentSpin").isEmpty());
        QCOMPARE(now(), StftParameters());
    }
}

void TestAnalysisFaults::typingOnEmitsAgain()
{
    m_drive->write("windowLengthCombo", "42 ms"); // 4 and 42 are lengths, "42 " is, "42 m" is none
    QCOMPARE(now().windowLength, 2016);
    QCOMPARE(now().hop, 504);
    QCOMPARE(now().nfft, 4032);
    QCOMPARE(m_drive->said("windowLengthCombo"), QString());
}

void TestAnalysisFaults::otherFieldsShowWhatIsInForce()
{
    m_drive->write("windowLengthCombo", "99999999");
    QCOMPARE(textIn("windowLengthCombo"), "99999999");
    QCOMPARE(textIn("nfftCombo"), "4096");
    QCOMPARE(textIn("noverlapSpin"), "1536");
    QCOMPARE(textIn("overlapPercentSpin"), "75");
    // One of them is used: it starts from what is in force, and the faulty text makes room.
    m_drive->write("noverlapSpin", "1024");
    QCOMPARE(now().hop, 1024);
    QCOMPARE(now().windowLength, 2048);
    QCOMPARE(textIn("windowLengthCombo"), "2048");
}

void TestAnalysisFaults::lengthNamesWhatIsAllowed()
{
    m_drive->write("nfftCombo", "5000"); // no multiple, so it does not follow
    m_drive->write("windowLengthCombo", "5001");
    QVERIFY(m_drive->said("windowLengthCombo").contains("5000"));
    m_drive->write("windowLengthCombo", "0");
    QVERIFY(m_drive->said("windowLengthCombo").contains("at least 1"));
    m_drive->write("windowLengthCombo", "-5");
    QVERIFY(m_drive->said("windowLengthCombo").contains("at least 1"));
    m_drive->write("nfftCombo", "2000");
    QVERIFY(m_drive->said("nfftCombo").contains("2048"));
    QCOMPARE(now().nfft, 5000);
}

void TestAnalysisFaults::wholeNumbersAreInsistedOn()
{
    m_drive->write("noverlapSpin", "10.5");
    QVERIFY(m_drive->said("noverlapSpin").contains("whole"));
    QCOMPARE(m_drive->said("overlapPercentSpin"), QString()); // beside it in the same row
    m_drive->write("noverlapSpin", "-1");
    QVERIFY(m_drive->said("noverlapSpin").contains("negative"));
}

void TestAnalysisFaults::windowForOtherLengthsIsSaidAtItsList()
{
    m_drive->write("windowLengthCombo", "1001");
    m_drive->choose("windowCombo", "Kaiser–Bessel-derived"); // only for even lengths
    QVERIFY(m_drive->said("windowCombo").contains("odd"));
    QVERIFY(now().window.kind != WindowKind::KaiserBesselDerived);
    m_drive->choose("windowCombo", "General Hamming"); // arrow keys lead past it
    QCOMPARE(now().window.kind, WindowKind::GeneralHamming);
    QCOMPARE(now().windowLength, 1001);
    m_drive->choose("windowCombo", "Kaiser–Bessel-derived");
    m_drive->press("windowCombo", Qt::Key_Tab);
    QCOMPARE(m_drive->textOf("windowCombo"), "General Hamming");
    QCOMPARE(m_drive->said("windowCombo"), QString());
}

void TestAnalysisFaults::derivedWindowInsistsOnSymmetry()
{
    m_drive->choose("windowCombo", "Kaiser–Bessel-derived");
    QVERIFY(now().window.symmetric);
    m_drive->check("symmetricCheck");
    QVERIFY(m_drive->said("symmetricCheck").contains("symmetric"));
    QVERIFY(now().window.symmetric);
    m_drive->write("windowLengthCombo", "1001");
    QVERIFY(m_drive->said("windowLengthCombo").contains("odd"));
    QCOMPARE(m_drive->said("symmetricCheck"), QString());
    QVERIFY(m_drive->control<QCheckBox>("symmetricCheck")->isChecked());
    QCOMPARE(now().windowLength, 2048);
}

void TestAnalysisFaults::discardingGoesBackToBeforeTheEdit()
{
    for (const char* text : {"50", "5x"}) {
        m_drive->write("overlapPercentSpin", text);
        m_panel->discardEdits();
        QCOMPARE(now(), StftParameters());
        QCOMPARE(emitted(), StftParameters());
        QCOMPARE(textIn("overlapPercentSpin"), "75");
        QCOMPARE(m_drive->said("overlapPercentSpin"), QString());
    }
    m_drive->write("windowLengthCombo", "10");
    m_panel->discardEdits();
    QCOMPARE(now(), StftParameters()); // with the overlap and the padding of the long window
    QCOMPARE(textIn("windowLengthCombo"), "2048");
}

void TestAnalysisFaults::whatIsDoneCannotBeDiscarded()
{
    m_drive->write("nfftCombo", "8192");
    m_drive->press("nfftCombo", Qt::Key_Tab);
    const int count = m_emitted->count();
    m_panel->discardEdits();
    QCOMPARE(now().nfft, 8192);
    QCOMPARE(m_emitted->count(), count);
}

void TestAnalysisFaults::returnBeginsAnotherEdit()
{
    m_panel->setParameters({.window = initialWindow(WindowKind::GeneralCosine, 2048)});
    for (const char* field : {"overlapPercentSpin", "windowLengthCombo", "windowParametersEdit"}) {
        m_drive->write(field, "5");
        const StftParameters committed = now();
        QTest::keyClick(m_drive->control(field), Qt::Key_Return);
        m_drive->write(field, "1x");
        QCOMPARE(now(), committed);
        m_panel->discardEdits();
        QCOMPARE(now(), committed);
        QCOMPARE(textIn(field), "5");
    }
}

void TestAnalysisFaults::stepBeginsAnotherEdit()
{
    m_drive->press("overlapPercentSpin", Qt::Key_Up);
    m_drive->write("overlapPercentSpin", "100");
    QCOMPARE(now().noverlap(), 1556); // of 76 %
    m_panel->discardEdits();
    QCOMPARE(textIn("overlapPercentSpin"), "76");
}

void TestAnalysisFaults::choiceBeginsAnotherEdit()
{
    m_drive->press("windowLengthCombo", Qt::Key_Down);
    m_drive->write("windowLengthCombo", "1x");
    QCOMPARE(now().windowLength, 4096);
    m_panel->discardEdits();
    QCOMPARE(textIn("windowLengthCombo"), "4096");
}

void TestAnalysisFaults::stepFromAWordStartsAtTheValueInForce()
{
    m_drive->write("overlapPercentSpin", "7x");
    m_drive->press("overlapPercentSpin", Qt::Key_Down);
    QCOMPARE(textIn("overlapPercentSpin"), "74");
    QCOMPARE(now().noverlap(), 1516); // nearest to 1515.52
    QCOMPARE(m_drive->said("overlapPercentSpin"), QString());
}

void TestAnalysisFaults::lengthComesBackAsWritten()
{
    m_drive->write("windowLengthCombo", "42 ms");
    m_drive->press("windowLengthCombo", Qt::Key_Return);
    m_drive->write("windowLengthCombo", "43 m");
    m_panel->discardEdits();
    QCOMPARE(textIn("windowLengthCombo"), "42 ms");
    QCOMPARE(now().windowLength, 2016);
}

void TestAnalysisFaults::menuAndOtherWindowLeaveTheTextAlone()
{
    for (const Qt::FocusReason reason : {Qt::ActiveWindowFocusReason, Qt::PopupFocusReason}) {
        for (const char* field : {"overlapPercentSpin", "windowLengthCombo"}) {
            m_drive->write(field, "7x");
            QFocusEvent away(QEvent::FocusOut, reason);
            QApplication::sendEvent(m_drive->control(field), &away);
            QCOMPARE(textIn(field), "7x");
            QVERIFY(!m_drive->said(field).isEmpty());
        }
    }
}

void TestAnalysisFaults::otherSoundEndsTheEdit()
{
    m_drive->write("windowLengthCombo", "7x");
    m_panel->setSound(44100, 1);
    QCOMPARE(textIn("windowLengthCombo"), "2048");
    QCOMPARE(m_drive->said("windowLengthCombo"), QString());
}

QTEST_MAIN(TestAnalysisFaults)
#include "tst_analysisfaults.moc"
