// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/displaypanel.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/numberspin.h"

#include "tests/widgets/paneldriver.h"
#include "tests/widgets/panelwalk.h"

#include <QPushButton>
#include <QSignalSpy>

#include <memory>

using namespace gabor;

/// The level section of the display panel, by clicks and keys.
class TestLevelControls : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_panel.reset(); }

    void everyScaleIsReachedByKeyboard();
    void ownersLimitsOfTheScaleAreShown();
    void soundPressureAsksForItsCalibration();
    void askingEndsWhereTheKeyboardGoesElsewhere();
    void calibrationThatBecomesImpossibleIsAsBefore();
    void knownCalibrationIsUsedAtOnce();
    void lockingKeepsTheLimits();
    void phasesHaveNoLimits();
    void phasesHaveColorsOfTheirOwn();
    void impossibleAmplitudesAreSaidWithoutDecibels();
    void resetSetsEverythingBack();
    void sampleIsAReduction();
    void everyControlIsNamedOnEveryScale();

private:
    const DisplayParameters& now() const { return m_panel->parameters(); }
    bool shown(const char* name) const { return m_drive->control(name)->isVisible(); }
    void show(LevelScale scale, double low, double high);

    std::unique_ptr<DisplayPanel> m_panel;
    std::unique_ptr<test::PanelDriver> m_drive;
    std::unique_ptr<QSignalSpy> m_emitted;
};

void TestLevelControls::init()
{
    QLocale::setDefault(QLocale::c());
    m_panel = std::make_unique<DisplayPanel>();
    m_panel->setFrequencyLimits(24000);
    m_panel->setFrequencyRange(0, 24000);
    m_drive = std::make_unique<test::PanelDriver>(*m_panel);
    m_emitted = std::make_unique<QSignalSpy>(m_panel.get(), &DisplayPanel::displayChanged);
}

void TestLevelControls::show(LevelScale scale, double low, double high)
{
    DisplayParameters p;
    p.levelScale = scale;
    p.low = low;
    p.high = high;
    if (scale == LevelScale::SoundPressure)
        p.calibrationDb = 94;
    m_panel->setParameters(p);
}

void TestLevelControls::everyScaleIsReachedByKeyboard()
{
    auto* combo = m_drive->control<QComboBox>("levelScaleCombo");
    combo->setFocus();
    std::vector<LevelScale> seen;
    for (int i = 1; i < combo->count(); ++i) {
        QTest::keyClick(combo, Qt::Key_Down);
        seen.push_back(now().levelScale);
    }
    // Sound pressure waits for its calibration, and whoever goes on leaves it behind.
    QCOMPARE(seen,
             (std::vector{LevelScale::Density, LevelScale::Spectrum, LevelScale::Spectrum, LevelScale::Magnitude,
                          LevelScale::Phase}));
    QVERIFY(!shown("calibrationSpin"));
    for (int i = 0; i < combo->count(); ++i) {
        const QString toolTip = combo->itemData(i, Qt::ToolTipRole).toString();
        QVERIFY(!toolTip.isEmpty() && toolTip.size() <= 200);
    }
}

void TestLevelControls::ownersLimitsOfTheScaleAreShown()
{
    // As the window does, the owner answers with the limits of the new scale.
    connect(m_panel.get(), &DisplayPanel::displayChanged, m_panel.get(), [this](DisplayParameters p) {
        if (p.levelScale == LevelScale::Magnitude && p.low < 0) {
            p.low = 0.0001;
            p.high = 0.7943282;
            m_panel->setParameters(p);
        }
    });
    m_drive->choose("levelScaleCombo", "Amplitude");
    QCOMPARE(m_drive->control<NumberSpin>("lowDbSpin")->text(), QStringLiteral("0.0001"));
    QCOMPARE(m_drive->control<NumberSpin>("highDbSpin")->text(), QStringLiteral("0.794328"));
    m_drive->write("lowDbSpin", "0.002");
    QCOMPARE(now().low, 0.002);
    QCOMPARE(now().high, 0.7943282);
    QVERIFY(!now().automaticLevels);
    show(LevelScale::Density, -94.23, -14.23);
    QCOMPARE(m_drive->control<NumberSpin>("lowDbSpin")->text(), QStringLiteral("−94.2 dB"));
    QCOMPARE(m_drive->textOf("levelScaleCombo"), QStringLiteral("PSD"));
    QVERIFY(m_drive->control("lowDbSpin")->accessibleName().contains("dB re FS²/Hz"));
}

void TestLevelControls::soundPressureAsksForItsCalibration()
{
    m_drive->choose("levelScaleCombo", "PSD");
    const int before = m_emitted->count();
    QVERIFY(!shown("calibrationSpin"));
    m_drive->choose("levelScaleCombo", "dB SPL");
    QVERIFY(shown("calibrationSpin"));
    QVERIFY(m_drive->said("calibrationSpin").contains("sine of full scale"));
    QCOMPARE(now().levelScale, LevelScale::Spectrum); // on the way there
    m_drive->write("calibrationSpin", "94");
    QCOMPARE(now().levelScale, LevelScale::SoundPressure);
    QCOMPARE(now().calibrationDb, std::optional(94.0));
    QCOMPARE(m_drive->said("calibrationSpin"), QString());
    QVERIFY(m_emitted->count() > before);
    m_drive->press("calibrationSpin", Qt::Key_Tab);
    QCOMPARE(m_drive->textOf("levelScaleCombo"), QStringLiteral("dB SPL"));
    QCOMPARE(m_drive->control<NumberSpin>("calibrationSpin")->text(), QStringLiteral("94"));
}

void TestLevelControls::askingEndsWhereTheKeyboardGoesElsewhere()
{
    m_drive->choose("levelScaleCombo", "dB SPL");
    QTest::keyClick(m_drive->control("levelScaleCombo"), Qt::Key_Tab); // into the field
    QVERIFY(m_drive->control("calibrationSpin")->hasFocus());
    QVERIFY(shown("calibrationSpin"));
    // What else changes meanwhile does not end it.
    DisplayParameters found = now();
    found.high = -7;
    m_panel->setParameters(found);
    QVERIFY(shown("calibrationSpin"));
    QVERIFY(!m_drive->said("calibrationSpin").isEmpty());
    m_drive->control("colormapCombo")->setFocus();
    QVERIFY(!shown("calibrationSpin"));
    QCOMPARE(m_drive->textOf("levelScaleCombo"), QStringLiteral("Power"));
    QCOMPARE(now().levelScale, LevelScale::Spectrum);
}

void TestLevelControls::calibrationThatBecomesImpossibleIsAsBefore()
{
    m_drive->choose("levelScaleCombo", "dB SPL");
    m_drive->write("calibrationSpin", "120");
    QCOMPARE(now().calibrationDb, std::optional(120.0));
    QTest::keyClicks(m_drive->control("calibrationSpin"), "00");
    QVERIFY(m_drive->said("calibrationSpin").contains("1000"));
    QCOMPARE(now().levelScale, LevelScale::Spectrum);
    QVERIFY(!now().calibrationDb);
    QVERIFY(shown("calibrationSpin"));
    QTest::keyClick(m_drive->control("calibrationSpin"), Qt::Key_Backspace);
    QTest::keyClick(m_drive->control("calibrationSpin"), Qt::Key_Backspace);
    QCOMPARE(now().calibrationDb, std::optional(120.0));
    QTest::keyClick(m_drive->control("calibrationSpin"), Qt::Key_Return);
    m_drive->write("calibrationSpin", "loud");
    QVERIFY(m_drive->said("calibrationSpin").contains("loud"));
    QCOMPARE(now().calibrationDb, std::optional(120.0));
    m_panel->discardEdits();
    QCOMPARE(m_drive->control<NumberSpin>("calibrationSpin")->text(), QStringLiteral("120"));
    QCOMPARE(m_drive->said("calibrationSpin"), QString());
}

void TestLevelControls::knownCalibrationIsUsedAtOnce()
{
    DisplayParameters p;
    p.calibrationDb = 100.5;
    m_panel->setParameters(p);
    m_drive->choose("levelScaleCombo", "dB SPL");
    QCOMPARE(now().levelScale, LevelScale::SoundPressure);
    QCOMPARE(m_drive->said("calibrationSpin"), QString());
    QCOMPARE(m_drive->control<NumberSpin>("calibrationSpin")->value(), 100.5);
}

void TestLevelControls::lockingKeepsTheLimits()
{
    show(LevelScale::FullScale, -83.27, -3.27);
    const DisplayParameters before = now();
    m_drive->click("lockedLevelsButton");
    QVERIFY(!now().automaticLevels);
    QCOMPARE(now().low, before.low);
    QCOMPARE(now().high, before.high);
    m_drive->click("lockedLevelsButton");
    QCOMPARE(m_emitted->count(), 1);
    QVERIFY(m_drive->control<QPushButton>("lockedLevelsButton")->isChecked());
    QVERIFY(!m_drive->control<QPushButton>("autoLevelsButton")->isChecked());
    QTest::keyClick(m_drive->control("lockedLevelsButton"), Qt::Key_Left);
    QVERIFY(now() == before);
}

void TestLevelControls::phasesHaveNoLimits()
{
    show(LevelScale::Phase, -80, 0);
    for (const char* name : {"lowDbSpin", "highDbSpin", "autoLevelsButton", "lockedLevelsButton"})
        QVERIFY2(!shown(name), name);
    show(LevelScale::FullScale, -80, 0);
    for (const char* name : {"lowDbSpin", "highDbSpin", "autoLevelsButton", "lockedLevelsButton"})
        QVERIFY2(shown(name), name);
}

void TestLevelControls::phasesHaveColorsOfTheirOwn()
{
    m_drive->choose("colormapCombo", "Magma");
    m_drive->choose("levelScaleCombo", "Phase");
    QCOMPARE(m_drive->textOf("colormapCombo"), QStringLiteral("Twilight"));
    m_drive->choose("colormapCombo", "Gray");
    m_drive->check("reversedCheck");
    QCOMPARE(now().phaseColormap, (ColormapChoice{ColormapKind::Gray, true}));
    QCOMPARE(now().colormap, (ColormapChoice{ColormapKind::Magma, false}));
    m_drive->choose("levelScaleCombo", "dBFS");
    QCOMPARE(m_drive->textOf("colormapCombo"), QStringLiteral("Magma"));
    QVERIFY(shown("displayReset"));
    m_drive->click("displayReset");
    QCOMPARE(now().phaseColormap, DisplayParameters().phaseColormap);
    QCOMPARE(now().colormap, DisplayParameters().colormap);
}

void TestLevelControls::impossibleAmplitudesAreSaidWithoutDecibels()
{
    show(LevelScale::Magnitude, 0, 0.5);
    m_drive->write("lowDbSpin", "0.75");
    QVERIFY2(m_drive->said("lowDbSpin").contains("(0.75) must be below"), qPrintable(m_drive->said("lowDbSpin")));
    m_drive->write("highDbSpin", "40000"); // floats that were never scaled
    QCOMPARE(now().high, 40000.0);
    QCOMPARE(m_drive->said("highDbSpin"), QString());
}

void TestLevelControls::resetSetsEverythingBack()
{
    QVERIFY(!shown("levelReset"));
    m_drive->choose("levelScaleCombo", "dB SPL");
    m_drive->write("calibrationSpin", "94");
    m_drive->click("lockedLevelsButton");
    QVERIFY(shown("levelReset"));
    QVERIFY(rowOf(*m_drive->control("levelScaleCombo")).label()->isChanged());
    QVERIFY(rowOf(*m_drive->control("calibrationSpin")).label()->isChanged());
    QVERIFY(rowOf(*m_drive->control("lockedLevelsButton")).label()->isChanged());
    m_drive->click("levelReset");
    QVERIFY(now() == DisplayParameters());
    QVERIFY(!shown("levelReset"));
    QVERIFY(!shown("calibrationSpin"));
}

void TestLevelControls::sampleIsAReduction()
{
    QSignalSpy emitted(m_panel.get(), &DisplayPanel::reductionChanged);
    m_drive->choose("reductionCombo", "Sample");
    QCOMPARE(m_panel->reduction(), Reduction::Sample);
    QVERIFY(shown("displayReset"));
    m_drive->click("displayReset");
    QCOMPARE(m_panel->reduction(), Reduction::Maximum);
}

void TestLevelControls::everyControlIsNamedOnEveryScale()
{
    for (const LevelScaleInfo& info : levelScaleCatalog()) {
        show(info.scale, 0, 1);
        test::walk(*m_panel, 10);
    }
}

QTEST_MAIN(TestLevelControls)
#include "tst_levelcontrols.moc"
