// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pixels/levelhistogram.h"
#include "tests/support/processfacts.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace gabor;

namespace {

constexpr float silence = -std::numeric_limits<float>::infinity();
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();

LevelGrid gridOf(std::vector<float> levels)
{
    LevelGrid grid;
    grid.levels = std::move(levels);
    return grid;
}

} // namespace

class TestLevelHistogram : public QObject
{
    Q_OBJECT

private slots:
    void silenceAndGapsAreLeftOut()
    {
        QCOMPARE(sampledValues(gridOf({-10, silence, -20, unknown, -30})), (std::vector<float>{-10, -20, -30}));
        QVERIFY(sampledValues(gridOf({silence, unknown})).empty());
        QVERIFY(sampledValues(gridOf({})).empty());
    }

    void largePicturesGiveAnEvenSample()
    {
        for (const std::size_t size : {19'999UL, 20'000UL, 20'001UL, 40'000UL, 1'000'000UL, 2'073'600UL}) {
            std::vector<float> levels(size);
            std::iota(levels.begin(), levels.end(), 0.0F);
            const std::vector<float> values = sampledValues(gridOf(levels));
            QVERIFY(values.size() <= 20'000);
            QVERIFY(values.size() >= std::min<std::size_t>(size, 6'000));
            const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
            QVERIFY(std::abs(mean / static_cast<double>(size) - 0.5) < 0.001);
        }
    }

    void everyValueFallsIntoItsPart()
    {
        const std::vector<float> values{-100, -99.9F, -90, -50, -0.1F, 0, 0.1F, -100.1F};
        QCOMPARE(countsOfParts(values, -100, 0, 10), (std::vector<int>{2, 1, 0, 0, 0, 1, 0, 0, 0, 2}));
        QCOMPARE(countsOfParts({}, -100, 0, 3), (std::vector<int>{0, 0, 0}));
    }

    void valuesOnAScaleAreThoseOfTheScale()
    {
        const LevelReference reference{-12.5, 3};
        for (const LevelScaleInfo& info : levelScaleCatalog()) {
            std::vector<float> values{-120, -60, -6.0206F, 0, 3};
            const std::vector<float> before = values;
            putOnScale(values, info.scale, reference);
            for (std::size_t i = 0; i < values.size(); ++i) {
                const double expected = info.scale == LevelScale::Phase
                    ? static_cast<double>(before[i])
                    : valueOnScale(static_cast<double>(before[i]), info.scale, reference);
                const double error = std::abs(static_cast<double>(values[i]) - expected);
                QVERIFY2(error <= 1e-6 * std::max(1.0, std::abs(expected)), info.name.data());
            }
        }
    }

    void aScreenIsCountedWithinAFrame()
    {
        std::vector<float> levels(1'400 * 800);
        for (std::size_t i = 0; i < levels.size(); ++i)
            levels[i] = -60 + 40 * std::sin(static_cast<float>(i % 7919));
        const LevelGrid grid = gridOf(std::move(levels));
        double best = std::numeric_limits<double>::max();
        for (int round = 0; round < 20; ++round) {
            const double before = test::processorMilliseconds();
            std::vector<float> values = sampledValues(grid);
            putOnScale(values, LevelScale::Magnitude, {});
            const std::vector<int> counts = countsOfParts(values, 0, 1, 250);
            QCOMPARE(std::accumulate(counts.begin(), counts.end(), 0), static_cast<int>(values.size()));
            best = std::min(best, test::processorMilliseconds() - before);
        }
        qInfo("%.3f ms", best);
        QVERIFY(best < 3 * test::slowness);
    }
};

QTEST_GUILESS_MAIN(TestLevelHistogram)
#include "tst_levelhistogram.moc"
