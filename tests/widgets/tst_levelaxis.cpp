// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panes/levelaxis.h"

#include "widgets/plot/leveltext.h"

#include <QLocale>
#include <QTest>

#include <cmath>
#include <numbers>
#include <set>

using namespace gabor;

namespace {

DisplayParameters display(LevelScale scale, double low, double high)
{
    DisplayParameters p;
    p.levelScale = scale;
    p.low = low;
    p.high = high;
    return p;
}

QStringList texts(const LevelAxis& axis, double most)
{
    QStringList list;
    for (const LevelTick& tick : levelTicks(axis, most, QLocale::c()))
        list << tick.text;
    return list;
}

} // namespace

/// The numbers beside a color bar.
class TestLevelAxis : public QObject
{
    Q_OBJECT

private slots:
    void everyScaleSaysWhichItIs()
    {
        QCOMPARE(scaleCaption(LevelScale::FullScale), QStringLiteral("Level (dBFS)"));
        QCOMPARE(scaleCaption(LevelScale::Density), QStringLiteral("PSD (dB re FS²/Hz)"));
        QCOMPARE(scaleCaption(LevelScale::Spectrum), QStringLiteral("Power (dB re FS²)"));
        QCOMPARE(scaleCaption(LevelScale::SoundPressure), QStringLiteral("Level (dB SPL)"));
        QCOMPARE(scaleCaption(LevelScale::Magnitude), QStringLiteral("Amplitude (full-scale sine = 1)"));
        QCOMPARE(scaleCaption(LevelScale::Phase), QStringLiteral("Phase (rad)"));
        std::set<QString> names;
        for (const LevelScaleInfo& info : levelScaleCatalog())
            names.insert(scaleName(info.scale));
        QCOMPARE(names.size(), levelScaleCatalog().size());
    }

    void valuesCarryTheirUnit()
    {
        const QLocale c = QLocale::c();
        QCOMPARE(valueText(-31.6, LevelScale::FullScale, 1, c), QStringLiteral("−31.6 dBFS"));
        QCOMPARE(valueText(-45.25, LevelScale::Density, 2, c), QStringLiteral("−45.25 dB re FS²/Hz"));
        QCOMPARE(valueText(62.4, LevelScale::SoundPressure, 1, c), QStringLiteral("62.4 dB SPL"));
        QCOMPARE(valueText(0.0263071, LevelScale::Magnitude, 1, c), QStringLiteral("0.02631"));
        QCOMPARE(valueText(0.5, LevelScale::Magnitude, 1, c), QStringLiteral("0.5"));
        QCOMPARE(valueText(2.5e-7, LevelScale::Magnitude, 1, c), QStringLiteral("2.5e−07"));
        QCOMPARE(valueText(-1.5708, LevelScale::Phase, 1, c), QStringLiteral("−1.571 rad"));
    }

    void ticksAreRoundNumbersWithinTheAxis_data()
    {
        QTest::addColumn<int>("scale");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<int>("most");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* name, LevelScale scale, double low, double high, int most,
                            const QStringList& expected) {
            QTest::newRow(name) << static_cast<int>(scale) << low << high << most << expected;
        };
        row("dB", LevelScale::FullScale, -100, -20, 11, {"−120", "−100", "−80", "−60", "−40", "−20", "0"});
        row("few dB", LevelScale::Density, -3, -1, 11, {"−12", "−10", "−8", "−6", "−4", "−2", "0", "2", "4", "6", "8"});
        row("amplitude", LevelScale::Magnitude, 0, 1, 11, {"0.0", "0.2", "0.4", "0.6", "0.8", "1.0", "1.2"});
        row("small", LevelScale::Magnitude, 0, 0.008, 6, {"0.000", "0.002", "0.004", "0.006", "0.008", "0.010"});
        row("smaller", LevelScale::Magnitude, 0, 4e-6, 6, {"0", "1e−06", "2e−06", "3e−06", "4e−06", "5e−06"});
        row("large", LevelScale::Magnitude, 0, 32'768, 11,
            {"0", "5000", "10000", "15000", "20000", "25000", "30000", "35000", "40000"});
        row("phase", LevelScale::Phase, -100, -20, 11, {"−π", "−π/2", "0", "π/2", "π"});
    }
    void ticksAreRoundNumbersWithinTheAxis()
    {
        QFETCH(int, scale);
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(int, most);
        QFETCH(QStringList, expected);
        const LevelAxis axis = axisAround(display(static_cast<LevelScale>(scale), low, high));
        QLocale plain = QLocale::c();
        plain.setNumberOptions(QLocale::OmitGroupSeparator);
        QStringList list;
        for (const LevelTick& tick : levelTicks(axis, most, plain)) {
            list << tick.text;
            QVERIFY(tick.value >= axis.range.low - 1e-9 && tick.value <= axis.range.high + 1e-9);
        }
        QCOMPARE(list, expected);
        QVERIFY(texts(axis, 500).size() > list.size() || axis.scale == LevelScale::Phase);
    }

    void axesLeaveRoomForGrips()
    {
        const LevelAxis decibels = axisAround(display(LevelScale::FullScale, -80, 0));
        QVERIFY(decibels.range.low <= -90 && decibels.range.high >= 10);
        const LevelAxis amplitudes = axisAround(display(LevelScale::Magnitude, 0, 0.4));
        QCOMPARE(amplitudes.range.low, 0.0);
        QCOMPARE(amplitudes.range.high, 0.5);
        const LevelAxis phases = axisAround(display(LevelScale::Phase, -80, 0));
        QCOMPARE(phases.range.high, std::numbers::pi);
        QCOMPARE(phases.range.low, -std::numbers::pi);
    }

    void limitsAreRoundedAsFinelyAsCanBeSeen()
    {
        const LevelAxis decibels = axisAround(display(LevelScale::FullScale, -80, 0));
        QCOMPARE(decibels.rounded({-79.96, 0.04}), (LevelLimits{-80, 0}));
        QCOMPARE(decibels.step(), 1.0);
        const LevelAxis amplitudes = axisAround(display(LevelScale::Magnitude, 0, 1));
        QCOMPARE(amplitudes.step(), 0.01);
        QCOMPARE(amplitudes.rounded({0.00049, 0.12345}), (LevelLimits{0, 0.123}));
    }

    void shiftingIsTheSameChangeOnEveryScale()
    {
        QCOMPARE(shifted({-80, 0}, 6, LevelScale::Spectrum), (LevelLimits{-74, 6}));
        const LevelLimits amplitudes = shifted({0, 0.5}, 20, LevelScale::Magnitude);
        QCOMPARE(amplitudes.low, 0.0);
        QVERIFY(std::abs(amplitudes.high - 5) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TestLevelAxis)
#include "tst_levelaxis.moc"
