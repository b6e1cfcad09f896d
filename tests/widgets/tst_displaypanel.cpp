// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/colormapstrip.h"
#include "widgets/panels/displaypanel.h"
#include "widgets/panels/fieldrow.h"
#include "widgets/panels/numberspin.h"

#include "tests/widgets/paneldriver.h"
#include "tests/widgets/panelwalk.h"

#include <QCheckBox>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>

#include <algorithm>
#include <cstdlib>
#include <memory>

using namespace gabor;

class TestDisplayPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_panel.reset(); }

    void settingNeverEmits();
    void shadingIsAClick();
    void shadingIsAnArrowKey();
    void everyColormapIsReachedByKeyboard();
    void swatchesShowTheMapItself();
    void reversedIsAClick();
    void typingALimitSwitchesAutomaticOff();
    void untouchedLimitKeepsItsExactValue();
    void automaticIsLeftToTheOwner();
    void everyMinusIsReadAndOneIsShown();
    void stepsChangeALimit();
    void frequenciesAreTyped();
    void fullShowsEverything();
    void newBandFromOutsideIsShown();
    void reductionIsChosen();
    void phasesHaveNoReductionToChoose();
    void resetSetsTheLookBack();
    void resetMakesLevelsAutomatic();
    void everyControlIsNamed();

private:
    const DisplayParameters& now() const { return m_panel->parameters(); }

    std::unique_ptr<DisplayPanel> m_panel;
    std::unique_ptr<test::PanelDriver> m_drive;
    std::unique_ptr<QSignalSpy> m_emitted;
    std::unique_ptr<QSignalSpy> m_band;
};

void TestDisplayPanel::init()
{
    QLocale::setDefault(QLocale::c());
    m_panel = std::make_unique<DisplayPanel>();
    m_panel->setFrequencyLimits(24000);
    m_panel->setFrequencyRange(0, 24000);
    m_drive = std::make_unique<test::PanelDriver>(*m_panel);
    m_emitted = std::make_unique<QSignalSpy>(m_panel.get(), &DisplayPanel::displayChanged);
    m_band = std::make_unique<QSignalSpy>(m_panel.get(), &DisplayPanel::frequencyRangeChanged);
}

void TestDisplayPanel::settingNeverEmits()
{
    QSignalSpy reduction(m_panel.get(), &DisplayPanel::reductionChanged);
    const DisplayParameters p{.shading = Shading::Flat,
                              .colormap = {ColormapKind::Cividis, true},
                              .low = -83.27,
                              .high = -3.27,
                              .automaticLevels = false};
    m_panel->setParameters(p);
    m_panel->setReduction(Reduction::MeanPower);
    m_panel->setFrequencyLimits(8000);
    m_panel->setFrequencyRange(100, 7000);
    QCOMPARE(m_emitted->count() + m_band->count() + reduction.count(), 0);
    QCOMPARE(now(), p);
    QVERIFY(m_drive->control<QPushButton>("shadingFlatButton")->isChecked());
    QVERIFY(m_drive->control<QCheckBox>("reversedCheck")->isChecked());
    QVERIFY(!m_drive->control<QPushButton>("autoLevelsButton")->isChecked());
    QCOMPARE(m_drive->textOf("colormapCombo"), "Cividis");
    QCOMPARE(m_drive->textOf("reductionCombo"), "Mean power");
    QCOMPARE(m_drive->control<NumberSpin>("lowDbSpin")->value(), -83.3);
    QCOMPARE(m_drive->control<NumberSpin>("lowFrequencySpin")->value(), 100);
}

void TestDisplayPanel::shadingIsAClick()
{
    m_drive->click("shadingFlatButton");
    QCOMPARE(now().shading, Shading::Flat);
    m_drive->click("shadingFlatButton");
    QCOMPARE(m_emitted->count(), 1);
    m_drive->click("shadingSmoothButton");
    QCOMPARE(now(), DisplayParameters());
    QCOMPARE(m_emitted->count(), 2);
}

void TestDisplayPanel::shadingIsAnArrowKey()
{
    auto* smooth = m_drive->control<QPushButton>("shadingSmoothButton");
    smooth->setFocus();
    QTest::keyClick(smooth, Qt::Key_Right);
    QCOMPARE(now().shading, Shading::Flat);
}

void TestDisplayPanel::everyColormapIsReachedByKeyboard()
{
    auto* combo = m_drive->control<QComboBox>("colormapCombo");
    QCOMPARE(combo->count(), 8);
    combo->setFocus();
    for (const ColormapInfo& info : colormapCatalog().subspan(1)) {
        QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(now().colormap.kind, info.kind);
    }
    QCOMPARE(m_emitted->count(), 7);
}

void TestDisplayPanel::swatchesShowTheMapItself()
{
    for (const bool reversed : {false, true}) {
        const ColormapChoice choice{ColormapKind::Inferno, reversed};
        QImage image(256, 20, QImage::Format_RGB32);
        QPainter painter(&image);
        paintColormap(painter, QRectF(0, 0, 256, 20), choice);
        painter.end();
        const ColorTable& table = colorTable(choice);
        for (const int x : {8, 60, 128, 200, 247}) {
            const QColor shown = image.pixelColor(x, 10);
            const QColor meant(table[static_cast<std::size_t>(x)]);
            const int red = std::abs(shown.red() - meant.red());
            const int green = std::abs(shown.green() - meant.green());
            const int blue = std::abs(shown.blue() - meant.blue());
            QVERIFY(std::max({red, green, blue}) <= 4); // painting interpolates between neighboring entries
        }
    }
}

void TestDisplayPanel::reversedIsAClick()
{
    const QImage before = m_drive->control<QComboBox>("colormapCombo")->itemIcon(1).pixmap(64, 12).toImage();
    m_drive->check("reversedCheck");
    QVERIFY(now().colormap.reversed);
    const QImage after = m_drive->control<QComboBox>("colormapCombo")->itemIcon(1).pixmap(64, 12).toImage();
    QVERIFY(before != after);
}

void TestDisplayPanel::typingALimitSwitchesAutomaticOff()
{
    QVERIFY(m_drive->control<QPushButton>("autoLevelsButton")->isChecked());
    m_drive->write("lowDbSpin", "-90");
    QCOMPARE(now().low, -90);
    QVERIFY(!now().automaticLevels);
    QVERIFY(!m_drive->control<QPushButton>("autoLevelsButton")->isChecked());
}

void TestDisplayPanel::untouchedLimitKeepsItsExactValue()
{
    DisplayParameters p;
    p.low = -91.23456;
    p.high = -11.23456;
    m_panel->setParameters(p);
    m_drive->write("lowDbSpin", "-70");
    QCOMPARE(now().low, -70);
    QCOMPARE(now().high, -11.23456);
}

void TestDisplayPanel::automaticIsLeftToTheOwner()
{
    m_drive->write("highDbSpin", "-30");
    const int before = m_emitted->count();
    m_drive->click("autoLevelsButton");
    QCOMPARE(m_emitted->count(), before + 1);
    QVERIFY(now().automaticLevels);
    QCOMPARE(now().high, -30);
    DisplayParameters found = now();
    found.low = -77;
    found.high = 3;
    m_panel->setParameters(found);
    QCOMPARE(m_drive->control<NumberSpin>("lowDbSpin")->value(), -77);
    QCOMPARE(m_drive->control<NumberSpin>("highDbSpin")->value(), 3);
    QCOMPARE(m_emitted->count(), before + 1);
}

void TestDisplayPanel::everyMinusIsReadAndOneIsShown()
{
    for (const char* text : {"-90.5", "−90.5"}) {
        m_panel->setParameters(DisplayParameters());
        m_drive->write("lowDbSpin", {});
        m_drive->control<NumberSpin>("lowDbSpin")->findChild<QLineEdit*>()->insert(QString::fromUtf8(text));
        QCOMPARE(now().low, -90.5);
        m_drive->press("lowDbSpin", Qt::Key_Tab);
        QCOMPARE(m_drive->control<NumberSpin>("lowDbSpin")->typedText(), "−90.5");
    }
}

void TestDisplayPanel::stepsChangeALimit()
{
    auto* spin = m_drive->control<NumberSpin>("highDbSpin");
    spin->setFocus();
    QTest::keyClick(spin, Qt::Key_Up);
    QTest::keyClick(spin, Qt::Key_Up);
    QCOMPARE(now().high, -18);
    QCOMPARE(m_emitted->count(), 2);
}

void TestDisplayPanel::frequenciesAreTyped()
{
    m_drive->write("highFrequencySpin", "8000");
    QCOMPARE(m_band->last().at(0).toDouble(), 0);
    QCOMPARE(m_band->last().at(1).toDouble(), 8000);
    m_drive->write("lowFrequencySpin", "62.5");
    QCOMPARE(m_band->last().at(0).toDouble(), 62.5);
    QCOMPARE(m_emitted->count(), 0);
}

void TestDisplayPanel::fullShowsEverything()
{
    m_panel->setFrequencyRange(100, 200);
    m_drive->write("lowFrequencySpin", "nothing");
    m_drive->click("fullFrequencyButton");
    QCOMPARE(m_band->count(), 1);
    QCOMPARE(m_band->last().at(0).toDouble(), 0);
    QCOMPARE(m_band->last().at(1).toDouble(), 24000);
    QCOMPARE(m_drive->control<NumberSpin>("lowFrequencySpin")->value(), 0);
    QCOMPARE(m_drive->said("lowFrequencySpin"), QString());
}

void TestDisplayPanel::newBandFromOutsideIsShown()
{
    connect(m_panel.get(), &DisplayPanel::frequencyRangeChanged, m_panel.get(), &DisplayPanel::setFrequencyRange);
    m_drive->write("lowFrequencySpin", "100.25");
    QVERIFY(m_drive->control<NumberSpin>("lowFrequencySpin")->text().startsWith("100.25"));
    m_panel->setFrequencyRange(200, 300);
    QCOMPARE(m_drive->control<NumberSpin>("lowFrequencySpin")->value(), 200);
    QCOMPARE(m_drive->control<NumberSpin>("highFrequencySpin")->value(), 300);
}

void TestDisplayPanel::reductionIsChosen()
{
    QSignalSpy emitted(m_panel.get(), &DisplayPanel::reductionChanged);
    auto* combo = m_drive->control<QComboBox>("reductionCombo");
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(emitted.count(), 1);
    QCOMPARE(m_panel->reduction(), Reduction::MeanPower);
    QCOMPARE(m_emitted->count(), 0);
}

void TestDisplayPanel::phasesHaveNoReductionToChoose()
{
    const auto* const combo = m_drive->control<QComboBox>("reductionCombo");
    const QString usual = combo->toolTip();
    DisplayParameters phases = now();
    phases.levelScale = LevelScale::Phase;
    m_panel->setParameters(phases);
    QVERIFY(!combo->isEnabled());
    QVERIFY2(combo->toolTip().contains("Phases"), qPrintable(combo->toolTip()));
    m_panel->setParameters({});
    QVERIFY(combo->isEnabled());
    QCOMPARE(combo->toolTip(), usual);
}

void TestDisplayPanel::resetSetsTheLookBack()
{
    auto* reset = m_drive->control<QPushButton>("displayReset");
    QVERIFY(!reset->isVisible());
    m_drive->click("shadingFlatButton");
    QTest::keyClick(m_drive->control<QComboBox>("colormapCombo"), Qt::Key_Down);
    QTest::keyClick(m_drive->control<QComboBox>("reductionCombo"), Qt::Key_Down);
    QVERIFY(reset->isVisible());
    QTest::mouseClick(reset, Qt::LeftButton);
    QCOMPARE(now(), DisplayParameters());
    QCOMPARE(m_panel->reduction(), Reduction::Maximum);
    QVERIFY(!reset->isVisible());
}

void TestDisplayPanel::resetMakesLevelsAutomatic()
{
    m_drive->write("lowDbSpin", "-60");
    m_drive->click("levelReset");
    QVERIFY(now().automaticLevels);
    QVERIFY(!m_drive->control<QPushButton>("levelReset")->isVisible());
}

void TestDisplayPanel::everyControlIsNamed()
{
    test::walk(*m_panel, 12);
}

QTEST_MAIN(TestDisplayPanel)
#include "tst_displaypanel.moc"
