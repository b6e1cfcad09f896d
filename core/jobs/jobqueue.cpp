// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/jobqueue.h"

#include "core/base/upperlanes.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <span>
#include <thread>
#include <utility>

#ifdef __linux__
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace gabor {

namespace {

struct Job
{
    std::stop_token stop;
    std::function<void()> run;
};

constexpr auto urgencyCount = static_cast<std::size_t>(JobQueue::Urgency::Background) + 1;
constexpr auto glimpseUrgency = static_cast<std::size_t>(JobQueue::Urgency::Glimpse);
/// The first so many are of sketches.
constexpr auto sketchUrgencyCount = static_cast<std::size_t>(JobQueue::Urgency::Sketch) + 1;

/// What a worker is there for.
enum class Takes { Everything, Sketches };

/// The calling thread runs when others do not. Only Linux has a niceness of threads; elsewhere it is the process's.
void stepBack()
{
#ifdef __linux__
    constexpr int niceness = 10; // beyond the one that the program was started with
    const auto self = static_cast<id_t>(gettid());
    setpriority(PRIO_PROCESS, self, getpriority(PRIO_PROCESS, self) + niceness);
    // Otherwise it takes the place of whoever wakes it for milliseconds, niceness or not, though another processor is idle.
    const sched_param none{};
    if (sched_getscheduler(0) == SCHED_OTHER)
        sched_setscheduler(0, SCHED_BATCH, &none);
#endif
}

struct Worker
{
    Takes takes = Takes::Everything;
    std::thread thread;
    std::stop_token stop;                        ///< of the job that it runs
    std::size_t urgency = 0;                     ///< of that job
    std::chrono::steady_clock::time_point began; ///< of that job
    std::uint64_t job = 0;                       ///< counts those that it began
    bool isBusy = false;
    std::uint64_t deafJob = 0; ///< that was found running on although it had been told to stop
    bool isReplaced = false;   ///< another one has its place
};

/// How long a job may run on after it was told to stop, while others wait for a worker.
constexpr std::chrono::milliseconds deafness{100};
/// Left behind; more of them are a sign of something else than a dead file system.
constexpr int mostReplaced = 64;

} // namespace

struct JobQueue::State
{
    std::mutex mutex;
    std::condition_variable workArrived;
    std::condition_variable sketchArrived; ///< for those that take nothing else
    std::condition_variable workWaits;     ///< for the supervisor
    std::condition_variable workerEnded;
    std::array<std::deque<Job>, urgencyCount> waiting; // by urgency
    Priority priority = Priority::Usual;               ///< of the workers, from the beginning on
    int glimpsesFirst = 0;                             ///< of those that live
    bool closed = false;
    int aliveWorkers = 0;
    int replacedWorkers = 0;
    std::list<std::shared_ptr<Worker>> workers;
    std::thread supervisor;

    /// Whether a glimpse is being computed, or about to be submitted: long work beside it would take its processors.
    bool isGlimpsing() const
    {
        const auto now = std::chrono::steady_clock::now();
        const auto glimpses = [now](const std::shared_ptr<Worker>& worker) {
            return worker->isBusy && worker->urgency == glimpseUrgency && !worker->stop.stop_requested()
                && now - worker->began < longestPieceOfGlimpse;
        };
        return glimpsesFirst > 0 || std::ranges::any_of(workers, glimpses);
    }

    bool isAnythingWaiting() const
    {
        return std::ranges::any_of(waiting, [](const auto& jobs) { return !jobs.empty(); });
    }

    /// Whether somebody still wants what is run or waits.
    bool isAnythingWanted() const
    {
        const auto isWanted = [](const Job& job) { return !job.stop.stop_requested(); };
        return std::ranges::any_of(waiting, [&](const auto& jobs) { return std::ranges::any_of(jobs, isWanted); })
            || std::ranges::any_of(workers,
                                   [](const auto& worker) { return worker->isBusy && !worker->stop.stop_requested(); });
    }

    /// The next job, be it stopped already; nothing when the worker has been replaced, or the queue is
    /// closed and there is none.
    bool takeNext(Worker& worker, Job& job)
    {
        std::unique_lock lock(mutex);
        if (std::exchange(worker.isBusy, false) && worker.urgency == glimpseUrgency && !isGlimpsing())
            workArrived.notify_all();
        for (;;) {
            if (worker.isReplaced)
                return false;
            const bool onlySketches = worker.takes == Takes::Sketches || (isGlimpsing() && !closed);
            for (std::size_t urgency = 0; urgency < (onlySketches ? sketchUrgencyCount : urgencyCount); ++urgency) {
                std::deque<Job>& jobs = waiting[urgency];
                if (jobs.empty())
                    continue;
                job = std::move(jobs.front());
                jobs.pop_front();
                worker.stop = job.stop;
                worker.urgency = urgency;
                worker.began = std::chrono::steady_clock::now();
                worker.isBusy = true;
                ++worker.job;
                return true;
            }
            if (closed)
                return false;
            (worker.takes == Takes::Sketches ? sketchArrived : workArrived).wait(lock);
        }
    }

    static void work(const std::shared_ptr<State>& state, const std::shared_ptr<Worker>& worker)
    {
        if (state->priority == Priority::Low)
            stepBack();
        Job job;
        while (state->takeNext(*worker, job)) {
            try {
                clearUpperLanes(); // of what the thread was born with, and of what the job before has left
                if (!job.stop.stop_requested())
                    job.run();
            } catch (...) {
                // A job reports its own faults; what still escapes (no memory for the report) must not end the process.
            }
            job = {}; // here, where no lock is held: it may own the last of a sound
        }
        const std::lock_guard lock(state->mutex);
        --state->aliveWorkers;
        if (worker->isReplaced)
            --state->replacedWorkers;
        state->workerEnded.notify_all();
    }

    /// Under the lock, or before anybody else knows @p state.
    static void addWorker(const std::shared_ptr<State>& state, Takes takes)
    {
        const auto worker = std::make_shared<Worker>();
        worker->takes = takes;
        state->workers.push_back(worker); // before it runs: no worker may be forgotten for want of memory
        try {
            worker->thread = std::thread([state, worker] { work(state, worker); });
        } catch (...) {
            state->workers.pop_back();
            throw;
        }
        ++state->aliveWorkers;
    }

    /// Sees to it that what waits does not wait for a job that nobody needs any more and that does not end, as it hangs
    /// in a dead file system: its worker is left behind, and another one takes its place.
    static void supervise(const std::shared_ptr<State>& state)
    {
        std::unique_lock lock(state->mutex);
        for (;;) {
            state->workWaits.wait(lock, [&] { return state->closed || state->isAnythingWaiting(); });
            if (state->workWaits.wait_for(lock, deafness, [&] { return state->closed; }))
                return;
            if (state->isAnythingWaiting()) {
                replaceDeafWorkers(state);
                state->workArrived.notify_all(); // a glimpse that hangs holds nobody up any longer
            }
        }
    }

    static void replaceDeafWorkers(const std::shared_ptr<State>& state)
    {
        for (auto place = state->workers.begin(); place != state->workers.end();) {
            const std::shared_ptr<Worker> worker = *place++;
            if (!worker->isBusy || !worker->stop.stop_requested() || state->replacedWorkers >= mostReplaced)
                continue;
            if (std::exchange(worker->deafJob, worker->job) != worker->job)
                continue;
            try {
                addWorker(state, worker->takes);
            } catch (...) { // no further thread can be had
                return;
            }
            worker->isReplaced = true;
            worker->thread.detach();
            ++state->replacedWorkers;
            state->workers.remove(worker);
        }
    }
};

JobQueue::JobQueue(int workerCount, int sketchWorkerCount, Priority priority) : m_state(std::make_shared<State>())
{
    const std::lock_guard lock(m_state->mutex);
    m_state->priority = priority;
    for (int i = 0; i < workerCount + sketchWorkerCount; ++i)
        State::addWorker(m_state, i < workerCount ? Takes::Everything : Takes::Sketches);
    m_state->supervisor = std::thread([state = m_state] { State::supervise(state); });
}

JobQueue::~JobQueue()
{
    if (!m_state->workers.empty()) // they have neither ended nor been abandoned
        shutDown(std::chrono::hours(24));
}

void JobQueue::submit(Urgency urgency, std::stop_token stop, std::function<void()> run)
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->closed)
            return;
        m_state->waiting[static_cast<std::size_t>(urgency)].push_back({std::move(stop), std::move(run)});
    }
    m_state->workArrived.notify_one();
    m_state->workWaits.notify_one();
    if (static_cast<std::size_t>(urgency) < sketchUrgencyCount)
        m_state->sketchArrived.notify_one();
}

JobQueue::GlimpsesFirst::GlimpsesFirst(JobQueue& queue) : m_state(queue.m_state)
{
    const std::lock_guard lock(m_state->mutex);
    ++m_state->glimpsesFirst;
}

JobQueue::GlimpsesFirst::~GlimpsesFirst()
{
    const std::lock_guard lock(m_state->mutex);
    if (--m_state->glimpsesFirst == 0)
        m_state->workArrived.notify_all();
}

bool JobQueue::shutDown(std::chrono::milliseconds patience, Waiting waiting,
                        std::optional<std::chrono::milliseconds> withStopped)
{
    const auto begin = std::chrono::steady_clock::now();
    std::array<std::deque<Job>, urgencyCount> dropped; // destroyed outside the lock: a job may own much
    std::unique_lock lock(m_state->mutex);
    m_state->closed = true;
    if (waiting == Waiting::Dropped)
        dropped.swap(m_state->waiting);
    m_state->workArrived.notify_all();
    m_state->sketchArrived.notify_all();
    m_state->workWaits.notify_all();
    const auto haveAllEnded = [this] { return m_state->aliveWorkers == 0; };
    const auto nobodyIsWaitedFor = [&] { return haveAllEnded() || !m_state->isAnythingWanted(); };
    if (!m_state->workerEnded.wait_until(lock, begin + withStopped.value_or(patience), haveAllEnded))
        m_state->workerEnded.wait_until(lock, begin + patience, nobodyIsWaitedFor);
    const bool allEnded = haveAllEnded();
    if (waiting == Waiting::StillRun)
        dropped.swap(m_state->waiting);
    lock.unlock();
    if (m_state->supervisor.joinable())
        m_state->supervisor.join();
    for (const std::shared_ptr<Worker>& worker : m_state->workers) {
        if (allEnded)
            worker->thread.join();
        else
            worker->thread.detach();
    }
    m_state->workers.clear();
    return allEnded;
}

int JobQueue::usefulWorkerCount()
{
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8);
}

} // namespace gabor
