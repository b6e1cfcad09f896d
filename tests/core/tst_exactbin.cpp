// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/exactbin.h"
#include "core/dsp/fftplan.h"
#include "core/dsp/levels.h"
#include "core/dsp/trend.h"
#include "tests/support/signals.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace gabor;

class TestExactBin : public QObject
{
    Q_OBJECT

private slots:
    void sineReadsItsLevelUnderEveryWindow()
    {
        constexpr double rate = 48000;
        for (const WindowInfo& info : windowCatalog()) {
            const StftParameters stft{
                .window = initialWindow(info.kind, 1024), .windowLength = 1024, .hop = 100, .nfft = 1024};
            const auto source = test::monoSource(test::sine(9000, 200 * rate / 1024, rate, 0.1), rate);
            const double level = exactLevelDb(*source, {0}, stft, 17, 200);
            // The mirror image of the sine reaches the bin too, the further the higher the window's sidelobes.
            const double allowed = info.kind == WindowKind::Exponential ? 0.01 : 1e-3;
            QVERIFY2(std::abs(level + 20) < allowed,
                     qPrintable(QString("%1: %2").arg(info.scipyName.data()).arg(level)));
        }
    }

    void equalsTheTransformInDoublePrecision_data()
    {
        QTest::addColumn<int>("nfft");
        QTest::addColumn<int>("detrend");
        for (const int nfft : {500, 501, 512, 1009}) {
            for (const Detrend detrend : {Detrend::None, Detrend::Constant, Detrend::Linear})
                QTest::addRow("%d, detrend %d", nfft, static_cast<int>(detrend)) << nfft << static_cast<int>(detrend);
        }
    }
    void equalsTheTransformInDoublePrecision()
    {
        QFETCH(int, nfft);
        QFETCH(int, detrend);
        const std::vector<double> samples = test::noise(500);
        const std::vector<double> window = windowCoefficients(WindowSpec{}, 500);
        double sum = 0;

        FftBuffer<double> frame(static_cast<std::size_t>(nfft));
        FftBuffer<std::complex<double>> bins(static_cast<std::size_t>(nfft / 2 + 1));
        const Trend trend = trendOf(std::span(samples), static_cast<Detrend>(detrend));
        for (std::size_t i = 0; i < samples.size(); ++i) {
            frame.data()[i] = (samples[i] - trend.at(i)) * window[i];
            sum += window[i];
        }
        FftPlan<double>::ofSize(nfft).transform(frame, bins);
        for (int bin = 0; bin <= nfft / 2; ++bin) {
            const double amplitude = std::abs(bins.data()[bin]) * amplitudeScale(bin, nfft, sum);
            const double exact = std::sqrt(exactPower(samples, window, static_cast<Detrend>(detrend), nfft, bin));
            QVERIFY(std::abs(exact - amplitude) < 1e-14);
        }
    }

    void frameStartsAtHopTimesItsNumber()
    {
        std::vector<double> samples(1000, 0.0);
        samples[730] = 1;
        const auto source = test::monoSource(samples);
        const StftParameters stft{
            .window = {.kind = WindowKind::Boxcar, .parameters = {}}, .windowLength = 10, .hop = 5, .nfft = 10};
        constexpr double silence = -std::numeric_limits<double>::infinity();
        QCOMPARE(exactLevelDb(*source, {0}, stft, 144, 0), silence);
        QCOMPARE(exactLevelDb(*source, {0}, stft, 145, 0), -20.0);
        QCOMPARE(exactLevelDb(*source, {0}, stft, 146, 0), -20.0);
        QCOMPARE(exactLevelDb(*source, {0}, stft, 147, 0), silence);
        QCOMPARE(exactLevelDb(*source, {0}, stft, 100000, 0), silence);
    }

    void readsTheChosenChannel()
    {
        const test::MemorySource source({std::vector(64, 1.0), std::vector(64, 0.1)}, 48000);
        const StftParameters stft{.window = {}, .windowLength = 64, .hop = 64, .nfft = 64};
        QVERIFY(std::abs(exactLevelDb(source, {0}, stft, 0, 0)) < 1e-12);
        QVERIFY(std::abs(exactLevelDb(source, {1}, stft, 0, 0) + 20) < 1e-12);
        QVERIFY(std::abs(exactLevelDb(source, {ChannelChoice::mix}, stft, 0, 0) - 20 * std::log10(0.55)) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TestExactBin)
#include "tst_exactbin.moc"
