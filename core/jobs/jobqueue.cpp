// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/jobqueue.h"

#include "core/base/upperlanes.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

#ifdef __linux__
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
#endif
}

} // namespace

struct JobQueue::State
{
    std::mutex mutex;
    std::condition_variable workArrived;
    std::condition_variable sketchArrived; ///< for those that take nothing else
    std::condition_variable workerEnded;
    std::array<std::deque<Job>, urgencyCount> waiting; // by urgency
    bool closed = false;
    int aliveWorkers = 0;
    std::vector<std::thread> workers;

    /// The next job, be it stopped already; nothing when the queue is closed and there is none.
    bool takeNext(Takes takes, Job& job)
    {
        std::unique_lock lock(mutex);
        for (;;) {
            for (std::deque<Job>& jobs :
                 std::span(waiting).first(takes == Takes::Sketches ? sketchUrgencyCount : urgencyCount)) {
                if (jobs.empty())
                    continue;
                job = std::move(jobs.front());
                jobs.pop_front();
                return true;
            }
            if (closed)
                return false;
            (takes == Takes::Sketches ? sketchArrived : workArrived).wait(lock);
        }
    }

    static void work(const std::shared_ptr<State>& state, Takes takes)
    {
        Job job;
        while (state->takeNext(takes, job)) {
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
        state->workerEnded.notify_all();
    }
};

JobQueue::JobQueue(int workerCount, int sketchWorkerCount, Priority priority) : m_state(std::make_shared<State>())
{
    m_state->aliveWorkers = workerCount + sketchWorkerCount;
    for (int i = 0; i < m_state->aliveWorkers; ++i) {
        const Takes takes = i < workerCount ? Takes::Everything : Takes::Sketches;
        m_state->workers.emplace_back([state = m_state, takes, priority] {
            if (priority == Priority::Low)
                stepBack();
            State::work(state, takes);
        });
    }
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
    if (static_cast<std::size_t>(urgency) < sketchUrgencyCount)
        m_state->sketchArrived.notify_one();
}

bool JobQueue::shutDown(std::chrono::milliseconds patience, Waiting waiting)
{
    std::array<std::deque<Job>, urgencyCount> dropped; // destroyed outside the lock: a job may own much
    std::unique_lock lock(m_state->mutex);
    m_state->closed = true;
    if (waiting == Waiting::Dropped)
        dropped.swap(m_state->waiting);
    m_state->workArrived.notify_all();
    m_state->sketchArrived.notify_all();
    const bool allEnded = m_state->workerEnded.wait_for(lock, patience, [this] { return m_state->aliveWorkers == 0; });
    if (waiting == Waiting::StillRun)
        dropped.swap(m_state->waiting);
    lock.unlock();
    for (std::thread& worker : m_state->workers) {
        if (!worker.joinable())
            continue;
        if (allEnded)
            worker.join();
        else
            worker.detach();
    }
    m_state->workers.clear();
    return allEnded;
}

int JobQueue::usefulWorkerCount()
{
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 8);
}

} // namespace gabor
