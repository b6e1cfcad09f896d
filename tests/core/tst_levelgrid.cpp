// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/scene.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>

using namespace gabor;
using test::sampleRate;
using test::Scene;

namespace {

constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
constexpr float silence = -std::numeric_limits<float>::infinity();

/// Hamming has no coefficient of 0, so that a click is seen by every frame whose window covers it.
StftParameters hamming(int windowLength, int hop)
{
    return {.window = {.kind = WindowKind::Hamming}, .windowLength = windowLength, .hop = hop, .nfft = windowLength};
}

LevelGrid gridOf(std::vector<float> levels)
{
    LevelGrid grid;
    grid.ys = {0.5};
    for (std::size_t i = 0; i < levels.size(); ++i)
        grid.xs.push_back(static_cast<double>(i) + 0.5);
    grid.levels = std::move(levels);
    return grid;
}

double meanLevel(std::span<const float> levels)
{
    double power = 0;
    for (const float level : levels)
        power += std::pow(10, static_cast<double>(level) / 10);
    return 10 * std::log10(power / static_cast<double>(levels.size()));
}

} // namespace

class TestLevelGrid : public QObject
{
    Q_OBJECT

private slots:
    void clickIsInEveryPictureOfItsPlace_data()
    {
        QTest::addColumn<int>("click");
        QTest::newRow("first sample") << 0;
        QTest::newRow("near the beginning") << 31;
        QTest::newRow("middle") << 100'003;
        QTest::newRow("anywhere") << 77'777;
        QTest::newRow("last sample") << 199'999;
    }
    void clickIsInEveryPictureOfItsPlace()
    {
        QFETCH(int, click);
        const StftParameters stft = hamming(64, 16);
        std::vector<double> samples(200'000); // the last whole frame ends with the last sample
        samples[static_cast<std::size_t>(click)] = 1;
        Scene scene(std::move(samples), stft);
        const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
        double sum = 0;
        for (const double coefficient : window)
            sum += coefficient;

        std::mt19937 random(static_cast<unsigned>(click));
        std::uniform_real_distribution<double> share(0, 1);
        for (int i = 0; i < 400; ++i) {
            const double length = 30 * std::exp(share(random) * std::log(10'000));
            const double begin = click - share(random) * length;
            const double lowHz = share(random) * 3000;
            const PictureSpan span{begin, begin + length, lowHz, lowHz + 20 + share(random) * (3980 - lowHz)};
            const int width = 1 + static_cast<int>(share(random) * share(random) * 900);
            const int height = 1 + static_cast<int>(share(random) * 50);
            const QString where =
                QString("%1 to %2 in %3 pixels: ").arg(begin, 0, 'f', 2).arg(begin + length, 0, 'f', 2).arg(width);
            const LevelGrid grid = scene.picture(span, width, height);
            const double pixelLength = length / width;

            // The strongest of the frames in view, of which each reaches half a hop to either side.
            double strongest = 0;
            double center = 0;
            for (std::int64_t frame = 0; frame < scene.frameCount(); ++frame) {
                const std::int64_t place = click - frame * stft.hop;
                const double middle = frameCenter(stft, static_cast<double>(frame));
                if (place < 0 || place >= stft.windowLength || middle + stft.hop / 2.0 <= begin + 1e-6
                    || middle - stft.hop / 2.0 >= begin + length - 1e-6)
                    continue;
                const double amplitude = 2 * window[static_cast<std::size_t>(place)] / sum;
                if (amplitude > strongest) {
                    strongest = amplitude;
                    center = (middle - begin) / pixelLength;
                }
            }
            if (strongest == 0)
                continue;
            // A column is at most a pixel wide and stands in the pixel of its middle, so up to one pixel away.
            const double slack = stft.hop >= pixelLength ? 1e-6 : 1.0 + 1e-6;
            const double expected = 20 * std::log10(strongest);
            bool found = false;
            for (std::size_t x = 0; x < grid.columnCount(); ++x) {
                for (std::size_t y = 0; y < grid.rowCount(); ++y) {
                    found = found
                        || (std::abs(grid.xs[x] - center) <= slack
                            && static_cast<double>(grid.row(y)[x]) >= expected - 0.01);
                }
            }
            QVERIFY2(found, qPrintable(where + QString("%1 dB at %2").arg(expected).arg(center)));
        }
    }

    /// What is seen by no frame in view must not be in the picture.
    void silenceAroundAClickStaysSilent()
    {
        const StftParameters stft = hamming(64, 16);
        std::vector<double> samples(200'000);
        samples[100'000] = 1;
        Scene scene(std::move(samples), stft);
        for (const int width : {1, 10, 100, 1000, 5000}) {
            const PictureSpan span{0, 200'000, 0, 4000};
            const LevelGrid grid = scene.picture(span, width, 20);
            const double pixelLength = 200'000.0 / width;
            QCOMPARE(grid.levels.size(), grid.columnCount() * grid.rowCount());
            for (std::size_t x = 0; x < grid.columnCount(); ++x) {
                if (std::abs(grid.xs[x] * pixelLength - 100'000) < 2 * pixelLength + 64)
                    continue;
                for (std::size_t y = 0; y < grid.rowCount(); ++y)
                    QCOMPARE(grid.row(y)[x], silence);
            }
        }
    }

    void sineStandsAtItsFrequency_data()
    {
        QTest::addColumn<double>("lowHz");
        QTest::addColumn<double>("highHz");
        QTest::addColumn<int>("height");
        QTest::newRow("all, larger than bins") << 0.0 << 4000.0 << 1000;
        QTest::newRow("all, smaller than bins") << 0.0 << 4000.0 << 90;
        QTest::newRow("part") << 901.7 << 1733.3 << 371;
        QTest::newRow("beyond half the rate and below nothing") << -500.0 << 9000.0 << 777;
        QTest::newRow("a few bins") << 1400.0 << 1600.0 << 500;
    }
    void sineStandsAtItsFrequency()
    {
        QFETCH(double, lowHz);
        QFETCH(double, highHz);
        QFETCH(int, height);
        const StftParameters stft = hamming(512, 128);
        for (const int bin : {93, 97, 101}) {
            const double hz = bin * sampleRate / 512;
            Scene scene(test::sine(20'000, hz, sampleRate), stft);
            const LevelGrid grid = scene.picture({5000, 9000, lowHz, highHz}, 40, height);
            std::size_t strongest = 0;
            for (std::size_t y = 0; y < grid.rowCount(); ++y)
                strongest = grid.row(y)[20] > grid.row(strongest)[20] ? y : strongest;
            QVERIFY(std::abs(grid.row(strongest)[20]) < 0.01F);
            const double pixelsPerHz = height / (highHz - lowHz);
            const double expected = (hz - lowHz) * pixelsPerHz;
            const double slack = pixelsPerHz * sampleRate / 512 >= 1 ? 1e-6 : 0.5 + 1e-6;
            QVERIFY2(std::abs(grid.ys[strongest] - expected) <= slack,
                     qPrintable(QString("%1 instead of %2").arg(grid.ys[strongest]).arg(expected)));
        }
    }

    void framesStandAtTheirCenters()
    {
        const StftParameters stft = hamming(101, 20); // an odd window's middle lies between two samples
        Scene scene(test::noise(5000), stft);
        const LevelGrid grid = scene.picture({1000.25, 1500.75, 0, 4000}, 700, 10);
        for (const double x : grid.xs) {
            const double sample = 1000.25 + x * 500.5 / 700;
            const double frame = (sample - 50.5) / 20;
            QVERIFY(std::abs(frame - std::round(frame)) < 1e-6);
        }
        for (std::size_t x = 1; x < grid.columnCount(); ++x)
            QVERIFY(std::abs(grid.xs[x] - grid.xs[x - 1] - 20 * 700 / 500.5) < 1e-6);
    }

    void everythingInOnePixelIsReducedAsChosen()
    {
        const StftParameters stft = hamming(64, 32);
        constexpr std::int64_t frames = 64;
        const std::vector<double> samples = test::noise((frames - 1) * 32 + 64);
        for (const Reduction reduction : {Reduction::Maximum, Reduction::MeanPower}) {
            Scene scene(samples, stft, reduction);
            const auto tile = scene.tile({0, 0});
            const std::span<const float> all{tile->column(0).data(),
                                             static_cast<std::size_t>(frames * stft.binCount())};
            // From half a hop before the first center to half a hop after the last, with half a bin on either side.
            const double spacing = sampleRate / 64;
            const PictureSpan span{16, 16 + frames * 32, -spacing / 2, 4000 + spacing / 2};
            const LevelGrid grid = scene.picture(span, 1, 1);
            QCOMPARE(grid.levels.size(), std::size_t{1});
            QCOMPARE(grid.xs[0], 0.5);
            QCOMPARE(grid.ys[0], 0.5);
            if (reduction == Reduction::Maximum)
                QCOMPARE(grid.levels[0], std::ranges::max(all));
            else
                QVERIFY(std::abs(static_cast<double>(grid.levels[0]) - meanLevel(all)) < 1e-3);
        }
    }

    void levelsOfLargeCellsAreThoseOfTheTile()
    {
        const StftParameters stft = hamming(64, 32);
        Scene scene(test::noise(5000), stft);
        const PictureSpan span{48, 48 + 32 * 20, 0, 4000}; // from the center of frame 0.5 on
        const LevelGrid grid = scene.picture(span, 200, 330);
        const auto tile = scene.tile({0, 0});
        QCOMPARE(grid.rowCount(), std::size_t{33});
        for (std::size_t x = 0; x < grid.columnCount(); ++x) {
            const double frame = (48 + grid.xs[x] * 3.2 - 32) / 32;
            const std::span<const float> levels = tile->column(static_cast<int>(std::lround(frame)));
            for (std::size_t y = 0; y < grid.rowCount(); ++y)
                QCOMPARE(grid.row(y)[x], levels[y]);
        }
    }

    void whatIsNotKnownIsNan()
    {
        const StftParameters stft{.window = {}, .windowLength = 64, .hop = 32, .nfft = 16384};
        Scene scene(test::noise(32 * 600), stft);
        const std::int64_t perTile = TileGrid(stft.binCount()).columnsPerTile();
        const PictureSpan span{0, 32 * 600, 0, 4000};
        const LevelGrid grid = scene.picture(span, 600, 50, [&](TileId id) {
            return id == TileId{0, 1} ? scene.tile(id) : nullptr;
        });
        QVERIFY(grid.columnCount() >= 598 && grid.rowCount() >= 50);
        for (std::size_t x = 0; x < grid.columnCount(); ++x) {
            const auto frame = static_cast<std::int64_t>(std::lround(grid.xs[x] - 1));
            const bool known = frame / perTile == 1;
            for (std::size_t y = 0; y < grid.rowCount(); ++y)
                QCOMPARE(std::isnan(grid.row(y)[x]), !known);
        }
    }

    void percentileIsTheLevelThatSoManyDoNotExceed()
    {
        std::vector<float> levels(1001);
        for (std::size_t i = 0; i < levels.size(); ++i)
            levels[i] = static_cast<float>((i * 389) % 1001) - 1000; // -1000 .. 0 in some order
        const LevelGrid grid = gridOf(levels);
        for (const double share : {0.0, 0.01, 0.25, 0.5, 0.99, 1.0}) {
            const auto level = levelPercentile(grid, share);
            QVERIFY(level);
            QVERIFY2(std::abs(static_cast<double>(*level) - (1000 * share - 1000)) <= 1,
                     qPrintable(QString::number(share)));
        }
    }

    void whatIsRareAndLoudStandsOut()
    {
        LevelGrid grid{{}, {}, {}, {}, std::vector<float>(100'000, -90)};
        QCOMPARE(*topLevel(grid), -90.0F);
        grid.levels[70'001] = -30;
        grid.levels[3] = unknown;
        QCOMPARE(*topLevel(grid), -40.0F);
        std::fill_n(grid.levels.begin() + 10, 500, -34.0F); // more than a thousandth
        QCOMPARE(*topLevel(grid), -34.0F);
        QVERIFY(!topLevel(LevelGrid{{}, {}, {}, {}, {silence, unknown}}));
    }

    void silenceAndGapsDoNotCount()
    {
        const LevelGrid grid = gridOf({unknown, silence, -50, silence, unknown, -30, silence, -40, unknown});
        QCOMPARE(levelPercentile(grid, 0).value(), -50.0F);
        QCOMPARE(levelPercentile(grid, 0.5).value(), -40.0F);
        QCOMPARE(levelPercentile(grid, 1).value(), -30.0F);
        QVERIFY(!levelPercentile(gridOf({unknown, silence, silence}), 0.5));
        QVERIFY(!levelPercentile(gridOf({}), 0.5));
        QVERIFY(!levelPercentile(LevelGrid{}, 0.5));
    }

    void percentileOfALargePictureIsRightToAPercent()
    {
        LevelGrid grid;
        grid.xs.resize(2000);
        grid.ys.resize(1000);
        grid.levels.resize(2'000'000);
        std::mt19937 random(6);
        for (float& level : grid.levels)
            level = -static_cast<float>(random() % 100'000) / 1000;
        for (const double share : {0.02, 0.3, 0.5, 0.97}) {
            const double level = static_cast<double>(levelPercentile(grid, share).value());
            QVERIFY2(std::abs(level - (100 * share - 100)) < 2, qPrintable(QString::number(level)));
        }
        // Evenly spread: neither a row nor a column may stand for all.
        for (std::size_t y = 0; y < 1000; ++y) {
            for (std::size_t x = 0; x < 2000; ++x)
                grid.levels[y * 2000 + x] = x < 1000 ? -80.0F : (y < 500 ? -60.0F : -40.0F);
        }
        QCOMPARE(levelPercentile(grid, 0.4).value(), -80.0F);
        QCOMPARE(levelPercentile(grid, 0.6).value(), -60.0F);
        QCOMPARE(levelPercentile(grid, 0.9).value(), -40.0F);
    }
};

QTEST_GUILESS_MAIN(TestLevelGrid)
#include "tst_levelgrid.moc"
