// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/waveform/envelope.h"
#include "tests/support/expectingsource.h"
#include "tests/support/signals.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace gabor;

namespace {

std::vector<float> samplesOf(const SampleSource& source, ChannelChoice channel, std::int64_t begin, std::int64_t end)
{
    std::vector<float> samples(static_cast<std::size_t>(end - begin));
    source.read(begin, channel, samples);
    return samples;
}

bool isNear(double value, double expected)
{
    return std::abs(value - expected) <= 1e-5 * std::abs(expected); // as short stretches are added in single precision
}

/// Whether @p envelope is what the definition says of @p samples.
bool describes(const Envelope& envelope, std::span<const float> samples)
{
    double squares = 0;
    for (const float sample : samples)
        squares += static_cast<double>(sample) * static_cast<double>(sample);
    return envelope.sampleCount == static_cast<std::int64_t>(samples.size())
        && envelope.minimum == *std::ranges::min_element(samples)
        && envelope.maximum == *std::ranges::max_element(samples) && isNear(envelope.sumOfSquares, squares);
}

std::stop_token firedToken()
{
    std::stop_source stop;
    stop.request_stop();
    return stop.get_token();
}

} // namespace

class TestEnvelope : public QObject
{
    Q_OBJECT

private slots:
    void extremesAndPowerAreTheSamples()
    {
        const std::vector<double> sound = test::noise(1000);
        const std::vector<float> samples(sound.begin(), sound.end());
        for (const std::size_t length : {1U, 2U, 3U, 7U, 8U, 9U, 31U, 64U, 1000U}) {
            for (const std::size_t first : {0U, 1U, 5U}) {
                const auto some = std::span(samples).subspan(first, std::min(length, samples.size() - first));
                QVERIFY(describes(envelopeOf(some), some));
            }
        }
    }

    void extremesAreFoundAtEveryPlace()
    {
        for (std::size_t length = 1; length <= 40; ++length) {
            for (std::size_t at = 0; at < length; ++at) {
                std::vector<float> samples(length, 0.25F);
                samples[at] = 1;
                QCOMPARE(envelopeOf(samples).maximum, 1.0F);
                samples[at] = -1;
                QCOMPARE(envelopeOf(samples).minimum, -1.0F);
            }
        }
    }

    void rmsIsThatOfKnownSignals()
    {
        QVERIFY(isNear(envelopeOf(std::vector(100, -0.5F)).rms(), 0.5));
        const std::vector<double> sound = test::sine(48000, 1000, 48000, 0.8);
        const std::vector<float> samples(sound.begin(), sound.end());
        QVERIFY(std::abs(envelopeOf(samples).rms() - 0.8 / std::sqrt(2)) < 1e-6);
        QCOMPARE(envelopeOf(std::vector(100, 0.0F)).rms(), 0.0);
    }

    /// A hundred million quiet samples on top of a loud one must still count.
    void powerIsSummedInDoublePrecision()
    {
        Envelope sum = envelopeOf(std::vector(1, 1.0F));
        const Envelope quiet = envelopeOf(std::vector(1000, 1e-4F));
        for (int i = 0; i < 100'000; ++i)
            sum.add(quiet);
        QVERIFY(std::abs(sum.sumOfSquares - 2) < 1e-6);
    }

    void nothingHasNoEnvelope()
    {
        const Envelope nothing = envelopeOf({});
        QVERIFY(nothing.empty());
        QVERIFY(nothing == Envelope{});
        QVERIFY(!envelopeOf(std::vector(1, 0.0F)).empty());
        QCOMPARE(nothing.rms(), 0.0);
    }

    void partsAddUpToTheWhole()
    {
        const std::vector<double> sound = test::noise(999);
        const std::vector<float> samples(sound.begin(), sound.end());
        for (const std::size_t cut : {0U, 1U, 500U, 998U, 999U}) {
            Envelope sum = envelopeOf(std::span(samples).first(cut));
            sum.add(envelopeOf(std::span(samples).subspan(cut)));
            QVERIFY(describes(sum, samples));
        }
    }

    void blocksCoverTheirSamplesAndTheLastMayBeCut()
    {
        const std::vector<std::vector<double>> channels{test::noise(10'037, 1, 1), test::noise(10'037, 0.5, 2)};
        const test::MemorySource source(channels, 48000);
        for (const std::int64_t blockLength : {std::int64_t{64}, std::int64_t{100}, std::int64_t{20'000}}) {
            const std::int64_t blockCount = (10'037 + blockLength - 1) / blockLength;
            for (const int channel : {0, 1, ChannelChoice::mix}) {
                const EnvelopeRun run =
                    computeEnvelopes(source, {channel}, blockLength, blockCount / 3, blockCount, 10'037, {});
                QCOMPARE(run.firstBlock, blockCount / 3);
                QCOMPARE(static_cast<std::int64_t>(run.blocks.size()), blockCount - blockCount / 3);
                for (std::size_t b = 0; b < run.blocks.size(); ++b) {
                    const std::int64_t begin = (run.firstBlock + static_cast<std::int64_t>(b)) * blockLength;
                    const std::int64_t end = std::min(begin + blockLength, std::int64_t{10'037});
                    QVERIFY(describes(run.blocks[b], samplesOf(source, {channel}, begin, end)));
                }
            }
        }
    }

    void samplesBeyondTheKnownOnesDoNotCount()
    {
        const auto source = test::monoSource(std::vector(1000, 1.0));
        const EnvelopeRun run = computeEnvelopes(*source, {0}, 64, 0, 8, 500, {});
        QCOMPARE(run.blocks.size(), std::size_t{8});
        QCOMPARE(run.blocks.back().sampleCount, std::int64_t{500 - 7 * 64});
        QCOMPARE(run.blocks.back().minimum, 1.0F); // no zeros from where nothing is
    }

    void longBlocksAreReadWhole()
    {
        std::vector<double> samples(1'500'000);
        samples[1'234'567] = 1;
        samples[765'432] = -1;
        const auto source = test::monoSource(std::move(samples));
        const EnvelopeRun run = computeEnvelopes(*source, {0}, 1'500'000, 0, 1, 1'500'000, {});
        QCOMPARE(run.blocks.size(), std::size_t{1});
        QCOMPARE(run.blocks[0].maximum, 1.0F);
        QCOMPARE(run.blocks[0].minimum, -1.0F);
        QCOMPARE(run.blocks[0].sumOfSquares, 2.0);
        QCOMPARE(run.blocks[0].sampleCount, std::int64_t{1'500'000});
    }

    void stoppedComputationGivesOnlyWholeBlocks()
    {
        const auto source = test::monoSource(test::noise(100'000));
        const EnvelopeRun run = computeEnvelopes(*source, {0}, 64, 3, 1500, 100'000, firedToken());
        QVERIFY(run.blocks.size() < 1497);
        for (const Envelope& block : run.blocks)
            QCOMPARE(block.sampleCount, std::int64_t{64});
    }

    void sketchNeverExceedsTheTruth()
    {
        constexpr std::int64_t length = 1'000'003;
        const auto source = test::monoSource(test::noise(length));
        for (const int looks : {1, 7, 300}) {
            const std::vector<Envelope> sketch = sketchEnvelopes(*source, {0}, length, looks, {});
            QCOMPARE(static_cast<int>(sketch.size()), looks);
            for (std::int64_t i = 0; i < looks; ++i) {
                const std::int64_t begin = length * i / looks;
                const std::int64_t end = length * (i + 1) / looks;
                const Envelope truth = envelopeOf(samplesOf(*source, {0}, begin, end));
                const Envelope& look = sketch[static_cast<std::size_t>(i)];
                QVERIFY(!look.empty());
                QVERIFY(look.sampleCount <= truth.sampleCount + 1);
                QVERIFY(look.minimum >= truth.minimum && look.maximum <= truth.maximum);
            }
        }
    }

    void sketchLooksIntoTheRightPart()
    {
        std::vector<double> samples(100'000);
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = static_cast<double>(i / 10'000) / 16; // part i stands at i / 16
        const std::vector<Envelope> sketch = sketchEnvelopes(*test::monoSource(samples), {0}, 100'000, 10, {});
        for (std::size_t i = 0; i < 10; ++i) {
            QCOMPARE(sketch[i].minimum, static_cast<float>(i) / 16);
            QCOMPARE(sketch[i].maximum, static_cast<float>(i) / 16);
        }
    }

    /// Rounding the parts' length must not add up over a thousand of them.
    void lastLookIsInTheLastPart()
    {
        constexpr std::int64_t length = 1'999'999;
        constexpr std::int64_t looks = 1400;
        std::vector<double> samples(static_cast<std::size_t>(length));
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = static_cast<double>(i) / 2'097'152; // tells its place
        const std::vector<Envelope> sketch = sketchEnvelopes(*test::monoSource(samples), {0}, length, looks, {});
        for (std::int64_t i = 0; i < looks; ++i) {
            const Envelope& look = sketch[static_cast<std::size_t>(i)];
            QVERIFY(static_cast<double>(look.minimum) * 2'097'152 >= static_cast<double>(length * i / looks));
            QVERIFY(static_cast<double>(look.maximum) * 2'097'152 < static_cast<double>(length * (i + 1) / looks));
        }
    }

    /// Bit for bit, as pictures must not depend on who came by the envelopes.
    void blocksInARowAreThoseOfEach_data()
    {
        QTest::addColumn<std::size_t>("blockLength");
        for (const std::size_t length : {1U, 7U, 64U, 1024U, 1030U, 4096U})
            QTest::addRow("%zu", length) << length;
    }
    void blocksInARowAreThoseOfEach()
    {
        QFETCH(std::size_t, blockLength);
        constexpr std::size_t blockCount = 7; // no pair is left for the last
        const std::vector<double> sound = test::noise(static_cast<std::int64_t>(blockCount * blockLength));
        const std::vector<float> samples(sound.begin(), sound.end());
        std::vector<Envelope> blocks(1); // what is there stays
        appendEnvelopes(samples, blockLength, blocks);
        QCOMPARE(blocks.size(), 1 + blockCount);
        QVERIFY(blocks.front().empty());
        for (std::size_t block = 0; block < blockCount; ++block)
            QCOMPARE(blocks[1 + block], envelopeOf(std::span(samples).subspan(block * blockLength, blockLength)));
        appendEnvelopes({}, blockLength, blocks);
        QCOMPARE(blocks.size(), 1 + blockCount);
    }

    void sketchOfASoundShorterThanItsLooksHasAnEnd()
    {
        const auto source = test::monoSource(test::noise(5));
        for (const Envelope& look : sketchEnvelopes(*source, {0}, 5, 100, {}))
            QVERIFY(look.sampleCount <= 5);
        for (const Envelope& look : sketchEnvelopes(*test::monoSource({}), {0}, 0, 3, {}))
            QVERIFY(look.empty());
    }

    /// A disk that is asked for many places at once brings them far sooner.
    void whatASketchReadsIsExpected()
    {
        const auto source = std::make_shared<test::ExpectingSource>(test::monoSource(test::noise(100'000)));
        sketchEnvelopes(*source, {0}, 100'000, 50, {});
        QCOMPARE(source->expectations(), 50);
        QCOMPARE(source->surprises(), 0);
    }
};

QTEST_GUILESS_MAIN(TestEnvelope)
#include "tst_envelope.moc"
