// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/beginning.h"
#include "tests/support/signals.h"

#include <QTest>

#include <numeric>

using namespace gabor;

namespace {

std::shared_ptr<const SampleSource> ramp(int count)
{
    std::vector<double> samples(static_cast<std::size_t>(count));
    std::iota(samples.begin(), samples.end(), 1.0);
    return test::monoSource(samples);
}

} // namespace

class TestBeginning : public QObject
{
    Q_OBJECT

private slots:
    void itEndsWhereItIsSaidTo()
    {
        const auto part = beginningOf(ramp(100), 10);
        QCOMPARE(part->availableSamples(), std::int64_t{10});
        QCOMPARE(part->expectedSamples(), std::int64_t{10});
        QVERIFY(part->isComplete());
        std::vector<double> out(6, 9.0);
        part->read(7, {0}, std::span(out));
        QCOMPARE(out, (std::vector<double>{8, 9, 10, 0, 0, 0}));
        part->read(10, {0}, std::span(out));
        QCOMPARE(out, std::vector<double>(6, 0.0));
        part->read(-2, {0}, std::span(out));
        QCOMPARE(out, (std::vector<double>{0, 0, 1, 2, 3, 4}));
    }

    void aShorterSoundIsWhole()
    {
        const auto part = beginningOf(ramp(4), 10);
        QCOMPARE(part->availableSamples(), std::int64_t{4});
        std::vector<float> out(5, 9.0F);
        part->read(2, {0}, std::span(out));
        QCOMPARE(out, (std::vector<float>{3, 4, 0, 0, 0}));
    }
};

QTEST_GUILESS_MAIN(TestBeginning)
#include "tst_beginning.moc"
