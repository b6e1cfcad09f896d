// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dsp/fftplan.h"
#include "core/dsp/planwisdom.h"
#include "tests/support/signals.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace gabor;

namespace {

constexpr int size = 500; ///< which no other test has measured in this process

std::vector<std::complex<float>> transformed(PlanChoice choice)
{
    const FftPlan<float>& plan = FftPlan<float>::ofSize(size, choice);
    FftBuffer<float> samples(size);
    FftBuffer<std::complex<float>> bins(static_cast<std::size_t>(plan.binCount()));
    const std::vector<double> noise = test::noise(size);
    std::copy(noise.begin(), noise.end(), samples.data());
    plan.transform(samples, bins);
    return {bins.span().begin(), bins.span().end()};
}

} // namespace

class TestPlanWisdom : public QObject
{
    Q_OBJECT

private slots:
    void whatIsNoWisdomChangesNothing()
    {
        QVERIFY(!takePlanWisdom("(fftw-3.3.10 nonsense"));
        QVERIFY(!takePlanWisdom("\xff\xfe garbage"));
        QVERIFY(!arePlansMeasured(size));
    }

    void whatHasBeenMeasuredIsUsedWhereItIsAskedFor()
    {
        const std::vector<std::complex<float>> estimated = transformed(PlanChoice::Reproducible);
        QCOMPARE(transformed(PlanChoice::Fastest), estimated); // nothing is known yet

        const std::string wisdom = measuredWisdom(std::array{size}, {});
        QVERIFY(!wisdom.empty());
        QVERIFY(!arePlansMeasured(size)); // not taken over by itself
        QVERIFY(takePlanWisdom(wisdom));
        QVERIFY(arePlansMeasured(size));
        QVERIFY(!arePlansMeasured(2 * size));

        QVERIFY(&FftPlan<float>::ofSize(size, PlanChoice::Fastest) != &FftPlan<float>::ofSize(size));
        QVERIFY(&FftPlan<std::complex<float>>::ofSize(size, PlanChoice::Fastest)
                != &FftPlan<std::complex<float>>::ofSize(size));
        const std::vector<std::complex<float>> measured = transformed(PlanChoice::Fastest);
        for (std::size_t k = 0; k < estimated.size(); ++k)
            QVERIFY(std::abs(measured[k] - estimated[k]) < 1e-4F);
        QCOMPARE(transformed(PlanChoice::Reproducible), estimated);
    }

    void estimatedPlansDoNotDependOnWhatHasBeenMeasured()
    {
        constexpr int another = 504;
        QVERIFY(takePlanWisdom(measuredWisdom(std::array{another}, {})));
        // Planned only now, while better is known.
        const FftPlan<float>* const estimated = &FftPlan<float>::ofSize(another);
        QVERIFY(estimated != &FftPlan<float>::ofSize(another, PlanChoice::Fastest));
    }

    void whatWasKnownStaysKnown()
    {
        const std::string one = measuredWisdom(std::array{60}, {});
        const std::string both = measuredWisdom(std::array{90}, one);
        QVERIFY(takePlanWisdom(both));
        QVERIFY(arePlansMeasured(60));
        QVERIFY(arePlansMeasured(90));
    }
};

QTEST_APPLESS_MAIN(TestPlanWisdom)
#include "tst_planwisdom.moc"
