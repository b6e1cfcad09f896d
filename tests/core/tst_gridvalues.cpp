// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/phases.h"
#include "tests/core/scene.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

using namespace gabor;
using test::sampleRate;
using test::Scene;

namespace {

StftParameters hann(int windowLength, int hop, int nfft)
{
    return {.window = {}, .windowLength = windowLength, .hop = hop, .nfft = nfft};
}

/// What a DFT in double precision says of one bin, the frame's first sample at time 0.
double phaseByHand(const std::vector<double>& samples, const StftParameters& stft, std::int64_t frame, int bin)
{
    const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
    std::complex<double> sum = 0;
    for (int i = 0; i < stft.windowLength; ++i) {
        const std::int64_t at = frameBegin(stft, frame) + i;
        const bool isThere = at >= 0 && at < static_cast<std::int64_t>(samples.size());
        const double sample = isThere ? samples[static_cast<std::size_t>(at)] : 0;
        sum +=
            sample * window[static_cast<std::size_t>(i)] * std::polar(1.0, -2 * std::numbers::pi * bin * i / stft.nfft);
    }
    return std::arg(sum);
}

bool isSamePhase(double a, double b, double slack)
{
    return std::abs(std::remainder(a - b, 2 * std::numbers::pi)) <= slack;
}

constexpr double halfPart = std::numbers::pi / 256 + 1e-3;

} // namespace

class TestGridValues : public QObject
{
    Q_OBJECT

private slots:
    void phasesOfAnyBinsAreTheirArguments()
    {
        std::vector<std::complex<float>> bins;
        for (int i = 0; i < 4001; ++i) {
            const double angle = -std::numbers::pi + i * (2 * std::numbers::pi / 4001) + 1e-4;
            bins.push_back(std::complex<float>(std::polar(std::pow(10.0, i % 40 - 20), angle)));
        }
        std::vector<std::uint8_t> phases(bins.size());
        phasesFromBins(bins, phases);
        for (std::size_t i = 0; i < bins.size(); ++i) {
            const double expected = std::arg(std::complex<double>(bins[i]));
            QVERIFY(
                isSamePhase(static_cast<double>(radiansOfPhase(phases[i])), expected, std::numbers::pi / 256 + 2e-5));
        }
        const std::vector<std::complex<float>> special{{0, 0}, {1, 0}, {std::nanf(""), 0}};
        phases.resize(special.size());
        phasesFromBins(special, phases);
        QCOMPARE(phases[0], phases[1]);
        QCOMPARE(phases[1], std::uint8_t{128});
        QCOMPARE(phases[2], std::uint8_t{0});
    }

    void phasesOfATileAreThoseOfItsFrames_data()
    {
        QTest::addColumn<int>("nfft");
        QTest::addColumn<int>("boundary");
        QTest::newRow("even") << 128 << static_cast<int>(FrameBoundary::Inside);
        QTest::newRow("odd") << 135 << static_cast<int>(FrameBoundary::Inside);
        QTest::newRow("not paired") << 16384 << static_cast<int>(FrameBoundary::Inside);
        QTest::newRow("padded") << 128 << static_cast<int>(FrameBoundary::Padded);
    }
    void phasesOfATileAreThoseOfItsFrames()
    {
        QFETCH(int, nfft);
        QFETCH(int, boundary);
        StftParameters stft = hann(100, 37, nfft);
        stft.boundary = static_cast<FrameBoundary>(boundary);
        const std::vector<double> samples = test::noise(2000);
        Scene scene(samples, stft);
        const auto tile = scene.tile({0, 0});
        const int frames = std::min(tile->columnCount(), 30);
        for (int frame = 0; frame < frames; ++frame) {
            for (int bin = 0; bin < stft.binCount(); bin += std::max(1, nfft / 64)) {
                const auto part = tile->phases(frame)[static_cast<std::size_t>(bin)];
                QVERIFY(isSamePhase(static_cast<double>(radiansOfPhase(part)), phaseByHand(samples, stft, frame, bin),
                                    halfPart));
            }
        }
    }

    void reducedColumnsShowThePhasesOfTheirFirstFrames()
    {
        Scene scene(test::noise(20'000), hann(64, 16, 64));
        const auto fine = scene.tile({0, 0});
        for (const int lod : {1, 3}) {
            const auto coarse = scene.tile({lod, 0});
            for (int column = 0; column < fine->columnCount() >> lod; ++column) {
                const auto expected = fine->phases(column << lod);
                QVERIFY(std::ranges::equal(coarse->phases(column), expected, [](int a, int b) {
                    return std::abs(a - b) <= 1 || std::abs(a - b) == 255; // computed in other pairs
                }));
            }
        }
        const auto second = scene.tile({0, 1});
        const auto joined = reduceTiles(*fine, second.get(), Reduction::Maximum, scene.frameCount());
        QVERIFY(std::ranges::equal(joined->phases(5), fine->phases(10)));
        QVERIFY(std::ranges::equal(joined->phases(130), second->phases(4)));
    }

    void pictureOfPhasesHoldsRadians()
    {
        const StftParameters stft = hann(100, 50, 100);
        const std::vector<double> samples = test::noise(1000);
        Scene scene(samples, stft);
        const LevelGrid grid =
            scene.picture({{0, 1000, 0, 4000}, FrequencyScale::Linear, 400, 510}, {GridValues::Kind::Phases, 0});
        QCOMPARE(grid.rowCount(), std::size_t{51});
        for (std::size_t x = 0; x < grid.columnCount(); ++x) {
            for (std::size_t y = 0; y < grid.rowCount(); ++y)
                QVERIFY(isSamePhase(static_cast<double>(grid.row(y)[x]),
                                    phaseByHand(samples, stft, static_cast<std::int64_t>(x), static_cast<int>(y)),
                                    halfPart));
        }
    }

    void sampleIsOneOfTheCellsThatFallIntoAPixel()
    {
        Scene whole(test::noise(40'000), hann(64, 16, 64));
        Scene scene(test::noise(40'000), hann(64, 16, 64), Reduction::Sample);
        const auto fine = whole.tile({0, 0});
        const auto sampled = scene.tile({2, 0});
        QVERIFY(!sampled->isSketch());
        for (int column = 0; column < 50; ++column) {
            const auto expected = fine->column(4 * column);
            QVERIFY(std::ranges::equal(sampled->column(column), expected,
                                       [](float a, float b) { return std::abs(a - b) < 0.1F; }));
        }
        const auto joined =
            reduceTiles(*scene.tile({1, 0}), scene.tile({1, 1}).get(), Reduction::Sample, scene.frameCount());
        QVERIFY(std::ranges::equal(joined->column(40), scene.tile({1, 0})->column(80)));

        const LevelGrid grid = scene.picture({{0, 40'000, 0, 4000}, FrequencyScale::Linear, 100, 11}, {});
        const auto columns = scene.tile({4, 0});
        QVERIFY(std::ranges::any_of(columns->column(0), [&](float level) { return level == grid.row(5)[0]; }));
    }

    void sketchOfSamplesIsTheTruth()
    {
        const auto source = test::monoSource(test::noise(40'000));
        const StftParameters stft = hann(64, 16, 64);
        TileRequest request;
        request.source = source;
        request.window = makeAnalysisWindow(stft);
        request.spec.stft = stft;
        request.spec.channel = {0};
        request.spec.reduction = Reduction::Sample;
        request.id = {3, 0};
        request.frameCount = frameCount(stft, 40'000);
        request.isSketch = true;
        QVERIFY(!computeTile(request, {})->isSketch());
    }

    /// 0 Hz and half the rate have no mirror image: their power density is twice as far above that of the others.
    void edgesAreRaisedBeforeTheyAreReduced_data()
    {
        QTest::addColumn<int>("nfft");
        QTest::addColumn<int>("reduction");
        for (const int nfft : {64, 65}) {
            QTest::addRow("maximum %d", nfft) << nfft << static_cast<int>(Reduction::Maximum);
            QTest::addRow("mean %d", nfft) << nfft << static_cast<int>(Reduction::MeanPower);
            QTest::addRow("sample %d", nfft) << nfft << static_cast<int>(Reduction::Sample);
        }
    }
    void edgesAreRaisedBeforeTheyAreReduced()
    {
        QFETCH(int, nfft);
        QFETCH(int, reduction);
        Scene scene(test::noise(4000), hann(64, 16, nfft), static_cast<Reduction>(reduction));
        const PictureFrame frame{{0, 4000, 0, 4000}, FrequencyScale::Linear, 1000, 660};
        const LevelGrid plain = scene.picture(frame, {});
        const LevelGrid raised = scene.picture(frame, {GridValues::Kind::Levels, 3});
        const std::size_t last = plain.rowCount() - 1;
        for (std::size_t y = 0; y <= last; ++y) {
            const float expected = y == 0 || (y == last && nfft % 2 == 0) ? 3.0F : 0.0F;
            for (std::size_t x = 0; x < plain.columnCount(); ++x)
                QVERIFY(std::abs(raised.row(y)[x] - plain.row(y)[x] - expected) < 1e-3F);
        }
    }

    /// As matplotlib has it: edges half-way between bins in Hz, and then bent.
    void cellsOfABentScaleHaveTheirEdgesInHertz()
    {
        Scene scene(test::noise(4000), hann(64, 16, 64));
        for (const FrequencyScaleInfo& info : frequencyScaleCatalog()) {
            const PictureSpan span{0, 4000, 100, 4000};
            const LevelGrid grid = scene.picture({span, info.scale, 300, 400}, {});
            const double low = scaleFromHz(100, info.scale);
            const double high = scaleFromHz(4000, info.scale);
            const auto positionOf = [&](double hz) { return (scaleFromHz(hz, info.scale) - low) / (high - low) * 400; };
            QVERIFY(grid.rowCount() >= 30);
            const auto bins = static_cast<int>(grid.rowCount());
            for (int y = 0; y < bins; ++y) {
                const int bin = 33 - bins + y;
                if (bin == 0)
                    continue;
                QCOMPARE(grid.ys[static_cast<std::size_t>(y)], positionOf(125.0 * bin));
                QCOMPARE(grid.yEdges[static_cast<std::size_t>(y)], positionOf(125.0 * bin - 62.5));
            }
            QVERIFY(std::is_sorted(grid.ys.begin(), grid.ys.end()));
            QVERIFY(std::is_sorted(grid.yEdges.begin(), grid.yEdges.end()));
        }
    }

    void sineStandsAtItsPlaceOnEveryScale()
    {
        Scene scene(test::sine(8000, 1000, sampleRate), hann(512, 128, 512));
        for (const FrequencyScaleInfo& info : frequencyScaleCatalog()) {
            for (const int height : {40, 333, 2000}) {
                const LevelGrid grid = scene.picture({{0, 8000, 20, 4000}, info.scale, 50, height}, {});
                std::size_t strongest = 0;
                for (std::size_t y = 1; y < grid.rowCount(); ++y)
                    strongest = grid.row(y)[10] > grid.row(strongest)[10] ? y : strongest;
                const double low = scaleFromHz(20, info.scale);
                const double place = (scaleFromHz(1000, info.scale) - low) / (scaleFromHz(4000, info.scale) - low);
                QVERIFY(std::abs(grid.ys[strongest] - place * height) <= 1);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestGridValues)
#include "tst_gridvalues.moc"
