// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/exactbin.h"
#include "core/dsp/levelscale.h"
#include "core/exact/cursorreading.h"
#include "tests/support/signals.h"

#include <QTest>

#include <cmath>
#include <complex>
#include <numbers>

using namespace gabor;

class TestCursorReading : public QObject
{
    Q_OBJECT

private slots:
    void steadyToneIsFoundUnderEveryWindow_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("nfft");
        for (const WindowInfo& info : windowCatalog()) {
            const std::string name(info.scipyName);
            QTest::addRow("%s", name.c_str()) << static_cast<int>(info.kind) << 2048;
            QTest::addRow("%s, padded", name.c_str()) << static_cast<int>(info.kind) << 8192;
        }
    }
    void steadyToneIsFoundUnderEveryWindow()
    {
        QFETCH(int, kind);
        QFETCH(int, nfft);
        constexpr double sampleRate = 48000;
        StftParameters stft{.window = initialWindow(static_cast<WindowKind>(kind), 2048),
                            .windowLength = 2048,
                            .hop = 512,
                            .nfft = nfft};
        stft.window.symmetric = stft.window.kind == WindowKind::KaiserBesselDerived;
        QVERIFY(!faultIn(stft));
        const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
        const double hzPerBin = binSpacingHz(stft, sampleRate);
        for (const double bin : {200.0, 200.25, 200.5, 333.73}) {
            const double hz = bin * hzPerBin * nfft / 2048;
            const auto source = test::monoSource(test::sine(8192, hz, sampleRate, 0.25), sampleRate);
            // The pointer is a few bins off; the last frame has nothing behind it.
            const int pointed = binNearest(stft, hz, sampleRate) + 3;
            const CursorReading reading = readCursor(*source, {0}, stft, window, bin < 201 ? 4 : 12, pointed, 8);
            const double expectedLevel = 20 * std::log10(0.25);
            QVERIFY2(std::abs(reading.peakHz - hz) < 0.1 * sampleRate / 2048,
                     qPrintable(QString("%1 Hz instead of %2").arg(reading.peakHz).arg(hz)));
            QVERIFY2(std::abs(reading.peakLevelDb - expectedLevel) < 0.1,
                     qPrintable(QString("%1 dB instead of %2").arg(reading.peakLevelDb).arg(expectedLevel)));
        }
    }

    void levelIsThatOfTheBin()
    {
        const StftParameters stft{
            .window = {}, .windowLength = 1000, .hop = 300, .nfft = 1501, .detrend = Detrend::Linear};
        const auto source = test::monoSource(test::noise(5000, 0.7));
        const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
        for (const int bin : {0, 1, 77, 749, 750}) {
            const CursorReading reading = readCursor(*source, {0}, stft, window, 5, bin, 4);
            const double expected = exactLevelDb(*source, {0}, stft, 5, bin);
            QVERIFY(std::abs(reading.levelDb - expected) < 1e-9);
        }
    }

    void phaseIsThatOfTheFramesFourierSum()
    {
        const StftParameters stft{
            .window = {WindowKind::Kaiser, {6}, false}, .windowLength = 300, .hop = 77, .nfft = 401};
        const std::vector<double> samples = test::noise(5000, 0.7);
        const auto source = test::monoSource(samples);
        const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
        for (const int bin : {1, 13, 120, 200}) {
            constexpr int frame = 9;
            std::complex<double> sum = 0;
            for (int n = 0; n < stft.windowLength; ++n)
                sum += samples[static_cast<std::size_t>(frame * stft.hop + n)] * window[static_cast<std::size_t>(n)]
                    * std::polar(1.0, -2 * std::numbers::pi * bin * n / stft.nfft);
            const CursorReading reading = readCursor(*source, {0}, stft, window, frame, bin, 4);
            QVERIFY(std::abs(std::remainder(reading.phase - std::arg(sum), 2 * std::numbers::pi)) < 1e-9);
        }
    }

    void everyScaleReadsAsSciPyComputes_data();
    void everyScaleReadsAsSciPyComputes();

    void silenceIsSilent()
    {
        const StftParameters stft{.window = {}, .windowLength = 256, .hop = 64, .nfft = 256};
        const auto source = test::monoSource(std::vector(1000, 0.0));
        const CursorReading reading =
            readCursor(*source, {0}, stft, windowCoefficients(stft.window, stft.windowLength), 3, 100, 5);
        QVERIFY(std::isinf(reading.levelDb) && reading.levelDb < 0);
        QVERIFY(std::isinf(reading.peakLevelDb) && reading.peakLevelDb < 0);
    }

    void nearestPlaces()
    {
        const StftParameters stft{.window = {}, .windowLength = 100, .hop = 40, .nfft = 128};
        QCOMPARE(frameNearest(stft, 0, 10), std::optional<std::int64_t>(0));
        QCOMPARE(frameNearest(stft, 50 + 40 * 3 + 19, 10), std::optional<std::int64_t>(3));
        QCOMPARE(frameNearest(stft, 50 + 40 * 3 + 21, 10), std::optional<std::int64_t>(4));
        QCOMPARE(frameNearest(stft, 1e9, 10), std::optional<std::int64_t>(9));
        QVERIFY(!frameNearest(stft, 0, 0));
        QCOMPARE(binNearest(stft, 24000, 48000), 64);
        QCOMPARE(binNearest(stft, -5, 48000), 0);
        QCOMPARE(binNearest(stft, 375 * 10 + 180, 48000), 10);
    }
};

// 10 log10 of scipy.signal.spectrogram(detrend=False, mode='psd') with scaling='density' and 'spectrum', and mode='angle',
// of SciPy 1.10 at a sample rate of 8000 Hz.
void TestCursorReading::everyScaleReadsAsSciPyComputes_data()
{
    QTest::addColumn<QString>("sound");
    QTest::addColumn<StftParameters>("stft");
    QTest::addColumn<int>("frame");
    QTest::addColumn<int>("bin");
    QTest::addColumn<double>("density");
    QTest::addColumn<double>("spectrum");
    QTest::addColumn<double>("phase");
    const auto row = [](const char* sound, const StftParameters& stft, int frame, int bin, double density,
                        double spectrum, double phase) {
        QTest::addRow("%s, nfft %d, bin %d", sound, stft.nfft, bin)
            << QString(sound) << stft << frame << bin << density << spectrum << phase;
    };
    const StftParameters hann{.window = {}, .windowLength = 256, .hop = 64, .nfft = 256};
    const StftParameters kaiser{
        .window = {WindowKind::Kaiser, {8.6}, false}, .windowLength = 255, .hop = 100, .nfft = 301};
    const StftParameters flat{.window = {WindowKind::Flattop, {}, false}, .windowLength = 200, .hop = 50, .nfft = 512};
    row("sine", hann, 3, 32, -25.740312677, -9.030899870, -1.570796327);
    row("noise", hann, 3, 0, -39.505463557, -22.796050750, 3.141592654);
    row("noise", hann, 3, 32, -38.334770581, -21.625357774, 3.094576489);
    row("noise", hann, 10, 128, -51.810221742, -35.100808935, 0);
    row("offset", hann, 3, 0, -28.750612634, -12.041199827, 0);
    row("offset", hann, 10, 128, -36.709412807, -20, 0);
    row("noise", kaiser, 3, 0, -45.499031975, -28.174775743, 3.141592654);
    row("noise", kaiser, 10, 57, -50.037226163, -32.712969931, 3.095871739);
    row("noise", kaiser, 10, 150, -36.381469843, -19.057213611, 1.415790435);
    row("sine", flat, 10, 57, -41.445754722, -19.661457415, -2.405281875);
    row("noise", flat, 3, 32, -42.227167782, -20.442870475, 0.854991005);
    row("noise", flat, 10, 256, -47.099944339, -25.315647031, 3.141592654);
}

void TestCursorReading::everyScaleReadsAsSciPyComputes()
{
    QFETCH(QString, sound);
    QFETCH(StftParameters, stft);
    QFETCH(int, frame);
    QFETCH(int, bin);
    QFETCH(double, density);
    QFETCH(double, spectrum);
    QFETCH(double, phase);
    constexpr double sampleRate = 8000;
    std::vector<double> samples = test::sine(4000, 1000, sampleRate, 0.5, 0);
    std::uint64_t state = 1; // a congruence that Python computes just so
    for (std::size_t n = 0; n < samples.size() && sound != "sine"; ++n) {
        state = (1103515245 * state + 12345) % (std::uint64_t{1} << 31U);
        samples[n] =
            sound == "noise" ? std::ldexp(static_cast<double>(state), -30) - 1 : 0.25 + (n % 2 == 0 ? 0.1 : -0.1);
    }
    const auto source = test::monoSource(samples, sampleRate);
    const std::vector<double> window = windowCoefficients(stft.window, stft.windowLength);
    double sum = 0;
    double squares = 0;
    for (const double w : window) {
        sum += w;
        squares += w * w;
    }
    const CursorReading reading = readCursor(*source, {0}, stft, window, frame, bin, 0);
    const auto on = [&](LevelScale scale, std::optional<double> calibrationDb = {}) {
        const LevelReference reference = levelReference(scale, sum, squares, sampleRate, calibrationDb);
        const double edgeDb = reading.hasMirrorImage ? 0 : reference.edgeOffsetDb;
        return valueOnScale(reading.levelDb + edgeDb, scale, reference);
    };
    QVERIFY(std::abs(on(LevelScale::Density) - density) < 1e-6);
    QVERIFY(std::abs(on(LevelScale::Spectrum) - spectrum) < 1e-6);
    QVERIFY(std::abs(std::remainder(reading.phase - phase, 2 * std::numbers::pi)) < 1e-6);
    const double fullScaleDb = spectrum + (reading.hasMirrorImage ? 10 * std::log10(2.0) : 0);
    QVERIFY(std::abs(on(LevelScale::FullScale) - fullScaleDb) < 1e-6);
    QVERIFY(std::abs(on(LevelScale::SoundPressure, 94.0) - fullScaleDb - 94) < 1e-6);
    QVERIFY(std::abs(on(LevelScale::Magnitude) - std::pow(10, fullScaleDb / 20)) < 1e-9);
}

QTEST_GUILESS_MAIN(TestCursorReading)
#include "tst_cursorreading.moc"
