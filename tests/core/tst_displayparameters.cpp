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
        QVERIFY(!faultIn({.colormap = {}, .lowDb = -300, .highDb = -299.9}));
        QVERIFY(!faultIn({.colormap = {}, .lowDb = 0, .highDb = std::numeric_limits<double>::denorm_min()}));
        QVERIFY(!faultIn({.colormap = {}, .lowDb = -5, .highDb = 20}));
    }

    void limitsHaveToBeFinite()
    {
        for (const double bad : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
            for (const DisplayParameters& parameters :
                 {DisplayParameters{.colormap = {}, .lowDb = bad}, DisplayParameters{.colormap = {}, .highDb = bad},
                  DisplayParameters{.colormap = {}, .lowDb = bad, .highDb = bad}}) {
                const auto fault = faultIn(parameters);
                QVERIFY(fault);
                QCOMPARE(fault->rule, Rule::LimitNotFinite);
            }
        }
    }

    void limitsHaveToAscend()
    {
        for (const double high : {-50.0, -50.000001, -100.0}) {
            const auto fault = faultIn({.colormap = {}, .lowDb = -50, .highDb = high});
            QVERIFY(fault);
            QCOMPARE(fault->rule, Rule::LimitsNotAscending);
        }
    }

    /// Automatic limits are written into the same two numbers, so they are checked as well.
    void automaticLimitsAreNoExcuse()
    {
        QVERIFY(faultIn({.colormap = {}, .lowDb = 0, .highDb = -10, .automaticLevels = true}));
        QVERIFY(faultIn({.colormap = {}, .lowDb = 0, .highDb = -10, .automaticLevels = false}));
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
        other.lowDb -= 1;
        QVERIFY(base != other);
        other = base;
        other.highDb += 1;
        QVERIFY(base != other);
        other = base;
        other.automaticLevels = !base.automaticLevels;
        QVERIFY(base != other);
    }
};

QTEST_GUILESS_MAIN(TestDisplayParameters)
#include "tst_displayparameters.moc"
