// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/stftparameters.h"

#include <QTest>

using namespace gabor;

Q_DECLARE_METATYPE(gabor::StftParameters)

class TestStftParameters : public QObject
{
    Q_OBJECT

private slots:
    void initialParametersMayBeUsed() { QVERIFY(!faultIn(StftParameters{})); }

    void oddAndPrimeLengthsMayBeUsed()
    {
        QVERIFY(!faultIn(StftParameters{.window = {}, .windowLength = 101, .hop = 7, .nfft = 101}));
        QVERIFY(!faultIn(StftParameters{.window = {}, .windowLength = 1, .hop = 1, .nfft = 1}));
        QVERIFY(!faultIn(StftParameters{.window = {}, .windowLength = 256, .hop = 256, .nfft = maximumNfft}));
    }

    void firstBrokenRuleIsNamed_data()
    {
        using Rule = StftFault::Rule;
        QTest::addColumn<StftParameters>("parameters");
        QTest::addColumn<int>("rule");
        const auto row = [](const char* name, const StftParameters& parameters, Rule rule) {
            QTest::newRow(name) << parameters << static_cast<int>(rule);
        };
        row("no window", {.window = {}, .windowLength = 0}, Rule::WindowLengthNotPositive);
        row("no hop", {.window = {}, .hop = 0}, Rule::HopNotPositive);
        row("gaps between frames", {.window = {}, .windowLength = 100, .hop = 101}, Rule::HopExceedsWindow);
        row("transform below window", {.window = {}, .windowLength = 100, .hop = 10, .nfft = 99},
            Rule::NfftBelowWindow);
        row("too large", {.window = {}, .nfft = maximumNfft + 1}, Rule::NfftTooLarge);
        row("window", {.window = {.kind = WindowKind::Kaiser, .parameters = {}}}, Rule::Window);
        row("long window", {.window = {}, .windowLength = 1 << 30, .hop = 1, .nfft = 1 << 30}, Rule::NfftTooLarge);
    }
    void firstBrokenRuleIsNamed()
    {
        QFETCH(StftParameters, parameters);
        QFETCH(int, rule);
        const std::optional<StftFault> fault = faultIn(parameters);
        QVERIFY(fault);
        QCOMPARE(static_cast<int>(fault->rule), rule);
    }

    void windowFaultIsPassedOn()
    {
        const StftParameters parameters{.window = {.kind = WindowKind::Hann, .parameters = {}, .symmetric = true},
                                        .windowLength = 2,
                                        .hop = 1,
                                        .nfft = 2};
        QCOMPARE(static_cast<int>(faultIn(parameters)->window.rule), static_cast<int>(WindowFault::Rule::SumIsZero));
    }

    void onlyWholeFramesCount()
    {
        const StftParameters parameters{.window = {}, .windowLength = 100, .hop = 30, .nfft = 128};
        QCOMPARE(frameCount(parameters, 0), 0);
        QCOMPARE(frameCount(parameters, 99), 0);
        QCOMPARE(frameCount(parameters, 100), 1);
        QCOMPARE(frameCount(parameters, 129), 1);
        QCOMPARE(frameCount(parameters, 130), 2);
        QCOMPARE(frameCount(parameters, std::int64_t{1} << 40), ((std::int64_t{1} << 40) - 100) / 30 + 1);
    }

    void framesLieInTheirMiddle()
    {
        QCOMPARE(frameCenter({.window = {}, .windowLength = 101, .hop = 10, .nfft = 128}, 0), 50.5);
        QCOMPARE(frameCenter({.window = {}, .windowLength = 100, .hop = 10, .nfft = 128}, 3), 80.0);
    }

    void binsLieApartByRateOverNfft() { QCOMPARE(binSpacingHz({.window = {}, .nfft = 4096}, 48000), 48000.0 / 4096); }

    /// Harris (1978), and the exact values of 1024 periodic points.
    void noiseBandwidthIsHarriss()
    {
        const auto bandwidth = [](WindowKind kind) {
            return equivalentNoiseBandwidth(windowCoefficients(WindowSpec{.kind = kind, .parameters = {}}, 1024));
        };
        QCOMPARE(bandwidth(WindowKind::Boxcar), 1.0);
        QVERIFY(std::abs(bandwidth(WindowKind::Hann) - 1.5) < 1e-12);
        QVERIFY(std::abs(bandwidth(WindowKind::Hamming) - 1.3628) < 5e-5);
        QVERIFY(std::abs(bandwidth(WindowKind::BlackmanHarris) - 2.0044) < 5e-5);
        QVERIFY(std::abs(bandwidth(WindowKind::Flattop) - 3.7702) < 5e-5);
    }

    /// scipy.signal.stft(boundary='zeros', padded=True) of so many samples has so many columns.
    void paddedFramesReachFromTheFirstSampleToTheLast_data()
    {
        QTest::addColumn<int>("windowLength");
        QTest::addColumn<int>("hop");
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("frames");
        QTest::newRow("even") << 256 << 128 << 1000 << 9;
        QTest::newRow("fits") << 256 << 128 << 1024 << 9;
        QTest::newRow("odd") << 255 << 128 << 1000 << 9;
        QTest::newRow("odd window, small hop") << 101 << 7 << 333 << 49;
        QTest::newRow("no overlap") << 100 << 100 << 1001 << 12;
        QTest::newRow("one sample") << 256 << 64 << 1 << 2;
        QTest::newRow("none") << 256 << 64 << 0 << 0;
    }
    void paddedFramesReachFromTheFirstSampleToTheLast()
    {
        QFETCH(int, windowLength);
        QFETCH(int, hop);
        QFETCH(int, samples);
        QFETCH(int, frames);
        const StftParameters stft{.window = {},
                                  .windowLength = windowLength,
                                  .hop = hop,
                                  .nfft = windowLength,
                                  .boundary = FrameBoundary::Padded};
        QCOMPARE(frameCount(stft, samples), frames);
        QCOMPARE(frameBegin(stft, 3), std::int64_t{3 * hop - windowLength / 2});
        QCOMPARE(frameCenter(stft, 3), 3 * hop + (windowLength % 2) / 2.0);
        for (std::int64_t frame = 0; frame < frames; ++frame) {
            const bool isOver = frameBegin(stft, frame) < 0 || frameBegin(stft, frame) + windowLength > samples;
            QCOMPARE(reachesOver(stft, frame, samples), isOver);
            QCOMPARE(frame < lastingFrameCount(stft, samples), frameBegin(stft, frame) + windowLength <= samples);
        }
    }
};

QTEST_GUILESS_MAIN(TestStftParameters)
#include "tst_stftparameters.moc"
