// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/tilefeed.h"

#include "tests/widgets/watchedsource.h"

#include <QSignalSpy>

#include <future>
#include <set>

using namespace gabor;
using test::WatchedSource;

namespace {

constexpr std::size_t roomy = 256U << 20U;
constexpr std::int64_t length = 20 * 48'000;
constexpr int pixels = 800;

/// Everything that a mosaic shows.
std::vector<float> levelsOf(TileFeed& feed)
{
    const TileGrid grid(feed.spec().stft.binCount());
    std::vector<float> levels;
    for (const MosaicPiece& piece : feed.mosaic().pieces) {
        for (std::int64_t column = piece.columns.begin; column < piece.columns.end; ++column) {
            const auto values = piece.levelsOf(column, grid);
            levels.insert(levels.end(), values.begin(), values.end());
        }
    }
    return levels;
}

} // namespace

class TestTileFeed : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void settlesWithTheWholePicture();
    void goingBackToEarlierParametersCostsNoJob();
    void nothingOfAnOlderSoundIsDelivered();
    void nothingOfOlderParametersIsShown();
    void lastOfManyChangesWins();
    void panningIntoTheMarginCostsNoJob();
    void aGrowingSoundGrowsThePicture();
    void picturesOfPartsAgreeWithTheWhole();
    void whatNobodyWatchesIsComputedAsItIsHeard();
    void aSmallBudgetStillGivesAPicture();
    void tilesStayWithinTheBudget();
    void theBudgetNeverChangesThePicture();
    void noRoomBesideThePictureIsNoWorkForEver();
    void aSmallerBudgetCountsAtOnce();
    void pausedPicturesAreSketches();
    void pausingStopsWhatIsBeingComputed();
    void singleFramesDoNotWaitForResuming();
    void singleFramesDoNotWaitForLongWork();
    void aPausedSoundStillGrows();
    void manyChoicesLeaveNothingBehind();
    void aSoundShorterThanTheWindowIsSettled();
    void dyingWhileWorkRunsIsHarmless();

private:
    SpectrumSpec spec(std::uint64_t source = 1, int hop = 512) const
    {
        SpectrumSpec made;
        made.source = source;
        made.stft = {.windowLength = 1024, .hop = hop, .nfft = 1024};
        return made;
    }
    [[nodiscard]] bool settle(TileFeed& feed)
    {
        return QTest::qWaitFor([&feed] { return feed.isSettled(); }, 30'000);
    }

    std::unique_ptr<JobQueue> m_queue;
    std::unique_ptr<TileFeed> m_feed;
    std::shared_ptr<WatchedSource> m_sound;
};

void TestTileFeed::init()
{
    m_queue = std::make_unique<JobQueue>(1);
    m_feed = std::make_unique<TileFeed>(*m_queue, roomy);
    m_sound = std::make_shared<WatchedSource>(test::noise(length, 0.5));
    m_feed->setView(0, length, pixels);
    m_feed->setSpectrum(m_sound, spec());
}

void TestTileFeed::cleanup()
{
    m_feed.reset();
    m_queue.reset();
}

void TestTileFeed::settlesWithTheWholePicture()
{
    QVERIFY(!m_feed->isSettled());
    QVERIFY(settle(*m_feed));
    QVERIFY(!m_feed->mosaic().hasGaps);
    QVERIFY(!m_feed->mosaic().isProvisional);
    QCOMPARE(m_feed->tilesDone(), m_feed->tileCount());
    const std::vector<float> levels = levelsOf(*m_feed);
    QCOMPARE(levels.size(), static_cast<std::size_t>(m_feed->cover().columns.size()) * 513);
    QVERIFY(std::none_of(levels.begin(), levels.end(), [](float level) { return std::isnan(level); }));
}

void TestTileFeed::goingBackToEarlierParametersCostsNoJob()
{
    QVERIFY(test::drain(*m_queue));
    const std::vector<float> before = levelsOf(*m_feed);
    m_feed->setSpectrum(m_sound, spec(1, 256));
    QVERIFY(!m_feed->isSettled());
    QVERIFY(test::drain(*m_queue));
    const int reads = m_sound->readCount();
    m_feed->setSpectrum(m_sound, spec());
    QVERIFY(m_feed->isSettled()); // at once
    QVERIFY(levelsOf(*m_feed) == before);
    QVERIFY(test::drain(*m_queue));
    QCOMPARE(m_sound->readCount(), reads);
}

void TestTileFeed::nothingOfAnOlderSoundIsDelivered()
{
    // Results of the first sound are under way, some perhaps posted, while the next one comes.
    const auto silence = std::make_shared<WatchedSource>(std::vector<double>(length, 0.0));
    QTRY_VERIFY(m_sound->readCount() > 3);
    m_feed->setSpectrum(silence, spec(2));
    std::set<float> seen;
    const auto look = [&] {
        for (const float level : levelsOf(*m_feed))
            seen.insert(level);
    };
    connect(m_feed.get(), &TileFeed::changed, this, look);
    QVERIFY(test::drain(*m_queue));
    QVERIFY(m_feed->isSettled());
    QCOMPARE(seen.size(), std::size_t(1)); // silence, and never anything else
    QVERIFY(std::isinf(*seen.begin()) || *seen.begin() < -200);
    m_feed->disconnect(this);
}

void TestTileFeed::nothingOfOlderParametersIsShown()
{
    QTRY_VERIFY(m_sound->readCount() > 3);
    m_feed->setSpectrum(m_sound, spec(1, 300));
    QVERIFY(settle(*m_feed));
    TileFeed alone(*m_queue, roomy);
    alone.setView(0, length, pixels);
    alone.setSpectrum(m_sound, spec(1, 300));
    QVERIFY(settle(alone));
    QVERIFY(levelsOf(*m_feed) == levelsOf(alone));
}

void TestTileFeed::lastOfManyChangesWins()
{
    for (int hop = 100; hop < 160; ++hop)
        m_feed->setSpectrum(m_sound, spec(1, hop));
    QVERIFY(settle(*m_feed));
    QCOMPARE(m_feed->spec().stft.hop, 159);
    QVERIFY(!m_feed->mosaic().hasGaps);
}

void TestTileFeed::panningIntoTheMarginCostsNoJob()
{
    m_feed->setView(400'000, 500'000, pixels);
    QVERIFY(test::drain(*m_queue));
    const int reads = m_sound->readCount();
    for (int step = 1; step <= 20; ++step) {
        m_feed->setView(400'000 + step * 2000, 500'000 + step * 2000, pixels);
        QVERIFY(m_feed->isSettled());
        QVERIFY(!m_feed->mosaic().hasGaps);
    }
    QCOMPARE(m_sound->readCount(), reads);
}

void TestTileFeed::aGrowingSoundGrowsThePicture()
{
    const auto growing = std::make_shared<WatchedSource>(test::noise(length, 0.5), 0);
    m_feed->setSpectrum(growing, spec(2));
    QVERIFY(m_feed->isSettled());
    QCOMPARE(m_feed->frameCount(), 0);
    std::size_t known = 0;
    for (const std::int64_t available : {std::int64_t{48'000}, std::int64_t{300'000}, std::int64_t{700'001}, length}) {
        growing->grow(available);
        m_feed->soundGrew();
        QVERIFY(settle(*m_feed));
        QCOMPARE(m_feed->frameCount(), frameCount(spec().stft, available));
        const std::size_t now = levelsOf(*m_feed).size();
        QVERIFY(now > known);
        known = now;
    }
    // And in the end it is what it would have been at once.
    TileFeed atOnce(*m_queue, roomy);
    atOnce.setView(0, length, pixels);
    atOnce.setSpectrum(growing, spec(2));
    QVERIFY(settle(atOnce));
    QVERIFY(levelsOf(*m_feed) == levelsOf(atOnce));
}

void TestTileFeed::picturesOfPartsAgreeWithTheWhole()
{
    QVERIFY(settle(*m_feed));
    const std::int64_t first = m_feed->cover().columns.begin;
    const int lod = m_feed->cover().lod;
    const std::vector<float> whole = levelsOf(*m_feed);
    TileFeed part(*m_queue, roomy);
    part.setView(length / 2.0, length, pixels / 2);
    part.setSpectrum(m_sound, spec());
    QVERIFY(settle(part));
    QCOMPARE(part.cover().lod, lod);
    const std::vector<float> levels = levelsOf(part);
    const auto offset = static_cast<std::ptrdiff_t>((part.cover().columns.begin - first) * 513);
    QVERIFY(std::equal(levels.begin(), levels.end(), whole.begin() + offset));
}

void TestTileFeed::whatNobodyWatchesIsComputedAsItIsHeard()
{
    const auto firstTilesIn = [this](TileOrder order) {
        TileFeed feed(*m_queue, roomy);
        feed.setSketching(false);
        feed.setOrder(order);
        feed.setView(0, length, pixels);
        std::vector<std::int64_t> begins;
        connect(&feed, &TileFeed::envelopesFound, this,
                [&begins](const EnvelopeRun& run) { begins.push_back(run.firstBlock); });
        feed.setEnvelopeBlockLength(1024);
        feed.setSpectrum(m_sound, spec());
        return settle(feed) ? begins : std::vector<std::int64_t>();
    };
    m_feed.reset();
    const std::vector<std::int64_t> asHeard = firstTilesIn(TileOrder::AsHeard);
    QVERIFY(asHeard.size() > 2);
    QVERIFY(std::ranges::is_sorted(asHeard));
    QVERIFY(!std::ranges::is_sorted(firstTilesIn(TileOrder::FromMiddle)));
}

void TestTileFeed::aSmallBudgetStillGivesAPicture()
{
    TileFeed small(*m_queue, 2U << 20U); // less than the picture needs
    small.setView(0, length, 4000);
    small.setSpectrum(m_sound, spec(1, 64));
    QVERIFY(test::drain(*m_queue));
    QVERIFY(settle(small));
    QVERIFY(!small.mosaic().pieces.empty());
    QVERIFY(!small.mosaic().isProvisional);
}

void TestTileFeed::theBudgetNeverChangesThePicture()
{
    std::vector<float> roomyLevels;
    TileCover roomyCover;
    for (const std::size_t budget : {roomy, std::size_t{3} << 20U, std::size_t{0}}) {
        TileFeed feed(*m_queue, budget);
        feed.setView(0, length, 4000);
        feed.setSpectrum(m_sound, spec(1, 64));
        QVERIFY(settle(feed));
        if (budget == roomy) {
            roomyLevels = levelsOf(feed);
            roomyCover = feed.cover();
        }
        QCOMPARE(feed.cover(), roomyCover);
        QVERIFY(levelsOf(feed) == roomyLevels);
    }
}

void TestTileFeed::noRoomBesideThePictureIsNoWorkForEver()
{
    for (const std::size_t mebibytes : {0U, 3U, 8U, 12U, 20U}) {
        TileFeed small(*m_queue, mebibytes << 20U);
        small.setView(length / 4.0, length / 2.0, pixels);
        small.setSpectrum(m_sound, spec(1, 64));
        QVERIFY(settle(small));
        QVERIFY(test::drain(*m_queue));
        QCOMPARE(small.runningJobs(), 0);
        const int reads = m_sound->readCount();
        small.soundGrew();
        small.setView(length / 4.0, length / 2.0 + 1, pixels); // asks once more what there is to do
        QVERIFY(test::drain(*m_queue));
        QCOMPARE(m_sound->readCount(), reads);
    }
}

void TestTileFeed::aSmallerBudgetCountsAtOnce()
{
    for (int hop = 300; hop < 310; ++hop) {
        m_feed->setSpectrum(m_sound, spec(1, hop));
        QVERIFY(settle(*m_feed));
    }
    constexpr std::size_t budget = 8U << 20U;
    QVERIFY(m_feed->bytesKept() > budget);
    const std::vector<float> before = levelsOf(*m_feed);
    m_feed->setByteBudget(budget);
    QVERIFY(m_feed->bytesKept() <= budget);
    QVERIFY(m_feed->isSettled());
    QVERIFY(levelsOf(*m_feed) == before);
}

void TestTileFeed::pausedPicturesAreSketches()
{
    m_feed->setPaused(true);
    QVERIFY(m_feed->isPaused());
    // Another choice and another view: each is there as a sketch, and no further.
    for (const double end : {length * 1.0, length * 0.7}) {
        m_feed->setSpectrum(m_sound, spec(1, 100));
        m_feed->setView(0, end, pixels);
        QVERIFY(test::drain(*m_queue));
        QVERIFY(!m_feed->mosaic().hasGaps);
        QVERIFY(m_feed->mosaic().isProvisional);
        QVERIFY(!m_feed->isSettled());
        QCOMPARE(m_feed->tilesDone(), 0);
        QCOMPARE(m_feed->runningJobs(), 0);
    }
    m_feed->setPaused(false);
    QVERIFY(settle(*m_feed));
    QVERIFY(!m_feed->mosaic().isProvisional);
    TileFeed alone(*m_queue, roomy);
    alone.setView(0, length * 0.7, pixels);
    alone.setSpectrum(m_sound, spec(1, 100));
    QVERIFY(settle(alone));
    QVERIFY(levelsOf(*m_feed) == levelsOf(alone));
}

void TestTileFeed::pausingStopsWhatIsBeingComputed()
{
    m_feed->setSpectrum(m_sound, spec(1, 3));
    QTRY_VERIFY(!m_feed->mosaic().hasGaps); // the sketches are there, and a true tile is being computed
    m_feed->setPaused(true);
    const int done = m_feed->tilesDone();
    QCOMPARE(m_feed->runningJobs(), 0);
    QVERIFY(test::drain(*m_queue));
    QCOMPARE(m_feed->tilesDone(), done);
    QVERIFY(!m_feed->isSettled());
}

void TestTileFeed::singleFramesDoNotWaitForResuming()
{
    m_feed->setPaused(true);
    m_feed->setView(400'000, 500'000, pixels); // a column is a frame: a sketch would be the truth
    QVERIFY(settle(*m_feed));
    QVERIFY(!m_feed->mosaic().isProvisional);
}

/// As that of an image that is exported meanwhile.
void TestTileFeed::singleFramesDoNotWaitForLongWork()
{
    JobQueue queue(1, 1);
    std::promise<void> release;
    queue.submit(JobQueue::Urgency::Visible, {}, [ended = release.get_future().share()] { ended.wait(); });
    TileFeed feed(queue, roomy);
    feed.setView(400'000, 500'000, pixels); // a column is a frame
    feed.setSpectrum(m_sound, spec());
    const bool isWhole = QTest::qWaitFor([&] { return !feed.mosaic().hasGaps && !feed.mosaic().isProvisional; }, 5'000);
    release.set_value();
    QVERIFY(isWhole);
}

void TestTileFeed::aPausedSoundStillGrows()
{
    m_feed->setPaused(true);
    const auto growing = std::make_shared<WatchedSource>(test::noise(length, 0.5), 0);
    SpectrumSpec fine = spec(2, 64);
    m_feed->setSpectrum(growing, fine);
    for (const std::int64_t available : {std::int64_t{300'000}, std::int64_t{700'001}, length}) {
        growing->grow(available);
        m_feed->soundGrew();
        QVERIFY(test::drain(*m_queue));
        QVERIFY(!m_feed->mosaic().hasGaps);
    }
}

void TestTileFeed::manyChoicesLeaveNothingBehind()
{
    m_feed->setView(0, 48'000, pixels);
    for (int hop = 100; hop < 400; ++hop) {
        m_feed->setSpectrum(m_sound, spec(1, hop));
        QCoreApplication::processEvents();
    }
    QVERIFY(settle(*m_feed));
    QVERIFY(test::drain(*m_queue));
    QCOMPARE(m_feed->runningJobs(), 0);
    QVERIFY(m_feed->bytesKept() <= roomy);
    m_feed->setSpectrum(m_sound, spec(1, 100)); // forgotten, and computed again
    QVERIFY(settle(*m_feed));
    QVERIFY(!m_feed->mosaic().isProvisional);
}

void TestTileFeed::tilesStayWithinTheBudget()
{
    constexpr std::size_t budget = 24U << 20U;
    TileFeed small(*m_queue, budget);
    small.setSpectrum(m_sound, spec(1, 16)); // all of it would take 120 MB
    for (int page = 0; page < 10; ++page) {
        small.setView(page * length / 10.0, (page + 1) * length / 10.0, pixels);
        QVERIFY(settle(small));
        QVERIFY(!small.mosaic().hasGaps);
        std::size_t bytes = 0;
        for (const MosaicPiece& piece : small.mosaic().pieces)
            bytes += piece.tile->byteCount();
        QVERIFY2(bytes <= budget, qPrintable(QString::number(bytes)));
    }
    const int reads = m_sound->readCount();
    small.setView(0, length / 10.0, pixels); // given up long ago, so it has to be read again
    QVERIFY(settle(small));
    QVERIFY(m_sound->readCount() > reads);
}

void TestTileFeed::aSoundShorterThanTheWindowIsSettled()
{
    const auto brief = std::make_shared<WatchedSource>(test::noise(1023, 0.5));
    m_feed->setView(0, 1023, pixels);
    m_feed->setSpectrum(brief, spec(2));
    QVERIFY(m_feed->isSettled());
    QCOMPARE(m_feed->frameCount(), 0);
    QVERIFY(m_feed->mosaic().pieces.empty());
}

void TestTileFeed::dyingWhileWorkRunsIsHarmless()
{
    for (int i = 0; i < 20; ++i) {
        TileFeed brief(*m_queue, roomy);
        brief.setView(0, length, pixels);
        brief.setSpectrum(m_sound, spec(1, 128 + i));
        QCoreApplication::processEvents();
    }
    QVERIFY(test::drain(*m_queue));
}

QTEST_GUILESS_MAIN(TestTileFeed)
#include "tst_tilefeed.moc"
