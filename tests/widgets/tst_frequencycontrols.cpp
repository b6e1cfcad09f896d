// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/frequencycontrols.h"
#include "widgets/panels/numberspin.h"

#include "tests/widgets/paneldriver.h"
#include "tests/widgets/panelwalk.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>

#include <memory>

using namespace gabor;

/// Scale, labels, keys and tuning of the frequency axis, by clicks and keys.
class TestFrequencyControls : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_controls.reset(); }

    void settingNeverEmits();
    void everyScaleIsReachedByKeyboard();
    void notesAndKeysAreClicks();
    void tuningIsThereWhereItMatters();
    void tuningIsTyped();
    void impossibleTuningIsSaidAndChangesNothing();
    void discardingGoesBackToTheTuningBefore();
    void aLogAxisHasNoZero();
    void allIsWhatTheScaleHas();
    void changedRowsHaveADot();
    void resetSetsTheAxisBack();
    void everyControlIsNamed();

private:
    bool tuningShown() const { return m_drive->control("concertPitchSpin")->isVisible(); }
    bool hasDot(const char* name) const { return rowOf(*m_drive->control(name)).label()->isChanged(); }

    std::unique_ptr<FrequencyControls> m_controls;
    std::unique_ptr<test::PanelDriver> m_drive;
    std::unique_ptr<QSignalSpy> m_axis;
    std::unique_ptr<QSignalSpy> m_band;
};

void TestFrequencyControls::init()
{
    QLocale::setDefault(QLocale::c());
    m_controls = std::make_unique<FrequencyControls>();
    m_drive = std::make_unique<test::PanelDriver>(*m_controls);
    m_axis = std::make_unique<QSignalSpy>(m_controls.get(), &FrequencyControls::axisChanged);
    m_band = std::make_unique<QSignalSpy>(m_controls.get(), &FrequencyControls::rangeChanged);
}

void TestFrequencyControls::settingNeverEmits()
{
    const FrequencyAxis axis{.scale = FrequencyScale::Bark, .noteNames = true, .pianoStrip = true, .a4Hz = 442.5};
    m_controls->setAxis(axis);
    m_controls->setMaximum(8000);
    m_controls->setRange(100, 7000);
    QCOMPARE(m_axis->count() + m_band->count(), 0);
    QCOMPARE(m_controls->axis(), axis);
    QCOMPARE(m_drive->textOf("frequencyScaleCombo"), "Bark");
    QVERIFY(m_drive->control<QCheckBox>("noteNamesCheck")->isChecked());
    QVERIFY(m_drive->control<QCheckBox>("pianoStripCheck")->isChecked());
    QCOMPARE(m_drive->control<NumberSpin>("concertPitchSpin")->value(), 442.5);
}

void TestFrequencyControls::everyScaleIsReachedByKeyboard()
{
    auto* combo = m_drive->control<QComboBox>("frequencyScaleCombo");
    combo->setFocus();
    for (const FrequencyScaleInfo& info : frequencyScaleCatalog().subspan(1)) {
        QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(m_axis->last().at(0).value<FrequencyAxis>().scale, info.scale);
    }
    QCOMPARE(m_axis->count(), 4);
}

void TestFrequencyControls::notesAndKeysAreClicks()
{
    m_drive->check("noteNamesCheck");
    QVERIFY(m_controls->axis() == (FrequencyAxis{.noteNames = true}));
    m_drive->check("pianoStripCheck");
    QVERIFY(m_controls->axis() == (FrequencyAxis{.noteNames = true, .pianoStrip = true}));
    m_drive->check("noteNamesCheck");
    QVERIFY(m_controls->axis() == (FrequencyAxis{.pianoStrip = true}));
    QCOMPARE(m_axis->count(), 3);
}

void TestFrequencyControls::tuningIsThereWhereItMatters()
{
    QVERIFY(!tuningShown());
    m_drive->check("pianoStripCheck");
    QVERIFY(tuningShown());
    m_drive->check("pianoStripCheck");
    QVERIFY(!tuningShown());
    m_controls->setAxis({.a4Hz = 415}); // what is not usual can be seen and set back
    QVERIFY(tuningShown());
}

void TestFrequencyControls::tuningIsTyped()
{
    m_drive->check("noteNamesCheck");
    m_drive->write("concertPitchSpin", "442.5");
    QCOMPARE(m_controls->axis().a4Hz, 442.5);
    QCOMPARE(m_axis->last().at(0).value<FrequencyAxis>().a4Hz, 442.5);
    m_drive->press("concertPitchSpin", Qt::Key_Return);
    m_drive->press("concertPitchSpin", Qt::Key_Up);
    QCOMPARE(m_controls->axis().a4Hz, 443.5);
    m_drive->write("concertPitchSpin", "415 Hz");
    QCOMPARE(m_controls->axis().a4Hz, 415);
}

void TestFrequencyControls::impossibleTuningIsSaidAndChangesNothing()
{
    m_drive->check("noteNamesCheck");
    m_drive->write("concertPitchSpin", "44");
    QCOMPARE(m_controls->axis().a4Hz, 440);
    QVERIFY2(m_drive->said("concertPitchSpin").contains("220"), qPrintable(m_drive->said("concertPitchSpin")));
    m_drive->write("concertPitchSpin", "high");
    QVERIFY(m_drive->said("concertPitchSpin").contains("high"));
    QCOMPARE(m_controls->axis().a4Hz, 440);
    QTest::keyClick(m_drive->control("concertPitchSpin"), Qt::Key_Return); // is not meant
    QCOMPARE(m_drive->control<NumberSpin>("concertPitchSpin")->typedText(), "high");
    m_controls->finishEdit(); // as when the field is left
    QCOMPARE(m_drive->control<NumberSpin>("concertPitchSpin")->typedText(), "440");
    QCOMPARE(m_drive->said("concertPitchSpin"), QString());
}

void TestFrequencyControls::discardingGoesBackToTheTuningBefore()
{
    m_drive->check("noteNamesCheck");
    m_drive->write("concertPitchSpin", "442");
    m_controls->discardEdits();
    QCOMPARE(m_controls->axis().a4Hz, 440);
    QCOMPARE(m_axis->last().at(0).value<FrequencyAxis>().a4Hz, 440);
    QCOMPARE(m_drive->control<NumberSpin>("concertPitchSpin")->typedText(), "440");
    const auto count = m_axis->count();
    m_controls->discardEdits();
    QCOMPARE(m_axis->count(), count);
}

void TestFrequencyControls::aLogAxisHasNoZero()
{
    m_drive->write("lowFrequencySpin", "100");
    m_drive->write("lowFrequencySpin", "0");
    QCOMPARE(m_band->last().at(0).toDouble(), 0.0);
    m_drive->choose("frequencyScaleCombo", "Log");
    const auto count = m_band->count();
    m_drive->write("lowFrequencySpin", "0");
    QVERIFY2(m_drive->said("lowFrequencySpin").contains("10 Hz"), qPrintable(m_drive->said("lowFrequencySpin")));
    QCOMPARE(m_band->count(), count);
    m_drive->write("lowFrequencySpin", "10");
    QCOMPARE(m_drive->said("lowFrequencySpin"), QString());
    QCOMPARE(m_band->last().at(0).toDouble(), 10.0);
}

void TestFrequencyControls::allIsWhatTheScaleHas()
{
    m_controls->setRange(100, 200);
    m_controls->setAxis({.scale = FrequencyScale::Log});
    m_drive->click("fullFrequencyButton");
    QCOMPARE(m_band->last().at(0).toDouble(), 10.0);
    QCOMPARE(m_band->last().at(1).toDouble(), 24'000.0);
    m_controls->setRange(100, 200);
    m_controls->setAxis({.scale = FrequencyScale::Mel});
    m_drive->click("fullFrequencyButton");
    QCOMPARE(m_band->last().at(0).toDouble(), 0.0);
}

void TestFrequencyControls::changedRowsHaveADot()
{
    QVERIFY(!hasDot("frequencyScaleCombo") && !hasDot("noteNamesCheck") && !hasDot("lowFrequencySpin"));
    m_controls->setAxis({.scale = FrequencyScale::Erb, .pianoStrip = true, .a4Hz = 432});
    QVERIFY(hasDot("frequencyScaleCombo") && hasDot("noteNamesCheck") && hasDot("concertPitchSpin"));
    QVERIFY(!hasDot("lowFrequencySpin"));
    m_controls->setRange(0, 5000);
    QVERIFY(hasDot("lowFrequencySpin"));
}

void TestFrequencyControls::resetSetsTheAxisBack()
{
    auto* reset = m_drive->control<QPushButton>("frequencyReset");
    QVERIFY(!reset->isVisible());
    m_drive->check("noteNamesCheck");
    m_drive->choose("frequencyScaleCombo", "Log");
    m_drive->write("lowFrequencySpin", "50");
    m_drive->write("concertPitchSpin", "4");
    QVERIFY(reset->isVisible());
    m_drive->click("frequencyReset");
    QCOMPARE(m_controls->axis(), FrequencyAxis());
    QCOMPARE(m_axis->last().at(0).value<FrequencyAxis>(), FrequencyAxis());
    QCOMPARE(m_band->last().at(0).toDouble(), 0.0);
    QCOMPARE(m_band->last().at(1).toDouble(), 24'000.0);
    QVERIFY(!reset->isVisible());
    QVERIFY(!tuningShown());
}

void TestFrequencyControls::everyControlIsNamed()
{
    m_controls->setAxis({.noteNames = true});
    test::walk(*m_controls, 7);
}

QTEST_MAIN(TestFrequencyControls)
#include "tst_frequencycontrols.moc"
