// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/automaticlimits.h"

#include <QTest>

#include <cmath>

using namespace gabor;

namespace {

DisplayParameters on(LevelScale scale)
{
    DisplayParameters display;
    display.levelScale = scale;
    if (scale == LevelScale::SoundPressure)
        display.calibrationDb = 94;
    return display;
}

} // namespace

class TestAutomaticLimits : public QObject
{
    Q_OBJECT

private slots:
    void decibelsAreWholeOnTheirScale()
    {
        const DisplayParameters full = withAutomaticLimits(on(LevelScale::FullScale), -12.3, {});
        QCOMPARE(full.high, -12.0);
        QCOMPARE(full.low, -92.0);
        const DisplayParameters density = withAutomaticLimits(on(LevelScale::Density), -12.3, {-19.1, 3});
        QCOMPARE(density.high, -31.0);
        QCOMPARE(density.low, -111.0);
    }

    void amplitudesRunFromZero()
    {
        const DisplayParameters display = withAutomaticLimits(on(LevelScale::Magnitude), -6.0206, {});
        QCOMPARE(display.low, 0.0);
        QVERIFY(std::abs(display.high - 0.5) < 0.0011);
        QCOMPARE(withAutomaticLimits(on(LevelScale::Magnitude), 20 * std::log10(0.12341), {}).high, 0.124);
        QCOMPARE(withAutomaticLimits(on(LevelScale::Magnitude), 20 * std::log10(0.0250), {}).high, 0.025);
        QCOMPARE(withAutomaticLimits(on(LevelScale::Magnitude), 20 * std::log10(32'768.0), {}).high, 32'800.0);
    }

    void phasesKeepWhatTheyHave()
    {
        QVERIFY(withAutomaticLimits(on(LevelScale::Phase), -12, {}) == on(LevelScale::Phase));
    }

    void noLevelGivesAFault()
    {
        for (const LevelScaleInfo& info : levelScaleCatalog()) {
            for (const double level : {-8000.0, -450.0, 0.0, 760.0, 8000.0}) {
                const DisplayParameters display = withAutomaticLimits(on(info.scale), level, {900, 0});
                QVERIFY2(!faultIn(display), info.name.data());
            }
        }
    }

    void changingTheScaleNeverGivesAFault()
    {
        for (const LevelScaleInfo& from : levelScaleCatalog()) {
            for (const LevelScaleInfo& to : levelScaleCatalog()) {
                for (const auto& [low, high] : {std::pair(-1000.0, -999.9), std::pair(-80.0, 0.0), std::pair(0.0, 1.0),
                                                std::pair(990.0, 1000.0)}) {
                    DisplayParameters display = on(from.scale);
                    display.calibrationDb = 94;
                    display.low = low;
                    display.high = high;
                    const DisplayParameters other = onScale(display, to.scale, {-60, 0}, {94, 3});
                    QVERIFY2(!faultIn(other), from.name.data());
                    QCOMPARE(other.levelScale, to.scale);
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestAutomaticLimits)
#include "tst_automaticlimits.moc"
