// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/watchedsource.h"
#include "widgets/bridge/picturefeed.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

using namespace gabor;

namespace {

constexpr std::int64_t soundLength = 400'000;
constexpr int patienceMs = 30'000;

/// Read only by decoding, or so it says, or slowly.
class FarSource final : public SampleSource
{
public:
    /// @param slowness  that each of the first @p slowReads takes
    explicit FarSource(std::shared_ptr<const SampleSource> near, bool isAtHand = false,
                       std::chrono::milliseconds slowness = {}, int slowReads = 0)
        : m_near(std::move(near)), m_isAtHand(isAtHand), m_slowness(slowness), m_slowReads(slowReads)
    { }

    const SoundDescription& description() const override { return m_near->description(); }
    std::int64_t availableSamples() const override { return m_near->availableSamples(); }
    std::int64_t expectedSamples() const override { return m_near->expectedSamples(); }
    bool isComplete() const override { return true; }
    bool isAtHand() const override { return m_isAtHand; }
    std::vector<SoundNotice> notices() const override { return {}; }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<float> out) const override
    {
        if (m_slowReads-- > 0)
            std::this_thread::sleep_for(m_slowness);
        return m_near->read(first, channel, out);
    }
    ReadOutcome read(std::int64_t first, ChannelChoice channel, std::span<double> out) const override
    {
        return m_near->read(first, channel, out);
    }

private:
    std::shared_ptr<const SampleSource> m_near;
    bool m_isAtHand;
    std::chrono::milliseconds m_slowness;
    mutable std::atomic<int> m_slowReads;
};

SpectrumSpec specOf(int nfft)
{
    SpectrumSpec spec;
    spec.source = 1;
    spec.channel = {0};
    spec.stft = {.window = {}, .windowLength = nfft, .hop = nfft / 8, .nfft = nfft, .detrend = {}};
    return spec;
}

/// All of the sound, several frames a pixel.
PictureChoice whole()
{
    return {{{0, static_cast<double>(soundLength), 0, 24'000}, FrequencyScale::Linear, 500, 200}, {}};
}

bool hasGaps(const LevelGrid& grid)
{
    return std::any_of(grid.levels.begin(), grid.levels.end(), [](float level) { return std::isnan(level); });
}

} // namespace

class TestPictureFeed : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_feed.reset(); }

    void aGlimpseComesFirst();
    void whereAGlimpseTakesTooLongSketchesComeFirst();
    void ofFewFramesTheTruthComesFirst();
    void theTruthComesLast();
    void theLatestGlimpseCounts();
    void aGlimpseIsAskedForOnce();
    void whatHasToBeDecodedComesTileByTile();
    void imagesNeedNoGlimpse();
    void anotherSoundHasNothingOfTheFirst();
    void whatCannotWaitIsGatheredOfWhatThereIs();

private:
    void show(const SpectrumSpec& spec) { m_feed->setSpectrum(m_source, spec); }
    const LevelGrid* grid(const PictureChoice& choice = whole())
    {
        return m_feed->gridOf(choice, GridFeed::Haste::MayTakeAWhile);
    }
    LevelGrid truth(const PictureChoice& choice = whole())
    {
        TileFeed& tiles = m_feed->tiles();
        return gatherLevels(
            {tiles.mosaic(), tiles.cover(), tiles.spec().stft, tiles.spec().reduction, 48'000, tiles.frameCount()},
            choice.frame, choice.values);
    }

    JobQueue m_queue{2};
    std::shared_ptr<const test::WatchedSource> m_source;
    std::unique_ptr<PictureFeed> m_feed;
};

void TestPictureFeed::init()
{
    m_source = std::make_shared<test::WatchedSource>(test::noise(soundLength));
    m_feed = std::make_unique<PictureFeed>(m_queue, std::size_t{64} << 20U);
    m_feed->tiles().setView(0, soundLength, whole().frame.width);
}

/// With no tile allowed to begin, the picture is whole all the same.
void TestPictureFeed::aGlimpseComesFirst()
{
    m_feed->tiles().setPaused(true);
    show(specOf(1024));
    QVERIFY(m_feed->pictureComes(whole()));
    QVERIFY(grid() == nullptr);
    QVERIFY(!m_feed->isWhole(whole()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->pictureComes(whole()), patienceMs);
    QVERIFY(m_feed->isWhole(whole()));
    QVERIFY(m_feed->tiles().mosaic().pieces.empty());
    QVERIFY(!m_feed->isLast(whole()));
    const LevelGrid* const glimpse = grid();
    QVERIFY(glimpse != nullptr && !hasGaps(*glimpse));
    QVERIFY(m_feed->isLast(whole()));
    const std::uint64_t number = m_feed->grids().number();
    QCOMPARE(grid(), glimpse); // not made anew for every paint
    QCOMPARE(m_feed->grids().number(), number);
    QCOMPARE(m_feed->grids().topOfLast(), topLevel(*glimpse));
}

/// A glimpse would only be drawn for nothing, right before it.
/// A disk that sleeps, or a busy machine: with no tile allowed to begin, the picture is whole all the same.
void TestPictureFeed::whereAGlimpseTakesTooLongSketchesComeFirst()
{
    using namespace std::chrono_literals;
    m_feed->tiles().setPaused(true);
    m_feed->setSpectrum(std::make_shared<FarSource>(m_source, true, 5ms, 40), specOf(512));
    const auto isWhole = [this] {
        const LevelGrid* const levels = grid();
        return levels != nullptr && !hasGaps(*levels);
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWhole(), patienceMs);
    QVERIFY(m_feed->tiles().mosaic().isProvisional);
}

void TestPictureFeed::ofFewFramesTheTruthComesFirst()
{
    const SpectrumSpec spec = specOf(1024);
    const double end = 300.0 * spec.stft.hop;
    const PictureChoice few{{{0, end, 0, 24'000}, FrequencyScale::Linear, 500, 200}, {}};
    m_feed->tiles().setView(0, end, few.frame.width);
    show(spec);
    QVERIFY(m_feed->pictureComes(few));
    QVERIFY(grid(few) == nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->pictureComes(few), patienceMs);
    QVERIFY(m_feed->tiles().isSettled());
    const LevelGrid* const whole = grid(few);
    QVERIFY(whole != nullptr);
    QCOMPARE(whole->levels, truth(few).levels);
}

void TestPictureFeed::theTruthComesLast()
{
    show(specOf(1024));
    bool everHadGaps = false;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            const LevelGrid* const now = grid();
            everHadGaps = everHadGaps || (now != nullptr && hasGaps(*now));
            return m_feed->tiles().isSettled() && !m_feed->grids().isGathering() && now != nullptr;
        }(),
        patienceMs);
    QVERIFY(!everHadGaps);
    QVERIFY(!m_feed->tiles().mosaic().isProvisional);
    QCOMPARE(grid()->levels, truth().levels);
}

void TestPictureFeed::theLatestGlimpseCounts()
{
    m_feed->tiles().setPaused(true);
    for (const int nfft : {4096, 2048, 512})
        show(specOf(nfft));
    QSignalSpy changed(m_feed.get(), &PictureFeed::changed);
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->pictureComes(whole()), patienceMs);
    const LevelGrid* const glimpse = grid();
    QVERIFY(glimpse != nullptr);
    const TileFeed& tiles = m_feed->tiles();
    const PictureAxes axes(tiles.cover(), specOf(512).stft, 48'000, tiles.frameCount(), whole().frame);
    QCOMPARE(glimpse->columnCount(), axes.times().size());
    QCOMPARE(glimpse->rowCount(), axes.frequencies().size());
    PictureChoice right = whole();
    right.frame.span.beginSample = soundLength / 2;
    QVERIFY(m_feed->pictureComes(right));
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->pictureComes(right), patienceMs);
    QVERIFY(grid(right) != nullptr);
    QVERIFY(m_feed->isLast(right) && !m_feed->isLast(whole()));
}

void TestPictureFeed::aGlimpseIsAskedForOnce()
{
    m_feed->tiles().setPaused(true);
    show(specOf(1024));
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->pictureComes(whole()), patienceMs);
    const int reads = m_source->readCount();
    for (int i = 0; i < 5; ++i)
        QVERIFY(grid() != nullptr && !m_feed->pictureComes(whole()));
    QTest::qWait(50);
    QCOMPARE(m_source->readCount(), reads);
}

void TestPictureFeed::whatHasToBeDecodedComesTileByTile()
{
    m_feed->setSpectrum(std::make_shared<FarSource>(m_source), specOf(1024));
    QVERIFY(!m_feed->pictureComes(whole()));
    QTRY_VERIFY_WITH_TIMEOUT(m_feed->isWhole(whole()), patienceMs);
    QVERIFY(grid() != nullptr && !hasGaps(*grid()));
}

void TestPictureFeed::imagesNeedNoGlimpse()
{
    m_feed->setSketching(false);
    show(specOf(1024));
    QVERIFY(!m_feed->pictureComes(whole()));
    QTRY_VERIFY_WITH_TIMEOUT(m_feed->tiles().isSettled(), patienceMs);
    QCOMPARE(m_feed->gridOf(whole(), GridFeed::Haste::Now)->levels, truth().levels);
}

void TestPictureFeed::anotherSoundHasNothingOfTheFirst()
{
    m_feed->tiles().setPaused(true);
    show(specOf(1024));
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->pictureComes(whole()), patienceMs);
    QVERIFY(grid() != nullptr);
    SpectrumSpec spec = specOf(1024);
    spec.source = 2;
    m_feed->setSpectrum(std::make_shared<test::WatchedSource>(std::vector<double>(soundLength)), spec);
    QVERIFY(grid() == nullptr);
    QVERIFY(!m_feed->isLast(whole()));
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->pictureComes(whole()), patienceMs);
    QVERIFY(std::isinf(grid()->levels.front()));
}

/// An image of the window in another size, in the middle of the work.
void TestPictureFeed::whatCannotWaitIsGatheredOfWhatThereIs()
{
    show(specOf(1024));
    QTRY_VERIFY_WITH_TIMEOUT(m_feed->tiles().isSettled(), patienceMs);
    show(specOf(2048));
    m_feed->tiles().setPaused(true);
    PictureChoice larger = whole();
    larger.frame.width *= 2;
    QVERIFY(m_feed->gridOf(larger, GridFeed::Haste::Now) != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(!m_feed->pictureComes(whole()), patienceMs);
    QVERIFY(!hasGaps(*m_feed->gridOf(whole(), GridFeed::Haste::Now)));
}

QTEST_GUILESS_MAIN(TestPictureFeed)
#include "tst_picturefeed.moc"
