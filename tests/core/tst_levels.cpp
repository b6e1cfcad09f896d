// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/levels.h"

#include <QTest>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace gabor;

namespace {

float decibelsOf(float power)
{
    float level = 0;
    decibelsFromPowers(std::span(&power, 1), std::span(&level, 1));
    return level;
}

} // namespace

class TestLevels : public QObject
{
    Q_OBJECT

private slots:
    void powersComeBackFromLevels()
    {
        std::vector<float> levels;
        for (float level = -300; level <= 300; level += 0.173F)
            levels.push_back(level);
        std::vector<float> powers(levels.size());
        powersFromDecibels(levels, powers);
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const double exact = powerFromDecibels(static_cast<double>(levels[i]));
            // A level has a relative rounding of its own, which the power shows many times over.
            const double bound = 1e-6 + 3e-7 * std::abs(static_cast<double>(levels[i])) * 0.23;
            QVERIFY2(std::abs(static_cast<double>(powers[i]) / exact - 1) < bound,
                     qPrintable(QString::number(levels[i])));
        }
        std::vector<float> extremes{-std::numeric_limits<float>::infinity(), -500, 500};
        powersFromDecibels(extremes, extremes);
        QCOMPARE(extremes[0], 0.0F);
        QCOMPARE(extremes[1], 0.0F);
        QVERIFY(std::isinf(extremes[2]));
    }

    /// Every exponent with mantissas throughout, denormal numbers included.
    void decibelsAreWithinTheirPromiseEverywhere()
    {
        std::vector<float> powers;
        for (std::uint32_t bits = 1; bits < 0x7f800000; bits += 9973)
            powers.push_back(std::bit_cast<float>(bits));
        std::vector<float> levels(powers.size());
        decibelsFromPowers(powers, levels);
        double error = 0;
        for (std::size_t i = 0; i < powers.size(); ++i) {
            const double exact = 10 * std::log10(static_cast<double>(powers[i]));
            error = std::max(error, std::abs(static_cast<double>(levels[i]) - exact));
        }
        QVERIFY2(error < 1e-4, qPrintable(QString::number(error)));
    }

    void specialPowersKeepTheirMeaning()
    {
        constexpr float infinity = std::numeric_limits<float>::infinity();
        constexpr float nan = std::numeric_limits<float>::quiet_NaN();
        QCOMPARE(decibelsOf(0.0F), -infinity);
        QCOMPARE(decibelsOf(-0.0F), -infinity);
        QCOMPARE(decibelsOf(infinity), infinity);
        QVERIFY(std::isnan(decibelsOf(nan)));
        QVERIFY(std::isnan(decibelsOf(-nan)));
        QVERIFY(std::isnan(decibelsOf(-1.0F)));
        QVERIFY(std::isnan(decibelsOf(-infinity)));
        QCOMPARE(decibelsOf(1.0F), 0.0F);
    }

    void placeInTheArrayDoesNotMatter()
    {
        std::vector<float> powers(67, 0.3F);
        std::vector<float> levels(67);
        decibelsFromPowers(powers, levels);
        for (const float level : levels)
            QCOMPARE(std::bit_cast<std::uint32_t>(level), std::bit_cast<std::uint32_t>(decibelsOf(0.3F)));
        decibelsFromPowers(powers, powers);
        QCOMPARE(powers, levels);
    }

    void doubleDecibelsGoBothWays()
    {
        QCOMPARE(decibelsFromPower(0.01), -20.0);
        QCOMPARE(powerFromDecibels(-20), 0.01);
        QCOMPARE(decibelsFromPower(0), -std::numeric_limits<double>::infinity());
        QCOMPARE(powerFromDecibels(-std::numeric_limits<double>::infinity()), 0.0);
    }

    void onlyBinsWithMirrorImageAreDoubled_data()
    {
        QTest::addColumn<int>("nfft");
        QTest::addColumn<std::vector<float>>("expected");
        QTest::newRow("1") << 1 << std::vector<float>{1};
        QTest::newRow("2") << 2 << std::vector<float>{1, 1};
        QTest::newRow("3") << 3 << std::vector<float>{1, 4};
        QTest::newRow("4") << 4 << std::vector<float>{1, 4, 1};
        QTest::newRow("5") << 5 << std::vector<float>{1, 4, 4};
    }
    void onlyBinsWithMirrorImageAreDoubled()
    {
        QFETCH(int, nfft);
        QFETCH(std::vector<float>, expected);
        const std::vector<std::complex<float>> bins(expected.size(), {0, 8});
        std::vector<float> powers(expected.size());
        powersFromBins(bins, nfft, -8, powers); // only the size of the sum matters
        QCOMPARE(powers, expected);
        for (std::size_t k = 0; k < expected.size(); ++k)
            QCOMPARE(amplitudeScale(static_cast<int>(k), nfft, 8), std::sqrt(static_cast<double>(expected[k])) / 8);
    }

    void loudBinsDoNotOverflow()
    {
        const std::vector<std::complex<float>> bins(3, {1e25F, 0});
        std::vector<float> powers(3);
        powersFromBins(bins, 4, 1e20, powers);
        QVERIFY(std::abs(powers[0] / 1e10F - 1) < 1e-6F);
    }
};

QTEST_GUILESS_MAIN(TestLevels)
#include "tst_levels.moc"
