// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bridge/heatmapfeed.h"

#include "core/pixels/rasterize.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <cstdlib>
#include <limits>
#include <new>
#include <semaphore>

using namespace gabor;

namespace {

thread_local int allocationsLeft = -1; ///< until one is refused to this thread; negative: none is

constexpr int patienceMs = 30'000;
constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
constexpr auto later = HeatmapFeed::Haste::MayTakeAWhile;

/// A heatmap of @p size with a cell for about every second pixel of a row.
HeatmapRequest requestOf(QSize size, float firstLevel = 0)
{
    constexpr std::size_t rowCount = 40;
    const auto columnCount = static_cast<std::size_t>(size.width() / 2);
    LevelGrid grid;
    const auto place = [](std::vector<double>& middles, std::vector<double>& edges, std::size_t count, int pixels) {
        const double step = static_cast<double>(pixels) / static_cast<double>(count);
        for (std::size_t i = 0; i <= count; ++i) {
            edges.push_back(step * static_cast<double>(i));
            if (i < count)
                middles.push_back(step * (static_cast<double>(i) + 0.5));
        }
    };
    place(grid.xs, grid.xEdges, columnCount, size.width());
    place(grid.ys, grid.yEdges, rowCount, size.height());
    for (std::size_t i = 0; i < columnCount * rowCount; ++i)
        grid.levels.push_back(firstLevel - static_cast<float>(i * 7 % 90));
    HeatmapRequest request;
    request.gridNumber = 1;
    request.grid = std::make_shared<const LevelGrid>(std::move(grid));
    request.frame = {{0, 48'000, 0, 24'000}, FrequencyScale::Linear, size.width(), size.height()};
    request.scale = {{}, -90, 0, false};
    return request;
}

QImage expectedOf(const HeatmapRequest& request)
{
    QImage image = emptyHeatmapImage({request.frame.width, request.frame.height});
    rasterize(
        *request.grid, request.shading, request.scale,
        {reinterpret_cast<std::uint32_t*>(image.bits()), image.width(), image.height(), image.bytesPerLine() / 4});
    return image;
}

const QSize small(300, 200);
const QSize large(2001, 1203); ///< more pixels than are drawn between two events

} // namespace

void* operator new(std::size_t size)
{
    if (allocationsLeft >= 0 && allocationsLeft-- == 0)
        throw std::bad_alloc();
    if (void* const memory = std::malloc(size)) // NOLINT(cppcoreguidelines-no-malloc): what it is made of
        return memory;
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept
{
    std::free(memory); // NOLINT(cppcoreguidelines-no-malloc)
}

void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory); // NOLINT(cppcoreguidelines-no-malloc)
}

class TestHeatmapFeed : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_feed = std::make_unique<HeatmapFeed>(m_queue);
        m_changed = std::make_unique<QSignalSpy>(m_feed.get(), &HeatmapFeed::changed);
    }
    void cleanup()
    {
        m_changed.reset();
        m_feed.reset();
    }

    void aSmallOneIsThereAtOnce();
    void aLargeOneIsDrawnByWorkers_data();
    void aLargeOneIsDrawnByWorkers();
    void theNewestIsDrawnNextAndNothingInBetween();
    void haste();
    void oneThatIsBegunIsThereWithoutTheEventLoop();
    void nothingIsBegunTwice();
    void gapsShowTheOneBefore_data();
    void gapsShowTheOneBefore();
    void nothingComesAfterClearing();
    void itMayDieWhileWorkersDraw();
    void refusedMemoryIsForgottenWhenThereIsSomeAgain();

private:
    JobQueue m_queue{2};
    std::unique_ptr<HeatmapFeed> m_feed;
    std::unique_ptr<QSignalSpy> m_changed;
};

void TestHeatmapFeed::aSmallOneIsThereAtOnce()
{
    const HeatmapRequest request = requestOf(small);
    const Heatmap* const heatmap = m_feed->heatmapOf(request, later);
    QVERIFY(heatmap != nullptr);
    QCOMPARE(heatmap->image, expectedOf(request));
    QCOMPARE(heatmap->frame, request.frame);
    QCOMPARE(heatmap->opaque, QRect(QPoint(0, 0), small));
    QVERIFY(!m_feed->isDrawing());
}

void TestHeatmapFeed::aLargeOneIsDrawnByWorkers_data()
{
    QTest::addColumn<bool>("smooth");
    QTest::newRow("flat") << false;
    QTest::newRow("Gouraud") << true;
}

void TestHeatmapFeed::aLargeOneIsDrawnByWorkers()
{
    QFETCH(bool, smooth);
    HeatmapRequest request = requestOf(large);
    request.shading = smooth ? Shading::Gouraud : Shading::Flat;
    QVERIFY(m_feed->heatmapOf(request, later) == nullptr);
    QVERIFY(m_feed->isDrawing());
    QVERIFY(m_feed->last().image.isNull());
    QVERIFY(m_changed->wait(patienceMs));
    QVERIFY(!m_feed->isDrawing());
    const Heatmap* const heatmap = m_feed->heatmapOf(request, later);
    QVERIFY(heatmap != nullptr);
    QCOMPARE(heatmap->image, expectedOf(request));
    QCOMPARE(m_changed->count(), 1);
}

/// A slider is dragged: what was asked for meanwhile is forgotten, but for the last.
void TestHeatmapFeed::theNewestIsDrawnNextAndNothingInBetween()
{
    HeatmapRequest request = requestOf(large);
    const QImage first = expectedOf(request);
    std::counting_semaphore<2> go(0);
    m_queue.submit(JobQueue::Urgency::Glimpse, {}, [&go] { go.acquire(); });
    m_queue.submit(JobQueue::Urgency::Glimpse, {}, [&go] { go.acquire(); });
    QVERIFY(m_feed->heatmapOf(request, later) == nullptr);
    for (int step = 1; step <= 20; ++step) { // before any of it can be done
        request.scale.low = -90 + step;
        QVERIFY(m_feed->heatmapOf(request, later) == nullptr);
    }
    go.release();
    go.release();
    QVERIFY(m_changed->wait(patienceMs));
    QCOMPARE(m_feed->last().image, first);
    QVERIFY(m_feed->heatmapOf(request, later) == nullptr);
    QCOMPARE(m_feed->last().image, first); // it stands in
    QVERIFY(m_changed->wait(patienceMs));
    QCOMPARE(m_feed->heatmapOf(request, later)->image, expectedOf(request));
    QVERIFY(!m_changed->wait(100));
    QCOMPARE(m_changed->count(), 2);
}

/// For an image there is no later; one that is on its way meanwhile does no harm.
void TestHeatmapFeed::haste()
{
    HeatmapRequest request = requestOf(large);
    QVERIFY(m_feed->heatmapOf(request, later) == nullptr);
    request.scale.high = -10;
    const Heatmap* const heatmap = m_feed->heatmapOf(request, HeatmapFeed::Haste::Now);
    QVERIFY(heatmap != nullptr);
    QCOMPARE(heatmap->image, expectedOf(request));
}

/// As the first paint of a window asks for it: nothing has come through the event loop by then.
void TestHeatmapFeed::oneThatIsBegunIsThereWithoutTheEventLoop()
{
    const HeatmapRequest request = requestOf(small);
    m_feed->begin(request);
    QVERIFY(m_feed->isDrawing());
    const Heatmap* drawn = nullptr;
    for (QDeadlineTimer patience(patienceMs); drawn == nullptr && !patience.hasExpired(); QThread::msleep(1))
        drawn = m_feed->heatmapOf(request, later);
    QVERIFY(drawn != nullptr);
    QCOMPARE(drawn->image, expectedOf(request));
    QVERIFY(!m_feed->isDrawing());
    QCoreApplication::processEvents();
    QCOMPARE(m_changed->count(), 0); // nobody has to paint it again
}

void TestHeatmapFeed::nothingIsBegunTwice()
{
    const HeatmapRequest request = requestOf(small);
    m_feed->begin(request);
    m_feed->begin(request);
    QVERIFY(m_changed->wait(patienceMs));
    m_feed->begin(request);
    QVERIFY(!m_feed->isDrawing());
    QCoreApplication::processEvents();
    QCOMPARE(m_changed->count(), 1);
    QCOMPARE(m_feed->last().image, expectedOf(request));
}

void TestHeatmapFeed::gapsShowTheOneBefore_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("drawn at once") << small;
    QTest::newRow("drawn by workers") << large;
}

void TestHeatmapFeed::gapsShowTheOneBefore()
{
    QFETCH(QSize, size);
    const HeatmapRequest before = requestOf(size);
    const bool isLater = m_feed->heatmapOf(before, later) == nullptr;
    QVERIFY(!isLater || m_changed->wait(patienceMs));

    HeatmapRequest request = requestOf(size, -20);
    LevelGrid half = *request.grid;
    const std::size_t columns = half.columnCount();
    for (std::size_t i = 0; i < half.levels.size(); ++i) {
        if (i % columns < columns / 2)
            half.levels[i] = unknown;
    }
    request.grid = std::make_shared<const LevelGrid>(std::move(half));
    request.gridNumber = 2;
    request.hasGaps = true;
    QCOMPARE(m_feed->heatmapOf(request, later) == nullptr, isLater);
    QVERIFY(!isLater || m_changed->wait(patienceMs));
    const Heatmap* const heatmap = m_feed->heatmapOf(request, later);
    QVERIFY(heatmap != nullptr);
    QVERIFY(heatmap->opaque.isEmpty());
    const QImage old = expectedOf(before);
    const QImage fresh = expectedOf(request);
    const int y = size.height() / 2;
    for (int x = 0; x < size.width(); ++x) {
        const bool isKnown = qAlpha(fresh.pixel(x, y)) == 255;
        QCOMPARE(heatmap->image.pixel(x, y), (isKnown ? fresh : old).pixel(x, y));
    }
}

void TestHeatmapFeed::nothingComesAfterClearing()
{
    QVERIFY(m_feed->heatmapOf(requestOf(large), later) == nullptr);
    m_feed->clear();
    QVERIFY(!m_feed->isDrawing());
    QVERIFY(!m_changed->wait(500));
    QVERIFY(m_feed->last().image.isNull());
}

void TestHeatmapFeed::itMayDieWhileWorkersDraw()
{
    for (int i = 0; i < 20; ++i) {
        HeatmapFeed feed(m_queue);
        QVERIFY(feed.heatmapOf(requestOf(large), later) == nullptr);
    }
}

void TestHeatmapFeed::refusedMemoryIsForgottenWhenThereIsSomeAgain()
{
    HeatmapRequest request = requestOf(large);
    bool wasRefused = true;
    for (int granted = 0; wasRefused; ++granted) {
        QVERIFY(granted < 100);
        wasRefused = false;
        request.scale.low -= 1;
        allocationsLeft = granted;
        try {
            m_feed->heatmapOf(request, later);
        } catch (const std::bad_alloc&) {
            wasRefused = true;
        }
        allocationsLeft = -1;
        QCOMPARE(m_feed->isDrawing(), !wasRefused);
        QVERIFY(!wasRefused || m_feed->heatmapOf(request, later) == nullptr);
        QVERIFY(m_changed->wait(patienceMs));
        const Heatmap* const heatmap = m_feed->heatmapOf(request, later);
        QVERIFY(heatmap != nullptr);
        QCOMPARE(heatmap->image, expectedOf(request));
    }
}

QTEST_GUILESS_MAIN(TestHeatmapFeed)
#include "tst_heatmapfeed.moc"
