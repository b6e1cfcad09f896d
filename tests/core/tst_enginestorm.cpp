// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/generation.h"
#include "core/jobs/inbox.h"
#include "core/jobs/jobqueue.h"
#include "core/tiles/tilecache.h"
#include "core/tiles/tilejob.h"
#include "tests/support/signals.h"

#include <QTest>

#include <condition_variable>
#include <mutex>
#include <random>
#include <thread>

using namespace gabor;

namespace {

constexpr std::int64_t soundLength = 200'000;
constexpr std::size_t cacheBudget = std::size_t{3} << 20U;

struct Arrival
{
    std::uint64_t generation = 0;
    std::shared_ptr<const LevelTile> tile;
};

/// Somebody who looks at one sound through ever other parameters, as a figure does: asks for tiles, changes its mind,
/// takes what has come, and keeps what still counts. Lives in a thread of its own.
class Viewer
{
public:
    Viewer(JobQueue& queue, std::shared_ptr<const SampleSource> source, unsigned seed)
        : m_queue(queue), m_source(std::move(source)), m_random(seed),
          m_inbox(std::make_shared<Inbox<Arrival>>([this] { wake(); })), m_cache(cacheBudget)
    {
        choose();
    }
    ~Viewer() { m_inbox->close(); }

    /// @param changes  of parameters
    void storm(int changes)
    {
        for (int change = 0; change < changes; ++change) {
            choose();
            const int tiles = below(6);
            for (int i = 0; i < tiles; ++i)
                ask(randomTile());
            if (below(3) == 0)
                take();
            if (below(50) == 0)
                m_cache.setByteBudget(cacheBudget / static_cast<unsigned>(1 + below(4)));
        }
    }

    /// Asks for some tiles of the last choice and waits for every one.
    /// @return those that are not what they would be if computed alone
    int wrongTilesAfterTheStorm()
    {
        choose(); // what the storm has asked for last does not count
        m_cache.setByteBudget(cacheBudget);
        m_wanted = 8;
        for (std::int64_t index = 0; index < 8; ++index)
            ask({0, index});
        while (m_wanted > 0) {
            {
                std::unique_lock lock(m_mutex);
                m_arrived.wait(lock, [this] { return m_awake; });
                m_awake = false;
            }
            take();
        }
        int wrong = 0;
        for (std::int64_t index = 0; index < 8; ++index) {
            const TileId id{0, index};
            const auto alone = computeTile(requestFor(id), {});
            const auto known = m_cache.find(m_generation.number(), id);
            wrong += !isSame(known.get(), alone.get()) ? 1 : 0;
        }
        return wrong;
    }

    bool isBudgetKept() const { return m_budgetKept; }

private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    TileId randomTile() { return {below(4), below(5)}; }

    static bool isSame(const LevelTile* one, const LevelTile* other)
    {
        if (one == nullptr || other == nullptr)
            return one == other;
        if (one->columnCount() != other->columnCount() || one->binCount() != other->binCount())
            return false;
        for (int column = 0; column < one->columnCount(); ++column) {
            if (!std::ranges::equal(one->column(column), other->column(column))
                || !std::ranges::equal(one->phases(column), other->phases(column)))
                return false;
        }
        return true;
    }

    void choose()
    {
        m_generation.advance();
        constexpr std::array lengths{64, 100, 256, 401, 512};
        const int windowLength = lengths[static_cast<std::size_t>(below(5))];
        m_spec.stft = {
            .windowLength = windowLength, .hop = 16 + below(windowLength - 16), .nfft = windowLength + below(2) * 111};
        m_spec.reduction = below(2) == 0 ? Reduction::Maximum : Reduction::MeanPower;
        m_window = makeAnalysisWindow(m_spec.stft);
        m_cache.setInView({m_generation.number(), 0, 0, 8});
    }

    TileRequest requestFor(TileId id)
    {
        return {m_source, m_window, m_spec, id, readableFrameCount(*m_source, m_spec.stft), below(4) == 0};
    }

    void ask(TileId id)
    {
        const auto urgency = static_cast<JobQueue::Urgency>(below(3));
        const std::stop_token stop = m_generation.stopToken();
        m_queue.submit(urgency, stop,
                       [inbox = m_inbox, request = requestFor(id), stop, generation = m_generation.number()] {
                           inbox->post({generation, computeTile(request, stop)});
                       });
    }

    void take()
    {
        for (Arrival& arrival : m_inbox->takeAll()) {
            if (!m_generation.isCurrent(arrival.generation))
                continue;
            --m_wanted;
            if (arrival.tile)
                m_cache.insert(arrival.generation, std::move(arrival.tile));
        }
        // What is in view may exceed it; the rest never.
        m_budgetKept = m_budgetKept && m_cache.byteCount() <= cacheBudget + 8 * largestTile;
    }

    void wake()
    {
        const std::lock_guard lock(m_mutex);
        m_awake = true;
        m_arrived.notify_one();
    }

    static constexpr std::size_t largestTile = 256 * 320 * 5;

    JobQueue& m_queue;
    std::shared_ptr<const SampleSource> m_source;
    std::mt19937 m_random;
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    bool m_awake = false;
    std::shared_ptr<Inbox<Arrival>> m_inbox;
    TileCache m_cache;
    Generation m_generation;
    SpectrumSpec m_spec;
    std::shared_ptr<const AnalysisWindow> m_window;
    int m_wanted = 0; ///< of the present generation; below 0 during the storm
    bool m_budgetKept = true;
};

} // namespace

class TestEngineStorm : public QObject
{
    Q_OBJECT

private slots:
    void viewersThatChangeTheirMindsEndWithTheTruth_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (const unsigned seed : {1U, 2U, 3U})
            QTest::newRow(QByteArray::number(seed).constData()) << seed;
    }

    void viewersThatChangeTheirMindsEndWithTheTruth()
    {
        QFETCH(unsigned, seed);
        constexpr int viewerCount = 3;
        constexpr int changes = 250;
        const auto source = test::monoSource(test::noise(soundLength, 0.5, seed));
        JobQueue queue(4);
        std::array<int, viewerCount> wrong{};
        std::array<bool, viewerCount> budgetKept{};
        std::vector<std::thread> threads;
        for (unsigned i = 0; i < viewerCount; ++i) {
            threads.emplace_back([&, i] {
                Viewer viewer(queue, source, seed * 100 + i);
                viewer.storm(changes);
                wrong[i] = viewer.wrongTilesAfterTheStorm();
                budgetKept[i] = viewer.isBudgetKept();
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        for (unsigned i = 0; i < viewerCount; ++i) {
            QCOMPARE(wrong[i], 0);
            QVERIFY(budgetKept[i]);
        }
        QVERIFY(queue.shutDown(std::chrono::seconds(20))); // and nothing hangs behind
    }

    void aViewerThatGoesInTheMiddleIsNotMissed()
    {
        const auto source = test::monoSource(test::noise(soundLength, 0.5));
        JobQueue queue(3);
        for (unsigned seed = 0; seed < 30; ++seed)
            Viewer(queue, source, seed).storm(3); // its jobs are still running
        QVERIFY(queue.shutDown(std::chrono::seconds(20)));
        QCOMPARE(source.use_count(), 1L);
    }
};

QTEST_GUILESS_MAIN(TestEngineStorm)
#include "tst_enginestorm.moc"
