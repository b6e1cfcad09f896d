// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/waveform/envelopepyramid.h"
#include "tests/support/signals.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace gabor;

namespace {

constexpr std::int64_t blockLength = 64;

std::vector<float> someSamples(std::int64_t count)
{
    const std::vector<double> sound = test::noise(count);
    return {sound.begin(), sound.end()};
}

Envelope truthOver(const std::vector<float>& samples, std::int64_t begin, std::int64_t end)
{
    const auto length = static_cast<std::int64_t>(samples.size());
    const std::int64_t first = std::clamp<std::int64_t>(begin, 0, length);
    const std::int64_t last = std::clamp<std::int64_t>(end, first, length);
    return envelopeOf(
        std::span(samples).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first)));
}

/// Blocks [firstBlock, endBlock) of a sound of which the first @p known samples are there.
EnvelopeRun runOf(const std::vector<float>& samples, std::int64_t firstBlock, std::int64_t endBlock, std::int64_t known)
{
    EnvelopeRun run{.firstBlock = firstBlock, .blocks = {}};
    for (std::int64_t block = firstBlock; block < endBlock; ++block)
        run.blocks.push_back(truthOver(samples, block * blockLength, std::min((block + 1) * blockLength, known)));
    return run;
}

EnvelopePyramid pyramidOf(const std::vector<float>& samples)
{
    const auto length = static_cast<std::int64_t>(samples.size());
    EnvelopePyramid pyramid(blockLength);
    pyramid.append(runOf(samples, 0, (length + blockLength - 1) / blockLength, length));
    return pyramid;
}

bool same(const Envelope& a, const Envelope& b)
{
    return a.minimum == b.minimum && a.maximum == b.maximum && a.sampleCount == b.sampleCount
        && std::abs(a.sumOfSquares - b.sumOfSquares) <= 1e-5 * b.sumOfSquares; // single precision inside blocks
}

/// Every interval of some thousand is the envelope of the blocks that it touches.
bool isTrueEverywhere(const EnvelopePyramid& pyramid, const std::vector<float>& samples)
{
    std::mt19937 random(1);
    const auto length = static_cast<std::int64_t>(samples.size());
    for (int i = 0; i < 3000; ++i) {
        const auto below = [&](std::int64_t limit) { return static_cast<std::int64_t>(random()) % limit; };
        const std::int64_t begin = below(length);
        const std::int64_t end = std::min(begin + 1 + below(i % 2 == 0 ? 200 : length), length);
        const std::int64_t first = begin / blockLength * blockLength;
        const std::int64_t last = (end + blockLength - 1) / blockLength * blockLength;
        if (!same(pyramid.over({begin, end}), truthOver(samples, first, last)))
            return false;
    }
    return true;
}

} // namespace

class TestEnvelopePyramid : public QObject
{
    Q_OBJECT

private slots:
    void blocksAreAsLongAsTheSoundNeeds()
    {
        for (const std::int64_t count :
             {std::int64_t{0}, std::int64_t{1}, std::int64_t{64} << 18, (std::int64_t{64} << 18) + 1,
              (std::int64_t{128} << 18) + 1, std::int64_t{24} * 3600 * 192'000, std::int64_t{1} << 50}) {
            const std::int64_t length = EnvelopePyramid::blockLengthFor(count);
            QVERIFY(length >= 64);
            QVERIFY(count / length + (count % length != 0) <= std::int64_t{1} << 18);
        }
        QCOMPARE(EnvelopePyramid::blockLengthFor(48'000), std::int64_t{64});
    }

    void emptyPyramidKnowsNothing()
    {
        const EnvelopePyramid pyramid(100);
        QCOMPARE(pyramid.blockLength(), std::int64_t{100});
        QCOMPARE(pyramid.blockCount(), std::int64_t{0});
        QCOMPARE(pyramid.sampleCount(), std::int64_t{0});
        QVERIFY(pyramid.over({0, 1000}).empty());
    }

    void envelopeIsThatOfTheBlocksTouched_data()
    {
        QTest::addColumn<int>("sampleCount");
        for (const int count : {1, 63, 64, 65, 128, 129, 64 * 7, 64 * 8, 64 * 8 + 1, 64 * 1000 + 17})
            QTest::addRow("%d samples", count) << count;
    }
    void envelopeIsThatOfTheBlocksTouched()
    {
        QFETCH(int, sampleCount);
        const std::vector<float> samples = someSamples(sampleCount);
        const EnvelopePyramid pyramid = pyramidOf(samples);
        QCOMPARE(pyramid.sampleCount(), static_cast<std::int64_t>(sampleCount));
        QCOMPARE(pyramid.blockCount(), static_cast<std::int64_t>((sampleCount + 63) / 64));
        QVERIFY(isTrueEverywhere(pyramid, samples));
        QVERIFY(same(pyramid.over({0, sampleCount}), truthOver(samples, 0, sampleCount)));
    }

    void rmsBetweenBlockBordersIsThatOfTheSamples()
    {
        const std::vector<float> samples = someSamples(64 * 300);
        const EnvelopePyramid pyramid = pyramidOf(samples);
        for (std::int64_t first = 0; first < 300; first += 7) {
            for (std::int64_t last = first + 1; last <= 300; last += 13) {
                const double truth = truthOver(samples, first * 64, last * 64).rms();
                QVERIFY(std::abs(pyramid.over({first * 64, last * 64}).rms() - truth) < 1e-6);
            }
        }
    }

    /// Whatever the zoom and wherever the picture begins, some pixel shows the peak.
    void peakIsInSomePixelAtEveryZoom()
    {
        constexpr std::int64_t length = 200'000;
        for (const std::int64_t peak : {std::int64_t{0}, std::int64_t{77'777}, length - 1}) {
            std::vector<float> samples(static_cast<std::size_t>(length));
            samples[static_cast<std::size_t>(peak)] = 1;
            const EnvelopePyramid pyramid = pyramidOf(samples);
            for (double zoom = 64; zoom < 300'000; zoom *= 1.37) {
                bool shown = false;
                for (double begin = -3 * zoom / 7; begin < static_cast<double>(length); begin += zoom) {
                    const auto first = static_cast<std::int64_t>(std::floor(begin));
                    const auto last = static_cast<std::int64_t>(std::floor(begin + zoom));
                    const Envelope pixel = pyramid.over({first, last});
                    const bool holdsPeak = peak >= first && peak < last;
                    QVERIFY(!holdsPeak || pixel.maximum == 1);
                    shown = shown || pixel.maximum == 1;
                }
                QVERIFY(shown);
            }
        }
    }

    void whatLiesOutsideIsEmptyAndWhatReachesOverIsCut()
    {
        const std::vector<float> samples = someSamples(1000);
        const EnvelopePyramid pyramid = pyramidOf(samples);
        QVERIFY(pyramid.over({-500, -1}).empty());
        QVERIFY(pyramid.over({-500, 0}).empty());
        QVERIFY(pyramid.over({1024, 5000}).empty());
        QVERIFY(pyramid.over({100, 100}).empty());
        QVERIFY(pyramid.over({200, 100}).empty());
        QVERIFY(same(pyramid.over({-1000, 10'000}), truthOver(samples, 0, 1000)));
        QVERIFY(same(pyramid.over({-1000, 64}), truthOver(samples, 0, 64)));
        QVERIFY(same(pyramid.over({960, std::int64_t{1} << 60}), truthOver(samples, 960, 1000)));
    }

    void runsOfAnyLengthMakeTheSamePyramid()
    {
        const std::vector<float> samples = someSamples(64 * 517 + 5);
        const std::int64_t blocks = 518;
        for (const std::int64_t step : {1, 2, 3, 64, 100, 517}) {
            EnvelopePyramid pyramid(blockLength);
            for (std::int64_t block = 0; block < blocks; block += step) {
                const std::int64_t end = std::min(block + step, blocks);
                pyramid.append(runOf(samples, block, end, 64 * 517 + 5));
                QCOMPARE(pyramid.blockCount(), end);
                QCOMPARE(pyramid.sampleCount(), std::min<std::int64_t>(end * 64, 64 * 517 + 5));
            }
            QVERIFY(isTrueEverywhere(pyramid, samples));
        }
    }

    /// A sound that is being decoded: each run ends in a cut block, which the next one replaces.
    void lastBlockThatWasCutIsReplaced()
    {
        const std::vector<float> samples = someSamples(64 * 300 + 11);
        for (const std::int64_t step : {10, 63, 64, 65, 1000, 5000}) {
            EnvelopePyramid pyramid(blockLength);
            std::int64_t known = 0;
            while (known < 64 * 300 + 11) {
                const std::int64_t now = std::min<std::int64_t>(known + step, 64 * 300 + 11);
                pyramid.append(runOf(samples, known / 64, (now + 63) / 64, now));
                known = now;
                QCOMPARE(pyramid.sampleCount(), known);
                QVERIFY(same(pyramid.over({0, known}), truthOver(samples, 0, known)));
            }
            QVERIFY(isTrueEverywhere(pyramid, samples));
        }
    }

    void roomChangesNothing()
    {
        const std::vector<float> samples = someSamples(64 * 300 + 11);
        for (const std::int64_t expected : {0, 1, 64, 1000, 64 * 300 + 11, 64 * 5000}) {
            EnvelopePyramid pyramid(blockLength);
            pyramid.reserve(expected);
            QCOMPARE(pyramid.blockCount(), std::int64_t{0});
            QVERIFY(pyramid.over({0, 1000}).empty());
            pyramid.append(runOf(samples, 0, 100, 64 * 100));
            pyramid.append(runOf(samples, 100, 301, 64 * 300 + 11));
            QVERIFY(isTrueEverywhere(pyramid, samples));
        }
        EnvelopePyramid(64).reserve(std::int64_t{1} << 60); // as a header may claim
    }

    void emptyRunChangesNothing()
    {
        const std::vector<float> samples = someSamples(1000);
        EnvelopePyramid pyramid = pyramidOf(samples);
        pyramid.append({.firstBlock = pyramid.blockCount(), .blocks = {}});
        QCOMPARE(pyramid.sampleCount(), std::int64_t{1000});
        QVERIFY(isTrueEverywhere(pyramid, samples));
    }
};

QTEST_GUILESS_MAIN(TestEnvelopePyramid)
#include "tst_envelopepyramid.moc"
