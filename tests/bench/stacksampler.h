// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <pthread.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

namespace gabor::bench {

/// Looks from a thread of its own at how long another one has been at its present piece of work, and notes where that
/// one stands when it takes too long. One at a time: it uses a signal.
class StackSampler
{
public:
    using Clock = std::chrono::steady_clock;

    /// Watches the thread that calls this.
    explicit StackSampler(std::chrono::milliseconds tooLong);
    ~StackSampler();
    StackSampler(const StackSampler&) = delete;
    StackSampler& operator=(const StackSampler&) = delete;

    /// By the watched thread: a piece of work begins, or is over.
    void begin();
    void end();

    /// By the watched thread, between end() and begin(): functions under way when the last piece of work became too long,
    /// the innermost first, without Qt's and the bench's own. Empty where it did not, or had none with a name.
    QStringList stack() const;

private:
    void watch(std::stop_token stop, std::chrono::milliseconds tooLong);

    std::atomic<std::int64_t> m_begin{0}; ///< of the clock; 0: no work
    std::atomic<bool> m_asked{false};
    pthread_t m_watched;
    std::jthread m_thread;
};

} // namespace gabor::bench
