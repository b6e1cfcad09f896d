// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/displaypanel.h"
#include "widgets/panels/numberspin.h"

#include "tests/widgets/paneldriver.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>
#include <memory>

using namespace gabor;

/// Limits of levels and frequencies as they are typed: what is possible is drawn, what is not is said and changes nothing.
class TestDisplayFaults : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_panel.reset(); }

    void limitsInWrongOrderAreSaid();
    void limitsThatBecomeImpossibleAreAsBefore();
    void unreadableLimitIsSaidUntilTheFieldIsLeft();
    void discardingGoesBackToBeforeTheEdit();
    void levelsThatAreFoundMeanwhileLeaveTheTextAlone();
    void frequenciesAreReadInEveryForm_data();
    void frequenciesAreReadInEveryForm();
    void impossibleFrequenciesAreSaid();
    void otherEndWorksBesideAFaultyOne();
    void widenedBandLeavesTheTextAlone();

private:
    const DisplayParameters& now() const { return m_panel->parameters(); }

    std::unique_ptr<DisplayPanel> m_panel;
    std::unique_ptr<test::PanelDriver> m_drive;
    std::unique_ptr<QSignalSpy> m_emitted;
    std::unique_ptr<QSignalSpy> m_band;
};

void TestDisplayFaults::init()
{
    QLocale::setDefault(QLocale::c());
    m_panel = std::make_unique<DisplayPanel>();
    m_panel->setFrequencyLimits(24000);
    m_panel->setFrequencyRange(0, 24000);
    m_drive = std::make_unique<test::PanelDriver>(*m_panel);
    m_emitted = std::make_unique<QSignalSpy>(m_panel.get(), &DisplayPanel::displayChanged);
    m_band = std::make_unique<QSignalSpy>(m_panel.get(), &DisplayPanel::frequencyRangeChanged);
}

void TestDisplayFaults::limitsInWrongOrderAreSaid()
{
    m_drive->write("lowDbSpin", "5");
    QCOMPARE(m_emitted->count(), 0);
    QVERIFY(m_drive->said("lowDbSpin").contains("below"));
    QCOMPARE(m_drive->control<NumberSpin>("lowDbSpin")->typedText(), "5");
    m_drive->write("highDbSpin", "10"); // the low one is left, and as it was
    QCOMPARE(m_drive->control<NumberSpin>("lowDbSpin")->typedText(), "−100");
    QCOMPARE(m_drive->said("lowDbSpin"), QString());
    QCOMPARE(now().low, -100);
    QCOMPARE(now().high, 10);
}

void TestDisplayFaults::limitsThatBecomeImpossibleAreAsBefore()
{
    m_drive->write("highDbSpin", "-30");
    QVERIFY(!now().automaticLevels);
    QTest::keyClicks(m_drive->control("highDbSpin"), "0");
    QVERIFY(m_drive->said("highDbSpin").contains("below"));
    QCOMPARE(now(), DisplayParameters()); // automatic again, too
    QCOMPARE(m_emitted->last().at(0).value<DisplayParameters>(), DisplayParameters());
    QVERIFY(m_drive->control<QPushButton>("autoLevelsButton")->isChecked());
    QTest::keyClick(m_drive->control("highDbSpin"), Qt::Key_Backspace);
    QCOMPARE(now().high, -30);
}

void TestDisplayFaults::unreadableLimitIsSaidUntilTheFieldIsLeft()
{
    m_drive->write("highDbSpin", "loud");
    QCOMPARE(m_emitted->count(), 0);
    QVERIFY(m_drive->said("highDbSpin").contains("loud"));
    m_drive->press("highDbSpin", Qt::Key_Tab);
    QCOMPARE(m_drive->control<NumberSpin>("highDbSpin")->typedText(), "−20");
    QCOMPARE(m_drive->said("highDbSpin"), QString());
}

void TestDisplayFaults::discardingGoesBackToBeforeTheEdit()
{
    m_drive->write("lowDbSpin", "-60");
    m_panel->discardEdits();
    QCOMPARE(now(), DisplayParameters());
    QCOMPARE(m_emitted->last().at(0).value<DisplayParameters>(), DisplayParameters());
    m_drive->write("lowFrequencySpin", "500");
    m_drive->press("lowFrequencySpin", Qt::Key_Return);
    m_drive->write("lowFrequencySpin", "600");
    m_panel->discardEdits();
    QCOMPARE(m_band->last().at(0).toDouble(), 500);
    QCOMPARE(m_drive->control<NumberSpin>("lowFrequencySpin")->typedText(), "500");
    const int count = m_band->count();
    m_drive->write("lowFrequencySpin", "x");
    m_panel->discardEdits();
    QCOMPARE(m_drive->control<NumberSpin>("lowFrequencySpin")->typedText(), "500");
    QCOMPARE(m_drive->said("lowFrequencySpin"), QString());
    QCOMPARE(m_band->count(), count);
}

void TestDisplayFaults::levelsThatAreFoundMeanwhileLeaveTheTextAlone()
{
    m_drive->write("lowDbSpin", "-");
    DisplayParameters found;
    found.low = -80;
    found.high = 0;
    m_panel->setParameters(found);
    QCOMPARE(m_drive->control<NumberSpin>("highDbSpin")->typedText(), "0");
    QTest::keyClicks(m_drive->control("lowDbSpin"), "50");
    QCOMPARE(now().low, -50);
    QCOMPARE(now().high, 0);
    m_panel->discardEdits();
    QCOMPARE(now(), found);
}

void TestDisplayFaults::frequenciesAreReadInEveryForm_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("hz");
    QTest::newRow("plain") << "5000" << 5000.0;
    QTest::newRow("k") << "5k" << 5000.0;
    QTest::newRow("kHz") << "5 kHz" << 5000.0;
    QTest::newRow("without a space") << "2.5khz" << 2500.0;
    QTest::newRow("Hz") << "5000 Hz" << 5000.0;
    QTest::newRow("in groups") << "5 000" << 5000.0;
}

void TestDisplayFaults::frequenciesAreReadInEveryForm()
{
    QFETCH(QString, text);
    QFETCH(double, hz);
    m_drive->write("highFrequencySpin", text);
    QCOMPARE(m_band->last().at(1).toDouble(), hz);
    QCOMPARE(m_drive->said("highFrequencySpin"), QString());
    // Over the unit as well.
    m_panel->setFrequencyRange(0, 24000);
    auto* line = m_drive->control<NumberSpin>("highFrequencySpin")->findChild<QLineEdit*>();
    line->selectAll();
    QTest::keyClicks(m_drive->control("highFrequencySpin"), text);
    QCOMPARE(m_band->last().at(1).toDouble(), hz);
    m_drive->press("highFrequencySpin", Qt::Key_Tab);
    QCOMPARE(line->text(), QString::number(hz) + " Hz");
}

void TestDisplayFaults::impossibleFrequenciesAreSaid()
{
    m_drive->write("highFrequencySpin", "30000");
    QVERIFY(m_drive->said("highFrequencySpin").contains("24000"));
    QCOMPARE(m_drive->said("lowFrequencySpin"), QString());
    QCOMPARE(m_band->last().at(1).toDouble(), 24000); // and not 3000, as on the way
    m_drive->write("highFrequencySpin", "25 kHz");
    QVERIFY(m_drive->said("highFrequencySpin").contains("24000"));
    m_drive->write("highFrequencySpin", "5000");
    m_drive->write("lowFrequencySpin", "5000");
    QVERIFY(m_drive->said("lowFrequencySpin").contains("below"));
    QCOMPARE(m_band->last().at(0).toDouble(), 0);
    m_drive->write("lowFrequencySpin", "-1");
    QVERIFY(m_drive->said("lowFrequencySpin").contains("begin at 0 Hz"));
    m_drive->write("lowFrequencySpin", "5 kg");
    QVERIFY(m_drive->said("lowFrequencySpin").contains("5 kHz"));
}

void TestDisplayFaults::otherEndWorksBesideAFaultyOne()
{
    m_drive->write("highFrequencySpin", "30000");
    // Without a way to take the focus from the faulty field.
    m_drive->control<NumberSpin>("lowFrequencySpin")->stepBy(1);
    QCOMPARE(m_band->last().at(0).toDouble(), 10);
    QCOMPARE(m_band->last().at(1).toDouble(), 24000);
    m_drive->write("highFrequencySpin", "x");
    m_drive->write("lowFrequencySpin", "700");
    QCOMPARE(m_band->last().at(0).toDouble(), 700);
    QCOMPARE(m_band->last().at(1).toDouble(), 24000);
    QCOMPARE(m_drive->control<NumberSpin>("highFrequencySpin")->typedText(), "24000");
}

void TestDisplayFaults::widenedBandLeavesTheTextAlone()
{
    connect(m_panel.get(), &DisplayPanel::frequencyRangeChanged, m_panel.get(), [this](double low, double high) {
        m_panel->setFrequencyRange(low, std::max(high, low + 20)); // no view is narrower
    });
    m_drive->write("highFrequencySpin", "1000");
    QCOMPARE(m_band->last().at(1).toDouble(), 1000);
    m_drive->write("highFrequencySpin", "1");
    m_drive->press("highFrequencySpin", Qt::Key_Tab);
    QCOMPARE(m_drive->control<NumberSpin>("highFrequencySpin")->typedText(), "20");
}

QTEST_MAIN(TestDisplayFaults)
#include "tst_displayfaults.moc"
