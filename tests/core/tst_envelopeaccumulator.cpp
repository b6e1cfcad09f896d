// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/waveform/envelopeaccumulator.h"
#include "tests/support/signals.h"

#include <QTest>

using namespace gabor;

class TestEnvelopeAccumulator : public QObject
{
    Q_OBJECT

private slots:
    void piecesGiveTheEnvelopesOfTheWhole_data()
    {
        QTest::addColumn<int>("blockLength");
        QTest::addColumn<int>("begin");
        QTest::addColumn<int>("piece");
        QTest::addColumn<int>("step");
        QTest::newRow("blocks shorter than pieces") << 64 << 0 << 1000 << 700;
        QTest::newRow("blocks longer than pieces") << 4096 << 0 << 1000 << 700;
        QTest::newRow("pieces that only touch") << 1024 << 0 << 1536 << 1536;
        QTest::newRow("from the middle of a block") << 512 << 1700 << 2000 << 512;
        QTest::newRow("from before the beginning") << 256 << -300 << 1111 << 1000;
        QTest::newRow("sample by sample") << 64 << 5 << 1 << 1;
    }
    void piecesGiveTheEnvelopesOfTheWhole()
    {
        QFETCH(int, blockLength);
        QFETCH(int, begin);
        QFETCH(int, piece);
        QFETCH(int, step);
        constexpr int length = 20'000;
        const auto source = test::monoSource(test::noise(length), 48000);
        EnvelopeAccumulator accumulator(blockLength);
        std::vector<float> samples(static_cast<std::size_t>(piece));
        int end = begin;
        for (int at = begin; at + piece <= length; at += step) {
            source->read(at, {0}, samples);
            accumulator.take(at, samples);
            end = at + piece;
        }
        const EnvelopeRun run = accumulator.finish();
        QCOMPARE(run.firstBlock, std::int64_t{(std::max(begin, 0) + blockLength - 1) / blockLength});
        const std::int64_t endBlock = end / blockLength;
        QCOMPARE(run.firstBlock + static_cast<std::int64_t>(run.blocks.size()), endBlock);
        QVERIFY(endBlock > run.firstBlock);
        QVERIFY(run.blocks == computeEnvelopes(*source, {0}, blockLength, run.firstBlock, endBlock, length, {}).blocks);
    }

    void nothingCountsAfterAGap()
    {
        const std::vector<float> samples(1000, 0.5F);
        EnvelopeAccumulator accumulator(100);
        accumulator.take(0, samples);
        accumulator.take(1001, samples);
        accumulator.take(1000, samples);
        QCOMPARE(accumulator.finish().blocks.size(), std::size_t{10});
    }

    void nothingIsGatheredThatIsNotWanted()
    {
        for (const std::int64_t blockLength : {std::int64_t{0}, 2 * EnvelopeAccumulator::longestBlock}) {
            EnvelopeAccumulator accumulator(blockLength);
            accumulator.take(0, std::vector<float>(std::size_t{1} << 18));
            QVERIFY(accumulator.finish().blocks.empty());
        }
    }
};

QTEST_APPLESS_MAIN(TestEnvelopeAccumulator)
#include "tst_envelopeaccumulator.moc"
