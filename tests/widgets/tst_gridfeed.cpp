// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/gridfeed.h"

#include "core/pixels/toplevel.h"

#include <QSignalSpy>
#include <QTest>

using namespace gabor;

namespace {

constexpr double sampleRate = 48'000;

/// A picture of @p columnCount single frames of @p nfft samples, whose levels tell their places apart.
GridRequest requestOf(int nfft, std::int64_t columnCount)
{
    GridRequest request;
    request.mosaicVersion = 1;
    request.stft.windowLength = request.stft.nfft = nfft;
    request.stft.window = initialWindow(WindowKind::Hann, nfft);
    request.stft.hop = nfft;
    request.sampleRate = sampleRate;
    request.frameCount = columnCount;
    request.cover = {0, {0, columnCount}};
    const int binCount = request.stft.binCount();
    const TileGrid grid(binCount);
    for (std::int64_t index = 0; grid.columnsOf({0, index}).begin < columnCount; ++index) {
        const ColumnRange columns = grid.columnsOf({0, index});
        const std::int64_t end = std::min(columns.end, columnCount);
        auto tile = std::make_shared<LevelTile>(TileId{0, index}, static_cast<int>(end - columns.begin), binCount,
                                                end - columns.begin, false);
        for (int column = 0; column < tile->columnCount(); ++column) {
            const std::span<float> levels = tile->column(column);
            for (std::size_t bin = 0; bin < levels.size(); ++bin)
                levels[bin] = -static_cast<float>((bin * 7 + static_cast<std::size_t>(columns.begin + column)) % 90);
        }
        request.mosaic.pieces.push_back({{columns.begin, end}, tile, 0});
    }
    request.frame = {{0, static_cast<double>(columnCount) * nfft, 0, sampleRate / 2}, FrequencyScale::Linear, 200, 100};
    return request;
}

LevelGrid expectedOf(const GridRequest& request)
{
    return gatherLevels(
        {request.mosaic, request.cover, request.stft, request.reduction, request.sampleRate, request.frameCount},
        request.frame, request.values);
}

/// Too many values to be looked at between two events.
GridRequest largeRequest()
{
    return requestOf(65536, 200);
}

} // namespace

class TestGridFeed : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_feed = std::make_unique<GridFeed>(m_queue); }
    void cleanup() { m_feed.reset(); }

    void aSmallPictureIsThereAtOnce();
    void aLargePictureComesLater();
    void movingAlongIsQuickAgain();
    void haste();
    void whatIsReducedAheadIsQuickAtLast();
    void nothingComesAfterClearing();

private:
    JobQueue m_queue{1};
    std::unique_ptr<GridFeed> m_feed;
};

void TestGridFeed::aSmallPictureIsThereAtOnce()
{
    const GridRequest request = requestOf(1024, 300);
    const LevelGrid* const grid = m_feed->gridOf(request, GridFeed::Haste::MayTakeAWhile);
    QVERIFY(grid != nullptr);
    QCOMPARE(grid->levels, expectedOf(request).levels);
    QVERIFY(m_feed->isLast(request.mosaicVersion, request.frame, request.values));
    QVERIFY(!m_feed->isLast(2, request.frame, request.values));
}

void TestGridFeed::aLargePictureComesLater()
{
    const GridRequest request = largeRequest();
    QSignalSpy changed(m_feed.get(), &GridFeed::changed);
    QVERIFY(m_feed->gridOf(request, GridFeed::Haste::MayTakeAWhile) == nullptr);
    QVERIFY(m_feed->isGathering());
    QCOMPARE(m_feed->number(), std::uint64_t{0});
    QVERIFY(changed.wait(30'000));
    QVERIFY(!m_feed->isGathering());
    const LevelGrid* const grid = m_feed->gridOf(request, GridFeed::Haste::MayTakeAWhile);
    QVERIFY(grid != nullptr);
    QCOMPARE(grid->levels, expectedOf(request).levels);
    QCOMPARE(m_feed->lastFrame(), request.frame);
}

/// What has been reduced to the rows of the picture is kept for the next one, whoever has reduced it.
void TestGridFeed::movingAlongIsQuickAgain()
{
    GridRequest request = largeRequest();
    QSignalSpy changed(m_feed.get(), &GridFeed::changed);
    QVERIFY(m_feed->gridOf(request, GridFeed::Haste::MayTakeAWhile) == nullptr);
    QVERIFY(changed.wait(30'000));
    request.frame.span.beginSample += 100'000;
    request.frame.span.endSample += 100'000;
    const LevelGrid* const grid = m_feed->gridOf(request, GridFeed::Haste::MayTakeAWhile);
    QVERIFY(grid != nullptr);
    QCOMPARE(grid->levels, expectedOf(request).levels);
}

/// For an image there is no later; one that is on its way meanwhile does no harm.
void TestGridFeed::haste()
{
    const GridRequest request = largeRequest();
    QVERIFY(m_feed->gridOf(request, GridFeed::Haste::MayTakeAWhile) == nullptr);
    const LevelGrid* const grid = m_feed->gridOf(request, GridFeed::Haste::Now);
    QVERIFY(grid != nullptr);
    QCOMPARE(grid->levels, expectedOf(request).levels);
}

/// Picture and limits are those that they are without.
void TestGridFeed::whatIsReducedAheadIsQuickAtLast()
{
    const GridRequest request = largeRequest();
    GridRequest first = request;
    first.mosaic.pieces.pop_back();
    first.mosaic.hasGaps = true;
    ++first.mosaicVersion;
    int parts = 1;
    while (m_feed->reduceAhead(first))
        ++parts;
    QVERIFY2(parts >= 4, qPrintable(QString::number(parts))); // whoever else wants something comes in between
    while (m_feed->reduceAhead(request)) { }
    QCOMPARE(m_feed->number(), std::uint64_t{0});
    const LevelGrid* const grid = m_feed->gridOf(request, GridFeed::Haste::MayTakeAWhile);
    QVERIFY(grid != nullptr);
    QVERIFY(!m_feed->isGathering());
    QCOMPARE(grid->levels, expectedOf(request).levels);
    QTRY_VERIFY(m_feed->findTop()); // a worker has looked for it beside
    const KnownSpectrogram known{request.mosaic,    request.cover,      request.stft,
                                 request.reduction, request.sampleRate, request.frameCount};
    QCOMPARE(m_feed->topOfLast(), topLevel(known, request.frame.span, request.frame.frequencyScale, request.values));
}

void TestGridFeed::nothingComesAfterClearing()
{
    QSignalSpy changed(m_feed.get(), &GridFeed::changed);
    QVERIFY(m_feed->gridOf(largeRequest(), GridFeed::Haste::MayTakeAWhile) == nullptr);
    m_feed->clear();
    QVERIFY(!m_feed->isGathering());
    QVERIFY(!changed.wait(500));
    QCOMPARE(m_feed->number(), std::uint64_t{0});
}

QTEST_GUILESS_MAIN(TestGridFeed)
#include "tst_gridfeed.moc"
