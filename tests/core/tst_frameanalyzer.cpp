// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/exactbin.h"
#include "core/dsp/frameanalyzer.h"
#include "core/dsp/levels.h"
#include "tests/support/signals.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <thread>

using namespace gabor;

namespace {

std::vector<float> powersOf(const std::vector<double>& samples, const StftParameters& stft)
{
    const std::vector<float> single(samples.begin(), samples.begin() + stft.windowLength);
    FrameAnalyzer analyzer(stft, makeAnalysisWindow(stft));
    std::vector<float> powers(static_cast<std::size_t>(analyzer.binCount()));
    analyzer.analyze(single, powers);
    return powers;
}

/// The largest errors in dB of bins down to 60 and down to 100 dB below the frame's strongest.
struct Errors
{
    double to60 = 0;
    double to100 = 0;
};

Errors errorsAgainstDouble(const std::vector<double>& samples, const StftParameters& stft,
                           const std::vector<float>& powers)
{
    // The reference sees the same single-precision samples.
    const std::vector<float> single(samples.begin(), samples.begin() + stft.windowLength);
    const std::vector<double> seen(single.begin(), single.end());
    const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
    std::vector<double> exact;
    for (int bin = 0; bin < stft.binCount(); ++bin)
        exact.push_back(decibelsFromPower(exactPower(seen, window, stft.detrend, stft.nfft, bin)));
    const double peak = *std::max_element(exact.begin(), exact.end());

    Errors errors;
    for (std::size_t k = 0; k < exact.size(); ++k) {
        const double error = std::abs(decibelsFromPower(static_cast<double>(powers[k])) - exact[k]);
        if (exact[k] > peak - 60)
            errors.to60 = std::max(errors.to60, error);
        if (exact[k] > peak - 100)
            errors.to100 = std::max(errors.to100, error);
    }
    return errors;
}

Errors errorsAgainstDouble(const std::vector<double>& samples, const StftParameters& stft)
{
    return errorsAgainstDouble(samples, stft, powersOf(samples, stft));
}

/// A sine, noise 60 dB below it and an offset: bins at all depths.
std::vector<double> deepSignal(int length)
{
    std::vector<double> samples = test::sine(length, 1234.5, 48000, 0.9);
    const std::vector<double> hiss = test::noise(length, 1e-3);
    for (std::size_t i = 0; i < samples.size(); ++i)
        samples[i] += hiss[i] + 0.01;
    return samples;
}

} // namespace

class TestFrameAnalyzer : public QObject
{
    Q_OBJECT

private slots:
    void fullScaleSineReadsZeroUnderEveryWindow_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("symmetric");
        for (const WindowInfo& info : windowCatalog()) {
            const std::string name(info.scipyName);
            if (info.kind != WindowKind::KaiserBesselDerived)
                QTest::addRow("%s, periodic", name.c_str()) << static_cast<int>(info.kind) << false;
            QTest::addRow("%s, symmetric", name.c_str()) << static_cast<int>(info.kind) << true;
        }
    }
    void fullScaleSineReadsZeroUnderEveryWindow()
    {
        QFETCH(int, kind);
        QFETCH(bool, symmetric);
        StftParameters stft{.window = initialWindow(static_cast<WindowKind>(kind), 1024),
                            .windowLength = 1024,
                            .hop = 256,
                            .nfft = 1024};
        stft.window.symmetric = symmetric;
        QVERIFY(!faultIn(stft));
        for (const int bin : {100, 256, 400}) {
            const std::vector<float> powers = powersOf(test::sine(1024, bin, 1024), stft);
            const double level = decibelsFromPower(static_cast<double>(powers[static_cast<std::size_t>(bin)]));
            QVERIFY2(std::abs(level) < 0.01, qPrintable(QString("bin %1: %2 dB").arg(bin).arg(level)));
        }
    }

    void constantAndHalfRateReadTheirAmplitude()
    {
        const StftParameters stft{.window = {}, .windowLength = 512, .hop = 128, .nfft = 512};
        QVERIFY(std::abs(powersOf(std::vector(512, 1.0), stft).front() - 1) < 1e-5F);
        std::vector<double> alternating(512);
        for (std::size_t i = 0; i < alternating.size(); ++i)
            alternating[i] = i % 2 == 0 ? 1 : -1;
        QVERIFY(std::abs(powersOf(alternating, stft).back() - 1) < 1e-5F);
    }

    /// Two samples of symmetric flat top add up to -0.0008.
    void negativeWindowSumScalesAsItsSize()
    {
        const StftParameters stft{.window = {.kind = WindowKind::Flattop, .parameters = {}, .symmetric = true},
                                  .windowLength = 2,
                                  .hop = 1,
                                  .nfft = 2};
        QVERIFY(makeAnalysisWindow(stft)->sum < 0);
        QVERIFY(std::abs(powersOf({1, 1}, stft).front() - 1) < 1e-5F);
    }

    void isAsAccurateAsPromised_data()
    {
        QTest::addColumn<int>("windowLength");
        QTest::addColumn<int>("nfft");
        QTest::newRow("power of two") << 2048 << 2048;
        QTest::newRow("zeros appended") << 2048 << 4096;
        QTest::newRow("odd") << 1001 << 1001;
        QTest::newRow("prime") << 1009 << 1009;
        QTest::newRow("appended to a prime") << 1000 << 2003;
        QTest::newRow("odd window, even transform") << 333 << 1000;
        QTest::newRow("short") << 5 << 7;
    }
    void isAsAccurateAsPromised()
    {
        QFETCH(int, windowLength);
        QFETCH(int, nfft);
        for (const WindowKind kind : {WindowKind::Hann, WindowKind::BlackmanHarris, WindowKind::Boxcar}) {
            for (const Detrend detrend : {Detrend::None, Detrend::Constant, Detrend::Linear}) {
                const StftParameters stft{.window = {.kind = kind, .parameters = {}},
                                          .windowLength = windowLength,
                                          .hop = 1,
                                          .nfft = nfft,
                                          .detrend = detrend};
                const Errors errors = errorsAgainstDouble(deepSignal(windowLength), stft);
                const QString text = QString("%1 and %2 dB").arg(errors.to60).arg(errors.to100);
                QVERIFY2(errors.to60 < 0.01 && errors.to100 < 0.1, qPrintable(text));
            }
        }
    }

    void framesInPairsAreAsAccurate_data()
    {
        QTest::addColumn<double>("secondAmplitude");
        QTest::addColumn<bool>("secondIsNoise");
        QTest::addColumn<int>("nfft");
        for (const int nfft : {1024, 1031, 1500, 2048}) {
            QTest::addRow("as loud, nfft %d", nfft) << 0.9 << false << nfft;
            QTest::addRow("noise as loud, nfft %d", nfft) << 1.1 << true << nfft;
            QTest::addRow("a little quieter, nfft %d", nfft) << 0.65 << false << nfft;
            QTest::addRow("much quieter, nfft %d", nfft) << 1e-4 << false << nfft;
            QTest::addRow("hardly there, nfft %d", nfft) << 1e-9 << true << nfft;
        }
    }
    void framesInPairsAreAsAccurate()
    {
        QFETCH(double, secondAmplitude);
        QFETCH(bool, secondIsNoise);
        QFETCH(int, nfft);
        const StftParameters stft{
            .window = initialWindow(WindowKind::BlackmanHarris, 1000), .windowLength = 1000, .hop = 250, .nfft = nfft};
        const std::vector<double> first = deepSignal(stft.windowLength);
        const std::vector<double> second = secondIsNoise
            ? test::noise(stft.windowLength, secondAmplitude, 7)
            : test::sine(stft.windowLength, 7000.3, 48000, secondAmplitude);
        const std::vector<float> firstSingle(first.begin(), first.end());
        const std::vector<float> secondSingle(second.begin(), second.end());
        FrameAnalyzer analyzer(stft, makeAnalysisWindow(stft));
        std::vector<float> firstPowers(static_cast<std::size_t>(analyzer.binCount()));
        std::vector<float> secondPowers(firstPowers.size());
        for (int round = 0; round < 2; ++round) { // the second time the scratch memory has been used
            analyzer.analyzePair(firstSingle, secondSingle, firstPowers, secondPowers);
            for (const Errors& errors :
                 {errorsAgainstDouble(first, stft, firstPowers), errorsAgainstDouble(second, stft, secondPowers)}) {
                QVERIFY2(errors.to60 < 0.01, qPrintable(QString::number(errors.to60)));
                QVERIFY2(errors.to100 < 0.1, qPrintable(QString::number(errors.to100)));
            }
        }
    }

    void pairsReducedAtOnceEqualThoseReducedInTurn_data()
    {
        QTest::addColumn<int>("nfft");
        QTest::addColumn<double>("secondAmplitude");
        for (const int nfft : {1, 2, 3, 15, 16, 17, 18, 31, 256, 1031, 2048, 16384}) {
            QTest::addRow("as loud, nfft %d", nfft) << nfft << 0.9;
            QTest::addRow("one after the other, nfft %d", nfft) << nfft << 1e-3;
        }
    }
    void pairsReducedAtOnceEqualThoseReducedInTurn()
    {
        QFETCH(int, nfft);
        QFETCH(double, secondAmplitude);
        const StftParameters stft{
            .window = initialWindow(WindowKind::Hamming, nfft), .windowLength = nfft, .hop = 1, .nfft = nfft};
        const std::vector<double> first = test::noise(nfft, 0.9, 3);
        const std::vector<double> second = test::noise(nfft, secondAmplitude, 5);
        const std::vector<float> firstSingle(first.begin(), first.end());
        const std::vector<float> secondSingle(second.begin(), second.end());
        FrameAnalyzer analyzer(stft, makeAnalysisWindow(stft));
        std::vector<float> firstPowers(static_cast<std::size_t>(analyzer.binCount()));
        std::vector<float> secondPowers(firstPowers.size());
        analyzer.analyzePair(firstSingle, secondSingle, firstPowers, secondPowers);
        for (const PowerReduction reduction : {PowerReduction::Maximum, PowerReduction::Sum}) {
            // What is there already takes part: here it is the highest in every other bin.
            std::vector<float> expected(firstPowers.size());
            for (std::size_t k = 0; k < expected.size(); k += 2)
                expected[k] = 10;
            std::vector<float> column = expected;
            analyzer.reducePair(firstSingle, secondSingle, reduction, column);
            reducePowers(firstPowers, reduction, expected);
            reducePowers(secondPowers, reduction, expected);
            for (std::size_t k = 0; k < expected.size(); ++k)
                QVERIFY2(std::abs(column[k] - expected[k]) <= 1e-6F * expected[k], qPrintable(QString::number(k)));
        }
    }

    void silenceStaysSilentInAPair()
    {
        const StftParameters stft{.window = {}, .windowLength = 512, .hop = 128, .nfft = 1024};
        const std::vector<double> loud = test::noise(stft.windowLength);
        const std::vector<float> sound(loud.begin(), loud.end());
        const std::vector<float> silence(sound.size(), 0.0F);
        FrameAnalyzer analyzer(stft, makeAnalysisWindow(stft));
        std::vector<float> soundPowers(static_cast<std::size_t>(analyzer.binCount()));
        std::vector<float> silentPowers(soundPowers.size(), 1.0F);
        analyzer.analyzePair(sound, silence, soundPowers, silentPowers);
        QVERIFY(std::all_of(silentPowers.begin(), silentPowers.end(), [](float power) { return power == 0; }));
        std::fill(silentPowers.begin(), silentPowers.end(), 1.0F);
        analyzer.analyzePair(silence, sound, silentPowers, soundPowers);
        QVERIFY(std::all_of(silentPowers.begin(), silentPowers.end(), [](float power) { return power == 0; }));
        analyzer.analyzePair(silence, silence, silentPowers, soundPowers);
        QVERIFY(std::all_of(soundPowers.begin(), soundPowers.end(), [](float power) { return power == 0; }));
    }

    /// Silence is not transformed: what is said of it must be what a transform says of all but silence.
    void silenceChangesNoColumnAndHasThePhaseOfNothing()
    {
        const StftParameters stft{.window = {}, .windowLength = 512, .hop = 128, .nfft = 512};
        const std::vector<float> silence(512, 0.0F);
        std::vector<float> nearlySilence(512, 0.0F);
        nearlySilence.back() = -0.0F;
        FrameAnalyzer analyzer(stft, makeAnalysisWindow(stft));
        const auto count = static_cast<std::size_t>(analyzer.binCount());
        std::vector<float> powers(count, 1.0F);
        std::vector<std::uint8_t> phases(count, 1);
        std::vector<std::uint8_t> transformedPhases(count, 2);
        analyzer.analyze(silence, {powers, phases});
        QCOMPARE(powers, std::vector<float>(count, 0.0F));
        powers.assign(count, 1.0F);
        analyzer.analyze(nearlySilence, {powers, transformedPhases});
        QCOMPARE(powers, std::vector<float>(count, 0.0F));
        QCOMPARE(phases, transformedPhases);
        for (const PowerReduction reduction : {PowerReduction::Maximum, PowerReduction::Sum}) {
            std::vector<float> column(count, 0.25F);
            analyzer.reducePair(silence, silence, reduction, column);
            QCOMPARE(column, std::vector<float>(count, 0.25F));
        }
    }

    void silenceIsExactlyNothing()
    {
        for (const int nfft : {1000, 1009, 1024}) {
            for (const Detrend detrend : {Detrend::None, Detrend::Constant, Detrend::Linear}) {
                const StftParameters stft{
                    .window = {}, .windowLength = 1000, .hop = 100, .nfft = nfft, .detrend = detrend};
                for (const float power : powersOf(std::vector(1000, 0.0), stft))
                    QCOMPARE(power, 0.0F);
            }
        }
    }

    void detrendingTakesConstantsExactly()
    {
        for (const Detrend detrend : {Detrend::Constant, Detrend::Linear}) {
            const StftParameters stft{.window = {}, .windowLength = 999, .hop = 100, .nfft = 1024, .detrend = detrend};
            for (const float power : powersOf(std::vector(999, 0.1), stft))
                QCOMPARE(power, 0.0F);
        }
    }

    void detrendingTakesLines()
    {
        std::vector<double> ramp(1000);
        for (std::size_t i = 0; i < ramp.size(); ++i)
            ramp[i] = 0.5 - static_cast<double>(i) / 1024;
        const StftParameters linear{
            .window = {}, .windowLength = 1000, .hop = 100, .nfft = 1000, .detrend = Detrend::Linear};
        for (const float power : powersOf(ramp, linear))
            QVERIFY(power < 1e-28F);
        StftParameters constant = linear;
        constant.detrend = Detrend::Constant;
        QVERIFY(powersOf(ramp, constant)[1] > 0.01F);
    }

    void detrendedSingleSampleIsNothing()
    {
        for (const Detrend detrend : {Detrend::Constant, Detrend::Linear}) {
            const StftParameters stft{.window = {}, .windowLength = 1, .hop = 1, .nfft = 4, .detrend = detrend};
            for (const float power : powersOf({0.7}, stft))
                QCOMPARE(power, 0.0F);
        }
    }

    void frameBeforeLeavesNothingBehind()
    {
        const StftParameters stft{.window = {}, .windowLength = 300, .hop = 100, .nfft = 1000};
        FrameAnalyzer analyzer(stft, makeAnalysisWindow(stft));
        std::vector<float> powers(static_cast<std::size_t>(analyzer.binCount()));
        analyzer.analyze(std::vector<float>(300, std::numeric_limits<float>::quiet_NaN()), powers);
        QVERIFY(std::all_of(powers.begin(), powers.end(), [](float power) { return std::isnan(power); }));
        analyzer.analyze(std::vector<float>(300, 0.0F), powers);
        QVERIFY(std::all_of(powers.begin(), powers.end(), [](float power) { return power == 0; }));
    }

    void threadsAgree()
    {
        const std::vector<double> samples = deepSignal(1500);
        const StftParameters stft{.window = {}, .windowLength = 1500, .hop = 100, .nfft = 1501};
        std::vector<std::vector<float>> powers(4);
        {
            std::vector<std::jthread> threads;
            for (std::vector<float>& result : powers)
                threads.emplace_back([&] { result = powersOf(samples, stft); });
        }
        for (const std::vector<float>& result : powers)
            QCOMPARE(result, powers[0]);
    }

    void windowHoldsItsSums()
    {
        const StftParameters stft{.window = {}, .windowLength = 1024, .hop = 256, .nfft = 1024};
        const auto window = makeAnalysisWindow(stft);
        QCOMPARE(window->sum, 512.0);
        QCOMPARE(window->sumOfSquares, 384.0);
        QCOMPARE(window->coefficients.size(), std::size_t{1024});
    }
};

QTEST_GUILESS_MAIN(TestFrameAnalyzer)
#include "tst_frameanalyzer.moc"
