// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plot/tickers.h"
#include "widgets/plot/timetext.h"

#include <QSet>
#include <QTest>

#include <cmath>

using namespace gabor;

namespace {

struct Axis
{
    QVector<double> ticks;
    QVector<QString> labels;
};

Axis axisOver(AxisKind kind, double low, double high, int tickCount)
{
    const QSharedPointer<QCPAxisTicker> ticker = makeTicker(kind);
    ticker->setTickCount(tickCount);
    Axis axis;
    QVector<double> subTicks;
    ticker->generate(QCPRange(low, high), QLocale::c(), QLatin1Char('g'), 6, axis.ticks, &subTicks, &axis.labels);
    return axis;
}

/// What a label says, in seconds, hertz or kilohertz.
double valueOf(const QString& label)
{
    double value = 0;
    for (const QString& part : QString(label).remove(QLatin1Char('-')).split(u':'))
        value = value * 60 + part.toDouble();
    return label.startsWith(u'-') ? -value : value;
}

/// The sentence that says what is wrong with an axis, or nothing.
QString faultIn(const Axis& axis, double low, double high, double unit)
{
    const QString place = QStringLiteral("%1 to %2: %3").arg(low, 0, 'g', 15).arg(high, 0, 'g', 15);
    QSet<QString> seen;
    int inside = 0;
    for (qsizetype i = 0; i < axis.ticks.size(); ++i) {
        if (axis.ticks[i] < low || axis.ticks[i] > high)
            continue;
        ++inside;
        const QString& label = axis.labels[i];
        if (seen.contains(label))
            return place.arg(QStringLiteral("twice ") + label);
        seen << label;
        const double step = axis.ticks.size() > 1 ? axis.ticks[1] - axis.ticks[0] : high - low;
        if (std::abs(valueOf(label) * unit - axis.ticks[i]) > step * 0.01)
            return place.arg(label + QStringLiteral(" stands at %1").arg(axis.ticks[i], 0, 'g', 15));
        if (label.size() > 14)
            return place.arg(QStringLiteral("long ") + label);
    }
    if (inside < 1 || inside > 40)
        return place.arg(QStringLiteral("%1 ticks").arg(inside));
    return {};
}

} // namespace

class TestTickers : public QObject
{
    Q_OBJECT

private slots:
    void timesAreRoundAndDifferentAtEveryZoom();
    void frequenciesAreRoundAndDifferentAtEveryZoom();
    void longTimesReadAsOnAClock();
    void stepsOfTimeAreThoseOfAClock();
    void numbersFollowTheLocale();
    void clockTextIsRoundedOnce_data();
    void clockTextIsRoundedOnce();
};

void TestTickers::timesAreRoundAndDifferentAtEveryZoom()
{
    for (double length = 1e-4; length <= 1e5; length *= 1.17) {
        for (const double place : {0.0, 0.37, 12.3456, 59.99, 3599.5, 80'000.123}) {
            for (const int count : {3, 7, 15}) {
                const QString fault =
                    faultIn(axisOver(AxisKind::Time, place, place + length, count), place, place + length, 1);
                // At a far place, and from so near, a label may need more digits than there is room for.
                if (fault.contains("long") && place > 1000 && length < 1e-3)
                    continue;
                QVERIFY2(fault.isEmpty(), qPrintable(fault));
            }
        }
    }
}

void TestTickers::frequenciesAreRoundAndDifferentAtEveryZoom()
{
    for (double width = 0.1; width <= 192'000; width *= 1.13) {
        for (const double place : {0.0, 20.0, 440.01, 9'990.0, 21'033.7}) {
            if (place + width > 192'000)
                continue;
            for (const int count : {3, 6, 14}) {
                const QCPRange range(place, place + width);
                const double unit = range.upper >= 10'000 ? 1000 : 1;
                const QString fault = faultIn(axisOver(AxisKind::Frequency, range.lower, range.upper, count),
                                              range.lower, range.upper, unit);
                QVERIFY2(fault.isEmpty(), qPrintable(fault));
            }
        }
    }
}

void TestTickers::longTimesReadAsOnAClock()
{
    QVERIFY(!readsAsClock(QCPRange(0, 59)));
    QVERIFY(readsAsClock(QCPRange(0, 60)));
    for (const QString& label : axisOver(AxisKind::Time, 3590, 3700, 6).labels)
        QVERIFY2(label.contains(u':'), qPrintable(label));
    QVERIFY(axisOver(AxisKind::Time, 3590, 3700, 6).labels.contains("1:00:00"));
    for (const QString& label : axisOver(AxisKind::Time, 0, 10, 6).labels)
        QVERIFY2(!label.contains(u':'), qPrintable(label));
}

void TestTickers::stepsOfTimeAreThoseOfAClock()
{
    for (double length = 30; length <= 1e5; length *= 1.1) {
        const Axis axis = axisOver(AxisKind::Time, 0, length, 8);
        QVERIFY(axis.ticks.size() >= 2);
        const double step = axis.ticks[1] - axis.ticks[0];
        const double unit = step < 60 ? 60 : step < 3600 ? 3600 : 86'400;
        QVERIFY2(std::abs(std::remainder(unit, step)) < 1e-6, qPrintable(QString::number(step)));
    }
}

void TestTickers::numbersFollowTheLocale()
{
    const QSharedPointer<QCPAxisTicker> ticker = makeTicker(AxisKind::Time);
    ticker->setTickCount(5);
    QVector<double> ticks;
    QVector<QString> labels;
    ticker->generate(QCPRange(0, 1), QLocale(QLocale::German), QLatin1Char('g'), 6, ticks, nullptr, &labels);
    QVERIFY2(labels.contains("0,2"), qPrintable(labels.toList().join(u' ')));
}

void TestTickers::clockTextIsRoundedOnce_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << 3 << "0:00.000";
    QTest::newRow("just below a minute") << 59.9996 << 3 << "1:00.000";
    QTest::newRow("just below an hour") << 3599.9996 << 3 << "1:00:00.000";
    QTest::newRow("hours") << 3723.5 << 3 << "1:02:03.500";
    QTest::newRow("no decimals") << 3723.4 << 0 << "1:02:03";
    QTest::newRow("a day and more") << 100'000.0 << 0 << "27:46:40";
    QTest::newRow("negative") << -61.25 << 2 << "-1:01.25";
    QTest::newRow("nearly nothing below zero") << -0.0001 << 2 << "0:00.00";
    QTest::newRow("fine") << 1.23456789 << 6 << "0:01.234568";
    QTest::newRow("more than an integer holds") << 1e300 << 3 << "2500000000000:00:00.000";
    QTest::newRow("and less") << -1e300 << 0 << "-2500000000000000:00:00";
}

void TestTickers::clockTextIsRoundedOnce()
{
    QFETCH(double, seconds);
    QFETCH(int, decimals);
    QFETCH(QString, text);
    QCOMPARE(clockText(seconds, decimals, QLocale::c()), text);
}

QTEST_GUILESS_MAIN(TestTickers)
#include "tst_tickers.moc"
