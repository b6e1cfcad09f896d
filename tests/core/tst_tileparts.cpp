// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tiles/tileparts.h"
#include "tests/support/signals.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace gabor;

namespace {

constexpr std::int64_t blockLength = 4096;
constexpr std::int64_t soundLength = 1'500'000;

/// Of a sound of a tile and a half, whose transforms take long enough to be shared.
TileRequest longRequest(std::int64_t index, Reduction reduction, FrameBoundary boundary = FrameBoundary::Inside)
{
    static const auto source = test::monoSource(test::noise(soundLength), 48'000);
    TileRequest request;
    request.source = source;
    request.spec.stft = {.windowLength = 1001, .hop = 61, .nfft = 4096, .boundary = boundary};
    request.spec.channel = {0};
    request.spec.reduction = reduction;
    request.window = makeAnalysisWindow(request.spec.stft);
    request.id = {6, index};
    request.frameCount = frameCount(request.spec.stft, soundLength);
    request.envelopeBlockLength = blockLength;
    return request;
}

/// A sound that is not at hand, or so it says.
class DecodedSource final : public SampleSource
{
public:
    explicit DecodedSource(const SampleSource& sound) : m_sound(sound) { }
    const SoundDescription& description() const override { return m_sound.description(); }
    std::int64_t availableSamples() const override { return m_sound.availableSamples(); }
    std::int64_t expectedSamples() const override { return m_sound.expectedSamples(); }
    bool isComplete() const override { return true; }
    bool isAtHand() const override { return false; }
    std::vector<SoundNotice> notices() const override { return {}; }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override
    {
        return m_sound.read(first, channel, out);
    }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override
    {
        return m_sound.read(first, channel, out);
    }

private:
    const SampleSource& m_sound;
};

bool areSame(const LevelTile& a, const LevelTile& b)
{
    if (a.id() != b.id() || a.columnCount() != b.columnCount() || a.frameCount() != b.frameCount()
        || a.isSketch() != b.isSketch())
        return false;
    for (int column = 0; column < a.columnCount(); ++column)
        if (!std::ranges::equal(a.column(column), b.column(column))
            || !std::ranges::equal(a.phases(column), b.phases(column)))
            return false;
    return true;
}

/// All blocks that the whole gives, and maybe more, each as it is.
bool isAsGood(const EnvelopeRun& run, const EnvelopeRun& ofWhole)
{
    const std::int64_t end = run.firstBlock + std::ssize(run.blocks);
    const EnvelopeRun truth = computeEnvelopes(*longRequest(0, Reduction::Maximum).source, {0}, blockLength,
                                               run.firstBlock, end, soundLength, {});
    return run.firstBlock == ofWhole.firstBlock && run.blocks.size() >= ofWhole.blocks.size()
        && run.blocks == truth.blocks;
}

} // namespace

class TestTileParts : public QObject
{
    Q_OBJECT
private slots:
    /// Its decoder has to be entered anew for each.
    void soundThatIsDecodedHasFewerParts()
    {
        TileRequest request = longRequest(0, Reduction::Maximum);
        const int parts = TileParts(request).count();
        request.source = std::make_shared<const DecodedSource>(*request.source);
        QVERIFY(TileParts(request).count() > 1);
        QVERIFY(TileParts(request).count() < parts);
    }

    void partsMakeTheWholeInAnyOrder_data()
    {
        QTest::addColumn<std::int64_t>("index");
        QTest::addColumn<Reduction>("reduction");
        QTest::addColumn<FrameBoundary>("boundary");
        QTest::newRow("maximum") << std::int64_t{0} << Reduction::Maximum << FrameBoundary::Inside;
        QTest::newRow("mean") << std::int64_t{0} << Reduction::MeanPower << FrameBoundary::Inside;
        QTest::newRow("over the ends") << std::int64_t{0} << Reduction::Maximum << FrameBoundary::Padded;
        QTest::newRow("the last one") << std::int64_t{1} << Reduction::MeanPower << FrameBoundary::Padded;
    }
    void partsMakeTheWholeInAnyOrder()
    {
        QFETCH(std::int64_t, index);
        QFETCH(Reduction, reduction);
        QFETCH(FrameBoundary, boundary);
        const TileRequest request = longRequest(index, reduction, boundary);
        const ComputedTile whole = computeTileAndEnvelopes(request, {});
        TileParts parts(request);
        QVERIFY(parts.count() > 1);
        for (int part = parts.count() - 1; part > 0; --part)
            QVERIFY(!parts.compute(part, {}));
        const std::optional<ComputedTile> joined = parts.compute(0, {});
        QVERIFY(joined && joined->tile);
        QVERIFY(areSame(*joined->tile, *whole.tile));
        QVERIFY(isAsGood(joined->envelopes, whole.envelopes));
    }

    void partsMakeTheWholeSideBySide()
    {
        const TileRequest request = longRequest(0, Reduction::Maximum);
        TileParts parts(request);
        std::atomic<int> next = 0;
        std::atomic<int> ends = 0;
        ComputedTile joined;
        const auto work = [&] {
            for (int part = next++; part < parts.count(); part = next++) {
                if (std::optional<ComputedTile> all = parts.compute(part, {})) {
                    joined = *std::move(all);
                    ++ends;
                }
            }
        };
        {
            const std::jthread first(work);
            const std::jthread second(work);
        }
        QCOMPARE(ends.load(), 1);
        const ComputedTile whole = computeTileAndEnvelopes(request, {});
        QVERIFY(areSame(*joined.tile, *whole.tile));
        QVERIFY(isAsGood(joined.envelopes, whole.envelopes));
    }

    void oneThatWasStoppedMakesNoTile()
    {
        TileParts parts(longRequest(0, Reduction::Maximum));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!parts.compute(0, stop.get_token()));
        for (int part = 1; part < parts.count(); ++part)
            QVERIFY(!parts.compute(part, {}));
    }

    void whatIsSoonDoneIsOnePart()
    {
        TileRequest single = longRequest(0, Reduction::Maximum);
        single.id.lod = 0;
        QCOMPARE(TileParts(single).count(), 1);
        TileRequest sketch = longRequest(0, Reduction::Maximum);
        sketch.isSketch = true;
        QCOMPARE(TileParts(sketch).count(), 1);
        QCOMPARE(TileParts(longRequest(0, Reduction::Sample)).count(), 1);
        const std::optional<ComputedTile> computed = TileParts(sketch).compute(0, {});
        QVERIFY(computed && areSame(*computed->tile, *computeTile(sketch, {})));
    }

    void whereThereIsNoFrameThereIsNoTile()
    {
        TileParts parts(longRequest(2, Reduction::Maximum));
        QCOMPARE(parts.count(), 1);
        const std::optional<ComputedTile> computed = parts.compute(0, {});
        QVERIFY(computed && !computed->tile && computed->envelopes.blocks.empty());
    }
};

QTEST_GUILESS_MAIN(TestTileParts)
#include "tst_tileparts.moc"
