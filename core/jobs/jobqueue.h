// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace gabor {

/// The one road by which work leaves a thread: a few workers that take the most urgent job first.
/// A job whose stop token has fired before its turn is dropped without being run, so nothing has to be taken back. One
/// that does not end after its token has fired, as the system does not answer it, keeps others waiting for some tenths
/// of a second at most: then another worker takes the place of its own.
class JobQueue
{
public:
    /// What waits longest for an eye comes last. Within one urgency, first come, first served. While a piece of
    /// a glimpse is computed, no more than sketches are begun beside it.
    enum class Urgency { Glimpse, Sketch, Visible, Background };

    enum class Priority {
        Usual,
        Low ///< whoever answers to a hand goes before the workers, where the system can tell threads apart
    };

    /// @param sketchWorkerCount  further workers that take nothing but glimpses and sketches, so that these need not wait
    ///                           for the end of work that takes seconds
    explicit JobQueue(int workerCount, int sketchWorkerCount = 0, Priority priority = Priority::Usual);
    /// Waits for running jobs without a limit; call shutDown first where a job may hang in the system.
    ~JobQueue();
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;

    /// Any thread. @p run should look at @p stop now and then; an exception that leaves it ends only that job.
    void submit(Urgency urgency, std::stop_token stop, std::function<void()> run);

    /// A piece that takes longer does not count any more, as it hangs in a dead file system or plans a long transform. Most
    /// take a hundredth of that.
    static constexpr std::chrono::milliseconds longestPieceOfGlimpse{100};

    /// As if a glimpse were being computed, for whoever submits long work before the glimpse of it. It lives no longer than
    /// that takes.
    class [[nodiscard]] GlimpsesFirst;

    /// How long workers may keep a program from ending whose results nobody will see. Most see within a few milliseconds
    /// that they are to stop; one that hangs in a dead file system or plans a long transform is left behind.
    static constexpr std::chrono::milliseconds closingPatience{40};
    /// How long those may that write what the user wants to keep. What is not whole by then has no name yet, and goes
    /// with the process.
    static constexpr std::chrono::milliseconds writingPatience{1500};

    /// What becomes of jobs whose turn has not come.
    enum class Waiting { Dropped, StillRun };

    /// Takes no more jobs, and waits for those that run, and maybe for those that wait, until @p patience is over.
    /// @param withStopped  how long those are waited for that have been told to stop; nothing: as long as for others
    /// @return whether every worker came to its end. Where one hangs in a dead file system it is abandoned:
    ///         the process may end, but it must not wait for it.
    bool shutDown(std::chrono::milliseconds patience, Waiting waiting = Waiting::Dropped,
                  std::optional<std::chrono::milliseconds> withStopped = {});

    /// As many workers as leave the machine usable: every core that there is, but no more than eight.
    static int usefulWorkerCount();

private:
    struct State;
    std::shared_ptr<State> m_state; // outlives this object where a worker had to be abandoned
};

class JobQueue::GlimpsesFirst
{
public:
    explicit GlimpsesFirst(JobQueue& queue);
    ~GlimpsesFirst();
    GlimpsesFirst(const GlimpsesFirst&) = delete;
    GlimpsesFirst& operator=(const GlimpsesFirst&) = delete;

private:
    std::shared_ptr<State> m_state;
};

} // namespace gabor
