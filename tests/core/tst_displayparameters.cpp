// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/displayparameters.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace gabor;

using Rule = DisplayFault::Rule;

class TestDisplayParameters : public QObject
{
    Q_OBJECT

private slots:
    void defaultsMayBeUsed() { QVERIFY(!faultIn(DisplayParameters{})); }

    void ascendingLimitsMayBeUsed()
    {
        QVERIFY(!faultIn({.colormap = {}, .low = -300, .high = -299.9}));
        QVERIFY(!faultIn({.colormap = {}, .low = 0, .high = std::numeric_limits<double>::denorm_min()}));
        QVERIFY(!faultIn({.colormap = {}, .low = -5, .high = 20}));
    }

    void limitsHaveToBeFinite()
    {
        for (const double bad : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
            for (const DisplayParameters& parameters :
                 {DisplayParameters{.colormap = {}, .low = bad}, DisplayParameters{.colormap = {}, .high = bad},
                  DisplayParameters{.colormap = {}, .low = bad, .high = bad}}) {
                const auto fault = faultIn(parameters);
                QVERIFY(fault);
                QCOMPARE(fault->rule, Rule::LimitNotFinite);
            }
        }
    }

    void limitsHaveToAscend()
    {
        for (const double high : {-50.0, -50.000001, -100.0}) {
            const auto fault = faultIn({.colormap = {}, .low = -50, .high = high});
            QVERIFY(fault);
            QCOMPARE(fault->rule, Rule::LimitsNotAscending);
        }
    }

    /// Automatic limits are written into the same two numbers, so they are checked as well.
    void limitsThatNumbersCannotTellApartAreRefused()
    {
        const DisplayParameters display{.levelScale = LevelScale::Magnitude, .low = 999'999'999'999'999, .high = 1e15};
        QVERIFY(faultIn(display) && faultIn(display)->rule == DisplayFault::Rule::LimitsTooClose);
        QVERIFY(!faultIn(DisplayParameters{.levelScale = LevelScale::Magnitude, .low = 0, .high = 1e-12}));
    }

    void automaticLimitsAreNoExcuse()
    {
        QVERIFY(faultIn({.colormap = {}, .low = 0, .high = -10, .automaticLevels = true}));
        QVERIFY(faultIn({.colormap = {}, .low = 0, .high = -10, .automaticLevels = false}));
    }

    void everyMemberCountsWhenComparing()
    {
        const DisplayParameters base;
        DisplayParameters other = base;
        QVERIFY(base == other);
        other.shading = Shading::Flat;
        QVERIFY(base != other);
        other = base;
        other.colormap.reversed = true;
        QVERIFY(base != other);
        other = base;
        other.low -= 1;
        QVERIFY(base != other);
        other = base;
        other.high += 1;
        QVERIFY(base != other);
        other = base;
        other.automaticLevels = !base.automaticLevels;
        QVERIFY(base != other);
    }
};

QTEST_GUILESS_MAIN(TestDisplayParameters)
#include "tst_displayparameters.moc"
