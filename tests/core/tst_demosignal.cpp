// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/demosignal.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

using namespace gabor;

namespace {

std::vector<double> samples(const SampleSource& source, std::int64_t first, std::size_t count)
{
    std::vector<double> out(count);
    source.read(first, {}, std::span(out));
    return out;
}

/// The signal without its noise, by its definition.
double carrier(double time)
{
    constexpr double pi = std::numbers::pi;
    return 2 * std::sqrt(2.0) * std::sin(2 * pi * 3000 * time + 500 * std::cos(2 * pi * 0.25 * time));
}

} // namespace

class TestDemoSignal : public QObject
{
    Q_OBJECT
private slots:
    void isTenSecondsAtTenKilohertz()
    {
        const auto source = demoSignal();
        QCOMPARE(source->description().sampleRate, 10e3);
        QCOMPARE(source->description().channelCount, 1);
        QCOMPARE(source->availableSamples(), 100'000);
        QCOMPARE(source->expectedSamples(), 100'000);
        QVERIFY(source->isComplete());
        QVERIFY(source->notices().empty());
    }
    void isAlwaysTheSame()
    {
        const auto first = samples(*demoSignal(), 0, 100'000);
        QCOMPARE(samples(*demoSignal(), 0, 100'000), first);
        // The generator and its use are fixed; the tolerance is that of another machine's sine and logarithm.
        double sum = 0;
        for (std::size_t n = 0; n < first.size(); ++n)
            sum += first[n] * static_cast<double>(n % 7);
        QVERIFY2(std::abs(sum - 1609.721609) < 1e-3, qPrintable(QString::number(sum, 'f', 6)));
    }
    /// Its sine and logarithm are polynomials of our own: they must not be worse than the library's by more than rounding.
    void isTheSumOfItsDefinition()
    {
        constexpr double pi = std::numbers::pi;
        prepareDemoSignal();
        const auto all = samples(*demoSignal(), 0, 100'000);
        std::mt19937_64 generator{1946};
        const auto uniform = [&generator] { return static_cast<double>(generator() >> 11) * 0x1p-53; };
        for (std::size_t n = 0; n < all.size(); ++n) {
            const double time = static_cast<double>(n) / 10e3;
            const double radius = std::sqrt(-2 * std::log(1 - uniform()));
            const double noise = std::sqrt(50) * radius * std::cos(2 * pi * uniform()) * std::exp(-time / 5);
            const double exact = carrier(time) + noise;
            // Half a step of a float beside it, and the rounding of a phase of up to 190,000 rad here.
            QVERIFY2(std::abs(all[n] - exact) < 0.51 * std::abs(exact) * 0x1p-23 + 1e-9,
                     qPrintable(QString::number(n)));
        }
    }
    void noiseIsWhiteGaussianAndDiesAway()
    {
        const auto all = samples(*demoSignal(), 0, 100'000);
        double power = 0;
        double fourth = 0;
        double neighbors = 0;
        double previous = 0;
        for (std::size_t n = 0; n < all.size(); ++n) {
            const double time = static_cast<double>(n) / 10e3;
            const double noise = (all[n] - carrier(time)) * std::exp(time / 5);
            power += noise * noise / 1e5;
            fourth += std::pow(noise, 4) / 1e5;
            neighbors += noise * previous / 1e5;
            previous = noise;
        }
        QVERIFY2(std::abs(power / 50.0 - 1) < 0.02, qPrintable(QString::number(power))); // 0.01 * 10 kHz / 2
        QVERIFY(std::abs(fourth / (power * power) - 3) < 0.1);                           // kurtosis of a Gaussian
        QVERIFY(std::abs(neighbors / power) < 0.02);
    }
    void outsideIsSilence()
    {
        const auto source = demoSignal();
        const auto before = samples(*source, -3, 5);
        QCOMPARE(before[2], 0.0);
        QCOMPARE(before[3], samples(*source, 0, 1)[0]);
        const auto after = samples(*source, 99'999, 3);
        QVERIFY(after[0] != 0.0);
        QCOMPARE(after[1], 0.0);
        std::vector<float> far(4, 1.0F);
        source->read(INT64_MAX - 1, {}, std::span(far));
        source->read(INT64_MIN, {}, std::span(far));
        QCOMPARE(far, std::vector<float>(4, 0.0F));
    }
};

QTEST_GUILESS_MAIN(TestDemoSignal)
#include "tst_demosignal.moc"
