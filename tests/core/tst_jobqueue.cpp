// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/jobqueue.h"

#include <QTest>

#include <atomic>
#include <future>
#include <latch>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#ifdef __linux__
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace gabor;
using namespace std::chrono_literals;

namespace {

using Urgency = JobQueue::Urgency;

/// Far longer than any machine needs; only a failing test waits for it.
constexpr auto patience = 60s;

template <class Value>
bool arrives(const std::future<Value>& future)
{
    return future.wait_for(patience) == std::future_status::ready;
}

/// A job that holds a worker until it is let go, so that others gather behind it.
class Blocker
{
public:
    explicit Blocker(JobQueue& queue, std::stop_token stop = {}, Urgency urgency = Urgency::Sketch)
    {
        queue.submit(urgency, std::move(stop), [state = m_state] {
            state->started.set_value();
            state->release.get_future().wait();
            state->finished.set_value();
        });
    }
    ~Blocker() { release(); }
    Blocker(const Blocker&) = delete;
    Blocker& operator=(const Blocker&) = delete;

    bool hasStarted() { return arrives(m_started); }
    bool hasFinished() { return arrives(m_finished); }
    void release()
    {
        if (!std::exchange(m_released, true))
            m_state->release.set_value();
    }

private:
    struct State
    {
        std::promise<void> started;
        std::promise<void> release;
        std::promise<void> finished;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
    std::future<void> m_started = m_state->started.get_future();
    std::future<void> m_finished = m_state->finished.get_future();
    bool m_released = false;
};

/// Submits a job that ends a test: when it has run, everything more urgent has been dealt with.
std::future<void> submitLast(JobQueue& queue)
{
    const auto last = std::make_shared<std::promise<void>>();
    queue.submit(Urgency::Background, {}, [last] { last->set_value(); });
    return last->get_future();
}

#if defined(__GNUC__) && defined(__x86_64__)

/// Whether this processor tells which parts of its state are in use, and has upper halves of vector registers.
bool canTellUpperLanes()
{
    unsigned features = 0;
    unsigned rest = 0;
    asm volatile("cpuid" : "=a"(features), "=b"(rest), "=c"(rest), "=d"(rest) : "a"(0xd), "c"(1));
    return __builtin_cpu_supports("avx") && (features & 4U) != 0;
}

bool areUpperLanesUsed()
{
    unsigned used = 0;
    unsigned rest = 0;
    asm volatile("xgetbv" : "=a"(used), "=d"(rest) : "c"(1));
    return (used & 4U) != 0;
}

void useUpperLanes()
{
    asm volatile("vcmpps $15, %%ymm0, %%ymm0, %%ymm0" ::: "xmm0"); // all bits set
}

#else

bool canTellUpperLanes()
{
    return false;
}
bool areUpperLanesUsed()
{
    return false;
}
void useUpperLanes() { }

#endif

} // namespace

class TestJobQueue : public QObject
{
    Q_OBJECT

private slots:
    void urgentJobsComeFirstAndEqualOnesInTheirOrder()
    {
        JobQueue queue(1);
        std::vector<std::string> order; // only the one worker writes it
        const auto note = [&](Urgency urgency, const char* name) {
            queue.submit(urgency, {}, [&order, name] { order.emplace_back(name); });
        };
        Blocker blocker(queue);
        QVERIFY(blocker.hasStarted());
        note(Urgency::Background, "background 1");
        note(Urgency::Visible, "visible 1");
        note(Urgency::Background, "background 2");
        note(Urgency::Sketch, "sketch 1");
        note(Urgency::Visible, "visible 2");
        note(Urgency::Sketch, "sketch 2");
        note(Urgency::Sketch, "sketch 3");
        note(Urgency::Glimpse, "glimpse");
        const std::future<void> last = submitLast(queue);
        blocker.release();
        QVERIFY(arrives(last));
        const std::vector<std::string> expected{"glimpse",   "sketch 1",  "sketch 2",     "sketch 3",
                                                "visible 1", "visible 2", "background 1", "background 2"};
        QCOMPARE(order, expected);
    }

    void whileAGlimpseIsComputedNoLongWorkIsBegun()
    {
        std::atomic<bool> isReleased = false;
        std::promise<bool> inTime;
        std::promise<void> sketchDone;
        std::future<bool> longWork = inTime.get_future();
        JobQueue queue(2);
        const auto begin = std::chrono::steady_clock::now();
        Blocker glimpse(queue, {}, Urgency::Glimpse);
        QVERIFY(glimpse.hasStarted());
        queue.submit(Urgency::Visible, {}, [&] {
            const auto now = std::chrono::steady_clock::now();
            inTime.set_value(isReleased || now - begin >= JobQueue::longestPieceOfGlimpse);
        });
        queue.submit(Urgency::Sketch, {}, [&] { sketchDone.set_value(); });
        QVERIFY(arrives(sketchDone.get_future())); // by the other worker, which has passed over the long work
        isReleased = true;
        glimpse.release();
        QVERIFY(arrives(longWork));
        QVERIFY(longWork.get());
    }

    void longWorkWaitsForTheGlimpseThatIsSubmittedAfterIt()
    {
        std::vector<std::string> order; // only the one worker writes it
        std::promise<void> done;
        JobQueue queue(1);
        {
            const JobQueue::GlimpsesFirst glimpsesFirst(queue);
            queue.submit(Urgency::Visible, {}, [&] {
                order.emplace_back("long");
                done.set_value();
            });
            std::this_thread::sleep_for(5ms);
            queue.submit(Urgency::Glimpse, {}, [&] { order.emplace_back("glimpse"); });
        }
        QVERIFY(arrives(done.get_future()));
        QCOMPARE(order, (std::vector<std::string>{"glimpse", "long"}));
    }

    void aGlimpseThatHangsHoldsUpNobody()
    {
        std::promise<void> done;
        JobQueue queue(2);
        Blocker glimpse(queue, {}, Urgency::Glimpse);
        QVERIFY(glimpse.hasStarted());
        queue.submit(Urgency::Visible, {}, [&] { done.set_value(); });
        QVERIFY(arrives(done.get_future()));
    }

    void whatHangsAfterItWasToldToStopHoldsUpNobody()
    {
        JobQueue queue(2);
        std::stop_source stop;
        std::promise<void> release;
        const std::shared_future<void> released = release.get_future().share();
        std::latch started(2);
        for (int i = 0; i < 2; ++i) {
            queue.submit(Urgency::Visible, stop.get_token(), [&started, released] {
                started.count_down();
                released.wait(); // deaf
            });
        }
        started.wait();
        std::promise<void> done;
        queue.submit(Urgency::Visible, {}, [&done] { done.set_value(); });
        const std::future<void> next = done.get_future();
        QVERIFY(next.wait_for(500ms) == std::future_status::timeout); // nobody has told them yet
        stop.request_stop();
        QVERIFY(arrives(next));
        QVERIFY(!queue.shutDown(10ms)); // they are still there
        release.set_value();
    }

    void whoeverWasLeftBehindEndsAfterItsJob()
    {
        JobQueue queue(1);
        std::stop_source stop;
        std::promise<void> release;
        std::promise<void> started;
        std::promise<std::thread::id> leftBehind;
        queue.submit(Urgency::Visible, stop.get_token(), [&] {
            started.set_value();
            release.get_future().wait();
            leftBehind.set_value(std::this_thread::get_id());
        });
        QVERIFY(arrives(started.get_future()));
        stop.request_stop();
        std::promise<std::thread::id> second;
        queue.submit(Urgency::Visible, {}, [&] { second.set_value(std::this_thread::get_id()); });
        std::future<std::thread::id> other = second.get_future();
        QVERIFY(arrives(other));
        release.set_value();
        const std::thread::id gone = leftBehind.get_future().get();
        QVERIFY(gone != other.get());
        for (int i = 0; i < 50; ++i) {
            std::promise<std::thread::id> who;
            queue.submit(Urgency::Visible, {}, [&] { who.set_value(std::this_thread::get_id()); });
            QVERIFY(who.get_future().get() != gone);
        }
        QVERIFY(queue.shutDown(patience));
    }

    void sketchesNeedNotWaitBehindLongWork()
    {
        JobQueue queue(1, 1);
        std::promise<void> started;
        std::promise<void> release;
        queue.submit(Urgency::Visible, {}, [&] {
            started.set_value();
            release.get_future().wait();
        });
        QVERIFY(arrives(started.get_future()));
        std::atomic<bool> otherRan = false;
        std::promise<void> other;
        queue.submit(Urgency::Visible, {}, [&] {
            otherRan = true;
            other.set_value();
        });
        for (int i = 0; i < 3; ++i) {
            std::promise<void> sketch;
            queue.submit(Urgency::Sketch, {}, [&] { sketch.set_value(); });
            QVERIFY(arrives(sketch.get_future()));
        }
        QVERIFY(!otherRan); // who is there for sketches takes nothing else
        release.set_value();
        QVERIFY(arrives(other.get_future()));
        QVERIFY(queue.shutDown(patience));
    }

#ifdef __linux__
    void workersOfLowPriorityStepBack()
    {
        using Standing = std::pair<int, int>; // niceness, policy
        const auto ofThisThread = [] {
            return Standing{getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())), sched_getscheduler(0)};
        };
        const auto ofAWorker = [&](JobQueue::Priority priority) {
            JobQueue queue(1, 0, priority);
            std::promise<Standing> standing;
            queue.submit(Urgency::Visible, {}, [&] { standing.set_value(ofThisThread()); });
            return standing.get_future().get();
        };
        const Standing own = ofThisThread();
        QCOMPARE(ofAWorker(JobQueue::Priority::Usual), own);
        QCOMPARE(ofAWorker(JobQueue::Priority::Low), Standing(std::min(19, own.first + 10), SCHED_BATCH));
        QCOMPARE(ofThisThread(), own);
    }
#endif

    void jobStoppedBeforeItsTurnNeverRuns()
    {
        JobQueue queue(1);
        bool ran = false;
        bool otherRan = false;
        std::stop_source stop;
        Blocker blocker(queue);
        QVERIFY(blocker.hasStarted());
        for (const Urgency urgency : {Urgency::Glimpse, Urgency::Sketch, Urgency::Visible, Urgency::Background})
            queue.submit(urgency, stop.get_token(), [&ran] { ran = true; });
        queue.submit(Urgency::Visible, std::stop_source().get_token(), [&otherRan] { otherRan = true; });
        const std::future<void> last = submitLast(queue);
        stop.request_stop();
        blocker.release();
        QVERIFY(arrives(last));
        QVERIFY(!ran);
        QVERIFY(otherRan);
    }

    void jobSubmittedWithAFiredTokenNeverRuns()
    {
        JobQueue queue(1);
        bool ran = false;
        std::stop_source stop;
        stop.request_stop();
        queue.submit(Urgency::Sketch, stop.get_token(), [&ran] { ran = true; });
        QVERIFY(arrives(submitLast(queue)));
        QVERIFY(!ran);
    }

    void exceptionEndsOnlyItsJob()
    {
        JobQueue queue(1);
        for (int i = 0; i < 3; ++i) {
            queue.submit(Urgency::Sketch, {}, [] { throw std::runtime_error("a job's own trouble"); });
            queue.submit(Urgency::Sketch, {}, [] { throw std::bad_alloc(); });
            queue.submit(Urgency::Sketch, {}, [] { throw 1; });
        }
        QVERIFY(arrives(submitLast(queue)));
        QVERIFY(queue.shutDown(patience));
    }

    void workersWorkAtTheSameTime()
    {
        constexpr int workers = 4;
        JobQueue queue(workers);
        const auto meeting = std::make_shared<std::latch>(workers);
        std::vector<std::future<void>> done;
        for (int i = 0; i < workers; ++i) {
            const auto met = std::make_shared<std::promise<void>>();
            done.push_back(met->get_future());
            queue.submit(Urgency::Visible, {}, [meeting, met] {
                meeting->arrive_and_wait(); // none leaves before the last has come
                met->set_value();
            });
        }
        for (const std::future<void>& one : done)
            QVERIFY(arrives(one));
    }

    void everyJobRunsOnceWhoeverSubmitsIt()
    {
        constexpr int submitters = 4;
        constexpr int jobs = 1000;
        std::vector<std::atomic<int>> runs(submitters * jobs);
        std::latch all(submitters * jobs);
        JobQueue queue(3);
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < submitters; ++t) {
                threads.emplace_back([&, t] {
                    for (int j = 0; j < jobs; ++j) {
                        const auto at = static_cast<std::size_t>(t * jobs + j);
                        queue.submit(static_cast<Urgency>(j % 3), {}, [&runs, &all, at] {
                            ++runs[at];
                            all.count_down();
                        });
                    }
                });
            }
        }
        all.wait();
        QVERIFY(queue.shutDown(patience));
        for (const std::atomic<int>& count : runs)
            QCOMPARE(count.load(), 1);
    }

    void jobMaySubmitAnother()
    {
        std::promise<void> inner;
        const std::future<void> done = inner.get_future();
        JobQueue queue(1);
        queue.submit(Urgency::Visible, {}, [&] { queue.submit(Urgency::Visible, {}, [&] { inner.set_value(); }); });
        QVERIFY(arrives(done));
        QVERIFY(queue.shutDown(patience));
    }

    void idleQueueShutsDownAtOnce()
    {
        JobQueue queue(3);
        QVERIFY(queue.shutDown(patience));
        QVERIFY(queue.shutDown(patience));
    }

    void shutDownWaitsForRunningJobs()
    {
        std::promise<void> started;
        std::promise<void> release;
        std::atomic<bool> finished = false;
        JobQueue queue(2);
        queue.submit(Urgency::Visible, {}, [&] {
            started.set_value();
            release.get_future().wait();
            finished = true;
        });
        QVERIFY(arrives(started.get_future()));
        std::future<bool> result = std::async(std::launch::async, [&] { return queue.shutDown(patience); });
        release.set_value();
        QVERIFY(result.get());
        QVERIFY(finished);
    }

    void hangingJobIsAbandonedWhenPatienceIsOver()
    {
        for (const auto wait : {0ms, 30ms}) {
            JobQueue queue(2);
            Blocker hanging(queue);
            QVERIFY(hanging.hasStarted());
            const auto begin = std::chrono::steady_clock::now();
            QVERIFY(!queue.shutDown(wait));
            const auto elapsed = std::chrono::steady_clock::now() - begin;
            QVERIFY(elapsed >= wait);
            QVERIFY(elapsed < patience); // the job itself would go on for ever
            hanging.release();
            QVERIFY(hanging.hasFinished());
        }
    }

    void whoeverWasToldToStopIsNotWaitedForAsLong()
    {
        std::stop_source stop;
        JobQueue queue(2);
        Blocker hanging(queue, stop.get_token());
        Blocker wanted(queue);
        QVERIFY(hanging.hasStarted() && wanted.hasStarted());
        stop.request_stop();
        std::future<bool> result = std::async(
            std::launch::async, [&] { return queue.shutDown(2 * patience, JobQueue::Waiting::StillRun, 1ms); });
        QVERIFY(result.wait_for(50ms) == std::future_status::timeout); // for the sake of the other one
        wanted.release();
        const bool ended = arrives(result); // else it would wait for the test's patience
        hanging.release();
        QVERIFY(hanging.hasFinished());
        QVERIFY(ended && !result.get());
    }

    /// The worker that comes back from the dead file system must find what it needs.
    void queueMayDieBeforeItsAbandonedWorker()
    {
        auto queue = std::make_unique<JobQueue>(1);
        Blocker hanging(*queue);
        QVERIFY(hanging.hasStarted());
        QVERIFY(!queue->shutDown(0ms));
        std::future<void> dying = std::async(std::launch::async, [&] { queue.reset(); });
        const bool died = arrives(dying);
        hanging.release();
        QVERIFY(hanging.hasFinished());
        QVERIFY(died);
    }

    void whatWaitsIsDroppedWhenShuttingDown()
    {
        bool ran = false;
        auto luggage = std::make_shared<int>(0);
        const std::weak_ptr<int> carried = luggage;
        JobQueue queue(1);
        Blocker blocker(queue);
        QVERIFY(blocker.hasStarted());
        queue.submit(Urgency::Sketch, {}, [&ran, luggage = std::move(luggage)] { ran = true; });
        QVERIFY(!carried.expired());
        QVERIFY(!queue.shutDown(0ms));
        QVERIFY(carried.expired());
        blocker.release();
        QVERIFY(blocker.hasFinished());
        QVERIFY(!ran);
    }

    void whatWaitsIsStillRunWhereThatIsWished()
    {
        JobQueue queue(1);
        Blocker blocker(queue);
        QVERIFY(blocker.hasStarted());
        std::atomic<int> runs = 0;
        std::stop_source stopped;
        queue.submit(Urgency::Background, {}, [&] { ++runs; });
        queue.submit(Urgency::Visible, {}, [&] { ++runs; });
        queue.submit(Urgency::Visible, stopped.get_token(), [&] { runs += 100; });
        stopped.request_stop();
        std::thread releaser([&] { blocker.release(); });
        QVERIFY(queue.shutDown(patience, JobQueue::Waiting::StillRun));
        releaser.join();
        QCOMPARE(runs, 2);
    }

    void whatStillWaitsWhenPatienceIsOverIsDropped()
    {
        JobQueue queue(1);
        Blocker blocker(queue);
        QVERIFY(blocker.hasStarted());
        const auto runs = std::make_shared<std::atomic<int>>(0);
        queue.submit(Urgency::Visible, {}, [runs] { ++*runs; });
        QVERIFY(!queue.shutDown(1ms, JobQueue::Waiting::StillRun));
        blocker.release();
        QVERIFY(blocker.hasFinished());
        QTest::qWait(20);
        QCOMPARE(*runs, 0);
    }

    void nothingIsTakenAfterShutDown()
    {
        std::atomic<bool> ran = false;
        auto luggage = std::make_shared<int>(0);
        const std::weak_ptr<int> carried = luggage;
        JobQueue queue(2);
        QVERIFY(queue.shutDown(patience));
        queue.submit(Urgency::Sketch, {}, [&ran, luggage = std::move(luggage)] { ran = true; });
        QVERIFY(carried.expired());
        QVERIFY(!ran); // every worker has come to its end
    }

    void endOfTheQueueWaitsForRunningJobs()
    {
        std::promise<void> started;
        std::promise<void> release;
        std::atomic<bool> finished = false;
        {
            JobQueue queue(1);
            queue.submit(Urgency::Visible, {}, [&] {
                started.set_value();
                release.get_future().wait();
                finished = true;
            });
            QVERIFY(arrives(started.get_future()));
            release.set_value();
        }
        QVERIFY(finished);
    }

    /// Who makes the queue has just compared two hashes of Qt's: sums of sines would take the workers seven times as long.
    void jobsBeginWithEmptyUpperLanes()
    {
        if (!canTellUpperLanes())
            QSKIP("This processor does not tell.");
        useUpperLanes();
        QVERIFY(areUpperLanesUsed());
        JobQueue queue(1);
        for (int job = 0; job < 2; ++job) {
            std::promise<bool> used;
            std::future<bool> wereUsed = used.get_future();
            queue.submit(Urgency::Visible, {}, [&] {
                used.set_value(areUpperLanesUsed());
                useUpperLanes();
            });
            QVERIFY(arrives(wereUsed));
            QVERIFY(!wereUsed.get());
        }
    }

    void machineStaysUsable()
    {
        const int workers = JobQueue::usefulWorkerCount();
        QVERIFY(workers >= 1 && workers <= 8);
        const auto cores = static_cast<int>(std::thread::hardware_concurrency());
        QVERIFY(cores == 0 || workers == std::min(cores, 8));
    }
};

QTEST_GUILESS_MAIN(TestJobQueue)
#include "tst_jobqueue.moc"
