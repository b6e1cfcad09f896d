// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/window.h"
#include "tests/support/npy.h"
#include "tests/support/processfacts.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <set>

using namespace gabor;

Q_DECLARE_METATYPE(gabor::WindowSpec)

namespace {

constexpr int referenceSizes[] = {1, 2, 3, 4, 5, 8, 9, 64, 255};

WindowSpec spec(WindowKind kind, std::vector<double> parameters = {}, bool symmetric = false)
{
    return {.kind = kind, .parameters = std::move(parameters), .symmetric = symmetric};
}

std::filesystem::path referenceFile(const QString& name)
{
    return std::filesystem::path(GABOR_TEST_DATA) / "windows" / (name + ".npy").toStdString();
}

/// How far below its peak the largest sidelobe of @p window lies, in dB, by direct summation over @p lobes bins.
double sidelobesBelowPeak(const std::vector<double>& window, double firstBin, double lastBin)
{
    const double sum = std::accumulate(window.begin(), window.end(), 0.0);
    double largest = 0;
    for (double bin = firstBin; bin < lastBin; bin += 0.05) {
        double re = 0;
        double im = 0;
        for (std::size_t i = 0; i < window.size(); ++i) {
            const double angle =
                2 * std::numbers::pi * bin * static_cast<double>(i) / static_cast<double>(window.size());
            re += window[i] * std::cos(angle);
            im += window[i] * std::sin(angle);
        }
        largest = std::max(largest, std::hypot(re, im) / sum);
    }
    return -20 * std::log10(largest);
}

} // namespace

class TestWindow : public QObject
{
    Q_OBJECT

private slots:
    void equalsSciPy_data()
    {
        QTest::addColumn<WindowSpec>("window");
        QTest::addColumn<double>("tolerance");
        const auto row = [](const char* name, WindowSpec window, double tolerance = 1e-14) {
            QTest::newRow(name) << window << tolerance;
        };
        row("boxcar", spec(WindowKind::Boxcar));
        row("triang", spec(WindowKind::Triang));
        row("bartlett", spec(WindowKind::Bartlett));
        row("hann", spec(WindowKind::Hann));
        row("hamming", spec(WindowKind::Hamming));
        row("blackman", spec(WindowKind::Blackman));
        row("blackmanharris", spec(WindowKind::BlackmanHarris));
        row("nuttall", spec(WindowKind::Nuttall));
        row("flattop", spec(WindowKind::Flattop));
        row("bohman", spec(WindowKind::Bohman));
        row("parzen", spec(WindowKind::Parzen));
        row("cosine", spec(WindowKind::Cosine));
        row("barthann", spec(WindowKind::Barthann));
        row("lanczos", spec(WindowKind::Lanczos));
        row("general_hamming_0.6", spec(WindowKind::GeneralHamming, {0.6}));
        row("general_cosine_2", spec(WindowKind::GeneralCosine, {0.6, 0.4}));
        row("general_cosine_4", initialWindow(WindowKind::GeneralCosine, 1));
        row("general_cosine_5", spec(WindowKind::GeneralCosine, {1, 1.93, 1.29, 0.388, 0.028}));
        row("tukey_0", spec(WindowKind::Tukey, {0}));
        row("tukey_0.25", spec(WindowKind::Tukey, {0.25}));
        row("tukey_0.9", spec(WindowKind::Tukey, {0.9}));
        row("tukey_1", spec(WindowKind::Tukey, {1}));
        row("gaussian_7", spec(WindowKind::Gaussian, {7}));
        row("general_gaussian_1.5_20", spec(WindowKind::GeneralGaussian, {1.5, 20}));
        row("general_gaussian_0.4_9", spec(WindowKind::GeneralGaussian, {0.4, 9}));
        row("exponential_30", spec(WindowKind::Exponential, {30}));
        row("kaiser_0", spec(WindowKind::Kaiser, {0}));
        row("kaiser_8.6", spec(WindowKind::Kaiser, {8.6}));
        row("kaiser_200", spec(WindowKind::Kaiser, {200}), 1e-13);
        row("kaiser_bessel_derived_12", spec(WindowKind::KaiserBesselDerived, {12}));
        row("chebwin_60", spec(WindowKind::Chebwin, {60}), 1e-11); // SciPy's own rounding
        row("chebwin_100", spec(WindowKind::Chebwin, {100}), 1e-11);
        row("dpss_0.4", spec(WindowKind::Dpss, {0.4}), 2e-12); // likewise
        row("dpss_3", spec(WindowKind::Dpss, {3}), 2e-12);
        row("dpss_20", spec(WindowKind::Dpss, {20}), 2e-12);
        row("taylor_1_30", spec(WindowKind::Taylor, {1, 30}));
        row("taylor_4_30", spec(WindowKind::Taylor, {4, 30}));
        row("taylor_9_50", spec(WindowKind::Taylor, {9, 50}), 1e-13);
    }
    /// Odd and even lengths, periodic and symmetric; what SciPy refuses has a fault.
    void equalsSciPy()
    {
        QFETCH(WindowSpec, window);
        QFETCH(double, tolerance);
        const std::vector<double> reference = test::readNpy(referenceFile(QTest::currentDataTag())).values;
        std::size_t at = 0;
        for (const bool symmetric : {false, true}) {
            window.symmetric = symmetric;
            for (const int size : referenceSizes) {
                const std::span expected = std::span(reference).subspan(at, static_cast<std::size_t>(size));
                at += expected.size();
                if (std::isnan(expected[0])) {
                    QVERIFY(faultIn(window, size));
                    continue;
                }
                const std::vector<double> actual = windowCoefficients(window, size);
                QCOMPARE(actual.size(), expected.size());
                double error = 0;
                for (std::size_t i = 0; i < actual.size(); ++i)
                    error = std::max(error, std::abs(actual[i] - expected[i]));
                QVERIFY2(error <= tolerance, qPrintable(QString("size %1: %2").arg(size).arg(error)));
            }
        }
        QCOMPARE(at, reference.size());
    }

    void everyKindIsInTheCatalogOnce()
    {
        std::set<std::string_view> names;
        std::set<WindowKind> kinds;
        for (const WindowInfo& info : windowCatalog()) {
            names.insert(info.scipyName);
            kinds.insert(info.kind);
            QCOMPARE(&windowInfo(info.kind), &info);
        }
        QCOMPARE(kinds.size(), static_cast<std::size_t>(WindowKind::Taylor) + 1);
        QCOMPARE(names.size(), kinds.size());
    }

    void everyInitialWindowMayBeUsed()
    {
        for (const WindowInfo& info : windowCatalog()) {
            for (const int length : {2, 4, 6, 100, 2048, 65536}) {
                const WindowSpec window = initialWindow(info.kind, length);
                QVERIFY2(!faultIn(window, length), info.scipyName.data());
            }
        }
    }

    void longWindowsAreQuickAndExact()
    {
        for (const WindowInfo& info : windowCatalog()) {
            const WindowSpec window = initialWindow(info.kind, 65536);
            const double before = test::processorMilliseconds();
            const std::vector<double> coefficients = windowCoefficients(window, 65536);
            QVERIFY2(test::processorMilliseconds() - before < 500 * test::slowness, info.scipyName.data());
            const double peak = *std::max_element(coefficients.begin(), coefficients.end());
            QVERIFY2(std::abs(peak - 1) < 1e-3, info.scipyName.data());
        }
    }

    void longSlepianWindowKeepsItsDigits()
    {
        // Its shape depends on the relative place alone, but for terms of order 1/count².
        const std::vector<double> small = windowCoefficients(spec(WindowKind::Dpss, {3}, true), 65535);
        const std::vector<double> large = windowCoefficients(spec(WindowKind::Dpss, {3}, true), 3 * 65535);
        for (std::size_t i = 0; i < small.size(); i += 97)
            QVERIFY(std::abs(small[i] - large[3 * i + 1]) < 1e-8);
    }

    void chebyshevSidelobesHaveTheirAttenuation()
    {
        for (const int length : {64, 65}) {
            const std::vector<double> window = windowCoefficients(spec(WindowKind::Chebwin, {80}, true), length);
            QVERIFY(std::abs(sidelobesBelowPeak(window, 4, length / 2.0) - 80) < 0.05);
        }
    }

    void kaiserBesselDerivedSquaresAddUpToOne()
    {
        const std::vector<double> window = windowCoefficients(initialWindow(WindowKind::KaiserBesselDerived, 512), 512);
        for (std::size_t i = 0; i < 256; ++i)
            QVERIFY(std::abs(window[i] * window[i] + window[i + 256] * window[i + 256] - 1) < 1e-14);
    }

    void faultsAreFound_data()
    {
        using Rule = WindowFault::Rule;
        QTest::addColumn<WindowSpec>("window");
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("rule");
        const auto row = [](const char* name, WindowSpec window, int length, Rule rule) {
            QTest::newRow(name) << window << length << static_cast<int>(rule);
        };
        const double nan = std::numeric_limits<double>::quiet_NaN();
        row("no length", spec(WindowKind::Hann), 0, Rule::LengthNotPositive);
        row("too few parameters", spec(WindowKind::Kaiser), 8, Rule::ParameterCount);
        row("too many parameters", spec(WindowKind::Hann, {1}), 8, Rule::ParameterCount);
        row("no coefficients", spec(WindowKind::GeneralCosine), 8, Rule::ParameterCount);
        row("excluded minimum", spec(WindowKind::Gaussian, {0}), 8, Rule::ParameterOutOfRange);
        row("negative", spec(WindowKind::Kaiser, {-1}), 8, Rule::ParameterOutOfRange);
        row("not a number", spec(WindowKind::Kaiser, {nan}), 8, Rule::ParameterOutOfRange);
        row("not whole", spec(WindowKind::Taylor, {4.5, 30}), 8, Rule::ParameterOutOfRange);
        row("late coefficient", spec(WindowKind::GeneralCosine, {1, 0, 0, 0, 0, 11}), 8, Rule::ParameterOutOfRange);
        row("wide DPSS", spec(WindowKind::Dpss, {4}), 8, Rule::HalfBandwidthTooLarge);
        row("odd KBD", spec(WindowKind::KaiserBesselDerived, {4}, true), 9, Rule::OddLength);
        row("periodic KBD", spec(WindowKind::KaiserBesselDerived, {4}), 8, Rule::PeriodicUnknown);
        row("Hann of 2", spec(WindowKind::Hann, {}, true), 2, Rule::SumIsZero);
        row("Blackman of 2", spec(WindowKind::Blackman, {}, true), 2, Rule::SumIsZero);
        row("Lanczos of 2", spec(WindowKind::Lanczos, {}, true), 2, Rule::SumIsZero);
        row("pure cosine", spec(WindowKind::GeneralCosine, {0, 1}), 1000, Rule::SumIsZero);
        row("needle between samples", spec(WindowKind::Gaussian, {0.01}, true), 64, Rule::SumIsZero);
    }
    void faultsAreFound()
    {
        QFETCH(WindowSpec, window);
        QFETCH(int, length);
        QFETCH(int, rule);
        const std::optional<WindowFault> fault = faultIn(window, length);
        QVERIFY(fault);
        QCOMPARE(static_cast<int>(fault->rule), rule);
    }

    void faultsSayWhatIsAllowed()
    {
        const std::optional<WindowFault> fault = faultIn(spec(WindowKind::Taylor, {4, 500}), 64);
        QVERIFY(fault);
        QCOMPARE(fault->parameter, 1);
        QCOMPARE(fault->minimum, 1.0);
        QCOMPARE(fault->maximum, 200.0);
        QCOMPARE(faultIn(spec(WindowKind::Dpss, {9}), 7)->maximum, 3.5);
    }

    void negativeSumIsNoFault() { QVERIFY(!faultIn(spec(WindowKind::Flattop, {}, true), 2)); }
};

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
