// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/exactbin.h"
#include "core/exact/cursorreading.h"
#include "tests/support/signals.h"

#include <QTest>

#include <cmath>

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

QTEST_GUILESS_MAIN(TestCursorReading)
#include "tst_cursorreading.moc"
